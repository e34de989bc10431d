//! Words as keys: case, diacritics and dots do not count, so that "Türkiye" is "Turkiye" and "U.S." is "US".

/// The letter without its diacritic, in lower case; more than one letter for ligatures.
fn base(c: char) -> Option<&'static str> {
    Some(match c {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' | 'Ǎ' | 'ǎ' | 'Ạ'..='ặ' => "a",
        'Æ' | 'æ' => "ae",
        'Ç' | 'ç' | 'Ć'..='č' => "c",
        'Ď'..='đ' | 'Ð' | 'ð' => "d",
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' | 'ə' | 'Ə' | 'Ẹ'..='ệ' => "e",
        'Ĝ'..='ģ' => "g",
        'Ĥ'..='ħ' => "h",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' | 'Ỉ'..='ị' => "i",
        'Ĵ' | 'ĵ' => "j",
        'Ķ'..='ĸ' => "k",
        'Ĺ'..='ł' => "l",
        'Ñ' | 'ñ' | 'Ń'..='ŋ' => "n",
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' | 'Ơ' | 'ơ' | 'Ọ'..='ợ' => "o",
        'Œ' | 'œ' => "oe",
        'Ŕ'..='ř' => "r",
        'Ś'..='š' | 'Ș' | 'ș' => "s",
        'ß' => "ss",
        'Ţ'..='ŧ' | 'Ț' | 'ț' => "t",
        'Þ' | 'þ' => "th",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' | 'Ư' | 'ư' | 'Ụ'..='ự' => "u",
        'Ŵ' | 'ŵ' => "w",
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' | 'Ỳ'..='ỹ' => "y",
        'Ź'..='ž' => "z",
        _ => return None,
    })
}

/// Nothing but letters and digits of ASCII, as most words are: folding is lower case.
fn is_plain(token: &str) -> bool {
    token.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// The key of a plain word of moderate length, in `room`.
pub(super) fn plain_key<'r>(token: &str, room: &'r mut [u8; 24]) -> Option<&'r str> {
    let room = room.get_mut(..token.len())?;
    room.copy_from_slice(token.as_bytes());
    room.make_ascii_lowercase();
    let is_plain = is_plain(token);
    is_plain.then(|| std::str::from_utf8(room).unwrap_or_default())
}

/// Adds a token to a key. Hyphens part words, dots vanish: "al-Qaeda" is two words, "U.S." is one.
fn push(key: &mut String, token: &str) {
    let mut gap = !key.is_empty();
    for c in token.chars() {
        // Letters and digits are by far the most.
        if c.is_ascii_alphanumeric() {
            if gap {
                key.push(' ');
                gap = false;
            }
            key.push(c.to_ascii_lowercase());
            continue;
        }
        if c == '-' || c == '‐' || c == '‑' || c == '–' || c.is_whitespace() {
            gap = !key.is_empty();
            continue;
        }
        if c == '.' || ('\u{300}'..='\u{36f}').contains(&c) || c == '\u{200b}' {
            continue;
        }
        if gap {
            key.push(' ');
            gap = false;
        }
        match base(c) {
            Some(plain) => key.push_str(plain),
            None if c == '’' || c == 'ʼ' || c == '‘' => key.push('\''),
            None => key.extend(c.to_lowercase()),
        }
    }
}

/// The key of some words: lower case, no diacritics, no dots, hyphens as blanks, `'s` a word of its own.
pub(super) fn key(words: &str) -> String {
    if is_plain(words) {
        return words.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        push_token(&mut out, word);
    }
    out
}

/// Adds one token of a text or one blank-separated word of a form to a key.
pub(super) fn push_token(key: &mut String, token: &str) {
    if is_plain(token) {
        if !key.is_empty() && !token.is_empty() {
            key.push(' ');
        }
        let start = key.len();
        key.push_str(token);
        return key[start..].make_ascii_lowercase();
    }
    let stem = token
        .strip_suffix("'s")
        .or_else(|| token.strip_suffix("’s"))
        .filter(|stem| !stem.is_empty());
    let body = stem.unwrap_or(token);
    // "Workers' Party": the tokenizer parts the apostrophe, and so do we.
    let (body, owner) = match body.strip_suffix(['\'', '’']) {
        Some(owner) if owner.ends_with('s') && stem.is_none() => (owner, true),
        _ => (body, false),
    };
    match body.strip_suffix(',') {
        Some(before) if !before.is_empty() => {
            push(key, before);
            key.push_str(" ,");
        }
        _ => push(key, body),
    }
    if stem.is_some() {
        key.push_str(" 's");
    } else if owner {
        key.push_str(" '");
    }
}

/// Letters and digits of ASCII, lower case, the rest hyphens: the part of an id after its colon.
pub(super) fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let folded = key(name);
    let mut gap = false;
    for c in folded.chars() {
        if c.is_alphanumeric() {
            if gap && !out.is_empty() {
                out.push('-');
            }
            gap = false;
            out.push(c);
        } else if c != '\'' {
            gap = true;
        }
    }
    out
}

/// Does the word begin with a capital, or is it all digits and capitals, such as "G7"?
pub(super) fn capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Letters of one case only, at least two of them, all capitals: "NATO", "U.S.", "G7".
pub(super) fn all_capitals(word: &str) -> bool {
    let upper = word.chars().filter(|c| c.is_uppercase()).count();
    let digits = word.chars().filter(char::is_ascii_digit).count();
    upper + digits >= 2 && upper >= 1 && !word.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_slugs() {
        for (words, expected) in [
            ("Türkiye", "turkiye"),
            ("U.S.", "us"),
            ("al-Qaeda", "al qaeda"),
            ("Lord's Resistance Army", "lord 's resistance army"),
            ("Workers’ Party", "workers ' party"),
            ("Washington, D.C.", "washington , dc"),
            ("Çavuşoğlu", "cavusoglu"),
            ("Dáil Éireann", "dail eireann"),
            ("", ""),
            ("-", ""),
        ] {
            assert_eq!(key(words), expected, "{words}");
        }
        assert_eq!(slug("Jens Stoltenberg"), "jens-stoltenberg");
        assert_eq!(slug("People's Party"), "people-s-party");
    }
}
