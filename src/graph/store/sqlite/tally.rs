//! Actors by how many documents call them what, so that one document more or less costs no more than its own names.

use super::Store;
use super::error::told;
use super::rows::{self, Seen};
use crate::Result;
use crate::extract::actor::Kind;
use crate::graph::query::names::normal;
use rusqlite::{OptionalExtension, params};

/// What is counted of an actor.
const LABEL: i64 = 0;
const NAME: i64 = 1;
const KIND: i64 = 2;
const ITEM: i64 = 3;

/// What became of an actor whose counts were gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Derived {
    /// Nothing that others depend on.
    Quietly,
    /// A country has another label: those told apart by it have too.
    Renamed,
    /// It is a country for some documents only: which documents are on it can be told from all of them alone.
    Mixed,
}

impl Store {
    /// The key of the actor with that id, who is entered when new.
    pub(super) fn actor(&self, id: &str) -> Result<i64> {
        let known = || -> rusqlite::Result<i64> {
            let mut find = self.db.prepare_cached("SELECT pk FROM actor WHERE id = ?")?;
            if let Some(pk) = find.query_row([id], |row| row.get(0)).optional()? {
                return Ok(pk);
            }
            let mut enter = self
                .db
                .prepare_cached("INSERT INTO actor (id, plain_id) VALUES (?, ?)")?;
            enter.insert(params![id, normal(id)])
        };
        known().map_err(told(&self.name))
    }

    /// The label of the actor with that id; the id itself when there is none.
    pub(super) fn label(&self, id: &str) -> Result<String> {
        let find = || -> rusqlite::Result<Option<String>> {
            let mut find = self.db.prepare_cached("SELECT label FROM actor WHERE id = ?")?;
            find.query_row([id], |row| row.get(0)).optional()
        };
        let label = find().map_err(told(&self.name))?;
        Ok(label.filter(|label| !label.is_empty()).unwrap_or_else(|| id.to_owned()))
    }

    /// Counts a sighting of an actor in (1) or out (-1).
    pub(super) fn count(&self, seen: &Seen, actor: i64, step: i64) -> Result<()> {
        let count = || -> rusqlite::Result<()> {
            let sighting = seen.resolved("");
            let mentions = step * i64::from(sighting.mentions);
            let mut bump = self.db.prepare_cached(
                "INSERT INTO tally (actor, what, value, plain, documents, mentions) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT DO UPDATE SET documents = documents + ?5, mentions = mentions + ?6",
            )?;
            let mut one = |what: i64, value: &str| -> rusqlite::Result<()> {
                let plain = (what == NAME).then(|| normal(value));
                bump.execute(params![actor, what, value, plain, step, mentions])
                    .map(drop)
            };
            let shown = &sighting.actor;
            if !shown.label.is_empty() {
                one(LABEL, &shown.label)?;
                one(NAME, &shown.label)?;
            }
            shown.aliases.iter().try_for_each(|alias| one(NAME, alias))?;
            one(KIND, rows::kind_name(shown.kind))?;
            if let Some(item) = &shown.wikidata {
                one(ITEM, item)?;
            }
            let mut total = self.db.prepare_cached(
                "UPDATE actor SET documents = documents + ?2, mentions = mentions + ?3 WHERE pk = ?1",
            )?;
            total.execute(params![actor, step, mentions]).map(drop)
        };
        count().map_err(told(&self.name))
    }

    /// Works out label, kind and Wikidata item of an actor whose counts have changed; one whom no document shows goes at the end.
    pub(super) fn derive(&self, actor: i64) -> Result<Derived> {
        self.derive_row(actor).map_err(told(&self.name))
    }

    fn derive_row(&self, actor: i64) -> rusqlite::Result<Derived> {
        let run = |sql: &str| self.db.prepare_cached(sql)?.execute([actor]);
        run("DELETE FROM tally WHERE actor = ? AND documents = 0")?;
        let most = |what: i64| -> rusqlite::Result<Option<String>> {
            let mut find = self.db.prepare_cached(
                "SELECT value FROM tally WHERE actor = ? AND what = ? ORDER BY documents DESC, mentions DESC, value LIMIT 1",
            )?;
            find.query_row([actor, what], |row| row.get(0)).optional()
        };
        let mut find = self
            .db
            .prepare_cached("SELECT id, label, documents FROM actor WHERE pk = ?")?;
        let row = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let Some((id, before, documents)): Option<(String, String, i64)> = find.query_row([actor], row).optional()?
        else {
            return Ok(Derived::Quietly);
        };
        if documents == 0 {
            return Ok(Derived::Quietly);
        }
        let mut kinds = self
            .db
            .prepare_cached("SELECT value, documents, mentions FROM tally WHERE actor = ? AND what = ?")?;
        let mut kinds: Vec<(i64, i64, Kind)> = kinds
            .query_map([actor, KIND], |row| {
                Ok((row.get(1)?, row.get(2)?, rows::kind(row.get_ref(0)?.as_str()?)))
            })?
            .collect::<rusqlite::Result<_>>()?;
        let mixed = kinds.len() > 1 && kinds.iter().any(|k| k.2 == Kind::Country);
        kinds.retain(|k| k.2 != Kind::Unknown);
        kinds.sort_by_key(|&(documents, mentions, kind)| (-documents, -mentions, kind));
        let kind = kinds.first().map_or(Kind::Unknown, |k| k.2);
        let label = most(LABEL)?.unwrap_or_else(|| id.clone());
        let mut enter = self
            .db
            .prepare_cached("UPDATE actor SET label = ?2, plain_label = ?3, kind = ?4, wikidata = ?5 WHERE pk = ?1")?;
        enter.execute(params![
            actor,
            label,
            normal(&label),
            rows::kind_name(kind),
            most(ITEM)?
        ])?;
        Ok(match () {
            () if mixed => Derived::Mixed,
            () if kind == Kind::Country && !before.is_empty() && before != label => Derived::Renamed,
            () => Derived::Quietly,
        })
    }
}
