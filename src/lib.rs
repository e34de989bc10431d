//! News articles in, a network of who says and does what to whom out.

pub mod article;
pub mod error;
pub mod extract;
pub mod graph;
pub mod lexicon;
pub mod read;
pub mod span;

pub use article::{Article, CharOffsets, Document};
pub use error::{Error, Result};
pub use span::Span;
