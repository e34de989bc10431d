//! The examples run, and say what their comments promise.

use crate::place::run;
use std::path::PathBuf;
use std::process::Command;

/// Runs an example that `cargo test` has built beside this test.
fn example(name: &str, args: &[&str]) -> String {
    let mut folder: PathBuf = std::env::current_exe().expect("a test knows its path");
    folder.pop();
    folder.pop();
    let program = folder.join("examples").join(name);
    run(
        Command::new(program).args(args).current_dir(env!("CARGO_MANIFEST_DIR")),
        b"",
    )
    .code(0)
    .out
}

#[test]
fn sentence() {
    let out = example("sentence", &["Germany does not support Ukraine."]);
    assert!(out.starts_with("Germany -not supports-> Ukraine\n"), "{out}");
    assert!(out.contains("in \"Germany does not support Ukraine.\""), "{out}");
}

#[test]
fn folder() {
    let out = example("folder", &["examples/articles"]);
    assert!(
        out.starts_with("digraph") && out.contains("Who does what to whom"),
        "{out}"
    );
}

#[test]
fn merge() {
    let out = example("merge", &[]);
    assert!(out.contains("Serbia -criticizes-> Ukraine (2)"), "{out}");
    assert!(
        out.split("tuesday withdrawn:")
            .nth(1)
            .is_some_and(|rest| rest.contains("Serbia -criticizes-> Ukraine (1)")),
        "{out}"
    );
}

#[test]
fn query() {
    let out = example("query", &["graphs/all.json"]);
    assert!(
        out.contains("    \"") && out.contains("\nagainst Russia:\n    "),
        "{out}"
    );
}
