//! `newsgraph search`: sentences that have some words.

use super::{Common, Outcome, input, output};
use crate::graph::store::{Account, Hit, Store, is_store};
use crate::{Error, Result};
use clap::Args;
use itertools::Itertools;
use std::io::{self, Write};
use std::path::PathBuf;

/// `newsgraph search`
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  newsgraph search 'gas pipeline' news.ngdb          both words, in any form
  newsgraph search '\"gas pipeline\"' news.ngdb        side by side
  newsgraph search 'sanction* OR embargo' news.ngdb  how a word begins; either
  newsgraph search 'talks NOT peace' march.json      graph files and articles are searched too")]
pub(super) struct Search {
    /// Words, all of which a sentence must have; \"in quotes\" side by side, word*, OR, NOT, brackets.
    words: String,
    /// Stores; or networks or articles, which are read through.
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// At most so many sentences.
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// text, json, jsonl.
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    format: String,
    #[command(flatten)]
    common: Common,
}

pub(super) fn run(args: &Search) -> Result<Outcome> {
    if !matches!(args.format.as_str(), "text" | "json" | "jsonl") {
        let what = format!("unknown format \"{}\"; expected text, json or jsonl", args.format);
        return Err(Error::new(what));
    }
    let (hits, failed) = match args.inputs.as_slice() {
        [path] if is_store(path) => (Store::open(path)?.search(&args.words, args.limit)?, 0),
        // Before anything is read: what cannot be asked.
        _ if crate::graph::store::quoted_words(&args.words).is_ok() => {
            let (network, tally) = input::network(&args.inputs, &args.common)?;
            let store = Store::in_memory()?;
            store.add(&Account::all(&network))?;
            (store.search(&args.words, args.limit)?, tally.failed)
        }
        _ => (Store::in_memory()?.search(&args.words, args.limit)?, 0),
    };
    output::write_whole(None, |out| match args.format.as_str() {
        "json" => {
            serde_json::to_writer_pretty(&mut *out, &hits)?;
            writeln!(out)
        }
        "jsonl" => hits.iter().try_for_each(|hit| {
            serde_json::to_writer(&mut *out, hit)?;
            writeln!(out)
        }),
        _ => hits.iter().try_for_each(|hit| text(hit, out)),
    })?;
    Ok(match (failed, hits.is_empty()) {
        (1.., _) => Outcome::SomeFailed,
        (0, true) => Outcome::NothingFound,
        (0, false) => Outcome::Done,
    })
}

fn text(hit: &Hit, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", output::one_line(&hit.snippet.split_whitespace().join(" ")))?;
    let day = hit.date.as_deref().map_or(String::new(), |day| format!(", {day}"));
    let publisher = hit
        .publisher
        .as_deref()
        .map_or(String::new(), |name| format!(", {name}"));
    let place = format!("  {}, sentence {}{day}{publisher}", hit.doc, hit.sent + 1);
    writeln!(out, "{}", output::one_line(&place))?;
    for edge in &hit.edges {
        let target = edge.target.as_deref().unwrap_or("?");
        let line = format!("  {}  {} -{}-> {target}", edge.id, edge.source, edge.relation);
        writeln!(out, "{}", output::one_line(&line))?;
    }
    Ok(())
}
