//! One JSON file of articles: an array of them, the answer of a news service that lists them, or one article. As a stream: only one article is in
//! memory at a time.

use super::fields::{Field, Fields};
use super::limit::{LARGEST, too_large};
use super::unpack::{Bytes, cannot_read};
use crate::{Error, Result};
use std::io::BufRead;

/// Under these names services list articles, or the object that does: NewsAPI, GNews, GDELT and Newscatcher `articles`, the Guardian
/// `response.results`, the New York Times `response.docs`, Event Registry `articles.results`, Aylien `stories`, Webz.io `posts`, mediastack `data`,
/// Currents `news`, JSON Feed `items`.
const LISTS: [&str; 10] = [
    "articles", "results", "stories", "docs", "posts", "data", "news", "items", "entries", "response",
];

/// Names with which a network begins; no article does.
const OF_NETWORKS: [&str; 5] = ["directed", "multigraph", "graph", "nodes", "edges"];

/// Is this the beginning of a network in JSON?
pub(crate) fn is_network(start: &[u8]) -> bool {
    let mut text = Text::new(Box::new(start));
    let mut key = || -> Result<Option<Vec<u8>>> {
        Ok(match text.after_blanks()? {
            Some(b'{') if text.take()?.is_some() && text.after_blanks()? == Some(b'"') => {
                let mut key = Vec::new();
                text.string(&mut Some(&mut key))?;
                Some(key)
            }
            _ => None,
        })
    };
    let known = |key: &[u8]| OF_NETWORKS.iter().any(|name| key == format!("\"{name}\"").as_bytes());
    matches!(key(), Ok(Some(key)) if known(&key))
}

/// Does the beginning of a file show that it lists articles, or is laid out over several lines, as no JSON Lines are?
pub(super) fn is_list(start: &[u8], fields: &Fields) -> bool {
    let mut items = Items::new(Box::new(start), fields);
    let opened = items.open();
    if opened.is_ok() && items.in_list {
        return true;
    }
    let mut lines = start.trim_ascii_start().splitn(2, |b| *b == b'\n');
    let (Some(first), Some(rest)) = (lines.next(), lines.next()) else {
        return false;
    };
    let is_whole = serde_json::from_slice::<serde::de::IgnoredAny>(first).is_ok();
    !is_whole && !rest.trim_ascii_start().starts_with(b"{")
}

/// The articles of a file, with their numbers from 1; number 0 where the file is one article.
pub(super) struct Items<'a> {
    text: Text<'a>,
    /// Names under which articles have their text: what has one is an article and no list.
    texts: Vec<String>,
    number: usize,
    /// Objects that are open around the next article or list.
    depth: usize,
    /// Are we in an array of articles?
    in_list: bool,
    /// Has the object that is open listed articles?
    has_listed: bool,
    failed: bool,
}

impl<'a> Items<'a> {
    pub(super) fn new(bytes: Bytes<'a>, fields: &Fields) -> Items<'a> {
        Items {
            text: Text::new(bytes),
            texts: fields.names(Field::Text).to_vec(),
            number: 0,
            depth: 0,
            in_list: false,
            has_listed: false,
            failed: false,
        }
    }

    /// Goes on to the first article of a list, or to the end of an object that lists none: that is an article then.
    fn open(&mut self) -> Result<Option<Vec<u8>>> {
        if self.depth == 0 {
            self.has_listed = false;
            match self.text.after_blanks()? {
                None => return Ok(None),
                Some(b'[') => {
                    self.text.take()?;
                    self.in_list = true;
                    return Ok(None);
                }
                Some(b'{') => {}
                Some(other) => return Err(unexpected(other, "an object or a list of articles")),
            }
        }
        let mut whole = Vec::new();
        let mut has_text = false;
        if self.depth == 0 {
            self.text.take()?;
            whole.push(b'{');
            self.depth = 1;
        }
        while self.depth > 0 {
            // Of an answer nothing but its lists is kept.
            let mut kept = Some(&mut whole).filter(|_| !self.has_listed);
            match self.text.after_blanks()? {
                Some(b'"') => {
                    let mut key = Vec::new();
                    self.text.string(&mut Some(&mut key))?;
                    let name = String::from_utf8_lossy(&key[1..key.len().max(2) - 1]).into_owned();
                    keep(&mut kept, &key);
                    match self.text.after_blanks()? {
                        Some(b':') => self.text.take()?,
                        other => return Err(unexpected(other.unwrap_or(b'}'), "a colon")),
                    };
                    keep(&mut kept, b":");
                    has_text |= self.depth == 1 && self.texts.contains(&name);
                    let may_list = !has_text && LISTS.contains(&name.as_str());
                    match self.text.after_blanks()? {
                        Some(b'{') if may_list => {
                            self.text.take()?;
                            keep(&mut kept, b"{");
                            self.depth += 1;
                        }
                        Some(b'[') if may_list => {
                            self.text.take()?;
                            keep(&mut kept, b"[");
                            match self.text.after_blanks()? {
                                Some(b'{' | b']') => {
                                    (self.in_list, self.has_listed) = (true, true);
                                    return Ok(None);
                                }
                                _ => self.text.rest_of_value(1, &mut kept)?,
                            }
                        }
                        _ => self.text.value(&mut kept)?,
                    }
                }
                Some(b',') => {
                    self.text.take()?;
                    keep(&mut kept, b",");
                }
                Some(b'}') => {
                    self.text.take()?;
                    keep(&mut kept, b"}");
                    self.depth -= 1;
                }
                Some(other) => return Err(unexpected(other, "the name of a field")),
                None => return Err(cut()),
            }
            if whole.len() > LARGEST {
                return Err(too_large("what stands before the articles, or the only article,"));
            }
        }
        Ok((!self.has_listed).then_some(whole))
    }

    /// The next article of a list; none at its end.
    fn item(&mut self) -> Result<Option<Vec<u8>>> {
        loop {
            match self.text.after_blanks()? {
                Some(b',') => {
                    self.text.take()?;
                }
                Some(b']') => {
                    self.text.take()?;
                    self.in_list = false;
                    return Ok(None);
                }
                // No value begins so, and nothing of it would be taken.
                Some(other @ (b'}' | b':')) => return Err(unexpected(other, "an article or the end of the list")),
                Some(_) => {
                    let mut item = Vec::new();
                    self.text.value(&mut Some(&mut item))?;
                    return Ok(Some(item));
                }
                None => return Err(cut()),
            }
        }
    }

    fn next_item(&mut self) -> Result<Option<(usize, Vec<u8>)>> {
        loop {
            if self.in_list {
                if let Some(item) = self.item()? {
                    self.number += 1;
                    return Ok(Some((self.number, item)));
                }
                continue;
            }
            if let Some(article) = self.open()? {
                let is_only = self.number == 0 && self.text.after_blanks()?.is_none();
                self.number += 1;
                return Ok(Some((if is_only { 0 } else { self.number }, article)));
            }
            if !self.in_list && self.depth == 0 && self.text.after_blanks()?.is_none() {
                return Ok(None);
            }
        }
    }
}

impl Iterator for Items<'_> {
    type Item = Result<(usize, Vec<u8>)>;

    fn next(&mut self) -> Option<Result<(usize, Vec<u8>)>> {
        if self.failed {
            return None;
        }
        match self.next_item() {
            Ok(Some((_, item))) if item.len() > LARGEST => Some(Err(too_large("an article").on_line(self.text.line))),
            Ok(item) => item.map(Ok),
            Err(error) => {
                self.failed = true;
                Some(Err(error.on_line(self.text.line)))
            }
        }
    }
}

fn unexpected(found: u8, expected: &str) -> Error {
    Error::new(format!(
        "not JSON: expected {expected}, found {:?}; what comes before is read",
        char::from(found)
    ))
}

fn cut() -> Error {
    Error::new("ends in the middle of its JSON; what comes before is read")
}

fn keep(kept: &mut Option<&mut Vec<u8>>, bytes: &[u8]) {
    if let Some(kept) = kept {
        kept.extend_from_slice(bytes);
    }
}

/// The bytes of a file, one after another.
struct Text<'a> {
    bytes: Bytes<'a>,
    line: usize,
}

impl<'a> Text<'a> {
    fn new(bytes: Bytes<'a>) -> Text<'a> {
        Text { bytes, line: 1 }
    }

    fn peek(&mut self) -> Result<Option<u8>> {
        Ok(self.bytes.fill_buf().map_err(cannot_read)?.first().copied())
    }

    fn take(&mut self) -> Result<Option<u8>> {
        let byte = self.peek()?;
        if let Some(byte) = byte {
            self.bytes.consume(1);
            self.line += usize::from(byte == b'\n');
        }
        Ok(byte)
    }

    /// Passes over blanks, and over the byte-order mark; what comes then is not taken yet.
    fn after_blanks(&mut self) -> Result<Option<u8>> {
        while let Some(byte) = self.peek()? {
            if !byte.is_ascii_whitespace() && !super::encoding::BOM.contains(&byte) {
                return Ok(Some(byte));
            }
            self.take()?;
        }
        Ok(None)
    }

    /// Takes a string, its quotation marks included.
    fn string(&mut self, kept: &mut Option<&mut Vec<u8>>) -> Result<()> {
        let mut escaped = false;
        let mut n_marks = 0;
        loop {
            let byte = self.take()?.ok_or_else(cut)?;
            self.push(kept, byte);
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => n_marks += 1,
                _ => {}
            }
            if n_marks == 2 {
                return Ok(());
            }
        }
    }

    /// Takes a value of any kind.
    fn value(&mut self, kept: &mut Option<&mut Vec<u8>>) -> Result<()> {
        match self.after_blanks()? {
            Some(b'{' | b'[' | b'"') => self.rest_of_value(0, kept),
            Some(_) => {
                while let Some(byte) = self.peek()? {
                    if b",]}".contains(&byte) || byte.is_ascii_whitespace() {
                        break;
                    }
                    self.take()?;
                    self.push(kept, byte);
                }
                Ok(())
            }
            None => Err(cut()),
        }
    }

    /// Takes what is left of a value in which so many lists and objects are open.
    fn rest_of_value(&mut self, mut open: usize, kept: &mut Option<&mut Vec<u8>>) -> Result<()> {
        loop {
            match self.peek()?.ok_or_else(cut)? {
                b'"' => self.string(kept)?,
                byte => {
                    self.take()?;
                    self.push(kept, byte);
                    match byte {
                        b'{' | b'[' => open += 1,
                        b'}' | b']' => open -= 1,
                        _ => {}
                    }
                }
            }
            if open == 0 {
                return Ok(());
            }
        }
    }

    /// Keeps a byte, up to what tells that it is too much.
    fn push(&self, kept: &mut Option<&mut Vec<u8>>, byte: u8) {
        if let Some(kept) = kept
            && kept.len() <= LARGEST
        {
            kept.push(byte);
        }
    }
}
