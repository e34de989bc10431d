//! Where paragraphs end: a line is one, unless it was wrapped.

use super::chars::{is_closer, is_opener};

/// A line shorter than this was not wrapped by an editor.
const WRAP_MIN: usize = 40;
/// Nor was a longer one.
const WRAP_MAX: usize = 120;

/// The paragraphs of a text, as byte ranges without the blanks around them.
pub(super) fn paragraphs(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut block: Vec<(usize, usize)> = Vec::new();
    let mut lines = Lines { text, at: 0 };
    loop {
        let line = lines.next();
        match line {
            Some((start, end)) if start < end => block.push((start, end)),
            _ => {
                join_wrapped(text, &block, &mut found);
                block.clear();
            }
        }
        if line.is_none() {
            return found;
        }
    }
}

struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = (usize, usize);

    /// The next line, trimmed. A carriage return, a form feed and Unicode's own separators end lines too.
    fn next(&mut self) -> Option<(usize, usize)> {
        if self.at >= self.text.len() {
            return None;
        }
        let rest = &self.text[self.at..];
        let is_end = |c: char| matches!(c, '\n' | '\r' | '\x0c' | '\u{85}' | '\u{2028}' | '\u{2029}');
        let stop = rest.find(is_end).unwrap_or(rest.len());
        let line = &rest[..stop];
        let start = self.at + line.len() - line.trim_start().len();
        let end = start + line.trim().len();
        let after = &rest[stop..];
        self.at += stop
            + if after.starts_with("\r\n") {
                2
            } else {
                after.chars().next().map_or(0, char::len_utf8)
            };
        Some((start, end))
    }
}

/// Joins the lines of a block that an editor or a mailer has wrapped; every other line is a paragraph.
fn join_wrapped(text: &str, lines: &[(usize, usize)], found: &mut Vec<(usize, usize)>) {
    let Some((&first, rest)) = lines.split_first() else {
        return;
    };
    let width = lines.iter().map(|(start, end)| end - start).max().unwrap_or(0);
    // A wrapped line had no room for the first word of the next one.
    let full = |a: (usize, usize), b: (usize, usize)| {
        let word = text[b.0..b.1].find(' ').unwrap_or(b.1 - b.0);
        a.1 - a.0 >= WRAP_MIN && a.1 - a.0 + 1 + word > width
    };
    let pairs = lines.windows(2).filter(|pair| full(pair[0], pair[1])).count();
    let is_wrapped = lines.len() > 2 && (WRAP_MIN..=WRAP_MAX).contains(&width) && pairs * 3 >= (lines.len() - 1) * 2;
    let mut open = first;
    let mut last = first;
    for &line in rest {
        let goes_on = (is_wrapped && full(last, line)) || runs_on(&text[last.0..last.1], &text[line.0..line.1]);
        if goes_on && !is_item(&text[line.0..line.1]) {
            open.1 = line.1;
        } else {
            found.push(open);
            open = line;
        }
        last = line;
    }
    found.push(open);
}

/// The line stops in mid-sentence and the next one starts in lower case.
fn runs_on(line: &str, next: &str) -> bool {
    let stops = line
        .trim_end_matches(is_closer)
        .ends_with(['.', '!', '?', ':', ';', '…']);
    !stops && line.len() >= WRAP_MIN / 2 && next.trim_start_matches(is_opener).starts_with(char::is_lowercase)
}

/// A bullet.
fn is_item(line: &str) -> bool {
    let mut chars = line.chars();
    matches!(chars.next(), Some('-' | '*' | '•' | '·' | '–' | '—' | '▪' | '►' | '+')) && chars.next() == Some(' ')
}
