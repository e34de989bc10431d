//! [`Filter`]: the filter words of the command line, as a struct.

use crate::extract::actor::Kind;
use crate::extract::relation::{Confidence, Modality, Polarity};

/// What to keep of a network. Empty means all; every field that is set must hold; of a list, any one.
///
/// Names are taken in any form that [`Names`](super::Names) knows. Fields come in three groups, looked at in this order:
///
/// 1. those of evidence: each place that states an edge is looked at by itself, and an edge is kept with the evidence that
///    passes;
/// 2. those of edges: what is left of an edge passes or does not;
/// 3. those of the whole: [`near`](Filter::near), then [`top`](Filter::top), of the edges that are left.
///
/// Two filters one after the other are the same as both at once, in any order, but for those that look at more than one
/// evidence: [`min_sources`](Filter::min_sources), [`as_of`](Filter::as_of), `near` and `top`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Evidence about this: words of the topic, of the title or of the quote.
    pub about: Option<String>,
    /// Evidence of this day or later; `2024`, `2024-03` and `2024-03-01` will do. Undated evidence is left out.
    pub since: Option<String>,
    /// Evidence of this day, month or year, or earlier. Undated evidence is left out.
    pub until: Option<String>,
    /// What held at the end of this day, month or year: what was done up to then, and the offices and memberships that
    /// were stated by then and had not ended. An office ends when its holder is stated to resign, to be dismissed, to be
    /// succeeded, to hold it no more, or when another is named for a post that one person holds at a time.
    pub as_of: Option<String>,
    /// Evidence that one of these published: part of the publisher's name or of the address.
    pub source: Vec<String>,
    /// Evidence of these documents.
    pub doc: Vec<String>,
    /// Evidence that is the claim of one of these.
    pub holder: Vec<String>,
    /// Evidence that is nobody's claim.
    pub no_claims: bool,
    /// Evidence as real as one of these.
    pub modality: Vec<Modality>,
    /// Evidence at least so sure.
    pub min_confidence: Option<Confidence>,

    /// Who does it. Either end of a symmetric relation.
    pub actor: Vec<String>,
    /// To whom it is done. Either end of a symmetric relation.
    pub target: Vec<String>,
    /// Either end.
    pub any: Vec<String>,
    /// The relation.
    pub relation: Vec<String>,
    /// A family of relations, see [`families`](super::families()). With `relation`, either will do.
    pub family: Vec<String>,
    /// The sign after polarity: 1, -1 or 0.
    pub sign: Vec<i8>,
    /// Stated or denied.
    pub polarity: Option<Polarity>,
    /// Both ends are of one of these kinds.
    pub kind: Vec<Kind>,
    /// At least so many sources say it that share neither publisher nor text.
    pub min_sources: usize,

    /// Edges between actors at most [`depth`](Filter::depth) steps from one of these, along edges that are left.
    pub near: Vec<String>,
    /// How far; 0 is read as 1.
    pub depth: usize,
    /// The strongest so many edges: those most documents state, then those with most evidence.
    pub top: Option<usize>,
}

impl Filter {
    /// Does it keep everything?
    pub fn is_empty(&self) -> bool {
        // A depth alone asks for nothing.
        *self
            == Filter {
                depth: self.depth,
                ..Filter::default()
            }
    }
}
