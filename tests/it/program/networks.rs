//! Networks merged, asked, exported and verified.

use crate::place::Place;
use serde_json::Value;

/// Three days of news, each a file.
fn days(name: &str) -> Place {
    let place = Place::new(name);
    place.write("mon.txt", "France backs Ukraine. Serbia criticized Ukraine.\n");
    place.write(
        "tue.txt",
        "Serbia criticized Ukraine, but Germany did not criticize Ukraine.\n",
    );
    place.write("wed.txt", "Russia accused France of aiding Ukraine.\n");
    for (day, date) in [("mon", "2024-03-04"), ("tue", "2024-03-05"), ("wed", "2024-03-06")] {
        let (text, json) = (format!("{day}.txt"), format!("{day}.json"));
        place
            .run(&[
                "build",
                &text,
                "--date",
                date,
                "--source",
                "The Paper",
                "-q",
                "-o",
                &json,
            ])
            .code(0);
    }
    place
}

#[test]
fn merging_in_any_order_gives_the_same_bytes() {
    let place = days("merge");
    let all = place.run(&["merge", "mon.json", "tue.json", "wed.json"]).code(0).out;
    for order in [
        ["wed.json", "mon.json", "tue.json"],
        ["tue.json", "wed.json", "mon.json"],
    ] {
        assert_eq!(place.run(&[&["merge"], &order[..]].concat()).code(0).out, all);
    }
    place.run(&["merge", "tue.json", "mon.json", "-o", "two.jsonl"]).code(0);
    assert_eq!(
        place.run(&["merge", "two.jsonl", "wed.json", "mon.json"]).code(0).out,
        all,
        "twice is once"
    );
}

#[test]
fn a_dropped_article_was_never_read() {
    let place = days("drop");
    place
        .run(&["merge", "mon.json", "tue.json", "wed.json", "-o", "all.json"])
        .code(0);
    let without = place.run(&["merge", "all.json", "--drop", "tue"]).code(0).out;
    assert_eq!(without, place.run(&["merge", "wed.json", "mon.json"]).code(0).out);
    place
        .run(&["merge", "all.json", "--drop", "thu"])
        .code(4)
        .says(&["\"thu\""]);
}

#[test]
fn two_texts_under_one_id_are_both_kept() {
    let place = Place::new("conflict");
    place.write("one/day.txt", "France backs Ukraine.");
    place.write("two/day.txt", "Serbia criticized Ukraine.");
    let ran = place
        .run(&["build", "one/day.txt", "two/day.txt"])
        .code(0)
        .says(&["day"]);
    assert!(
        ran.out.contains("France -supports-> Ukraine") && ran.out.contains("Serbia -criticizes-> Ukraine"),
        "{}",
        ran.out
    );
}

#[test]
fn questions_are_answered_with_quotes() {
    let place = days("query");
    place
        .run(&["merge", "mon.json", "tue.json", "wed.json", "-o", "all.json"])
        .code(0);
    let ran = place
        .run(&["query", "Serbia -criticizes-> ?", "all.json", "-e"])
        .code(0);
    assert_eq!(
        ran.out,
        "Serbia -criticizes-> Ukraine  (2 times)\n    \"Serbia criticized Ukraine.\"\n    mon, sentence 2, 2024-03-04\n    \
         \"Serbia criticized Ukraine, but Germany did not criticize Ukraine.\"\n    tue, sentence 1, 2024-03-05\n"
    );
    assert_eq!(
        place.run(&["query", "Ukraine -supports-> ?", "all.json"]).code(1).out,
        ""
    );
    assert_eq!(
        place
            .run(&["query", "? -[+]-> UKRAINE", "mon.txt", "--count", "-q"])
            .code(0)
            .out,
        "1\n"
    );
    assert_eq!(
        place
            .run(&["query", "--rel", "criticizes", "--negated", "only", "all.json"])
            .code(0)
            .out,
        "Germany -not criticizes-> Ukraine\n"
    );
    assert_eq!(
        place
            .run(&[
                "query",
                "--since",
                "2024-03-06",
                "--rel",
                "accuses",
                "--count",
                "all.json"
            ])
            .code(0)
            .out,
        "1\n"
    );
}

#[test]
fn an_unknown_name_gets_a_suggestion() {
    let place = days("unknown");
    place
        .run(&["query", "Sebia -criticizes-> ?", "mon.json"])
        .code(4)
        .says(&["Sebia", "did you mean", "Serbia"]);
    place
        .run(&["query", "Serbia -oposes-> ?", "mon.json"])
        .code(4)
        .says(&["oposes", "did you mean", "opposes"]);
    place
        .run(&["query", "--any", "Sebia", "mon.json"])
        .code(4)
        .says(&["did you mean", "Serbia"]);
    place.run(&["query", "Serbia -> ?", "mon.json"]).code(4);
}

#[test]
fn answers_come_in_several_formats() {
    let place = days("formats");
    let ask = |format| {
        place
            .run(&["query", "Serbia -criticizes-> ?", "mon.json", "tue.json", "-f", format])
            .code(0)
            .out
    };
    let rows: Value = serde_json::from_str(&ask("json")).expect("JSON");
    let lines: Vec<Value> = ask("jsonl")
        .lines()
        .map(|l| serde_json::from_str(l).expect("JSON"))
        .collect();
    assert_eq!(rows.as_array().expect("a list"), &lines);
    assert_eq!(lines[0]["source_label"], "Serbia");
    let csv = place
        .run(&["query", "Germany -?-> ?", "tue.json", "-f", "csv"])
        .code(0)
        .out;
    let (head, body) = csv.split_once('\n').expect("a header");
    assert!(head.contains("source_label") && head.contains("quote"), "{head}");
    assert!(
        body.contains("\"Serbia criticized Ukraine, but Germany did not criticize Ukraine.\""),
        "commas are quoted: {body}"
    );
    place
        .run(&["query", "Serbia -criticizes-> ?", "mon.json", "-f", "xml"])
        .code(4)
        .says(&["xml", "csv"]);
}

#[test]
fn every_format_reads_back_to_the_same_network() {
    let place = days("back");
    place.run(&["merge", "mon.json", "tue.json", "-o", "two.jsonl"]).code(0);
    place.run(&["export", "two.jsonl", "-o", "back.json"]).code(0);
    assert_eq!(
        place.read("back.json"),
        place.run(&["merge", "mon.json", "tue.json"]).out
    );
    let few = place
        .run(&["export", "back.json", "--rel", "supports", "-f", "json"])
        .code(0)
        .out;
    assert!(few.contains("\"supports\"") && !few.contains("\"criticizes\""), "{few}");
}

#[test]
fn a_changed_text_is_found_out() {
    let place = days("verify");
    place.run(&["merge", "mon.json", "tue.json", "-o", "two.json"]).code(0);
    let fine = place
        .run(&["verify", "two.json", "mon.txt", "tue.txt"])
        .code(0)
        .says(&["4 quotes checked, 0 problems"]);
    assert_eq!(fine.out, "");
    assert!(
        place
            .run(&["verify", "two.json", "mon.txt"])
            .code(1)
            .out
            .contains("tue")
    );
    place.write(
        "tue.txt",
        "Serbia criticized Ukraine, and Germany did not criticize Ukraine.\n",
    );
    assert!(
        place
            .run(&["verify", "two.json", "mon.txt", "tue.txt"])
            .code(1)
            .out
            .contains("tue")
    );
    let forged = place
        .read("mon.json")
        .replace("Serbia criticized Ukraine.", "Serbia supported Ukraine.");
    place.write("forged.json", forged);
    assert!(
        place
            .run(&["verify", "forged.json", "mon.txt"])
            .code(1)
            .out
            .contains("mon")
    );
}

#[test]
fn schemas_are_printed() {
    let place = Place::new("schema");
    for name in [
        "network",
        "observation",
        "mention",
        "quote",
        "fact",
        "actor",
        "document",
        "stances",
        "blocs",
        "balance",
        "brokers",
        "agreement",
        "tie",
        "statement",
        "hit",
    ] {
        let schema: Value = serde_json::from_str(&place.run(&["schema", name]).code(0).out).expect("a schema is JSON");
        assert_eq!(schema, crate::validate::schema(&format!("{name}.schema.json")));
    }
    place.run(&["schema", "edge"]).code(4).says(&["edge", "observation"]);
}
