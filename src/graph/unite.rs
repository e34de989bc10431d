//! Two networks of about one size, merged side by side: both are in order, so it is like merging two sorted lists.

use super::Network;
use super::document::{Documents, Kept};
use super::edge::{Edge, Key};
use petgraph::stable_graph::{EdgeIndex, NodeIndex};
use std::cmp::Ordering;
use std::sync::Arc;

/// A network with so many times fewer edges is better taken in edge by edge.
const MUCH_SMALLER: usize = 16;

impl Network {
    /// Takes in all that `other` states, where their documents do not contradict each other; else does nothing and is false.
    pub(super) fn unite(&mut self, other: &Network) -> bool {
        if other.edges.len() < self.edges.len() / MUCH_SMALLER || !self.agrees(other) {
            return false;
        }
        let mut is_disjoint = true;
        for (id, kept) in &other.documents {
            match self.documents.get_mut(id) {
                Some(known) => {
                    is_disjoint = false;
                    known.join(&kept.document);
                }
                None => {
                    self.documents.insert(id.clone(), kept.clone());
                }
            }
        }
        for (base, texts) in &other.texts {
            self.texts.entry(base.clone()).or_insert_with(|| texts.clone());
        }
        let places = self.unite_nodes(other, is_disjoint);
        self.unite_edges(other, &places);
        for (key, edge) in &other.untargeted {
            match self.untargeted.get_mut(key) {
                Some(mine) if !Arc::ptr_eq(mine, edge) => Arc::make_mut(mine).unite(edge, &self.documents),
                Some(_) => {}
                None => {
                    self.untargeted.insert(key.clone(), edge.clone());
                }
            }
        }
        true
    }

    /// Does every id mean the same text of the same day in both?
    fn agrees(&self, other: &Network) -> bool {
        let texts = |(base, texts)| self.texts.get(base).is_none_or(|known| known == texts);
        let day = |(id, kept): (&_, &Kept)| self.documents.get(id).is_none_or(|known| known.date == kept.date);
        other.texts.iter().all(texts) && other.documents.iter().all(day)
    }

    /// The place here of each actor of the other.
    fn unite_nodes(&mut self, other: &Network, is_disjoint: bool) -> Vec<NodeIndex> {
        let size = other.nodes.values().map(|node| node.index() + 1).max().unwrap_or(0);
        let mut places = vec![NodeIndex::end(); size];
        let mut new = Vec::new();
        let mut mine = self.nodes.iter().peekable();
        for (id, &theirs) in &other.nodes {
            while mine.next_if(|(known, _)| *known < id).is_some() {}
            let node = &other.graph[theirs];
            places[theirs.index()] = match mine.next_if(|(known, _)| *known == id) {
                Some((_, &place)) => {
                    if !Arc::ptr_eq(&self.graph[place], node) {
                        Arc::make_mut(&mut self.graph[place]).unite(id, node, is_disjoint);
                    }
                    place
                }
                None => {
                    let place = self.graph.add_node(node.clone());
                    new.push((id.clone(), place));
                    place
                }
            };
        }
        self.nodes.append(&mut new.into_iter().collect());
        places
    }

    fn unite_edges(&mut self, other: &Network, places: &[NodeIndex]) {
        let mut new: Vec<(Key, EdgeIndex)> = Vec::new();
        let mut mine = self.edges.iter().peekable();
        for (key, &theirs) in &other.edges {
            let known = loop {
                match mine.peek().map(|(known, _)| (*known).cmp(key)) {
                    Some(Ordering::Less) => drop(mine.next()),
                    Some(Ordering::Equal) => break mine.next(),
                    Some(Ordering::Greater) | None => break None,
                }
            };
            let edge = &other.graph[theirs];
            if let Some((_, &place)) = known {
                if !Arc::ptr_eq(&self.graph[place], edge) {
                    Arc::make_mut(&mut self.graph[place]).unite(edge, &self.documents);
                }
            } else if let Some((source, target)) = other.graph.edge_endpoints(theirs) {
                let ends = [source, target].map(|node| places[node.index()]);
                new.push((key.clone(), self.graph.add_edge(ends[0], ends[1], edge.clone())));
            }
        }
        self.edges.append(&mut new.into_iter().collect());
    }
}

impl Edge {
    /// Takes in all evidence of the same edge of another network.
    fn unite(&mut self, other: &Edge, documents: &Documents) {
        self.evidence.reserve_exact(other.evidence.len());
        self.evidence.extend_from_slice(&other.evidence);
        self.derive(documents);
    }
}
