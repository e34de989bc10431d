//! Signed modularity and how it is made large: the numbers behind [`Blocs`](super::Blocs).
//!
//! Everything is counted in whole numbers, so that no gain is ever too small to tell from none and every machine gives the same.

use super::signed::rows;
use std::collections::VecDeque;

/// A weighted graph whose nodes are actors or groups of them.
///
/// Friendly and hostile strength are kept apart, because modularity expects them apart; of the ties the sums are enough, because
/// what a group gains by them is their sum.
struct Level {
    start: Vec<usize>,
    around: Vec<(u32, i64)>,
    /// The sum of a node's friendly ties, and of its hostile ones.
    plus: Vec<i64>,
    minus: Vec<i64>,
}

/// A partition of actors into groups of large signed modularity.
///
/// Gómez, Jensen and Arenas, *Analysis of community structure in networks of correlated data*, Physical Review E 80 (2009), 016114:
/// how much more friendly and less hostile weight lies inside groups than chance would put there,
///
/// ```text
/// Q = 1 / (2w⁺ + 2w⁻) · Σij [ wij − ( wi⁺ wj⁺ / 2w⁺  −  wi⁻ wj⁻ / 2w⁻ ) ] δ(gi, gj)
/// ```
///
/// Made large as Blondel et al. do it (*Fast unfolding of communities in large networks*, 2008): every actor, in order, goes to
/// the group among its friends where Q gains most; then groups are moved as if they were actors. From the end it starts again with
/// single actors, until none moves (Rotta and Noack, *Multilevel local search algorithms for modularity clustering*, 2011).
///
/// At last, groups fall apart into what friendly ties hold together. Chance expects hostility too, so Q alone would gather
/// any who have many enemies, whether or not one of them ever said a word for another; a journalist would not call them a bloc.
///
/// Gives the group of each actor, numbered in order of their first actors.
pub fn partition(nodes: usize, ties: &[([u32; 2], i64)]) -> Vec<u32> {
    let base = Level::of_ties(nodes, ties);
    let total = base.totals();
    let mut groups: Vec<u32> = (0..nodes as u32).collect();
    while base.settle(&mut groups, total) {
        loop {
            let n = renumber(&mut groups);
            let level = base.gathered(&groups, n);
            let mut above: Vec<u32> = (0..n as u32).collect();
            if !level.settle(&mut above, total) {
                break;
            }
            for group in &mut groups {
                *group = above[*group as usize];
            }
        }
    }
    held_together(nodes, ties, &groups)
}

/// The signed modularity of a partition, from -1 to 1; 0 where there are no ties.
pub fn modularity(nodes: usize, ties: &[([u32; 2], i64)], groups: &[u32]) -> f64 {
    let level = Level::of_ties(nodes, ties);
    let [plus, minus] = level.totals();
    let n = groups.iter().max().map_or(0, |last| *last as usize + 1);
    let mut strength = vec![[0i64; 2]; n];
    for (node, group) in groups.iter().enumerate() {
        strength[*group as usize][0] += level.plus[node];
        strength[*group as usize][1] += level.minus[node];
    }
    let inside = ties
        .iter()
        .filter(|([a, b], _)| groups[*a as usize] == groups[*b as usize]);
    let inside: i64 = inside.map(|(_, net)| 2 * net).sum();
    let expected = |kind: usize, total: i64| {
        let squares: i128 = strength.iter().map(|s| i128::from(s[kind]).pow(2)).sum();
        squares as f64 / total.max(1) as f64
    };
    let all = (plus + minus).max(1) as f64;
    (inside as f64 - (expected(0, plus) - expected(1, minus))) / all
}

impl Level {
    fn of_ties(nodes: usize, ties: &[([u32; 2], i64)]) -> Level {
        let ends: Vec<[u32; 2]> = ties.iter().map(|(ends, _)| *ends).collect();
        let (start, around) = rows(nodes, &ends);
        let (mut plus, mut minus) = (vec![0; nodes], vec![0; nodes]);
        for ([a, b], net) in ties {
            let strength = if *net > 0 { &mut plus } else { &mut minus };
            strength[*a as usize] += net.abs();
            strength[*b as usize] += net.abs();
        }
        Level {
            start,
            around: around.iter().map(|&(to, tie)| (to, ties[tie as usize].1)).collect(),
            plus,
            minus,
        }
    }

    /// `2w⁺` and `2w⁻`.
    fn totals(&self) -> [i64; 2] {
        [self.plus.iter().sum(), self.minus.iter().sum()]
    }

    fn around(&self, node: usize) -> &[(u32, i64)] {
        &self.around[self.start[node]..self.start[node + 1]]
    }

    /// Moves node after node to the best group among its friends', until none gains; true when one moved.
    ///
    /// Only those around a node that moved are looked at again (Ozaki, Tezuka and Inaba, *A simple acceleration method for the
    /// Louvain algorithm*, 2016), so that it stays near linear in the ties.
    fn settle(&self, groups: &mut [u32], [all_plus, all_minus]: [i64; 2]) -> bool {
        let nodes = groups.len();
        let (mut plus, mut minus, mut size) = (vec![0; nodes], vec![0; nodes], vec![0usize; nodes]);
        for (node, group) in groups.iter().enumerate() {
            plus[*group as usize] += self.plus[node];
            minus[*group as usize] += self.minus[node];
            size[*group as usize] += 1;
        }
        let mut free: Vec<u32> = (0..nodes as u32).rev().filter(|g| size[*g as usize] == 0).collect();
        let (mut linked, mut seen) = (vec![0i64; nodes], Vec::new());
        let mut queue: VecDeque<usize> = (0..nodes).collect();
        let mut waits = vec![true; nodes];
        let mut moved = false;
        while let Some(node) = queue.pop_front() {
            waits[node] = false;
            let own = groups[node];
            for &(to, net) in self.around(node) {
                let group = groups[to as usize];
                if linked[group as usize] == 0 {
                    seen.push(group);
                }
                linked[group as usize] += net;
            }
            plus[own as usize] -= self.plus[node];
            minus[own as usize] -= self.minus[node];
            size[own as usize] -= 1;
            // What Q gains, times 2w⁺ · 2w⁻, so that it is a whole number.
            let (w_plus, w_minus) = (i128::from(all_plus.max(1)), i128::from(all_minus.max(1)));
            let gain = |group: u32| {
                let group = group as usize;
                let product = |a: i64, b: i64| i128::from(a) * i128::from(b);
                i128::from(linked[group]) * w_plus * w_minus - product(self.plus[node], plus[group]) * w_minus
                    + product(self.minus[node], minus[group]) * w_plus
            };
            seen.sort_unstable();
            seen.dedup();
            let mut best = (gain(own), own);
            for &group in seen.iter().filter(|group| linked[**group as usize] > 0) {
                if gain(group) > best.0 {
                    best = (gain(group), group);
                }
            }
            // To be alone gains nothing and costs nothing.
            if best.0 < 0 && size[own as usize] > 0 {
                best = (0, free.pop().unwrap_or(own));
            }
            let group = best.1 as usize;
            plus[group] += self.plus[node];
            minus[group] += self.minus[node];
            size[group] += 1;
            groups[node] = best.1;
            if best.1 != own {
                moved = true;
                if size[own as usize] == 0 {
                    free.push(own);
                }
                for &(to, _) in self.around(node) {
                    if groups[to as usize] != best.1 && !std::mem::replace(&mut waits[to as usize], true) {
                        queue.push_back(to as usize);
                    }
                }
            }
            seen.drain(..).for_each(|group| linked[group as usize] = 0);
        }
        moved
    }

    /// Each group as one node. Ties inside groups move nothing and are left out.
    fn gathered(&self, groups: &[u32], n: usize) -> Level {
        let (mut plus, mut minus) = (vec![0; n], vec![0; n]);
        let mut ties: Vec<(u32, u32, i64)> = Vec::new();
        for (node, &group) in groups.iter().enumerate() {
            plus[group as usize] += self.plus[node];
            minus[group as usize] += self.minus[node];
            let out = self.around(node).iter().map(|&(to, net)| (groups[to as usize], net));
            ties.extend(out.filter(|(to, _)| *to != group).map(|(to, net)| (group, to, net)));
        }
        ties.sort_unstable();
        let mut start = vec![0; n + 1];
        let mut around: Vec<(u32, i64)> = Vec::new();
        let mut last = None;
        for (from, to, net) in ties {
            match around.last_mut().filter(|_| last == Some((from, to))) {
                Some(tie) => tie.1 += net,
                None => around.push((to, net)),
            }
            last = Some((from, to));
            start[from as usize + 1] = around.len();
        }
        for i in 0..n {
            start[i + 1] = start[i + 1].max(start[i]);
        }
        Level {
            start,
            around,
            plus,
            minus,
        }
    }
}

/// Numbers groups from 0 in order of their first nodes, and says how many there are.
fn renumber(groups: &mut [u32]) -> usize {
    let mut new = vec![u32::MAX; groups.len()];
    let mut n = 0;
    for group in groups {
        let number = &mut new[*group as usize];
        if *number == u32::MAX {
            *number = n;
            n += 1;
        }
        *group = *number;
    }
    n as usize
}

/// Each group's parts that friendly ties inside it hold together, as groups of their own.
fn held_together(nodes: usize, ties: &[([u32; 2], i64)], groups: &[u32]) -> Vec<u32> {
    let inside = |([a, b], net): &&([u32; 2], i64)| *net > 0 && groups[*a as usize] == groups[*b as usize];
    let ends: Vec<[u32; 2]> = ties.iter().filter(inside).map(|(ends, _)| *ends).collect();
    let (start, around) = rows(nodes, &ends);
    let mut parts = vec![u32::MAX; nodes];
    let mut stack = Vec::new();
    for first in 0..nodes {
        if parts[first] != u32::MAX {
            continue;
        }
        parts[first] = first as u32;
        stack.push(first);
        while let Some(node) = stack.pop() {
            for &(to, _) in &around[start[node]..start[node + 1]] {
                if parts[to as usize] == u32::MAX {
                    parts[to as usize] = first as u32;
                    stack.push(to as usize);
                }
            }
        }
    }
    renumber(&mut parts);
    parts
}
