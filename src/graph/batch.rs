//! [`Batch`]: what is to be folded into a network.

use super::evidence::{Evidence, split};
use super::key::Key;
use super::node::Sighting;
use super::text::Texts;
use super::{Edge, Network};
use crate::Document;
use crate::extract::relation::Observation;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is to be folded into a network; documents are named by their place in `documents`.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub documents: Vec<Arc<Document>>,
    pub sightings: Vec<(usize, Sighting)>,
    pub statements: Vec<(usize, Key, Evidence)>,
    pub shared: Texts,
}

impl Batch {
    /// Notes an observation of a document. The evidence's own `doc` no longer counts.
    pub fn state(&mut self, doc: usize, observation: Observation) {
        let (key, mut evidence) = split(observation, &mut self.shared);
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
                batch.statements.push((doc, edge.found_by(), evidence.clone()));
            }
        }
        batch
    }
}
