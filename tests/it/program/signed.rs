//! `newsgraph stances`, `blocs`, `balance`, `brokers`, `agreement`, and `diff -f dot`.

use crate::place::Place;
use crate::validate;
use serde_json::{Value, json};

/// Two camps that have nothing to do with the world; then a turn, a claim and a plan.
const TEXT: &str = "Spain backed Portugal. Portugal praised Spain. Norway backed Finland. Spain criticized Norway. \
    Portugal accused Finland. Norway condemned Portugal. Spain condemned Finland.";
const LATER: &str = "Spain praised Norway. Italy said Greece attacked Malta. Spain will support Greece.";

fn articles(place: &Place) {
    let line =
        |id: &str, day: &str, text: &str| format!("{{\"id\":\"{id}\",\"date\":\"{day}\",\"text\":\"{text}\"}}\n");
    let (one, two) = (line("a1", "2024-01-10", TEXT), line("a2", "2024-02-10", LATER));
    place.write("all.jsonl", format!("{one}{two}"));
    place.write("old.jsonl", one);
}

/// Runs a command and looks for parts of what it prints; a part with "!" must not be there.
fn check(place: &Place, command: &str, code: i32, parts: &[&str]) {
    let args: Vec<&str> = command.split(' ').collect();
    let ran = place.run(&args).code(code);
    for part in parts {
        match part.strip_prefix('!') {
            Some(part) => assert!(!ran.out.contains(part), "{command}: {part:?} in\n{}", ran.out),
            None => assert!(ran.out.contains(part), "{command}: no {part:?} in\n{}", ran.out),
        }
    }
}

#[test]
fn answers_of_the_signed_analyses() {
    let place = Place::new("signed");
    articles(&place);
    let quote = "        \"Spain criticized Norway.\"\n        2024-01-10, a1, sentence 4\n";
    for (command, code, parts) in [
        (
            "stances old.jsonl -q",
            0,
            vec!["Spain -> Portugal", "net +1  +1 -0", "!undated", "!\""],
        ),
        (
            "stances all.jsonl -q --by month",
            0,
            vec!["  2024-01 ", "  2024-02 ", "net -1", "!Greece"],
        ),
        (
            "stances all.jsonl -q --claims",
            0,
            vec!["Greece -> Malta", "(of these claimed +0 -1)"],
        ),
        (
            "stances all.jsonl -q --plans",
            0,
            vec!["Spain -> Greece", "(of these planned +1 -0)"],
        ),
        (
            "stances old.jsonl -q --mutual -e",
            0,
            vec!["Spain — Portugal", "net +2", quote],
        ),
        ("stances old.jsonl -q --limit 2", 0, vec!["and 5 more pairs"]),
        ("stances old.jsonl -q --rel meets", 1, vec![]),
        (
            "blocs old.jsonl -q",
            0,
            vec![
                "bloc 1: Spain, Portugal\n",
                "  to bloc 2: +0 -4\n",
                "  for each other\n   Spain — Portugal  +2\n",
            ],
        ),
        (
            "blocs old.jsonl -q",
            0,
            vec![
                "2 blocs, 0 actors with nobody;",
                "; 0 of 6 ties contradict the blocs\n",
                "!\"",
            ],
        ),
        (
            "blocs old.jsonl -q -e",
            0,
            vec!["   Spain — Norway  -1\n    Spain -criticizes-> Norway\n", quote],
        ),
        (
            "blocs all.jsonl -q",
            0,
            vec!["as much for as against: Spain — Norway\n"],
        ),
        (
            "blocs old.jsonl -q --rel accuses",
            1,
            vec!["0 blocs, 2 actors with nobody"],
        ),
        (
            "balance old.jsonl -q",
            0,
            vec![
                "balanced\n  +--  Spain, Finland, Portugal\n",
                "+--      4  ",
                "degree of balance 1.00\n",
            ],
        ),
        (
            "balance old.jsonl -q",
            0,
            vec!["of 6 ties 0 would have to turn for two camps\n", "!such as"],
        ),
        (
            "balance old.jsonl -q -e --limit 9",
            0,
            vec!["  against\n   Spain — Norway  -1\n", quote],
        ),
        ("balance old.jsonl -q --rel meets", 1, vec!["degree of balance none\n"]),
        (
            "brokers old.jsonl -q --limit 2",
            0,
            vec!["Finland  ", "4 actors, 6 pairs\n"],
        ),
        (
            "brokers old.jsonl -q -e --sort pagerank",
            0,
            vec!["\"Spain backed Portugal.\""],
        ),
        ("brokers old.jsonl -q --rel meets", 1, vec!["!actor"]),
        (
            "agreement Spain Portugal old.jsonl -q",
            0,
            vec![
                "same     Finland: Spain -1, Portugal -1\n",
                "Spain and Portugal: on one side in 1 of 1 topic\n",
            ],
        ),
        (
            "agreement spanish Norway all.jsonl -q -e",
            0,
            vec![
                "opposed  Finland: Spain -1, Norway +1\n",
                "        \"Norway backed Finland.\"\n",
            ],
        ),
        (
            "agreement Spain Malta all.jsonl -q",
            1,
            vec!["Spain and Malta: on one side in 0 of 0 topics\n"],
        ),
        ("agreement Spain Spin all.jsonl -q", 4, vec![]),
        (
            "stats old.jsonl -q",
            0,
            vec![
                "blocs      2: Spain, Portugal; Finland, Norway\n",
                "balance    4 of 4 triads; of 6 ties 0 would have",
            ],
        ),
        (
            "diff old.jsonl all.jsonl -q -f dot",
            1,
            vec!["digraph", "[label=\"+ praises", "!criticizes"],
        ),
    ] {
        check(&place, command, code, &parts);
    }
}

#[test]
fn the_same_as_json() {
    let place = Place::new("signed-json");
    articles(&place);
    let json = |command: &str| -> Value {
        let args: Vec<&str> = command.split(' ').chain(["-q", "-f", "json"]).collect();
        let answer = serde_json::from_str(&place.run(&args).code(0).out).expect("JSON");
        if args[0] != "stats" {
            validate::check(&answer, &format!("{}.schema.json", args[0]));
        }
        answer
    };
    let stances = json("stances all.jsonl --by month");
    let spain = stances
        .as_array()
        .unwrap()
        .iter()
        .find(|s| s["source_label"] == "Spain" && s["target_label"] == "Norway");
    let spain = spain.expect("a stance");
    assert_eq!((&spain["net"], &spain["texts"]["stated"]), (&json!(0), &json!([1, 1])));
    assert_eq!(
        spain["periods"][1],
        json!({"period": "2024-02", "net": 1, "texts": spain["periods"][1]["texts"]})
    );
    assert_eq!(spain["evidence"][0]["quote"], "Spain criticized Norway.");
    let blocs = json("blocs old.jsonl");
    assert_eq!(blocs["blocs"][0]["members"][1]["label"], "Portugal");
    assert_eq!(
        blocs["blocs"][1]["towards"],
        json!([{"bloc": 0, "for": 0, "against": 4}])
    );
    assert_eq!(blocs["blocs"][0]["holds"][0]["net"], 2);
    let balance = json("balance old.jsonl --limit 1");
    assert_eq!(balance["triads"], json!({"+++": 0, "++-": 0, "+--": 4, "---": 0}));
    assert_eq!(
        (balance["balanced"].as_array().unwrap().len(), &balance["degree"]),
        (1, &json!(1.0))
    );
    assert_eq!((&balance["at_least"], &balance["at_most"]), (&json!(0), &json!(0)));
    let brokers = json("brokers old.jsonl");
    assert_eq!(
        (&brokers["exact"], &brokers["brokers"][0]["contacts"]),
        (&json!(true), &json!(3))
    );
    let agreement = json("agreement Spain Norway all.jsonl");
    assert_eq!(
        (&agreement["share"], &agreement["topics"][0]["side"]),
        (&json!(0.0), &json!("opposed"))
    );
    // What is empty is as published too.
    for command in ["blocs", "balance", "brokers", "stances", "agreement Spain Malta"] {
        let args = format!("{command} all.jsonl -q -f json --rel mobilizes-against");
        let ran = place.run(&args.split(' ').collect::<Vec<_>>()).code(1);
        let name = command.split(' ').next().expect("a name");
        validate::check(
            &serde_json::from_str(&ran.out).expect("JSON"),
            &format!("{name}.schema.json"),
        );
    }
    let stats = json("stats old.jsonl");
    assert_eq!(
        stats["balance"],
        json!({"ties": 6, "triads": [4, 4], "frustrated": [0, 0]})
    );
}
