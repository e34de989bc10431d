//! What the network reads of a word: the numbers of a few rows of its embedding table.

use super::feature::Spelling;
use super::keys::Keys;
use super::model::{Reader, Writer};
use crate::Result;

/// How many rows a word has.
pub const ROWS: usize = 13;

/// How many buckets the tables after the word's own have: prefixes and suffixes of one to four letters, word class,
/// coarser class, shape, place in the sentence.
const BUCKETS: [u32; ROWS - 1] = [256, 1024, 2048, 4096, 256, 1024, 4096, 4096, 513, 65, 512, 4];

/// The words that have a row of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// The first 32 bits of the hash of each word in lower case.
    keys: Keys,
}

impl Vocabulary {
    /// From hashes of words ([`super::feature::lower_hash`]).
    #[cfg(feature = "train")]
    pub fn new(words: impl IntoIterator<Item = u64>) -> Vocabulary {
        let mut keys: Vec<u32> = words.into_iter().map(|w| (w >> 32) as u32).collect();
        keys.sort_unstable();
        keys.dedup();
        Vocabulary { keys: Keys::new(keys) }
    }

    /// How many rows the table of all rows has.
    pub fn n_rows(&self) -> usize {
        self.keys.len() + 1 + BUCKETS.iter().sum::<u32>() as usize
    }

    /// The rows of a word that is the sentence's first or not, in a headline or not.
    pub fn rows(&self, word: &Spelling, first: bool, headline: bool) -> [u32; ROWS] {
        let mut rows = [0; ROWS];
        let own = self.keys.find((word.lower >> 32) as u32);
        rows[0] = own.map_or(0, |at| at as u32 + 1);
        // The highest bits of a hash are the best spread; 0 stays 0, "nothing here".
        let bits = |hash: u64| (hash >> 48) as u32;
        for k in 0..4 {
            rows[1 + k] = bits(word.prefixes[k]);
            rows[5 + k] = bits(word.suffixes[k]);
        }
        rows[9] = word.cluster as u32;
        rows[10] = word.family as u32;
        rows[11] = bits(word.shape);
        rows[12] = u32::from(headline) * 2 + u32::from(first);
        let mut start = self.keys.len() as u32 + 1;
        for (row, n) in rows[1..].iter_mut().zip(BUCKETS) {
            *row = start + *row % n;
            start += n;
        }
        rows
    }

    /// Writes the list.
    pub fn write(&self, out: &mut Writer) {
        self.keys.write(out);
    }

    /// Reads the list.
    ///
    /// # Errors
    ///
    /// When it is cut short.
    pub fn read(input: &mut Reader) -> Result<Vocabulary> {
        Ok(Vocabulary {
            keys: Keys::read(input)?,
        })
    }
}
