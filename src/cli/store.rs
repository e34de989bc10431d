//! `newsgraph add` and `newsgraph drop`: a store grows and shrinks.

use super::{Common, Outcome, input, output};
use crate::graph::store::{Account, Added, Store};
use crate::{Document, Error, Result, pipeline};
use clap::Args;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

/// So many articles are written at a time.
const BATCH: usize = 64;

/// `newsgraph add`
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  newsgraph add news.ngdb monday/               a store of a folder of articles
  newsgraph add news.ngdb monday/ tuesday/      later: only what is new is read
  newsgraph query 'NATO -supports-> ?' news.ngdb
Stopped at any moment, the store has every batch that was written, and the same command goes on.")]
pub(super) struct Add {
    /// The store; made when it is not there. By custom its name ends in .ngdb or .sqlite.
    store: PathBuf,
    /// Articles, networks or other stores; - for stdin.
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// Read articles anew that are in already, as after a new version or with other word lists; the new reading takes the old one's place.
    #[arg(long)]
    again: bool,
    /// Never let the store grow over so many megabytes.
    #[arg(long, value_name = "MB")]
    max_size: Option<u64>,
    /// Wait so long for another program that writes to the store.
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    wait: u64,
    #[command(flatten)]
    common: Common,
}

pub(super) fn add(args: &Add) -> Result<Outcome> {
    let store = Store::writable(&args.store)?;
    store.wait(Duration::from_secs(args.wait))?;
    if let Some(megabytes) = args.max_size {
        store.limit(megabytes.saturating_mul(1_000_000))?;
    }
    let mut meter = super::meter::Meter::new(&args.common);
    let mut writer = Writer {
        store: &store,
        again: args.again,
        waiting: Vec::new(),
        sum: Added::default(),
        conflicts: BTreeMap::new(),
    };
    let mut articles = Vec::new();
    for path in &args.inputs {
        if path
            .canonicalize()
            .is_ok_and(|path| args.store.canonicalize().is_ok_and(|store| store == path))
        {
            return Err(Error::new("a store cannot be added to itself").in_file(path.display().to_string()));
        }
        match input::as_network(path) {
            Ok(Some(network)) => {
                for account in Account::all(&network) {
                    meter.done();
                    writer.take(account)?;
                }
            }
            Ok(None) => articles.push(path.clone()),
            Err(error) => meter.failed(error)?,
        }
    }
    let known = Cell::new(0);
    if !articles.is_empty() {
        let extractor = input::extractor(&args.common)?;
        let is_new = |article: &Result<crate::Article>| match article {
            Ok(article) if !args.again && store.knows(&Document::from(article)).unwrap_or(false) => {
                known.set(known.get() + 1);
                false
            }
            _ => true,
        };
        let new = input::Inputs::new(&articles, &args.common).filter(is_new);
        pipeline::extract(&extractor, new, args.common.jobs, |result| match result {
            Ok((article, found)) => {
                meter.done();
                writer.take(Account::of_cast(
                    &Document::from(&article),
                    &found.cast,
                    &found.observations,
                ))
            }
            Err(error) => meter.failed(error),
        })?;
    }
    writer.flush()?;
    let (sum, conflicts) = (writer.sum, writer.conflicts);
    input::report(&conflicts.into_values().collect::<Vec<_>>());
    meter.tally.articles += known.get();
    let tally = meter.finish()?;
    if !args.common.quiet {
        let joined = match sum.joined {
            0 => String::new(),
            n => format!(", {n} read another way"),
        };
        output::say!(
            "{} new, {} known already{joined}; {}: {} documents",
            sum.documents,
            sum.known + known.get(),
            args.store.display(),
            store.n_documents()?
        );
    }
    Ok(match tally.failed {
        0 => Outcome::Done,
        _ => Outcome::SomeFailed,
    })
}

/// Accounts on their way into a store, a batch a transaction.
struct Writer<'a> {
    store: &'a Store,
    again: bool,
    waiting: Vec<Account>,
    sum: Added,
    conflicts: BTreeMap<String, crate::graph::Conflict>,
}

impl Writer<'_> {
    fn take(&mut self, account: Account) -> Result<()> {
        self.waiting.push(account);
        match self.waiting.len() < BATCH {
            true => Ok(()),
            false => self.flush(),
        }
    }

    fn flush(&mut self) -> Result<()> {
        let batch = std::mem::take(&mut self.waiting);
        if batch.is_empty() {
            return Ok(());
        }
        let added = match self.again {
            true => self.store.add_again(&batch)?,
            false => self.store.add(&batch)?,
        };
        self.sum.documents += added.documents;
        self.sum.joined += added.joined;
        self.sum.known += added.known;
        let conflicts = added.conflicts.into_iter().map(|c| (c.id.clone(), c));
        self.conflicts.extend(conflicts);
        Ok(())
    }
}

/// `newsgraph drop`
#[derive(Debug, Args)]
pub(super) struct Drop {
    /// The store.
    store: PathBuf,
    /// Ids of documents. One under which several texts are kept takes them all.
    #[arg(required = true, value_name = "DOC")]
    documents: Vec<String>,
    /// Wait so long for another program that writes to the store.
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    wait: u64,
    /// No closing line.
    #[arg(short, long)]
    quiet: bool,
}

pub(super) fn drop(args: &Drop) -> Result<Outcome> {
    if !args.store.exists() {
        return Err(Error::new("there is no such store").in_file(args.store.display().to_string()));
    }
    let store = Store::writable(&args.store)?;
    store.wait(Duration::from_secs(args.wait))?;
    let n = store.drop_documents(&args.documents)?;
    if !args.quiet {
        output::say!(
            "{n} taken out; {}: {} documents",
            args.store.display(),
            store.n_documents()?
        );
    }
    Ok(Outcome::Done)
}
