//! Sentences with their tags, trees and names, and what must hold of any input.

use super::{Analyzer, Parse, ROOT};
use crate::Span;
use crate::extract::text::{Block, Sentence, Token, split};

/// A sentence as a table: words, Penn tags under them, relation and head under those; then its names.
fn show(text: &str) -> String {
    let mut scratch = super::Scratch::default();
    let mut out = String::new();
    for sentence in split(text) {
        let parse = Analyzer::english().parse_with(&mut scratch, text, &sentence);
        let word = |i: usize| sentence.tokens[i].span.of(text);
        let mut lines = [String::new(), String::new(), String::new(), String::new()];
        for (i, w) in parse.words.iter().enumerate() {
            let arc = match parse.head(i) {
                Some(head) => format!("{}<{}", w.deprel, word(head)),
                None => "root".to_owned(),
            };
            let cells = [word(i).to_owned(), w.xpos.to_string(), parse.lemma(i).to_owned(), arc];
            let width = cells.iter().map(|c| c.chars().count()).max().unwrap_or(0) + 1;
            for (line, cell) in lines.iter_mut().zip(cells) {
                line.push_str(&format!("{cell:width$}"));
            }
        }
        for line in lines {
            out.push_str(line.trim_end());
            out.push('\n');
        }
        for name in &parse.names {
            let (first, last) = (name.first as usize, name.end as usize - 1);
            let span = sentence.tokens[first].span.join(sentence.tokens[last].span);
            out.push_str(&format!("= {}: {:?}\n", span.of(text), name.kind));
        }
    }
    out
}

/// `UPDATE=1 cargo test` writes what is found today; read the difference before keeping it.
#[test]
fn sentences_look_as_they_did() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/tags/tags.txt");
    let file = std::fs::read_to_string(path).expect("the file of cases");
    let mut now = String::new();
    for line in file.lines().filter(|l| l.starts_with('#') || l.starts_with("> ")) {
        now.push_str(line);
        now.push('\n');
        if let Some(text) = line.strip_prefix("> ") {
            now.push_str(&show(text));
            now.push('\n');
        }
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &now).expect("a file that can be written");
    } else {
        assert_eq!(now, file, "parses differ; UPDATE=1 rewrites {path}");
    }
}

fn check_tree(parse: &Parse) {
    let n = parse.words.len();
    assert_eq!(parse.words.iter().filter(|w| w.head == ROOT).count(), 1, "one root");
    for start in 0..n {
        let (mut at, mut steps) = (start, 0);
        while let Some(head) = parse.head(at) {
            assert!(head < n && steps < n, "word {start} reaches the root");
            (at, steps) = (head, steps + 1);
        }
        assert_eq!(
            parse.head(start).is_none(),
            parse.words[start].deprel == super::Deprel::Root
        );
        assert!(!parse.lemma(start).is_empty(), "a lemma is never empty");
    }
    assert!(
        parse.names.windows(2).all(|w| w[0].end <= w[1].first),
        "names never overlap"
    );
    assert!(
        parse
            .names
            .iter()
            .all(|name| name.first < name.end && name.end as usize <= n)
    );
}

/// A sentence of `n` of the words, by chance.
fn soup(words: &[&str], n: usize, seed: &mut u64) -> (String, Sentence) {
    let mut text = String::new();
    let mut tokens = Vec::new();
    for _ in 0..n {
        *seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        let word = words[(*seed >> 33) as usize % words.len()];
        let span = Span::new(text.len(), text.len() + word.len());
        tokens.push(Token { span, joined: false });
        text.push_str(word);
        text.push(' ');
    }
    let span = tokens[0].span.join(tokens[n - 1].span);
    let sentence = Sentence {
        span,
        tokens,
        paragraph: 0,
        block: Block::Body,
    };
    (text, sentence)
}

#[test]
fn any_tokens_get_a_tree() {
    const SOUP: [&str; 16] = [
        "the",
        "NATO",
        "’s",
        ".",
        "(",
        "said",
        "İstanbul",
        "12",
        "-",
        "and",
        "ß",
        "n't",
        "of",
        "🙂",
        "Kyiv",
        "who",
    ];
    let mut seed = 1u64;
    for n in (1..40).chain([400, 2000]) {
        let (text, sentence) = soup(&SOUP, n, &mut seed);
        check_tree(&Analyzer::english().parse(&text, &sentence));
    }
}

/// Words that the rules look for which put trees right.
#[test]
fn mended_trees_are_trees() {
    const SOUP: &str = "accused accuses of having joining on Sweden Oslo which denied denies a an claim charge , , . called named as known \
        after chancellor sacked their says seized has raided protesters demonstrating along with ruled out sending attorney general rallied \
        outside parliament about troops massing met her Chinese counterpart Wang gang raped by was is that who froze aid to and were the \
        ruling pledged delegates between people alleged Hezbollah militant killed not in for from said told it they";
    let words: Vec<&str> = SOUP.split_whitespace().collect();
    let mut seed = 7u64;
    for i in 0..1500 {
        let (text, sentence) = soup(&words, 4 + i % 40, &mut seed);
        check_tree(&Analyzer::english().parse(&text, &sentence));
    }
}

#[test]
fn a_sentence_without_tokens_is_an_empty_parse() {
    let sentence = Sentence {
        span: Span::new(0, 0),
        tokens: Vec::new(),
        paragraph: 0,
        block: Block::Body,
    };
    assert_eq!(Analyzer::english().parse("", &sentence), Parse::default());
}

#[test]
fn a_damaged_model_is_an_error() {
    let bytes = include_bytes!("../../../models/en.bin");
    assert!(Analyzer::from_bytes(b"not a model").is_err());
    for cut in (0..bytes.len()).step_by(bytes.len() / 40) {
        assert!(Analyzer::from_bytes(&bytes[..cut]).is_err(), "cut at {cut}");
    }
    let mut longer = bytes.to_vec();
    longer.push(0);
    assert!(Analyzer::from_bytes(&longer).is_err());
    // Garbage in the middle may load, but must not panic then either.
    let text = "Paris backed Berlin's plan for Ukraine.";
    for at in (8..bytes.len()).step_by(bytes.len() / 30) {
        let mut garbled = bytes.to_vec();
        let end = (at + 64).min(garbled.len());
        garbled[at..end].iter_mut().for_each(|b| *b ^= 0x5a);
        if let Ok(analyzer) = Analyzer::from_bytes(&garbled) {
            check_tree(&analyzer.parse(text, &split(text)[0]));
        }
    }
}
