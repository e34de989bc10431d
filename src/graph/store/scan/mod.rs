//! [`Scan`]: JSON read piece by piece from a window of a file, texts borrowed from it.

mod letter;

use super::bytes::plain;
use super::writer::Quoted;
use crate::Span;
use std::borrow::Cow;

/// Why reading stopped.
#[derive(Debug, PartialEq, Eq)]
pub enum Stop {
    /// The window ends here.
    Short,
    /// Not what was expected: another reader must look at it.
    Odd,
}

type Found<T> = Result<T, Stop>;

/// A place in a window.
#[derive(Clone, Debug)]
pub struct Scan<'a> {
    bytes: &'a [u8],
    pub at: usize,
}

impl<'a> Scan<'a> {
    pub fn new(bytes: &'a [u8], at: usize) -> Scan<'a> {
        Scan { bytes, at }
    }

    /// The next byte that is no blank.
    #[inline]
    pub fn peek(&mut self) -> Found<u8> {
        loop {
            match self.bytes.get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(&byte) => return Ok(byte),
                None => return Err(Stop::Short),
            }
        }
    }

    /// Takes this byte.
    #[inline]
    pub fn byte(&mut self, expected: u8) -> Found<()> {
        match self.is_next(expected)? {
            true => Ok(()),
            false => Err(Stop::Odd),
        }
    }

    /// Takes this byte if it is next.
    #[inline]
    fn is_next(&mut self, byte: u8) -> Found<bool> {
        let mut next = self.bytes.get(self.at).copied();
        if next.is_none_or(|next| next <= b' ') {
            next = Some(self.peek()?);
        }
        let is = next == Some(byte);
        self.at += usize::from(is);
        Ok(is)
    }

    /// Takes this word if it is next.
    fn is_word(&mut self, word: &str) -> Found<bool> {
        self.peek()?;
        let rest = &self.bytes[self.at..];
        if rest.starts_with(word.as_bytes()) {
            self.at += word.len();
            return Ok(true);
        }
        match word.as_bytes().starts_with(rest) {
            true => Err(Stop::Short),
            false => Ok(false),
        }
    }

    /// Takes a text.
    #[inline]
    pub fn text(&mut self) -> Found<Cow<'a, str>> {
        self.byte(b'"')?;
        let start = self.at;
        let mut end = start;
        let mut is_plain = true;
        loop {
            end += plain(&self.bytes[end..]);
            match self.bytes.get(end) {
                Some(b'"') => break,
                Some(b'\\') => {
                    is_plain = false;
                    end += 2;
                    if end > self.bytes.len() {
                        return Err(Stop::Short);
                    }
                }
                Some(_) => return Err(Stop::Odd),
                None => return Err(Stop::Short),
            }
        }
        self.at = end + 1;
        match is_plain {
            true => str::from_utf8(&self.bytes[start..end])
                .map(Cow::Borrowed)
                .map_err(|_| Stop::Odd),
            false => serde_json::from_slice(&self.bytes[start - 1..=end])
                .map(Cow::Owned)
                .map_err(|_| Stop::Odd),
        }
    }

    /// Takes a value, or null.
    #[inline]
    pub fn maybe<T>(&mut self, take: impl FnOnce(&mut Self) -> Found<T>) -> Found<Option<T>> {
        match self.peek()? {
            b'n' if self.is_word("null")? => Ok(None),
            _ => take(self).map(Some),
        }
    }

    /// Takes a whole number of at most 18 digits.
    #[inline]
    pub fn number(&mut self) -> Found<u64> {
        if self.bytes.get(self.at).is_none_or(|&next| next <= b' ') {
            self.peek()?;
        }
        let rest = &self.bytes[self.at..];
        let (mut number, mut n_digits) = (0u64, 0);
        let end = loop {
            let Some(&byte) = rest.get(n_digits) else {
                return Err(Stop::Short);
            };
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 || n_digits == 18 {
                break byte;
            }
            number = number * 10 + u64::from(digit);
            n_digits += 1;
        };
        let has_lead = n_digits > 1 && rest[0] == b'0';
        match end {
            b'.' | b'e' | b'E' | b'0'..=b'9' => Err(Stop::Odd),
            _ if n_digits == 0 || has_lead => Err(Stop::Odd),
            _ => {
                self.at += n_digits;
                Ok(number)
            }
        }
    }

    /// Takes a whole number of 32 bits.
    #[inline]
    pub fn small(&mut self) -> Found<u32> {
        u32::try_from(self.number()?).map_err(|_| Stop::Odd)
    }

    /// Takes -1, 0 or 1.
    #[inline]
    pub fn sign(&mut self) -> Found<i8> {
        let is_negative = self.is_next(b'-')?;
        match (is_negative, self.number()?) {
            (false, n @ (0 | 1)) => Ok(n as i8),
            (true, 1) => Ok(-1),
            _ => Err(Stop::Odd),
        }
    }

    #[inline]
    pub fn boolean(&mut self) -> Found<bool> {
        match self.peek()? {
            b't' if self.is_word("true")? => Ok(true),
            b'f' if self.is_word("false")? => Ok(false),
            _ => Err(Stop::Odd),
        }
    }

    /// Takes `[start, end]`, which runs forward.
    #[inline]
    pub fn span(&mut self) -> Found<Span> {
        self.byte(b'[')?;
        let start = self.small()?;
        self.byte(b',')?;
        let end = self.small()?;
        self.byte(b']')?;
        match start <= end {
            true => Ok(Span { start, end }),
            false => Err(Stop::Odd),
        }
    }

    /// Takes one of the words of a type.
    #[inline]
    pub fn word<T: Quoted>(&mut self) -> Found<T> {
        T::of(self.text()?.as_bytes()).ok_or(Stop::Odd)
    }

    /// Takes a record: `take` is given the place of each field's name in `names`, and takes its value.
    #[inline]
    pub fn record(&mut self, names: &[&str], mut take: impl FnMut(&mut Self, usize) -> Found<()>) -> Found<()> {
        self.byte(b'{')?;
        if self.is_next(b'}')? {
            return Ok(());
        }
        let mut expected = 0;
        loop {
            let field = self.field(names, expected)?;
            take(self, field)?;
            expected = field + 1;
            if self.is_next(b'}')? {
                return Ok(());
            }
            self.byte(b',')?;
        }
    }

    /// Takes a field's name and the colon: mostly it is the one that is expected, or stands shortly after it.
    #[inline]
    pub fn field(&mut self, names: &[&str], expected: usize) -> Found<usize> {
        self.byte(b'"')?;
        let rest = &self.bytes[self.at..];
        if let Some(name) = names.get(expected).map(|name| name.as_bytes())
            && rest.len() > name.len() + 1
            && rest[name.len()] == b'"'
            && rest[name.len() + 1] == b':'
            && rest.starts_with(name)
        {
            self.at += name.len() + 2;
            return Ok(expected);
        }
        self.other_field(names, expected)
    }

    #[cold]
    fn other_field(&mut self, names: &[&str], expected: usize) -> Found<usize> {
        let rest = &self.bytes[self.at..];
        let Some(end) = rest.iter().position(|&byte| byte == b'"') else {
            return Err(Stop::Short);
        };
        let places = (expected.min(names.len())..names.len()).chain(0..expected.min(names.len()));
        let mut places = places.filter(|&place| names[place].as_bytes() == &rest[..end]);
        let place = places.next().ok_or(Stop::Odd)?;
        self.at += end + 1;
        self.byte(b':')?;
        Ok(place)
    }

    /// Takes a list.
    pub fn list(&mut self, mut take: impl FnMut(&mut Self) -> Found<()>) -> Found<()> {
        self.byte(b'[')?;
        if self.is_next(b']')? {
            return Ok(());
        }
        loop {
            take(self)?;
            if self.is_next(b']')? {
                return Ok(());
            }
            self.byte(b',')?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Scan, Stop};
    use std::borrow::Cow;

    #[test]
    fn what_serde_reads_or_nothing() {
        let odd = "\"é \\u00e9 \\ud83d\\ude00 \\\"\\\\\\/\\b\\n\"";
        let pieces = [
            "\"\"",
            "\"a\"",
            odd,
            "\"\\x\"",
            "\"\\ud800\"",
            "\"\u{1}\"",
            "7",
            "\"a",
            "\"\\",
            "\"a\\\"",
        ];
        for piece in pieces {
            let found = Scan::new(piece.as_bytes(), 0).text();
            let expected: Result<String, _> = serde_json::from_str(piece);
            assert_eq!(found.as_deref().ok(), expected.as_deref().ok(), "{piece}");
        }
        assert_eq!(Scan::new(b"\"a\"", 0).text(), Ok(Cow::Borrowed("a")));
        assert_eq!(Scan::new(b"\"a", 0).text(), Err(Stop::Short));
        for (number, expected) in [
            ("0 ", Ok(0)),
            ("42,", Ok(42)),
            ("01 ", Err(Stop::Odd)),
            ("-1 ", Err(Stop::Odd)),
        ] {
            assert_eq!(Scan::new(number.as_bytes(), 0).small(), expected, "{number}");
        }
        for number in ["1.5 ", "1e3 ", "4294967296 ", "99999999999999999999 ", "x"] {
            assert_eq!(Scan::new(number.as_bytes(), 0).small(), Err(Stop::Odd), "{number}");
        }
        assert_eq!(Scan::new(b"4", 0).small(), Err(Stop::Short), "more digits may come");
    }

    #[test]
    fn records_in_any_order() {
        let take = |text: &str| {
            let mut found = Vec::new();
            let mut scan = Scan::new(text.as_bytes(), 0);
            let end = scan.record(&["a", "ab", "c"], |scan, field| {
                found.push((field, scan.small()?));
                Ok(())
            });
            end.map(|()| found)
        };
        assert_eq!(take("{}"), Ok(vec![]));
        assert_eq!(take(r#"{"a":1,"ab":2,"c":3}"#), Ok(vec![(0, 1), (1, 2), (2, 3)]));
        assert_eq!(take(r#" { "c" : 3 , "a":1 }"#), Ok(vec![(2, 3), (0, 1)]));
        assert_eq!(take(r#"{"b":1}"#), Err(Stop::Odd));
        for text in [r#"{"a":1"#, r#"{"a"#, r#"{"a":1,"#, "{", ""] {
            assert_eq!(take(text), Err(Stop::Short), "{text}");
        }
    }
}
