//! [`Pattern`]: a question drawn as an arrow, `'NATO -supports-> ?'`.

use super::Names;
use crate::extract::relation::Polarity;
use crate::graph::{Edge, Network};
use crate::{Error, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

/// A path of actors and relations, some of them left open.
///
/// ```text
/// NATO -supports-> ?                       whom does NATO support
/// ? -[-]-> Hungary                         who is against Hungary: a sign, after polarity
/// ? -not supports-> Ukraine                who is said not to
/// France -?-> ? -supports,aids-> Ukraine   whoever France has to do with who backs Ukraine
/// Ukraine <-supports- ?                    arrows may point left
/// "United States of America" -?-> ?        a name with an arrow in it, or a "?", goes in quotes
/// ```
///
/// ```
/// use newsgraph::graph::Pattern;
/// let pattern: Pattern = "France -?-> ? -supports-> Ukraine".parse()?;
/// assert_eq!(pattern.len(), 2);
/// let error = "France supports Ukraine".parse::<Pattern>().unwrap_err();
/// assert!(error.to_string().contains("expected an arrow"));
/// # Ok::<(), newsgraph::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    start: Slot,
    hops: Vec<Hop>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Slot {
    Any,
    Named(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Hop {
    step: Step,
    leftward: bool,
    end: Slot,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Any,
    Sign(i8),
    Relations(Vec<String>, Polarity),
}

/// One answer to a [`Pattern`]: the actors passed, and the edges between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain<'a> {
    /// Ids, one more than edges.
    pub actors: Vec<&'a str>,
    /// The edge of each hop.
    pub edges: Vec<&'a Edge>,
}

impl Pattern {
    /// How many edges an answer has.
    #[expect(clippy::len_without_is_empty, reason = "a pattern has at least one hop")]
    pub fn len(&self) -> usize {
        self.hops.len()
    }

    /// For each hop: the names at its ends, where they are given, and between them those of the relations it may be, none for any.
    #[cfg(feature = "store")]
    pub(in crate::graph) fn hops(&self) -> Vec<(Option<&str>, &[String], Option<&str>)> {
        fn name(slot: &Slot) -> Option<&str> {
            match slot {
                Slot::Any => None,
                Slot::Named(name) => Some(name),
            }
        }
        let starts = std::iter::once(&self.start).chain(self.hops.iter().map(|hop| &hop.end));
        let hops = starts.zip(&self.hops).map(|(start, hop)| {
            let relations: &[String] = match &hop.step {
                Step::Relations(relations, _) => relations,
                _ => &[],
            };
            (name(start), relations, name(&hop.end))
        });
        hops.collect()
    }

    /// All answers, at most `limit`, in order of actors and edges. No actor is passed twice.
    ///
    /// # Errors
    ///
    /// The pattern names an actor or a relation that is not known.
    ///
    /// # Complexity
    ///
    /// `O(d^k)` for `k` hops between actors of `d` edges each, and never more than `limit` answers are kept.
    pub fn chains<'a>(&self, network: &'a Network, names: &Names<'a>, limit: usize) -> Result<Vec<Chain<'a>>> {
        let all = || network.nodes().map(|node| node.actor.id.as_str());
        let slot = |slot: &Slot| match slot {
            Slot::Any => Ok(None),
            Slot::Named(name) => names.actors(name).map(Some),
        };
        let start = slot(&self.start)?.unwrap_or_else(|| all().collect());
        let mut hops = Vec::new();
        for hop in &self.hops {
            let relations = match &hop.step {
                Step::Relations(relations, _) => relations.iter().map(|r| names.relation(r)).collect::<Result<_>>()?,
                _ => BTreeSet::new(),
            };
            let end = slot(&hop.end)?;
            hops.push(Known { hop, relations, end });
        }
        let mut search = Search {
            network,
            hops,
            limit,
            edges: BTreeMap::new(),
            found: Vec::new(),
        };
        for actor in start {
            search.walk(&mut Chain {
                actors: vec![actor],
                edges: Vec::new(),
            });
        }
        Ok(search.found)
    }
}

/// A hop whose names have been looked up.
struct Known<'a, 'p> {
    hop: &'p Hop,
    relations: BTreeSet<&'p str>,
    end: Option<BTreeSet<&'a str>>,
}

struct Search<'a, 'p> {
    network: &'a Network,
    hops: Vec<Known<'a, 'p>>,
    limit: usize,
    /// The edges of actors already looked at.
    edges: BTreeMap<&'a str, Vec<&'a Edge>>,
    found: Vec<Chain<'a>>,
}

impl<'a> Search<'a, '_> {
    fn walk(&mut self, chain: &mut Chain<'a>) {
        if self.found.len() >= self.limit {
            return;
        }
        let (Some(&here), Some(_)) = (chain.actors.last(), self.hops.get(chain.edges.len())) else {
            self.found.push(chain.clone());
            return;
        };
        let network = self.network;
        let edges = self.edges.entry(here).or_insert_with(|| network.edges_of(here)).clone();
        for edge in edges {
            let Some(there) = self.step(edge, here, chain.edges.len()) else {
                continue;
            };
            if chain.actors.contains(&there) {
                continue;
            }
            chain.actors.push(there);
            chain.edges.push(edge);
            self.walk(chain);
            chain.actors.pop();
            chain.edges.pop();
        }
    }

    /// Where a hop along the edge leads, if it may be taken.
    fn step(&self, edge: &'a Edge, here: &str, hop: usize) -> Option<&'a str> {
        let Known { hop, relations, end } = &self.hops[hop];
        let (from, to) = match hop.leftward {
            false => (edge.source.as_str(), edge.target()),
            true => (edge.target(), edge.source.as_str()),
        };
        let there = match () {
            () if from == here => to,
            () if edge.symmetric && to == here => from,
            () => return None,
        };
        let fits = match &hop.step {
            Step::Any => true,
            Step::Sign(sign) => edge.stance() == *sign,
            Step::Relations(_, polarity) => edge.polarity == *polarity && relations.contains(edge.relation.as_str()),
        };
        (fits && end.as_ref().is_none_or(|end| end.contains(there))).then_some(there)
    }
}

impl FromStr for Pattern {
    type Err = Error;

    fn from_str(pattern: &str) -> Result<Pattern> {
        let mut rest = pattern;
        let start = slot(&mut rest, pattern)?;
        let mut hops = Vec::new();
        while !rest.trim().is_empty() {
            let (step, leftward) = arrow(&mut rest, pattern)?;
            let end = slot(&mut rest, pattern)?;
            hops.push(Hop { step, leftward, end });
        }
        match hops.is_empty() {
            true => Err(wrong(pattern, "expected an arrow after the first actor")),
            false => Ok(Pattern { start, hops }),
        }
    }
}

fn wrong(pattern: &str, what: &str) -> Error {
    Error::new(format!(
        "pattern {pattern:?}: {what}; such as 'NATO -supports-> ?' or '? -[-]-> Hungary'"
    ))
}

/// Takes an actor: a name in quotes, or all up to the next arrow.
fn slot(rest: &mut &str, pattern: &str) -> Result<Slot> {
    *rest = rest.trim_start();
    if let Some(quoted) = rest.strip_prefix('"') {
        let Some((name, after)) = quoted.split_once('"') else {
            return Err(wrong(pattern, "a quotation mark is not closed"));
        };
        *rest = after;
        return Ok(Slot::Named(name.to_owned()));
    }
    // A hyphen inside a name has no blank before it.
    let arrows = [" -", " <-"].map(|arrow| rest.find(arrow));
    let end = arrows.into_iter().flatten().min().unwrap_or(rest.len());
    let name = rest[..end].trim();
    *rest = &rest[end..];
    match name {
        "" => Err(wrong(pattern, "expected an actor, or ? for any")),
        "?" => Ok(Slot::Any),
        name => Ok(Slot::Named(name.to_owned())),
    }
}

/// Takes an arrow, `-what->` or `<-what-`.
fn arrow(rest: &mut &str, pattern: &str) -> Result<(Step, bool)> {
    *rest = rest.trim_start();
    let (inner, after, leftward) = if let Some(body) = rest.strip_prefix("<-") {
        // The end of a leftward arrow is the hyphen before a blank, or before the end.
        let end = body
            .find("- ")
            .ok_or_else(|| wrong(pattern, "expected the end of the arrow, as in '<-supports- ?'"))?;
        (&body[..end], &body[end + 1..], true)
    } else {
        let body = rest
            .strip_prefix('-')
            .ok_or_else(|| wrong(pattern, "expected an arrow"))?;
        let (inner, after) = body
            .split_once("->")
            .ok_or_else(|| wrong(pattern, "expected the head of the arrow, ->"))?;
        (inner, after, false)
    };
    *rest = after;
    let step = match inner.trim() {
        "" => return Err(wrong(pattern, "expected a relation in the arrow, or ? for any")),
        "?" => Step::Any,
        "[+]" | "+" => Step::Sign(1),
        "[-]" | "-" => Step::Sign(-1),
        "[0]" | "0" => Step::Sign(0),
        inner => {
            let affirmed = inner.strip_prefix("not ").or(inner.strip_prefix('!'));
            let polarity = if affirmed.is_some() {
                Polarity::Negated
            } else {
                Polarity::Affirmed
            };
            let relations = affirmed.unwrap_or(inner).split(',').map(|name| name.trim().to_owned());
            Step::Relations(relations.collect(), polarity)
        }
    };
    Ok((step, leftward))
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.start)?;
        for Hop { step, leftward, end } in &self.hops {
            match leftward {
                true => write!(f, " <-{step}- {end}")?,
                false => write!(f, " -{step}-> {end}")?,
            }
        }
        Ok(())
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Slot::Any => f.write_str("?"),
            Slot::Named(name) if name == "?" || name.contains(" -") || name.contains(" <-") => write!(f, "\"{name}\""),
            Slot::Named(name) => f.write_str(name),
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Any => f.write_str("?"),
            Step::Sign(1) => f.write_str("[+]"),
            Step::Sign(-1) => f.write_str("[-]"),
            Step::Sign(_) => f.write_str("[0]"),
            Step::Relations(relations, Polarity::Affirmed) => f.write_str(&relations.join(",")),
            Step::Relations(relations, Polarity::Negated) => write!(f, "not {}", relations.join(",")),
        }
    }
}
