//! [`Pattern`]: a question drawn as an arrow, `'NATO -supports-> ?'`.

mod parse;
mod search;
mod show;

use super::Names;
#[cfg(feature = "store")]
use super::family::is_family;
use crate::extract::actor::Kind;
use crate::extract::relation::Polarity;
use crate::graph::{Edge, Network};
use crate::{Error, Result};
use std::collections::BTreeSet;

/// A path of actors and relations, some of them left open.
///
/// ```text
/// NATO -supports-> ?                       whom does NATO support
/// ? -[-]-> Hungary                         who is against Hungary: a sign, after polarity
/// ? -not supports-> Ukraine                who is said not to
/// ? -supports|aids|not criticizes-> ?      any of several; "not" belongs to the word behind it
/// ?:country -material-conflict-> ?         a kind of actor; a family of relations
/// France|Germany -?-> ?                    one of several actors
/// France -?-> ? -supports-> Ukraine        whoever France has to do with who backs Ukraine
/// Ukraine <-supports- ?                    arrows may point left
/// France <-[-]-> Germany                   or both ways: whoever of the two does it
/// "Acme - Sons" -?-> "What's up?"          odd names go in quotes; \" and \\ stand for " and \ there
/// ```
///
/// A `?` at an end of the pattern stands for nobody too: `? -resigns-from-> ?` finds who resigns from what is not named.
///
/// ```
/// use newsgraph::graph::Pattern;
/// let pattern: Pattern = "France -?-> ? -supports-> Ukraine".parse()?;
/// assert_eq!(pattern.len(), 2);
/// let error = "France supports Ukraine".parse::<Pattern>().unwrap_err();
/// assert!(error.to_string().contains("expected an arrow"));
/// # Ok::<(), newsgraph::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Pattern {
    /// As it was written, to show where an error stands.
    text: String,
    start: Slot,
    hops: Vec<Hop>,
}

#[derive(Clone, Debug)]
enum Slot {
    /// Any actor of these kinds; of any kind when there is none.
    Any(Vec<Kind>),
    /// One of these, each with its place in the text.
    Named(Vec<(String, usize)>),
}

#[derive(Clone, Debug)]
struct Hop {
    steps: Vec<Step>,
    direction: Direction,
    end: Slot,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Right,
    Left,
    Either,
}

/// One of the alternatives in an arrow.
#[derive(Clone, Debug)]
struct Step {
    what: What,
    /// Stated or denied; nothing where both will do.
    polarity: Option<Polarity>,
}

#[derive(Clone, Debug)]
enum What {
    Any,
    Sign(i8),
    /// A relation or a family, with its place in the text.
    Named(String, usize),
}

/// A hop as a store looks for it: the names at its start, its relations, the names at its end.
#[cfg(feature = "store")]
type Sketched<'p> = (Option<Vec<&'p str>>, Vec<String>, Option<Vec<&'p str>>);

/// The hop of a pattern that has one, as a store looks for it.
#[cfg(feature = "store")]
pub(in crate::graph) struct OnlyHop<'p> {
    /// The names at its left end, nothing where anybody may stand.
    pub left: Option<Vec<&'p str>>,
    /// Those at its right end.
    pub right: Option<Vec<&'p str>>,
    /// None for any.
    pub relations: Vec<String>,
    /// May it lead from source to target?
    pub along: bool,
    /// May it lead from target to source?
    pub against: bool,
}

/// One answer to a [`Pattern`]: the actors passed, and the edges between them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Chain<'a> {
    /// Ids, one more than edges; empty for nobody, who stands only at an end.
    pub actors: Vec<&'a str>,
    /// The edge of each hop.
    pub edges: Vec<&'a Edge>,
}

/// The answers to a [`Pattern`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Found<'a> {
    /// In order of actors and edges.
    pub chains: Vec<Chain<'a>>,
    /// How many there are, those that are not kept included.
    pub n: usize,
    /// Are these all? Else there are more, at least one.
    pub complete: bool,
    /// How many edges were looked at while they were put together: the work.
    pub steps: usize,
}

impl Pattern {
    /// How many edges an answer has.
    #[expect(clippy::len_without_is_empty, reason = "a pattern has at least one hop")]
    pub fn len(&self) -> usize {
        self.hops.len()
    }

    /// For each hop: the names at its ends, where they are given, and between them those of the relations it may be, none for any.
    #[cfg(feature = "store")]
    pub(in crate::graph) fn hops(&self) -> Vec<Sketched<'_>> {
        fn named(slot: &Slot) -> Option<Vec<&str>> {
            match slot {
                Slot::Any(_) => None,
                Slot::Named(list) => Some(list.iter().map(|(name, _)| name.as_str()).collect()),
            }
        }
        // A word that is a family may be any of many relations: then all are looked at.
        let relation = |step: &Step| match &step.what {
            What::Named(name, _) if !is_family(name) => Some(name.clone()),
            _ => None,
        };
        let starts = std::iter::once(&self.start).chain(self.hops.iter().map(|hop| &hop.end));
        let hops = starts.zip(&self.hops).map(|(start, hop)| {
            let relations: Option<Vec<String>> = hop.steps.iter().map(relation).collect();
            (named(start), relations.unwrap_or_default(), named(&hop.end))
        });
        hops.collect()
    }

    /// The hop of a pattern that has one, with a name at one end at least, and anybody at the other, of whatever kind.
    #[cfg(feature = "store")]
    pub(in crate::graph) fn only_hop(&self) -> Option<OnlyHop<'_>> {
        let [hop] = self.hops.as_slice() else { return None };
        let of_kinds = |slot: &Slot| matches!(slot, Slot::Any(kinds) if !kinds.is_empty());
        let (left, relations, right) = self.hops().into_iter().next()?;
        let is_plain = !of_kinds(&self.start) && !of_kinds(&hop.end) && (left.is_some() || right.is_some());
        is_plain.then_some(OnlyHop {
            left,
            right,
            relations,
            along: hop.direction != Direction::Left,
            against: hop.direction != Direction::Right,
        })
    }

    /// All answers, at most `limit`, in order of actors and edges. No actor is passed twice.
    ///
    /// # Errors
    ///
    /// The pattern names an actor or a relation that is not known.
    ///
    /// # Complexity
    ///
    /// As [`Pattern::find`].
    pub fn chains<'a>(&self, network: &'a Network, names: &Names<'a>, limit: usize) -> Result<Vec<Chain<'a>>> {
        Ok(self.find(network, names, limit, false)?.chains)
    }

    /// The first `limit` answers, and whether there are more; with `count`, how many there are in all.
    ///
    /// # Errors
    ///
    /// The pattern names an actor, a relation or a family that is not known; the message shows where.
    ///
    /// # Complexity
    ///
    /// `O(k e)` for `k` hops and `e` edges, to find out who can stand where; then in proportion to the answers, as only
    /// ways are gone that lead to the end, but for those that would pass somebody twice. Gives up after
    /// [`Pattern::MOST_STEPS`] edges.
    pub fn find<'a>(&self, network: &'a Network, names: &Names<'a>, limit: usize, count: bool) -> Result<Found<'a>> {
        let mut slots = vec![self.slot(&self.start, names)?];
        let mut arrows = Vec::new();
        for hop in &self.hops {
            arrows.push(self.arrow(hop, names)?);
            slots.push(self.slot(&hop.end, names)?);
        }
        Ok(search::find(network, &slots, &arrows, limit, count))
    }

    /// At most so many edges are looked at for the answers of one pattern.
    pub const MOST_STEPS: usize = search::MOST_STEPS;

    fn slot<'a>(&self, slot: &Slot, names: &Names<'a>) -> Result<search::Slot<'a>> {
        Ok(match slot {
            Slot::Any(kinds) => search::Slot::Any(kinds.clone()),
            Slot::Named(list) => {
                let mut ids = BTreeSet::new();
                for (name, at) in list {
                    ids.extend(names.actors(name).map_err(|e| wrong(&self.text, *at, &e.to_string()))?);
                }
                search::Slot::Ids(ids)
            }
        })
    }

    fn arrow(&self, hop: &Hop, names: &Names) -> Result<search::Arrow> {
        let mut steps = Vec::new();
        for step in &hop.steps {
            let what = match &step.what {
                What::Any => search::What::Any,
                What::Sign(sign) => search::What::Sign(*sign),
                What::Named(name, at) => {
                    let relations = names
                        .relations(name)
                        .map_err(|e| wrong(&self.text, *at, &e.to_string()))?;
                    search::What::Relations(relations.into_iter().map(str::to_owned).collect())
                }
            };
            steps.push((what, step.polarity));
        }
        Ok(search::Arrow {
            steps,
            direction: hop.direction,
        })
    }
}

/// Equal patterns ask the same, however they are written.
impl PartialEq for Pattern {
    fn eq(&self, other: &Pattern) -> bool {
        self.to_string() == other.to_string()
    }
}

impl Eq for Pattern {}

/// An error that shows where in the pattern it stands, `at` in bytes.
fn wrong(pattern: &str, at: usize, what: &str) -> Error {
    // One column a character, so that the mark stands below its place.
    let shown: String = (pattern.chars())
        .map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c })
        .collect();
    let column = pattern.get(..at).map_or(0, |before| before.chars().count());
    Error::new(format!("{what}\n    {shown}\n    {:column$}^", ""))
}
