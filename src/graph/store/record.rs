//! Records out of parsed JSON, with errors that name the field.

use crate::article::is_date;
use crate::extract::relation::Observation;
use crate::{Document, Error, Result, Span};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// A JSON object.
pub type Object = Map<String, Value>;

/// Takes `value` for a record of type `T`; `at` names its place, such as `edges[3]`.
pub fn parse<T: DeserializeOwned>(value: Value, at: &str) -> Result<T> {
    serde_json::from_value(value).map_err(|e| Error::new(format!("{at}: {e}")).caused_by(e))
}

/// Takes `value` for an object.
pub fn object(value: Value, at: &str) -> Result<Object> {
    match value {
        Value::Object(object) => Ok(object),
        other => Err(expected(at, "an object", &other)),
    }
}

/// Takes the list `name` out of an object.
pub fn list(object: &mut Object, name: &str, at: &str) -> Result<Vec<Value>> {
    match object.remove(name) {
        Some(Value::Array(list)) => Ok(list),
        Some(other) => Err(expected(&format!("{at}{name}"), "a list", &other)),
        None => Err(Error::new(format!("{at}{name} is missing: expected a list"))),
    }
}

/// Takes a text out of an object.
pub fn text(object: &Object, name: &str, at: &str) -> Result<String> {
    match object.get(name) {
        Some(Value::String(text)) => Ok(text.clone()),
        Some(other) => Err(expected(&format!("{at}.{name}"), "a text", other)),
        None => Err(Error::new(format!("{at}.{name} is missing: expected a text"))),
    }
}

fn expected(at: &str, what: &str, found: &Value) -> Error {
    let found = match found {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    };
    Error::new(format!("{at}: expected {what}, found {found}"))
}

/// Takes `value` for a document.
pub fn document(value: Value, at: &str) -> Result<Document> {
    let document: Document = parse(value, at)?;
    let sha256 = &document.sha256;
    let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    if !sha256.is_empty() && (sha256.len() != 64 || !sha256.bytes().all(hex)) {
        let what = format!("{at}.sha256: expected 64 lower-case hexadecimal digits, found {sha256:?}");
        return Err(Error::new(what));
    }
    day(document.date.as_deref(), at)?;
    Ok(document)
}

fn day(date: Option<&str>, at: &str) -> Result<()> {
    match date {
        Some(date) if !is_date(date) => {
            let what = format!("{at}.date: expected a day such as 2024-03-04, found {date:?}");
            Err(Error::new(what))
        }
        _ => Ok(()),
    }
}

/// Takes `value` for an observation and checks what types cannot: spans run forward, the target is whole.
pub fn observation(value: Value, at: &str) -> Result<Observation> {
    let o: Observation = parse(value, at)?;
    let spans = [
        ("bytes", Some(o.bytes)),
        ("chars", Some(o.chars)),
        ("trigger_bytes", Some(o.trigger_bytes)),
        ("trigger_chars", Some(o.trigger_chars)),
        ("source_bytes", Some(o.source_bytes)),
        ("source_chars", Some(o.source_chars)),
        ("target_bytes", o.target_bytes),
        ("target_chars", o.target_chars),
    ];
    for (field, span) in spans {
        if span.is_some_and(|Span { start, end }| start > end) {
            return Err(Error::new(format!(
                "{at}.{field}: expected [start, end], found an end before its start"
            )));
        }
    }
    let whole = [
        ("target_text", o.target_text.is_some()),
        ("target_bytes", o.target_bytes.is_some()),
        ("target_chars", o.target_chars.is_some()),
    ];
    for (field, there) in whole {
        if o.target.is_some() && !there {
            return Err(Error::new(format!(
                "{at}.{field} is missing: expected where the target stands"
            )));
        }
    }
    for (field, id) in [
        ("source", Some(&o.source)),
        ("target", o.target.as_ref()),
        ("relation", Some(&o.relation)),
    ] {
        if id.is_some_and(|id| id.is_empty()) {
            return Err(Error::new(format!("{at}.{field} is empty: expected a name")));
        }
    }
    day(o.date.as_deref(), at)?;
    if !(-1..=1).contains(&o.sign) {
        return Err(Error::new(format!("{at}.sign: expected -1, 0 or 1, found {}", o.sign)));
    }
    Ok(o)
}

/// The fields of an observation that its evidence leaves to the edge.
pub fn evidence_to_observation(evidence: &mut Object, edge: &Object) {
    for field in ["source", "target", "relation", "polarity"] {
        evidence.insert(field.to_owned(), edge.get(field).cloned().unwrap_or(Value::Null));
    }
    for field in ["sign", "symmetric", "plover", "cameo"] {
        if let (false, Some(value)) = (evidence.contains_key(field), edge.get(field)) {
            evidence.insert(field.to_owned(), value.clone());
        }
    }
    evidence.insert("source_label".to_owned(), "".into());
    let target_label = if evidence["target"].is_null() {
        Value::Null
    } else {
        "".into()
    };
    evidence.insert("target_label".to_owned(), target_label);
}
