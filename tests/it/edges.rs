//! Edges as test files write them.

use newsgraph::Article;
use newsgraph::extract::Extractor;
use newsgraph::extract::actor::Cast;
use newsgraph::extract::relation::{Expected, Observation};

/// Reads a line without its leading `= `.
pub fn parse(line: &str) -> Expected {
    line.parse().unwrap_or_else(|error| panic!("{error}"))
}

/// An observation as test files write it.
pub fn show(o: &Observation) -> String {
    Expected::from(o).to_string()
}

/// What the extractor finds in a text.
pub fn extract(text: &str) -> (Vec<Observation>, Cast) {
    let found = Extractor::english().extract(&Article::new("case", text));
    (found.observations, found.cast)
}
