//! [`Draft`]: what a file of ours says, record by record, until it is a network.
//!
//! Most time goes into waiting for memory, so what is looked up is looked up once, and much of it at once: an actor's record that
//! stands word for word as before is not taken apart, a name is first compared with what its bearer was called last, and edges
//! are read in rows.

mod account;
mod edge;
mod letter;
mod numbered;
mod part;
mod row;

use super::scan::{Scan, Stop};
use crate::Document;
use crate::article::is_date;
use crate::extract::actor::Actor;
use crate::graph::document::Kept;
use crate::graph::key::Key;
use crate::graph::text::Text;
use crate::graph::{Edge, Network, Node, Sighting};
use account::Seen;
use numbered::Numbered;
use part::EVIDENCE;
use std::hint::black_box;
use std::sync::Arc;

type Found<T> = Result<T, Stop>;

/// The network as far as it is read.
#[derive(Default)]
pub struct Draft {
    /// Ids of documents, in order.
    document_ids: Numbered,
    documents: Vec<Listed>,
    /// Ids of actors, as they are met.
    actor_ids: Numbered,
    actors: Vec<Seen>,
    /// What was told of actors; records that were read say which of it they tell.
    accounts: Vec<Arc<Actor>>,
    /// The first record of each actor as it is written, as far as the number of mentions.
    written: Vec<u8>,
    /// The actors of all documents, document by document.
    cast: Vec<u32>,
    /// What is said of each of them there.
    shown: Vec<Shown>,
    /// Actors in the order in which nodes are listed.
    nodes: Vec<u32>,
    /// All other texts.
    texts: Numbered,
    /// The text that stood last in each field of evidence: it often stands there again.
    last: [Text; EVIDENCE.len() + 1],
    untargeted: Vec<(Key, Arc<Edge>)>,
    edges: Vec<(Arc<Edge>, [u32; 2])>,
    /// Of the edge that is being read: its ends, and the documents of its evidence.
    ends: [Option<u32>; 2],
    published: Vec<usize>,
}

/// A document, and where its actors end in the cast.
struct Listed {
    id: Text,
    kept: Kept,
    cast_start: usize,
    cast_end: usize,
}

/// An actor in a document.
#[derive(Clone, Copy, Default)]
struct Shown {
    document: u32,
    account: u32,
    mentions: u32,
}

const DOCUMENT: [&str; 9] = [
    "id",
    "sha256",
    "title",
    "date",
    "publisher",
    "byline",
    "url",
    "sketch",
    "actors",
];

impl Draft {
    pub fn document(&mut self, scan: &mut Scan) -> Found<()> {
        // The record may be one that was read before as far as the window went.
        let start = self.documents.last().map_or(0, |last| last.cast_end);
        self.cast.truncate(start);
        self.shown.truncate(start);
        let mut document = Document::default();
        let (mut has_id, mut has_sha256, mut has_actors) = (false, false, false);
        let text = |scan: &mut Scan| Ok(scan.text()?.into_owned());
        scan.record(&DOCUMENT, |scan, field| {
            match field {
                0 => (document.id, has_id) = (text(scan)?, true),
                1 => (document.sha256, has_sha256) = (text(scan)?, true),
                2 => document.title = scan.maybe(text)?,
                3 => document.date = scan.maybe(text)?,
                4 => document.publisher = scan.maybe(text)?,
                5 => document.byline = scan.maybe(text)?,
                6 => document.url = scan.maybe(text)?,
                7 => {
                    let sketch = scan.maybe(Scan::text)?.map(|text| text.parse());
                    document.sketch = sketch.transpose().map_err(|_| Stop::Odd)?;
                }
                _ if has_actors => return Err(Stop::Odd),
                _ => {
                    has_actors = true;
                    let mut n = 0;
                    scan.list(|scan| {
                        if n % account::AT_ONCE == 0 {
                            self.look_at_next(scan);
                        }
                        n += 1;
                        self.sighting(scan)
                    })?;
                }
            }
            Ok(())
        })?;
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        let sha256 = &document.sha256;
        let is_hash = sha256.is_empty() || (sha256.len() == 64 && sha256.bytes().all(hex));
        let is_next = (self.documents.last()).is_none_or(|last| *last.id < *document.id);
        let has_date = document.date.as_deref().is_none_or(is_date);
        if !(has_id && has_sha256 && has_actors && is_hash && is_next && has_date) {
            return Err(Stop::Odd);
        }
        // Nothing can be short any more.
        let rank = self.documents.len() as u32;
        for &actor in &self.cast[start..] {
            if !self.actors[actor as usize].is_shown_by(rank) {
                return Err(Stop::Odd);
            }
        }
        let id = self.document_ids.number(document.id.as_bytes());
        let (_, id) = id.ok_or(Stop::Odd)?;
        let date = document
            .date
            .as_deref()
            .and_then(|date| self.texts.number(date.as_bytes()));
        let date = date.map(|(_, date)| date.clone());
        self.documents.push(Listed {
            id: id.clone(),
            kept: Kept {
                document: Arc::new(document),
                date,
            },
            cast_start: start,
            cast_end: self.cast.len(),
        });
        Ok(())
    }

    /// Puts the network together, if documents are called what their texts ask for and every actor is among the nodes.
    pub fn network(mut self) -> Option<Network> {
        let documents = self
            .documents
            .iter()
            .map(|listed| (listed.id.clone(), listed.kept.clone()));
        let mut network = Network::of_documents(documents)?;
        if self.actors.iter().any(|actor| actor.is_needed() && !actor.is_listed) {
            return None;
        }
        let cast = self.cast_by_actor();
        let actors = &self.actors;
        self.nodes
            .sort_by(|&a, &b| actors[a as usize].id.cmp(&actors[b as usize].id));
        let mut places = vec![Default::default(); actors.len()];
        let mut nodes = Vec::with_capacity(self.nodes.len());
        for &actor in &self.nodes {
            let seen = &actors[actor as usize];
            let shown = &cast[seen.shown()];
            black_box(
                shown
                    .iter()
                    .map(|shown| self.documents[shown.document as usize].id.len())
                    .sum::<usize>(),
            );
            let sightings = shown.iter().map(|shown| {
                let sighting = Sighting {
                    actor: self.accounts[shown.account as usize].clone(),
                    mentions: shown.mentions,
                };
                (self.documents[shown.document as usize].id.clone(), sighting)
            });
            let place = network
                .graph
                .add_node(Arc::new(Node::of(&seen.id, sightings.collect())));
            places[actor as usize] = place;
            nodes.push((seen.id.clone(), place));
        }
        network.nodes = nodes.into_iter().collect();
        network.out.resize_with(network.graph.node_count(), Vec::new);
        for from in self.edges.chunk_by(|(_, one), (_, next)| one[0] == next[0]) {
            let source = places[from[0].1[0] as usize];
            let out = from
                .iter()
                .map(|(edge, [_, target])| network.graph.add_edge(source, places[*target as usize], edge.clone()));
            network.out[source.index()] = out.collect();
        }
        network.untargeted = self.untargeted.into_iter().collect();
        Some(network)
    }

    /// What is said of actors in order of actor, of one actor in order of document; each actor then knows its own.
    fn cast_by_actor(&mut self) -> Vec<Shown> {
        let mut end = 0;
        for actor in &mut self.actors {
            end = actor.make_room(end);
        }
        let mut ordered = vec![Shown::default(); self.cast.len()];
        for (&shown, &actor) in self.shown.iter().zip(&self.cast) {
            let place = &mut self.actors[actor as usize].shown_end;
            ordered[*place as usize] = shown;
            *place += 1;
        }
        ordered
    }
}
