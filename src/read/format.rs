//! What a file of articles looks like: by its name, by its first bytes.

use super::{Fields, encoding, json};
use crate::{Error, Result};

/// What a file of articles looks like, once it is unpacked.
///
/// ```
/// use newsgraph::read::InputFormat;
/// assert_eq!(InputFormat::of_file_name("news.jsonl.gz"), Some(InputFormat::Jsonl));
/// assert_eq!(InputFormat::sniff(b"<!DOCTYPE html><title>Paris"), InputFormat::Html);
/// assert_eq!("text".parse::<InputFormat>()?, InputFormat::Text);
/// # Ok::<(), newsgraph::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InputFormat {
    /// One article, plain text.
    Text,
    /// One article, a saved page of a news site.
    Html,
    /// An RSS or Atom file: an article for each entry.
    Feed,
    /// One article a line, each a JSON object with its text and, if known, id, title, date, url, publisher.
    Jsonl,
    /// One JSON value: an array of such objects, the answer of a news service that lists them, or one of them.
    Json,
    /// A web archive: the pages in it that are news, or the texts of a WET file.
    Warc,
}

/// Endings that tell how a file is packed, and nothing of what is in it.
const PACKED: [&str; 4] = ["gz", "gzip", "zst", "zstd"];

impl InputFormat {
    /// All of them.
    pub const ALL: &'static [InputFormat] = &[
        InputFormat::Text,
        InputFormat::Html,
        InputFormat::Feed,
        InputFormat::Jsonl,
        InputFormat::Json,
        InputFormat::Warc,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            InputFormat::Text => "text",
            InputFormat::Html => "html",
            InputFormat::Feed => "feed",
            InputFormat::Jsonl => "jsonl",
            InputFormat::Json => "json",
            InputFormat::Warc => "warc",
        }
    }

    /// The extensions of its files. Only files with one of these are read from a folder, packed (`.gz`, `.zst`) or not.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            InputFormat::Text => &["txt", "text", "md"],
            InputFormat::Html => &["html", "htm", "xhtml"],
            InputFormat::Feed => &["rss", "atom", "xml"],
            InputFormat::Jsonl => &["jsonl", "ndjson", "json-lines"],
            InputFormat::Json => &["json"],
            InputFormat::Warc => &["warc", "wet"],
        }
    }

    /// By the extension of a file's name, in any case; that of packing is passed over.
    pub fn of_file_name(name: &str) -> Option<InputFormat> {
        let (_, extension) = unpacked(name).rsplit_once('.')?;
        let has = |format: &InputFormat| format.extensions().iter().any(|e| e.eq_ignore_ascii_case(extension));
        InputFormat::ALL.iter().copied().find(has)
    }

    /// By how the bytes begin.
    pub fn sniff(bytes: &[u8]) -> InputFormat {
        if let Some(format) = InputFormat::unmistakable(bytes) {
            return format;
        }
        let bytes = bytes.strip_prefix(encoding::BOM).unwrap_or(bytes).trim_ascii_start();
        let after = |sign: u8| Some(bytes.strip_prefix(&[sign])?.trim_ascii_start());
        match (after(b'{'), after(b'[')) {
            (Some(rest), _) if rest.starts_with(b"\"") => {
                match !InputFormat::is_lines(bytes) && json::is_list(bytes, &Fields::default()) {
                    true => InputFormat::Json,
                    false => InputFormat::Jsonl,
                }
            }
            (_, Some(rest)) if rest.starts_with(b"{") => InputFormat::Json,
            _ => InputFormat::Text,
        }
    }

    /// Is what is called `.json` JSON Lines, as it often is? It is when its first line is whole and a second follows.
    fn is_lines(bytes: &[u8]) -> bool {
        let bytes = bytes.strip_prefix(encoding::BOM).unwrap_or(bytes).trim_ascii_start();
        let Some(end) = bytes.iter().position(|b| *b == b'\n') else {
            return false;
        };
        let (line, rest) = bytes.split_at(end);
        let is_whole = serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok();
        line.starts_with(b"{") && is_whole && rest.trim_ascii_start().starts_with(b"{")
    }

    /// Beginnings that no plain text has: these win over the extension.
    fn unmistakable(bytes: &[u8]) -> Option<InputFormat> {
        if bytes.starts_with(b"WARC/1.") {
            return Some(InputFormat::Warc);
        }
        let start = encoding::start(bytes, 2048).to_ascii_lowercase();
        let start = start.trim_start_matches('\u{feff}').trim_start();
        if !start.starts_with('<') {
            return None;
        }
        // The first element may stand behind declarations, comments, and entities of its own.
        let words = |tag: &str| -> Vec<String> {
            tag.split([' ', '\n', '\r', '\t', '>', '/'])
                .take(2)
                .map(str::to_string)
                .collect()
        };
        start
            .split('<')
            .map(words)
            .find_map(|words| match words.first().map_or("", String::as_str) {
                "rss" | "feed" | "rdf:rdf" | "atom:feed" => Some(InputFormat::Feed),
                "html" | "head" | "body" | "title" | "meta" => Some(InputFormat::Html),
                "!doctype" if words.get(1).is_some_and(|word| word == "html") => Some(InputFormat::Html),
                _ => None,
            })
    }

    /// How a file is read: as its first bytes say without doubt, else by its name, else by its first bytes.
    pub(super) fn of(name: &str, start: &[u8]) -> InputFormat {
        let by_name = InputFormat::of_file_name(name);
        // A line of JSON Lines may hold a page, and a page may be told by its name: only plain text is doubted.
        match (InputFormat::unmistakable(start), by_name) {
            (Some(format), None | Some(InputFormat::Text | InputFormat::Html | InputFormat::Feed)) => format,
            (_, Some(InputFormat::Json)) if InputFormat::is_lines(start) => InputFormat::Jsonl,
            (_, Some(format)) => format,
            (None, None) => InputFormat::sniff(start),
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
            .iter()
            .copied()
            .find(|format| format.name().eq_ignore_ascii_case(name));
        found.ok_or_else(|| {
            let names: Vec<&str> = InputFormat::ALL.iter().map(|format| format.name()).collect();
            Error::new(format!("unknown input format `{name}`: expected {}", names.join(", ")))
        })
    }
}

/// The name of a file without the endings of packing.
fn unpacked(mut name: &str) -> &str {
    while let Some((stem, end)) = name.rsplit_once('.') {
        if stem.is_empty() || !PACKED.iter().any(|packed| packed.eq_ignore_ascii_case(end)) {
            break;
        }
        name = stem;
    }
    name
}

/// The name of a file without folders and extensions: the id of its article.
pub(super) fn stem(name: &str) -> &str {
    let name = unpacked(name.rsplit(['/', '\\']).next().unwrap_or(name));
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}
