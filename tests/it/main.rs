//! The integration tests: one binary, data-driven.

mod cases;
mod edges;
mod layers;
mod lexicon;
