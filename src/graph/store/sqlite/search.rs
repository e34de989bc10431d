//! Words in quotes, by SQLite's full-text index.

use super::Store;
use super::error::told;
use crate::{Error, Result};
use rusqlite::params;
use serde::Serialize;

/// A sentence that has the words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Hit {
    /// The document it stands in.
    pub doc: String,
    /// Index of the sentence in it.
    pub sent: u32,
    /// The document's day.
    pub date: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The edges that rest on the sentence.
    pub edges: Vec<Stated>,
    /// The sentence, with what was found in brackets; a long one is cut.
    pub snippet: String,
    /// The sentence, verbatim.
    pub quote: String,
}

/// An edge that a [`Hit`] states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Stated {
    /// The edge's id.
    pub id: String,
    /// Who.
    pub source: String,
    /// What, with "not " before it where it is denied.
    pub relation: String,
    /// To whom; nothing where nobody is named.
    pub target: Option<String>,
}

impl Store {
    /// The sentences that have the words, the best first; in order of document where none is better. At most `limit`.
    ///
    /// All words must be there, in any form: "supported" finds "supports". `"two words"` in quotation marks stand side by side,
    /// `sanction*` is how a word begins, and `OR`, `NOT` and brackets join.
    ///
    /// # Errors
    ///
    /// The question makes no sense, as with a quotation mark that is not closed; or the store cannot be read.
    pub fn search(&self, words: &str, limit: usize) -> Result<Vec<Hit>> {
        let question = quoted_words(words)?;
        let found = self.hits(&question, limit).map_err(|e| match e.sqlite_error() {
            Some(_) if e.to_string().contains("fts5") => {
                wrong(words, "expected words between AND, OR, NOT and brackets").caused_by(e)
            }
            _ => told(&self.name)(e),
        })?;
        let mut hits = Vec::with_capacity(found.len());
        for (key, mut hit) in found {
            hit.edges = self.list(
                "SELECT DISTINCT edges.id, edges.source_label, iif(edges.polarity = 'negated', 'not ', '') || edges.relation, edges.target_label
                 FROM statement JOIN edge ON edge.pk = statement.edge JOIN edges ON edges.id = edge.id
                 WHERE statement.sentence = ? ORDER BY 2, 3, 4",
                key,
                |row| {
                    Ok(Stated {
                        id: row.get(0)?,
                        source: row.get(1)?,
                        relation: row.get(2)?,
                        target: row.get(3)?,
                    })
                },
            )?;
            hits.push(hit);
        }
        Ok(hits)
    }

    fn hits(&self, question: &str, limit: usize) -> rusqlite::Result<Vec<(i64, Hit)>> {
        let mut find = self.db.prepare_cached(
            "SELECT sentence.pk, document.id, sentence.number, document.date, document.publisher, snippet(words, 0, '[', ']', '…', 40),
               sentence.text
             FROM words JOIN sentence ON sentence.pk = words.rowid JOIN document ON document.pk = sentence.document
             WHERE words MATCH ? ORDER BY rank, document.id, sentence.number, sentence.start LIMIT ?",
        )?;
        let rows = find.query_map(params![question, i64::try_from(limit).unwrap_or(i64::MAX)], |row| {
            let hit = Hit {
                doc: row.get(1)?,
                sent: row.get(2)?,
                date: row.get(3)?,
                publisher: row.get(4)?,
                edges: Vec::new(),
                snippet: row.get(5)?,
                quote: row.get(6)?,
            };
            Ok((row.get(0)?, hit))
        })?;
        rows.collect()
    }
}

/// What people type as SQLite takes it: every word in quotation marks, so that a hyphen, a dot or an apostrophe is no syntax.
///
/// ```
/// # use newsgraph::graph::store::quoted_words;
/// assert_eq!(quoted_words("U.S.-led NOT \"air strike\" sanction*")?, "\"U.S.-led\" NOT \"air strike\" AND \"sanction\" *");
/// assert!(quoted_words("\"air strike").is_err());
/// # Ok::<(), newsgraph::Error>(())
/// ```
///
/// # Errors
///
/// A quotation mark is not closed, or there is no word.
pub fn quoted_words(words: &str) -> Result<String> {
    let mut out: Vec<String> = Vec::new();
    let mut rest = words.trim_start();
    let mut any = false;
    while let Some(first) = rest.chars().next() {
        let (part, after) = match first {
            '"' => {
                let inner = &rest[1..];
                let end = inner
                    .find('"')
                    .ok_or_else(|| wrong(words, "a quotation mark is not closed"))?;
                any |= inner[..end].contains(char::is_alphanumeric);
                (format!("\"{}\"", &inner[..end]), &inner[end + 1..])
            }
            '(' | ')' | '*' => (first.to_string(), &rest[1..]),
            _ => {
                let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '(' | ')' | '*'));
                let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
                match word {
                    "AND" | "OR" | "NOT" => (word.to_owned(), after),
                    // A dash by itself is nothing to look for.
                    _ if !word.contains(char::is_alphanumeric) => (String::new(), after),
                    _ => {
                        any = true;
                        (format!("\"{word}\""), after)
                    }
                }
            }
        };
        // SQLite leaves AND out between words only, and not beside brackets.
        let joins = |word: &str| matches!(word, "AND" | "OR" | "NOT");
        let begins = part.starts_with(['"', '(']);
        if begins && out.last().is_some_and(|last| last != "(" && !joins(last)) {
            out.push("AND".to_owned());
        }
        if !part.is_empty() {
            out.push(part);
        }
        rest = after.trim_start();
    }
    match any {
        true => Ok(out.join(" ")),
        false => Err(wrong(words, "there is no word in it")),
    }
}

fn wrong(words: &str, what: &str) -> Error {
    Error::new(format!(
        "cannot search for {words:?}: {what}; such as 'gas pipeline', '\"gas pipeline\"', 'sanction* OR embargo', 'talks NOT peace'"
    ))
}
