//! graphology's serialized form (graphology.github.io, 0.26): sigma.js and Gephi Lite. Places, sizes and colours are given, since sigma draws no actor without them.

use super::columns::{self, EDGE, JOIN, NODE};
use super::dot::style::{Look, fill};
use super::said;
use crate::graph::layout::{Tie, place};
use crate::graph::{Edge, Network};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes the network as graphology imports it, an element a line.
///
/// # Errors
///
/// Only those of `out`.
///
/// # Complexity
///
/// That of the layout, [`place`].
pub fn write(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let generator = concat!("newsgraph ", env!("CARGO_PKG_VERSION"));
    writeln!(
        out,
        "{{\"attributes\":{{\"name\":\"newsgraph\",\"generator\":\"{generator}\"}},"
    )?;
    writeln!(
        out,
        "\"options\":{{\"type\":\"directed\",\"multi\":true,\"allowSelfLoops\":true}},\n\"nodes\":["
    )?;
    let ids: BTreeMap<&str, usize> = network
        .nodes()
        .enumerate()
        .map(|(i, node)| (node.actor.id.as_str(), i))
        .collect();
    let ends = |edge: &Edge| Some((*ids.get(edge.source.as_str())?, *ids.get(edge.target())?));
    let ties: Vec<Tie> = (network.edges().filter_map(ends))
        .map(|(a, b)| Tie { a, b, weight: 1.0 })
        .collect();
    let mut busy = vec![0_usize; ids.len()];
    for tie in &ties {
        busy[tie.a] += 1;
        busy[tie.b] += 1;
    }
    let at = place(&vec![[30.0; 2]; ids.len()], &ties, 60.0);
    let alone = said::alone(network);
    let nodes = network.nodes().enumerate().map(|(i, node)| {
        let id = node.actor.id.as_str();
        let mut data = columns::object(NODE.iter().map(|c| (c.name, (c.value)(network, node))));
        if let Some(alone) = alone.get(id) {
            data.insert("alone".into(), alone.join(JOIN).into());
        }
        // Whole numbers, upwards: the same bytes on every machine, the same picture as ours.
        data.insert("x".into(), (at[i][0] as i64).into());
        data.insert("y".into(), (-(at[i][1] as i64)).into());
        data.insert("size".into(), (3 + busy[i].min(17)).into());
        data.insert("color".into(), fill(node.actor.kind).into());
        json!({"key": id, "attributes": data})
    });
    elements(out, nodes)?;
    writeln!(out, "],\n\"edges\":[")?;
    let edges = network.edges().map(|edge| {
        let mut data = columns::object(EDGE.iter().map(|c| (c.name, (c.value)(network, edge))));
        data.insert("label".into(), said::label(edge).into());
        data.insert("color".into(), Look::of(edge).color().into());
        json!({"key": edge.id.as_str(), "source": edge.source.as_str(), "target": edge.target(), "attributes": data})
    });
    elements(out, edges)?;
    writeln!(out, "]}}")
}

fn elements(out: &mut dyn Write, all: impl Iterator<Item = Value>) -> io::Result<()> {
    for (i, element) in all.enumerate() {
        let comma = if i == 0 { "" } else { ",\n" };
        write!(out, "{comma}{}", serde_json::to_string(&element)?)?;
    }
    Ok(())
}
