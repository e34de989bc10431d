//! The native file: networkx's node-link JSON, so that nothing needs converting.

use super::VERSION;
use super::writer::{Quoted, Writer};
use crate::extract::actor::Actor;
use crate::graph::{Edge, Evidence, Network, Sighting};
use rustc_hash::FxHashMap;
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
    let mut actors: FxHashMap<&str, Vec<&Sighting>> = FxHashMap::default();
    for (doc, sighting) in network.nodes().flat_map(|node| node.sightings()) {
        actors.entry(doc).or_default().push(sighting);
    }
    let out = &mut Writer::new(out);
    out.raw("{\"directed\":true,\"multigraph\":true,\n\"graph\":{\"format\":\"newsgraph\",\"version\":");
    out.number(VERSION);
    out.raw(concat!(",\"generator\":\"newsgraph ", env!("CARGO_PKG_VERSION"), "\""));
    out.raw(",\n\"documents\":[");
    lines(out, network.documents(), |out, document| {
        let actors = actors.remove(document.id.as_str()).unwrap_or_default();
        out.object_but_its_end(document)?;
        out.raw(",\"actors\":[");
        for (i, sighting) in actors.into_iter().enumerate() {
            out.raw(if i == 0 { "{" } else { ",{" });
            actor(out, &sighting.actor, sighting.mentions.into());
        }
        out.raw("]}");
        Ok(())
    })?;
    out.raw(",\n\"untargeted\":[");
    lines(out, network.untargeted(), edge)?;
    out.raw("},\n\"nodes\":[");
    lines(out, network.nodes(), |out, node| {
        out.raw("{");
        actor(out, &node.actor, node.mentions);
        Ok(())
    })?;
    out.raw(",\n\"edges\":[");
    lines(out, network.edges(), edge)?;
    out.raw("}\n");
    out.flush()
}

fn lines<T>(
    out: &mut Writer,
    records: impl Iterator<Item = T>,
    mut write: impl FnMut(&mut Writer, T) -> io::Result<()>,
) -> io::Result<()> {
    for (i, record) in records.enumerate() {
        out.raw(if i == 0 { "\n" } else { ",\n" });
        write(out, record)?;
        out.flush_if_long()?;
    }
    out.raw("]");
    Ok(())
}

/// The fields of an actor, and the end of the record.
fn actor(out: &mut Writer, actor: &Actor, mentions: u64) {
    out.raw("\"id\":");
    out.text(&actor.id);
    out.field("label");
    out.text(&actor.label);
    out.field("kind");
    out.raw(actor.kind.quoted());
    out.field("aliases");
    out.raw("[");
    for (i, alias) in actor.aliases.iter().enumerate() {
        out.raw(if i == 0 { "" } else { "," });
        out.text(alias);
    }
    out.raw("]");
    if let Some(item) = &actor.wikidata {
        out.field("wikidata");
        out.text(item);
    }
    out.field("mentions");
    out.number(mentions);
    out.raw("}");
}

/// An edge on one line, and each evidence on a line of its own below.
fn edge(out: &mut Writer, edge: &Edge) -> io::Result<()> {
    out.raw("{\"source\":");
    out.text(&edge.source);
    if let Some(target) = &edge.target {
        out.field("target");
        out.text(target);
    }
    out.field("key");
    out.text(&edge.key());
    for (name, text) in [("id", &edge.id), ("relation", &edge.relation)] {
        out.field(name);
        out.text(text);
    }
    for (name, text) in [("plover", &edge.plover), ("cameo", &edge.cameo)] {
        out.maybe(name, text.as_deref());
    }
    out.field("polarity");
    out.raw(edge.polarity.quoted());
    out.field("sign");
    out.signed(edge.sign);
    out.field("symmetric");
    out.boolean(edge.symmetric);
    out.field("weight");
    out.number(edge.weight() as u64);
    out.field("modality");
    out.raw(edge.modality.quoted());
    out.field("claimed");
    out.boolean(edge.claimed);
    out.maybe("first", edge.first.as_deref());
    out.maybe("last", edge.last.as_deref());
    out.field("evidence");
    out.raw("[");
    lines(out, edge.evidence.iter(), |out, e| {
        evidence(out, edge, e);
        Ok(())
    })?;
    out.raw("}");
    Ok(())
}

/// One evidence; its own sign and symmetry only where they are not the edge's.
fn evidence(out: &mut Writer, edge: &Edge, e: &Evidence) {
    out.raw("{\"doc\":");
    out.text(&e.doc);
    out.field("sent");
    out.number(e.sent.into());
    out.field("quote");
    out.text(&e.quote);
    out.spans("", e.bytes, e.chars);
    out.field("trigger");
    out.text(&e.trigger);
    out.spans("trigger_", e.trigger_bytes, e.trigger_chars);
    out.field("source_text");
    out.text(&e.source_text);
    out.spans("source_", e.source_bytes, e.source_chars);
    out.maybe("target_text", e.target_text.as_deref());
    out.maybe_span("target_bytes", e.target_bytes);
    out.maybe_span("target_chars", e.target_chars);
    out.maybe("holder", e.holder.as_deref());
    out.maybe("holder_label", e.holder_label.as_deref());
    out.field("modality");
    out.raw(e.modality.quoted());
    for (name, text) in [
        ("plover", &e.plover),
        ("cameo", &e.cameo),
        ("title", &e.title),
        ("about", &e.about),
        ("amount", &e.amount),
        ("date", &e.date),
        ("date_text", &e.date_text),
    ] {
        out.maybe(name, text.as_deref());
    }
    out.field("rule");
    out.text(&e.rule);
    out.field("confidence");
    out.raw(e.confidence.quoted());
    if e.sign != edge.sign {
        out.field("sign");
        out.signed(e.sign);
    }
    if e.symmetric != edge.symmetric {
        out.field("symmetric");
        out.boolean(e.symmetric);
    }
    out.raw("}");
}
