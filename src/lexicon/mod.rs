//! Text files to typed word lists. Knows no grammar.
//!
//! A file of words is plain text that a linguist can edit: one entry a line, `#` starts a comment,
//! `[name]` starts a section. What an entry means is the business of the stage that reads the list.

pub(crate) mod builtin;
mod fingerprint;
pub(crate) mod parse;

pub use fingerprint::{files, fingerprint, sha256};
