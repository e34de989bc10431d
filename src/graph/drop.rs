//! One article out again, as if it had never been read.

use super::Network;
use super::evidence::Evidence;
use super::name::base;
use super::text::Text;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Network {
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
        for out in &mut self.out {
            out.retain(|&edge| self.graph.edge_weight(edge).is_some());
        }
        self.nodes.retain(|_, &mut node| self.graph.node_weight(node).is_some());
        if self.rename_documents() {
            self.derive_all();
        }
        !doomed.is_empty()
    }
}
