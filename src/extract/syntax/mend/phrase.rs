//! Nouns and what hangs on them: gerunds, sums, brackets, makers, titles.

use super::Mender;
use crate::extract::syntax::{Deprel, Upos, Xpos};

impl Mender<'_> {
    /// "in a mass shooting by gunmen", "in shelling by the army", "fighting broke out": what has an article or an agent but
    /// no object is a noun, and so is what stands as a subject.
    pub(super) fn gerunds(&mut self) {
        for i in 0..self.len() {
            let relation = self.deprel(i);
            if self.xpos(i) != Xpos::Vbg
                || self.upos(i) != Upos::Verb
                || self.has(
                    i,
                    &[Deprel::Obj, Deprel::Nsubj, Deprel::Aux, Deprel::Xcomp, Deprel::Ccomp],
                )
            {
                continue;
            }
            let kids = self.kids(i);
            let mark = kids
                .iter()
                .copied()
                .find(|&c| c < i && matches!(self.deprel(c), Deprel::Mark | Deprel::Case) && self.xpos(c) == Xpos::In);
            let article = kids.iter().any(|&c| c < i && self.is(c, &["a", "an", "the"]));
            let agent = kids.iter().any(|&c| {
                matches!(self.deprel(c), Deprel::Obl | Deprel::OblAgent | Deprel::Nmod)
                    && c > i
                    && self.has_case(c, &["by"])
                    && self.upos(c) != Upos::Num
            });
            let Some(head) = self.parse.head(i) else { continue };
            let inside = mark.is_some_and(|m| self.is(m, &["in", "during", "amid", "after", "following", "from"]));
            let place = match relation {
                // "damaging plants" is no subject that a verb follows.
                Deprel::Nsubj | Deprel::NsubjPass
                    if i + 1 < self.len()
                        && !matches!(
                            self.upos(i + 1),
                            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Num
                        ) =>
                {
                    relation
                }
                Deprel::Csubj if agent => Deprel::Nsubj,
                Deprel::Advcl | Deprel::Acl if mark.is_some() && (article || agent && inside) => {
                    match self.upos(head) {
                        Upos::Verb | Upos::Adj | Upos::Aux => Deprel::Obl,
                        _ => Deprel::Nmod,
                    }
                }
                _ => continue,
            };
            self.hang(i, head, place);
            if let Some(mark) = mark {
                self.hang(mark, i, Deprel::Case);
            }
            for c in kids {
                if matches!(self.deprel(c), Deprel::Obl | Deprel::OblAgent) {
                    self.hang(c, i, Deprel::Nmod);
                }
            }
            let lemma = self.form(i).to_lowercase();
            self.retag(i, Upos::Noun, Xpos::Nn, &lemma);
        }
    }

    /// "posted a message on Twitter blaming Peru": what has such a preposition is no subject.
    pub(super) fn places(&mut self) {
        for i in 0..self.len() {
            let Some(verb) = self.parse.head(i) else { continue };
            let Some(above) = self.parse.head(verb) else { continue };
            if self.deprel(i) == Deprel::Nsubj
                && self.xpos(verb) == Xpos::Vbg
                && above < i
                && i < verb
                && self.has_case(i, &["on", "in", "at"])
                && self.upos(above) == Upos::Verb
            {
                self.hang(i, above, Deprel::Obl);
            }
        }
    }

    /// "fined Google €2 billion": who is fined is no part of the sum.
    pub(super) fn money(&mut self) {
        for i in 1..self.len() {
            let Some(verb) = self.parse.head(i) else { continue };
            let who = i - 1;
            if self.xpos(i) == Xpos::Dollar
                && self.deprel(i) == Deprel::Obj
                && self.upos(verb) == Upos::Verb
                && verb < who
                && self.upos(who) == Upos::Propn
                && self.parse.head(who) == Some(i)
                && matches!(self.deprel(who), Deprel::Compound | Deprel::Nmod | Deprel::Flat)
            {
                self.hang(who, verb, Deprel::Obj);
            }
        }
    }

    /// "Clashes erupted between the army and rebels": what stands behind a verb that only says that something is, belongs to it.
    pub(super) fn extraposed(&mut self) {
        const ARISES: [&str; 9] = [
            "erupted",
            "erupt",
            "erupts",
            "broke",
            "continued",
            "resumed",
            "flared",
            "ensued",
            "intensified",
        ];
        for i in 2..self.len() {
            let Some(verb) = self.parse.head(i) else { continue };
            if self.deprel(i) != Deprel::Obl
                || !self.is(verb, &ARISES)
                || !self.has_case(i, &["between", "with", "against"])
                || self.has(verb, &[Deprel::Obj])
            {
                continue;
            }
            let subject = self
                .kids(verb)
                .into_iter()
                .find(|&c| c < verb && matches!(self.deprel(c), Deprel::Nsubj | Deprel::NsubjPass));
            if let Some(subject) = subject.filter(|&s| self.upos(s) == Upos::Noun) {
                self.hang(i, subject, Deprel::Nmod);
            }
        }
    }

    /// "in a National Guard (NG) drone strike": the name before the bracket and the noun behind it are one phrase.
    pub(super) fn brackets(&mut self) {
        for open in 1..self.len().saturating_sub(3) {
            let (name, close) = (open - 1, open + 2);
            if self.xpos(open) != Xpos::Lrb || self.xpos(close) != Xpos::Rrb {
                continue;
            }
            let (Some(head), relation) = (self.parse.head(name), self.deprel(name)) else {
                continue;
            };
            let phrase = matches!(
                relation,
                Deprel::Obl | Deprel::Nmod | Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::OblAgent
            );
            // The noun whose phrase begins right behind the bracket and that hangs where the name hangs.
            let noun = (close + 1..self.len().min(close + 6)).find(|&k| {
                self.parse.head(k) == Some(head)
                    && self.upos(k) == Upos::Noun
                    && self.deprel(k) == relation
                    && self.phrase_start(k) == close + 1
                    && !self.has(k, &[Deprel::Case, Deprel::Det])
            });
            let (true, Some(noun)) = (phrase, noun) else { continue };
            for c in self.kids(name) {
                if matches!(self.deprel(c), Deprel::Case | Deprel::Det) {
                    self.hang(c, noun, self.deprel(c));
                }
            }
            self.hang(name, noun, Deprel::Compound);
        }
    }

    /// "condemned the blockade by Peru": a name after "by" right behind the object of an active verb made the object.
    pub(super) fn makers(&mut self) {
        for name in 3..self.len() {
            if self.deprel(name) != Deprel::Obl || self.upos(name) != Upos::Propn {
                continue;
            }
            let by = self
                .kids(name)
                .into_iter()
                .find(|&c| self.deprel(c) == Deprel::Case && self.is(c, &["by"]));
            let (Some(by), Some(verb)) = (by, self.parse.head(name)) else {
                continue;
            };
            let active = self.upos(verb) == Upos::Verb
                && self.xpos(verb) != Xpos::Vbn
                && !self.has(verb, &[Deprel::AuxPass, Deprel::NsubjPass]);
            let object = self
                .kids(verb)
                .into_iter()
                .find(|&c| self.deprel(c) == Deprel::Obj && self.upos(c) == Upos::Noun && self.extent(c).1 + 1 == by);
            if let Some(object) = object.filter(|_| active) {
                self.hang(name, object, Deprel::Nmod);
            }
        }
    }

    /// "strikes using jets and drones against the camp": what strikes are against is not what drones are against.
    pub(super) fn instruments(&mut self) {
        for word in 3..self.len() {
            let against = self.deprel(word) == Deprel::Nmod && self.has_case(word, &["against"]);
            if !against {
                continue;
            }
            let mut at = self.parse.head(word);
            while let Some(h) = at.filter(|&h| matches!(self.deprel(h), Deprel::Nmod | Deprel::Conj)) {
                at = self.parse.head(h);
            }
            let using = at
                .filter(|&o| self.deprel(o) == Deprel::Obj)
                .and_then(|o| self.parse.head(o))
                .filter(|&u| self.is(u, &["using"]) && self.deprel(u) == Deprel::Acl);
            if let Some(noun) = using.and_then(|u| self.parse.head(u)).filter(|&n| n < word) {
                self.hang(word, noun, Deprel::Nmod);
            }
        }
    }

    /// "talks with foreign minister Ada Holm": a title and the name behind it fill one place, not two.
    pub(super) fn titles(&mut self) {
        for name in 1..self.len() {
            let relation = self.deprel(name);
            let place = matches!(
                relation,
                Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Obl | Deprel::OblAgent | Deprel::Nmod
            );
            if !place || self.upos(name) != Upos::Propn || self.has(name, &[Deprel::Case, Deprel::Det, Deprel::Cc]) {
                continue;
            }
            let first = self.phrase_start(name);
            let Some(title) = first.checked_sub(1) else { continue };
            if self.upos(title) != Upos::Noun
                || self.deprel(title) != relation
                || self.parse.head(title) != self.parse.head(name)
            {
                continue;
            }
            for c in self.kids(title) {
                if c > title || matches!(self.deprel(c), Deprel::Case | Deprel::Cc | Deprel::Punct) {
                    self.hang(c, name, self.deprel(c));
                }
            }
            self.hang(title, name, Deprel::NmodDesc);
        }
    }

    /// "talks with foreign minister Ada Holm": the preposition belongs to the name, whatever its title.
    pub(super) fn cased_titles(&mut self) {
        for title in 0..self.len() {
            let Some(name) = self.parse.head(title).filter(|&n| n > title) else {
                continue;
            };
            if self.deprel(title) != Deprel::NmodDesc || self.has(name, &[Deprel::Case]) {
                continue;
            }
            let cases: Vec<usize> = self
                .kids(title)
                .into_iter()
                .filter(|&c| c < title && self.deprel(c) == Deprel::Case && self.xpos(c) != Xpos::Pos)
                .collect();
            for &c in &cases {
                self.hang(c, name, Deprel::Case);
            }
            if !cases.is_empty() && matches!(self.deprel(name), Deprel::Obj | Deprel::Iobj) {
                self.parse.words[name].deprel = Deprel::Obl;
            }
        }
    }

    /// "a Peruvian missile and drone attack on the port": what two nouns are coordinated before belongs to both, and heads
    /// the phrase.
    pub(super) fn shared_head(&mut self) {
        const ACTS: [&str; 16] = [
            "attack",
            "attacks",
            "strike",
            "strikes",
            "raid",
            "raids",
            "barrage",
            "barrages",
            "assault",
            "assaults",
            "offensive",
            "bombardment",
            "bombardments",
            "shelling",
            "exercise",
            "exercises",
        ];
        for head in 3..self.len() {
            let (and, second) = (head - 2, head - 1);
            let Some(first) = self.parse.head(head).filter(|&f| f + 1 == and) else {
                continue;
            };
            let joined = self.deprel(head) == Deprel::Conj
                && self.is(head, &ACTS)
                && self.deprel(and) == Deprel::Cc
                && self.parse.head(second) == Some(head)
                && matches!(self.deprel(second), Deprel::Compound | Deprel::Amod)
                && self.xpos(first) == Xpos::Nn
                && self.upos(first) == Upos::Noun;
            let (Some(above), true) = (self.parse.head(first), joined) else {
                continue;
            };
            let relation = self.deprel(first);
            for c in self.kids(first) {
                if c != head && c != and {
                    self.hang(c, head, self.deprel(c));
                }
            }
            self.hang(head, above, relation);
            self.hang(first, head, Deprel::Compound);
            self.hang(second, first, Deprel::Conj);
            self.hang(and, second, Deprel::Cc);
        }
    }

    /// "The Peruvian army and Civil Guard confirm": what stands before "and" is no part of the name behind it, but the first
    /// of two.
    pub(super) fn first_of_two(&mut self) {
        for first in 1..self.len().saturating_sub(3) {
            let and = first + 1;
            let Some(name) = self.parse.head(first).filter(|&h| h > and) else {
                continue;
            };
            let named = self.upos(name) == Upos::Propn;
            if self.deprel(first) != Deprel::Compound || !named || !self.is(and, &["and"]) {
                continue;
            }
            // With nothing coordinated, the coordination is broken.
            let broken = matches!(self.upos(first), Upos::Noun | Upos::Propn) && !self.has(first, &[Deprel::Conj]);
            let common = self.upos(first) == Upos::Noun
                && (and + 1..name).all(|w| self.upos(w) == Upos::Propn)
                && self.has(first, &[Deprel::Amod, Deprel::Det, Deprel::Compound, Deprel::NmodPoss])
                && !self.has(name, &[Deprel::Det, Deprel::Amod]);
            if !broken && !common {
                continue;
            }
            let Some(above) = self.parse.head(name) else { continue };
            let relation = self.deprel(name);
            self.hang(first, above, relation);
            self.hang(name, first, Deprel::Conj);
            self.hang(and, name, Deprel::Cc);
            for w in and + 1..name {
                if self.parse.head(w) == Some(first) {
                    self.hang(w, name, Deprel::Compound);
                }
            }
            for c in self.kids(name) {
                if c < first {
                    self.hang(c, first, self.deprel(c));
                }
            }
        }
    }
}
