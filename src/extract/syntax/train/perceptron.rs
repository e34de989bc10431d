//! The averaged perceptron (Collins 2002), over hashed features, sparse in classes.

use crate::extract::syntax::weights::{MAX_WEIGHT, Score, Scores, Weights};

/// Weights in training.
#[derive(Clone, Debug)]
pub struct Perceptron {
    /// Open addressing: 32 bits of the feature's hash, and its row from 1. A free slot has row 0.
    slots: Vec<(u32, u32)>,
    rows: Vec<Row>,
    /// No new features are taken in.
    closed: bool,
    step: i64,
}

#[derive(Clone, Debug)]
struct Row {
    feature: u64,
    /// Class and weight.
    cells: Vec<(u32, i32)>,
    /// For each cell, the sum of its weight over the steps before the second number.
    past: Vec<(i64, i64)>,
}

impl Row {
    fn new(feature: u64) -> Row {
        Row {
            feature,
            cells: Vec::new(),
            past: Vec::new(),
        }
    }

    fn add(&mut self, class: u32, change: i32, step: i64) {
        if let Some(at) = self.cells.iter().position(|c| c.0 == class) {
            let (cell, past) = (&mut self.cells[at], &mut self.past[at]);
            past.0 += cell.1 as i64 * (step - past.1);
            past.1 = step;
            cell.1 += change;
        } else {
            self.cells.push((class, change));
            self.past.push((0, step));
        }
    }

    /// Weights summed over all steps, by class.
    fn totals(&self, step: i64) -> impl Iterator<Item = (u8, i64)> {
        let both = self.cells.iter().zip(&self.past);
        both.map(move |(cell, past)| (cell.0 as u8, past.0 + cell.1 as i64 * (step - past.1)))
    }
}

impl Default for Perceptron {
    fn default() -> Perceptron {
        Perceptron {
            slots: vec![(0, 0); 1 << 16],
            rows: Vec::new(),
            closed: false,
            step: 0,
        }
    }
}

impl Perceptron {
    /// Counts one decision; averages are over decisions.
    pub fn tick(&mut self) {
        self.step += 1;
    }

    /// Makes `right` likelier and `wrong` less likely where these features are seen.
    pub fn update(&mut self, features: &[u64], right: u8, wrong: u8) {
        if right == wrong {
            return;
        }
        for &feature in features {
            let mut row = self.find(feature);
            if row == 0 {
                if self.closed {
                    continue;
                }
                row = self.insert(feature);
            }
            let row = &mut self.rows[row as usize - 1];
            row.add(right as u32, 1, self.step);
            row.add(wrong as u32, -1, self.step);
        }
    }

    fn find(&self, feature: u64) -> u32 {
        let mask = self.slots.len() - 1;
        let mut at = (feature >> 32) as usize & mask;
        loop {
            let (check, row) = self.slots[at];
            if row == 0 || check == feature as u32 {
                return row;
            }
            at = (at + 1) & mask;
        }
    }

    fn insert(&mut self, feature: u64) -> u32 {
        if self.rows.len() * 2 >= self.slots.len() {
            self.slots = vec![(0, 0); self.slots.len() * 2];
            for i in 0..self.rows.len() {
                self.place(self.rows[i].feature, i as u32 + 1);
            }
        }
        self.rows.push(Row::new(feature));
        self.place(feature, self.rows.len() as u32);
        self.rows.len() as u32
    }

    fn place(&mut self, feature: u64, row: u32) {
        let mask = self.slots.len() - 1;
        let mut at = (feature >> 32) as usize & mask;
        while self.slots[at].1 != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = (feature as u32, row);
    }

    /// An empty perceptron that knows only the `n` features with the largest weights of this one.
    ///
    /// Learning again with few features costs far less accuracy than throwing weights away at the end.
    pub fn select(self, n: usize) -> Perceptron {
        let step = self.step;
        let strength = |row: &Row| row.totals(step).map(|t| t.1.abs()).sum::<i64>();
        let mut ranked: Vec<(i64, u64)> = self.rows.iter().map(|r| (-strength(r), r.feature)).collect();
        drop(self);
        ranked.sort_unstable();
        let mut selected = Perceptron::default();
        for (_, feature) in ranked.into_iter().take(n) {
            selected.insert(feature);
        }
        selected.closed = true;
        selected
    }

    /// How many features it knows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Does it know no features?
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The averaged weights times `scale`, rounded; weights smaller than `least` are left out.
    pub fn finish(self, scale: f64, least: i32) -> Weights {
        let step = self.step;
        let rows = self.rows.into_iter().map(|row| {
            let average = |total: i64| (total as f64 / step.max(1) as f64 * scale).round() as i32;
            let averages = row.totals(step).map(|(class, total)| (class, average(total)));
            let mut entries: Vec<(u8, i32)> = averages
                .filter(|e| e.1.abs() >= least)
                .map(|(class, weight)| (class, weight.clamp(-MAX_WEIGHT, MAX_WEIGHT)))
                .collect();
            entries.sort_unstable();
            (row.feature, entries)
        });
        Weights::new(rows.collect())
    }
}

impl Score for Perceptron {
    fn score(&self, features: &[u64], scores: &mut Scores) {
        // First all look-ups, then all sums: memory answers many questions at once.
        let mut found = [0; 256];
        for few in features.chunks(found.len()) {
            for (row, &feature) in found.iter_mut().zip(few) {
                *row = self.find(feature);
            }
            for &row in found[..few.len()].iter().filter(|&&r| r != 0) {
                for &(class, weight) in &self.rows[row as usize - 1].cells {
                    scores[class as usize] += weight;
                }
            }
        }
    }
}
