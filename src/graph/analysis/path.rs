//! [`paths`]: how two actors are linked.

use crate::graph::index::{UNREACHED, Way};
use crate::graph::{Edge, Index, Network};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A way from one actor to another over edges of the network, in either direction of each.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
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
}

/// At most so many of the shortest ways are weighed against each other.
const WEIGHED: usize = 10_000;

/// The shortest ways from an actor of one set to one of the other, of at most `longest` steps; of equally short ways those
/// first whose weakest step is in most documents. At most `limit`. With `signed`, only over edges for or against somebody.
///
/// # Complexity
///
/// An index of the network and a breadth-first search in it: linear; of more than 10,000 shortest ways the first by id are weighed.
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
    let index = Index::with(network, |edge| !signed || edge.stance() != 0);
    let numbers = |ids: &BTreeSet<&str>| -> Vec<usize> { ids.iter().filter_map(|id| index.number(id)).collect() };
    let starts = numbers(from);
    // How far every actor is from the end, out to the nearest start.
    let mut is_start = vec![false; index.n_nodes()];
    starts.iter().for_each(|&start| is_start[start] = true);
    let met = |last: &[usize]| last.iter().any(|&node| is_start[node]);
    let far = index.distances_until(numbers(to), Way::Either, longest, met);
    let nearest = starts.iter().map(|&start| far[start]).min();
    let Some(nearest) = nearest.filter(|&n| n != 0 && n != UNREACHED) else {
        return Vec::new();
    };
    let mut search = Search {
        index: &index,
        far,
        found: Vec::new(),
        steps: BTreeMap::new(),
    };
    for start in starts
        .into_iter()
        .filter(|&start| search.far[start] == nearest)
        .collect::<Vec<_>>()
    {
        search.walk(&mut vec![start]);
    }
    let mut ways: Vec<Vec<usize>> = std::mem::take(&mut search.found);
    ways.sort_by_cached_key(|way| Reverse(search.strength(way)));
    ways.truncate(limit);
    let path = |way: Vec<usize>| Path {
        steps: way.windows(2).map(|pair| search.step(pair).0.clone()).collect(),
        actors: way.into_iter().map(|node| index.id(node)).collect(),
    };
    ways.into_iter().map(path).collect()
}

/// The ways downhill, and the edges of each step that one of them takes.
struct Search<'i, 'a> {
    index: &'i Index<'a>,
    far: Vec<u32>,
    found: Vec<Vec<usize>>,
    steps: BTreeMap<[usize; 2], Step<'a>>,
}

/// The edges between two actors, the strongest first, and how many documents state them.
type Step<'a> = (Vec<&'a Edge>, usize);

impl<'a> Search<'_, 'a> {
    /// Every way downhill from the last actor of `path`.
    fn walk(&mut self, path: &mut Vec<usize>) {
        let here = path[path.len() - 1];
        if self.far[here] == 0 {
            self.found.push(path.clone());
            return;
        }
        let around = self.index.around(here).map(|(_, there)| there);
        let mut next: Vec<usize> = around.filter(|&there| self.far[there] == self.far[here] - 1).collect();
        next.sort_unstable();
        next.dedup();
        for there in next {
            if self.found.len() >= WEIGHED {
                return;
            }
            path.push(there);
            self.walk(path);
            path.pop();
        }
    }

    fn step(&mut self, pair: &[usize]) -> &Step<'a> {
        let index = self.index;
        let (a, b) = (pair[0], pair[1]);
        self.steps.entry([a, b]).or_insert_with(|| {
            let edges = index
                .between(a.min(b), a.max(b))
                .chain(index.between(a.max(b), a.min(b)));
            let mut edges: Vec<&Edge> = edges.map(|edge| index.edge(edge)).collect();
            edges.sort_by_cached_key(|edge| Reverse(edge.strength()));
            let documents: BTreeSet<&str> = (edges.iter())
                .flat_map(|edge| &edge.evidence)
                .map(|evidence| evidence.doc.as_str())
                .collect();
            let n_documents = documents.len();
            (edges, n_documents)
        })
    }

    /// Documents behind the weakest step of a way, and behind all.
    fn strength(&mut self, way: &[usize]) -> (usize, usize) {
        let all: Vec<usize> = way.windows(2).map(|pair| self.step(pair).1).collect();
        (all.iter().copied().min().unwrap_or(0), all.iter().sum())
    }
}
