//! What goes in: files, folders, stdin, and what is wrong with them.

use crate::place::Place;
use serde_json::Value;

const BACKS: &str = "France backs Ukraine. Serbia criticized Ukraine.\n";

fn edges(json: &str) -> usize {
    let network: Value = serde_json::from_str(json).expect("the output is JSON");
    network["edges"].as_array().expect("edges").len()
}

#[test]
fn an_empty_file_is_an_empty_network() {
    let place = Place::new("empty");
    place.write("empty.txt", "");
    let ran = place.run(&["build", "empty.txt", "-o", "net.json"]).code(0);
    assert_eq!(ran.err, "1 article, 0 actors, 0 relations (0 quotes)\n");
    assert_eq!(edges(&place.read("net.json")), 0);
    place.run(&["empty.txt"]).code(0);
}

#[test]
fn good_inputs_are_done_when_others_fail() {
    let place = Place::new("some-fail");
    place.write("good.txt", BACKS);
    place.write(
        "binary.txt",
        b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0",
    );
    for bad in ["missing.txt", "binary.txt"] {
        let ran = place
            .run(&["build", bad, "good.txt", "-f", "json"])
            .code(3)
            .says(&[bad, "1 inputs skipped"]);
        assert!(edges(&ran.out) > 0, "{bad}");
        for stage in ["extract", "parse", "mentions", "facts"] {
            let ran = place.run(&[stage, bad, "good.txt"]).code(3).says(&[bad]);
            assert!(ran.out.contains("France"), "{stage} {bad}");
        }
    }
}

#[test]
fn nothing_is_written_when_no_input_can_be_read() {
    let place = Place::new("all-fail");
    place.write("binary.txt", b"\0\0\0\x01\0\0");
    for bad in ["missing.txt", "binary.txt"] {
        place
            .run(&["build", bad, "-o", "net.json"])
            .code(4)
            .says(&[bad, "nothing was written"]);
        place.run(&["query", "? -supports-> ?", bad]).code(4).says(&[bad]);
        let ran = place.run(&["extract", bad]).code(4).says(&[bad]);
        assert_eq!(ran.out, "");
    }
    assert_eq!(place.files(), ["binary.txt"]);
}

#[test]
fn strict_stops_at_the_first_failure() {
    let place = Place::new("strict");
    place.write("good.txt", BACKS);
    place
        .run(&["build", "good.txt", "missing.txt", "--strict", "-o", "net.json"])
        .code(4)
        .says(&["missing.txt"]);
    assert_eq!(place.files(), ["good.txt"]);
    place.run(&["build", "good.txt", "--strict", "-o", "net.json"]).code(0);
}

#[test]
fn a_broken_network_is_told_with_file_and_line() {
    let place = Place::new("broken");
    place.write("good.txt", BACKS);
    place.run(&["build", "good.txt", "-o", "net.json"]).code(0);
    place.run(&["build", "good.txt", "-o", "net.jsonl"]).code(0);
    let lines: Vec<String> = place.read("net.json").lines().map(str::to_string).collect();
    // The bracket too many stands at the end of line 3, and is noticed on line 4.
    let mut cut = lines.clone();
    cut[2].push(']');
    place.write("bad.json", cut.join("\n"));
    place
        .run(&["query", "? -supports-> ?", "bad.json"])
        .code(4)
        .says(&["bad.json:4: "]);
    place.write("half.json", lines[..lines.len() / 2].join("\n"));
    place
        .run(&["query", "? -supports-> ?", "half.json"])
        .code(4)
        .says(&["half.json:7: "]);
    let whole = place.read("net.jsonl");
    let last = whole.lines().count();
    place.write("half.jsonl", &whole[..whole.len() - 20]);
    place
        .run(&["query", "? -supports-> ?", "half.jsonl"])
        .code(4)
        .says(&[&format!("half.jsonl:{last}: ")]);
    place.write("list.json", "[1, 2]");
    place.run(&["merge", "list.json"]).code(4).says(&["list.json"]);
    // What is good in the others still counts.
    place
        .run(&["query", "? -supports-> ?", "bad.json", "net.json"])
        .code(3)
        .says(&["bad.json:4: "]);
    place
        .run(&["verify", "bad.json", "good.txt"])
        .code(4)
        .says(&["bad.json:4: "]);
}

#[test]
fn a_broken_line_of_articles_is_skipped() {
    let place = Place::new("lines");
    let line = |id: &str| format!("{{\"id\": \"{id}\", \"text\": \"France backs Ukraine.\"}}\n");
    place.write(
        "articles.jsonl",
        format!("{}{{\"id\": \"b\", \"te\n\n{{\"id\": \"c\"}}\n{}", line("a"), line("d")),
    );
    let ran = place.run(&["extract", "articles.jsonl"]).code(3).says(&[
        "articles.jsonl:2: ",
        "articles.jsonl:4: ",
        "no text",
    ]);
    let docs: Vec<Value> = ran
        .out
        .lines()
        .map(|l| serde_json::from_str::<Value>(l).unwrap()["doc"].clone())
        .collect();
    assert_eq!(docs, ["a", "d"]);
}

#[test]
fn stdin_is_read_when_nothing_is_named() {
    let place = Place::new("stdin");
    let bare = place.run_on(BACKS, &[]).code(0);
    assert!(bare.out.contains("France -supports-> Ukraine"), "{}", bare.out);
    assert_eq!(place.run_on(BACKS, &["build", "-"]).code(0).out, bare.out);
    let lines = "{\"id\": \"one\", \"text\": \"France backs Ukraine.\"}\n";
    let found = place.run_on(lines, &["extract"]).code(0).out;
    assert!(found.contains("\"doc\":\"one\""), "{found}");
}

#[test]
fn a_folder_is_read_with_all_below_it() {
    let place = Place::new("folder");
    place.write("news/b.txt", "France backs Ukraine.");
    place.write("news/deep/a.txt", "Serbia criticized Ukraine.");
    place.write("news/.hidden.txt", "Serbia opposes Ukraine.");
    place.write("news/notes.pdf", "Turkey opposes Ukraine.");
    let folder = place
        .run(&["build", "news", "-f", "json"])
        .code(0)
        .says(&["2 articles"]);
    let files = place
        .run(&["build", "news/deep/a.txt", "news/b.txt", "-f", "json"])
        .code(0);
    assert_eq!(folder.out, files.out);
    place.write("none/notes.pdf", "");
    place
        .run(&["build", "none"])
        .code(4)
        .says(&["none", "no articles", "txt"]);
}

#[test]
fn wrong_usage_ends_with_2() {
    let place = Place::new("usage");
    for args in [
        &["build", "--no-such-flag"][..],
        &["verify"],
        &["query", "--sign", "x"],
        &["merge"],
    ] {
        place.run(args).code(2);
    }
    place.run(&["--help"]).code(0);
    place.run(&["--version"]).code(0);
}

#[test]
fn actors_of_ones_own_are_known() {
    let place = Place::new("actors");
    place.write("a.txt", "The Blue Shield Group backs Ukraine.");
    place.write(
        "actors.toml",
        "[[actor]]\nid = \"organization:bsg\"\nname = \"Blue Shield\"\nkind = \"organization\"\nalias = [\"Blue Shield Group\"]\n",
    );
    let ran = place
        .run(&["query", "Blue Shield -supports-> ?", "a.txt", "--actors", "actors.toml"])
        .code(0);
    assert_eq!(ran.out, "Blue Shield -supports-> Ukraine\n");
    place.write("actors.toml", "[[actor]]\nid = 3\n");
    place
        .run(&["build", "a.txt", "--actors", "actors.toml"])
        .code(4)
        .says(&["actors.toml"]);
}
