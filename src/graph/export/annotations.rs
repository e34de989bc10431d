//! Web Annotation (W3C, 2017, JSON-LD): the quotes as marks on the articles, for annotation tools and archives.
//!
//! Each place is an annotation of its article by quote and by position in characters. What it states is the body: a sentence with
//! denial, claim and plan in words, and beside it the edge's id.

use super::{Options, said};
use crate::graph::{Edge, Evidence, Network};
use serde_json::{Value, json};
use std::io::{self, Write};

/// Writes an annotation page, an annotation a line.
///
/// # Errors
///
/// Only those of `out`.
pub fn write(network: &Network, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let base = options.base_iri();
    writeln!(out, "{{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",")?;
    let id = Value::from(format!("{base}annotations"));
    writeln!(out, "\"id\":{id},\"type\":\"AnnotationPage\",\n\"items\":[")?;
    let mut is_first = true;
    for edge in network.edges().chain(network.untargeted()) {
        for (i, evidence) in edge.evidence.iter().enumerate() {
            let comma = if is_first { "" } else { ",\n" };
            is_first = false;
            let number = edge.evidence[..i].iter().filter(|e| e.doc == evidence.doc).count();
            let annotation = annotation(network, edge, evidence, number, base);
            write!(out, "{comma}{}", serde_json::to_string(&annotation)?)?;
        }
    }
    writeln!(out, "\n]}}")
}

fn annotation(network: &Network, edge: &Edge, e: &Evidence, number: usize, base: &str) -> Value {
    let document = network.document(&e.doc);
    let url = document.and_then(|d| d.url.as_deref()).filter(|url| said::is_web(url));
    let own = |what: &'static str, id: &str| super::rdf::iri(base, what, id);
    let source = url.map_or_else(|| own("doc", &e.doc), said::encoded);
    let target = edge.target.as_deref().map_or("", |id| network.label(id));
    let said = format!("{} {} {target}", network.label(&edge.source), said::label_of(edge, e));
    json!({
        "id": own("annotation", &format!("{}-{}-{number}", edge.id, e.doc)),
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": said.trim_end()},
            {"type": "TextualBody", "purpose": "tagging", "value": said::word(edge.polarity)},
            {"type": "TextualBody", "purpose": "tagging", "value": said::word(e.modality)},
            {"type": "SpecificResource", "purpose": "linking", "source": own("statement", edge.id.strip_prefix("e:").unwrap_or(&edge.id))},
        ],
        "target": {
            "source": source,
            "selector": [
                {"type": "TextQuoteSelector", "exact": e.quote.as_str()},
                {"type": "TextPositionSelector", "start": e.chars.start, "end": e.chars.end},
            ],
        },
    })
}
