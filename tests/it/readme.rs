//! Every `newsgraph` command of these documents runs as printed and prints what is shown; `UPDATE=1` rewrites what is shown.

use crate::place::{Place, have, run};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Each is a walk of its own: its commands run one after another, in a folder with the sample articles.
const DOCUMENTS: &[&str] = &[
    "README.md",
    "docs/story.md",
    "docs/analysis.md",
    "docs/query.md",
    "docs/formats.md",
    "docs/reading.md",
];

/// Runs a line as a shell would, with the program on the path.
fn shell(place: &Place, line: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_newsgraph"))
        .parent()
        .expect("a program has a folder");
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let ran = run(
        Command::new("sh")
            .args(["-c", line])
            .env("PATH", path)
            .current_dir(place.path("")),
        b"",
    );
    // 1 is an answer too: nothing found, or networks that differ.
    assert!(ran.code <= 1, "{line}\n{}", ran.err);
    format!("{}{}", ran.out, ran.err)
}

#[test]
fn documents_show_what_the_program_prints() {
    for document in DOCUMENTS {
        check(document);
    }
}

fn check(document: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(document);
    let written = fs::read_to_string(&path).expect("the document is there");
    let place = Place::new(&document.replace('/', "-")).with_articles();
    let mut today = String::new();
    let mut lines = written.lines().peekable();
    let (mut in_console, mut n_commands) = (false, 0);
    while let Some(line) = lines.next() {
        today.push_str(line);
        today.push('\n');
        if line.starts_with("```") {
            in_console = line == "```console";
        }
        let Some(command) = line.strip_prefix("$ ").filter(|_| in_console) else {
            continue;
        };
        let mut shown = String::new();
        while let Some(line) = lines.next_if(|l| !l.starts_with("$ ") && !l.starts_with("```")) {
            shown.push_str(line);
            shown.push('\n');
        }
        // A picture needs Graphviz and a filter needs jq; without them the lines stay as they are.
        let needs = [("| jq", "jq", "--version"), ("dot -T", "dot", "-V")];
        let runs = command.contains("newsgraph")
            && needs
                .iter()
                .all(|(part, program, ask)| !command.contains(part) || have(program, &[ask]));
        if runs {
            n_commands += 1;
            shown = shell(&place, command);
        }
        today.push_str(&shown);
    }
    assert!(n_commands > 3, "{document}: only {n_commands} commands were found");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &today).expect("the document is writable");
        return;
    }
    for (number, (shown, printed)) in written.lines().zip(today.lines()).enumerate() {
        assert_eq!(
            shown,
            printed,
            "{document}, line {}; UPDATE=1 cargo test --test it readme rewrites it",
            number + 1
        );
    }
    assert_eq!(written, today);
}
