//! `newsgraph path`: how two actors are linked.

use super::super::{Outcome, network, output};
use super::{Asked, Form, Found};
use crate::Result;
use crate::graph::Network;
use crate::graph::analysis::{self, Path};
use crate::graph::query::rows;
use crate::graph::store::Ask;
use clap::Args;
use itertools::Itertools;
use serde_json::json;
use std::io::{self, Write};
use std::path::PathBuf;

/// `newsgraph path`
#[derive(Debug, Args)]
pub(in crate::cli) struct Paths {
    /// One actor, by any name.
    #[arg(id = "one_end", value_name = "FROM")]
    from: String,
    /// The other.
    #[arg(id = "other_end", value_name = "TO")]
    to: String,
    /// Networks, or articles.
    inputs: Vec<PathBuf>,
    /// At most so many steps.
    #[arg(long, value_name = "N", default_value_t = 3)]
    max: usize,
    /// Only over edges for or against somebody; each path then has a sign, by which a friend's enemy is an enemy.
    #[arg(long)]
    signed: bool,
    /// At most so many paths.
    #[arg(long, value_name = "N", default_value_t = 5)]
    limit: usize,
    /// Show the quotes.
    #[arg(short, long)]
    evidence: bool,
    #[command(flatten)]
    asked: Asked,
}

pub(in crate::cli) fn path(args: &Paths) -> Result<Outcome> {
    let Asked { format, filter, common } = &args.asked;
    let filter = filter.filter();
    let ask = Ask::Path {
        from: &args.from,
        to: &args.to,
        longest: args.max,
        signed: args.signed,
        filter: &filter,
    };
    let read = Found::asking(&ask, &args.inputs, &filter, common, *format == Form::Json)?;
    let (whole, part) = (&read.whole, &read.part);
    let names = network::names(&read.whole);
    let (from, to) = (names.actors(&args.from)?, names.actors(&args.to)?);
    let found = analysis::paths(part, &from, &to, args.max, args.limit, args.signed);
    if found.is_empty() && !common.quiet {
        match from.is_disjoint(&to) {
            true => output::say!(
                "newsgraph: no way of at most {} steps leads from one to the other",
                args.max
            ),
            false => output::say!("newsgraph: both names are those of one actor"),
        }
    }
    let json = || found.iter().map(|path| path_json(whole, path)).collect::<Vec<_>>();
    args.asked.answer(json, |out| {
        for (i, path) in found.iter().enumerate() {
            if i > 0 {
                writeln!(out)?;
            }
            path_text(whole, path, args, out)?;
        }
        Ok(())
    })?;
    Ok(read.outcome(!found.is_empty()))
}

fn path_text(net: &Network, path: &Path, args: &Paths, out: &mut dyn Write) -> io::Result<()> {
    let line = path.actors.iter().map(|id| net.label(id)).join(" — ");
    let sign = ["against", "", "for"][(path.sign() + 1) as usize];
    let sign = if args.signed {
        format!("  ({sign})")
    } else {
        String::new()
    };
    writeln!(out, "{}{sign}", output::one_line(&line))?;
    for edge in path.steps.iter().flatten() {
        let mut lines = Vec::new();
        network::table(net, std::iter::once(*edge), args.evidence, &mut lines)?;
        for line in String::from_utf8_lossy(&lines).lines() {
            writeln!(out, "  {line}")?;
        }
    }
    Ok(())
}

fn path_json(net: &Network, path: &Path) -> serde_json::Value {
    json!({
        "actors": path.actors,
        "labels": path.actors.iter().map(|id| net.label(id)).collect::<Vec<_>>(),
        "sign": path.sign(),
        "steps": path.steps.iter().map(|edges| rows(net, edges.iter().copied())).collect::<Vec<_>>(),
    })
}
