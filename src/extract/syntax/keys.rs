//! [`Keys`]: a sorted list of hashes in which a key is found at once.

use super::model::{Reader, Writer};
use crate::Result;

/// Hashes of 32 bits, ascending, no two alike, with a table of where each run of highest bits begins.
///
/// One look at the table and hardly more than one at the list: binary search took a dozen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    keys: Vec<u32>,
    /// For each value of the highest bits, where its keys begin; then the end.
    starts: Vec<u32>,
    shift: u32,
}

impl Keys {
    /// From hashes in ascending order; of hashes in another order some are not found again.
    pub fn new(keys: Vec<u32>) -> Keys {
        let bits = keys.len().max(2).ilog2() + 1;
        let shift = 32 - bits;
        let mut starts = Vec::with_capacity((1 << bits) + 1);
        for (at, key) in keys.iter().enumerate() {
            let high = (key >> shift) as usize;
            if starts.len() <= high {
                starts.resize(high + 1, at as u32);
            }
        }
        starts.resize((1 << bits) + 1, keys.len() as u32);
        Keys { keys, starts, shift }
    }

    /// The place of a hash in the list.
    pub fn find(&self, key: u32) -> Option<usize> {
        let high = (key >> self.shift) as usize;
        let (start, end) = (*self.starts.get(high)? as usize, *self.starts.get(high + 1)? as usize);
        let at = self.keys.get(start..end)?.iter().position(|&k| k == key)?;
        Some(start + at)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Writes the list.
    pub fn write(&self, out: &mut Writer) {
        out.u32s(&self.keys);
    }

    /// Reads the list.
    ///
    /// # Errors
    ///
    /// When it is cut short or in another order.
    pub fn read(input: &mut Reader) -> Result<Keys> {
        let keys = input.u32s()?;
        input.check(keys.is_sorted_by(|a, b| a < b), "sorted lists")?;
        Ok(Keys::new(keys))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_found_and_no_other() {
        for n in [0, 1, 2, 3, 100, 5000] {
            let mut keys: Vec<u32> = (0..n).map(|i: u32| i.wrapping_mul(2_654_435_761)).collect();
            keys.extend([0, u32::MAX]);
            keys.sort_unstable();
            keys.dedup();
            let list = Keys::new(keys.clone());
            for (at, &key) in keys.iter().enumerate() {
                assert_eq!(list.find(key), Some(at), "{key} of {n}");
                let next = key.wrapping_add(1);
                assert_eq!(list.find(next), keys.binary_search(&next).ok());
            }
        }
        assert_eq!(Keys::default().find(7), None);
        assert_eq!(Keys::new(Vec::new()).find(7), None);
    }
}
