//! `newsgraph why EDGE`: what an edge rests on, place by place.

use super::filter::{Asked, FilterArgs};
use super::query::is_pattern;
use super::{Common, Outcome, input, network, output};
use crate::extract::actor::{Cast, Form, Mention};
use crate::extract::relation::Polarity;
use crate::graph::query::Pattern;
use crate::graph::store::Ask;
use crate::graph::{Edge, Evidence, Network};
use crate::{Article, Result, Span};
use clap::Args;
use itertools::Itertools;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::PathBuf;

/// `newsgraph why`
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  newsgraph why 'NATO -supports-> Ukraine' week.json
  newsgraph why e:9f2c week.json news/       with the articles, each pronoun is traced to a name")]
pub(super) struct Why {
    /// An edge's id or how it starts (e:9f2c), or a pattern: 'NATO -supports-> ?'.
    edge: String,
    /// Networks, or articles; articles of a network trace its pronouns and descriptions.
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    common: Common,
}

/// At most so many answers of a pattern are explained.
const MOST: usize = 1000;

pub(super) fn run(args: &Why) -> Result<Outcome> {
    let pattern = is_pattern(&args.edge)
        .then(|| args.edge.parse::<Pattern>())
        .transpose()?;
    let filter = args.filter.filter();
    let ask = match &pattern {
        Some(pattern) => Ask::Pattern(pattern, &filter),
        None if filter.is_empty() => Ask::Edge(&args.edge),
        None => Ask::All,
    };
    let asked = Asked::asking(&ask, &args.inputs, &filter, &args.common, false)?;
    let net = asked.part();
    let edges: Vec<&Edge> = if let Some(pattern) = &pattern {
        let chains = pattern.chains(net, &asked.names(), MOST)?;
        chains.into_iter().flat_map(|c| c.edges).unique_by(|e| &e.id).collect()
    } else {
        let all = net.edges().chain(net.untargeted());
        all.filter(|e| e.id.starts_with(&args.edge)).collect()
    };
    if edges.is_empty() && !args.common.quiet {
        let edge = &args.edge;
        match pattern {
            Some(_) => output::say!("newsgraph: no edge is so: {edge}"),
            None => output::say!(
                "newsgraph: no edge \"{edge}\"; expected an id (newsgraph query -f jsonl prints them) or a pattern: 'NATO -supports-> ?'"
            ),
        }
    }
    let casts = casts(&edges, args)?;
    output::write_whole(None, |out| {
        for (i, edge) in edges.iter().enumerate() {
            if i > 0 {
                writeln!(out)?;
            }
            show(net, edge, &casts, out)?;
        }
        Ok(())
    })?;
    Ok(match (edges.len(), asked.failed) {
        (_, true) => Outcome::SomeFailed,
        (0, _) => Outcome::NothingFound,
        _ => Outcome::Done,
    })
}

/// The casts of those articles among the inputs that the edges quote.
fn casts(edges: &[&Edge], args: &Why) -> Result<BTreeMap<String, (Article, Cast)>> {
    let wanted: BTreeSet<&str> = edges.iter().flat_map(|e| &e.evidence).map(|e| e.doc.as_str()).collect();
    let paths: Vec<PathBuf> = args
        .inputs
        .iter()
        .filter(|p| input::holds_articles(p))
        .cloned()
        .collect();
    let mut casts = BTreeMap::new();
    if paths.is_empty() {
        return Ok(casts);
    }
    let extractor = input::extractor(&args.common)?;
    // What cannot be read was told when the network was made.
    let silent = super::Common {
        quiet: true,
        ..args.common.clone()
    };
    for article in input::Inputs::new(&paths, &silent).flatten() {
        if wanted.contains(article.id.as_str()) {
            let cast = extractor.cast(&article.text).cast;
            casts.insert(article.id.clone(), (article, cast));
        }
    }
    Ok(casts)
}

fn show(net: &Network, edge: &Edge, casts: &BTreeMap<String, (Article, Cast)>, out: &mut dyn Write) -> io::Result<()> {
    network::table_row(net, edge, out)?;
    let codes = [&edge.plover, &edge.cameo].into_iter().flatten().join(" ");
    let sign = ["-", "0", "+"][(edge.stance().signum() + 1) as usize];
    writeln!(
        out,
        "  {}, sign {sign}{}{codes}",
        edge.id,
        if codes.is_empty() { "" } else { ", " }
    )?;
    for e in &edge.evidence {
        writeln!(out)?;
        let cast = casts
            .get(e.doc.as_str())
            .map(|(article, cast)| (article.text.as_str(), cast));
        for line in lines(net, edge, e, cast) {
            writeln!(out, "  {}", output::one_line(&line))?;
        }
    }
    Ok(())
}

/// One place that states the edge.
fn lines(net: &Network, edge: &Edge, e: &Evidence, cast: Option<(&str, &Cast)>) -> Vec<String> {
    let day = net.document(&e.doc).and_then(|d| d.date.as_deref());
    let mut lines = vec![
        format!(
            "{}, sentence {}{}",
            e.doc,
            e.sent + 1,
            day.map_or(String::new(), |d| format!(", {d}"))
        ),
        format!("  {}", e.marked().split_whitespace().join(" ")),
    ];
    let mut line = |name: &str, value: String| lines.push(format!("  {name:8} {value}"));
    line("who", end(net, &edge.source, &e.source_text, e.source_bytes, cast));
    if let (Some(id), Some(text), Some(place)) = (&edge.target, &e.target_text, e.target_bytes) {
        line("whom", end(net, id, text, place, cast));
    }
    line("rule", e.rule.to_string());
    let polarity = if edge.polarity == Polarity::Negated {
        "denied"
    } else {
        "affirmed"
    };
    let modality = format!("{:?}", e.modality).to_lowercase();
    let holder = match (&e.holder_label, &e.holder) {
        (Some(label), Some(id)) => format!("a claim of {label} ({id})"),
        _ => "stated by the article".to_string(),
    };
    line("status", format!("{polarity}, {modality}, {holder}"));
    for (name, value) in [("about", &e.about), ("title", &e.title), ("amount", &e.amount)] {
        if let Some(value) = value {
            line(name, value.to_string());
        }
    }
    if let Some(day) = &e.date {
        let words = e
            .date_text
            .as_deref()
            .map_or(String::new(), |w| format!(", from \"{w}\""));
        line("when", format!("{day}{words}"));
    }
    line("sure", format!("{:?}", e.confidence).to_lowercase());
    line("drop it", format!("newsgraph merge … --drop {}", e.doc));
    lines
}

/// How the words of one end came to mean the actor.
fn end(net: &Network, id: &str, text: &str, place: Span, cast: Option<(&str, &Cast)>) -> String {
    let label = net.label(id);
    let known = net
        .node(id)
        .is_some_and(|n| n.actor.label == text || n.actor.aliases.iter().any(|a| a == text));
    let mut said = format!("\"{text}\" = {label} ({id})");
    let mention = cast.and_then(|(_, cast)| {
        let inside = |m: &&Mention| m.span.start <= place.start && place.end <= m.span.end.max(m.phrase.end);
        let mut all = cast.mentions.iter().filter(inside);
        all.find(|m| m.actor.is_some_and(|a| cast.actor(a).id == id))
    });
    let (Some((article, cast)), Some(mention)) = (cast, mention) else {
        said.push_str(if known {
            ", by name"
        } else {
            ", by context; name the article too, and it is traced"
        });
        return said;
    };
    match mention.form {
        Form::Name if mention.known => said.push_str(", by a name that the registry knows"),
        Form::Name => said.push_str(", by name"),
        form => {
            let what = if form == Form::Pronoun {
                "a pronoun"
            } else {
                "a description"
            };
            said.push_str(&format!(", by {what}"));
            let named = |m: &&Mention| m.form == Form::Name && m.actor == mention.actor;
            let before = cast
                .mentions
                .iter()
                .filter(named)
                .rfind(|m| m.span.start < mention.span.start);
            if let Some(name) = before.or_else(|| cast.mentions.iter().find(named)) {
                said.push_str(&format!(
                    " for \"{}\" in sentence {}",
                    name.span.of(article),
                    name.sentence + 1
                ));
            }
        }
    }
    said
}
