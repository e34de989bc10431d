//! JSON Graph Format 2.1 (jsongraphformat.info). It takes no field but its own, so all of ours is `metadata`.

use super::columns::{self, EDGE, JOIN, NODE};
use super::said;
use crate::graph::Network;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Writes the network as JSON Graph Format, an element a line.
///
/// # Errors
///
/// Only those of `out`.
pub fn write(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let generator = concat!("newsgraph ", env!("CARGO_PKG_VERSION"));
    writeln!(
        out,
        "{{\"graph\":{{\"directed\":true,\"type\":\"newsgraph\",\"metadata\":{{\"generator\":\"{generator}\"}},\n\"nodes\":{{"
    )?;
    let alone = said::alone(network);
    for (i, node) in network.nodes().enumerate() {
        let id = node.actor.id.as_str();
        let mut data = columns::object(NODE.iter().map(|c| (c.name, (c.value)(network, node))));
        if let Some(alone) = alone.get(id) {
            data.insert("alone".into(), alone.join(JOIN).into());
        }
        let element = json!({"label": node.actor.label, "metadata": data});
        let comma = if i == 0 { "" } else { ",\n" };
        write!(out, "{comma}{}:{element}", Value::from(id))?;
    }
    writeln!(out, "}},\n\"edges\":[")?;
    for (i, edge) in network.edges().enumerate() {
        let data = columns::object(EDGE.iter().map(|c| (c.name, (c.value)(network, edge))));
        let element = json!({
            "id": edge.id.as_str(),
            "source": edge.source.as_str(),
            "target": edge.target(),
            "relation": edge.relation.as_str(),
            "directed": !edge.symmetric,
            "label": said::label(edge),
            "metadata": data,
        });
        let comma = if i == 0 { "" } else { ",\n" };
        write!(out, "{comma}{element}")?;
    }
    writeln!(out, "]}}}}")
}
