//! Words that belong to the word beside them: names, titles, prepositions, how something was done.

use super::Mender;
use crate::extract::syntax::{Deprel, Upos, Xpos};

impl Mender<'_> {
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
