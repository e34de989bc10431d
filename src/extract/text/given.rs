//! Sentences that come cut into words: tokens separated by blanks, kept as they are.

use super::{Block, Sentence, Token};
use crate::Span;

/// More tokens make a further sentence, as in running text.
const MAX_TOKENS: usize = 400;

/// The signs that treebanks write for quotation marks and brackets, and what the parser knows.
const PLAIN: [(&str, &str); 8] = [
    ("``", "\""),
    ("''", "\""),
    ("-LRB-", "("),
    ("-RRB-", ")"),
    ("-LSB-", "["),
    ("-RSB-", "]"),
    ("-LCB-", "{"),
    ("-RCB-", "}"),
];

/// A line of tokens, twice: as given, and as the parser reads it. Both have the same tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Given {
    /// Its sentences as given: one, or more when it has over 400 tokens; none when it is blank.
    pub sentences: Vec<Sentence>,
    /// The text for the parser: plain quotation marks and brackets, single blanks.
    pub plain: String,
    /// The same sentences in `plain`.
    pub plain_sentences: Vec<Sentence>,
}

/// Reads a line whose tokens are separated by blanks.
///
/// ```
/// let line = "She did n't say `` yes ''  .";
/// let given = newsgraph::extract::text::given(line);
/// let words: Vec<&str> = given.sentences[0].tokens.iter().map(|t| t.span.of(line)).collect();
/// assert_eq!(words, ["She", "did", "n't", "say", "``", "yes", "''", "."]);
/// assert_eq!(given.plain, "She did n't say \" yes \" .");
/// ```
pub fn given(line: &str) -> Given {
    let (mut tokens, mut plain_tokens) = (Vec::new(), Vec::new());
    let mut plain = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        let start = word.as_ptr() as usize - line.as_ptr() as usize;
        tokens.push(token(start, start + word.len()));
        let shown = PLAIN
            .iter()
            .find(|(sign, _)| *sign == word)
            .map_or(word, |(_, plain)| plain);
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain_tokens.push(token(plain.len(), plain.len() + shown.len()));
        plain.push_str(shown);
    }
    Given {
        sentences: tokens.chunks(MAX_TOKENS).map(sentence).collect(),
        plain,
        plain_sentences: plain_tokens.chunks(MAX_TOKENS).map(sentence).collect(),
    }
}

fn token(start: usize, end: usize) -> Token {
    Token {
        span: Span::new(start, end),
        joined: false,
    }
}

fn sentence(tokens: &[Token]) -> Sentence {
    Sentence {
        span: tokens[0].span.join(tokens[tokens.len() - 1].span),
        tokens: tokens.to_vec(),
        paragraph: 0,
        block: Block::Body,
    }
}
