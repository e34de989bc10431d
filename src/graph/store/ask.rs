//! [`Ask`]: how much of a network a question needs.

use crate::graph::{Filter, Pattern};

/// What a question is about, so that a store reads no more of a network than the answer needs. Whoever asks then asks the part
/// that it got as if it were the whole, and gets the same answer.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Ask<'a> {
    /// All of it.
    All,
    /// The edges that a filter may keep.
    Filter(&'a Filter),
    /// The chains of a pattern, among the edges that a filter may keep.
    Pattern(&'a Pattern, &'a Filter),
    /// The first answers of a pattern: what so many of the edges that come first among its answers hold, and more where it is of several hops.
    /// With fewer edges than that these are all.
    First(&'a Pattern, usize),
    /// All about an actor, by any name.
    Actor(&'a str),
    /// What is between an actor and another, or everybody, among the edges that a filter may keep.
    Between(&'a str, Option<&'a str>, &'a Filter),
    /// The edges whose ids start like this.
    Edge(&'a str),
    /// The shortest ways between two actors over edges that a filter keeps.
    Path {
        /// One end, by any name.
        from: &'a str,
        /// The other.
        to: &'a str,
        /// At most so many steps.
        longest: usize,
        /// Only over edges for or against somebody.
        signed: bool,
        /// Which edges count.
        filter: &'a Filter,
    },
}

impl<'a> Ask<'a> {
    /// What a filter may keep; all of it where it keeps all.
    pub fn of(filter: &'a Filter) -> Ask<'a> {
        match filter.is_empty() {
            true => Ask::All,
            false => Ask::Filter(filter),
        }
    }
}
