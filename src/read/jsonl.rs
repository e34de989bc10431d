//! One article a line, under the field names of the common collectors: trafilatura, news-please, newspaper, Media Cloud.

use super::date;
use super::fields::{Field, Fields, values};
use crate::{Article, Error, Result};

/// The article of one line, and what should be told of it. Without an id of its own it gets `default_id`.
pub(super) fn article(
    line: &str,
    fields: &Fields,
    default_id: impl FnOnce() -> String,
) -> Result<(Article, Option<&'static str>)> {
    let mut warning = None;
    let found = values(line, fields).or_else(|error| {
        // Python writes what it could not decode as half a surrogate pair; no other part of the line is doubtful.
        let Some(mended) = mended(line) else {
            return Err(error);
        };
        warning = Some("half a surrogate pair, read as U+FFFD");
        values(&mended, fields)
    });
    let found = found.map_err(|e| {
        let (place, on) = match line.contains('\n') {
            true => (format!("line {} of it, column {}", e.line(), e.column()), ""),
            false => (format!("column {}", e.column()), " on one line"),
        };
        let what = format!("not a JSON object ({place}): expected {{\"id\": …, \"text\": …}}{on}");
        Error::new(what).caused_by(e)
    })?;
    let text = found.get(Field::Text).ok_or_else(|| {
        let names = fields.names(Field::Text).join(", ");
        Error::new(format!(
            "no text: expected one of the fields {names}; --map text=NAME tells of another"
        ))
    })?;
    let given = |field| found.get(field).filter(|value| !value.trim().is_empty());
    // Under "source" some have the name of the publisher, others the address of the page.
    let (sources, addresses): (Vec<&str>, Vec<&str>) = found
        .all(Field::Publisher)
        .filter(|value| !value.trim().is_empty())
        .partition(|value| !is_address(value));
    let address = addresses.first().filter(|address| is_page(address));
    let article = Article {
        id: given(Field::Id).unwrap_or_else(default_id),
        text,
        title: given(Field::Title),
        date: given(Field::Date).and_then(|date| date::day(&date)),
        publisher: sources.first().map(ToString::to_string),
        byline: given(Field::Byline),
        url: given(Field::Url).or_else(|| address.map(ToString::to_string)),
    };
    Ok((article, warning))
}

fn is_address(text: &str) -> bool {
    ["http://", "https://"].iter().any(|start| text.starts_with(start))
}

/// Is it the address of a page, and not of a site?
fn is_page(address: &str) -> bool {
    address.trim_end_matches('/').matches('/').count() > 2
}

/// The line with U+FFFD for each half of a surrogate pair that is without its other half; none if there is no such.
fn mended(line: &str) -> Option<String> {
    let bytes = line.as_bytes();
    let unit = |at: usize| {
        let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
        u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    };
    let mut halves = Vec::new();
    let mut at = 0;
    while let Some(found) = line[at..].find('\\') {
        at += found;
        match unit(at) {
            Some(0xd800..=0xdbff) if matches!(unit(at + 6), Some(0xdc00..=0xdfff)) => at += 12,
            Some(0xd800..=0xdfff) => {
                halves.push(at);
                at += 6;
            }
            _ => {
                // The escaped character may be of several bytes in what is no JSON.
                at += 1 + line[at + 1..].chars().next().map_or(0, char::len_utf8);
            }
        }
    }
    let mut mended = line.to_string();
    for at in &halves {
        mended.replace_range(at + 2..at + 6, "fffd");
    }
    (!halves.is_empty()).then_some(mended)
}
