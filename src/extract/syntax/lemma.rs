//! The lemmatizer: how the ending of a word changes to give its dictionary form.
//!
//! Every rule is an edit (fold case or not, strip so many letters, add these), looked up by the word's tag and its
//! longest known ending; a whole word is the longest ending of all, so exceptions need no table of their own.
//! A noun or adjective with a capital that is never written small keeps it: it is a name, whatever its tag. A name
//! that somebody wrote small gets its capital.

use super::feature::{feature, mix};
use super::keys::Keys;
use super::memo::Stamp;
use super::model::{Reader, Writer};
use super::network::Tag;
use crate::Result;

/// The longest ending that a rule looks at, in letters.
pub const LONGEST_ENDING: usize = 6;

/// Shorter names are left small: "de", "al".
const RAISED_LENGTH: usize = 4;

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
        let letters = form.chars().take(kept).map(straight);
        if self.fold {
            out.extend(letters.flat_map(char::to_lowercase));
        } else {
            out.extend(letters);
        }
        out.push_str(&self.add);
        true
    }
}

/// One kind of apostrophe in lemmas, whatever the text has.
fn straight(c: char) -> char {
    if c == '’' { '\'' } else { c }
}

/// "1,250,000" without its commas; nothing when it is not such a number.
pub fn plain_number(form: &str) -> Option<String> {
    if !form.as_bytes().first()?.is_ascii_digit() || !form.contains(',') {
        return None;
    }
    let (whole, _) = form.split_once('.').unwrap_or((form, ""));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let is_number = first.len() <= 3 && groups.all(|g| g.len() == 3);
    let digits = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    (is_number && form.chars().all(digits)).then(|| form.replace(',', ""))
}

/// The lemmatizer's model.
#[derive(Clone, Debug)]
pub struct Lemmatizer {
    /// Hash of tag and ending.
    keys: Keys,
    /// The edit of each key.
    rules: Vec<u16>,
    edits: Vec<Edit>,
    stamp: Stamp,
}

/// The key that says that words of this tag keep a capital which they always have.
pub fn capital_key(tag: Tag) -> u32 {
    (feature(11, &[tag as u64, 3]) >> 32) as u32
}

/// The key that says that words of this tag get a capital when they are never written small as other words.
pub fn raised_key(tag: Tag) -> u32 {
    (feature(11, &[tag as u64, 5]) >> 32) as u32
}

/// The key that says that a word is written small somewhere.
pub fn small_key(form: &str) -> u32 {
    let letters = form.chars().flat_map(char::to_lowercase);
    (feature(letters.fold(11, |h, c| mix(h, c as u64)), &[4]) >> 32) as u32
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
        let c = straight(c);
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

/// Makes the first letter of what was added at `start` a capital.
fn raise(out: &mut String, start: usize) {
    if let Some(first) = out[start..].chars().next() {
        let capital: String = first.to_uppercase().collect();
        out.replace_range(start..start + first.len_utf8(), &capital);
    }
}

/// "Ginny"; "GDP" too, as long as no letter changes.
fn is_capitalised(form: &str, edit: &Edit) -> bool {
    let is_name = form.chars().any(char::is_lowercase) || edit.strip == 0 && edit.add.is_empty();
    form.len() > 1 && is_name && form.starts_with(char::is_uppercase)
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
            stamp: Stamp::fresh(),
        }
    }

    /// Which lemmatizer it is, for what is kept of its lemmas.
    pub(super) fn stamp(&self) -> Stamp {
        self.stamp
    }

    /// Adds the lemma of `form`, tagged `tag`, to `out`. Lemmas are never empty.
    pub fn lemma(&self, form: &str, tag: Tag, keys: &mut Vec<u32>, out: &mut String) {
        if let Some(number) = plain_number(form) {
            return out.push_str(&number);
        }
        ending_keys(tag, form, keys);
        let has = |key: u32| self.keys.find(key).is_some();
        let found = keys.iter().enumerate().rev();
        let Some((k, at)) = { found }.find_map(|(k, &key)| Some((k, self.keys.find(key)?))) else {
            return out.push_str(form);
        };
        let edit = &self.edits[self.rules[at] as usize];
        let is_whole = k >= keys.len() - 2;
        let is_name = || !is_whole && form.chars().all(char::is_alphabetic) && !has(small_key(form));
        let start = out.len();
        let done = if edit.fold && is_capitalised(form, edit) && has(capital_key(tag)) && is_name() {
            let add = edit.add.clone();
            Edit {
                fold: false,
                add,
                ..*edit
            }
            .apply(form, out)
        } else {
            edit.apply(form, out)
        };
        let may_rise = !is_whole && form.len() >= RAISED_LENGTH && has(raised_key(tag));
        if may_rise && form.chars().all(char::is_lowercase) && is_name() {
            raise(out, start);
        }
        if !done {
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
        Ok(Lemmatizer {
            keys,
            rules,
            edits,
            stamp: Stamp::fresh(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lose_their_commas() {
        for (form, number) in [
            ("1,250", Some("1250")),
            ("12,000,000.5", Some("12000000.5")),
            ("1,25", None),
            ("1250", None),
            ("1,250th", None),
            ("a,250", None),
        ] {
            assert_eq!(plain_number(form).as_deref(), number, "{form}");
        }
    }

    #[test]
    fn a_capital_stays_where_the_word_is_never_small() {
        let mut keys = Vec::new();
        ending_keys(1, "", &mut keys);
        let fold = Edit {
            fold: true,
            ..Edit::default()
        };
        let rules = vec![
            (keys[0], 0),
            (capital_key(1), 0),
            (small_key("budget"), 0),
            (raised_key(1), 0),
        ];
        let lemmatizer = Lemmatizer::new(rules, vec![fold]);
        let mut lemma = |form: &str| {
            let mut out = String::new();
            lemmatizer.lemma(form, 1, &mut keys, &mut out);
            out
        };
        assert_eq!(lemma("Budget"), "budget");
        assert_eq!(lemma("Podgorica"), "Podgorica");
        assert_eq!(lemma("podgorica"), "Podgorica");
        assert_eq!(lemma("budget"), "budget");
        assert_eq!(lemma("Plan.pdf"), "plan.pdf");
        assert_eq!(lemma("’s"), "'s");
        assert_eq!(lemma("1,250"), "1250");
    }
}
