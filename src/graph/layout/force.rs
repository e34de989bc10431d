//! Forces between the boxes of one part: all push each other away, ties pull.

use super::Tie;
use super::tree::Tree;
use std::collections::VecDeque;

/// Cosine and sine of the golden angle: neighbours on the spiral of the start stand as far apart as they can.
const GOLDEN: [f64; 2] = [-0.737_368_878_078_32, 0.675_490_294_261_52];

/// So many times the room of the boxes is the least that a part takes.
const ROOM: f64 = 4.0;
/// So many times as far as up and down a part spreads to the sides, at least.
const WIDE: f64 = 1.3;

/// Places around the origin.
pub fn settle(boxes: &[[f64; 2]], ties: &[Tie], gap: f64) -> Vec<[f64; 2]> {
    let n = boxes.len();
    let size = boxes.iter().map(|[w, h]| (w + h) / 2.0).sum::<f64>() / n.max(1) as f64;
    let rest = gap + size / 2.0;
    let degrees = degrees(n, ties);
    let mut at = spiral(n, ties, &degrees, rest);
    if n < 3 {
        return at;
    }
    // The busy push harder, so that what hangs on them has room around.
    let mass: Vec<f64> = degrees.iter().map(|degree| 1.0 + degree.sqrt() / 2.0).collect();
    let steps = (400_000 / n).clamp(100, 500);
    for step in 0..steps {
        let tree = Tree::of(&at, &mass);
        let mut moves: Vec<[f64; 2]> = at
            .iter()
            .zip(&mass)
            .map(|(&here, mass)| {
                let [x, y] = tree.push(here, rest);
                // Towards the middle, else what hangs on one thread drifts off.
                [x * mass - here[0] * 0.02 * mass, y * mass - here[1] * 0.02 * mass]
            })
            .collect();
        for tie in ties {
            let [dx, dy] = [at[tie.b][0] - at[tie.a][0], at[tie.b][1] - at[tie.a][1]];
            let far = (dx * dx + dy * dy).sqrt();
            // Among many, each pulls less: a hub is not to swallow its friends.
            let crowd = degrees[tie.a].min(degrees[tie.b]).sqrt();
            let pull = tie.weight * far / rest / crowd.max(1.0);
            let [x, y] = [dx * pull, dy * pull];
            moves[tie.a] = [moves[tie.a][0] + x, moves[tie.a][1] + y];
            moves[tie.b] = [moves[tie.b][0] - x, moves[tie.b][1] - y];
        }
        let left = 1.0 - step as f64 / steps as f64;
        let longest = rest * (0.02 + 1.5 * left * left);
        for (here, [x, y]) in at.iter_mut().zip(moves) {
            let far = (x * x + y * y).sqrt();
            let short = if far > longest { longest / far } else { 1.0 };
            *here = [here[0] + x * short, here[1] + y * short];
        }
    }
    fit(boxes, ties, rest, &mut at);
    super::stress::smooth(ties, rest, &mut at);
    lie(&mut at);
    at
}

/// Turns the places so that they spread more to the sides than up and down, and stretches them if they do so too little: screens and pages are wide, and so are
/// names.
fn lie(at: &mut [[f64; 2]]) {
    let n = at.len() as f64;
    let mean: [f64; 2] = std::array::from_fn(|axis| at.iter().map(|place| place[axis]).sum::<f64>() / n);
    let [mut xx, mut xy, mut yy] = [0.0; 3];
    for place in at.iter() {
        let [x, y] = [place[0] - mean[0], place[1] - mean[1]];
        (xx, xy, yy) = (xx + x * x, xy + x * y, yy + y * y);
    }
    // The axis of the widest spread: half the angle of (xx - yy, 2 xy).
    let [dx, dy] = [xx - yy, 2.0 * xy];
    let long = (dx * dx + dy * dy).sqrt();
    if long <= 1e-9 * (xx + yy) {
        return;
    }
    let cos = ((1.0 + dx / long) / 2.0).sqrt();
    let sin = ((1.0 - dx / long) / 2.0).sqrt() * if dy < 0.0 { -1.0 } else { 1.0 };
    let (wide, high) = ((xx + yy + long) / 2.0, ((xx + yy - long) / 2.0).max(1e-9));
    // A line stays one, a ball becomes an egg.
    let stretch = (WIDE / (wide / high).sqrt()).sqrt().clamp(1.0, WIDE);
    for place in at {
        let [x, y] = [place[0] - mean[0], place[1] - mean[1]];
        *place = [(x * cos + y * sin) * stretch, (y * cos - x * sin) / stretch];
    }
}

/// Draws all nearer or farther, so that a tie is as long as it is at rest, on average, and the boxes have room.
fn fit(boxes: &[[f64; 2]], ties: &[Tie], rest: f64, at: &mut [[f64; 2]]) {
    let length = |tie: &Tie| {
        let [dx, dy] = [at[tie.b][0] - at[tie.a][0], at[tie.b][1] - at[tie.a][1]];
        (dx * dx + dy * dy).sqrt()
    };
    let mean = ties.iter().map(length).sum::<f64>() / ties.len().max(1) as f64;
    let needed: f64 = boxes.iter().map(|[w, h]| w * h * ROOM).sum();
    let (low, high) = super::corners(at);
    let side = |axis: usize| (high[axis] - low[axis]).max(1.0);
    let scale = (rest / mean.max(1.0)).max((needed / (side(0) * side(1))).sqrt());
    for place in at {
        *place = [place[0] * scale, place[1] * scale];
    }
}

fn degrees(n: usize, ties: &[Tie]) -> Vec<f64> {
    let mut degrees = vec![0.0; n];
    for tie in ties {
        degrees[tie.a] += 1.0;
        degrees[tie.b] += 1.0;
    }
    degrees
}

/// Where each begins: on a spiral around the busiest, in the order in which ties lead away from it.
fn spiral(n: usize, ties: &[Tie], degrees: &[f64], rest: f64) -> Vec<[f64; 2]> {
    let mut around: Vec<Vec<usize>> = vec![Vec::new(); n];
    for tie in ties {
        around[tie.a].push(tie.b);
        around[tie.b].push(tie.a);
    }
    let busiest = (0..n).fold(0, |best, node| if degrees[node] > degrees[best] { node } else { best });
    let mut at = vec![[0.0; 2]; n];
    let mut seen = vec![false; n];
    let mut queue = VecDeque::from([busiest]);
    seen[busiest] = true;
    let (mut placed, mut turn) = (0.0_f64, [1.0, 0.0]);
    while let Some(node) = queue.pop_front() {
        let radius = rest * 0.8 * placed.sqrt();
        at[node] = [turn[0] * radius, turn[1] * radius];
        placed += 1.0;
        let next = [
            turn[0] * GOLDEN[0] - turn[1] * GOLDEN[1],
            turn[0] * GOLDEN[1] + turn[1] * GOLDEN[0],
        ];
        let long = (next[0] * next[0] + next[1] * next[1]).sqrt();
        turn = [next[0] / long, next[1] / long];
        for &other in &around[node] {
            if !std::mem::replace(&mut seen[other], true) {
                queue.push_back(other);
            }
        }
    }
    at
}
