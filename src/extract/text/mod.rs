//! Article to [`Sentence`]s of [`Token`]s.

mod address;
mod chars;
mod clitic;
mod dateline;
mod furniture;
mod given;
mod paragraph;
mod segment;
#[cfg(test)]
mod tests;
mod tokenize;
mod word;
mod words;

pub(super) use dateline::month;
pub use given::{Given, given};

use crate::Span;

/// Cuts a text into paragraphs, sentences and tokens.
///
/// Every character that is not blank stands in exactly one token, in order. Linear in the length of the text;
/// no text makes it fail. Sentences are cut at 400 tokens.
///
/// ```
/// let text = "Gov. Smith can't go. \"Why?\" asked the US-led mission.";
/// let sentences = newsgraph::extract::text::split(text);
/// let words: Vec<&str> = sentences[0].tokens.iter().map(|t| t.span.of(text)).collect();
/// assert_eq!(words, ["Gov.", "Smith", "ca", "n't", "go", "."]);
/// assert_eq!(sentences[1].span.of(text), "\"Why?\" asked the US-led mission.");
/// ```
pub fn split(text: &str) -> Vec<Sentence> {
    let words = words::english();
    let mut sentences = Vec::new();
    let mut tokens = Vec::new();
    for (paragraph, (start, end)) in paragraph::paragraphs(text).into_iter().enumerate() {
        tokens.clear();
        tokenize::tokenize(text, start, end, words, &mut tokens);
        segment::segment(text, &tokens, paragraph as u32, words, &mut sentences);
    }
    furniture::mark(text, &mut sentences);
    sentences
}

/// One syntactic word of Universal Dependencies: a span, nothing guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the article.
    pub span: Span,
    /// It continues the multiword token of the word before: the `n't` of `don't`, the `'s` of `Kyiv's`.
    pub joined: bool,
}

/// Whether a sentence is part of the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Block {
    /// The story itself.
    Body,
    /// Page furniture: tokenized, but no relation is read from it.
    Furniture(Furniture),
}

/// Why a line is not part of the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Furniture {
    /// A sub-heading between paragraphs: "- 'Good strategy' -".
    Heading,
    /// A teaser for another article, or a list of them.
    Teaser,
    /// The same block stands in the text before.
    Repeated,
    /// "By Jane Doe".
    Byline,
    /// "To suggest a correction", "Sign up", "Read more", copyright lines.
    Footer,
    /// Where and when a report was written, before its first sentence: "KYIV, March 3 (Example Wire) -".
    Dateline,
}

/// A run of tokens that the parser reads at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first to its last token.
    pub span: Span,
    /// Its words, in order; never empty.
    pub tokens: Vec<Token>,
    /// Which paragraph of the article it stands in, from 0.
    pub paragraph: u32,
    /// Story or furniture.
    pub block: Block,
}
