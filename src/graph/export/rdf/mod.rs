//! RDF: Turtle, and N-Quads with one named graph for each article.
//!
//! ```text
//! statement:9f2c… a rdf:Statement, ng:Edge ;         the edge: subject, predicate, object, polarity, weight, days …
//!     ng:observation obs:51d0… .
//! obs:51d0… a rdf:Statement, sem:Event, ng:Observation ;    one place that states it, in the graph of its article
//!     prov:wasDerivedFrom doc:afp-1 ; prov:wasAttributedTo actor:…  (whose claim it is) ;
//!     oa:hasTarget obs:51d0…-target .                       where: Web Annotation selectors of text and position
//! actor:country:fr rel:supports actor:country:ua .          only what an article itself states as done
//! ```
//!
//! What is denied, claimed by somebody, planned, asked or possible is never a triple of its own: quoting is not asserting.
//! There are no blank nodes, and every IRI is made of ids that stay the same, so that files can be put together.

mod model;
mod nquads;
mod term;
mod turtle;

pub use nquads::write as write_nquads;
pub use turtle::write as write_turtle;

use crate::{Error, Result};

/// Under which IRIs actors, documents and statements stand, unless told otherwise.
pub const BASE: &str = "https://newsgraph.example/";

/// Checks an IRI to put before all ids; a `/` is added where it ends with none.
///
/// # Errors
///
/// It has no scheme, or characters that an IRI cannot have.
///
/// ```
/// use newsgraph::graph::export::rdf::check_base;
/// assert_eq!(check_base("https://desk.example/news").unwrap(), "https://desk.example/news/");
/// assert!(check_base("no scheme").is_err());
/// ```
pub fn check_base(iri: &str) -> Result<String> {
    let scheme = iri.split_once(':').map_or("", |(scheme, _)| scheme);
    let good = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        && !iri.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c));
    match good {
        true if iri.ends_with(['/', '#']) => Ok(iri.to_owned()),
        true => Ok(format!("{iri}/")),
        false => Err(Error::new(format!(
            "{iri:?} is no base IRI: expected one such as https://desk.example/news/"
        ))),
    }
}

/// The whole IRI of one of our own things: `what` is `actor`, `doc`, `statement` or the like.
pub(super) fn iri(base: &str, what: &'static str, id: &str) -> String {
    format!("{base}{what}/{}", term::Iri::word(what, id).local)
}

/// The prefixes of our files and queries, with what they stand for. Those that hold our own ids begin with `base`.
pub fn prefixes(base: &str) -> Vec<(&'static str, String)> {
    let own = ["actor", "doc", "obs", "run", "statement"].map(|name| (name, format!("{base}{name}/")));
    let known = [
        ("ng", "https://newsgraph.example/vocabulary#"),
        ("oa", "http://www.w3.org/ns/oa#"),
        ("owl", "http://www.w3.org/2002/07/owl#"),
        ("prov", "http://www.w3.org/ns/prov#"),
        ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
        ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
        ("rel", "https://newsgraph.example/relation/"),
        ("schema", "https://schema.org/"),
        ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
        ("skos", "http://www.w3.org/2004/02/skos/core#"),
        ("wd", "http://www.wikidata.org/entity/"),
        ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ];
    let mut all: Vec<_> = own
        .into_iter()
        .chain(known.map(|(name, iri)| (name, iri.to_owned())))
        .collect();
    all.sort_unstable();
    all
}
