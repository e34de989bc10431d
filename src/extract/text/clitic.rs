//! Apostrophes: "Kyiv's" is two words, "don't" too, "O'Brien" is one.

use super::chars::{char_at, is_apostrophe};
use super::tokenize::Scanner;
use super::word;

/// "s", "re", "ll": what may follow the apostrophe of a clitic.
pub(super) fn is_clitic(letters: &str) -> bool {
    ["s", "re", "ve", "ll", "d", "m"]
        .iter()
        .any(|clitic| letters.eq_ignore_ascii_case(clitic))
}

/// What an apostrophe after a word does.
pub(super) enum Apostrophe {
    /// It stands inside a name: "O'Brien".
    Joins,
    /// All tokens up to this byte were pushed.
    Done(usize),
}

/// Reads the apostrophe at `at`, after the word that starts at `start`; `next` is the byte after it.
pub(super) fn apostrophe(scanner: &mut Scanner, start: usize, at: usize, next: usize, end: usize) -> Apostrophe {
    let text = scanner.text;
    let stop = word::run_end(text, next, end);
    let rest = &text[next..stop];
    if is_clitic(rest) {
        if rest.eq_ignore_ascii_case("s") && is_decade(&text[start..at]) {
            scanner.push(start, stop);
        } else {
            scanner.push_word(start, at);
            scanner.push_joined(at, stop);
        }
        return Apostrophe::Done(more_clitics(scanner, stop, end));
    }
    if rest.eq_ignore_ascii_case("t") && text[start..at].ends_with(['n', 'N']) {
        if at - 1 > start {
            scanner.push(start, at - 1);
            scanner.push_joined(at - 1, stop);
        } else {
            scanner.push(start, stop);
        }
        return Apostrophe::Done(more_clitics(scanner, stop, end));
    }
    if !rest.is_empty() {
        // "c'mon"
        return if text[at..].starts_with('\'') && scanner.words.contraction(&text[start..stop], &text[stop..]).is_some()
        {
            scanner.push_word(start, stop);
            Apostrophe::Done(stop)
        } else if text[at..].starts_with('‘') {
            Apostrophe::Done(word::finish(scanner, start, at))
        } else {
            Apostrophe::Joins
        };
    }
    // "the ministers' meeting"; but the end of 'Our ministers'.
    let plural = text[..at].ends_with(['s', 'S', 'z', 'x']);
    let doubled = text[next..end].starts_with(is_apostrophe);
    word::finish(scanner, start, at);
    if plural && !scanner.in_single_quotes && !doubled && !text[at..].starts_with(['`', '‘']) {
        scanner.push_joined(at, next);
        return Apostrophe::Done(next);
    }
    Apostrophe::Done(at)
}

/// "I'd've". No word has more than two, and a multiword token must fit into a sentence.
fn more_clitics(scanner: &mut Scanner, mut at: usize, end: usize) -> usize {
    for _ in 0..2 {
        if at >= end || !char_at(scanner.text, at).is_some_and(is_apostrophe) {
            break;
        }
        let next = at + char_at(scanner.text, at).map_or(1, char::len_utf8);
        let stop = word::run_end(scanner.text, next, end);
        if !is_clitic(&scanner.text[next..stop]) {
            break;
        }
        scanner.push_joined(at, stop);
        at = stop;
    }
    at
}

/// "60's", "1590's"
fn is_decade(word: &str) -> bool {
    matches!(word.len(), 2 | 4) && word.ends_with('0') && word.bytes().all(|b| b.is_ascii_digit())
}
