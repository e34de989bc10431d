//! Observations to a [`Network`], and out again: merge, query, verify, store, draw.
//!
//! ```text
//!  Document ─┐                        ┌─ subgraph(&Filter), Pattern      query/
//!  Actors  ──┼─ add ─> Network ───────┼─ read, write_json, write_jsonl   store/
//!  Observa- ─┘           │ ^          ├─ OutputFormat::write             export/
//!  tions                 └─┘          └─ verify                          verify
//!                       merge, drop_document
//! ```
//!
//! Nodes are actors, edges are relations, and no edge is without [`Evidence`]: the sentence, word for word, with its place.

mod absorb;
pub mod analysis;
mod batch;
mod build;
mod document;
mod drop;
mod edge;
mod evidence;
pub mod export;
mod identified;
mod identity;
pub mod index;
mod key;
#[doc(hidden)] // For our tests.
pub mod layout;
mod mark;
mod merge;
mod name;
mod node;
pub mod query;
pub mod resolve;
mod sightings;
#[cfg(feature = "sparql")]
pub mod sparql;
pub mod store;
mod tally;
mod text;
mod unite;
pub mod verify;

pub use edge::{Edge, STRUCTURAL};
pub use evidence::Evidence;
pub use export::OutputFormat;
pub use index::Index;
pub use merge::Conflict;
pub use node::{Node, Sighting};
pub use query::{Filter, Pattern};
pub use store::{open, read};
pub use text::Text;
pub use verify::verify;

use crate::Document;
use crate::extract::relation::Observation;
use document::Documents;
use key::Key;
use petgraph::Direction::Incoming;
use petgraph::stable_graph::{EdgeIndex, NodeIndex, StableDiGraph};
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use text::Texts;

/// Who says and does what to whom, over any number of articles.
///
/// A directed multigraph. What it holds depends on the articles alone, never on the order in which they came; so does
/// every list it gives and every byte it writes.
///
/// ```
/// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
/// let network = newsgraph::graph::read(json)?; // France -supports-> Ukraine, Hungary -opposes-> Ukraine
/// for edge in network.edges() {
///     println!("{} -{}-> {}: {}", edge.source, edge.relation, edge.target(), edge.evidence[0].quote);
/// }
/// assert_eq!(network.node("country:fr").unwrap().actor.label, "France");
/// # assert_eq!(network.edges().filter(|e| e.target() == "country:ua").count(), 2);
/// # Ok::<(), newsgraph::Error>(())
/// ```
///
/// # Complexity
///
/// Looking up an actor, an edge or a document by its id or ends is `O(log n)`; lists are in order without sorting.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// Networks that are made of each other share what is the same in both.
    graph: StableDiGraph<Arc<Node>, Arc<Edge>>,
    nodes: BTreeMap<Text, NodeIndex>,
    /// By the number of its node: the edges from each actor, in order of target and key.
    out: Vec<Vec<EdgeIndex>>,
    untargeted: BTreeMap<Key, Arc<Edge>>,
    documents: Documents,
    /// For each id as it was given, the hashes of the texts that came under it.
    texts: BTreeMap<String, BTreeSet<String>>,
    shared: Texts,
}

impl Network {
    /// A network that knows nothing.
    pub fn new() -> Network {
        Network::default()
    }

    /// All actors, in order of id.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.nodes.values().map(|&node| &*self.graph[node])
    }

    /// The actor with that id.
    pub fn node(&self, id: &str) -> Option<&Node> {
        self.nodes.get(id).map(|&node| &*self.graph[node])
    }

    /// The canonical name of the actor with that id; the id itself when there is none.
    pub fn label<'a>(&'a self, id: &'a str) -> &'a str {
        self.node(id).map_or(id, |node| &node.actor.label)
    }

    /// All edges, in order of source, target and key.
    pub fn edges(&self) -> impl Iterator<Item = &Edge> {
        (self.nodes.values())
            .flat_map(|node| &self.out[node.index()])
            .map(|&edge| &*self.graph[edge])
    }

    /// The edge, with or without a target, that has that id (`e:9f2c…`). `O(n)`.
    pub fn edge(&self, id: &str) -> Option<&Edge> {
        self.edges().chain(self.untargeted()).find(|edge| edge.id == id)
    }

    /// What actors do to nobody who is named: resignations, protests. Edges without a target.
    pub fn untargeted(&self) -> impl Iterator<Item = &Edge> {
        self.untargeted.values().map(|edge| &**edge)
    }

    /// The edges that start or end at an actor, in the order of [`Network::edges`]. `O(k log k)` in their number.
    pub fn edges_of(&self, id: &str) -> Vec<&Edge> {
        let Some(&node) = self.nodes.get(id) else {
            return Vec::new();
        };
        let out = self.out[node.index()].iter().map(|&edge| &*self.graph[edge]);
        // A self-loop stands in both lists.
        let into = self
            .graph
            .edges_directed(node, Incoming)
            .filter(|edge| edge.source() != node)
            .map(|edge| &**edge.weight());
        let mut edges: Vec<&Edge> = out.chain(into).collect();
        edges.sort_by(|one, other| one.source.cmp(&other.source).then_with(|| one.order(other)));
        edges
    }

    /// The ids of the actors one edge away, in either direction, in order.
    pub fn neighbors(&self, id: &str) -> BTreeSet<&str> {
        let Some(&node) = self.nodes.get(id) else {
            return BTreeSet::new();
        };
        let around = self.graph.neighbors_undirected(node).filter(|&other| other != node);
        around.map(|other| self.graph[other].actor.id.as_str()).collect()
    }

    /// All documents, in order of id.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.documents.values().map(|kept| &*kept.document)
    }

    /// The document with that id.
    pub fn document(&self, id: &str) -> Option<&Document> {
        self.documents.get(id).map(|kept| &*kept.document)
    }

    /// Who published the evidence of an edge; the document's id stands for an unknown publisher.
    ///
    /// Ten articles of one outlet count once.
    pub fn outlets<'a>(&'a self, edge: &'a Edge) -> BTreeSet<&'a str> {
        let documents: BTreeSet<&str> = edge.evidence.iter().map(|e| e.doc.as_str()).collect();
        let outlet = |id: &'a str| self.document(id).and_then(|d| d.publisher.as_deref()).unwrap_or(id);
        documents.into_iter().map(outlet).collect()
    }

    /// The first and the last day of anything that is stated.
    pub fn days(&self) -> Option<(&str, &str)> {
        let edges = || self.edges().chain(self.untargeted());
        let first = edges().filter_map(|edge| edge.first.as_deref()).min()?;
        let last = edges().filter_map(|edge| edge.last.as_deref()).max()?;
        Some((first, last))
    }

    /// Everything stated, as the extractor gave it, edge by edge.
    ///
    /// Labels are those of the document; the ends of a symmetric relation are in text order.
    pub fn observations(&self) -> impl Iterator<Item = Observation> {
        let edges = self.edges().chain(self.untargeted());
        edges.flat_map(|edge| edge.evidence.iter().map(|evidence| self.observation(edge, evidence)))
    }

    /// The number of an actor that is new.
    fn add_node(&mut self, id: &Text, node: Arc<Node>) -> NodeIndex {
        let place = self.graph.add_node(node);
        // The number may be that of one who is gone.
        if self.out.len() <= place.index() {
            self.out.resize_with(place.index() + 1, Vec::new);
        }
        self.nodes.insert(id.clone(), place);
        place
    }

    /// Does it hold nothing at all?
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty() && self.documents.is_empty()
    }
}

/// Equal networks state the same and write the same bytes.
impl PartialEq for Network {
    fn eq(&self, other: &Network) -> bool {
        self.documents == other.documents
            && self.nodes().eq(other.nodes())
            && self.edges().eq(other.edges())
            && self.untargeted == other.untargeted
    }
}
