//! The published schemas hold for what is written, and name every field of it.

use crate::fixture::{nato, network, read, week};
use crate::random::{self, Random};
use crate::validate::{check, folder, schema, validate};
use newsgraph::graph::{Network, OutputFormat, export::Options};
use serde_json::{Value, json};

fn written(network: &Network, format: OutputFormat) -> String {
    let mut out = Vec::new();
    format.write(network, &Options::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn networks() -> Vec<Network> {
    let random = (0..40).map(|seed| {
        let mut random = Random::new(seed);
        let articles: Vec<_> = (0..3).map(|_| random::article(&mut random)).collect();
        random::network(&articles)
    });
    random.chain([network(&nato()), Network::new()]).collect()
}

#[test]
fn json_is_as_published() {
    for network in networks() {
        check(
            &serde_json::from_str(&written(&network, OutputFormat::Json)).unwrap(),
            "network.schema.json",
        );
    }
}

#[test]
fn lines_are_as_published() {
    for network in networks() {
        for line in written(&network, OutputFormat::Jsonl).lines() {
            let value: Value = serde_json::from_str(line).unwrap();
            let name = match value["t"].as_str() {
                Some("doc") => "document.schema.json",
                Some("actor") => "actor.schema.json",
                _ => "observation.schema.json",
            };
            check(&value, name);
        }
    }
}

#[test]
fn mentions_as_published() {
    let mention = json!({"doc": "a", "sent": 0, "bytes": [0, 5], "chars": [0, 5], "text": "Paris", "form": "name",
        "type": "LOC", "actor": "country:fr", "of": null, "label": "France", "known": true});
    check(&mention, "mention.schema.json");
}

#[test]
fn the_check_checks() {
    let schema = schema("network.schema.json");
    let good: Value = serde_json::from_str(&written(&network(&nato()), OutputFormat::Json)).unwrap();
    let changes: [(&str, Value); 6] = [
        ("/edges/0/weight", json!(0)),
        ("/edges/0/id", json!("e:1")),
        ("/edges/0/evidence", json!([])),
        ("/edges/0/evidence/0/bytes", json!([1])),
        ("/nodes/0/kind", json!("alien")),
        ("/graph/version", json!(2)),
    ];
    for (place, wrong) in changes {
        let mut value = good.clone();
        *value.pointer_mut(place).unwrap() = wrong;
        assert!(validate(&value, &schema, &schema, "").is_err(), "{place}");
    }
}

/// `UPDATE=1 cargo test --test graph` writes it anew.
#[test]
fn the_examples_are_what_is_written_today() {
    let examples = folder().join("../../examples");
    for (network, path) in [
        (
            network(&read(include_str!("example.txt"))),
            folder().join("example.json"),
        ),
        (network(&week()), examples.join("week.json")),
    ] {
        let today = written(&network, OutputFormat::Json);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &today).unwrap();
        }
        assert_eq!(std::fs::read_to_string(path).unwrap(), today);
    }
}
