//! GEXF 1.3 (gexf.net): Gephi from 0.9.3, with its timeline, and networkx.
//!
//! An edge is there on the days on which its evidence says so: moments, `timestamps`, never intervals, since nobody says when a stance
//! ends. Where nothing is dated the graph is `static`. Parallel edges differ in `kind`, which is the relation with `+` or `-`
//! for stated or denied. Programs that know neither find the same among the attributes.

use super::columns::{EDGE, JOIN, NODE, Type, Value};
use super::dot::style::{self, Look};
use super::said;
use super::xml::escaped;
use crate::graph::{Edge, Network};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// Writes the network as GEXF.
///
/// # Errors
///
/// Only those of `out`.
pub fn write(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let is_dated = network.edges().any(|edge| !moments(network, edge).is_empty());
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">"
    )?;
    let time = match is_dated {
        true => "mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"timestamp\"",
        false => "mode=\"static\"",
    };
    writeln!(out, "  <graph defaultedgetype=\"directed\" idtype=\"string\" {time}>")?;
    let nodes = NODE.iter().map(|c| (c.name, c.kind));
    declare(out, "node", nodes.chain([("alone", Type::Text)]))?;
    declare(out, "edge", EDGE.iter().map(|c| (c.name, c.kind)))?;
    let mut seen: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for edge in network.edges() {
        let moments = moments(network, edge);
        for end in [edge.source.as_str(), edge.target()] {
            seen.entry(end).or_default().extend(moments.iter().cloned());
        }
    }
    let alone = said::alone(network);
    writeln!(out, "    <nodes>")?;
    for node in network.nodes() {
        let id = node.actor.id.as_str();
        let (name, label) = (escaped(id), escaped(&node.actor.label));
        let times = timestamps(seen.get(id));
        writeln!(out, "      <node id=\"{name}\" label=\"{label}\"{times}>")?;
        let alone = alone.get(id).map(|acts| Value::Text(acts.join(JOIN).into()));
        let values = NODE.iter().map(|c| (c.name, (c.value)(network, node)));
        attributes(out, values.chain(alone.map(|alone| ("alone", alone))))?;
        color(out, style::fill(node.actor.kind))?;
        writeln!(out, "      </node>")?;
    }
    writeln!(out, "    </nodes>\n    <edges>")?;
    for edge in network.edges() {
        let [id, source, target] = [edge.id.as_str(), &edge.source, edge.target()].map(escaped);
        let (label, key) = (said::label(edge), edge.key());
        let (label, key) = (escaped(&label), escaped(&key));
        let times = timestamps(Some(&moments(network, edge)));
        writeln!(
            out,
            "      <edge id=\"{id}\" source=\"{source}\" target=\"{target}\" kind=\"{key}\" label=\"{label}\" weight=\"{}\"{times}>",
            edge.weight()
        )?;
        attributes(out, EDGE.iter().map(|c| (c.name, (c.value)(network, edge))))?;
        color(out, Look::of(edge).color())?;
        writeln!(out, "      </edge>")?;
    }
    writeln!(out, "    </edges>\n  </graph>\n</gexf>")
}

/// The days on which an edge is there, each a whole day.
fn moments(network: &Network, edge: &Edge) -> BTreeSet<String> {
    let days = said::days(network, edge);
    days.into_iter().filter_map(said::whole_day).collect()
}

fn timestamps(moments: Option<&BTreeSet<String>>) -> String {
    let moments: Vec<&str> = moments.into_iter().flatten().map(String::as_str).collect();
    match moments.is_empty() {
        true => String::new(),
        false => format!(" timestamps=\"[{}]\"", moments.join(", ")),
    }
}

/// Which attributes there are. An edge's weight and label are attributes of GEXF itself.
fn declare(out: &mut dyn Write, class: &str, columns: impl Iterator<Item = (&'static str, Type)>) -> io::Result<()> {
    writeln!(out, "    <attributes class=\"{class}\" mode=\"static\">")?;
    for (name, kind) in columns.filter(|(name, _)| !is_own(name)) {
        let kind = match kind {
            Type::Text => "string",
            Type::Number => "long",
            Type::Weight => "double",
            Type::Flag => "boolean",
        };
        writeln!(out, "      <attribute id=\"{name}\" title=\"{name}\" type=\"{kind}\"/>")?;
    }
    writeln!(out, "    </attributes>")
}

fn is_own(name: &str) -> bool {
    matches!(name, "label" | "weight")
}

fn attributes<'a>(out: &mut dyn Write, values: impl Iterator<Item = (&'static str, Value<'a>)>) -> io::Result<()> {
    writeln!(out, "        <attvalues>")?;
    for (name, value) in values.filter(|(name, _)| !is_own(name)) {
        if let Some(value) = value.text() {
            writeln!(
                out,
                "          <attvalue for=\"{name}\" value=\"{}\"/>",
                escaped(&value)
            )?;
        }
    }
    writeln!(out, "        </attvalues>")
}

/// `#rrggbb` as three numbers.
fn color(out: &mut dyn Write, hex: &str) -> io::Result<()> {
    let part = |at: usize| hex.get(at..at + 2).and_then(|part| u8::from_str_radix(part, 16).ok());
    let [r, g, b] = [1, 3, 5].map(|at| part(at).unwrap_or(0));
    writeln!(out, "        <viz:color r=\"{r}\" g=\"{g}\" b=\"{b}\"/>")
}
