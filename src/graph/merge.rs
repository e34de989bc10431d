//! Two networks into one, in any order, and one article out again.
//!
//! A network is the sum of what its documents state, and nothing else. Merging is union over documents, so it is
//! commutative, associative and idempotent; and a document that is taken out leaves no trace.
//!
//! **Two texts under one id** (same document id, different SHA-256) are a conflict. Neither wins: both are kept, each
//! under `id@` and the first twelve digits of its hash, whatever the order in which they came. When one of the two is
//! dropped the other gets its plain id back.

use super::Network;
use super::batch::Batch;
use super::name::suffixed;

/// Two or more different texts that came under one document id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Conflict {
    /// The id that they share.
    pub id: String,
    /// The ids under which the network keeps them apart.
    pub kept_as: Vec<String>,
}

impl std::fmt::Display for Conflict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (n, id, kept) = (self.kept_as.len(), &self.id, self.kept_as.join(", "));
        write!(f, "{n} different texts under the id {id}: kept apart as {kept}")
    }
}

impl Network {
    /// Takes in all that `other` states, and reports ids under which the two have different texts.
    ///
    /// Commutative, associative and idempotent, to the byte.
    ///
    /// ```
    /// # use newsgraph::{Document, graph::Network};
    /// let text = |sha256: &str| Document { id: "monday".into(), sha256: sha256.repeat(64), ..Document::default() };
    /// let (mut ours, mut theirs) = (Network::new(), Network::new());
    /// ours.add(&text("a"), &[], &[]);
    /// theirs.add(&text("b"), &[], &[]);
    /// let conflicts = ours.merge(&theirs);
    /// assert_eq!(conflicts[0].kept_as, ["monday@aaaaaaaaaaaa", "monday@bbbbbbbbbbbb"]);
    /// ```
    ///
    /// # Complexity
    ///
    /// `O(n log n)` in the size of `other`, and in the evidence of the edges that both have. Two networks of about one size
    /// are merged in `O(n)`, and what only one of them has is shared, not copied.
    pub fn merge(&mut self, other: &Network) -> Vec<Conflict> {
        if self.is_empty() {
            *self = other.clone();
            return self.conflicts();
        }
        if self.unite(other) {
            return Vec::new();
        }
        let statements = other.edges().chain(other.untargeted());
        let statements = statements.flat_map(|edge| edge.evidence.iter().map(move |e| (edge, e)));
        self.absorb(Batch::of(other, |_| true, |_| true, statements))
    }

    /// All ids under which there are several texts.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let several = self.texts.iter().filter(|(_, texts)| texts.len() > 1);
        several.map(|(id, _)| self.conflict(id)).collect()
    }

    pub(super) fn conflict(&self, id: &str) -> Conflict {
        let texts = self.texts.get(id).into_iter().flatten();
        Conflict {
            id: id.to_owned(),
            kept_as: texts.map(|sha256| suffixed(id, sha256)).collect(),
        }
    }
}
