//! Trees that cannot be, put right: two subjects of one verb, a sentence whose verb hangs on its subject.
//!
//! News has constructions that treebanks seldom show: titles without an article, abbreviations in brackets inside a name,
//! present-tense verbs that are also plural nouns. A parser makes typical mistakes there, and most break a rule of grammar
//! that is easy to see. Every rule here looks for such a break and moves a few words; the result is a tree again.

mod aside;
mod behind;
mod below;
mod beside;
mod clause;
mod many;
mod phrase;
mod root;

use super::{Deprel, Parse, ROOT, Upos, Xpos, irregular};
use crate::Span;
use crate::extract::text::Sentence;

/// Mends the tree of one sentence. `O(n)` but for the sentences that need it.
pub(super) fn mend(parse: &mut Parse, text: &str, sentence: &Sentence) {
    let mut mender = Mender {
        parse,
        text,
        sentence,
        moved: false,
    };
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
    mender.undergone_by_nobody();
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
    if mender.moved {
        mender.cut_circles();
    }
}

struct Mender<'a> {
    parse: &'a mut Parse,
    text: &'a str,
    sentence: &'a Sentence,
    /// Has a word been hung elsewhere?
    moved: bool,
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

    /// Hangs word `i` on `head`; [`Self::cut_circles`] sees to it that what comes out is a tree.
    fn hang(&mut self, i: usize, head: usize, deprel: Deprel) {
        self.moved = true;
        self.parse.words[i].head = head as u32;
        self.parse.words[i].deprel = deprel;
    }

    /// Words that hang on each other in a circle, after all rules: the first of them goes to the root. `O(n)`.
    fn cut_circles(&mut self) {
        const NEW: u32 = u32::MAX;
        let root = self.root();
        let mut seen = vec![NEW; self.len()];
        for start in 0..self.len() {
            let mut at = start;
            while seen[at] == NEW {
                seen[at] = start as u32;
                match self.parse.head(at) {
                    Some(head) => at = head,
                    None => break,
                }
            }
            // Met again on the way up from `start`, and not by coming to the root.
            if seen[at] == start as u32 && self.parse.head(at).is_some() {
                match root {
                    Some(root) if root != at => self.hang(at, root, Deprel::Parataxis),
                    _ => (self.parse.words[at].head, self.parse.words[at].deprel) = (ROOT, Deprel::Root),
                }
            }
        }
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
        // "Police shot him": of the present only in what the tagger took it for.
        let xpos = irregular::tense(self.form(i), xpos);
        let lemma = irregular::lemma(self.form(i), xpos).unwrap_or(lemma);
        let start = self.parse.lemmas.len();
        self.parse.lemmas.push_str(lemma);
        let word = &mut self.parse.words[i];
        (word.upos, word.xpos) = (upos, xpos);
        word.lemma = Span::new(start, start + lemma.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Article;
    use crate::extract::Extractor;

    #[test]
    fn circles_are_cut() {
        let article = Article::new("a", "Peru met Chile in Lima on Monday.");
        let found = Extractor::english().extract(&article);
        let (mut parse, sentence) = (found.parses[0].clone(), &found.sentences[0]);
        let mut mender = Mender {
            parse: &mut parse,
            text: &article.text,
            sentence,
            moved: false,
        };
        let root = mender.root();
        mender.hang(2, 4, Deprel::Nmod);
        mender.hang(4, 2, Deprel::Nmod);
        assert!(mender.moved);
        mender.cut_circles();
        assert!((0..mender.len()).all(|i| mender.reaches(i, root.unwrap())), "one tree");
        let mut rootless = mender;
        rootless.hang(root.unwrap(), 4, Deprel::Obj);
        rootless.cut_circles();
        let new = rootless.root().expect("a root again");
        assert!((0..rootless.len()).all(|i| rootless.reaches(i, new)), "one tree");
    }
}
