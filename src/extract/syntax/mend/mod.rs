//! Trees that cannot be, put right: two subjects of one verb, a sentence whose verb hangs on its subject.
//!
//! News has constructions that treebanks seldom show: titles without an article, abbreviations in brackets inside a name,
//! present-tense verbs that are also plural nouns. A parser makes typical mistakes there, and most break a rule of grammar
//! that is easy to see. Every rule here looks for such a break and moves a few words; the result is a tree again.

mod aside;
mod below;
mod clause;
mod many;
mod phrase;
mod root;

use super::{Deprel, Parse, Upos, Xpos};
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
    mender.second_clause();
    mender.told_subject();
    mender.described_subject();
    mender.courts();
    mender.told_content();
    mender.claimed_content();
    mender.quoted_conjunct();
    mender.leading();
    mender.brackets();
    mender.shared_head();
    mender.first_of_two();
    mender.makers();
    mender.instruments();
    mender.titles();
    mender.cased_titles();
    mender.root_verb();
    mender.noun_with_subject();
    mender.lost_verb();
    mender.gathered();
    mender.exchange();
    mender.past_root();
    mender.after_aside();
    mender.embedded_gap();
    mender.denied_whole();
    mender.denied_claim();
    mender.clause_for_phrase();
    mender.entries();
    mender.bare_names();
    mender.called();
    mender.gerund_behind();
    mender.outside();
    mender.generals();
    mender.about();
    mender.second_words();
    mender.people();
    mender.accused_of();
    mender.told_deeds();
    mender.done_how();
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
}
