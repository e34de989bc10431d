//! Articles and networks from what the command line names: files, folders, stdin.

use super::{Common, output};
use crate::extract::Extractor;
use crate::extract::actor::Registry;
use crate::extract::relation::Vocabulary;
use crate::graph::store::{Ask, TABLES, Tables, is_gdelt, read_csv, read_gdelt};
use crate::graph::{Network, OutputFormat};
use crate::read::{self, Articles};
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
pub(super) struct Inputs {
    paths: std::vec::IntoIter<PathBuf>,
    current: Option<Articles<'static>>,
    date: Option<String>,
    publisher: Option<String>,
    n_warnings: usize,
    quiet: bool,
}

impl Inputs {
    pub(super) fn new(paths: &[PathBuf], common: &Common) -> Inputs {
        let paths = if paths.is_empty() {
            vec![PathBuf::from("-")]
        } else {
            paths.to_vec()
        };
        Inputs {
            paths: paths.into_iter(),
            current: None,
            date: common.date.clone(),
            publisher: common.source.clone(),
            n_warnings: 0,
            quiet: common.quiet,
        }
    }
}

impl Iterator for Inputs {
    type Item = Result<Article>;

    fn next(&mut self) -> Option<Result<Article>> {
        loop {
            if let Some(articles) = &mut self.current {
                let next = articles.next();
                for warning in articles.warnings().iter().skip(self.n_warnings).filter(|_| !self.quiet) {
                    output::say!("newsgraph: {warning}");
                }
                self.n_warnings = articles.warnings().len();
                match next {
                    Some(Ok(mut article)) => {
                        article.date = article.date.or_else(|| self.date.clone());
                        article.publisher = article.publisher.or_else(|| self.publisher.clone());
                        return Some(Ok(article));
                    }
                    Some(Err(error)) => return Some(Err(error)),
                    None => self.current = None,
                }
            }
            self.n_warnings = 0;
            match read::open(&self.paths.next()?, None) {
                Ok(articles) => self.current = Some(articles),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// What came of building.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub articles: usize,
    pub failed: usize,
}

/// Counts articles, shows progress on a terminal, and keeps going over bad inputs unless told to be strict.
pub(super) struct Meter {
    pub tally: Tally,
    strict: bool,
    shown: bool,
    visible: bool,
    start: std::time::Instant,
}

impl Meter {
    pub(super) fn new(common: &Common) -> Meter {
        let visible = !common.quiet && std::io::stderr().is_terminal();
        Meter {
            tally: Tally::default(),
            strict: common.strict,
            shown: false,
            visible,
            start: std::time::Instant::now(),
        }
    }

    /// One article more.
    pub(super) fn done(&mut self) {
        self.tally.articles += 1;
        if self.visible && self.tally.articles.is_multiple_of(16) {
            self.shown = true;
            eprint!(
                "\r{} articles, {:.0} s ",
                self.tally.articles,
                self.start.elapsed().as_secs_f32()
            );
        }
    }

    /// One input that failed: named, and the rest goes on; an error at once when strict.
    pub(super) fn failed(&mut self, error: Error) -> Result<()> {
        self.clear();
        if self.strict {
            return Err(error);
        }
        self.tally.failed += 1;
        output::complain(&error);
        Ok(())
    }

    /// Takes the progress line away. When every input failed there is no result.
    pub(super) fn finish(mut self) -> Result<Tally> {
        self.clear();
        if self.tally.articles == 0 && self.tally.failed > 0 {
            return Err(Error::new("no input could be read; nothing was written"));
        }
        Ok(self.tally)
    }

    fn clear(&mut self) {
        if self.shown {
            eprint!("\r{:40}\r", "");
            self.shown = false;
        }
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
                report(&network.merge(&other));
                meter.tally.articles += other.documents().count();
            }
            Ok(None) => articles.push(path.clone()),
            Err(error) => meter.failed(error)?,
        }
    }
    if !articles.is_empty() || paths.is_empty() {
        let extractor = with_lexicon(Extractor::with_registry(registry.clone()), common)?;
        // Two inputs under one id and with other texts are both kept; the same file named twice counts once.
        let mut conflicts = BTreeMap::new();
        pipeline::extract(&extractor, Inputs::new(&articles, common), common.jobs, |result| {
            match result {
                Ok((article, found)) => {
                    meter.done();
                    for conflict in network.add_cast(&Document::from(&article), &found.cast, &found.observations) {
                        conflicts.insert(conflict.id.clone(), conflict);
                    }
                }
                Err(error) => meter.failed(error)?,
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
    if let ([path], []) = (paths, common.actors.as_slice())
        && !matches!(ask, Ask::All)
        && crate::graph::store::is_store(path)
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
    if path.is_dir() {
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
