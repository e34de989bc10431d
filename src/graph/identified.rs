//! A network in which it is told who is who; the rules are in [`identity`](super::identity).

use super::Network;
use super::edge::Edge;
use super::evidence::Evidence;
use super::identity::{IN_PASSING, Name, base, homes, is_described, may_go, named, namesakes, offices, rename};
use super::node::{Node, Sighting};
use super::text::Text;
use crate::extract::actor::{Actor, Registry};
use petgraph::stable_graph::NodeIndex;
use petgraph::visit::{EdgeRef, IntoEdgeReferences};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// By id and document: what the actor is called from now on.
type Names = FxHashMap<Text, FxHashMap<Text, Name>>;

/// By node: the documents that need not show it.
type Bystanders = FxHashMap<NodeIndex, FxHashSet<Text>>;

impl Network {
    /// The network with namesakes apart and with those as one whom the registry's user joined. Changes nothing else.
    ///
    /// Idempotent, and the same whether articles were built together or merged later.
    ///
    /// # Complexity
    ///
    /// `O(n)` in the sightings and the evidence; what changes is taken out and put in anew, in `O(n log n)` of that.
    pub fn identified(mut self, registry: &Registry) -> Network {
        let bystanders = self.bystanders(registry);
        let names = self.names(registry, &bystanders);
        if names.is_empty() && bystanders.is_empty() {
            return self;
        }
        let mut batch = self.batch();
        let mut places: FxHashMap<Text, usize> = FxHashMap::default();
        for (id, kept) in self.documents.iter().filter(|_| !names.is_empty()) {
            places.insert(id.clone(), batch.documents.len());
            batch.documents.push(kept.document.clone());
        }
        let new = |doc: &str, id: &str| names.get(id).and_then(|names| names.get(doc));
        let is_other = |edge: &Edge, evidence: &Evidence| {
            let ends = [Some(&edge.source), edge.target.as_ref(), evidence.holder.as_ref()];
            ends.into_iter().flatten().any(|id| new(&evidence.doc, id).is_some())
        };
        for edge in self.edges().chain(self.untargeted()).filter(|_| !names.is_empty()) {
            for evidence in edge.evidence.iter().filter(|evidence| is_other(edge, evidence)) {
                let mut o = self.observation(edge, evidence);
                let ends = [Some(&mut o.source), o.target.as_mut(), o.holder.as_mut()];
                for end in ends.into_iter().flatten() {
                    if let Some(name) = new(&evidence.doc, end) {
                        end.clone_from(&name.id);
                    }
                }
                batch.state(places[&evidence.doc], o);
            }
        }
        for edge in self.graph.edge_weights_mut().chain(self.untargeted.values_mut()) {
            if !names.is_empty() && edge.evidence.iter().any(|evidence| is_other(edge, evidence)) {
                let edge = Arc::make_mut(edge);
                let mut evidence = std::mem::take(&mut edge.evidence);
                evidence.retain(|evidence| !is_other(edge, evidence));
                edge.evidence = evidence;
                edge.derive(&self.documents);
            }
        }
        for (id, &node) in &self.nodes {
            let (gone, names) = (bystanders.get(&node), names.get(id));
            if gone.is_none() && names.is_none() {
                continue;
            }
            let mut kept = Vec::new();
            for (doc, sighting) in self.graph[node].shown() {
                if gone.is_some_and(|gone| gone.contains(doc)) {
                    continue;
                }
                let mut sighting = sighting.clone();
                match names.and_then(|names| names.get(doc)) {
                    Some(name) => {
                        rename(&mut sighting, name, registry);
                        batch.sightings.push((places[doc], sighting));
                    }
                    None => kept.push((doc.clone(), sighting)),
                }
            }
            self.graph[node] = Arc::new(Node::of(id, kept));
        }
        self.absorb(batch);
        self.sweep();
        self
    }

    /// Who shows actors that may go, and states nothing of them.
    fn bystanders(&self, registry: &Registry) -> Bystanders {
        let mut bystanders = Bystanders::default();
        for &node in self.nodes.values() {
            let mut judged = Judged::new(|sighting: &Sighting| may_go(sighting, registry));
            let gone: FxHashSet<Text> = (self.graph[node].shown())
                .filter(|(_, sighting)| judged.of(sighting))
                .map(|(doc, _)| doc.clone())
                .collect();
            if !gone.is_empty() {
                bystanders.insert(node, gone);
            }
        }
        if bystanders.is_empty() {
            return bystanders;
        }
        // By number where an edge knows it; a holder is looked up among these few only.
        let holders: FxHashMap<&str, NodeIndex> = (self.nodes.iter())
            .filter(|(_, node)| bystanders.contains_key(node))
            .map(|(id, &node)| (id.as_str(), node))
            .collect();
        let targeted =
            (self.graph.edge_references()).map(|edge| (&**edge.weight(), [Some(edge.source()), Some(edge.target())]));
        let source = |edge: &Edge| self.nodes.get(&edge.source).copied();
        let untargeted = self.untargeted().map(|edge| (edge, [source(edge), None]));
        for (edge, ends) in targeted.chain(untargeted) {
            let ends = ends.map(|node| node.filter(|node| bystanders.contains_key(node)));
            for evidence in &edge.evidence {
                let holder = evidence
                    .holder
                    .as_ref()
                    .and_then(|id| holders.get(id.as_str()).copied());
                for node in ends.into_iter().chain([holder]).flatten() {
                    if let Some(gone) = bystanders.get_mut(&node) {
                        gone.remove(&evidence.doc);
                    }
                }
            }
        }
        bystanders.retain(|_, gone| !gone.is_empty());
        bystanders
    }

    /// The ids that change.
    fn names(&self, registry: &Registry, bystanders: &Bystanders) -> Names {
        let mut names = Names::default();
        // Under one id, as the user joins them: the actors who have it, under the ids they have now.
        let mut actors: Vec<(&str, &Text, NodeIndex)> = (self.nodes.iter())
            .map(|(id, &node)| (registry.same_as(base(id)), id, node))
            .collect();
        actors.sort_by_key(|(joined, ..)| *joined);
        let (places, offices) = (OnceCell::new(), offices(self));
        for alike in actors.chunk_by(|one, next| one.0 == next.0) {
            let id = alike[0].0;
            let seen = || {
                alike.iter().flat_map(|&(_, id, node)| {
                    let gone = bystanders.get(&node);
                    let shown = self.graph[node].shown();
                    shown
                        .filter(move |(doc, _)| gone.is_none_or(|gone| !gone.contains(*doc)))
                        .map(move |(doc, sighting)| (doc, id, sighting))
                })
            };
            let first = seen().next().map(|(doc, ..)| doc);
            let several = seen().any(|(doc, ..)| Some(doc) != first) && registry.get(id).is_none();
            let described = several && {
                let mut judged = Judged::new(|sighting: &Sighting| is_described(&sighting.actor.id, sighting));
                seen().all(|(.., sighting)| judged.of(sighting))
            };
            let mut held: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
            if several && !described && id.starts_with("person:") {
                for (_, old, _) in alike {
                    let of = offices.get(base(old)).into_iter().flatten();
                    of.for_each(|(doc, countries)| held.entry(doc).or_default().extend(countries));
                }
            }
            let bearers = namesakes(&held.keys().copied().collect(), |doc| held[doc].clone());
            if !described && bearers.is_empty() && alike.iter().all(|(_, old, _)| old.as_str() == id) {
                continue;
            }
            for (doc, old, _) in seen() {
                let country = match described {
                    true => places.get_or_init(|| homes(self)).get(doc.as_str()).copied(),
                    false => bearers.get(doc.as_str()).copied(),
                };
                let name = named(self, id, doc, country, described);
                if name.id != old.as_str() {
                    names.entry(old.clone()).or_default().insert(doc.clone(), name);
                }
            }
        }
        names
    }
}

/// A judgement of accounts. Documents that say the same share one, and it is judged once.
struct Judged<F> {
    judge: F,
    last: Option<(*const Actor, u32, bool)>,
}

impl<F: Fn(&Sighting) -> bool> Judged<F> {
    fn new(judge: F) -> Judged<F> {
        Judged { judge, last: None }
    }

    fn of(&mut self, sighting: &Sighting) -> bool {
        // More mentions than in passing are all one.
        let (actor, mentions) = (Arc::as_ptr(&sighting.actor), sighting.mentions.min(IN_PASSING + 1));
        match self.last {
            Some((last, n, judged)) if (last, n) == (actor, mentions) => judged,
            _ => {
                let judged = (self.judge)(sighting);
                self.last = Some((actor, mentions, judged));
                judged
            }
        }
    }
}
