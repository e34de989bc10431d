//! Runs tests/cases/relations: a sentence, then the edges it states. Blocks that fail today stand in
//! tests/cases/known-failures; `UPDATE=1 cargo test` moves each block to where it belongs.

use crate::edges::{extract, parse, show};
use newsgraph::extract::relation::Expected;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

struct Case {
    comment: String,
    text: String,
    edges: Vec<String>,
}

impl Case {
    fn read_all(path: &Path) -> Vec<Case> {
        let Ok(file) = fs::read_to_string(path) else {
            return Vec::new();
        };
        let mut cases = Vec::new();
        for block in file.split("\n\n") {
            let mut case = Case {
                comment: String::new(),
                text: String::new(),
                edges: Vec::new(),
            };
            for line in block.lines() {
                if let Some(edge) = line.strip_prefix("= ") {
                    case.edges.push(edge.trim().to_string());
                } else if line.starts_with('#') {
                    case.comment.push_str(line);
                    case.comment.push('\n');
                } else if !line.trim().is_empty() {
                    if !case.text.is_empty() {
                        case.text.push(' ');
                    }
                    case.text.push_str(line.trim());
                }
            }
            if !case.text.is_empty() || !case.comment.is_empty() {
                cases.push(case);
            }
        }
        cases
    }

    /// What is wrong with what the extractor says of the text: nothing when it is right.
    fn failure(&self) -> Option<String> {
        if self.text.is_empty() {
            return None;
        }
        let (found, cast) = extract(&self.text);
        let mut wrong = Vec::new();
        let expected: Vec<Expected> = self.edges.iter().map(|e| parse(e)).collect();
        for edge in &expected {
            if !found.iter().any(|o| edge.is(o, &cast, true)) {
                wrong.push(format!("  missing {edge}"));
            }
        }
        for o in &found {
            if !expected.iter().any(|e| e.is(o, &cast, true)) {
                wrong.push(format!("  extra   {}   by {}", show(o), o.rule));
            }
        }
        (!wrong.is_empty()).then(|| format!("{}\n{}\n", self.text, wrong.join("\n")))
    }

    fn write(&self, out: &mut String) {
        out.push_str(&self.comment);
        if !self.text.is_empty() {
            out.push_str(&self.text);
            out.push('\n');
        }
        for edge in &self.edges {
            out.push_str(&format!("= {edge}\n"));
        }
        out.push('\n');
    }
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name)
}

fn files(name: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder(name))
        .into_iter()
        .flatten()
        .filter_map(|e| e.ok()?.file_name().into_string().ok())
        .filter(|n| n.ends_with(".txt"))
        .collect();
    names.sort();
    names
}

#[test]
fn relations() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut failures = Vec::new();
    let mut passing_now = Vec::new();
    let (mut n_right, mut n_known) = (0, 0);
    let mut names = files("relations");
    names.extend(files("known-failures"));
    names.sort();
    names.dedup();
    let mut moved: BTreeMap<&str, [String; 2]> = BTreeMap::new();
    for name in &names {
        let entry = moved.entry(name).or_default();
        for (place, known) in [("relations", false), ("known-failures", true)] {
            for case in Case::read_all(&folder(place).join(name)) {
                let failure = case.failure();
                case.write(&mut entry[usize::from(failure.is_some())]);
                match (known, failure) {
                    (false, None) => n_right += 1,
                    (true, Some(_)) => n_known += 1,
                    (false, Some(f)) => failures.push(f),
                    (true, None) if case.text.is_empty() => {}
                    (true, None) => passing_now.push(case.text),
                }
            }
        }
    }
    if update {
        for (name, [right, wrong]) in moved {
            for (place, text) in [("relations", right), ("known-failures", wrong)] {
                let path = folder(place).join(name);
                if text.trim().is_empty() {
                    let _ = fs::remove_file(path);
                } else {
                    fs::create_dir_all(folder(place)).expect("the test folder can be made");
                    fs::write(path, format!("{}\n", text.trim_end())).expect("the test folder is writable");
                }
            }
        }
        return;
    }
    println!("{n_right} blocks right, {n_known} known failures");
    assert!(
        failures.is_empty(),
        "{} blocks fail:\n{}",
        failures.len(),
        failures.join("\n")
    );
    assert!(
        passing_now.is_empty(),
        "these known failures pass now; move them with UPDATE=1 cargo test:\n{}",
        passing_now.join("\n")
    );
}
