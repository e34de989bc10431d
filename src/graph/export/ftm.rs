//! FollowTheMoney entities (followthemoney 3 and 4), one JSON object a line: Aleph, OpenAleph, yente.
//!
//! An actor is a `Person`, `PublicBody`, `Organization` or `LegalEntity`, an article an `Article`, an edge an `UnknownLink` whose `role`
//! reads from subject to object, with denial, claim and plan in words and again in `status`; its quotes are `summary`, its articles
//! `proof`. What somebody does to nobody who is named is an `Event`.

use super::said;
use crate::Document;
use crate::extract::actor::Kind;
use crate::extract::relation::{Modality, Polarity};
use crate::graph::{Edge, Network, Node};
use itertools::Itertools;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes an entity a line: articles, actors, links, events.
///
/// # Errors
///
/// Only those of `out`.
pub fn write(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let mut put = |entity: Entity| -> io::Result<()> {
        serde_json::to_writer(&mut *out, &entity)?;
        writeln!(out)
    };
    network.documents().map(article).try_for_each(&mut put)?;
    network.nodes().map(actor).try_for_each(&mut put)?;
    let edges = network.edges().chain(network.untargeted());
    edges.map(|edge| link(network, edge)).try_for_each(&mut put)
}

#[derive(Serialize)]
struct Entity {
    id: String,
    schema: &'static str,
    properties: BTreeMap<&'static str, Vec<String>>,
}

impl Entity {
    fn new(id: String, schema: &'static str) -> Entity {
        Entity {
            id,
            schema,
            properties: BTreeMap::new(),
        }
    }

    /// Adds what is known; FollowTheMoney has no empty values.
    fn with<S: Into<String>>(mut self, property: &'static str, values: impl IntoIterator<Item = S>) -> Entity {
        let is_blank = |c: char| c.is_control() || c.is_whitespace();
        let clean = |text: String| text.split(is_blank).filter(|part| !part.is_empty()).join(" ");
        let values = values.into_iter().map(|text| clean(text.into()));
        let values: Vec<String> = values.filter(|text| !text.is_empty()).unique().collect();
        if !values.is_empty() {
            self.properties.insert(property, values);
        }
        self
    }
}

/// Ids there are letters, numbers, `-` and `.`: ours as far as they are such, and a hash, so that no two become one.
fn id(kind: &str, id: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' };
    let readable: String = id.chars().take(60).map(safe).collect();
    let hash = Sha256::digest(format!("{kind}\0{id}"));
    let hash = hash.iter().take(5).map(|byte| format!("{byte:02x}")).join("");
    format!("ng-{kind}-{}-{hash}", readable.trim_matches(['-', '.']))
}

fn article(d: &Document) -> Entity {
    Entity::new(id("doc", &d.id), "Article")
        .with("title", Some(d.title.as_deref().unwrap_or(&d.id)))
        .with("publishedAt", d.date.as_deref())
        .with("publisher", d.publisher.as_deref())
        .with("author", d.byline.as_deref())
        .with(
            "sourceUrl",
            d.url.as_deref().filter(|url| said::is_web(url)).map(said::encoded),
        )
}

fn actor(node: &Node) -> Entity {
    let actor = &node.actor;
    let (schema, topic) = match actor.kind {
        Kind::Person => ("Person", None),
        Kind::Country => ("PublicBody", Some("gov.national")),
        Kind::GovernmentBody => ("PublicBody", Some("gov")),
        Kind::Party => ("Organization", Some("pol.party")),
        Kind::Organization | Kind::ArmedGroup => ("Organization", None),
        Kind::Group | Kind::Place | Kind::Unknown => ("LegalEntity", None),
    };
    // FollowTheMoney takes no name without a letter.
    let is_name = |name: &&String| name.contains(char::is_alphanumeric);
    // The codes of countries there are those of our ids, `country:fr`.
    let code = actor.id.strip_prefix("country:").filter(|code| code.len() == 2);
    Entity::new(id("actor", &actor.id), schema)
        .with("name", [&actor.label, &actor.id].into_iter().find(is_name))
        .with("alias", actor.aliases.iter().filter(is_name))
        .with("wikidataId", actor.wikidata.as_deref())
        .with("country", code)
        .with("topics", topic)
}

fn link(network: &Network, edge: &Edge) -> Entity {
    let docs: Vec<_> = edge.evidence.iter().map(|e| &e.doc).unique().collect();
    let documents: Vec<&Document> = docs.iter().filter_map(|id| network.document(id)).collect();
    let urls = documents.iter().filter_map(|d| d.url.as_deref());
    let source = id("actor", &edge.source);
    let entity = match &edge.target {
        Some(target) => Entity::new(id("link", &edge.id), "UnknownLink")
            .with("subject", Some(source))
            .with("object", Some(id("actor", target)))
            .with("role", Some(said::label(edge)))
            .with("status", status(edge))
            .with("recordId", Some(edge.id.as_str())),
        None => Entity::new(id("event", &edge.id), "Event")
            .with(
                "name",
                Some(format!("{}: {}", network.label(&edge.source), said::label(edge))),
            )
            .with("involved", Some(source))
            .with("keywords", status(edge))
            .with("recordId", Some(edge.id.as_str())),
    };
    entity
        .with("date", said::days(network, edge))
        .with("summary", edge.evidence.iter().map(|e| e.quote.as_str()))
        .with("proof", docs.iter().map(|doc| id("doc", doc)))
        .with("sourceUrl", urls.filter(|url| said::is_web(url)).map(said::encoded))
        .with("publisher", documents.iter().filter_map(|d| d.publisher.as_deref()))
}

/// What keeps an edge from being a plain fact: `negated`, `claimed`, `planned`.
fn status(edge: &Edge) -> Vec<&'static str> {
    let mut status = Vec::new();
    if edge.polarity == Polarity::Negated {
        status.push(said::word(edge.polarity));
    }
    if edge.claimed {
        status.push("claimed");
    }
    if edge.modality != Modality::Actual {
        status.push(said::word(edge.modality));
    }
    status
}
