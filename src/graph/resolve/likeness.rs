//! How alike two names are.

use crate::graph::query::names::{distance, normal};

pub(super) const SURNAME: &str = "a family name alone";

/// Words that tell nothing of who is meant: forms of organisations, titles, small words.
const EMPTY: [&str; 46] = [
    "the",
    "of",
    "and",
    "for",
    "in",
    "on",
    "a",
    "an",
    "de",
    "la",
    "al",
    "el",
    "bin",
    "ibn",
    "van",
    "von",
    "der",
    "party",
    "group",
    "movement",
    "ministry",
    "department",
    "office",
    "agency",
    "council",
    "committee",
    "commission",
    "court",
    "national",
    "state",
    "states",
    "united",
    "international",
    "federal",
    "general",
    "university",
    "army",
    "forces",
    "force",
    "police",
    "government",
    "association",
    "company",
    "front",
    "house",
    "bank",
];

/// A name in the forms in which it is compared.
pub(super) struct Written {
    /// As it stands.
    pub(super) text: String,
    /// Folded, apostrophes dropped, cut at blanks and hyphens.
    pub(super) words: Vec<String>,
}

impl Written {
    pub(super) fn new(name: &str) -> Written {
        let folded = normal(name).replace(['\'', '.'], "");
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        Written {
            text: name.to_owned(),
            words: words.map(str::to_owned).collect(),
        }
    }

    /// The words that tell who is meant.
    pub(super) fn telling(&self) -> impl Iterator<Item = &str> {
        let words = self.words.iter().map(String::as_str);
        words.filter(|w| w.chars().count() > 2 && !EMPTY.contains(w))
    }

    pub(super) fn is_acronym(&self) -> bool {
        let plain = self.text.replace('.', "");
        plain.chars().count() > 1 && plain.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
    }
}

/// The consonants of a word, as far as spellings of foreign names agree on them.
pub(super) fn skeleton(word: &str) -> String {
    let word = word
        .replace("ph", "f")
        .replace('x', "ks")
        .replace("ck", "k")
        .replace("kh", "k")
        .replace("gh", "g")
        .replace("dj", "j");
    let mut bones = String::new();
    for c in word.chars() {
        let c = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' => continue,
            'q' | 'c' => 'k',
            'w' => 'v',
            'z' => 's',
            c => c,
        };
        if !bones.ends_with(c) {
            bones.push(c);
        }
    }
    bones
}

/// The capitals of a name of several words: "WFF" of "World Fish Fund".
pub(super) fn initials(name: &str) -> Option<String> {
    let parts = || {
        name.split([' ', '-', '–'])
            .filter_map(|w| w.chars().next())
            .filter(|c| c.is_uppercase())
    };
    (parts().count() > 1).then(|| parts().collect())
}

/// How likely two names are of one actor, in per cent, and why.
pub(super) fn likeness(a: &Written, b: &Written, person: bool) -> (u32, &'static str) {
    if a.words.is_empty() || b.words.is_empty() {
        return (0, "");
    }
    if a.words == b.words || a.words.concat() == b.words.concat() {
        return (97, "one name written alike");
    }
    let spelled = spelling(&a.words, &b.words);
    if person {
        spelled.max(people(a, b))
    } else {
        spelled.max(bodies(a, b))
    }
}

/// "Navalny" and "Nawalny": as many words, each with the same consonants or a letter or two apart.
fn spelling(a: &[String], b: &[String]) -> (u32, &'static str) {
    let long = a.iter().map(|w| w.chars().count()).sum::<usize>();
    if a.len() != b.len() || long < 5 {
        return (0, "");
    }
    let apart = |(x, y): (&String, &String)| -> usize { if x == y { 0 } else { distance(x, y) } };
    let sum: usize = a.iter().zip(b).map(apart).sum();
    let bones = a.iter().zip(b).all(|(x, y)| skeleton(x) == skeleton(y));
    let first = a
        .iter()
        .zip(b)
        .all(|(x, y)| x.chars().next() == y.chars().next() || bones);
    match sum {
        // In short names a vowel tells people apart: "Lund", "Lind".
        1 | 2 if bones && long > 9 => (88, "two spellings"),
        3 | 4 if bones && long > 8 => (75, "two spellings"),
        1 if first && long > 6 => (72, "one letter apart"),
        2 if first && long > 11 => (60, "two letters apart"),
        _ => (0, ""),
    }
}

fn people(a: &Written, b: &Written) -> (u32, &'static str) {
    let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    let last = |w: &Written| w.words.last().cloned().unwrap_or_default();
    if short.words.len() == 1 {
        let (word, surname) = (&short.words[0], last(long));
        if long.words.len() > 1 && *word == surname {
            return (62, SURNAME);
        }
        let close = word.chars().count() > 4 && skeleton(word) == skeleton(&surname) && distance(word, &surname) < 3;
        return if close && long.words.len() > 1 {
            (50, "a family name alone, spelled otherwise")
        } else {
            (0, "")
        };
    }
    if short.words.len() < long.words.len() && short.words.iter().all(|w| long.words.contains(w)) {
        return (88, "one has all the names of the other");
    }
    let alike = |x: &str, y: &str| x == y || (skeleton(x) == skeleton(y) && distance(x, y) < 3);
    if alike(&last(short), &last(long)) {
        let (x, y) = (&short.words[0], &long.words[0]);
        if x == y && short.words.len() != long.words.len() {
            return (80, "the same first and last name");
        }
        if x.chars().count() == 1 && y.starts_with(x.as_str()) || y.chars().count() == 1 && x.starts_with(y.as_str()) {
            return (82, "an initial for a first name");
        }
        let named_for = x != y && x.chars().count() > 2 && (y.starts_with(x.as_str()) || x.starts_with(y.as_str()));
        if named_for {
            return (74, "a short first name");
        }
    }
    (0, "")
}

fn bodies(a: &Written, b: &Written) -> (u32, &'static str) {
    let (short, long) = if a.text.chars().count() <= b.text.chars().count() {
        (a, b)
    } else {
        (b, a)
    };
    if short.is_acronym() {
        let plain = short.text.replace('.', "");
        if initials(&long.text).is_some_and(|i| i == plain) {
            return (
                if plain.chars().count() > 2 { 84 } else { 50 },
                "an acronym and its long form",
            );
        }
        return (0, "");
    }
    let (mine, theirs): (Vec<&str>, Vec<&str>) = (a.telling().collect(), b.telling().collect());
    let both = mine.iter().filter(|w| theirs.contains(w)).count() as u32;
    let all = (mine.len() + theirs.len()) as u32 - both;
    if both == 0 || all == 0 {
        return (0, "");
    }
    // "Brexit Party", "Brexit movement": one word tells little.
    if both == all {
        return (if both > 1 { 78 } else { 48 }, "the same telling words");
    }
    if both as usize == mine.len().min(theirs.len()) && both > 1 {
        return (40 + 35 * both / all, "one name in the other");
    }
    (60 * both / all, "words in common")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_people() {
        for (a, b, least, most) in [
            ("Alexei Navalny", "Aleksey Nawalny", 70, 90),
            ("Muhammad Saree", "Mohammed Sarea", 70, 90),
            ("Ann Lund", "Ann B. Lund", 80, 90),
            ("A. Lund", "Ann Lund", 80, 90),
            ("Lund", "Ann Lund", 60, 65),
            ("Ann Lund", "Eva Lund", 0, 0),
            ("Ann Lund", "Ann Lind", 0, 72),
            ("Ali Reza", "Sayyid Ali Hosseini Reza", 85, 90),
        ] {
            let (score, why) = likeness(&Written::new(a), &Written::new(b), true);
            assert!((least..=most).contains(&score), "{a} / {b}: {score} {why}");
        }
    }

    #[test]
    fn names_of_bodies() {
        for (a, b, least, most) in [
            ("European union", "European Union", 97, 97),
            ("WFF", "World Fish Fund", 84, 84),
            ("al-Qa’ida", "al-Qaeda", 70, 90),
            ("World Fish Fund", "World Fish Fund of Norway", 40, 70),
            ("Bank of Peru", "Bank of Chile", 0, 0),
            ("Supreme Court of Peru", "High Court of Peru", 0, 40),
        ] {
            let (score, why) = likeness(&Written::new(a), &Written::new(b), false);
            assert!((least..=most).contains(&score), "{a} / {b}: {score} {why}");
        }
    }
}
