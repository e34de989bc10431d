//! [`Page`]: an article as this stage reads it, with the small questions about phrases that it asks of a tree.

use super::marks::{At, Marked, level};
use super::saying::Saying;
use crate::Span;
use crate::extract::actor::{ActorIndex, Cast};
use crate::extract::clause::{Clauses, Tree};
use crate::extract::syntax::{Deprel, Upos, Xpos};
use crate::extract::text::Sentence;

/// First and last word of a phrase, both in it.
pub(super) type Words = (usize, usize);

pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    pub(super) sentences: &'a [Sentence],
    pub(super) clauses: &'a [Clauses<'a>],
    pub(super) cast: &'a Cast,
    pub(super) saying: &'a Saying,
    pub(super) marks: &'a [Marked],
}

impl<'a> Page<'a> {
    pub(super) fn tree(&self, s: usize) -> &Tree<'a> {
        &self.clauses[s].tree
    }

    /// Words of a sentence as bytes of the article.
    pub(super) fn span(&self, s: usize, words: Words) -> Span {
        let tokens = &self.sentences[s].tokens;
        tokens[words.0].span.join(tokens[words.1].span)
    }

    /// Where a word begins, in bytes.
    pub(super) fn start(&self, at: At) -> u32 {
        self.sentences[at.sentence].tokens[at.word].span.start
    }

    /// The innermost quotation around a word.
    pub(super) fn level(&self, s: usize, word: usize) -> Option<usize> {
        if self.marks.is_empty() {
            return None;
        }
        level(self.marks, self.start(At { sentence: s, word }))
    }

    /// The noun phrase of `word` with its appositions and coordinated nouns, without preposition, possessive ending and
    /// relative clauses; never over `not`, the verb it is the subject of.
    pub(super) fn phrase(&self, s: usize, word: usize, not: usize) -> Words {
        let tree = self.tree(s);
        let (mut low, mut high) = (word, word);
        let mut stack = vec![word];
        while let Some(at) = stack.pop() {
            low = low.min(at);
            high = high.max(at);
            for c in tree.children(at) {
                let inside = match tree.deprel(c) {
                    Deprel::AclRelcl
                    | Deprel::Parataxis
                    | Deprel::Punct
                    | Deprel::Ccomp
                    | Deprel::Advcl
                    | Deprel::Nsubj
                    | Deprel::Cop
                    | Deprel::Mark
                    | Deprel::Aux
                    | Deprel::Obl
                    | Deprel::Discourse
                    | Deprel::Dep => false,
                    Deprel::Acl => tree.xpos(c) == Xpos::Vbn && at == word && !tree.dominates(c, not),
                    Deprel::Case => at != word,
                    Deprel::Advmod => c < at,
                    _ => !tree.dominates(c, not),
                };
                if inside {
                    stack.push(c);
                }
            }
        }
        // A parser's slip must not reach over the verb.
        if not > word {
            high = high.min(not - 1);
        } else if not < word {
            low = low.max(not + 1);
        }
        let (low, mut high) = self.trim(s, (low, high)).unwrap_or((word, word));
        if high > word && matches!(tree.form(high), "'s" | "’s" | "'" | "’") {
            high -= 1;
        }
        (low, high)
    }

    /// Does a comma stand before word `i`, or one inside the quotation that ends there?
    pub(super) fn after_comma(&self, s: usize, i: usize) -> bool {
        let tree = self.tree(s);
        i > 0 && (tree.is(i - 1, ",") || (i > 1 && tree.is(i - 2, ",") && self.level(s, i - 2) != self.level(s, i)))
    }

    /// Without the commas, colons, dashes, full stops and conjunctions at its edges; nothing when no more is left.
    pub(super) fn trim(&self, s: usize, words: Words) -> Option<Words> {
        let tree = self.tree(s);
        let (mut low, mut high) = words;
        let loose = |i: usize| matches!(tree.form(i), "," | ":" | ";" | "—" | "–" | "-" | "--" | "." | "…");
        while low <= high && (loose(low) || tree.deprel(low) == Deprel::Cc) {
            low += 1;
        }
        while high > low && (loose(high) || tree.deprel(high) == Deprel::Cc) {
            high -= 1;
        }
        (low <= high && !loose(low)).then_some((low, high))
    }

    /// The runs of words that hang on `head` but not on any of `without`, left to right, trimmed.
    pub(super) fn rest(&self, s: usize, head: usize, without: &[usize]) -> Vec<Words> {
        let tree = self.tree(s);
        let (low, high) = tree.extent(head);
        let mut inside = vec![false; high + 1 - low];
        let mut stack = vec![head];
        while let Some(at) = stack.pop() {
            if without.contains(&at) {
                continue;
            }
            inside[at - low] = true;
            stack.extend(tree.children(at));
        }
        let mut runs = Vec::new();
        let mut open = None;
        for i in low..=high + 1 {
            match (i <= high && inside[i - low], open) {
                (true, None) => open = Some(i),
                (false, Some(first)) => {
                    runs.extend(self.trim(s, (first, i - 1)));
                    open = None;
                }
                _ => {}
            }
        }
        // A single small word that the parser left on the other side is none.
        if runs.len() > 1 {
            runs.retain(|r| r.1 > r.0 || tree.is_noun(r.0));
        }
        runs
    }

    /// Marker of a clause: "to", "that", "as".
    pub(super) fn marker(&self, s: usize, verb: usize) -> Option<usize> {
        let tree = self.tree(s);
        tree.children(verb)
            .find(|&c| c < verb && matches!(tree.deprel(c), Deprel::Mark | Deprel::Case))
    }

    /// Has a clause a marker of that form?
    pub(super) fn marked(&self, s: usize, verb: usize, word: &str) -> bool {
        self.marker(s, verb).is_some_and(|m| self.tree(s).is(m, word))
    }

    /// Its subject, when it stands with the verb itself.
    pub(super) fn own_subject(&self, s: usize, verb: usize) -> Option<usize> {
        let tree = self.tree(s);
        tree.children(verb)
            .find(|&c| matches!(tree.deprel(c), Deprel::Nsubj | Deprel::NsubjPass))
    }

    /// The verb with the auxiliaries, negations and particles beside it.
    pub(super) fn cue(&self, s: usize, verb: usize) -> Words {
        let tree = self.tree(s);
        let mut low = verb;
        let helps = |c: usize| {
            matches!(tree.deprel(c), Deprel::Aux | Deprel::AuxPass)
                || matches!(tree.form(c), "not" | "n't" | "n’t" | "never")
        };
        while low > 0
            && tree.head(low - 1) == Some(verb)
            && (helps(low - 1) || (low > 1 && tree.xpos(low - 1) == Xpos::Rb && helps(low - 2)))
        {
            low -= 1;
        }
        let mut high = verb;
        if high + 1 < tree.len() && tree.deprel(high + 1) == Deprel::CompoundPrt {
            high += 1;
        }
        (low, high)
    }

    /// Who is meant by the noun phrase of `word`.
    pub(super) fn actor(&self, s: usize, word: usize) -> Option<ActorIndex> {
        let tree = self.tree(s);
        let at = |w: usize| self.cast.mention_at(s, w).and_then(|m| self.cast.mention(m).actor);
        at(word).or_else(|| {
            // "Foreign Secretary" with the name as apposition or the other way round.
            tree.children(word)
                .filter(|&c| {
                    matches!(
                        tree.deprel(c),
                        Deprel::Flat | Deprel::Appos | Deprel::Compound | Deprel::NmodDesc
                    )
                })
                .filter(|&c| tree.upos(c) == Upos::Propn)
                .find_map(at)
        })
    }
}
