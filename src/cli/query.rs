//! `newsgraph query`: edges, or chains of them, that match a pattern and filters.

use super::filter::{Asked, FilterArgs};
use super::{Common, Outcome, input, network, output};
use crate::graph::query::{Answers, Order, Pattern, Question, Row, rows};
use crate::graph::store::Ask;
use crate::graph::{Filter, Network};
use crate::{Error, Result};
use clap::{Args, ValueEnum};
use itertools::Itertools;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// `newsgraph query`
#[derive(Debug, Args)]
#[command(after_help = "Patterns:
  'NATO -supports-> ?'                     whom does NATO support
  '? -[-]-> Hungary'                       who is against Hungary: a sign, + - or 0, after negation
  'France -?-> ? -supports-> Ukraine'      steps between two actors
  '? -supports|aids|not criticizes-> ?'    one of several relations; \"not\" before what is denied
  '?:country -material-conflict-> ?'       a kind of actor; a family of relations
  'France|Germany <-?- ?'                  one of several actors; an arrow to the left
  'France <-meets-> ?'                     either way
Names are taken in any form the network knows: Kyiv, UKRAINE and country:ua are one. Odd names go in \"quotes\".

Examples:
  newsgraph query 'Hungary -opposes-> ?' week.json -e            with the quotes
  newsgraph query --rel urges,demands --target Israel --since 2024-03-01 news.json -f csv
  newsgraph query --family conflict --min-sources 2 --sort weight --limit 10 news.json
  newsgraph query --any Ukraine --family office --as-of 2024-06-30 news.json
  newsgraph query '? -[-]-> ? -[-]-> ?' news.json --count

Exit codes: 0 found, 1 nothing found, 2 wrong usage, 3 some inputs failed, 4 a name or pattern is wrong, or no input.
The whole of it: docs/query.md.")]
pub(super) struct Query {
    /// A pattern (see below), then networks or articles; without a pattern the filters decide.
    #[arg(value_name = "PATTERN|INPUT")]
    words: Vec<String>,
    /// Show the quotes.
    #[arg(short, long)]
    evidence: bool,
    /// Only how many.
    #[arg(long)]
    count: bool,
    /// At most so many answers; of chains of several edges at most 1000 unless told otherwise.
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// The strongest first, the latest first, or by name; else in order of the actors' ids.
    #[arg(long, value_enum, value_name = "BY")]
    sort: Option<SortArg>,
    /// table, json, jsonl, csv.
    #[arg(short, long, value_name = "FORMAT")]
    format: Option<String>,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    common: Common,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum SortArg {
    Weight,
    Date,
    Actor,
}

#[derive(Clone, Copy, PartialEq)]
enum Format {
    Table,
    Json,
    Jsonl,
    Csv,
}

/// So many answers of a store come before the rest is read.
const EARLY: usize = 50;

pub(super) fn run(args: &Query) -> Result<Outcome> {
    let format = match args.format.as_deref() {
        None | Some("table") => Format::Table,
        Some("json") => Format::Json,
        Some("jsonl") => Format::Jsonl,
        Some("csv") => Format::Csv,
        Some(other) => {
            let what = format!("unknown format \"{other}\"; expected table, json, jsonl or csv");
            return Err(Error::new(what));
        }
    };
    let (pattern, inputs) = match args.words.split_first() {
        Some((first, rest)) if is_pattern(first) => (Some(first.parse::<Pattern>()?), rest),
        _ => (None, args.words.as_slice()),
    };
    let inputs: Vec<PathBuf> = inputs.iter().map(PathBuf::from).collect();
    let filter = args.filter.filter();
    let ask = match &pattern {
        Some(pattern) => Ask::Pattern(pattern, &filter),
        None => Ask::of(&filter),
    };
    let question = Question {
        pattern: pattern.clone(),
        sort: args.sort.map(|by| match by {
            SortArg::Weight => Order::Weight,
            SortArg::Date => Order::Date,
            SortArg::Actor => Order::Actor,
        }),
        limit: args.limit,
        count: args.count,
    };
    let plain = filter.is_empty() && !args.count && args.sort.is_none() && input::is_one_store(&inputs, &args.common);
    let by_and_by = pattern.as_ref().filter(|pattern| plain && pattern.len() == 1);
    // Rows count sources, and for that copies of a text must be known from others.
    let copies = format != Format::Table;
    let mut n_told = 0;
    let asked = match (by_and_by, args.limit) {
        (Some(pattern), Some(limit)) => first(pattern, &inputs, args, limit, copies)?,
        (Some(pattern), None) if format == Format::Table => {
            // The first answers come while the rest is read.
            let asked = Asked::asking(&Ask::First(pattern, EARLY), &inputs, &filter, &args.common, copies)?;
            let answers = question.answers(asked.part(), &asked.names())?;
            output::write_whole(None, |out| table(asked.part(), &answers, args.evidence, out))?;
            if n_edges(asked.part()) < EARLY {
                return Ok(match answers.n {
                    0 => Outcome::NothingFound,
                    _ => Outcome::Done,
                });
            }
            n_told = answers.all.len();
            Asked::asking(&ask, &inputs, &filter, &args.common, copies)?
        }
        _ => Asked::asking(&ask, &inputs, &filter, &args.common, copies)?,
    };
    let net = asked.part();
    let mut answers = question.answers(net, &asked.names())?;
    answers.all.drain(..n_told);
    // A limit that was asked for needs no word.
    if !answers.complete && (args.count || args.limit.is_none()) && !args.common.quiet {
        let shown = answers.all.len();
        match args.count {
            true => output::say!("newsgraph: there are more: too many ways to count them all; narrow the pattern"),
            false => {
                output::say!("newsgraph: the first {shown} answers; there are more: --limit N shows N, --count counts")
            }
        }
    }
    output::write_whole(None, |out| match (args.count, format) {
        (true, _) => writeln!(out, "{}", answers.n),
        (_, Format::Table) => table(net, &answers, args.evidence, out),
        (_, Format::Csv) => csv(net, &answers, out),
        (_, Format::Json) => {
            serde_json::to_writer_pretty(&mut *out, &answers.records(net, args.evidence))?;
            writeln!(out)
        }
        (_, Format::Jsonl) => answers.records(net, args.evidence).iter().try_for_each(|record| {
            serde_json::to_writer(&mut *out, record)?;
            writeln!(out)
        }),
    })?;
    Ok(match (answers.n, asked.failed) {
        (_, true) => Outcome::SomeFailed,
        (0, _) => Outcome::NothingFound,
        _ => Outcome::Done,
    })
}

/// Is the first word a pattern, and no file? What looks a little like one is, so that the error shows what is wrong with it.
pub(super) fn is_pattern(word: &str) -> bool {
    let parts = ["->", "<-", " -", "- "];
    parts.iter().any(|part| word.contains(part)) && !Path::new(word).exists()
}

/// As much of a store as the first answers to a pattern of one hop take, at most `limit`.
fn first(pattern: &Pattern, inputs: &[PathBuf], args: &Query, limit: usize, copies: bool) -> Result<Asked> {
    let mut most = limit.max(EARLY);
    loop {
        let ask = Ask::First(pattern, most);
        let asked = Asked::asking(&ask, inputs, &Filter::default(), &args.common, copies)?;
        let found = pattern.find(asked.part(), &asked.names(), limit, false)?;
        if found.chains.len() >= limit || n_edges(asked.part()) < most {
            return Ok(asked);
        }
        // Some of them are no answers: a sign, a family, what is denied.
        most = most.saturating_mul(8);
    }
}

fn n_edges(network: &Network) -> usize {
    network.edges().chain(network.untargeted()).count()
}

fn table(net: &Network, answers: &Answers, evidence: bool, out: &mut dyn Write) -> io::Result<()> {
    for (i, chain) in answers.all.iter().enumerate() {
        if answers.are_chains && i > 0 {
            writeln!(out)?;
        }
        network::table(net, chain.iter().copied(), evidence, out)?;
    }
    Ok(())
}

/// One line an edge; before those of a chain, which chain and which step of it.
fn csv(net: &Network, answers: &Answers, out: &mut dyn Write) -> io::Result<()> {
    let cell = |text: &str| {
        if text.contains(['"', ',', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_string()
        }
    };
    let head = if answers.are_chains { "chain,step," } else { "" };
    writeln!(out, "{head}{}", Row::HEADER.join(","))?;
    let mut rows = rows(net, answers.all.iter().flatten().copied()).into_iter();
    for (i, chain) in answers.all.iter().enumerate() {
        for (j, row) in rows.by_ref().take(chain.len()).enumerate() {
            if answers.are_chains {
                write!(out, "{},{},", i + 1, j + 1)?;
            }
            writeln!(out, "{}", row.cells().iter().map(|c| cell(c)).join(","))?;
        }
    }
    Ok(())
}
