//! The order within each layer: with few crossings.

use super::{Step, Stop};

const SWEEPS: usize = 24;

/// The stops of each layer from above to below.
pub fn order(stops: &[Stop], steps: &[Step]) -> Vec<Vec<usize>> {
    let n_layers = stops.iter().map(|stop| stop.layer + 1).max().unwrap_or(0);
    let mut near: [Vec<Vec<usize>>; 2] = [vec![Vec::new(); stops.len()], vec![Vec::new(); stops.len()]];
    for step in steps {
        near[0][step.right].push(step.left);
        near[1][step.left].push(step.right);
    }
    let mut rows = begin(stops, &near, n_layers);
    let mut best = (crossings(&rows, &near[1], stops.len()), rows.clone());
    for sweep in 0..SWEEPS {
        let to_right = sweep % 2 == 0;
        let turn: Vec<usize> = match to_right {
            true => (1..n_layers).collect(),
            false => (0..n_layers.saturating_sub(1)).rev().collect(),
        };
        let mut place = places(&rows, stops.len());
        for layer in turn {
            settle(&mut rows[layer], &near[usize::from(!to_right)], &place);
            for (i, &stop) in rows[layer].iter().enumerate() {
                place[stop] = i;
            }
        }
        swap(&mut rows, &near, stops.len());
        let crossed = crossings(&rows, &near[1], stops.len());
        if crossed < best.0 {
            best = (crossed, rows.clone());
        }
    }
    best.1
}

/// As one comes upon them, from the first box on.
fn begin(stops: &[Stop], near: &[Vec<Vec<usize>>; 2], n_layers: usize) -> Vec<Vec<usize>> {
    let mut rows = vec![Vec::new(); n_layers];
    let mut seen = vec![false; stops.len()];
    let mut first: Vec<usize> = (0..stops.len()).collect();
    first.sort_by_key(|&stop| stops[stop].layer);
    for start in first {
        let mut open = vec![start];
        while let Some(stop) = open.pop() {
            if !std::mem::replace(&mut seen[stop], true) {
                rows[stops[stop].layer].push(stop);
                open.extend(
                    near.iter()
                        .flat_map(|near| near[stop].iter().rev())
                        .filter(|&&next| !seen[next]),
                );
            }
        }
    }
    rows
}

fn places(rows: &[Vec<usize>], n: usize) -> Vec<usize> {
    let mut place = vec![0; n];
    for row in rows {
        for (i, &stop) in row.iter().enumerate() {
            place[stop] = i;
        }
    }
    place
}

/// Each goes to the middle of those it is linked to; who is linked to none stays.
fn settle(row: &mut Vec<usize>, near: &[Vec<usize>], place: &[usize]) {
    let middle = |stop: usize| {
        let near = &near[stop];
        near.iter().map(|&other| place[other] as f64).sum::<f64>() / near.len() as f64
    };
    let (mut moving, mut staying) = (Vec::new(), Vec::new());
    for (i, &stop) in row.iter().enumerate() {
        match near[stop].is_empty() {
            true => staying.push((i, stop)),
            false => moving.push((middle(stop), stop)),
        }
    }
    moving.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut next: Vec<usize> = moving.into_iter().map(|(_, stop)| stop).collect();
    for (i, stop) in staying {
        next.insert(i.min(next.len()), stop);
    }
    *row = next;
}

/// Swaps neighbours as long as that takes crossings away.
fn swap(rows: &mut [Vec<usize>], near: &[Vec<Vec<usize>>; 2], n: usize) {
    let mut place = places(rows, n);
    for _ in 0..8 {
        let mut is_better = false;
        for row in rows.iter_mut() {
            for i in 1..row.len() {
                let (a, b) = (row[i - 1], row[i]);
                let crossed = |above: usize, below: usize| -> usize {
                    near.iter()
                        .map(|near| {
                            let below = &near[below];
                            near[above]
                                .iter()
                                .map(|&x| below.iter().filter(|&&y| place[y] < place[x]).count())
                                .sum::<usize>()
                        })
                        .sum()
                };
                if crossed(b, a) < crossed(a, b) {
                    row.swap(i - 1, i);
                    (place[a], place[b]) = (i, i - 1);
                    is_better = true;
                }
            }
        }
        if !is_better {
            return;
        }
    }
}

fn crossings(rows: &[Vec<usize>], right: &[Vec<usize>], n: usize) -> usize {
    let place = places(rows, n);
    let mut crossed = 0;
    for row in rows {
        let mut ends: Vec<usize> = Vec::new();
        for &stop in row {
            let mut here: Vec<usize> = right[stop].iter().map(|&next| place[next]).collect();
            here.sort_unstable();
            crossed += here
                .iter()
                .map(|end| ends.iter().filter(|&other| other > end).count())
                .sum::<usize>();
            ends.extend(here);
        }
    }
    crossed
}
