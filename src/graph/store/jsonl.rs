//! JSON Lines: one record a line, sorted, no line depending on another.

use super::record;
use crate::extract::relation::Observation;
use crate::graph::batch::Batch;
use crate::graph::{Network, Sighting};
use crate::{Document, Error, Result};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

/// Writes the network as JSON Lines: what each document is (`doc`), shows (`actor`) and states (`obs`).
///
/// ```text
/// {"t":"actor","doc":"afp-1","id":"country:fr","label":"France","kind":"country","aliases":["Paris"],"mentions":2}
/// {"t":"doc","id":"afp-1","sha256":"9f2c…","date":"2024-03-01"}
/// {"t":"obs","doc":"afp-1","sent":0,"source":"country:fr","target":"country:ua",…}
/// ```
///
/// Lines are in order of their bytes, so that `sort -u` of several files is such a file, and git's `merge=union` works.
///
/// # Errors
///
/// Only those of `out`.
pub fn write_jsonl(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = Vec::new();
    for document in network.documents() {
        lines.push(serde_json::to_string(&Record::Doc(document))?);
    }
    for (doc, sighting) in network.nodes().flat_map(|node| node.sightings()) {
        lines.push(serde_json::to_string(&Record::Actor { doc, sighting })?);
    }
    for observation in network.observations() {
        lines.push(serde_json::to_string(&Record::Obs(&observation))?);
    }
    lines.sort_unstable();
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

#[derive(Serialize)]
#[serde(tag = "t", rename_all = "lowercase")]
enum Record<'a> {
    Doc(&'a Document),
    Actor {
        doc: &'a str,
        #[serde(flatten)]
        sighting: &'a Sighting,
    },
    Obs(&'a Observation),
}

/// Is this line a whole record, so that the file is JSON Lines and not one JSON value?
pub(super) fn is_record(line: &str) -> bool {
    let value: Option<Value> = serde_json::from_str(line).ok();
    let is_field = |name| {
        value
            .as_ref()
            .is_some_and(|v| v.get(name).is_some_and(Value::is_string))
    };
    is_field("t") || (is_field("relation") && is_field("quote"))
}

pub(super) fn read(text: &str) -> Result<Network> {
    let mut records = Records::default();
    for (i, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let value: Value = serde_json::from_str(line).map_err(|e| {
            let what = format!("broken JSON: {e}; expected one record a line");
            Error::new(what).on_line(i + 1).caused_by(e)
        })?;
        records.take(value).map_err(|e| e.on_line(i + 1))?;
    }
    Ok(records.network())
}

/// What documents are, show and state, record by record in any order.
#[derive(Default)]
pub(super) struct Records(BTreeMap<String, Article>);

impl Records {
    pub(super) fn take(&mut self, record: Value) -> Result<()> {
        take(record, &mut self.0)
    }

    pub(super) fn network(self) -> Network {
        let mut batch = Batch::default();
        for (id, article) in self.0 {
            let mut documents = article.documents.into_iter();
            let first = documents.next().unwrap_or_else(|| Document {
                id,
                ..Document::default()
            });
            batch.article(first, article.sightings, article.observations);
            batch.documents.extend(documents.map(Arc::new));
        }
        let mut network = Network::new();
        network.absorb(batch);
        network
    }
}

/// What the lines say of one document.
#[derive(Default)]
struct Article {
    documents: Vec<Document>,
    sightings: Vec<Sighting>,
    observations: Vec<Observation>,
}

fn take(line: Value, articles: &mut BTreeMap<String, Article>) -> Result<()> {
    let mut object = record::object(line, "the line")?;
    let kind = object.remove("t");
    match kind.as_ref().map_or(Some("obs"), Value::as_str) {
        Some("doc") => {
            let document = record::document(Value::Object(object), "doc")?;
            let known = &mut articles.entry(document.id.clone()).or_default().documents;
            // Files put together may hold two texts under one id; whose the observations are cannot be told any more.
            if let Some(other) = known.iter().find(|d| d.sha256 != document.sha256) {
                let (id, one, two) = (&document.id, &other.sha256, &document.sha256);
                let what = format!("doc {id:?}: two texts under one id, with hashes {one:?} and {two:?}");
                return Err(Error::new(format!(
                    "{what}; read the files apart and merge the networks"
                )));
            }
            known.push(document);
        }
        Some("actor") => {
            let doc = record::text(&object, "doc", "actor")?;
            let sighting: Sighting = record::parse(Value::Object(object), "actor")?;
            articles.entry(doc).or_default().sightings.push(sighting);
        }
        Some("obs") => {
            let observation = record::observation(Value::Object(object), "obs")?;
            let article = articles.entry(observation.doc.clone()).or_default();
            article.observations.push(observation);
        }
        _ => {
            let what = "t: expected \"doc\", \"actor\" or \"obs\"; was it written by a newer newsgraph?";
            return Err(Error::new(what));
        }
    }
    Ok(())
}
