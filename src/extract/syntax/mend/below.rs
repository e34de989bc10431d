//! Clauses below nouns: relative clauses with a gap, claims that somebody denies, clauses taken for phrases.

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
            let noun = (0..verb).rev().find(|&w| {
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

    /// "its veto on Sweden joining the club": whose entry it is, and not who enters.
    pub(super) fn entries(&mut self) {
        const ENTERS: [&str; 8] = [
            "joining",
            "entering",
            "becoming",
            "acquiring",
            "obtaining",
            "hosting",
            "getting",
            "having",
        ];
        for verb in 3..self.len() {
            let noun = verb - 1;
            if self.deprel(verb) == Deprel::Advcl
                && self.is(verb, &ENTERS)
                && self.upos(noun) == Upos::Propn
                && matches!(self.deprel(noun), Deprel::Obl | Deprel::Nmod)
                && self.has_case(noun, &["on", "of", "to", "about", "against", "over"])
                && !self.has(verb, &[Deprel::Mark])
            {
                self.hang(verb, noun, Deprel::Acl);
            }
        }
    }

    /// "met her Chinese counterpart, Wang Yi.": a bare name is no clause; it names the noun before the comma.
    pub(super) fn bare_names(&mut self) {
        for name in 3..self.len() {
            if self.deprel(name) != Deprel::Parataxis || self.upos(name) != Upos::Propn {
                continue;
            }
            let kids = self.kids(name);
            let bare = kids.iter().all(|&c| {
                matches!(
                    self.deprel(c),
                    Deprel::Flat | Deprel::Compound | Deprel::Punct | Deprel::NmodDesc
                )
            });
            let parts = kids.iter().copied().filter(|&c| self.deprel(c) != Deprel::Punct);
            let (low, high) = parts.fold((name, name), |(low, high), c| (low.min(c), high.max(c)));
            let closed = high + 1 >= self.len() || self.is(high + 1, &[".", ",", ";"]);
            if !bare || !closed || low < 3 || !self.is(low - 1, &[","]) {
                continue;
            }
            let noun = low - 2;
            if self.xpos(noun) == Xpos::Nn
                && self.has(noun, &[Deprel::Det, Deprel::NmodPoss, Deprel::Amod])
                && !self.reaches(noun, name)
            {
                self.hang(name, noun, Deprel::Appos);
            }
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

    /// "ruled out sending tanks": a gerund right behind a verb and its particle is what it takes.
    pub(super) fn gerund_behind(&mut self) {
        for verb in 2..self.len() {
            let particle = verb - 1;
            if self.deprel(verb) == Deprel::Advcl
                && self.xpos(verb) == Xpos::Vbg
                && self.deprel(particle) == Deprel::CompoundPrt
                && self.parse.head(particle) == self.parse.head(verb)
                && self.parse.head(particle) == Some(particle - 1)
            {
                self.parse.words[verb].deprel = Deprel::Xcomp;
            }
        }
    }

    /// "rallied outside parliament": nothing is outside by nature, and a noun without an article stands where they rallied.
    pub(super) fn outside(&mut self) {
        for i in 1..self.len().saturating_sub(1) {
            let noun = i + 1;
            if self.is(i, &["outside", "inside", "near"])
                && self.deprel(i) == Deprel::Amod
                && self.parse.head(i) == Some(noun)
                && self.deprel(noun) == Deprel::Obj
                && self.parse.head(noun) == Some(i - 1)
            {
                let form = self.form(i).to_lowercase();
                self.retag(i, Upos::Adp, Xpos::In, &form);
                self.hang(i, noun, Deprel::Case);
                self.parse.words[noun].deprel = Deprel::Obl;
            }
        }
    }

    /// "the attorney general charged Dahl": the second word belongs to the office.
    pub(super) fn generals(&mut self) {
        const OFFICES: [&str; 9] = [
            "attorney",
            "solicitor",
            "secretary",
            "director",
            "governor",
            "prosecutor",
            "consul",
            "comptroller",
            "auditor",
        ];
        for i in 1..self.len() {
            let office = i - 1;
            if self.is(i, &["general"])
                && self.is(office, &OFFICES)
                && matches!(
                    self.deprel(i),
                    Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Advmod
                )
                && self.upos(office) == Upos::Noun
                && self.parse.head(i) == self.parse.head(office)
            {
                let (head, place) = (self.parse.words[office].head, self.deprel(office));
                for c in self.kids(office) {
                    self.hang(c, i, self.deprel(c));
                }
                self.retag(i, Upos::Noun, Xpos::Nn, "general");
                (self.parse.words[i].head, self.parse.words[i].deprel) = (head, place);
                self.hang(office, i, Deprel::Compound);
            }
        }
    }

    /// "complained to the council about troops massing at the border": the complaint is about the troops, who mass.
    pub(super) fn about(&mut self) {
        for i in 2..self.len() {
            let Some(head) = self.parse.head(i).filter(|&h| h < i) else {
                continue;
            };
            let verb = self
                .parse
                .head(head)
                .filter(|&v| v < head && self.upos(v) == Upos::Verb);
            if let Some(verb) = verb
                && self.deprel(i) == Deprel::Nmod
                && self.has_case(i, &["about"])
                && self.deprel(head) == Deprel::Obl
                && self.has_case(head, &["to", "with"])
            {
                self.hang(i, verb, Deprel::Obl);
            }
        }
        for verb in 3..self.len() {
            let noun = verb - 1;
            if self.deprel(verb) == Deprel::Advcl
                && self.xpos(verb) == Xpos::Vbg
                && matches!(self.deprel(noun), Deprel::Obl | Deprel::Nmod)
                && self.has_case(noun, &["about"])
                && !self.has(verb, &[Deprel::Mark])
            {
                self.hang(verb, noun, Deprel::Acl);
            }
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
            let state = self.has(content, &[Deprel::Cop, Deprel::NsubjPass]);
            if self.deprel(verb) == Deprel::Conj
                && self.deprel(content) == Deprel::Ccomp
                && state
                && self.is(says, &SAYS)
                && self.is(verb, &ACTS)
                && self.xpos(verb) == self.xpos(says)
                && !self.has(verb, &SUBJECTS)
                && !self.has(verb, &[Deprel::Aux, Deprel::AuxPass])
            {
                self.hang(verb, says, Deprel::Conj);
            }
        }
    }

    /// "fired on protesters demonstrating against the ban", "killed a Blue Dawn militant": people who do something right behind
    /// their name do it themselves; and of two objects side by side the second is whom the first describes.
    pub(super) fn people(&mut self) {
        const PEOPLE: [&str; 30] = [
            "activists",
            "children",
            "civilians",
            "crowds",
            "demonstrators",
            "families",
            "farmers",
            "fighters",
            "journalists",
            "marchers",
            "men",
            "migrants",
            "militants",
            "mourners",
            "passengers",
            "people",
            "protesters",
            "protestors",
            "rebels",
            "refugees",
            "residents",
            "rioters",
            "soldiers",
            "students",
            "supporters",
            "troops",
            "villagers",
            "women",
            "workers",
            "worshippers",
        ];
        for verb in 3..self.len() {
            let noun = verb - 1;
            if self.deprel(verb) == Deprel::Advcl
                && self.xpos(verb) == Xpos::Vbg
                && self.is(noun, &PEOPLE)
                && matches!(self.deprel(noun), Deprel::Obl | Deprel::Nmod)
                && self.has(noun, &[Deprel::Case])
                && !self.has(verb, &[Deprel::Mark])
            {
                self.hang(verb, noun, Deprel::Acl);
            }
        }
        for second in 2..self.len() {
            let first = second - 1;
            if self.deprel(second) == Deprel::Obj
                && self.deprel(first) == Deprel::Obj
                && self.parse.head(first) == self.parse.head(second)
                && self.upos(first) == Upos::Propn
                && self.xpos(second) == Xpos::Jj
                && self.has(first, &[Deprel::Det])
            {
                let form = self.form(second).to_lowercase();
                for c in self.kids(first) {
                    self.hang(c, second, self.deprel(c));
                }
                self.hang(first, second, Deprel::Compound);
                self.retag(second, Upos::Noun, Xpos::Nn, &form);
            }
        }
    }

    /// "accused Roe, along with Dahl and Lund, of lying": what somebody is accused of is none of the last one's.
    pub(super) fn accused_of(&mut self) {
        const ACCUSES: [&str; 6] = ["accuse", "accuses", "accused", "accusing", "suspected", "suspects"];
        for act in 4..self.len() {
            let marked = self
                .kids(act)
                .into_iter()
                .any(|c| self.deprel(c) == Deprel::Mark && self.is(c, &["of"]) && c < act);
            let Some(noun) = self.parse.head(act).filter(|&h| h < act) else {
                continue;
            };
            if !marked
                || self.xpos(act) != Xpos::Vbg
                || self.deprel(act) != Deprel::Acl
                || !self.is(noun + 1, &[","]) && self.upos(noun) != Upos::Propn
            {
                continue;
            }
            let mut above = self.parse.head(noun);
            while let Some(at) = above {
                if self.is(at, &ACCUSES) && at < noun {
                    let of_clause = |&c: &usize| {
                        matches!(self.deprel(c), Deprel::Advcl | Deprel::Xcomp) && c != act && self.xpos(c) == Xpos::Vbg
                    };
                    if !self.kids(at).iter().any(of_clause) {
                        self.hang(act, at, Deprel::Advcl);
                    }
                    break;
                }
                above = self.parse.head(at);
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

    /// "was gang raped by Dahl", "was court martialled": nobody is a gang; the noun tells how it was done.
    pub(super) fn done_how(&mut self) {
        for verb in 2..self.len() {
            let noun = verb - 1;
            if self.xpos(verb) != Xpos::Vbn
                || self.deprel(verb) != Deprel::Acl
                || self.parse.head(verb) != Some(noun)
                || self.xpos(noun) != Xpos::Nn
                || !self.has(noun, &[Deprel::Cop])
                || self.has(noun, &[Deprel::Det, Deprel::NmodPoss, Deprel::Amod, Deprel::Case])
            {
                continue;
            }
            let (head, place) = (self.parse.words[noun].head, self.deprel(noun));
            for c in self.kids(noun) {
                if c != verb {
                    let place = match self.deprel(c) {
                        Deprel::Cop => Deprel::AuxPass,
                        Deprel::Nsubj => Deprel::NsubjPass,
                        other => other,
                    };
                    self.hang(c, verb, place);
                }
            }
            (self.parse.words[verb].head, self.parse.words[verb].deprel) = (head, place);
            self.hang(noun, verb, Deprel::Compound);
        }
    }
}
