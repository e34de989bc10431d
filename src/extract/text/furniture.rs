//! Page furniture: what stands on the page and is not the story.
//!
//! Four signs give it away: its phrases ("Sign up", in the word list), its shape (a sub-heading, a byline), that it
//! stands there twice, and that it stands beside a headline that stands there twice. The first paragraph is never furniture.

use super::{Block, Furniture, Sentence};
use crate::Span;
use crate::lexicon::{builtin::en, parse::entries};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// Paragraphs with more words are not compared with phrases.
const PHRASE_WORDS_MAX: usize = 25;
/// A sub-heading is not longer, in words.
const HEADING_WORDS_MAX: usize = 8;
/// Shorter paragraphs may stand twice in a story.
const REPEATED_WORDS_MIN: usize = 4;
/// So may these, which are sentences: "((Reporter)) How is he doing?"
const REPEATED_SENTENCE_WORDS_MIN: usize = 8;

/// Marks the sentences that are not part of the story.
pub(super) fn mark(text: &str, sentences: &mut [Sentence]) {
    let paragraphs = paragraphs(text, sentences);
    let mut marks = vec![None; paragraphs.len()];
    by_phrase(text, &paragraphs, &mut marks);
    by_shape(text, &paragraphs, sentences, &mut marks);
    by_repetition(text, &paragraphs, sentences, &mut marks);
    for (paragraph, mark) in paragraphs.iter().zip(marks) {
        for sentence in &mut sentences[paragraph.sentences.0..paragraph.sentences.1] {
            if let Some(reason) = mark {
                sentence.block = Block::Furniture(reason);
            }
        }
    }
    for sentence in sentences
        .iter_mut()
        .filter(|s| s.block == Block::Body && s.tokens.len() <= 12)
    {
        if PHRASES.credit.begins(&plain(sentence.span.of(text))) {
            sentence.block = Block::Furniture(Furniture::Footer);
        }
    }
}

struct Paragraph {
    sentences: (usize, usize),
    span: Span,
    n_words: usize,
    /// It ends as a sentence does.
    stops: bool,
}

fn paragraphs(text: &str, sentences: &[Sentence]) -> Vec<Paragraph> {
    let mut found: Vec<Paragraph> = Vec::new();
    for (i, sentence) in sentences.iter().enumerate() {
        let n_words = sentence.tokens.iter().filter(|t| is_word(t.span.of(text))).count();
        match found.last_mut() {
            Some(last) if sentences[last.sentences.0].paragraph == sentence.paragraph => {
                last.sentences.1 = i + 1;
                last.span = last.span.join(sentence.span);
                last.n_words += n_words;
            }
            _ => found.push(Paragraph {
                sentences: (i, i + 1),
                span: sentence.span,
                n_words,
                stops: false,
            }),
        }
    }
    for paragraph in &mut found {
        let end = paragraph
            .span
            .of(text)
            .trim_end_matches(['"', '”', '\'', '’', ')', ']', '»']);
        paragraph.stops = end.ends_with(['.', '!', '?', ':', ';', '…', ',']);
    }
    found
}

fn is_word(token: &str) -> bool {
    token.chars().any(char::is_alphanumeric)
}

struct Phrases {
    whole: FxHashMap<&'static str, Furniture>,
    begins: Vec<(&'static str, Furniture)>,
    credit: Begins,
}

struct Begins(Vec<&'static str>);

impl Begins {
    fn begins(&self, plain: &str) -> bool {
        self.0.iter().any(|phrase| starts_with_words(plain, phrase))
    }
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases {
        whole: FxHashMap::default(),
        begins: Vec::new(),
        credit: Begins(Vec::new()),
    };
    for entry in entries(en::FURNITURE).expect("a test reads every list that ships") {
        match entry.section {
            "footer" => drop(phrases.whole.insert(entry.text, Furniture::Footer)),
            "teaser" => drop(phrases.whole.insert(entry.text, Furniture::Teaser)),
            "footer begins" => phrases.begins.push((entry.text, Furniture::Footer)),
            "teaser begins" => phrases.begins.push((entry.text, Furniture::Teaser)),
            _ => phrases.credit.0.push(entry.text),
        }
    }
    phrases
});

/// In lower case, with straight quotes.
fn plain(text: &str) -> String {
    let mut plain = text.to_lowercase();
    if !plain.is_ascii() {
        plain = plain.replace(['’', '‘'], "'").replace(['“', '”'], "\"");
    }
    plain
}

fn starts_with_words(text: &str, phrase: &str) -> bool {
    text.strip_prefix(phrase)
        .is_some_and(|rest| !phrase.ends_with(char::is_alphabetic) || !rest.starts_with(char::is_alphanumeric))
}

fn by_phrase(text: &str, paragraphs: &[Paragraph], marks: &mut [Option<Furniture>]) {
    for (paragraph, mark) in paragraphs.iter().zip(marks).skip(1) {
        if paragraph.n_words > PHRASE_WORDS_MAX {
            continue;
        }
        let plain = plain(paragraph.span.of(text));
        // A quotation mark stays: "Send us your help," is the story.
        let plain = plain.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '©' | '(' | '"' | '\''));
        let bare = plain.trim_end_matches(|c: char| !c.is_alphanumeric());
        let begins = || {
            PHRASES
                .begins
                .iter()
                .find(|(phrase, _)| starts_with_words(plain, phrase))
                .map(|(_, mark)| *mark)
        };
        *mark = PHRASES.whole.get(bare).copied().or_else(begins);
    }
}

fn by_shape(text: &str, paragraphs: &[Paragraph], sentences: &[Sentence], marks: &mut [Option<Furniture>]) {
    for i in 1..paragraphs.len() {
        let paragraph = &paragraphs[i];
        if marks[i].is_some() || paragraph.stops || paragraph.sentences.1 - paragraph.sentences.0 > 1 {
            continue;
        }
        let tokens: Vec<&str> = sentences[paragraph.sentences.0]
            .tokens
            .iter()
            .map(|t| t.span.of(text))
            .collect();
        if paragraph.n_words > HEADING_WORDS_MAX + 4 {
            continue;
        }
        let is_prose = |p: &Paragraph| p.stops && p.n_words >= HEADING_WORDS_MAX;
        let between = is_prose(&paragraphs[i - 1]) && paragraphs.get(i + 1).is_some_and(is_prose);
        if is_fenced(&tokens) || (between && paragraph.n_words <= HEADING_WORDS_MAX && is_title_case(&tokens)) {
            marks[i] = Some(Furniture::Heading);
        } else if is_byline(&tokens) && (i < 5 || i + 3 > paragraphs.len()) {
            marks[i] = Some(Furniture::Byline);
        }
    }
}

/// "- 'Good strategy' -", "=== Aftermath ===", "## Aftermath"
fn is_fenced(tokens: &[&str]) -> bool {
    let is_dash = |token: &str| matches!(token, "-" | "–" | "—" | "--" | "*" | "**" | "***" | "==" | "===");
    match tokens {
        [first, middle @ .., last] => {
            let is_marked = is_dash(first) && is_dash(last) || !first.is_empty() && first.bytes().all(|b| b == b'#');
            is_marked && middle.iter().any(|token| is_word(token))
        }
        _ => false,
    }
}

/// Every long word starts with a capital: "What the Ministers Said".
fn is_title_case(tokens: &[&str]) -> bool {
    let mut letters = tokens
        .iter()
        .filter(|token| token.starts_with(char::is_alphabetic))
        .peekable();
    letters.peek().is_some_and(|first| first.starts_with(char::is_uppercase))
        && letters.all(|token| token.chars().count() < 4 || token.starts_with(char::is_uppercase))
        // A speaker of a quotation that stands apart, an item of a list.
        && tokens[0].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '\'' | '“' | '‘'))
        // "Conservative Party - 365 seats"
        && !tokens.iter().any(|token| token.starts_with(|c: char| c.is_ascii_digit()))
}

/// "By Jane Doe and John Roe, Example News"
fn is_byline(tokens: &[&str]) -> bool {
    let [by, names @ ..] = tokens else { return false };
    let is_name = |token: &&str| {
        token.starts_with(char::is_uppercase) || matches!(*token, "and" | "," | "-" | "|" | "in" | "for" | "of")
    };
    (by.eq_ignore_ascii_case("by"))
        && names.len() >= 2
        && names[0].starts_with(char::is_uppercase)
        && names.iter().all(is_name)
}

fn by_repetition(text: &str, paragraphs: &[Paragraph], sentences: &[Sentence], marks: &mut [Option<Furniture>]) {
    let mut first_seen: FxHashMap<&str, usize> = FxHashMap::default();
    for (i, paragraph) in paragraphs.iter().enumerate() {
        if paragraph.n_words
            < if paragraph.stops {
                REPEATED_SENTENCE_WORDS_MIN
            } else {
                REPEATED_WORDS_MIN
            }
        {
            continue;
        }
        let Some(&first) = first_seen.get(paragraph.span.of(text)) else {
            first_seen.insert(paragraph.span.of(text), i);
            continue;
        };
        marks[i].get_or_insert(Furniture::Repeated);
        // A headline that stands twice inside the article heads another one; its summary follows.
        if first > 0 && !paragraph.stops {
            marks[first].get_or_insert(Furniture::Teaser);
            let next = paragraphs.get(i + 1).filter(|next| next.stops && next.n_words <= 60);
            if next.is_some_and(|next| n_shared(text, sentences, paragraph, next) >= 2) {
                marks[i + 1].get_or_insert(Furniture::Teaser);
            }
        }
    }
}

/// How many long words of the headline its summary repeats.
fn n_shared(text: &str, sentences: &[Sentence], headline: &Paragraph, summary: &Paragraph) -> usize {
    let words = |p: &Paragraph| {
        let tokens = sentences[p.sentences.0..p.sentences.1].iter().flat_map(|s| &s.tokens);
        let long = tokens
            .map(|t| t.span.of(text))
            .filter(|w| w.chars().count() > 3)
            .map(str::to_lowercase);
        long.collect::<FxHashSet<String>>()
    };
    words(headline).intersection(&words(summary)).count()
}
