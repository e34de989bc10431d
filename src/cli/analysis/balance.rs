//! `newsgraph balance`: is a friend's friend a friend, and where not.

use super::super::Outcome;
use super::{Asked, Counted, Shown, labels, tie, ties};
use crate::Result;
use crate::graph::Network;
use crate::graph::analysis::{Balance, Signed, Triad};
use clap::Args;
use serde_json::json;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

/// `newsgraph balance`
#[derive(Debug, Args)]
pub(in crate::cli) struct Balancing {
    /// Networks, or articles.
    inputs: Vec<PathBuf>,
    /// At most so many triads of each sort, those of most texts first.
    #[arg(long, value_name = "N", default_value_t = 5)]
    limit: usize,
    #[command(flatten)]
    counted: Counted,
    /// Show the quotes.
    #[arg(short, long)]
    evidence: bool,
    #[command(flatten)]
    asked: Asked,
}

/// The types of triads by the number of hostile ties.
const TYPES: [(&str, &str); 4] = [
    ("+++", "all for each other"),
    ("++-", "one for two who are against each other"),
    ("+--", "two together against the third"),
    ("---", "all against each other"),
];

pub(in crate::cli) fn balance(args: &Balancing) -> Result<Outcome> {
    let read = args.asked.read(&args.inputs)?;
    let net = &read.part;
    let signed = Signed::of(net, args.counted.basis());
    let found = Balance::of(&signed, args.limit);
    let json = || json(&signed, net, &found);
    args.asked.answer(json, |out| text(&signed, net, &found, args, out))?;
    Ok(read.outcome(found.ties > 0))
}

fn text(signed: &Signed, net: &Network, found: &Balance, args: &Balancing, out: &mut dyn Write) -> io::Result<()> {
    for (heading, list) in [("unbalanced", &found.unbalanced), ("balanced", &found.balanced)] {
        if list.is_empty() {
            continue;
        }
        writeln!(out, "{heading}")?;
        for triad in list {
            let (sort, _) = TYPES[triad.hostile()];
            writeln!(out, "  {sort}  {}", labels(net, &triad.actors))?;
            if args.evidence {
                let shown = Shown {
                    limit: usize::MAX,
                    evidence: true,
                };
                for tie in &triad.ties {
                    let heading = if tie.net > 0 { "for" } else { "against" };
                    ties(signed, net, heading, &[tie], shown, out)?;
                }
            }
        }
    }
    for (n, (sort, words)) in found.triads.iter().zip(TYPES) {
        writeln!(out, "{sort} {n:>6}  {words}")?;
    }
    let degree = found
        .degree()
        .map_or("none".to_owned(), |degree| format!("{degree:.2}"));
    writeln!(out, "degree of balance {degree}")?;
    let (least, most) = (found.at_least, found.against.len());
    writeln!(
        out,
        "of {} ties {} would have to turn for two camps",
        found.ties,
        bounds(least, most)
    )?;
    let shown = Shown {
        limit: args.limit,
        evidence: args.evidence,
    };
    ties(signed, net, "such as these", &found.against, shown, out)
}

/// "2", or "2 to 4".
pub(super) fn bounds(least: usize, most: usize) -> String {
    match least == most {
        true => least.to_string(),
        false => format!("{least} to {most}"),
    }
}

fn json(signed: &Signed, net: &Network, found: &Balance) -> serde_json::Value {
    let triad = |triad: &Triad| {
        json!({
            "type": TYPES[triad.hostile()].0, "actors": triad.actors,
            "labels": triad.actors.iter().map(|id| net.label(id)).collect::<Vec<_>>(),
            "ties": triad.ties.iter().map(|t| tie(signed, net, t)).collect::<Vec<_>>(),
        })
    };
    json!({
        "triads": TYPES.iter().zip(found.triads).map(|((sort, _), n)| (*sort, n)).collect::<BTreeMap<_, _>>(),
        "degree": found.degree(),
        "unbalanced": found.unbalanced.iter().map(triad).collect::<Vec<_>>(),
        "balanced": found.balanced.iter().map(triad).collect::<Vec<_>>(),
        "camps": found.camps, "ties": found.ties, "at_least": found.at_least, "at_most": found.against.len(),
        "against": found.against.iter().map(|t| tie(signed, net, t)).collect::<Vec<_>>(),
    })
}
