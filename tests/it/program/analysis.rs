//! `newsgraph path`, `timeline`, `diff` and `stats`.

use crate::place::Place;

const LINES: [(&str, &str); 3] = [
    ("2024-01-10", "France backed Germany. Poland criticized France."),
    ("2024-02-10", "France criticized Germany on Friday. France met Poland."),
    ("2024-02-20", "Spain backed Germany."),
];

fn articles(place: &Place) {
    let line = |(i, (day, text)): (usize, &(&str, &str))| {
        format!("{{\"id\":\"a{i}\",\"date\":\"{day}\",\"publisher\":\"P\",\"text\":\"{text}\"}}\n")
    };
    let lines: Vec<String> = LINES.iter().enumerate().map(line).collect();
    place.write("all.jsonl", lines.concat());
    place.write("old.jsonl", &lines[0]);
}

#[test]
fn a_path_shows_its_steps() {
    let place = Place::new("path");
    articles(&place);
    let ran = place
        .run(&["path", "Spain", "Poland", "all.jsonl", "-q", "--signed"])
        .code(0);
    let expected = "Spain — Germany — France — Poland  (for)\n";
    assert!(
        ran.out.starts_with(expected) || ran.out.contains("(against)"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("\n  Spain -supports-> Germany\n"), "{}", ran.out);
    let json = place
        .run(&["path", "Spain", "Poland", "all.jsonl", "-q", "-f", "json"])
        .code(0)
        .out;
    let paths: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(
        paths[0]["labels"],
        serde_json::json!(["Spain", "Germany", "France", "Poland"])
    );
    place
        .run(&["path", "Spain", "Poland", "all.jsonl", "-q", "--max", "2"])
        .code(1);
    place
        .run(&["path", "Spian", "Poland", "all.jsonl"])
        .code(4)
        .says(&["Spian", "Spain"]);
}

#[test]
fn a_timeline_shows_where_a_stance_turned() {
    let place = Place::new("timeline");
    articles(&place);
    let ran = place.run(&["timeline", "France", "Germany", "all.jsonl", "-q"]).code(0);
    for part in [
        "France -> Germany\n",
        "  2024-01  +1 -0 0:0  net +1  supports\n",
        "  2024-02  +0 -1 0:0  net -1  criticizes\n",
        "  turned, from supports to criticizes:\n",
        "    \"France backed Germany.\"\n    2024-01-10, a0, sentence 1\n",
    ] {
        assert!(ran.out.contains(part), "{part:?} in\n{}", ran.out);
    }
    let all = place
        .run(&["timeline", "France", "all.jsonl", "-q", "--by", "week"])
        .code(0)
        .out;
    assert!(all.contains("Poland -> France\n  2024-W02"), "{all}");
    let json = place
        .run(&["timeline", "France", "Germany", "all.jsonl", "-q", "-f", "json"])
        .code(0)
        .out;
    let pairs: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(pairs[0]["flips"][0]["after"]["relation"], "criticizes");
}

#[test]
fn a_timeline_counts_copies_once_and_officers_for_their_country() {
    let place = Place::new("timeline-officers");
    let wire = "French Foreign Minister Anne Roux criticized Poland on Monday over its plans for the harbour, the ferries and the two bridges. \
        The ministry gave no further details of the plans and said that talks would go on in spring.";
    let texts = [
        ("w1", "2024-01-10", wire.to_owned()),
        ("w2", "2024-01-10", format!("{wire} Agency.")),
        ("w3", "2024-01-11", wire.to_owned()),
        ("w4", "2024-03-05", "Anne Roux praised Poland on Friday.".to_owned()),
        (
            "w5",
            "2024-03-09",
            "French Foreign Minister Anne Roux met Polish officials in May.".to_owned(),
        ),
        (
            "w6",
            "2024-05-01",
            "Anne Roux criticized Poland, her spokesman said.".to_owned(),
        ),
        ("w7", "2024-05-02", "France backed Poland.".to_owned()),
    ];
    let lines = texts.map(|(id, day, text)| format!("{}\n", serde_json::json!({"id": id, "date": day, "text": text})));
    place.write("all.jsonl", lines.concat());
    let ran = place.run(&["timeline", "France", "Poland", "all.jsonl", "-q"]).code(0);
    for part in [
        "France -> Poland\n",
        "  2024-01  +0 -1 0:0  net -1  criticizes (Anne Roux)  (articles +0 -3 0:0)\n",
        "  2024-03  +1 -0 0:0  net +1  praises (Anne Roux)\n",
        // After the last article that names her by her office, nobody knows whether she holds it.
        "  2024-05  +1 -0 0:0  net +1  supports\n",
        "  turned, from criticizes (Anne Roux) to praises (Anne Roux):\n",
    ] {
        assert!(ran.out.contains(part), "{part:?} in\n{}", ran.out);
    }
    let json = place
        .run(&[
            "timeline",
            "France",
            "Poland",
            "all.jsonl",
            "-q",
            "-f",
            "json",
            "--rel",
            "criticizes",
        ])
        .code(0);
    let pairs: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    let step = &pairs[0]["steps"][0];
    assert_eq!((&step["against"], &step["articles"]["against"]), (&1.into(), &3.into()));
    assert_eq!(step["evidence"][0]["by"]["label"], "Anne Roux");
    let own = place
        .run(&["timeline", "France", "Poland", "all.jsonl", "-q", "--no-officers"])
        .code(0);
    assert_eq!(own.out, "France -> Poland\n  2024-05  +1 -0 0:0  net +1  supports\n");
}

#[test]
fn a_difference_ends_with_one() {
    let place = Place::new("diff");
    articles(&place);
    let ran = place.run(&["diff", "old.jsonl", "all.jsonl", "-q", "-e"]).code(1);
    for part in [
        "new       Spain -supports-> Germany\n",
        "    \"Spain backed Germany.\"",
        "2 documents more, 0 fewer\n",
    ] {
        assert!(ran.out.contains(part), "{part:?} in\n{}", ran.out);
    }
    let same = place.run(&["diff", "all.jsonl", "all.jsonl", "-q"]).code(0);
    assert_eq!(same.out, "no edge changed; 0 documents more, 0 fewer\n");
    let json = place
        .run(&["diff", "all.jsonl", "old.jsonl", "-q", "-f", "json"])
        .code(1)
        .out;
    let diff: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(diff["edges"][0]["change"], "gone");
}

#[test]
fn build_and_stats_count_the_same_actors() {
    let place = Place::new("counts").with_articles();
    for inputs in [&["examples/articles"][..], &["examples/articles", "--kind", "country"]] {
        let ran = place.run(&[&["stats"], inputs, &["-q", "-f", "json"]].concat()).code(0);
        let stats: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
        let n = stats["actors"].as_u64().expect("a number");
        let net = match inputs.len() {
            1 => place.run(&["build", "examples/articles", "-o", "net.json"]),
            _ => place.run(&["export", "examples/articles", "--kind", "country", "-o", "net.json"]),
        };
        if inputs.len() == 1 {
            assert!(net.err.contains(&format!(", {n} actors, ")), "{} is not {n}", net.err);
        }
        let net: serde_json::Value = serde_json::from_str(&place.read("net.json")).expect("JSON");
        assert_eq!(net["nodes"].as_array().map(Vec::len), Some(n as usize));
        assert!(stats["linked"].as_u64() <= Some(n));
    }
}

#[test]
fn stats_count() {
    let place = Place::new("stats");
    articles(&place);
    let ran = place.run(&["stats", "all.jsonl", "-q"]).code(0);
    for part in [
        "articles   3, of 1 publishers",
        "days       2024-01-10 to 2024-02-20",
        "actors     4, 4 of them in an edge: 4 country",
        "busiest    France ",
    ] {
        assert!(ran.out.contains(part), "{part:?} in\n{}", ran.out);
    }
}
