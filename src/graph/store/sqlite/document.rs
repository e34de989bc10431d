//! One document's rows, in and out.

use super::Store;
use super::account::Account;
use super::change::Change;
use super::edges::Statement;
use super::error::told;
use super::rows;
use crate::extract::actor::{Kind, Registry};
use crate::extract::relation::Observation;
use crate::graph::identity;
use crate::{Document, Result};
use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

impl Store {
    pub(super) fn find(&self, given: &str, sha256: &str) -> Result<Option<i64>> {
        let find = || {
            let mut find = self
                .db
                .prepare_cached("SELECT pk FROM document WHERE given = ? AND sha256 = ?")?;
            find.query_row([given, sha256], |row| row.get(0)).optional()
        };
        find().map_err(told(&self.name))
    }

    pub(super) fn enter_document(&self, d: &Document) -> Result<i64> {
        let enter = || {
            let mut enter = self.db.prepare_cached(
                "INSERT INTO document (given, sha256, id, title, date, publisher, byline, url, sketch) VALUES (?, ?, '', ?, ?, ?, ?, ?, ?)",
            )?;
            let sketch = d.sketch.as_ref().map(ToString::to_string);
            enter.insert(params![
                d.id,
                d.sha256,
                d.title,
                d.date,
                d.publisher,
                d.byline,
                d.url,
                sketch
            ])
        };
        let pk = enter().map_err(told(&self.name))?;
        self.enter_bands(pk, d.sketch.as_ref())?;
        Ok(pk)
    }

    pub(super) fn update_document(&self, pk: i64, d: &Document) -> Result<()> {
        let update = || {
            let mut update = self.db.prepare_cached(
                "UPDATE document SET title = ?2, date = ?3, publisher = ?4, byline = ?5, url = ?6, sketch = ?7 WHERE pk = ?1",
            )?;
            let sketch = d.sketch.as_ref().map(ToString::to_string);
            update.execute(params![pk, d.title, d.date, d.publisher, d.byline, d.url, sketch])
        };
        self.remove_bands(pk)?;
        update().map_err(told(&self.name))?;
        self.enter_bands(pk, d.sketch.as_ref())
    }

    pub(super) fn remember(&self, pk: i64, hash: &[u8]) -> Result<()> {
        let enter = || {
            let mut enter = self
                .db
                .prepare_cached("INSERT OR IGNORE INTO reading (document, hash) VALUES (?, ?)")?;
            enter.execute(params![pk, hash])
        };
        enter().map(drop).map_err(told(&self.name))
    }

    /// Enters what a document states, but for its statements, which wait.
    pub(super) fn fill(&self, pk: i64, account: &Account, change: &mut Change) -> Result<()> {
        let registry = Registry::builtin();
        change.documents.insert(pk);
        change.filled.insert(pk);
        let mut stated: BTreeSet<&str> = BTreeSet::new();
        for o in &account.observations {
            let ends = [Some(&o.source), o.target.as_ref(), o.holder.as_ref()];
            stated.extend(ends.into_iter().flatten().map(String::as_str));
        }
        let mut keys: BTreeMap<&str, i64> = BTreeMap::new();
        let mut countries: BTreeSet<&str> = BTreeSet::new();
        for sighting in &account.sightings {
            let actor = &sighting.actor;
            let passing = !stated.contains(actor.id.as_str()) && identity::may_go(sighting, registry);
            if actor.kind == Kind::Country {
                countries.insert(&actor.id);
            }
            let aliases = match actor.aliases.is_empty() {
                true => None,
                false => serde_json::to_string(&actor.aliases).ok(),
            };
            let enter = || {
                let mut enter = self.db.prepare_cached(
                    "INSERT INTO sighting (document, given, label, kind, wikidata, aliases, mentions, passing) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                )?;
                let kind = rows::kind_name(actor.kind);
                enter.insert(params![
                    pk,
                    actor.id,
                    actor.label,
                    kind,
                    actor.wikidata,
                    aliases,
                    sighting.mentions,
                    passing
                ])
            };
            keys.insert(&actor.id, enter().map_err(told(&self.name))?);
            if !passing && registry.get(&actor.id).is_none() {
                self.bear(&actor.id, sighting, 1)?;
                change.names.insert(actor.id.clone());
            }
        }
        self.settle(pk, account, &countries)?;
        let mut sentences: BTreeMap<_, i64> = BTreeMap::new();
        for o in &account.observations {
            let place = (o.sent, o.bytes, o.chars, o.quote.as_str());
            let sentence = match sentences.get(&place) {
                Some(&sentence) => sentence,
                None => {
                    let sentence = self.enter_sentence(pk, o)?;
                    sentences.insert(place, sentence);
                    sentence
                }
            };
            let end = |id: &String| keys.get(id.as_str()).copied();
            let Some(source) = end(&o.source) else { continue };
            change.statements.push(Statement {
                document: pk,
                sentence,
                source,
                target: o.target.as_ref().and_then(end),
                holder: o.holder.as_ref().and_then(end),
                day: o.date.clone().or_else(|| account.document.date.clone()),
                told: o.clone(),
            });
        }
        Ok(())
    }

    fn enter_sentence(&self, pk: i64, o: &Observation) -> Result<i64> {
        let enter = || {
            let mut enter = self.db.prepare_cached(
                "INSERT INTO sentence (document, number, start, end, char_start, char_end, text) VALUES (?, ?, ?, ?, ?, ?, ?)",
            )?;
            let (bytes, chars) = (o.bytes, o.chars);
            let key = enter.insert(params![
                pk,
                o.sent,
                bytes.start,
                bytes.end,
                chars.start,
                chars.end,
                o.quote
            ])?;
            let mut index = self
                .db
                .prepare_cached("INSERT INTO words (rowid, text) VALUES (?, ?)")?;
            index.execute(params![key, o.quote])?;
            Ok(key)
        };
        enter().map_err(told(&self.name))
    }

    /// Takes out what a document states; its row stays.
    pub(super) fn empty(&self, pk: i64, change: &mut Change) -> Result<()> {
        let registry = Registry::builtin();
        change
            .stale
            .extend(self.keys("SELECT DISTINCT edge FROM statement WHERE document = ?", pk)?);
        for seen in self.seen("document = ?", pk)? {
            if let Some(actor) = seen.actor {
                self.count(&seen, actor, -1)?;
                change.actors.insert(actor);
            }
            let id = &seen.sighting.actor.id;
            if !seen.passing && registry.get(id).is_none() {
                self.bear(id, &seen.sighting, -1)?;
                change.names.insert(id.clone());
            }
        }
        for sql in [
            "INSERT INTO words (words, rowid, text) SELECT 'delete', pk, text FROM sentence WHERE document = ?",
            "DELETE FROM statement WHERE document = ?",
            "DELETE FROM sentence WHERE document = ?",
            "DELETE FROM sighting WHERE document = ?",
            "DELETE FROM office WHERE document = ?",
        ] {
            self.execute(sql, pk)?;
        }
        Ok(())
    }
}

/// What a document was read as: text and all that is known beside it.
pub(super) fn hash(document: &Document) -> Vec<u8> {
    let d = document;
    let mut hash = Sha256::new();
    for field in [&d.title, &d.date, &d.publisher, &d.url] {
        match field {
            None => hash.update([0]),
            Some(text) => {
                hash.update([1]);
                hash.update((text.len() as u64).to_le_bytes());
                hash.update(text);
            }
        }
    }
    // Stores of earlier versions know the hashes of documents without it.
    if let Some(byline) = &d.byline {
        hash.update(byline);
    }
    hash.finalize()[..16].to_vec()
}
