//! How well the analyzer does on a treebank, on its own tokens, as the CoNLL 2018 shared task counts (subtypes aside).

use crate::extract::syntax::conllu::Tree;
use crate::extract::syntax::{Analyzer, Deprel, Scratch};
use std::fmt;
use std::time::Instant;

/// Counts of right answers.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Words.
    pub words: usize,
    /// Right parts of speech.
    pub upos: usize,
    /// Right Penn tags.
    pub xpos: usize,
    /// Right lemmas.
    pub lemma: usize,
    /// Right heads.
    pub uas: usize,
    /// Right heads with the right relation.
    pub las: usize,
    /// By relation: in the treebank, given, right with the right head.
    pub relations: Vec<(String, [usize; 3])>,
    /// Words a second, on one thread.
    pub speed: f64,
}

fn main_part(label: Deprel) -> &'static str {
    label.as_str().split(':').next().unwrap_or_default()
}

/// Analyses the treebank's sentences and compares.
pub fn measure(analyzer: &Analyzer, trees: &[Tree]) -> Report {
    let mut report = Report::default();
    let mut scratch = Scratch::default();
    let start = Instant::now();
    let parses: Vec<_> = trees
        .iter()
        .map(|t| analyzer.parse_with(&mut scratch, &t.text, &t.sentence))
        .collect();
    let seconds = start.elapsed().as_secs_f64();
    let mut count = |label: Deprel, k: usize| {
        let name = main_part(label);
        let relations = &mut report.relations;
        let at = relations.iter().position(|r| r.0 == name).unwrap_or_else(|| {
            relations.push((name.to_owned(), [0; 3]));
            relations.len() - 1
        });
        relations[at].1[k] += 1;
    };
    for (tree, parse) in trees.iter().zip(&parses) {
        for (i, (gold, word)) in tree.parse.words.iter().zip(&parse.words).enumerate() {
            report.words += 1;
            report.upos += usize::from(gold.upos == word.upos);
            report.xpos += usize::from(gold.xpos == word.xpos);
            // As in CoNLL 2018, a gold lemma of "_" is not asked for.
            report.lemma += usize::from(tree.parse.lemma(i) == "_" || tree.parse.lemma(i) == parse.lemma(i));
            let head = gold.head == word.head;
            let both = head && main_part(gold.deprel) == main_part(word.deprel);
            report.uas += usize::from(head);
            report.las += usize::from(both);
            count(gold.deprel, 0);
            count(word.deprel, 1);
            if both {
                count(gold.deprel, 2);
            }
        }
    }
    report.relations.sort_by_key(|r| std::cmp::Reverse(r.1[0]));
    report.speed = report.words as f64 / seconds;
    report
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
        let of_words = |n| percent(n, self.words);
        writeln!(
            f,
            "UPOS {:.2}  XPOS {:.2}  lemma {:.2}  UAS {:.2}  LAS {:.2}  ({} words, {:.0} words/s)",
            of_words(self.upos),
            of_words(self.xpos),
            of_words(self.lemma),
            of_words(self.uas),
            of_words(self.las),
            self.words,
            self.speed
        )?;
        for wanted in ["nsubj", "obj", "obl", "nmod", "conj", "appos", "ccomp", "parataxis"] {
            if let Some((name, [gold, given, right])) = self.relations.iter().find(|r| r.0 == wanted) {
                let f1 = percent(2 * right, gold + given);
                write!(f, "  {name} {f1:.1}")?;
            }
        }
        Ok(())
    }
}
