//! What was worked out for a word is kept for the next time that it comes, which is mostly soon.
//!
//! A word's place in a memo follows from its hash, and a later word there takes it over: memory stays as it is, and
//! results are the same with a memo and without one.

use super::feature::{Spelled, Spelling, mix};
use super::network::Tag;
use rustc_hash::FxHasher;
use std::hash::Hasher;
use std::sync::atomic::{AtomicU64, Ordering};

/// Which model it was worked out with: equal only for a model and its clones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp(u64);

impl Stamp {
    /// Unlike all others of this run.
    pub fn fresh() -> Stamp {
        static LAST: AtomicU64 = AtomicU64::new(0);
        Stamp(LAST.fetch_add(1, Ordering::Relaxed) + 1)
    }
}

/// How many words [`Products`] keeps, 3.5 kilobytes each.
const N_PRODUCTS: usize = 1024;
/// How many words [`Spellings`] keeps.
const N_SPELLINGS: usize = 1024;
/// How many words [`Lemmas`] keeps.
const N_LEMMAS: usize = 2048;

/// What the network's first layer sees of a word: hashes of its spelling, of which all it looks at is made, and its place
/// as 0 to 3.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    form: u64,
    lower: u64,
    shape: u64,
    place: u8,
}

impl Seen {
    /// A word that is the sentence's first or not, in a headline or not.
    pub fn new(word: &Spelling, first: bool, headline: bool) -> Seen {
        Seen {
            form: word.form,
            lower: word.lower,
            shape: word.shape,
            place: u8::from(headline) * 2 + u8::from(first),
        }
    }

    fn slot(&self) -> usize {
        (mix(self.form, u64::from(self.place)) >> 32) as usize % N_PRODUCTS
    }
}

/// Sums of products of words with the weights of a layer.
///
/// The sums of one round, from one [`Products::open`] to the next, stay where they are until it ends.
#[derive(Clone, Debug, Default)]
pub struct Products {
    stamp: Stamp,
    round: u64,
    /// Each slot's word, and the round that used it last; 0 when it is free.
    slots: Vec<(Seen, u64)>,
    /// The sums of the slots; after them those of words whose slot another word of this round has.
    sums: Vec<i32>,
    width: usize,
    n_places: usize,
}

impl Products {
    /// Starts a round with that model, `width` sums a word.
    pub fn open(&mut self, stamp: Stamp, width: usize) {
        if self.stamp != stamp {
            *self = Products {
                stamp,
                round: 0,
                slots: vec![(Seen::default(), 0); N_PRODUCTS],
                sums: vec![0; N_PRODUCTS * width],
                width,
                n_places: 0,
            };
        }
        self.round += 1;
        self.n_places = N_PRODUCTS;
    }

    /// The place of a word's sums, and whether they are still to be put there.
    pub fn place(&mut self, seen: &Seen) -> (usize, bool) {
        let slot = seen.slot();
        let (word, round) = &mut self.slots[slot];
        let known = *round > 0 && word == seen;
        if known || *round < self.round {
            (*word, *round) = (*seen, self.round);
            return (slot, !known);
        }
        self.n_places += 1;
        if self.sums.len() < self.n_places * self.width {
            self.sums.resize(self.n_places * self.width, 0);
        }
        (self.n_places - 1, true)
    }

    /// The sums at a place.
    pub fn get(&self, place: usize) -> &[i32] {
        &self.sums[place * self.width..][..self.width]
    }

    /// The sums at a place, to be put there.
    pub fn put(&mut self, place: usize) -> &mut [i32] {
        &mut self.sums[place * self.width..][..self.width]
    }
}

/// Spellings of words of [`SHORT`] bytes at most.
#[derive(Clone, Debug, Default)]
pub struct Spellings {
    stamp: Stamp,
    /// Words, filled up with zeros, and their spellings; a free slot has a word of nothing but zeros.
    slots: Vec<([u8; SHORT], Spelled)>,
}

/// As long as most words.
const SHORT: usize = 16;

impl Spellings {
    /// Keeps what belongs to that table of word classes.
    pub fn open(&mut self, stamp: Stamp) {
        if self.stamp != stamp || self.slots.is_empty() {
            let slots = vec![([0; SHORT], Spelled::default()); N_SPELLINGS];
            *self = Spellings { stamp, slots };
        }
    }

    /// The spelling of a word, which `find` tells when it is not known yet.
    pub fn get(&mut self, word: &str, find: impl FnOnce() -> Spelled) -> Spelled {
        let mut key = [0; SHORT];
        // A word that ends with a zero would look like one without it.
        match key.get_mut(..word.len()) {
            Some(room) if !word.ends_with('\0') && !word.is_empty() => room.copy_from_slice(word.as_bytes()),
            _ => return find(),
        }
        let [a, b] = [&key[..8], &key[8..]].map(|half| half.iter().fold(0, |all, &b| all << 8 | u64::from(b)));
        let slot = &mut self.slots[(mix(mix(0, a), b) >> 40) as usize % N_SPELLINGS];
        if slot.0 != key {
            *slot = (key, find());
        }
        slot.1
    }
}

/// Lemmas of tagged words.
#[derive(Clone, Debug, Default)]
pub struct Lemmas {
    stamp: Stamp,
    slots: Vec<Slot>,
}

/// A form with its lemma behind it.
#[derive(Clone, Debug)]
struct Slot {
    text: String,
    n_form: usize,
    tag: Tag,
}

impl Lemmas {
    /// Keeps what belongs to that model.
    pub fn open(&mut self, stamp: Stamp) {
        if self.stamp != stamp {
            let slot = Slot {
                text: String::new(),
                n_form: usize::MAX,
                tag: 0,
            };
            *self = Lemmas {
                stamp,
                slots: vec![slot; N_LEMMAS],
            };
        }
    }

    /// The lemma of a form; what is not known yet, `find` adds to a string.
    pub fn get(&mut self, form: &str, tag: Tag, find: impl FnOnce(&mut String)) -> &str {
        let mut hasher = FxHasher::default();
        hasher.write(form.as_bytes());
        hasher.write_u8(tag);
        let slot = &mut self.slots[hasher.finish() as usize % N_LEMMAS];
        let known = slot.n_form == form.len() && slot.tag == tag && slot.text.starts_with(form);
        if !known {
            slot.text.clear();
            slot.text.push_str(form);
            find(&mut slot.text);
            (slot.n_form, slot.tag) = (form.len(), tag);
        }
        &slot.text[slot.n_form..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_stay_until_the_round_ends_and_often_longer() {
        let seen = |form: u64, first| {
            let word = Spelling {
                form,
                ..Spelling::default()
            };
            Seen::new(&word, first, false)
        };
        let mut products = Products::default();
        let stamp = Stamp::fresh();
        for round in 0..3 {
            products.open(stamp, 2);
            let mut places = Vec::new();
            let mut known = 0;
            for form in 0..3000 {
                let (place, fresh) = products.place(&seen(form, true));
                let expected = [form as i32, -1];
                if fresh {
                    products.put(place).copy_from_slice(&expected);
                }
                known += usize::from(!fresh);
                assert_eq!(products.get(place), expected);
                assert_eq!(products.place(&seen(form, true)).0 < N_PRODUCTS, place < N_PRODUCTS);
                places.push(place);
            }
            assert!(round == 0 || known > 500, "{known}");
            for (form, place) in places.into_iter().enumerate() {
                assert_eq!(products.get(place)[0], form as i32);
            }
        }
        products.open(Stamp::fresh(), 2);
        assert!(products.place(&seen(0, true)).1 && products.place(&seen(0, false)).1);
    }

    #[test]
    fn short_words_are_spelled_once() {
        let mut spellings = Spellings::default();
        spellings.open(Stamp::fresh());
        let spelled = |form| Spelled {
            spelling: Spelling {
                form,
                ..Spelling::default()
            },
            is_long: false,
        };
        for (word, is_kept) in [
            ("oslo", true),
            ("a\0", false),
            ("", false),
            ("counterrevolution", false),
        ] {
            assert_eq!(spellings.get(word, || spelled(1)).spelling.form, 1);
            let again = spellings.get(word, || spelled(2)).spelling.form;
            assert_eq!(again, if is_kept { 1 } else { 2 }, "{word:?}");
        }
        for form in 0..5000 {
            let word = format!("w{form}");
            assert_eq!(spellings.get(&word, || spelled(form)).spelling.form, form);
        }
    }

    #[test]
    fn lemmas_are_found_by_form_and_tag() {
        let mut lemmas = Lemmas::default();
        lemmas.open(Stamp::fresh());
        for _ in 0..2 {
            for i in 0..5000 {
                let form = format!("w{i}s");
                for tag in 0..2 {
                    let lemma = format!("{tag}w{i}");
                    assert_eq!(lemmas.get(&form, tag, |out| out.push_str(&lemma)), lemma);
                    assert_eq!(lemmas.get(&form, tag, |_| panic!("it is known")), lemma);
                }
            }
        }
        assert_eq!(lemmas.get("", 0, |out| out.push('x')), "x");
    }
}
