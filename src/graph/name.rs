//! The ids under which texts are kept: the one they came under, or with a mark where two came under one.

use super::Network;
use super::document::Kept;
use super::text::Text;
use crate::Document;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Network {
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

    /// Gives each document the id that the texts now known ask for; true when one changed.
    pub(super) fn rename_documents(&mut self) -> bool {
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
    pub(super) fn name_of(&self, document: &Document) -> String {
        let base = base(document);
        let alone = self.texts.get(base).is_none_or(|texts| texts.len() < 2);
        kept_as(base, &document.sha256, alone)
    }

    pub(super) fn derive_all(&mut self) {
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

pub(super) fn suffixed(base: &str, sha256: &str) -> String {
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
