//! [`Store`]: a network as one SQLite file, for more articles than one likes to read at every question.
//!
//! The file keeps what each article states, and beside it, kept up to date in the same transaction, who is who among all of
//! them: so a question reads what it needs by an index, and the whole is still the network that [`Network::merge`] and
//! [`Network::identified`] make of the same articles, to the byte.
//!
//! | | |
//! |---|---|
//! | `account` | what one article states, in the form in which it is kept |
//! | `rows` | that as rows, and back |
//! | `change`, `document`, `edges` | articles in and out, a transaction each time |
//! | `who` | who is who, worked out anew for those whom a change touches |
//! | `load`, `part`, `first`, `strongest`, `walk`, `named`, `copies` | rows to a [`Network`]: the whole, or what a question asks for |
//! | `search`, `table` | words in quotes; SQL |
//!
//! **Crash-safety.** SQLite's rollback journal with `synchronous=FULL`: a transaction is on the disk when it is committed,
//! and one that was cut short is undone by whoever opens the file next. Not WAL: its two side files must travel with the
//! store, it needs shared memory and so fails on network drives and in folders one may not write to; and what it is good
//! at, readers beside a busy writer, matters little where a batch is written in milliseconds.

mod account;
mod ask;
mod change;
mod copies;
mod document;
mod edges;
mod error;
mod first;
mod load;
mod named;
mod part;
mod rows;
mod search;
mod strongest;
mod table;
mod tally;
mod walk;
mod who;

pub use account::Account;
pub use change::Added;
pub use search::{Hit, Stated, quoted_words};
pub use table::{Cell, Table};

use super::Ask;
use crate::graph::Network;
use crate::{Error, Result};
use error::told;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::io::Read;
use std::path::Path;
use std::time::Duration;

/// The version of the tables that this library writes, and the highest it reads: `PRAGMA user_version`.
pub const SCHEMA: i64 = 2;

/// What makes tables of version 1, which knew no bylines and no bands, into ours but for the rows of bands: [`Store::writable`] does it.
const UPGRADE: &str = "CREATE TABLE band (number INTEGER NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (number, document)) WITHOUT ROWID;
    ALTER TABLE document ADD COLUMN byline TEXT;
    DROP VIEW documents;
    CREATE VIEW documents AS SELECT id, sha256, title, date, publisher, url, byline FROM document;
    PRAGMA user_version = 2;";

/// What lets them be read as if they were ours; nothing in the file changes.
const PRETEND: &str =
    "CREATE TEMP TABLE band (number INTEGER NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (number, document));
    CREATE TEMP VIEW document AS SELECT *, NULL AS byline FROM main.document;
    CREATE TEMP VIEW documents AS SELECT *, NULL AS byline FROM main.documents;";

/// "NGSt": what `PRAGMA application_id` says of our files.
const APPLICATION: i64 = 0x4e47_5374;

/// What every SQLite file starts with.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// A network in an SQLite file.
///
/// ```
/// use newsgraph::extract::Extractor;
/// use newsgraph::graph::store::{Account, Ask, Store};
/// use newsgraph::{Article, Document};
///
/// let article = Article::new("monday", "Serbia criticized Ukraine on Monday, but France supported Kyiv.");
/// let found = Extractor::english().extract(&article);
/// let store = Store::in_memory()?; // or Store::writable("news.ngdb".as_ref())?
/// let added = store.add(&[Account::of_cast(&Document::from(&article), &found.cast, &found.observations)])?;
/// assert_eq!(added.documents, 1);
///
/// let network = store.part(&Ask::Actor("France"), false)?;
/// assert_eq!(network.edges().next().unwrap().relation, "supports");
/// store.drop_documents(&["monday"])?;
/// assert!(store.network()?.is_empty());
/// # Ok::<(), newsgraph::Error>(())
/// ```
#[derive(Debug)]
pub struct Store {
    db: Connection,
    name: String,
}

/// Does the file start as an SQLite file does? What is not there or cannot be read does not.
pub fn is_store(path: &Path) -> bool {
    let mut start = [0; 16];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && &start == MAGIC
}

impl Store {
    /// Opens a store to read it. What another program commits meanwhile is not seen.
    ///
    /// # Errors
    ///
    /// It is not there, no store, damaged, of another version, or another program is writing to it for longer than ten seconds.
    pub fn open(path: &Path) -> Result<Store> {
        let name = path.display().to_string();
        if !path.exists() {
            let what = "there is no such store; newsgraph add makes one";
            return Err(Error::new(what).in_file(name));
        }
        // A store whose writer was killed is put right by who opens it next, and that takes the right to write.
        let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_READ_WRITE)
            .or_else(|_| Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_READ_ONLY));
        let store = Store::with(db.map_err(told(&name))?, name)?;
        if store.version()? == Some(1) {
            store.run(PRETEND)?;
            store.enter_all_bands()?;
        }
        store.run("PRAGMA query_only = ON; PRAGMA mmap_size = 1073741824; BEGIN")?;
        store.check()?;
        Ok(store)
    }

    /// Opens a store to write to it, and makes it when it is not there.
    ///
    /// # Errors
    ///
    /// As [`Store::open`], and where the file may not be written.
    pub fn writable(path: &Path) -> Result<Store> {
        let name = path.display().to_string();
        let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let db = Connection::open_with_flags(path, flags).map_err(told(&name))?;
        let store = Store::with(db, name)?;
        store.run(
            "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; BEGIN IMMEDIATE",
        )?;
        match store.is_blank() {
            Ok(true) => store.make().and_then(|()| store.run("COMMIT")),
            Ok(false) if store.version()? == Some(1) => store
                .run(UPGRADE)
                .and_then(|()| store.enter_all_bands())
                .and_then(|()| store.run("COMMIT")),
            Ok(false) => store.run("ROLLBACK").and_then(|()| store.check()),
            Err(error) => Err(error),
        }?;
        Ok(store)
    }

    /// A store in memory: for tests, and to write a network out as one.
    ///
    /// # Errors
    ///
    /// There is no memory.
    pub fn in_memory() -> Result<Store> {
        let name = "a store in memory".to_owned();
        let store = Store::with(Connection::open_in_memory().map_err(told(&name))?, name)?;
        store.run("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF")?;
        store.make()?;
        Ok(store)
    }

    fn with(db: Connection, name: String) -> Result<Store> {
        let store = Store { db, name };
        store.wait(Duration::from_secs(10))?;
        store.run("PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY")?;
        store.db.set_prepared_statement_cache_capacity(256);
        Ok(store)
    }

    /// How long another writer is waited for; ten seconds unless told otherwise.
    ///
    /// # Errors
    ///
    /// None that could be expected.
    pub fn wait(&self, time: Duration) -> Result<()> {
        self.db.busy_timeout(time).map_err(told(&self.name))
    }

    /// Never lets the file grow over so many bytes: what would is an error, and changes nothing.
    ///
    /// # Errors
    ///
    /// None that could be expected.
    pub fn limit(&self, bytes: u64) -> Result<()> {
        let page: i64 = self.number("PRAGMA page_size")?;
        let pages = i64::try_from(bytes).unwrap_or(i64::MAX) / page;
        self.number(&format!("PRAGMA max_page_count = {}", pages.clamp(1, 4_294_967_294)))?;
        Ok(())
    }

    fn make(&self) -> Result<()> {
        self.run(include_str!("schema.sql"))?;
        self.run(&format!(
            "PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {SCHEMA}"
        ))
    }

    /// A file of no bytes, or one whose making was cut short.
    fn is_blank(&self) -> Result<bool> {
        Ok(self.number("SELECT count(*) FROM sqlite_schema")? == 0 && self.number("PRAGMA application_id")? == 0)
    }

    /// The version of its tables, if newsgraph made it.
    fn version(&self) -> Result<Option<i64>> {
        let ours = self.number("PRAGMA application_id")? == APPLICATION;
        let version = self.number("PRAGMA user_version")?;
        Ok(ours.then_some(version))
    }

    fn check(&self) -> Result<()> {
        let wrong = |what: String| Err(Error::new(what).in_file(&self.name));
        if self.is_blank()? {
            return wrong("an empty store: newsgraph add fills it".into());
        }
        match self.version()? {
            None => wrong("an SQLite file, but no store that newsgraph made; expected one of newsgraph add".into()),
            Some(1 | SCHEMA) => Ok(()),
            Some(newer) if newer > SCHEMA => wrong(format!(
                "a store of version {newer}, and this program reads {SCHEMA}: update newsgraph"
            )),
            Some(older) => wrong(format!(
                "a store of version {older}, and this program reads {SCHEMA}: export it to JSON with the newsgraph that made it, and add \
                 that file to a new store"
            )),
        }
    }

    /// Runs statements that give nothing.
    fn run(&self, sql: &str) -> Result<()> {
        self.db.execute_batch(sql).map_err(told(&self.name))
    }

    fn number(&self, sql: &str) -> Result<i64> {
        self.db
            .query_row(sql, [], |row| row.get(0))
            .optional()
            .map(Option::unwrap_or_default)
            .map_err(told(&self.name))
    }

    /// How many documents it holds.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub fn n_documents(&self) -> Result<usize> {
        Ok(self.number("SELECT count(*) FROM document")? as usize)
    }

    /// Is every page of the file as SQLite left it, and does every index agree with its table? Reads all of it.
    ///
    /// # Errors
    ///
    /// It is damaged; the message says where.
    pub fn check_integrity(&self) -> Result<()> {
        let found: String = (self.db)
            .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
            .map_err(told(&self.name))?;
        match found.as_str() {
            "ok" => Ok(()),
            damage => Err(Error::new(format!("the store is damaged: {damage}; restore a copy")).in_file(&self.name)),
        }
    }

    /// Writes all that is committed to a new file, without the room that what was dropped has left.
    ///
    /// # Errors
    ///
    /// The file is there already, or cannot be written.
    pub fn copy_to(&self, path: &Path) -> Result<()> {
        let copy = self.db.execute("VACUUM INTO ?", [path.to_string_lossy()]);
        copy.map(drop).map_err(told(&path.display().to_string()))
    }

    /// The bytes of a store of this network.
    ///
    /// # Errors
    ///
    /// There is no memory.
    pub fn bytes(network: &Network) -> Result<Vec<u8>> {
        let mut store = Store::in_memory()?;
        store.add(&Account::all(network))?;
        let data = store.db.serialize("main").map_err(told(&store.name))?;
        Ok(data.to_vec())
    }
}
