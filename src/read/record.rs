//! [`Record`]: the bytes of one article, cut from its file and not yet read.

use super::encoding::{decode, decode_said};
use super::format::{self, InputFormat};
use super::unpack::{Bytes, Counted, unpack};
use super::{Options, date, feed, html, json, jsonl, language, limit, warc};
use crate::{Article, Error, Result};
use std::fmt;
use std::io::Read;
use std::sync::Arc;

/// The bytes of one article. Cutting a file into records is cheap; [`Record::read`] is the work.
pub struct Record {
    file: Arc<str>,
    place: Place,
    body: Body,
}

#[derive(Clone, Copy)]
enum Place {
    File,
    Line(usize),
    /// Of an archive or a feed, from 1.
    Number(usize),
}

enum Body {
    Text(Vec<u8>),
    Page(Vec<u8>),
    Line(Vec<u8>),
    Entry(Box<feed::Entry>),
    Web(Box<warc::Web>),
    /// Nothing to read.
    Network,
}

/// What became of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reading {
    /// An article, and what its reader should be told of it.
    Article(Box<Article>, Option<String>),
    /// Nothing for us, and no error.
    Skipped(Skipped),
}

/// Why something is left out without being an error.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Skipped {
    /// Certainly in another language than English: "French", "Cyrillic script".
    Language(&'static str),
    /// A page of an archive, or an entry of a feed, without the text of an article.
    NoText,
    /// A network of ours among the files of a folder.
    Network,
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Skipped::Language(which) => write!(f, "in {which}"),
            Skipped::NoText => f.write_str("without the text of an article"),
            Skipped::Network => f.write_str("that holds a network"),
        }
    }
}

impl Record {
    /// Where it stands: `news.jsonl:7`, `crawl.warc, record 7`.
    pub fn place(&self) -> String {
        match self.place {
            Place::File => self.file.to_string(),
            Place::Line(n) => format!("{}:{n}", self.file),
            Place::Number(n) => format!("{}, record {n}", self.file),
        }
    }

    /// About how many bytes it is.
    pub fn size(&self) -> usize {
        match &self.body {
            Body::Text(bytes) | Body::Page(bytes) | Body::Line(bytes) => bytes.len(),
            Body::Entry(entry) => entry.size(),
            Body::Web(web) => web.body.len(),
            Body::Network => 0,
        }
    }

    /// A file of a folder that is no article.
    pub(super) fn network(file: Arc<str>) -> Record {
        Record {
            file,
            place: Place::File,
            body: Body::Network,
        }
    }

    /// Reads the article.
    ///
    /// # Errors
    ///
    /// What it holds is no text, no page, no object with a text.
    pub fn read(self, options: &Options) -> Result<Reading> {
        if matches!(self.body, Body::Network) {
            return Ok(Reading::Skipped(Skipped::Network));
        }
        let (file, place, name) = (self.file.clone(), self.place, self.place());
        let read = self.article(options).map_err(|error| match place {
            Place::File => error.in_file(name.clone()),
            Place::Line(line) => error.on_line(line).in_file(file.to_string()),
            Place::Number(_) => error.in_file(name.clone()),
        })?;
        let Some((article, warning)) = read else {
            return Ok(Reading::Skipped(Skipped::NoText));
        };
        Ok(match language::other(&article.text) {
            Some(which) if !options.any_language => Reading::Skipped(Skipped::Language(which)),
            _ => Reading::Article(Box::new(article), warning.map(|warning| format!("{name}: {warning}"))),
        })
    }

    /// The article with what should be told of it; none where nobody would expect one.
    fn article(self, options: &Options) -> Result<Option<(Article, Option<String>)>> {
        let stem = format::stem(&self.file);
        let number = match self.place {
            Place::File => 0,
            Place::Line(n) | Place::Number(n) => n,
        };
        let default_id = || match number {
            0 => stem.to_string(),
            n => format!("{stem}-{n}"),
        };
        let file_date = || date::of_file_name(stem);
        match self.body {
            Body::Text(bytes) => {
                let decoded = decode(bytes)?;
                let warning = decoded.warning();
                let article = Article {
                    date: file_date(),
                    ..Article::new(stem, decoded.text)
                };
                Ok(Some((article, warning)))
            }
            Body::Page(bytes) => {
                let decoded = decode_said(bytes.clone(), html::charset(&bytes))?;
                let warning = decoded.warning();
                let article = html::article(&decoded.text)?.ok_or_else(html::no_article)?;
                let date = article.date.or_else(file_date);
                Ok(Some((
                    Article {
                        id: stem.to_string(),
                        date,
                        ..article
                    },
                    warning,
                )))
            }
            Body::Line(bytes) => {
                let decoded = decode(bytes)?;
                let (article, warning) = jsonl::article(&decoded.text, &options.fields, default_id)?;
                Ok(Some((article, warning.map(str::to_string).or(decoded.warning()))))
            }
            Body::Entry(entry) => Ok(entry.article(default_id)?.map(|article| (article, None))),
            Body::Web(web) => web.article(default_id),
            Body::Network => Ok(None),
        }
    }
}

/// Cuts a file, or the files of a folder one after another, into records.
pub struct Records<'a> {
    pub(super) source: Source<'a>,
    pub(super) file: Arc<str>,
}

pub(super) enum Source<'a> {
    /// What could not even be started.
    Failed(Option<Error>),
    One(InputFormat, Option<Bytes<'a>>),
    Lines(limit::Lines<'a>),
    Items(Box<json::Items<'a>>),
    /// What turned out to be no articles, and was not told yet.
    Network(bool),
    Feed(Box<feed::Entries>),
    Warc(Box<warc::Archive<'a>>),
    Folder(super::folder::Walk),
}

impl<'a> Records<'a> {
    /// Of anything that can be read: see [`articles`](super::articles).
    pub fn new(reader: impl Read + Send + 'a, name: &str, options: &Options) -> Records<'a> {
        let counted = Counted {
            inner: reader,
            count: options.taken.clone(),
        };
        let source = Source::of(counted, name, options).unwrap_or_else(|error| Source::Failed(Some(error)));
        Records {
            source,
            file: name.into(),
        }
    }
}

impl<'a> Source<'a> {
    fn of(reader: impl Read + Send + 'a, name: &str, options: &Options) -> Result<Source<'a>> {
        let mut bytes = unpack(reader)?;
        let format = match options.format {
            Some(format) => format,
            None => InputFormat::of(name, bytes.fill_buf().map_err(super::unpack::cannot_read)?),
        };
        if let InputFormat::Jsonl | InputFormat::Json = format {
            bytes = super::encoding::in_utf8(bytes).map_err(super::unpack::cannot_read)?;
        }
        Ok(match format {
            InputFormat::Text | InputFormat::Html => Source::One(format, Some(bytes)),
            InputFormat::Jsonl => Source::Lines(limit::Lines::new(bytes)),
            InputFormat::Json => match json::is_network(bytes.fill_buf().map_err(super::unpack::cannot_read)?) {
                true => Source::Network(true),
                false => Source::Items(Box::new(json::Items::new(bytes, &options.fields))),
            },
            InputFormat::Feed => Source::Feed(Box::new(feed::Entries::new(limit::whole(bytes)?)?)),
            InputFormat::Warc => Source::Warc(Box::new(warc::Archive::new(bytes))),
        })
    }
}

impl Iterator for Records<'_> {
    type Item = Result<Record>;

    fn next(&mut self) -> Option<Result<Record>> {
        let next = match &mut self.source {
            Source::Failed(error) => Err(error.take()?),
            Source::One(format, bytes) => limit::whole(bytes.take()?).map(|bytes| {
                let body = match format {
                    InputFormat::Html => Body::Page(bytes),
                    _ => Body::Text(bytes),
                };
                (Place::File, body)
            }),
            Source::Lines(lines) => lines
                .next()?
                .map(|(line, bytes)| (Place::Line(line), Body::Line(bytes))),
            Source::Items(items) => items.next()?.map(|(n, bytes)| match n {
                0 => (Place::File, Body::Line(bytes)),
                n => (Place::Number(n), Body::Line(bytes)),
            }),
            Source::Network(pending) => match std::mem::take(pending) {
                true => Err(Error::new(
                    "a network, and no articles: build, merge, query and all that take networks read it",
                )),
                false => return None,
            },
            Source::Feed(entries) => entries
                .next()?
                .map(|(n, entry)| (Place::Number(n), Body::Entry(Box::new(entry)))),
            Source::Warc(archive) => archive
                .next()?
                .map(|(n, web)| (Place::Number(n), Body::Web(Box::new(web)))),
            Source::Folder(walk) => return walk.next(),
        };
        Some(match next {
            Ok((place, body)) => Ok(Record {
                file: self.file.clone(),
                place,
                body,
            }),
            Err(error) => Err(error.in_file(self.file.to_string())),
        })
    }
}
