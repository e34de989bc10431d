//! One hostile article, and one hostile network, through every command: what they say stays text.

use crate::place::{Place, Ran, have, run};
use serde_json::Value;
use std::process::Command;

/// What a terminal would obey: colours, titles, a bell, a C1 sequence, turned text.
const SPELLS: &str = "\u{1b}[31m\u{1b}]0;owned\u{7}\u{9b}2J\u{202e}\u{2066}\u{7f}\u{8}\r";

/// An article of which everything that can be given is hostile.
fn article() -> String {
    let odd = format!("../../evil{SPELLS}\"><script>alert(1)</script>=HYPERLINK(\"http://x\")\nnewsgraph: all is well");
    let text = format!(
        "France{SPELLS} criticized Germany. \"=cmd|'/C calc'!A0 </script><script>alert(1)</script> {SPELLS} helps nobody,\" said Ivo Brandt{SPELLS}.\n\n\
         Serbia criticized Ukraine {SPELLS} over ]]><!-- the plan \\\" -->. NATO met Ivo Brandt, the minister of =SUM(1), on Monday. \
         Germany backs France. Ukraine attacked Serbia {SPELLS}."
    );
    let article = serde_json::json!({
        "id": odd, "title": format!("=1+1{SPELLS}"), "date": "2024-03-02", "source": format!("@evil{SPELLS}"),
        "url": format!("javascript:alert(1)//{SPELLS}"), "text": text,
    });
    format!("{article}\n")
}

fn place(name: &str) -> Place {
    let place = Place::new(name);
    place.write("articles.jsonl", article());
    place.write("evil.jsonl", include_bytes!("../formats/hostile.jsonl"));
    place.run(&["build", "articles.jsonl", "-q", "-o", "net.json"]).code(0);
    place
}

fn obeyed(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[track_caller]
fn is_tame(ran: &Ran, what: &str) {
    for (text, name) in [(&ran.out, "stdout"), (&ran.err, "stderr")] {
        let line = text.lines().find(|line| line.contains(obeyed));
        assert!(line.is_none(), "{what}: {name}: {line:?}");
        assert!(
            !text.lines().any(|line| line.starts_with("newsgraph: all is well")),
            "{what}: {name}"
        );
    }
}

/// Every command that prints for people, on a network and on articles.
const TALK: [&[&str]; 26] = [
    &["NET"],
    &["NET", "-e"],
    &["articles.jsonl", "-e"],
    &["query", "? -?-> ?", "NET", "-e"],
    &["query", "? -?-> ? -?-> ?", "NET", "-e"],
    &["query", "\u{1b}[31mX -?-> ?", "NET"],
    &["query", "--rel", "\u{1b}[31m", "NET"],
    &["actor", "France", "NET"],
    &["actor", "\u{1b}[31m", "NET"],
    &["path", "France", "Serbia", "NET"],
    &["timeline", "France", "NET"],
    &["diff", "NET", "net.json"],
    &["diff", "net.json", "NET"],
    &["stances", "NET", "-e"],
    &["blocs", "NET", "-e"],
    &["balance", "NET", "-e"],
    &["brokers", "NET", "-e"],
    &["agreement", "Germany", "Serbia", "NET", "-e"],
    &["stats", "NET"],
    &["why", "? -?-> ?", "NET"],
    &["why", "? -?-> ?", "NET", "articles.jsonl"],
    &["resolve", "NET", "--min", "0"],
    &["verify", "NET", "articles.jsonl"],
    &["quotes", "-f", "text", "articles.jsonl"],
    &["build", "\u{1b}[31mmissing\u{9b}.txt", "NET", "-o", "x.json"],
    &["\u{1b}[31m--bad", "--\u{1b}[31m"],
];

#[test]
fn what_is_printed_for_people_is_tame() {
    let place = place("hostile-talk");
    for args in TALK {
        for net in ["net.json", "evil.jsonl"] {
            let args: Vec<&str> = args.iter().map(|&arg| if arg == "NET" { net } else { arg }).collect();
            is_tame(&place.run(&args), &args.join(" "));
        }
    }
    let explained = place.run(&["explain", &format!("France{SPELLS} criticized Germany{SPELLS}.")]);
    is_tame(&explained, "explain");
    // Nothing that an article is called leads out of the folder.
    place
        .run(&["export", "evil.jsonl", "-q", "-f", "csv", "-o", "tables"])
        .code(0);
    assert!(
        place
            .files()
            .iter()
            .all(|name| !name.contains("evil") || name == "evil.jsonl")
    );
    assert!(!place.path("../../evil").exists());
}

#[cfg(feature = "store")]
#[test]
fn a_store_of_hostile_articles_prints_tamely() {
    let place = place("hostile-store");
    place.run(&["add", "s.ngdb", "articles.jsonl"]).code(0);
    for args in [
        &["search", "criticized", "s.ngdb"][..],
        &["search", "\u{1b}[31m\"", "s.ngdb"],
        &["search", "criticized", "s.ngdb", "-e"],
        &["sql", "s.ngdb", "SELECT * FROM edges"],
        &["sql", "s.ngdb", "SELECT * FROM documents"],
        &["sql", "s.ngdb", "SELECT '\u{1b}[31m', nothing"],
        &["query", "? -?-> ?", "s.ngdb", "-e"],
        &["drop", "s.ngdb", "\u{1b}[31m"],
    ] {
        is_tame(&place.run(args), &args.join(" "));
    }
}

/// Data goes to a pipe as it is; on a terminal nothing in it is obeyed.
#[test]
fn data_on_a_terminal_is_tame() {
    if !have("script", &["--version"]) {
        return;
    }
    let place = place("hostile-terminal");
    let mut lines: Vec<String> = [
        "extract",
        "parse",
        "mentions",
        "facts",
        "facts --tsv",
        "quotes",
        "build -f json",
        "build -e",
    ]
    .iter()
    // Quiet: how far the work is, a terminal is told by signs of our own.
    .map(|command| format!("{command} -q articles.jsonl"))
    .collect();
    for format in [
        "json",
        "jsonl",
        "csv",
        "dot",
        "svg",
        "html",
        "mermaid",
        "markdown",
        "graphml",
        "gexf",
        "cytoscape",
        "turtle",
        "nquads",
    ] {
        lines.push(format!("export evil.jsonl -f {format}"));
    }
    for format in ["json", "jsonl", "csv"] {
        lines.push(format!("query evil.jsonl -e -f {format}"));
    }
    for line in lines {
        let line = format!("'{}' {line}", env!("CARGO_BIN_EXE_newsgraph"));
        let mut script = Command::new("script");
        script.args(["-qec", &line, "/dev/null"]).current_dir(place.path("."));
        let ran = run(&mut script, b"");
        // The terminal itself ends lines with a return.
        let shown = Ran {
            out: ran.out.replace("\r\n", "\n"),
            ..ran
        };
        assert!(!shown.out.is_empty(), "{line}");
        is_tame(&shown, &line);
    }
}

/// A network whose every relation has a hostile name, as no lexicon may have.
fn relations() -> String {
    let names = [
        "[x](javascript:alert(1))",
        "</script><script>alert(1)</script>",
        "=1+1",
        "]]><!--\n| a |",
    ];
    let lines = include_str!("../formats/hostile.jsonl").lines().enumerate();
    let evil = lines.map(|(i, line)| {
        let record: Value = serde_json::from_str(line).expect("a line of JSON");
        let kind = format!("\"relation\":{}", record["relation"]);
        let evil = format!("\"relation\":{}", Value::from(names[i % names.len()]));
        line.replace(&kind, &evil) + "\n"
    });
    evil.collect()
}

#[test]
fn every_format_keeps_its_shape() {
    let place = place("hostile-formats");
    place.write("relations.jsonl", relations());
    for net in ["net.json", "evil.jsonl", "relations.jsonl"] {
        for format in [
            "json",
            "html",
            "svg",
            "graphml",
            "gexf",
            "cytoscape",
            "annotations",
            "markdown",
            "csv",
        ] {
            let ran = place.run(&["export", net, "-f", format, "--excel-safe"]).code(0);
            let out = &ran.out;
            match format {
                "json" | "cytoscape" | "annotations" => drop(serde_json::from_str::<Value>(out).expect(format)),
                // What is marked as data ends where we end it.
                "html" => assert!(
                    !out.contains("<script>alert") && out.matches("</script>").count() <= 2,
                    "{net}"
                ),
                "csv" => {
                    let starts = |cell: &str| cell.trim_start_matches('"').starts_with(['=', '@', '+', '\t', '\r']);
                    let cells = out.lines().flat_map(|line| line.split(','));
                    assert!(
                        !cells.clone().any(starts),
                        "{net}: {:?}",
                        cells.clone().find(|cell| starts(cell))
                    );
                }
                "markdown" => assert!(
                    !out.contains("<script>") && !out.replace("\\](", "").contains("](javascript:"),
                    "{net}"
                ),
                _ => assert!(
                    !out.contains("<script>alert") && !out.contains("]]><!--"),
                    "{net}: {format}"
                ),
            }
        }
    }
}
