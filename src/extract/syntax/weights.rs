//! A sparse linear model over hashed features: what the perceptrons have learned, ready to score.

use super::kernel::fetch;
use super::model::{Reader, Writer};
use crate::Result;

/// How many classes a model may tell apart.
pub const MAX_CLASSES: usize = 12;

/// Scores of all classes.
pub type Scores = [i32; MAX_CLASSES];

/// Anything that scores features: finished [`Weights`], or a perceptron in training.
pub trait Score {
    /// Adds what the features say for each class.
    fn score(&self, features: &[u64], scores: &mut Scores);
}

/// Weights of features, by class.
///
/// A bit for the low end of every known hash answers for most unknown features; counting the bits before it leads to
/// the feature's row, half a cache line. Scores are integers, so results are the same to the bit on every machine. Two
/// features share a row with a chance of less than one in four billion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    /// How many slots the table in the model file has, a power of two.
    n_slots: usize,
    /// How many taken slots follow one another at most: so far may a feature stand behind its place.
    longest_run: usize,
    known: Vec<Known>,
    /// In the order of their bits; after them those whose bit another feature has already.
    rows: Vec<Row>,
    /// Low half of the hash and row of those others, ascending.
    others: Vec<(u32, u32)>,
    /// Whether there are others with the same bit, one bit a row.
    shared: Vec<u64>,
}

/// 32 bits of the set of known hashes, and how many are set before them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Known {
    bits: u32,
    before: u32,
}

/// The weights of one feature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(align(32))]
struct Row {
    /// Low half of the hash.
    check: u32,
    /// Its slot in the model file: at the place that the highest bits of the hash tell, or soon after.
    slot: u32,
    weights: [i16; MAX_CLASSES],
}

/// How many low bits of a hash [`Weights::known`] looks at: half a megabyte with the counts.
const KNOWN_BITS: u32 = 21;

/// Weights of so many features are added in 16 bits without a look at their ends.
pub const AT_ONCE: usize = 64;

fn bit(check: u32) -> (usize, u32) {
    let low = check & ((1 << KNOWN_BITS) - 1);
    ((low >> 5) as usize, low & 31)
}

/// The largest weight an entry holds.
#[cfg(feature = "train")]
pub const MAX_WEIGHT: i32 = 255;

fn pack(class: usize, weight: i16) -> u16 {
    ((class as u16) << 9) | (weight + 256) as u16
}

impl Weights {
    /// Builds the table from features and their weights by class, each between plus and minus 255.
    ///
    /// The order of the rows does not matter.
    pub fn new(mut rows: Vec<(u64, Vec<(u8, i32)>)>) -> Weights {
        rows.retain(|(_, row)| !row.is_empty());
        rows.sort_unstable_by_key(|r| r.0);
        let bits = (rows.len() * 8 / 7).max(15).ilog2() + 1;
        let mut taken = vec![false; 1 << bits];
        let place = |(hash, row): (u64, Vec<(u8, i32)>)| {
            let mut at = (hash >> (64 - bits)) as usize;
            while taken[at] {
                at = (at + 1) & (taken.len() - 1);
            }
            taken[at] = true;
            let mut weights = [0; MAX_CLASSES];
            row.iter().for_each(|&(class, w)| weights[class as usize] = w as i16);
            Row {
                check: hash as u32,
                slot: at as u32,
                weights,
            }
        };
        let mut rows: Vec<Row> = rows.into_iter().map(place).collect();
        rows.sort_unstable_by_key(|r| r.slot);
        Weights::ready(1 << bits, rows)
    }

    /// Takes rows in the order of their slots.
    fn ready(n_slots: usize, list: Vec<Row>) -> Weights {
        let mut known = vec![Known::default(); 1 << (KNOWN_BITS - 5)];
        let mut is_other = vec![false; list.len()];
        for (row, is_other) in list.iter().zip(&mut is_other) {
            let (at, bit) = bit(row.check);
            *is_other = known[at].bits >> bit & 1 != 0;
            known[at].bits |= 1 << bit;
        }
        let mut n = 0;
        for known in &mut known {
            known.before = n;
            n += known.bits.count_ones();
        }
        let mut rows = vec![Row::default(); list.len()];
        let mut others = Vec::new();
        let mut shared = vec![0; list.len().div_ceil(64)];
        for (&row, is_other) in list.iter().zip(is_other) {
            let (at, bit) = bit(row.check);
            let mut place = known[at].row(bit);
            if is_other {
                shared[place as usize / 64] |= 1 << (place % 64);
                place = n + others.len() as u32;
                others.push((row.check, place));
            }
            rows[place as usize] = row;
        }
        others.sort_unstable();
        Weights {
            n_slots,
            longest_run: longest_run(n_slots, &list),
            known,
            rows,
            others,
            shared,
        }
    }

    /// Is the row with this check and slot that of that feature?
    #[inline(always)]
    fn fits(&self, check: u32, slot: u32, feature: u64) -> bool {
        let place = (feature >> (64 - self.n_slots.ilog2())) as usize;
        let is_near = (slot as usize).wrapping_sub(place) & (self.n_slots - 1) < self.longest_run;
        (check == feature as u32) & is_near
    }

    /// The row of a feature whose bit is that of the row at `place`.
    fn other(&self, place: u32, feature: u64) -> Option<u32> {
        if self.shared[place as usize / 64] >> (place % 64) & 1 == 0 {
            return None;
        }
        let from = self.others.partition_point(|o| o.0 < feature as u32);
        let same = self.others[from..].iter().take_while(|o| o.0 == feature as u32);
        same.map(|o| o.1).find(|&row| {
            let row = &self.rows[row as usize];
            self.fits(row.check, row.slot, feature)
        })
    }

    /// Writes the table; free slots cost a bit each.
    pub fn write(&self, out: &mut Writer) {
        let mut rows: Vec<&Row> = self.rows.iter().collect();
        rows.sort_unstable_by_key(|r| r.slot);
        out.u32(self.n_slots as u32);
        let mut taken = vec![0u8; self.n_slots / 8];
        for row in &rows {
            taken[row.slot as usize / 8] |= 1 << (row.slot % 8);
        }
        out.bytes(&taken);
        out.u32s(&rows.iter().map(|r| r.check).collect::<Vec<_>>());
        let entries = |row: &Row| {
            let all = row.weights.into_iter().enumerate();
            all.filter(|e| e.1 != 0).map(|(class, weight)| pack(class, weight))
        };
        out.bytes(&rows.iter().map(|r| entries(r).count() as u8).collect::<Vec<_>>());
        out.u16s(&rows.iter().flat_map(|r| entries(r)).collect::<Vec<_>>());
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
        input.check(n_taken == checks.len() && n_taken == lengths.len(), "weights")?;
        let n_entries: usize = lengths.iter().map(|&l| l as usize).sum();
        let classes = entries.iter().all(|e| ((e >> 9) as usize) < MAX_CLASSES);
        input.check(n_entries == entries.len() && classes, "weights")?;
        let mut rows = Vec::with_capacity(n_taken);
        let mut next = checks.into_iter().zip(lengths);
        let mut rest = &entries[..];
        for (eight, &byte) in taken.iter().enumerate() {
            let mut bits = byte;
            while bits != 0 {
                let Some((check, &length)) = next.next() else { break };
                let (own, others) = rest.split_at(length as usize);
                rest = others;
                let mut weights = [0; MAX_CLASSES];
                for entry in own {
                    weights[(entry >> 9) as usize] = (entry & 511) as i16 - 256;
                }
                let slot = eight as u32 * 8 + bits.trailing_zeros();
                rows.push(Row { check, slot, weights });
                bits &= bits - 1;
            }
        }
        Ok(Weights::ready(n_slots, rows))
    }
}

impl Known {
    fn has(self, bit: u32) -> bool {
        self.bits >> bit & 1 != 0
    }

    /// The row of a bit.
    fn row(self, bit: u32) -> u32 {
        self.before + (self.bits & ((1 << bit) - 1)).count_ones()
    }
}

/// The most taken slots that follow one another, of rows in the order of their slots. The last goes on at the first.
fn longest_run(n_slots: usize, rows: &[Row]) -> usize {
    let (mut longest, mut run, mut first) = (0, 0, 0);
    let mut next = 0;
    for row in rows {
        run = if row.slot == next { run + 1 } else { 1 };
        next = row.slot + 1;
        longest = longest.max(run);
        if run == next as usize {
            first = run;
        }
    }
    let around = if next as usize == n_slots { run + first } else { 0 };
    longest.max(around)
}

/// Features that may have rows, and which: found before they are added up, so that memory has time.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    list: [(u64, u32); AT_ONCE],
    n: usize,
}

impl Weights {
    /// Finds the rows of [`AT_ONCE`] features at most, and asks memory for them.
    ///
    /// One question to memory for all features before the next question: none waits for another's answer, and no branch
    /// depends on one.
    pub fn find(&self, features: &[u64]) -> Found {
        let mut asked = [(0, Known::default()); AT_ONCE];
        let mut n = 0;
        for &feature in features.iter().take(AT_ONCE) {
            let (at, bit) = bit(feature as u32);
            asked[n] = (feature, self.known[at]);
            n += usize::from(self.known[at].has(bit));
        }
        let mut list = [(0, 0); AT_ONCE];
        for ((feature, known), found) in asked[..n].iter().zip(&mut list) {
            let place = known.row(bit(*feature as u32).1);
            fetch(&self.rows[place as usize..][..1]);
            *found = (*feature, place);
        }
        Found { list, n }
    }

    /// Adds what found features say for each class.
    pub fn add(&self, found: &Found, scores: &mut Scores) {
        let mut sums = [0i16; MAX_CLASSES];
        for &(feature, place) in &found.list[..found.n] {
            let row = &self.rows[place as usize];
            let fits = self.fits(row.check, row.slot, feature);
            let place = if fits { Some(place) } else { self.other(place, feature) };
            if let Some(place) = place {
                for (sum, weight) in sums.iter_mut().zip(self.rows[place as usize].weights) {
                    *sum = sum.wrapping_add(weight);
                }
            }
        }
        for (score, sum) in scores.iter_mut().zip(sums) {
            *score += i32::from(sum);
        }
    }
}

impl Score for Weights {
    fn score(&self, features: &[u64], scores: &mut Scores) {
        for few in features.chunks(AT_ONCE) {
            self.add(&self.find(few), scores);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::feature::feature;
    use super::*;

    #[test]
    fn weights_survive_the_file_and_unknown_features_score_nothing() {
        let known = |i: u64| feature(1, &[i]);
        let rows = (0..1000).map(|i| (known(i), vec![(3, i as i32 % 255 - 300 / 2), (11, -255)]));
        let weights = Weights::new(rows.collect());
        let mut out = Writer::default();
        weights.write(&mut out);
        let bytes = out.into_bytes();
        let read = Weights::read(&mut Reader::new(&bytes)).unwrap();
        assert_eq!(read, weights);
        let mut scores = [0; MAX_CLASSES];
        read.score(&[known(254), 99], &mut scores);
        assert_eq!((scores[3], scores[11], scores[0]), (104, -255, 0));
        for cut in 0..bytes.len() {
            assert!(Weights::read(&mut Reader::new(&bytes[..cut])).is_err());
        }
    }

    #[test]
    fn features_that_share_a_bit_keep_apart() {
        // Equal low bits, then equal low halves, at the end of the table and around it.
        let hashes = [
            5 << 40 | 77,
            5 << 40 | 1 << 30 | 77,
            1 << 62 | 77,
            u64::MAX,
            u64::MAX - (1 << 30),
        ];
        let rows = hashes
            .iter()
            .enumerate()
            .map(|(i, &hash)| (hash, vec![(i as u8, 1 + i as i32)]));
        let weights = Weights::new(rows.collect());
        for (i, hash) in hashes.into_iter().enumerate() {
            let mut scores = [0; MAX_CLASSES];
            weights.score(&[hash, hash ^ 1 << 31], &mut scores);
            let mut expected = [0; MAX_CLASSES];
            expected[i] = 1 + i as i32;
            assert_eq!(scores, expected, "{hash:x}");
        }
    }
}
