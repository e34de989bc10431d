//! Readers of word lists, with line numbers in their errors.

use crate::{Error, Result};

/// One entry of a word list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The name of the `[section]` it stands in; empty before the first.
    pub section: &'a str,
    /// The entry, without comment and surrounding blanks.
    pub text: &'a str,
    /// Its line, from 1.
    pub line: usize,
}

/// Reads a `.txt` list: one entry a line, ` #` or a line that starts with `#` is a comment, `[name]` starts a section.
///
/// # Errors
///
/// A section header that is not closed.
pub fn entries(list: &str) -> Result<Vec<Entry<'_>>> {
    let mut section = "";
    let mut found = Vec::new();
    for (i, line) in list.lines().enumerate() {
        let text = without_comment(line).trim();
        if text.is_empty() {
            continue;
        }
        match text.strip_prefix('[') {
            Some(rest) if rest.starts_with(|c: char| c.is_alphabetic()) => {
                section = rest
                    .strip_suffix(']')
                    .ok_or_else(|| Error::new("expected `]` at the end of a section header").on_line(i + 1))?;
            }
            _ => found.push(Entry {
                section,
                text,
                line: i + 1,
            }),
        }
    }
    Ok(found)
}

/// A `#` inside a word is part of it.
fn without_comment(line: &str) -> &str {
    if line.trim_start().starts_with('#') {
        return "";
    }
    line.find(" #").map_or(line, |at| &line[..at])
}

#[cfg(test)]
mod tests {
    use crate::lexicon::builtin::en;
    use std::collections::HashSet;

    #[test]
    fn lists_that_ship_are_sound() {
        for (name, list) in [
            ("abbreviations", en::ABBREVIATIONS),
            ("contractions", en::CONTRACTIONS),
            ("words", en::WORDS),
            ("furniture", en::FURNITURE),
        ] {
            let mut seen = HashSet::new();
            for entry in super::entries(list).unwrap_or_else(|error| panic!("{name}: {error}")) {
                assert!(
                    seen.insert((entry.section, entry.text)),
                    "{name}:{}: `{}` stands twice",
                    entry.line,
                    entry.text
                );
            }
        }
    }
}
