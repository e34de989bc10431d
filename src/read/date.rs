//! Days as collectors write them.

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// `2024-03-02T10:00:00Z`, `20240302`, `Sat, 02 Mar 2024 10:00 GMT`, `March 2, 2024` as `2024-03-02`.
/// `03/02/2024` is two different days, so it is none.
pub(super) fn day(date: &str) -> Option<String> {
    let parts: Vec<&str> = date
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    let number = |part: &str| part.parse::<u32>().ok();
    let year = |part: &str| number(part).filter(|year| part.len() == 4 && (1400..=2999).contains(year));
    let (year, month, day) = match parts.as_slice() {
        [y, m, d, ..] if year(y).is_some() => {
            let digits = d.bytes().take_while(u8::is_ascii_digit).count();
            (year(y)?, number(m).or_else(|| month(m))?, number(&d[..digits.min(2)])?)
        }
        [one, ..] if one.len() == 8 && number(one).is_some() => {
            (year(&one[..4])?, number(&one[4..6])?, number(&one[6..])?)
        }
        [one, ..] if one.len() >= 9 && one.as_bytes()[8] == b'T' && number(&one[..8]).is_some() => {
            return self::day(&one[..8]);
        }
        _ => {
            let at = parts.iter().position(|part| month(part).is_some())?;
            let day = |i: Option<usize>| {
                parts
                    .get(i?)
                    .and_then(|p| number(p))
                    .filter(|_| parts[i.unwrap_or(0)].len() <= 2)
            };
            let before = day(at.checked_sub(1));
            let (day, rest) = if before.is_some() {
                (before?, at + 1)
            } else {
                (day(Some(at + 1))?, at + 2)
            };
            (year(parts.get(rest)?)?, month(parts[at])?, day)
        }
    };
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// The day with which the name of a file begins: `2024-03-02-summit`, as archives name their texts.
pub(super) fn of_file_name(name: &str) -> Option<String> {
    let start = name.get(..10)?;
    let form = start.bytes().enumerate().all(|(i, b)| match i {
        4 | 7 => b == b'-',
        _ => b.is_ascii_digit(),
    });
    // "2024-03-021" is a number of something else.
    let ends = !name[10..].starts_with(|c: char| c.is_ascii_digit());
    day(start).filter(|_| form && ends)
}

fn month(name: &str) -> Option<u32> {
    let start = name.get(..3)?.to_ascii_lowercase();
    let all_letters = name.bytes().all(|b| b.is_ascii_alphabetic());
    let found = MONTHS.iter().position(|month| all_letters && *month == start)?;
    Some(found as u32 + 1)
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_of_files() {
        for (name, expected) in [
            ("2024-03-02-summit", Some("2024-03-02")),
            ("2024-03-02", Some("2024-03-02")),
            ("2024-03-02_summit", Some("2024-03-02")),
            ("2024-03-021", None),
            ("2024-13-02-summit", None),
            ("20240302-summit", None),
            ("summit-2024-03-02", None),
            ("2024-03", None),
            ("2024-03-0é", None),
        ] {
            assert_eq!(super::of_file_name(name).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn days() {
        for (written, expected) in [
            ("2024-03-02", Some("2024-03-02")),
            ("2024-03-02 10:00:00+00:00", Some("2024-03-02")),
            ("2024-03-02T10:00:00Z", Some("2024-03-02")),
            ("20240302", Some("2024-03-02")),
            ("20240302T100000Z", Some("2024-03-02")),
            ("Sat, 02 Mar 2024 10:00:00 GMT", Some("2024-03-02")),
            ("March 2, 2024", Some("2024-03-02")),
            ("2 March 2024", Some("2024-03-02")),
            ("2024/3/2", Some("2024-03-02")),
            ("03/02/2024", None),
            ("2024-13-02", None),
            ("yesterday", None),
            ("", None),
            ("é", None),
            ("12345678é", None),
        ] {
            assert_eq!(super::day(written).as_deref(), expected, "{written}");
        }
    }
}
