//! [`Writer`]: JSON by hand, for the records of which there are a great many.

use super::bytes::{is_plain, plain};
use crate::Span;
use crate::extract::actor::Kind;
use crate::extract::relation::{Confidence, Modality, Polarity};
use serde::Serialize;
use std::io::{self, Write};

/// So many bytes are gathered before they are written.
const LONG: usize = 1 << 18;

/// Gathers bytes and hands them on in large pieces. Texts are escaped as `serde_json` does.
pub struct Writer<'a> {
    out: &'a mut dyn Write,
    bytes: Vec<u8>,
}

impl<'a> Writer<'a> {
    pub fn new(out: &'a mut dyn Write) -> Writer<'a> {
        Writer {
            out,
            bytes: Vec::with_capacity(LONG + LONG / 4),
        }
    }

    /// Bytes as they are.
    #[inline]
    pub fn raw(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// The same, of what was written before.
    #[inline]
    pub fn raw_bytes(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// How many bytes are gathered and not yet written.
    pub fn gathered(&self) -> usize {
        self.bytes.len()
    }

    /// Those bytes, to be written some other time.
    pub fn into_gathered(self) -> Vec<u8> {
        self.bytes
    }

    pub fn text(&mut self, text: &str) {
        self.bytes.push(b'"');
        self.escaped(text);
        self.bytes.push(b'"');
    }

    /// A text without its quotation marks.
    #[inline]
    pub fn escaped(&mut self, text: &str) {
        match is_plain(text.as_bytes()) {
            true => self.raw(text),
            false => self.marked(text),
        }
    }

    #[cold]
    fn marked(&mut self, text: &str) {
        let mut rest = text;
        loop {
            let (plain, marked) = rest.split_at(plain(rest.as_bytes()));
            self.raw(plain);
            let Some(&byte) = marked.as_bytes().first() else { break };
            rest = &marked[1..];
            match byte {
                b'"' => self.raw("\\\""),
                b'\\' => self.raw("\\\\"),
                b'\n' => self.raw("\\n"),
                b'\r' => self.raw("\\r"),
                b'\t' => self.raw("\\t"),
                0x08 => self.raw("\\b"),
                0x0c => self.raw("\\f"),
                _ => self.raw(&format!("\\u{byte:04x}")),
            }
        }
    }

    pub fn maybe(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.raw("null"),
        }
    }

    pub fn number(&mut self, n: u64) {
        match u32::try_from(n) {
            Ok(n) if n < 100_000_000 => self.short_number(n),
            _ => self.raw(&n.to_string()),
        }
    }

    /// A number of at most eight digits, all of them worked out at once.
    #[inline]
    fn short_number(&mut self, n: u32) {
        // Pairs of four, then of two, then single digits, the first in the lowest byte.
        let fours = u64::from(n / 10_000) | u64::from(n % 10_000) << 32;
        let hundreds = ((fours * 10_486) >> 20) & 0x0000_007f_0000_007f;
        let twos = ((fours - 100 * hundreds) << 16) + hundreds;
        let tens = ((twos * 103) >> 10) & 0x000f_000f_000f_000f;
        let digits = ((twos - 10 * tens) << 8) + tens;
        let n_zeros = (digits.trailing_zeros() / 8).min(7);
        let ascii = (digits | 0x3030_3030_3030_3030) >> (8 * n_zeros);
        let end = self.bytes.len() + 8 - n_zeros as usize;
        self.bytes.extend_from_slice(&ascii.to_le_bytes());
        self.bytes.truncate(end);
    }

    pub fn signed(&mut self, n: i8) {
        if n < 0 {
            self.bytes.push(b'-');
        }
        self.number(n.unsigned_abs().into());
    }

    pub fn boolean(&mut self, is: bool) {
        self.raw(if is { "true" } else { "false" });
    }

    pub fn maybe_span(&mut self, span: Option<Span>) {
        match span {
            Some(span) => self.span(span),
            None => self.raw("null"),
        }
    }

    pub fn span(&mut self, span: Span) {
        self.bytes.push(b'[');
        self.number(span.start.into());
        self.bytes.push(b',');
        self.number(span.end.into());
        self.bytes.push(b']');
    }

    /// A record by `serde_json`, without the brace at its end, so that fields can follow.
    pub fn object_but_its_end(&mut self, record: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.bytes, record)?;
        self.bytes.pop();
        Ok(())
    }

    pub fn flush_if_long(&mut self) -> io::Result<()> {
        match self.bytes.len() < LONG {
            true => Ok(()),
            false => self.flush(),
        }
    }

    pub fn flush(&mut self) -> io::Result<()> {
        self.out.write_all(&self.bytes)?;
        self.bytes.clear();
        Ok(())
    }
}

/// The word that stands for a value in our files, in quotation marks.
pub trait Quoted: Copy + 'static {
    const ALL: &'static [(Self, &'static str)];

    fn quoted(self) -> &'static str;

    /// The value of a word.
    fn of(word: &[u8]) -> Option<Self> {
        let known = Self::ALL.iter().find(|(_, known)| known.as_bytes() == word);
        known.map(|(value, _)| *value)
    }
}

macro_rules! quoted {
    ($name:ty: $($value:ident $word:literal),+) => {
        impl Quoted for $name {
            const ALL: &'static [($name, &'static str)] = &[$((<$name>::$value, $word)),+];

            fn quoted(self) -> &'static str {
                match self {
                    $(<$name>::$value => concat!("\"", $word, "\"")),+
                }
            }
        }
    };
}

quoted!(Polarity: Affirmed "affirmed", Negated "negated");
quoted!(Modality: Actual "actual", Planned "planned", Asked "asked", Possible "possible");
quoted!(Confidence: Low "low", Medium "medium", High "high");
quoted!(Kind: Person "person", Country "country", Organization "organization", GovernmentBody "government-body",
    Party "party", ArmedGroup "armed-group", Group "group", Place "place", Unknown "unknown");

#[cfg(test)]
mod tests {
    use super::{Quoted, Writer};
    use crate::extract::actor::Kind;
    use crate::extract::relation::{Confidence, Modality, Polarity};
    use serde::Serialize;

    fn by_hand(write: impl FnOnce(&mut Writer)) -> String {
        let mut bytes = Vec::new();
        let mut writer = Writer::new(&mut bytes);
        write(&mut writer);
        writer.flush().expect("a list takes all");
        String::from_utf8(bytes).expect("texts")
    }

    #[test]
    fn as_serde_writes_it() {
        let odd = (0..0x100)
            .filter_map(char::from_u32)
            .chain("\u{2028}\u{fffd}😀".chars());
        let odd: String = odd.collect();
        for text in ["", "a", "\"", "a\\", &odd] {
            assert_eq!(
                by_hand(|out| out.text(text)),
                serde_json::to_string(text).expect("a text")
            );
        }
        let short = (0..9).flat_map(|digits| [10u64.pow(digits) - 1, 10u64.pow(digits), 7 * 10u64.pow(digits) + 3]);
        for n in short.chain([12_345_678, 4_294_967_295, u64::MAX]) {
            assert_eq!(by_hand(|out| out.number(n)), n.to_string());
        }
        for n in [-128, -1, 0, 1, 127] {
            assert_eq!(by_hand(|out| out.signed(n)), n.to_string());
        }
    }

    #[test]
    fn words_are_those_of_serde() {
        fn check<T: Quoted + Serialize + PartialEq + std::fmt::Debug>() {
            for (value, word) in T::ALL {
                assert_eq!(value.quoted(), serde_json::to_string(value).expect("a word"));
                assert_eq!(T::of(word.as_bytes()).as_ref(), Some(value));
            }
            assert_eq!(T::of(b"else"), None);
        }
        check::<Kind>();
        check::<Polarity>();
        check::<Modality>();
        check::<Confidence>();
    }
}
