//! Where words end: the conventions of UD English, scanned once from left to right.
//!
//! Text is cut at blanks into chunks. A chunk of letters is a word at once; any other is read sign by sign
//! here and word by word in [`super::word`]. Every character that is not blank lands in exactly one token.

use super::Token;
use super::chars::*;
use super::words::Words;
use super::{address, clitic, word};
use crate::Span;

/// Shorter runs of different signs are no line.
const RULE_MIN: usize = 4;

/// Cuts `text[start..end]` and appends the tokens.
pub(super) fn tokenize(text: &str, start: usize, end: usize, words: &Words, tokens: &mut Vec<Token>) {
    let mut scanner = Scanner {
        text: &text[..end],
        words,
        tokens,
        in_single_quotes: false,
    };
    let bytes = scanner.text.as_bytes();
    let mut at = start;
    while at < end {
        let (stop, kinds) = chunk_end(scanner.text, at);
        if stop == at {
            at += char_at(scanner.text, at).map_or(1, char::len_utf8);
            continue;
        }
        if kinds == LETTER || kinds == DIGIT {
            scanner.push_word(at, stop);
        } else if kinds & !(LETTER | WIDE) == SIGN | ADDRESS
            && bytes[stop - 1] == b'.'
            && KIND[bytes[stop - 2.min(stop - at)] as usize] == LETTER
            && bytes[at..stop - 1].iter().all(|b| KIND[*b as usize] == LETTER)
        {
            // The commonest chunk after plain words: a word and a full stop.
            word::with_dot(&mut scanner, at, stop);
        } else {
            scanner.chunk(at, stop, kinds);
        }
        at = stop;
    }
}

/// The end of the run without blanks that starts at a byte, and the kinds of its bytes.
fn chunk_end(text: &str, start: usize) -> (usize, u8) {
    let bytes = text.as_bytes();
    let (mut at, mut kinds) = (start, 0);
    while at < bytes.len() {
        let kind = KIND[bytes[at] as usize];
        if kind == SPACE {
            break;
        }
        if kind == WIDE {
            match char_at(text, at) {
                Some(c) if !c.is_whitespace() => at += c.len_utf8(),
                _ => break,
            }
        } else {
            at += 1;
        }
        kinds |= kind;
    }
    (at, kinds)
}

pub(super) struct Scanner<'a> {
    /// The article up to the end of the paragraph.
    pub(super) text: &'a str,
    pub(super) words: &'a Words,
    tokens: &'a mut Vec<Token>,
    /// A single quote was opened in this paragraph: "'" after an "s" closes it.
    pub(super) in_single_quotes: bool,
}

impl Scanner<'_> {
    pub(super) fn push(&mut self, start: usize, end: usize) {
        self.tokens.push(Token {
            span: Span::new(start, end),
            joined: false,
        });
    }

    pub(super) fn push_joined(&mut self, start: usize, end: usize) {
        self.tokens.push(Token {
            span: Span::new(start, end),
            joined: true,
        });
    }

    /// A word without signs: one token, unless it is a contraction.
    pub(super) fn push_word(&mut self, start: usize, end: usize) {
        let words = self.words;
        let Some(parts) = words.contraction(&self.text[start..end], &self.text[end..]) else {
            return self.push(start, end);
        };
        let mut at = start;
        for part in parts {
            self.tokens.push(Token {
                span: Span::new(at, at + part),
                joined: at > start,
            });
            at += part;
        }
    }

    /// A run without blanks that is more than a word.
    fn chunk(&mut self, start: usize, end: usize, kinds: u8) {
        if end - start <= 8 && self.words.is_whole(&self.text[start..end]) {
            return self.push(start, end);
        }
        let mut at = start;
        if kinds & ADDRESS != 0 {
            let mut from = start;
            while let Some((address, stop)) = address::find(self.text, from, at, end) {
                self.pieces(at, address, start);
                self.push(address, stop);
                (at, from) = (stop, stop);
            }
        }
        self.pieces(at, end, start);
    }

    /// Words and signs, in turn.
    fn pieces(&mut self, start: usize, end: usize, chunk: usize) {
        let mut at = start;
        while at < end {
            at = if word::starts(self.text, at) {
                word::word(self, at, end)
            } else {
                self.sign(at, end, chunk)
            };
        }
    }

    /// One sign, or a run of them that is one token; returns where it ends.
    fn sign(&mut self, at: usize, end: usize, chunk: usize) -> usize {
        let Some(c) = char_at(self.text, at) else { return end };
        let after = at + c.len_utf8();
        let mut stop = match c {
            '.' | '!' | '?' | '…' => {
                if c == '.' && at == chunk && self.text[after..end].starts_with(|c: char| c.is_ascii_digit()) {
                    return word::word(self, at, end); // ".265"
                }
                run(self.text, at, end, |c| matches!(c, '.' | '!' | '?' | '…'))
            }
            '\'' | '’' | '‘' | '`' | '´' => return self.apostrophe(c, at, end, chunk),
            '-' | '=' | '*' | '~' | '_' | '+' | '#' | '|' | '<' | '>' | '—' | '–' | '$' | '^' | '\0'..='\x1f' => {
                let mut stop = run(self.text, at, end, |d| d == c);
                // A line drawn with more than one sign: "---=", "==--".
                let drawn = run(self.text, at, end, |d| matches!(d, '-' | '=' | '*' | '~' | '_'));
                if drawn >= at + RULE_MIN && stop > after {
                    stop = drawn;
                }
                let next = self.text.as_bytes().get(stop).filter(|_| stop < end);
                let goes_on = match (c, next) {
                    ('+', Some(b)) => at == chunk && b.is_ascii_digit(), // "+44"
                    ('#', Some(b)) => at == chunk && b.is_ascii_alphabetic(),
                    _ => false,
                };
                if goes_on && stop == after {
                    return word::word(self, at, end);
                }
                stop
            }
            '@' if at == chunk && end > after && word::starts(self.text, after) => return word::word(self, at, end),
            _ => after,
        };
        while let Some(c) = char_at(self.text, stop).filter(|c| stop < end && is_sign_mark(*c)) {
            stop += c.len_utf8();
        }
        self.push(at, stop);
        stop
    }

    /// A quote mark, or the apostrophe of "'90s" and "'em"; returns where it ends.
    fn apostrophe(&mut self, c: char, at: usize, end: usize, chunk: usize) -> usize {
        let after = at + c.len_utf8();
        if self.text[after..end].starts_with(c) {
            self.push(at, after + c.len_utf8());
            return after + c.len_utf8();
        }
        let opens = at == chunk || char_before(self.text, at).is_some_and(is_opener);
        let letters = word::run_end(self.text, after, end);
        if opens && letters > after {
            let rest = &self.text[after..letters];
            let is_year = rest.len() >= 2 && rest.as_bytes()[..2].iter().all(u8::is_ascii_digit) && rest.len() <= 3;
            // "'90s", "'em"; a clitic that stands alone: "Bush 's".
            if c != '‘' && (is_year || self.words.is_whole_after_apostrophe(rest)) {
                self.push(at, letters);
                return letters;
            }
            self.in_single_quotes = true;
        } else if !opens {
            self.in_single_quotes = false;
            if clitic::is_clitic(&self.text[after..letters]) {
                self.push(at, letters); // "X"'s
                return letters;
            }
        }
        self.push(at, after);
        after
    }
}

/// Where the run of characters that pass `is` ends.
fn run(text: &str, at: usize, end: usize, is: impl Fn(char) -> bool) -> usize {
    text[at..end].find(|c| !is(c)).map_or(end, |n| at + n)
}
