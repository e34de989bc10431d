//! [`Agreement`]: where two actors take the same side, and where they do not.

use super::{Basis, Sources};
use crate::graph::query::names::normal;
use crate::graph::{Edge, Evidence, Network};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What two actors take sides on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Topic<'a> {
    /// Another actor: its id.
    Actor(&'a str),
    /// A matter, in the words of the first text that names it: "the grain deal".
    Matter(&'a str),
}

/// One topic and the sides taken.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Issue<'a> {
    /// What it is.
    pub topic: Topic<'a>,
    /// Of the first actor and the second: texts for, texts against. An article and its copies are one text.
    pub texts: [[usize; 2]; 2],
    /// The edges and evidence of the first and the second.
    pub evidence: [Vec<(&'a Edge, &'a Evidence)>; 2],
}

impl Issue<'_> {
    /// Texts for less texts against, of the first actor and the second.
    pub fn nets(&self) -> [i64; 2] {
        self.texts.map(|[pro, contra]| pro as i64 - contra as i64)
    }

    /// Are they on one side? Nothing where one of them is for as often as against.
    pub fn same(&self) -> Option<bool> {
        let [a, b] = self.nets().map(i64::signum);
        (a != 0 && b != 0).then_some(a == b)
    }
}

/// How often two actors take the same side.
///
/// A topic is another actor that both are for or against, or a matter ([`Evidence::about`]) that both speak of towards different actors: towards the same actor
/// it is part of that topic. Each topic counts once, however often it is told of; what they do to each other is no topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Agreement<'a> {
    /// Where they agree, then where they are opposed, then where one is torn; of each sort those with most texts first, then in order of topic.
    pub issues: Vec<Issue<'a>>,
}

impl<'a> Agreement<'a> {
    /// How many topics they agree on, and on how many they are opposed.
    pub fn counts(&self) -> [usize; 2] {
        [true, false].map(|same| self.issues.iter().filter(|issue| issue.same() == Some(same)).count())
    }

    /// The share of agreement, from 0 to 1; nothing where they share no topic.
    pub fn share(&self) -> Option<f64> {
        let [same, opposed] = self.counts();
        (same + opposed > 0).then(|| same as f64 / (same + opposed) as f64)
    }

    /// The agreement of the actors `first` and `second`, each one or several ids.
    ///
    /// # Complexity
    ///
    /// `O(k log k)` in the evidence of the two, and linear in the edges without a target and the documents.
    ///
    /// ```
    /// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
    /// use newsgraph::graph::{self, analysis::{Agreement, Basis, Topic}};
    /// let network = graph::read(json)?; // France supports Ukraine, Hungary opposes Ukraine
    /// let found = Agreement::of(&network, &["country:fr"].into(), &["country:hu"].into(), Basis::default());
    /// assert_eq!(found.issues[0].topic, Topic::Actor("country:ua"));
    /// assert_eq!((found.issues[0].same(), found.share()), (Some(false), Some(0.0)));
    /// # Ok::<(), newsgraph::Error>(())
    /// ```
    pub fn of(
        network: &'a Network,
        first: &BTreeSet<&'a str>,
        second: &BTreeSet<&'a str>,
        basis: Basis,
    ) -> Agreement<'a> {
        let sides = [first, second].map(|actors| Side::of(network, actors, basis));
        let sources = Sources::of(network);
        let is_own = |id: &str| first.contains(id) || second.contains(id);
        let shared = sides[0].actors.keys().filter(|id| sides[1].actors.contains_key(*id));
        let shared: BTreeSet<&str> = shared.copied().filter(|id| !is_own(id)).collect();
        let actors = shared.iter().map(|&id| {
            let said = [0, 1].map(|i| sides[i].actors[id].clone());
            issue(Topic::Actor(id), said, &sources)
        });
        let matters = sides[0].matters.iter().filter_map(|(matter, one)| {
            let said = [one, sides[1].matters.get(matter)?];
            let common = |said: &&Said| said.iter().any(|(edge, _)| shared.iter().any(|id| touches(edge, id)));
            let name = said[0].iter().find_map(|(_, e)| e.about.as_deref())?;
            let apart = !said.iter().any(common);
            apart.then(|| issue(Topic::Matter(name), said.map(Clone::clone), &sources))
        });
        let mut issues: Vec<Issue> = actors.chain(matters).collect();
        issues.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.topic.cmp(&b.topic)));
        Agreement { issues }
    }
}

fn touches(edge: &Edge, id: &str) -> bool {
    edge.source == id || edge.target() == id
}

fn order(issue: &Issue) -> (u8, Reverse<usize>) {
    let sort = match issue.same() {
        Some(true) => 0,
        Some(false) => 1,
        None => 2,
    };
    (sort, Reverse(issue.texts.iter().flatten().sum()))
}

type Said<'a> = Vec<(&'a Edge, &'a Evidence)>;

/// What some actors say and do for and against others, by whom and by what.
struct Side<'a> {
    actors: BTreeMap<&'a str, Said<'a>>,
    /// By the matter in normal form, so that case and accents do not matter.
    matters: BTreeMap<String, Said<'a>>,
}

impl<'a> Side<'a> {
    fn of(network: &'a Network, actors: &BTreeSet<&'a str>, basis: Basis) -> Side<'a> {
        let mut side = Side {
            actors: BTreeMap::new(),
            matters: BTreeMap::new(),
        };
        let own = |edge: &&Edge| edge.stance() != 0 && !edge.is_structural();
        for &actor in actors {
            for edge in network.edges_of(actor).into_iter().filter(own) {
                let other = match actor {
                    _ if actor == edge.source => edge.target(),
                    _ if edge.symmetric => edge.source.as_str(),
                    _ => continue,
                };
                side.take(edge, Some(other), basis);
            }
        }
        let alone = network
            .untargeted()
            .filter(|edge| actors.contains(edge.source.as_str()));
        alone.filter(own).for_each(|edge| side.take(edge, None, basis));
        side
    }

    fn take(&mut self, edge: &'a Edge, other: Option<&'a str>, basis: Basis) {
        for e in edge.evidence.iter().filter(|e| basis.counts(e)) {
            if let Some(other) = other {
                self.actors.entry(other).or_default().push((edge, e));
            }
            if let Some(about) = &e.about {
                self.matters.entry(normal(about)).or_default().push((edge, e));
            }
        }
    }
}

fn issue<'a>(topic: Topic<'a>, evidence: [Said<'a>; 2], sources: &Sources) -> Issue<'a> {
    let texts = |said: &Said, against: bool| {
        let of = said.iter().filter(|(edge, _)| (edge.stance() < 0) == against);
        of.map(|(_, e)| sources.group(&e.doc)).collect::<BTreeSet<_>>().len()
    };
    let texts = [0, 1].map(|i| [false, true].map(|against| texts(&evidence[i], against)));
    Issue { topic, texts, evidence }
}
