//! Articles in and out: each change is one transaction, in which all that follows from it is worked out too.

use super::Store;
use super::account::Account;
use super::error::told;
use super::rows::{self, Seen};
use super::tally::Derived;
use crate::extract::actor::{Kind, Registry};
use crate::extract::relation::{Observation, Polarity};
use crate::graph::merge::{self, Conflict};
use crate::graph::{edge, identity};
use crate::{Document, Error, Result};
use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What adding changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// Documents that are new.
    pub documents: usize,
    /// Documents of which there was another account: both count.
    pub joined: usize,
    /// Documents of which nothing is new.
    pub known: usize,
    /// Ids that now have several texts.
    pub conflicts: Vec<Conflict>,
}

/// What a transaction has touched and must work out before it ends.
#[derive(Debug, Default)]
pub(super) struct Change {
    /// Ids as they were given of documents that came or went.
    bases: BTreeSet<String>,
    /// Documents whose sightings are to be named.
    pub(super) documents: BTreeSet<i64>,
    /// Documents that came.
    filled: BTreeSet<i64>,
    /// Names that no registry knows, in documents that came or went.
    pub(super) names: BTreeSet<String>,
    pub(super) actors: BTreeSet<i64>,
    /// Edges that lost something.
    pub(super) stale: BTreeSet<i64>,
    /// What documents that came state, to be entered when it is known who is who.
    statements: Vec<Statement>,
    /// Who is who cannot be told from what was touched alone.
    pub(super) all: bool,
}

#[derive(Debug)]
struct Statement {
    document: i64,
    sentence: i64,
    source: i64,
    target: Option<i64>,
    holder: Option<i64>,
    day: Option<String>,
    told: Observation,
}

impl Store {
    /// Is this document in, with the same text, headline, day, publisher and address? Then reading it again would change nothing.
    ///
    /// # Errors
    ///
    /// The store cannot be read.
    pub fn knows(&self, document: &Document) -> Result<bool> {
        let find = || -> rusqlite::Result<bool> {
            let mut find = self.db.prepare_cached(
                "SELECT 1 FROM document JOIN reading ON reading.document = document.pk
                 WHERE document.given = ?1 AND document.sha256 = ?2 AND reading.hash = ?3",
            )?;
            find.exists(params![merge::base(document), document.sha256, hash(document)])
        };
        find().map_err(told(&self.name))
    }

    /// Takes in what some articles state, all or nothing. What is there already stays as it is; another account of a text that is
    /// there is joined with it, as [`merge`](crate::graph::Network::merge) does.
    ///
    /// # Errors
    ///
    /// The store cannot be written; then it is as it was.
    pub fn add(&self, accounts: &[Account]) -> Result<Added> {
        self.take(accounts, false)
    }

    /// The same, but an account takes the place of the one that is there of the text.
    ///
    /// # Errors
    ///
    /// The store cannot be written; then it is as it was.
    pub fn add_again(&self, accounts: &[Account]) -> Result<Added> {
        self.take(accounts, true)
    }

    fn take(&self, accounts: &[Account], again: bool) -> Result<Added> {
        self.transaction(|store, change| {
            let mut added = Added::default();
            let mut grown = BTreeSet::new();
            for account in accounts {
                let (given, sha256) = (account.document.id.as_str(), account.document.sha256.as_str());
                let known = store.find(given, sha256)?;
                // Twice in one batch: the first is to be there whole.
                if known.is_some_and(|pk| change.filled.contains(&pk)) {
                    store.finish(change)?;
                }
                let mut account = account.clone();
                let read = hash(&account.document);
                let pk = match known {
                    None => {
                        added.documents += 1;
                        grown.insert(given.to_owned());
                        change.bases.insert(given.to_owned());
                        store.enter_document(&account.document)?
                    }
                    Some(pk) => {
                        let before = store.account(pk)?;
                        if !again {
                            account = before.clone().join(account);
                        }
                        if account == before {
                            added.known += 1;
                            store.remember(pk, &read)?;
                            continue;
                        }
                        added.joined += 1;
                        store.empty(pk, change)?;
                        store.update_document(pk, &account.document)?;
                        pk
                    }
                };
                store.remember(pk, &read)?;
                store.fill(pk, &account, change)?;
            }
            store.finish(change)?;
            added.conflicts = store.conflicts(&grown)?;
            Ok(added)
        })
    }

    /// Takes documents out, all or nothing, as if they had never been read. An id under which several texts are kept takes them all;
    /// one of the ids they are kept as takes that text alone.
    ///
    /// # Errors
    ///
    /// One of them is not there, or the store cannot be written; then it is as it was.
    pub fn drop_documents(&self, ids: &[impl AsRef<str>]) -> Result<usize> {
        self.transaction(|store, change| {
            let mut doomed = BTreeSet::new();
            for id in ids.iter().map(AsRef::as_ref) {
                let found = store.keys("SELECT pk FROM document WHERE id = ?1 OR given = ?1", id)?;
                if found.is_empty() {
                    let what = format!(
                        "there is no document \"{id}\" to drop; newsgraph sql … 'SELECT id FROM documents' lists them"
                    );
                    return Err(Error::new(what).in_file(&store.name));
                }
                doomed.extend(found);
            }
            for &pk in &doomed {
                store.empty(pk, change)?;
                let given: String = store.one("SELECT given FROM document WHERE pk = ?", pk)?;
                change.bases.insert(given);
                store.execute("DELETE FROM reading WHERE document = ?", pk)?;
                store.execute("DELETE FROM document WHERE pk = ?", pk)?;
                change.documents.remove(&pk);
            }
            store.finish(change)?;
            Ok(doomed.len())
        })
    }

    fn transaction<T>(&self, work: impl FnOnce(&Store, &mut Change) -> Result<T>) -> Result<T> {
        self.run("BEGIN IMMEDIATE")?;
        let mut change = Change::default();
        let done = self.up_to_date().and_then(|()| work(self, &mut change));
        match done.and_then(|value| self.run("COMMIT").map(|()| value)) {
            Ok(value) => Ok(value),
            Err(error) => {
                // SQLite may have rolled back already, as it does when the disk is full.
                if !self.db.is_autocommit() {
                    self.run("ROLLBACK")?;
                }
                Err(error)
            }
        }
    }

    /// Another program may know other actors by name: then who is who is worked out anew.
    fn up_to_date(&self) -> Result<()> {
        if self.is_current()? {
            return Ok(());
        }
        let mut accounts = Vec::new();
        for pk in self.keys("SELECT pk FROM document WHERE ?1 = ''", "")? {
            accounts.push((pk, self.account(pk)?));
        }
        let mut change = Change::default();
        for (pk, account) in &accounts {
            self.empty(*pk, &mut change)?;
            self.fill(*pk, account, &mut change)?;
        }
        self.finish(&mut change)?;
        self.set("registry", super::who::registry())
    }

    fn find(&self, given: &str, sha256: &str) -> Result<Option<i64>> {
        let find = || {
            let mut find = self
                .db
                .prepare_cached("SELECT pk FROM document WHERE given = ? AND sha256 = ?")?;
            find.query_row([given, sha256], |row| row.get(0)).optional()
        };
        find().map_err(told(&self.name))
    }

    fn enter_document(&self, d: &Document) -> Result<i64> {
        let enter = || {
            let mut enter = self.db.prepare_cached(
                "INSERT INTO document (given, sha256, id, title, date, publisher, url, sketch) VALUES (?, ?, '', ?, ?, ?, ?, ?)",
            )?;
            let sketch = d.sketch.as_ref().map(ToString::to_string);
            enter.insert(params![d.id, d.sha256, d.title, d.date, d.publisher, d.url, sketch])
        };
        enter().map_err(told(&self.name))
    }

    fn update_document(&self, pk: i64, d: &Document) -> Result<()> {
        let update = || {
            let mut update = self.db.prepare_cached(
                "UPDATE document SET title = ?2, date = ?3, publisher = ?4, url = ?5, sketch = ?6 WHERE pk = ?1",
            )?;
            let sketch = d.sketch.as_ref().map(ToString::to_string);
            update.execute(params![pk, d.title, d.date, d.publisher, d.url, sketch])
        };
        update().map(drop).map_err(told(&self.name))
    }

    fn remember(&self, pk: i64, hash: &[u8]) -> Result<()> {
        let enter = || {
            let mut enter = self
                .db
                .prepare_cached("INSERT OR IGNORE INTO reading (document, hash) VALUES (?, ?)")?;
            enter.execute(params![pk, hash])
        };
        enter().map(drop).map_err(told(&self.name))
    }

    /// Enters what a document states, but for its statements, which wait.
    fn fill(&self, pk: i64, account: &Account, change: &mut Change) -> Result<()> {
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
    fn empty(&self, pk: i64, change: &mut Change) -> Result<()> {
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

    /// Works out all that follows from a change.
    fn finish(&self, change: &mut Change) -> Result<()> {
        self.name_documents(change)?;
        let mut moved = self.name_actors(change)?;
        self.derive_actors(change)?;
        // What is entered only now needs no moving.
        moved.retain(|seen| !change.filled.contains(&seen.document));
        self.reconnect(&moved, change)?;
        for statement in std::mem::take(&mut change.statements) {
            self.enter_statement(statement, change)?;
        }
        if change.all || self.is_odd()? {
            moved = self.name_all(change)?;
            self.reconnect(&moved, change)?;
            self.derive_actors(change)?;
            self.mark_odd()?;
        }
        for &edge in &change.stale {
            self.weigh(edge)?;
        }
        // Only now, so that no new actor gets the key of one whose edges were still there.
        self.execute("DELETE FROM actor WHERE documents = 0 AND ?1 = 0", 0)?;
        *change = Change::default();
        Ok(())
    }

    /// Gives documents the ids under which they are kept, now that others have come or gone.
    fn name_documents(&self, change: &mut Change) -> Result<()> {
        for base in std::mem::take(&mut change.bases) {
            let texts: Vec<(i64, String, String)> =
                self.list("SELECT pk, sha256, id FROM document WHERE given = ?", &base, |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })?;
            for (pk, sha256, id) in &texts {
                let kept = merge::kept_as(&base, sha256, texts.len() < 2);
                if kept != *id {
                    let update = || {
                        let mut update = self.db.prepare_cached("UPDATE document SET id = ?2 WHERE pk = ?1")?;
                        update.execute(params![pk, kept])
                    };
                    update().map_err(told(&self.name))?;
                    change.documents.insert(*pk);
                }
            }
        }
        Ok(())
    }

    fn conflicts(&self, grown: &BTreeSet<String>) -> Result<Vec<Conflict>> {
        let mut conflicts = Vec::new();
        for base in grown {
            let kept_as: Vec<String> =
                self.list("SELECT id FROM document WHERE given = ? ORDER BY sha256", base, |row| {
                    row.get(0)
                })?;
            if kept_as.len() > 1 {
                conflicts.push(Conflict {
                    id: base.clone(),
                    kept_as,
                });
            }
        }
        Ok(conflicts)
    }

    fn derive_actors(&self, change: &mut Change) -> Result<()> {
        for actor in std::mem::take(&mut change.actors) {
            change.all |= self.derive(actor)? != Derived::Quietly;
        }
        Ok(())
    }

    fn enter_statement(&self, statement: Statement, change: &mut Change) -> Result<()> {
        let Statement { told: o, .. } = &statement;
        let relation = self.relation(&o.relation)?;
        let ends = Ends {
            source: statement.source,
            target: statement.target,
            turned: o.target_bytes.map(|target| target.cmp(&o.source_bytes)),
            relation,
            name: &o.relation,
            negated: o.polarity == Polarity::Negated,
            symmetric: o.symmetric,
        };
        let (edge, turned) = self.edge(&ends)?;
        let enter = || {
            let mut enter = self.db.prepare_cached(
                "INSERT INTO statement (document, sentence, edge, source, target, holder, turned, relation, negated, sign, symmetric,
                   modality, confidence, day, trigger, source_text, target_text, places, holder_label, plover, cameo, title, about,
                   amount, date, date_text, rule)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24,
                   ?25, ?26, ?27)",
            )?;
            enter.execute(params![
                statement.document,
                statement.sentence,
                edge,
                statement.source,
                statement.target,
                statement.holder,
                turned,
                relation,
                ends.negated,
                o.sign,
                o.symmetric,
                o.modality as i64,
                o.confidence as i64,
                statement.day,
                o.trigger,
                o.source_text,
                o.target_text,
                rows::places(o)?,
                o.holder_label,
                o.plover,
                o.cameo,
                o.title,
                o.about,
                o.amount,
                o.date,
                o.date_text,
                o.rule
            ])
        };
        enter().map_err(told(&self.name))?;
        // An office with a sign, one edge with two: then the rest is to be looked at too.
        change.all |= o.sign != 0 && o.relation == "holds-office";
        change.all |= self.bump(edge, o, statement.holder.is_some(), statement.day.as_deref())?;
        Ok(())
    }
}

/// What a statement's edge is found by.
#[derive(Debug)]
pub(super) struct Ends<'a> {
    pub source: i64,
    pub target: Option<i64>,
    /// Where the target stands, compared with the source.
    pub turned: Option<std::cmp::Ordering>,
    pub relation: i64,
    pub name: &'a str,
    pub negated: bool,
    pub symmetric: bool,
}

impl Store {
    fn relation(&self, name: &str) -> Result<i64> {
        let find = || {
            let mut find = self.db.prepare_cached("SELECT pk FROM relation WHERE name = ?")?;
            if let Some(pk) = find.query_row([name], |row| row.get(0)).optional()? {
                return Ok(pk);
            }
            self.db
                .prepare_cached("INSERT INTO relation (name) VALUES (?)")?
                .insert([name])
        };
        find().map_err(told(&self.name))
    }

    /// The edge between whom two sightings mean, made when new; and whether it has them the other way round.
    pub(super) fn edge(&self, ends: &Ends) -> Result<(i64, bool)> {
        let who = |sighting: i64| -> rusqlite::Result<(i64, String)> {
            let mut find = self.db.prepare_cached(
                "SELECT actor.pk, actor.id FROM sighting JOIN actor ON actor.pk = sighting.actor WHERE sighting.pk = ?",
            )?;
            find.query_row([sighting], |row| Ok((row.get(0)?, row.get(1)?)))
        };
        let find = || {
            let source = who(ends.source)?;
            let target = ends.target.map(who).transpose()?;
            let is_turned = |target: &(i64, String)| {
                let turned = |place: std::cmp::Ordering| target.1.cmp(&source.1).then(place).is_lt();
                ends.symmetric && ends.turned.is_some_and(turned)
            };
            let turned = target.as_ref().is_some_and(is_turned);
            let (from, to) = match target {
                Some(target) if turned => (target, Some(source)),
                target => (source, target),
            };
            let key = params![from.0, ends.relation, to.as_ref().map_or(0, |to| to.0), ends.negated];
            let mut known = self.db.prepare_cached(
                "SELECT pk FROM edge WHERE source = ? AND relation = ? AND target = ? AND negated = ?",
            )?;
            if let Some(pk) = known.query_row(key, |row| row.get(0)).optional()? {
                return Ok((pk, turned));
            }
            let polarity = if ends.negated {
                Polarity::Negated
            } else {
                Polarity::Affirmed
            };
            let id = edge::edge_id(&from.1, ends.name, to.as_ref().map(|to| to.1.as_str()), polarity);
            let mut enter = self.db.prepare_cached(
                "INSERT INTO edge (source, relation, target, negated, id, sign, symmetric, weight, modality, claimed)
                 VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, 0, 3, 1)",
            )?;
            let to = to.map_or(0, |to| to.0);
            Ok((
                enter.insert(params![from.0, ends.relation, to, ends.negated, id])?,
                turned,
            ))
        };
        find().map_err(told(&self.name))
    }

    /// Counts a statement in; true when the edge had another sign.
    fn bump(&self, edge: i64, o: &Observation, claimed: bool, day: Option<&str>) -> Result<bool> {
        let bump = || {
            let mut bump = self.db.prepare_cached(
                "UPDATE edge SET weight = weight + 1, symmetric = max(symmetric, ?3), modality = min(modality, ?4), claimed = min(claimed, ?5),
                   first = min(ifnull(first, ?6), ifnull(?6, first)), last = max(ifnull(last, ?6), ifnull(?6, last)),
                   sign = iif(weight = 0, ?2, sign)
                 WHERE pk = ?1 RETURNING sign <> ?2",
            )?;
            bump.query_row(
                params![edge, o.sign, o.symmetric, o.modality as i64, claimed, day],
                |row| row.get(0),
            )
        };
        bump().map_err(told(&self.name))
    }

    /// Works an edge out from its statements; one without any is gone.
    fn weigh(&self, edge: i64) -> Result<()> {
        let weigh = || {
            let run = |sql: &str| self.db.prepare_cached(sql)?.execute([edge]);
            run("UPDATE edge SET (weight, symmetric, modality, claimed, first, last) =
                   (SELECT count(*), ifnull(max(symmetric), 0), ifnull(min(modality), 3), ifnull(min(holder IS NOT NULL), 1), min(day), max(day)
                    FROM statement WHERE edge = ?1)
                 WHERE pk = ?1")?;
            run("UPDATE edge SET sign = (SELECT statement.sign FROM statement JOIN document ON document.pk = statement.document
                   JOIN sentence ON sentence.pk = statement.sentence WHERE statement.edge = ?1 ORDER BY document.id, sentence.start LIMIT 1)
                 WHERE pk = ?1 AND (SELECT min(sign) <> sign OR max(sign) <> sign FROM statement WHERE statement.edge = ?1)")?;
            run("DELETE FROM edge WHERE pk = ?1 AND weight = 0")
        };
        weigh().map(drop).map_err(told(&self.name))
    }

    /// The statements of sightings that mean others than before, each to its new edge.
    fn reconnect(&self, moved: &[Seen], change: &mut Change) -> Result<()> {
        let keys: BTreeSet<i64> = moved.iter().map(|seen| seen.pk).collect();
        let documents: BTreeSet<i64> = moved.iter().map(|seen| seen.document).collect();
        for document in documents {
            let statements = self.list(
                &format!(
                    "SELECT statement.pk, statement.edge, statement.source, statement.target, statement.relation, relation.name,
                       statement.day, statement.holder IS NOT NULL, {} FROM statement
                     JOIN relation ON relation.pk = statement.relation JOIN sentence ON sentence.pk = statement.sentence
                     WHERE statement.document = ?",
                    rows::STATEMENT
                ),
                document,
                |row| {
                    let ends: (i64, Option<i64>, i64, String) = (row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?);
                    let (pk, edge): (i64, i64) = (row.get(0)?, row.get(1)?);
                    let (day, claimed): (Option<String>, bool) = (row.get(6)?, row.get(7)?);
                    Ok((pk, edge, ends, day, claimed, rows::statement(row, 8)?))
                },
            )?;
            for (pk, before, (source, target, relation, name), day, claimed, o) in statements {
                if !keys.contains(&source) && !target.is_some_and(|target| keys.contains(&target)) {
                    continue;
                }
                let (edge, turned) = self.edge(&Ends {
                    source,
                    target,
                    turned: o.target_bytes.map(|target| target.cmp(&o.source_bytes)),
                    relation,
                    name: &name,
                    negated: o.polarity == Polarity::Negated,
                    symmetric: o.symmetric,
                })?;
                if edge == before {
                    continue;
                }
                let update = || {
                    let mut update = self
                        .db
                        .prepare_cached("UPDATE statement SET edge = ?2, turned = ?3 WHERE pk = ?1")?;
                    update.execute(params![pk, edge, turned])
                };
                update().map_err(told(&self.name))?;
                change.stale.insert(before);
                change.all |= self.bump(edge, &o, claimed, day.as_deref())?;
            }
        }
        Ok(())
    }
}

/// What a document was read as: text and all that is known beside it.
fn hash(document: &Document) -> Vec<u8> {
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
    hash.finalize()[..16].to_vec()
}
