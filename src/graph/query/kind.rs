//! Kinds of actors by name.

use super::names::twice;
use super::spell::{did_you_mean, normal};
use crate::extract::actor::Kind;
use crate::{Error, Result};

/// The kind of that name: `country`, `armed-group`.
///
/// # Errors
///
/// There is none; the message names those that are close.
pub fn kind(name: &str) -> Result<Kind> {
    let asked = normal(name).replace(' ', "-");
    let found = KINDS
        .iter()
        .position(|known| *known == asked)
        .and_then(|_| serde_json::from_value(serde_json::Value::from(asked)).ok());
    found.ok_or_else(|| {
        let close = did_you_mean(name, twice(KINDS));
        let (last, others) = (KINDS[KINDS.len() - 1], KINDS[..KINDS.len() - 1].join(", "));
        Error::new(match close.is_empty() {
            true => format!("no kind {name:?}: expected {others} or {last}"),
            false => format!("no kind {name:?}{close}"),
        })
    })
}

/// The kinds by which can be asked.
const KINDS: [&str; 9] = [
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
