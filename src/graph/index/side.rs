//! [`Side`]: one half of the search for a shortest way.

use super::{Index, Way};

/// One of two searches that go to meet each other.
pub(super) struct Side {
    way: Way,
    /// A bit for each actor that was reached.
    is_reached: Vec<u64>,
    /// Those that were reached, in order, each with the place here of the one before it; the first with its own.
    reached: Vec<(u32, u32)>,
    /// Where those begin that were reached last.
    last: usize,
    /// How many edges lead on from these.
    pub(super) n_next: usize,
}

impl Side {
    pub(super) fn of(index: &Index, start: usize, way: Way) -> Side {
        let mut side = Side {
            way,
            is_reached: vec![0; index.n_nodes().div_ceil(64)],
            reached: vec![(start as u32, 0)],
            last: 0,
            n_next: index.degree(start, way),
        };
        side.is_reached[start / 64] |= 1 << (start % 64);
        side
    }

    fn has(&self, node: usize) -> bool {
        self.is_reached[node / 64] >> (node % 64) & 1 != 0
    }

    /// One step further; the first actor that the other side has reached too.
    pub(super) fn step(&mut self, index: &Index, other: &Side) -> Option<usize> {
        let last = self.last..self.reached.len();
        self.last = last.end;
        for place in last {
            let here = self.reached[place].0 as usize;
            for (_, there) in index.along(here, self.way) {
                if self.has(there) {
                    continue;
                }
                self.is_reached[there / 64] |= 1 << (there % 64);
                self.reached.push((there as u32, place as u32));
                if other.has(there) {
                    return Some(there);
                }
            }
        }
        let new = &self.reached[self.last..];
        self.n_next = new.iter().map(|&(node, _)| index.degree(node as usize, self.way)).sum();
        None
    }

    /// From an actor that was reached back to the start.
    pub(super) fn way_to(&self, end: usize) -> Vec<usize> {
        let Some(mut place) = self.reached.iter().rposition(|&(node, _)| node as usize == end) else {
            return Vec::new();
        };
        let mut way = vec![end];
        while place != 0 {
            place = self.reached[place].1 as usize;
            way.push(self.reached[place].0 as usize);
        }
        way
    }
}
