//! RSS and Atom files: an article for each entry, with as much of its text as the feed holds.

use super::encoding::{decode_said, start};
use super::{date, html};
use crate::{Article, Error, Result};
use quick_xml::events::{BytesStart, Event};
use std::collections::VecDeque;

/// An entry. All but dates and addresses are pieces of HTML.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    id: Option<String>,
    title: Option<String>,
    link: Option<String>,
    date: Option<String>,
    summary: Option<String>,
    content: Option<String>,
    author: Option<String>,
    publisher: Option<String>,
}

impl Entry {
    pub(super) fn size(&self) -> usize {
        let length = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        length(&self.summary) + length(&self.content)
    }

    /// The article; none if the feed holds its headline only.
    pub(super) fn article(self, default_id: impl FnOnce() -> String) -> Result<Option<Article>> {
        let text = |piece: &Option<String>| piece.as_deref().map(html::text_of).transpose();
        let line = |piece: &Option<String>| -> Result<Option<String>> {
            let line = text(piece)?.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
            Ok(line.filter(|line| !line.is_empty()))
        };
        let (content, summary) = (
            text(&self.content)?.unwrap_or_default(),
            text(&self.summary)?.unwrap_or_default(),
        );
        let text = if content.len() >= summary.len() {
            content
        } else {
            summary
        };
        let title = line(&self.title)?;
        if text.is_empty() || Some(&text) == title.as_ref() {
            return Ok(None);
        }
        Ok(Some(Article {
            id: self.id.or_else(|| self.link.clone()).unwrap_or_else(default_id),
            text,
            title,
            date: self.date.as_deref().and_then(date::day),
            publisher: line(&self.publisher)?,
            byline: line(&self.author)?,
            url: self.link,
        }))
    }
}

/// The entries of a feed with their numbers from 1, and behind them what broke it off.
pub(super) struct Entries {
    entries: VecDeque<Entry>,
    number: usize,
    error: Option<Error>,
}

impl Entries {
    /// Reads a whole feed; where its XML breaks off, the entries before that are good.
    pub(super) fn new(bytes: Vec<u8>) -> Result<Entries> {
        let declared = start(&bytes, 200);
        let said = declared.split_once("encoding=").and_then(|(_, rest)| {
            let quote = rest.chars().next().filter(|c| ['"', '\''].contains(c))?;
            rest[1..].split(quote).next()
        });
        let text = decode_said(bytes, said)?.text;
        let mut reader = Reader::default();
        let error = reader.read(&text).err();
        if error.is_none() && !reader.is_feed {
            return Err(Error::new(
                "no feed: expected XML with an element <rss>, <feed> or <rdf:RDF>",
            ));
        }
        Ok(Entries {
            entries: reader.entries,
            number: 0,
            error,
        })
    }
}

impl Iterator for Entries {
    type Item = Result<(usize, Entry)>;

    fn next(&mut self) -> Option<Result<(usize, Entry)>> {
        match self.entries.pop_front() {
            Some(entry) => {
                self.number += 1;
                Some(Ok((self.number, entry)))
            }
            None => self.error.take().map(Err),
        }
    }
}

/// How the content of an element becomes HTML.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// HTML written as text: `&lt;p&gt;`.
    Escaped,
    /// Text: `&lt;` is a character of it.
    Plain,
    /// HTML as elements.
    Elements,
}

/// An element whose content is wanted.
struct Capture {
    name: String,
    form: Form,
    depth: usize,
    html: String,
}

#[derive(Default)]
struct Reader {
    is_feed: bool,
    publisher: Option<String>,
    entry: Option<Entry>,
    entries: VecDeque<Entry>,
    /// Names of the open elements, without their namespaces.
    open: Vec<String>,
    capture: Option<Capture>,
}

/// No feed goes deeper.
const DEEPEST: usize = 200;

/// No feed has more entries; an empty one takes more memory than it has bytes.
const MOST_ENTRIES: usize = 200_000;

impl Reader {
    fn read(&mut self, text: &str) -> Result<()> {
        let mut xml = quick_xml::Reader::from_str(text);
        let config = xml.config_mut();
        // Feeds are written by programs that know little of XML: what can be understood is.
        config.allow_dangling_amp = true;
        config.expand_empty_elements = true;
        loop {
            let line = |xml: &quick_xml::Reader<_>| {
                let at = usize::try_from(xml.error_position()).unwrap_or(0).min(text.len());
                text.as_bytes()[..at].iter().filter(|b| **b == b'\n').count() + 1
            };
            match xml.read_event() {
                Ok(Event::Eof) if !self.open.is_empty() => {
                    let what = format!("ends within <{}>; what comes before is read", self.open.join("><"));
                    return Err(Error::new(what).on_line(line(&xml)));
                }
                Ok(Event::Eof) => return Ok(()),
                Ok(Event::Start(element)) => {
                    if self.open.len() >= DEEPEST {
                        return Err(Error::new(format!(
                            "more than {DEEPEST} elements in each other: no feed"
                        )));
                    }
                    if self.entries.len() >= MOST_ENTRIES {
                        let what = format!("more than {MOST_ENTRIES} entries: no feed; what comes before is read");
                        return Err(Error::new(what).on_line(line(&xml)));
                    }
                    self.start(&element);
                }
                Ok(Event::End(_)) => self.end(),
                Ok(Event::Text(text)) => self.text(&text, false),
                Ok(Event::CData(text)) => self.text(&text, true),
                Ok(Event::GeneralRef(name)) => self.reference(&name),
                Ok(_) => {}
                Err(e) => {
                    let what = format!("broken XML: {e}; what comes before is read");
                    return Err(Error::new(what).on_line(line(&xml)).caused_by(e));
                }
            }
        }
    }

    fn start(&mut self, element: &BytesStart) {
        let name = element.local_name().as_ref().to_string();
        if let Some(capture) = &mut self.capture {
            capture.depth += 1;
            if capture.form == Form::Elements {
                capture.html.push_str(&format!("<{name}>"));
            }
            self.open.push(name);
            return;
        }
        match name.as_str() {
            "rss" | "feed" | "RDF" if self.open.is_empty() => self.is_feed = true,
            "item" | "entry" => self.entry = Some(Entry::default()),
            _ => {}
        }
        let attribute = |name: &str| {
            let value = element.try_get_attribute(name).ok().flatten()?;
            Some(
                value
                    .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                    .ok()?
                    .into_owned(),
            )
        };
        if let (Some(entry), "link", Some(href)) = (&mut self.entry, name.as_str(), attribute("href"))
            && attribute("rel").is_none_or(|rel| rel == "alternate")
        {
            entry.link.get_or_insert(href);
        }
        let inside = match &self.entry {
            // What stands in an entry's own parts (media, the source it was taken from) is not the entry's.
            Some(_) => {
                self.open
                    .last()
                    .is_some_and(|open| ["item", "entry"].contains(&open.as_str()))
                    || name == "name"
            }
            None => ["channel", "feed"].contains(&self.open.last().map_or("", String::as_str)) && name == "title",
        };
        if inside && WANTED.contains(&name.as_str()) {
            let form = match attribute("type").as_deref() {
                Some("xhtml") => Form::Elements,
                Some("html" | "text/html") => Form::Escaped,
                Some("text") => Form::Plain,
                // Atom's own default is plain text; RSS has HTML nearly everywhere.
                _ if self.open.iter().any(|open| open == "entry") => Form::Plain,
                _ => Form::Escaped,
            };
            self.capture = Some(Capture {
                name: name.clone(),
                form,
                depth: 0,
                html: String::new(),
            });
        }
        self.open.push(name);
    }

    fn end(&mut self) {
        let name = self.open.pop().unwrap_or_default();
        match &mut self.capture {
            Some(capture) if capture.depth > 0 => {
                capture.depth -= 1;
                if capture.form == Form::Elements {
                    capture.html.push_str(&format!("</{name}>"));
                }
            }
            Some(_) => {
                if let Some(capture) = self.capture.take() {
                    self.keep(capture);
                }
            }
            None if ["item", "entry"].contains(&name.as_str()) => {
                if let Some(entry) = self.entry.take() {
                    let publisher = entry.publisher.clone().or_else(|| self.publisher.clone());
                    self.entries.push_back(Entry { publisher, ..entry });
                }
            }
            None => {}
        }
    }

    fn text(&mut self, text: &str, cdata: bool) {
        let Some(capture) = &mut self.capture else { return };
        match capture.form {
            Form::Plain if cdata => capture.html.push_str(&text.replace('&', "&amp;").replace('<', "&lt;")),
            _ => capture.html.push_str(text),
        }
    }

    /// `&lt;`: a character, or the beginning of a tag that was written as text. References of the file's own making are not followed.
    fn reference(&mut self, reference: &quick_xml::events::BytesRef) {
        let Some(capture) = &mut self.capture else { return };
        let name: &str = reference;
        let character = match name {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => reference.resolve_char_ref().ok().flatten(),
        };
        match character {
            Some(c) if capture.form == Form::Escaped => capture.html.push(c),
            _ => capture.html.push_str(&format!("&{name};")),
        }
    }

    fn keep(&mut self, capture: Capture) {
        let html = capture.html;
        let word = || Some(html.trim().to_string()).filter(|text| !text.is_empty());
        let Some(entry) = &mut self.entry else {
            self.publisher.get_or_insert(html);
            return;
        };
        match capture.name.as_str() {
            "title" => entry.title = Some(html),
            "link" => entry.link = entry.link.take().or(word()),
            "guid" | "id" => entry.id = word(),
            // The first publication counts, whatever stands first.
            "pubDate" | "published" => entry.date = word(),
            "date" | "updated" => entry.date = entry.date.take().or(word()),
            "description" | "summary" => entry.summary = Some(html),
            "encoded" | "content" => entry.content = Some(html),
            "author" | "creator" | "name" => entry.author = Some(html),
            "source" => entry.publisher = Some(html),
            _ => {}
        }
    }
}

/// Elements whose content is taken, without their namespaces.
const WANTED: [&str; 15] = [
    "title",
    "link",
    "guid",
    "id",
    "pubDate",
    "published",
    "date",
    "updated",
    "description",
    "summary",
    "encoded",
    "content",
    "creator",
    "name",
    "source",
];
