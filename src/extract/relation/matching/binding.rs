//! [`Binding`]: what of a frame is bound to words while its elements are followed.

use crate::extract::clause::Tree;
use crate::extract::relation::frame::End;
use crate::extract::relation::vocabulary::Kinds;
use crate::extract::syntax::Upos;

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

    /// Does a slot have that word?
    fn holds(&self, word: usize) -> bool {
        let has = |slot: &Option<(Vec<usize>, Kinds)>| slot.as_ref().is_some_and(|(words, _)| words.contains(&word));
        has(&self.source) || has(&self.target)
    }

    /// Takes one of `objects` as a word of the frame. One word fills one place: a slot gives it up when it has others, and else
    /// it cannot be taken, unless the parser hung the slot's name on it, as in "granted Eva Lund asylum".
    pub(super) fn claim(&self, tree: &Tree, objects: &[usize]) -> Option<(usize, Binding)> {
        let free = |&&o: &&usize| !self.words.contains(&o);
        let mut all = objects.iter().filter(free);
        // Of two objects the first is the one who is given: "offered the teachers a raise".
        let &o = all.clone().find(|&&o| !self.holds(o)).or_else(|| all.next_back())?;
        let named = || tree.children(o).any(|c| c < o && tree.upos(c) == Upos::Propn);
        let mut claimed = self.clone().with(o);
        for (words, _) in [&mut claimed.source, &mut claimed.target].into_iter().flatten() {
            if words.len() > 1 {
                words.retain(|&w| w != o);
            } else if words.contains(&o) && !named() {
                return None;
            }
        }
        Some((o, claimed))
    }
}
