//! Rows to a network: the whole, as its documents give it, or some edges, as they are among all of them.

use super::Store;
use super::account::Account;
use super::error::told;
use super::rows::{self, Seen};
use crate::Result;
use crate::extract::actor::Actor;
use crate::extract::relation::Observation;
use crate::graph::Network;
use crate::graph::batch::Batch;
use rusqlite::params;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is to be put together: keys of rows.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub actors: BTreeSet<i64>,
    pub edges: BTreeSet<i64>,
    /// Those of whom every document that shows them counts.
    pub whole_actors: BTreeSet<i64>,
    /// What the documents of the edges show of their actors, for what is worked out of some of them.
    pub sightings: bool,
    /// The copies of those documents too, for what counts sources.
    pub copies: bool,
    /// All documents, for what asks whether there is such a one.
    pub documents: bool,
}

impl Store {
    /// The whole network, before anybody is told apart: what [`merge`](Network::merge) makes of the same articles.
    /// [`identified`](Network::identified) comes next, with the actors file of whoever asks.
    ///
    /// # Errors
    ///
    /// The store cannot be read.
    pub fn network(&self) -> Result<Network> {
        let mut batch = Batch::default();
        let mut places: BTreeMap<i64, usize> = BTreeMap::new();
        let sql = format!("SELECT {} FROM document WHERE ?1 = '' ORDER BY pk", rows::DOCUMENT);
        for (pk, document) in self.list(&sql, "", rows::document)? {
            places.insert(pk, batch.documents.len());
            batch.documents.push(Arc::new(document));
        }
        let mut given: BTreeMap<i64, String> = BTreeMap::new();
        for seen in self.seen("?1 = ''", "")? {
            given.insert(seen.pk, seen.sighting.actor.id.clone());
            if let Some(&place) = places.get(&seen.document) {
                batch.sightings.push((place, seen.sighting));
            }
        }
        for (pk, observation) in self.told("?1 = ''", "", &given)? {
            if let Some(&place) = places.get(&pk) {
                batch.state(place, observation);
            }
        }
        let mut network = Network::new();
        network.absorb(batch);
        Ok(network)
    }

    /// The whole network as its rows have it, who is who worked out: equal to [`Store::network`] after
    /// [`identified`](Network::identified).
    ///
    /// # Errors
    ///
    /// The store cannot be read.
    pub fn resolved(&self) -> Result<Network> {
        self.part(&super::Ask::All, true)
    }

    /// What is kept of one document.
    pub(super) fn account(&self, pk: i64) -> Result<Account> {
        let sql = format!("SELECT {} FROM document WHERE pk = ?", rows::DOCUMENT);
        let document = self.list(&sql, pk, rows::document)?.pop();
        let (_, mut document) = document.unwrap_or_default();
        document.id = self.one("SELECT given FROM document WHERE pk = ?", pk)?;
        let seen = self.seen("document = ?", pk)?;
        let given = seen.iter().map(|s| (s.pk, s.sighting.actor.id.clone())).collect();
        let mut observations = Vec::new();
        for (_, mut observation) in self.told("statement.document = ?", pk, &given)? {
            observation.doc.clone_from(&document.id);
            observations.push(observation);
        }
        Ok(Account {
            document,
            sightings: seen.into_iter().map(|s| s.sighting).collect(),
            observations,
        })
    }

    /// Statements for which a condition holds, with their documents, between sightings as their documents give them.
    fn told(
        &self,
        condition: &str,
        value: impl rusqlite::ToSql,
        given: &BTreeMap<i64, String>,
    ) -> Result<Vec<(i64, Observation)>> {
        let sql = format!(
            "SELECT statement.document, statement.source, statement.target, statement.holder, relation.name, {}
             FROM statement JOIN sentence ON sentence.pk = statement.sentence JOIN relation ON relation.pk = statement.relation
             WHERE {condition} ORDER BY statement.pk",
            rows::STATEMENT
        );
        let id = |key: i64| given.get(&key).cloned();
        self.list(&sql, value, |row| {
            let mut o = rows::statement(row, 5)?;
            o.source = id(row.get(1)?).unwrap_or_default();
            o.target = row.get::<_, Option<i64>>(2)?.and_then(id);
            o.holder = row.get::<_, Option<i64>>(3)?.and_then(id);
            o.target_label = o.target.as_ref().map(|_| String::new());
            o.relation = row.get(4)?;
            Ok((row.get(0)?, o))
        })
    }

    /// Some edges, each with all its evidence, between actors as they are among all documents.
    pub(super) fn assemble(&self, part: &Part) -> Result<Network> {
        let mut actors = part.actors.clone();
        let mut statements: Vec<(i64, Observation)> = Vec::new();
        let mut ids: BTreeMap<i64, String> = BTreeMap::new();
        let evidence = format!(
            "SELECT statement.document, statement.turned, who.id, who.pk, {} FROM statement
             JOIN sentence ON sentence.pk = statement.sentence LEFT JOIN sighting AS holding ON holding.pk = statement.holder
             LEFT JOIN actor AS who ON who.pk = holding.actor WHERE statement.edge = ?",
            rows::STATEMENT
        );
        for &edge in &part.edges {
            let (source, target, relation) = self.ends(edge)?;
            for end in [Some(source), target].into_iter().flatten() {
                actors.insert(end);
                if let Entry::Vacant(new) = ids.entry(end) {
                    new.insert(self.id_of(end)?);
                }
            }
            let found = self.list(&evidence, edge, |row| {
                let mut o = rows::statement(row, 4)?;
                let turned: bool = row.get(1)?;
                let (from, to) = match target {
                    Some(target) if turned => (target, Some(source)),
                    target => (source, target),
                };
                o.source.clone_from(&ids[&from]);
                o.target = to.map(|to| ids[&to].clone());
                o.target_label = o.target.as_ref().map(|_| String::new());
                o.relation.clone_from(&relation);
                o.holder = row.get(2)?;
                Ok((row.get(0)?, row.get::<_, Option<i64>>(3)?, o))
            })?;
            for (document, holder, observation) in found {
                actors.extend(holder);
                statements.push((document, observation));
            }
        }
        self.put_together(part, actors, statements)
    }

    fn put_together(&self, part: &Part, actors: BTreeSet<i64>, statements: Vec<(i64, Observation)>) -> Result<Network> {
        let mut sightings: Vec<Seen> = Vec::new();
        for &actor in &part.whole_actors {
            sightings.extend(self.seen("actor = ?", actor)?);
        }
        let mut documents: BTreeSet<i64> = statements.iter().map(|(pk, _)| *pk).collect();
        documents.extend(sightings.iter().map(|seen| seen.document));
        if part.documents {
            documents.extend(self.keys("SELECT pk FROM document WHERE ?1 = ''", "")?);
        }
        if part.sightings {
            for &document in &documents {
                let seen = self.seen("document = ?", document)?;
                let counts = |seen: &Seen| {
                    seen.actor
                        .is_some_and(|actor| actors.contains(&actor) && !part.whole_actors.contains(&actor))
                };
                sightings.extend(seen.into_iter().filter(counts));
            }
        }
        if part.copies && !part.documents {
            documents = self.with_copies(&documents)?;
        }
        let mut batch = Batch::default();
        let mut places: BTreeMap<i64, usize> = BTreeMap::new();
        let sql = format!("SELECT {} FROM document WHERE pk = ?", rows::DOCUMENT);
        let mut documents: Vec<i64> = documents.into_iter().collect();
        while let Some(pk) = documents.pop() {
            for (pk, document) in self.list(&sql, pk, rows::document)? {
                if places.contains_key(&pk) {
                    continue;
                }
                // A text that is not the only one of its id is called so only beside the others.
                if document.id.contains('@') {
                    let others = "SELECT pk FROM document WHERE given = (SELECT given FROM document WHERE pk = ?)";
                    documents.extend(self.keys(others, pk)?);
                }
                places.insert(pk, batch.documents.len());
                batch.documents.push(Arc::new(document));
            }
        }
        let mut known: BTreeMap<i64, (Actor, u64)> = BTreeMap::new();
        for actor in actors {
            known.insert(actor, self.actor_row(actor)?);
        }
        for seen in sightings {
            let actor = seen.actor.and_then(|actor| known.get(&actor));
            if let (Some((actor, _)), Some(&place)) = (actor, places.get(&seen.document)) {
                batch.sightings.push((place, seen.resolved(&actor.id)));
            }
        }
        for (document, observation) in statements {
            batch.state(places[&document], observation);
        }
        let mut network = Network::new();
        network.absorb(batch);
        for (actor, mentions) in known.into_values() {
            network.declare(actor, mentions);
        }
        Ok(network)
    }

    /// Source, target and relation of an edge.
    pub(super) fn ends(&self, edge: i64) -> Result<(i64, Option<i64>, String)> {
        let ends = || {
            let mut find = self.db.prepare_cached(
                "SELECT edge.source, nullif(edge.target, 0), relation.name FROM edge JOIN relation ON relation.pk = edge.relation
                 WHERE edge.pk = ?",
            )?;
            find.query_row([edge], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        };
        ends().map_err(told(&self.name))
    }

    pub(super) fn id_of(&self, actor: i64) -> Result<String> {
        self.one("SELECT id FROM actor WHERE pk = ?", actor)
    }

    /// An actor as all documents together show it, with its mentions.
    fn actor_row(&self, pk: i64) -> Result<(Actor, u64)> {
        let read = || {
            let mut find = self
                .db
                .prepare_cached("SELECT id, label, kind, wikidata, mentions FROM actor WHERE pk = ?")?;
            let (mut actor, mentions) = find.query_row([pk], |row| {
                let actor = Actor {
                    id: row.get(0)?,
                    label: row.get(1)?,
                    kind: rows::kind(row.get_ref(2)?.as_str()?),
                    wikidata: row.get(3)?,
                    ..Actor::default()
                };
                Ok((actor, row.get::<_, i64>(4)?))
            })?;
            let mut names = self
                .db
                .prepare_cached("SELECT value FROM tally WHERE actor = ? AND what = 1 AND value <> ?")?;
            actor.aliases = names
                .query_map(params![pk, actor.label], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            Ok((actor, u64::try_from(mentions).unwrap_or(0)))
        };
        read().map_err(told(&self.name))
    }
}
