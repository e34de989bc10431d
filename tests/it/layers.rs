//! Who imports whom: each stage may use only the leaves and the stages before it.

use std::fs;
use std::path::{Path, PathBuf};

/// A module and what of ours it may import. A later line never stands in an earlier one.
const LAYERS: [(&str, &[&str]); 14] = [
    ("extract/text", &["lexicon"]),
    ("extract/syntax", &["extract::text", "lexicon"]),
    ("extract/clause", &["extract::syntax", "extract::text", "lexicon"]),
    ("extract/fact", &["extract::clause", "extract::syntax", "extract::text"]),
    ("extract/actor", &["extract::syntax", "extract::text", "lexicon"]),
    (
        "extract/quote",
        &[
            "extract::clause",
            "extract::actor",
            "extract::syntax",
            "extract::text",
            "lexicon",
        ],
    ),
    (
        "extract/relation",
        &[
            "extract::clause",
            "extract::actor",
            "extract::syntax",
            "extract::text",
            "lexicon",
        ],
    ),
    ("graph", &["extract::relation", "extract::actor"]),
    ("read", &[]),
    ("lexicon", &[]),
    ("pipeline.rs", &["extract", "graph", "read"]),
    ("article.rs", &[]),
    ("sketch.rs", &[]),
    ("span.rs", &[]),
];

/// What every module may import.
const LEAVES: [&str; 13] = [
    "Sketch",
    "Span",
    "Article",
    "CharOffsets",
    "Document",
    "Error",
    "Result",
    "span",
    "article",
    "error",
    "self",
    "crate",
    "Kind",
];

#[test]
fn each_stage_imports_only_earlier_ones() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for (module, allowed) in LAYERS {
        for file in rust_files(&root.join(module)) {
            let source = fs::read_to_string(&file).expect("readable source");
            for path in imports(&source) {
                let own = path.starts_with(&module.trim_end_matches(".rs").replace('/', "::"));
                let leaf = LEAVES.iter().any(|l| path == *l || path.starts_with(&format!("{l}::")));
                let earlier = allowed
                    .iter()
                    .any(|a| path == *a || path.starts_with(&format!("{a}::")));
                if !own && !leaf && !earlier {
                    wrong.push(format!(
                        "{} imports crate::{path}",
                        file.strip_prefix(&root).unwrap().display()
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn petgraph_stays_in_the_graph_module() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in rust_files(&root)
        .into_iter()
        .filter(|f| !f.starts_with(root.join("graph")))
    {
        let source = fs::read_to_string(&file).expect("readable source");
        assert!(!source.contains("petgraph::"), "{} names petgraph", file.display());
    }
}

fn rust_files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_path_buf()];
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() || path.extension().is_some_and(|e| e == "rs") {
            files.extend(rust_files(&path));
        }
    }
    files
}

/// The paths after `crate::` in code, grouped ones apart; comments and tests inside the files do not count.
fn imports(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or("");
    let mut out = Vec::new();
    for line in source.lines().filter(|l| !l.trim_start().starts_with("//")) {
        for part in line.split("crate::").skip(1) {
            let path: String = part
                .chars()
                .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '{' | '}' | ',' | ' '))
                .collect();
            match path.split_once('{') {
                Some((base, group)) if base.is_empty() || base.ends_with("::") => {
                    out.extend(
                        group
                            .trim_end_matches(|c| c != '}')
                            .trim_end_matches('}')
                            .split(',')
                            .map(|g| format!("{base}{}", g.trim())),
                    );
                }
                _ => out.push(
                    path.trim_end_matches(':')
                        .split([' ', ',', '}'])
                        .next()
                        .unwrap_or("")
                        .to_string(),
                ),
            }
        }
    }
    out.retain(|p| !p.is_empty());
    out
}

#[test]
fn reads_grouped_imports() {
    assert_eq!(imports("use crate::{Span, graph::export};"), ["Span", "graph::export"]);
    assert_eq!(
        imports("use crate::extract::actor::{Kind, Cast};"),
        ["extract::actor::Kind", "extract::actor::Cast"]
    );
    assert_eq!(imports("fn f(x: crate::Span) {}"), ["Span"]);
}
