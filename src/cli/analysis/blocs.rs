//! `newsgraph blocs`: who stands together, and against whom.

use super::super::{Outcome, output};
use super::{Asked, Counted, Shown, labels, tie, ties};
use crate::Result;
use crate::graph::Network;
use crate::graph::analysis::{Bloc, Blocs, Signed, Tie};
use clap::Args;
use itertools::Itertools;
use serde_json::json;
use std::io::{self, Write};
use std::path::PathBuf;

/// `newsgraph blocs`
#[derive(Debug, Args)]
pub(in crate::cli) struct Grouping {
    /// Networks, or articles.
    inputs: Vec<PathBuf>,
    /// At most so many ties under each heading, the strongest first; JSON has all.
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

pub(in crate::cli) fn blocs(args: &Grouping) -> Result<Outcome> {
    let read = args.asked.read(&args.inputs)?;
    let net = &read.part;
    let signed = Signed::of(net, args.counted.basis());
    let found = Blocs::of(&signed);
    let json = || json(&signed, net, &found);
    args.asked.answer(json, |out| {
        for (i, bloc) in found.blocs.iter().enumerate() {
            writeln!(out, "bloc {}: {}", i + 1, labels(net, &bloc.members))?;
            text(&signed, net, bloc, args, out)?;
            writeln!(out)?;
        }
        if !found.alone.is_empty() {
            writeln!(out, "with nobody: {}", labels(net, &found.alone))?;
        }
        let torn = signed.torn().iter();
        let torn = torn
            .map(|tie| format!("{} — {}", net.label(tie.a), net.label(tie.b)))
            .join("; ");
        if !torn.is_empty() {
            writeln!(out, "as much for as against: {}", output::one_line(&torn))?;
        }
        writeln!(
            out,
            "{} blocs, {} actors with nobody; modularity {:.2}; {} of {} ties contradict the blocs",
            found.blocs.len(),
            found.alone.len(),
            found.modularity,
            found.contradicting,
            found.ties
        )
    })?;
    Ok(read.outcome(!found.blocs.is_empty()))
}

fn text(signed: &Signed, net: &Network, bloc: &Bloc, args: &Grouping, out: &mut dyn Write) -> io::Result<()> {
    for (to, [pro, contra]) in &bloc.towards {
        writeln!(out, "  to bloc {}: +{pro} -{contra}", to + 1)?;
    }
    let shown = Shown {
        limit: args.limit,
        evidence: args.evidence,
    };
    let lists = [
        ("for each other", &bloc.holds),
        ("yet against each other", &bloc.strains),
        ("against others", &bloc.opposes),
        ("yet for others", &bloc.reaches),
    ];
    lists
        .iter()
        .try_for_each(|(heading, list)| ties(signed, net, heading, list, shown, out))
}

fn json(signed: &Signed, net: &Network, found: &Blocs) -> serde_json::Value {
    let named = |ids: &[&str]| -> Vec<_> { ids.iter().map(|id| json!({"id": id, "label": net.label(id)})).collect() };
    let all = |list: &[&Tie]| -> Vec<_> { list.iter().map(|t| tie(signed, net, t)).collect() };
    json!({
        "blocs": found.blocs.iter().map(|bloc| json!({
            "members": named(&bloc.members), "support": bloc.support(), "opposition": bloc.opposition(),
            "towards": bloc.towards.iter().map(|(to, [pro, contra])| json!({"bloc": to, "for": pro, "against": contra})).collect::<Vec<_>>(),
            "holds": all(&bloc.holds), "strains": all(&bloc.strains), "opposes": all(&bloc.opposes), "reaches": all(&bloc.reaches),
        })).collect::<Vec<_>>(),
        "torn": signed.torn().iter().map(|t| tie(signed, net, t)).collect::<Vec<_>>(),
        "alone": named(&found.alone), "modularity": found.modularity, "ties": found.ties, "contradicting": found.contradicting,
    })
}
