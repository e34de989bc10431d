//! Commands with what they print: tests/cases/queries.
//! `UPDATE=1 cargo test --test it console` writes what is printed today.

use crate::place::{Place, run};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder with the network of the examples.
fn place(name: &str) -> Place {
    let place = Place::new(name).with_articles();
    place.write("week.json", include_str!("../../examples/week.json"));
    place
}

/// What a line prints: stdout, then stderr, then the exit code where it is not 0.
fn shell(place: &Place, line: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_newsgraph"));
    let folder = program.parent().expect("a program has a folder");
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
    let mut command = Command::new("sh");
    let ran = run(
        (command.args(["-c", line]).env("PATH", path))
            .env("COLUMNS", "120")
            .current_dir(place.path("")),
        b"",
    );
    let code = match ran.code {
        0 => String::new(),
        n => format!("exit {n}\n"),
    };
    format!("{}{}{code}", ran.out, ran.err)
}

/// Compares a file with what it should be today, or writes it.
fn settle(path: &Path, was: &str, today: &str) -> Vec<String> {
    if was == today {
        return Vec::new();
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, today).expect("the file is writable");
        return Vec::new();
    }
    let differs = was.lines().zip(today.lines()).position(|(a, b)| a != b);
    let line = differs.unwrap_or_else(|| was.lines().count().min(today.lines().count()));
    let show = |text: &str| text.lines().nth(line).unwrap_or("nothing").to_string();
    vec![format!(
        "{}:{}: shown   {}\n    printed {}",
        path.display(),
        line + 1,
        show(was),
        show(today)
    )]
}

fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(folder).expect("the folder is there").flatten();
    let mut files: Vec<_> = (entries.map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|e| e == extension))
        .collect();
    files.sort();
    files
}

#[test]
fn queries_answer_as_shown() {
    assert!(answers("queries", "tests/cases/queries") > 100);
}

#[cfg(feature = "sparql")]
#[test]
fn sparql_answers_as_shown() {
    assert!(answers("sparql", "tests/cases/queries/sparql") > 15);
}

/// The queries of docs/sparql.md, with what they give in tests/cases/queries/sparql/page.out.
#[cfg(feature = "sparql")]
#[test]
fn the_example_queries_of_sparql_answer() {
    let place = place("sparql-page");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/sparql.md")).expect("a page is readable");
    let mut today = String::new();
    for (n, block) in page.split("```sparql\n").skip(1).enumerate() {
        let query = block.split("```").next().unwrap_or("");
        place.write("query.rq", query);
        today.push_str(&format!("# {}\n{query}", n + 1));
        today.push_str(&shell(&place, "newsgraph sparql query.rq week.json"));
        today.push('\n');
    }
    let path = root.join("tests/cases/queries/sparql/page.out");
    let was = fs::read_to_string(&path).unwrap_or_default();
    let wrong = settle(&path, &was, &today);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[cfg(not(feature = "sparql"))]
#[test]
fn sparql_says_how_to_get_it() {
    let ran = place("no-sparql").run(&["sparql", "ASK {}", "week.json"]).code(4);
    ran.says(&["--features sparql", "-o net.nq"]);
}

/// Runs the case files of a folder; how many cases there were.
fn answers(name: &str, folder: &str) -> usize {
    let place = place(name);
    let (mut wrong, mut n) = (Vec::new(), 0);
    for path in files(folder, "txt") {
        let was = fs::read_to_string(&path).expect("a case file is readable");
        let mut today = String::new();
        for line in was.lines() {
            let command = line.strip_prefix("$ ");
            if command.is_some() || line.starts_with('#') {
                today.push_str(line);
                today.push('\n');
            }
            if let Some(command) = command {
                n += 1;
                today.push_str(&shell(&place, &format!("newsgraph {command}")));
                today.push('\n');
            }
        }
        wrong.extend(settle(&path, &was, &today));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    n
}
