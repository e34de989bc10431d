//! Where the actors of a picture stand: [`layers()`] of few, [`place`] of many.
//!
//! Nothing here is left to chance or to the machine: no random start, a fixed number of steps, and of arithmetic only `+ - * /` and square roots, which IEEE
//! 754 defines to the last bit. The same network gives the same picture everywhere.

mod apart;
mod force;
mod layers;
mod pack;
mod stress;
mod tree;

pub use layers::{Layers, Link, Way, layers};

/// Two boxes that belong near each other, by number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tie {
    /// One end.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// How strongly they pull, above 0; 1 is usual.
    pub weight: f64,
}

/// The centres of boxes, each of a width and a height, so that what is tied stands near and nothing overlaps.
///
/// Each part that holds together is laid out by forces (T. Fruchterman, E. Reingold, *Graph drawing by force-directed placement*, 1991; far boxes are
/// summed up as J. Barnes and P. Hut do, 1986), parts of some hundred boxes are made even, all are turned so that they lie rather than
/// stand, boxes that overlap are pushed apart, and the parts are put side by side.
/// `gap` is how long a tie is at rest, beside the boxes themselves. All coordinates are positive, and y grows downwards.
///
/// ```
/// use newsgraph::graph::layout::{Tie, place};
/// let boxes = [[60.0, 20.0]; 3];
/// let ties = [Tie { a: 0, b: 1, weight: 1.0 }, Tie { a: 1, b: 2, weight: 1.0 }];
/// let at = place(&boxes, &ties, 80.0);
/// let far = |a: usize, b: usize| (at[a][0] - at[b][0]).hypot(at[a][1] - at[b][1]);
/// assert!(far(0, 1) < far(0, 2));
/// assert_eq!(at, place(&boxes, &ties, 80.0));
/// ```
///
/// # Complexity
///
/// `O(s n log n + s m)` for `n` boxes, `m` ties and `s` steps, of which there are 100 to 500.
pub fn place(boxes: &[[f64; 2]], ties: &[Tie], gap: f64) -> Vec<[f64; 2]> {
    let mut at = vec![[0.0; 2]; boxes.len()];
    let parts = parts(boxes.len(), ties);
    let mut number = vec![0; boxes.len()];
    for part in &parts {
        for (i, &node) in part.iter().enumerate() {
            number[node] = i;
        }
    }
    let mut inner: Vec<Vec<Tie>> = vec![Vec::new(); parts.len()];
    let mut of = vec![0; boxes.len()];
    for (n, part) in parts.iter().enumerate() {
        part.iter().for_each(|&node| of[node] = n);
    }
    for tie in ties.iter().filter(|tie| tie.a != tie.b) {
        inner[of[tie.a]].push(Tie {
            a: number[tie.a],
            b: number[tie.b],
            weight: tie.weight,
        });
    }
    let mut rooms = Vec::with_capacity(parts.len());
    for (part, ties) in parts.iter().zip(&inner) {
        let boxes: Vec<[f64; 2]> = part.iter().map(|&node| boxes[node]).collect();
        let mut places = force::settle(&boxes, ties, gap);
        apart::push(&boxes, &mut places);
        rooms.push(pack::room(&boxes, &mut places));
        for (&node, place) in part.iter().zip(places) {
            at[node] = place;
        }
    }
    for (part, corner) in parts.iter().zip(pack::side_by_side(&rooms, gap / 2.0)) {
        for &node in part {
            at[node] = [at[node][0] + corner[0], at[node][1] + corner[1]];
        }
    }
    at
}

/// The least and the greatest of each coordinate.
fn corners(at: &[[f64; 2]]) -> ([f64; 2], [f64; 2]) {
    at.iter().fold(([f64::MAX; 2], [f64::MIN; 2]), |(low, high), place| {
        let low = std::array::from_fn(|axis| place[axis].min(low[axis]));
        (low, std::array::from_fn(|axis| place[axis].max(high[axis])))
    })
}

/// The parts that ties hold together, the largest first, each in order of number.
fn parts(n: usize, ties: &[Tie]) -> Vec<Vec<usize>> {
    let mut above: Vec<usize> = (0..n).collect();
    for tie in ties {
        let (a, b) = (root(&mut above, tie.a), root(&mut above, tie.b));
        above[a.max(b)] = a.min(b);
    }
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); n];
    for node in 0..n {
        parts[root(&mut above, node)].push(node);
    }
    parts.retain(|part| !part.is_empty());
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    parts
}

fn root(above: &mut [usize], mut node: usize) -> usize {
    while above[node] != node {
        above[node] = above[above[node]];
        node = above[node];
    }
    node
}
