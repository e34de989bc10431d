//! Datelines: "MADRID, June 30 (Example Wire) - " before the first sentence of a report.
//!
//! A parser takes the town for a subject, so the line is cut off as a piece of its own.

/// A dateline has at most so many tokens.
const TOKENS_MAX: usize = 18;
/// A place, a region and an agency have at most so many words each.
const WORDS_MAX: usize = 4;
/// A story has at least so many tokens behind it.
const STORY_MIN: usize = 4;

/// How many tokens of a paragraph, its words given in order, are its dateline; 0 where it has none.
pub(super) fn length<'a>(n: usize, word: impl Fn(usize) -> &'a str) -> usize {
    let Some(dash) = (1..n.min(TOKENS_MAX)).find(|&i| is_dash(word(i)) && !is_inner(&word, i)) else {
        return 0;
    };
    let opens = word(dash + 1).starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '\'' | '‘'));
    if dash + STORY_MIN >= n || !opens {
        return 0;
    }
    let place = (0..dash)
        .take_while(|&i| is_name(word(i)) || is_inner(&word, i))
        .count();
    let capitals = (0..place).all(|i| !word(i).contains(char::is_lowercase));
    let Some(evidence) = rest(place, dash, &word) else {
        return 0;
    };
    let letters: usize = (0..place)
        .map(|i| word(i).chars().filter(|c| c.is_alphabetic()).count())
        .sum();
    // "PARIS - BERLIN relations"
    let pair = evidence == 0 && word(dash + 1).len() > 1 && is_capital(word(dash + 1)) && is_lower(word(dash + 2));
    let named = place <= WORDS_MAX && (capitals && letters > 2 && !pair || evidence > 1);
    let agency = place == 0 && word(0) == "(" && evidence > 1;
    if named && place > 0 || agency { dash + 1 } else { 0 }
}

/// How well what stands between the place and the dash tells a dateline: 0 nothing stands there, 1 a region, 2 a day or an
/// agency. Nothing where something else does.
fn rest<'a>(from: usize, dash: usize, word: &impl Fn(usize) -> &'a str) -> Option<u8> {
    let mut evidence = 0;
    let mut at = from;
    while at < dash {
        if word(at) == "(" {
            let close = (at + 1..dash).find(|&i| word(i) == ")")?;
            if close - at > WORDS_MAX + 2 {
                return None;
            }
            (at, evidence) = (close + 1, 2);
            continue;
        }
        // "/PRNewswire/" and the like, and a comma before a region or a day.
        if word(at) != "," {
            return None;
        }
        at += 1;
        let end = (at..dash).find(|&i| matches!(word(i), "," | "(")).unwrap_or(dash);
        let number = |i: usize| word(i).bytes().all(|b| b.is_ascii_digit()) && word(i).len() <= 4;
        let n_numbers = (at..end).filter(|&i| number(i)).count();
        if end == at || end - at > WORDS_MAX || (at..end).any(|i| !number(i) && !is_name(word(i))) {
            return None;
        }
        let day = n_numbers > 0 && (n_numbers < end - at || evidence > 1);
        if n_numbers > 0 && !day {
            return None;
        }
        evidence = evidence.max(if day { 2 } else { 1 });
        at = end;
    }
    Some(evidence)
}

/// A hyphen inside a name: "PORT-AU-PRINCE" may come in pieces.
fn is_inner<'a>(word: &impl Fn(usize) -> &'a str, i: usize) -> bool {
    word(i) == "-" && i > 0 && is_capital(word(i - 1)) && is_capital(word(i + 1)) && is_dash(word(i + 2))
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "--" | "–" | "—" | "―")
}

fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-'))
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && !word.contains(char::is_lowercase)
}

fn is_lower(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines() {
        for (line, expected) in [
            ("MADRID - Ministers of ten countries met .", 2),
            ("MADRID — NATO ministers met on Monday .", 2),
            ("MADRID , June 30 , 2022 - Ministers met on Monday .", 7),
            ("MADRID , June 30 - Ministers met on Monday .", 5),
            ("MADRID , 30 June 2022 – Ministers met on Monday .", 6),
            ("MADRID ( Example Wire ) - Ministers met on Monday .", 6),
            ("Madrid , June 30 ( EW ) – Ministers met on Monday .", 8),
            ("PORT SUDAN , May 7 - Ministers met on Monday .", 6),
            ("KYIV , Ukraine ( EW ) — \" We met \" , they said .", 7),
            ("BUDAPEST , Sept. 26 , 2023 - Nothing was said of it .", 7),
            ("( Example ) - Ministers met on Monday .", 4),
            ("PARIS - BERLIN relations are good .", 0),
            ("Saturday - Sunday is a weekend .", 0),
            ("Moscow - not Kyiv - broke the truce .", 0),
            ("MOSCOW - not Kyiv - broke the truce .", 0),
            ("Brandt , 52 - He is a lawyer - said so .", 0),
            ("The plan - It failed - was ours .", 0),
            ("MADRID - Over .", 0),
        ] {
            let words: Vec<&str> = line.split(' ').collect();
            let found = length(words.len(), |i| words.get(i).copied().unwrap_or_default());
            assert_eq!(found, expected, "{line}");
        }
    }
}
