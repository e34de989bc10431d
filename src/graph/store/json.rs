//! The native file: networkx's node-link JSON, so that nothing needs converting.

use super::VERSION;
use super::record::{self, EvidenceRecord, Object};
use crate::graph::merge::Batch;
use crate::graph::{Edge, Network, Sighting};
use crate::{Document, Error, Result};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes the network as node-link JSON, one record a line.
///
/// `networkx.node_link_graph(json.load(file))` reads it as it is. Nodes are in order of id, edges of (source, target,
/// key), evidence of (document, place): the same network gives the same bytes.
///
/// # Errors
///
/// Only those of `out`.
pub fn write_json(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{{\"directed\":true,\"multigraph\":true,")?;
    let generator = concat!("newsgraph ", env!("CARGO_PKG_VERSION"));
    write!(
        out,
        "\"graph\":{{\"format\":\"newsgraph\",\"version\":{VERSION},\"generator\":\"{generator}\""
    )?;
    write!(out, ",\n\"documents\":[")?;
    let mut actors: BTreeMap<&str, Vec<&Sighting>> = BTreeMap::new();
    for (doc, sighting) in network.nodes().flat_map(|node| node.sightings()) {
        actors.entry(doc).or_default().push(sighting);
    }
    lines(out, network.documents(), |out, document| {
        let actors = actors.remove(document.id.as_str()).unwrap_or_default();
        json(out, &DocumentRecord { document, actors })
    })?;
    write!(out, ",\n\"untargeted\":[")?;
    lines(out, network.untargeted(), edge)?;
    write!(out, "}},\n\"nodes\":[")?;
    lines(out, network.nodes(), |out, node| {
        let record = NodeRecord {
            actor: &node.actor,
            mentions: node.mentions,
        };
        json(out, &record)
    })?;
    write!(out, ",\n\"edges\":[")?;
    lines(out, network.edges(), edge)?;
    writeln!(out, "}}")
}

#[derive(Serialize)]
struct DocumentRecord<'a> {
    #[serde(flatten)]
    document: &'a Document,
    actors: Vec<&'a Sighting>,
}

#[derive(Serialize)]
struct NodeRecord<'a> {
    #[serde(flatten)]
    actor: &'a crate::extract::actor::Actor,
    mentions: u64,
}

#[derive(Serialize)]
struct EdgeRecord<'a> {
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<&'a str>,
    key: String,
    id: &'a str,
    relation: &'a str,
    plover: Option<&'a str>,
    cameo: Option<&'a str>,
    polarity: crate::extract::relation::Polarity,
    sign: i8,
    symmetric: bool,
    weight: usize,
    modality: crate::extract::relation::Modality,
    claimed: bool,
    first: Option<&'a str>,
    last: Option<&'a str>,
}

/// An edge on one line, and each evidence on a line of its own below.
fn edge(out: &mut dyn Write, edge: &Edge) -> io::Result<()> {
    let head = serde_json::to_string(&EdgeRecord {
        source: &edge.source,
        target: edge.target.as_deref(),
        key: edge.key(),
        id: &edge.id,
        relation: &edge.relation,
        plover: edge.plover.as_deref(),
        cameo: edge.cameo.as_deref(),
        polarity: edge.polarity,
        sign: edge.sign,
        symmetric: edge.symmetric,
        weight: edge.weight(),
        modality: edge.modality,
        claimed: edge.claimed,
        first: edge.first.as_deref(),
        last: edge.last.as_deref(),
    })?;
    write!(out, "{},\"evidence\":[", head.trim_end_matches('}'))?;
    lines(out, EvidenceRecord::all(edge), |out, evidence| json(out, &evidence))?;
    write!(out, "}}")
}

fn lines<T>(
    out: &mut dyn Write,
    records: impl Iterator<Item = T>,
    mut write: impl FnMut(&mut dyn Write, T) -> io::Result<()>,
) -> io::Result<()> {
    for (i, record) in records.enumerate() {
        out.write_all(if i == 0 { b"\n" } else { b",\n" })?;
        write(out, record)?;
    }
    out.write_all(b"]")
}

fn json(out: &mut dyn Write, record: &impl Serialize) -> io::Result<()> {
    Ok(serde_json::to_writer(out, record)?)
}

/// Reads what [`write_json`] wrote, or what another program made of it.
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
        self.batch.documents.push(document);
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
