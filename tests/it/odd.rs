//! Text that nobody writes: nothing panics, nothing hangs, and what is found is verified. The limits are told in docs/trust.md.

use newsgraph::extract::{Extractor, fact::Granularity};
use newsgraph::graph::{Network, verify};
use newsgraph::{Article, Document};
use std::sync::LazyLock;

static ENGLISH: LazyLock<Extractor> = LazyLock::new(Extractor::english);

/// Reads a text all the way and proves what was found.
fn read(text: &str) -> Network {
    let article = Article::new("odd", text);
    let found = ENGLISH.extract(&article);
    let mut network = Network::new();
    network.add_cast(&Document::from(&article), &found.cast, &found.observations);
    let problems = verify(&network, [("odd", text)]);
    assert!(problems.is_empty(), "{problems:?} of {text:?}");
    network
}

/// xorshift: the same texts on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    /// Any character but a surrogate, more often one that means something to us.
    fn char(&mut self) -> char {
        const LIKED: &str = "  \n\n..,;:?!-—'’\"“”‘()[]{}$%&@#/\\|*_=+<>~^`aAeEtTsS0159éßİıŉﬁ\u{301}\u{200d}\u{200e}\u{202e}\u{2028}\u{feff}\u{0}\u{7f}\u{85}\u{a0}\u{ad}中🙂👩‍🚀";
        match self.below(3) {
            0 => char::from_u32(self.below(0x11_0000) as u32).unwrap_or('\u{fffd}'),
            _ => LIKED.chars().nth(self.below(LIKED.chars().count())).unwrap_or(' '),
        }
    }
}

const WORDS: [&str; 24] = [
    "France",
    "Germany",
    "the minister",
    "he",
    "which",
    "said",
    "that",
    "backed",
    "was",
    "criticized",
    "by",
    "not",
    "and",
    "Mr. Ivo Brandt",
    "U.S.",
    "of",
    "to",
    "Putin's",
    "attack",
    "on",
    "talks with",
    "will",
    "NATO",
    "(WFF)",
];

#[test]
fn random_unicode() {
    let mut random = Random(11);
    for _ in 0..300 {
        let n = random.below(400);
        let text: String = (0..n).map(|_| random.char()).collect();
        read(&text);
        ENGLISH.mentions(&text);
        ENGLISH.quotes(&text);
        ENGLISH.facts(&text, Granularity::Full);
        if let Some(line) = text.lines().next() {
            ENGLISH.facts_of_tokens(line, Granularity::Minimal);
        }
    }
}

#[test]
fn random_words_and_marks() {
    let mut random = Random(23);
    let mut n_edges = 0;
    for _ in 0..300 {
        let mut text = String::new();
        for _ in 0..random.below(120) {
            match random.below(5) {
                0 => text.push(random.char()),
                _ => {
                    text.push_str(WORDS[random.below(WORDS.len())]);
                    text.push(' ');
                }
            }
        }
        n_edges += read(&text).edges().count();
        ENGLISH.facts(&text, Granularity::Standard);
    }
    assert!(n_edges > 100, "only {n_edges} edges: these texts try nothing");
}

/// A text of about so many words.
type Made = fn(usize) -> String;

/// What is bad for one of the stages, each as long as it is asked for.
const MADE: [(&str, Made); 30] = [
    ("words", |n| "word ".repeat(n) + "."),
    ("names", |n| "France Germany NATO Putin ".repeat(n / 4) + "."),
    ("one list", |n| "France, Germany and Poland, ".repeat(n / 4) + "met."),
    ("one sentence of many clauses", |n| {
        "France criticized Germany and ".repeat(n / 4) + "left."
    }),
    ("reports in reports", |n| {
        "France said that ".repeat(n / 3) + "Germany left."
    }),
    ("of of of", |n| {
        "the minister ".to_owned() + &"of the government ".repeat(n / 3) + "met Putin."
    }),
    ("which which", |n| {
        "France, ".to_owned() + &"which backs Germany, ".repeat(n / 3) + "left."
    }),
    ("owners of owners", |n| {
        "France".to_owned() + &"'s minister".repeat(n / 2) + " left."
    }),
    ("titles", |n| "President ".repeat(n / 2) + "Putin left."),
    ("not not", |n| "not ".repeat(n) + "France backed Ukraine."),
    ("brackets", |n| "(".repeat(n)),
    ("closed brackets", |n| "(".repeat(n / 2) + "x" + &")".repeat(n / 2)),
    ("quotation marks", |n| "\"".repeat(n)),
    ("open quotations", |n| "“France backed Ukraine, he said. ".repeat(n / 6)),
    ("quotations", |n| "\"France backed Ukraine,\" he said. ".repeat(n / 6)),
    ("no spaces", |n| "FranceBacks".repeat(n / 2)),
    ("hyphens", |n| "a-".repeat(n / 2)),
    ("apostrophes", |n| "o'".repeat(n)),
    ("dots", |n| "U.".repeat(n)),
    ("combining marks", |n| "e".to_owned() + &"\u{301}".repeat(n)),
    ("emoji", |n| "👩\u{200d}🚀".repeat(n / 2)),
    ("turned text", |n| "\u{202e}abc \u{202c}".repeat(n)),
    ("NUL", |n| "\0 a".repeat(n)),
    ("empty lines", |n| "\n".repeat(n)),
    ("lines", |n| "France\n".repeat(n)),
    ("capitals", |n| (0..n).map(|i| named(i).to_uppercase() + " ").collect()),
    ("people of one first name", |n| {
        (0..n / 6)
            .map(|i| format!("Ivo met Ivo {}. He left. ", named(i)))
            .collect()
    }),
    ("councils", |n| {
        (0..n / 6)
            .map(|i| format!("The {} Council met the Council. ", named(i)))
            .collect()
    }),
    ("companies", |n| {
        (0..n / 6)
            .map(|i| format!("{} {} Corporation left. ", named(i), named(i * 7)))
            .collect()
    }),
    ("ministers", |n| {
        (0..n / 9)
            .map(|i| format!("{} Minister Ivo {} said the minister met him. ", named(i), named(i * 3)))
            .collect()
    }),
];

/// A made-up name.
fn named(mut i: usize) -> String {
    let mut name = String::new();
    for _ in 0..3 {
        name.push("bcdfghjklmnprstvz".as_bytes()[i % 17] as char);
        name.push("aeiou".as_bytes()[i / 17 % 5] as char);
        i /= 85;
    }
    name[..1].to_uppercase() + &name[1..]
}

#[test]
fn sentences_of_ten_thousand_words() {
    for (_, made) in MADE {
        read(&made(10_000));
    }
}

/// Four times the text takes less than nine times as long, in time of this thread alone; what is quadratic takes sixteen times.
#[cfg(target_os = "linux")]
#[test]
fn time_is_linear_in_the_text() {
    /// Nanoseconds that this thread was running.
    fn spent() -> u64 {
        let stat = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux tells");
        stat.split(' ').next().and_then(|n| n.parse().ok()).expect("a number")
    }
    let time = |text: &str| {
        let before = spent();
        ENGLISH.extract(&Article::new("odd", text));
        spent() - before
    };
    time("France backed Ukraine.");
    for (name, made) in MADE {
        let mut took = (0, 0);
        // A machine that is busy spoils a try, not three.
        let linear = (0..3).any(|_| {
            took = (time(&made(2_500)), time(&made(10_000)));
            // Below some milliseconds it is noise.
            took.1 < 20_000_000 || took.1 < 9 * took.0
        });
        assert!(linear, "{name}: 2,500 words in {} ns, 10,000 in {} ns", took.0, took.1);
    }
}
