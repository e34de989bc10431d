//! [`Tally`]: how many documents give each name, kind or item of an actor.

use std::cmp::Ordering;

/// For each value, in order: how many documents give it, with how many mentions.
#[derive(Clone, Debug)]
pub(super) struct Tally<T>(Vec<(T, Count)>);

/// How many documents, with how many mentions.
pub(super) type Count = (u32, u64);

/// Into the counts, or out of them.
#[derive(Clone, Copy)]
pub(super) enum Tallying {
    In,
    Out,
}

impl<T: Ord + Clone> Tally<T> {
    /// The sums of both; true if no value is new.
    pub fn add(&mut self, other: &Tally<T>) -> bool {
        let n = self.0.len();
        for (value, (n, mentions)) in &other.0 {
            match self.0.binary_search_by(|(known, _)| known.cmp(value)) {
                Ok(i) => {
                    let (documents, total) = &mut self.0[i].1;
                    *documents += n;
                    *total += mentions;
                }
                Err(i) => self.0.insert(i, (value.clone(), (*n, *mentions))),
            }
        }
        self.0.len() == n
    }

    /// Is there at most one value, so that it matters not how many documents give it?
    pub fn is_plain(&self) -> bool {
        self.0.len() < 2
    }

    pub fn count<V: Into<T>>(&mut self, value: V, count: Count, way: Tallying)
    where
        T: PartialOrd<V>,
    {
        let order = |known: &T| known.partial_cmp(&value).unwrap_or(Ordering::Equal);
        let found = self.0.binary_search_by(|(known, _)| order(known));
        match (way, found) {
            (Tallying::In, Ok(i)) => {
                let (documents, total) = &mut self.0[i].1;
                *documents += count.0;
                *total += count.1;
            }
            (Tallying::In, Err(i)) => {
                // Most have one.
                self.0.reserve_exact(1);
                self.0.insert(i, (value.into(), count));
            }
            (Tallying::Out, Ok(i)) => {
                let (documents, total) = &mut self.0[i].1;
                *documents -= count.0;
                *total -= count.1;
                if *documents == 0 {
                    self.0.remove(i);
                }
            }
            (Tallying::Out, Err(_)) => {}
        }
    }

    /// All of them, in order.
    pub fn counts(&self) -> impl DoubleEndedIterator<Item = &(T, Count)> {
        self.0.iter()
    }

    /// The value that most documents give, then the one with most mentions, then the first in order.
    pub fn most(&self) -> Option<&T> {
        first_of_most(self.0.iter())
    }
}

impl<T> Default for Tally<T> {
    fn default() -> Tally<T> {
        Tally(Vec::new())
    }
}

/// The value of most documents, then of most mentions, then the first.
pub(super) fn first_of_most<'a, T: 'a>(counts: impl DoubleEndedIterator<Item = &'a (T, Count)>) -> Option<&'a T> {
    // `rev`, because `max_by_key` takes the last of equals and we want the first in order.
    counts.rev().max_by_key(|(_, count)| *count).map(|(value, _)| value)
}
