//! How well the analyzer does on a treebank: from its raw text, and on its own tokens.

use super::score::{Page, Score, raw_text, score};
use crate::extract::syntax::conllu::{self, Tree};
use crate::extract::syntax::{Analyzer, ROOT, Scratch};
use crate::extract::text::split;
use crate::{Error, Result};
use std::time::Instant;

/// How well the analyzer does, and how fast.
#[derive(Clone, Debug)]
pub struct Report {
    /// Agreement with the treebank.
    pub score: Score,
    /// Words a second, on one thread.
    pub speed: f64,
}

/// Cuts and analyses the text that a treebank was made from, as `newsgraph parse` does, and compares.
///
/// # Errors
///
/// When what was found cannot be written as CoNLL-U.
pub fn from_text(analyzer: &Analyzer, treebank: &str) -> Result<Report> {
    let text = raw_text(treebank);
    let mut scratch = Scratch::default();
    let start = Instant::now();
    let sentences = split(&text);
    let parses: Vec<_> = sentences
        .iter()
        .map(|s| analyzer.parse_with(&mut scratch, &text, s))
        .collect();
    let seconds = start.elapsed().as_secs_f64();
    let mut out = Vec::new();
    for (sentence, parse) in sentences.iter().zip(&parses) {
        conllu::write_sentence(&mut out, "", &text, sentence, parse, None, "")
            .map_err(|e| Error::new("cannot write CoNLL-U").caused_by(e))?;
    }
    let given = Page::read(&String::from_utf8_lossy(&out));
    Ok(Report {
        score: score(&Page::read(treebank), &given),
        speed: given.rows.len() as f64 / seconds,
    })
}

/// Analyses the treebank's own sentences and compares; `trees` are what the file `treebank` holds.
pub fn of_tokens(analyzer: &Analyzer, treebank: &str, trees: &[Tree]) -> Report {
    let mut scratch = Scratch::default();
    let start = Instant::now();
    let parses: Vec<_> = trees
        .iter()
        .map(|t| analyzer.parse_with(&mut scratch, &t.text, &t.sentence))
        .collect();
    let seconds = start.elapsed().as_secs_f64();
    let gold = Page::read(treebank);
    let mut given = gold.clone();
    let mut first = 0;
    for parse in &parses {
        for (i, (row, word)) in given.rows[first..].iter_mut().zip(&parse.words).enumerate() {
            row.upos = word.upos.to_string();
            row.xpos = word.xpos.to_string();
            row.lemma = parse.lemma(i).to_owned();
            row.head = (word.head != ROOT).then_some(first + word.head as usize);
            row.deprel = word.deprel.to_string();
        }
        first += parse.words.len();
    }
    Report {
        score: score(&gold, &given),
        speed: gold.rows.len() as f64 / seconds,
    }
}
