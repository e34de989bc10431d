//! What an edge says in words, for formats that have but a label to say it with, and the days on which it is said.

use crate::extract::relation::{Modality, Polarity};
use crate::graph::store::Quoted;
use crate::graph::{Edge, Evidence, Network};
use itertools::Itertools;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The word that our files have for a value: `negated`, `planned`, `government-body`.
pub fn word(value: impl Quoted) -> &'static str {
    value.quoted().trim_matches('"')
}

/// The relation with its marks: `not supports (planned; says Kosovo)`. Whoever shows only this shows no denial as a fact.
pub fn label(edge: &Edge) -> String {
    let not = if edge.polarity == Polarity::Negated { "not " } else { "" };
    let marks = marks(edge);
    match marks.is_empty() {
        true => format!("{not}{}", edge.relation),
        false => format!("{not}{} ({})", edge.relation, marks.join("; ")),
    }
}

/// The same of one place: that is a claim where others state it, or the other way round.
pub fn label_of(edge: &Edge, e: &Evidence) -> String {
    let not = if edge.polarity == Polarity::Negated { "not " } else { "" };
    let real = (e.modality != Modality::Actual).then(|| word(e.modality).to_owned());
    let holder = e.holder_label.as_deref().or(e.holder.as_deref());
    let marks = real.into_iter().chain(holder.map(|holder| format!("says {holder}")));
    match marks.collect::<Vec<_>>() {
        marks if marks.is_empty() => format!("{not}{}", edge.relation),
        marks => format!("{not}{} ({})", edge.relation, marks.join("; ")),
    }
}

/// How real it is where it is not actual, and whose claim where it is one.
fn marks(edge: &Edge) -> Vec<String> {
    let mut marks = Vec::new();
    if edge.modality != Modality::Actual {
        marks.push(word(edge.modality).to_owned());
    }
    if edge.claimed {
        marks.push(format!("says {}", holders(edge).join(", ")));
    }
    marks
}

/// The names of those whose claims its evidence is, in order, each once.
pub fn holders(edge: &Edge) -> Vec<&str> {
    let named = edge
        .evidence
        .iter()
        .filter_map(|e| e.holder_label.as_deref().or(e.holder.as_deref()));
    named.unique().collect()
}

/// One sentence to show: the first of the surest.
pub fn best(edge: &Edge) -> &Evidence {
    let best = edge.evidence.iter().rev().max_by_key(|e| e.confidence);
    best.unwrap_or_else(|| &edge.evidence[0])
}

/// The days on which its evidence says that it happened, or was said.
pub fn days<'a>(network: &'a Network, edge: &'a Edge) -> BTreeSet<&'a str> {
    let days = edge.evidence.iter().filter_map(|e| e.day(network.document(&e.doc)));
    days.collect()
}

/// A day as formats take it that know no months and years: `2024-03` is its first day. Nothing where it is no date.
pub fn whole_day(day: &str) -> Option<String> {
    crate::graph::query::check_day(day).ok()?;
    match day.len() {
        4 => Some(format!("{day}-01-01")),
        7 => Some(format!("{day}-01")),
        _ => Some(day.to_owned()),
    }
}

/// What each actor does to nobody who is named, for formats whose edges need two ends.
pub fn alone(network: &Network) -> BTreeMap<&str, Vec<String>> {
    let mut alone: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for edge in network.untargeted() {
        alone.entry(&edge.source).or_default().push(label(edge));
    }
    alone
}

/// Does it turn the direction of what follows, so that a reader sees other words than there are?
pub fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Only addresses of pages: nothing must run when a link is followed.
pub fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// An address of letters, numbers and the signs that addresses are made of; all else by its number (RFC 3986), so that nothing ends it.
pub fn encoded(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for byte in url.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(byte as char),
            byte if b"-._~:/?#@!$&'+,;=%".contains(&byte) => out.push(byte as char),
            byte => {
                // Writing to a string cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
