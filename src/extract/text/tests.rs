//! Cases of `tests/cases/`, one line each, and what must hold of any text.

use super::{Block, Furniture, Sentence, split};

/// The lines `text => expected` of a file of cases.
fn cases(file: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| {
        line.split_once(" => ")
            .unwrap_or_else(|| panic!("expected `text => …`: {line}"))
    })
}

#[test]
fn tokens() {
    for (text, expected) in cases(include_str!("../../../tests/cases/tokens/tokens.txt")) {
        let sentences = split(text);
        let tokens = sentences.iter().flat_map(|s| &s.tokens);
        let shown: Vec<String> = tokens
            .map(|t| format!("{}{}", if t.joined { "+" } else { "" }, t.span.of(text)))
            .collect();
        assert_eq!(shown.join(" "), expected, "tokens of: {text}");
    }
}

#[test]
fn sentences() {
    for (written, expected) in cases(include_str!("../../../tests/cases/sentences/sentences.txt")) {
        let text = written.replace("\\n", "\n").replace("\\r", "\r");
        let sentences = split(&text);
        let shown: Vec<&str> = sentences.iter().map(|s| s.span.of(&text)).collect();
        assert_eq!(
            shown.join(" | ").replace('\n', "\\n"),
            expected,
            "sentences of: {written}"
        );
    }
}

#[test]
fn furniture() {
    for article in include_str!("../../../tests/cases/furniture/furniture.txt").split("====\n") {
        let lines = article
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('|'));
        let lines: Vec<(&str, &str)> = lines.map(|(mark, text)| (mark.trim(), text.trim())).collect();
        let text = lines.iter().map(|(_, text)| *text).collect::<Vec<_>>().join("\n\n");
        for sentence in split(&text) {
            let (expected, line) = lines[sentence.paragraph as usize];
            let found = match sentence.block {
                Block::Body => "body",
                Block::Furniture(Furniture::Heading) => "heading",
                Block::Furniture(Furniture::Teaser) => "teaser",
                Block::Furniture(Furniture::Repeated) => "repeated",
                Block::Furniture(Furniture::Byline) => "byline",
                Block::Furniture(Furniture::Footer) => "footer",
                // A dateline is no paragraph; its cases stand among those of sentences.
                Block::Furniture(Furniture::Dateline) => "dateline",
            };
            assert_eq!(found, expected, "block of: {line}");
        }
    }
}

/// Tokens in order, on character boundaries, over every character that is not blank; sentences of bounded length.
fn check_cover(text: &str) -> Vec<Sentence> {
    let sentences = split(text);
    let mut at = 0;
    for sentence in &sentences {
        assert!(!sentence.tokens.is_empty() && sentence.tokens.len() <= super::segment::TOKENS_MAX + 1);
        assert_eq!(sentence.span.start, sentence.tokens[0].span.start);
        assert_eq!(sentence.span.end, sentence.tokens[sentence.tokens.len() - 1].span.end);
        assert!(
            !sentence.tokens[0].joined,
            "a multiword token is cut in {:?}",
            sentence.span.of(text)
        );
        for token in &sentence.tokens {
            let (start, end) = (token.span.start as usize, token.span.end as usize);
            let between = text.get(at..start).expect("tokens are in order and on boundaries");
            assert!(between.trim().is_empty(), "{between:?} is in no token of {text:?}");
            let word = text.get(start..end).expect("a boundary");
            assert!(
                !word.is_empty() && !word.contains(char::is_whitespace),
                "{word:?} of {text:?}"
            );
            at = end;
        }
    }
    assert!(text[at..].trim().is_empty(), "{:?} is in no token", &text[at..]);
    sentences
}

#[test]
fn any_text_is_covered() {
    const PIECES: &[&str] = &[
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "\u{a0}",
        "\u{200f}",
        "\u{200b}",
        "\u{feff}",
        "\0",
        "\x07",
        "a",
        "I",
        "s",
        "n't",
        "'s",
        "’s",
        "'",
        "’",
        "‘",
        "\"",
        "“",
        "”",
        "`",
        "``",
        "''",
        ".",
        "...",
        "…",
        "?",
        "!",
        ",",
        ";",
        ":",
        "-",
        "--",
        "–",
        "—",
        "(",
        ")",
        "[",
        "]",
        "<",
        ">",
        "@",
        "#",
        "$",
        "€",
        "%",
        "&",
        "*",
        "/",
        "\\",
        "_",
        "+",
        "=",
        "|",
        "~",
        "^",
        "1",
        "15",
        "2024",
        "1,000",
        "x",
        "Mr.",
        "U.S.",
        "No.",
        "etc.",
        "Nov.",
        "cannot",
        "gonna",
        "anti",
        "non",
        "US",
        "www.",
        "http://",
        "mailto:",
        "a@b.c",
        ".com",
        "Yahoo",
        "é",
        "e\u{301}",
        "ß",
        "Ж",
        "中",
        "。",
        "👍",
        "\u{fe0f}",
        "\u{200d}",
        "🏽",
        "\u{1f1fa}",
        "العربية",
        "the",
        "The",
        "Minister",
        "said",
        "İ",
        "ŉ",
        "\u{85}",
        "\u{2028}",
        "By",
        "Read more",
        "Image:",
    ];
    // A linear congruential generator: the same soup every time.
    let mut state = 42u64;
    let mut next = |n: usize| {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (state >> 33) as usize % n
    };
    for _ in 0..4000 {
        let n_pieces = 1 + next(40);
        let text: String = (0..n_pieces).map(|_| PIECES[next(PIECES.len())]).collect();
        check_cover(&text);
    }
}

/// Each of these would take minutes if any step were quadratic.
#[test]
fn hostile_text_takes_linear_time() {
    let long = |piece: &str| piece.repeat(1_000_000 / piece.len());
    for piece in [
        "a",
        "1",
        ".",
        "(",
        ")",
        "'",
        "\"",
        "-",
        "\0",
        "é",
        "中",
        "a.",
        "aa.",
        "A.",
        "1.",
        "1-",
        "a-",
        "anti-",
        "a'",
        "s'",
        "’",
        "1,",
        "1/",
        "a/",
        "a&",
        "a*",
        "@",
        "a@",
        "a@b",
        "://",
        "a://",
        "http://",
        "http://a<",
        "www.",
        "mailto:",
        "a_",
        "_",
        "[1]",
        ".[1]",
        "don't",
        "'s",
        "A ",
        "a ",
        "a. ",
        "A. ",
        "Mr. ",
        "\" ",
        "a\n",
        "A b\n",
        "a\n\n",
        ". ",
        "? ",
        "a? \"",
        "( ",
        "' ",
        "[ ",
        "> ",
        "#",
        "By A\n\n",
        "A a\n\n- ",
        "👍",
        "\u{200f}",
        "\u{301}",
        "x wise-",
        "…",
        "$",
        "US$",
        "word word word word.\n\n",
    ] {
        check_cover(&long(piece));
    }
    check_cover(&format!("{}{}", "(".repeat(10_000), ")".repeat(10_000)));
    assert!(split("").is_empty() && split(" \n\u{a0}\n").is_empty());
}

#[test]
fn long_sentences_are_cut_at_punctuation() {
    let text = format!("{} word; {}", "word ".repeat(300), "word ".repeat(300));
    let sentences = check_cover(&text);
    assert_eq!(sentences.len(), 2);
    assert!(sentences[0].span.of(&text).ends_with(';'));
}
