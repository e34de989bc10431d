//! What holds together inside a chunk: "U.S.", "15,000", "o'clock", "anti-war"; and what does not: "US - led".

use super::address;
use super::chars::*;
use super::clitic::{Apostrophe, apostrophe};
use super::tokenize::Scanner;

/// Does a word start at this byte?
pub(super) fn starts(text: &str, at: usize) -> bool {
    match KIND[text.as_bytes()[at] as usize] {
        LETTER | DIGIT => true,
        WIDE => char_at(text, at).is_some_and(|c| !is_wide_sign(c)),
        _ => false,
    }
}

/// Where the run of letters and digits ends that starts at a byte.
pub(super) fn run_end(text: &str, start: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < end {
        match KIND[bytes[at] as usize] {
            LETTER | DIGIT => at += 1,
            WIDE => match char_at(text, at) {
                Some(c) if !is_wide_sign(c) => at += c.len_utf8(),
                _ => break,
            },
            // "ETA_revision", but "_word_" is marked text.
            _ if bytes[at] == b'_' && at > start && at + 1 < end && starts(text, at + 1) => at += 1,
            _ => break,
        }
    }
    at
}

/// A chunk of letters and one dot: "Gov." or "end" and "."
pub(super) fn with_dot(scanner: &mut Scanner, start: usize, end: usize) {
    if keeps_dot(scanner, start, end - 1) {
        scanner.push(start, end);
    } else {
        scanner.push_word(start, end - 1);
        scanner.push(end - 1, end);
    }
}

/// Reads the word that starts at a byte and pushes its tokens; returns where the next piece starts.
pub(super) fn word(scanner: &mut Scanner, start: usize, end: usize) -> usize {
    let text = scanner.text;
    let bytes = text.as_bytes();
    // A first sign that belongs to the word: ".265", "+44", "@name".
    let mut part = if starts(text, start) { start } else { start + 1 };
    loop {
        let at = run_end(text, part, end);
        if at >= end {
            return finish(scanner, start, at);
        }
        let next = at + char_at(text, at).map_or(1, char::len_utf8);
        let more = next < end && starts(text, next);
        let between_digits = more && at > part && bytes[at - 1].is_ascii_digit() && bytes[next].is_ascii_digit();
        part = match bytes[at] {
            b'.' | b',' | b':' if between_digits && holds_digits(bytes, at, end) => next,
            b'.' if more => match joins_dot(scanner, start, part, at, end) {
                Dot::Joins => next,
                Dot::Address => {
                    let stop = address::web_end(text, at, end);
                    scanner.push(start, stop);
                    return stop;
                }
                Dot::Stops if keeps_dot(scanner, start, at) => {
                    scanner.push(start, next);
                    return next;
                }
                Dot::Stops => return finish(scanner, start, at),
            },
            b'.' if !is_ellipsis(&bytes[at..end]) && keeps_dot(scanner, start, at) => {
                scanner.push(start, next);
                return next;
            }
            b'/' if between_digits && is_date(&bytes[start..end.min(start + 12)]) => next,
            b'/' if between_digits && is_phone(&bytes[start..end.min(start + 24)]) => next,
            b'/' if more && is_whole(scanner, start, next, end) => next,
            b'-' if more && joins_hyphen(scanner, start, part, at, next, end) => next,
            b'-' if next == end && is_cut_off(&bytes[start..at]) => {
                scanner.push(start, next);
                return next;
            }
            b'&' if more && at - part <= 3 && run_end(text, next, end) - next <= 3 && part == start => next,
            b'*' if more && at > part && bytes[at - 1].is_ascii_alphabetic() && bytes[next].is_ascii_lowercase() => {
                next
            }
            b'$' if at - start <= 3 && bytes[start..at].iter().all(u8::is_ascii_uppercase) => {
                scanner.push(start, next); // "US$"
                return next;
            }
            b'!' if &text[start..at] == "Yahoo" => {
                scanner.push(start, next);
                return next;
            }
            _ if char_at(text, at).is_some_and(is_apostrophe) => match apostrophe(scanner, start, at, next, end) {
                Apostrophe::Joins => next,
                Apostrophe::Done(stop) => return stop,
            },
            _ => return finish(scanner, start, at),
        };
    }
}

/// Pushes a finished word; a unit leaves its number: "10bn" is 10 bn.
pub(super) fn finish(scanner: &mut Scanner, start: usize, end: usize) -> usize {
    let word = &scanner.text[start..end];
    let digits = word
        .bytes()
        .take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b':'))
        .count();
    if digits > 0
        && digits < word.len()
        && word.as_bytes()[0].is_ascii_digit()
        && scanner.words.is_unit(&word[digits..])
    {
        scanner.push(start, start + digits);
        scanner.push(start + digits, end);
    } else {
        scanner.push_word(start, end);
    }
    end
}

/// "15,000" and "5:00" hold together; "1,2" and "in 2020,15" are lists.
fn holds_digits(bytes: &[u8], at: usize, end: usize) -> bool {
    let digits = bytes[at + 1..end.min(at + 5)]
        .iter()
        .take_while(|b| b.is_ascii_digit())
        .count();
    match bytes[at] {
        b',' => digits == 3 || digits == 2, // "1,00,000" in India
        _ => true,
    }
}

enum Dot {
    Joins,
    /// The rest of the chunk is an address.
    Address,
    Stops,
}

/// A dot between letters.
fn joins_dot(scanner: &Scanner, start: usize, part: usize, at: usize, end: usize) -> Dot {
    let (text, bytes) = (scanner.text, scanner.text.as_bytes());
    let next = at + 1;
    let stop = run_end(text, next, end);
    let letters = |from: usize, to: usize| text[from..to].chars().all(char::is_alphabetic);
    let (left, right) = (&text[part..at], &text[next..stop]);
    // "U.S.", "a.k.a.", and "Ph.D." from the list.
    if left.chars().count() == 1 && right.chars().count() == 1 && letters(part, at) && letters(next, stop) {
        return Dot::Joins;
    }
    if stop < end && bytes[stop] == b'.' && scanner.words.abbreviation(&text[start..stop + 1]).is_some() {
        return Dot::Joins;
    }
    let same_case = !right.starts_with(char::is_uppercase) || left.bytes().all(|b| !b.is_ascii_lowercase());
    if same_case && scanner.words.is_domain(right) && left.len() > 1 {
        return match bytes.get(stop).filter(|_| stop < end) {
            Some(b'/') => Dot::Address,
            _ => Dot::Joins,
        };
    }
    // "comp.sources.unix": lower case throughout, more than one dot.
    let lower = |s: &str| {
        !s.is_empty()
            && s.bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    let dotted = |i: usize| i + 1 < end && bytes[i] == b'.' && bytes[i + 1].is_ascii_lowercase();
    if lower(left) && lower(right) && (stop < end && dotted(stop) || part > start && bytes[part - 1] == b'.') {
        return Dot::Joins;
    }
    Dot::Stops
}

/// Is the dot after this word its own?
fn keeps_dot(scanner: &Scanner, start: usize, dot: usize) -> bool {
    let word = &scanner.text[start..dot];
    if word.len() > 12 {
        return false;
    }
    // Initials, and dotted letters: each part is one letter.
    let letters = word.rsplit('-').next().unwrap_or(word); // "non-U.S."
    let initials = letters.split('.').all(|part| {
        let mut chars = part.chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
    });
    let is_initial = initials && (letters.len() > 2 || letters.chars().all(char::is_uppercase));
    is_initial || scanner.words.abbreviation(&scanner.text[start..dot + 1]).is_some()
}

/// "etc..." is "etc" and an ellipsis; "etc.." is "etc." and a full stop.
fn is_ellipsis(signs: &[u8]) -> bool {
    signs.starts_with(b"...") || signs.starts_with(b"..") && signs.len() > 2
}

/// A hyphen between two words.
fn joins_hyphen(scanner: &Scanner, start: usize, part: usize, at: usize, next: usize, end: usize) -> bool {
    let (text, bytes) = (scanner.text, scanner.text.as_bytes());
    let stop = run_end(text, next, end);
    if bytes[start..at]
        .iter()
        .all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/' | b'x'))
        && bytes[next].is_ascii_digit()
    {
        return is_phone(&bytes[start..end.min(start + 24)]);
    }
    (part == start && scanner.words.is_prefix(&text[start..at]))
        || scanner.words.is_suffix(&text[next..stop])
        || is_whole(scanner, start, next, end)
}

/// "uh-oh", "b/c": in the list.
fn is_whole(scanner: &Scanner, start: usize, next: usize, end: usize) -> bool {
    let stop = run_end(scanner.text, next, end);
    stop - start <= 12 && scanner.words.is_whole(&scanner.text[start..stop])
}

/// "713-853-3989", "11-20-2000", "2020-01-31": groups of digits that are no range.
fn is_phone(bytes: &[u8]) -> bool {
    let mut groups = [0usize; 6];
    let mut n = 0;
    for b in bytes {
        match b {
            b'0'..=b'9' => groups[n] += 1,
            b'-' | b'/' if n < 5 && groups[n] > 0 => n += 1,
            b'x' if n == 0 && groups[0] == 0 => {}
            _ => break,
        }
    }
    matches!(
        groups[..=n],
        [3, 4] | [3, 3, 4] | [1, 3, 3, 4] | [5, 4] | [1..=2, 1..=2, 2 | 4] | [4, 2, 2]
    ) && !(n == 1 && groups[1] == 4 && groups[0] == 4)
}

/// "9/11", "11/28/2000", "1/2".
fn is_date(bytes: &[u8]) -> bool {
    let mut groups = [0usize; 4];
    let mut n = 0;
    for b in bytes {
        match b {
            b'0'..=b'9' => groups[n] += 1,
            b'/' if n < 3 && groups[n] > 0 => n += 1,
            _ => break,
        }
    }
    matches!(groups[..=n], [1..=2, 1..=2] | [1..=2, 1..=2, 2 | 4] | [4, 1..=2, 1..=2])
}

/// "th-": a word broken off in speech. "on-" is a word and a dash.
fn is_cut_off(letters: &[u8]) -> bool {
    letters.len() <= 3
        && letters
            .iter()
            .all(|b| b.is_ascii_alphabetic() && !b"aeiouAEIOU".contains(b))
}
