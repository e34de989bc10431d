//! [`Scene`]: what of a network is drawn, and what is left out.

use super::style::{Line as Stroke, Look};
use super::text::shorten;
use crate::extract::actor::Kind;
use crate::extract::relation::Polarity;
use crate::graph::export::Options;
use crate::graph::{Edge, Network};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What a person's office may be told by.
const OFFICES: [&str; 3] = ["holds-office", "leads", "represents"];
/// Said of somebody, and no more: too weak for a picture.
const WEAK: &str = "comments-on";

/// What is drawn.
pub struct Scene<'a> {
    /// The actors, and what is written below their names: an office and whose it is.
    pub actors: BTreeMap<&'a str, Option<(String, String)>>,
    /// The lines between them.
    pub lines: Vec<Line<'a>>,
    /// Edges that the lines and the offices stand for.
    pub drawn: usize,
    /// Edges left out.
    pub hidden: usize,
    degrees: BTreeMap<&'a str, usize>,
}

/// Edges of the same look between the same two.
pub struct Line<'a> {
    pub look: Look,
    /// The strongest first; never empty.
    pub edges: Vec<&'a Edge>,
}

impl<'a> Scene<'a> {
    pub fn of(network: &'a Network, options: &Options) -> Scene<'a> {
        let all: Vec<&Edge> = network.edges().chain(network.untargeted()).collect();
        let offices = match options.fold_offices {
            true => offices(network, &all),
            false => BTreeMap::new(),
        };
        let is_folded = |edge: &Edge| {
            offices
                .get(edge.source.as_str())
                .is_some_and(|office| office.id == edge.id)
        };
        let mut edges: Vec<&Edge> = all
            .iter()
            .copied()
            .filter(|e| e.relation != WEAK && !is_folded(e))
            .collect();
        let mut weights: BTreeMap<&str, usize> = BTreeMap::new();
        for edge in &edges {
            for end in [edge.source.as_str(), edge.target()] {
                *weights.entry(end).or_default() += edge.weight();
            }
        }
        // Of equals, those between busy actors: they hold the picture together.
        let busy = |edge: &Edge| weights[edge.source.as_str()] + weights[edge.target()];
        edges.sort_by_cached_key(|edge| Reverse((edge.strength(), busy(edge))));
        edges.truncate(options.top.unwrap_or(usize::MAX));

        let mut degrees: BTreeMap<&str, usize> = BTreeMap::new();
        let mut lines: BTreeMap<(&str, &str, &str, Look), Vec<&Edge>> = BTreeMap::new();
        for edge in &edges {
            let look = Look::of(edge);
            let point = if edge.target.is_none() { edge.id.as_str() } else { "" };
            lines
                .entry((&edge.source, edge.target(), point, look))
                .or_default()
                .push(edge);
            *degrees.entry(&edge.source).or_default() += 1;
            if let Some(target) = &edge.target {
                *degrees.entry(target).or_default() += 1;
            }
        }
        let actors: BTreeMap<&str, Option<(String, String)>> = (degrees.keys())
            .map(|&id| (id, offices.get(id).map(|edge| office(network, edge))))
            .collect();
        let drawn = edges.len() + actors.values().flatten().count();
        Scene {
            lines: lines
                .into_iter()
                .map(|((.., look), edges)| Line { look, edges })
                .collect(),
            hidden: all.len() - drawn,
            actors,
            drawn,
            degrees,
        }
    }

    /// Busy actors are written larger.
    pub fn font_size(&self, id: &str) -> usize {
        let degree = self.degrees.get(id).copied().unwrap_or(0);
        (11 + degree).min(17)
    }

    /// Which kinds of lines there are, to be explained.
    pub fn looks(&self) -> BTreeSet<Look> {
        self.lines.iter().map(|line| line.look).collect()
    }
}

/// For each person, the edge that tells the latest office.
pub fn offices<'a>(network: &'a Network, edges: &[&'a Edge]) -> BTreeMap<&'a str, &'a Edge> {
    let mut latest: BTreeMap<&str, &Edge> = BTreeMap::new();
    for edge in edges {
        let is_person = network
            .node(&edge.source)
            .is_some_and(|node| node.actor.kind == Kind::Person);
        let is_office = OFFICES.contains(&edge.relation.as_str()) && edge.polarity == Polarity::Affirmed;
        if !is_person || !is_office || edge.target.is_none() || Look::of(edge).line != Stroke::Solid {
            continue;
        }
        let rank = |edge: &Edge| (edge.title().is_some(), edge.last.clone(), edge.weight());
        let known = latest.entry(&edge.source).or_insert(edge);
        if rank(edge) > rank(known) {
            *known = edge;
        }
    }
    latest
}

/// The office in words, and whose it is.
pub fn office(network: &Network, edge: &Edge) -> (String, String) {
    let title = match (edge.title(), edge.relation.as_str()) {
        (Some(title), _) => capital(title),
        (None, "leads") => "Leader".to_owned(),
        (None, "represents") => "Representative".to_owned(),
        (None, _) => "In office".to_owned(),
    };
    (title, network.label(edge.target()).to_owned())
}

fn capital(title: &str) -> String {
    let mut chars = title.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

impl Line<'_> {
    /// A relation a line with its count; below, whose claim it is.
    pub fn label(&self, network: &Network) -> String {
        let mut lines = Vec::new();
        for edge in &self.edges {
            let not = if self.look.negated { "not " } else { "" };
            let relation = edge.relation.replace('-', " ");
            let times = match edge.weight() {
                1 => String::new(),
                n => format!(" ×{n}"),
            };
            lines.push(format!("{not}{relation}{times}"));
        }
        let holders: BTreeSet<Option<&str>> = self
            .edges
            .iter()
            .flat_map(|edge| &edge.evidence)
            .map(|e| e.holder.as_deref())
            .collect();
        if let (1, Some(Some(holder))) = (holders.len(), holders.first()) {
            lines.push(format!("says {}", shorten(network.label(holder), 24)));
        }
        lines.join("\n")
    }
}
