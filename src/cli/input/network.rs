//! Networks from what the command line names: network files of every kind, stores, and articles.

use super::each;
use super::words::{extractor_of, registry};
use crate::cli::meter::{Meter, Tally};
use crate::cli::{Common, observations, output};
use crate::graph::store::{Ask, TABLES, Tables, is_gdelt, read_csv, read_gdelt};
use crate::graph::{Network, OutputFormat};
use crate::{Article, Document, Error, Result, read};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};

/// One network of all inputs, articles and networks alike.
pub(in crate::cli) fn network(paths: &[PathBuf], common: &Common) -> Result<(Network, Tally)> {
    let mut network = Network::new();
    let mut meter = Meter::new(common);
    let registry = registry(common)?;
    let mut articles = Vec::new();
    for path in paths {
        match as_network(path) {
            Ok(Some(other)) => {
                meter.tally.articles += other.documents().count();
                if network.is_empty() {
                    network = other;
                    report(&network.conflicts());
                } else {
                    report(&network.merge(&other));
                }
            }
            Ok(None) => articles.push(path.clone()),
            Err(error) => meter.failed(error)?,
        }
    }
    if !articles.is_empty() || paths.is_empty() {
        let extractor = extractor_of(registry.clone(), common)?;
        // Two inputs under one id and with other texts are both kept; the same file named twice counts once.
        let mut conflicts = BTreeMap::new();
        let work = |article: &Article| extractor.extract(article);
        each(&articles, common, &mut meter, work, |article, found| {
            for conflict in network.add_cast(&Document::from(&article), &found.cast, &found.observations) {
                conflicts.insert(conflict.id.clone(), conflict);
            }
            Ok(())
        })?;
        report(&conflicts.into_values().collect::<Vec<_>>());
    }
    let tally = meter.finish()?;
    Ok((network.identified(&registry), tally))
}

/// As much of the network of all inputs as a question needs: a single store is not read whole. `copies`: with all documents, for what
/// counts sources.
pub(in crate::cli) fn part(paths: &[PathBuf], common: &Common, ask: &Ask, copies: bool) -> Result<(Network, Tally)> {
    #[cfg(feature = "store")]
    if let [path] = paths
        && !matches!(ask, Ask::All)
        && is_one_store(paths, common)
    {
        let store = crate::graph::store::Store::open(path)?;
        let tally = Tally {
            articles: store.n_documents()?,
            failed: 0,
        };
        return Ok((store.part(ask, copies)?, tally));
    }
    let _ = (ask, copies);
    network(paths, common)
}

/// Is the input one store, of which parts can be read?
pub(in crate::cli) fn is_one_store(paths: &[PathBuf], common: &Common) -> bool {
    matches!(paths, [path] if cfg!(feature = "store") && common.actors.is_empty() && starts_as_store(path))
}

pub(in crate::cli) fn report(conflicts: &[crate::graph::Conflict]) {
    for conflict in conflicts {
        output::say!("newsgraph: {conflict}");
    }
}

/// A file or folder of articles, which can be read again.
pub(in crate::cli) fn holds_articles(path: &Path) -> bool {
    path.as_os_str() != "-" && !starts_as_store(path) && matches!(as_network(path), Ok(None))
}

/// Does a file start as an SQLite file does?
pub(in crate::cli) fn starts_as_store(path: &Path) -> bool {
    let mut start = [0; 16];
    let read = fs::File::open(path).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && &start == b"SQLite format 3\0"
}

#[cfg(feature = "store")]
pub(in crate::cli) fn stored(path: &Path) -> Result<Network> {
    crate::graph::store::Store::open(path)?.network()
}

#[cfg(not(feature = "store"))]
pub(in crate::cli) fn stored(path: &Path) -> Result<Network> {
    let what = "a store, and this newsgraph was built without: build it with the feature \"store\"";
    Err(Error::new(what).in_file(path.display().to_string()))
}

/// A network file or a store, or nothing when the path holds articles. Decided by the first bytes.
pub(in crate::cli) fn as_network(path: &Path) -> Result<Option<Network>> {
    if path.as_os_str() == "-" {
        return Ok(None);
    }
    if let Some(tables) = tables(path) {
        return tables.map(Some);
    }
    // What is looked at cannot be put back into a pipe.
    if !path.is_file() {
        return Ok(None);
    }
    if starts_as_store(path) {
        return stored(path).map(Some);
    }
    let name = path.display().to_string();
    let Ok(mut file) = fs::File::open(path) else {
        return Ok(None);
    };
    let json = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("json"));
    let mut start = [0; 4096];
    let n = file.read(&mut start).unwrap_or(0);
    if is_gdelt(&String::from_utf8_lossy(&start[..n])) {
        let whole = fs::read(path).map_err(|e| Error::new(format!("cannot read: {e}")).in_file(&name).caused_by(e))?;
        let network = read_gdelt(&String::from_utf8_lossy(&whole));
        return network.map(Some).map_err(|e| e.in_file(name));
    }
    let text = String::from_utf8_lossy(&start[..n.min(512)]);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if observations::is_extract(text) || observations::is_packed_extract(&start[..n], path) {
        return observations::fold(path).map(Some).map_err(|e| e.in_file(name));
    }
    let graph = text.starts_with('{') && (json || text.contains("\"multigraph\"") || text.starts_with("{\"t\":"));
    // What is JSON and begins as no network of ours does holds articles; so does what is no UTF-8.
    let begins = text.starts_with(['{', '[']) && !read::is_network(&start[..n]) && !text.starts_with("{\"t\":");
    let articles = json && (begins || start[..n].contains(&0));
    if articles || (!graph && !json) {
        return Ok(None);
    }
    let rewound = file.rewind();
    rewound.map_err(|e| Error::new(format!("cannot read: {e}")).in_file(&name).caused_by(e))?;
    let network = crate::graph::store::read_from(&mut file);
    network.map(Some).map_err(|e| e.in_file(name))
}

/// The network that was written as CSV under this name: a folder with its tables, `net.csv` for `net-evidence.csv` and the others, or one
/// of those.
pub(in crate::cli) fn tables(path: &Path) -> Option<Result<Network>> {
    let place = |path: &Path| TABLES.map(|table| output::part_of(path, OutputFormat::Csv, table));
    let mut places = place(path);
    if !places[0].is_file() {
        // One of the tables, in a folder or beside the others.
        let name = path.file_name()?.to_str()?.strip_suffix(".csv")?;
        let table = OutputFormat::Csv.parts().iter().find(|table| name.ends_with(*table))?;
        places = match name.strip_suffix(table)?.strip_suffix('-') {
            Some(stem) => place(&path.with_file_name(format!("{stem}.csv"))),
            None => TABLES.map(|table| path.with_file_name(format!("{table}.csv"))),
        };
    }
    if !places[0].is_file() {
        return None;
    }
    let read = |path: &PathBuf| {
        fs::read_to_string(path).map_err(|e| {
            Error::new(format!("cannot read this table of the network: {e}"))
                .in_file(path.display().to_string())
                .caused_by(e)
        })
    };
    let [evidence, documents, names] = places.each_ref().map(read);
    Some((|| {
        let (evidence, documents, names) = (&evidence?, &documents?, &names?);
        let tables = Tables {
            evidence,
            documents,
            names,
        };
        read_csv(tables).map_err(|e| Error::new(e.to_string()).in_file(path.display().to_string()))
    })())
}
