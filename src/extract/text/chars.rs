//! Kinds of characters, as cutting sees them.

/// Bits of a byte's kind; those of a whole chunk are or-ed together.
pub(super) const LETTER: u8 = 1;
pub(super) const DIGIT: u8 = 2;
pub(super) const SPACE: u8 = 4;
/// Part of a character beyond ASCII.
pub(super) const WIDE: u8 = 8;
pub(super) const SIGN: u8 = 16;
/// `@`, `:` and `.`: it may be an address.
pub(super) const ADDRESS: u8 = 32;

/// The kind of each byte.
pub(super) const KIND: [u8; 256] = {
    let mut kind = [SIGN; 256];
    let mut b = 0;
    while b < 256 {
        let byte = b as u8;
        if byte.is_ascii_alphabetic() {
            kind[b] = LETTER;
        } else if byte.is_ascii_digit() {
            kind[b] = DIGIT;
        } else if byte == b' ' || (byte >= 9 && byte <= 13) {
            kind[b] = SPACE;
        } else if byte >= 128 {
            kind[b] = WIDE;
        } else if byte == b'@' || byte == b':' || byte == b'.' {
            kind[b] = SIGN | ADDRESS;
        }
        b += 1;
    }
    kind
};

/// The character that starts at a byte, which must be a boundary.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The character that ends at a byte.
pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// Signs beyond ASCII: punctuation, currency, arrows, emoji. All else that is not blank belongs to a word,
/// so marks and joiners stay with the letter they sit on.
pub(super) fn is_wide_sign(c: char) -> bool {
    matches!(c,
        '\u{a1}'..='\u{a9}' | '\u{ab}' | '\u{ac}' | '\u{ae}'..='\u{b1}' | '\u{b4}' | '\u{b6}'..='\u{b8}' | '\u{bb}' | '\u{bf}'
        | '×' | '÷'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}'
        | '\u{20a0}'..='\u{20cf}'
        | '\u{2190}'..='\u{2bff}'
        | '\u{3001}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{3030}' | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' | '\u{ffe0}'..='\u{ffee}'
        | '\u{fffc}' | '\u{fffd}'
        | '\u{1f000}'..='\u{1faff}')
        || ('\u{60c}'..='\u{61f}').contains(&c) && !c.is_alphanumeric() && c != '\u{61c}'
}

/// Apostrophes as people type them.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '`' | '‘' | '´')
}

/// Marks that belong to the sign before them: variation selectors, joiners, skin tones.
pub(super) fn is_sign_mark(c: char) -> bool {
    matches!(
        c,
        '\u{fe0e}' | '\u{fe0f}' | '\u{200d}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}'
    )
}

/// `)`, `"` and their kin: they may follow a full stop and still belong to its sentence.
pub(super) fn is_closer(c: char) -> bool {
    matches!(
        c,
        ')' | ']' | '}' | '"' | '”' | '’' | '\'' | '»' | '›' | '）' | '」' | '』'
    )
}

/// `(`, `"` and their kin.
pub(super) fn is_opener(c: char) -> bool {
    matches!(
        c,
        '(' | '[' | '{' | '"' | '“' | '„' | '‘' | '\'' | '«' | '‹' | '`' | '（' | '「' | '『'
    )
}
