//! Articles in and out: each change is one transaction, in which all that follows from it is worked out too.

use super::Store;
use super::account::Account;
use super::document::hash;
use super::edges::Statement;
use super::error::told;
use super::tally::Derived;
use crate::graph::merge::Conflict;
use crate::graph::name;
use crate::{Document, Error, Result};
use rusqlite::params;
use std::collections::BTreeSet;

/// What adding changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
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
    pub(super) filled: BTreeSet<i64>,
    /// Names that no registry knows, in documents that came or went.
    pub(super) names: BTreeSet<String>,
    pub(super) actors: BTreeSet<i64>,
    /// Edges that lost something.
    pub(super) stale: BTreeSet<i64>,
    /// What documents that came state, to be entered when it is known who is who.
    pub(super) statements: Vec<Statement>,
    /// Who is who cannot be told from what was touched alone.
    pub(super) all: bool,
}

impl Store {
    /// Is this document in, with the same text, headline, day, publisher, byline and address? Then reading it again would change nothing.
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
            find.exists(params![name::base(document), document.sha256, hash(document)])
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
                if again {
                    store.execute("DELETE FROM reading WHERE document = ?", pk)?;
                }
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
                store.remove_bands(pk)?;
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
                let kept = name::kept_as(&base, sha256, texts.len() < 2);
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
}
