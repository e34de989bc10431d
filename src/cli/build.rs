//! `newsgraph build`, and the bare form `newsgraph article.txt`.

use super::{Common, Outcome, input, network, output};
use crate::graph::OutputFormat;
use crate::{Error, Result};
use clap::Args;
use std::path::{Path, PathBuf};

/// Articles to one network.
#[derive(Debug, Args)]
pub(super) struct Build {
    /// Articles: text, pages, feeds, JSONL, web archives, packed or not; folders and patterns; networks and extracts made before; - for stdin.
    pub(super) inputs: Vec<PathBuf>,
    /// Where the network goes; the extension tells the format. Without it a table is printed.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The format, when the ending of FILE does not tell: table, or one of docs/formats.md: json, jsonl, csv, dot, svg, png, html, mermaid (.mmd),
    /// markdown (.md), graphml, gexf, cytoscape (.cyjs), graphology, jgf, turtle (.ttl), nquads (.nq), annotations (.jsonld), neo4j, cypher, ftm, polecat
    /// (.tsv), store (.ngdb).
    #[arg(short, long, value_name = "FORMAT")]
    format: Option<String>,
    /// Show the quotes under each edge of the table.
    #[arg(short, long)]
    evidence: bool,
    #[command(flatten)]
    pub(super) common: Common,
}

pub(super) fn run(args: &Build) -> Result<Outcome> {
    let format = format(args.format.as_deref(), args.output.as_deref())?;
    let (network, tally) = input::network(&args.inputs, &args.common)?;
    match format {
        Some(format) => {
            output::write_network(args.output.as_deref(), format, &network, &network::options(None))?;
        }
        None => output::write_whole(None, |out| {
            network::table(
                &network,
                network.edges().chain(network.untargeted()),
                args.evidence,
                out,
            )
        })?,
    }
    if !args.common.quiet {
        let n_edges = network.edges().count() + network.untargeted().count();
        let n_quotes: usize = network
            .edges()
            .chain(network.untargeted())
            .map(|e| e.evidence.len())
            .sum();
        let skipped = if tally.failed == 0 {
            String::new()
        } else {
            format!("; {} inputs skipped (see above)", tally.failed)
        };
        output::say!(
            "{}, {}, {} ({}){skipped}",
            count(tally.articles, "article"),
            count(network.nodes().count(), "actor"),
            count(n_edges, "relation"),
            count(n_quotes, "quote"),
        );
    }
    // The program ends; to take a large network apart would only take time.
    std::mem::forget(network);
    Ok(if tally.failed > 0 {
        Outcome::SomeFailed
    } else {
        Outcome::Done
    })
}

fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// The format that `-f` or the extension of `-o` names; nothing is a table on stdout.
pub(super) fn format(name: Option<&str>, path: Option<&Path>) -> Result<Option<OutputFormat>> {
    let all = || {
        OutputFormat::ALL
            .iter()
            .map(|f| f.name())
            .collect::<Vec<_>>()
            .join(", ")
    };
    match (name, path) {
        (Some("table"), None) => Ok(None),
        (Some(name), _) => {
            let mut all_formats = OutputFormat::ALL.iter().copied();
            all_formats
                .find(|f| f.name() == name || f.extensions().contains(&name))
                .map(Some)
                .ok_or_else(|| Error::new(format!("unknown format \"{name}\"; expected table, {}", all())))
        }
        (None, Some(path)) if path.as_os_str() == "-" => Ok(Some(OutputFormat::Json)),
        (None, Some(path)) => OutputFormat::from_path(path).map(Some).ok_or_else(|| {
            Error::new(format!(
                "the extension tells no format; expected one of {}, or name it with -f",
                all()
            ))
            .in_file(path.display().to_string())
        }),
        (None, None) => Ok(None),
    }
}
