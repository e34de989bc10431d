//! A plain tokenizer for training texts, close to how the treebanks divide words.

use crate::Span;
use crate::extract::text::{Block, Sentence, Token};

/// Abbreviations whose full stop is part of the word and ends no sentence.
const TITLES: &[&str] = &[
    "Mr", "Mrs", "Ms", "Dr", "Gov", "Sen", "Gen", "Rep", "St", "Lt", "Col", "Prof", "Sgt", "Capt", "Rev", "Hon", "No",
    "vs", "Maj", "Adm", "Cmdr", "Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec",
];
const ABBREVIATIONS: &[&str] = &["Jr", "Sr", "Inc", "Ltd", "Corp", "Co", "etc", "Bros"];
const CLITICS: &[&str] = &["'s", "'m", "'d", "'re", "'ve", "'ll", "n't"];

/// Divides a text into sentences of tokens.
pub fn sentences(text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut tokens: Vec<Token> = Vec::new();
    let mut end = |tokens: &mut Vec<Token>| {
        if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
            let span = first.span.join(last.span);
            sentences.push(Sentence {
                span,
                tokens: std::mem::take(tokens),
                paragraph: 0,
                block: Block::Body,
            });
        }
    };
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            let ended = tokens.last().is_some_and(|t| ends_sentence(text, t, &text[at..]));
            if c == '\n' || ended {
                end(&mut tokens);
            }
            at += c.len_utf8();
            continue;
        }
        let length = word(&text[at..]);
        divide(text, at, at + length, &mut tokens);
        at += length;
    }
    end(&mut tokens);
    sentences
}

fn ends_sentence(text: &str, last: &Token, rest: &str) -> bool {
    let before = text[..last.span.end as usize].trim_end_matches(['"', '”', '\'', '’', ')', ']']);
    let capital = rest.trim_start().chars().next().is_some_and(|c| !c.is_lowercase());
    let word = last.span.of(text);
    let abbreviation = word.len() > 1 && word.ends_with('.') && !word.starts_with('.');
    let name = abbreviation && (TITLES.contains(&word.trim_end_matches('.')) || word.chars().count() == 2);
    before.ends_with(['.', '!', '?']) && capital && !name
}

/// The length of the next run that the white space or punctuation around it sets apart.
fn word(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let mut end = 0;
    let mut dots = false;
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|p| p.1);
        let before = rest[..i].chars().next_back();
        let inside = match c {
            c if c.is_alphanumeric() => true,
            '\'' | '’' => before.is_some() && next.is_some_and(char::is_alphabetic),
            '.' | ',' | ':' if before.is_some_and(|b| b.is_ascii_digit()) => next.is_some_and(|n| n.is_ascii_digit()),
            '.' => before.is_some() && next.is_some_and(char::is_alphanumeric),
            '&' => before.is_some_and(char::is_uppercase) && next.is_some_and(char::is_uppercase),
            _ => false,
        };
        if !inside {
            break;
        }
        dots |= c == '.';
        end = i + c.len_utf8();
    }
    let stem = &rest[..end];
    let initial = stem.chars().count() == 1 && stem.chars().all(char::is_uppercase) && stem != "I";
    let letters_and_dots = dots && stem.split('.').all(|part| part.chars().count() == 1);
    let known = TITLES.contains(&stem) || ABBREVIATIONS.contains(&stem);
    if rest[end..].starts_with('.') && end > 0 && (initial || letters_and_dots || known) {
        return end + 1;
    }
    if end > 0 {
        return end;
    }
    let first = rest.chars().next().map_or(1, char::len_utf8);
    let run = rest.len() - rest.trim_start_matches(&rest[..first]).len();
    if rest.starts_with(['.', '-', '!', '?']) {
        run
    } else {
        first
    }
}

/// Cuts contractions off a word.
fn divide(text: &str, start: usize, end: usize, tokens: &mut Vec<Token>) {
    let word = text[start..end].replace('’', "'").to_lowercase();
    let clitic = CLITICS.iter().find(|c| word.len() > c.len() && word.ends_with(*c));
    let exact = text[start..end].to_lowercase().len() == end - start;
    if let (Some(clitic), true) = (clitic, exact) {
        let curly = if text[start..end].contains('’') { 2 } else { 0 };
        let cut = end - clitic.len() - curly;
        if cut > start && text.is_char_boundary(cut) {
            tokens.push(Token {
                span: Span::new(start, cut),
                joined: false,
            });
            tokens.push(Token {
                span: Span::new(cut, end),
                joined: true,
            });
            return;
        }
    }
    tokens.push(Token {
        span: Span::new(start, end),
        joined: false,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_sentences() {
        let text = "Mr. Pohl didn't go to the U.S. embassy. \"It’s 1,000.5 pro-EU votes...\" J. Rau left.";
        let shown: Vec<Vec<&str>> = sentences(text)
            .iter()
            .map(|s| s.tokens.iter().map(|t| t.span.of(text)).collect())
            .collect();
        let expected: [&[&str]; 3] = [
            &["Mr.", "Pohl", "did", "n't", "go", "to", "the", "U.S.", "embassy", "."],
            &["\"", "It", "’s", "1,000.5", "pro", "-", "EU", "votes", "...", "\""],
            &["J.", "Rau", "left", "."],
        ];
        assert_eq!(shown, expected);
    }
}
