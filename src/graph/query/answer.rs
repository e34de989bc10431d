//! [`Question`]: a pattern, an order and a limit together; [`Answers`], and how they are told.

use super::{Chain, Names, Order, Pattern, Row, rows, sort};
use crate::Result;
use crate::graph::{Edge, Evidence, Network};
use serde::Serialize;

/// What is asked of a network, or of the part of it that a [`Filter`](super::Filter) keeps. Without a pattern every edge is an answer.
///
/// ```
/// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
/// use newsgraph::graph::{self, query::{Names, Order, Question}};
/// let network = graph::read(json)?;
/// let question = Question { pattern: Some("? -?-> Ukraine".parse()?), sort: Some(Order::Actor), limit: Some(1), ..Question::default() };
/// let answers = question.answers(&network, &Names::of(&network))?;
/// assert!(!answers.complete);
/// // As `newsgraph query -f jsonl -e` prints it.
/// let line = serde_json::to_string(&answers.records(&network, true)[0]).unwrap();
/// assert!(line.contains(r#""source_label":"France""#));
/// # Ok::<(), newsgraph::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// Which edges, or chains of edges.
    pub pattern: Option<Pattern>,
    /// In which order; else in that of the network.
    pub sort: Option<Order>,
    /// At most so many answers; chains of several edges at most [`Question::FEW`] unless told otherwise.
    pub limit: Option<usize>,
    /// How many there are is wanted, and not which.
    pub count: bool,
}

/// The answers to a [`Question`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Answers<'a> {
    /// Each is one edge, or a chain of them.
    pub all: Vec<Vec<&'a Edge>>,
    /// How many there are, as far as they were counted.
    pub n: usize,
    /// Are these all?
    pub complete: bool,
    /// Are they chains of several edges?
    pub are_chains: bool,
}

impl Question {
    /// Of chains of several edges so many are given unless told otherwise.
    pub const FEW: usize = 1000;

    /// Of so many chains the first are found when they are sorted.
    const SORTED: usize = 100_000;

    /// Asks. `names`: the names that the pattern may use, of the whole network where only a part of it is asked.
    ///
    /// # Errors
    ///
    /// The pattern names an actor, a relation or a family that is not known; the message shows where.
    pub fn answers<'a>(&self, network: &'a Network, names: &Names<'a>) -> Result<Answers<'a>> {
        let are_chains = self.pattern.as_ref().is_some_and(|pattern| pattern.len() > 1);
        let shown = self.limit.unwrap_or(if are_chains { Self::FEW } else { usize::MAX });
        let (mut all, n, complete) = match &self.pattern {
            Some(pattern) => {
                let wanted = match (self.count, self.sort) {
                    (true, _) => 0,
                    (_, Some(_)) if are_chains => shown.max(Self::SORTED),
                    (_, Some(_)) => usize::MAX,
                    _ => shown,
                };
                let found = pattern.find(network, names, wanted, self.count)?;
                let all: Vec<_> = found.chains.into_iter().map(|chain| chain.edges).collect();
                (all, found.n, found.complete)
            }
            None => {
                let edges = network.edges().chain(network.untargeted());
                let all: Vec<_> = edges.map(|edge| vec![edge]).collect();
                let n = all.len();
                (all, n, true)
            }
        };
        if let Some(order) = self.sort {
            sort(network, &mut all, order);
        }
        let cut = !self.count && all.len() > shown;
        all.truncate(shown);
        Ok(Answers {
            all,
            n,
            complete: complete && !cut,
            are_chains,
        })
    }
}

/// An answer as JSON: the edge, or an object with the `edges` of a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Answer<'a> {
    /// One edge.
    Edge(Told<'a>),
    /// Several, one after another.
    Chain {
        /// In the order of the pattern.
        edges: Vec<Told<'a>>,
    },
}

/// An edge as JSON, with all its quotes when asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Told<'a> {
    /// What is known of it at a glance.
    #[serde(flatten)]
    pub row: Row<'a>,
    /// What it rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<&'a [Evidence]>,
}

impl<'a> Answers<'a> {
    /// The answers as JSON tells them, one record each; `evidence`: with the quotes.
    pub fn records(&self, network: &'a Network, evidence: bool) -> Vec<Answer<'a>> {
        let flat: Vec<&Edge> = self.all.iter().flatten().copied().collect();
        let told = |(row, edge): (Row<'a>, &'a Edge)| Told {
            row,
            evidence: evidence.then_some(edge.evidence.as_slice()),
        };
        let mut told = rows(network, flat.iter().copied()).into_iter().zip(flat).map(told);
        let mut records = Vec::with_capacity(self.all.len());
        for chain in &self.all {
            let mut edges: Vec<Told> = told.by_ref().take(chain.len()).collect();
            records.push(match self.are_chains {
                true => Answer::Chain { edges },
                false => Answer::Edge(edges.remove(0)),
            });
        }
        records
    }
}

impl Network {
    /// Edges, or chains of edges, that match a pattern (`docs/query.md`), at most [`Question::FEW`]. Names are taken in any form that the network
    /// or the built-in words know.
    ///
    /// ```
    /// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
    /// let network = newsgraph::graph::read(json)?;
    /// let against = network.ask("? -[-]-> Kyiv")?;
    /// assert_eq!(network.label(against[0].actors[0]), "Hungary");
    /// assert_eq!(against[0].edges[0].relation, "opposes");
    /// assert!(network.ask("? -opposses-> Kyiv").unwrap_err().to_string().contains("did you mean \"opposes\""));
    /// # Ok::<(), newsgraph::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The pattern is none, or names an actor, a relation or a family that is not known; the message shows where.
    pub fn ask(&self, pattern: &str) -> Result<Vec<Chain<'_>>> {
        let names = Names::of(self).with_builtin();
        pattern.parse::<Pattern>()?.chains(self, &names, Question::FEW)
    }
}
