//! The integration tests: one binary, data-driven.

mod api;
mod cases;
mod codes;
mod console;
mod edges;
mod examples;
mod facts;
mod fuzz;
mod graphs;
mod hostile;
#[cfg(all(unix, feature = "store"))]
mod kill;
mod layers;
mod lexicon;
mod names;
mod odd;
mod pages;
mod place;
mod program;
mod quotes;
mod readme;
mod shell;
#[path = "../graph/validate.rs"]
mod validate;
mod who;
#[cfg(unix)]
mod whole;
