//! [`Brokers`]: over whom the ways lead, and at whom all look.

use super::centrality::{Arrows, betweenness, constraint, pagerank};
use super::signed::dense;
use super::stance::{self, Basis, Texts, stances};
use crate::graph::{Edge, Index, Network};
use std::cmp::Reverse;

/// Betweenness is exact while actors times pairs are at most so many, such as 5,000 actors in 20,000 pairs; above, it is an estimate from
/// [`PIVOTS`] of the actors.
pub const EXACT: usize = 100_000_000;
/// So many searches are made where there are too many actors, evenly spread over the list of ids.
pub const PIVOTS: usize = 128;

/// By what actors are ranked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum RankBy {
    /// Over whom most ways lead.
    #[default]
    Betweenness,
    /// At whom most look.
    Pagerank,
}

/// One actor's place among the others.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Broker<'a> {
    /// The id.
    pub actor: &'a str,
    /// The share of the shortest ways between two others that lead over it, from 0 to 1; signs do not count, and all steps are alike.
    pub betweenness: f64,
    /// The chance to find a reader there who goes from actor to actor along what they do to each other; all together 1. Ties count by their texts.
    pub pagerank: f64,
    /// Burt's constraint: near 0 for one whose contacts do not know each other, 1 or more for one among those who all do.
    pub constraint: Option<f64>,
    /// With how many actors it has to do.
    pub contacts: usize,
    /// How many it is for, and how many it is against, all in all.
    pub gives: [usize; 2],
    /// How many are for it, and how many are against it.
    pub gets: [usize; 2],
    /// Its edges, the strongest first.
    pub edges: Vec<&'a Edge>,
}

/// Who stands between the others, and whom all have to do with.
///
/// Over everything that one actor does to another; offices and other structural relations are left out. What holds both ways counts both ways.
///
/// # Complexity
///
/// PageRank is linear in the edges for each of at most 200 rounds. Betweenness is `O(n m)` for `n` actors and `m` pairs up to [`EXACT`], and
/// [`PIVOTS`] searches, each linear, above. Constraint is worked out for those who are listed.
///
/// ```
/// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
/// use newsgraph::graph::{self, analysis::{Basis, Brokers, RankBy}};
/// let network = graph::read(json)?; // Germany meets France, France supports Ukraine, Hungary opposes Ukraine
/// let brokers = Brokers::of(&network, Basis::default(), RankBy::Betweenness, 10);
/// let first = &brokers.brokers[0];
/// assert_eq!((first.actor, first.betweenness, first.gets), ("country:ua", 2.0 / 3.0, [1, 1])); // two of three ways lead over it
/// # Ok::<(), newsgraph::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Brokers<'a> {
    /// In order of rank, then of id.
    pub brokers: Vec<Broker<'a>>,
    /// How many actors have to do with each other.
    pub actors: usize,
    /// How many pairs of them.
    pub pairs: usize,
    /// Is betweenness exact?
    pub exact: bool,
}

impl<'a> Brokers<'a> {
    /// The first `limit` actors by rank.
    pub fn of(network: &'a Network, basis: Basis, by: RankBy, limit: usize) -> Brokers<'a> {
        let counts = |edge: &&Edge| {
            !edge.is_structural() && edge.source != edge.target() && edge.evidence.iter().any(|e| basis.counts(e))
        };
        let index = Index::with(network, |edge| counts(&edge));
        let texts = Texts::of(network);
        let mut ends: Vec<[u32; 2]> = (0..index.n_edges())
            .map(|edge| index.ends(edge))
            .map(|(source, target)| [source as u32, target as u32])
            .collect();
        let mut known = vec![false; index.n_nodes()];
        ends.iter().flatten().for_each(|end| known[*end as usize] = true);
        // The number of each actor here in the index of all.
        let numbers: Vec<usize> = (0..index.n_nodes()).filter(|&node| known[node]).collect();
        let n = dense(&mut ends);
        let mut one_way = Vec::with_capacity(ends.len());
        for (number, &[from, to]) in ends.iter().enumerate() {
            let edge = index.edge(number);
            let weight = texts.count(edge, basis);
            one_way.push((from, to, weight));
            if edge.symmetric {
                one_way.push((to, from, weight));
            }
        }
        let turned = |&(from, to, texts): &(u32, u32, u64)| [(from, to, texts), (to, from, texts)];
        let both_ways = Arrows::of(n, &summed(one_way.iter().flat_map(turned).collect()));
        let one_way = Arrows::of(n, &summed(one_way));
        let pairs = both_ways.to.len() / 2;
        let exact = n.saturating_mul(pairs) <= EXACT;
        let pivots: Vec<usize> = match exact {
            true => (0..n).collect(),
            // Evenly spread, so that no chance comes in and every kind of actor, which ids begin with, has its share.
            false => (0..PIVOTS).map(|i| i * n / PIVOTS).collect(),
        };
        let (between, rank) = (betweenness(&both_ways, &pivots), pagerank(&one_way));
        // Whole numbers: of what is equal but for rounding, the id decides.
        let whole = |share: f64| (share * 1e9).round() as u64;
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by_key(|&i| match by {
            RankBy::Betweenness => Reverse((whole(between[i]), whole(rank[i]))),
            RankBy::Pagerank => Reverse((whole(rank[i]), whole(between[i]))),
        });
        order.truncate(limit);
        let degrees = Degrees::of(network, basis, &texts, index.n_nodes());
        let broker = |&i: &usize| {
            let (actor, number) = (index.id(numbers[i]), numbers[i]);
            let mut edges: Vec<&Edge> = index.around(number).map(|(edge, _)| index.edge(edge)).collect();
            edges.sort_by_cached_key(|edge| Reverse(edge.strength()));
            Broker {
                actor,
                betweenness: between[i],
                pagerank: rank[i],
                constraint: constraint(&both_ways, i),
                contacts: both_ways.out(i).len(),
                gives: degrees.gives[number],
                gets: degrees.gets[number],
                edges,
            }
        };
        Brokers {
            brokers: order.iter().map(broker).collect(),
            actors: n,
            pairs,
            exact,
        }
    }
}

/// In order of ends, with the weights of each pair summed.
fn summed(mut arrows: Vec<(u32, u32, u64)>) -> Vec<(u32, u32, u64)> {
    arrows.sort_unstable();
    arrows.dedup_by(|later, first| {
        let same = (later.0, later.1) == (first.0, first.1);
        first.2 += if same { later.2 } else { 0 };
        same
    });
    arrows
}

/// How many each actor is for and against, and how many are for and against it.
struct Degrees {
    gives: Vec<[usize; 2]>,
    gets: Vec<[usize; 2]>,
}

impl Degrees {
    fn of(network: &Network, basis: Basis, texts: &Texts, actors: usize) -> Degrees {
        let mut nets: Vec<(u32, u32, i64)> = Vec::new();
        for stance in stances(network, None) {
            if !stance.edges.iter().any(|edge| basis.signs(edge)) {
                continue;
            }
            let [from, to] = stance.ends;
            nets.push((from, to, stance.tally.net(basis)));
            // The part of it that holds both ways.
            let mutual: Vec<&Edge> = stance.edges.iter().copied().filter(|edge| edge.symmetric).collect();
            if !mutual.is_empty() {
                let back = texts.tally(stance::evidence(&mutual, basis));
                nets.push((to, from, back.net(basis)));
            }
        }
        nets.sort_unstable();
        let mut degrees = Degrees {
            gives: vec![[0; 2]; actors],
            gets: vec![[0; 2]; actors],
        };
        for pair in nets.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let (from, to, _) = pair[0];
            let net: i64 = pair.iter().map(|(.., net)| net).sum();
            if net != 0 {
                degrees.gives[from as usize][usize::from(net < 0)] += 1;
                degrees.gets[to as usize][usize::from(net < 0)] += 1;
            }
        }
        degrees
    }
}
