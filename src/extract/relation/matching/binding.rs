//! [`Binding`]: what of a frame is bound to words while its elements are followed.

use crate::extract::relation::frame::End;
use crate::extract::relation::vocabulary::Kinds;

/// Ends, words and what is used up so far.
#[derive(Clone)]
pub(super) struct Binding {
    pub(super) source: Option<(Vec<usize>, Kinds)>,
    pub(super) target: Option<(Vec<usize>, Kinds)>,
    pub(super) inner: Option<(usize, Option<i8>)>,
    pub(super) words: Vec<usize>,
    /// Nouns of the frame whose own prepositions may carry the rest.
    pub(super) anchors: Vec<usize>,
    /// Prepositional arguments already used.
    pub(super) used: Vec<usize>,
}

impl Binding {
    pub(super) fn bind(mut self, end: End, kinds: Kinds, words: Vec<usize>) -> Binding {
        self.used.extend(&words);
        match end {
            End::Source => self.source = Some((words, kinds)),
            End::Target => self.target = Some((words, kinds)),
        }
        self
    }

    pub(super) fn with(mut self, word: usize) -> Binding {
        self.words.push(word);
        self
    }
}
