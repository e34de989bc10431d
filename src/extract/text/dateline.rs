//! Where a report's dateline ends: "KYIV, Ukraine, March 3 (Example Wire) - ".
//!
//! Read as part of the sentence, its place would be taken for somebody who acts.

use super::Token;
use super::chars::is_opener;
use crate::lexicon::builtin::en;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// No dateline has more tokens.
const TOKENS_MAX: usize = 18;
/// What follows one that only its capitals give away has at least so many.
const REST_MIN: usize = 5;
/// What follows a place of the list that is written as anywhere.
const REST_MIN_KNOWN: usize = 8;
/// Nor has that rest another dash so near: "Minsk - Moscow's ally - agreed".
const NEAR: usize = 14;

/// Names of places, as they are written in running text.
static PLACES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let lines = en::NAMES.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.strip_suffix("\tplace")).collect()
});

/// If a paragraph begins with a dateline: one past its dash.
pub(super) fn end(text: &str, tokens: &[Token]) -> Option<usize> {
    let word = |i: usize| tokens.get(i).map_or("", |t: &Token| t.span.of(text));
    // Most paragraphs begin with a word and no name, or go on without a dash.
    let is_apart = |i: usize| tokens[i].span.start > tokens[i - 1].span.end;
    // "PORT-AU-PRINCE - "
    let is_dash = |i: usize| match word(i) {
        "-" | "–" | "‒" => is_apart(i),
        word => matches!(word, "—" | "--" | "―"),
    };
    let dash = (1..tokens.len().min(TOKENS_MAX)).find(|&i| is_dash(i))?;
    let next = word(dash + 1).chars().next()?;
    if !(next.is_uppercase() || next.is_ascii_digit() || is_opener(next)) {
        return None;
    }
    let head: Vec<&str> = (0..dash).map(word).collect();
    let place = Head::of(&head)?;
    let end = dash + 1;
    if place.agency || place.date && place.n_words > 0 {
        return Some(end);
    }
    let rest = tokens.len() - end;
    let stops = word(tokens.len() - 1).ends_with(['.', '!', '?', '"', '”', '’', '\'', ')']);
    let again = (end..tokens.len().min(end + NEAR)).any(is_dash);
    let shouts = is_capitals(word(end)) && word(end).len() > 4;
    let enough = match place.capitals {
        true => rest >= REST_MIN && !shouts,
        false => rest >= REST_MIN_KNOWN && place.known,
    };
    (place.n_words > 0 && enough && stops && !again).then_some(end)
}

/// What stands before the dash.
#[derive(Default)]
struct Head {
    /// How many words the place has.
    n_words: usize,
    /// It is written in capitals.
    capitals: bool,
    /// It, or the land it lies in, is in the list of places.
    known: bool,
    /// A month, with a day or a year.
    date: bool,
    /// An agency in brackets.
    agency: bool,
}

impl Head {
    /// Reads all of it, or finds that it is something else.
    fn of(words: &[&str]) -> Option<Head> {
        let mut head = Head::default();
        let mut rest = words;
        loop {
            let (part, after) = part(rest);
            match part {
                [] => return None,
                ["(", agency @ .., ")"]
                    if !agency.is_empty() && agency.iter().all(|w| starts_large(w) || *w == "/") =>
                {
                    head.agency = true;
                }
                _ if is_date(part) => head.date = true,
                _ if is_weekday(part) => {}
                // The city, then the land: "Odesa, Ukraine".
                _ if !head.date && !head.agency && head.n_words <= 6 && is_name(part) => {
                    if head.n_words == 0 {
                        head.capitals = part.iter().all(|w| is_capitals(w));
                    }
                    head.n_words += part.len();
                    head.known |= PLACES.contains(part.join(" ").as_str());
                }
                // "2024", after the day.
                [year] if head.date && is_number(year, 4) => {}
                _ => return None,
            }
            if after.is_empty() {
                return Some(head);
            }
            rest = after;
        }
    }
}

/// The words up to the next comma, a bracket with what it holds, or up to a date or a bracket that follows without a comma.
fn part<'a, 'w>(words: &'w [&'a str]) -> (&'w [&'a str], &'w [&'a str]) {
    if words.first() == Some(&"(") {
        let end = words.iter().position(|w| *w == ")").map_or(0, |i| i + 1);
        return words.split_at(end);
    }
    let ends = |i: &usize| {
        let from = &words[*i..];
        from[0] == "," || from[0] == "(" || *i > 0 && !is_date(&words[..=*i]) && is_date(&from[..from.len().min(2)])
    };
    match (0..words.len()).find(ends) {
        Some(i) if words[i] == "," => (&words[..i], &words[i + 1..]),
        Some(i) => words.split_at(i),
        None => (words, &[]),
    }
}

/// "March 3", "3 March", "Sept. 26", "March", "30 June 2022".
fn is_date(words: &[&str]) -> bool {
    let is_day = |w: &str| is_number(w, 1) || is_number(w, 2);
    match words {
        [name, day] if month(name).is_some() => is_day(day),
        [day, name] => is_day(day) && month(name).is_some(),
        [day, name, year] => is_day(day) && month(name).is_some() && is_number(year, 4),
        _ => false,
    }
}

fn is_number(word: &str, digits: usize) -> bool {
    word.len() == digits && word.bytes().all(|b| b.is_ascii_digit())
}

/// The month that a word names, from 1: "March", "Sept.", "Nov".
pub fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let whole = MONTHS.iter().position(|m| *m == word);
    let short = || {
        MONTHS
            .iter()
            .position(|m| word.len() >= 3 && word.len() <= 4 && m.starts_with(&word) && word != "may")
    };
    whole.or_else(short).map(|i| i as i8 + 1)
}

fn is_weekday(words: &[&str]) -> bool {
    let days = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    matches!(words, [day] if days.contains(&day.to_ascii_lowercase().as_str()))
}

/// "Port Sudan", "Rio de Janeiro", "D.C.", "BRUSSELS/PARIS"
fn is_name(words: &[&str]) -> bool {
    let is_link = |w: &&str| matches!(*w, "de" | "del" | "la" | "al" | "el" | "au" | "of" | "/" | "the" | "-");
    words.len() <= 6
        && words.first().is_some_and(|w| starts_large(w))
        && words.last().is_some_and(|w| starts_large(w))
        && words.iter().all(|w| starts_large(w) || is_link(w))
}

fn starts_large(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Nothing but capitals, two at least.
fn is_capitals(word: &str) -> bool {
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 2 && letters().all(char::is_uppercase)
}
