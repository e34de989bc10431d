//! Documents, sightings and statements as rows, and back.

use crate::extract::actor::{Actor, Kind};
use crate::extract::relation::{Confidence, Modality, Observation, Polarity};
use crate::graph::Sighting;
use crate::{Document, Sketch, Span};
use rusqlite::types::Type;
use rusqlite::{Result, Row};
use serde_json::Value;
use std::sync::Arc;

/// The columns of [`document`], to be selected in this order.
pub const DOCUMENT: &str = "document.pk, document.id, document.sha256, document.title, document.date, document.publisher, document.byline, \
     document.url, document.sketch";

/// Key and document of a row of [`DOCUMENT`].
pub fn document(row: &Row) -> Result<(i64, Document)> {
    let sketch: Option<String> = row.get(8)?;
    let sketch = sketch.map(|text| text.parse::<Sketch>()).transpose();
    let document = Document {
        id: row.get(1)?,
        sha256: row.get(2)?,
        title: row.get(3)?,
        date: row.get(4)?,
        publisher: row.get(5)?,
        byline: row.get(6)?,
        url: row.get(7)?,
        sketch: sketch.map_err(|what| broken(8, what))?,
    };
    Ok((row.get(0)?, document))
}

/// A sighting with its keys.
#[derive(Clone, Debug)]
pub struct Seen {
    pub pk: i64,
    pub document: i64,
    /// As the document alone has it.
    pub sighting: Sighting,
    pub passing: bool,
    pub actor: Option<i64>,
    /// The label among all documents, where it is not the document's.
    pub shown: Option<String>,
}

/// The columns of [`seen`].
pub const SIGHTING: &str = "sighting.pk, sighting.document, sighting.given, sighting.label, sighting.kind, sighting.wikidata, \
     sighting.aliases, sighting.mentions, sighting.passing, sighting.actor, sighting.shown";

/// A row of [`SIGHTING`].
pub fn seen(row: &Row) -> Result<Seen> {
    let aliases: Option<String> = row.get(6)?;
    let aliases = aliases.map(|list| serde_json::from_str(&list)).transpose();
    let actor = Actor {
        id: row.get(2)?,
        label: row.get(3)?,
        kind: kind(row.get_ref(4)?.as_str()?),
        wikidata: row.get(5)?,
        aliases: aliases.map_err(|e| broken(6, e.to_string()))?.unwrap_or_default(),
    };
    Ok(Seen {
        pk: row.get(0)?,
        document: row.get(1)?,
        sighting: Sighting {
            actor: Arc::new(actor),
            mentions: row.get(7)?,
        },
        passing: row.get(8)?,
        actor: row.get(9)?,
        shown: row.get(10)?,
    })
}

impl Seen {
    /// The sighting as the network has it, of the actor with that id.
    pub fn resolved(&self, id: &str) -> Sighting {
        let mut sighting = self.sighting.clone();
        let actor = Arc::make_mut(&mut sighting.actor);
        actor.id = id.to_owned();
        if let Some(shown) = &self.shown {
            let plain = std::mem::replace(&mut actor.label, shown.clone());
            actor.aliases.insert(plain);
        }
        sighting.tidy()
    }
}

/// The columns of [`statement`], after those that the question itself needs: `at` of them.
pub const STATEMENT: &str = "sentence.number, sentence.start, sentence.end, sentence.char_start, sentence.char_end, sentence.text, \
     statement.trigger, statement.source_text, statement.target_text, statement.places, statement.negated, statement.sign, \
     statement.symmetric, statement.modality, statement.confidence, statement.holder_label, statement.plover, statement.cameo, \
     statement.title, statement.about, statement.amount, statement.date, statement.date_text, statement.rule";

/// What a statement is but for its document, its ends and its relation, which are left empty.
pub fn statement(row: &Row, at: usize) -> Result<Observation> {
    let span = |i: usize| -> Result<Span> {
        Ok(Span {
            start: row.get(at + i)?,
            end: row.get(at + i + 1)?,
        })
    };
    let places: Places =
        serde_json::from_str(row.get_ref(at + 9)?.as_str()?).map_err(|e| broken(at + 9, e.to_string()))?;
    let negated: bool = row.get(at + 10)?;
    Ok(Observation {
        doc: String::new(),
        sent: row.get(at)?,
        source: String::new(),
        target: None,
        source_label: String::new(),
        target_label: None,
        source_text: row.get(at + 7)?,
        target_text: row.get(at + 8)?,
        source_bytes: places.1[0],
        source_chars: places.1[1],
        target_bytes: places.2[0],
        target_chars: places.2[1],
        trigger: row.get(at + 6)?,
        trigger_bytes: places.0[0],
        trigger_chars: places.0[1],
        relation: String::new(),
        plover: row.get(at + 16)?,
        cameo: row.get(at + 17)?,
        sign: row.get(at + 11)?,
        symmetric: row.get(at + 12)?,
        polarity: if negated { Polarity::Negated } else { Polarity::Affirmed },
        modality: modality(row.get(at + 13)?),
        holder: None,
        holder_label: row.get(at + 15)?,
        title: row.get(at + 18)?,
        about: row.get(at + 19)?,
        amount: row.get(at + 20)?,
        date: row.get(at + 21)?,
        date_text: row.get(at + 22)?,
        quote: row.get(at + 5)?,
        bytes: span(1)?,
        chars: span(3)?,
        rule: row.get(at + 23)?,
        confidence: confidence(row.get(at + 14)?),
    })
}

/// Trigger, source and target, each in bytes and in characters.
type Places = ([Span; 2], [Span; 2], [Option<Span>; 2]);

/// The spans of a statement as one field.
pub fn places(o: &Observation) -> Result<String> {
    let places: Places = (
        [o.trigger_bytes, o.trigger_chars],
        [o.source_bytes, o.source_chars],
        [o.target_bytes, o.target_chars],
    );
    serde_json::to_string(&places).map_err(|e| rusqlite::Error::ToSqlConversionFailure(e.into()))
}

fn broken(column: usize, what: String) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, what.into())
}

/// The kind of that name; one that a newer program wrote is not known.
pub fn kind(name: &str) -> Kind {
    serde_json::from_value(Value::from(name)).unwrap_or_default()
}

/// The name of a kind, as JSON has it.
pub fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Country => "country",
        Kind::Organization => "organization",
        Kind::GovernmentBody => "government-body",
        Kind::Party => "party",
        Kind::ArmedGroup => "armed-group",
        Kind::Group => "group",
        Kind::Place => "place",
        Kind::Unknown => "unknown",
    }
}

fn modality(n: i64) -> Modality {
    match n {
        0 => Modality::Actual,
        1 => Modality::Planned,
        2 => Modality::Asked,
        _ => Modality::Possible,
    }
}

fn confidence(n: i64) -> Confidence {
    match n {
        0 => Confidence::Low,
        1 => Confidence::Medium,
        _ => Confidence::High,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_read_back() {
        let kinds = [
            "person",
            "country",
            "organization",
            "government-body",
            "party",
            "armed-group",
            "group",
            "place",
            "unknown",
        ];
        for name in kinds {
            assert_eq!(kind_name(kind(name)), name);
        }
        for m in [Modality::Actual, Modality::Planned, Modality::Asked, Modality::Possible] {
            assert_eq!(modality(m as i64), m);
        }
        for c in [Confidence::Low, Confidence::Medium, Confidence::High] {
            assert_eq!(confidence(c as i64), c);
        }
    }
}
