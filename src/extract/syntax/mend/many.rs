//! Sentences on several who do what the parser took for a noun: "Thousands of people march", "the armies exchange fire".

use super::Mender;
use crate::extract::syntax::{Deprel, ROOT, Upos, Xpos};

impl Mender<'_> {
    /// "Thousands of people march through Oslo", "Police in Graz arrest ten men", "The two armies exchange fire": several who do
    /// what the parser took for an adverb or a noun, in a sentence without another verb.
    pub(super) fn gathered(&mut self) {
        const GATHER: [&str; 7] = ["march", "rally", "protest", "gather", "demonstrate", "clash", "strike"];
        let Some(root) = self.root() else { return };
        let finite = |w: usize| matches!(self.xpos(w), Xpos::Vbz | Xpos::Vbd | Xpos::Vbp | Xpos::Md);
        let many = |w: usize| matches!(self.xpos(w), Xpos::Nns | Xpos::Nnps | Xpos::Cd) || self.is(w, &["police"]);
        if !matches!(self.upos(root), Upos::Noun | Upos::Propn | Upos::Num)
            || self.has(
                root,
                &[
                    Deprel::Cop,
                    Deprel::Nsubj,
                    Deprel::NsubjPass,
                    Deprel::Case,
                    Deprel::Expl,
                ],
            )
        {
            return;
        }
        let found = (root + 1..self.len().saturating_sub(1)).find(|&w| {
            let small = !self.form(w).starts_with(char::is_uppercase);
            let free = !self.has(
                w,
                &[
                    Deprel::Det,
                    Deprel::Amod,
                    Deprel::NmodPoss,
                    Deprel::Case,
                    Deprel::Nummod,
                ],
            );
            // Right behind the phrase that "of" counts: "Thousands of people march".
            let gathers = self.is(w, &GATHER)
                && (w == root + 1 || self.reaches(w - 1, root))
                && matches!(self.xpos(w + 1), Xpos::In | Xpos::To | Xpos::Rb);
            // A noun with an object is a verb: "Police in Graz, Austria, arrest 40 men".
            let acts = self.xpos(w) == Xpos::Nn
                && matches!(
                    self.deprel(w),
                    Deprel::Parataxis | Deprel::Appos | Deprel::Conj | Deprel::Acl
                )
                && self.has(w, &[Deprel::Obj]);
            small && free && self.upos(w) != Upos::Verb && (gathers || acts)
        });
        let Some(verb) = found.filter(|&v| many(root) && !(0..v).any(finite)) else {
            return;
        };
        let lemma = self.form(verb).to_lowercase();
        self.retag(verb, Upos::Verb, Xpos::Vbp, &lemma);
        // What stands behind the verb is its own.
        for w in verb + 1..self.len() {
            let above = self.parse.head(w).filter(|&h| h < verb && !self.reaches(h, verb));
            if above.is_none() {
                continue;
            }
            let relation = match self.deprel(w) {
                Deprel::Nmod | Deprel::NmodUnmarked => Deprel::Obl,
                Deprel::Acl => Deprel::Advcl,
                Deprel::Appos | Deprel::Compound => Deprel::Obj,
                other => other,
            };
            self.hang(w, verb, relation);
        }
        self.parse.words[verb].head = ROOT;
        self.parse.words[verb].deprel = Deprel::Root;
        self.hang(root, verb, Deprel::Nsubj);
    }

    /// "Peru and Chile exchange fire": the parser takes the verb for one more of those who do.
    pub(super) fn exchange(&mut self) {
        let Some(root) = self.root() else { return };
        let Some(fire) = (root + 1..self.len()).find(|&w| self.is(w, &["fire", "gunfire", "prisoners", "accusations"]))
        else {
            return;
        };
        let Some(verb) = fire
            .checked_sub(1)
            .filter(|&v| v > root && self.is(v, &["exchange", "trade"]))
        else {
            return;
        };
        if self.upos(verb) != Upos::Noun
            || !matches!(self.upos(root), Upos::Noun | Upos::Propn)
            || self.has(root, &[Deprel::Nsubj, Deprel::Cop, Deprel::Case])
        {
            return;
        }
        let Some(second) = verb
            .checked_sub(1)
            .filter(|&w| w > root && self.reaches(w, verb) && self.upos(w) != Upos::Cconj)
        else {
            return;
        };
        let lemma = self.form(verb).to_lowercase();
        self.retag(verb, Upos::Verb, Xpos::Vbp, &lemma);
        for c in self.kids(verb) {
            if c < verb && c != second {
                self.hang(c, second, self.deprel(c));
            }
        }
        self.hang(second, root, Deprel::Conj);
        for c in self.kids(root) {
            if c > verb {
                self.hang(c, verb, self.deprel(c));
            }
        }
        for c in self.kids(fire) {
            if c > fire && self.deprel(c) == Deprel::Nmod {
                self.hang(c, verb, Deprel::Obl);
            } else if self.deprel(c) == Deprel::Punct {
                self.hang(c, verb, Deprel::Punct);
            }
        }
        self.hang(fire, verb, Deprel::Obj);
        self.parse.words[verb].head = ROOT;
        self.parse.words[verb].deprel = Deprel::Root;
        self.hang(root, verb, Deprel::Nsubj);
    }

    /// "Lund said Dent broke the law and \"likes bombs\"": a quotation that goes on with a verb goes on with what is said.
    pub(super) fn quoted_conjunct(&mut self) {
        const SAYS: [&str; 6] = ["said", "says", "added", "claimed", "wrote", "argued"];
        for verb in 3..self.len() {
            let quoted = self.is(verb - 1, &["\"", "“", "``", "‘"]) && self.is(verb - 2, &["and", "but", "or"]);
            if !quoted || self.deprel(verb) != Deprel::Conj || self.upos(verb) != Upos::Verb {
                continue;
            }
            let Some(says) = self.parse.head(verb).filter(|&h| h < verb && self.is(h, &SAYS)) else {
                continue;
            };
            let told = self
                .kids(says)
                .into_iter()
                .rfind(|&c| self.deprel(c) == Deprel::Ccomp && says < c && c < verb);
            if let Some(told) = told.filter(|_| !self.has(verb, &[Deprel::Nsubj, Deprel::NsubjPass])) {
                self.hang(verb, told, Deprel::Conj);
            }
        }
    }

    /// "Women protested in Oslo.", "Police fired on a crowd.": what nobody can undergo is done, where no auxiliary says otherwise.
    pub(super) fn undergone_by_nobody(&mut self) {
        const DONE: [(&str, &str); 10] = [
            ("protested", "protest"),
            ("demonstrated", "demonstrate"),
            ("rallied", "rally"),
            ("marched", "march"),
            ("clashed", "clash"),
            ("gathered", "gather"),
            ("massed", "mass"),
            ("surrendered", "surrender"),
            ("retreated", "retreat"),
            ("fired", "fire"),
        ];
        for subject in 0..self.len() {
            if self.deprel(subject) != Deprel::NsubjPass {
                continue;
            }
            let Some(verb) = self.parse.head(subject).filter(|&v| v > subject) else {
                continue;
            };
            let Some(&(_, lemma)) = DONE.iter().find(|(form, _)| self.is(verb, &[form])) else {
                continue;
            };
            let at = verb + 1 < self.len() && self.is(verb + 1, &["on", "at", "into", "upon"]);
            if self.has(verb, &[Deprel::Aux, Deprel::AuxPass, Deprel::OblAgent, Deprel::Obj]) || lemma == "fire" && !at
            {
                continue;
            }
            self.retag(verb, Upos::Verb, Xpos::Vbd, lemma);
            self.hang(subject, verb, Deprel::Nsubj);
        }
    }

    /// "accusations that it bombed the town", "denied claims by Oslo that it lied": what is claimed is a clause of its own, not one
    /// about the claim, about who claims it, or of the verb before.
    pub(super) fn claimed_content(&mut self) {
        const CLAIMS: [&str; 45] = [
            "accusation",
            "accusations",
            "allegation",
            "allegations",
            "assertion",
            "assertions",
            "charge",
            "charges",
            "claim",
            "claims",
            "complaint",
            "complaints",
            "statement",
            "statements",
            "warning",
            "warnings",
            "finding",
            "findings",
            "report",
            "reports",
            "rumours",
            "rumors",
            "suggestion",
            "suggestions",
            "news",
            "evidence",
            "fear",
            "fears",
            "concern",
            "concerns",
            "idea",
            "notion",
            "belief",
            "hope",
            "hopes",
            "suspicion",
            "suspicions",
            "fact",
            "view",
            "theory",
            "conclusion",
            "announcement",
            "threats",
            "assurances",
            "signs",
        ];
        // What has no object, so that "that" is none.
        const ALONE: [&str; 9] = [
            "spied",
            "lied",
            "colluded",
            "conspired",
            "meddled",
            "interfered",
            "cheated",
            "broken",
            "plotted",
        ];
        for verb in 2..self.len() {
            let Some(above) = self.parse.head(verb).filter(|&h| h < verb) else {
                continue;
            };
            let claim = match self.deprel(verb) {
                Deprel::AclRelcl | Deprel::Acl if self.is(above, &CLAIMS) => Some(above),
                // "a claim by Oslo that"
                Deprel::AclRelcl | Deprel::Acl if self.has_case(above, &["by", "from"]) => {
                    self.parse.head(above).filter(|&h| h < above && self.is(h, &CLAIMS))
                }
                Deprel::Advcl | Deprel::Ccomp if self.upos(above) == Upos::Verb => self
                    .kids(above)
                    .into_iter()
                    .rfind(|&c| c > above && c < verb && self.deprel(c) == Deprel::Obj)
                    .filter(|&c| self.is(c, &CLAIMS)),
                _ => None,
            };
            let Some(claim) = claim else {
                continue;
            };
            let kids = self.kids(verb);
            let that = kids.iter().copied().find(|&c| {
                self.is(c, &["that"]) && claim < c && c < verb && matches!(self.upos(c), Upos::Pron | Upos::Sconj)
            });
            let subject = |&c: &usize| matches!(self.deprel(c), Deprel::Nsubj | Deprel::NsubjPass) && Some(c) != that;
            let object = |&c: &usize| self.deprel(c) == Deprel::Obj && c > verb;
            let whole =
                kids.iter().any(object) || self.has(verb, &[Deprel::Cop, Deprel::AuxPass]) || self.is(verb, &ALONE);
            let marked = |&c: &usize| self.deprel(c) == Deprel::Mark;
            let Some(that) = that.filter(|t| kids.iter().any(subject) && (whole || marked(t))) else {
                continue;
            };
            self.retag(that, Upos::Sconj, Xpos::In, "that");
            self.hang(that, verb, Deprel::Mark);
            self.hang(verb, claim, Deprel::Acl);
            let claimant = (claim + 1..that).find(|&c| {
                self.deprel(c) == Deprel::Obl && self.parse.head(c) == Some(above) && self.has_case(c, &["by", "from"])
            });
            if let Some(claimant) = claimant {
                self.hang(claimant, claim, Deprel::Nmod);
            }
        }
    }
}
