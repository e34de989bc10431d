//! Finds word classes in plain text: the exchange algorithm of Martin, Liermann and Ney (1998), "Algorithms for
//! bigram and trigram word clustering".
//!
//! Each word in turn moves to the class where a class bigram model of the text likes it best.

use crate::extract::syntax::clusters::Clusters;
use crate::extract::syntax::feature::lower_hash;
use crate::extract::text::split;
use rustc_hash::FxHashMap;

/// Counts of words and pairs in a text.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    ids: FxHashMap<String, u32>,
    /// Words of the text as ids; 0 stands between sentences.
    text: Vec<u32>,
}

impl Corpus {
    /// Adds the words of a text.
    pub fn add(&mut self, text: &str) {
        for sentence in split(text) {
            self.add_words(sentence.tokens.iter().map(|t| t.span.of(text)));
        }
    }

    /// Adds one sentence.
    pub fn add_words<'a>(&mut self, words: impl Iterator<Item = &'a str>) {
        self.text.push(0);
        for word in words {
            let mut word: String = word.to_lowercase().replace('’', "'");
            if word.contains(|c: char| c.is_ascii_digit()) {
                word = word.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
            }
            let next = self.ids.len() as u32 + 1;
            self.text.push(*self.ids.entry(word).or_insert(next));
        }
    }

    /// Finds `n_classes` classes, and `n_families` coarser ones, for the words seen `least` times or more.
    pub fn cluster(&self, n_classes: usize, n_families: usize, least: u32, rounds: usize) -> Clusters {
        let mut counts = vec![0; self.ids.len() + 1];
        for &w in &self.text {
            counts[w as usize] += 1;
        }
        // Frequent words first; words too rare become one word, which no table lists.
        let mut ranked: Vec<(u32, &str, u32)> = self
            .ids
            .iter()
            .map(|(w, &id)| (u32::MAX - counts[id as usize], w.as_str(), id))
            .collect();
        ranked.sort_unstable();
        ranked.truncate(ranked.partition_point(|r| u32::MAX - r.0 >= least));
        let rare = ranked.len() as u32 + 1;
        let mut rank = vec![rare; self.ids.len() + 1];
        rank[0] = 0;
        for (r, &(_, _, id)) in ranked.iter().enumerate() {
            rank[id as usize] = r as u32 + 1;
        }
        let pairs = Pairs::new(self.text.iter().map(|&w| rank[w as usize]), rare as usize + 1);
        eprintln!("{} words of text, {} kinds", self.text.len(), ranked.len());
        let classes = exchange(&pairs, n_classes, rounds);
        let families = exchange(&pairs, n_families, rounds);
        let words = ranked.iter().enumerate().map(|(r, &(_, word, _))| {
            let (class, family) = (classes[r + 1] as u16 + 1, families[r + 1] as u8 + 1);
            (lower_hash(word), class, family)
        });
        Clusters::new(words.collect())
    }
}

/// Neighbours of each word with their counts.
struct Pairs {
    before: Vec<Vec<(u32, u32)>>,
    after: Vec<Vec<(u32, u32)>>,
}

impl Pairs {
    fn new(text: impl Iterator<Item = u32>, n_words: usize) -> Pairs {
        let mut counts: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        let mut last = 0;
        for word in text {
            *counts.entry((last, word)).or_default() += 1;
            last = word;
        }
        let mut sorted: Vec<_> = counts.into_iter().collect();
        sorted.sort_unstable();
        let mut pairs = Pairs {
            before: vec![Vec::new(); n_words],
            after: vec![Vec::new(); n_words],
        };
        for ((a, b), n) in sorted {
            pairs.after[a as usize].push((b, n));
            pairs.before[b as usize].push((a, n));
        }
        pairs
    }
}

fn exchange(pairs: &Pairs, n_classes: usize, rounds: usize) -> Vec<usize> {
    let n_words = pairs.after.len();
    // n log n, the only function the criterion needs.
    let table: Vec<f64> = (0..1 << 16)
        .map(|n| if n == 0 { 0.0 } else { n as f64 * (n as f64).ln() })
        .collect();
    let phi = |n: i64| match table.get(n as usize) {
        Some(&value) => value,
        None => n as f64 * (n as f64).ln(),
    };
    let mut class: Vec<usize> = (0..n_words).map(|w| w % n_classes).collect();
    let mut joint = vec![0i64; n_classes * n_classes];
    let mut total = vec![0i64; n_classes];
    for (a, list) in pairs.after.iter().enumerate() {
        for &(b, n) in list {
            joint[class[a] * n_classes + class[b as usize]] += n as i64;
            total[class[a]] += n as i64;
        }
    }
    let (mut left, mut right) = (vec![0i64; n_classes], vec![0i64; n_classes]);
    for round in 0..rounds {
        let mut moved = 0;
        for w in 0..n_words {
            left.fill(0);
            right.fill(0);
            let mut own = 0;
            let mut count = 0;
            for &(b, n) in &pairs.after[w] {
                count += n as i64;
                if b as usize == w {
                    own += n as i64
                } else {
                    right[class[b as usize]] += n as i64
                }
            }
            for &(a, n) in pairs.before[w].iter().filter(|p| p.0 as usize != w) {
                left[class[a as usize]] += n as i64;
            }
            let old = class[w];
            shift(&mut joint, n_classes, old, &left, &right, own, -1);
            total[old] -= count;
            let lefts: Vec<(usize, i64)> = left.iter().copied().enumerate().filter(|c| c.1 > 0).collect();
            let rights: Vec<(usize, i64)> = right.iter().copied().enumerate().filter(|c| c.1 > 0).collect();
            let gain = |to: usize| {
                let mut gain = 2.0 * (phi(total[to]) - phi(total[to] + count));
                for &(c, n) in lefts.iter().filter(|c| c.0 != to) {
                    let now = joint[c * n_classes + to];
                    gain += phi(now + n) - phi(now);
                }
                for &(c, n) in rights.iter().filter(|c| c.0 != to) {
                    let now = joint[to * n_classes + c];
                    gain += phi(now + n) - phi(now);
                }
                let now = joint[to * n_classes + to];
                gain + phi(now + left[to] + right[to] + own) - phi(now)
            };
            let mut best = (gain(old), old);
            for to in 0..n_classes {
                let gain = gain(to);
                if gain > best.0 {
                    best = (gain, to);
                }
            }
            let new = best.1;
            moved += usize::from(new != old);
            class[w] = new;
            shift(&mut joint, n_classes, new, &left, &right, own, 1);
            total[new] += count;
        }
        eprintln!("  round {round}: {moved} words moved");
    }
    class
}

/// Adds a word's neighbours to a class's counts, or takes them away.
fn shift(joint: &mut [i64], n: usize, class: usize, left: &[i64], right: &[i64], own: i64, sign: i64) {
    for c in 0..n {
        joint[c * n + class] += sign * left[c];
        joint[class * n + c] += sign * right[c];
    }
    joint[class * n + class] += sign * own;
}
