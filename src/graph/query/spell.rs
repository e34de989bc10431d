//! How names are compared: normal forms, distances, and what may have been meant.

/// The three of the known names, as pairs of normal form and spelling, that are closest to what was asked: few letters
/// apart, or a whole word of theirs. The closest first, then in order: the same names give the same answer.
pub(in crate::graph) fn closest<'a>(asked: &str, known: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<&'a str> {
    let likeness = Likeness::to(asked);
    let mut close: Vec<(usize, &str)> = known
        .filter_map(|(normal, written)| Some((likeness.of(normal)?, written)))
        .collect();
    close.sort_unstable();
    close.dedup();
    close.into_iter().map(|(_, written)| written).take(CLOSEST).collect()
}

/// So many are told.
pub(in crate::graph) const CLOSEST: usize = 3;

/// How far names are from one that was asked for.
pub(in crate::graph) struct Likeness {
    asked: String,
    n_letters: usize,
    letters: u64,
    /// So many letters may be different.
    limit: usize,
}

impl Likeness {
    pub fn to(asked: &str) -> Likeness {
        let asked = normal(asked);
        let n_letters = asked.chars().count();
        Likeness {
            n_letters,
            letters: letters(&asked),
            limit: (n_letters / 3).clamp(1, 3),
            asked,
        }
    }

    /// How far a name in normal form is; nothing where it is not close.
    pub fn of(&self, normal: &str) -> Option<usize> {
        // "Stoltenberg" is in "Jens Stoltenberg" though many letters apart.
        // Ids, with their hyphens, would only say the same again.
        let apart = |c| c == ' ' || c == '-' && !normal.contains(':');
        let asked = self.asked.as_str();
        let is_within = asked.len() > 2 && normal.contains(asked) && normal.split(apart).any(|word| word == asked);
        if !is_within && !self.may_be_close(normal) {
            return None;
        }
        // Counting letters is slow, and idle where the lengths are too different.
        let distance = match normal.len().abs_diff(asked.len()) > 4 * self.limit {
            true => usize::MAX,
            false => distance(asked, normal),
        };
        (distance <= self.limit || is_within).then_some(distance)
    }

    /// False where so many letters are missing or too much that the rest need not be compared.
    fn may_be_close(&self, normal: &str) -> bool {
        normal.len().abs_diff(self.asked.len()) <= 4 * self.limit
            && normal.chars().count().abs_diff(self.n_letters) <= self.limit
            // A letter that is changed for another is one too much and one missing.
            && (letters(normal) ^ self.letters).count_ones() as usize <= 2 * self.limit
    }
}

/// The letters that a name has, each a bit; some letters share one.
fn letters(name: &str) -> u64 {
    name.chars().fold(0, |letters, c| letters | 1 << (c as u32 % 64))
}

/// `: did you mean "a", "b"?`, or nothing where nothing is close.
pub(in crate::graph) fn did_you_mean<'a>(asked: &str, known: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let close: Vec<String> = closest(asked, known).iter().map(|name| format!("{name:?}")).collect();
    match close.is_empty() {
        true => String::new(),
        false => format!(": did you mean {}?", close.join(", ")),
    }
}

/// Lower case, no accents, single blanks, no leading "the".
pub(in crate::graph) fn normal(name: &str) -> String {
    let mut normal = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !normal.is_empty() {
            normal.push(' ');
        }
        word.chars()
            .flat_map(char::to_lowercase)
            .for_each(|c| plain(c, &mut normal));
    }
    match normal.strip_prefix("the ") {
        Some(rest) => rest.to_owned(),
        None => normal,
    }
}

/// A lower-case letter without its accents; Latin letters as far as names of European languages use them.
fn plain(c: char, out: &mut String) {
    let plain = match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ə' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' => "o",
        'œ' => "oe",
        'ŕ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        '’' | '‘' => "'",
        '‐' | '‑' | '–' => "-",
        // Accents that stand apart from their letter.
        '\u{300}'..='\u{36f}' => "",
        other => return out.push(other),
    };
    out.push_str(plain);
}

/// Letters put in, left out, changed, or swapped with the next. `O(len * len)`.
pub(in crate::graph) fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let changed = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = changed.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_form() {
        for (name, expected) in [
            ("  The  White House ", "white house"),
            ("Orbán", "orban"),
            ("Orba\u{301}n", "orban"),
            ("ERDOĞAN", "erdogan"),
            ("Łódź", "lodz"),
            ("Straße", "strasse"),
            ("Київ", "київ"),
            ("the", "the"),
        ] {
            assert_eq!(normal(name), expected, "{name}");
        }
    }

    /// What is left out before letters are counted is far.
    #[test]
    fn likeness_is_distance() {
        let names = [
            "",
            "a",
            "nato",
            "naot",
            "hungary",
            "hungry",
            "jens stoltenberg",
            "stoltenberg",
            "stoltenburg",
            "łódź",
            "country:ua",
        ];
        for asked in names {
            let likeness = Likeness::to(asked);
            for name in names.map(normal) {
                let limit = (normal(asked).chars().count() / 3).clamp(1, 3);
                let close = distance(&normal(asked), &name) <= limit;
                let is_within = asked == "stoltenberg" && name.starts_with("jens");
                assert_eq!(likeness.of(&name).is_some(), close || is_within, "{asked} {name}");
            }
        }
    }

    #[test]
    fn distances() {
        for (a, b, expected) in [
            ("", "", 0),
            ("", "ab", 2),
            ("hungry", "hungary", 1),
            ("nato", "naot", 1),
        ] {
            assert_eq!(distance(a, b), expected, "{a} {b}");
        }
    }
}
