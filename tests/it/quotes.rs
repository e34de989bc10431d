//! Runs tests/cases/quotes: a text, then who says what in it. Blocks that fail today stand in
//! tests/cases/known-failures/quotes.list; `UPDATE=1 cargo test` moves each block to where it belongs.

use newsgraph::extract::Extractor;
use newsgraph::extract::quote::records;
use std::fs;
use std::path::{Path, PathBuf};

struct Case {
    comment: String,
    text: String,
    said: Vec<String>,
}

fn read(path: &Path) -> Vec<Case> {
    let file = fs::read_to_string(path).unwrap_or_default();
    let block = |block: &str| {
        let lines = |prefix: &'static str| {
            block
                .lines()
                .filter_map(move |l| l.strip_prefix(prefix))
                .map(str::trim)
                .map(String::from)
        };
        Case {
            comment: lines("#").map(|l| format!("# {l}\n")).collect(),
            text: block
                .lines()
                .filter(|l| !l.starts_with(['#', '=']))
                .collect::<Vec<_>>()
                .join(" "),
            said: lines("=").collect(),
        }
    };
    file.split("\n\n")
        .map(block)
        .filter(|c| !c.text.is_empty() || !c.comment.is_empty())
        .collect()
}

/// Every attribution as a line of the test file: speaker, cue, content, kind.
fn said(text: &str) -> Vec<String> {
    // A pilcrow stands for the end of a paragraph.
    let text = text.replace(" ¶ ", "\n\n");
    let found = Extractor::english().quotes(&text);
    records("case", &text, &found.cast, &found.attributions)
        .iter()
        .map(|r| {
            let content: Vec<&str> = r.content.iter().map(|c| c.text).collect();
            let kind = format!("{:?}", r.kind).to_lowercase();
            let speaker = r.speaker.map_or("-", |s| s.piece.text);
            format!(
                "{speaker} | {} | {} | {kind}",
                r.cue.map_or("-", |c| c.text),
                content.join(" … ")
            )
        })
        .collect()
}

fn failure(case: &Case) -> Option<String> {
    let found = said(&case.text);
    (found != case.said).then(|| format!("{}\n  expected {:#?}\n  found {found:#?}\n", case.text, case.said))
}

fn write(path: &Path, cases: &[&Case]) {
    let blocks: Vec<String> = cases
        .iter()
        .map(|c| {
            let said: String = c.said.iter().map(|s| format!("= {s}\n")).collect();
            let text = if c.text.is_empty() {
                String::new()
            } else {
                format!("{}\n", c.text)
            };
            format!("{}{text}{said}", c.comment)
        })
        .collect();
    fs::write(path, blocks.join("\n")).expect("the test folder is writable");
}

#[test]
fn quotes() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let (right, known) = (
        folder.join("quotes/quotes.txt"),
        folder.join("known-failures/quotes.list"),
    );
    let (mut pass, mut fail) = (Vec::new(), Vec::new());
    let (mut broken, mut mended) = (Vec::new(), Vec::new());
    let cases = [(read(&right), false), (read(&known), true)];
    for (list, failed_before) in &cases {
        for case in list {
            match (failed_before, if case.text.is_empty() { None } else { failure(case) }) {
                (true, None) if case.text.is_empty() => fail.push(case),
                (true, None) => {
                    mended.push(case.text.as_str());
                    pass.push(case);
                }
                (_, None) => pass.push(case),
                (false, Some(why)) => {
                    broken.push(why);
                    fail.push(case);
                }
                (true, Some(_)) => fail.push(case),
            }
        }
    }
    if std::env::var_os("UPDATE").is_some() {
        write(&right, &pass);
        write(&known, &fail);
        return;
    }
    println!("{} texts right, {} known failures", pass.len(), fail.len());
    assert!(broken.is_empty(), "{} texts fail:\n{}", broken.len(), broken.join("\n"));
    assert!(
        mended.is_empty(),
        "these known failures pass now; move them with UPDATE=1 cargo test:\n{}",
        mended.join("\n")
    );
}

/// Whatever the marks do, no text fails, and every piece is a stretch of the text.
#[test]
fn odd_marks_break_nothing() {
    const ODD: [&str; 9] = ["\"", "“", "”", "‘", "’", "''", "\n\n\"", "\" said \"", ", \"”"];
    let article = "\"We wait,\" Elena Marsh said. According to Chad, “Niger 'lied'”, it said: “No. We — never.”";
    let mut seed = 7u64;
    for round in 0..60 {
        let mut text = article.to_string();
        for _ in 0..=round % 4 {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            let mut at = (seed >> 33) as usize % (text.len() + 1);
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            text.insert_str(at, ODD[(seed >> 20) as usize % ODD.len()]);
        }
        let found = Extractor::english().quotes(&text);
        for r in records("odd", &text, &found.cast, &found.attributions) {
            assert!(!r.content.is_empty(), "{text}");
            let pieces = r
                .content
                .iter()
                .chain(&r.cue)
                .chain(r.speaker.as_ref().map(|s| &s.piece));
            for piece in pieces {
                assert!(!piece.text.trim().is_empty(), "{text}: {r:?}");
                let chars = piece.chars.start as usize..piece.chars.end as usize;
                assert_eq!(
                    text.chars().skip(chars.start).take(chars.len()).collect::<String>(),
                    piece.text
                );
            }
        }
    }
}
