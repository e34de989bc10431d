//! Who is meant by a name, and who by one like it.

use super::Store;
use super::error::told;
use super::load::Part;
use super::part::Keys;
use crate::Result;
use crate::extract::actor::Registry;
use crate::graph::query::names::{CLOSEST, Likeness, normal};
use std::collections::BTreeSet;

impl Store {
    /// Who bears a name: those who have it as label, else those who have it as alias, else whom the registry means by it. When
    /// nobody does, those come who have a name like it, so that they can be told.
    pub(super) fn named(&self, name: &str, part: &mut Part) -> Result<Keys> {
        let bearers = |plain: &str| -> Result<Keys> {
            let labels = "SELECT pk FROM actor WHERE plain_id = ?1 UNION SELECT pk FROM actor WHERE plain_label = ?1";
            let found = self.keys(labels, plain)?;
            match found.is_empty() {
                false => Ok(found.into_iter().collect()),
                true => Ok(self
                    .keys("SELECT actor FROM tally WHERE what = 1 AND plain = ?", plain)?
                    .into_iter()
                    .collect()),
            }
        };
        let mut found = bearers(&normal(name))?;
        if found.is_empty() {
            let known = Registry::builtin().find(name).map(|entry| normal(&entry.id));
            found = known.map_or(Ok(Keys::new()), |id| bearers(&id))?;
        }
        match found.is_empty() {
            true => part.actors.extend(self.close_to(name)?),
            false => part.actors.extend(&found),
        }
        Ok(found)
    }

    /// All who bear one of the names that are closest to one that nobody bears, so that it can be told which these are.
    fn close_to(&self, name: &str) -> Result<Keys> {
        let likeness = Likeness::to(name);
        let mut close: BTreeSet<(usize, String)> = BTreeSet::new();
        // Each of these is answered by an index alone.
        for sql in [
            "SELECT plain FROM tally WHERE what = 1",
            "SELECT plain_id FROM actor",
            "SELECT plain_label FROM actor",
        ] {
            let mut scan = || -> rusqlite::Result<()> {
                let mut scan = self.db.prepare_cached(sql)?;
                let mut rows = scan.query([])?;
                while let Some(row) = rows.next()? {
                    let Some(plain) = row.get_ref(0)?.as_str_or_null()? else {
                        continue;
                    };
                    if let Some(far) = likeness.of(plain) {
                        close.insert((far, plain.to_owned()));
                    }
                }
                Ok(())
            };
            scan().map_err(told(&self.name))?;
        }
        // Of equally close ones those come first that are written so, which is not known yet.
        let last = close.iter().nth(CLOSEST - 1).map(|&(far, _)| far);
        let mut bearers = Keys::new();
        for (_, plain) in close.iter().take_while(|(far, _)| last.is_none_or(|last| *far <= last)) {
            bearers.extend(self.keys(
                "SELECT pk FROM actor WHERE plain_id = ?1 UNION SELECT pk FROM actor WHERE plain_label = ?1
                 UNION SELECT actor FROM tally WHERE what = 1 AND plain = ?1",
                plain,
            )?);
        }
        Ok(bearers)
    }
}
