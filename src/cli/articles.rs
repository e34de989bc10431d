//! `newsgraph articles`: what was read, before anything is made of it.

use super::Outcome;
use super::stages::{self, Stage};
use crate::{Article, Result};
use serde::Serialize;
use std::io;

/// One line of the output; [`read`](crate::read) takes it back as it is.
#[derive(Serialize)]
struct Record<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    text: &'a str,
}

pub(super) fn run(args: &Stage) -> Result<Outcome> {
    stages::stream(args, line)
}

fn line(article: &Article) -> io::Result<Vec<u8>> {
    let record = Record {
        id: &article.id,
        title: article.title.as_deref(),
        date: article.date.as_deref(),
        publisher: article.publisher.as_deref(),
        byline: article.byline.as_deref(),
        url: article.url.as_deref(),
        text: &article.text,
    };
    let mut out = serde_json::to_vec(&record)?;
    out.push(b'\n');
    Ok(out)
}
