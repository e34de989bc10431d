//! Who is who among all documents, worked out for those whom a change touches.
//!
//! [`Network::identified`](crate::graph::Network::identified) looks at all documents. What it decides of one name rests on
//! little: how many documents show the name, whether all of them give it as a description only, which countries' offices its
//! bearers hold, and on which country each document is. These are kept as counts and rows, so that
//!
//! - a name that one document more or less leaves as it was told apart is looked up in the documents that came, and no others;
//! - one that is told apart another way than before ("protesters" in a second article, a namesake) is looked up in all its documents;
//! - where that would not be enough (one id a country here and a town there, a country that is called otherwise by most, edges with
//!   two signs) the whole is read and `identified` decides. Only accounts that other programs made have such things.

use super::Store;
use super::change::Change;
use super::error::told;
use super::rows::{self, Seen};
use crate::Result;
use crate::extract::actor::{Kind, Registry};
use crate::graph::identity;
use crate::graph::{Network, Sighting};
use rusqlite::{OptionalExtension, Row, ToSql, params};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// How the bearers of a name are told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Way {
    /// Not at all.
    Plain,
    /// By the country that a document is on, or else by document.
    Described,
    /// By the country whose offices they hold, for some documents.
    Namesakes(BTreeMap<i64, String>),
}

impl Way {
    fn number(&self) -> i64 {
        match self {
            Way::Plain => 0,
            Way::Described => 1,
            Way::Namesakes(_) => 2,
        }
    }
}

/// Id and, where it is not the document's, label of an actor among all documents.
type Name = (String, Option<String>);

/// What this program knows of actors by name, in short: who is who was worked out with it.
pub(super) fn registry() -> &'static str {
    static KNOWN: OnceLock<String> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let mut hash = Sha256::new();
        for entry in Registry::builtin().entries() {
            hash.update(&entry.id);
            hash.update([0]);
        }
        let hash: String = hash.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{} {hash}", env!("CARGO_PKG_VERSION"))
    })
}

impl Store {
    /// Was who is who worked out with what this program knows?
    pub(super) fn is_current(&self) -> Result<bool> {
        Ok(match self.get("registry")? {
            Some(known) => known == registry(),
            None if self.db.is_readonly("main").unwrap_or(false) => false,
            // A new store.
            None => self.n_documents()? == 0 && self.set("registry", registry()).is_ok(),
        })
    }

    /// One sighting of a name more (1) or less (-1).
    pub(super) fn bear(&self, id: &str, sighting: &Sighting, step: i64) -> Result<()> {
        let names = step * i64::from(!identity::is_described(id, sighting));
        let bear = || {
            let mut bear = self.db.prepare_cached(
                "INSERT INTO bearer (id, documents, names, way) VALUES (?1, ?2, ?3, 0)
                 ON CONFLICT DO UPDATE SET documents = documents + ?2, names = names + ?3",
            )?;
            bear.execute(params![id, step, names])
        };
        bear().map(drop).map_err(told(&self.name))
    }

    /// Notes the country that a document is on, and whose offices it says people hold.
    pub(super) fn settle(&self, pk: i64, account: &super::Account, countries: &BTreeSet<&str>) -> Result<()> {
        let settle = || {
            let (mut first, mut second, mut home) = (0, 0, None);
            for sighting in account
                .sightings
                .iter()
                .filter(|s| countries.contains(s.actor.id.as_str()))
            {
                let n = sighting.mentions;
                match n > first {
                    true => (second, first, home) = (first, n, Some(&sighting.actor.id)),
                    false => second = second.max(n),
                }
            }
            let home = home.filter(|_| first > 1 && first >= 2 * second);
            self.db
                .prepare_cached("UPDATE document SET home = ?2 WHERE pk = ?1")?
                .execute(params![pk, home])?;
            let offices = account.observations.iter().filter(|o| o.relation == "holds-office");
            for (o, country) in offices.filter_map(|o| Some((o, o.target.as_ref()?))) {
                if countries.contains(country.as_str()) && !identity::is_abroad(o.title.as_deref()) {
                    self.db
                        .prepare_cached("INSERT OR IGNORE INTO office (person, document, country) VALUES (?, ?, ?)")?
                        .execute(params![o.source, pk, country])?;
                }
            }
            Ok(())
        };
        settle().map_err(told(&self.name))
    }

    /// Names the sightings that a change touches; those that mean another actor than before.
    pub(super) fn name_actors(&self, change: &mut Change) -> Result<Vec<Seen>> {
        let mut ways: BTreeMap<String, Way> = BTreeMap::new();
        let mut unnamed: BTreeMap<i64, Seen> = BTreeMap::new();
        for &document in &change.documents {
            let seen = self.seen("document = ?", document)?;
            unnamed.extend(seen.into_iter().map(|seen| (seen.pk, seen)));
        }
        for name in std::mem::take(&mut change.names) {
            let (way, before) = self.way(&name)?;
            if way.number() != before || matches!(way, Way::Namesakes(_)) {
                let seen = self.seen("NOT passing AND given = ?", &name)?;
                unnamed.extend(seen.into_iter().map(|seen| (seen.pk, seen)));
                let update = || {
                    let mut update = self.db.prepare_cached("UPDATE bearer SET way = ?2 WHERE id = ?1")?;
                    update.execute(params![name, way.number()])
                };
                update().map_err(told(&self.name))?;
            }
            ways.insert(name, way);
        }
        self.execute("DELETE FROM bearer WHERE documents = 0 AND ?1 = 0", 0)?;
        // Countries first, because others are called after them.
        let (countries, others): (Vec<Seen>, Vec<Seen>) = unnamed
            .into_values()
            .partition(|seen| seen.sighting.actor.kind == Kind::Country);
        let mut moved = Vec::new();
        for seen in countries {
            let name = (!seen.passing).then(|| (seen.sighting.actor.id.clone(), None));
            self.give(seen, name, change, &mut moved)?;
        }
        self.derive_some(change)?;
        for seen in others {
            let name = match seen.passing {
                true => None,
                false => Some(self.called(&seen, &mut ways)?),
            };
            self.give(seen, name, change, &mut moved)?;
        }
        Ok(moved)
    }

    fn derive_some(&self, change: &mut Change) -> Result<()> {
        for actor in std::mem::take(&mut change.actors) {
            change.all |= self.derive(actor)? != super::tally::Derived::Quietly;
        }
        Ok(())
    }

    /// How the bearers of a name are told apart now, and the number of the way in which they were.
    fn way(&self, name: &str) -> Result<(Way, i64)> {
        let find = || {
            let mut find = self
                .db
                .prepare_cached("SELECT documents, names, way FROM bearer WHERE id = ?")?;
            find.query_row([name], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                .optional()
        };
        let row: Option<(i64, i64, i64)> = find().map_err(told(&self.name))?;
        let Some((documents, names, before)) = row else {
            return Ok((Way::Plain, 0));
        };
        let way = match (documents, names) {
            (..=1, _) => Way::Plain,
            (_, 0) => Way::Described,
            _ if name.starts_with("person:") => self.namesakes(name)?,
            _ => Way::Plain,
        };
        Ok((way, before))
    }

    fn namesakes(&self, name: &str) -> Result<Way> {
        let rows: Vec<(i64, String)> =
            self.list("SELECT document, country FROM office WHERE person = ?", name, |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        let mut held: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for (document, country) in &rows {
            held.entry(document.to_string()).or_default().insert(country);
        }
        let documents: BTreeSet<&str> = held.keys().map(String::as_str).collect();
        let bearers = identity::namesakes(&documents, |document| {
            let empty = BTreeSet::new();
            held.get(document).unwrap_or(&empty).iter().copied().collect()
        });
        if bearers.is_empty() {
            return Ok(Way::Plain);
        }
        let key = |(document, country): (&str, &str)| Some((document.parse().ok()?, country.to_owned()));
        Ok(Way::Namesakes(bearers.into_iter().filter_map(key).collect()))
    }

    fn called(&self, seen: &Seen, ways: &mut BTreeMap<String, Way>) -> Result<Name> {
        let actor = &seen.sighting.actor;
        if Registry::builtin().get(&actor.id).is_some() {
            return Ok((actor.id.clone(), None));
        }
        if !ways.contains_key(&actor.id) {
            ways.insert(actor.id.clone(), self.way(&actor.id)?.0);
        }
        let (mark, which) = match &ways[&actor.id] {
            Way::Plain => return Ok((actor.id.clone(), None)),
            Way::Described => {
                let find = |row: &Row| Ok((row.get(0)?, row.get(1)?));
                let rows: Vec<(String, Option<String>)> =
                    self.list("SELECT id, home FROM document WHERE pk = ?", seen.document, find)?;
                match rows.into_iter().next() {
                    Some((_, Some(country))) => (code(&country).to_owned(), self.label(&country)?),
                    Some((document, None)) => (document.clone(), document),
                    None => return Ok((actor.id.clone(), None)),
                }
            }
            Way::Namesakes(countries) => match countries.get(&seen.document) {
                Some(country) => (code(country).to_owned(), self.label(country)?),
                None => return Ok((actor.id.clone(), None)),
            },
        };
        let id = format!("{}{}{mark}", actor.id, identity::MARK);
        Ok((id, Some(format!("{} ({which})", actor.label))))
    }

    /// Lets a sighting mean the actor of that name, or nobody.
    fn give(&self, mut seen: Seen, name: Option<Name>, change: &mut Change, moved: &mut Vec<Seen>) -> Result<()> {
        let actor = name.as_ref().map(|(id, _)| self.actor(id)).transpose()?;
        let shown = name.and_then(|(_, shown)| shown);
        if actor == seen.actor && shown == seen.shown {
            return Ok(());
        }
        if let Some(before) = seen.actor {
            self.count(&seen, before, -1)?;
            change.actors.insert(before);
        }
        (seen.actor, seen.shown) = (actor, shown);
        if let Some(actor) = actor {
            self.count(&seen, actor, 1)?;
            change.actors.insert(actor);
        }
        let update = || {
            let mut update = self
                .db
                .prepare_cached("UPDATE sighting SET actor = ?2, shown = ?3 WHERE pk = ?1")?;
            update.execute(params![seen.pk, seen.actor, seen.shown])
        };
        update().map_err(told(&self.name))?;
        moved.push(seen);
        Ok(())
    }

    /// Names all sightings as [`Network::identified`] does.
    pub(super) fn name_all(&self, change: &mut Change) -> Result<Vec<Seen>> {
        let network = self.network()?.identified(Registry::builtin());
        let mut names: BTreeMap<(&str, &str), (&str, &str)> = BTreeMap::new();
        for node in network.nodes() {
            let id = node.actor.id.as_str();
            for (document, sighting) in node.sightings() {
                names.insert((document, identity::base(id)), (id, &sighting.actor.label));
            }
        }
        let ids: BTreeMap<i64, String> = (self.list("SELECT pk, id FROM document WHERE ?1 = ''", "", |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?)
        .into_iter()
        .collect();
        let mut moved = Vec::new();
        for seen in self.seen("?1 = ''", "")? {
            let given = seen.sighting.actor.id.as_str();
            let name = ids
                .get(&seen.document)
                .and_then(|document| names.get(&(document.as_str(), given)));
            let name = name.map(|&(id, label)| {
                let shown = (id != given).then(|| label.to_owned());
                (id.to_owned(), shown)
            });
            self.give(seen, name, change, &mut moved)?;
        }
        Ok(moved)
    }

    /// Is there anything in it for which who is who cannot be told from what a change touches?
    pub(super) fn is_odd(&self) -> Result<bool> {
        Ok(self.get("odd")?.as_deref() == Some("yes"))
    }

    pub(super) fn mark_odd(&self) -> Result<()> {
        let odd = self.number(
            "SELECT EXISTS (SELECT 1 FROM tally AS one JOIN tally AS other USING (actor, what)
               WHERE one.what = 2 AND one.value = 'country' AND other.value <> 'country')
             OR EXISTS (SELECT 1 FROM statement JOIN relation ON relation.pk = statement.relation
               WHERE relation.name = 'holds-office' AND statement.sign <> 0)
             OR EXISTS (SELECT 1 FROM statement JOIN edge ON edge.pk = statement.edge WHERE statement.sign <> edge.sign)",
        )?;
        self.set("odd", if odd == 1 { "yes" } else { "no" })
    }

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

/// What a country adds to an id: `no` of `country:no`.
fn code(country: &str) -> &str {
    country.split_once(':').map_or(country, |c| c.1)
}

/// The same network, whoever reads it: what a store worked out, put together whole, for tests.
impl Store {
    /// The whole network as its rows have it, who is who worked out: equal to [`Store::network`] after
    /// [`identified`](Network::identified).
    ///
    /// # Errors
    ///
    /// The store cannot be read.
    pub fn resolved(&self) -> Result<Network> {
        self.part(&super::Ask::All, true)
    }
}
