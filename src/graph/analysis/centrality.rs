//! PageRank, betweenness and constraint over plain arrays: the numbers behind [`Brokers`](super::Brokers).

use crate::graph::{Edge, Index};

/// A weighted directed graph: where each node's part begins, and the other ends with weights, in order.
pub struct Arrows {
    pub start: Vec<usize>,
    pub to: Vec<(u32, f64)>,
}

impl Arrows {
    /// From triples in order of ends, no pair twice.
    pub fn of(nodes: usize, arrows: &[(u32, u32, u64)]) -> Arrows {
        let mut start = vec![0; nodes + 1];
        for (from, ..) in arrows {
            start[*from as usize + 1] += 1;
        }
        for i in 0..nodes {
            start[i + 1] += start[i];
        }
        let to = arrows.iter().map(|&(_, to, weight)| (to, weight as f64)).collect();
        Arrows { start, to }
    }

    pub fn nodes(&self) -> usize {
        self.start.len() - 1
    }

    pub fn out(&self, node: usize) -> &[(u32, f64)] {
        &self.to[self.start[node]..self.start[node + 1]]
    }
}

/// The chance to go on rather than to start anew.
const DAMPING: f64 = 0.85;
/// Rounds end when all ranks together changed by less than this, or after [`ROUNDS`].
const CLOSE: f64 = 1e-10;
const ROUNDS: usize = 200;

/// PageRank: Brin and Page, *The anatomy of a large-scale hypertextual web search engine*, 1998; with weights, and with the rank of
/// those who point at nobody spread over all, as networkx has it.
///
/// Not petgraph's: that one looks at every pair of nodes in every round, and knows no weights. `O(n + m)` a round; the change shrinks by 0.85
/// each round, so there are about 140.
pub fn pagerank(arrows: &Arrows) -> Vec<f64> {
    pagerank_until(arrows, CLOSE)
}

/// The same, until all ranks together change by less than `close`.
fn pagerank_until(arrows: &Arrows, close: f64) -> Vec<f64> {
    let n = arrows.nodes();
    if n == 0 {
        return Vec::new();
    }
    let even = 1.0 / n as f64;
    let strength: Vec<f64> = (0..n).map(|i| arrows.out(i).iter().map(|(_, w)| w).sum()).collect();
    let mut rank = vec![even; n];
    for _ in 0..ROUNDS {
        let lost: f64 = (0..n).filter(|&i| strength[i] == 0.0).map(|i| rank[i]).sum();
        let mut next = vec![(DAMPING * lost + 1.0 - DAMPING) * even; n];
        for i in (0..n).filter(|&i| strength[i] > 0.0) {
            let share = DAMPING * rank[i] / strength[i];
            for &(to, weight) in arrows.out(i) {
                next[to as usize] += share * weight;
            }
        }
        let change: f64 = rank.iter().zip(&next).map(|(a, b)| (a - b).abs()).sum();
        rank = next;
        if change < close {
            break;
        }
    }
    rank
}

/// The chance to find a reader at each actor, by number, who goes from actor to actor along edges, along heavy ones more often.
///
/// PageRank as networkx has it: ranks are taken when all together change by less than `close` in a round.
///
/// ```
/// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
/// use newsgraph::graph::{self, Index, analysis::index_pagerank};
/// let network = graph::read(json)?; // France supports Ukraine, Hungary opposes Ukraine
/// let index = Index::of(&network);
/// let rank = index_pagerank(&index, |edge| edge.weight() as f64, 1e-6);
/// let first = (0..index.n_nodes()).max_by(|&a, &b| rank[a].total_cmp(&rank[b]));
/// assert_eq!(first.map(|node| index.id(node)), Some("country:ua"));
/// # Ok::<(), newsgraph::Error>(())
/// ```
///
/// # Complexity
///
/// `O(n + m)` a round.
pub fn index_pagerank(index: &Index, weight: impl Fn(&Edge) -> f64, close: f64) -> Vec<f64> {
    let arrow = |edge| (index.ends(edge).1 as u32, weight(index.edge(edge)));
    let arrows = Arrows {
        start: (0..=index.n_nodes()).map(|node| index.out_start(node)).collect(),
        to: (0..index.n_edges()).map(arrow).collect(),
    };
    pagerank_until(&arrows, close)
}

/// For each node, the share of shortest ways between two others that lead over it, of an undirected graph, all steps alike.
///
/// Brandes, *A faster algorithm for betweenness centrality*, Journal of Mathematical Sociology 25 (2001): one search from each of `pivots`,
/// `O(n + m)` each. From all nodes it is exact; from some it is the estimate of Brandes and Pich (*Centrality estimation in large networks*, 2007).
pub fn betweenness(both_ways: &Arrows, pivots: &[usize]) -> Vec<f64> {
    let n = both_ways.nodes();
    let mut between = vec![0.0; n];
    let (mut ways, mut far) = (vec![0.0f64; n], vec![u32::MAX; n]);
    let mut due = vec![0.0f64; n];
    let mut order: Vec<usize> = Vec::with_capacity(n);
    for &from in pivots {
        order.clear();
        order.push(from);
        (ways[from], far[from]) = (1.0, 0);
        let mut at = 0;
        while let Some(&here) = order.get(at) {
            at += 1;
            for &(to, _) in both_ways.out(here) {
                let to = to as usize;
                if far[to] == u32::MAX {
                    far[to] = far[here] + 1;
                    order.push(to);
                }
                if far[to] == far[here] + 1 {
                    ways[to] += ways[here];
                }
            }
        }
        for &here in order.iter().rev() {
            for &(to, _) in both_ways.out(here) {
                let to = to as usize;
                if far[to] == far[here] + 1 {
                    due[here] += ways[here] / ways[to] * (1.0 + due[to]);
                }
            }
            if here != from {
                between[here] += due[here];
            }
        }
        for &node in &order {
            (ways[node], far[node], due[node]) = (0.0, u32::MAX, 0.0);
        }
    }
    // Of all ordered pairs without the node itself, had every node been a start.
    let pairs = (n.saturating_sub(1) * n.saturating_sub(2)) as f64;
    let scale = if pairs > 0.0 {
        n as f64 / pivots.len() as f64 / pairs
    } else {
        0.0
    };
    between.iter().map(|b| b * scale).collect()
}

/// How much of a node's contact leads back to the same few: Burt, *Structural holes*, 1992, chapter 2. 1 or more where all know each other, near 0
/// where none do; nothing for a node without contacts.
///
/// `both_ways` is undirected, with both directions' weights summed. `O(d)` in the contacts of its contacts, which is too much for all nodes of a large
/// network and little for a few.
pub fn constraint(both_ways: &Arrows, node: usize) -> Option<f64> {
    let strength = |node: usize| -> f64 { both_ways.out(node).iter().map(|(_, w)| w).sum() };
    let own = both_ways.out(node);
    let all = strength(node);
    let mut invested: Vec<f64> = own.iter().map(|(_, w)| w / all).collect();
    for (via, weight) in own {
        let (share, theirs) = (weight / all, strength(*via as usize));
        for (to, weight) in both_ways.out(*via as usize) {
            if let Ok(at) = own.binary_search_by_key(to, |(to, _)| *to) {
                invested[at] += share * weight / theirs;
            }
        }
    }
    (!own.is_empty()).then(|| invested.iter().map(|share| share * share).sum())
}
