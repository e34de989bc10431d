//! Two networks into one, in any order, and one article out again.
//!
//! A network is the sum of what its documents state, and nothing else. Merging is union over documents, so it is
//! commutative, associative and idempotent; and a document that is taken out leaves no trace.
//!
//! **Two texts under one id** (same document id, different SHA-256) are a conflict. Neither wins: both are kept, each
//! under `id@` and the first twelve digits of its hash, whatever the order in which they came. When one of the two is
//! dropped the other gets its plain id back.

use super::Network;
use super::document::Kept;
use super::edge::{self, Edge, Evidence, Key};
use super::node::{self, Sighting};
use super::text::{Text, Texts};
use crate::Document;
use crate::extract::relation::Observation;
use petgraph::stable_graph::NodeIndex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Two or more different texts that came under one document id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

/// What is to be folded into a network; documents are named by their place in `documents`.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub documents: Vec<Arc<Document>>,
    pub sightings: Vec<(usize, Sighting)>,
    statements: Vec<(usize, Key, Evidence)>,
    shared: Texts,
}

impl Batch {
    /// Notes an observation of a document. The evidence's own `doc` no longer counts.
    pub fn state(&mut self, doc: usize, observation: Observation) {
        let (key, mut evidence) = edge::split(observation, &mut self.shared);
        // A sentence that states several relations is kept once.
        if let Some((.., last)) = self.statements.last().filter(|(.., last)| last.quote == evidence.quote) {
            evidence.quote = last.quote.clone();
        }
        self.statements.push((doc, key, evidence));
    }

    /// Everything a network states, or as much of it as `keep` lets through. The actors come with the documents.
    pub fn of<'a>(
        network: &'a Network,
        keep_document: impl Fn(&str) -> bool,
        keep_actor: impl Fn(&str) -> bool,
        statements: impl Iterator<Item = (&'a Edge, &'a Evidence)>,
    ) -> Batch {
        let mut batch = Batch::default();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (id, kept) in network.documents.iter().filter(|(id, _)| keep_document(id)) {
            places.insert(id, batch.documents.len());
            batch.documents.push(kept.document.clone());
        }
        for node in network.nodes().filter(|n| keep_actor(&n.actor.id)) {
            for (doc, sighting) in node.sightings() {
                if let Some(&doc) = places.get(doc) {
                    batch.sightings.push((doc, sighting.clone()));
                }
            }
        }
        for (edge, evidence) in statements {
            if let Some(&doc) = places.get(evidence.doc.as_str()) {
                batch.statements.push((doc, Key::of(edge), evidence.clone()));
            }
        }
        batch
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

    /// Takes an article out, as if it had never been read; false when it is not there.
    ///
    /// An id under which several texts are kept takes them all; one of the ids they are kept as takes that text alone.
    ///
    /// # Complexity
    ///
    /// `O(n)` in the evidence of the network, to find what is the article's; only that is worked out anew.
    pub fn drop_document(&mut self, id: &str) -> bool {
        let doomed: BTreeSet<Text> = (self.documents.iter())
            .filter(|(kept_as, kept)| **kept_as == id || base(&kept.document) == id)
            .map(|(kept_as, _)| kept_as.clone())
            .collect();
        for id in &doomed {
            let Some(kept) = self.documents.remove(id) else {
                continue;
            };
            let base = base(&kept.document);
            if let Some(texts) = self.texts.get_mut(base) {
                texts.remove(&kept.document.sha256);
            }
        }
        self.texts.retain(|_, texts| !texts.is_empty());
        for (id, &node) in &self.nodes {
            let known = doomed.iter().filter(|doc| self.graph[node].sighting(doc).is_some());
            let known: Vec<&Text> = known.collect();
            if !known.is_empty() {
                let node = Arc::make_mut(&mut self.graph[node]);
                known.into_iter().for_each(|doc| drop(node.forget(doc)));
                node.derive(id);
            }
        }
        let is_doomed = |evidence: &Evidence| doomed.contains(&evidence.doc);
        for edge in self.graph.edge_weights_mut().chain(self.untargeted.values_mut()) {
            if edge.evidence.iter().any(is_doomed) {
                let edge = Arc::make_mut(edge);
                edge.evidence.retain(|evidence| !is_doomed(evidence));
                edge.derive(&self.documents);
            }
        }
        self.untargeted.retain(|_, edge| !edge.evidence.is_empty());
        self.graph.retain_edges(|graph, edge| !graph[edge].evidence.is_empty());
        self.graph.retain_nodes(|graph, node| graph[node].is_seen());
        self.edges.retain(|_, &mut edge| self.graph.edge_weight(edge).is_some());
        self.nodes.retain(|_, &mut node| self.graph.node_weight(node).is_some());
        if self.rename_documents() {
            self.derive_all();
        }
        !doomed.is_empty()
    }

    /// All ids under which there are several texts.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let several = self.texts.iter().filter(|(_, texts)| texts.len() > 1);
        several.map(|(id, _)| self.conflict(id)).collect()
    }

    fn conflict(&self, id: &str) -> Conflict {
        let texts = self.texts.get(id).into_iter().flatten();
        Conflict {
            id: id.to_owned(),
            kept_as: texts.map(|sha256| suffixed(id, sha256)).collect(),
        }
    }

    /// Takes over what is known from elsewhere of an actor of whom not all documents are here.
    #[cfg(feature = "store")]
    pub(super) fn declare(&mut self, actor: crate::extract::actor::Actor, mentions: u64) {
        let id = self.shared.one(&actor.id);
        let node = *(self.nodes.entry(id)).or_insert_with(|| self.graph.add_node(Arc::default()));
        Arc::make_mut(&mut self.graph[node]).declare(actor, mentions);
    }

    /// A network of documents that state nothing yet; nothing unless each is called what the texts ask for.
    pub(super) fn of_documents(documents: impl Iterator<Item = (Text, Kept)>) -> Option<Network> {
        let documents = documents.collect();
        let mut network = Network {
            documents,
            ..Network::default()
        };
        for kept in network.documents.values() {
            let Document { sha256, .. } = &*kept.document;
            let texts = network.texts.entry(base(&kept.document).to_owned()).or_default();
            texts.insert(sha256.clone());
        }
        let is_named = |(id, kept): (&Text, &Kept)| *id == network.name_of(&kept.document);
        network.documents.iter().all(is_named).then_some(network)
    }

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
                None => (self.untargeted.entry(key)).or_insert_with_key(|key| Arc::new(Edge::new(key))),
                Some(target) => {
                    let ends = (self.nodes[&key.source], self.nodes[target]);
                    let index = *(self.edges.entry(key))
                        .or_insert_with_key(|key| self.graph.add_edge(ends.0, ends.1, Arc::new(Edge::new(key))));
                    &mut self.graph[index]
                }
            };
            Arc::make_mut(edge).insert(evidence, &self.documents);
        }
    }

    /// The place of an actor, an empty one if it is new.
    fn place(&mut self, id: &Text) -> NodeIndex {
        match self.nodes.get(id) {
            Some(&node) => node,
            None => {
                let node = self.graph.add_node(Arc::default());
                self.nodes.insert(id.clone(), node);
                node
            }
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

    /// Gives each document the id that the texts now known ask for; true when one changed.
    fn rename_documents(&mut self) -> bool {
        let renamed: BTreeMap<Text, Text> = (self.documents.iter())
            .map(|(old, kept)| (old.clone(), self.name_of(&kept.document)))
            .filter(|(old, new)| old.as_str() != new)
            .map(|(old, new)| (old, Text::from(new)))
            .collect();
        if renamed.is_empty() {
            return false;
        }
        // First all out, then all in: one document's new id may be another's old one.
        let moved: Vec<_> = renamed
            .iter()
            .filter_map(|(old, new)| Some((new, self.documents.remove(old)?)))
            .collect();
        for (id, mut kept) in moved {
            Arc::make_mut(&mut kept.document).id = id.to_string();
            self.documents.insert(id.clone(), kept);
        }
        for node in self.graph.node_weights_mut() {
            let known: Vec<_> = renamed.iter().filter(|(old, _)| node.sighting(old).is_some()).collect();
            if known.is_empty() {
                continue;
            }
            let node = Arc::make_mut(node);
            let moved: Vec<_> = known
                .into_iter()
                .filter_map(|(old, new)| Some((new, node.forget(old)?)))
                .collect();
            for (id, sighting) in moved {
                node.see(id, sighting);
            }
        }
        for edge in self.graph.edge_weights_mut().chain(self.untargeted.values_mut()) {
            if edge.evidence.iter().any(|evidence| renamed.contains_key(&evidence.doc)) {
                for evidence in &mut Arc::make_mut(edge).evidence {
                    if let Some(id) = renamed.get(&evidence.doc) {
                        evidence.doc.clone_from(id);
                    }
                }
            }
        }
        true
    }

    /// The id under which a text is kept.
    fn name_of(&self, document: &Document) -> String {
        let base = base(document);
        let alone = self.texts.get(base).is_none_or(|texts| texts.len() < 2);
        kept_as(base, &document.sha256, alone)
    }

    fn derive_all(&mut self) {
        for (id, &node) in &self.nodes {
            Arc::make_mut(&mut self.graph[node]).derive(id);
        }
        for edge in self.graph.edge_weights_mut().chain(self.untargeted.values_mut()) {
            Arc::make_mut(edge).derive(&self.documents);
        }
    }
}

/// The id under which a text is kept that came under `base`, alone or with others.
pub(super) fn kept_as(base: &str, sha256: &str, alone: bool) -> String {
    // An id that looks like one of ours could be taken for another text's.
    if alone && base.rsplit_once('@').is_none_or(|(_, end)| !is_mark(end)) {
        base.to_owned()
    } else {
        suffixed(base, sha256)
    }
}

/// The id that the text came under: ours less the mark of a conflict.
pub(super) fn base(document: &Document) -> &str {
    let unmarked = document.id.strip_suffix(mark(&document.sha256));
    unmarked.and_then(|id| id.strip_suffix('@')).unwrap_or(&document.id)
}

fn suffixed(base: &str, sha256: &str) -> String {
    format!("{base}@{}", mark(sha256))
}

/// How two texts under one id are told apart. A text whose hash nobody gave is "unknown", and one text more.
fn mark(sha256: &str) -> &str {
    match sha256 {
        "" => "unknown",
        _ => sha256.get(..12).unwrap_or(sha256),
    }
}

fn is_mark(end: &str) -> bool {
    end == "unknown" || (end.len() == 12 && end.bytes().all(|b| b.is_ascii_hexdigit()))
}
