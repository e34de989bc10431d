//! `newsgraph actor`: the dossier of one actor.

use super::filter::{Asked, FilterArgs};
use super::{Common, Outcome, input, network, output};
use crate::graph::Network;
use crate::graph::query::Dossier;
use crate::graph::store::Ask;
use crate::{Error, Result};
use clap::Args;
use itertools::Itertools;
use std::io::{self, Write};
use std::path::PathBuf;

/// `newsgraph actor`
#[derive(Debug, Args)]
pub(super) struct Actor {
    /// Any name, alias or id of the actor.
    name: String,
    /// Networks, or articles.
    inputs: Vec<PathBuf>,
    /// text or json.
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    format: String,
    /// At most so many quotes for each statement of the text; JSON has all.
    #[arg(long, value_name = "N", default_value_t = 2)]
    quotes: usize,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    common: Common,
}

pub(super) fn run(args: &Actor) -> Result<Outcome> {
    if !matches!(args.format.as_str(), "text" | "json") {
        let what = format!("unknown format \"{}\"; expected text or json", args.format);
        return Err(Error::new(what));
    }
    let filter = args.filter.filter();
    let ask = match filter.is_empty() {
        true => Ask::Actor(&args.name),
        false => Ask::All,
    };
    let asked = Asked::asking(&ask, &args.inputs, &filter, &args.common, false)?;
    let net = asked.part();
    let ids = match asked.names().actors(&args.name) {
        Ok(ids) => ids,
        Err(error) => {
            output::complain(&error);
            return Ok(Outcome::NothingFound);
        }
    };
    let dossiers: Vec<Dossier> = ids.iter().filter_map(|id| Dossier::of(net, id)).collect();
    output::write_whole(None, |out| {
        if args.format == "json" {
            let all: Vec<_> = dossiers.iter().map(|d| d.json(net)).collect();
            serde_json::to_writer_pretty(&mut *out, &all)?;
            return writeln!(out);
        }
        for (i, dossier) in dossiers.iter().enumerate() {
            if i > 0 {
                writeln!(out)?;
            }
            text(net, dossier, args.quotes, out)?;
        }
        Ok(())
    })?;
    Ok(match (dossiers.len(), asked.failed) {
        (_, true) => Outcome::SomeFailed,
        (0, _) => Outcome::NothingFound,
        _ => Outcome::Done,
    })
}

fn text(net: &Network, dossier: &Dossier, quotes: usize, out: &mut dyn Write) -> io::Result<()> {
    let actor = &dossier.node.actor;
    writeln!(out, "{}", output::one_line(&actor.label))?;
    let kind = format!("{:?}", actor.kind);
    let item = actor
        .wikidata
        .as_deref()
        .map_or(String::new(), |w| format!(", Wikidata {w}"));
    writeln!(out, "  {}, {}{item}", kind.to_lowercase(), output::one_line(&actor.id))?;
    if !actor.aliases.is_empty() {
        writeln!(out, "  also: {}", output::one_line(&actor.aliases.iter().join(", ")))?;
    }
    if let Some(office) = input::known_office(&actor.id) {
        writeln!(out, "  known as {office}")?;
    }
    let n_documents = dossier.node.sightings().count();
    let (m, d) = (dossier.node.mentions, n_documents);
    let s = |n: u64| if n == 1 { "" } else { "s" };
    writeln!(out, "  {m} mention{} in {d} article{}", s(m), s(d as u64))?;
    for (name, edges) in dossier.sections() {
        if edges.is_empty() {
            continue;
        }
        writeln!(out, "\n{}", name.replace('_', " "))?;
        for edge in edges {
            let mut shown = edge.clone();
            shown.evidence.truncate(quotes);
            let mut lines = Vec::new();
            network::table_row(net, edge, &mut lines)?;
            network::quotes(net, &shown, &mut lines)?;
            for line in String::from_utf8_lossy(&lines).lines() {
                writeln!(out, "  {line}")?;
            }
            let hidden = edge.evidence.len() - shown.evidence.len();
            if hidden > 0 && quotes > 0 {
                writeln!(out, "      and {hidden} more")?;
            }
        }
    }
    Ok(())
}
