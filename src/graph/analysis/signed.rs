//! [`Signed`]: the network as friends and foes, one tie for each two actors.

use super::stance::{self, Basis, Stance, stances};
use crate::graph::{Edge, Evidence, Network};

/// Two actors who are, all in all, for or against each other.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tie<'a> {
    /// The end whose id sorts first.
    pub a: &'a str,
    /// The other.
    pub b: &'a str,
    /// Texts for less texts against, both directions together.
    pub net: i64,
    /// The edges with a sign that count, in the network's order; never empty.
    pub edges: Vec<&'a Edge>,
}

/// A network as friends and foes: actors as nodes, and between each two at most one [`Tie`] that is for or against.
///
/// ```text
///   France ──+2── Ukraine ──-1── Hungary        France supports Ukraine in two texts, Hungary opposes it in one
/// ```
///
/// What [`Blocs`](super::Blocs) and [`Balance`](super::Balance) are worked out of. Held as arrays of numbers: an actor is a place
/// in the list of ids, and what stands around it is a slice.
#[derive(Clone, Debug, Default)]
pub struct Signed<'a> {
    basis: Basis,
    actors: Vec<&'a str>,
    ties: Vec<Tie<'a>>,
    torn: Vec<Tie<'a>>,
    /// The places of a tie's actors.
    pub(super) ends: Vec<[u32; 2]>,
    /// Where in `around` each actor's part begins, and where the last ends.
    start: Vec<usize>,
    /// The other end and the tie's place, in order of the other end.
    around: Vec<(u32, u32)>,
}

impl<'a> Signed<'a> {
    /// The ties of a network, from what counts.
    ///
    /// # Complexity
    ///
    /// `O(n log n)` in edges and evidence.
    ///
    /// ```
    /// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
    /// use newsgraph::graph::{self, analysis::{Basis, Signed}};
    /// let network = graph::read(json)?;
    /// let signed = Signed::of(&network, Basis::default());
    /// let against: Vec<_> = signed.ties().iter().filter(|tie| tie.net < 0).map(|tie| (tie.a, tie.b)).collect();
    /// assert_eq!(against, [("country:hu", "country:ua")]);
    /// # Ok::<(), newsgraph::Error>(())
    /// ```
    pub fn of(network: &'a Network, basis: Basis) -> Signed<'a> {
        let (mut ties, mut torn, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        for stance in Stance::mutual(stances(network, None)) {
            let edges: Vec<&Edge> = (stance.edges.iter().copied())
                .filter(|edge| basis.signs(edge))
                .collect();
            if edges.is_empty() {
                continue;
            }
            let tie = Tie {
                a: stance.source,
                b: stance.target,
                net: stance.tally.net(basis),
                edges,
            };
            match tie.net {
                0 => torn.push(tie),
                _ => {
                    ends.push(stance.ends);
                    ties.push(tie);
                }
            }
        }
        let places = dense(&mut ends);
        let mut actors = vec![""; places];
        for (tie, [a, b]) in ties.iter().zip(&ends) {
            (actors[*a as usize], actors[*b as usize]) = (tie.a, tie.b);
        }
        let (start, around) = rows(actors.len(), &ends);
        Signed {
            basis,
            actors,
            ties,
            torn,
            ends,
            start,
            around,
        }
    }

    /// What counted.
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// The ids of all that have a tie, in order.
    pub fn actors(&self) -> &[&'a str] {
        &self.actors
    }

    /// All ties, in order of ids.
    pub fn ties(&self) -> &[Tie<'a>] {
        &self.ties
    }

    /// Pairs for whom as many texts are as against: no tie.
    pub fn torn(&self) -> &[Tie<'a>] {
        &self.torn
    }

    /// The evidence of a tie that counts.
    pub fn evidence(&self, tie: &Tie<'a>) -> impl Iterator<Item = (&'a Edge, &'a Evidence)> {
        stance::evidence(&tie.edges, self.basis)
    }

    /// The places of those tied to an actor, and of the ties, in order.
    pub(super) fn around(&self, actor: usize) -> &[(u32, u32)] {
        &self.around[self.start[actor]..self.start[actor + 1]]
    }

    pub(super) fn net(&self, tie: u32) -> i64 {
        self.ties[tie as usize].net
    }
}

/// Numbers the nodes that have edges from 0, in the order they had, and says how many there are.
pub(super) fn dense(ends: &mut [[u32; 2]]) -> usize {
    let last = ends.iter().flatten().max().map_or(0, |last| *last as usize + 1);
    let mut number = vec![0; last + 1];
    for end in ends.iter().flatten() {
        number[*end as usize + 1] = 1;
    }
    for i in 0..last {
        number[i + 1] += number[i];
    }
    for end in ends.iter_mut().flatten() {
        *end = number[*end as usize];
    }
    number[last] as usize
}

/// For each node its neighbours with the place of the edge, sorted: two counting passes and a sort of each part.
pub(super) fn rows(nodes: usize, ends: &[[u32; 2]]) -> (Vec<usize>, Vec<(u32, u32)>) {
    let mut start = vec![0; nodes + 1];
    for end in ends.iter().flatten() {
        start[*end as usize + 1] += 1;
    }
    for i in 0..nodes {
        start[i + 1] += start[i];
    }
    let mut next = start.clone();
    let mut around = vec![(0, 0); 2 * ends.len()];
    for (edge, [a, b]) in ends.iter().enumerate() {
        for (here, there) in [(a, b), (b, a)] {
            around[next[*here as usize]] = (*there, edge as u32);
            next[*here as usize] += 1;
        }
    }
    for i in 0..nodes {
        around[start[i]..start[i + 1]].sort_unstable();
    }
    (start, around)
}
