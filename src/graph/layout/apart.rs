//! Boxes that overlap are pushed apart.

use std::collections::BTreeMap;

/// Air around a box.
const AIR: f64 = 6.0;
const ROUNDS: usize = 120;

/// Moves boxes, each pair along the way that is shorter for it, until none overlap or the rounds are over.
pub fn push(boxes: &[[f64; 2]], at: &mut [[f64; 2]]) {
    let widest = |axis: usize| boxes.iter().map(|size| size[axis]).fold(1.0, f64::max) + AIR;
    let cell = [widest(0), widest(1)];
    for round in 0..ROUNDS {
        let mut cells: BTreeMap<[i64; 2], Vec<usize>> = BTreeMap::new();
        let cell_of = |place: [f64; 2]| [(place[0] / cell[0]).floor() as i64, (place[1] / cell[1]).floor() as i64];
        for (i, &place) in at.iter().enumerate() {
            cells.entry(cell_of(place)).or_default().push(i);
        }
        let mut moved = false;
        for a in 0..at.len() {
            let [x, y] = cell_of(at[a]);
            for near in (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| [x + dx, y + dy])) {
                for &b in cells.get(&near).into_iter().flatten().filter(|&&b| b > a) {
                    moved |= part(boxes, at, a, b, round);
                }
            }
        }
        if !moved {
            return;
        }
    }
}

/// Pushes two apart where they overlap; tells whether they did.
fn part(boxes: &[[f64; 2]], at: &mut [[f64; 2]], a: usize, b: usize, round: usize) -> bool {
    let over = |axis: usize| {
        let room = (boxes[a][axis] + boxes[b][axis]) / 2.0 + AIR;
        room - (at[b][axis] - at[a][axis]).abs()
    };
    let (x, y) = (over(0), over(1));
    if x <= 0.01 || y <= 0.01 {
        return false;
    }
    let axis = usize::from(y < x);
    // On one spot: the later goes right or down.
    let forward = at[b][axis] >= at[a][axis];
    // A little less than half at first, so that a crowd spreads evenly.
    let share = if round < ROUNDS / 2 { 0.4 } else { 0.5 };
    let by = [x, y][axis] * share * if forward { 1.0 } else { -1.0 };
    at[a][axis] -= by;
    at[b][axis] += by;
    true
}
