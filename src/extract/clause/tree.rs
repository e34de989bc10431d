//! [`Tree`]: a parse with its children at hand, and the small questions that clauses ask of it.

use crate::extract::syntax::{Deprel, Reading, Upos, Xpos};
use std::borrow::Cow;

/// One sentence's dependency tree, with each word's dependents indexed. Built in `O(n)`.
#[derive(Clone, Debug)]
pub struct Tree<'a> {
    /// The sentence and its parse.
    pub reading: Reading<'a>,
    starts: Vec<u32>,
    children: Vec<u32>,
}

impl<'a> Tree<'a> {
    /// Indexes the dependents of each word.
    pub fn new(reading: Reading<'a>) -> Tree<'a> {
        let n = reading.parse.words.len();
        let mut starts = vec![0u32; n + 1];
        for i in 0..n {
            if let Some(h) = reading.parse.head(i) {
                starts[h + 1] += 1;
            }
        }
        for i in 0..n {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut children = vec![0u32; starts[n] as usize];
        for i in 0..n {
            if let Some(h) = reading.parse.head(i) {
                children[next[h] as usize] = i as u32;
                next[h] += 1;
            }
        }
        Tree {
            reading,
            starts,
            children,
        }
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Dependents of `i`, left to right.
    pub fn children(&self, i: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children[self.starts[i] as usize..self.starts[i + 1] as usize]
            .iter()
            .map(|&c| c as usize)
    }

    /// Dependents of `i` in one relation.
    pub fn kids(&self, i: usize, deprel: Deprel) -> impl Iterator<Item = usize> + '_ {
        self.children(i).filter(move |&c| self.deprel(c) == deprel)
    }

    /// The first dependent of `i` in one relation.
    pub fn kid(&self, i: usize, deprel: Deprel) -> Option<usize> {
        self.kids(i, deprel).next()
    }

    /// The head of `i`; nothing for the root.
    pub fn head(&self, i: usize) -> Option<usize> {
        self.reading.parse.head(i)
    }

    /// The relation of `i` to its head.
    pub fn deprel(&self, i: usize) -> Deprel {
        self.reading.parse.words[i].deprel
    }

    /// Universal part of speech of `i`.
    pub fn upos(&self, i: usize) -> Upos {
        self.reading.parse.words[i].upos
    }

    /// Penn tag of `i`.
    pub fn xpos(&self, i: usize) -> Xpos {
        self.reading.parse.words[i].xpos
    }

    /// Lemma of `i`.
    pub fn lemma(&self, i: usize) -> &'a str {
        let parse = self.reading.parse;
        parse.words[i].lemma.of(&parse.lemmas)
    }

    /// `i` as it stands in the text.
    pub fn form(&self, i: usize) -> &'a str {
        self.reading.sentence.tokens[i].span.of(self.reading.text)
    }

    /// `i` as it stands in the text, its letters of ASCII small.
    pub fn small_form(&self, i: usize) -> Cow<'a, str> {
        let mut form = Cow::Borrowed(self.form(i));
        if form.bytes().any(|b| b.is_ascii_uppercase()) {
            form.to_mut().make_ascii_lowercase();
        }
        form
    }

    /// Is `i` this word, whatever its case?
    pub fn is(&self, i: usize, word: &str) -> bool {
        self.form(i).eq_ignore_ascii_case(word)
    }

    /// The preposition of a noun: its case marker; for fixed ones ("according to", "because of") the first word.
    pub fn case(&self, i: usize) -> Option<usize> {
        self.children(i)
            .find(|&c| self.deprel(c) == Deprel::Case && self.upos(c) != Upos::Part && !self.is(c, "'s"))
    }

    /// Is it a verb form, or an auxiliary that stands as a predicate?
    pub fn is_verb(&self, i: usize) -> bool {
        matches!(
            self.xpos(i),
            Xpos::Vb | Xpos::Vbd | Xpos::Vbg | Xpos::Vbn | Xpos::Vbp | Xpos::Vbz
        )
    }

    /// Is it a noun or a name?
    pub fn is_noun(&self, i: usize) -> bool {
        matches!(self.upos(i), Upos::Noun | Upos::Propn)
    }

    /// Is it one of the relative words who, whom, whose, which, that?
    pub fn is_relative(&self, i: usize) -> bool {
        matches!(self.xpos(i), Xpos::Wdt | Xpos::Wp | Xpos::WpPoss)
            || (self.upos(i) == Upos::Pron && self.is(i, "that"))
    }

    /// `i` and the words coordinated with it, left to right: "Germany" gives Germany and France of "Germany and France".
    /// At most 64, so that a broken tree stays cheap.
    pub fn conjuncts(&self, i: usize, out: &mut Vec<usize>) {
        let first = out.len();
        out.push(i);
        let mut at = first;
        while at < out.len() && out.len() - first < 64 {
            let word = out[at];
            out.extend(self.kids(word, Deprel::Conj).filter(|&c| !self.is_excluded(c)));
            at += 1;
        }
        // "not Peru but Chile"
        if out.len() > first + 1 && self.is_excluded(i) {
            out.remove(first);
        }
    }

    /// Is it the one who does not, of two: Peru, of "Chile but not Peru", "all but Peru"?
    fn is_excluded(&self, i: usize) -> bool {
        let all = |h: usize| {
            ["all", "everyone", "everybody", "nobody", "none", "any", "anyone"]
                .iter()
                .any(|w| self.is(h, w))
        };
        let but = |c: usize| self.is(c, "but");
        if self.deprel(i) == Deprel::Conj && self.kids(i, Deprel::Cc).any(but) && self.head(i).is_some_and(all) {
            return true;
        }
        let not = |&c: &usize| {
            c < i
                && self.deprel(c) == Deprel::Advmod
                && self.is(c, "not")
                && !["only", "just", "merely", "simply"].iter().any(|w| self.is(c + 1, w))
        };
        matches!(self.upos(i), Upos::Noun | Upos::Propn | Upos::Pron)
            && self.kid(i, Deprel::Cop).is_none()
            && self.children(i).any(|c| not(&c))
    }

    /// Does `above` govern `i`, directly or not, or are they the same?
    pub fn dominates(&self, above: usize, i: usize) -> bool {
        let mut at = Some(i);
        let mut steps = 0;
        while let Some(word) = at {
            if word == above {
                return true;
            }
            at = self.head(word);
            steps += 1;
            if steps > self.len() {
                return false;
            }
        }
        false
    }

    /// First and last word (inclusive) of everything that hangs on `i`.
    pub fn extent(&self, i: usize) -> (usize, usize) {
        let (mut low, mut high) = (i, i);
        let mut stack = vec![i];
        while let Some(word) = stack.pop() {
            low = low.min(word);
            high = high.max(word);
            stack.extend(self.children(word));
        }
        (low, high)
    }
}
