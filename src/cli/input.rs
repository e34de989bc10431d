//! Articles and networks from what the command line names: files, folders, stdin.

use super::meter::{Meter, Tally, tell_skipped};
use super::{Common, observations, output};
use crate::extract::Extractor;
use crate::extract::actor::Registry;
use crate::extract::relation::Vocabulary;
use crate::graph::store::{Ask, TABLES, Tables, is_gdelt, read_csv, read_gdelt};
use crate::graph::{Network, OutputFormat};
use crate::read::{self, Options, Reading, Record, Records, Skipped};
use crate::{Article, Document, Error, Result, pipeline};
use std::collections::BTreeMap;
use std::fs;
use std::io::{IsTerminal, Read, Seek};
use std::path::{Path, PathBuf};

/// Is something piped into the program?
pub(super) fn piped() -> bool {
    !std::io::stdin().is_terminal()
}

/// The extractor with the user's own actors and relations.
pub(super) fn extractor(common: &Common) -> Result<Extractor> {
    with_lexicon(Extractor::with_registry(registry(common)?), common)
}

fn with_lexicon(extractor: Extractor, common: &Common) -> Result<Extractor> {
    Ok(match common.own.lexicon.as_slice() {
        [] => extractor,
        files => extractor.with_vocabulary(vocabulary(files)?),
    })
}

/// The built-in relations and those of the user's files.
pub(super) fn vocabulary(files: &[PathBuf]) -> Result<Vocabulary> {
    let mut vocabulary = Vocabulary::english().clone();
    for path in files {
        vocabulary = vocabulary.with_user(&path.display().to_string(), &lexicon_file(path)?)?;
    }
    Ok(vocabulary)
}

/// The text of a user's file of relations.
pub(super) fn lexicon_file(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|e| {
        Error::new(format!("cannot read the lexicon: {e}; check the path"))
            .in_file(path.display().to_string())
            .caused_by(e)
    })
}

/// The registry with the user's own actors.
pub(super) fn registry(common: &Common) -> Result<Registry> {
    let mut registry = Registry::builtin().clone();
    for path in &common.actors {
        let name = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|e| {
            Error::new(format!(
                "cannot read the actors file: {e}; check the path behind --actors"
            ))
            .in_file(&name)
            .caused_by(e)
        })?;
        registry = registry.with_user(&text, &name)?;
    }
    Ok(registry)
}

/// What the registry knows of a person's office: no statement of any article, and only ever shown as background.
pub(super) fn known_office(id: &str) -> Option<String> {
    let registry = Registry::builtin();
    let entry = registry.get(id)?;
    let office = entry.office.as_deref()?;
    let body = entry.body.as_deref().and_then(|b| registry.get(b));
    let of = body.map_or(String::new(), |b| format!(", {}", b.label));
    let years = entry.years.as_deref().map_or(String::new(), |y| format!(", {y}"));
    Some(format!("{office}{of}{years} (from the registry)"))
}

/// Inputs one after another, each file opened when its turn comes; stdin when none is named.
pub(super) struct Pieces {
    paths: std::vec::IntoIter<PathBuf>,
    current: Option<Records<'static>>,
    options: Options,
}

impl Pieces {
    pub(super) fn new(paths: &[PathBuf], options: &Options) -> Pieces {
        let paths = if paths.is_empty() {
            vec![PathBuf::from("-")]
        } else {
            paths.to_vec()
        };
        Pieces {
            paths: paths.into_iter(),
            current: None,
            options: options.clone(),
        }
    }
}

impl Iterator for Pieces {
    type Item = Result<Record>;

    fn next(&mut self) -> Option<Result<Record>> {
        loop {
            if let Some(record) = self.current.as_mut().and_then(|current| current.next()) {
                return Some(record);
            }
            match read::records(&self.paths.next()?, &self.options) {
                Ok(records) => self.current = Some(records),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// What the command line says of reading.
pub(super) fn options(common: &Common) -> Options {
    let mut options = Options {
        format: common.from,
        any_language: common.any_language,
        ..Options::default()
    };
    for pairs in &common.map {
        options
            .fields
            .map(pairs)
            .expect("looked at when the arguments were read");
    }
    options
}

/// An article with what the command line says of those that do not tell.
fn completed(article: Article, common: &Common) -> Article {
    Article {
        date: article.date.or_else(|| common.date.clone()),
        publisher: article.publisher.or_else(|| common.source.clone()),
        ..article
    }
}

/// The articles of all inputs, read one after another on this thread.
pub(super) struct Inputs {
    pieces: Pieces,
    options: Options,
    common: Common,
    skipped: BTreeMap<Skipped, usize>,
}

impl Inputs {
    pub(super) fn new(paths: &[PathBuf], common: &Common) -> Inputs {
        let options = options(common);
        Inputs {
            pieces: Pieces::new(paths, &options),
            options,
            common: common.clone(),
            skipped: BTreeMap::new(),
        }
    }
}

impl Iterator for Inputs {
    type Item = Result<Article>;

    fn next(&mut self) -> Option<Result<Article>> {
        loop {
            let Some(piece) = self.pieces.next() else {
                if !self.common.quiet {
                    tell_skipped(&std::mem::take(&mut self.skipped));
                }
                return None;
            };
            match piece.and_then(|piece| piece.read(&self.options)) {
                Ok(Reading::Article(article, warning)) => {
                    if let Some(warning) = warning.filter(|_| !self.common.quiet) {
                        output::say!("newsgraph: {warning}");
                    }
                    return Some(Ok(completed(*article, &self.common)));
                }
                Ok(Reading::Skipped(why)) => *self.skipped.entry(why).or_default() += 1,
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// What became of one record: its article, what should be told of it, and what `work` made of it.
pub(super) enum Worked<T> {
    Article(Box<Article>, Option<String>, T),
    Skipped(Skipped),
}

/// Runs `work` over the articles of all inputs, reading included, on all threads; the results go to `sink` in input order. What
/// is no article is counted by the meter.
pub(super) fn each<T: Send>(
    paths: &[PathBuf],
    common: &Common,
    meter: &mut Meter,
    work: impl Fn(&Article) -> T + Sync,
    mut sink: impl FnMut(Article, T) -> Result<()>,
) -> Result<()> {
    let options = Options {
        taken: Some(meter.taken.clone()),
        ..options(common)
    };
    meter.expect(paths);
    each_record(Pieces::new(paths, &options), &options, common, work, |worked| {
        if let Some((article, found)) = meter.take(worked)? {
            sink(article, found)?;
        }
        Ok(())
    })
}

/// [`each`] with every record, whatever became of it.
pub(super) fn each_record<T: Send>(
    pieces: impl Iterator<Item = Result<Record>>,
    options: &Options,
    common: &Common,
    work: impl Fn(&Article) -> T + Sync,
    sink: impl FnMut(Result<Worked<T>>) -> Result<()>,
) -> Result<()> {
    let size = |piece: &Result<Record>| piece.as_ref().map_or(0, Record::size);
    let read = |piece: Result<Record>| {
        Ok(match piece?.read(options)? {
            Reading::Skipped(why) => Worked::Skipped(why),
            Reading::Article(article, warning) => {
                let article = completed(*article, common);
                let found = work(&article);
                Worked::Article(Box::new(article), warning, found)
            }
        })
    };
    pipeline::in_order(pieces, common.jobs, size, read, sink)
}

impl Meter {
    /// Counts a record, and gives its article if it is one.
    pub(super) fn take<T>(&mut self, worked: Result<Worked<T>>) -> Result<Option<(Article, T)>> {
        match worked {
            Ok(Worked::Article(article, warning, found)) => {
                if let Some(warning) = warning {
                    self.warn(&warning);
                }
                self.done();
                return Ok(Some((*article, found)));
            }
            Ok(Worked::Skipped(why)) => self.skip(why),
            Err(error) => self.failed(error)?,
        }
        Ok(None)
    }
}

/// One network of all inputs, articles and networks alike.
pub(super) fn network(paths: &[PathBuf], common: &Common) -> Result<(Network, Tally)> {
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
        let extractor = with_lexicon(Extractor::with_registry(registry.clone()), common)?;
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
pub(super) fn part(paths: &[PathBuf], common: &Common, ask: &Ask, copies: bool) -> Result<(Network, Tally)> {
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
pub(super) fn is_one_store(paths: &[PathBuf], common: &Common) -> bool {
    matches!(paths, [path] if cfg!(feature = "store") && common.actors.is_empty() && starts_as_store(path))
}

pub(super) fn report(conflicts: &[crate::graph::Conflict]) {
    for conflict in conflicts {
        output::say!("newsgraph: {conflict}");
    }
}

/// A file or folder of articles, which can be read again.
pub(super) fn holds_articles(path: &Path) -> bool {
    path.as_os_str() != "-" && !starts_as_store(path) && matches!(as_network(path), Ok(None))
}

/// Does a file start as an SQLite file does?
pub(super) fn starts_as_store(path: &Path) -> bool {
    let mut start = [0; 16];
    let read = fs::File::open(path).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && &start == b"SQLite format 3\0"
}

#[cfg(feature = "store")]
pub(super) fn stored(path: &Path) -> Result<Network> {
    crate::graph::store::Store::open(path)?.network()
}

#[cfg(not(feature = "store"))]
pub(super) fn stored(path: &Path) -> Result<Network> {
    let what = "a store, and this newsgraph was built without: build it with the feature \"store\"";
    Err(Error::new(what).in_file(path.display().to_string()))
}

/// A network file or a store, or nothing when the path holds articles. Decided by the first bytes.
pub(super) fn as_network(path: &Path) -> Result<Option<Network>> {
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
    if !graph && !json {
        return Ok(None);
    }
    let rewound = file.rewind();
    rewound.map_err(|e| Error::new(format!("cannot read: {e}")).in_file(&name).caused_by(e))?;
    let network = crate::graph::store::read_from(&mut file);
    network.map(Some).map_err(|e| e.in_file(name))
}

/// The network that was written as CSV under this name: a folder with its tables, `net.csv` for `net-evidence.csv` and the others, or one
/// of those.
pub(super) fn tables(path: &Path) -> Option<Result<Network>> {
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
