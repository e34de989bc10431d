//! Bytes to text: UTF-8, UTF-16 with its mark, or Windows-1252.

use crate::{Error, Result};

/// The byte-order mark of UTF-8.
pub(super) const BOM: &[u8] = b"\xef\xbb\xbf";

/// How the bytes of a text were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// As it should be.
    Utf8,
    /// Said by a byte-order mark.
    Utf16,
    /// A guess: the bytes were no UTF-8.
    Windows1252,
}

/// A text, and how it was read. Offsets count in this text, which has no byte-order mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// How it was read.
    pub encoding: Encoding,
}

impl Decoded {
    /// What its reader should be told, if anything.
    pub fn warning(&self) -> Option<&'static str> {
        match self.encoding {
            Encoding::Utf8 => None,
            Encoding::Utf16 => Some("read as UTF-16; offsets count in its UTF-8 form"),
            Encoding::Windows1252 => Some("not UTF-8, read as Windows-1252; convert it to UTF-8 if names look wrong"),
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
/// assert_eq!((decoded.text.as_str(), decoded.encoding), ("“Café”", Encoding::Windows1252));
/// assert!(decode(vec![0x89, b'P', b'N', b'G', 0, 0, 0xff]).is_err());
/// # Ok::<(), newsgraph::Error>(())
/// ```
pub fn decode(mut bytes: Vec<u8>) -> Result<Decoded> {
    if bytes.starts_with(BOM) {
        bytes.drain(..BOM.len());
    }
    if let [0xff, 0xfe, rest @ ..] | [0xfe, 0xff, rest @ ..] = bytes.as_slice() {
        return Ok(Decoded {
            text: utf16(rest, bytes[0] == 0xff),
            encoding: Encoding::Utf16,
        });
    }
    match String::from_utf8(bytes) {
        Ok(text) if is_text(text.as_bytes()) => Ok(Decoded {
            text,
            encoding: Encoding::Utf8,
        }),
        Err(error) if is_text(error.as_bytes()) && !error.as_bytes().contains(&0) => {
            let text = error.as_bytes().iter().map(|b| windows_1252(*b)).collect();
            Ok(Decoded {
                text,
                encoding: Encoding::Windows1252,
            })
        }
        _ => Err(Error::new(
            "binary file: expected text in UTF-8; leave it out, or extract its text first",
        )),
    }
}

/// At most one byte in ten is a control byte.
fn is_text(bytes: &[u8]) -> bool {
    let n_controls = bytes
        .iter()
        .filter(|b| matches!(**b, 0..=8 | 14..=26 | 28..=31 | 127))
        .count();
    n_controls * 10 <= bytes.len()
}

fn utf16(bytes: &[u8], little_endian: bool) -> String {
    let units = bytes.chunks_exact(2).map(|pair| {
        let pair = [pair[0], pair[1]];
        if little_endian {
            u16::from_le_bytes(pair)
        } else {
            u16::from_be_bytes(pair)
        }
    });
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// As the WHATWG encoding standard has it: bytes without a character are controls.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', //
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}
