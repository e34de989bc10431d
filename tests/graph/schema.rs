//! The published schemas hold for what is written, and name every field of it.

use crate::fixture::{nato, network, read};
use crate::random::{self, Random};
use newsgraph::graph::{Network, OutputFormat, export::Options};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema")
}

fn schema(name: &str) -> Value {
    let path = folder().join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Checks a value by the keywords that our schemas use; any other keyword is an error of the schema.
///
/// Stricter than the standard in one thing: a field that the schema does not name is an error, so that none is forgotten.
fn validate(value: &Value, schema: &Value, root: &Value, at: &str) -> Result<(), String> {
    let fail = |what: String| Err(format!("{at}: {what}, found {value}"));
    for (keyword, rule) in schema.as_object().expect("a schema is an object") {
        match keyword.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "description" | "format" => {}
            "$ref" => {
                let reference = rule.as_str().unwrap();
                match reference.strip_prefix("#/$defs/") {
                    Some(name) => validate(value, &root["$defs"][name], root, at)?,
                    None => {
                        let other = self::schema(reference);
                        validate(value, &other, &other, at)?;
                    }
                }
            }
            "type" => {
                let names: Vec<&str> = match rule {
                    Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
                    name => name.as_str().into_iter().collect(),
                };
                let is = |name: &&str| match *name {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "integer" => value.is_i64() || value.is_u64(),
                    "boolean" => value.is_boolean(),
                    "null" => value.is_null(),
                    other => panic!("type {other}"),
                };
                if !names.iter().any(is) {
                    return fail(format!("expected {rule}"));
                }
            }
            "const" if value == rule => {}
            "enum" if rule.as_array().unwrap().contains(value) => {}
            "const" | "enum" => return fail(format!("expected {rule}")),
            "anyOf" => {
                let rules = rule.as_array().unwrap();
                if !rules.iter().any(|rule| validate(value, rule, root, at).is_ok()) {
                    return fail(format!("expected one of {rule}"));
                }
            }
            "minimum" => {
                if value.as_i64() < rule.as_i64() {
                    return fail(format!("expected at least {rule}"));
                }
            }
            "minLength" | "maxLength" | "minItems" | "maxItems" => {
                let len = match value {
                    Value::String(text) => text.chars().count(),
                    Value::Array(list) => list.len(),
                    _ => continue,
                };
                let limit = rule.as_u64().unwrap() as usize;
                if if keyword.starts_with("min") {
                    len < limit
                } else {
                    len > limit
                } {
                    return fail(format!("expected {keyword} {rule}"));
                }
            }
            "items" => {
                for (i, item) in value.as_array().into_iter().flatten().enumerate() {
                    validate(item, rule, root, &format!("{at}[{i}]"))?;
                }
            }
            "required" => {
                for name in rule.as_array().unwrap() {
                    if value.get(name.as_str().unwrap()).is_none() {
                        return fail(format!("{name} is missing"));
                    }
                }
            }
            "properties" => {
                for (name, field) in value.as_object().into_iter().flatten() {
                    match rule.get(name) {
                        Some(rule) => validate(field, rule, root, &format!("{at}.{name}"))?,
                        None => return fail(format!("the schema does not name {name:?}")),
                    }
                }
            }
            other => panic!("{at}: this test does not know the keyword {other:?}"),
        }
    }
    Ok(())
}

fn check(value: &Value, name: &str) {
    let schema = schema(name);
    if let Err(what) = validate(value, &schema, &schema, name) {
        panic!("{what}");
    }
}

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
        "type": "LOC", "actor": "country:fr", "label": "France", "known": true});
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
fn the_example_is_what_is_written_today() {
    let today = written(&network(&read(include_str!("example.txt"))), OutputFormat::Json);
    let path = folder().join("example.json");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &today).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), today);
}
