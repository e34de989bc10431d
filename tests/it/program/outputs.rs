//! What comes out: files whole or not at all, the same bytes each time, records as published.

use crate::place::{Place, articles};
use crate::validate::check;
use serde_json::Value;
use std::process::{Command, Stdio};

const BACKS: &str = "France backs Ukraine. Serbia criticized Ukraine.\n";

#[test]
fn an_output_that_cannot_be_written_is_told() {
    let place = Place::new("unwritable");
    place.write("good.txt", BACKS);
    place.write("file", "not a folder");
    for to in ["none/net.json", "file/net.json"] {
        place
            .run(&["build", "good.txt", "-o", to])
            .code(4)
            .says(&[to, "check that the folder exists"]);
    }
    place
        .run(&["build", "good.txt", "-o", "net.xyz"])
        .code(4)
        .says(&["net.xyz", "json, jsonl, csv, dot"]);
    place
        .run(&["build", "good.txt", "-f", "xyz"])
        .code(4)
        .says(&["\"xyz\"", "json, jsonl, csv, dot"]);
    assert_eq!(place.files(), ["file", "good.txt"]);
}

#[test]
fn a_file_is_replaced_whole_or_kept() {
    let place = Place::new("atomic");
    place.write("good.txt", BACKS);
    place.write("net.json", "old");
    place.run(&["build", "missing.txt", "-o", "net.json"]).code(4);
    place
        .run(&["build", "good.txt", "missing.txt", "--strict", "-o", "net.json"])
        .code(4);
    assert_eq!(place.read("net.json"), "old");
    // The name is taken by a folder, so that the last step, the renaming, fails.
    place.write("taken.json/inside", "");
    place
        .run(&["build", "good.txt", "-o", "taken.json"])
        .code(4)
        .says(&["taken.json"]);
    assert_eq!(place.files(), ["good.txt", "net.json"]);
    place.run(&["build", "good.txt", "-o", "net.json"]).code(0);
    assert!(place.read("net.json").contains("country:fr"));
    assert_eq!(place.files(), ["good.txt", "net.json"]);
}

#[test]
fn a_page_and_a_picture_are_written() {
    let place = Place::new("page");
    place.write("good.txt", BACKS);
    let page = ["view", "good.txt", "--title", "A & <B>", "-o", "net.html"];
    place.run(&page).code(0).says(&["net.html: open it in a browser"]);
    let written = place.read("net.html");
    assert!(written.contains("<title>A &amp; &lt;B&gt;</title>"), "{written}");
    assert!(written.contains("\"quote\":\"France backs Ukraine.\""), "{written}");
    let again = place
        .run(&["view", "good.txt", "--title", "A & <B>", "-o", "-", "-q"])
        .code(0);
    assert_eq!(again.out, written);
    place.run(&["build", "good.txt", "-q", "-o", "net.svg"]).code(0);
    assert!(place.read("net.svg").contains(">France<"));
    place.run(&["view", "missing.txt", "-o", "none.html"]).code(4);
    // Where nobody sits at a terminal a page is opened when it is asked for only.
    for (args, browser, says) in [
        ("view good.txt -o net.html", "true", "net.html: open it in a browser"),
        (
            "view good.txt -o net.html --open",
            "true",
            "net.html: opening it in the browser",
        ),
        (
            "view good.txt -o net.html --open -q",
            "no such browser",
            "net.html: open it in a browser",
        ),
        ("view good.txt -o net.html --open -q", "true", ""),
        ("view good.txt -o net.html --no-open -q", "true", ""),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsgraph"));
        command
            .args(args.split(' '))
            .env("BROWSER", browser)
            .current_dir(place.path(""));
        let ran = crate::place::run(&mut command, b"").code(0);
        assert!(
            ran.err.contains(says) && ran.err.is_empty() == says.is_empty(),
            "{args}: {}",
            ran.err
        );
    }
    place
        .run(&["view", "good.txt", "--open", "--no-open", "-o", "net.html"])
        .code(2);
    assert_eq!(place.files(), ["good.txt", "net.html", "net.svg"]);
}

#[test]
fn a_network_may_replace_itself() {
    let place = Place::new("itself");
    place.write("one.txt", "France backs Ukraine.");
    place.write("two.txt", "Serbia criticized Ukraine.");
    place.run(&["build", "one.txt", "-o", "net.json"]).code(0);
    place.run(&["merge", "net.json", "two.txt", "-o", "net.json"]).code(0);
    assert_eq!(
        place.read("net.json"),
        place.run(&["build", "one.txt", "two.txt", "-f", "json"]).out
    );
}

#[test]
fn threads_and_order_leave_no_trace() {
    let place = Place::new("order").with_articles();
    let mut files: Vec<String> = articles()
        .into_iter()
        .map(|(name, _)| format!("examples/articles/{name}"))
        .collect();
    let mut seen: Vec<Vec<String>> = Vec::new();
    for turn in 0..3 {
        let mut made = Vec::new();
        for format in ["json", "jsonl", "dot", "table"] {
            let jobs = if turn == 1 { "2" } else { "1" };
            let mut args = vec!["build", "-q", "--jobs", jobs, "-f", format];
            args.extend(files.iter().map(String::as_str));
            made.push(place.run(&args).code(0).out);
        }
        seen.push(made);
        if turn == 1 {
            files.rotate_left(3);
            files.swap(0, 5);
        }
    }
    assert_eq!(seen[0], seen[1], "threads");
    assert_eq!(seen[0], seen[2], "order of files");
    for stage in ["extract", "parse", "mentions", "facts"] {
        let run = |jobs| {
            let mut args = vec![stage, "--jobs", jobs];
            args.extend(files.iter().map(String::as_str));
            place.run(&args).code(0).out
        };
        assert_eq!(run("1"), run("2"), "{stage}");
    }
}

#[test]
fn records_are_as_published() {
    let place = Place::new("records").with_articles();
    for (command, schema) in [
        ("extract", "observation.schema.json"),
        ("mentions", "mention.schema.json"),
        ("facts", "fact.schema.json"),
        ("quotes", "quote.schema.json"),
    ] {
        let ran = place.run_on(lines_of_articles(), &[command]).code(0);
        assert!(ran.out.lines().count() > 50, "{command}");
        for line in ran.out.lines() {
            check(&serde_json::from_str(line).expect("a record is JSON"), schema);
        }
    }
    let network = place
        .run_on(lines_of_articles(), &["build", "-q", "-f", "json"])
        .code(0)
        .out;
    check(&serde_json::from_str(&network).expect("JSON"), "network.schema.json");
    for line in place
        .run_on(lines_of_articles(), &["build", "-q", "-f", "jsonl"])
        .code(0)
        .out
        .lines()
    {
        let record: Value = serde_json::from_str(line).expect("a record is JSON");
        let schema = match record["t"].as_str() {
            Some("doc") => "document.schema.json",
            Some("actor") => "actor.schema.json",
            _ => "observation.schema.json",
        };
        check(&record, schema);
    }
}

#[test]
fn answers_are_as_published() {
    let place = Place::new("answers").with_articles();
    let texts = articles().into_iter().take(5);
    let texts: Vec<String> = texts.map(|(name, _)| format!("examples/articles/{name}")).collect();
    let some: Vec<&str> = ["build", "-q", "-o", "old.json"]
        .into_iter()
        .chain(texts.iter().map(String::as_str))
        .collect();
    place.run(&some).code(0);
    place
        .run(&["build", "-q", "-o", "all.json", "examples/articles"])
        .code(0);
    for (command, code, schema) in [
        ("timeline Hungary all.json", 0, "timeline"),
        ("timeline Turkey Sweden all.json", 0, "timeline"),
        ("diff old.json all.json", 1, "diff"),
        ("diff all.json old.json", 1, "diff"),
        ("diff all.json all.json", 0, "diff"),
        ("path Turkey Ukraine all.json", 0, "path"),
        ("stats all.json", 0, "stats"),
        ("stats all.json --rel mobilizes-against --holder Kosovo", 0, "stats"),
        ("actor Turkey all.json", 0, "dossier"),
        ("actor Putin all.json", 0, "dossier"),
    ] {
        let args: Vec<&str> = command.split(' ').chain(["-q", "-f", "json"]).collect();
        let ran = place.run(&args).code(code);
        let answer = serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{command}: {e}"));
        check(&answer, &format!("{schema}.schema.json"));
    }
}

/// Every quote and every span of every record, looked up in the text it speaks of.
#[test]
fn offsets_count_in_the_text_as_given() {
    let place = Place::new("offsets");
    let texts = articles();
    let ran = place.run_on(lines_of_articles(), &["extract"]).code(0);
    for line in ran.out.lines() {
        let record: Value = serde_json::from_str(line).expect("a record is JSON");
        let doc = record["doc"].as_str().expect("doc");
        let (_, text) = texts
            .iter()
            .find(|(name, _)| name.trim_end_matches(".txt") == doc)
            .expect("a known article");
        let chars: Vec<char> = text.chars().collect();
        for (words, place) in [
            ("quote", ""),
            ("source_text", "source_"),
            ("target_text", "target_"),
            ("trigger", "trigger_"),
        ] {
            let Some(words) = record[words].as_str() else { continue };
            let span = |unit: &str| {
                let ends = record[format!("{place}{unit}")].as_array().expect("a span");
                ends[0].as_u64().expect("start") as usize..ends[1].as_u64().expect("end") as usize
            };
            assert_eq!(&text[span("bytes")], words, "{line}");
            assert_eq!(chars[span("chars")].iter().collect::<String>(), words, "{line}");
        }
    }
}

#[test]
fn trees_are_conllu() {
    let place = Place::new("conllu");
    let ran = place.run_on(lines_of_articles(), &["parse"]).code(0);
    assert_eq!(ran.out.lines().filter(|l| l.starts_with("# newdoc id = ")).count(), 8);
    let mut n_sentences = 0;
    for block in ran.out.split("\n\n").filter(|b| !b.trim().is_empty()) {
        n_sentences += 1;
        let rows: Vec<Vec<&str>> = block
            .lines()
            .filter(|l| !l.starts_with('#'))
            .map(|l| l.split('\t').collect())
            .collect();
        assert!(rows.iter().all(|r| r.len() == 10), "{block}");
        let words: Vec<_> = rows.iter().filter(|r| !r[0].contains('-')).collect();
        assert_eq!(words.iter().filter(|r| r[6] == "0").count(), 1, "one root:\n{block}");
        for (i, row) in words.iter().enumerate() {
            assert_eq!(row[0], (i + 1).to_string(), "{block}");
            assert!(
                row[6]
                    .parse::<usize>()
                    .is_ok_and(|head| head <= words.len() && head != i + 1),
                "{block}"
            );
        }
    }
    assert!(n_sentences > 100, "{n_sentences}");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let place = Place::new("pipe");
    // Enough articles that the program is still writing when its reader has gone.
    let input: String = (0..40)
        .map(|i| lines_of_articles().replace("\"id\":\"", &format!("\"id\":\"{i}-")))
        .collect();
    place.write("many.jsonl", input);
    let mut program = Command::new(env!("CARGO_BIN_EXE_newsgraph"));
    let program = program.args(["parse", "many.jsonl"]).current_dir(place.path(""));
    let mut child = program
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut first = [0; 8];
    std::io::Read::read_exact(child.stdout.as_mut().expect("piped"), &mut first).expect("it writes");
    drop(child.stdout.take());
    let done = child.wait_with_output().expect("it ends");
    assert_eq!(
        (done.status.code(), String::from_utf8_lossy(&done.stderr).as_ref()),
        (Some(0), "")
    );
}

/// The sample articles as JSON Lines.
fn lines_of_articles() -> String {
    let line = |(name, text): (String, String)| {
        let id = name.trim_end_matches(".txt");
        format!("{}\n", serde_json::json!({"id": id, "date": &id[..10], "text": text}))
    };
    articles().into_iter().map(line).collect()
}
