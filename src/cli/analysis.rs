//! The commands that look at the whole of a network: `path`, `timeline`, `diff`, `stats`.

use super::filter::FilterArgs;
use super::{Common, Outcome, input, network, output};
use crate::Result;
use crate::graph::analysis::{self, Change, Diff, Pair, Path, Period, Stats};
use crate::graph::query::rows;
use crate::graph::store::Ask;
use crate::graph::{Edge, Evidence, Filter, Network};
use clap::{Args, ValueEnum};
use itertools::Itertools;
use serde_json::json;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;

/// How an answer is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// `newsgraph path`
#[derive(Debug, Args)]
pub(super) struct Paths {
    /// One actor, by any name.
    from: String,
    /// The other.
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
    /// text or json.
    #[arg(short, long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Form,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    common: Common,
}

/// The network of the inputs, and the part of it that the filters keep; names are looked up in the whole.
fn narrowed(inputs: &[PathBuf], filter: &FilterArgs, common: &Common) -> Result<(Network, Network, bool)> {
    let filter = filter.filter();
    let ask = match filter == Filter::default() {
        true => Ask::All,
        false => Ask::Filter(&filter),
    };
    narrowed_to(&ask, inputs, &filter, common, true)
}

/// The same of what a question needs; `copies` where sources are counted.
fn narrowed_to(
    ask: &Ask,
    inputs: &[PathBuf],
    filter: &Filter,
    common: &Common,
    copies: bool,
) -> Result<(Network, Network, bool)> {
    let (net, tally) = input::part(inputs, common, ask, copies)?;
    let part = net.subgraph_with(filter, &network::names(&net))?;
    Ok((net, part, tally.failed > 0))
}

fn outcome(failed: bool, found: bool) -> Outcome {
    match (failed, found) {
        (true, _) => Outcome::SomeFailed,
        (false, true) => Outcome::Done,
        (false, false) => Outcome::NothingFound,
    }
}

pub(super) fn path(args: &Paths) -> Result<Outcome> {
    let filter = args.filter.filter();
    let ask = Ask::Path {
        from: &args.from,
        to: &args.to,
        longest: args.max,
        signed: args.signed,
        filter: &filter,
    };
    let (net, part, failed) = narrowed_to(&ask, &args.inputs, &filter, &args.common, args.format == Form::Json)?;
    let names = network::names(&net);
    let (from, to) = (names.actors(&args.from)?, names.actors(&args.to)?);
    let found = analysis::paths(&part, &from, &to, args.max, args.limit, args.signed);
    output::write_whole(None, |out| {
        if args.format == Form::Json {
            let all: Vec<_> = found.iter().map(|path| path_json(&net, path)).collect();
            serde_json::to_writer_pretty(&mut *out, &all)?;
            return writeln!(out);
        }
        for (i, path) in found.iter().enumerate() {
            if i > 0 {
                writeln!(out)?;
            }
            let line = path.actors.iter().map(|id| net.label(id)).join(" — ");
            let sign = ["against", "", "for"][(path.sign() + 1) as usize];
            let sign = if args.signed {
                format!("  ({sign})")
            } else {
                String::new()
            };
            writeln!(out, "{}{sign}", output::tame(&line))?;
            for edges in &path.steps {
                for edge in edges {
                    let mut lines = Vec::new();
                    network::table(&net, std::iter::once(*edge), args.evidence, &mut lines)?;
                    for line in String::from_utf8_lossy(&lines).lines() {
                        writeln!(out, "  {line}")?;
                    }
                }
            }
        }
        Ok(())
    })?;
    Ok(outcome(failed, !found.is_empty()))
}

fn path_json(net: &Network, path: &Path) -> serde_json::Value {
    json!({
        "actors": path.actors,
        "labels": path.actors.iter().map(|id| net.label(id)).collect::<Vec<_>>(),
        "sign": path.sign(),
        "steps": path.steps.iter().map(|edges| rows(net, edges.iter().copied())).collect::<Vec<_>>(),
    })
}

/// `newsgraph timeline`
#[derive(Debug, Args)]
pub(super) struct Timeline {
    /// An actor, by any name.
    #[arg(value_name = "ACTOR")]
    who: String,
    /// Another actor, then networks or articles; without the other, everybody.
    #[arg(value_name = "ACTOR|INPUT")]
    words: Vec<String>,
    /// How long a step is.
    #[arg(long, value_enum, default_value_t, value_name = "STEP")]
    by: By,
    /// Show the quotes of every step; flips always have theirs.
    #[arg(short, long)]
    evidence: bool,
    /// text or json.
    #[arg(short, long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Form,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    common: Common,
}

/// How long a step of a timeline is.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum By {
    Week,
    #[default]
    Month,
    Year,
}

pub(super) fn timeline(args: &Timeline) -> Result<Outcome> {
    // A word that is no file is the other actor.
    let is_file = |w: &String| w == "-" || std::path::Path::new(w).exists();
    let (other, inputs) = match args.words.split_first() {
        Some((first, rest)) if !is_file(first) => (Some(first), rest),
        _ => (None, args.words.as_slice()),
    };
    let inputs: Vec<PathBuf> = inputs.iter().map(PathBuf::from).collect();
    let filter = args.filter.filter();
    let ask = Ask::Between(&args.who, other.map(String::as_str), &filter);
    let (net, part, failed) = narrowed_to(&ask, &inputs, &filter, &args.common, false)?;
    let names = network::names(&net);
    let actors = names.actors(&args.who)?;
    let others = other.map_or(Ok(BTreeSet::new()), |name| names.actors(name))?;
    let period = match args.by {
        By::Week => Period::Week,
        By::Month => Period::Month,
        By::Year => Period::Year,
    };
    let pairs = analysis::timeline(&part, &actors, &others, period);
    output::write_whole(None, |out| match args.format {
        Form::Json => {
            let all: Vec<_> = pairs.iter().map(|pair| pair_json(&net, pair)).collect();
            serde_json::to_writer_pretty(&mut *out, &all)?;
            writeln!(out)
        }
        Form::Text => pairs
            .iter()
            .try_for_each(|pair| pair_text(&net, pair, args.evidence, out)),
    })?;
    Ok(outcome(failed, !pairs.is_empty()))
}

fn pair_text(net: &Network, pair: &Pair, evidence: bool, out: &mut dyn Write) -> io::Result<()> {
    let line = format!("{} -> {}", net.label(pair.source), net.label(pair.target));
    writeln!(out, "{}", output::tame(&line))?;
    for step in &pair.steps {
        let [pro, contra, neither] = step.documents;
        let what = step.evidence.iter().map(|(edge, _)| said(edge)).unique().join(", ");
        let period = if step.period.is_empty() {
            "undated"
        } else {
            &step.period
        };
        let line = format!(
            "  {period:8} +{pro} -{contra} 0:{neither}  net {:+}  {what}",
            step.net()
        );
        writeln!(out, "{}", output::tame(&line))?;
        if evidence {
            step.evidence.iter().try_for_each(|(_, e)| quote(net, e, out))?;
        }
    }
    for flip in &pair.flips {
        writeln!(out, "  turned, from {} to {}:", said(flip.before.0), said(flip.after.0))?;
        quote(net, flip.before.1, out)?;
        quote(net, flip.after.1, out)?;
    }
    Ok(())
}

fn said(edge: &Edge) -> String {
    let not = if edge.polarity == crate::extract::relation::Polarity::Negated {
        "not "
    } else {
        ""
    };
    output::tame(&format!("{not}{}", edge.relation))
}

fn quote(net: &Network, e: &Evidence, out: &mut dyn Write) -> io::Result<()> {
    let day = e
        .day(net.document(&e.doc))
        .map_or(String::new(), |day| format!("{day}, "));
    let who = e
        .holder_label
        .as_deref()
        .map_or(String::new(), |h| format!(", says {h}"));
    writeln!(out, "    \"{}\"", output::tame(&e.quote.split_whitespace().join(" ")))?;
    writeln!(
        out,
        "    {day}{}, sentence {}{}",
        output::tame(&e.doc),
        e.sent + 1,
        output::tame(&who)
    )
}

fn pair_json(net: &Network, pair: &Pair) -> serde_json::Value {
    let place = |(edge, e): &(&Edge, &Evidence)| {
        json!({
            "edge": edge.id, "relation": edge.relation, "polarity": edge.polarity, "stance": edge.stance(),
            "modality": e.modality, "holder": e.holder, "day": e.day(net.document(&e.doc)), "doc": e.doc,
            "sent": e.sent, "bytes": e.bytes, "quote": e.quote,
        })
    };
    json!({
        "source": pair.source, "source_label": net.label(pair.source),
        "target": pair.target, "target_label": net.label(pair.target),
        "steps": pair.steps.iter().map(|step| json!({
            "period": (!step.period.is_empty()).then_some(&step.period),
            "for": step.documents[0], "against": step.documents[1], "neither": step.documents[2],
            "net": step.net(), "evidence": step.evidence.iter().map(place).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "flips": pair.flips.iter().map(|f| json!({"before": place(&f.before), "after": place(&f.after)})).collect::<Vec<_>>(),
    })
}

/// `newsgraph diff`
#[derive(Debug, Args)]
pub(super) struct Differ {
    /// The earlier network, or articles.
    old: PathBuf,
    /// The later one.
    new: PathBuf,
    /// Show a quote of each.
    #[arg(short, long)]
    evidence: bool,
    /// text or json.
    #[arg(short, long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Form,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    common: Common,
}

pub(super) fn diff(args: &Differ) -> Result<Outcome> {
    let (_, old, old_failed) = narrowed(std::slice::from_ref(&args.old), &args.filter, &args.common)?;
    let (_, new, new_failed) = narrowed(std::slice::from_ref(&args.new), &args.filter, &args.common)?;
    let diff = Diff::of(&old, &new);
    output::write_whole(None, |out| match args.format {
        Form::Json => {
            serde_json::to_writer_pretty(&mut *out, &diff_json(&old, &new, &diff))?;
            writeln!(out)
        }
        Form::Text => diff_text(&old, &new, &diff, args.evidence, out),
    })?;
    // As `diff` does: 0 is the same, 1 is a difference.
    Ok(outcome(old_failed || new_failed, diff.is_empty()))
}

fn diff_text(old: &Network, new: &Network, diff: &Diff, evidence: bool, out: &mut dyn Write) -> io::Result<()> {
    for (source, target, was, is) in &diff.flipped {
        let line = format!(
            "flipped   {} -> {}: net {was:+} to {is:+}",
            new.label(source),
            new.label(target)
        );
        writeln!(out, "{}", output::tame(&line))?;
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

/// `newsgraph stats`
#[derive(Debug, Args)]
pub(super) struct Statistics {
    /// Networks, or articles.
    inputs: Vec<PathBuf>,
    /// How many actors and relations are listed.
    #[arg(long, value_name = "N", default_value_t = 10)]
    list: usize,
    /// text or json.
    #[arg(short, long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Form,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    common: Common,
}

pub(super) fn stats(args: &Statistics) -> Result<Outcome> {
    let (_, part, failed) = narrowed(&args.inputs, &args.filter, &args.common)?;
    let stats = Stats::of(&part, args.list);
    output::write_whole(None, |out| match args.format {
        Form::Json => {
            serde_json::to_writer_pretty(&mut *out, &stats)?;
            writeln!(out)
        }
        Form::Text => stats_text(&stats, out),
    })?;
    Ok(outcome(failed, true))
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
                "{}: {}",
                s.actors,
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
    ] {
        writeln!(out, "{name:10} {}", output::tame(&value))?;
    }
    for group in &s.copies {
        writeln!(out, "one text   {}", output::tame(&group.join(", ")))?;
    }
    Ok(())
}
