//! `newsgraph stats`: a network in numbers.

use super::super::{Outcome, output};
use super::Asked;
use super::balance::bounds;
use crate::Result;
use crate::graph::analysis::Stats;
use clap::Args;
use itertools::Itertools;
use std::io::{self, Write};
use std::path::PathBuf;

/// `newsgraph stats`
#[derive(Debug, Args)]
pub(in crate::cli) struct Statistics {
    /// Networks, or articles.
    inputs: Vec<PathBuf>,
    /// How many actors and relations are listed.
    #[arg(long, value_name = "N", default_value_t = 10)]
    list: usize,
    #[command(flatten)]
    asked: Asked,
}

pub(in crate::cli) fn stats(args: &Statistics) -> Result<Outcome> {
    let read = args.asked.read(&args.inputs)?;
    let stats = Stats::of(&read.part, args.list);
    args.asked.answer(|| &stats, |out| stats_text(&stats, out))?;
    Ok(read.outcome(true))
}

fn stats_text(s: &Stats, out: &mut dyn Write) -> io::Result<()> {
    let list = |pairs: &[(&str, usize)]| pairs.iter().map(|(name, n)| format!("{name} {n}")).join(", ");
    let days = s
        .days
        .map_or("none".to_string(), |(first, last)| format!("{first} to {last}"));
    let [pro, contra, neither] = s.signs;
    for (name, value) in [
        (
            "articles",
            format!("{}, of {} publishers that are known", s.documents, s.publishers),
        ),
        ("days", days),
        (
            "actors",
            format!(
                "{}, {} of them in an edge: {}",
                s.actors,
                s.linked,
                s.kinds.iter().map(|(kind, n)| format!("{n} {kind}")).join(", ")
            ),
        ),
        (
            "edges",
            format!(
                "{}, with {} quotes; {} in more than one article",
                s.edges, s.evidence, s.repeated
            ),
        ),
        ("signs", format!("{pro} for, {contra} against, {neither} neither")),
        (
            "marks",
            format!(
                "{} denied, {} only claims, {} not actual, {} undated",
                s.negated, s.claimed, s.not_actual, s.undated
            ),
        ),
        ("relations", list(&s.relations)),
        ("busiest", list(&s.busiest)),
        (
            "sources",
            format!(
                "{} edges from more than one that share neither publisher nor text",
                s.corroborated
            ),
        ),
        ("blocs", blocs(s)),
        ("balance", balance(s)),
    ] {
        writeln!(out, "{name:10} {}", output::one_line(&value))?;
    }
    for group in &s.copies {
        writeln!(out, "one text   {}", output::one_line(&group.join(", ")))?;
    }
    Ok(())
}

/// How many blocs, and the first names of the largest.
fn blocs(s: &Stats) -> String {
    let names = |bloc: &Vec<&str>| match bloc.len() {
        0..=4 => bloc.join(", "),
        n => format!("{} and {} more", bloc[..3].join(", "), n - 3),
    };
    let largest = s.blocs.iter().take(3).map(names).join("; ");
    let colon = if largest.is_empty() { "" } else { ": " };
    let more = if s.blocs.len() > 3 { "; …" } else { "" };
    format!("{}{colon}{largest}{more}", s.blocs.len())
}

fn balance(s: &Stats) -> String {
    let ([balanced, triads], [least, most]) = (s.balance.triads, s.balance.frustrated);
    let n = bounds(least, most);
    format!(
        "{balanced} of {triads} triads; of {} ties {n} would have to turn for two camps",
        s.balance.ties
    )
}
