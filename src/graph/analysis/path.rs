//! [`paths`]: how two actors are linked.

use crate::graph::{Edge, Network};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A way from one actor to another over edges of the network, in either direction of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path<'a> {
    /// Ids, one more than steps.
    pub actors: Vec<&'a str>,
    /// The edges between each two of them, the strongest first; never empty.
    pub steps: Vec<Vec<&'a Edge>>,
}

impl Path<'_> {
    /// The product of the signs of the strongest edges: friend of an enemy is -1; 0 as soon as one has no sign.
    pub fn sign(&self) -> i8 {
        self.steps.iter().map(|edges| edges[0].stance().signum()).product()
    }

    /// Documents behind the weakest step, and behind all.
    fn strength(&self) -> (usize, usize) {
        let step = |edges: &Vec<&Edge>| {
            let documents = edges.iter().flat_map(|e| &e.evidence).map(|e| &e.doc);
            documents.collect::<BTreeSet<_>>().len()
        };
        let all: Vec<usize> = self.steps.iter().map(step).collect();
        (all.iter().copied().min().unwrap_or(0), all.iter().sum())
    }
}

/// At most so many of the shortest ways are weighed against each other.
const WEIGHED: usize = 10_000;

/// The shortest ways from an actor of one set to one of the other, of at most `longest` steps; of equally short ways those
/// first whose weakest step is in most documents. At most `limit`. With `signed`, only over edges for or against somebody.
///
/// # Complexity
///
/// A breadth-first search: linear in the edges near the ends; of more than 10,000 shortest ways the first by id are weighed.
///
/// ```
/// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
/// use newsgraph::graph::{self, analysis::paths};
/// let network = graph::read(json)?; // France supports Ukraine, Hungary opposes Ukraine
/// let found = paths(&network, &["country:fr".into()].into(), &["country:hu".into()].into(), 3, 5, true);
/// assert_eq!(found[0].actors, ["country:fr", "country:ua", "country:hu"]);
/// assert_eq!(found[0].sign(), -1);
/// # Ok::<(), newsgraph::Error>(())
/// ```
pub fn paths<'a>(
    network: &'a Network,
    from: &BTreeSet<&'a str>,
    to: &BTreeSet<&'a str>,
    longest: usize,
    limit: usize,
    signed: bool,
) -> Vec<Path<'a>> {
    let mut steps = Steps {
        network,
        signed,
        around: BTreeMap::new(),
    };
    // How far every actor is from the end, out to the nearest start.
    let mut far: BTreeMap<&str, usize> = to.iter().map(|&id| (id, 0)).collect();
    let mut last: Vec<&str> = to.iter().copied().filter(|id| network.node(id).is_some()).collect();
    let mut n = 0;
    while n < longest && !last.is_empty() && !last.iter().any(|id| from.contains(id)) {
        n += 1;
        let mut next = BTreeSet::new();
        for here in last {
            let fresh = steps.around(here).keys().copied().filter(|id| !far.contains_key(id));
            next.extend(fresh);
        }
        far.extend(next.iter().map(|&id| (id, n)));
        last = next.into_iter().collect();
    }
    let mut found = Vec::new();
    for &start in from.iter().filter(|id| far.get(*id) == Some(&n) && n > 0) {
        let mut path = vec![start];
        steps.walk(&far, &mut path, &mut found);
    }
    let mut found: Vec<Path> = found
        .into_iter()
        .map(|actors| Path {
            steps: actors
                .windows(2)
                .map(|pair| steps.around(pair[0])[pair[1]].clone())
                .collect(),
            actors,
        })
        .collect();
    found.sort_by_cached_key(|path| Reverse(path.strength()));
    found.truncate(limit);
    found
}

/// The edges around each actor that was looked at, by the actor at the other end.
struct Steps<'a> {
    network: &'a Network,
    signed: bool,
    around: BTreeMap<&'a str, BTreeMap<&'a str, Vec<&'a Edge>>>,
}

impl<'a> Steps<'a> {
    fn around(&mut self, here: &'a str) -> &BTreeMap<&'a str, Vec<&'a Edge>> {
        let (network, signed) = (self.network, self.signed);
        self.around.entry(here).or_insert_with(|| {
            let mut around: BTreeMap<&str, Vec<&Edge>> = BTreeMap::new();
            for edge in network.edges_of(here) {
                let there = if edge.source == here {
                    edge.target()
                } else {
                    edge.source.as_str()
                };
                if there != here && !(signed && edge.stance() == 0) {
                    around.entry(there).or_default().push(edge);
                }
            }
            for edges in around.values_mut() {
                edges.sort_by_cached_key(|edge| Reverse(edge.strength()));
            }
            around
        })
    }

    /// Every way downhill from the last actor of `path`.
    fn walk(&mut self, far: &BTreeMap<&'a str, usize>, path: &mut Vec<&'a str>, found: &mut Vec<Vec<&'a str>>) {
        let here = path[path.len() - 1];
        if far[here] == 0 {
            found.push(path.clone());
            return;
        }
        let nearer = |id: &&str| far.get(id) == Some(&(far[here] - 1));
        let next: Vec<&str> = self.around(here).keys().copied().filter(nearer).collect();
        for there in next {
            if found.len() >= WEIGHED {
                return;
            }
            path.push(there);
            self.walk(far, path, found);
            path.pop();
        }
    }
}
