//! N-Quads: a statement a line, with the graph it stands in.

use super::model;
use super::prefixes;
use super::term::{Iri, Term, quoted};
use crate::graph::Network;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes the network as N-Quads, what an article states in the named graph of that article.
///
/// No line depends on another: `sort -u` of several files is such a file.
///
/// # Errors
///
/// Only those of `out`.
pub fn write(network: &Network, base: &str, out: &mut dyn Write) -> io::Result<()> {
    let prefixes: BTreeMap<&str, String> = prefixes(base).into_iter().collect();
    let iri = |iri: &Iri| format!("<{}{}>", prefixes.get(iri.prefix).map_or("", String::as_str), iri.local);
    model::resources(network, &mut |resource| {
        let subject = iri(&resource.subject);
        let graph = resource
            .graph
            .as_ref()
            .map_or(String::new(), |graph| format!(" {}", iri(graph)));
        for (property, value) in &resource.properties {
            let value = match value {
                Term::Iri(value) => iri(value),
                Term::Text(text) => quoted(text),
                Term::Typed(text, kind) => format!("{}^^{}", quoted(text), iri(&Iri::word("xsd", kind))),
            };
            writeln!(out, "{subject} {} {value}{graph} .", iri(property))?;
        }
        Ok(())
    })
}
