//! The part of a network that a filter keeps.

use super::filter::Filter;
use super::matcher::Matcher;
use super::names::Names;
use crate::Result;
use crate::graph::batch::Batch;
use crate::graph::index::{Index, UNREACHED, Way};
use crate::graph::{Edge, Network, Text};
use std::cmp::Reverse;
use std::collections::BTreeSet;

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
        let mut edges: Vec<&Edge> = match filter.near.is_empty() {
            true => edges.filter(|edge| matcher.matches(edge)).collect(),
            false => surroundings(self, &matcher, filter.depth.max(1)),
        };
        let kept = |edges: &[&'a Edge]| -> Network {
            let kept = || {
                let all = edges
                    .iter()
                    .flat_map(|edge| edge.evidence.iter().map(move |e| (*edge, e)));
                all.filter(|(edge, e)| matcher.fits_evidence(edge, e))
            };
            let documents: BTreeSet<&str> = kept().map(|(_, e)| e.doc.as_str()).collect();
            let ends = kept().flat_map(|(edge, e)| [Some(&edge.source), edge.target.as_ref(), e.holder.as_ref()]);
            let actors: BTreeSet<&str> = ends.flatten().map(Text::as_str).collect();
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

/// The edges that match between actors at most `depth` steps from one of those asked for, in either direction.
fn surroundings<'a>(network: &'a Network, matcher: &Matcher, depth: usize) -> Vec<&'a Edge> {
    let index = Index::with(network, |edge| matcher.matches(edge));
    let centers = matcher.near.iter().filter_map(|id| index.number(id));
    let far = index.distances(centers, Way::Either, depth);
    let is_near = |node: usize| far[node] != UNREACHED;
    let ends_near = |&edge: &usize| is_near(index.ends(edge).0) && is_near(index.ends(edge).1);
    let targeted = (0..index.n_edges()).filter(ends_near).map(|edge| index.edge(edge));
    let untargeted = network.untargeted().filter(|edge| matcher.matches(edge));
    let untargeted = untargeted.filter(|edge| index.number(&edge.source).is_some_and(is_near));
    targeted.chain(untargeted).collect()
}
