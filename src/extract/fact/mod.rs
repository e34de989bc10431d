//! Clauses to [`Fact`]s: every subject, relation and object that the syntax supports, typed or not.
//!
//! A clause gives one fact for each of its arguments (Del Corro and Gemulla 2013): its object, then each prepositional
//! phrase, with the object moved into the relation. Coordinations are taken apart, relative and participial clauses get
//! the noun that they modify as their subject, and infinitives the one who controls them. Only words of the sentence are
//! used, in the form that they have there.

mod clause;
mod group;
mod links;
mod phrase;
mod reader;
mod record;

pub use record::FactRecord;

pub use crate::extract::clause::{Reality, Status};

use crate::extract::clause::Clauses;

/// How much of the sentence a fact takes along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Granularity {
    /// Heads, names and what they cannot do without: no adjectives, adverbs and articles.
    Minimal,
    /// The short phrase: a noun with what stands before it.
    #[default]
    Standard,
    /// The whole phrase, with all that hangs on it.
    Full,
}

impl Granularity {
    /// All of them.
    pub const ALL: [Granularity; 3] = [Granularity::Minimal, Granularity::Standard, Granularity::Full];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Granularity::Minimal => "minimal",
            Granularity::Standard => "standard",
            Granularity::Full => "full",
        }
    }
}

/// One open fact: three runs of words, as indices of the sentence, each in reading order.
///
/// The words of a relation need not stand side by side: in "the laser cuts a portion of the tissue", of "tissue" it is "cuts
/// a portion of".
///
/// ```
/// use newsgraph::extract::{Extractor, fact::Granularity};
/// let text = "The minister handed the keys to the mayor.";
/// let (sentences, facts) = Extractor::english().facts(text, Granularity::Standard);
/// let show = |words: &[usize]| words.iter().map(|&w| sentences[0].tokens[w].span.of(text)).collect::<Vec<_>>().join(" ");
/// let shown: Vec<String> = facts[0].iter().map(|f| format!("{} | {}", show(&f.relation), show(&f.object))).collect();
/// assert_eq!(shown, ["handed | the keys", "handed the keys to | the mayor"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fact {
    /// Who or what it is about.
    pub subject: Vec<usize>,
    /// What is said of it.
    pub relation: Vec<usize>,
    /// What it is related to.
    pub object: Vec<usize>,
    /// The verb, or the noun or adjective after "be", that states it.
    pub predicate: usize,
    /// Is it denied, planned, asked for, possible?
    pub status: Status,
}

/// The open facts of a sentence, in the order of their predicates; none twice. At most 200: a list of a hundred subjects
/// and a hundred objects stays cheap.
pub(crate) fn facts(clauses: &Clauses, granularity: Granularity) -> Vec<Fact> {
    reader::Reader::new(clauses, granularity).read()
}
