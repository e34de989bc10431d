//! The native file: networkx's node-link JSON, so that nothing needs converting.

use super::VERSION;
use super::cast::{Casts, actor};
use super::writer::{Quoted, Writer};
use crate::graph::{Edge, Evidence, Network, Text, key};
use std::hint::black_box;
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
    let casts = Casts::of(network);
    let out = &mut Writer::new(out);
    out.raw("{\"directed\":true,\"multigraph\":true,\n\"graph\":{\"format\":\"newsgraph\",\"version\":");
    out.number(VERSION);
    out.raw(concat!(",\"generator\":\"newsgraph ", env!("CARGO_PKG_VERSION"), "\""));
    out.raw(",\n\"documents\":[");
    lines(out, network.documents().enumerate(), |out, (i, document)| {
        out.object_but_its_end(document)?;
        out.raw(",\"actors\":");
        casts.write(out, i);
        out.raw("}");
        Ok(())
    })?;
    drop(casts);
    out.raw(",\n\"untargeted\":[");
    lines(out, network.untargeted(), edge)?;
    out.raw("},\n\"nodes\":[");
    lines(out, network.nodes(), |out, node| {
        actor(out, &node.actor);
        out.number(node.mentions);
        out.raw("}");
        Ok(())
    })?;
    out.raw(",\n\"edges\":[");
    lines(out, ahead(network.edges()), edge)?;
    out.raw("}\n");
    out.flush()
}

/// The same edges, some at a time, with all that is far away in memory asked for at once: the processor then waits for it
/// together and not for one text after the other.
fn ahead<'a>(mut edges: impl Iterator<Item = &'a Edge> + 'a) -> impl Iterator<Item = &'a Edge> {
    const AT_ONCE: usize = 32;
    let some = move || {
        let edges: Vec<&Edge> = edges.by_ref().take(AT_ONCE).collect();
        let length = |text: &Option<Text>| text.as_ref().map_or(0, |text| text.len());
        let far = |e: &Evidence| e.doc.len() + length(&e.target_text) + length(&e.holder) + length(&e.holder_label);
        let evidence = edges.iter().flat_map(|edge| &edge.evidence);
        black_box(evidence.map(far).sum::<usize>());
        (!edges.is_empty()).then_some(edges)
    };
    std::iter::from_fn(some).flatten()
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

/// An edge on one line, and each evidence on a line of its own below.
fn edge(out: &mut Writer, edge: &Edge) -> io::Result<()> {
    out.raw("{\"source\":");
    out.text(&edge.source);
    if let Some(target) = &edge.target {
        out.raw(",\"target\":");
        out.text(target);
    }
    out.raw(",\"key\":\"");
    out.escaped(&edge.relation);
    out.raw(key::sign(edge.polarity));
    out.raw("\",\"id\":");
    out.text(&edge.id);
    out.raw(",\"relation\":");
    out.text(&edge.relation);
    out.raw(",\"plover\":");
    out.maybe(edge.plover.as_deref());
    out.raw(",\"cameo\":");
    out.maybe(edge.cameo.as_deref());
    out.raw(",\"polarity\":");
    out.raw(edge.polarity.quoted());
    out.raw(",\"sign\":");
    out.signed(edge.sign);
    out.raw(",\"symmetric\":");
    out.boolean(edge.symmetric);
    out.raw(",\"weight\":");
    out.number(edge.weight() as u64);
    out.raw(",\"modality\":");
    out.raw(edge.modality.quoted());
    out.raw(",\"claimed\":");
    out.boolean(edge.claimed);
    out.raw(",\"first\":");
    out.maybe(edge.first.as_deref());
    out.raw(",\"last\":");
    out.maybe(edge.last.as_deref());
    out.raw(",\"evidence\":[");
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
    out.raw(",\"sent\":");
    out.number(e.sent.into());
    out.raw(",\"quote\":");
    out.text(&e.quote);
    out.raw(",\"bytes\":");
    out.span(e.bytes);
    out.raw(",\"chars\":");
    out.span(e.chars);
    out.raw(",\"trigger\":");
    out.text(&e.trigger);
    out.raw(",\"trigger_bytes\":");
    out.span(e.trigger_bytes);
    out.raw(",\"trigger_chars\":");
    out.span(e.trigger_chars);
    out.raw(",\"source_text\":");
    out.text(&e.source_text);
    out.raw(",\"source_bytes\":");
    out.span(e.source_bytes);
    out.raw(",\"source_chars\":");
    out.span(e.source_chars);
    out.raw(",\"target_text\":");
    out.maybe(e.target_text.as_deref());
    out.raw(",\"target_bytes\":");
    out.maybe_span(e.target_bytes);
    out.raw(",\"target_chars\":");
    out.maybe_span(e.target_chars);
    out.raw(",\"holder\":");
    out.maybe(e.holder.as_deref());
    out.raw(",\"holder_label\":");
    out.maybe(e.holder_label.as_deref());
    out.raw(",\"modality\":");
    out.raw(e.modality.quoted());
    out.raw(",\"plover\":");
    out.maybe(e.plover.as_deref());
    out.raw(",\"cameo\":");
    out.maybe(e.cameo.as_deref());
    out.raw(",\"title\":");
    out.maybe(e.title.as_deref());
    out.raw(",\"about\":");
    out.maybe(e.about.as_deref());
    out.raw(",\"amount\":");
    out.maybe(e.amount.as_deref());
    out.raw(",\"date\":");
    out.maybe(e.date.as_deref());
    out.raw(",\"date_text\":");
    out.maybe(e.date_text.as_deref());
    out.raw(",\"rule\":");
    out.text(&e.rule);
    out.raw(",\"confidence\":");
    out.raw(e.confidence.quoted());
    if e.sign != edge.sign {
        out.raw(",\"sign\":");
        out.signed(e.sign);
    }
    if e.symmetric != edge.symmetric {
        out.raw(",\"symmetric\":");
        out.boolean(e.symmetric);
    }
    out.raw("}");
}
