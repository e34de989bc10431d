//! Bytes to [`Article`]s.
//!
//! [`open`] takes a path: a file, a folder, a pattern, or `-` for standard input. [`articles`] takes anything that can be read.
//! Both give an iterator, so that a file of a million articles is never held whole; what cannot be read is an
//! error among the articles, and the rest is still read.
//!
//! What a file holds is seen by its first bytes and its name: plain text, a saved page, RSS or Atom, JSON Lines, a web archive;
//! any of them packed by gzip or Zstandard. `docs/reading.md` has the details and the limits.
//!
//! ```
//! use newsgraph::read::{InputFormat, Options, articles};
//! let lines = r#"{"id": "monday", "text": "Paris backed Berlin."}
//! {"id": "tuesday"}
//! {"maintext": "Rome agreed.", "date_publish": "2024-03-02 10:00:00"}"#;
//! let mut read = articles(lines.as_bytes(), "week.jsonl", &Options::default());
//! assert_eq!(read.next().unwrap()?.id, "monday");
//! let error = read.next().unwrap().unwrap_err();
//! assert!(error.to_string().starts_with("week.jsonl:2: no text: expected one of the fields text, maintext"));
//! let last = read.next().unwrap()?;
//! assert_eq!((last.id.as_str(), last.date.as_deref()), ("week-3", Some("2024-03-02")));
//! # Ok::<(), newsgraph::Error>(())
//! ```
//!
//! Reading is in two steps, so that the heavier one runs on many threads: a [`Records`] cuts a file into [`Record`]s,
//! and [`Record::read`] makes an article of one. [`open`] and [`articles`] do both.

mod date;
mod encoding;
mod feed;
mod fields;
mod folder;
mod format;
mod html;
mod json;
mod jsonl;
mod language;
mod limit;
mod record;
#[cfg(test)]
mod tests;
mod unpack;
mod warc;

pub use encoding::{Decoded, Encoding, decode};
pub use fields::{Field, Fields};
pub use folder::{open, records};
pub use format::InputFormat;
pub(crate) use json::is_network;
pub use limit::LARGEST;
pub use record::{Reading, Record, Records, Skipped};
pub use unpack::{Bytes, unpack};

use crate::{Article, Result};
use std::collections::BTreeMap;
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

/// How articles are read.
///
/// ```
/// let mut options = newsgraph::read::Options::default();
/// options.fields.map("text=story")?;
/// let line = r#"{"story": "Paris backed Berlin."}"#;
/// let read: Vec<_> = newsgraph::read::articles(line.as_bytes(), "a.jsonl", &options).collect();
/// assert_eq!(read[0].as_ref().unwrap().text, "Paris backed Berlin.");
/// # Ok::<(), newsgraph::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What the files hold; without it each is looked at.
    pub format: Option<InputFormat>,
    /// Where articles keep their fields in JSON Lines.
    pub fields: Fields,
    /// Texts that are certainly not in English are read too.
    pub any_language: bool,
    /// Counts the bytes that are taken of the files, packed as they are.
    pub taken: Option<Arc<AtomicU64>>,
}

/// Reads articles from anything that can be read. `name` is the file's name, for ids and errors.
/// Without a format in the options, the first bytes and the name's extension decide.
pub fn articles<'a>(reader: impl Read + Send + 'a, name: &str, options: &Options) -> Articles<'a> {
    Articles {
        records: Records::new(reader, name, options),
        options: options.clone(),
        warnings: Vec::new(),
        skipped: BTreeMap::new(),
    }
}

/// An iterator over articles; made by [`articles`] and [`open`].
pub struct Articles<'a> {
    records: Records<'a>,
    options: Options,
    warnings: Vec<String>,
    skipped: BTreeMap<Skipped, usize>,
}

impl Articles<'_> {
    /// What the reader of the result should know of the articles so far: "not UTF-8, read as windows-1252".
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// What was left out so far without being an error, and how many of it.
    pub fn skipped(&self) -> &BTreeMap<Skipped, usize> {
        &self.skipped
    }
}

impl Iterator for Articles<'_> {
    type Item = Result<Article>;

    fn next(&mut self) -> Option<Result<Article>> {
        loop {
            let reading = match self.records.next()?.and_then(|record| record.read(&self.options)) {
                Ok(reading) => reading,
                Err(error) => return Some(Err(error)),
            };
            match reading {
                Reading::Article(article, warning) => {
                    self.warnings.extend(warning);
                    return Some(Ok(*article));
                }
                Reading::Skipped(why) => *self.skipped.entry(why).or_default() += 1,
            }
        }
    }
}
