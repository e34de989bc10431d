//! Copies of texts: which documents must be known so that [`Sources`](crate::graph::analysis::Sources) counts some as it would among all.

use super::Store;
use super::error::told;
use super::part::Keys;
use crate::{Result, Sketch};
use rusqlite::types::Type;
use rusqlite::{OptionalExtension, params, params_from_iter};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

impl Store {
    /// Enters the bands of a document's sketch.
    pub(super) fn enter_bands(&self, document: i64, sketch: Option<&Sketch>) -> Result<()> {
        let enter = || -> rusqlite::Result<()> {
            let mut enter = self
                .db
                .prepare_cached("INSERT OR IGNORE INTO band (number, document) VALUES (?, ?)")?;
            for number in sketch.into_iter().flat_map(Sketch::band_numbers) {
                enter.execute(params![number, document])?;
            }
            Ok(())
        };
        enter().map_err(told(&self.name))
    }

    /// Enters those of all documents: a store of version 1 has none.
    pub(super) fn enter_all_bands(&self) -> Result<()> {
        let all = || -> rusqlite::Result<Vec<i64>> {
            let mut all = self.db.prepare("SELECT pk FROM document")?;
            all.query_map([], |row| row.get(0))?.collect()
        };
        for document in all().map_err(told(&self.name))? {
            self.enter_bands(document, self.sketch(document)?.as_ref())?;
        }
        Ok(())
    }

    /// Takes them out again, while its row still has the sketch.
    pub(super) fn remove_bands(&self, document: i64) -> Result<()> {
        let sketch = self.sketch(document)?;
        let remove = || -> rusqlite::Result<()> {
            let mut remove = self
                .db
                .prepare_cached("DELETE FROM band WHERE number = ? AND document = ?")?;
            for number in sketch.iter().flat_map(Sketch::band_numbers) {
                remove.execute(params![number, document])?;
            }
            Ok(())
        };
        remove().map_err(told(&self.name))
    }

    /// Some documents, their copies, the copies of these, and so on.
    pub(super) fn with_copies(&self, documents: &Keys) -> Result<Keys> {
        let mut reached = documents.clone();
        let mut next: Vec<i64> = documents.iter().copied().collect();
        let mut others: BTreeMap<i64, Option<Sketch>> = BTreeMap::new();
        while let Some(document) = next.pop() {
            let Some(sketch) = self.sketch(document)? else { continue };
            for other in self.alike(&sketch)? {
                if reached.contains(&other) {
                    continue;
                }
                let known = match others.entry(other) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => new.insert(self.sketch(other)?),
                };
                if known.as_ref().is_some_and(|other| other.is_copy(&sketch)) {
                    reached.insert(other);
                    next.push(other);
                }
            }
        }
        Ok(reached)
    }

    /// Documents whose sketches share a band with this one.
    fn alike(&self, sketch: &Sketch) -> Result<Vec<i64>> {
        let numbers: Vec<i64> = sketch.band_numbers().collect();
        let marks = vec!["?"; numbers.len()].join(", ");
        let find = || {
            let sql = format!("SELECT DISTINCT document FROM band WHERE number IN ({marks})");
            let mut find = self.db.prepare_cached(&sql)?;
            find.query_map(params_from_iter(numbers), |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<i64>>>()
        };
        find().map_err(told(&self.name))
    }

    fn sketch(&self, document: i64) -> Result<Option<Sketch>> {
        let find = || -> rusqlite::Result<Option<Sketch>> {
            let mut find = self.db.prepare_cached("SELECT sketch FROM document WHERE pk = ?")?;
            let text: Option<Option<String>> = find.query_row([document], |row| row.get(0)).optional()?;
            let sketch = text.flatten().map(|text| text.parse::<Sketch>()).transpose();
            sketch.map_err(|what| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, what.into()))
        };
        find().map_err(told(&self.name))
    }
}
