//! How high each stands in its layer: lines are straight, and nothing overlaps.

use super::{AIR, Step, Stop};

const SWEEPS: usize = 60;

/// The middle of each stop, y downwards.
pub fn heights(stops: &[Stop], steps: &[Step], rows: &[Vec<usize>]) -> Vec<f64> {
    // Of each its neighbours, where on it and on them the line is, and how much that counts: long lines are to be straight first of all.
    let foot = |stop: &Stop| if stop.is_box { 0.0 } else { stop.size[1] / 2.0 };
    let mut near: Vec<Vec<(usize, f64, f64)>> = vec![Vec::new(); stops.len()];
    for step in steps {
        let (a, b) = (&stops[step.left], &stops[step.right]);
        let weight = match (a.is_box, b.is_box) {
            (true, true) => 1.0,
            (false, false) => 6.0,
            _ => 2.0,
        };
        near[step.left].push((step.right, foot(b) - foot(a), weight));
        near[step.right].push((step.left, foot(a) - foot(b), weight));
    }
    let room = |a: usize, b: usize| {
        let air = AIR[usize::from(!(stops[a].is_box && stops[b].is_box))];
        (stops[a].size[1] + stops[b].size[1]) / 2.0 + air
    };
    let mut at = vec![0.0; stops.len()];
    for row in rows {
        let mut y = 0.0;
        for (i, &stop) in row.iter().enumerate() {
            y += if i > 0 { room(row[i - 1], stop) } else { 0.0 };
            at[stop] = y;
        }
        let middle = y / 2.0;
        row.iter().for_each(|&stop| at[stop] -= middle);
    }
    for sweep in 0..SWEEPS {
        for i in 0..rows.len() {
            let row = &rows[if sweep % 2 == 0 { i } else { rows.len() - 1 - i }];
            let wanted: Vec<(f64, f64)> = (row.iter())
                .map(|&stop| {
                    let weight: f64 = near[stop].iter().map(|(.., weight)| weight).sum();
                    let sum: f64 = near[stop]
                        .iter()
                        .map(|(other, foot, weight)| (at[*other] + foot) * weight)
                        .sum();
                    if weight > 0.0 {
                        (sum / weight, weight)
                    } else {
                        (at[stop], 0.1)
                    }
                })
                .collect();
            let below: Vec<f64> = row.windows(2).map(|two| room(two[0], two[1])).collect();
            for (&stop, y) in row.iter().zip(apart(&wanted, &below)) {
                at[stop] = y;
            }
        }
    }
    at
}

/// The places nearest to those that are wanted, by weighted squares, where each is so far below the one before: neighbours that would be too near are put
/// together and moved as one (M. Ayer and others, *pool adjacent violators*, 1955).
fn apart(wanted: &[(f64, f64)], below: &[f64]) -> Vec<f64> {
    let mut far = vec![0.0; wanted.len()];
    for i in 1..wanted.len() {
        far[i] = far[i - 1] + below[i - 1];
    }
    // Sum of weighted places, weight, how many.
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for (i, &(place, weight)) in wanted.iter().enumerate() {
        let mut pool = ((place - far[i]) * weight, weight, 1);
        while let Some(&(sum, all, n)) = pools.last() {
            if sum / all < pool.0 / pool.1 {
                break;
            }
            pool = (pool.0 + sum, pool.1 + all, pool.2 + n);
            pools.pop();
        }
        pools.push(pool);
    }
    let flat = pools
        .iter()
        .flat_map(|&(sum, all, n)| std::iter::repeat_n(sum / all, n));
    flat.zip(far).map(|(place, far)| place + far).collect()
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn who_stands_too_near_is_moved_as_one() {
        for (wanted, below, expected) in [
            (vec![(0.0, 1.0), (5.0, 1.0)], vec![3.0], vec![0.0, 5.0]),
            (vec![(0.0, 1.0), (0.0, 1.0)], vec![4.0], vec![-2.0, 2.0]),
            (vec![(0.0, 3.0), (0.0, 1.0)], vec![4.0], vec![-1.0, 3.0]),
            (
                vec![(9.0, 1.0), (0.0, 1.0), (0.0, 1.0)],
                vec![1.0, 1.0],
                vec![2.0, 3.0, 4.0],
            ),
        ] {
            assert_eq!(apart(&wanted, &below), expected);
        }
    }
}
