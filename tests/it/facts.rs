//! Runs tests/cases/facts: a sentence, then the open facts it states. Blocks that fail today stand in
//! tests/cases/known-failures/facts; `UPDATE=1 cargo test` moves each block to where it belongs.

use newsgraph::CharOffsets;
use newsgraph::extract::Extractor;
use newsgraph::extract::fact::{FactRecord, Granularity};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const RIGHT: &str = "facts";
const KNOWN: &str = "known-failures/facts";

/// A block: its comment, its sentence, its facts.
struct Case {
    comment: String,
    text: String,
    facts: Vec<String>,
}

impl Case {
    fn read_all(path: &Path) -> Vec<Case> {
        let file = fs::read_to_string(path).unwrap_or_default();
        let mut cases = Vec::new();
        for block in file.split("\n\n") {
            let lines = |starts: &'static str| block.lines().filter(move |l| l.starts_with(starts));
            let is_text = |l: &&str| !l.starts_with('#') && !l.starts_with("= ") && !l.trim().is_empty();
            let case = Case {
                comment: lines("#").map(|l| format!("{l}\n")).collect(),
                text: block.lines().filter(is_text).collect::<Vec<_>>().join(" "),
                facts: lines("= ").map(|l| l[2..].trim().to_string()).collect(),
            };
            if !case.text.is_empty() || !case.comment.is_empty() {
                cases.push(case);
            }
        }
        cases
    }

    /// What is wrong with what the extractor says of the sentence: nothing when it is right.
    fn failure(&self, granularity: Granularity) -> Option<String> {
        let expected: BTreeSet<String> = self.facts.iter().cloned().collect();
        let found: BTreeSet<String> = found(&self.text, granularity).into_iter().collect();
        let missing = expected.difference(&found).map(|f| format!("  missing {f}\n"));
        let extra = found.difference(&expected).map(|f| format!("  extra   {f}\n"));
        let wrong: String = missing.chain(extra).collect();
        (!wrong.is_empty()).then(|| format!("{}\n{wrong}", self.text))
    }

    fn write(&self, out: &mut String) {
        out.push_str(&self.comment);
        if !self.text.is_empty() {
            out.push_str(&self.text);
            out.push('\n');
        }
        for fact in &self.facts {
            out.push_str(&format!("= {fact}\n"));
        }
        out.push('\n');
    }
}

/// The facts of a text: `subject | relation | object`, then what is unusual in parentheses: `(denied, planned)`.
fn found(text: &str, granularity: Granularity) -> Vec<String> {
    let (sentences, facts) = Extractor::english().facts(text, granularity);
    let chars = CharOffsets::new(text);
    let mut out = Vec::new();
    for (sentence, facts) in sentences.iter().zip(facts) {
        for fact in facts {
            let record = FactRecord::new("case", 0, text, &chars, sentence, &fact);
            let unusual = [
                record.negated.then_some("denied"),
                (record.modality != "actual").then_some(record.modality),
            ];
            let unusual: Vec<&str> = unusual.into_iter().flatten().collect();
            let end = match unusual.is_empty() {
                true => String::new(),
                false => format!(" ({})", unusual.join(", ")),
            };
            out.push(format!(
                "{} | {} | {}{end}",
                record.subject, record.relation, record.object
            ));
        }
    }
    out
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name)
}

/// The files of cases. Two are named after the granularity they are read with; the others are of the standard one.
fn files() -> BTreeSet<String> {
    let names = |name| fs::read_dir(folder(name)).into_iter().flatten().flatten();
    names(RIGHT)
        .chain(names(KNOWN))
        .filter_map(|e| e.file_name().into_string().ok())
        .filter(|n| n.ends_with(".txt"))
        .collect()
}

#[test]
fn cases() {
    let update = std::env::var_os("UPDATE").is_some();
    let (mut failures, mut passing_now) = (Vec::new(), Vec::new());
    let (mut n_right, mut n_known) = (0, 0);
    for name in files() {
        let granularity = Granularity::ALL
            .into_iter()
            .find(|g| name == format!("{}.txt", g.name()));
        let mut written = [String::new(), String::new()];
        for place in [RIGHT, KNOWN] {
            for case in Case::read_all(&folder(place).join(&name)) {
                let failure = case.failure(granularity.unwrap_or_default());
                case.write(&mut written[usize::from(failure.is_some())]);
                match failure {
                    None if place == RIGHT => n_right += 1,
                    Some(failure) if place == RIGHT => failures.push(failure),
                    None => passing_now.push(case.text),
                    Some(_) => n_known += 1,
                }
            }
        }
        for (place, text) in [RIGHT, KNOWN].iter().zip(written).filter(|_| update) {
            let path = folder(place).join(&name);
            if text.is_empty() {
                let _ = fs::remove_file(path);
            } else {
                fs::create_dir_all(folder(place)).expect("the test folder can be made");
                fs::write(path, format!("{}\n", text.trim_end())).expect("the test folder is writable");
            }
        }
    }
    println!("{n_right} blocks right, {n_known} known failures");
    if update {
        return;
    }
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

#[test]
fn odd_text_gives_fewer_facts_and_no_panic() {
    let many = "Anna, ".repeat(300);
    let texts = [
        "",
        ".",
        "''",
        "of of of of",
        "\u{feff}\u{200b} \u{301}",
        "and and and, which which who",
        "Is was be been being has had.",
        "((((( to to to )))))",
        "😀 backs 😀 in 😀.",
        &format!("{many}and Boris met {many}and Carla."),
        &"she said that ".repeat(120),
        &"of the house ".repeat(120),
    ];
    for text in texts {
        for granularity in Granularity::ALL {
            let (sentences, facts) = Extractor::english().facts(text, granularity);
            let (given, given_facts) = Extractor::english().facts_of_tokens(text, granularity);
            for (sentence, facts) in sentences.iter().zip(facts).chain(given.iter().zip(given_facts)) {
                assert!(facts.len() <= 200, "{} facts of {text:?}", facts.len());
                for fact in facts {
                    for part in [fact.subject, fact.relation, fact.object] {
                        assert!(!part.is_empty() && part.iter().all(|&w| w < sentence.tokens.len()));
                    }
                }
            }
        }
    }
}
