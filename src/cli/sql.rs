//! `newsgraph sql`: a question to a store in SQL.

use super::{Outcome, output};
use crate::graph::store::{Cell, Store, Table};
use crate::{Error, Result};
use clap::Args;
use itertools::Itertools;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

/// `newsgraph sql`
#[derive(Debug, Args)]
#[command(after_help = "Views: edges, evidence, actors, aliases, documents.
Examples:
  newsgraph sql news.ngdb 'SELECT relation, count(*) AS n FROM edges GROUP BY relation ORDER BY n DESC'
  newsgraph sql news.ngdb \"SELECT day, quote FROM evidence WHERE quote LIKE '%pipeline%'\" -f csv")]
pub(super) struct Sql {
    /// The store.
    store: PathBuf,
    /// One SELECT.
    select: String,
    /// table, json, jsonl, csv.
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    format: String,
}

pub(super) fn run(args: &Sql) -> Result<Outcome> {
    if !matches!(args.format.as_str(), "table" | "json" | "jsonl" | "csv") {
        let what = format!("unknown format \"{}\"; expected table, json, jsonl or csv", args.format);
        return Err(Error::new(what));
    }
    let found = Store::open(&args.store)?.table(&args.select)?;
    output::write_whole(None, |out| match args.format.as_str() {
        "json" => {
            let all: Vec<_> = found.rows.iter().map(|row| object(&found, row)).collect();
            serde_json::to_writer_pretty(&mut *out, &all)?;
            writeln!(out)
        }
        "jsonl" => found.rows.iter().try_for_each(|row| {
            serde_json::to_writer(&mut *out, &object(&found, row))?;
            writeln!(out)
        }),
        "csv" => {
            let line = |cells: &mut dyn Iterator<Item = String>| cells.map(|cell| quoted(&cell)).join(",");
            writeln!(out, "{}", line(&mut found.columns.iter().cloned()))?;
            (found.rows.iter()).try_for_each(|row| writeln!(out, "{}", line(&mut row.iter().map(Cell::to_string))))
        }
        _ => table(&found, out),
    })?;
    Ok(match found.rows.is_empty() {
        true => Outcome::NothingFound,
        false => Outcome::Done,
    })
}

/// A row as an object.
fn object<'a>(table: &'a Table, row: &'a [Cell]) -> BTreeMap<&'a str, &'a Cell> {
    table.columns.iter().map(String::as_str).zip(row).collect()
}

fn quoted(cell: &str) -> String {
    match cell.contains(['"', ',', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    }
}

/// Columns side by side, each as wide as its widest cell; the last as it comes.
fn table(found: &Table, out: &mut dyn Write) -> io::Result<()> {
    let line = |cells: Vec<String>| -> Vec<String> {
        cells
            .iter()
            .map(|cell| output::one_line(&cell.split_whitespace().join(" ")))
            .collect()
    };
    let mut lines = vec![line(found.columns.clone())];
    lines.extend(
        found
            .rows
            .iter()
            .map(|row| line(row.iter().map(Cell::to_string).collect())),
    );
    let width = |i: usize| lines.iter().map(|line| line[i].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..found.columns.len()).map(width).collect();
    for line in &lines {
        let padded = line.iter().zip(&widths).map(|(cell, &width)| format!("{cell:width$}"));
        writeln!(out, "{}", padded.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    Ok(())
}
