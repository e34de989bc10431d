//! Long runs: threads, extracts made into networks, and going on after a stop.

use super::gz;
use crate::place::Place;

#[test]
fn threads_and_order_do_not_change_the_bytes() {
    let place = Place::new("threads");
    for (name, html, _) in crate::pages::all() {
        place.write(&format!("in/{name}.html"), html);
    }
    let lines: String = (0..60)
        .map(|i| {
            format!(
                "{{\"id\": \"n{i}\", \"text\": \"France backs Ukraine. Serbia criticized {}.\"}}\n",
                ["Ukraine", "Turkey"][i % 2]
            )
        })
        .collect();
    place.write("in/lines.jsonl", lines);
    let runs: Vec<String> = ["1", "2", "5"]
        .map(|jobs| place.run(&["extract", "in", "--jobs", jobs]).out)
        .to_vec();
    assert!(runs[0].lines().count() > 100);
    assert!(runs.iter().all(|run| *run == runs[0]));
    let one = place.run(&["build", "in", "-f", "json"]).out;
    let two = place
        .run(&[
            "build",
            "in/lines.jsonl",
            "in/weblog.html",
            "in/tables.html",
            "in",
            "-f",
            "json",
        ])
        .out;
    assert_eq!(one, two);
}

#[test]
fn an_extract_is_built_as_its_articles_are() {
    let place = Place::new("fold");
    let line = |id: &str, text: &str| {
        format!(
            "{}\n",
            serde_json::json!({"id": id, "text": text, "title": "T", "date": "2024-03-02"})
        )
    };
    let two = [
        line("one", "France backs Ukraine."),
        line("two", "Serbia criticized Ukraine."),
        line("none", "It rained."),
    ]
    .concat();
    // The same id with another text, next to it and later, and an id that must be escaped.
    let more = [
        two.clone(),
        line("two", "Turkey criticized Ukraine."),
        line("a\"b\\", "Norway backs France."),
        line("one", "France backs Serbia."),
    ]
    .concat();
    for (name, lines) in [("two", two), ("more", more)] {
        place.write("a.jsonl", lines);
        let from_articles = place.run(&["build", "a.jsonl", "-f", "json"]).code(0);
        place
            .run(&["extract", "a.jsonl", "--documents", "-o", "out.jsonl"])
            .code(0);
        let from_extract = place.run(&["build", "out.jsonl", "-f", "json"]).code(0);
        assert_eq!(from_articles.out, from_extract.out, "{name}");
        place.write("out.jsonl.gz", gz(place.read("out.jsonl").as_bytes()));
        assert_eq!(
            place.run(&["build", "out.jsonl.gz", "-f", "json"]).code(0).out,
            from_articles.out
        );
        // Bare observations are read too; they know less of their articles.
        place.run(&["extract", "a.jsonl", "-o", "bare.jsonl"]).code(0);
        let bare = place.run(&["query", "? -supports-> ?", "bare.jsonl"]).code(0);
        assert!(bare.out.contains("France -supports-> Ukraine"), "{}", bare.out);
    }
    let mut half = place.read("out.jsonl");
    let n_lines = half.lines().count();
    half.truncate(half.len() - 20);
    place.write("half.jsonl", half);
    place
        .run(&["build", "half.jsonl"])
        .code(4)
        .says(&[&format!("half.jsonl:{n_lines}: ")]);
}

#[test]
fn a_stopped_extract_goes_on() {
    let place = Place::new("resume");
    let line = |i: usize| match i {
        7 => "{\"id\": \n".to_string(),
        _ => {
            format!("{{\"id\": \"n{i}\", \"text\": \"France backs Ukraine. It rained. Serbia criticized Turkey.\"}}\n")
        }
    };
    let lines: String = (0..20).map(line).collect();
    place.write("a.jsonl", &lines);
    let whole = place.run(&["extract", "a.jsonl"]).code(3).out;
    // It stops at the bad line and keeps what is done.
    place
        .run(&["extract", "a.jsonl", "-o", "out.jsonl", "--strict"])
        .code(4)
        .says(&["a.jsonl:8: "]);
    assert_eq!(place.files(), ["a.jsonl", "out.jsonl.part", "out.jsonl.part.state"]);
    let state = place.read("out.jsonl.part.state");
    assert!(state.contains("\"records\":7,\"last\":\"a.jsonl:7\""), "{state}");
    // A line was being written when the machine stopped.
    let part = place.read("out.jsonl.part");
    assert!(whole.starts_with(&part));
    place.write("out.jsonl.part", format!("{part}{{\"doc\":\"n7\",\"se"));
    place
        .run(&["extract", "a.jsonl", "-o", "out.jsonl", "--resume"])
        .code(3);
    assert_eq!(place.read("out.jsonl"), whole);
    assert_eq!(place.files(), ["a.jsonl", "out.jsonl"]);
    // Once more is nothing to do; anew is anew.
    place
        .run(&["extract", "a.jsonl", "-o", "out.jsonl", "--resume"])
        .code(0)
        .says(&["whole already"]);
    place.run(&["extract", "a.jsonl", "-o", "out.jsonl"]).code(3);
    assert_eq!(place.read("out.jsonl"), whole);
    // Other inputs, other options, less than was written: told, and nothing is lost.
    let stopped = |place: &Place| {
        place.write("out2.jsonl.part", &part);
        place.write("out2.jsonl.part.state", &state);
    };
    place.write("b.jsonl", "{\"text\": \"It rained.\"}\n");
    for (args, told) in [
        (
            &["extract", "b.jsonl", "-o", "out2.jsonl", "--resume"][..],
            "other inputs or options",
        ),
        (
            &["extract", "a.jsonl", "-o", "out2.jsonl", "--resume", "--documents"],
            "other inputs or options",
        ),
    ] {
        stopped(&place);
        place.run(args).code(4).says(&[told]);
        assert_eq!(place.read("out2.jsonl.part"), part);
    }
    stopped(&place);
    place.write("out2.jsonl.part", &part[..10]);
    place
        .run(&["extract", "a.jsonl", "-o", "out2.jsonl", "--resume"])
        .code(4)
        .says(&["10 are there"]);
    stopped(&place);
    place.write("a.jsonl", &lines[..line(0).len() * 3]);
    place
        .run(&["extract", "a.jsonl", "-o", "out2.jsonl", "--resume"])
        .code(4)
        .says(&["inputs have changed", "a.jsonl:7", "nothing"]);
    place.run(&["extract", "a.jsonl", "--resume"]).code(2);
}

/// Who wrote an article goes through every form that a network is kept in, and comes back.
#[test]
fn bylines_are_kept() {
    let place = Place::new("bylines");
    place.write(
        "a.jsonl",
        "{\"id\": \"a\", \"text\": \"France backs Ukraine.\", \"author\": \"Ann Lee, \\\"Bo\\\" | Wu\", \"source\": \"P\"}\n\
         {\"id\": \"b\", \"text\": \"Serbia criticized Ukraine.\"}\n",
    );
    place.run(&["build", "a.jsonl", "-o", "net.json"]).code(0);
    let json = place.read("net.json");
    assert!(
        json.contains(r#""publisher":"P","byline":"Ann Lee, \"Bo\" | Wu""#),
        "{json}"
    );
    assert_eq!(json.matches("byline").count(), 1, "nothing where nobody is known");
    for form in ["net.jsonl", "net.csv", "net.ngdb"] {
        if form == "net.ngdb" && !cfg!(feature = "store") {
            continue;
        }
        place.run(&["export", "net.json", "-o", form]).code(0);
        let again = place.run(&["merge", form, "-f", "json"]).code(0);
        assert_eq!(again.out, json, "{form}");
    }
    for (format, shown) in [
        ("turtle", r#"schema:author "Ann Lee, \"Bo\" | Wu""#),
        ("ftm", r#""author":["Ann Lee, \"Bo\" | Wu"]"#),
        ("markdown", "| article | publisher | by | date |"),
        ("html", r#""byline":"Ann Lee"#),
    ] {
        let out = place.run(&["export", "net.json", "-f", format]).code(0).out;
        assert!(out.contains(shown), "{format}: {out}");
    }
    // Tables of earlier versions have no such column.
    let table = place.read("net-documents.csv");
    let old: Vec<String> = (table.lines().enumerate())
        .map(|(i, line)| match i {
            0 => line.replace(",byline", ""),
            1 => line.replace(",\"Ann Lee, \"\"Bo\"\" | Wu\"", ""),
            _ => line.replacen(",,,", ",,", 1),
        })
        .collect();
    place.write("net-documents.csv", old.join("\n"));
    let again = place.run(&["merge", "net.csv", "-f", "json"]).code(0);
    assert_eq!(again.out, json.replace(r#""byline":"Ann Lee, \"Bo\" | Wu","#, ""));
}
