//! Parse to [`Proposition`]s: who does what to whom, whatever the construction.
//!
//! Passives, relative and participial clauses, coordination, control, light verbs and nominalisations are
//! understood here once, for typed relations and open facts alike. A later stage asks only for the deep subject,
//! the deep object and the obliques of a predicate, for whether it holds, and for who says so.

mod acts;
mod build;
mod mistagged;
mod noun;
mod scope;
mod speech;
mod stance;
mod stray;
mod subject;
mod tree;
mod verb;

pub use build::Clauses;
pub use speech::{Quotation, Speaker, quotations};
pub use stance::{Effect, Stance};
pub use tree::Tree;

/// What kind of word states the proposition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// "Hungary opposes the plan"
    Verb,
    /// "opposition from Hungary to the plan"
    Noun,
    /// "Hungary is critical of the plan"
    Adjective,
}

/// How the text means it. The extractor's own names for polarity and modality stand in `relation`; these are the
/// bare facts of the clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Status {
    /// "did not", "refused to", "no support"
    pub negated: bool,
    /// "ended its support": no more, where it is a tie; an attack that ends was one.
    pub ended: bool,
    /// How real it is.
    pub reality: Reality,
}

/// How real a clause says its content is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Reality {
    /// It is so.
    #[default]
    Actual,
    /// It is meant to be so.
    Planned,
    /// It is asked for.
    Asked,
    /// It may be so.
    Possible,
}

/// One predicate with its arguments, all as word indices of one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposition {
    /// The verb, noun or adjective.
    pub predicate: usize,
    /// Which of these it is.
    pub class: Class,
    /// Is a verb in the passive, with or without "be"?
    pub passive: bool,
    /// Who does it (deep subject), coordinated ones apart.
    pub subjects: Vec<usize>,
    /// To whom it is done (deep object).
    pub objects: Vec<usize>,
    /// To whom something is given.
    pub recipients: Vec<usize>,
    /// Prepositional arguments: preposition and noun, coordinated ones apart.
    pub obliques: Vec<(usize, usize)>,
    /// Possessor, for nouns: "Hungary" of "Hungary's opposition".
    pub possessors: Vec<usize>,
    /// Adjectives and names before a noun: "Hungarian", "US" of "US support".
    pub modifiers: Vec<usize>,
    /// Subordinate clauses that complete it: their marker ("to", "that", "of"), if any, and their predicate.
    pub complements: Vec<(Option<usize>, usize)>,
    /// The light verb that carries a noun: "voiced" of "voiced support".
    pub carrier: Option<usize>,
    /// Polarity and modality by scope.
    pub status: Status,
}

impl Proposition {
    fn new(predicate: usize, class: Class) -> Proposition {
        Proposition {
            predicate,
            class,
            passive: false,
            subjects: Vec::new(),
            objects: Vec::new(),
            recipients: Vec::new(),
            obliques: Vec::new(),
            possessors: Vec::new(),
            modifiers: Vec::new(),
            complements: Vec::new(),
            carrier: None,
            status: Status::default(),
        }
    }
}
