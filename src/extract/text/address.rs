//! Web and mail addresses inside a chunk: one token each.

use super::chars::{DIGIT, KIND, LETTER, WIDE};

/// How far back from `@` or `://` an address may start.
const BACK_MAX: usize = 64;

/// The first address in `text[from..end]` that starts at `floor` or later.
///
/// Linear over a chunk: the caller goes on from where the address ends.
pub(super) fn find(text: &str, from: usize, floor: usize, end: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < end {
        let found = match bytes[at] {
            b':' if bytes[at..end].starts_with(b"://") => web(text, at, at + 3, floor, end),
            b':' if bytes[floor..at].ends_with(b"mailto") => web(text, at, at + 1, floor, end),
            b'w' | b'W' if starts_www(bytes, at, floor, end) => Some((at, web_end(text, at, end))),
            b'@' => mail(text, at, floor, end),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
        at += 1;
    }
    None
}

/// "cra.org/resources": where an address goes on after its domain; trailing punctuation is not part of it.
pub(super) fn web_end(text: &str, start: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let (mut stop, mut open) = (start, 0i32);
    while stop < end {
        match bytes[stop] {
            b'<' | b'>' | b'"' | b'|' | b'{' | b'}' => break,
            b'(' | b'[' => open += 1,
            b')' | b']' if open == 0 => break,
            b')' | b']' => open -= 1,
            0xe2 if [&b"\xe2\x80\x9d"[..], b"\xe2\x80\x9c", b"\xe2\x80\x99"]
                .contains(&&bytes[stop..(stop + 3).min(end)]) =>
            {
                break;
            }
            _ => {}
        }
        stop += 1;
    }
    while stop > start
        && matches!(
            bytes[stop - 1],
            b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'*' | b'(' | b'['
        )
    {
        stop -= 1;
    }
    stop
}

/// An address with a scheme: letters before the colon, something after.
fn web(text: &str, colon: usize, rest: usize, floor: usize, end: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let start = back(colon, floor, |b| b.is_ascii_alphabetic(), bytes);
    if start == colon {
        return None;
    }
    let stop = web_end(text, colon, end);
    (stop > rest).then_some((start, stop))
}

fn starts_www(bytes: &[u8], at: usize, floor: usize, end: usize) -> bool {
    let before = at
        .checked_sub(1)
        .filter(|b| *b >= floor)
        .map(|b| KIND[bytes[b] as usize]);
    before.is_none_or(|kind| kind & (LETTER | DIGIT | WIDE) == 0)
        && end - at > 4
        && bytes[at..at + 4].eq_ignore_ascii_case(b"www.")
        && KIND[bytes[at + 4] as usize] & (LETTER | DIGIT) != 0
}

/// "someone@example.org"; also the masked "some...@example.org" and "name@HOST".
fn mail(text: &str, sign: usize, floor: usize, end: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let is_part = |b: u8| KIND[b as usize] & (LETTER | DIGIT) != 0 || matches!(b, b'.' | b'_' | b'-');
    let mut start = back(sign, floor, |b| is_part(b) || matches!(b, b'+' | b'%' | b'&'), bytes);
    while start < sign && KIND[bytes[start] as usize] & (LETTER | DIGIT) == 0 {
        start += 1;
    }
    let mut stop = sign + 1;
    while stop < end && is_part(bytes[stop]) {
        stop += 1;
    }
    while stop > sign + 1 && KIND[bytes[stop - 1] as usize] & (LETTER | DIGIT) == 0 {
        stop -= 1;
    }
    (start < sign && stop > sign + 1).then_some((start, stop))
}

fn back(from: usize, floor: usize, is: impl Fn(u8) -> bool, bytes: &[u8]) -> usize {
    let floor = floor.max(from.saturating_sub(BACK_MAX));
    let mut at = from;
    while at > floor && is(bytes[at - 1]) {
        at -= 1;
    }
    at
}
