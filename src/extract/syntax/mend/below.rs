//! Clauses below nouns and verbs: relative clauses with a gap, claims that somebody denies, clauses taken for phrases.

use super::Mender;
use crate::extract::syntax::{Deprel, Upos, Xpos};

const SUBJECTS: [Deprel; 4] = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Csubj, Deprel::Expl];

const CLAIMS: [&str; 7] = [
    "claim",
    "charge",
    "accusation",
    "allegation",
    "assertion",
    "suggestion",
    "report",
];

impl Mender<'_> {
    /// "the levy, which the union says will hurt the poor": "which" does what is said, where that has no other subject.
    pub(super) fn embedded_gap(&mut self) {
        for verb in 3..self.len() {
            let Some(main) = self.parse.head(verb).filter(|&m| m < verb) else {
                continue;
            };
            if self.deprel(verb) != Deprel::Ccomp
                || self.deprel(main) != Deprel::AclRelcl
                || self.has(verb, &SUBJECTS)
                || self.has(verb, &[Deprel::Mark])
            {
                continue;
            }
            let relative =
                |&c: &usize| c < main && self.deprel(c) == Deprel::Obj && self.is(c, &["which", "who", "whom", "that"]);
            let kids = self.kids(verb);
            let passive = self.has(verb, &[Deprel::AuxPass]);
            let object = kids
                .iter()
                .any(|&c| c > verb && matches!(self.deprel(c), Deprel::Obj | Deprel::Ccomp | Deprel::Xcomp));
            let own = kids.iter().copied().find(relative).filter(|_| object || passive);
            let above = self.kids(main).into_iter().find(relative);
            if let Some(word) = own.or(above) {
                self.hang(word, verb, if passive { Deprel::NsubjPass } else { Deprel::Nsubj });
            }
        }
    }

    /// "accused Oslo of sending ships to the border, which Oslo denied": nobody denies a border, but all that was said.
    pub(super) fn denied_whole(&mut self) {
        const DENIES: [&str; 6] = ["deny", "denies", "denied", "dispute", "disputes", "disputed"];
        for verb in 4..self.len() {
            if self.deprel(verb) != Deprel::AclRelcl || !self.is(verb, &DENIES) || !self.has(verb, &[Deprel::Nsubj]) {
                continue;
            }
            let which =
                |&c: &usize| c > 0 && self.deprel(c) == Deprel::Obj && self.is(c, &["which"]) && self.is(c - 1, &[","]);
            let Some(noun) = self.parse.head(verb) else { continue };
            let Some(which) = self.kids(verb).into_iter().find(which) else {
                continue;
            };
            if self.is(noun, &CLAIMS) {
                continue;
            }
            let mut above = self.parse.head(noun);
            while let Some(at) = above {
                let finite = matches!(self.xpos(at), Xpos::Vbz | Xpos::Vbd | Xpos::Vbp)
                    || self.has(at, &[Deprel::Aux, Deprel::AuxPass]);
                if self.upos(at) == Upos::Verb && at < verb && finite {
                    // "and Oslo denied this"
                    self.hang(verb, at, Deprel::Conj);
                    self.retag(which, Upos::Pron, Xpos::Dt, "this");
                    break;
                }
                above = self.parse.head(at);
            }
        }
    }

    /// "accused Oslo of lying, a claim Oslo denies": the noun sums up what was said, and the clause tells who denies it.
    pub(super) fn denied_claim(&mut self) {
        const DENIES: [&str; 12] = [
            "denies",
            "denied",
            "rejects",
            "rejected",
            "disputes",
            "disputed",
            "dismissed",
            "dismisses",
            "refuted",
            "refutes",
            "rebutted",
            "contests",
        ];
        const REACH: usize = 8;
        let Some(root) = self.root() else { return };
        for comma in 2..self.len().saturating_sub(4) {
            let noun = comma + 2;
            if root > comma
                || !self.is(comma, &[","])
                || !self.is(comma + 1, &["a", "an"])
                || !self.is(noun, &CLAIMS)
                || self.is(noun + 1, &["of", "by", ","])
            {
                continue;
            }
            let limit = self.len().min(noun + REACH);
            let Some(verb) = (noun + 2..limit).find(|&w| self.is(w, &DENIES)) else {
                continue;
            };
            let closed = verb + 1 == self.len() || self.is(verb + 1, &[".", ",", ";"]);
            let own = (noun + 1..verb).find(|&w| self.deprel(w) == Deprel::Nsubj && self.parse.head(w) == Some(verb));
            let last = || {
                (noun + 1..verb)
                    .rfind(|&w| matches!(self.upos(w), Upos::Noun | Upos::Propn) || self.xpos(w) == Xpos::Prp)
            };
            let Some(subject) = own.or_else(last).filter(|_| closed) else {
                continue;
            };
            self.hang(noun, root, Deprel::Parataxis);
            self.hang(comma + 1, noun, Deprel::Det);
            self.hang(verb, noun, Deprel::AclRelcl);
            self.hang(subject, verb, Deprel::Nsubj);
            for w in noun + 1..subject {
                if self.is(w, &["that", "which"]) {
                    self.hang(w, verb, Deprel::Obj);
                } else if self.parse.head(w).is_none_or(|h| h <= noun || h > verb) {
                    self.hang(w, subject, Deprel::Compound);
                }
            }
        }
    }

    /// "left after the chancellor sacked their leader": a verb of the past with an object has a subject too, and a preposition
    /// before both opens a clause.
    pub(super) fn clause_for_phrase(&mut self) {
        /// How many words before the verb its subject's head may stand.
        const REACH: usize = 8;
        for verb in 3..self.len() {
            let open = [Deprel::Mark, Deprel::Cc, Deprel::Aux, Deprel::AuxPass];
            if !matches!(self.deprel(verb), Deprel::Advcl | Deprel::Acl)
                || self.xpos(verb) != Xpos::Vbd
                || self.has(verb, &SUBJECTS)
                || self.has(verb, &open)
                || !self.has(verb, &[Deprel::Obj, Deprel::Ccomp, Deprel::Xcomp])
            {
                continue;
            }
            let noun = (verb.saturating_sub(REACH)..verb).rev().find(|&w| {
                matches!(self.deprel(w), Deprel::Obl | Deprel::Nmod)
                    && matches!(self.upos(w), Upos::Noun | Upos::Propn)
                    && (self.extent(w).1 + 1 == verb || self.parse.head(verb) == Some(w) && w + 1 == verb)
                    && self.has_case(w, &["after", "before", "since", "until", "as"])
            });
            let Some(noun) = noun else { continue };
            for c in self.kids(noun) {
                if self.deprel(c) == Deprel::Case {
                    self.hang(c, verb, Deprel::Mark);
                }
            }
            if let Some(above) = self.parse.head(noun).filter(|_| self.parse.head(verb) == Some(noun)) {
                self.hang(verb, above, Deprel::Advcl);
            }
            self.hang(noun, verb, Deprel::Nsubj);
        }
    }

    /// "a party called Horizon", "a group known as Blue Dawn": the name is the noun's.
    pub(super) fn called(&mut self) {
        for verb in 1..self.len().saturating_sub(1) {
            let known = self.is(verb, &["known"]);
            if self.deprel(verb) != Deprel::Acl
                || !(known || self.is(verb, &["called", "named", "dubbed", "nicknamed"]))
                || self.has(verb, &SUBJECTS)
            {
                continue;
            }
            let Some(noun) = self
                .parse
                .head(verb)
                .filter(|&n| n < verb && self.upos(n) == Upos::Noun)
            else {
                continue;
            };
            let name = self.kids(verb).into_iter().find(|&c| {
                c > verb
                    && self.form(c).starts_with(char::is_uppercase)
                    && matches!(self.upos(c), Upos::Propn | Upos::Noun)
                    && matches!(self.deprel(c), Deprel::Xcomp | Deprel::Obj | Deprel::Obl)
                    && if known {
                        self.has_case(c, &["as"])
                    } else {
                        !self.has(c, &[Deprel::Case])
                    }
            });
            let Some(name) = name else { continue };
            for c in self.kids(name) {
                if self.deprel(c) == Deprel::Case {
                    self.hang(c, verb, Deprel::Case);
                }
            }
            self.hang(name, noun, Deprel::Appos);
        }
    }

    /// "said the island was not for sale and accused Oslo of disrespect": an island accuses nobody, but who speaks does.
    pub(super) fn second_words(&mut self) {
        const SAYS: [&str; 8] = [
            "said",
            "says",
            "added",
            "adds",
            "stressed",
            "insisted",
            "noted",
            "explained",
        ];
        const ACTS: [&str; 26] = [
            "accused",
            "accuses",
            "urged",
            "urges",
            "called",
            "calls",
            "criticised",
            "criticises",
            "criticized",
            "criticizes",
            "praised",
            "praises",
            "thanked",
            "thanks",
            "vowed",
            "vows",
            "pledged",
            "pledges",
            "promised",
            "promises",
            "blamed",
            "blames",
            "condemned",
            "condemns",
            "warned",
            "warns",
        ];
        for verb in 4..self.len() {
            let Some(content) = self.parse.head(verb).filter(|&h| h < verb) else {
                continue;
            };
            let Some(says) = self.parse.head(content).filter(|&h| h < content) else {
                continue;
            };
            if self.deprel(verb) == Deprel::Conj
                && self.deprel(content) == Deprel::Ccomp
                && self.is(says, &SAYS)
                && self.is(verb, &ACTS)
                && self.has(content, &[Deprel::Cop, Deprel::NsubjPass])
                && self.xpos(verb) == self.xpos(says)
                && !self.has(verb, &SUBJECTS)
                && !self.has(verb, &[Deprel::Aux, Deprel::AuxPass])
            {
                self.hang(verb, says, Deprel::Conj);
            }
        }
    }

    /// "says soldiers have raided his house, beaten his wife, and seized his car": who says so in the present did not seize
    /// it in the past; they did.
    pub(super) fn told_deeds(&mut self) {
        for verb in 4..self.len() {
            let Some(says) = self.parse.head(verb).filter(|&h| h < verb) else {
                continue;
            };
            if self.deprel(verb) != Deprel::Conj
                || !matches!(self.xpos(verb), Xpos::Vbn | Xpos::Vbd)
                || !matches!(self.xpos(says), Xpos::Vbz | Xpos::Vbp)
                || self.has(verb, &SUBJECTS)
                || self.has(verb, &[Deprel::Aux, Deprel::AuxPass])
            {
                continue;
            }
            let told = self.kids(says).into_iter().find(|&c| {
                c > says
                    && c < verb
                    && self.deprel(c) == Deprel::Ccomp
                    && self.has(c, &[Deprel::Nsubj])
                    && matches!(self.xpos(c), Xpos::Vbn | Xpos::Vbd)
            });
            if let Some(told) = told {
                self.hang(verb, told, Deprel::Conj);
            }
        }
    }
}
