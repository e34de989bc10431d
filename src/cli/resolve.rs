//! `newsgraph resolve`: doubtful pairs as lines of an actors file.

use super::{Common, Outcome, input, output};
use crate::extract::actor::Registry;
use crate::graph::Network;
use crate::graph::resolve::{Proposal, proposals};
use crate::{Error, Result};
use clap::Args;
use itertools::Itertools;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

/// `newsgraph resolve`
#[derive(Debug, Args)]
#[command(
    after_help = "Each pair stands in the output with its names and quotes, and two commented lines that join it.
Take the # away from those that are right, write not_same for those that are wrong, and build again
with --actors FILE. To undo, delete the line and build again."
)]
pub(super) struct Resolve {
    /// Networks, or articles.
    inputs: Vec<PathBuf>,
    /// The actors file: what stands in it is kept and settles its pairs, proposals are added at the end.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// toml or json.
    #[arg(short, long, value_name = "FORMAT", default_value = "toml")]
    format: String,
    /// Pairs of at least this score, 1 to 99.
    #[arg(long, value_name = "SCORE", default_value_t = 45)]
    min: u32,
    /// Say yes to pairs of at least this score.
    #[arg(long, value_name = "SCORE")]
    yes_above: Option<u32>,
    /// Say no to pairs of less than this score.
    #[arg(long, value_name = "SCORE")]
    no_below: Option<u32>,
    /// At most so many pairs.
    #[arg(long, value_name = "N", default_value_t = 200)]
    limit: usize,
    #[command(flatten)]
    common: Common,
}

pub(super) fn run(args: &Resolve) -> Result<Outcome> {
    if !matches!(args.format.as_str(), "toml" | "json") {
        let what = format!("unknown format \"{}\"; expected toml or json", args.format);
        return Err(Error::new(what));
    }
    let (network, tally) = input::network(&args.inputs, &args.common)?;
    let mut registry = input::registry(&args.common)?;
    let mut before = String::new();
    if let Some(path) = args.output.as_deref().filter(|p| args.format == "toml" && p.exists()) {
        let name = path.display().to_string();
        before = std::fs::read_to_string(path)
            .map_err(|e| Error::new(format!("cannot read: {e}")).in_file(&name).caused_by(e))?;
        registry = registry.with_user(&name, &before)?;
        if before
            .lines()
            .any(|l| l.starts_with("same =") || l.starts_with("not_same ="))
        {
            let what = "its pairs stand in a list, same = […], to which no [[same]] block can be added; write to another file, \
                        and give both with --actors";
            return Err(Error::new(what).in_file(name));
        }
    }
    let mut pairs = proposals(&network, &registry, args.min);
    // A pair that is proposed in the file already waits there for its answer.
    pairs.retain(|p| !before.contains(&ids(p)));
    pairs.truncate(args.limit);
    if pairs.is_empty() {
        if !args.common.quiet {
            output::say!("no pair to decide");
        }
        return Ok(Outcome::NothingFound);
    }
    let text = match args.format.as_str() {
        "json" => json(&network, &pairs)?,
        _ => {
            let mut text = before.trim_end().to_owned();
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            for pair in &pairs {
                write(&network, &registry, pair, args, &mut text);
            }
            text
        }
    };
    output::write_whole(args.output.as_deref(), |out| out.write_all(text.as_bytes()))?;
    if !args.common.quiet {
        let n = pairs.len();
        output::say!("{n} pair{} to decide", if n == 1 { "" } else { "s" });
    }
    Ok(match tally.failed {
        0 => Outcome::Done,
        _ => Outcome::SomeFailed,
    })
}

fn ids(pair: &Proposal) -> String {
    format!("ids = [{:?}, {:?}]", pair.keep, pair.other)
}

/// One pair: what speaks for it, both actors with quotes, and the answer, commented where nobody gave one.
fn write(network: &Network, registry: &Registry, pair: &Proposal, args: &Resolve, out: &mut String) {
    let _ = writeln!(out, "# {}  {}", pair.score, pair.why.join("; "));
    for id in [&pair.keep, &pair.other] {
        let Some(node) = network.node(id) else { continue };
        let known = if registry.get(id).is_some() { ", known" } else { "" };
        let names = node.names().take(6).join(" | ");
        let docs = node.sightings().count();
        let _ = writeln!(out, "#   {names}  ({id}{known}; {} times in {docs})", node.mentions);
        let mut seen = BTreeSet::new();
        let edges = network.edges_of(id);
        let quotes = edges.iter().flat_map(|e| &e.evidence).filter(|e| seen.insert(&e.quote));
        for e in quotes.take(2) {
            let quote = output::one_line(&e.quote.split_whitespace().join(" "));
            let _ = writeln!(
                out,
                "#     \"{quote}\"  {}, sentence {}",
                output::one_line(&e.doc),
                e.sent + 1
            );
        }
        if edges.is_empty() {
            let docs = node.sightings().map(|(doc, _)| doc).take(3).join(", ");
            let _ = writeln!(out, "#     named in {}", output::one_line(&docs));
        }
    }
    let answer = if args.yes_above.is_some_and(|s| pair.score >= s) {
        "[[same]]\n"
    } else if args.no_below.is_some_and(|s| pair.score < s) {
        "[[not_same]]\n"
    } else {
        "# [[same]]\n# "
    };
    let _ = writeln!(out, "{answer}{}\n", ids(pair));
}

fn json(network: &Network, pairs: &[Proposal]) -> Result<String> {
    let side = |id: &str| {
        let node = network.node(id);
        let quotes: Vec<_> = network
            .edges_of(id)
            .iter()
            .flat_map(|e| &e.evidence)
            .map(|e| serde_json::json!({"doc": e.doc, "sent": e.sent, "quote": e.quote}))
            .unique_by(ToString::to_string)
            .take(3)
            .collect();
        serde_json::json!({
            "id": id,
            "label": network.label(id),
            "aliases": node.map(|n| &n.actor.aliases),
            "mentions": node.map(|n| n.mentions),
            "documents": node.map(|n| n.sightings().count()),
            "quotes": quotes,
        })
    };
    let all: Vec<_> = pairs
        .iter()
        .map(|p| serde_json::json!({"score": p.score, "why": p.why, "keep": side(&p.keep), "other": side(&p.other)}))
        .collect();
    serde_json::to_string_pretty(&all)
        .map(|text| text + "\n")
        .map_err(|e| Error::new("cannot write the pairs as JSON").caused_by(e))
}
