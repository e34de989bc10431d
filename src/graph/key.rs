//! [`Key`]: what an edge is found by, and the id that it has in every network.

use super::text::Text;
use crate::extract::relation::Polarity;
use sha2::{Digest, Sha256};
use std::cmp::Ordering;

/// What an edge is found by, in the order in which edges are listed: by source, target, and [`Edge::key`](super::Edge::key).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub source: Text,
    pub target: Option<Text>,
    pub relation: Text,
    pub polarity: Polarity,
}

impl Ord for Key {
    fn cmp(&self, other: &Key) -> Ordering {
        (self.source.cmp(&other.source))
            .then_with(|| self.target.cmp(&other.target))
            .then_with(|| order((&self.relation, self.polarity), (&other.relation, other.polarity)))
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Key) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The order of edges between the same ends: that of their keys as they are written, where a sign stands behind the relation.
pub(super) fn order(one: (&Text, Polarity), other: (&Text, Polarity)) -> Ordering {
    if one.0 == other.0 {
        return one.1.cmp(&other.1);
    }
    let written = |(relation, polarity)| str::bytes(relation).chain(str::bytes(sign(polarity)));
    written((one.0, one.1)).cmp(written((other.0, other.1)))
}

/// A relation and whether it is stated or denied: `supports+`, `supports-`.
pub(super) fn written(relation: &str, polarity: Polarity) -> String {
    format!("{relation}{}", sign(polarity))
}

/// What stands behind the relation in a key.
pub(super) fn sign(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Affirmed => "+",
        Polarity::Negated => "-",
    }
}

/// `e:` and the start of a hash of ends, relation and polarity.
pub(super) fn edge_id(source: &str, relation: &str, target: Option<&str>, polarity: Polarity) -> Text {
    let polarity = match polarity {
        Polarity::Affirmed => "affirmed",
        Polarity::Negated => "negated",
    };
    let mut hash = Sha256::new();
    for part in [source, "\0", relation, "\0", target.unwrap_or(""), "\0", polarity] {
        hash.update(part);
    }
    let mut id = *b"e:0000000000000000";
    for (digits, byte) in id[2..].chunks_exact_mut(2).zip(hash.finalize()) {
        let digit = |half: u8| b"0123456789abcdef"[usize::from(half)];
        digits.copy_from_slice(&[digit(byte >> 4), digit(byte & 15)]);
    }
    Text::from(str::from_utf8(&id).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{edge_id, order, written};
    use crate::extract::relation::Polarity::{Affirmed, Negated};
    use crate::graph::Text;

    #[test]
    fn ordered_as_written() {
        let names = ["a", "a+", "a-b", "ab", "aids", "aids-b", "aids/b"].map(Text::from);
        let keys = || names.iter().flat_map(|name| [(name, Affirmed), (name, Negated)]);
        for one in keys() {
            for other in keys() {
                let texts = (written(one.0, one.1), written(other.0, other.1));
                assert_eq!(order(one, other), texts.0.cmp(&texts.1), "{texts:?}");
            }
        }
    }

    #[test]
    fn the_same_in_every_network() {
        let id = edge_id("country:fr", "supports", Some("country:ua"), Affirmed);
        assert_eq!(id, "e:8326f57fd4aa859c");
        assert_ne!(id, edge_id("country:fr", "supports", Some("country:ua"), Negated));
        assert_ne!(id, edge_id("country:fr", "supports", None, Affirmed));
    }
}
