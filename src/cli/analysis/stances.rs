//! `newsgraph stances`: who is for and against whom, pair by pair.

use super::super::{Outcome, output};
use super::{Asked, By, Counted, place, said};
use crate::Result;
use crate::graph::Network;
use crate::graph::analysis::{Basis, Stance, Tally, stances as all_stances};
use clap::Args;
use serde_json::json;
use std::cmp::Reverse;
use std::io::{self, Write};
use std::path::PathBuf;

/// `newsgraph stances`
#[derive(Debug, Args)]
pub(in crate::cli) struct Stand {
    /// Networks, or articles.
    inputs: Vec<PathBuf>,
    /// Also by week, month or year.
    #[arg(long, value_enum, value_name = "STEP")]
    by: Option<By>,
    /// Both directions of a pair together.
    #[arg(long)]
    mutual: bool,
    /// At most so many pairs, those with the clearest stance first; JSON has all.
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    #[command(flatten)]
    counted: Counted,
    /// Show the quotes.
    #[arg(short, long)]
    evidence: bool,
    #[command(flatten)]
    asked: Asked,
}

pub(in crate::cli) fn stances(args: &Stand) -> Result<Outcome> {
    let read = args.asked.read(&args.inputs)?;
    let (net, basis) = (&read.part, args.counted.basis());
    let mut all = all_stances(net, args.by.map(By::period));
    if args.mutual {
        all = Stance::mutual(all);
    }
    all.retain(|stance| stance.tally.votes(basis) != [0, 0]);
    let n = all.len();
    let json = || {
        all.iter()
            .map(|stance| stance_json(net, stance, basis))
            .collect::<Vec<_>>()
    };
    args.asked.answer(json, |out| {
        let mut sorted: Vec<&Stance> = all.iter().collect();
        sorted.sort_by_key(|stance| Reverse(stance.tally.net(basis).abs()));
        for stance in sorted.iter().take(args.limit) {
            text(net, stance, args, out)?;
        }
        match n.saturating_sub(args.limit) {
            0 => Ok(()),
            more => writeln!(out, "and {more} more pairs"),
        }
    })?;
    Ok(read.outcome(n > 0))
}

fn text(net: &Network, stance: &Stance, args: &Stand, out: &mut dyn Write) -> io::Result<()> {
    let basis = args.counted.basis();
    let arrow = if args.mutual { "—" } else { "->" };
    let line = format!("{} {arrow} {}", net.label(stance.source), net.label(stance.target));
    writeln!(out, "{:40} {}", output::one_line(&line), counts(&stance.tally, basis))?;
    for (period, tally) in &stance.periods {
        let period = if period.is_empty() { "undated" } else { period };
        writeln!(out, "  {period:38} {}", counts(tally, basis))?;
    }
    match args.evidence {
        true => said(net, stance.evidence(basis), true, out),
        false => Ok(()),
    }
}

/// `net -1  +0 -1`, and what of it is not stated by an article itself as done.
fn counts(tally: &Tally, basis: Basis) -> String {
    let [pro, contra] = tally.votes(basis);
    let parts = [
        ("claimed", basis.claims, tally.claimed),
        ("planned", basis.plans, tally.planned),
        ("claimed as planned", basis.claims && basis.plans, tally.claimed_planned),
    ];
    let marks = parts.iter().filter(|(_, counts, texts)| *counts && *texts != [0, 0]);
    let marks: Vec<String> = marks
        .map(|(name, _, [pro, contra])| format!("{name} +{pro} -{contra}"))
        .collect();
    let marks = match marks.is_empty() {
        true => String::new(),
        false => format!("  (of these {})", marks.join(", ")),
    };
    format!("net {:+}  +{pro} -{contra}{marks}", tally.net(basis))
}

fn stance_json(net: &Network, stance: &Stance, basis: Basis) -> serde_json::Value {
    json!({
        "source": stance.source, "source_label": net.label(stance.source),
        "target": stance.target, "target_label": net.label(stance.target),
        "net": stance.tally.net(basis), "texts": stance.tally,
        "periods": stance.periods.iter().map(|(period, tally)| json!({
            "period": (!period.is_empty()).then_some(period), "net": tally.net(basis), "texts": tally,
        })).collect::<Vec<_>>(),
        "evidence": stance.evidence(basis).map(|(edge, e)| place(net, edge, e)).collect::<Vec<_>>(),
    })
}
