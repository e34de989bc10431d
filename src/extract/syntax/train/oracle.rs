//! The dynamic oracle of the arc-hybrid system: which steps lose nothing, from any state.
//!
//! Goldberg and Nivre (2013), "Training deterministic parsers with non-deterministic oracles".

use crate::extract::syntax::parse::State;
use crate::extract::syntax::{Deprel, ROOT};

/// The true tree.
#[derive(Clone, Debug)]
pub struct Truth {
    /// Head of each word, or [`ROOT`].
    pub heads: Vec<u32>,
    /// Relation of each word.
    pub labels: Vec<Deprel>,
}

/// How many true arcs a shift, a left arc and a right arc make impossible; `None` for illegal steps.
pub fn costs(state: &State, truth: &Truth) -> [Option<u32>; 3] {
    let [shift, left, right] = state.legal();
    let head = |i: u32| truth.heads[i as usize];
    let (stack, next, n) = (&state.stack, state.next, state.n_words());
    let top = stack.last().copied();
    // Children of the top that still wait.
    let waiting_children = |w: u32, from: u32| (from..n).filter(|&c| head(c) == w).count() as u32;
    let shift_cost = || {
        let below = &stack[..stack.len().saturating_sub(1)];
        let children = stack.iter().filter(|&&c| head(c) == next).count() as u32;
        children + u32::from(below.contains(&head(next)))
    };
    let left_cost = || {
        let top = top.expect("a left arc is legal");
        let below = stack.len().checked_sub(2).map(|at| stack[at]);
        // The root's head comes after all words.
        let h = head(top);
        let head_lost = h != next && (h == ROOT || Some(h) == below || h > next);
        u32::from(head_lost) + waiting_children(top, next)
    };
    let right_cost = || {
        let top = top.expect("a right arc is legal");
        let h = head(top);
        let head_lost = h >= next && (h != ROOT || next < n);
        u32::from(head_lost) + waiting_children(top, next)
    };
    [shift.then(shift_cost), left.then(left_cost), right.then(right_cost)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::syntax::feature::Spelling;
    use crate::extract::syntax::parse::{SHIFT, left, right};
    use crate::extract::syntax::train::random::Random;
    use crate::extract::syntax::{Upos, Xpos};

    /// A random tree without crossing arcs over the words from `from` to `to`, hung on `head`.
    fn grow(from: u32, to: u32, head: u32, heads: &mut [u32], random: &mut Random) {
        if from == to {
            return;
        }
        let top = from + random.below((to - from) as usize) as u32;
        heads[top as usize] = head;
        grow(from, top, top, heads, random);
        grow(top + 1, to, top, heads, random);
    }

    #[test]
    fn steps_without_cost_build_the_true_tree() {
        let mut random = Random::new(9);
        let mut state = State::default();
        for n in 1..30 {
            let mut heads = vec![ROOT; n];
            grow(0, n as u32, ROOT, &mut heads, &mut random);
            let truth = Truth {
                heads,
                labels: vec![Deprel::Dep; n],
            };
            state.start(&vec![Spelling::default(); n], &vec![0; n], &[(Upos::X, Xpos::Fw)]);
            while !state.is_finished() {
                let costs = costs(&state, &truth);
                let free: Vec<usize> = (0..3).filter(|&k| costs[k] == Some(0)).collect();
                let pick = free[random.below(free.len())];
                state.take([SHIFT, left(Deprel::Dep), right(Deprel::Dep)][pick]);
            }
            let found: Vec<u32> = state.nodes[..n].iter().map(|node| node.head).collect();
            assert_eq!(found, truth.heads);
        }
    }
}
