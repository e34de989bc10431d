//! When it happened: "on Tuesday", "on Nov. 28", "yesterday", against the day of publication.
//!
//! Only days are resolved; "in July" and "last year" stay words. A weekday is the last one before the article came
//! out, or the next one for what is planned. What cannot be told from the text and the dateline stays unknown.

use super::Modality;
use crate::Span;
use crate::extract::clause::{Proposition, Tree};
use crate::extract::syntax::{Deprel, Upos};
use crate::extract::text::month;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// The words that tell when, and the day where it is clear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct When {
    pub text: Span,
    pub day: Option<String>,
}

/// Looks for a time among the dependents of the predicate, and of the verb that carries or governs it.
pub(super) fn of(tree: &Tree, p: &Proposition, published: Option<&str>, modality: Modality) -> Option<When> {
    let published: Option<Date> = published.and_then(|d| d.parse().ok());
    let mut at = p.carrier.unwrap_or(p.predicate);
    for _ in 0..3 {
        for c in tree.children(at) {
            let temporal = matches!(
                tree.deprel(c),
                Deprel::Obl
                    | Deprel::OblUnmarked
                    | Deprel::Nmod
                    | Deprel::NmodUnmarked
                    | Deprel::Advmod
                    | Deprel::Compound
            );
            if temporal && let Some(when) = read(tree, c, published, modality) {
                return Some(when);
            }
        }
        // A noun happens when its verb does; a verb of another clause is no guide.
        match tree.head(at) {
            Some(h) if tree.upos(at) == Upos::Noun || tree.deprel(at) == Deprel::Xcomp => at = h,
            _ => return None,
        }
    }
    None
}

fn read(tree: &Tree, word: usize, published: Option<Date>, modality: Modality) -> Option<When> {
    let (low, high) = tree.extent(word);
    if high - low > 8 {
        return None;
    }
    let tokens = &tree.reading.sentence.tokens;
    let words = || (low..=high).filter(|&i| tree.upos(i) != Upos::Punct);
    let month = words().find_map(|i| Some((i, month(tree.form(i))?)));
    let weekday = words().find_map(|i| Some((i, weekday(tree.form(i))?)));
    let relative = words().find_map(|i| match tree.form(i).to_ascii_lowercase().as_str() {
        "today" => Some((i, 0)),
        "yesterday" => Some((i, -1)),
        "tomorrow" => Some((i, 1)),
        _ => None,
    });
    let number = |i: usize| tree.form(i).parse::<i16>().ok();
    let year = words().filter_map(number).find(|n| (1900..2100).contains(n));
    if let Some((m, month)) = month {
        // "Nov. 28" or "28 November"
        let beside = [
            m.checked_add(1).filter(|&i| i <= high),
            m.checked_sub(1).filter(|&i| i >= low),
        ];
        let number = beside
            .into_iter()
            .flatten()
            .find_map(|i| Some((i, number(i).filter(|n| (1..=31).contains(n))?)));
        let (last, day) = match number {
            Some((i, day)) => (i.max(m), day_of(published, year, month, day as i8)),
            None => (m, None),
        };
        let first = weekday.map_or(m, |(w, _)| w).min(m).min(number.map_or(m, |(i, _)| i));
        return Some(When {
            text: tokens[first].span.join(tokens[last].span),
            day: day.map(|d| d.to_string()),
        });
    }
    if let Some((w, weekday)) = weekday {
        let day = published.and_then(|p| {
            if modality == Modality::Actual {
                last(p, weekday)
            } else {
                next(p, weekday)
            }
        });
        return Some(When {
            text: tokens[w].span,
            day: day.map(|d| d.to_string()),
        });
    }
    let (r, days) = relative?;
    let day = published.and_then(|p| p.checked_add(i64::from(days).days()).ok());
    Some(When {
        text: tokens[r].span,
        day: day.map(|d| d.to_string()),
    })
}

/// A day without its year is the one nearest to publication.
fn day_of(published: Option<Date>, year: Option<i16>, month: i8, day: i8) -> Option<Date> {
    if let Some(year) = year {
        return Date::new(year, month, day).ok();
    }
    let published = published?;
    (-1..=1)
        .filter_map(|offset| Date::new(published.year() + offset, month, day).ok())
        .min_by_key(|d| (published - *d).get_days().abs())
}

fn last(published: Date, weekday: Weekday) -> Option<Date> {
    if published.weekday() == weekday {
        Some(published)
    } else {
        published.nth_weekday(-1, weekday).ok()
    }
}

fn next(published: Date, weekday: Weekday) -> Option<Date> {
    published.nth_weekday(1, weekday).ok()
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "Monday" => Weekday::Monday,
        "Tuesday" => Weekday::Tuesday,
        "Wednesday" => Weekday::Wednesday,
        "Thursday" => Weekday::Thursday,
        "Friday" => Weekday::Friday,
        "Saturday" => Weekday::Saturday,
        "Sunday" => Weekday::Sunday,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_against_the_dateline() {
        // published, year, month, day => day
        for (published, year, month, day, expected) in [
            ("2023-11-28", None, 11, 28, "2023-11-28"),
            ("2024-01-02", None, 12, 30, "2023-12-30"),
            ("2023-12-30", None, 1, 3, "2024-01-03"),
            ("2023-11-28", Some(2022), 2, 24, "2022-02-24"),
        ] {
            let found = day_of(published.parse().ok(), year, month, day).map(|d| d.to_string());
            assert_eq!(found.as_deref(), Some(expected), "{published} {month}-{day}");
        }
        assert_eq!(day_of(None, None, 2, 24), None);
        assert_eq!(day_of("2023-11-28".parse().ok(), None, 2, 30), None);
    }

    #[test]
    fn weekdays_look_back_or_ahead() {
        let tuesday: Date = "2023-11-28".parse().unwrap();
        for (weekday, back, ahead) in [
            (Weekday::Tuesday, "2023-11-28", "2023-12-05"),
            (Weekday::Monday, "2023-11-27", "2023-12-04"),
            (Weekday::Wednesday, "2023-11-22", "2023-11-29"),
        ] {
            assert_eq!(last(tuesday, weekday).unwrap().to_string(), back);
            assert_eq!(next(tuesday, weekday).unwrap().to_string(), ahead);
        }
    }

    #[test]
    fn months_short_and_long() {
        for (word, expected) in [
            ("Nov.", Some(11)),
            ("November", Some(11)),
            ("Sept.", Some(9)),
            ("May", Some(5)),
            ("Mars", None),
            ("No", None),
        ] {
            assert_eq!(month(word), expected, "{word}");
        }
    }
}
