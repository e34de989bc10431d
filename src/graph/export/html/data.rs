//! What the page is told: actors with their places, articles, edges with their quotes.

use super::MOST_EDGES;
use crate::Span;
use crate::extract::actor::Kind;
use crate::extract::relation::{Modality, Polarity};
use crate::graph::export::dot::{article_apart, scene, short_name};
use crate::graph::export::said::is_web;
use crate::graph::layout::{Tie, place};
use crate::graph::{Edge, Evidence, Network};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A network with more actors than this opens on the busiest of them.
const CORE: usize = 50;

/// All of it. Numbers are places in the lists.
#[derive(Serialize)]
pub struct Page<'a> {
    title: &'a str,
    /// How many actors the page opens on, the first of the list.
    core: usize,
    /// Edges that are left out.
    hidden: usize,
    actors: Vec<Actor<'a>>,
    docs: Vec<Doc<'a>>,
    edges: Vec<Line<'a>>,
}

/// An actor. Those with edges come first, the busiest of them first.
#[derive(Serialize)]
struct Actor<'a> {
    id: &'a str,
    name: &'a str,
    /// The article that a description is of, as others may describe somebody else so.
    #[serde(skip_serializing_if = "Option::is_none")]
    only: Option<usize>,
    short: &'a str,
    kind: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    office: Option<String>,
    aliases: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wikidata: Option<&'a str>,
    mentions: u64,
    /// Where it stands among all, in whole units; nothing for who has no edge.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<[i32; 2]>,
    /// Where it stands among the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    core: Option<[i32; 2]>,
}

#[derive(Serialize)]
struct Doc<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

/// An edge; the strongest come first.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    a: usize,
    b: Option<usize>,
    rel: &'a str,
    /// For, against, neither: after negation.
    sign: i8,
    not: bool,
    both: bool,
    /// Who somebody is, not what he does.
    is: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    ev: Vec<Quote<'a>>,
}

#[derive(Serialize)]
struct Quote<'a> {
    doc: usize,
    sent: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<&'a str>,
    /// Whose claim it is: a number, or a name that no actor of the network has.
    #[serde(skip_serializing_if = "Option::is_none")]
    holder: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    says: Option<&'a str>,
    /// Nothing for what is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    mode: Option<Modality>,
    quote: &'a str,
    /// Start, end and sort (0 who, 1 act, 2 whom) of the words that state it, in UTF-16 units of the quote, as scripts count.
    marks: Vec<[usize; 3]>,
}

impl<'a> Page<'a> {
    /// What of a network the page is told.
    pub fn of(network: &'a Network, title: &'a str) -> Page<'a> {
        let all: Vec<&Edge> = network.edges().chain(network.untargeted()).collect();
        let offices = scene::offices(network, &all);
        let mut busy: BTreeMap<&str, usize> = BTreeMap::new();
        for edge in &all {
            // Who acts is busier than who is something.
            let weight = if edge.is_structural() { 1 } else { 4 * edge.weight() };
            for end in [Some(&edge.source), edge.target.as_ref()].into_iter().flatten() {
                *busy.entry(end.as_str()).or_default() += weight;
            }
        }
        let mut edges = all;
        edges.sort_by_cached_key(|edge| {
            Reverse((
                edge.strength(),
                busy[&*edge.source] + busy.get(edge.target()).unwrap_or(&0),
            ))
        });
        let hidden = edges.len().saturating_sub(MOST_EDGES);
        edges.truncate(MOST_EDGES);

        // Where edges are left out, so are actors and articles that only those speak of.
        let spoken = spoken(&edges);
        let is_in = |id: &str| hidden == 0 || spoken.contains(id);
        let mut ids: Vec<&str> = network.nodes().map(|node| node.actor.id.as_str()).collect();
        ids.retain(|id| is_in(id));
        ids.sort_by_key(|id| Reverse(busy.get(id).copied().unwrap_or(0)));
        let number: BTreeMap<&str, usize> = ids.iter().enumerate().map(|(i, &id)| (id, i)).collect();
        let docs: Vec<&crate::Document> = network.documents().filter(|d| is_in(&d.id)).collect();
        let doc: BTreeMap<&str, usize> = (docs.iter()).enumerate().map(|(i, d)| (d.id.as_str(), i)).collect();
        let mut actors: Vec<Actor> = (ids.iter())
            .filter_map(|id| actor(network, id, &offices, &doc))
            .collect();
        let lines: Vec<Line> = edges.iter().map(|edge| line(network, edge, &number, &doc)).collect();
        let core = stand(&mut actors, &lines);
        Page {
            title,
            core,
            hidden,
            actors,
            docs: docs.into_iter().map(document).collect(),
            edges: lines,
        }
    }
}

/// Ids of all whom edges join, who claims them, and where they stand.
fn spoken<'a>(edges: &[&'a Edge]) -> BTreeSet<&'a str> {
    let mut spoken = BTreeSet::new();
    for edge in edges {
        spoken.extend([Some(&*edge.source), edge.target.as_deref()].into_iter().flatten());
        for evidence in &edge.evidence {
            spoken.extend([Some(&*evidence.doc), evidence.holder.as_deref()].into_iter().flatten());
        }
    }
    spoken
}

/// Gives all their places; tells how many the page opens on.
fn stand(actors: &mut [Actor], lines: &[Line]) -> usize {
    let mut linked = vec![false; actors.len()];
    for line in lines {
        linked[line.a] = true;
        line.b.into_iter().for_each(|b| linked[b] = true);
    }
    let n_linked = linked.iter().filter(|linked| **linked).count();
    let core = if n_linked <= CORE + CORE / 2 {
        actors.len()
    } else {
        CORE
    };
    // Dots with a label below: among few every label has room.
    let ties = |n: usize| -> Vec<Tie> {
        let mut ties: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        for line in lines {
            if let (a, Some(b)) = (line.a, line.b)
                && a.max(b) < n
                && a != b
            {
                *ties.entry((a.min(b), a.max(b))).or_insert(0.7) += if line.is { 0.1 } else { 0.3 };
            }
        }
        ties.into_iter()
            .map(|((a, b), weight)| Tie {
                a,
                b,
                weight: weight.min(3.0),
            })
            .collect()
    };
    let spread = |some: Vec<usize>, ties: Vec<Tie>, room: f64, gap: f64| -> Vec<(usize, [i32; 2])> {
        let place_of: BTreeMap<usize, usize> = some.iter().enumerate().map(|(i, &n)| (n, i)).collect();
        let boxes: Vec<[f64; 2]> = (some.iter())
            .map(|&n| {
                [
                    24.0 + room * 9.0 * actors[n].short.chars().count().min(20) as f64,
                    24.0 + room * 34.0,
                ]
            })
            .collect();
        let known = |tie: Tie| {
            Some(Tie {
                a: *place_of.get(&tie.a)?,
                b: *place_of.get(&tie.b)?,
                ..tie
            })
        };
        let ties: Vec<Tie> = ties.into_iter().filter_map(known).collect();
        let at = place(&boxes, &ties, gap);
        some.into_iter()
            .zip(at.into_iter().map(|[x, y]| [x as i32, y as i32]))
            .collect()
    };
    let near = |n: usize, ties: &[Tie]| -> Vec<usize> {
        let mut tied = vec![false; n];
        ties.iter().for_each(|tie| (tied[tie.a], tied[tie.b]) = (true, true));
        (0..n).filter(|&i| tied[i]).collect()
    };
    let all: Vec<usize> = (0..actors.len()).filter(|&n| linked[n]).collect();
    let room = if core < actors.len() { 0.25 } else { 1.0 };
    let places = spread(all, ties(actors.len()), room, 70.0);
    let first = match core < actors.len() {
        true => {
            let ties = ties(core);
            spread(near(core, &ties), ties, 1.0, 90.0)
        }
        false => Vec::new(),
    };
    places.into_iter().for_each(|(n, at)| actors[n].at = Some(at));
    first.into_iter().for_each(|(n, at)| actors[n].core = Some(at));
    core
}

fn actor<'a>(
    network: &'a Network,
    id: &str,
    offices: &BTreeMap<&str, &Edge>,
    doc: &BTreeMap<&str, usize>,
) -> Option<Actor<'a>> {
    let node = network.node(id)?;
    let actor = &node.actor;
    let office = offices.get(id).map(|edge| {
        let (title, body) = scene::office(network, edge);
        format!("{title}, {body}")
    });
    let (name, article) = article_apart(network, actor);
    Some(Actor {
        id: &actor.id,
        name,
        only: article.and_then(|id| doc.get(id).copied()),
        short: short_name(network, actor),
        kind: actor.kind,
        office,
        aliases: actor.aliases.iter().map(String::as_str).collect(),
        wikidata: actor.wikidata.as_deref(),
        mentions: node.mentions,
        at: None,
        core: None,
    })
}

fn document(document: &crate::Document) -> Doc<'_> {
    Doc {
        id: &document.id,
        title: document.title.as_deref(),
        day: document.date.as_deref(),
        publisher: document.publisher.as_deref(),
        byline: document.byline.as_deref(),
        url: document.url.as_deref().filter(|url| is_web(url)),
    }
}

fn line<'a>(
    network: &'a Network,
    edge: &'a Edge,
    number: &BTreeMap<&str, usize>,
    doc: &BTreeMap<&str, usize>,
) -> Line<'a> {
    let quote = |e: &'a Evidence| {
        let holder = e.holder.as_deref().and_then(|holder| number.get(holder).copied());
        Some(Quote {
            doc: *doc.get(e.doc.as_str())?,
            sent: e.sent + 1,
            day: e.day(network.document(&e.doc)),
            holder,
            says: e
                .holder
                .as_ref()
                .filter(|_| holder.is_none())
                .map(|id| e.holder_label.as_deref().unwrap_or(id)),
            mode: (e.modality != Modality::Actual).then_some(e.modality),
            quote: &e.quote,
            marks: marks(e),
        })
    };
    Line {
        id: &edge.id,
        a: number[&*edge.source],
        b: edge.target.as_deref().map(|target| number[target]),
        rel: &edge.relation,
        sign: edge.stance(),
        not: edge.polarity == Polarity::Negated,
        both: edge.symmetric,
        is: edge.is_structural(),
        title: edge.title(),
        ev: edge.evidence.iter().filter_map(quote).collect(),
    }
}

/// The words of who, act and whom in the quote. Where spans do not fit, as in a file that was edited by hand, there are none.
fn marks(e: &Evidence) -> Vec<[usize; 3]> {
    let units = |end: usize| e.quote.get(..end).map(|text| text.encode_utf16().count());
    let mark = |(span, sort): (Option<Span>, usize)| {
        let span = span?;
        let start = span.start.checked_sub(e.bytes.start)? as usize;
        let end = span.end.checked_sub(e.bytes.start)? as usize;
        let (from, to) = (units(start)?, units(end)?);
        (from < to).then_some([from, to, sort])
    };
    let parts = [
        (Some(e.source_bytes), 0),
        (Some(e.trigger_bytes), 1),
        (e.target_bytes, 2),
    ];
    let mut marks: Vec<[usize; 3]> = parts.into_iter().filter_map(mark).collect();
    marks.sort_unstable();
    marks
}
