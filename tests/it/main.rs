//! The integration tests: one binary, data-driven.

mod cases;
mod codes;
mod edges;
mod examples;
mod facts;
mod graphs;
#[cfg(all(unix, feature = "store"))]
mod kill;
mod layers;
mod lexicon;
mod names;
mod place;
mod program;
mod quotes;
mod readme;
#[path = "../graph/validate.rs"]
mod validate;
mod who;
