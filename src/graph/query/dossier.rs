//! [`Dossier`]: all that a network knows of one actor.

use crate::extract::relation::{Modality, Polarity};
use crate::graph::{Edge, Evidence, Network, Node};
use serde::Serialize;
use std::cmp::Reverse;

/// All that a network knows of one actor, each statement with its quotes.
///
/// ```
/// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
/// use newsgraph::graph::{self, query::Dossier};
/// let network = graph::read(json)?;
/// let ukraine = Dossier::of(&network, "country:ua").unwrap();
/// assert_eq!(ukraine.allies[0].source, "country:fr");
/// assert_eq!(ukraine.opponents[0].source, "country:hu");
/// assert!(Dossier::of(&network, "country:xx").is_none());
/// # Ok::<(), newsgraph::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Dossier<'a> {
    /// Who it is.
    pub node: &'a Node,
    /// What the actor is, or others are of it: offices, leaders, members. In order of time.
    pub roles: Vec<Edge>,
    /// Edges for the actor or for the other end, the strongest first.
    pub allies: Vec<Edge>,
    /// Edges against.
    pub opponents: Vec<Edge>,
    /// Edges that are neither: meetings, calls.
    pub dealings: Vec<Edge>,
    /// What the actor claims, with the evidence of these claims alone.
    pub said_by: Vec<Edge>,
    /// What others claim of the actor.
    pub said_about: Vec<Edge>,
}

impl<'a> Dossier<'a> {
    /// The dossier of the actor with that id. `O(n)` in the evidence of the network.
    pub fn of(network: &'a Network, id: &str) -> Option<Dossier<'a>> {
        let node = network.node(id)?;
        let touches = |e: &&Edge| e.source == id || e.target() == id;
        let all = || network.edges().chain(network.untargeted());
        let narrowed = |keep: &dyn Fn(&Edge, &Evidence) -> bool| -> Vec<Edge> {
            let narrow = |edge: &Edge| {
                let kept = edge.evidence.iter().filter(|e| keep(edge, e));
                let kept: Vec<Evidence> = kept.cloned().collect();
                (!kept.is_empty()).then(|| {
                    let mut narrowed = Edge::new(edge.found_by());
                    narrowed.evidence = kept;
                    narrowed.derive(&network.documents);
                    narrowed
                })
            };
            let mut edges: Vec<Edge> = all().filter_map(narrow).collect();
            edges.sort_by_key(|e| Reverse(e.weight()));
            edges
        };
        let of_sign = |sign: i8| -> Vec<Edge> {
            let fits = |e: &&Edge| touches(e) && !e.is_structural() && e.stance() == sign;
            let mut edges: Vec<Edge> = all().filter(fits).cloned().collect();
            edges.sort_by_cached_key(|e| Reverse(e.strength()));
            edges
        };
        let mut roles: Vec<Edge> = all().filter(touches).filter(|e| e.is_structural()).cloned().collect();
        // The actor's own first, then by time; what has no date comes last.
        roles.sort_by_cached_key(|e| (e.source != id, e.first.is_none(), e.first.clone()));
        Some(Dossier {
            node,
            roles,
            allies: of_sign(1),
            opponents: of_sign(-1),
            dealings: of_sign(0),
            said_by: narrowed(&|_, e| e.holder.as_deref() == Some(id)),
            said_about: narrowed(&|edge, e| {
                (edge.source == id || edge.target() == id) && e.holder.as_deref().is_some_and(|holder| holder != id)
            }),
        })
    }

    /// The sections by name, in the order in which they are read.
    pub fn sections(&self) -> [(&'static str, &[Edge]); 6] {
        [
            ("roles", &self.roles),
            ("allies", &self.allies),
            ("opponents", &self.opponents),
            ("dealings", &self.dealings),
            ("said_by", &self.said_by),
            ("said_about", &self.said_about),
        ]
    }

    /// The dossier as JSON.
    pub fn json(&self, network: &Network) -> impl Serialize + use<> {
        let mut object = serde_json::Map::new();
        let actor = &self.node.actor;
        let mut put = |name: &str, value: serde_json::Value| object.insert(name.to_owned(), value);
        put("id", actor.id.as_str().into());
        put("label", actor.label.as_str().into());
        put("kind", serde_json::json!(actor.kind));
        put("wikidata", serde_json::json!(actor.wikidata));
        put("aliases", serde_json::json!(actor.aliases));
        put("mentions", self.node.mentions.into());
        put(
            "documents",
            self.node.sightings().map(|(doc, _)| doc).collect::<Vec<_>>().into(),
        );
        for (name, edges) in self.sections() {
            let statements: Vec<Statement> = edges.iter().map(|e| Statement::of(network, e)).collect();
            put(name, serde_json::json!(statements));
        }
        serde_json::Value::from(object)
    }
}

/// An edge of a dossier as JSON.
#[derive(Serialize)]
struct Statement<'a> {
    edge: &'a str,
    source: &'a str,
    source_label: &'a str,
    relation: &'a str,
    polarity: Polarity,
    modality: Modality,
    target: Option<&'a str>,
    target_label: Option<&'a str>,
    title: Option<&'a str>,
    first: Option<&'a str>,
    last: Option<&'a str>,
    quotes: Vec<Quote<'a>>,
}

#[derive(Serialize)]
struct Quote<'a> {
    doc: &'a str,
    sent: u32,
    date: Option<&'a str>,
    publisher: Option<&'a str>,
    holder: Option<&'a str>,
    holder_label: Option<&'a str>,
    title: Option<&'a str>,
    quote: &'a str,
}

impl<'a> Statement<'a> {
    fn of(network: &'a Network, edge: &'a Edge) -> Statement<'a> {
        let quote = |e: &'a Evidence| {
            let document = network.document(&e.doc);
            Quote {
                doc: &e.doc,
                sent: e.sent,
                date: e.day(document),
                publisher: document.and_then(|d| d.publisher.as_deref()),
                holder: e.holder.as_deref(),
                holder_label: e.holder_label.as_deref(),
                title: e.title.as_deref(),
                quote: &e.quote,
            }
        };
        Statement {
            edge: &edge.id,
            source: &edge.source,
            source_label: network.label(&edge.source),
            relation: &edge.relation,
            polarity: edge.polarity,
            modality: edge.modality,
            target: edge.target.as_deref(),
            target_label: edge.target.as_deref().map(|t| network.label(t)),
            title: edge.title(),
            first: edge.first.as_deref(),
            last: edge.last.as_deref(),
            quotes: edge.evidence.iter().map(quote).collect(),
        }
    }
}
