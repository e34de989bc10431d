//! Web archives: WARC files with the pages of a crawl, WET files with their texts.

use super::encoding::{decode, decode_said};
use super::html;
use super::limit::{self, LARGEST, too_large};
use super::unpack::{Bytes, cannot_read};
use crate::{Article, Error, Result};
use std::io::{self, BufRead, Read};

/// A page or a text of an archive, as it was fetched.
pub(super) struct Web {
    /// The address.
    uri: Option<String>,
    kind: Kind,
    /// The answer of the server, or the text of a WET file.
    pub(super) body: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// With the lines of HTTP before the page.
    Response,
    /// The page alone.
    Resource,
    /// The text of a page.
    Conversion,
}

/// The records of an archive that may be articles, with their numbers from 1 among all records.
pub(super) struct Archive<'a> {
    bytes: Bytes<'a>,
    number: usize,
    /// A record behind lines that belong to none: those are told first.
    pending: Option<Web>,
    failed: bool,
}

/// The longest line and the most lines before a record's content.
const LONGEST_LINE: u64 = 64 << 10;
const MOST_LINES: usize = 1000;

impl<'a> Archive<'a> {
    pub(super) fn new(bytes: Bytes<'a>) -> Archive<'a> {
        Archive {
            bytes,
            number: 0,
            pending: None,
            failed: false,
        }
    }

    /// A line without its end; none at the end of the file.
    fn line(&mut self) -> Result<Option<String>> {
        let mut line = Vec::new();
        let n = self
            .bytes
            .by_ref()
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut line)
            .map_err(cannot_read)?;
        Ok((n > 0).then(|| String::from_utf8_lossy(&line).trim_end().to_string()))
    }

    /// Goes on to the first line of a record. `lost`: how many lines before it are no part of any.
    fn find_record(&mut self) -> Result<Option<usize>> {
        let mut lost = 0;
        while let Some(line) = self.line()? {
            if line.starts_with("WARC/1.") {
                return Ok(Some(lost));
            }
            lost += usize::from(!line.is_empty());
        }
        match lost {
            0 => Ok(None),
            _ => Err(Error::new(
                "no further record found: its length was wrong, or this is no web archive",
            )),
        }
    }

    /// The next record's content, if it may be an article; an inner error costs this record only.
    fn record(&mut self) -> Result<Option<Result<Option<Web>>>> {
        let Some(lost) = self.find_record()? else {
            return Ok(None);
        };
        self.number += 1;
        let head = self.head()?;
        let field = |name: &str| {
            head.iter()
                .find(|(n, _)| n.eq_ignore_ascii_case(name))
                .map(|(_, v)| v.as_str())
        };
        let Some(length) = field("Content-Length").and_then(|length| length.parse::<u64>().ok()) else {
            return Ok(Some(Err(Error::new(
                "expected a Content-Length that is a number; the record is left out",
            ))));
        };
        let kind = match field("WARC-Type") {
            Some("response") => Some(Kind::Response),
            Some("resource") => Some(Kind::Resource),
            Some("conversion") => Some(Kind::Conversion),
            _ => None,
        };
        // Only what the record itself says is known before its content is read.
        let is_page = |kind: Kind| match kind {
            Kind::Response => true,
            _ => field("Content-Type").is_none_or(is_text),
        };
        let web = kind.filter(|kind| is_page(*kind)).map(|kind| Web {
            uri: field("WARC-Target-URI").map(|uri| uri.trim_matches(['<', '>']).to_string()),
            kind,
            body: Vec::new(),
        });
        let Some(mut web) = web.filter(|_| length <= LARGEST as u64) else {
            let passed = io::copy(&mut self.bytes.by_ref().take(length), &mut io::sink()).map_err(cannot_read)?;
            if passed < length {
                return Err(cut());
            }
            return Ok(Some(match kind {
                Some(kind) if is_page(kind) && length > LARGEST as u64 => Err(too_large("the record")),
                _ => Ok(None),
            }));
        };
        self.bytes
            .by_ref()
            .take(length)
            .read_to_end(&mut web.body)
            .map_err(cannot_read)?;
        if (web.body.len() as u64) < length {
            return Err(cut());
        }
        if lost > 0 {
            let what =
                format!("{lost} lines before this record belong to none: the length of the one before was wrong");
            self.pending = Some(web);
            return Ok(Some(Err(Error::new(what))));
        }
        Ok(Some(Ok(Some(web))))
    }

    fn head(&mut self) -> Result<Vec<(String, String)>> {
        let mut head = Vec::new();
        for _ in 0..MOST_LINES {
            match self.line()? {
                None => return Err(cut()),
                Some(line) if line.is_empty() => return Ok(head),
                Some(line) => {
                    if let Some((name, value)) = line.split_once(':') {
                        head.push((name.trim().to_string(), plain(value)));
                    }
                }
            }
        }
        Err(Error::new(format!(
            "more than {MOST_LINES} lines before the content: no web archive"
        )))
    }
}

fn cut() -> Error {
    Error::new("ends in the middle of a record; fetch it again")
}

fn is_text(media_type: &str) -> bool {
    let media_type = media_type.to_ascii_lowercase();
    ["text/html", "application/xhtml", "text/plain"]
        .iter()
        .any(|known| media_type.starts_with(known))
}

impl Iterator for Archive<'_> {
    type Item = Result<(usize, Web)>;

    fn next(&mut self) -> Option<Result<(usize, Web)>> {
        if let Some(web) = self.pending.take() {
            return Some(Ok((self.number, web)));
        }
        while !self.failed {
            match self.record() {
                Ok(None) => return None,
                Ok(Some(Ok(None))) => {}
                Ok(Some(Ok(Some(web)))) => return Some(Ok((self.number, web))),
                Ok(Some(Err(error))) => return Some(Err(self.told(error))),
                Err(error) => {
                    self.failed = true;
                    return Some(Err(self.told(error)));
                }
            }
        }
        None
    }
}

impl Archive<'_> {
    fn told(&self, error: Error) -> Error {
        Error::new(format!("record {}: {error}", self.number)).caused_by(error)
    }
}

impl Web {
    /// The article, if it is one. Its id is its address.
    pub(super) fn article(self, default_id: impl FnOnce() -> String) -> Result<Option<(Article, Option<String>)>> {
        let (mut charset, mut html) = (None, self.kind != Kind::Conversion);
        let mut body = self.body;
        if self.kind == Kind::Response {
            let Some((head, start)) = http_head(&body) else {
                return Err(Error::new("expected lines of HTTP, an empty line and a page"));
            };
            let field = |name: &str| {
                head.iter()
                    .find(|(n, _)| n.eq_ignore_ascii_case(name))
                    .map(|(_, v)| v.as_str())
            };
            let media_type = field("Content-Type").unwrap_or("text/html").to_ascii_lowercase();
            if status(&body) != Some(200) || !is_text(&media_type) {
                return Ok(None);
            }
            html = !media_type.starts_with("text/plain");
            let said = media_type
                .split_once("charset=")
                .and_then(|(_, name)| name.split(';').next());
            charset = said.map(|name| name.trim_matches(['"', '\'', ' ']).to_string());
            let mut content = body[start..].to_vec();
            if field("Transfer-Encoding").is_some_and(|value| value.eq_ignore_ascii_case("chunked")) {
                content = dechunked(&content).unwrap_or(content);
            }
            match field("Content-Encoding").map(str::to_ascii_lowercase).as_deref() {
                // Many crawlers keep the line and unpack the content.
                Some("gzip" | "x-gzip") if content.starts_with(&[0x1f, 0x8b]) => {
                    content = limit::gunzip(&content).map_err(cannot_read)?;
                }
                Some("br" | "zstd" | "deflate") if std::str::from_utf8(&content).is_err() => {
                    return Err(Error::new(
                        "the page is packed in a way that is not read: expected gzip or none",
                    ));
                }
                _ => {}
            }
            if content.len() > LARGEST {
                return Err(too_large("the page, unpacked,"));
            }
            body = content;
        }
        let (article, warning) = if html {
            let said = charset.as_deref().or_else(|| html::charset(&body)).map(str::to_string);
            let decoded = decode_said(body, said.as_deref())?;
            let Some(article) = html::article(&decoded.text)? else {
                return Ok(None);
            };
            let warning = decoded.warning();
            (article, warning)
        } else {
            let decoded = decode(body)?;
            let warning = decoded.warning();
            (Article::new("", decoded.text), warning)
        };
        if article.text.trim().is_empty() {
            return Ok(None);
        }
        let article = Article {
            id: self.uri.clone().unwrap_or_else(default_id),
            url: article.url.or(self.uri),
            ..article
        };
        Ok(Some((article, warning)))
    }
}

/// The lines before the content, and where the content starts.
fn http_head(bytes: &[u8]) -> Option<(Vec<(String, String)>, usize)> {
    let mut head = Vec::new();
    let mut at = 0;
    for _ in 0..MOST_LINES {
        let end = at + bytes[at..].iter().position(|b| *b == b'\n')?;
        let line = String::from_utf8_lossy(&bytes[at..end]);
        at = end + 1;
        if line.trim().is_empty() {
            return Some((head, at));
        }
        if let Some((name, value)) = line.split_once(':') {
            head.push((name.trim().to_string(), plain(value)));
        }
    }
    None
}

/// `HTTP/1.1 200 OK`
fn status(bytes: &[u8]) -> Option<u16> {
    let line = bytes.split(|b| *b == b'\n').next()?;
    let line = std::str::from_utf8(line).ok()?.strip_prefix("HTTP/")?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// The content without the lengths between its chunks; none if it is not in chunks, as when the crawler has joined them.
fn dechunked(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = bytes.iter().take(32).position(|b| *b == b'\n')?;
        let line = std::str::from_utf8(&bytes[..end]).ok()?;
        let length = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        bytes = &bytes[end + 1..];
        if length == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(bytes.get(..length)?);
        bytes = bytes.get(length..)?;
        bytes = bytes.strip_prefix(b"\r\n").or_else(|| bytes.strip_prefix(b"\n"))?;
    }
}

/// What a header says. Control characters belong to none.
fn plain(value: &str) -> String {
    value.trim().chars().filter(|c| !c.is_control()).collect()
}
