//! Articles and networks from what the command line names: files, folders, stdin.

mod network;
#[cfg(test)]
mod tests;
mod words;

#[cfg(feature = "store")]
pub(super) use network::as_network;
pub(super) use network::{holds_articles, is_one_store, network, part, report, starts_as_store, stored, tables};
pub(super) use words::{extractor, known_office, lexicon_file, registry, vocabulary};

use super::meter::{Meter, tell_skipped};
use super::{Common, output};
use crate::read::{self, Options, Reading, Record, Records, Skipped};
use crate::{Article, Result, pipeline};
use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::PathBuf;

/// Is something piped into the program?
pub(super) fn piped() -> bool {
    !std::io::stdin().is_terminal()
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
        let piece = piece?;
        let place = piece.place();
        let worked = pipeline::guarded(|| {
            Ok(match piece.read(options)? {
                Reading::Skipped(why) => Worked::Skipped(why),
                Reading::Article(article, warning) => {
                    let article = completed(*article, common);
                    let found = work(&article);
                    Worked::Article(Box::new(article), warning, found)
                }
            })
        });
        worked.map_err(|error| error.in_file(place))?
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
