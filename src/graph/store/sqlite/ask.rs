//! Short ways to ask SQLite.

use super::Store;
use super::error::told;
use super::rows::{self, Seen};
use crate::Result;
use rusqlite::{Row, ToSql};

impl Store {
    /// The sightings for which a condition with one parameter holds.
    pub(super) fn seen(&self, condition: &str, value: impl ToSql) -> Result<Vec<Seen>> {
        let sql = format!("SELECT {} FROM sighting WHERE {condition} ORDER BY pk", rows::SIGHTING);
        self.list(&sql, value, rows::seen)
    }

    /// The rows of a question with one parameter.
    pub(super) fn list<T>(
        &self,
        sql: &str,
        value: impl ToSql,
        read: impl FnMut(&Row) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let list = || -> rusqlite::Result<Vec<T>> { self.db.prepare_cached(sql)?.query_map([value], read)?.collect() };
        list().map_err(told(&self.name))
    }

    /// A statement that is to be run many times.
    pub(super) fn prepared(&self, sql: &str) -> Result<rusqlite::CachedStatement<'_>> {
        self.db.prepare_cached(sql).map_err(told(&self.name))
    }

    /// The first column of [`Store::list`].
    pub(super) fn keys(&self, sql: &str, value: impl ToSql) -> Result<Vec<i64>> {
        self.list(sql, value, |row| row.get(0))
    }

    /// The one value that a question with one parameter has.
    pub(super) fn one<T: rusqlite::types::FromSql>(&self, sql: &str, value: impl ToSql) -> Result<T> {
        let one = || self.db.prepare_cached(sql)?.query_row([value], |row| row.get(0));
        one().map_err(told(&self.name))
    }

    /// Runs a statement with one parameter.
    pub(super) fn execute(&self, sql: &str, value: impl ToSql) -> Result<()> {
        let execute = || self.db.prepare_cached(sql)?.execute([value]);
        execute().map(drop).map_err(told(&self.name))
    }

    pub(super) fn get(&self, key: &str) -> Result<Option<String>> {
        let values = self.list("SELECT value FROM meta WHERE key = ?", key, |row| row.get(0))?;
        Ok(values.into_iter().next())
    }

    pub(super) fn set(&self, key: &str, value: &str) -> Result<()> {
        let set = || {
            let mut set = self
                .db
                .prepare_cached("INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2")?;
            set.execute([key, value])
        };
        set().map(drop).map_err(told(&self.name))
    }
}
