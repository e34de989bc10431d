//! The published schemas, and a check of values against them. The program's tests use it too.

use serde_json::Value;
use std::path::{Path, PathBuf};

/// Where the schemas are.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema")
}

/// A schema by the name of its file.
pub fn schema(name: &str) -> Value {
    let path = folder().join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Checks a value by the keywords that our schemas use; any other keyword is an error of the schema.
///
/// Stricter than the standard in one thing: a field that the schema does not name is an error, so that none is forgotten.
pub fn validate(value: &Value, schema: &Value, root: &Value, at: &str) -> Result<(), String> {
    let fail = |what: String| Err(format!("{at}: {what}, found {value}"));
    for (keyword, rule) in schema.as_object().expect("a schema is an object") {
        match keyword.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "description" | "format" => {}
            "$ref" => {
                let reference = rule.as_str().unwrap();
                match reference.strip_prefix("#/$defs/") {
                    Some(name) => validate(value, &root["$defs"][name], root, at)?,
                    None => {
                        let (file, part) = reference.split_once("#/$defs/").unwrap_or((reference, ""));
                        let other = self::schema(file);
                        let rule = if part.is_empty() { &other } else { &other["$defs"][part] };
                        validate(value, rule, &other, at)?;
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
                    "number" => value.is_number(),
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

/// Panics with the place where a value differs from a schema.
pub fn check(value: &Value, name: &str) {
    let schema = schema(name);
    if let Err(what) = validate(value, &schema, &schema, name) {
        panic!("{what}");
    }
}
