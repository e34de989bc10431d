//! `newsgraph facts`: articles, sentences in a table, sentences that are cut into words.

use crate::place::{Place, articles};
use serde_json::Value;

#[test]
fn sentences_come_in_a_table() {
    let place = Place::new("facts-tsv");
    place.write(
        "s.tsv",
        "a1\tFrance backs Ukraine.\n\nb 2\tSerbia sold the mill.\r\nRome left.\nIt won the cup.",
    );
    let ran = place.run(&["facts", "--tsv", "s.tsv"]).code(0);
    assert_eq!(
        ran.out,
        "a1\tFrance\tbacks\tUkraine\nb 2\tSerbia\tsold\tthe mill\ns-5\tIt\twon\tthe cup\n"
    );
    place.run(&["facts", "--tsv", "none.tsv"]).code(4).says(&["none.tsv"]);
    place
        .run(&["facts", "--granularity", "huge", "s.tsv"])
        .code(2)
        .says(&["huge", "minimal, standard or full"]);
}

#[test]
fn given_tokens_stay_as_they_are() {
    let place = Place::new("facts-tokens");
    let line = "7\tShe did n't read `` Blue  Hills '' , Anna 's book .\n";
    let args = ["facts", "--tokenized", "--tsv"];
    let ran = place.run_on(line, &args).code(0);
    assert!(ran.out.starts_with("7\tShe\tdid n't read\tBlue Hills\n"), "{}", ran.out);
    assert_eq!(
        place.run_on("Rome won the cup .", &args).code(0).out,
        "stdin-1\tRome\twon\tthe cup\n"
    );
    // More words than the parser takes at once, and none at all.
    let long = format!("8\t{}\n9\t\n10\t \n", "the mill burned the house , ".repeat(200));
    place.run_on(long, &args).code(0);
}

#[test]
fn spans_hold_the_words() {
    let place = Place::new("facts-spans");
    let texts = articles();
    let mut n_split = 0;
    for (name, text) in &texts {
        place.write(name, text);
        let chars: Vec<char> = text.chars().collect();
        for line in place.run(&["facts", name]).code(0).out.lines() {
            let record: Value = serde_json::from_str(line).expect("a record is JSON");
            for part in ["subject", "relation", "object"] {
                let spans = |unit: &str| -> Vec<[usize; 2]> {
                    serde_json::from_value(record[format!("{part}_{unit}")].clone()).expect("spans")
                };
                let bare = |words: &str| words.split_whitespace().collect::<String>();
                let by_bytes: String = spans("bytes").iter().map(|s| &text[s[0]..s[1]]).collect();
                let by_chars: String = spans("chars").iter().flat_map(|s| &chars[s[0]..s[1]]).collect();
                let words = record[part].as_str().expect("words");
                assert_eq!(bare(words), bare(&by_bytes), "{line}");
                assert_eq!(by_bytes, by_chars, "{line}");
                n_split += usize::from(spans("bytes").len() > 1);
            }
        }
    }
    assert!(n_split > 10, "{n_split} parts in several pieces");
}
