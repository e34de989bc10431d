//! Two networks of about one size, merged side by side: both are in order, so it is like merging two sorted lists.

use super::Network;
use super::document::Kept;
use petgraph::stable_graph::{EdgeIndex, NodeIndex};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;
use std::sync::Arc;

/// A network with so many times fewer edges is better taken in edge by edge.
const MUCH_SMALLER: usize = 16;

/// The edges of so many actors are looked at ahead.
const AT_ONCE: usize = 16;

/// The actors of two networks, in order of id.
struct Ranks {
    /// Those of the other network: where each stands in this one now, and there.
    theirs: Vec<(NodeIndex, NodeIndex)>,
    /// By the number of the node: where it stands in the order of all actors of both.
    here: Vec<u32>,
    there: Vec<u32>,
    /// By the number of the node there: its place here.
    places: Vec<NodeIndex>,
}

impl Network {
    /// Takes in all that `other` states, where their documents do not contradict each other; else does nothing and is false.
    pub(super) fn unite(&mut self, other: &Network) -> bool {
        if other.graph.edge_count() < self.graph.edge_count() / MUCH_SMALLER || !self.agrees(other) {
            return false;
        }
        let mut is_disjoint = true;
        let mut new = Vec::new();
        for (id, kept) in &other.documents {
            match self.documents.get_mut(id) {
                Some(known) => {
                    is_disjoint = false;
                    known.join(&kept.document);
                }
                None => new.push((id.clone(), kept.clone())),
            }
        }
        self.documents.append(&mut new.into_iter().collect());
        let new = other.texts.iter().filter(|(base, _)| !self.texts.contains_key(*base));
        let mut new: BTreeMap<String, BTreeSet<String>> =
            new.map(|(base, texts)| (base.clone(), texts.clone())).collect();
        self.texts.append(&mut new);
        let ranks = self.unite_nodes(other, is_disjoint);
        self.unite_edges(other, &ranks, is_disjoint);
        for (key, edge) in &other.untargeted {
            match self.untargeted.get_mut(key) {
                Some(mine) if !Arc::ptr_eq(mine, edge) => {
                    Arc::make_mut(mine).unite(edge, &self.documents, is_disjoint);
                }
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

    fn unite_nodes(&mut self, other: &Network, is_disjoint: bool) -> Ranks {
        let size = |nodes: &mut dyn Iterator<Item = &NodeIndex>| nodes.map(|node| node.index() + 1).max().unwrap_or(0);
        let sizes = (size(&mut self.nodes.values()), size(&mut other.nodes.values()));
        let mut ranks = Ranks {
            theirs: Vec::with_capacity(other.nodes.len()),
            here: vec![0; sizes.0],
            there: vec![0; sizes.1],
            places: vec![NodeIndex::end(); sizes.1],
        };
        let mut new = Vec::new();
        let mut mine = self.nodes.iter().peekable();
        let mut rank = 0;
        for (id, &theirs) in &other.nodes {
            let node = &other.graph[theirs];
            let known = loop {
                let order = mine.peek().map_or(Ordering::Greater, |(known, _)| (*known).cmp(id));
                let Some((_, &place)) = mine.next_if(|_| order.is_le()) else {
                    break None;
                };
                ranks.here[place.index()] = rank;
                if order.is_eq() {
                    break Some(place);
                }
                rank += 1;
            };
            let place = known.unwrap_or_else(|| {
                let place = self.graph.add_node(node.clone());
                new.push((id.clone(), place));
                place
            });
            if known.is_some() && !Arc::ptr_eq(&self.graph[place], node) {
                Arc::make_mut(&mut self.graph[place]).unite(id, node, is_disjoint);
            }
            ranks.there[theirs.index()] = rank;
            ranks.places[theirs.index()] = place;
            ranks.theirs.push((place, theirs));
            rank += 1;
        }
        for (_, place) in mine {
            ranks.here[place.index()] = rank;
            rank += 1;
        }
        if let Some(last) = new.iter().map(|(_, place)| place.index()).max() {
            self.out.resize_with(self.out.len().max(last + 1), Vec::new);
            self.nodes.append(&mut new.into_iter().collect());
        }
        ranks
    }

    fn unite_edges(&mut self, other: &Network, ranks: &Ranks, is_disjoint: bool) {
        for (i, &(here, there)) in ranks.theirs.iter().enumerate() {
            if i % AT_ONCE == 0 {
                let next = &ranks.theirs[i..ranks.theirs.len().min(i + AT_ONCE)];
                let far = |(here, there): &(NodeIndex, NodeIndex)| self.look_at(*here) + other.look_at(*there);
                black_box(next.iter().map(far).sum::<usize>());
            }
            let theirs = &other.out[there.index()];
            if theirs.is_empty() {
                continue;
            }
            let mine = std::mem::take(&mut self.out[here.index()]);
            let mut all = Vec::with_capacity(mine.len() + theirs.len());
            let mut mine = mine.into_iter().peekable();
            for &edge in theirs {
                let Some((_, target)) = other.graph.edge_endpoints(edge) else {
                    continue;
                };
                let rank = ranks.there[target.index()];
                let known = loop {
                    let order = mine.peek().map_or(Ordering::Greater, |&known| {
                        self.order_beside(known, &ranks.here, (other, edge, rank))
                    });
                    let Some(known) = mine.next_if(|_| order.is_le()) else {
                        break None;
                    };
                    all.push(known);
                    if order.is_eq() {
                        break Some(known);
                    }
                };
                let weight = &other.graph[edge];
                match known {
                    Some(known) if Arc::ptr_eq(&self.graph[known], weight) => {}
                    Some(known) => {
                        Arc::make_mut(&mut self.graph[known]).unite(weight, &self.documents, is_disjoint);
                    }
                    None => {
                        let target = ranks.places[target.index()];
                        all.push(self.graph.add_edge(here, target, weight.clone()));
                    }
                }
            }
            all.extend(mine);
            self.out[here.index()] = all;
        }
    }

    /// Asks for the edges from an actor, so that they come all at once and not one after the other.
    fn look_at(&self, node: NodeIndex) -> usize {
        let edges = self
            .out
            .get(node.index())
            .into_iter()
            .flatten()
            .map(|&edge| &self.graph[edge]);
        edges.map(|edge| edge.evidence.len() + edge.relation.len()).sum()
    }

    /// Where an edge of ours stands, compared with one of the other network from the same source.
    fn order_beside(&self, mine: EdgeIndex, here: &[u32], (other, edge, rank): (&Network, EdgeIndex, u32)) -> Ordering {
        let Some((_, target)) = self.graph.edge_endpoints(mine) else {
            return Ordering::Less;
        };
        (here.get(target.index()).copied())
            .cmp(&Some(rank))
            .then_with(|| self.graph[mine].key_order(&other.graph[edge]))
    }
}
