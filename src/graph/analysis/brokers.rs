//! [`Brokers`]: over whom the ways lead, and at whom all look.

use super::centrality::{Arrows, betweenness, constraint, pagerank};
use super::stance::{Basis, Stance, stances};
use super::{Sources, stance};
use crate::graph::{Edge, Evidence, Network};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Betweenness is exact while actors times pairs are at most so many, such as 5,000 actors in 20,000 pairs; above, it is an estimate from
/// [`PIVOTS`] of the actors.
pub const EXACT: usize = 100_000_000;
/// So many searches are made where there are too many actors, evenly spread over the list of ids.
pub const PIVOTS: usize = 128;

/// By what actors are ranked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RankBy {
    /// Over whom most ways lead.
    #[default]
    Betweenness,
    /// At whom most look.
    Pagerank,
}

/// One actor's place among the others.
#[derive(Clone, Debug, PartialEq)]
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
        let edges: Vec<&Edge> = network.edges().filter(counts).collect();
        let mut actors: Vec<&str> = edges
            .iter()
            .flat_map(|edge| [edge.source.as_str(), edge.target()])
            .collect();
        actors.sort_unstable();
        actors.dedup();
        let place = |id: &str| actors.partition_point(|known| *known < id) as u32;
        let sources = Sources::of(network);
        let mut one_way = Vec::with_capacity(edges.len());
        for edge in &edges {
            let (from, to) = (place(&edge.source), place(edge.target()));
            let texts = texts(edge, basis, &sources);
            one_way.push((from, to, texts));
            if edge.symmetric {
                one_way.push((to, from, texts));
            }
        }
        let n = actors.len();
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
        let degrees = Degrees::of(network, basis, &sources, &actors);
        let broker = |&i: &usize| {
            let mut edges: Vec<&Edge> = network.edges_of(actors[i]).into_iter().filter(counts).collect();
            edges.sort_by_cached_key(|edge| Reverse(edge.strength()));
            Broker {
                actor: actors[i],
                betweenness: between[i],
                pagerank: rank[i],
                constraint: constraint(&both_ways, i),
                contacts: both_ways.out(i).len(),
                gives: degrees.gives[i],
                gets: degrees.gets[i],
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

/// How many texts that count state an edge; copies of one text count once.
fn texts(edge: &Edge, basis: Basis, sources: &Sources) -> u64 {
    let counted = edge.evidence.iter().filter(|e| basis.counts(e));
    counted.map(|e| sources.group(&e.doc)).collect::<BTreeSet<_>>().len() as u64
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
    fn of(network: &Network, basis: Basis, sources: &Sources, actors: &[&str]) -> Degrees {
        let place = |id: &str| actors.partition_point(|known| *known < id);
        let mut nets: Vec<(usize, usize, i64)> = Vec::new();
        for stance in stances(network, None) {
            if !stance.edges.iter().any(|edge| basis.signs(edge)) {
                continue;
            }
            let (from, to) = (place(stance.source), place(stance.target));
            nets.push((from, to, stance.tally.net(basis)));
            nets.push((to, from, back(&stance, basis, sources)));
        }
        nets.sort_unstable();
        let mut degrees = Degrees {
            gives: vec![[0; 2]; actors.len()],
            gets: vec![[0; 2]; actors.len()],
        };
        for pair in nets.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let (from, to, _) = pair[0];
            let net: i64 = pair.iter().map(|(.., net)| net).sum();
            if net != 0 {
                degrees.gives[from][usize::from(net < 0)] += 1;
                degrees.gets[to][usize::from(net < 0)] += 1;
            }
        }
        degrees
    }
}

/// The part of a stance that holds both ways.
fn back(stance: &Stance, basis: Basis, sources: &Sources) -> i64 {
    let mutual: Vec<&Edge> = stance.edges.iter().copied().filter(|edge| edge.symmetric).collect();
    let said: Vec<(&Edge, &Evidence)> = stance::evidence(&mutual, basis).collect();
    stance::tally(&said, sources).net(basis)
}
