//! What graph formats and tables say of an actor and of an edge: the same names, types and values in each of them.

use super::said;
use crate::graph::{Edge, Network, Node};
use itertools::Itertools;
use serde_json::{Map, Value as Json};
use std::borrow::Cow;

/// What parts of a list are joined by where a format knows no lists.
pub const JOIN: &str = " | ";

/// A value of a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Not known.
    None,
    Text(Cow<'a, str>),
    Number(i64),
    Flag(bool),
}

impl<'a> Value<'a> {
    pub fn maybe(text: Option<&'a str>) -> Value<'a> {
        text.map_or(Value::None, |text| Value::Text(text.into()))
    }

    /// As it is written; nothing where it is not known.
    pub fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Value::None => None,
            Value::Text(text) => Some(Cow::Borrowed(text)),
            Value::Number(n) => Some(n.to_string().into()),
            Value::Flag(yes) => Some(yes.to_string().into()),
        }
    }
}

/// Puts values into a JSON object; what is not known is left out.
pub fn fill<'a>(data: &mut Map<String, Json>, values: impl Iterator<Item = (&'static str, Value<'a>)>) {
    for (name, value) in values {
        let value = match value {
            Value::None => continue,
            Value::Text(text) => text.into(),
            Value::Number(n) => n.into(),
            Value::Flag(yes) => yes.into(),
        };
        data.insert(name.to_owned(), value);
    }
}

/// Values as a JSON object.
pub fn object<'a>(values: impl Iterator<Item = (&'static str, Value<'a>)>) -> Map<String, Json> {
    let mut data = Map::new();
    fill(&mut data, values);
    data
}

/// Which values a column has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    Text,
    Number,
    /// A number that programs take for how thick a line is, and want with a point.
    Weight,
    Flag,
}

/// A column of a table of `T`.
pub struct Column<T: 'static> {
    pub name: &'static str,
    pub kind: Type,
    pub value: for<'a> fn(&'a Network, &'a T) -> Value<'a>,
}

const fn column<T>(name: &'static str, kind: Type, value: for<'a> fn(&'a Network, &'a T) -> Value<'a>) -> Column<T> {
    Column { name, kind, value }
}

/// What is said of an actor besides its id.
pub static NODE: [Column<Node>; 5] = [
    column("label", Type::Text, |_, n| Value::maybe(Some(&n.actor.label))),
    column("kind", Type::Text, |_, n| Value::Text(said::word(n.actor.kind).into())),
    column("wikidata", Type::Text, |_, n| Value::maybe(n.actor.wikidata.as_deref())),
    column("mentions", Type::Number, |_, n| Value::Number(n.mentions as i64)),
    column("aliases", Type::Text, |_, n| match n.actor.aliases.is_empty() {
        true => Value::None,
        false => Value::Text(n.actor.aliases.iter().join(JOIN).into()),
    }),
];

/// What is said of an edge besides its id and its ends.
pub static EDGE: [Column<Edge>; 21] = [
    column("label", Type::Text, |_, e| Value::Text(said::label(e).into())),
    column("relation", Type::Text, |_, e| Value::maybe(Some(&e.relation))),
    column("polarity", Type::Text, |_, e| {
        Value::Text(said::word(e.polarity).into())
    }),
    column("stance", Type::Number, |_, e| Value::Number(e.stance().into())),
    column("sign", Type::Number, |_, e| Value::Number(e.sign.into())),
    column("symmetric", Type::Flag, |_, e| Value::Flag(e.symmetric)),
    column("modality", Type::Text, |_, e| {
        Value::Text(said::word(e.modality).into())
    }),
    column("claimed", Type::Flag, |_, e| Value::Flag(e.claimed)),
    column("holders", Type::Text, |_, e| match said::holders(e) {
        holders if holders.is_empty() => Value::None,
        holders => Value::Text(holders.join(JOIN).into()),
    }),
    column("weight", Type::Weight, |_, e| Value::Number(e.weight() as i64)),
    column("articles", Type::Number, |_, e| {
        Value::Number(e.evidence.chunk_by(|one, next| one.doc == next.doc).count() as i64)
    }),
    column("first", Type::Text, |_, e| Value::maybe(e.first.as_deref())),
    column("last", Type::Text, |_, e| Value::maybe(e.last.as_deref())),
    column("days", Type::Text, |network, e| match said::days(network, e) {
        days if days.is_empty() => Value::None,
        days => Value::Text(days.into_iter().join(JOIN).into()),
    }),
    column("plover", Type::Text, |_, e| Value::maybe(e.plover.as_deref())),
    column("cameo", Type::Text, |_, e| Value::maybe(e.cameo.as_deref())),
    column("title", Type::Text, |_, e| Value::maybe(e.title())),
    column("about", Type::Text, |_, e| Value::maybe(said::best(e).about.as_deref())),
    column("quote", Type::Text, |_, e| Value::maybe(Some(&said::best(e).quote))),
    column("doc", Type::Text, |_, e| Value::maybe(Some(&said::best(e).doc))),
    column("url", Type::Text, |network, e| {
        let url = network.document(&said::best(e).doc).and_then(|d| d.url.as_deref());
        Value::maybe(url.filter(|url| said::is_web(url)))
    }),
];
