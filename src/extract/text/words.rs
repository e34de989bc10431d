//! [`Words`]: the word lists that cutting needs, compiled once.

use crate::lexicon::builtin::en;
use crate::lexicon::parse::{Entry, entries};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// What the dot of an abbreviation allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// A name follows: "Gov." The dot never ends a sentence.
    Name,
    /// A number follows: "No." Else the dot is a full stop.
    Number,
    /// It may stand last: "Inc."
    End,
}

/// A word that is written together and is several words of grammar.
struct Contraction {
    /// The lengths of its parts, in bytes.
    parts: Vec<usize>,
    /// The words before which it is one; before any word, if there are none.
    before: FxHashSet<&'static str>,
}

/// Longest contraction, in bytes.
const CONTRACTION_MAX: usize = 8;

pub(super) struct Words {
    abbreviations: FxHashMap<&'static str, Abbreviation>,
    /// By lower-case form.
    contractions: FxHashMap<String, Contraction>,
    prefixes: FxHashSet<&'static str>,
    suffixes: FxHashSet<&'static str>,
    whole: FxHashSet<&'static str>,
    closings: FxHashSet<&'static str>,
    openers: FxHashSet<&'static str>,
    speech: FxHashSet<&'static str>,
    after_apostrophe: FxHashSet<&'static str>,
    units: FxHashSet<&'static str>,
    domains: FxHashSet<&'static str>,
}

/// English.
pub(super) fn english() -> &'static Words {
    static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::new(en::ABBREVIATIONS, en::CONTRACTIONS, en::WORDS));
    &ENGLISH
}

impl Words {
    fn new(abbreviations: &'static str, contractions: &'static str, words: &'static str) -> Words {
        let read = |list| -> Vec<Entry<'static>> { entries(list).expect("a test reads every list that ships") };
        let words = read(words);
        let section = |name| {
            words
                .iter()
                .filter(move |e| e.section == name)
                .map(|e| e.text)
                .collect()
        };
        Words {
            abbreviations: read(abbreviations)
                .iter()
                .map(|e| {
                    let kind = match e.section {
                        "number" => Abbreviation::Number,
                        "end" => Abbreviation::End,
                        _ => Abbreviation::Name,
                    };
                    (e.text, kind)
                })
                .collect(),
            contractions: read(contractions)
                .iter()
                .map(|e| {
                    let (parts, before) = e.text.split_once(" | ").unwrap_or((e.text, ""));
                    let parts = parts.split_whitespace();
                    let contraction = Contraction {
                        parts: parts.clone().map(str::len).collect(),
                        before: before.split_whitespace().collect(),
                    };
                    (parts.collect(), contraction)
                })
                .collect(),
            prefixes: section("prefix"),
            suffixes: section("suffix"),
            whole: section("whole"),
            after_apostrophe: words
                .iter()
                .filter(|e| e.section == "whole")
                .filter_map(|e| e.text.strip_prefix('\''))
                .collect(),
            closings: section("closing"),
            openers: section("opener"),
            speech: section("speech"),
            units: section("unit"),
            domains: section("domain"),
        }
    }

    pub(super) fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        if word.len() > 12 {
            return None;
        }
        self.abbreviations.get(word).copied()
    }

    /// The lengths of the parts of "cannot", in bytes; `after` is the text that follows: "its not" is a contraction, "its army" none.
    pub(super) fn contraction(&self, word: &str, after: &str) -> Option<&[usize]> {
        if word.len() > CONTRACTION_MAX {
            return None;
        }
        let contraction = lower(word, |word| self.contractions.get(word))?;
        let fits = contraction.before.is_empty() || {
            let next = after.strip_prefix(' ').unwrap_or_default();
            let end = next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len());
            // "its in-house paper"
            !next[end..].starts_with('-') && lower(&next[..end], |next| contraction.before.contains(next))
        };
        fits.then_some(&contraction.parts)
    }

    pub(super) fn is_prefix(&self, word: &str) -> bool {
        // "UN-backed" is not "un-backed".
        let shouted = word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase());
        !shouted && lower(word, |word| self.prefixes.contains(word))
    }

    pub(super) fn is_suffix(&self, word: &str) -> bool {
        lower(word, |word| self.suffixes.contains(word))
    }

    pub(super) fn is_whole(&self, word: &str) -> bool {
        self.whole.contains(word) || lower(word, |word| self.whole.contains(word))
    }

    /// "em" of "'em".
    pub(super) fn is_whole_after_apostrophe(&self, word: &str) -> bool {
        self.after_apostrophe.contains(word)
    }

    /// "Regards", at the end of a letter.
    pub(super) fn is_closing(&self, word: &str) -> bool {
        lower(word, |word| self.closings.contains(word))
    }

    /// "The", "He": a capital that a sentence gave, not a name.
    pub(super) fn is_sentence_opener(&self, word: &str) -> bool {
        self.openers.contains(word)
    }

    /// "said", after a quotation.
    pub(super) fn is_speech(&self, word: &str) -> bool {
        self.speech.contains(word)
    }

    pub(super) fn is_unit(&self, word: &str) -> bool {
        lower(word, |word| self.units.contains(word))
    }

    pub(super) fn is_domain(&self, word: &str) -> bool {
        lower(word, |word| self.domains.contains(word))
    }
}

/// Calls `f` with the word in lower case, without allocating. Words longer than any entry are passed as empty.
fn lower<T>(word: &str, f: impl FnOnce(&str) -> T) -> T {
    let mut buffer = [0; 16];
    let bytes = word.as_bytes();
    if bytes.len() > buffer.len() {
        return f("");
    }
    let buffer = &mut buffer[..bytes.len()];
    buffer.copy_from_slice(bytes);
    buffer.make_ascii_lowercase();
    f(std::str::from_utf8(buffer).unwrap_or(""))
}
