//! Patterns and filters from Python: the words of the command line, as JSON.

use newsgraph::extract::actor::Registry;
use newsgraph::extract::relation::Vocabulary;
use newsgraph::graph::query::{Names, Order, Pattern, Row, check_day, kind, rows, sort};
use newsgraph::graph::{Edge, Evidence, Filter, Network};
use newsgraph::{Error, Result};
use serde::Serialize;
use serde_json::{Map, Value};

/// Of chains of several edges so many are given unless told otherwise, as by the program.
const FEW: usize = 1000;
/// Of so many chains the first are found when they are sorted.
const SORTED: usize = 100_000;

/// An edge, with all its quotes when asked for.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    row: Row<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<&'a [Evidence]>,
}

/// One answer.
#[derive(Serialize)]
#[serde(untagged)]
enum Record<'a> {
    Edge(Told<'a>),
    Chain { edges: Vec<Told<'a>> },
}

/// The names that a user may mean.
pub fn names(network: &Network) -> Names<'_> {
    let names = Names::of(network).with_vocabulary(Vocabulary::english());
    names.with_lookup(|name| Registry::builtin().find(name).map(|entry| entry.id.clone()))
}

/// The answers as JSON, one a line.
pub fn answers(
    network: &Network,
    pattern: Option<&str>,
    filters: &str,
    evidence: bool,
    limit: Option<usize>,
    order: Option<&str>,
) -> Result<String> {
    let order = match order {
        None => None,
        Some("weight") => Some(Order::Weight),
        Some("date") => Some(Order::Date),
        Some("actor") => Some(Order::Actor),
        Some(other) => return Err(Error::new(format!("sort={other:?}: expected weight, date or actor"))),
    };
    let filter = filter(filters)?;
    let part = match filter.is_empty() {
        true => None,
        false => Some(network.subgraph_with(&filter, &names(network))?),
    };
    let part = part.as_ref().unwrap_or(network);
    let pattern: Option<Pattern> = pattern.map(str::parse).transpose()?;
    let chains = pattern.as_ref().is_some_and(|pattern| pattern.len() > 1);
    let shown = limit.unwrap_or(if chains { FEW } else { usize::MAX });
    let mut found: Vec<Vec<&Edge>> = match &pattern {
        Some(pattern) => {
            let wanted = match order {
                Some(_) if chains => shown.max(SORTED),
                Some(_) => usize::MAX,
                None => shown,
            };
            let found = pattern.chains(part, &names(network), wanted)?;
            found.into_iter().map(|chain| chain.edges).collect()
        }
        None => part.edges().chain(part.untargeted()).map(|edge| vec![edge]).collect(),
    };
    if let Some(order) = order {
        sort(part, &mut found, order);
    }
    found.truncate(shown);
    let told = rows(part, found.iter().flatten().copied());
    let mut told = told.into_iter().zip(found.iter().flatten()).map(|(row, edge)| Told {
        row,
        evidence: evidence.then_some(edge.evidence.as_slice()),
    });
    let mut out = String::new();
    for chain in &found {
        let mut edges: Vec<Told> = told.by_ref().take(chain.len()).collect();
        let record = match chains {
            true => Record::Chain { edges },
            false => Record::Edge(edges.remove(0)),
        };
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
