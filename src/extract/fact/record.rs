//! [`FactRecord`]: a fact as `newsgraph facts` prints it.

use super::Fact;
use crate::extract::clause::Reality;
use crate::extract::text::Sentence;
use crate::{CharOffsets, Span};
use serde::Serialize;

/// One open fact with its places.
///
/// Words are separated by blanks, in reading order. A part whose words do not stand side by side has several spans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FactRecord<'a> {
    /// The article's id.
    pub doc: &'a str,
    /// Index of the sentence.
    pub sent: u32,
    /// The words of the subject.
    pub subject: String,
    /// The words of the relation.
    pub relation: String,
    /// The words of the object.
    pub object: String,
    /// Where the subject stands, in bytes.
    pub subject_bytes: Vec<Span>,
    /// The same in characters.
    pub subject_chars: Vec<Span>,
    /// Where the relation stands, in bytes.
    pub relation_bytes: Vec<Span>,
    /// The same in characters.
    pub relation_chars: Vec<Span>,
    /// Where the object stands, in bytes.
    pub object_bytes: Vec<Span>,
    /// The same in characters.
    pub object_chars: Vec<Span>,
    /// Is it denied?
    pub negated: bool,
    /// `actual`, `planned`, `asked` or `possible`.
    pub modality: &'static str,
}

impl<'a> FactRecord<'a> {
    /// The record of a fact of sentence number `sent` of `text`.
    pub fn new(
        doc: &'a str,
        sent: u32,
        text: &str,
        chars: &CharOffsets,
        sentence: &Sentence,
        fact: &Fact,
    ) -> FactRecord<'a> {
        let places = |words: &[usize]| {
            let bytes = runs(sentence, words);
            let chars = bytes.iter().map(|&span| chars.of(span)).collect::<Vec<Span>>();
            (bytes, chars)
        };
        let (subject_bytes, subject_chars) = places(&fact.subject);
        let (relation_bytes, relation_chars) = places(&fact.relation);
        let (object_bytes, object_chars) = places(&fact.object);
        FactRecord {
            doc,
            sent,
            subject: words(text, sentence, &fact.subject),
            relation: words(text, sentence, &fact.relation),
            object: words(text, sentence, &fact.object),
            subject_bytes,
            subject_chars,
            relation_bytes,
            relation_chars,
            object_bytes,
            object_chars,
            negated: fact.status.negated,
            modality: match fact.status.reality {
                Reality::Actual => "actual",
                Reality::Planned => "planned",
                Reality::Asked => "asked",
                Reality::Possible => "possible",
            },
        }
    }

    /// The fact as a line of three columns after its id, in which a blank stands for a tab or a line break.
    pub fn tsv(&self) -> String {
        let doc = self.doc.replace(['\t', '\n', '\r'], " ");
        format!("{doc}\t{}\t{}\t{}", self.subject, self.relation, self.object)
    }
}

/// Words of a sentence, separated by blanks.
fn words(text: &str, sentence: &Sentence, words: &[usize]) -> String {
    let forms: Vec<&str> = words.iter().map(|&w| sentence.tokens[w].span.of(text)).collect();
    forms.join(" ")
}

/// The spans of words, neighbours joined.
fn runs(sentence: &Sentence, words: &[usize]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut last = None;
    for &w in words {
        let span = sentence.tokens[w].span;
        match spans.last_mut() {
            Some(run) if last.is_some_and(|l| l + 1 == w) => *run = run.join(span),
            _ => spans.push(span),
        }
        last = Some(w);
    }
    spans
}
