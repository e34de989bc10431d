//! Word classes found without supervision: words that keep the same company share a number.

use super::keys::Keys;
use super::memo::Stamp;
use super::model::{Reader, Writer};
use crate::Result;

/// Lower-case spelling to word class.
#[derive(Clone, Debug, Default)]
pub struct Clusters {
    /// The first 32 bits of the spelling's hash.
    keys: Keys,
    /// The class of each key, from 1.
    classes: Vec<u16>,
    /// The coarser class of each key, from 1.
    families: Vec<u8>,
    stamp: Stamp,
}

fn key(lower: u64) -> u32 {
    (lower >> 32) as u32
}

impl Clusters {
    /// From spelling hash ([`super::feature::lower_hash`]), class and coarser class of each word.
    pub fn new(words: Vec<(u64, u16, u8)>) -> Clusters {
        let mut rows: Vec<(u32, u16, u8)> = words.into_iter().map(|(hash, c, f)| (key(hash), c, f)).collect();
        rows.sort_unstable();
        rows.dedup_by_key(|r| r.0);
        Clusters {
            keys: Keys::new(rows.iter().map(|r| r.0).collect()),
            classes: rows.iter().map(|r| r.1).collect(),
            families: rows.iter().map(|r| r.2).collect(),
            stamp: Stamp::fresh(),
        }
    }

    /// The class of a word and its coarser class; zeros when it is unknown.
    pub fn of(&self, lower: u64) -> (u16, u16) {
        match self.keys.find(key(lower)) {
            Some(i) => (self.classes[i], self.families[i] as u16),
            None => (0, 0),
        }
    }

    /// Which table it is, for what is kept of its words.
    pub(super) fn stamp(&self) -> Stamp {
        self.stamp
    }

    /// Writes the table.
    pub fn write(&self, out: &mut Writer) {
        self.keys.write(out);
        out.u16s(&self.classes);
        out.bytes(&self.families);
    }

    /// Reads the table.
    ///
    /// # Errors
    ///
    /// When the lists are cut short or do not fit together.
    pub fn read(input: &mut Reader) -> Result<Clusters> {
        let (keys, classes, families) = (Keys::read(input)?, input.u16s()?, input.bytes()?.to_vec());
        input.check(
            keys.len() == classes.len() && keys.len() == families.len(),
            "word classes",
        )?;
        Ok(Clusters {
            keys,
            classes,
            families,
            stamp: Stamp::fresh(),
        })
    }
}
