//! [`Numbered`]: texts by number, each kept once.

use crate::graph::text::Text;
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// Texts by number, from 0 in the order in which they came.
///
/// A table in which what is looked for lies beside its hash: finding a text takes a look at two places in memory, the table
/// and the text.
#[derive(Default)]
pub struct Numbered {
    /// A power of two of them, at most half of them taken.
    slots: Vec<Slot>,
    n: u32,
}

#[derive(Clone, Default)]
struct Slot {
    /// Nothing where the slot is free.
    text: Option<Text>,
    hash: u32,
    number: u32,
}

/// So many slots there are at least.
const FEWEST: usize = 1 << 10;

impl Numbered {
    /// The number of a text that is there.
    #[inline]
    pub fn find(&self, text: &[u8]) -> Option<u32> {
        match self.slots.is_empty() {
            true => None,
            false => self.slot(text, hash(text)).ok().map(|at| self.slots[at].number),
        }
    }

    /// The number of a text, and its one copy; nothing where it is no UTF-8.
    #[inline]
    pub fn number(&mut self, text: &[u8]) -> Option<(u32, &Text)> {
        if self.slots.len() <= 2 * self.n as usize {
            self.grow();
        }
        let hash = hash(text);
        let at = match self.slot(text, hash) {
            Ok(at) => at,
            Err(at) => {
                self.slots[at] = Slot {
                    text: Some(Text::from(str::from_utf8(text).ok()?)),
                    hash,
                    number: self.n,
                };
                self.n += 1;
                at
            }
        };
        let Slot { text, number, .. } = &mut self.slots[at];
        Some((*number, text.get_or_insert_default()))
    }

    /// The number of the first text with the hash of this one: it may be another text.
    #[inline]
    pub fn guess(&self, text: &[u8]) -> Option<u32> {
        let hash = hash(text);
        let last = self.slots.len().checked_sub(1)?;
        let mut at = hash as usize & last;
        loop {
            let slot = &self.slots[at];
            match &slot.text {
                None => return None,
                Some(_) if slot.hash == hash => return Some(slot.number),
                Some(_) => at = (at + 1) & last,
            }
        }
    }

    /// Where a text is, or the free slot where it would be.
    #[inline]
    fn slot(&self, text: &[u8], hash: u32) -> Result<usize, usize> {
        let last = self.slots.len() - 1;
        let mut at = hash as usize & last;
        loop {
            let slot = &self.slots[at];
            match &slot.text {
                None => return Err(at),
                Some(known) if slot.hash == hash && known.as_bytes() == text => return Ok(at),
                Some(_) => at = (at + 1) & last,
            }
        }
    }

    #[cold]
    fn grow(&mut self) {
        let more = vec![Slot::default(); FEWEST.max(4 * self.slots.len())];
        let last = more.len() - 1;
        for slot in std::mem::replace(&mut self.slots, more) {
            let mut at = slot.hash as usize & last;
            if slot.text.is_some() {
                while self.slots[at].text.is_some() {
                    at = (at + 1) & last;
                }
                self.slots[at] = slot;
            }
        }
    }
}

fn hash(text: &[u8]) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(text);
    (hasher.finish() >> 16) as u32
}

#[cfg(test)]
mod tests {
    use super::Numbered;

    #[test]
    fn each_text_has_one_number() {
        let mut numbered = Numbered::default();
        assert_eq!(numbered.find(b"0"), None);
        for round in 0..2 {
            for i in 0..5000u32 {
                let text = i.to_string();
                assert_eq!(numbered.find(text.as_bytes()), (round > 0).then_some(i));
                let known = numbered
                    .number(text.as_bytes())
                    .map(|(number, known)| (number, known.as_str()));
                assert_eq!(known, Some((i, text.as_str())));
            }
        }
        assert_eq!(numbered.find(b"5000"), None);
        assert_eq!(numbered.number(b"\xff"), None);
    }
}
