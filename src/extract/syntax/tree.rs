//! The best tree with one root: each word's best head, or, where those make no tree, Chu and Liu's (1965) and
//! Edmonds's (1967) way of taking circles apart.

/// Scores of arcs: `scores[d * (n + 1) + h]` for word `d` on head `h`; head 0 is the root, words count from 1 as heads.
#[derive(Clone, Debug, Default)]
pub struct Arcs {
    /// How many words.
    pub n: usize,
    /// The scores, row by row.
    pub scores: Vec<i32>,
}

/// A circle that was taken for one word.
#[derive(Debug)]
struct Circle {
    /// Its words and their heads in it; the first stands for all.
    words: Vec<(usize, usize)>,
    /// For each head outside, the word of the circle that hangs on it best.
    enter: Vec<usize>,
    /// For each word outside, its best head in the circle.
    leave: Vec<usize>,
}

/// One root costs more than all arcs can bring.
const ROOT_PRICE: i64 = 1 << 42;

impl Arcs {
    /// Starts a sentence of `n` words.
    pub fn start(&mut self, n: usize) {
        self.n = n;
        self.scores.clear();
        self.scores.resize(n * (n + 1), 0);
    }

    /// The scores of the heads of word `d`.
    pub fn row(&mut self, d: usize) -> &mut [i32] {
        &mut self.scores[d * (self.n + 1)..][..self.n + 1]
    }

    /// Finds the best tree: for each word its head plus one, 0 for the root.
    pub fn heads(&mut self, heads: &mut Vec<u32>) {
        heads.clear();
        for (d, row) in self.scores.chunks_exact_mut(self.n + 1).enumerate() {
            // No word is its own head.
            row[d + 1] = i32::MIN;
            let best = row.iter().fold(i32::MIN, |best, &score| best.max(score));
            let first = row.iter().position(|&score| score == best).unwrap_or(0);
            heads.push(first as u32);
        }
        if !is_tree(heads) {
            self.best_tree(heads);
        }
    }

    fn best_tree(&self, heads: &mut [u32]) {
        let n = self.n;
        let mut scores = vec![0i64; (n + 1) * (n + 1)];
        let at = |d: usize, h: usize| d * (n + 1) + h;
        for d in 1..=n {
            for h in 0..=n {
                let price = if h == 0 { ROOT_PRICE } else { 0 };
                scores[at(d, h)] = self.scores[(d - 1) * (n + 1) + h] as i64 - price;
            }
        }
        let mut active: Vec<usize> = (0..=n).collect();
        let mut head = vec![0; n + 1];
        let mut circles: Vec<Circle> = Vec::new();
        // Words whose best head must be looked for.
        let mut seeking = active[1..].to_vec();
        loop {
            for &d in &seeking {
                let others = active.iter().copied().filter(|&h| h != d);
                head[d] = others
                    .reduce(|best, h| {
                        if scores[at(d, h)] > scores[at(d, best)] {
                            h
                        } else {
                            best
                        }
                    })
                    .unwrap_or(0);
            }
            let Some(words) = circle(&active, &head) else { break };
            let within = |v: usize| words.iter().any(|w| w.0 == v);
            let first = words[0].0;
            let (mut enter, mut leave) = (vec![0; n + 1], vec![0; n + 1]);
            active.retain(|&v| !within(v));
            for &v in &active {
                let gain = |&(d, old): &(usize, usize)| scores[at(d, v)] - scores[at(d, old)];
                let best_in = words.iter().max_by_key(|w| gain(w)).copied().unwrap_or_default();
                let best_out = words
                    .iter()
                    .max_by_key(|w| scores[at(v, w.0)])
                    .copied()
                    .unwrap_or_default();
                (enter[v], leave[v]) = (best_in.0, best_out.0);
                let (into, out) = (gain(&best_in), scores[at(v, best_out.0)]);
                (scores[at(first, v)], scores[at(v, first)]) = (into, out);
            }
            active.push(first);
            active.sort_unstable();
            // Only the circle, and what hung on a word of it, may find another; of equals the first is taken as ever.
            seeking.clear();
            for &d in &active[1..] {
                if d == first || within(head[d]) {
                    seeking.push(d);
                } else if first < head[d] && scores[at(d, first)] == scores[at(d, head[d])] {
                    head[d] = first;
                }
            }
            circles.push(Circle { words, enter, leave });
        }
        for circle in circles.iter().rev() {
            let first = circle.words[0].0;
            let outside = head[first];
            for (v, head) in head.iter_mut().enumerate() {
                // Words inside the circle have no best head in it, nor has one that is inside another.
                if *head == first && circle.leave[v] != 0 {
                    *head = circle.leave[v];
                }
            }
            for &(d, old) in &circle.words {
                head[d] = old;
            }
            head[circle.enter[outside]] = outside;
        }
        for (out, &h) in heads.iter_mut().zip(&head[1..]) {
            *out = h as u32;
        }
    }
}

/// Do the heads lead every word to the one root?
fn is_tree(heads: &[u32]) -> bool {
    if heads.iter().filter(|&&h| h == 0).count() != 1 {
        return false;
    }
    // The walk on which a word was first met.
    let mut met = vec![0; heads.len()];
    (1..=heads.len()).all(|start| {
        let mut v = start;
        while v != 0 && met[v - 1] == 0 {
            met[v - 1] = start;
            v = heads[v - 1] as usize;
        }
        v == 0 || met[v - 1] != start
    })
}

/// A circle of heads among the `active` words, each word with its head; 0 is the root.
fn circle(active: &[usize], head: &[usize]) -> Option<Vec<(usize, usize)>> {
    // The walk on which a word was first met; the root is never left.
    let mut met = vec![0; head.len()];
    for &start in active.iter().filter(|&&v| v != 0) {
        let mut v = start;
        while v != 0 && met[v] == 0 {
            met[v] = start;
            v = head[v];
        }
        if v != 0 && met[v] == start {
            let mut words = vec![(v, head[v])];
            while head[words[words.len() - 1].0] != v {
                let next = head[words[words.len() - 1].0];
                words.push((next, head[next]));
            }
            return Some(words);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The best of all trees with one root, by trying every choice of heads.
    fn by_trying(arcs: &Arcs) -> i64 {
        let n = arcs.n;
        let mut best = i64::MIN;
        for code in 0..(n + 1).pow(n as u32) {
            let heads: Vec<u32> = (0..n)
                .map(|d| (code / (n + 1).pow(d as u32) % (n + 1)) as u32)
                .collect();
            if is_tree(&heads) {
                best = best.max(total(arcs, &heads));
            }
        }
        best
    }

    fn total(arcs: &Arcs, heads: &[u32]) -> i64 {
        let score = |(d, &h): (usize, &u32)| arcs.scores[d * (arcs.n + 1) + h as usize] as i64;
        heads.iter().enumerate().map(score).sum()
    }

    #[test]
    fn no_tree_is_better() {
        let mut seed = 5u64;
        let mut heads = Vec::new();
        for round in 0..300 {
            let n = 1 + round % 5;
            let mut arcs = Arcs::default();
            arcs.start(n);
            for score in &mut arcs.scores {
                seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                *score = (seed >> 33) as i32 % 1000;
            }
            arcs.heads(&mut heads);
            assert!(is_tree(&heads), "{heads:?}");
            assert_eq!(total(&arcs, &heads), by_trying(&arcs));
        }
    }

    #[test]
    fn equal_scores_still_make_a_tree() {
        let mut arcs = Arcs::default();
        let mut heads = Vec::new();
        for n in [1, 2, 50, 256] {
            arcs.start(n);
            arcs.heads(&mut heads);
            assert!(is_tree(&heads));
        }
    }
}
