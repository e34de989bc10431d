//! The network as a file: node-link JSON, or JSON Lines. Both are read back whole.
//!
//! | | good for |
//! |---|---|
//! | [`write_json`] | people, networkx, D3, jq: one file with everything worked out |
//! | `Store` (feature `store`) | very many articles: an SQLite file that is added to, and asked without reading all of it |
//! | [`write_jsonl`] | streams and version control: no line depends on another, so `sort -u a.jsonl b.jsonl` is a merge |
//!
//! What counts in a file is what the documents state: `graph.documents` with the actors each of them shows, and the
//! evidence of the edges. All else (labels of nodes, weights, dates of edges) is worked out again when it is read.

mod ask;
mod bytes;
mod cast;
mod csv;
mod draft;
mod gdelt;
mod general;
mod json;
mod jsonl;
mod quick;
mod record;
mod scan;
#[cfg(feature = "store")]
mod sqlite;
mod writer;

pub use ask::Ask;
#[cfg(feature = "parquet")]
pub(super) use csv::rows as csv_rows;
pub use csv::{TABLES, Tables, read_csv};
pub use gdelt::{is_gdelt, read_gdelt};
pub use json::write_json;
pub use jsonl::write_jsonl;
#[cfg(feature = "store")]
pub use sqlite::{Account, Added, Cell, Hit, SCHEMA, Stated, Store, Table, is_store, quoted_words};
pub(super) use writer::Quoted;

use super::Network;
use crate::{Error, Result};
use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;

/// The version of the format that this library writes, and the highest it reads.
pub const VERSION: u64 = 1;

/// Reads a network: our JSON, with its edges under `edges` or `links`, or JSON Lines in any order.
///
/// Bare lines of `newsgraph extract` are taken too.
///
/// ```
/// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
/// use newsgraph::graph;
/// let network = graph::read(json)?;
/// let mut lines = Vec::new();
/// graph::store::write_jsonl(&network, &mut lines).unwrap();
/// assert_eq!(graph::read(&lines)?, network);
///
/// let error = graph::read(br#"{"nodes": [], "edges": []}"#).unwrap_err();
/// assert!(error.to_string().starts_with("not a newsgraph file"));
/// # Ok::<(), newsgraph::Error>(())
/// ```
///
/// # Errors
///
/// Says the line or the field, what was expected there, and what to do. Never panics, whatever the bytes.
pub fn read(bytes: &[u8]) -> Result<Network> {
    if let Some(network) = quick::read(&mut &bytes[..]) {
        return Ok(network);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|e| {
        let line = bytes[..e.valid_up_to()].iter().filter(|&&b| b == b'\n').count() + 1;
        Error::new("not UTF-8 text: expected a network that newsgraph wrote").on_line(line)
    })?;
    match text.lines().find(|line| !line.trim().is_empty()) {
        None => Err(Error::new("empty file: expected a network that newsgraph wrote")),
        Some(line) if jsonl::is_record(line) => jsonl::read(text),
        Some(_) => general::read(text),
    }
}

/// Reads the network in a file: JSON or JSON Lines, or a store (feature `store`).
///
/// ```
/// let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json");
/// assert_eq!(newsgraph::graph::open(path)?.edges().count(), 3);
/// # Ok::<(), newsgraph::Error>(())
/// ```
///
/// # Errors
///
/// As [`read`], and where the file cannot be opened; the message names it.
pub fn open(path: impl AsRef<Path>) -> Result<Network> {
    let path = path.as_ref();
    let name = || path.display().to_string();
    #[cfg(feature = "store")]
    if is_store(path) {
        return Store::open(path)?.resolved();
    }
    let mut file =
        File::open(path).map_err(|e| Error::new(format!("cannot read: {e}")).in_file(name()).caused_by(e))?;
    read_from(&mut file).map_err(|e| e.in_file(name()))
}

/// The same of a file, or of anything else that can be read twice: a network as we write it is never in memory as text.
///
/// # Errors
///
/// As [`read`], and those of `source`.
pub fn read_from(source: &mut (impl Read + Seek)) -> Result<Network> {
    if let Some(network) = quick::read(source) {
        return Ok(network);
    }
    let mut bytes = Vec::new();
    let whole = source.rewind().and_then(|()| source.read_to_end(&mut bytes));
    whole.map_err(|e| Error::new(format!("cannot read: {e}")).caused_by(e))?;
    read(&bytes)
}
