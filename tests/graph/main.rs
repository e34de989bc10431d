//! Tests of the graph module from outside.

mod dot;
mod fixture;
