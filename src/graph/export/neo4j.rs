//! Neo4j: CSV files for `neo4j-admin database import`, and a Cypher script for everybody else (Memgraph too).
//!
//! Actors are nodes `:Actor` with their kind as a second label, edges are relations with their name in capitals: `SUPPORTS`. What is
//! denied has the type `NOT_SUPPORTS`, so that no query for who supports whom finds it; claims and plans tell it by `claimed` and
//! `modality`. Neo4j knows no relation with one end: what somebody does to nobody who is named is `alone` of the actor.

use super::said;
use crate::extract::relation::Polarity;
use crate::graph::{Edge, Network, Node};
use itertools::Itertools;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The files for the importer, the one first that stands for all where there is room for one.
pub const PARTS: [&str; 3] = ["relations", "actors", "documents"];
/// So many rows go to the database at once.
const BATCH: usize = 500;

const ACTORS: &str = "id:ID(Actor),name,kind,wikidata,mentions:long,aliases:string[],alone:string[],:LABEL";
const RELATIONS: &str = ":START_ID(Actor),:END_ID(Actor),:TYPE,id,label,relation,polarity,stance:int,sign:int,symmetric:boolean,modality,claimed:boolean,holders:string[],weight:long,first:date,last:date,days:string[],plover,cameo,title,quotes:string[],docs:string[],urls:string[]";
const DOCUMENTS: &str = "id:ID(Document),date:date,publisher,byline,title,url,sha256,:LABEL";

/// Writes one of the files for the importer.
///
/// # Errors
///
/// Only those of `out`.
pub fn write(part: &str, network: &Network, out: &mut dyn Write) -> io::Result<()> {
    match part {
        "actors" => {
            writeln!(out, "{ACTORS}")?;
            let alone = said::alone(network);
            network.nodes().try_for_each(|node| row(&actor(node, &alone), out))
        }
        "relations" => {
            writeln!(out, "{RELATIONS}")?;
            network.edges().try_for_each(|edge| {
                let ends = [
                    Field::Text(edge.source.to_string()),
                    Field::Text(edge.target().to_owned()),
                ];
                let mut fields: Vec<Field> = ends.into_iter().chain([Field::Text(kind(edge))]).collect();
                fields.extend(relation(network, edge).into_iter().map(|(_, field)| field));
                row(&fields, out)
            })
        }
        _ => {
            writeln!(out, "{DOCUMENTS}")?;
            network.documents().try_for_each(|d| {
                let texts = [&d.publisher, &d.byline, &d.title, &d.url].map(|text| Field::maybe(text.as_deref()));
                let mut fields = vec![Field::Text(d.id.clone()), Field::day(d.date.as_deref())];
                fields.extend(texts);
                fields.extend([Field::Text(d.sha256.clone()), Field::Text("Document".into())]);
                row(&fields, out)
            })
        }
    }
}

/// Writes a script that makes the same network, however often it is run.
///
/// # Errors
///
/// Only those of `out`.
pub fn write_cypher(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "// The network as a script: cypher-shell -f net.cypher. It may be run again."
    )?;
    writeln!(
        out,
        "CREATE CONSTRAINT newsgraph_actor IF NOT EXISTS FOR (a:Actor) REQUIRE a.id IS UNIQUE;"
    )?;
    let alone = said::alone(network);
    let names = ["id", "name", "kind", "wikidata", "mentions", "aliases", "alone"];
    for (label, nodes) in by(network.nodes(), class) {
        for batch in nodes.chunks(BATCH) {
            let mut rows = batch.iter().map(|node| map(names.into_iter().zip(actor(node, &alone))));
            writeln!(out, "UNWIND [\n{}\n] AS row", rows.join(",\n"))?;
            writeln!(out, "MERGE (a:Actor {{id: row.id}}) SET a += row, a:{label};")?;
        }
    }
    for (kind, edges) in by(network.edges(), kind) {
        for batch in edges.chunks(BATCH) {
            let mut rows = batch.iter().map(|edge| {
                let fields = map(relation(network, edge).into_iter());
                let [source, target] = [edge.source.as_str(), edge.target()].map(literal);
                format!("{{source: {source}, target: {target}, of: {fields}}}")
            });
            writeln!(out, "UNWIND [\n{}\n] AS row", rows.join(",\n"))?;
            writeln!(out, "MATCH (s:Actor {{id: row.source}}), (t:Actor {{id: row.target}})")?;
            writeln!(out, "MERGE (s)-[r:{kind} {{id: row.of.id}}]->(t) SET r += row.of;")?;
        }
    }
    Ok(())
}

fn by<'a, T: 'a>(all: impl Iterator<Item = &'a T>, key: impl Fn(&T) -> String) -> BTreeMap<String, Vec<&'a T>> {
    let mut groups: BTreeMap<String, Vec<&T>> = BTreeMap::new();
    all.for_each(|one| groups.entry(key(one)).or_default().push(one));
    groups
}

/// A value with its type.
enum Field {
    None,
    Text(String),
    Day(String),
    Number(i64),
    Flag(bool),
    List(Vec<String>),
}

impl Field {
    fn maybe(text: Option<&str>) -> Field {
        text.map_or(Field::None, |text| Field::Text(text.to_owned()))
    }

    fn day(day: Option<&str>) -> Field {
        day.and_then(said::whole_day).map_or(Field::None, Field::Day)
    }

    fn list<S: AsRef<str>>(texts: impl IntoIterator<Item = S>) -> Field {
        Field::List(texts.into_iter().map(|text| text.as_ref().to_owned()).collect())
    }
}

/// The second label of an actor: `GovernmentBody`.
fn class(node: &Node) -> String {
    let words = said::word(node.actor.kind).split('-');
    words.map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}

/// The type of a relation: letters, numbers and `_`, whatever a user's lexicon calls it.
fn kind(edge: &Edge) -> String {
    let not = if edge.polarity == Polarity::Negated { "NOT_" } else { "" };
    let safe = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_uppercase()
        } else {
            '_'
        }
    };
    let name: String = edge.relation.chars().map(safe).collect();
    let first = if name.starts_with(|c: char| c.is_ascii_digit()) {
        "R_"
    } else {
        ""
    };
    format!("{not}{first}{name}")
}

fn actor(node: &Node, alone: &BTreeMap<&str, Vec<String>>) -> Vec<Field> {
    let actor = &node.actor;
    vec![
        Field::Text(actor.id.clone()),
        Field::Text(actor.label.clone()),
        Field::Text(said::word(actor.kind).into()),
        Field::maybe(actor.wikidata.as_deref()),
        Field::Number(node.mentions as i64),
        Field::list(&actor.aliases),
        Field::list(alone.get(actor.id.as_str()).into_iter().flatten()),
        Field::List(vec!["Actor".into(), class(node)]),
    ]
}

fn relation(network: &Network, edge: &Edge) -> Vec<(&'static str, Field)> {
    let docs: Vec<&str> = edge.evidence.iter().map(|e| e.doc.as_str()).unique().collect();
    let urls = docs.iter().filter_map(|id| network.document(id)?.url.as_deref());
    vec![
        ("id", Field::Text(edge.id.to_string())),
        ("label", Field::Text(said::label(edge))),
        ("relation", Field::Text(edge.relation.to_string())),
        ("polarity", Field::Text(said::word(edge.polarity).into())),
        ("stance", Field::Number(edge.stance().into())),
        ("sign", Field::Number(edge.sign.into())),
        ("symmetric", Field::Flag(edge.symmetric)),
        ("modality", Field::Text(said::word(edge.modality).into())),
        ("claimed", Field::Flag(edge.claimed)),
        ("holders", Field::list(said::holders(edge))),
        ("weight", Field::Number(edge.weight() as i64)),
        ("first", Field::day(edge.first.as_deref())),
        ("last", Field::day(edge.last.as_deref())),
        ("days", Field::list(said::days(network, edge))),
        ("plover", Field::maybe(edge.plover.as_deref())),
        ("cameo", Field::maybe(edge.cameo.as_deref())),
        ("title", Field::maybe(edge.title())),
        ("quotes", Field::list(edge.evidence.iter().map(|e| &e.quote))),
        ("docs", Field::list(&docs)),
        ("urls", Field::list(urls)),
    ]
}

/// A row for the importer: parts of lists stand between `;`, so that a part's own becomes a comma; line ends become blanks.
fn row(fields: &[Field], out: &mut dyn Write) -> io::Result<()> {
    let line = |text: &str| text.split(char::is_control).filter(|part| !part.is_empty()).join(" ");
    let quoted = |text: String| match text.is_empty() {
        true => text,
        false => format!("\"{}\"", text.replace('"', "\"\"")),
    };
    let cells = fields.iter().map(|field| match field {
        Field::None => String::new(),
        Field::Text(text) => quoted(line(text)),
        Field::Day(day) => day.clone(),
        Field::Number(n) => n.to_string(),
        Field::Flag(yes) => yes.to_string(),
        Field::List(list) => quoted(list.iter().map(|part| line(part).replace(';', ",")).join(";")),
    });
    writeln!(out, "{}", cells.collect::<Vec<_>>().join(","))
}

/// A map in Cypher, of what is known.
fn map(fields: impl Iterator<Item = (&'static str, Field)>) -> String {
    let fields = fields.filter_map(|(name, field)| {
        let value = match field {
            Field::None => return None,
            Field::Text(text) => literal(&text),
            Field::Day(day) => format!("date({})", literal(&day)),
            Field::Number(n) => n.to_string(),
            Field::Flag(yes) => yes.to_string(),
            Field::List(list) if list.is_empty() => return None,
            Field::List(list) => format!("[{}]", list.iter().map(|part| literal(part)).join(", ")),
        };
        Some(format!("{name}: {value}"))
    });
    format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
}

/// A text in Cypher. Some versions of Neo4j decode `\uXXXX` before they look for the end of a text, and are not stopped by a `\` before the
/// `\`: so the two are kept apart.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek() == Some(&'u') => out.push_str("\\\\' + '"),
            '\\' => out.push_str("\\\\"),
            '\'' => out.push_str("\\'"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn nothing_ends_a_text() {
        for (text, expected) in [
            ("plain \"é\"", "'plain \"é\"'"),
            ("'}) DETACH DELETE n //", "'\\'}) DETACH DELETE n //'"),
            ("\\' \\u0027", "'\\\\\\' \\\\' + 'u0027'"),
            ("a\nb\0", "'a\\nb\u{fffd}'"),
        ] {
            assert_eq!(literal(text), expected);
        }
    }
}
