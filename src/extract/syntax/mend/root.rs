//! Sentences whose main verb the parser took for a noun or lost.

use super::Mender;
use crate::extract::syntax::{Deprel, ROOT, Upos, Xpos, irregular};

impl Mender<'_> {
    pub(super) fn root(&self) -> Option<usize> {
        self.parse.words.iter().position(|w| w.head == ROOT)
    }

    /// "The council votes to leave", "A court sentences Ada Holm": the root is a plural noun only for the tagger.
    pub(super) fn root_verb(&mut self) {
        let Some(root) = self.root().filter(|&r| r > 0 && r + 2 < self.len()) else {
            return;
        };
        let plural = self.xpos(root) == Xpos::Nns;
        if !(plural || self.xpos(root) == Xpos::Nn)
            || self.form(root).starts_with(char::is_uppercase)
            || self.has(root, &[Deprel::Case, Deprel::Cop, Deprel::Nsubj, Deprel::NsubjPass])
        {
            return;
        }
        let kids = self.kids(root);
        let doer = kids.iter().copied().find(|&c| {
            c < root
                && matches!(self.deprel(c), Deprel::Compound | Deprel::Nmod)
                && matches!(self.upos(c), Upos::Noun | Upos::Propn)
                && self.extent(c).1 + 1 == root
        });
        let Some(doer) = doer else { return };
        let next = root + 1;
        // "Police shot and killed a man"
        let past = irregular::lemma(self.form(root), Xpos::Vbd).filter(|_| {
            let killed = |&c: &usize| self.deprel(c) == Deprel::Conj && self.xpos(c) == Xpos::Vbd;
            !plural && self.is(next, &["and"]) && kids.iter().any(killed)
        });
        // One does; several do.
        let many = matches!(self.xpos(doer), Xpos::Nns | Xpos::Nnps) || self.is(doer, &["police", "gendarmerie"]);
        if !plural && past.is_none() && !many {
            return;
        }
        let joined = self.is(next, &["and"])
            && kids
                .iter()
                .any(|&c| self.deprel(c) == Deprel::Conj && matches!(self.xpos(c), Xpos::Vbz | Xpos::Vbp));
        let infinitive = self.xpos(next) == Xpos::To && self.xpos(next + 1) == Xpos::Vb;
        let phrase = matches!(
            self.xpos(next),
            Xpos::Nnp | Xpos::Nnps | Xpos::Cd | Xpos::Dt | Xpos::PrpPoss
        );
        // "Police arrest more than 70 members", "Police arrest several men"
        let counted = many
            && self.is(
                next,
                &["more", "several", "dozens", "hundreds", "around", "about", "over"],
            );
        // "Pope Leo calls for peace", "a court rules that"
        let asks = plural
            && self.upos(doer) == Upos::Propn
            && (self.is(root, &["calls"]) && self.is(next, &["for", "on"])
                || self.is(root, &["votes"]) && self.is(next, &["for", "against", "in"])
                || self.is(root, &["rules", "claims", "states", "reports", "warns"]) && self.is(next, &["that"])
                || self.is(root, &["files"]) && self.is(next, &["for"]));
        // "Hamas hands over the hostages"
        let particle = plural
            && self.upos(doer) == Upos::Propn
            && self.is(next, &["over", "out", "up", "off", "down", "back"])
            && matches!(
                self.xpos(next + 1),
                Xpos::Dt | Xpos::Cd | Xpos::PrpPoss | Xpos::Nns | Xpos::Nnp
            );
        match past {
            Some(lemma) => self.retag(root, Upos::Verb, Xpos::Vbd, lemma),
            None if joined || infinitive || phrase || particle || counted || asks => {
                let lemma = self.parse.lemma(root).to_owned();
                self.retag(root, Upos::Verb, if plural { Xpos::Vbz } else { Xpos::Vbp }, &lemma);
            }
            None => return,
        }
        let mut object = false;
        for c in kids {
            let relation = self.deprel(c);
            let cased = self.has(c, &[Deprel::Case]);
            if c == doer {
                self.hang(c, root, Deprel::Nsubj);
            } else if c < doer
                && !cased
                && matches!(
                    relation,
                    Deprel::Det | Deprel::Amod | Deprel::NmodPoss | Deprel::Compound | Deprel::Nummod
                )
            {
                self.hang(c, doer, relation);
            } else if particle && relation == Deprel::Nmod && self.parse.head(next) == Some(c) {
                object = true;
                self.hang(c, root, Deprel::Obj);
                self.hang(next, root, Deprel::CompoundPrt);
            } else if cased && relation == Deprel::Nmod {
                self.hang(c, root, Deprel::Obl);
            } else if c > root
                && !object
                && !cased
                && matches!(
                    relation,
                    Deprel::Nmod | Deprel::NmodUnmarked | Deprel::Appos | Deprel::Flat | Deprel::Compound
                )
            {
                object = true;
                self.hang(c, root, Deprel::Obj);
            } else if relation == Deprel::Acl && self.xpos(c) == Xpos::Vb {
                self.hang(c, root, Deprel::Xcomp);
            }
        }
    }

    /// "Thousands of people rally in Oslo": a sentence whose finite verb hangs somewhere on its subject.
    pub(super) fn lost_verb(&mut self) {
        let Some(root) = self.root() else { return };
        if !matches!(self.upos(root), Upos::Noun | Upos::Propn)
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
        for verb in root + 1..self.len() {
            // What follows a colon or a quotation mark is another's sentence.
            if self.is(verb, &[":", ";", "\"", "“", "”", "‘", "–", "—"]) {
                return;
            }
            let finite = match self.xpos(verb) {
                Xpos::Vbz | Xpos::Vbp => true,
                Xpos::Vbd => self.has(verb, &[Deprel::Obj]),
                _ => false,
            };
            if !finite || self.upos(verb) != Upos::Verb || self.has(verb, &[Deprel::Mark, Deprel::Case, Deprel::Cc]) {
                continue;
            }
            // "The union's failure to act angered Lima.": no verb of the past hangs on an infinitive as what it opens.
            let deep = self.deprel(verb) == Deprel::Xcomp
                && self
                    .parse
                    .head(verb)
                    .is_some_and(|h| self.deprel(h) == Deprel::Acl && self.parse.head(h) == Some(root));
            let lost = deep
                || matches!(
                    self.deprel(verb),
                    Deprel::Nmod
                        | Deprel::NmodUnmarked
                        | Deprel::Obl
                        | Deprel::Acl
                        | Deprel::Parataxis
                        | Deprel::Conj
                        | Deprel::Appos
                        | Deprel::Compound
                        | Deprel::Dep
                        | Deprel::List
                );
            if !lost {
                continue;
            }
            let subjects: Vec<usize> = self
                .kids(verb)
                .into_iter()
                .filter(|&c| matches!(self.deprel(c), Deprel::Nsubj | Deprel::NsubjPass))
                .collect();
            match subjects.as_slice() {
                [] => {}
                // "Clashes between Oslo and Bergen erupt": the second of two named after "between" is no subject.
                [second] if self.rejoin(root, verb, *second) => {}
                _ => continue,
            }
            for c in self.kids(root) {
                if c > verb || self.deprel(c) == Deprel::Punct && c + 1 == verb {
                    self.hang(c, verb, self.deprel(c));
                }
            }
            self.parse.words[verb].head = ROOT;
            self.parse.words[verb].deprel = Deprel::Root;
            self.hang(root, verb, Deprel::Nsubj);
            return;
        }
    }

    /// Hangs `second`, which "and" begins, on the first of two after "between".
    fn rejoin(&mut self, root: usize, verb: usize, second: usize) -> bool {
        let start = self.extent(second).0;
        if self.deprel(start) != Deprel::Cc {
            return false;
        }
        let first = (root + 1..start)
            .find(|&w| self.deprel(w) == Deprel::Nmod && !self.reaches(w, verb) && self.has_case(w, &["between"]));
        match first {
            Some(first) if !self.has(first, &[Deprel::Conj]) => {
                self.hang(second, first, Deprel::Conj);
                true
            }
            _ => false,
        }
    }

    /// "Turkish police arrest ten men", "the leader of the bank resigns": a noun that has a subject and no copula, article or
    /// preposition is a verb of the present.
    pub(super) fn noun_with_subject(&mut self) {
        for i in 1..self.len() {
            let number = self.xpos(i);
            if self.upos(i) != Upos::Noun
                || !matches!(number, Xpos::Nn | Xpos::Nns)
                || self.form(i).starts_with(char::is_uppercase)
                || !matches!(
                    self.deprel(i),
                    Deprel::Root | Deprel::Ccomp | Deprel::Conj | Deprel::Advcl | Deprel::Parataxis | Deprel::AclRelcl
                )
            {
                continue;
            }
            let kids = self.kids(i);
            let nominal = kids.iter().any(|&c| {
                matches!(
                    self.deprel(c),
                    Deprel::Cop
                        | Deprel::Det
                        | Deprel::Case
                        | Deprel::NmodPoss
                        | Deprel::Nummod
                        | Deprel::Amod
                        | Deprel::Compound
                        | Deprel::Expl
                )
            });
            let subject = kids
                .iter()
                .copied()
                .find(|&c| matches!(self.deprel(c), Deprel::Nsubj | Deprel::NsubjPass) && c < i);
            let Some(subject) = subject.filter(|_| !nominal) else {
                continue;
            };
            // One does; several do.
            let plural = matches!(self.xpos(subject), Xpos::Nns | Xpos::Nnps)
                || kids.iter().any(|&c| self.deprel(c) == Deprel::Obj)
                || self.has(subject, &[Deprel::Conj]);
            if number == Xpos::Nn && !plural {
                continue;
            }
            let lemma = if number == Xpos::Nn {
                self.form(i).to_lowercase()
            } else {
                let word = self.parse.words[i];
                word.lemma.of(&self.parse.lemmas).to_string()
            };
            self.retag(
                i,
                Upos::Verb,
                if number == Xpos::Nn { Xpos::Vbp } else { Xpos::Vbz },
                &lemma,
            );
            for c in kids {
                if c > i && self.deprel(c) == Deprel::Nmod {
                    self.hang(c, i, Deprel::Obl);
                }
            }
        }
    }

    /// "The police fired tear gas to stop them.", "A group of states called on Oslo to act.": what the parser took for a
    /// participle is the verb of a sentence that has no other.
    pub(super) fn past_root(&mut self) {
        let Some(root) = self.root() else { return };
        // What is finite describes no noun: "Oslo froze aid to Lima".
        let misplaced = |w: usize| self.xpos(w) == Xpos::Vbd && self.deprel(w) == Deprel::Amod;
        let finite = |w: usize| matches!(self.xpos(w), Xpos::Vbz | Xpos::Vbd | Xpos::Vbp | Xpos::Md) && !misplaced(w);
        let ends = self.len() > 3 && self.is(self.len() - 1, &["."]);
        if !ends || !matches!(self.upos(root), Upos::Noun | Upos::Propn) || (0..self.len()).any(finite) {
            return;
        }
        let participle =
            |&c: &usize| (self.xpos(c) == Xpos::Vbn || misplaced(c)) && !self.has(c, &[Deprel::Aux, Deprel::AuxPass]);
        let kids = self.kids(root);
        let called = kids.iter().copied().find(|c| {
            self.deprel(*c) == Deprel::Acl
                && *c > root
                && participle(c)
                && (self.has(*c, &[Deprel::Obj, Deprel::Ccomp]) || self.is(*c, &["called"]))
                && !self.is(*c - 1, &[","])
        });
        if let Some(verb) = called {
            for c in self.kids(root) {
                if c > verb || self.deprel(c) == Deprel::Punct && c + 1 == verb {
                    self.hang(c, verb, self.deprel(c));
                }
            }
            self.parse.words[verb].head = ROOT;
            self.parse.words[verb].deprel = Deprel::Root;
            self.parse.words[verb].xpos = Xpos::Vbd;
            self.hang(root, verb, Deprel::Nsubj);
            return;
        }
        // The verb stands between its subject and the object that the parser took for the head of both.
        let fired = kids
            .iter()
            .copied()
            .find(|c| self.deprel(*c) == Deprel::Amod && *c < root && *c > 0 && participle(c));
        let doer = fired.and_then(|verb| {
            let noun = verb - 1;
            let subject = kids.contains(&noun)
                && matches!(self.deprel(noun), Deprel::Compound | Deprel::Nmod | Deprel::Nsubj)
                && matches!(self.upos(noun), Upos::Noun | Upos::Propn);
            subject.then_some((verb, noun))
        });
        let Some((verb, doer)) = doer else { return };
        for c in kids {
            let relation = self.deprel(c);
            if c < doer {
                self.hang(c, doer, relation);
            } else if c == doer {
                self.hang(c, verb, Deprel::Nsubj);
            } else if relation == Deprel::Acl && self.xpos(c) == Xpos::Vb {
                self.hang(c, verb, Deprel::Advcl);
            } else if relation == Deprel::Punct && c > root {
                self.hang(c, verb, relation);
            }
        }
        self.parse.words[verb].head = ROOT;
        self.parse.words[verb].deprel = Deprel::Root;
        self.parse.words[verb].upos = Upos::Verb;
        self.parse.words[verb].xpos = Xpos::Vbd;
        self.hang(root, verb, Deprel::Obj);
    }
}
