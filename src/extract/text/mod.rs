//! Article to [`Sentence`]s of [`Token`]s.

use crate::Span;

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
pub enum Block {
    /// The story itself.
    Body,
    /// Page furniture: tokenized, but no relation is read from it.
    Furniture(Furniture),
}

/// Why a line is not part of the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Furniture {
    /// A sub-heading between paragraphs: "- 'Good strategy' -".
    Heading,
    /// A teaser for another article, or a list of them.
    Teaser,
    /// The same block stands in the text before.
    Repeated,
    /// "To suggest a correction", "Sign up", "Read more", copyright lines.
    Footer,
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
