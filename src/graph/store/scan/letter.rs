//! What is taken only if it stands to the letter as we write it: quicker, and nothing else is told apart.

use super::Scan;
use crate::Span;
use crate::graph::store::bytes::{digits, find, plain};

impl<'a> Scan<'a> {
    /// Takes these bytes if they are next; a window that ends before them has them not.
    #[inline(always)]
    pub fn literal(&mut self, text: &[u8]) -> bool {
        let is = self.bytes[self.at..].starts_with(text);
        self.at += if is { text.len() } else { 0 };
        is
    }

    /// Takes these bytes, or nothing.
    #[inline(always)]
    pub fn expect(&mut self, text: &[u8]) -> Option<()> {
        self.literal(text).then_some(())
    }

    /// Takes the rest of a text of which the first quotation mark is taken, if nothing in it is marked by a backslash. It may
    /// be no UTF-8.
    #[inline]
    pub fn plain_text(&mut self) -> Option<&'a [u8]> {
        let start = self.at;
        let end = start + plain(&self.bytes[start..]);
        if self.bytes.get(end) != Some(&b'"') {
            return None;
        }
        self.at = end + 1;
        Some(&self.bytes[start..end])
    }

    /// Takes such a text as a whole, or null.
    #[inline]
    pub fn maybe_plain(&mut self) -> Option<Option<&'a [u8]>> {
        match self.literal(b"null") {
            true => Some(None),
            false => {
                self.expect(b"\"")?;
                self.plain_text().map(Some)
            }
        }
    }

    /// Takes a whole number of at most seven digits; what may follow it is for the caller to say.
    #[inline]
    pub fn digits(&mut self) -> Option<u32> {
        let rest = self.bytes[self.at..].first_chunk()?;
        let (n_digits, number) = digits(rest);
        let has_lead = n_digits > 1 && rest[0] == b'0';
        self.at += n_digits;
        (n_digits > 0 && n_digits < 8 && !has_lead).then_some(number)
    }

    /// Takes `[start,end]`, which runs forward.
    #[inline]
    pub fn plain_span(&mut self) -> Option<Span> {
        self.expect(b"[")?;
        let start = self.digits()?;
        self.expect(b",")?;
        let end = self.digits()?;
        self.expect(b"]")?;
        (start <= end).then_some(Span { start, end })
    }

    /// Goes on behind the next such byte, wherever it stands; false where the window has none.
    pub fn pass_over(&mut self, byte: u8) -> bool {
        let found = find(&self.bytes[self.at..], byte);
        self.at += found.map_or(0, |place| place + 1);
        found.is_some()
    }

    /// What stands between two places of the window.
    pub fn between(&self, start: usize, end: usize) -> &'a [u8] {
        &self.bytes[start..end]
    }
}
