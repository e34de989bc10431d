//! The lemmatizer: how the ending of a word changes to give its dictionary form.
//!
//! Every rule is an edit (fold case or not, strip so many letters, add these), looked up by the word's tag and its
//! longest known ending; a whole word is the longest ending of all, so exceptions need no table of their own.

use super::feature::{feature, mix};
use super::keys::Keys;
use super::model::{Reader, Writer};
use super::network::Tag;
use crate::Result;

/// The longest ending that a rule looks at, in letters.
pub const LONGEST_ENDING: usize = 6;

/// One way from a form to its lemma.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Edit {
    /// Write the word in lower case first.
    pub fold: bool,
    /// Then take away so many letters at the end,
    pub strip: u8,
    /// and add these.
    pub add: String,
}

impl Edit {
    /// Adds the lemma of `form` to `out`; false when the form is too short.
    pub fn apply(&self, form: &str, out: &mut String) -> bool {
        // Most words are plain letters, a byte each.
        if form.is_ascii() {
            let Some(kept) = form.len().checked_sub(self.strip as usize) else {
                return false;
            };
            if kept + self.add.len() == 0 {
                return false;
            }
            let start = out.len();
            out.push_str(&form[..kept]);
            if self.fold {
                out[start..].make_ascii_lowercase();
            }
            out.push_str(&self.add);
            return true;
        }
        let kept = form.chars().count().checked_sub(self.strip as usize);
        let Some(kept) = kept.filter(|k| k + self.add.len() > 0) else {
            return false;
        };
        let letters = form.chars().take(kept);
        if self.fold {
            out.extend(letters.flat_map(char::to_lowercase));
        } else {
            out.extend(letters);
        }
        out.push_str(&self.add);
        true
    }
}

/// The lemmatizer's model.
#[derive(Clone, Debug)]
pub struct Lemmatizer {
    /// Hash of tag and ending.
    keys: Keys,
    /// The edit of each key.
    rules: Vec<u16>,
    edits: Vec<Edit>,
}

/// The hash of a tag and the last letters of a word; the whole word differs from an ending.
///
/// Letters come in lower case, last letter first, with curly apostrophes made straight.
pub fn ending_keys(tag: Tag, form: &str, keys: &mut Vec<u32>) {
    keys.clear();
    let mut hash = 11;
    let key = |hash: u64, whole: u64| (feature(hash, &[tag as u64, whole]) >> 32) as u32;
    keys.push(key(hash, 0));
    for (n, c) in form.chars().rev().enumerate() {
        let c = if c == '’' { '\'' } else { c };
        hash = if c.is_ascii() {
            mix(hash, c.to_ascii_lowercase() as u64)
        } else {
            c.to_lowercase().fold(hash, |h, c| mix(h, c as u64))
        };
        if n < LONGEST_ENDING {
            keys.push(key(hash, 0));
        }
    }
    keys.push(key(hash, 1));
    // Names and words that shout may differ from the same letters in small.
    let exact = form.chars().fold(5, |h, c| mix(h, c as u64));
    keys.push(key(exact, 2));
}

impl Lemmatizer {
    /// Puts a lemmatizer together from rules: ending key and index of the edit.
    pub fn new(mut rules: Vec<(u32, u16)>, edits: Vec<Edit>) -> Lemmatizer {
        rules.sort_unstable();
        rules.dedup_by_key(|r| r.0);
        let (keys, rules) = rules.into_iter().unzip();
        Lemmatizer {
            keys: Keys::new(keys),
            rules,
            edits,
        }
    }

    /// Adds the lemma of `form`, tagged `tag`, to `out`. Lemmas are never empty.
    pub fn lemma(&self, form: &str, tag: Tag, keys: &mut Vec<u32>, out: &mut String) {
        ending_keys(tag, form, keys);
        let found = keys.iter().rev().find_map(|&k| self.keys.find(k));
        let edit = found.map(|at| &self.edits[self.rules[at] as usize]);
        if !edit.is_some_and(|edit| edit.apply(form, out)) {
            out.push_str(form);
        }
    }

    /// Writes the model.
    pub fn write(&self, out: &mut Writer) {
        self.keys.write(out);
        out.u16s(&self.rules);
        out.u32(self.edits.len() as u32);
        for edit in &self.edits {
            out.raw(&[edit.fold as u8, edit.strip]);
            out.bytes(edit.add.as_bytes());
        }
    }

    /// Reads a model.
    ///
    /// # Errors
    ///
    /// When it is damaged.
    pub fn read(input: &mut Reader) -> Result<Lemmatizer> {
        let (keys, rules) = (Keys::read(input)?, input.u16s()?);
        let mut edits = Vec::new();
        for _ in 0..input.u32()? {
            let head = input.raw(2)?;
            let add = str::from_utf8(input.bytes()?).unwrap_or_default().to_owned();
            edits.push(Edit {
                fold: head[0] != 0,
                strip: head[1],
                add,
            });
        }
        let known = rules.iter().all(|&r| (r as usize) < edits.len());
        input.check(keys.len() == rules.len() && known, "lemma rules")?;
        Ok(Lemmatizer { keys, rules, edits })
    }
}
