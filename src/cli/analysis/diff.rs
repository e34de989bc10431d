//! `newsgraph diff`: what one network has that another has not.

use super::super::filter::FilterArgs;
use super::super::{Common, Outcome, input, network, output};
use super::{outcome, quote, write_json};
use crate::Result;
use crate::graph::Network;
use crate::graph::analysis::{Change, Diff};
use crate::graph::export::{Options, dot::changes};
use crate::graph::query::{Names, rows};
use clap::{Args, ValueEnum};
use itertools::Itertools;
use serde_json::json;
use std::io::{self, Write};
use std::path::PathBuf;

/// How a difference is printed.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum DiffForm {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
    /// A picture for Graphviz: what is new, gone, flipped, stronger.
    Dot,
}

/// `newsgraph diff`
#[derive(Debug, Args)]
pub(in crate::cli) struct Differ {
    /// The earlier network, or articles.
    old: PathBuf,
    /// The later one.
    new: PathBuf,
    /// Show a quote of each.
    #[arg(short, long)]
    evidence: bool,
    /// text, json or dot.
    #[arg(short, long, value_enum, default_value_t, value_name = "FORMAT")]
    format: DiffForm,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    common: Common,
}

pub(in crate::cli) fn diff(args: &Differ) -> Result<Outcome> {
    let read = |path: &PathBuf| input::network(std::slice::from_ref(path), &args.common);
    let ((before, tally), (after, later)) = (read(&args.old)?, read(&args.new)?);
    // An actor that only one of them has is known in both.
    let (filter, names) = (args.filter.filter(), Names::of(&before).and(&after).with_builtin());
    let old = &before.subgraph_with(&filter, &names)?;
    let new = &after.subgraph_with(&filter, &names)?;
    let diff = Diff::of(old, new);
    output::write_whole(None, |out| match args.format {
        DiffForm::Json => write_json(&diff_json(old, new, &diff), out),
        DiffForm::Text => diff_text(old, new, &diff, args.evidence, out),
        DiffForm::Dot => changes::write(old, new, &diff, &Options::default(), out),
    })?;
    // As `diff` does: 0 is the same, 1 is a difference.
    Ok(outcome(tally.failed + later.failed > 0, diff.is_empty()))
}

fn diff_text(old: &Network, new: &Network, diff: &Diff, evidence: bool, out: &mut dyn Write) -> io::Result<()> {
    for (source, target, was, is) in &diff.flipped {
        let line = format!(
            "flipped   {} -> {}: net {was:+} to {is:+}",
            new.label(source),
            new.label(target)
        );
        writeln!(out, "{}", output::one_line(&line))?;
    }
    for (change, was, is) in &diff.edges {
        let (net, edge) = match (was, is) {
            (_, Some(edge)) => (new, edge),
            (Some(edge), None) => (old, edge),
            (None, None) => continue,
        };
        let mut line = Vec::new();
        network::table_row(net, edge, &mut line)?;
        write!(out, "{:9} {}", change.name(), String::from_utf8_lossy(&line))?;
        if evidence {
            edge.evidence.iter().take(1).try_for_each(|e| quote(net, e, out))?;
        }
    }
    let changes = Change::ALL.iter().filter_map(|kind| {
        let n = diff.edges.iter().filter(|(change, ..)| change == kind).count();
        (n > 0).then(|| format!("{n} {}", kind.name()))
    });
    let (more, fewer) = (diff.documents_new.len(), diff.documents_gone.len());
    let changes = changes
        .chain((!diff.flipped.is_empty()).then(|| format!("{} flipped", diff.flipped.len())))
        .join(", ");
    let changes = if changes.is_empty() {
        "no edge changed".to_string()
    } else {
        changes
    };
    writeln!(out, "{changes}; {more} documents more, {fewer} fewer")
}

fn diff_json(old: &Network, new: &Network, diff: &Diff) -> serde_json::Value {
    json!({
        "flipped": diff.flipped.iter().map(|(source, target, was, is)| json!({
            "source": source, "target": target, "before": was, "after": is,
        })).collect::<Vec<_>>(),
        "edges": diff.edges.iter().map(|(change, was, is)| json!({
            "change": change.name(),
            "before": was.map(|edge| rows(old, [edge]).remove(0)),
            "after": is.map(|edge| rows(new, [edge]).remove(0)),
        })).collect::<Vec<_>>(),
        "documents_new": diff.documents_new,
        "documents_gone": diff.documents_gone,
    })
}
