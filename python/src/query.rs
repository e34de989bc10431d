//! Filters from Python: the words of the command line, as JSON.

use newsgraph::graph::query::{Names, Question, check_day, kind};
use newsgraph::graph::{Filter, Network};
use newsgraph::{Error, Result};
use serde_json::{Map, Value};

/// The answers as JSON, one a line.
pub fn answers(
    network: &Network,
    pattern: Option<&str>,
    filters: &str,
    evidence: bool,
    limit: Option<usize>,
    sort: Option<&str>,
) -> Result<String> {
    let sort = sort.map(str::parse).transpose();
    let question = Question {
        pattern: pattern.map(str::parse).transpose()?,
        sort: sort.map_err(|e| Error::new(format!("sort={e}")))?,
        limit,
        ..Question::default()
    };
    let names = Names::of(network).with_builtin();
    let filter = filter(filters)?;
    let part = match filter.is_empty() {
        true => None,
        false => Some(network.subgraph_with(&filter, &names)?),
    };
    let part = part.as_ref().unwrap_or(network);
    let mut out = String::new();
    for record in question.answers(part, &names)?.records(part, evidence) {
        out.push_str(&serde_json::to_string(&record).map_err(|e| Error::new("no record").caused_by(e))?);
        out.push('\n');
    }
    Ok(out)
}

/// A filter of its words: an object whose values are strings, numbers, truths and lists of strings.
pub fn filter(words: &str) -> Result<Filter> {
    let words: Map<String, Value> =
        serde_json::from_str(words).map_err(|e| Error::new("the filters are no object").caused_by(e))?;
    let mut filter = Filter::default();
    for (name, value) in words {
        take(&mut filter, &name, &value).map_err(|e| Error::new(format!("{name}: {e}")))?;
    }
    // Without somebody to be near, how far says nothing.
    filter.depth = match filter.near.is_empty() {
        true => 0,
        false => filter.depth.max(1),
    };
    Ok(filter)
}

fn take(filter: &mut Filter, name: &str, value: &Value) -> Result<()> {
    let several = || texts(value);
    let one = || text(value);
    match name {
        "actor" => filter.actor = several()?,
        "target" => filter.target = several()?,
        "any" => filter.any = several()?,
        "rel" => filter.relation = several()?,
        "family" => filter.family = several()?,
        "sign" => {
            let sign = |text: &String| match text.as_str() {
                "+" | "1" => Ok(1),
                "-" | "-1" => Ok(-1),
                "0" => Ok(0),
                other => Err(Error::new(format!("{other:?}: expected +, - or 0"))),
            };
            filter.sign = several()?.iter().map(sign).collect::<Result<_>>()?;
        }
        "negated" => {
            filter.polarity = match one()?.as_str() {
                "yes" => None,
                "no" => Some(word("affirmed")?),
                "only" => Some(word("negated")?),
                other => return Err(Error::new(format!("{other:?}: expected no, yes or only"))),
            }
        }
        "kind" => filter.kind = several()?.iter().map(|name| kind(name)).collect::<Result<_>>()?,
        "about" => filter.about = Some(one()?),
        "since" => filter.since = Some(check_day(&one()?)?),
        "until" => filter.until = Some(check_day(&one()?)?),
        "as_of" => filter.as_of = Some(check_day(&one()?)?),
        "publisher" => filter.source = several()?,
        "doc" => filter.doc = several()?,
        "holder" => filter.holder = several()?,
        "no_claims" => filter.no_claims = value == &Value::Bool(true),
        "modality" => filter.modality = several()?.iter().map(|name| word(name)).collect::<Result<_>>()?,
        "min_confidence" => filter.min_confidence = Some(word(&one()?)?),
        "min_sources" => filter.min_sources = number(value)?,
        "near" => filter.near = several()?,
        "depth" => filter.depth = number(value)?,
        "top" => filter.top = Some(number(value)?),
        _ => return Err(Error::new("no such filter; docs/query.md has them all")),
    }
    Ok(())
}

fn number(value: &Value) -> Result<usize> {
    let n = value.as_u64().and_then(|n| usize::try_from(n).ok());
    n.ok_or_else(|| Error::new(format!("{value}: expected a number")))
}

fn text(value: &Value) -> Result<String> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        other => Err(Error::new(format!("{other}: expected a text"))),
    }
}

fn texts(value: &Value) -> Result<Vec<String>> {
    match value {
        Value::Array(values) => values.iter().map(text).collect(),
        one => Ok(vec![text(one)?]),
    }
}

/// A value of a closed list, by the name that it has in our records.
fn word<T: serde::de::DeserializeOwned>(name: &str) -> Result<T> {
    serde_json::from_value(name.into()).map_err(|e| Error::new(e.to_string()))
}
