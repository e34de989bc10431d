//! Negation and modality: from the cue to what it covers.
//!
//! A word's status is read by climbing from it to the root of its clause. Each governor on the way may deny, plan,
//! ask for or doubt what it governs; a finite clause that is reported stops the climb, because what is said is
//! the speaker's, and keeps its own status.

use super::noun::PART;
use super::subject::RESOLVES;
use super::{Clauses, Effect, Reality, Status};
use crate::extract::syntax::{Deprel, Upos, Xpos};

/// Before an infinitive, these say that the thing is done.
const RANKS: [&str; 9] = [
    "first", "second", "third", "fourth", "fifth", "last", "latest", "only", "sole",
];

/// What shows whether something is so: where there is none of it, it may not be.
const SHOWS: [&str; 5] = ["evidence", "proof", "indication", "sign", "basis"];

/// What is said of a claim that does not hold.
const FALSE: [&str; 21] = [
    "false",
    "untrue",
    "wrong",
    "baseless",
    "unfounded",
    "groundless",
    "absurd",
    "nonsense",
    "ridiculous",
    "ludicrous",
    "fabricated",
    "incorrect",
    "inaccurate",
    "fake",
    "lie",
    "myth",
    "debunk",
    "refute",
    "disprove",
    "discredit",
    "invent",
];

/// Who does not rule something out may do it.
const RULED_OUT: [&str; 5] = ["rule", "exclude", "preclude", "discount", "deny"];

/// Purposes that the deed itself shows, and so are no plans.
const PROTESTS: [&str; 6] = ["protest", "demonstrate", "demand", "denounce", "condemn", "commemorate"];

impl Clauses<'_> {
    /// Polarity and modality of what word `i` states. `O(depth)`.
    pub fn status(&self, i: usize) -> Status {
        let tree = &self.tree;
        // "was behind the attack": what is said of the attack is said of who was behind it.
        let predicate = tree
            .head(i)
            .filter(|&h| tree.deprel(i) == Deprel::Case && tree.kid(h, Deprel::Cop).is_some());
        let i = predicate.unwrap_or(i);
        let mut status = Status::default();
        self.own(i, &mut status);
        let mut at = i;
        for _ in 0..24 {
            let Some(h) = tree.head(at) else { break };
            if self.is_charge(at, h) {
                raise(&mut status, Reality::Possible);
            }
            let go_on = match tree.deprel(at) {
                Deprel::Conj => self.under_conjunct(at, h, &mut status),
                Deprel::Xcomp | Deprel::Ccomp | Deprel::Csubj => self.under_clause(at, h, &mut status),
                Deprel::Advcl => self.under_adverbial(at, h, &mut status),
                Deprel::Acl => self.under_noun(at, h, &mut status),
                Deprel::AclRelcl => {
                    self.cleft(h, &mut status);
                    false
                }
                Deprel::Obj | Deprel::Obl | Deprel::NsubjPass | Deprel::Nsubj | Deprel::OblAgent if tree.is_verb(h) => {
                    self.noun_under_verb(at, h, &mut status)
                }
                Deprel::Nmod => self.noun_under_noun(at, h, &mut status),
                Deprel::Amod => false,
                _ => false,
            };
            if !go_on {
                break;
            }
            at = h;
        }
        if self.is_open_question(i) && matches!(status.reality, Reality::Actual | Reality::Asked) {
            status.reality = Reality::Possible;
        }
        status
    }

    /// "is accused of attacking", "charged with the murder of": by nobody who is named, so nobody vouches for it.
    fn is_charge(&self, at: usize, h: usize) -> bool {
        let tree = &self.tree;
        if !tree.is_verb(h) || !self.stance.verb(tree.lemma(h)).has(Effect::CHARGES) || !self.is_passive(h, 0) {
            return false;
        }
        // "of crossing the line and shooting two men": the second may hang beside the first's preposition.
        let second = tree.deprel(at) == Deprel::Conj && tree.xpos(at) == Xpos::Vbg;
        if second && tree.kid(at, Deprel::Nsubj).is_none() && tree.kid(h, Deprel::OblAgent).is_none() {
            return true;
        }
        let link = match tree.deprel(at) {
            Deprel::Advcl => self.marker(at),
            Deprel::Obl => tree.case(at),
            _ => None,
        };
        link.is_some_and(|k| ["of", "with", "in"].iter().any(|w| tree.is(k, w)))
            && tree.kid(h, Deprel::OblAgent).is_none()
    }

    /// Does the sentence ask whether word `i` is so, or should be? "Why did Moscow attack?" takes the attack for granted.
    fn is_open_question(&self, i: usize) -> bool {
        let tree = &self.tree;
        let end = (0..tree.len())
            .rev()
            .find(|&w| !matches!(tree.form(w), "\"" | "”" | "'" | "’" | ")"));
        if end.is_none_or(|w| tree.form(w) != "?") {
            return false;
        }
        let modal = |v: usize| tree.children(v).any(|c| tree.xpos(c) == Xpos::Md);
        let asks_why = |v: usize| {
            tree.children(v)
                .any(|c| matches!(tree.xpos(c), Xpos::Wrb | Xpos::Wp | Xpos::Wdt))
        };
        let top = (0..tree.len()).find(|&w| tree.head(w).is_none());
        let granted = |v: usize| asks_why(v) && !modal(v);
        top.is_none_or(|v| !granted(v)) && !granted(i)
    }

    /// What stands directly with the word: "not", "will", "no".
    fn own(&self, i: usize, status: &mut Status) {
        let tree = &self.tree;
        for c in tree.children(i) {
            let word = tree.form(c);
            match tree.deprel(c) {
                Deprel::Advmod | Deprel::Cc | Deprel::CcPreconj | Deprel::Det | Deprel::Aux | Deprel::Case => {
                    let only = tree.reading.sentence.tokens.len() > c + 1
                        && ["only", "just", "merely", "simply"].iter().any(|w| tree.is(c + 1, w));
                    let no_longer = tree.is(c, "longer") && tree.children(c).any(|g| tree.is(g, "no"));
                    status.negated |= ((is_negator(word) || falls_short(word)) && !only) || no_longer;
                    if is_guess(word) {
                        raise(status, Reality::Possible);
                    }
                }
                // "neither India nor China condemned"
                Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj
                    if tree.children(c).any(|g| {
                        matches!(tree.deprel(g), Deprel::CcPreconj | Deprel::Cc | Deprel::Det) && tree.is(g, "neither")
                    }) =>
                {
                    status.negated = true;
                }
                // "an alleged attack by"
                Deprel::Amod
                    if tree.is_noun(i) && is_doubted(word) && !self.stance.noun(tree.lemma(i)).has(Effect::DID_IT) =>
                {
                    raise(status, Reality::Possible);
                }
                // "a suspected Israeli strike killed", "suspected militants killed"
                Deprel::Nsubj | Deprel::OblAgent
                    if tree.is_verb(i)
                        && tree.kids(c, Deprel::Amod).any(|g| is_doubted(tree.form(g)))
                        && [Effect::ACTS, Effect::FIGHTS, Effect::DID_IT]
                            .into_iter()
                            .any(|e| self.stance.noun(tree.lemma(c)).has(e)) =>
                {
                    raise(status, Reality::Possible);
                }
                // "few countries support"
                Deprel::Nsubj
                    if tree
                        .children(c)
                        .any(|g| tree.is(g, "few") && tree.kid(c, Deprel::Det).is_none()) =>
                {
                    status.negated = true;
                }
                // "gave no support", "showed little respect"
                Deprel::Obj
                    if self.is_scant(c)
                        || tree
                            .children(c)
                            .any(|g| tree.deprel(g) == Deprel::Det && tree.is(g, "no")) =>
                {
                    status.negated = true;
                }
                _ => {}
            }
            // "her aim is to oust him"
            if tree.deprel(c) == Deprel::NsubjOuter && tree.xpos(i) == Xpos::Vb {
                let effect = self.stance.noun(tree.lemma(c));
                if effect.has(Effect::ASKS) {
                    raise(status, Reality::Asked);
                } else if effect.has(Effect::PLANS) {
                    raise(status, Reality::Planned);
                }
            }
            // "is due to meet": the parser may take "due to" for a conjunction.
            if tree.deprel(c) == Deprel::Mark && self.stance.verb(tree.lemma(c)).has(Effect::PLANS) {
                raise(status, Reality::Planned);
            }
            if matches!(tree.deprel(c), Deprel::Aux) || (tree.upos(c) == Upos::Aux && tree.xpos(c) == Xpos::Md) {
                let reality = match word.to_ascii_lowercase().as_str() {
                    "will" | "'ll" | "’ll" | "shall" | "wo" | "going" => Reality::Planned,
                    "would" | "'d" | "’d" => self.would(i),
                    "may" | "might" | "could" => Reality::Possible,
                    "should" | "must" | "ought" => Reality::Asked,
                    _ => Reality::Actual,
                };
                raise(status, reality);
            }
        }
        // "stopped short of criticising"
        let short = self
            .marker(i)
            .is_some_and(|m| m > 0 && tree.is(m, "of") && tree.is(m - 1, "short"));
        if short || tree.case(i).is_some_and(|k| tree.is(k, "without")) || self.is_scant(i) {
            status.negated = true;
        }
    }

    /// "little respect", "scant support": as good as none, unlike "a little".
    fn is_scant(&self, noun: usize) -> bool {
        let tree = &self.tree;
        let scant = |c: usize| tree.is(c, "little") || tree.is(c, "scant");
        tree.kids(noun, Deprel::Amod).any(scant)
            && tree.kid(noun, Deprel::Det).is_none()
            && tree.upos(noun) == Upos::Noun
    }

    /// "said it would send" is a plan; "would send if" is a possibility.
    fn would(&self, i: usize) -> Reality {
        let tree = &self.tree;
        let reported = tree.deprel(i) == Deprel::Ccomp
            && tree
                .head(i)
                .is_some_and(|h| self.stance.verb(tree.lemma(h)).has(Effect::REPORTS));
        let relative = tree.deprel(i) == Deprel::AclRelcl;
        if reported || relative {
            Reality::Planned
        } else {
            Reality::Possible
        }
    }

    fn under_conjunct(&self, at: usize, h: usize, status: &mut Status) -> bool {
        let tree = &self.tree;
        // "neither backed nor funded", "did not back or fund"
        if tree
            .children(at)
            .any(|c| tree.deprel(c) == Deprel::Cc && tree.is(c, "nor"))
        {
            status.negated = true;
        }
        if !tree.is_verb(at) {
            // Coordinated nouns stand under one governor.
            return true;
        }
        let own_subject = tree
            .children(at)
            .any(|c| matches!(tree.deprel(c), Deprel::Nsubj | Deprel::NsubjPass));
        let own_auxiliary = tree.children(at).any(|c| matches!(tree.deprel(c), Deprel::Aux));
        let contrast = tree
            .children(at)
            .any(|c| tree.deprel(c) == Deprel::Cc && tree.is(c, "but"));
        if own_subject || own_auxiliary {
            return false;
        }
        // A finite verb of its own tense does not stand under the first one's "will" or "not".
        let finite = matches!(tree.xpos(at), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
        let bare_head = matches!(tree.xpos(h), Xpos::Vb | Xpos::Vbg | Xpos::Vbn);
        if finite && bare_head {
            return false;
        }
        let mut shared = Status::default();
        self.own(h, &mut shared);
        status.negated |= shared.negated && !contrast && !finite;
        raise(status, shared.reality);
        true
    }

    fn under_clause(&self, at: usize, h: usize, status: &mut Status) -> bool {
        let tree = &self.tree;
        let effect = self.stance.verb(tree.lemma(h));
        let marker = self.marker(at);
        let infinitive = marker.is_some_and(|m| tree.is(m, "to"));
        let has_subject = tree
            .children(at)
            .any(|c| matches!(tree.deprel(c), Deprel::Nsubj | Deprel::NsubjPass));
        let finite = has_subject && !infinitive && tree.xpos(at) != Xpos::Vbg;
        if marker.is_some_and(|m| tree.is(m, "if") || tree.is(m, "whether")) {
            raise(status, Reality::Possible);
        }
        if finite {
            // "demanded that Moscow withdraw" (subjunctive), "denied that it had attacked"
            if effect.has(Effect::ASKS) && tree.xpos(at) == Xpos::Vb {
                raise(status, Reality::Asked);
            }
            if effect.has(Effect::REFUTES) {
                status.negated = !status.negated;
            }
            if effect.has(Effect::FEARS) {
                status.reality = Reality::Possible;
            }
            // "does not believe that Moscow attacked"
            if effect.has(Effect::BELIEVES) {
                let mut above = Status::default();
                self.own(h, &mut above);
                status.negated ^= above.negated;
            }
            return false;
        }
        // "pushes to join" asks nobody: it is the subject's own plan.
        let addressed = tree.children(h).any(|c| {
            matches!(tree.deprel(c), Deprel::Obj | Deprel::Iobj | Deprel::NsubjPass)
                || (tree.deprel(c) == Deprel::Obl && c < at)
        });
        if effect.has(Effect::ASKS) && infinitive && !addressed && !has_subject {
            raise(status, Reality::Planned);
        }
        self.govern(effect, infinitive, status);
        if RULED_OUT.contains(&tree.lemma(h)) && self.denies(h) {
            status.negated = false;
            raise(status, Reality::Possible);
            return false;
        }
        // "is believed to have attacked"
        let believed = infinitive
            && ["believe", "think", "suspect", "presume", "assume", "fear"].contains(&tree.lemma(h))
            && self.is_passive(h, 0);
        if believed {
            raise(status, Reality::Possible);
        }
        self.inherit(h, status);
        true
    }

    /// What governs a clause may itself be denied or planned; two negatives cancel.
    fn inherit(&self, h: usize, status: &mut Status) {
        let mut above = Status::default();
        self.own(h, &mut above);
        status.negated ^= above.negated;
        raise(status, above.reality);
    }

    fn govern(&self, effect: Effect, infinitive: bool, status: &mut Status) {
        if effect.has(Effect::NEGATES) {
            status.negated = !status.negated;
        } else if effect.has(Effect::ASKS) && infinitive {
            raise(status, Reality::Asked);
        } else if effect.has(Effect::PLANS) && infinitive {
            raise(status, Reality::Planned);
        } else if effect.has(Effect::DOUBTS) {
            raise(status, Reality::Possible);
        }
    }

    /// Does "not" or "never" stand with the verb itself?
    pub fn denies(&self, verb: usize) -> bool {
        let tree = &self.tree;
        let not = |c: usize| ["not", "n't", "n’t", "never"].iter().any(|w| tree.is(c, w));
        tree.kids(verb, Deprel::Advmod).any(not)
    }

    /// "It was not Moscow that attacked": Moscow did not.
    fn cleft(&self, h: usize, status: &mut Status) {
        let tree = &self.tree;
        let it = |s: usize| tree.is(s, "it") && s < h;
        if tree.kid(h, Deprel::Cop).is_some() && tree.kids(h, Deprel::Nsubj).any(it) {
            self.own(h, status);
        }
    }

    fn under_adverbial(&self, at: usize, h: usize, status: &mut Status) -> bool {
        let tree = &self.tree;
        // "Had Moscow attacked, Kyiv would have": it has not.
        let subject = tree
            .children(at)
            .find(|&c| matches!(tree.deprel(c), Deprel::Nsubj | Deprel::NsubjPass));
        let inverted = |c: usize| {
            tree.deprel(c) == Deprel::Aux
                && subject.is_some_and(|s| c < s)
                && ["had", "should", "were"].iter().any(|w| tree.is(c, w))
        };
        if tree.children(at).any(inverted) {
            raise(status, Reality::Possible);
            return false;
        }
        // "rather than attack": the parser hangs "rather" on either verb.
        if at > 1 && tree.is(at - 1, "than") && tree.is(at - 2, "rather") {
            status.negated = true;
            return false;
        }
        let Some(m) = self.marker(at) else { return false };
        if tree.is(m, "if") || tree.is(m, "unless") || tree.is(m, "whether") {
            raise(status, Reality::Possible);
        } else if tree.is(m, "without") || tree.is(m, "instead") || tree.is(m, "rather") {
            status.negated = true;
        } else if tree.is(m, "to") {
            let effect = self.stance.verb(tree.lemma(h));
            // "resorted to throwing stones" did throw; "committed to sending troops" did not send.
            let yet_to_come = [Effect::PLANS, Effect::ASKS, Effect::DOUBTS, Effect::NEGATES];
            if tree.xpos(at) == Xpos::Vbg && !yet_to_come.into_iter().any(|e| effect.has(e)) {
                return false;
            }
            // "blocked roads to protest against the law": what is done shows it.
            if PROTESTS.contains(&tree.lemma(at)) && !yet_to_come.into_iter().any(|e| effect.has(e)) {
                self.inherit(h, status);
                return true;
            }
            raise(
                status,
                if effect.has(Effect::ASKS) {
                    Reality::Asked
                } else {
                    Reality::Planned
                },
            );
        } else if tree.is(m, "from") && self.stance.verb(tree.lemma(h)).has(Effect::NEGATES) {
            // "failed to stop them from attacking": they did.
            let above = self.status(h);
            status.negated = !above.negated;
            raise(status, above.reality);
        } else if tree.is(m, "against") && tree.xpos(at) == Xpos::Vbg {
            // "decided against sending troops", "warned against sending troops"
            let resolved = RESOLVES.contains(&tree.lemma(h));
            status.negated |= resolved;
            raise(status, if resolved { Reality::Planned } else { Reality::Possible });
        } else if tree.is(m, "for") && self.stance.verb(tree.lemma(h)).has(Effect::ASKS) {
            // "wanted for killing": so it is thought.
            let sought = tree.lemma(h) == "want" && tree.xpos(at) == Xpos::Vbg;
            raise(status, if sought { Reality::Possible } else { Reality::Asked });
        }
        false
    }

    fn under_noun(&self, at: usize, h: usize, status: &mut Status) -> bool {
        let tree = &self.tree;
        // "denies accusations that it bombed the town"
        if self.marker(at).is_some_and(|m| tree.is(m, "that")) {
            let refuted =
                |v: usize| tree.deprel(h) == Deprel::Obj && self.stance.verb(tree.lemma(v)).has(Effect::REFUTES);
            // What another claims is that other's word, whoever denies it: "denied Lima's claim that".
            let of_another = || {
                tree.children(h).any(|c| {
                    let by = |k| tree.is(k, "by") || tree.is(k, "from");
                    tree.deprel(c) == Deprel::NmodPoss && tree.xpos(c) != Xpos::PrpPoss
                        || tree.deprel(c) == Deprel::Nmod && tree.case(c).is_some_and(by)
                })
            };
            if tree.head(h).is_some_and(refuted) && !of_another() {
                status.negated = !status.negated;
            } else {
                self.told_by(at, h, status);
            }
            return false;
        }
        if self.marker(at).is_some_and(|m| tree.is(m, "to")) {
            // "was the first to recognise", "is the only country to recognise": it does, unless it "will be the first".
            let ranks = |w: usize| RANKS.contains(&tree.lemma(w));
            if ranks(h) || tree.kids(h, Deprel::Amod).any(ranks) {
                let one = tree.head(h).filter(|&one| tree.is(one, "one"));
                self.own(one.unwrap_or(h), status);
                return false;
            }
            // "in addition to supporting": it does both.
            if tree.lemma(h) == "addition" {
                return false;
            }
            let effect = self.stance.noun(tree.lemma(h));
            let reality = if effect.has(Effect::ASKS) {
                Reality::Asked
            } else if effect.has(Effect::DOUBTS) {
                Reality::Possible
            } else {
                Reality::Planned
            };
            // Who failed to arrest him did not; who has refused to may still.
            if tree.lemma(h) != "failure" {
                raise(status, reality);
            }
            status.negated |= effect.has(Effect::NEGATES);
        }
        // "held on suspicion of attacking"
        if self.marker(at).is_some_and(|m| tree.is(m, "of")) && self.stance.noun(tree.lemma(h)).has(Effect::DOUBTS) {
            raise(status, Reality::Possible);
        }
        false
    }

    /// What becomes of the clause `at` that tells what noun `h` is about: "no evidence that", "fears that", "the idea that ... is absurd".
    fn told_by(&self, at: usize, h: usize, status: &mut Status) {
        let tree = &self.tree;
        let mut own = Status::default();
        self.own(h, &mut own);
        let found = tree
            .head(h)
            .filter(|&v| tree.deprel(h) == Deprel::Obj && tree.is_verb(v));
        if let Some(v) = found {
            self.own(v, &mut own);
        }
        if SHOWS.contains(&tree.lemma(h)) && own.negated {
            status.negated = !status.negated;
            raise(status, Reality::Possible);
        }
        if self.stance.noun(tree.lemma(h)).has(Effect::DOUBTS) || tree.lemma(h) == "notion" {
            status.reality = Reality::Possible;
        }
        // "are false": the parser hangs it above or below.
        let called = |p: usize| p > at && FALSE.contains(&tree.lemma(p));
        let above = tree
            .head(h)
            .filter(|_| matches!(tree.deprel(h), Deprel::Nsubj | Deprel::NsubjPass));
        let predicate = above
            .filter(|&p| called(p))
            .or_else(|| tree.children(h).find(|&c| called(c)));
        if let Some(p) = predicate {
            let mut own = Status::default();
            self.own(p, &mut own);
            status.negated ^= !own.negated;
        }
    }

    fn noun_under_verb(&self, at: usize, h: usize, status: &mut Status) -> bool {
        let tree = &self.tree;
        let effect = self.stance.verb(tree.lemma(h));
        let object = matches!(tree.deprel(at), Deprel::Obj | Deprel::NsubjPass);
        if effect.has(Effect::ENDS) && object {
            status.ended = true;
            self.inherit(h, status);
            return true;
        }
        if effect.has(Effect::SEEKS) && object {
            raise(status, Reality::Asked);
        } else if effect.has(Effect::LIGHT) {
            self.own(h, status);
            return true;
        }
        let for_it = tree.case(at).is_some_and(|k| tree.is(k, "for"));
        if effect.has(Effect::ASKS) && (object || for_it) {
            raise(status, Reality::Asked);
        } else if object && effect.has(Effect::AWAITS) {
            raise(
                status,
                if effect.has(Effect::DOUBTS) {
                    Reality::Possible
                } else {
                    Reality::Planned
                },
            );
        }
        false
    }

    fn noun_under_noun(&self, at: usize, h: usize, status: &mut Status) -> bool {
        let tree = &self.tree;
        let effect = self.stance.noun(tree.lemma(h));
        let Some(case) = tree.case(at) else { return false };
        if (tree.is(case, "of") || tree.is(case, "to")) && effect.has(Effect::NEGATES) {
            // "called for an end to the attacks": they go on.
            let goes_on = ["end", "halt", "suspension", "withdrawal"].contains(&tree.lemma(h))
                && self.status(h).reality == Reality::Asked;
            status.negated = !goes_on;
        } else if tree.is(case, "of") && effect.has(Effect::DOUBTS) {
            raise(status, Reality::Possible);
        } else if tree.is(case, "for") && effect.has(Effect::ASKS) {
            raise(status, Reality::Asked);
        } else if (tree.is(case, "for") || tree.is(case, "of")) && effect.has(Effect::PLANS) {
            raise(status, Reality::Planned);
        }
        // "is accused of involvement in the attack"
        tree.is(case, "in") && PART.contains(&tree.lemma(h))
    }
}

/// The nearest cue to the word decides; a farther one only fills in where none was.
fn raise(status: &mut Status, reality: Reality) {
    if status.reality == Reality::Actual {
        status.reality = reality;
    }
}

/// "almost killed": it did not happen.
fn falls_short(word: &str) -> bool {
    ["almost", "nearly"].iter().any(|n| word.eq_ignore_ascii_case(n))
}

/// "possibly aided": nobody says that it happened.
fn is_guess(word: &str) -> bool {
    [
        "possibly",
        "potentially",
        "perhaps",
        "maybe",
        "probably",
        "allegedly",
        "supposedly",
    ]
    .iter()
    .any(|n| word.eq_ignore_ascii_case(n))
}

/// "alleged", "suspected": nobody vouches for what is called so.
fn is_doubted(word: &str) -> bool {
    [
        "alleged",
        "suspected",
        "possible",
        "potential",
        "purported",
        "supposed",
        "apparent",
        "presumed",
    ]
    .iter()
    .any(|n| word.eq_ignore_ascii_case(n))
}

fn is_negator(word: &str) -> bool {
    // "rarely supported" is nearer to not than to did.
    [
        "not", "n't", "n’t", "never", "no", "neither", "nor", "nt", "rarely", "seldom", "hardly", "scarcely",
    ]
    .iter()
    .any(|n| word.eq_ignore_ascii_case(n))
}
