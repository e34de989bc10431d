//! Tests of the graph module from outside.

mod analysis;
mod build;
mod changes;
mod dot;
mod filters;
mod fixture;
mod formats;
mod index;
mod laws;
mod patterns;
mod query;
mod random;
mod rdf;
mod schema;
mod signed;
mod signed_laws;
mod signed_scale;
mod store;
#[cfg(feature = "store")]
mod stored;
mod validate;
mod verify;
mod view;
