//! [`Sketch`]: a few numbers by which nearly equal texts are known without the texts.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::str::FromStr;

/// How many words make a shingle.
const SHINGLE: usize = 4;
/// How many numbers a sketch has.
const BINS: usize = 64;
/// Texts with fewer shingles are too short to be told copies of each other.
const SHORTEST: u32 = 12;
/// A text is a copy of a shorter or equal one when so much of the shorter is in it.
const COPIED: f64 = 0.6;

/// What is left of a text: the smallest hash of its runs of four words in each of 64 bins.
///
/// Two texts agree in about as many bins as they share runs (MinHash, Broder 1997; one permutation, Li, Owen and Zhang 2012;
/// empty bins filled from the next, Shrivastava and Li 2014), give or take six hundredths. Case, punctuation and layout do
/// not count. Written as hexadecimal digits. Linear in the text.
///
/// ```
/// use newsgraph::Sketch;
/// let wire = "The two presidents met in Oslo on Monday and agreed to send their ministers back to the talks before the end of May.";
/// let printed = format!("OSLO (Desk) - {wire} Read more on our site.");
/// let other = "Farmers blocked the road to the capital on Tuesday because the price of milk had fallen below what a litre costs them.";
/// assert!(Sketch::of(wire).is_copy(&Sketch::of(&printed)));
/// assert!(!Sketch::of(wire).is_copy(&Sketch::of(other)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sketch {
    /// How many shingles the text has, repeated ones counted again.
    n: u32,
    bins: [u32; BINS],
}

impl Sketch {
    /// The sketch of a text.
    pub fn of(text: &str) -> Sketch {
        let mut sketch = Sketch {
            n: 0,
            bins: [u32::MAX; BINS],
        };
        let mut last = [0u64; SHINGLE];
        let mut n_words = 0;
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
            last.rotate_left(1);
            last[SHINGLE - 1] = word
                .chars()
                .flat_map(char::to_lowercase)
                .fold(11, |h, c| mix(h ^ c as u64));
            n_words += 1;
            if n_words < SHINGLE {
                continue;
            }
            let hash = last.iter().fold(7, |h, &word| mix(h ^ word));
            let bin = &mut sketch.bins[(hash >> 58) as usize];
            *bin = (*bin).min(hash as u32);
            sketch.n += 1;
        }
        sketch.fill();
        sketch
    }

    /// Empty bins take what stands in the next that is not, with how far it came.
    fn fill(&mut self) {
        let own = self.bins;
        if own.iter().all(|&b| b == u32::MAX) {
            return;
        }
        for (i, bin) in self.bins.iter_mut().enumerate().filter(|(_, b)| **b == u32::MAX) {
            let next = (1..BINS)
                .map(|k| (k, own[(i + k) % BINS]))
                .find(|&(_, b)| b != u32::MAX);
            if let Some((k, b)) = next {
                *bin = mix(u64::from(b) + k as u64) as u32;
            }
        }
    }

    /// The share of runs that two texts have in common, of all that either has: from 0 to 1.
    pub fn resemblance(&self, other: &Sketch) -> f64 {
        let same = self.bins.iter().zip(&other.bins).filter(|(a, b)| a == b).count();
        if self.n == 0 || other.n == 0 {
            0.0
        } else {
            same as f64 / BINS as f64
        }
    }

    /// Is one text, for the most part, contained in the other: wire copy, lightly edited or with something around it?
    pub fn is_copy(&self, other: &Sketch) -> bool {
        let (short, long) = (self.n.min(other.n), self.n.max(other.n));
        if short < SHORTEST {
            return false;
        }
        // Shared runs, from the resemblance and the number of both.
        let r = self.resemblance(other);
        let shared = r * f64::from(short + long) / (1.0 + r);
        shared >= COPIED * f64::from(short)
    }

    /// Keys of which two copies share one almost surely, and two other texts seldom: triples of bins.
    pub(crate) fn bands(&self) -> impl Iterator<Item = (usize, [u32; 3])> + '_ {
        let bands = self.bins.chunks_exact(3).enumerate();
        bands.filter_map(|(i, band)| Some((i, band.try_into().ok()?)))
    }

    /// A number for each band: the same band has the same number, and others seldom have.
    #[cfg(feature = "store")]
    pub(crate) fn band_numbers(&self) -> impl Iterator<Item = i64> + '_ {
        let number = |(i, [a, b, c]): (usize, [u32; 3])| {
            let start = mix((i as u64) << 32 | u64::from(a));
            mix(start ^ (u64::from(b) << 32 | u64::from(c))) as i64
        };
        self.bands().map(number)
    }
}

/// A round of SplitMix64 (Steele, Lea and Flood 2014).
fn mix(x: u64) -> u64 {
    let x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

impl fmt::Display for Sketch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = [0; 8 * (BINS + 1)];
        let numbers = std::iter::once(&self.n).chain(&self.bins);
        for (digits, &number) in digits.chunks_exact_mut(8).zip(numbers) {
            digits.copy_from_slice(&hexadecimal(number));
        }
        f.write_str(str::from_utf8(&digits).unwrap_or_default())
    }
}

/// The eight digits of a number, all at once.
fn hexadecimal(number: u32) -> [u8; 8] {
    const ONES: u64 = 0x0101_0101_0101_0101;
    // Each half, quarter and eighth into its own place.
    let halves = (u64::from(number) | u64::from(number) << 16) & 0x0000_ffff_0000_ffff;
    let quarters = (halves | halves << 8) & 0x00ff_00ff_00ff_00ff;
    let digits = (quarters | quarters << 4) & 0x0f0f_0f0f_0f0f_0f0f;
    let letters = ((digits + 6 * ONES) >> 4) & ONES;
    (digits + ONES * u64::from(b'0') + letters * u64::from(b'a' - b'0' - 10)).to_be_bytes()
}

impl FromStr for Sketch {
    type Err = String;

    fn from_str(text: &str) -> Result<Sketch, String> {
        let wrong = || format!("expected {} hexadecimal digits", 8 * (BINS + 1));
        if text.len() != 8 * (BINS + 1) || !text.is_ascii() {
            return Err(wrong());
        }
        let number = |i: usize| {
            let digits = text.as_bytes()[8 * i..].first_chunk();
            digits.and_then(of_hexadecimal).ok_or_else(wrong)
        };
        let mut bins = [0; BINS];
        for (i, bin) in bins.iter_mut().enumerate() {
            *bin = number(i + 1)?;
        }
        Ok(Sketch { n: number(0)?, bins })
    }
}

/// The number of eight hexadecimal digits of ASCII, all of them at once.
fn of_hexadecimal(digits: &[u8; 8]) -> Option<u32> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    let digits = u64::from_be_bytes(*digits);
    if digits & HIGH != 0 {
        return None;
    }
    // What is left of `0` to `9` is below ten, of `a` to `f` from one to six; no sum runs over into the next byte.
    let (decimal, letter) = (digits ^ (0x30 * ONES), (digits | (0x20 * ONES)) ^ (0x60 * ONES));
    let is_decimal = !(decimal + (0x80 - 10) * ONES);
    let is_letter = (letter + 0x7f * ONES) & !(letter + (0x80 - 7) * ONES);
    if (is_decimal | is_letter) & HIGH != HIGH {
        return None;
    }
    // Letters begin nine further; then pairs, fours and all eight are pushed together.
    let values = (digits & (0x0f * ONES)) + 9 * ((digits >> 6) & ONES);
    let twos = (values | (values >> 4)) & 0x00ff_00ff_00ff_00ff;
    let fours = (twos | (twos >> 8)) & 0x0000_ffff_0000_ffff;
    Some((fours | (fours >> 16)) as u32)
}

impl Serialize for Sketch {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sketch {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Sketch, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::{Sketch, of_hexadecimal};

    /// Words in an order that depends on a seed.
    fn words(seed: u64, n: u64) -> Vec<String> {
        (0..n)
            .map(|i| format!("w{}", super::mix(seed * 1000 + i) % 5000))
            .collect()
    }

    #[test]
    fn eight_digits_at_once() {
        for byte in 0..=255u8 {
            for place in 0..8 {
                let mut digits = *b"0a9fC7e1";
                digits[place] = byte;
                let text = str::from_utf8(&digits).unwrap_or("");
                let expected = u32::from_str_radix(text, 16).ok().filter(|_| byte != b'+');
                assert_eq!(of_hexadecimal(&digits), expected, "{digits:?}");
            }
        }
    }

    #[test]
    fn copies_are_known_by_what_they_share() {
        let story = words(1, 300);
        let whole = Sketch::of(&story.join(" "));
        for (name, text, copy) in [
            ("capitals and signs", story.join("; ").to_uppercase(), true),
            ("the first two thirds", story[..200].join(" "), true),
            (
                "as much again before it",
                format!("{} {}", words(2, 300).join(" "), story.join(" ")),
                true,
            ),
            ("another story", words(3, 300).join(" "), false),
            (
                "a third of it in another story",
                format!("{} {}", story[..100].join(" "), words(4, 200).join(" ")),
                false,
            ),
            ("a few words of it", story[..8].join(" "), false),
            ("nothing", String::new(), false),
        ] {
            let sketch = Sketch::of(&text);
            assert_eq!(whole.is_copy(&sketch), copy, "{name}: {}", whole.resemblance(&sketch));
            assert_eq!(sketch.to_string().parse(), Ok(sketch));
        }
        assert!("12".parse::<Sketch>().is_err() && "z".repeat(520).parse::<Sketch>().is_err());
    }
}
