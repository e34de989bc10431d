//! GraphML (graphml.graphdrawing.org, 1.0 with `attr.name` and `attr.type`): Gephi, yEd, Cytoscape, igraph, networkx.
//!
//! Parallel edges each have their id. GraphML knows no lists: parts are joined by ` | `, and all evidence of an edge stands in
//! `evidence_json` as our JSON has it. What somebody does to nobody who is named is the attribute `alone` of the actor.

use super::columns::{EDGE, NODE, Type};
use super::dot::style::{self, Look};
use super::said;
use super::xml::escaped;
use crate::graph::Network;
use std::io::{self, Write};

/// Writes the network as GraphML.
///
/// # Errors
///
/// Only those of `out`.
pub fn write(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
    let nodes = NODE.iter().map(|c| ("node", c.name, c.kind));
    let edges = EDGE.iter().map(|c| ("edge", c.name, c.kind));
    let more = [
        ("node", "alone", Type::Text),
        ("node", "color", Type::Text),
        ("edge", "color", Type::Text),
        ("edge", "edge_id", Type::Text),
        ("edge", "evidence_json", Type::Text),
    ];
    for (whose, name, kind) in nodes.chain(edges).chain(more) {
        let kind = match kind {
            Type::Text => "string",
            Type::Number => "long",
            Type::Weight => "double",
            Type::Flag => "boolean",
        };
        let id = format!("{whose}-{name}");
        writeln!(
            out,
            "  <key id=\"{id}\" for=\"{whose}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
        )?;
    }
    writeln!(out, "  <graph id=\"newsgraph\" edgedefault=\"directed\">")?;
    let alone = said::alone(network);
    for node in network.nodes() {
        let id = node.actor.id.as_str();
        writeln!(out, "    <node id=\"{}\">", escaped(id))?;
        for column in &NODE {
            data(
                out,
                "node",
                column.name,
                (column.value)(network, node).text().as_deref(),
            )?;
        }
        let alone = alone.get(id).map(|acts| acts.join(super::columns::JOIN));
        data(out, "node", "alone", alone.as_deref())?;
        data(out, "node", "color", Some(style::fill(node.actor.kind)))?;
        writeln!(out, "    </node>")?;
    }
    for edge in network.edges() {
        let [id, source, target] = [edge.id.as_str(), &edge.source, edge.target()].map(escaped);
        writeln!(out, "    <edge id=\"{id}\" source=\"{source}\" target=\"{target}\">")?;
        for column in &EDGE {
            data(
                out,
                "edge",
                column.name,
                (column.value)(network, edge).text().as_deref(),
            )?;
        }
        data(out, "edge", "color", Some(Look::of(edge).color()))?;
        // igraph (1.0) takes edges' ids for those of nodes.
        data(out, "edge", "edge_id", Some(&edge.id))?;
        // What XML cannot hold, JSON can: no quote is changed.
        let evidence = serde_json::to_string(&edge.evidence)?;
        let evidence = evidence.replace('\u{fffe}', "\\ufffe").replace('\u{ffff}', "\\uffff");
        data(out, "edge", "evidence_json", Some(&evidence))?;
        writeln!(out, "    </edge>")?;
    }
    writeln!(out, "  </graph>\n</graphml>")
}

/// One attribute; nothing is written of what is not known.
fn data(out: &mut dyn Write, whose: &str, name: &str, value: Option<&str>) -> io::Result<()> {
    match value {
        Some(value) => writeln!(out, "      <data key=\"{whose}-{name}\">{}</data>", escaped(value)),
        None => Ok(()),
    }
}
