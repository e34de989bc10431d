//! Trees that cannot be, put right: two subjects of one verb, a sentence whose verb hangs on its subject.
//!
//! News has constructions that treebanks seldom show: titles without an article, abbreviations in brackets inside a name,
//! present-tense verbs that are also plural nouns. A parser makes typical mistakes there, and most break a rule of grammar
//! that is easy to see. Every rule here looks for such a break and moves a few words; the result is a tree again.

use super::{Deprel, Parse, ROOT, Upos, Xpos, irregular};
use crate::Span;
use crate::extract::text::Sentence;

/// Mends the tree of one sentence. `O(n)` but for the sentences that need it.
pub(super) fn mend(parse: &mut Parse, text: &str, sentence: &Sentence) {
    let mut mender = Mender { parse, text, sentence };
    mender.gerunds();
    mender.places();
    mender.money();
    mender.extraposed();
    mender.predicates();
    mender.participles();
    mender.coordination();
    mender.brackets();
    mender.makers();
    mender.instruments();
    mender.titles();
    mender.root_verb();
    mender.lost_verb();
}

struct Mender<'a> {
    parse: &'a mut Parse,
    text: &'a str,
    sentence: &'a Sentence,
}

impl Mender<'_> {
    fn len(&self) -> usize {
        self.parse.words.len()
    }

    fn form(&self, i: usize) -> &str {
        self.sentence.tokens[i].span.of(self.text)
    }

    fn is(&self, i: usize, words: &[&str]) -> bool {
        words.iter().any(|w| self.form(i).eq_ignore_ascii_case(w))
    }

    fn upos(&self, i: usize) -> Upos {
        self.parse.words[i].upos
    }

    fn xpos(&self, i: usize) -> Xpos {
        self.parse.words[i].xpos
    }

    fn deprel(&self, i: usize) -> Deprel {
        self.parse.words[i].deprel
    }

    fn hang(&mut self, i: usize, head: usize, deprel: Deprel) {
        self.parse.words[i].head = head as u32;
        self.parse.words[i].deprel = deprel;
    }

    fn kids(&self, i: usize) -> Vec<usize> {
        self.parse.children(i).collect()
    }

    fn has(&self, i: usize, relations: &[Deprel]) -> bool {
        self.parse.children(i).any(|c| relations.contains(&self.deprel(c)))
    }

    /// The first word of the run of compounds, adjectives and the like that ends with `i`.
    fn phrase_start(&self, i: usize) -> usize {
        let mut first = i;
        while first > 0
            && matches!(
                self.deprel(first - 1),
                Deprel::Compound | Deprel::Amod | Deprel::Flat | Deprel::Nummod
            )
            && self.reaches(first - 1, i)
        {
            first -= 1;
        }
        first
    }

    /// Does `i` hang on `above`, directly or not?
    fn reaches(&self, i: usize, above: usize) -> bool {
        let mut at = i;
        for _ in 0..self.len() {
            if at == above {
                return true;
            }
            match self.parse.head(at) {
                Some(h) => at = h,
                None => return false,
            }
        }
        false
    }

    /// First and last word of what hangs on `i`.
    fn extent(&self, i: usize) -> (usize, usize) {
        let (mut low, mut high) = (i, i);
        for w in 0..self.len() {
            if self.reaches(w, i) {
                low = low.min(w);
                high = high.max(w);
            }
        }
        (low, high)
    }

    /// "in a mass shooting by gunmen", "in shelling by the army", "fighting broke out": what has an article or an agent but
    /// no object is a noun, and so is what stands as a subject.
    fn gerunds(&mut self) {
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
    fn places(&mut self) {
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
    fn money(&mut self) {
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
    fn extraposed(&mut self) {
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

    /// Has `i` one of these words as its preposition?
    fn has_case(&self, i: usize, words: &[&str]) -> bool {
        self.parse
            .children(i)
            .any(|c| self.deprel(c) == Deprel::Case && self.is(c, words))
    }

    fn retag(&mut self, i: usize, upos: Upos, xpos: Xpos, lemma: &str) {
        let start = self.parse.lemmas.len();
        self.parse.lemmas.push_str(lemma);
        let word = &mut self.parse.words[i];
        (word.upos, word.xpos) = (upos, xpos);
        word.lemma = Span::new(start, start + lemma.len());
    }

    /// "shot dead ten men", "set free the hostages": an adjective before an article or a number is none of the noun's.
    fn predicates(&mut self) {
        for i in 1..self.len().saturating_sub(2) {
            let Some(noun) = self.parse.head(i).filter(|&h| h > i + 1) else {
                continue;
            };
            let verb = i - 1;
            if self.deprel(i) == Deprel::Amod
                && self.upos(i) == Upos::Adj
                && matches!(
                    self.xpos(verb),
                    Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Vb | Xpos::Vbn
                )
                && self.parse.head(noun) == Some(verb)
                && self.deprel(noun) == Deprel::Obj
                && matches!(self.deprel(i + 1), Deprel::Det | Deprel::Nummod)
                && self.parse.head(i + 1) == Some(noun)
            {
                self.hang(i, verb, Deprel::Xcomp);
            }
        }
    }

    /// "opened fire on people mourning him": the participle describes the noun behind the preposition, and is no clause that
    /// the preposition marks.
    fn participles(&mut self) {
        const PREPOSITIONS: [&str; 13] = [
            "on", "upon", "against", "at", "by", "from", "into", "over", "near", "between", "among", "toward",
            "towards",
        ];
        for i in 2..self.len() {
            if !matches!(self.xpos(i), Xpos::Vbg | Xpos::Vbn) || !matches!(self.deprel(i), Deprel::Advcl | Deprel::Acl)
            {
                continue;
            }
            let kids = self.kids(i);
            let find = |relations: &[Deprel]| {
                kids.iter()
                    .copied()
                    .find(|&c| c < i && relations.contains(&self.deprel(c)))
            };
            let (Some(mark), Some(noun), Some(head)) = (
                find(&[Deprel::Mark]),
                find(&[Deprel::Nsubj, Deprel::NsubjPass]),
                self.parse.head(i),
            ) else {
                continue;
            };
            let auxiliary = find(&[Deprel::Aux, Deprel::AuxPass]).is_some();
            if mark > noun || auxiliary || !self.is(mark, &PREPOSITIONS) || self.upos(noun) == Upos::Pron {
                continue;
            }
            let verbal = matches!(self.upos(head), Upos::Verb | Upos::Adj | Upos::Aux);
            self.hang(noun, head, if verbal { Deprel::Obl } else { Deprel::Nmod });
            self.hang(mark, noun, Deprel::Case);
            self.hang(i, noun, Deprel::Acl);
        }
    }

    /// "accused Oslo of shooting and killing a man": a participle is coordinated with a participle. "praised the talks,
    /// which went on, and thanked Oslo": what follows a comma does not go on with the aside before it.
    fn coordination(&mut self) {
        for i in 3..self.len() {
            if self.deprel(i) != Deprel::Conj {
                continue;
            }
            let kids = self.kids(i);
            self.hidden_verb(i, &kids);
            let (Some(and), Some(head)) = (
                kids.iter().copied().find(|&c| self.deprel(c) == Deprel::Cc && c < i),
                self.parse.head(i).filter(|&h| h < i),
            ) else {
                continue;
            };
            let finite = |x: Xpos| matches!(x, Xpos::Vbz | Xpos::Vbd | Xpos::Vbp);
            let own = self.has(i, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Aux, Deprel::AuxPass]);
            if self.xpos(i) == Xpos::Vbg && finite(self.xpos(head)) && !own {
                let like = (head + 1..and).rev().find(|&w| {
                    self.xpos(w) == Xpos::Vbg
                        && self.upos(w) == Upos::Verb
                        && matches!(
                            self.deprel(w),
                            Deprel::Advcl | Deprel::Xcomp | Deprel::Ccomp | Deprel::Acl
                        )
                        && self.reaches(w, head)
                });
                if let Some(like) = like {
                    self.hang(i, like, Deprel::Conj);
                }
            } else if self.deprel(head) == Deprel::AclRelcl && finite(self.xpos(i)) && !own && self.is(and - 1, &[","])
            {
                let opened = self.parse.head(head).filter(|&noun| {
                    let (first, _) = self.extent(head);
                    first > noun && self.is(first.min(self.len() - 1), &[","])
                        || first > 0 && first > noun && self.is(first - 1, &[","])
                });
                let mut above = opened;
                while let Some(at) = above {
                    if at < and && self.xpos(at) == self.xpos(i) && self.upos(at) == Upos::Verb {
                        self.hang(i, at, Deprel::Conj);
                        break;
                    }
                    above = self.parse.head(at);
                }
            }
        }
    }

    /// "condemns the attack and calls on Oslo to act": a bare plural behind "and" and before "on" or "for" is what the
    /// subject does next.
    fn hidden_verb(&mut self, i: usize, kids: &[usize]) {
        let bare = self.xpos(i) == Xpos::Nns
            && self.deprel(i - 1) == Deprel::Cc
            && self.parse.head(i - 1) == Some(i)
            && i + 1 < self.len()
            && self.is(i + 1, &["on", "upon", "for"])
            && kids.iter().all(|&c| c > i || c + 1 == i);
        if !bare {
            return;
        }
        let mut above = self.parse.head(i);
        while let Some(at) = above {
            if self.upos(at) == Upos::Verb && self.xpos(at) == Xpos::Vbz && at < i {
                self.hang(i, at, Deprel::Conj);
                let word = &mut self.parse.words[i];
                (word.upos, word.xpos) = (Upos::Verb, Xpos::Vbz);
                for &c in kids.iter().filter(|&&c| c > i) {
                    if self.deprel(c) == Deprel::Nmod {
                        self.hang(c, i, Deprel::Obl);
                    }
                }
                let goal = |&c: &usize| c > i && self.xpos(c) == Xpos::Vb && self.deprel(c) == Deprel::Advcl;
                if let Some(goal) = self.kids(at).into_iter().find(goal) {
                    self.hang(goal, i, Deprel::Xcomp);
                }
                return;
            }
            above = self.parse.head(at).filter(|_| self.upos(at) != Upos::Verb);
        }
    }

    /// "in a National Guard (NG) drone strike": the name before the bracket and the noun behind it are one phrase.
    fn brackets(&mut self) {
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
    fn makers(&mut self) {
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
    fn instruments(&mut self) {
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
    fn titles(&mut self) {
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

    fn root(&self) -> Option<usize> {
        self.parse.words.iter().position(|w| w.head == ROOT)
    }

    /// "The council votes to leave", "A court sentences Ada Holm": the root is a plural noun only for the tagger.
    fn root_verb(&mut self) {
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
        if !plural && past.is_none() && !matches!(self.xpos(doer), Xpos::Nns | Xpos::Nnps) {
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
        match past {
            Some(lemma) => self.retag(root, Upos::Verb, Xpos::Vbd, lemma),
            None if joined || infinitive || phrase => {
                let word = &mut self.parse.words[root];
                word.upos = Upos::Verb;
                word.xpos = if plural { Xpos::Vbz } else { Xpos::Vbp };
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
    fn lost_verb(&mut self) {
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
            let lost = matches!(
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
}
