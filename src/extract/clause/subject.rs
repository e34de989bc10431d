//! Who does what a verb or noun says: its own subject, one that it shares, one that controls it.

use super::build::MAX_STEPS;
use super::{Clauses, Effect};
use crate::extract::syntax::{Deprel, Upos, Xpos};

/// Prepositions of a place or aim beside which an infinitive tells what the subject goes on to do.
const SCENES: [&str; 9] = [
    "in", "at", "on", "outside", "inside", "near", "before", "across", "around",
];

/// Who does these against doing something does not do it.
pub(super) const RESOLVES: [&str; 6] = ["decide", "vote", "rule", "lean", "opt", "choose"];

impl Clauses<'_> {
    /// The words that stand as the subject of a verb, its own or one that it shares: in "a bridge built in May and sold
    /// twice", the bridge, of both. A relative pronoun gives way to what it stands for.
    pub fn subjects(&self, v: usize) -> Vec<usize> {
        self.surface_subjects(v, 0)
    }

    /// The words that stand as the subject of a verb, wherever they stand: its own, the one it shares with a
    /// coordinated verb, the noun it modifies, or the one that controls it.
    pub(super) fn surface_subjects(&self, v: usize, steps: u8) -> Vec<usize> {
        let mut out = Vec::new();
        if steps > MAX_STEPS {
            return out;
        }
        out = self.tree_subjects(v, steps);
        if out.is_empty()
            && let Some(stray) = self.stray_subject(v)
        {
            self.tree.conjuncts(stray, &mut out);
            out.retain(|&w| w < v);
        }
        out
    }

    /// As [`Clauses::surface_subjects`], by the tree alone.
    fn tree_subjects(&self, v: usize, steps: u8) -> Vec<usize> {
        let tree = &self.tree;
        let mut out = Vec::new();
        let antecedent = self.antecedent(v);
        let own = self.own_subjects(v);
        for &c in &own {
            // "the White House sharply criticized": of an adverb before a verb the parser makes a noun now and then.
            let adverb = c + 1 == v && tree.form(c).ends_with("ly") && tree.xpos(c) == Xpos::Nn;
            if let Some(named) = tree.kids(c, Deprel::Compound).last().filter(|&n| adverb && n + 1 == c) {
                self.push_argument(named, antecedent, &mut out);
                continue;
            }
            // "assured his colleagues that Washington would": with a subject behind it, "that" opens a clause.
            if own.len() == 1 || !tree.is(c, "that") {
                self.push_argument(c, antecedent, &mut out);
            }
        }
        if !out.is_empty() {
            return out;
        }
        // "Brandt's answer was to blame Paris": whose it was, did it.
        if let Some(outer) = tree.kid(v, Deprel::NsubjOuter).filter(|_| tree.xpos(v) == Xpos::Vb) {
            for c in tree.kids(outer, Deprel::NmodPoss) {
                tree.conjuncts(c, &mut out);
            }
            return out;
        }
        // "Norway appoints her": of a name right before a verb in the present the parser makes a compound now and then.
        let finite = matches!(tree.xpos(v), Xpos::Vbz | Xpos::Vbd);
        if finite
            && let Some(before) = v.checked_sub(1)
            && tree.deprel(before) == Deprel::Compound
            && tree.upos(before) == Upos::Propn
            && tree.head(before) == Some(v)
        {
            self.push_argument(before, antecedent, &mut out);
            return out;
        }
        let Some(h) = tree.head(v) else { return out };
        if let Some(main) = self.led_by(v) {
            return self.surface_subjects(main, steps + 1);
        }
        let infinitive = self.marker(v).is_some_and(|m| tree.is(m, "to"));
        match tree.deprel(v) {
            Deprel::AclRelcl => out.push(self.one_of(h).unwrap_or(h)),
            // "Brandt was the first to oppose", "one of the first to oppose"
            Deprel::Acl if infinitive && self.one_of(h).is_some() => out.extend(self.one_of(h)),
            // "Kofi Adarkwa, the minister, met": the parser takes the name for the root and the verb for an aside.
            Deprel::Parataxis | Deprel::Acl | Deprel::Conj | Deprel::Appos
                if tree.is_noun(h)
                    && h < v
                    && matches!(tree.xpos(v), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
                    // "Brandt in a statement praised": what has a preposition is no subject.
                    && (tree.case(h).is_none() || tree.deprel(v) != Deprel::Acl)
                    // "is a liar, said Brandt": neither is what is said of somebody.
                    && tree.kid(h, Deprel::Cop).is_none() =>
            {
                tree.conjuncts(h, &mut out);
                out.retain(|&w| w != v);
            }
            // "accused Paris of arrogance and of threatening Berlin"
            Deprel::Conj if tree.xpos(v) == Xpos::Vbg && self.marker(v).is_some_and(|m| tree.is(m, "of")) => {
                let blames = |h: usize| tree.is_verb(h) && self.stance.verb(tree.lemma(h)).has(Effect::CLAIMS);
                let verb = if blames(h) {
                    Some(h)
                } else {
                    tree.head(h).filter(|&g| blames(g))
                };
                return match verb {
                    Some(verb) => self.controllers(verb, v, infinitive, steps + 1),
                    None => self.surface_subjects(h, steps + 1),
                };
            }
            Deprel::Conj => return self.surface_subjects(h, steps + 1),
            Deprel::Csubj if infinitive => return self.surface_subjects(h, steps + 1),
            Deprel::Acl if infinitive => {
                out = self.agents_of_noun(h, steps + 1);
                // "gathered outside the embassy to condemn", "in a bid to oust": those who gathered, who bid.
                if out.is_empty() && tree.case(h).is_some_and(|k| SCENES.iter().any(|w| tree.is(k, w))) {
                    let verb = tree
                        .head(h)
                        .filter(|&g| tree.deprel(h) == Deprel::Obl && tree.is_verb(g) && !self.is_passive(g, 0));
                    return verb.map_or(Vec::new(), |g| self.surface_subjects(g, steps + 1));
                }
                return out;
            }
            // "a message on Twitter blaming Tehran": a place does not act, whatever hangs on it.
            Deprel::Acl
                if tree.xpos(v) == Xpos::Vbg
                    && tree.upos(h) == Upos::Propn
                    && tree
                        .case(h)
                        .is_some_and(|k| ["on", "in", "at"].iter().any(|w| tree.is(k, w))) => {}
            // "sent a letter criticizing Paris": what the letter says, its sender says.
            Deprel::Acl if tree.xpos(v) == Xpos::Vbg => {
                if let Some(verb) = self.author(h) {
                    return self.surface_subjects(verb, steps + 1);
                }
                let noun = self.stance.noun(tree.lemma(h));
                if noun.has(Effect::TELLS) {
                    out = self.agents_of_noun(h, steps + 1);
                }
                // "arrested ten men in operations targeting the militia": who arrested them.
                let whose = |c: usize| {
                    tree.deprel(c) == Deprel::NmodPoss
                        || tree.case(c).is_some_and(|k| tree.is(k, "by"))
                        || tree.form(c).starts_with(char::is_uppercase)
                };
                let within = tree.case(h).is_some_and(|k| tree.is(k, "in") || tree.is(k, "during"));
                if out.is_empty() && noun.has(Effect::ACTS) && within && !tree.children(h).any(whose) {
                    let verb = tree
                        .head(h)
                        .filter(|&g| tree.deprel(h) == Deprel::Obl && tree.is_verb(g));
                    out = verb.map_or(Vec::new(), |g| self.verb_subjects(g, steps + 1));
                }
                if out.is_empty() {
                    out.push(h);
                }
            }
            Deprel::Acl if tree.xpos(v) == Xpos::Vbn => out.push(h),
            Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl if tree.is_verb(h) => {
                // A finite clause has its own subject; if none was found, the tree is broken: guess nothing.
                let finite = matches!(tree.xpos(v), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp) && !infinitive;
                if finite && tree.deprel(v) != Deprel::Xcomp {
                    return out;
                }
                // "killed by militia shelling on a market": the militia's shelling.
                let agent = v
                    .checked_sub(1)
                    .filter(|&a| tree.deprel(a) == Deprel::OblAgent && tree.head(a) == Some(h));
                if let Some(agent) = agent.filter(|_| tree.xpos(v) == Xpos::Vbg) {
                    out.push(agent);
                    return out;
                }
                // "sees Oslo as threatening Lima": Oslo is seen so.
                let seen = tree.xpos(v) == Xpos::Vbg && self.marker(v).is_some_and(|m| tree.is(m, "as"));
                if let Some(object) = tree.kid(h, Deprel::Obj).filter(|&o| seen && o < v) {
                    tree.conjuncts(object, &mut out);
                    return out;
                }
                if let Some(theirs) = self.attempted(h, v).filter(|_| infinitive) {
                    return theirs;
                }
                if self.either_did(h, v) {
                    return out;
                }
                if let Some(sayer) = self.sayer_above(v, h) {
                    return self.surface_subjects(sayer, steps + 1);
                }
                return self.controllers(h, v, infinitive, steps + 1);
            }
            Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl => {
                return self
                    .felt_at(h, v)
                    .unwrap_or_else(|| self.surface_subjects(h, steps + 1));
            }
            // "went on to attack": parsers take a late infinitive for a noun.
            Deprel::Obl if infinitive && tree.is_verb(h) && !self.is_passive(h, 0) => {
                return self.surface_subjects(h, steps + 1);
            }
            _ => {}
        }
        out
    }

    /// "Brandt was among those who opposed", "Brandt is one of the senators who opposed": who is said to be one of `noun`.
    fn one_of(&self, noun: usize) -> Option<usize> {
        let tree = &self.tree;
        let denied = |w: usize| {
            tree.kids(w, Deprel::Advmod)
                .any(|c| tree.is(c, "not") || tree.is(c, "never"))
        };
        let is = |w: usize| tree.kid(w, Deprel::Cop).is_some() && !denied(w);
        let among = tree.case(noun).is_some_and(|k| tree.is(k, "among")) && is(noun);
        let predicate = if among {
            noun
        } else {
            let of = tree.case(noun).is_some_and(|k| tree.is(k, "of"));
            tree.head(noun).filter(|&h| of && tree.is(h, "one") && is(h))?
        };
        tree.kid(predicate, Deprel::Nsubj).filter(|&c| !tree.is(c, "there"))
    }

    /// The subjects that hang on a verb or predicate. "Tanks fired at the town, witnesses said", "Dalmar, Brandt said, is
    /// weak": of two that the parser hangs on "said", one belongs to what is said.
    pub(super) fn own_subjects(&self, v: usize) -> Vec<usize> {
        let tree = &self.tree;
        let mut own = self.hanging_subjects(v);
        if let Some(h) = tree.head(v).filter(|_| own.is_empty()) {
            if let Some((subject, _)) = self.lent(v, h) {
                own.push(subject);
            }
        } else if let Some((_, speaker)) = tree.kids(v, Deprel::Ccomp).find_map(|c| self.lent(c, v)) {
            own = vec![speaker];
        }
        own
    }

    fn hanging_subjects(&self, v: usize) -> Vec<usize> {
        let is_subject = |c: &usize| matches!(self.tree.deprel(*c), Deprel::Nsubj | Deprel::NsubjPass);
        self.tree.children(v).filter(is_subject).collect()
    }

    /// The subject of a content clause that hangs on its verb of saying, and the speaker beside it.
    fn lent(&self, clause: usize, verb: usize) -> Option<(usize, usize)> {
        let tree = &self.tree;
        let predicate = tree.is_verb(clause) || tree.kid(clause, Deprel::Cop).is_some();
        if tree.deprel(clause) != Deprel::Ccomp || !predicate || !self.hanging_subjects(clause).is_empty() {
            return None;
        }
        let above = self.hanging_subjects(verb);
        let (&first, &last) = (above.first()?, above.last()?);
        if first < clause && clause < last && clause < verb {
            return Some((first, last));
        }
        // "Dalmar, Brandt said, is weak"
        let comma = |i: usize| i < tree.len() && tree.form(i) == ",";
        let speaker = tree.kids(first, Deprel::Appos).last()?;
        let (low, high) = tree.extent(speaker);
        let inserted = low > 0 && comma(low - 1) && high + 1 == verb && comma(verb + 1) && clause > verb;
        (above.len() == 1 && inserted && self.reports(verb)).then_some((first, speaker))
    }

    /// "The army said the blast killed ten, blaming the rebels": the verb of saying whose subject says the participle `v`
    /// too, where what is told under `h` has nobody who could.
    fn sayer_above(&self, v: usize, h: usize) -> Option<usize> {
        let tree = &self.tree;
        let effect = self.stance.verb(tree.lemma(v));
        let says = effect.has(Effect::CLAIMS) || effect.has(Effect::REPORTS);
        let aside = tree.deprel(v) == Deprel::Advcl && tree.xpos(v) == Xpos::Vbg && v > 0 && tree.is(v - 1, ",");
        let verb = tree
            .head(h)
            .filter(|&x| says && aside && tree.deprel(h) == Deprel::Ccomp && x < h && self.reports(x))?;
        let thing = |c: usize| tree.upos(c) == Upos::Noun && self.stance.verb(tree.lemma(h)).has(Effect::HAPPENS);
        let nobody = self.is_passive(h, 0) || tree.kid(h, Deprel::Nsubj).is_some_and(thing);
        nobody.then_some(verb)
    }

    /// "accused Brandt of lying, hitting a guard": it may be either who hit him, while to demand and to say are the accuser's.
    fn either_did(&self, h: usize, v: usize) -> bool {
        let tree = &self.tree;
        let effect = self.stance.verb(tree.lemma(v));
        let of =
            |c: usize| tree.xpos(c) == Xpos::Vbg && h < c && c < v && self.marker(c).is_some_and(|m| tree.is(m, "of"));
        tree.deprel(v) == Deprel::Advcl
            && tree.xpos(v) == Xpos::Vbg
            && v > 0
            && tree.is(v - 1, ",")
            && self.stance.verb(tree.lemma(h)).has(Effect::CLAIMS)
            && !effect.has(Effect::REPORTS)
            && !effect.has(Effect::ASKS)
            && tree.children(h).any(of)
    }

    /// "foiled an attempt by the rebels to bomb a town": whose attempt it is, where the parser hangs the deed on the verb.
    fn attempted(&self, h: usize, v: usize) -> Option<Vec<usize>> {
        let tree = &self.tree;
        let theirs = |&n: &usize| {
            let by = |c: usize| tree.case(c).is_some_and(|k| tree.is(k, "by"));
            // "their willingness to help each other": that of who speaks.
            let owned = tree
                .kid(n, Deprel::NmodPoss)
                .is_some_and(|c| tree.xpos(c) != Xpos::PrpPoss);
            let named = owned || tree.kids(n, Deprel::Nmod).any(by);
            matches!(tree.deprel(n), Deprel::Obj | Deprel::NsubjPass)
                && n < v
                && named
                && self.stance.noun(tree.lemma(n)).has(Effect::PLANS)
        };
        let attempt = tree.children(h).find(theirs)?;
        Some(self.agents_of_noun(attempt, MAX_STEPS + 1))
    }

    /// The verb whose subject does what its object `noun` does: "signed an order banning", "issued a statement praising".
    fn author(&self, noun: usize) -> Option<usize> {
        let tree = &self.tree;
        let verb = tree
            .head(noun)
            .filter(|&h| tree.is_verb(h) && tree.deprel(noun) == Deprel::Obj)?;
        let carries = self.stance.verb(tree.lemma(verb)).has(Effect::LIGHT);
        (carries && self.stance.noun(tree.lemma(noun)).has(Effect::ACTS)).then_some(verb)
    }

    /// "warned Moscow against attacking": who is warned may do it; "warned against attacking" tells not who may.
    fn dissuaded(&self, h: usize, v: usize) -> Vec<usize> {
        let tree = &self.tree;
        let mut out = Vec::new();
        let whom = if self.is_passive(h, 0) {
            [Deprel::NsubjPass, Deprel::NsubjPass]
        } else {
            [Deprel::Obj, Deprel::Iobj]
        };
        for c in tree.children(h).filter(|&c| c < v && whom.contains(&tree.deprel(c))) {
            self.push_argument(c, None, &mut out);
        }
        out
    }

    /// "is angry at Paris for arming the rebels", "is grateful to Paris for helping": Paris did.
    fn felt_at(&self, adjective: usize, v: usize) -> Option<Vec<usize>> {
        let tree = &self.tree;
        let for_it = tree.xpos(v) == Xpos::Vbg && self.marker(v).is_some_and(|m| tree.is(m, "for"));
        let felt = |&c: &usize| {
            let toward = |k: usize| ["at", "with", "to", "toward", "towards"].iter().any(|w| tree.is(k, w));
            tree.deprel(c) == Deprel::Obl && adjective < c && c < v && tree.case(c).is_some_and(toward)
        };
        let whom = tree.children(adjective).find(felt).filter(|_| for_it)?;
        let mut out = Vec::new();
        self.push_argument(whom, None, &mut out);
        Some(out)
    }

    /// "imposed sanctions on Paris for arming the rebels", "sanctions were imposed on Paris for": Paris armed them.
    fn imposed_on(&self, h: usize, v: usize) -> Option<Vec<usize>> {
        let tree = &self.tree;
        let thing = tree.children(h).find(|&c| {
            matches!(tree.deprel(c), Deprel::Obj | Deprel::NsubjPass)
                && c < v
                && self.stance.noun(tree.lemma(c)).has(Effect::IMPOSED)
        })?;
        let on = |k: usize| ["on", "upon", "against", "at", "for"].iter().any(|w| tree.is(k, w));
        let whom = |&c: &usize| {
            matches!(tree.deprel(c), Deprel::Obl | Deprel::Nmod)
                && thing < c
                && c < v
                && tree.case(c).is_some_and(on)
                && !self.is_time(c)
        };
        let whom = tree.children(thing).chain(tree.children(h)).find(whom)?;
        let mut out = Vec::new();
        self.push_argument(whom, None, &mut out);
        Some(out)
    }

    /// Who does the infinitive or participle `v` under verb `h`: "urged Berlin to send" has Berlin send.
    fn controllers(&self, h: usize, v: usize, infinitive: bool, steps: u8) -> Vec<usize> {
        let tree = &self.tree;
        let effect = self.stance.verb(tree.lemma(h));
        let asks = effect.has(Effect::ASKS);
        // "sentenced a man for leading", "accused Moscow of attacking", "kept Paris from voting": the object did it.
        let blamed = self.marker(v).is_some_and(|m| {
            tree.is(m, "of") || ((tree.is(m, "for") || tree.is(m, "from")) && tree.xpos(v) == Xpos::Vbg)
        });
        // "accused Paris of stalling in order to help": who stalls helps.
        let aim = tree.xpos(v) == Xpos::Vb && effect.has(Effect::CLAIMS) && {
            let of = |c: usize| {
                tree.case(c)
                    .or_else(|| self.marker(c))
                    .is_some_and(|k| tree.is(k, "of"))
            };
            tree.children(h).any(|c| c > h && c < v && of(c))
        };
        // "described the attack as designed to frighten": of what is described.
        let described = self.marker(v).is_some_and(|m| tree.is(m, "as")) && tree.xpos(v) == Xpos::Vbn;
        let against = tree.xpos(v) == Xpos::Vbg && self.marker(v).is_some_and(|m| tree.is(m, "against"));
        if against && !RESOLVES.contains(&tree.lemma(h)) {
            return self.dissuaded(h, v);
        }
        if blamed && let Some(found) = self.imposed_on(h, v) {
            return found;
        }
        let complement = tree.deprel(v) != Deprel::Advcl || (asks && infinitive) || blamed || aim || described;
        if complement && !effect.has(Effect::SUBJECT_CONTROL) && !self.is_passive(h, 0) {
            let antecedent = self.antecedent(h);
            let mut out = Vec::new();
            for c in tree.children(h) {
                if matches!(tree.deprel(c), Deprel::Obj | Deprel::Iobj) && c < v {
                    self.push_argument(c, antecedent, &mut out);
                }
            }
            // "called on Berlin to send", "appealed to Berlin to send"
            if out.is_empty() && asks {
                for c in tree.children(h) {
                    let addressed = tree
                        .case(c)
                        .is_some_and(|k| ["on", "upon", "to", "with", "for"].iter().any(|p| tree.is(k, p)));
                    if tree.deprel(c) == Deprel::Obl && c < v && addressed {
                        self.push_argument(c, antecedent, &mut out);
                    }
                }
            }
            if !out.is_empty() {
                return out;
            }
        }
        let mut out = self.surface_subjects(h, steps);
        // "assists Kyiv to win the war", "stands by Kyiv to win the war": both do.
        if infinitive && effect.has(Effect::HELPS) && tree.deprel(v) == Deprel::Advcl && !self.is_passive(h, 0) {
            for c in tree.children(h).filter(|&c| c < v) {
                let by = || tree.case(c).is_some_and(|k| tree.is(k, "by") || tree.is(k, "with"));
                if tree.deprel(c) == Deprel::Obj || (tree.deprel(c) == Deprel::Obl && by()) {
                    self.push_argument(c, None, &mut out);
                }
            }
        }
        out
    }

    /// Who does what a noun names: "Berlin" of "Berlin's pledge", of "a pledge by Berlin", of "Berlin made a pledge".
    pub(super) fn agents_of_noun(&self, n: usize, steps: u8) -> Vec<usize> {
        let tree = &self.tree;
        let mut out = Vec::new();
        for c in tree.children(n) {
            let by = || tree.case(c).is_some_and(|k| tree.is(k, "by") || tree.is(k, "from"));
            // "supports Kyiv in its efforts to win"
            if tree.xpos(c) == Xpos::PrpPoss
                && let Some(helped) = self.helped_in(n)
            {
                return helped;
            }
            if tree.deprel(c) == Deprel::NmodPoss || (tree.deprel(c) == Deprel::Nmod && by()) {
                tree.conjuncts(c, &mut out);
            }
        }
        if !out.is_empty() || steps > MAX_STEPS {
            return out;
        }
        // "the refusal of Peru to recognise"
        let effect = self.stance.noun(tree.lemma(n));
        let resolve = [Effect::NEGATES, Effect::PLANS].into_iter().any(|e| effect.has(e));
        let resolves = |c: usize, v: usize| resolve && v > c && self.marker(v).is_some_and(|m| tree.is(m, "to"));
        for c in tree.kids(n, Deprel::Nmod) {
            if tree.case(c).is_some_and(|k| tree.is(k, "of")) && tree.kids(n, Deprel::Acl).any(|v| resolves(c, v)) {
                tree.conjuncts(c, &mut out);
            }
        }
        if !out.is_empty() {
            return out;
        }
        // "Peru is the first country to recognise", "Peru became the first country to recognise"
        out.extend(tree.kids(n, Deprel::Nsubj));
        if !out.is_empty() {
            return out;
        }
        if let Some(h) = tree.head(n)
            && tree.is_verb(h)
            && matches!(tree.deprel(n), Deprel::Obj | Deprel::NsubjPass | Deprel::Xcomp)
        {
            let p = self.verb_subjects(h, steps + 1);
            out.extend(p);
        }
        out
    }

    /// Deep subjects of a verb: its surface subjects in the active, its agents in the passive.
    pub(super) fn verb_subjects(&self, v: usize, steps: u8) -> Vec<usize> {
        if !self.is_passive(v, 0) {
            return self.surface_subjects(v, steps);
        }
        let tree = &self.tree;
        let mut out = Vec::new();
        for c in tree.children(v) {
            if tree.deprel(c) == Deprel::OblAgent {
                tree.conjuncts(c, &mut out);
            }
        }
        out
    }

    /// The noun that a relative clause modifies, when `v` stands in one.
    pub fn antecedent(&self, v: usize) -> Option<usize> {
        let tree = &self.tree;
        let mut at = v;
        for _ in 0..MAX_STEPS {
            match tree.deprel(at) {
                Deprel::AclRelcl => {
                    let noun = tree.head(at).filter(|&noun| !self.is_told(noun, at))?;
                    return Some(self.one_of(noun).unwrap_or(noun));
                }
                Deprel::Conj | Deprel::Xcomp | Deprel::Ccomp => at = tree.head(at)?,
                _ => return None,
            }
        }
        None
    }

    /// "assured his colleagues that Washington would": the clause is what they are told, not one about them.
    pub(super) fn is_told(&self, noun: usize, clause: usize) -> bool {
        let tree = &self.tree;
        matches!(tree.deprel(noun), Deprel::Obj | Deprel::Iobj)
            && tree.head(noun).is_some_and(|v| self.reports(v))
            && tree.children(clause).any(|c| tree.is(c, "that"))
            && tree
                .children(clause)
                .any(|c| tree.deprel(c) == Deprel::Nsubj && !tree.is_relative(c))
    }
}
