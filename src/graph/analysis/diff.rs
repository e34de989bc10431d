//! [`Diff`]: what one network has that another has not.

use crate::graph::{Edge, Network};
use std::collections::{BTreeMap, BTreeSet};

/// How an edge of two networks changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Change {
    /// Only in the later network.
    New,
    /// Only in the earlier one.
    Gone,
    /// In both, and more documents state it now.
    Stronger,
    /// In both, and fewer documents state it now.
    Weaker,
    /// In both, and more or less real now: it was planned and is done, or it was only a claim.
    Firmer,
    /// The opposite of [`Change::Firmer`].
    Softer,
}

impl Change {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Change; 6] = [
        Change::New,
        Change::Gone,
        Change::Stronger,
        Change::Weaker,
        Change::Firmer,
        Change::Softer,
    ];

    /// Its name in output.
    pub fn name(self) -> &'static str {
        match self {
            Change::New => "new",
            Change::Gone => "gone",
            Change::Stronger => "stronger",
            Change::Weaker => "weaker",
            Change::Firmer => "firmer",
            Change::Softer => "softer",
        }
    }
}

/// The difference of two networks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diff<'a> {
    /// Every edge that changed, with what it was and is; in order of change, source, target and key.
    pub edges: Vec<(Change, Option<&'a Edge>, Option<&'a Edge>)>,
    /// Pairs of actors whose net stance, documents for less documents against, turned its sign: source, target, before, after.
    pub flipped: Vec<(&'a str, &'a str, i64, i64)>,
    /// Ids of documents that only the later network has.
    pub documents_new: Vec<&'a str>,
    /// Ids of documents that only the earlier network has.
    pub documents_gone: Vec<&'a str>,
}

impl<'a> Diff<'a> {
    /// What changed from `old` to `new`. `O(n log n)` in edges and evidence.
    ///
    /// ```
    /// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
    /// use newsgraph::graph::{self, Network, analysis::{Change, Diff}};
    /// let (old, new) = (Network::new(), graph::read(json)?);
    /// let diff = Diff::of(&old, &new);
    /// assert!(diff.edges.iter().all(|(change, ..)| *change == Change::New));
    /// assert!(Diff::of(&new, &new).is_empty());
    /// # Ok::<(), newsgraph::Error>(())
    /// ```
    pub fn of(old: &'a Network, new: &'a Network) -> Diff<'a> {
        let all = |network: &'a Network| network.edges().chain(network.untargeted());
        let by_id =
            |network: &'a Network| -> BTreeMap<&str, &Edge> { all(network).map(|e| (e.id.as_str(), e)).collect() };
        let (before, after) = (by_id(old), by_id(new));
        let mut edges = Vec::new();
        for edge in all(new) {
            match before.get(edge.id.as_str()) {
                None => edges.push((Change::New, None, Some(edge))),
                Some(was) => {
                    if let Some(change) = change(was, edge) {
                        edges.push((change, Some(*was), Some(edge)));
                    }
                }
            }
        }
        let gone = all(old).filter(|edge| !after.contains_key(edge.id.as_str()));
        edges.extend(gone.map(|edge| (Change::Gone, Some(edge), None)));
        edges.sort_by_key(|(change, ..)| *change);
        let ids = |network: &'a Network| -> BTreeSet<&str> { network.documents().map(|d| d.id.as_str()).collect() };
        let (had, has) = (ids(old), ids(new));
        Diff {
            edges,
            flipped: flipped(&nets(old), &nets(new)),
            documents_new: has.difference(&had).copied().collect(),
            documents_gone: had.difference(&has).copied().collect(),
        }
    }

    /// Do the networks state the same, as strongly?
    pub fn is_empty(&self) -> bool {
        self.edges.is_empty() && self.documents_new.is_empty() && self.documents_gone.is_empty()
    }
}

fn change(was: &Edge, is: &Edge) -> Option<Change> {
    let documents = |edge: &Edge| {
        edge.evidence
            .iter()
            .map(|e| e.doc.clone())
            .collect::<BTreeSet<_>>()
            .len()
    };
    let firmness = |edge: &Edge| (edge.modality, edge.claimed);
    let (had, has) = (documents(was), documents(is));
    match () {
        () if firmness(is) < firmness(was) => Some(Change::Firmer),
        () if firmness(is) > firmness(was) => Some(Change::Softer),
        () if has > had => Some(Change::Stronger),
        () if has < had => Some(Change::Weaker),
        () => None,
    }
}

/// The net stance of each pair that has a signed edge.
fn nets(network: &Network) -> BTreeMap<(&str, &str), i64> {
    let mut documents: BTreeMap<(&str, &str), BTreeSet<(i8, &str)>> = BTreeMap::new();
    for edge in network.edges().filter(|e| e.stance() != 0) {
        let pair = documents.entry((&edge.source, edge.target())).or_default();
        pair.extend(edge.evidence.iter().map(|e| (edge.stance(), e.doc.as_str())));
    }
    let net = |docs: BTreeSet<(i8, &str)>| docs.iter().map(|(sign, _)| i64::from(*sign)).sum();
    documents.into_iter().map(|(pair, docs)| (pair, net(docs))).collect()
}

fn flipped<'a>(
    old: &BTreeMap<(&'a str, &'a str), i64>,
    new: &BTreeMap<(&'a str, &'a str), i64>,
) -> Vec<(&'a str, &'a str, i64, i64)> {
    new.iter()
        .filter_map(|(&(source, target), &is)| {
            let was = *old.get(&(source, target))?;
            (was.signum() * is.signum() < 0).then_some((source, target, was, is))
        })
        .collect()
}
