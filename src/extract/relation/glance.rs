//! A look at the words of a sentence, by which most frames are passed over before anything is laid.

use super::frame::Element;
use crate::extract::clause::Tree;

/// How many numbers of 64 bits a [`Glance`] has.
const N: usize = 16;

/// The words of a sentence as bits: forms and lemmas, whatever their case, with their last "s" and without it. Some words
/// share a bit.
pub(super) struct Glance([u64; N]);

impl Glance {
    /// Of all words of a sentence.
    pub fn new(tree: &Tree) -> Glance {
        let mut glance = Glance([0; N]);
        for word in (0..tree.len()).flat_map(|i| [tree.form(i), tree.lemma(i)]) {
            let mut add = |word| {
                let bit = bit(word) as usize;
                glance.0[bit / 64] |= 1 << (bit % 64);
            };
            add(word);
            word.strip_suffix('s').into_iter().for_each(add);
        }
        glance
    }

    fn has(&self, bit: u16) -> bool {
        self.0[bit as usize / 64] >> (bit % 64) & 1 != 0
    }
}

/// The bit of a word: FNV-1a of its letters, small.
fn bit(word: &str) -> u16 {
    let hash = word.bytes().fold(0x811c_9dc5_u32, |hash, b| {
        (hash ^ u32::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0193)
    });
    (hash >> 22) as u16
}

/// Stands between the elements of [`Needs`]; no bit of a word.
const NEXT: u16 = u16::MAX;

/// The words that a frame cannot do without: for each of its elements the bits of its alternatives.
#[derive(Clone, Debug, Default)]
pub(super) struct Needs(Vec<u16>);

impl Needs {
    /// Of a frame's elements after its head, the words before its head noun, and its preposition.
    pub fn new(rest: &[Element], modifiers: &[String], case: Option<&String>) -> Needs {
        let mut needs = Vec::new();
        let mut one_of = |words: &[String]| {
            // Some constructions fill what these words begin without them: "rejected London's allegations", "to" and "that"
            // of clauses; a star is any word.
            let dispensable = |w: &String| matches!(w.as_str(), "*" | "of" | "and" | "that" | "to");
            if !words.is_empty() && !words.iter().any(dispensable) {
                // Of "hunger+strike" the head must be there.
                let parts = words
                    .iter()
                    .flat_map(|w| [Some(w.as_str()), w.split_once('+').map(|p| p.1)]);
                let mut bits: Vec<u16> = parts.flatten().map(bit).collect();
                bits.sort_unstable();
                bits.dedup();
                if !needs.is_empty() {
                    needs.push(NEXT);
                }
                needs.extend(bits);
            }
        };
        one_of(modifiers);
        case.into_iter().for_each(|case| one_of(std::slice::from_ref(case)));
        for element in rest {
            match element {
                Element::Word(words) => one_of(words),
                Element::Modified(modifiers, words) => {
                    one_of(modifiers);
                    one_of(words);
                }
                Element::Slot(_, _) | Element::Clause(_) => {}
            }
        }
        Needs(needs)
    }

    /// May all stand in the sentence? If not, the frame cannot be laid over it; see [`super::matching::lay`].
    pub fn may_stand_in(&self, sentence: &Glance) -> bool {
        let stands = |bits: &[u16]| bits.iter().any(|&bit| sentence.has(bit));
        self.0.is_empty() || self.0.split(|&bit| bit == NEXT).all(stands)
    }
}
