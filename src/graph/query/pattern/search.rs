//! Finds the chains of a pattern, without going ways that lead nowhere.

use super::{Chain, Direction, Found};
use crate::extract::actor::Kind;
use crate::extract::relation::Polarity;
use crate::graph::{Edge, Index, Network};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::rc::Rc;

/// At most so many edges are looked at while chains are put together: some seconds.
pub(super) const MOST_STEPS: usize = 50_000_000;

/// Who may stand at a place of the pattern.
pub(super) enum Slot<'a> {
    Any(Vec<Kind>),
    Ids(BTreeSet<&'a str>),
}

/// What may lead from one place to the next.
pub(super) struct Arrow {
    pub steps: Vec<(What, Option<Polarity>)>,
    pub direction: Direction,
}

pub(super) enum What {
    Any,
    Sign(i8),
    Relations(BTreeSet<String>),
}

impl Arrow {
    fn fits(&self, edge: &Edge) -> bool {
        self.steps.iter().any(|(what, polarity)| {
            polarity.is_none_or(|polarity| edge.polarity == polarity)
                && match what {
                    What::Any => true,
                    What::Sign(sign) => edge.stance() == *sign,
                    What::Relations(relations) => relations.contains(edge.relation.as_str()),
                }
        })
    }
}

/// Actors and edges by number, and the edges around each actor. Nobody, where an edge without a target leads, is an actor too:
/// the last.
struct Around<'a> {
    ids: Vec<&'a str>,
    edges: Vec<&'a Edge>,
    ends: Vec<(u32, u32)>,
    /// Where in `around` the edges of each actor begin.
    starts: Vec<u32>,
    around: Vec<u32>,
}

impl<'a> Around<'a> {
    fn of(network: &'a Network) -> Around<'a> {
        let index = Index::of(network);
        let nobody = index.n_nodes() as u32;
        let ids: Vec<&str> = (0..index.n_nodes()).map(|node| index.id(node)).chain([""]).collect();
        let numbered = (0..index.n_edges()).map(|edge| {
            let (from, to) = index.ends(edge);
            (index.edge(edge), (from as u32, to as u32))
        });
        let number = |id: &str| index.number(id).map_or(nobody, |node| node as u32);
        let untargeted = network.untargeted().map(|edge| (edge, (number(&edge.source), nobody)));
        let (edges, ends): (Vec<&Edge>, Vec<(u32, u32)>) = numbered.chain(untargeted).unzip();
        let mut starts = vec![0; ids.len() + 1];
        for &(from, to) in &ends {
            starts[from as usize + 1] += 1;
            // Nobody is passed twice, so that edges from an actor to itself lead nowhere.
            starts[to as usize + 1] += u32::from(from != to);
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let mut around = vec![0; starts[ids.len()] as usize];
        for (n, &(from, to)) in ends.iter().enumerate() {
            for end in std::iter::once(from).chain((from != to).then_some(to)) {
                around[next[end as usize] as usize] = n as u32;
                next[end as usize] += 1;
            }
        }
        Around {
            ids,
            edges,
            ends,
            starts,
            around,
        }
    }

    fn at(&self, actor: u32) -> &[u32] {
        let [from, to] = [actor, actor + 1].map(|n| self.starts[n as usize] as usize);
        &self.around[from..to]
    }

    /// Where a hop along an edge may lead, from each of its ends: from the source, from the target.
    fn ways(&self, edge: u32, direction: Direction) -> [Option<(u32, u32)>; 2] {
        let (from, to) = self.ends[edge as usize];
        let both = self.edges[edge as usize].symmetric || direction == Direction::Either;
        let right = both || direction == Direction::Right;
        let left = both || direction == Direction::Left;
        [right.then_some((from, to)), left.then_some((to, from))]
    }
}

/// See [`Pattern::find`](super::Pattern::find). One slot more than arrows.
pub(super) fn find<'a>(
    network: &'a Network,
    slots: &[Slot<'a>],
    arrows: &[Arrow],
    limit: usize,
    count: bool,
) -> Found<'a> {
    let around = Around::of(network);
    let nobody = around.ids.len() - 1;
    // Who can stand at each place, of those from whom the end can be reached; the last place first.
    let mut able: Vec<Vec<bool>> = Vec::new();
    for (i, slot) in slots.iter().enumerate().rev() {
        let mut here = vec![false; around.ids.len()];
        match able.last() {
            None => here.fill(true),
            Some(next) => {
                for (n, _) in around.edges.iter().enumerate().filter(|(_, edge)| arrows[i].fits(edge)) {
                    for (from, to) in around.ways(n as u32, arrows[i].direction).into_iter().flatten() {
                        here[from as usize] |= next[to as usize];
                    }
                }
            }
        }
        let allowed = |n: usize| match slot {
            Slot::Ids(ids) => ids.contains(around.ids[n]),
            // Nobody is no link between two.
            Slot::Any(kinds) if n == nobody => kinds.is_empty() && (i == 0 || i == arrows.len()),
            Slot::Any(kinds) if kinds.is_empty() => true,
            Slot::Any(kinds) => (network.node(around.ids[n])).is_some_and(|node| kinds.contains(&node.actor.kind)),
        };
        for (n, here) in here.iter_mut().enumerate() {
            *here = *here && allowed(n);
        }
        able.push(here);
    }
    able.reverse();
    let mut search = Search {
        arrows,
        able,
        limit,
        count,
        ways: FxHashMap::default(),
        actors: Vec::new(),
        edges: Vec::new(),
        told: vec![false; if arrows.len() == 1 { around.edges.len() } else { 0 }],
        found: Found {
            complete: true,
            ..Found::default()
        },
        around: &around,
    };
    for actor in 0..around.ids.len() as u32 {
        if search.able[0][actor as usize] && !search.walk(actor) {
            search.found.complete = false;
            break;
        }
    }
    search.found
}

/// Edges with where they lead.
type Ways = Rc<[(u32, u32)]>;

struct Search<'a, 'n> {
    around: &'n Around<'a>,
    arrows: &'n [Arrow],
    able: Vec<Vec<bool>>,
    limit: usize,
    count: bool,
    ways: FxHashMap<(usize, u32), Ways>,
    actors: Vec<u32>,
    edges: Vec<u32>,
    /// Of a pattern of one arrow: the edges that were found, so that one that holds both ways is found once.
    told: Vec<bool>,
    found: Found<'a>,
}

impl<'a> Search<'a, '_> {
    /// Goes on from an actor; false as soon as no more is wanted.
    fn walk(&mut self, here: u32) -> bool {
        let hop = self.edges.len();
        self.actors.push(here);
        let mut more = true;
        if hop == self.arrows.len() {
            more = self.note();
        } else {
            let ways = self.ways(hop, here);
            for &(edge, there) in ways.iter() {
                self.found.steps += 1;
                more = self.found.steps <= MOST_STEPS;
                if more && !self.actors.contains(&there) {
                    self.edges.push(edge);
                    more = self.walk(there);
                    self.edges.pop();
                }
                if !more {
                    break;
                }
            }
        }
        self.actors.pop();
        more
    }

    /// The edges from an actor that a hop may take and that lead on to the end, with where they lead. Looked for once.
    fn ways(&mut self, hop: usize, here: u32) -> Ways {
        if let Some(known) = self.ways.get(&(hop, here)) {
            return known.clone();
        }
        let (around, arrow, able) = (self.around, &self.arrows[hop], &self.able[hop + 1]);
        self.found.steps += around.at(here).len();
        let way = |&edge: &u32| {
            let leads = |(from, to): (u32, u32)| (from == here).then_some(to);
            let there = around
                .ways(edge, arrow.direction)
                .into_iter()
                .flatten()
                .find_map(leads)?;
            (able[there as usize] && arrow.fits(around.edges[edge as usize])).then_some((edge, there))
        };
        let ways: Ways = around.at(here).iter().filter_map(way).collect();
        self.ways.insert((hop, here), ways.clone());
        ways
    }

    fn note(&mut self) -> bool {
        if let [edge] = self.edges[..]
            && std::mem::replace(&mut self.told[edge as usize], true)
        {
            return true;
        }
        if self.found.chains.len() < self.limit {
            self.found.chains.push(Chain {
                actors: self.actors.iter().map(|&n| self.around.ids[n as usize]).collect(),
                edges: self.edges.iter().map(|&n| self.around.edges[n as usize]).collect(),
            });
        } else if !self.count {
            return false;
        }
        self.found.n += 1;
        true
    }
}
