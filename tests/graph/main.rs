//! Tests of the graph module from outside.

mod analysis;
mod build;
mod dot;
mod fixture;
mod laws;
mod query;
mod random;
mod schema;
mod store;
#[cfg(feature = "store")]
mod stored;
mod validate;
mod verify;
