//! Noun phrases: how much of what hangs on a noun goes with it.

use super::Granularity;
use super::reader::Reader;
use crate::extract::syntax::{Deprel, Upos, Xpos};

/// How deep the phrases of a subject are followed.
const MAX_DEPTH: u8 = 4;

impl Reader<'_> {
    /// A noun as an object or after a preposition.
    pub(super) fn object(&self, n: usize) -> Vec<usize> {
        match self.granularity {
            Granularity::Minimal => self.short(n),
            Granularity::Standard => self.with_of(n),
            Granularity::Full => self.whole(n, None),
        }
    }

    /// A noun as a subject: its prepositional phrases belong to it, for they say which one is meant.
    ///
    /// A clause that modifies it is no part of it where `v` stands in that clause.
    pub(super) fn subject(&self, n: usize, v: usize) -> Vec<usize> {
        match self.granularity {
            Granularity::Minimal => self.short(n),
            Granularity::Standard => {
                let mut words = Vec::new();
                self.close_words(n, 0, &mut words);
                self.finish(words)
            }
            Granularity::Full => self.whole(n, Some(v)),
        }
    }

    /// A noun with what stands before it, and the whole of a name.
    pub(super) fn short(&self, n: usize) -> Vec<usize> {
        let names = |c| self.is_phrase(c) && self.in_one_name(n, c);
        self.noun_words(n, &|c| self.is_before(n, c) || names(c))
    }

    /// The same with its "of": "a portion of the crop".
    pub(super) fn with_of(&self, n: usize) -> Vec<usize> {
        let mut words = self.short(n);
        if self.granularity != Granularity::Minimal {
            for c in self.phrases(n).into_iter().filter(|&c| self.is_of(c)) {
                words.extend(self.case_words(c));
                words.extend(self.short(c));
            }
            words.sort_unstable();
            words.dedup();
        }
        words
    }

    /// All that hangs on it, but for a clause in which a word stands.
    fn whole(&self, n: usize, without: Option<usize>) -> Vec<usize> {
        let is_link = |c| matches!(self.tree().deprel(c), Deprel::Case | Deprel::Mark) && c < n;
        let holds = |c| without.is_some_and(|v| self.tree().dominates(c, v));
        let is_joined = |c| self.is_coordination(c) && !self.joins_name(n, c);
        self.noun_words(n, &|c| !is_joined(c) && !is_link(c) && !holds(c))
    }

    /// A noun with its phrases, and theirs; what is coordinated with the inner ones stays.
    fn close_words(&self, n: usize, depth: u8, words: &mut Vec<usize>) {
        let tree = self.tree();
        words.push(n);
        for c in tree.children(n) {
            let is_inner = depth > 0 && (self.is_coordination(c) || tree.deprel(c) == Deprel::Case);
            if self.is_before(n, c) || (is_inner && tree.deprel(c) != Deprel::Conj) {
                self.add_kept(n, c, words);
            } else if depth < MAX_DEPTH && (is_inner || (self.is_phrase(c) && self.is_close(n, c))) {
                self.close_words(c, depth + 1, words);
            } else if self.is_gerund(c) && self.is_close(n, c) {
                self.all_of(c, words);
            }
        }
    }

    /// `n` and all that hangs on those of its children that are kept.
    fn noun_words(&self, n: usize, keep: &dyn Fn(usize) -> bool) -> Vec<usize> {
        let mut words = vec![n];
        for c in self.tree().children(n).filter(|&c| keep(c)) {
            self.add_kept(n, c, &mut words);
        }
        self.finish(words)
    }

    /// Adds what hangs on a child; of "21 May 2020 (a Thursday)" only "May 2020".
    fn add_kept(&self, n: usize, c: usize, words: &mut Vec<usize>) {
        let follows = matches!(self.tree().deprel(c), Deprel::NmodUnmarked | Deprel::Appos) && c > n;
        if follows && self.granularity != Granularity::Full {
            words.extend(self.short(c));
        } else {
            self.all_of(c, words);
        }
    }

    /// A whole clause, without some of its words.
    pub(super) fn clause_words(&self, c: usize, without: &[usize]) -> Vec<usize> {
        let mut words = Vec::new();
        self.all_of(c, &mut words);
        words.retain(|w| !without.contains(w));
        words.sort_unstable();
        self.trim(&mut words);
        words
    }

    /// Everything that hangs on `i`, `i` included.
    pub(super) fn all_of(&self, i: usize, words: &mut Vec<usize>) {
        let mut stack = vec![i];
        while let Some(word) = stack.pop() {
            words.push(word);
            stack.extend(self.tree().children(word));
        }
    }

    /// Reading order; the hyphen of "soft-drink" comes along, wherever it hangs.
    fn finish(&self, mut words: Vec<usize>) -> Vec<usize> {
        words.sort_unstable();
        words.dedup();
        let is_hyphen = |i: usize| matches!(self.tree().form(i), "-" | "–" | "/");
        let hyphens: Vec<usize> = words
            .windows(2)
            .filter(|pair| pair[0] + 2 == pair[1] && is_hyphen(pair[0] + 1))
            .map(|pair| pair[0] + 1)
            .collect();
        words.extend(hyphens);
        words.sort_unstable();
        self.trim(&mut words);
        words
    }

    /// Takes signs and "and" off both ends, and quotation marks everywhere.
    fn trim(&self, words: &mut Vec<usize>) {
        let tree = self.tree();
        words.retain(|&w| !matches!(tree.xpos(w), Xpos::OpenQuote | Xpos::CloseQuote));
        let is_loose = |&w: &usize| {
            let sign = tree.upos(w) == Upos::Punct && tree.xpos(w) != Xpos::Dollar;
            sign || tree.upos(w) == Upos::Cconj
        };
        while words.last().is_some_and(is_loose) {
            words.pop();
        }
        let n_loose = words.iter().take_while(|w| is_loose(w)).count();
        words.drain(..n_loose);
    }

    /// What stands before a noun and narrows it: "the", "two", "wealthy", "Berlin's", "steel" of "steel mill".
    fn is_before(&self, n: usize, c: usize) -> bool {
        let tree = self.tree();
        let minimal = self.granularity == Granularity::Minimal;
        match tree.deprel(c) {
            // "21 September"; not "Paris, Texas"
            Deprel::NmodUnmarked => c < n || self.is_unbroken(n, c),
            // "is two years old"
            Deprel::OblUnmarked => self.is_measure(n, c),
            Deprel::Compound | Deprel::Nummod | Deprel::NmodPoss => true,
            Deprel::Flat | Deprel::Fixed | Deprel::Goeswith => true,
            Deprel::Det | Deprel::DetPredet | Deprel::Amod | Deprel::NmodDesc => !minimal,
            Deprel::Advmod => !minimal && (self.last_link(n)..n).contains(&c) && !self.negates(n, c),
            // "opposition leader Ruiz"
            Deprel::Appos => c > n && tree.upos(c) == Upos::Propn && self.is_unbroken(n, c),
            Deprel::Conj => self.joins_name(n, c),
            _ => false,
        }
    }

    /// "two years" of "is two years old"
    pub(super) fn is_measure(&self, n: usize, c: usize) -> bool {
        self.is_copular(n) && self.tree().deprel(c) == Deprel::OblUnmarked && (self.last_link(n)..n).contains(&c)
    }

    /// Is there no sign between?
    fn is_unbroken(&self, n: usize, c: usize) -> bool {
        (n..c).all(|w| self.tree().upos(w) != Upos::Punct)
    }

    /// "Marks and Spencer", "Hart & Lowe": one name.
    pub(super) fn joins_name(&self, n: usize, c: usize) -> bool {
        let mut links = self.tree().kids(c, Deprel::Cc);
        links.any(|k| self.in_one_name(n, c) || self.tree().is(k, "&"))
    }

    /// A prepositional phrase or an unmarked one.
    fn is_phrase(&self, c: usize) -> bool {
        matches!(self.tree().deprel(c), Deprel::Nmod | Deprel::NmodUnmarked)
    }

    /// "of learning" of "the ease of learning"
    fn is_gerund(&self, c: usize) -> bool {
        let marker = self.clauses.marker(c);
        self.tree().deprel(c) == Deprel::Acl && marker.is_some_and(|m| !self.tree().is(m, "to"))
    }

    /// Does it follow its noun, with no comma between?
    fn is_close(&self, n: usize, c: usize) -> bool {
        let tree = self.tree();
        let first = tree.extent(c).0;
        c > n && first > 0 && !tree.is(first, ",") && !tree.is(first - 1, ",")
    }

    pub(super) fn is_coordination(&self, c: usize) -> bool {
        matches!(self.tree().deprel(c), Deprel::Conj | Deprel::Cc | Deprel::CcPreconj)
    }

    /// Do both stand in one name: "University" and "Texas" of "University of Texas"?
    pub(super) fn in_one_name(&self, n: usize, c: usize) -> bool {
        let names = &self.tree().reading.parse.names;
        let within = |w: usize| {
            let w = w as u32;
            names.iter().position(|name| (name.first..name.end).contains(&w))
        };
        within(n).is_some() && within(n) == within(c)
    }
}
