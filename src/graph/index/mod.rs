//! [`Index`]: a network as numbers, for what walks over all of it.

mod side;

use super::{Edge, Network, Node};
use side::Side;
use std::ops::Range;

/// Actors and edges by number, with the edges of each actor side by side.
///
/// Numbers count from 0 in the order of [`Network::nodes`] and [`Network::edges`], so that what is worked out in order of
/// number is the same whenever the network is. Edges without a target are left out. An analysis keeps its values in a
/// `Vec` of [`n_nodes`](Index::n_nodes) and needs no map:
///
/// ```
/// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
/// use newsgraph::graph::{self, Index};
/// let network = graph::read(json)?; // France supports Ukraine, Hungary opposes Ukraine
/// let index = Index::of(&network);
/// let mut against = vec![0; index.n_nodes()];
/// for edge in 0..index.n_edges() {
///     let (_, target) = index.ends(edge);
///     against[target] += usize::from(index.edge(edge).stance() < 0);
/// }
/// let ukraine = index.number("country:ua").ok_or(newsgraph::Error::new("no Ukraine"))?;
/// assert_eq!(against[ukraine], 1);
/// let around: Vec<&str> = index.around(ukraine).map(|(_, actor)| index.id(actor)).collect();
/// assert_eq!(around, ["country:fr", "country:hu"]);
/// # Ok::<(), newsgraph::Error>(())
/// ```
///
/// # Complexity
///
/// Made in `O(n + m)` for `n` actors and `m` edges, without comparing names; 24 bytes an edge and 16 an actor.
#[derive(Clone, Debug)]
pub struct Index<'a> {
    nodes: Vec<&'a Node>,
    edges: Vec<&'a Edge>,
    ends: Vec<[u32; 2]>,
    /// Where the edges from each actor begin, and at last where all end: edges are in order of their source.
    from: Vec<u32>,
    /// Where the edges to each actor begin in `into`.
    to: Vec<u32>,
    /// Edges with their sources, which are so often asked for together.
    into: Vec<[u32; 2]>,
}

/// Which way edges are followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Way {
    /// From source to target.
    Along,
    /// From target to source.
    Against,
    /// Both ways.
    #[default]
    Either,
}

/// How far an actor is that cannot be reached.
pub const UNREACHED: u32 = u32::MAX;

impl<'a> Index<'a> {
    /// The index of a whole network.
    pub fn of(network: &'a Network) -> Index<'a> {
        Index::with(network, |_| true)
    }

    /// The index of all actors and of the edges that `keep` lets through.
    pub fn with(network: &'a Network, keep: impl Fn(&Edge) -> bool) -> Index<'a> {
        let graph = &network.graph;
        // From the graph's own numbers to those in order of id.
        let size = network.nodes.values().map(|node| node.index() + 1).max().unwrap_or(0);
        let mut number = vec![0; size];
        let mut nodes = Vec::with_capacity(network.nodes.len());
        for &node in network.nodes.values() {
            number[node.index()] = nodes.len() as u32;
            nodes.push(&*graph[node]);
        }
        let (mut edges, mut ends) = (Vec::new(), Vec::new());
        let mut from = Vec::with_capacity(nodes.len() + 1);
        let mut to = vec![0; nodes.len() + 1];
        for (source, node) in (0..).zip(network.nodes.values()) {
            from.push(edges.len() as u32);
            for &edge in network.out[node.index()].iter().filter(|&&edge| keep(&graph[edge])) {
                let Some((_, target)) = graph.edge_endpoints(edge) else {
                    continue;
                };
                let target = number[target.index()];
                to[target as usize + 1] += 1;
                edges.push(&*graph[edge]);
                ends.push([source, target]);
            }
        }
        from.push(edges.len() as u32);
        for node in 0..nodes.len() {
            to[node + 1] += to[node];
        }
        let mut next = to.clone();
        let mut into = vec![[0; 2]; edges.len()];
        for (edge, &[source, target]) in (0..).zip(&ends) {
            let place = &mut next[target as usize];
            into[*place as usize] = [edge, source];
            *place += 1;
        }
        Index {
            nodes,
            edges,
            ends,
            from,
            to,
            into,
        }
    }

    /// How many actors there are.
    pub fn n_nodes(&self) -> usize {
        self.nodes.len()
    }

    /// How many edges there are.
    pub fn n_edges(&self) -> usize {
        self.edges.len()
    }

    /// The number of the actor with that id. `O(log n)`.
    pub fn number(&self, id: &str) -> Option<usize> {
        self.nodes.binary_search_by(|node| node.actor.id.as_str().cmp(id)).ok()
    }

    /// The actor with that number.
    pub fn node(&self, node: usize) -> &'a Node {
        self.nodes[node]
    }

    /// Its id.
    pub fn id(&self, node: usize) -> &'a str {
        &self.nodes[node].actor.id
    }

    /// The edge with that number.
    pub fn edge(&self, edge: usize) -> &'a Edge {
        self.edges[edge]
    }

    /// The actors at its source and its target.
    pub fn ends(&self, edge: usize) -> (usize, usize) {
        let [source, target] = self.ends[edge];
        (source as usize, target as usize)
    }

    /// The edges from an actor, in order of target and key.
    pub fn out(&self, node: usize) -> Range<usize> {
        self.from[node] as usize..self.from[node + 1] as usize
    }

    /// The number of the first edge from an actor, or where it would stand; that of all edges behind the last actor.
    pub(super) fn out_start(&self, node: usize) -> usize {
        self.from[node] as usize
    }

    /// The edges to an actor, in order of source and key.
    pub fn into(&self, node: usize) -> impl ExactSizeIterator<Item = usize> {
        self.arrivals(node).iter().map(|&[edge, _]| edge as usize)
    }

    /// The edges to an actor, each with its source.
    fn arrivals(&self, node: usize) -> &[[u32; 2]] {
        &self.into[self.to[node] as usize..self.to[node + 1] as usize]
    }

    /// Each edge at an actor with the actor at its other end: those from it, then those to it. A loop comes twice.
    pub fn around(&self, node: usize) -> impl Iterator<Item = (usize, usize)> {
        self.along(node, Way::Either)
    }

    /// The same, one way or both.
    pub fn along(&self, node: usize, way: Way) -> impl Iterator<Item = (usize, usize)> {
        let out = self.out(node).take(if way == Way::Against { 0 } else { usize::MAX });
        let into = match way {
            Way::Along => &[],
            _ => self.arrivals(node),
        };
        out.map(|edge| (edge, self.ends[edge][1] as usize))
            .chain(into.iter().map(|&[edge, source]| (edge as usize, source as usize)))
    }

    /// How many edges there are at an actor that way.
    fn degree(&self, node: usize, way: Way) -> usize {
        let out = if way == Way::Against { 0 } else { self.out(node).len() };
        let into = if way == Way::Along {
            0
        } else {
            self.arrivals(node).len()
        };
        out + into
    }

    /// How many steps each actor is from the nearest of some, [`UNREACHED`] where it is more than `longest`.
    ///
    /// # Complexity
    ///
    /// A breadth-first search: `O(n)` for the list, and linear in the edges at the actors that are nearer than `longest`.
    pub fn distances(&self, starts: impl IntoIterator<Item = usize>, way: Way, longest: usize) -> Vec<u32> {
        self.distances_until(starts, way, longest, |_| false)
    }

    /// The same, and no further than the first step whose actors `is_enough` agrees to.
    pub(super) fn distances_until(
        &self,
        starts: impl IntoIterator<Item = usize>,
        way: Way,
        longest: usize,
        is_enough: impl Fn(&[usize]) -> bool,
    ) -> Vec<u32> {
        let mut far = vec![UNREACHED; self.n_nodes()];
        let mut last = Vec::new();
        for start in starts {
            if far[start] == UNREACHED {
                far[start] = 0;
                last.push(start);
            }
        }
        let mut steps = 0;
        while !last.is_empty() && (steps as usize) < longest && !is_enough(&last) {
            steps += 1;
            let mut next = Vec::new();
            for here in last {
                for (_, there) in self.along(here, way) {
                    if far[there] == UNREACHED {
                        far[there] = steps;
                        next.push(there);
                    }
                }
            }
            last = next;
        }
        far
    }

    /// The edges from one actor to another, in order of key. `O(log k)` in the edges from the first.
    pub fn between(&self, from: usize, to: usize) -> Range<usize> {
        let out = self.out(from);
        let ends = &self.ends[out.clone()];
        let start = out.start + ends.partition_point(|&[_, target]| (target as usize) < to);
        let end = out.start + ends.partition_point(|&[_, target]| target as usize <= to);
        start..end
    }

    /// The actors at most `longest` steps from one of some, those too, in order.
    pub fn near(&self, starts: impl IntoIterator<Item = usize>, way: Way, longest: usize) -> Vec<usize> {
        let far = self.distances(starts, way, longest);
        (0..far.len()).filter(|&node| far[node] != UNREACHED).collect()
    }

    /// One of the shortest ways from one actor to another, both ends included; always the same one.
    ///
    /// # Complexity
    ///
    /// Two breadth-first searches that go to meet each other, the one with fewer edges before it first: linear in the edges they
    /// see, and a bit of memory for each actor.
    pub fn shortest(&self, from: usize, to: usize, way: Way) -> Option<Vec<usize>> {
        if from == to {
            return Some(vec![from]);
        }
        let back = match way {
            Way::Along => Way::Against,
            Way::Against => Way::Along,
            Way::Either => Way::Either,
        };
        let [mut one, mut two] = [Side::of(self, from, way), Side::of(self, to, back)];
        let (mut head, tail) = loop {
            let (here, there) = match two.n_next < one.n_next {
                true => (&mut two, &one),
                false => (&mut one, &two),
            };
            if here.n_next == 0 {
                return None;
            }
            if let Some(met) = here.step(self, there) {
                break (one.way_to(met), two.way_to(met));
            }
        };
        head.reverse();
        head.extend(&tail[1..]);
        Some(head)
    }
}
