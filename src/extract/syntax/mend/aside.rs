//! What stands beside the main clause and is taken for a part of it: descriptions before a name, asides, courts.

use super::Mender;
use crate::extract::syntax::{Deprel, ROOT, Upos, Xpos};

impl Mender<'_> {
    /// "A lawyer by training, Holm praised Oslo": of two subjects, the noun before a comma and the name behind it, the first
    /// says what the second is.
    pub(super) fn described_subject(&mut self) {
        const TIMES: [&str; 9] = [
            "day", "days", "week", "weeks", "month", "months", "year", "years", "time",
        ];
        const SUBJECT: [Deprel; 2] = [Deprel::Nsubj, Deprel::NsubjPass];
        for name in 3..self.len() {
            if self.upos(name) != Upos::Propn || !SUBJECT.contains(&self.deprel(name)) {
                continue;
            }
            let Some(verb) = self.parse.head(name).filter(|&v| v > name) else {
                continue;
            };
            let (low, high) = self.extent(name);
            if low < 3 || self.form(low - 1) != "," || high > verb {
                continue;
            }
            let kids = self.kids(verb);
            let before = |&c: &usize| {
                c + 1 < low
                    && SUBJECT.contains(&self.deprel(c))
                    && self.upos(c) == Upos::Noun
                    && !self.is(c, &TIMES)
                    && self.has(c, &[Deprel::Det])
            };
            let Some(noun) = kids.iter().copied().find(before) else {
                continue;
            };
            // The comma itself may hang on either.
            let end = self.extent(noun).1;
            if end + 1 == low || end + 2 == low {
                self.hang(noun, name, Deprel::Appos);
            }
        }
    }

    /// "took Oslo to court over the ban": a court is no deed.
    pub(super) fn courts(&mut self) {
        const TAKES: [&str; 10] = [
            "take", "takes", "took", "taken", "taking", "bring", "brought", "haul", "hauled", "dragged",
        ];
        for court in 3..self.len() {
            if !self.is(court, &["court"]) || self.upos(court) != Upos::Verb || !self.is(court - 1, &["to"]) {
                continue;
            }
            let Some(verb) = self.parse.head(court).filter(|&v| self.is(v, &TAKES)) else {
                continue;
            };
            self.retag(court, Upos::Noun, Xpos::Nn, "court");
            self.hang(court, verb, Deprel::Obl);
            self.hang(court - 1, court, Deprel::Case);
            self.retag(court - 1, Upos::Adp, Xpos::In, "to");
            for c in self.kids(court).into_iter().filter(|&c| c > court) {
                let place = if self.deprel(c) == Deprel::Obj {
                    Deprel::Obl
                } else {
                    self.deprel(c)
                };
                self.hang(c, verb, place);
            }
        }
    }

    /// "The rebels, who are backed by Oslo, fired rockets at Lima.": what the parser took for a participle inside the aside is the
    /// verb behind it, in a sentence that has no other.
    pub(super) fn after_aside(&mut self) {
        let Some(root) = self.root() else { return };
        if !matches!(self.upos(root), Upos::Noun | Upos::Propn) || self.has(root, &[Deprel::Cop]) {
            return;
        }
        let kids = self.kids(root);
        let finite = |w: usize| matches!(self.xpos(w), Xpos::Vbz | Xpos::Vbd | Xpos::Vbp | Xpos::Md);
        let aside = match kids.iter().copied().find(|&c| self.deprel(c) == Deprel::AclRelcl) {
            Some(aside) => aside,
            // "Peru, under its new president, severed relations with Oslo."
            None if !(0..self.len()).any(finite) && self.is(self.len() - 1, &["."]) => root,
            None => return,
        };
        let verb = (aside + 1..self.len()).find(|&i| {
            self.deprel(i) == Deprel::Amod
                && self.xpos(i) == Xpos::Vbn
                && self.is(i - 1, &[","])
                && !self.has(i, &[Deprel::Aux, Deprel::AuxPass])
                && self.parse.head(i).is_some_and(|n| n > i && self.reaches(n, aside))
                && (aside != root || self.xpos(root) == Xpos::Nnp && self.is(root + 1, &[","]))
        });
        let Some(verb) = verb else { return };
        let Some(object) = self.parse.head(verb) else { return };
        for w in object + 1..self.len() {
            let outside = self.parse.head(w).is_some_and(|h| h < verb);
            if outside {
                self.hang(w, verb, self.deprel(w));
            }
        }
        self.hang(object, verb, Deprel::Obj);
        let word = &mut self.parse.words[verb];
        (word.head, word.deprel, word.xpos, word.upos) = (ROOT, Deprel::Root, Xpos::Vbd, Upos::Verb);
        self.hang(root, verb, Deprel::Nsubj);
    }
}
