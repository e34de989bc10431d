//! Days as people write them: `2024`, `2024-03`, `2024-03-01`.

use crate::{Error, Result};
use jiff::civil::Date;

/// Checks a day, month or year of a filter.
///
/// # Errors
///
/// It is none; the message says how one is written.
pub fn check_day(day: &str) -> Result<String> {
    let whole = match day.len() {
        4 => format!("{day}-01-01"),
        7 => format!("{day}-01"),
        _ => day.to_owned(),
    };
    let shaped = whole.len() == 10 && whole.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    match shaped && whole.parse::<Date>().is_ok() {
        true => Ok(day.to_owned()),
        false => Err(Error::new(format!(
            "{day:?} is no day: expected 2024-03-01, 2024-03 or 2024"
        ))),
    }
}

/// Does a day lie on or before a day, month or year?
pub(super) fn is_until(day: &str, until: &str) -> bool {
    day <= until || day.starts_with(until)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        for (day, good) in [
            ("2024", true),
            ("2024-03", true),
            ("2024-02-29", true),
            ("2023-02-29", false),
            ("2024-13", false),
            ("2024-3-1", false),
            ("+02024", false),
            ("yesterday", false),
            ("", false),
            ("２０２４", false),
        ] {
            assert_eq!(check_day(day).is_ok(), good, "{day}");
        }
        assert!(is_until("2024-03-31", "2024-03") && !is_until("2024-04-01", "2024-03"));
    }
}
