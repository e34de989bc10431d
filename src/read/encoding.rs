//! Bytes to text: UTF-8, UTF-16 with its mark, what a page says of itself, or a guess.

use super::unpack::Bytes;
use crate::{Error, Result};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use std::io::{self, BufRead, BufReader, Read};

/// The byte-order mark of UTF-8.
pub(super) const BOM: &[u8] = b"\xef\xbb\xbf";

/// How the bytes of a text were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// As it should be.
    Utf8,
    /// UTF-8 with bytes in it that are none; each became U+FFFD.
    BrokenUtf8,
    /// Said by a byte-order mark, or by the zeros between its letters.
    Utf16,
    /// Another, by its name in the encoding standard; said by the page it is.
    Said(&'static str),
    /// Another, by its name in the encoding standard; a guess, because the bytes were no UTF-8.
    Guessed(&'static str),
}

/// A text, and how it was read. Offsets count in this text, which has no byte-order mark.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// How it was read.
    pub encoding: Encoding,
}

impl Decoded {
    /// What its reader should be told, if anything.
    pub fn warning(&self) -> Option<String> {
        match self.encoding {
            Encoding::Utf8 | Encoding::Said(_) => None,
            Encoding::BrokenUtf8 => Some("some bytes are no UTF-8, read as U+FFFD".to_string()),
            Encoding::Utf16 => Some("read as UTF-16; offsets count in its UTF-8 form".to_string()),
            Encoding::Guessed(name) => Some(format!(
                "not UTF-8, read as {name}; convert it to UTF-8 if names look wrong"
            )),
        }
    }
}

/// Decodes a text.
///
/// # Errors
///
/// Bytes that are no text: a picture, a program, an archive.
///
/// ```
/// use newsgraph::read::{Encoding, decode};
/// assert_eq!(decode(b"\xef\xbb\xbfParis".to_vec())?.text, "Paris");
/// let decoded = decode(b"\x93Caf\xe9\x94".to_vec())?;
/// assert_eq!((decoded.text.as_str(), decoded.encoding), ("“Café”", Encoding::Guessed("windows-1252")));
/// assert!(decode(vec![0x89, b'P', b'N', b'G', 0, 0, 0xff]).is_err());
/// # Ok::<(), newsgraph::Error>(())
/// ```
pub fn decode(bytes: Vec<u8>) -> Result<Decoded> {
    decode_said(bytes, None)
}

/// Decodes a text that says of its own encoding, which counts where the bytes are no UTF-8: many a page says what its template says.
pub(super) fn decode_said(mut bytes: Vec<u8>, said: Option<&str>) -> Result<Decoded> {
    if bytes.starts_with(BOM) {
        bytes.drain(..BOM.len());
    }
    if let Some(utf16) = utf16(&bytes) {
        return Ok(Decoded {
            text: utf16.decode_with_bom_removal(&bytes).0.into_owned(),
            encoding: Encoding::Utf16,
        });
    }
    let binary = || Error::new("binary file: expected text in UTF-8; leave it out, or extract its text first");
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if is_text(text.as_bytes()) => {
            return Ok(Decoded {
                text,
                encoding: Encoding::Utf8,
            });
        }
        Ok(_) => return Err(binary()),
        Err(error) => error.into_bytes(),
    };
    if !is_text(&bytes) || bytes.contains(&0) {
        return Err(binary());
    }
    let said = said.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    let (from, encoding) = match said {
        Some(said) if said != encoding_rs::UTF_8 => (said, Encoding::Said(said.name())),
        _ if said.is_some() || mostly_utf8(&bytes) => (encoding_rs::UTF_8, Encoding::BrokenUtf8),
        _ => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(&bytes, true);
            let guess = detector.guess(None, Utf8Detection::Deny);
            (guess, Encoding::Guessed(guess.name()))
        }
    };
    Ok(Decoded {
        text: from.decode_without_bom_handling(&bytes).0.into_owned(),
        encoding,
    })
}

/// The beginning of a text whose encoding is not known yet, for looking at its ASCII.
pub(super) fn start(bytes: &[u8], length: usize) -> String {
    let start = &bytes[..bytes.len().min(length)];
    match utf16(start) {
        Some(utf16) => utf16.decode_with_bom_removal(start).0.into_owned(),
        None => String::from_utf8_lossy(start.strip_prefix(BOM).unwrap_or(start)).into_owned(),
    }
}

/// UTF-16, by its byte-order mark; without one where every other byte of the beginning is zero, as of Latin letters, and the text has no control characters.
fn utf16(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(encoding_rs::UTF_16LE),
        [0xfe, 0xff, ..] => return Some(encoding_rs::UTF_16BE),
        _ => {}
    }
    let start = &bytes[..bytes.len().min(512)];
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), start.len() / 2);
    let is_most = |n: usize| pairs >= 8 && n * 10 >= pairs * 8;
    let found = match (is_most(even), is_most(odd)) {
        (false, true) if even == 0 => encoding_rs::UTF_16LE,
        (true, false) if odd == 0 => encoding_rs::UTF_16BE,
        _ => return None,
    };
    is_text(found.decode_without_bom_handling(start).0.as_bytes()).then_some(found)
}

/// The same bytes in UTF-8, where they are UTF-16 and must be cut at ends of lines, or looked through for brackets.
pub(super) fn in_utf8(mut bytes: Bytes<'_>) -> io::Result<Bytes<'_>> {
    let Some(utf16) = utf16(bytes.fill_buf()?) else {
        return Ok(bytes);
    };
    let reader = Transcoder {
        bytes,
        decoder: utf16.new_decoder_with_bom_removal(),
        text: Vec::new(),
        at: 0,
        ended: false,
    };
    Ok(Box::new(BufReader::new(reader)))
}

struct Transcoder<'a> {
    bytes: Bytes<'a>,
    decoder: encoding_rs::Decoder,
    text: Vec<u8>,
    /// How much of it was given out.
    at: usize,
    ended: bool,
}

impl Read for Transcoder<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.at == self.text.len() && !self.ended {
            let given = self.bytes.fill_buf()?;
            self.ended = given.is_empty();
            self.text.resize(given.len() * 3 + 16, 0);
            let (_, n_given, n_text, _) = self.decoder.decode_to_utf8(given, &mut self.text, self.ended);
            self.bytes.consume(n_given);
            self.text.truncate(n_text);
            self.at = 0;
        }
        let n = out.len().min(self.text.len() - self.at);
        out[..n].copy_from_slice(&self.text[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}

/// At most one byte in ten is a control byte, such as JSON never has in the open.
fn is_text(bytes: &[u8]) -> bool {
    let n_controls = bytes
        .iter()
        .filter(|b| matches!(**b, 0..=8 | 14..=26 | 28..=31))
        .count();
    n_controls * 10 <= bytes.len()
}

/// Four characters of several bytes for each byte that is none: a text in UTF-8 that was cut or damaged. Other encodings seldom have one by chance.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= bad * 4
}
