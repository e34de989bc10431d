//! Bytes looked at many at a time.

/// How many bytes from the start are neither a quotation mark nor a backslash nor a control character.
#[inline]
pub fn plain(bytes: &[u8]) -> usize {
    place(bytes, marks, is_mark)
}

/// Are all of them plain?
#[inline]
pub fn is_plain(bytes: &[u8]) -> bool {
    if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        let [first, last] = [first, last].map(|chunk| u64::from_le_bytes(*chunk));
        return (marks(first) | marks(last)) == 0 && (bytes.len() <= 16 || plain(bytes) == bytes.len());
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let [first, last] = [first, last].map(|chunk| u64::from(u32::from_le_bytes(*chunk)));
        return marks(first | last << 32) == 0;
    }
    !bytes.iter().any(|&byte| is_mark(byte))
}

/// The place of a byte.
#[inline]
pub fn find(bytes: &[u8], wanted: u8) -> Option<usize> {
    let place = place(bytes, |word| equal(word, wanted), |byte| byte == wanted);
    (place < bytes.len()).then_some(place)
}

/// The place of the first byte that is wanted, or behind the last: `among` marks it among eight bytes, `is` knows one.
#[inline]
fn place(bytes: &[u8], among: impl Fn(u64) -> u64, is: impl Fn(u8) -> bool) -> usize {
    let mut at = 0;
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let found = among(u64::from_le_bytes(*chunk));
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += chunk.len();
    }
    at + bytes[at..].iter().take_while(|&&byte| !is(byte)).count()
}

/// How many of eight bytes are digits before the first that is none, and what number these are; of eight the number is any.
#[inline]
pub fn digits(bytes: &[u8; 8]) -> (usize, u32) {
    let values = u64::from_le_bytes(*bytes) ^ (ONES * u64::from(b'0'));
    // What is no digit is over nine; what stands behind it does not count.
    let others = (values.wrapping_add(ONES * (0x80 - 10)) | values) & HIGH;
    let n = others.trailing_zeros() / 8;
    // The last digit into the highest byte, so that all is well for a number of eight.
    let values = values.checked_shl(64 - 8 * n).unwrap_or(0);
    let twos = (values.wrapping_mul(10) + (values >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (twos.wrapping_mul(100) + (twos >> 16)) & 0x0000_ffff_0000_ffff;
    let number = (fours.wrapping_mul(10_000) + (fours >> 32)) & 0xffff_ffff;
    (n as usize, number as u32)
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

#[inline]
fn is_mark(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
}

/// The high bit of the first byte that is a mark, and of no byte before it; of those behind it any.
#[inline]
fn marks(word: u64) -> u64 {
    // With one bit turned, the quotation mark comes next to the control characters.
    let small = (word ^ (ONES * 2)).wrapping_sub(ONES * 0x21);
    let backslash = (word ^ (ONES * u64::from(b'\\'))).wrapping_sub(ONES);
    (small | backslash) & !word & HIGH
}

/// The same for one byte.
#[inline]
fn equal(word: u64, wanted: u8) -> u64 {
    let word = word ^ (ONES * u64::from(wanted));
    word.wrapping_sub(ONES) & !word & HIGH
}

#[cfg(test)]
mod tests {
    use super::{digits, find, is_plain, plain};

    #[test]
    fn plain_stops_at_the_first_that_is_not() {
        for n in 0..40 {
            for end in ["\"", "\\", "\n", "\u{1f}", "\0"] {
                for text in ["a", "é", "\u{20ac}", " ", "\u{7f}", "!", "#", "[", "]"] {
                    let text = text.repeat(n);
                    let marked = format!("{text}{end}\"tail");
                    assert_eq!(plain(marked.as_bytes()), text.len(), "{text:?} {end:?}");
                    assert_eq!(plain(text.as_bytes()), text.len());
                    assert!(is_plain(text.as_bytes()));
                    assert!(!is_plain(format!("{text}{end}").as_bytes()));
                    assert!(!is_plain(format!("{end}{text}").as_bytes()));
                    assert!(!is_plain(format!("{text}{end}{text}").as_bytes()));
                    assert_eq!(find(marked.as_bytes(), end.as_bytes()[0]), Some(text.len()));
                    assert_eq!(find(text.as_bytes(), b'"'), None);
                }
            }
        }
    }

    #[test]
    fn digits_up_to_the_first_that_is_none() {
        for number in [0, 1, 9, 10, 99, 123, 4_567, 89_012, 345_678, 9_012_345] {
            for end in [",", "]", "/", ":", " ", "\u{7f}", "\0", "é"] {
                let text = format!("{number}{end}9999999");
                let chunk = text.as_bytes().first_chunk().expect("eight");
                assert_eq!(digits(chunk), (number.to_string().len(), number), "{text:?}");
            }
        }
        assert_eq!(digits(b"12345678").0, 8);
        assert_eq!(digits(b",1234567").0, 0);
    }
}
