//! Is a text certainly not in English? A doubtful one counts as English.

use std::collections::HashMap;
use std::sync::LazyLock;

/// How much of a text is looked at, in bytes.
const LOOK: usize = 8192;

/// A text with fewer words in Latin letters is too short to be sure of.
const ENOUGH_WORDS: usize = 8;

/// So many letters of another script are no quoted name.
const ENOUGH_LETTERS: usize = 20;

/// The languages of the table, English first, and for each word those that have it.
struct Table {
    names: Vec<&'static str>,
    words: HashMap<&'static str, Vec<usize>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/read/languages.tsv"));
    let mut table = Table {
        names: Vec::new(),
        words: HashMap::new(),
    };
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    for (language, (name, words)) in lines.filter_map(|line| line.split_once('\t')).enumerate() {
        table.names.push(name);
        for word in words.split(' ') {
            let languages = table.words.entry(word).or_default();
            if !languages.contains(&language) {
                languages.push(language);
            }
        }
    }
    table
});

/// The language or script of a text that is certainly not in English: "French", "Cyrillic script".
pub(super) fn other(text: &str) -> Option<&'static str> {
    let end = (0..=LOOK.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    let start = &text[..end.unwrap_or(0)];
    // Most texts are ASCII and have "the" all over: those are done at once.
    script(start).or_else(|| latin(start))
}

const SCRIPTS: [(&str, &[std::ops::RangeInclusive<char>]); 14] = [
    ("Cyrillic script", &['\u{400}'..='\u{52f}']),
    ("Greek script", &['\u{370}'..='\u{3ff}', '\u{1f00}'..='\u{1fff}']),
    (
        "Arabic script",
        &[
            '\u{600}'..='\u{6ff}',
            '\u{750}'..='\u{77f}',
            '\u{fb50}'..='\u{fdff}',
            '\u{fe70}'..='\u{feff}',
        ],
    ),
    ("Hebrew script", &['\u{590}'..='\u{5ff}']),
    ("Armenian script", &['\u{530}'..='\u{58f}']),
    ("Georgian script", &['\u{10a0}'..='\u{10ff}', '\u{1c90}'..='\u{1cbf}']),
    ("Ethiopic script", &['\u{1200}'..='\u{139f}']),
    ("an Indian script", &['\u{900}'..='\u{dff}']),
    ("Thai script", &['\u{e00}'..='\u{e7f}']),
    (
        "Lao, Tibetan, Burmese or Khmer script",
        &['\u{e80}'..='\u{109f}', '\u{1780}'..='\u{17ff}'],
    ),
    ("Mongolian script", &['\u{1800}'..='\u{18af}']),
    (
        "Korean script",
        &[
            '\u{1100}'..='\u{11ff}',
            '\u{3130}'..='\u{318f}',
            '\u{ac00}'..='\u{d7af}',
        ],
    ),
    ("Japanese kana", &['\u{3040}'..='\u{30ff}']),
    (
        "Chinese characters",
        &[
            '\u{3400}'..='\u{9fff}',
            '\u{f900}'..='\u{faff}',
            '\u{20000}'..='\u{323af}',
        ],
    ),
];

/// The script of most letters, if it is not the Latin one.
fn script(text: &str) -> Option<&'static str> {
    let mut n_letters = 0;
    let mut counts = [0; SCRIPTS.len()];
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        n_letters += 1;
        if let Some(script) = SCRIPTS
            .iter()
            .position(|(_, ranges)| ranges.iter().any(|r| r.contains(&c)))
        {
            counts[script] += 1;
        }
    }
    let (most, n) = counts
        .iter()
        .enumerate()
        .max_by_key(|(i, n)| (**n, std::cmp::Reverse(*i)))?;
    (*n >= ENOUGH_LETTERS && *n * 10 > n_letters * 6).then_some(SCRIPTS[most].0)
}

/// The language whose commonest words are all over the text, while those of English are not.
fn latin(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let mut n_words = 0;
    let mut hits = vec![0; TABLE.names.len()];
    for word in lower
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
    {
        n_words += 1;
        for language in TABLE.words.get(word).into_iter().flatten() {
            hits[*language] += 1;
        }
    }
    let (best, most) = hits
        .iter()
        .enumerate()
        .max_by_key(|(i, n)| (**n, std::cmp::Reverse(*i)))?;
    // Three in twenty words, and three times as many as of English: a text that only quotes the other language has less.
    let certain = n_words >= ENOUGH_WORDS && *most >= 4 && most * 20 >= n_words * 3 && *most >= hits[0] * 3;
    certain.then(|| TABLE.names[best])
}
