//! Evenness: two boxes stand as far apart as the way between them is long.

use super::Tie;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Larger parts keep what forces gave them: pairs would be too many.
const MOST: usize = 400;
const ROUNDS: usize = 60;
/// Lengths are whole numbers, so that they can be compared: so many are one.
const ONE: u32 = 1000;

/// Moves places towards that, one after another, each to where all others want it, the near ones most (E. Gansner, Y. Koren, S. North, *Graph drawing by
/// stress majorization*, 2004). `rest` is how long one tie is. `O(n m log n + r n²)` for `r` rounds.
pub fn smooth(ties: &[Tie], rest: f64, at: &mut [[f64; 2]]) {
    let n = at.len();
    if !(3..=MOST).contains(&n) {
        return;
    }
    let around = lengths(n, ties);
    let ways: Vec<Vec<f64>> = (0..n).map(|from| ways(&around, from)).collect();
    for _ in 0..ROUNDS {
        for i in 0..n {
            let (mut sum, mut weights) = ([0.0; 2], 0.0);
            for (j, &[x, y]) in at.iter().enumerate().filter(|&(j, _)| j != i) {
                let wanted = rest * ways[i][j];
                let weight = 1.0 / (wanted * wanted);
                let [dx, dy] = [at[i][0] - x, at[i][1] - y];
                let far = (dx * dx + dy * dy).sqrt().max(1e-6);
                sum[0] += weight * (x + dx * wanted / far);
                sum[1] += weight * (y + dy * wanted / far);
                weights += weight;
            }
            at[i] = [sum[0] / weights, sum[1] / weights];
        }
    }
}

/// For each its ties, with how long they are. A tie is the longer the more others only one of its ends is tied to: busy actors stand apart, and what hangs on
/// one of them has room around it.
fn lengths(n: usize, ties: &[Tie]) -> Vec<Vec<(usize, u32)>> {
    let mut near = vec![Vec::new(); n];
    for tie in ties {
        near[tie.a].push(tie.b);
        near[tie.b].push(tie.a);
    }
    near.iter_mut().for_each(|near| {
        near.sort_unstable();
        near.dedup();
    });
    let length = |a: usize, b: usize| {
        let shared = near[a]
            .iter()
            .filter(|other| near[b].binary_search(other).is_ok())
            .count();
        // Each has the other.
        let alone = near[a].len() + near[b].len() - 2 * shared - 2;
        ONE + ((alone as f64).sqrt() * 0.2 * f64::from(ONE)) as u32
    };
    (0..n)
        .map(|a| near[a].iter().map(|&b| (b, length(a, b))).collect())
        .collect()
}

/// How long the shortest way to each is, in ties of length one (E. Dijkstra 1959); all are within reach.
fn ways(around: &[Vec<(usize, u32)>], from: usize) -> Vec<f64> {
    let mut ways = vec![u32::MAX; around.len()];
    let mut open = BinaryHeap::from([Reverse((0, from))]);
    ways[from] = 0;
    while let Some(Reverse((way, here))) = open.pop() {
        if way > ways[here] {
            continue;
        }
        for &(next, length) in &around[here] {
            if way + length < ways[next] {
                ways[next] = way + length;
                open.push(Reverse((way + length, next)));
            }
        }
    }
    ways.into_iter().map(|way| f64::from(way) / f64::from(ONE)).collect()
}
