//! One article a line, under the field names of the common collectors: trafilatura, news-please, newspaper, Media Cloud.

use super::date;
use crate::{Article, Error, Result};
use serde_json::{Map, Value};
use std::io::BufRead;

const TEXT: &[&str] = &["text", "maintext", "content", "body", "raw_text", "event_text"];
const TITLE: &[&str] = &["title", "headline"];
const DATE: &[&str] = &["date", "date_publish", "publish_date", "pub_date", "publishedAt"];
const URL: &[&str] = &["url", "source_url"];
const PUBLISHER: &[&str] = &["publisher", "source", "source_domain", "hostname"];

/// The lines of a file that are not blank, with their numbers from 1.
pub(super) struct Lines<'a> {
    reader: Box<dyn BufRead + Send + 'a>,
    line: usize,
    failed: bool,
}

impl<'a> Lines<'a> {
    pub(super) fn new(reader: Box<dyn BufRead + Send + 'a>) -> Lines<'a> {
        Lines {
            reader,
            line: 0,
            failed: false,
        }
    }
}

impl Iterator for Lines<'_> {
    type Item = Result<(usize, Vec<u8>)>;

    fn next(&mut self) -> Option<Result<(usize, Vec<u8>)>> {
        while !self.failed {
            let mut bytes = Vec::new();
            self.line += 1;
            match self.reader.read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(_) if bytes.trim_ascii().is_empty() || bytes.trim_ascii() == super::encoding::BOM => {}
                Ok(_) => return Some(Ok((self.line, bytes))),
                Err(e) => {
                    self.failed = true;
                    return Some(Err(Error::new(format!("cannot be read: {e}"))
                        .on_line(self.line)
                        .caused_by(e)));
                }
            }
        }
        None
    }
}

/// The article of one line. Without an id of its own it gets `default_id`.
pub(super) fn article(line: &str, default_id: impl FnOnce() -> String) -> Result<Article> {
    let fields: Map<String, Value> = serde_json::from_str(line).map_err(|e| {
        let what = format!(
            "not a JSON object (column {}): expected {{\"id\": …, \"text\": …}} on one line",
            e.column()
        );
        Error::new(what).caused_by(e)
    })?;
    let text = string(&fields, TEXT)
        .ok_or_else(|| Error::new(format!("no text: expected one of the fields {}", TEXT.join(", "))))?;
    let given = |names| string(&fields, names).filter(|value| !value.trim().is_empty());
    Ok(Article {
        id: given(&["id"]).unwrap_or_else(default_id),
        text,
        title: given(TITLE),
        date: given(DATE).and_then(|date| date::day(&date)),
        publisher: given(PUBLISHER),
        url: given(URL),
    })
}

/// The first of these fields that holds a string, or a number.
fn string(fields: &Map<String, Value>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| match fields.get(*name)? {
        Value::String(value) => Some(value.clone()),
        Value::Number(value) => Some(value.to_string()),
        // newsapi.org: {"source": {"id": null, "name": "Example News"}}
        Value::Object(inner) => inner.get("name")?.as_str().map(str::to_string),
        _ => None,
    })
}
