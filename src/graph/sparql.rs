//! SPARQL over the RDF form of a network (feature `sparql`), in memory, by Oxigraph.
//!
//! The queries see what [`export::rdf`](super::export::rdf) writes. All graphs together are the default graph, so that
//! `GRAPH` is needed only to ask which article states something. Nothing is fetched: `SERVICE` is refused.

use super::Network;
use super::export::rdf;
use crate::{Error, Result};
use oxigraph::io::RdfFormat;
use oxigraph::model::Term;
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;

/// What a query gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Of SELECT: the names of the columns, and the rows; a cell may be empty.
    Table(Vec<String>, Vec<Vec<Option<Value>>>),
    /// Of ASK.
    Truth(bool),
    /// Of CONSTRUCT and DESCRIBE: N-Triples, a line each, sorted.
    Triples(Vec<String>),
}

/// A cell of an answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// An IRI.
    Iri(String),
    /// A blank node that the query made.
    Blank(String),
    /// A text, a number, a day, with the IRI of its type and its language.
    Literal(String, String, Option<String>),
}

/// Puts a query to a network. The prefixes of [`rdf::prefixes`] are known to it.
///
/// # Errors
///
/// The query cannot be read, with line and column; or it asks for what is not allowed, such as SERVICE.
///
/// # Complexity
///
/// The RDF form is made and indexed first, some 40 statements for each place that states an edge.
///
/// ```
/// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
/// use newsgraph::graph::{self, sparql::{Answer, ask}};
/// let network = graph::read(json)?;
/// let answer = ask(&network, "ASK { actor:country:fr rel:supports actor:country:ua }")?;
/// assert_eq!(answer, Answer::Truth(true));
/// # Ok::<(), newsgraph::Error>(())
/// ```
pub fn ask(network: &Network, query: &str) -> Result<Answer> {
    let mut evaluator = SparqlEvaluator::new();
    for (name, iri) in rdf::prefixes(rdf::BASE) {
        evaluator = evaluator
            .with_prefix(name, iri)
            .map_err(|e| Error::new(e.to_string()).caused_by(e))?;
    }
    let mut prepared = evaluator
        .parse_query(query)
        .map_err(|e| unreadable(query, &e.to_string()))?;
    prepared.dataset_mut().set_default_graph_as_union();
    let failed = |what: String| Error::new(format!("the query cannot be answered: {what}"));
    let store = Store::new().map_err(|e| failed(e.to_string()))?;
    let mut quads = Vec::new();
    rdf::write_nquads(network, rdf::BASE, &mut quads).map_err(|e| failed(e.to_string()))?;
    let mut loader = store.bulk_loader();
    (loader.load_from_slice(RdfFormat::NQuads, &quads)).map_err(|e| failed(e.to_string()))?;
    loader.commit().map_err(|e| failed(e.to_string()))?;
    drop(quads);
    match prepared.on_store(&store).execute().map_err(|e| failed(e.to_string()))? {
        QueryResults::Boolean(truth) => Ok(Answer::Truth(truth)),
        QueryResults::Solutions(solutions) => {
            let names = solutions.variables().iter().map(|v| v.as_str().to_owned()).collect();
            let mut rows = Vec::new();
            for solution in solutions {
                let solution = solution.map_err(|e| failed(e.to_string()))?;
                rows.push(solution.values().iter().map(|term| term.as_ref().map(value)).collect());
            }
            Ok(Answer::Table(names, rows))
        }
        QueryResults::Graph(triples) => {
            let mut lines = Vec::new();
            for triple in triples {
                lines.push(format!("{} .", triple.map_err(|e| failed(e.to_string()))?));
            }
            lines.sort_unstable();
            lines.dedup();
            Ok(Answer::Triples(lines))
        }
    }
}

fn value(term: &Term) -> Value {
    match term {
        Term::NamedNode(node) => Value::Iri(node.as_str().to_owned()),
        Term::BlankNode(node) => Value::Blank(node.as_str().to_owned()),
        Term::Literal(literal) => Value::Literal(
            literal.value().to_owned(),
            literal.datatype().as_str().to_owned(),
            literal.language().map(str::to_owned),
        ),
    }
}

/// What was expected without classes of characters, `['A'..='Z' | …]`, which tell nobody anything.
fn without_classes(expected: &str) -> String {
    let (mut kept, mut depth, mut quoted, mut escaped) = (String::new(), 0, false, false);
    for c in expected.chars() {
        match c {
            '"' if depth == 0 && !escaped => quoted = !quoted,
            '[' if !quoted => depth += 1,
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        if depth == 0 {
            kept.push(c);
        }
        if c == ']' && !quoted && depth > 0 {
            depth -= 1;
        }
    }
    let parts = kept
        .split(", ")
        .map(str::trim)
        .filter(|part| !part.is_empty() && *part != ",");
    parts.collect::<Vec<_>>().join(", ")
}

/// An error that shows the line of the query and the place in it, from "error at 1:8: expected …".
fn unreadable(query: &str, what: &str) -> Error {
    let place = || -> Option<(usize, usize, &str)> {
        let rest = what.split_once(" at ")?.1;
        let (line, rest) = rest.split_once(':')?;
        let (column, rest) = rest.split_once(':')?;
        Some((line.parse().ok()?, column.split('-').next()?.parse().ok()?, rest.trim()))
    };
    let Some((line, column, expected)) = place() else {
        return Error::new(format!("the SPARQL query cannot be read: {what}"));
    };
    let expected = match expected {
        e if e.contains("Prefix not found") => {
            let known = rdf::prefixes(rdf::BASE)
                .into_iter()
                .map(|(name, _)| name)
                .collect::<Vec<_>>()
                .join(", ");
            format!("the prefix is not known: expected one of {known}, or PREFIX name: <IRI> before the query")
        }
        e if e.starts_with("expected one of DESCRIBE") => {
            "expected SELECT, ASK, CONSTRUCT, DESCRIBE or PREFIX".to_owned()
        }
        e => without_classes(e),
    };
    let shown: String = (query.lines().nth(line - 1).unwrap_or("").chars())
        .map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c })
        .collect();
    let column = column.saturating_sub(1);
    Error::new(format!(
        "the SPARQL query cannot be read, line {line}: {expected}\n    {shown}\n    {:column$}^",
        ""
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expectations_without_classes() {
        for (expected, shown) in [
            (
                "expected one of \"(\", ['0'..='9'], \"[\"",
                "expected one of \"(\", \"[\"",
            ),
            ("expected \"\\\"\", ['a' ..= 'z'\n| '_']", "expected \"\\\"\""),
            ("expected WHERE", "expected WHERE"),
        ] {
            assert_eq!(without_classes(expected), shown);
        }
    }
}
