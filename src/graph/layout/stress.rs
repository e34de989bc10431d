//! Evenness: two boxes stand as far apart as there are ties on the way between them.

use super::Tie;
use std::collections::VecDeque;

/// Larger parts keep what forces gave them: pairs would be too many.
const MOST: usize = 400;
const ROUNDS: usize = 60;

/// Moves places towards that, one after another, each to where all others want it, the near ones most (E. Gansner, Y. Koren, S. North, *Graph drawing by
/// stress majorization*, 2004). `rest` is how long one tie is. `O(n m + r n²)` for `r` rounds.
pub fn smooth(ties: &[Tie], rest: f64, at: &mut [[f64; 2]]) {
    let n = at.len();
    if !(3..=MOST).contains(&n) {
        return;
    }
    let mut around: Vec<Vec<usize>> = vec![Vec::new(); n];
    for tie in ties {
        around[tie.a].push(tie.b);
        around[tie.b].push(tie.a);
    }
    // What hangs on one that is tied to many is a little farther off, else a hub is a ball.
    let room: Vec<f64> = around.iter().map(|near| (near.len() as f64).sqrt() * 0.12).collect();
    let ways: Vec<Vec<f64>> = (0..n).map(|from| steps(&around, from)).collect();
    for _ in 0..ROUNDS {
        for i in 0..n {
            let (mut sum, mut weights) = ([0.0; 2], 0.0);
            for (j, &[x, y]) in at.iter().enumerate().filter(|&(j, _)| j != i) {
                let wanted = rest * (ways[i][j] + room[i] + room[j]);
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

/// How many ties the shortest way to each is long; all are within reach.
fn steps(around: &[Vec<usize>], from: usize) -> Vec<f64> {
    let mut steps = vec![0.0; around.len()];
    let mut seen = vec![false; around.len()];
    let mut queue = VecDeque::from([from]);
    seen[from] = true;
    while let Some(here) = queue.pop_front() {
        for &next in &around[here] {
            if !std::mem::replace(&mut seen[next], true) {
                steps[next] = steps[here] + 1.0;
                queue.push_back(next);
            }
        }
    }
    steps
}
