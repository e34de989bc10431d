//! A sparse linear model over hashed features: what the perceptrons have learned, ready to score.

use super::model::{Reader, Writer};
use crate::Result;

/// How many classes a model may tell apart.
pub const MAX_CLASSES: usize = 128;

/// Scores of all classes; entries past the number of classes stay as they are.
pub type Scores = [i32; MAX_CLASSES];

/// Anything that scores features: finished [`Weights`], or a perceptron in training.
pub trait Score {
    /// Adds what the features say for each class.
    fn score(&self, features: &[u64], scores: &mut Scores);
}

/// Weights of features, by class.
///
/// An open-addressing table of 8 bytes a slot leads to each feature's run of 2-byte entries: 7 bits class, 9 bits
/// weight. Scores are integers, so results are the same to the bit on every machine. A feature that was never seen
/// costs one look-up; two features share a slot with a chance of one in four billion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    /// Check bits of the feature; start and length of its entries (24 and 8 bits), 0 when the slot is free.
    slots: Vec<(u32, u32)>,
    entries: Vec<u16>,
    /// The slot is in the hash's highest bits.
    shift: u32,
    /// A bit for the low end of every known hash: small enough for the fast cache, it answers for most unknown features.
    known: Vec<u64>,
    /// Long runs spelled out, a weight for each of `width` classes: adding a whole row at once is faster.
    dense: Vec<i16>,
    /// How many entries each dense row was made of.
    dense_lengths: Vec<u8>,
    width: usize,
}

/// Runs of so many entries or more are spelled out.
const LONG: u32 = 16;

/// How many low bits of a hash [`Weights::known`] looks at: half a megabyte.
const KNOWN_BITS: u32 = 22;

fn known(slots: &[(u32, u32)]) -> Vec<u64> {
    let mut known = vec![0; 1 << (KNOWN_BITS - 6)];
    for slot in slots.iter().filter(|s| s.1 != 0) {
        let low = slot.0 & ((1 << KNOWN_BITS) - 1);
        known[(low >> 6) as usize] |= 1 << (low & 63);
    }
    known
}

/// The largest weight an entry holds.
pub const MAX_WEIGHT: i32 = 255;

fn pack(class: u8, weight: i32) -> u16 {
    ((class as u16) << 9) | (weight + 256) as u16
}

impl Weights {
    /// Builds the table from features and their weights by class, each between plus and minus [`MAX_WEIGHT`].
    ///
    /// The order of the rows does not matter.
    pub fn new(mut rows: Vec<(u64, Vec<(u8, i32)>)>) -> Weights {
        rows.retain(|(_, row)| !row.is_empty());
        rows.sort_unstable_by_key(|r| r.0);
        let bits = (rows.len() * 8 / 7).max(15).ilog2() + 1;
        let mut table = vec![None; 1 << bits];
        for (hash, row) in &rows {
            let mut at = (hash >> (64 - bits)) as usize;
            while table[at].is_some() {
                at = (at + 1) & (table.len() - 1);
            }
            table[at] = Some((*hash, row));
        }
        let mut entries = Vec::new();
        let slots: Vec<(u32, u32)> = table
            .into_iter()
            .map(|cell| match cell {
                None => (0, 0),
                Some((hash, row)) => {
                    let start = entries.len() as u32;
                    entries.extend(row.iter().map(|&(class, weight)| pack(class, weight)));
                    (hash as u32, start << 8 | row.len() as u32)
                }
            })
            .collect();
        Weights::ready(slots, entries)
    }

    /// Adds what makes scoring fast.
    fn ready(mut slots: Vec<(u32, u32)>, entries: Vec<u16>) -> Weights {
        let n_classes = entries.iter().map(|e| (e >> 9) as usize + 1).max().unwrap_or(0);
        let width = n_classes.next_multiple_of(8);
        let (mut dense, mut dense_lengths) = (Vec::new(), Vec::new());
        let known = known(&slots);
        for (_, place) in slots.iter_mut().filter(|s| s.1 & 255 >= LONG) {
            let (start, length) = ((*place >> 8) as usize, *place & 255);
            let at = dense.len();
            dense.resize(at + width, 0);
            for &entry in &entries[start..start + length as usize] {
                dense[at + (entry >> 9) as usize] = (entry & 511) as i16 - 256;
            }
            dense_lengths.push(length as u8);
            // Length 0 stands for a dense row, counted from 1.
            *place = (dense_lengths.len() as u32) << 8;
        }
        let shift = 64 - slots.len().ilog2();
        Weights {
            slots,
            entries,
            shift,
            known,
            dense,
            dense_lengths,
            width,
        }
    }

    fn may_know(&self, feature: u64) -> bool {
        let low = feature & ((1 << KNOWN_BITS) - 1);
        self.known[(low >> 6) as usize] >> (low & 63) & 1 != 0
    }

    /// Start and length of a feature's entries, or 0.
    fn find(&self, feature: u64) -> u32 {
        let mask = self.slots.len() - 1;
        let mut at = (feature >> self.shift) as usize & mask;
        loop {
            let (check, place) = self.slots[at];
            if place == 0 || check == feature as u32 {
                return place;
            }
            at = (at + 1) & mask;
        }
    }

    /// How many features have weights.
    pub fn len(&self) -> usize {
        self.slots.iter().filter(|s| s.1 != 0).count()
    }

    /// Is nothing learned?
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Writes the table; free slots cost a bit each.
    pub fn write(&self, out: &mut Writer) {
        out.u32(self.slots.len() as u32);
        let taken: Vec<u8> = self
            .slots
            .chunks(8)
            .map(|eight| {
                eight
                    .iter()
                    .enumerate()
                    .fold(0, |byte, (i, s)| byte | u8::from(s.1 != 0) << i)
            })
            .collect();
        out.bytes(&taken);
        let full = || self.slots.iter().filter(|s| s.1 != 0);
        out.u32s(&full().map(|s| s.0).collect::<Vec<_>>());
        let length = |place: u32| match place & 255 {
            0 => self.dense_lengths[(place >> 8) as usize - 1],
            length => length as u8,
        };
        out.bytes(&full().map(|s| length(s.1)).collect::<Vec<_>>());
        out.u16s(&self.entries);
    }

    /// Reads a table.
    ///
    /// # Errors
    ///
    /// When it is cut short or its parts do not fit together.
    pub fn read(input: &mut Reader) -> Result<Weights> {
        let n_slots = input.u32()? as usize;
        let taken = input.bytes()?;
        let (checks, lengths, entries) = (input.u32s()?, input.bytes()?, input.u16s()?);
        input.check(
            n_slots.is_power_of_two() && n_slots >= 16 && taken.len() * 8 == n_slots,
            "weights",
        )?;
        let n_taken: usize = taken.iter().map(|b| b.count_ones() as usize).sum();
        // A free slot must remain, or the search for an unknown feature would never end.
        input.check(
            n_taken == checks.len() && n_taken == lengths.len() && n_taken < n_slots,
            "weights",
        )?;
        let n_entries: usize = lengths.iter().map(|&l| l as usize).sum();
        input.check(
            n_entries == entries.len() && n_entries < 1 << 24 && !lengths.contains(&0),
            "weights",
        )?;
        let mut slots = vec![(0, 0); n_slots];
        let mut start = 0;
        let mut next = checks.iter().zip(lengths);
        for (eight, &byte) in slots.chunks_exact_mut(8).zip(taken) {
            let mut rest = byte;
            while rest != 0 {
                let Some((&check, &length)) = next.next() else { break };
                eight[rest.trailing_zeros() as usize] = (check, start << 8 | length as u32);
                start += length as u32;
                rest &= rest - 1;
            }
        }
        Ok(Weights::ready(slots, entries))
    }
}

impl Score for Weights {
    fn score(&self, features: &[u64], scores: &mut Scores) {
        // One question to memory for all features before the next question: none waits for another's answer, and no
        // branch depends on one.
        let mut asked = [(0, (0, 0)); 256];
        // A hundred and more of the largest weights would be needed to reach the ends of 16 bits.
        let mut sums = [0i16; MAX_CLASSES];
        for few in features.chunks(asked.len()) {
            let mut n = 0;
            for &feature in few {
                asked[n].0 = feature;
                n += usize::from(self.may_know(feature));
            }
            let mask = self.slots.len() - 1;
            for (feature, slot) in &mut asked[..n] {
                *slot = self.slots[(*feature >> self.shift) as usize & mask];
            }
            for &(feature, (check, place)) in &asked[..n] {
                let place = if check == feature as u32 {
                    place
                } else {
                    self.find(feature)
                };
                if place == 0 {
                    continue;
                }
                let (start, length) = ((place >> 8) as usize, (place & 255) as usize);
                if length == 0 {
                    let row = &self.dense[(start - 1) * self.width..start * self.width];
                    for (sum, &weight) in sums.iter_mut().zip(row) {
                        *sum = sum.saturating_add(weight);
                    }
                } else {
                    for &entry in &self.entries[start..start + length] {
                        scores[(entry >> 9) as usize] += (entry & 511) as i32 - 256;
                    }
                }
            }
        }
        for (score, &sum) in scores.iter_mut().zip(&sums) {
            *score += i32::from(sum);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_survive_the_file_and_unknown_features_score_nothing() {
        let rows = (0..1000u64)
            .map(|i| {
                (
                    super::super::feature::feature(1, &[i]),
                    vec![(3, i as i32 % 255), (127, -255)],
                )
            })
            .collect();
        let weights = Weights::new(rows);
        let mut out = Writer::default();
        weights.write(&mut out);
        let bytes = out.into_bytes();
        let read = Weights::read(&mut Reader::new(&bytes)).unwrap();
        assert_eq!(read, weights);
        let mut scores = [0; MAX_CLASSES];
        read.score(&[super::super::feature::feature(1, &[254]), 99], &mut scores);
        assert_eq!((scores[3], scores[127], scores[0]), (254, -255, 0));
        for cut in 0..bytes.len() {
            assert!(Weights::read(&mut Reader::new(&bytes[..cut])).is_err());
        }
    }
}
