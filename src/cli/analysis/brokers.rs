//! `newsgraph brokers`: over whom the ways lead, and at whom all look.

use super::super::{Outcome, output};
use super::{Asked, Counted, place, said};
use crate::Result;
use crate::graph::Network;
use crate::graph::analysis::{Broker, Brokers, PIVOTS, RankBy};
use clap::{Args, ValueEnum};
use serde_json::json;
use std::io::{self, Write};
use std::path::PathBuf;

/// `newsgraph brokers`
#[derive(Debug, Args)]
pub(in crate::cli) struct Brokering {
    /// Networks, or articles.
    inputs: Vec<PathBuf>,
    /// By what they are ranked.
    #[arg(long, value_enum, default_value_t, value_name = "MEASURE")]
    sort: Sort,
    /// At most so many actors.
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
    #[command(flatten)]
    counted: Counted,
    /// Show the three strongest edges of each, with their quotes.
    #[arg(short, long)]
    evidence: bool,
    #[command(flatten)]
    asked: Asked,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Sort {
    /// Over whom most ways lead.
    #[default]
    Betweenness,
    /// At whom most look.
    Pagerank,
}

/// Edges shown of each actor.
const SHOWN: usize = 3;

pub(in crate::cli) fn brokers(args: &Brokering) -> Result<Outcome> {
    let read = args.asked.read(&args.inputs)?;
    let net = &read.part;
    let by = match args.sort {
        Sort::Betweenness => RankBy::Betweenness,
        Sort::Pagerank => RankBy::Pagerank,
    };
    let found = Brokers::of(net, args.counted.basis(), by, args.limit);
    args.asked
        .answer(|| json(net, &found, args), |out| text(net, &found, args, out))?;
    Ok(read.outcome(!found.brokers.is_empty()))
}

fn text(net: &Network, found: &Brokers, args: &Brokering, out: &mut dyn Write) -> io::Result<()> {
    if found.brokers.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "{:30} between  pagerank  constraint  contacts  is for/against  has for/against",
        "actor"
    )?;
    for broker in &found.brokers {
        let constraint = broker.constraint.map_or(String::new(), |c| format!("{c:.2}"));
        let [[likes, dislikes], [liked, disliked]] = [broker.gives, broker.gets];
        let line = format!(
            "{:30} {:7.3}  {:8.3}  {constraint:>10}  {:>8}  {:>14}  {:>15}",
            net.label(broker.actor),
            broker.betweenness,
            broker.pagerank,
            broker.contacts,
            format!("{likes}/{dislikes}"),
            format!("{liked}/{disliked}"),
        );
        writeln!(out, "{}", output::one_line(&line))?;
        if args.evidence {
            statements(net, broker, args, out)?;
        }
    }
    let how = match found.exact {
        true => String::new(),
        false => format!("; betweenness estimated from {PIVOTS} of them"),
    };
    writeln!(out, "{} actors, {} pairs{how}", found.actors, found.pairs)
}

fn statements(net: &Network, broker: &Broker, args: &Brokering, out: &mut dyn Write) -> io::Result<()> {
    let basis = args.counted.basis();
    for edge in broker.edges.iter().take(SHOWN) {
        let first = edge.evidence.iter().find(|e| basis.counts(e));
        said(net, first.map(|e| (*edge, e)).into_iter(), true, out)?;
    }
    match broker.edges.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => writeln!(out, "    and {more} edges more"),
    }
}

fn json(net: &Network, found: &Brokers, args: &Brokering) -> serde_json::Value {
    let basis = args.counted.basis();
    let broker = |b: &Broker| {
        let statements = b
            .edges
            .iter()
            .flat_map(|edge| edge.evidence.iter().map(move |e| (*edge, e)));
        json!({
            "id": b.actor, "label": net.label(b.actor), "betweenness": b.betweenness, "pagerank": b.pagerank,
            "constraint": b.constraint, "contacts": b.contacts,
            "gives": {"for": b.gives[0], "against": b.gives[1]}, "gets": {"for": b.gets[0], "against": b.gets[1]},
            "evidence": statements.filter(|(_, e)| basis.counts(e)).map(|(edge, e)| place(net, edge, e)).collect::<Vec<_>>(),
        })
    };
    json!({
        "brokers": found.brokers.iter().map(broker).collect::<Vec<_>>(),
        "actors": found.actors, "pairs": found.pairs, "exact": found.exact,
    })
}
