//! Sentence to [`Parse`]: tags, lemmas, dependency tree, names.

use crate::Span;
use crate::extract::text::Sentence;

mod analyzer;
mod clusters;
pub mod conllu;
#[doc(hidden)] // For our benches.
pub mod feature;
mod input;
mod irregular;
mod kernel;
mod keys;
mod labels;
mod lemma;
mod matrix;
mod memo;
mod mend;
mod model;
#[doc(hidden)] // For our benches.
pub mod name;
mod network;
#[cfg(test)]
mod tests;
#[cfg(feature = "train")]
pub mod train;
mod tree;
mod valid;
mod weights;

pub use analyzer::{Analyzer, Scratch};
pub use labels::{Deprel, Upos, Xpos};

/// The head of a root word.
pub const ROOT: u32 = u32::MAX;

/// What the analyzer found out about one token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Word {
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag.
    pub xpos: Xpos,
    /// Index of its head in the sentence, or [`ROOT`].
    pub head: u32,
    /// Its relation to the head.
    pub deprel: Deprel,
    /// Its lemma, as bytes of [`Parse::lemmas`].
    pub lemma: Span,
}

/// What kind of thing a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum NameKind {
    /// A person.
    Person,
    /// An organisation, party, armed group, medium, court.
    Organization,
    /// A country, city, region or site.
    Location,
    /// A nationality, religious or political adjective or noun.
    Norp,
    /// Events, laws, works, products.
    Misc,
}

/// A named entity: a run of words of one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Name {
    /// Index of its first word.
    pub first: u32,
    /// One past its last word.
    pub end: u32,
    /// What it names.
    pub kind: NameKind,
}

/// A sentence with its analysis. One word per token of the sentence, same order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parse {
    /// One for each token.
    pub words: Vec<Word>,
    /// The names, left to right, never overlapping.
    pub names: Vec<Name>,
    /// All lemmas of the sentence, end to end.
    pub lemmas: String,
}

impl Parse {
    /// The lemma of word `i`.
    pub fn lemma(&self, i: usize) -> &str {
        self.words[i].lemma.of(&self.lemmas)
    }

    /// The head of word `i`, or nothing for the root.
    pub fn head(&self, i: usize) -> Option<usize> {
        let head = self.words[i].head;
        (head != ROOT).then_some(head as usize)
    }

    /// The words that hang on word `i`, left to right.
    pub fn children(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        self.words
            .iter()
            .enumerate()
            .filter(move |(_, w)| w.head == i as u32)
            .map(|(c, _)| c)
    }
}

/// A sentence and its parse, side by side: what later stages read.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The article's text.
    pub text: &'a str,
    /// The tokens.
    pub sentence: &'a Sentence,
    /// Their analysis.
    pub parse: &'a Parse,
}
