//! The part of a network that a filter keeps.

use super::filter::Filter;
use super::names::Names;
use crate::Result;
use crate::graph::merge::Batch;
use crate::graph::{Edge, Network};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

impl Network {
    /// The part of the network that passes: its edges with the evidence that passes, their actors and documents.
    ///
    /// An empty filter keeps all, actors without edges too.
    ///
    /// # Errors
    ///
    /// The filter names an actor or a relation that is not known here; see [`Network::subgraph_with`].
    ///
    /// # Complexity
    ///
    /// `O(n log n)` in the evidence.
    pub fn subgraph(&self, filter: &Filter) -> Result<Network> {
        self.subgraph_with(filter, &Names::of(self))
    }

    /// The same with names of one's own, which may know relations that this network has not.
    ///
    /// # Errors
    ///
    /// The filter names an actor, a relation, a family, a publisher or a document that `names` does not know, or a day
    /// that is none.
    pub fn subgraph_with<'a>(&'a self, filter: &'a Filter, names: &Names<'a>) -> Result<Network> {
        if filter.is_empty() {
            return Ok(self.clone());
        }
        let matcher = filter.compile(self, names)?;
        let edges = self.edges().chain(self.untargeted());
        let mut edges: Vec<&Edge> = edges.filter(|edge| matcher.matches(edge)).collect();
        if !filter.near.is_empty() {
            let near = surroundings(&matcher.near, &edges, filter.depth.max(1));
            edges.retain(|edge| {
                near.contains(edge.source.as_str()) && (edge.target.is_none() || near.contains(edge.target()))
            });
        }
        let kept = |edges: &[&'a Edge]| -> Network {
            let kept = || {
                let all = edges
                    .iter()
                    .flat_map(|edge| edge.evidence.iter().map(move |e| (*edge, e)));
                all.filter(|(edge, e)| matcher.fits_evidence(edge, e))
            };
            let documents: BTreeSet<&str> = kept().map(|(_, e)| e.doc.as_str()).collect();
            let ends = kept().flat_map(|(edge, e)| [Some(&edge.source), edge.target.as_ref(), e.holder.as_ref()]);
            let actors: BTreeSet<&str> = ends.flatten().map(String::as_str).collect();
            let batch = Batch::of(self, |id| documents.contains(id), |id| actors.contains(id), kept());
            let mut network = Network::new();
            network.absorb(batch);
            network
        };
        let network = kept(&edges);
        let Some(top) = filter.top.filter(|&top| top < edges.len()) else {
            return Ok(network);
        };
        // How strong an edge is, is told by the evidence that is left of it.
        let mut left: Vec<&Edge> = network.edges().chain(network.untargeted()).collect();
        left.sort_by_cached_key(|edge| Reverse(edge.strength()));
        let left: BTreeSet<&str> = left.iter().take(top).map(|edge| edge.id.as_str()).collect();
        edges.retain(|edge| left.contains(edge.id.as_str()));
        Ok(kept(&edges))
    }
}

/// All actors at most `depth` steps from one of `centers`, in either direction.
fn surroundings<'a>(centers: &BTreeSet<&'a str>, edges: &[&'a Edge], depth: usize) -> BTreeSet<&'a str> {
    let mut around: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for edge in edges.iter().filter(|edge| edge.target.is_some()) {
        around.entry(&edge.source).or_default().push(edge.target());
        around.entry(edge.target()).or_default().push(&edge.source);
    }
    let mut reached = centers.clone();
    let mut last: Vec<&str> = centers.iter().copied().collect();
    for _ in 0..depth {
        let next: BTreeSet<&str> = last.iter().filter_map(|id| around.get(id)).flatten().copied().collect();
        last = next.into_iter().filter(|&id| reached.insert(id)).collect();
    }
    reached
}
