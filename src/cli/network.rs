//! The commands on whole networks: `merge`, `export`, `verify`, `schema`; and how edges are printed.

use super::filter::{self, FilterArgs};
use super::{Common, Outcome, build, input, output};
use crate::extract::actor::Registry;
use crate::extract::relation::{Modality, Polarity};
use crate::graph::export::rdf::check_base;
use crate::graph::export::{Cluster, Draw, Flavour, Options};
use crate::graph::query::Names;
use crate::graph::{self, Edge, Network, OutputFormat};
use crate::{Article, Error, Result};
use clap::{Args, ValueEnum};
use itertools::Itertools;
use std::io::{self, Write};
use std::path::PathBuf;

/// Edges as people read them, the quotes under each when asked for.
pub(super) fn table<'a>(
    network: &Network,
    edges: impl Iterator<Item = &'a Edge>,
    evidence: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    for edge in edges {
        table_row(network, edge, out)?;
        if evidence {
            quotes(network, edge, out)?;
        }
    }
    Ok(())
}

/// One edge as a line: who, what, to whom, and in brackets how it is meant.
pub(super) fn table_row(network: &Network, edge: &Edge, out: &mut dyn Write) -> io::Result<()> {
    let not = if edge.polarity == Polarity::Negated { "not " } else { "" };
    let target = edge.target.as_deref().map_or("?", |t| network.label(t));
    let mut marks = Vec::new();
    if edge.modality != Modality::Actual {
        marks.push(format!("{:?}", edge.modality).to_lowercase());
    }
    if edge.claimed {
        let holders = edge
            .evidence
            .iter()
            .filter_map(|e| e.holder_label.as_deref())
            .unique()
            .join(", ");
        marks.push(format!("says {holders}"));
    }
    if let Some(title) = edge.title() {
        marks.push(title.to_string());
    }
    if edge.weight() > 1 {
        marks.push(format!("{} times", edge.weight()));
    }
    let marks = if marks.is_empty() {
        String::new()
    } else {
        format!("  ({})", marks.join("; "))
    };
    let line = format!(
        "{} -{not}{}-> {target}{marks}",
        network.label(&edge.source),
        edge.relation
    );
    writeln!(out, "{}", output::one_line(&line))
}

/// The quotes of an edge, each with its place.
pub(super) fn quotes(network: &Network, edge: &Edge, out: &mut dyn Write) -> io::Result<()> {
    for e in &edge.evidence {
        writeln!(
            out,
            "    \"{}\"",
            output::one_line(&e.quote.split_whitespace().join(" "))
        )?;
        let day = network
            .document(&e.doc)
            .and_then(|d| d.date.as_deref())
            .map_or(String::new(), |d| format!(", {d}"));
        let who = e
            .holder_label
            .as_deref()
            .map_or(String::new(), |h| format!(", says {h}"));
        let place = format!("{}, sentence {}{day}{who}", e.doc, e.sent + 1);
        writeln!(out, "    {}", output::one_line(&place))?;
    }
    Ok(())
}

/// The names that a user may mean: those of the network, every relation, and what the registry knows.
pub(super) fn names(network: &Network) -> Names<'_> {
    Names::of(network).with_builtin()
}

/// `newsgraph merge`
#[derive(Debug, Args)]
pub(super) struct Merge {
    /// Networks, or articles.
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// Where the network goes.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Take these documents out again.
    #[arg(long, value_name = "ID")]
    drop: Vec<String>,
    /// The format, when the extension does not tell.
    #[arg(short, long, value_name = "FORMAT")]
    format: Option<String>,
    #[command(flatten)]
    common: Common,
}

pub(super) fn merge(args: &Merge) -> Result<Outcome> {
    let format = build::format(args.format.as_deref(), args.output.as_deref())?.unwrap_or(OutputFormat::Json);
    let (mut network, tally) = input::network(&args.inputs, &args.common)?;
    for id in &args.drop {
        if !network.drop_document(id) {
            return Err(Error::new(format!(
                "there is no document \"{id}\" to drop; see the documents of the network's \"graph\""
            )));
        }
    }
    output::write_network(args.output.as_deref(), format, &network, &options(None))?;
    // The program ends; to take a large network apart would only take time.
    std::mem::forget(network);
    Ok(if tally.failed > 0 {
        Outcome::SomeFailed
    } else {
        Outcome::Done
    })
}

/// `newsgraph export`
#[derive(Debug, Args)]
pub(super) struct Export {
    /// Networks, or articles.
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// Where it goes; the ending tells the format. Formats of several files go into a folder of that name.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The format, when the ending of FILE does not tell: one of docs/formats.md: json, jsonl, csv, dot, svg, png, html, mermaid (.mmd), markdown
    /// (.md), graphml, gexf, cytoscape (.cyjs), graphology, jgf, turtle (.ttl), nquads (.nq), annotations (.jsonld), neo4j, cypher, ftm, polecat (.tsv),
    /// store (.ngdb).
    #[arg(short, long, value_name = "FORMAT")]
    format: Option<String>,
    /// A title for the picture.
    #[arg(long)]
    title: Option<String>,
    /// In DOT, and what Graphviz draws, frames around actors of a kind, of a country, or of a bloc.
    #[arg(long, value_name = "BY", value_enum)]
    cluster: Option<ClusterArg>,
    /// Who draws SVG and PNG: newsgraph itself, the same bytes everywhere, or Graphviz, where it is installed.
    #[arg(long, value_name = "WHO", value_enum, default_value_t = DrawArg::Newsgraph)]
    draw: DrawArg,
    /// In RDF, what the ids of actors, documents and statements begin with.
    #[arg(long, value_name = "IRI", value_parser = check_base)]
    base_iri: Option<String>,
    /// In CSV, put an apostrophe before what a spreadsheet would take for a formula.
    #[arg(long)]
    excel_safe: bool,
    /// In CSV, whose names for the columns.
    #[arg(long, value_name = "WHOSE", value_enum, default_value_t = FlavourArg::Plain)]
    flavour: FlavourArg,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    common: Common,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FlavourArg {
    Plain,
    Gephi,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum DrawArg {
    Newsgraph,
    Graphviz,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ClusterArg {
    Kind,
    Country,
    Bloc,
}

pub(super) fn export(args: &Export) -> Result<Outcome> {
    let format = build::format(args.format.as_deref(), args.output.as_deref())?.unwrap_or(OutputFormat::Json);
    // A picture is cut by its own measure, which says how many edges it hides.
    let mut filter = args.filter.filter();
    let top = if format.is_picture() { filter.top.take() } else { None };
    let asked = filter::Asked::of(&args.inputs, &filter, &args.common)?;
    let mut options = options(args.title.clone());
    options.base_iri.clone_from(&args.base_iri);
    options.draw = match args.draw {
        DrawArg::Newsgraph => Draw::Ours,
        DrawArg::Graphviz => Draw::Graphviz,
    };
    options.cluster = args.cluster.map(|by| match by {
        ClusterArg::Kind => Cluster::Kind,
        ClusterArg::Country => Cluster::Country,
        ClusterArg::Bloc => Cluster::Bloc,
    });
    let is_ours = matches!(format, OutputFormat::Svg | OutputFormat::Png) && options.draw == Draw::Ours;
    if is_ours && options.cluster.is_some() {
        let what = "--cluster frames what Graphviz draws: add --draw graphviz, or write net.dot";
        return Err(Error::new(what));
    }
    options.excel_safe = args.excel_safe;
    options.flavour = match args.flavour {
        FlavourArg::Plain => Flavour::Plain,
        FlavourArg::Gephi => Flavour::Gephi,
    };
    if top.is_some() {
        options.top = top;
    }
    output::write_network(args.output.as_deref(), format, asked.part(), &options)?;
    Ok(if asked.failed {
        Outcome::SomeFailed
    } else {
        Outcome::Done
    })
}

/// How pictures are drawn unless told otherwise.
pub(super) fn options(title: Option<String>) -> Options {
    Options {
        title,
        ..Options::default()
    }
}

/// `newsgraph verify`
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// The network.
    network: PathBuf,
    /// The articles it was built from: files, folders, JSONL.
    #[arg(required = true)]
    texts: Vec<PathBuf>,
    #[command(flatten)]
    common: Common,
}

pub(super) fn verify(args: &Verify) -> Result<Outcome> {
    let name = args.network.display().to_string();
    let network = if input::starts_as_store(&args.network) {
        input::stored(&args.network)?.identified(Registry::builtin())
    } else if let Some(tables) = input::tables(&args.network) {
        tables?
    } else {
        let bytes = std::fs::read(&args.network)
            .map_err(|e| Error::new(format!("cannot read: {e}")).in_file(&name).caused_by(e))?;
        graph::read(&bytes).map_err(|e| e.in_file(&name))?
    };
    let articles: Vec<Article> = input::Inputs::new(&args.texts, &args.common).collect::<Result<_>>()?;
    let problems = graph::verify(&network, articles.into_iter().map(|a| (a.id, a.text)));
    output::write_whole(None, |out| {
        problems
            .iter()
            .try_for_each(|p| writeln!(out, "{}", output::one_line(&p.to_string())))
    })?;
    if !args.common.quiet {
        let quotes: usize = network
            .edges()
            .chain(network.untargeted())
            .map(|e| e.evidence.len())
            .sum();
        output::say!(
            "{} documents, {quotes} quotes checked, {} problems",
            network.documents().count(),
            problems.len()
        );
    }
    Ok(if problems.is_empty() {
        Outcome::Done
    } else {
        Outcome::NothingFound
    })
}

/// `newsgraph schema`
#[derive(Debug, Args)]
pub(super) struct Schema {
    /// network, observation, mention, quote, fact, actor, document, answer, chain; stances, blocs, balance, brokers, agreement, tie, statement; timeline,
    /// diff, path, stats, dossier; hit.
    #[arg(default_value = "network")]
    name: String,
}

const SCHEMAS: &[(&str, &str)] = &[
    ("network", include_str!("../../docs/schema/network.schema.json")),
    ("observation", include_str!("../../docs/schema/observation.schema.json")),
    ("article", include_str!("../../docs/schema/article.schema.json")),
    ("mention", include_str!("../../docs/schema/mention.schema.json")),
    ("quote", include_str!("../../docs/schema/quote.schema.json")),
    ("fact", include_str!("../../docs/schema/fact.schema.json")),
    ("actor", include_str!("../../docs/schema/actor.schema.json")),
    ("document", include_str!("../../docs/schema/document.schema.json")),
    ("answer", include_str!("../../docs/schema/answer.schema.json")),
    ("chain", include_str!("../../docs/schema/chain.schema.json")),
    ("stances", include_str!("../../docs/schema/stances.schema.json")),
    ("blocs", include_str!("../../docs/schema/blocs.schema.json")),
    ("balance", include_str!("../../docs/schema/balance.schema.json")),
    ("brokers", include_str!("../../docs/schema/brokers.schema.json")),
    ("agreement", include_str!("../../docs/schema/agreement.schema.json")),
    ("tie", include_str!("../../docs/schema/tie.schema.json")),
    ("timeline", include_str!("../../docs/schema/timeline.schema.json")),
    ("diff", include_str!("../../docs/schema/diff.schema.json")),
    ("path", include_str!("../../docs/schema/path.schema.json")),
    ("stats", include_str!("../../docs/schema/stats.schema.json")),
    ("dossier", include_str!("../../docs/schema/dossier.schema.json")),
    ("statement", include_str!("../../docs/schema/statement.schema.json")),
    ("hit", include_str!("../../docs/schema/hit.schema.json")),
];

pub(super) fn schema(args: &Schema) -> Result<Outcome> {
    let (_, text) = SCHEMAS.iter().find(|(name, _)| *name == args.name).ok_or_else(|| {
        Error::new(format!(
            "no schema \"{}\"; expected one of {}",
            args.name,
            SCHEMAS.iter().map(|(n, _)| *n).join(", ")
        ))
    })?;
    output::write_whole(None, |out| out.write_all(text.as_bytes()))?;
    Ok(Outcome::Done)
}
