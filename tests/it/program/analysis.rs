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
fn stats_count() {
    let place = Place::new("stats");
    articles(&place);
    let ran = place.run(&["stats", "all.jsonl", "-q"]).code(0);
    for part in [
        "articles   3, of 1 publishers",
        "days       2024-01-10 to 2024-02-20",
        "busiest    France ",
    ] {
        assert!(ran.out.contains(part), "{part:?} in\n{}", ran.out);
    }
}
