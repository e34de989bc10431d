//! Every example of data/en/relations/*.toml, and every counter-example, is a test.

use crate::edges::{extract, parse, show};
use newsgraph::extract::relation::Vocabulary;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Examples that fail today, one a line; `UPDATE=1 cargo test` writes the list anew.
fn known() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/known-failures/lexicon.list")
}

#[test]
fn examples() {
    let vocabulary = Vocabulary::english();
    let mut failing = BTreeSet::new();
    let mut details = Vec::new();
    let mut n = 0;
    for relation in vocabulary.relations() {
        assert!(!relation.examples.is_empty(), "{} has no example", relation.name);
        for example in &relation.examples {
            n += 1;
            let (text, edges) = example
                .split_once("=>")
                .unwrap_or_else(|| panic!("no => in \"{example}\""));
            let (found, cast) = extract(text.trim());
            for edge in edges.split(';').map(|e| parse(e.trim())) {
                if !found.iter().any(|o| edge.is(o, &cast, false)) {
                    failing.insert(example.clone());
                    let found: Vec<String> = found.iter().map(show).collect();
                    details.push(format!("{}: {example}\n    found {}", relation.name, found.join(" | ")));
                }
            }
        }
        for text in &relation.silent {
            n += 1;
            let (found, _) = extract(text);
            if let Some(o) = found.iter().find(|o| o.relation == relation.name) {
                failing.insert(text.clone());
                details.push(format!(
                    "{} should be silent: {text}\n    found {} by {}",
                    relation.name,
                    show(o),
                    o.rule
                ));
            }
        }
    }
    let list: String = failing.iter().map(|line| format!("{line}\n")).collect();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(known(), list).expect("the test folder is writable");
        return;
    }
    let before: BTreeSet<String> = fs::read_to_string(known())
        .unwrap_or_default()
        .lines()
        .map(str::to_string)
        .collect();
    let new: Vec<&String> = failing.difference(&before).collect();
    let gone: Vec<&String> = before.difference(&failing).collect();
    println!("{n} examples, {} known failures", failing.len());
    if std::env::var_os("DETAILS").is_some() {
        println!("{}", details.join("\n"));
    }
    assert!(
        new.is_empty() && gone.is_empty(),
        "examples that fail now: {new:#?}\nknown failures that pass now (UPDATE=1 cargo test): {gone:#?}"
    );
}
