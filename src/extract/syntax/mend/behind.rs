//! What stands right behind a noun or a verb and was hung elsewhere: participles of people, gerunds, what somebody is accused of.

use super::Mender;
use crate::extract::syntax::{Deprel, Upos, Xpos};

impl Mender<'_> {
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
                && !self.reaches(noun, verb)
            {
                self.hang(verb, noun, Deprel::Acl);
            }
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
                && !self.reaches(noun, verb)
            {
                self.hang(verb, noun, Deprel::Acl);
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
                && !self.reaches(noun, verb)
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
            if self.xpos(act) != Xpos::Vbg || self.deprel(act) != Deprel::Acl {
                continue;
            }
            let of = |c: usize| self.deprel(c) == Deprel::Mark && self.is(c, &["of"]) && c < act;
            let Some(noun) = self.parse.head(act).filter(|&h| h < act) else {
                continue;
            };
            let aside = self.is(noun + 1, &[","]) || self.upos(noun) == Upos::Propn;
            if !aside || !self.parse.children(act).any(of) {
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
}
