//! Node-link JSON as any program may write it, read into memory as a whole; its errors name the field.
//!
//! [`quick`](super::quick) reads what is laid out as we write it; all else, and all that is wrong, comes here.

use super::VERSION;
use super::record::{self, Object};
use crate::graph::batch::Batch;
use crate::graph::{Network, Sighting};
use crate::{Error, Result};
use serde_json::Value;
use std::collections::BTreeMap;

/// Reads a network, its fields in any order.
pub(super) fn read(text: &str) -> Result<Network> {
    let value: Value = serde_json::from_str(text).map_err(|e| {
        let what = format!("broken JSON: {e}; was the file cut short?");
        Error::new(what).on_line(e.line()).caused_by(e)
    })?;
    let mut top = record::object(value, "the file")?;
    let mut graph = match top.remove("graph") {
        Some(Value::Object(graph)) => graph,
        _ => return Err(not_ours("it has no \"graph\" object")),
    };
    match graph.get("format").and_then(Value::as_str) {
        Some("newsgraph") => {}
        _ => return Err(not_ours("graph.format is not \"newsgraph\"")),
    }
    match graph.get("version").and_then(Value::as_u64) {
        Some(1..=VERSION) => {}
        Some(newer) if newer > VERSION => {
            let what = format!("graph.version is {newer}, and this program reads up to {VERSION}: update newsgraph");
            return Err(Error::new(what));
        }
        _ => {
            return Err(Error::new(format!(
                "graph.version: expected a whole number from 1 to {VERSION}"
            )));
        }
    }
    let mut nodes = BTreeMap::new();
    for (i, node) in record::list(&mut top, "nodes", "")?.into_iter().enumerate() {
        let node: Sighting = record::parse(node, &format!("nodes[{i}]"))?;
        nodes.insert(node.actor.id.clone(), node);
    }
    let edges = match (top.contains_key("edges"), top.contains_key("links")) {
        (true, _) => "edges",
        (false, true) => "links",
        (false, false) => {
            return Err(Error::new(
                "neither \"edges\" nor \"links\" is there: expected a list of edges",
            ));
        }
    };
    let mut reader = Reader {
        nodes,
        ..Reader::default()
    };
    for (i, document) in record::list(&mut graph, "documents", "graph.")?.into_iter().enumerate() {
        reader.document(document, &format!("graph.documents[{i}]"))?;
    }
    for (i, edge) in record::list(&mut top, edges, "")?.into_iter().enumerate() {
        reader.edge(edge, true, &format!("{edges}[{i}]"))?;
    }
    if graph.contains_key("untargeted") {
        for (i, edge) in record::list(&mut graph, "untargeted", "graph.")?
            .into_iter()
            .enumerate()
        {
            reader.edge(edge, false, &format!("graph.untargeted[{i}]"))?;
        }
    }
    let mut network = Network::new();
    network.absorb(reader.batch);
    Ok(network)
}

fn not_ours(why: &str) -> Error {
    Error::new(format!(
        "not a newsgraph file: {why}; expected a network that newsgraph wrote"
    ))
}

#[derive(Default)]
struct Reader {
    batch: Batch,
    /// What the file says of each actor as a whole.
    nodes: BTreeMap<String, Sighting>,
    documents: BTreeMap<String, usize>,
    /// Of which documents the actors are listed, by id.
    seen: BTreeMap<String, Vec<usize>>,
}

impl Reader {
    fn document(&mut self, value: Value, at: &str) -> Result<()> {
        let mut object = record::object(value, at)?;
        let actors = match object.contains_key("actors") {
            true => record::list(&mut object, "actors", &format!("{at}."))?,
            false => Vec::new(),
        };
        let document = record::document(Value::Object(object), at)?;
        let doc = self.batch.documents.len();
        for (i, actor) in actors.into_iter().enumerate() {
            let at = format!("{at}.actors[{i}]");
            let sighting: Sighting = record::parse(actor, &at)?;
            self.known(&sighting.actor.id, &at)?;
            self.seen.entry(sighting.actor.id.clone()).or_default().push(doc);
            self.batch.sightings.push((doc, sighting));
        }
        if self.documents.insert(document.id.clone(), doc).is_some() {
            return Err(Error::new(format!("{at}.id: a second document {:?}", document.id)));
        }
        self.batch.documents.push(document.into());
        Ok(())
    }

    fn edge(&mut self, value: Value, targeted: bool, at: &str) -> Result<()> {
        let mut edge = record::object(value, at)?;
        let source = record::text(&edge, "source", at)?;
        self.known(&source, &format!("{at}.source"))?;
        if targeted {
            let target = record::text(&edge, "target", at)?;
            self.known(&target, &format!("{at}.target"))?;
        } else {
            edge.remove("target");
        }
        let evidence = record::list(&mut edge, "evidence", &format!("{at}."))?;
        if evidence.is_empty() {
            return Err(Error::new(format!(
                "{at}.evidence is empty: an edge needs at least one quote"
            )));
        }
        for (i, evidence) in evidence.into_iter().enumerate() {
            self.evidence(evidence, &edge, &format!("{at}.evidence[{i}]"))?;
        }
        Ok(())
    }

    fn evidence(&mut self, evidence: Value, edge: &Object, at: &str) -> Result<()> {
        let mut evidence = record::object(evidence, at)?;
        record::evidence_to_observation(&mut evidence, edge);
        let observation = record::observation(Value::Object(evidence), at)?;
        let Some(&doc) = self.documents.get(&observation.doc) else {
            let what = format!("{at}.doc: {:?} is not among graph.documents", observation.doc);
            return Err(Error::new(what));
        };
        let ends = [
            Some(&observation.source),
            observation.target.as_ref(),
            observation.holder.as_ref(),
        ];
        for (id, field) in ends.into_iter().zip(["source", "target", "holder"]) {
            let Some(id) = id else { continue };
            self.known(id, &format!("{at}.{field}"))?;
            // A file whose documents list no actors: what the node says holds for each document that names it.
            let seen = self.seen.entry(id.clone()).or_default();
            if !seen.contains(&doc) {
                seen.push(doc);
                let mut sighting = self.nodes[id].clone();
                sighting.mentions = 0;
                self.batch.sightings.push((doc, sighting));
            }
        }
        self.batch.state(doc, observation);
        Ok(())
    }

    fn known(&self, id: &str, at: &str) -> Result<()> {
        match self.nodes.contains_key(id) {
            true => Ok(()),
            false => Err(Error::new(format!("{at}: {id:?} is not among nodes"))),
        }
    }
}
