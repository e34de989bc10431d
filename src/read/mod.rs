//! Bytes to [`Article`]s.
//!
//! [`open`] takes a path: a file, a folder, or `-` for standard input. [`articles`] takes anything that can be read.
//! Both give an iterator, so that a file of a million articles is never held whole; what cannot be read is an
//! error among the articles, and the rest is still read.
//!
//! ```
//! use newsgraph::read::{InputFormat, articles};
//! let lines = r#"{"id": "monday", "text": "Paris backed Berlin."}
//! {"id": "tuesday"}
//! {"maintext": "Rome agreed.", "date_publish": "2024-03-02 10:00:00"}"#;
//! let mut read = articles(lines.as_bytes(), "week.jsonl", Some(InputFormat::Jsonl));
//! assert_eq!(read.next().unwrap()?.id, "monday");
//! let error = read.next().unwrap().unwrap_err();
//! assert!(error.to_string().starts_with("week.jsonl:2: no text: expected one of the fields text, maintext"));
//! let last = read.next().unwrap()?;
//! assert_eq!((last.id.as_str(), last.date.as_deref()), ("week-3", Some("2024-03-02")));
//! # Ok::<(), newsgraph::Error>(())
//! ```

mod date;
mod encoding;
mod folder;
mod jsonl;
#[cfg(test)]
mod tests;

pub use encoding::{Decoded, Encoding, decode};
pub use folder::open;

use crate::{Article, Error, Result};
use std::io::{BufRead, BufReader, Read};

/// What a file of articles looks like.
///
/// ```
/// use newsgraph::read::InputFormat;
/// assert_eq!(InputFormat::of_file_name("news.jsonl"), Some(InputFormat::Jsonl));
/// assert_eq!(InputFormat::sniff(b"Paris backed Berlin."), InputFormat::Text);
/// assert_eq!("text".parse::<InputFormat>()?, InputFormat::Text);
/// # Ok::<(), newsgraph::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InputFormat {
    /// One article, plain text.
    Text,
    /// One article a line, each a JSON object with its text and, if known, id, title, date, url, publisher.
    Jsonl,
}

impl InputFormat {
    /// All of them.
    pub const ALL: [InputFormat; 2] = [InputFormat::Text, InputFormat::Jsonl];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            InputFormat::Text => "text",
            InputFormat::Jsonl => "jsonl",
        }
    }

    /// The extensions of its files. Only files with one of these are read from a folder.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            InputFormat::Text => &["txt", "text", "md"],
            InputFormat::Jsonl => &["jsonl", "ndjson", "json-lines"],
        }
    }

    /// By the extension of a file's name, in any case.
    pub fn of_file_name(name: &str) -> Option<InputFormat> {
        let (_, extension) = name.rsplit_once('.')?;
        let has = |format: &InputFormat| format.extensions().iter().any(|e| e.eq_ignore_ascii_case(extension));
        InputFormat::ALL.into_iter().find(has)
    }

    /// By how the bytes begin.
    pub fn sniff(bytes: &[u8]) -> InputFormat {
        let bytes = bytes.strip_prefix(encoding::BOM).unwrap_or(bytes).trim_ascii_start();
        match bytes.strip_prefix(b"{").map(<[u8]>::trim_ascii_start) {
            Some(rest) if rest.starts_with(b"\"") => InputFormat::Jsonl,
            _ => InputFormat::Text,
        }
    }
}

impl std::fmt::Display for InputFormat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl std::str::FromStr for InputFormat {
    type Err = Error;

    fn from_str(name: &str) -> Result<InputFormat> {
        let found = InputFormat::ALL
            .into_iter()
            .find(|format| format.name().eq_ignore_ascii_case(name));
        found.ok_or_else(|| {
            let names: Vec<&str> = InputFormat::ALL.iter().map(|format| format.name()).collect();
            Error::new(format!(
                "unknown input format `{name}`: expected {}",
                names.join(" or ")
            ))
        })
    }
}

/// Reads articles from anything that can be read. `name` is the file's name, for ids and errors.
/// Without a format, the name's extension decides, then the first bytes.
pub fn articles<'a>(reader: impl Read + Send + 'a, name: &str, format: Option<InputFormat>) -> Articles<'a> {
    let mut reader: Box<dyn BufRead + Send + 'a> = Box::new(BufReader::with_capacity(1 << 16, reader));
    let format = format.or_else(|| InputFormat::of_file_name(name)).or_else(|| {
        // An error will come again when the articles are read.
        reader.fill_buf().ok().map(InputFormat::sniff)
    });
    let stem = stem(name).to_string();
    let source = match format.unwrap_or(InputFormat::Text) {
        InputFormat::Text => Source::Text(Some(reader)),
        InputFormat::Jsonl => Source::Lines(jsonl::Lines::new(reader)),
    };
    Articles {
        source,
        name: name.to_string(),
        stem,
        warnings: Vec::new(),
    }
}

/// An iterator over articles; made by [`articles`] and [`open`].
pub struct Articles<'a> {
    source: Source<'a>,
    name: String,
    stem: String,
    warnings: Vec<String>,
}

enum Source<'a> {
    Text(Option<Box<dyn BufRead + Send + 'a>>),
    Lines(jsonl::Lines<'a>),
    Folder(folder::Walk),
}

impl Articles<'_> {
    /// What the reader of the result should know of the articles so far: "read as Windows-1252".
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    fn warn(&mut self, decoded: &Decoded, line: Option<usize>) {
        if let Some(warning) = decoded.warning() {
            let place = line.map_or(String::new(), |line| format!(":{line}"));
            self.warnings.push(format!("{}{place}: {warning}", self.name));
        }
    }

    fn text(&mut self, mut reader: Box<dyn BufRead + Send + '_>) -> Result<Article> {
        let mut bytes = Vec::new();
        reader
            .read_to_end(&mut bytes)
            .map_err(|e| Error::new(format!("cannot be read: {e}")).caused_by(e))?;
        let decoded = decode(bytes)?;
        self.warn(&decoded, None);
        Ok(Article {
            date: date::of_file_name(&self.stem),
            ..Article::new(self.stem.clone(), decoded.text)
        })
    }
}

impl Iterator for Articles<'_> {
    type Item = Result<Article>;

    fn next(&mut self) -> Option<Result<Article>> {
        let read = match &mut self.source {
            Source::Text(reader) => {
                let reader = reader.take()?;
                self.text(reader)
            }
            Source::Lines(lines) => {
                let (line, bytes) = match lines.next()? {
                    Ok(found) => found,
                    Err(error) => return Some(Err(error.in_file(self.name.clone()))),
                };
                let read = decode(bytes).and_then(|decoded| {
                    self.warn(&decoded, Some(line));
                    jsonl::article(&decoded.text, || format!("{}-{line}", self.stem))
                });
                read.map_err(|error| error.on_line(line))
            }
            Source::Folder(walk) => return walk.next(&mut self.warnings),
        };
        Some(read.map_err(|error| error.in_file(self.name.clone())))
    }
}

/// The name of a file without folders and extension: the id of its article.
fn stem(name: &str) -> &str {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}
