//! Turtle: the same for people, without the graphs.

use super::model;
use super::prefixes;
use super::term::{Iri, Term, quoted};
use crate::graph::Network;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes the network as Turtle. It knows no named graphs: which article states something, `prov:wasDerivedFrom` tells.
///
/// # Errors
///
/// Only those of `out`.
pub fn write(network: &Network, base: &str, out: &mut dyn Write) -> io::Result<()> {
    let prefixes: BTreeMap<&str, String> = prefixes(base).into_iter().collect();
    for (name, iri) in &prefixes {
        writeln!(out, "@prefix {name}: <{iri}> .")?;
    }
    let iri = |iri: &Iri| match iri.is_short() {
        true => format!("{}:{}", iri.prefix, iri.local),
        false => format!("<{}{}>", prefixes.get(iri.prefix).map_or("", String::as_str), iri.local),
    };
    let value = |value: &Term| match value {
        Term::Iri(value) => iri(value),
        Term::Text(text) => quoted(text),
        Term::Typed(text, "integer" | "boolean") => text.clone(),
        Term::Typed(text, kind) => format!("{}^^xsd:{kind}", quoted(text)),
    };
    model::resources(network, &mut |resource| {
        write!(out, "\n{}", iri(&resource.subject))?;
        let mut last: Option<&Iri> = None;
        for (property, object) in &resource.properties {
            let object = value(object);
            match last {
                Some(last) if last == property => write!(out, ", {object}")?,
                _ => {
                    let end = if last.is_some() { " ;" } else { "" };
                    let name = match (property.prefix, property.local.as_str()) {
                        ("rdf", "type") => "a".to_owned(),
                        _ => iri(property),
                    };
                    write!(out, "{end}\n    {name} {object}")?;
                }
            }
            last = Some(property);
        }
        writeln!(out, " .")
    })
}
