//! A batch into a network.

use super::Network;
use super::batch::Batch;
use super::document::Kept;
use super::edge::Edge;
use super::evidence::Evidence;
use super::key::Key;
use super::merge::Conflict;
use super::name::base;
use super::node::{self, Sighting};
use super::text::Text;
use petgraph::stable_graph::{EdgeIndex, NodeIndex};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl Network {
    /// An empty batch that knows the texts that the network knows.
    pub(super) fn batch(&mut self) -> Batch {
        Batch {
            shared: std::mem::take(&mut self.shared),
            ..Batch::default()
        }
    }

    /// The one way in but for [`Network::unite`]: what adds to a network ends here.
    pub(super) fn absorb(&mut self, batch: Batch) -> Vec<Conflict> {
        // Ids that have a text more than before.
        let mut grown: BTreeSet<String> = BTreeSet::new();
        for document in &batch.documents {
            let base = base(document);
            let texts = self.texts.entry(base.to_owned()).or_default();
            if texts.insert(document.sha256.clone()) {
                grown.insert(base.to_owned());
            }
        }
        grown.retain(|base| self.texts[base].len() > 1);
        let mut stale = !grown.is_empty() && self.rename_documents();
        self.shared = batch.shared;
        let mut ids = Vec::with_capacity(batch.documents.len());
        for mut document in batch.documents {
            let id = self.shared.one(&self.name_of(&document));
            if let Some(known) = self.documents.get_mut(&id) {
                stale |= known.join(&document);
            } else {
                if document.id != id.as_str() {
                    Arc::make_mut(&mut document).id = id.to_string();
                }
                self.documents.insert(id.clone(), Kept::new(document));
            }
            ids.push(id);
        }
        self.absorb_sightings(batch.sightings, &ids);
        self.absorb_statements(batch.statements, &ids);
        if stale {
            self.derive_all();
        }
        grown.iter().map(|base| self.conflict(base)).collect()
    }

    fn absorb_sightings(&mut self, sightings: Vec<(usize, Sighting)>, ids: &[Text]) {
        let mut touched = BTreeMap::new();
        for (doc, sighting) in sightings {
            let id = self.shared.one(&sighting.actor.id);
            let node = self.place(&id);
            Arc::make_mut(&mut self.graph[node]).see(&ids[doc], sighting);
            touched.insert(node, id);
        }
        for (node, id) in touched {
            Arc::make_mut(&mut self.graph[node]).derive(&id);
        }
    }

    fn absorb_statements(&mut self, statements: Vec<(usize, Key, Evidence)>, ids: &[Text]) {
        for (doc, key, mut evidence) in statements {
            evidence.doc.clone_from(&ids[doc]);
            self.ensure_seen(&key, &evidence);
            let edge = match &key.target {
                None => (self.untargeted.entry(key)).or_insert_with_key(|key| Arc::new(Edge::new(key.clone()))),
                Some(target) => {
                    let ends = (self.nodes[&key.source], self.nodes[target]);
                    let edge = self.edge_between(ends, key);
                    &mut self.graph[edge]
                }
            };
            Arc::make_mut(edge).insert(evidence, &self.documents);
        }
    }

    /// The place of an edge, an empty one if it is new.
    fn edge_between(&mut self, (source, target): (NodeIndex, NodeIndex), key: Key) -> EdgeIndex {
        let out = &mut self.out[source.index()];
        match out.binary_search_by(|&edge| self.graph[edge].order_of_key(&key)) {
            Ok(at) => out[at],
            Err(at) => {
                let edge = self.graph.add_edge(source, target, Arc::new(Edge::new(key)));
                out.insert(at, edge);
                edge
            }
        }
    }

    /// The place of an actor, an empty one if it is new.
    fn place(&mut self, id: &Text) -> NodeIndex {
        match self.nodes.get(id) {
            Some(&node) => node,
            None => self.add_node(id, Arc::default()),
        }
    }

    /// An end of a statement whose document says nothing else of it is known by its id alone.
    fn ensure_seen(&mut self, key: &Key, evidence: &Evidence) {
        let ends = [Some(&key.source), key.target.as_ref(), evidence.holder.as_ref()];
        for id in ends.into_iter().flatten() {
            let node = self.place(id);
            if self.graph[node].sighting(&evidence.doc).is_none() {
                let node = Arc::make_mut(&mut self.graph[node]);
                node.see(&evidence.doc, node::bare(id));
                node.derive(id);
            }
        }
    }

    /// Takes over what is known from elsewhere of an actor of whom not all documents are here.
    #[cfg(feature = "store")]
    pub(super) fn declare(&mut self, actor: crate::extract::actor::Actor, mentions: u64) {
        let id = self.shared.one(&actor.id);
        let node = self.place(&id);
        Arc::make_mut(&mut self.graph[node]).declare(actor, mentions);
    }
}
