//! What network and name tagger see of a word: its spelling in numbers, made once and shared.

use super::clusters::Clusters;
use crate::extract::text::Sentence;

/// Hashes of one word's spelling. Equal spelling gives equal numbers on every machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spelling {
    /// As written; digits are all alike.
    pub form: u64,
    /// In lower case.
    pub lower: u64,
    /// Its first one to four letters, in lower case; 0 when the word is not longer.
    pub prefixes: [u64; 4],
    /// Its last one to four letters, in lower case; 0 when the word is not longer.
    pub suffixes: [u64; 4],
    /// Capitals, small letters, digits and signs, runs of the same kind told once.
    pub shape: u64,
    /// Has a capital first letter.
    pub capital: bool,
    /// Has neither capitals nor digits.
    pub is_small: bool,
    /// Word class found without supervision; 0 when the word is unknown.
    pub cluster: u16,
    /// The coarser class above it.
    pub family: u16,
}

/// Mixes numbers into one: the multiply-rotate of FxHash.
#[inline]
pub fn mix(seed: u64, value: u64) -> u64 {
    (seed.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// The number of a feature: its template and what fills it. The last steps spread the bits (MurmurHash3's finaliser).
#[inline]
pub fn feature<const N: usize>(template: u64, parts: &[u64; N]) -> u64 {
    let mut hash = parts.iter().fold(template.wrapping_add(1), |h, &p| mix(h, p));
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 29)
}

/// Collects the features of one decision.
#[derive(Debug)]
pub struct Features<'a> {
    list: &'a mut Vec<u64>,
    template: u64,
}

impl Features<'_> {
    /// Starts an empty list; its templates count from `template` on.
    pub fn start(list: &mut Vec<u64>, template: u64) -> Features<'_> {
        list.clear();
        Features { list, template }
    }

    /// Adds the feature of template `k`.
    #[inline]
    pub fn at<const N: usize>(&mut self, k: u64, parts: [u64; N]) {
        self.list.push(feature(self.template + k, &parts));
    }
}

/// The hash of a spelling in lower case, the key of word tables.
pub fn lower_hash(word: &str) -> u64 {
    let mut letters = Vec::new();
    lower_letters(word, &mut letters);
    hash_letters(&letters)
}

/// The hash of no letters.
const START: u64 = 7;

fn hash_letters(letters: &[char]) -> u64 {
    letters.iter().fold(START, |h, &c| mix(h, c as u64))
}

/// A character as the models see it: one apostrophe, one kind of quote, one dash, one digit.
fn plain(c: char) -> char {
    match c {
        '’' | '‘' | '`' => '\'',
        '“' | '”' => '"',
        '–' | '—' => '-',
        '\u{a0}' => ' ',
        c if c.is_ascii_digit() => '0',
        c => c,
    }
}

fn lower(c: char) -> char {
    if c.is_ascii() {
        c.to_ascii_lowercase()
    } else {
        c.to_lowercase().next().unwrap_or(c)
    }
}

fn lower_letters(word: &str, letters: &mut Vec<char>) {
    letters.clear();
    letters.extend(word.chars().map(|c| lower(plain(c))));
}

/// Spells out one word.
pub fn spell(word: &str, clusters: &Clusters, letters: &mut Vec<char>) -> Spelling {
    let mut form = 3;
    let mut shape = 1;
    let mut last = 0;
    let mut run = 0;
    let mut is_small = true;
    for c in word.chars() {
        form = mix(form, plain(c) as u64);
        let kind = match c {
            'A'..='Z' => 1,
            'a'..='z' => 2,
            '0'..='9' => 3,
            c if c.is_uppercase() => 1,
            c if c.is_alphabetic() => 2,
            c => 4 + plain(c) as u64,
        };
        is_small &= kind != 1 && kind != 3;
        run = if kind == last { run + 1 } else { 0 };
        // One capital and several differ: "US" is not like "A".
        if run == 0 || (run == 1 && kind == 1) {
            shape = mix(shape, kind);
        }
        last = kind;
    }
    lower_letters(word, letters);
    let n = letters.len();
    let mut spelling = Spelling {
        form,
        shape,
        is_small,
        capital: word.chars().next().is_some_and(char::is_uppercase),
        ..Spelling::default()
    };
    // The hash of the first letters is one on the way to that of all.
    let mut hash = START;
    for (k, &c) in letters.iter().enumerate() {
        hash = mix(hash, c as u64);
        if k < 4 && k + 1 < n {
            spelling.prefixes[k] = hash;
        }
    }
    spelling.lower = hash;
    for k in 1..=4.min(n.saturating_sub(1)) {
        spelling.suffixes[k - 1] = hash_letters(&letters[n - k..]);
    }
    (spelling.cluster, spelling.family) = clusters.of(spelling.lower);
    spelling
}

/// Adds the words of a sentence, spelled out, to `spellings`, and tells whether it is set like a headline, most words with capitals.
pub fn spell_sentence(
    text: &str,
    sentence: &Sentence,
    clusters: &Clusters,
    spellings: &mut Vec<Spelling>,
    letters: &mut Vec<char>,
) -> bool {
    spell_with(text, sentence, spellings, |word| Spelled::new(word, clusters, letters))
}

/// A word spelled out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spelled {
    /// Its spelling.
    pub spelling: Spelling,
    /// Is it long enough to tell whether headlines would write it with a capital?
    pub is_long: bool,
}

impl Spelled {
    /// Spells out a word.
    pub fn new(word: &str, clusters: &Clusters, letters: &mut Vec<char>) -> Spelled {
        Spelled {
            spelling: spell(word, clusters, letters),
            is_long: letters.len() > 3 && letters[0].is_alphabetic(),
        }
    }
}

/// As [`spell_sentence`], with words spelled out by `spell`.
pub(super) fn spell_with(
    text: &str,
    sentence: &Sentence,
    spellings: &mut Vec<Spelling>,
    mut spell: impl FnMut(&str) -> Spelled,
) -> bool {
    let (mut capital, mut long) = (0, 0);
    for token in &sentence.tokens {
        let Spelled { spelling, is_long } = spell(token.span.of(text));
        spellings.push(spelling);
        long += usize::from(is_long);
        capital += usize::from(is_long && spelling.capital);
    }
    long > 2 && capital * 4 > long * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_tells_apart_what_matters() {
        let clusters = Clusters::default();
        let mut letters = Vec::new();
        let mut of = |w: &str| spell(w, &clusters, &mut letters);
        assert_eq!(of("1998").form, of("2019").form);
        assert_eq!(of("n’t"), of("n't"));
        assert_eq!(of("Paris").lower, of("paris").lower);
        assert_ne!(of("US").shape, of("A").shape);
        assert_eq!(of("Berlin").shape, of("Rome").shape);
        assert_eq!(of("Paris").lower, lower_hash("PARIS"));
        assert_eq!(of("I").suffixes, [0; 4]);
    }
}
