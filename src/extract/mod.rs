//! The extractor: an article to what it states.

pub mod actor;
pub mod clause;
pub mod relation;
pub mod syntax;
pub mod text;
