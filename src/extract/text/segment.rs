//! Where sentences end.
//!
//! A paragraph always ends one. Inside it a full stop does, unless it belongs to an abbreviation or the text goes on
//! in lower case; marks that close a quotation stay with the sentence they close.

use super::chars::{is_closer, is_opener};
use super::words::{Abbreviation, Words};
use super::{Block, Furniture, Sentence, Token, dateline};
use crate::Span;

/// No sentence is longer than this, in tokens, so that what a parser does with it is bounded.
pub(super) const TOKENS_MAX: usize = 400;

/// Cuts the tokens of one paragraph into sentences.
pub(super) fn segment(text: &str, tokens: &[Token], paragraph: u32, words: &Words, sentences: &mut Vec<Sentence>) {
    let view = View { text, tokens, words };
    let mut start = 0;
    if let Some(end) = dateline::end(text, tokens) {
        view.push(0, end, false, paragraph, sentences);
        if let Some(dateline) = sentences.last_mut() {
            dateline.block = Block::Furniture(Furniture::Dateline);
        }
        start = end;
    }
    let mut at = start;
    while at < tokens.len() {
        if at + 1 - start >= TOKENS_MAX {
            at = view.best_cut(start, at);
            view.push(start, at + 1, false, paragraph, sentences);
            start = at + 1;
        } else if let Some(end) = view.end(start, at) {
            view.push(start, end, true, paragraph, sentences);
            start = end;
            at = end;
            continue;
        }
        at += 1;
    }
    if start < tokens.len() {
        view.push(start, tokens.len(), true, paragraph, sentences);
    }
}

struct View<'a> {
    text: &'a str,
    tokens: &'a [Token],
    words: &'a Words,
}

impl View<'_> {
    fn word(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |token| token.span.of(self.text))
    }

    fn first(&self, i: usize) -> Option<char> {
        self.word(i).chars().next()
    }

    /// Is there a blank before this token?
    fn is_apart(&self, i: usize) -> bool {
        i == 0 || i >= self.tokens.len() || self.tokens[i].span.start > self.tokens[i - 1].span.end
    }

    /// If a sentence ends with the token `at` and the closing marks after it: one past its last token.
    fn end(&self, start: usize, at: usize) -> Option<usize> {
        let word = self.word(at);
        if self.ends_header(start, at) || self.ends_address(at) {
            return Some(at + 1);
        }
        match word.as_bytes().last()? {
            b'.' | b'!' | b'?' | 0xa6 => {}
            b')' | b'(' | b'D' | b'P' if word.len() > 1 => return self.ends_smile(at).then_some(at + 1),
            b'>' | b',' | b'M' | b'-' | b'=' | b'*' | b'_' => return self.ends_line(start, at).then_some(at + 1),
            _ => return None,
        }
        let is_stop = word.chars().all(|c| matches!(c, '.' | '!' | '?' | '…'));
        let ends = |c| matches!(c, '.' | '!' | '?');
        if !is_stop && !word.ends_with(ends) {
            return None;
        }
        let mut next = at + 1;
        while next < self.tokens.len() && !self.is_apart(next) && self.closes(next) {
            next += 1;
        }
        let quoted = next > at + 1;
        // A note's number: "in 1805.[6]"
        while self.word(next) == "["
            && self.word(next + 2) == "]"
            && self.word(next + 1).bytes().all(|b| b.is_ascii_digit())
        {
            next += 3;
        }
        if next >= self.tokens.len() {
            return None; // The paragraph ends it.
        }
        let ends = if !is_stop {
            word.ends_with('.') && self.ends_abbreviation(start, at, next)
        } else {
            self.ends_stop(start, at, next, quoted)
        };
        ends.then_some(next)
    }

    /// A date and a time after a name, in mail whose line ends were lost: "Ann Doe" and "08/02/2001 08:02 PM".
    fn ends_header(&self, start: usize, at: usize) -> bool {
        let next = self.word(at + 1).as_bytes();
        if !next.first().is_some_and(u8::is_ascii_digit) || next.len() < 6 || at == start {
            return false;
        }
        let word = self.word(at);
        is_numbers(next, b'/', 3)
            && is_numbers(self.word(at + 2).as_bytes(), b':', 2)
            && (word.starts_with(char::is_uppercase) || word == ">" || is_address(word))
    }

    /// An address ends its line when another address or a capital follows.
    fn ends_address(&self, at: usize) -> bool {
        is_address(self.word(at)) && {
            let next = self.word(at + 1);
            next.starts_with(char::is_uppercase) || is_address(next)
        }
    }

    /// ":)" and a capital.
    fn ends_smile(&self, at: usize) -> bool {
        let word = self.word(at);
        word.len() <= 3 && word.starts_with([':', ';']) && self.word(at + 1).starts_with(char::is_uppercase)
    }

    /// Mail whose line ends were lost: "Thanks, Ann", "<ann@example.org> 02/13/2001 08:02 PM Hello".
    fn ends_line(&self, start: usize, at: usize) -> bool {
        let (word, next) = (self.word(at), self.word(at + 1));
        let is_new = next.starts_with(|c: char| c.is_uppercase());
        match word.as_bytes()[0] {
            b'>' => is_new && at > start && (word.len() > 1 || self.word(at - 1).contains('@')),
            b',' => is_new && at - start <= 2 && self.words.is_closing(self.word(start)) && self.word(at - 1).len() > 2,
            b'A' | b'P' if word.len() == 2 => {
                is_new && at > start + 1 && self.word(at - 1).contains(':') && self.word(at - 2).contains('/')
            }
            _ => is_new && word.len() >= 4 && is_rule(word),
        }
    }

    fn closes(&self, i: usize) -> bool {
        let word = self.word(i);
        word.chars().all(is_closer)
    }

    /// Does a sentence end with a stop that is its own token?
    fn ends_stop(&self, start: usize, at: usize, next: usize, quoted: bool) -> bool {
        let stop = self.word(at);
        let is_ellipsis = stop.len() > 1 && stop.bytes().all(|b| b == b'.') || stop.contains('…');
        let goes_on = self.goes_on(next);
        if !self.is_apart(next) {
            // "Yahoo!Mail"; but a blank was forgotten in "end.The".
            return stop == "."
                && !goes_on
                && self.word(next).len() > 1
                && self.first(next).is_some_and(char::is_uppercase);
        }
        if at == start {
            return false;
        }
        if is_ellipsis {
            return !goes_on && self.first(next).is_some_and(|c| c.is_uppercase() || is_opener(c));
        }
        if quoted {
            // `"We will go." he said`, `"Why?" Jane Doe asked`
            return !goes_on && (stop == "." || !self.names_speaker(next));
        }
        if !goes_on || stop == "." && self.word(next) == "(" {
            return true;
        }
        // Informal writers start sentences small. But "Bldg. nine", a word without vowels, was an abbreviation,
        // and in "Jimmy Kimmel Live! was" the stop belongs to a title.
        let last = self.word(at - 1);
        let is_name = at > start + 1 && last.starts_with(char::is_uppercase);
        let is_inside = if stop == "." { lacks_vowels(last) } else { is_name };
        !is_inside && self.first(next).is_some_and(char::is_lowercase)
    }

    /// The text after a stop does not look like a new sentence.
    fn goes_on(&self, next: usize) -> bool {
        let mut i = next;
        while i < self.tokens.len() && self.word(i).chars().all(is_opener) {
            i += 1;
        }
        match self.first(i) {
            Some(c) if c.is_lowercase() => true,
            Some(',' | ';' | ':' | '–' | '—' | '?' | '!' | '.') if i == next => true,
            _ => false,
        }
    }

    /// Is the dot of this abbreviation also the end of its sentence?
    fn ends_abbreviation(&self, start: usize, at: usize, next: usize) -> bool {
        let word = self.word(at);
        let Some(first) = self.first(next) else { return true };
        if !self.is_apart(next) {
            return false;
        }
        match self.words.abbreviation(word) {
            Some(Abbreviation::Name) => false,
            Some(Abbreviation::Number) if is_month(word) => self.opens_sentence(next),
            Some(Abbreviation::Number) => first.is_uppercase(),
            Some(Abbreviation::End) => self.opens_sentence(next),
            // "J. Smith"; but "so do I. Paris", "Group E. The".
            None if word == "I." && at > start && self.first(at - 1).is_some_and(char::is_lowercase) => {
                first.is_uppercase()
            }
            None => at > start && self.opens_sentence(next),
        }
    }

    /// A capital on a word that is written small elsewhere: "The", "He".
    fn opens_sentence(&self, i: usize) -> bool {
        let mut i = i;
        while i < self.tokens.len() && self.word(i).chars().all(is_opener) {
            i += 1;
        }
        self.words.is_sentence_opener(self.word(i))
    }

    /// `"Why?" the minister asked`, `"Why?" Jane Doe asked`: the quotation is part of a longer sentence.
    fn names_speaker(&self, next: usize) -> bool {
        (next..(next + 5).min(self.tokens.len()))
            .take_while(|i| self.first(*i).is_some_and(char::is_alphabetic))
            .any(|i| self.words.is_speech(self.word(i)))
    }

    /// The best token to cut after, when a sentence is too long.
    fn best_cut(&self, start: usize, last: usize) -> usize {
        let rank = |i: &usize| match self.word(*i) {
            "." | "!" | "?" => 5,
            ";" => 4,
            ":" | "—" | "–" | "--" => 3,
            "," => 2,
            _ => 1,
        };
        let half = start + (last - start) / 2;
        let mut best = (half..=last).max_by_key(|i| (rank(i), *i)).unwrap_or(last);
        // A multiword token stays in one sentence.
        while best > start && self.tokens.get(best + 1).is_some_and(|token| token.joined) {
            best -= 1;
        }
        best
    }

    fn push(&self, from: usize, to: usize, is_end: bool, paragraph: u32, sentences: &mut Vec<Sentence>) {
        let tokens = &self.tokens[from..to];
        let mut own = Vec::with_capacity(tokens.len() + 1);
        own.extend_from_slice(tokens);
        if is_end {
            self.free_dot(&mut own);
        }
        sentences.push(Sentence {
            span: Span {
                start: own[0].span.start,
                end: own[own.len() - 1].span.end,
            },
            tokens: own,
            paragraph,
            block: Block::Body,
        });
    }

    /// The dot of a last abbreviation is the full stop: "etc" and "."
    fn free_dot(&self, tokens: &mut Vec<Token>) {
        let is_closing = |token: &Token| token.span.of(self.text).chars().all(is_closer);
        let Some(last) = tokens.iter().rposition(|token| !is_closing(token)) else {
            return;
        };
        let span = tokens[last].span;
        let word = span.of(self.text);
        let is_number = self.words.abbreviation(word) == Some(Abbreviation::Number);
        let is_abbreviation = word.len() > 1 && word.ends_with('.') && word.starts_with(char::is_alphabetic);
        // "Acme Inc.", a line of its own, is a name; so is "Acme Inc." in quotation marks.
        if is_number || is_abbreviation && last > 1 && last + 1 == tokens.len() {
            let dot = span.end as usize - 1;
            tokens[last].span = Span::new(span.start as usize, dot);
            tokens.insert(
                last + 1,
                Token {
                    span: Span::new(dot, dot + 1),
                    joined: false,
                },
            );
        }
    }
}

fn lacks_vowels(word: &str) -> bool {
    word.len() <= 5
        && word
            .bytes()
            .all(|b| b.is_ascii_alphabetic() && !b"aeiouyAEIOUY".contains(&b))
}

/// A web or mail address, or a name with a mail server: "Ann@EXAMPLE".
fn is_address(word: &str) -> bool {
    word.len() > 4 && (word.contains("://") || word.starts_with("www.") || word.find('@').is_some_and(|at| at > 0))
}

/// At least so many groups of digits: "02/13/2001", "08:02".
fn is_numbers(word: &[u8], between: u8, groups: usize) -> bool {
    let mut parts = word.split(|b| *b == between);
    word.iter().filter(|b| **b == between).count() + 1 >= groups
        && parts.all(|part| !part.is_empty() && part.iter().all(u8::is_ascii_digit))
}

/// A line drawn with one sign.
fn is_rule(word: &str) -> bool {
    let first = word.as_bytes()[0];
    matches!(first, b'-' | b'=' | b'*' | b'_') && word.bytes().all(|b| b == first)
}

/// "Nov.", "Sept.", "Thurs."
fn is_month(word: &str) -> bool {
    matches!(word.as_bytes(), [b'A'..=b'Z', b'a'..=b'z', b'a'..=b'z', .., b'.']) && word.len() <= 6
}
