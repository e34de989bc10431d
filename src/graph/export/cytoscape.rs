//! Cytoscape.js JSON (js.cytoscape.org, 3): web pages, Cytoscape Desktop (`.cyjs`), `networkx.cytoscape_graph`.
//!
//! `value`, `name` and the graph's own `data` are there because networkx asks for them, `interaction` and `shared_name` because
//! Cytoscape Desktop does.

use super::columns::{self, EDGE, JOIN, NODE};
use super::said;
use crate::graph::Network;
use serde_json::{Map, Value as Json};
use std::io::{self, Write};

/// Writes the network as Cytoscape.js JSON, an element a line.
///
/// # Errors
///
/// Only those of `out`.
pub fn write(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let generator = concat!("newsgraph ", env!("CARGO_PKG_VERSION"));
    writeln!(
        out,
        "{{\"data\":{{\"name\":\"newsgraph\",\"generator\":\"{generator}\"}},"
    )?;
    writeln!(
        out,
        "\"directed\":true,\"multigraph\":true,\n\"elements\":{{\"nodes\":["
    )?;
    let alone = said::alone(network);
    let nodes = network.nodes().map(|node| {
        let id = node.actor.id.as_str();
        let label = &node.actor.label;
        let mut data = object([("id", id), ("value", id), ("name", label), ("shared_name", label)]);
        columns::fill(&mut data, NODE.iter().map(|c| (c.name, (c.value)(network, node))));
        if let Some(alone) = alone.get(id) {
            data.insert("alone".into(), alone.join(JOIN).into());
        }
        data
    });
    elements(out, nodes)?;
    writeln!(out, "],\n\"edges\":[")?;
    let edges = network.edges().map(|edge| {
        let (key, label) = (edge.key(), said::label(edge));
        let mut data = object([
            ("id", edge.id.as_str()),
            ("source", &edge.source),
            ("target", edge.target()),
            ("key", &key),
            ("name", &label),
            ("shared_name", &label),
            ("interaction", &edge.relation),
        ]);
        columns::fill(&mut data, EDGE.iter().map(|c| (c.name, (c.value)(network, edge))));
        data
    });
    elements(out, edges)?;
    writeln!(out, "]}}}}")
}

fn elements(out: &mut dyn Write, all: impl Iterator<Item = Map<String, Json>>) -> io::Result<()> {
    for (i, data) in all.enumerate() {
        let comma = if i == 0 { "" } else { ",\n" };
        write!(out, "{comma}{{\"data\":{}}}", serde_json::to_string(&data)?)?;
    }
    Ok(())
}

fn object<const N: usize>(fields: [(&str, &str); N]) -> Map<String, Json> {
    let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value.into()));
    fields.collect()
}
