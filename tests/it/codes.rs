//! PLOVER codes of whole sentences, by tests/cases/codes.txt.

use crate::edges::extract;
use std::fs;
use std::path::Path;

#[test]
fn codes_of_sentences() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/codes.txt");
    let mut wrong = Vec::new();
    for line in fs::read_to_string(path).expect("the cases are there").lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (text, wanted) = line.split_once(" => ").unwrap_or_else(|| panic!("no => in \"{line}\""));
        let mut found: Vec<String> = extract(text)
            .0
            .iter()
            .filter_map(|o| {
                let target = o.target_text.as_deref().unwrap_or("?");
                Some(format!("{} {} -> {target}", o.plover.as_ref()?, o.source_text))
            })
            .collect();
        found.dedup();
        let found = if found.is_empty() {
            "nothing".to_string()
        } else {
            found.join("; ")
        };
        if found != wanted {
            wrong.push(format!("{text}\n    wanted {wanted}\n    found  {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
