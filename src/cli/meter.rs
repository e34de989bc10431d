//! How far the work is, on a terminal, and what went wrong on the way.

use super::{Common, output};
use crate::read::Skipped;
use crate::{Error, Result};
use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// What came of the inputs.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub articles: usize,
    pub failed: usize,
}

/// Counts articles, shows progress on a terminal, and keeps going over bad inputs unless told to be strict.
pub(super) struct Meter {
    pub tally: Tally,
    /// Bytes that were taken of the files.
    pub taken: Arc<AtomicU64>,
    skipped: BTreeMap<Skipped, usize>,
    strict: bool,
    quiet: bool,
    line: Option<Line>,
    same: Option<Same>,
}

/// Lines of one file that are wrong in the same way.
struct Same {
    file: String,
    what: String,
    count: usize,
    last: usize,
}

/// So many of them are named one by one.
const MOST_NAMED: usize = 10;

impl Same {
    /// Is the error one more of them?
    fn takes(&mut self, error: &Error) -> bool {
        let one_more = error.file() == Some(self.file.as_str()) && error.what() == self.what;
        if let Some(line) = error.line().filter(|_| one_more) {
            self.count += 1;
            self.last = line;
        }
        one_more && error.line().is_some()
    }

    fn of(error: &Error) -> Option<Same> {
        Some(Same {
            file: error.file()?.to_owned(),
            what: error.what().to_owned(),
            count: 1,
            last: error.line()?,
        })
    }

    /// Tells of those that were not named.
    fn tell(&self) {
        if self.count > MOST_NAMED {
            let (more, Same { file, last, .. }) = (self.count - MOST_NAMED, self);
            let lines = if more == 1 { "line" } else { "lines" };
            output::say!("newsgraph: {file}: the same on {more} more {lines}, the last is {last}");
        }
    }
}

/// The line of progress.
struct Line {
    start: Instant,
    shown: Option<Instant>,
    /// Articles that were not done by this run.
    before: usize,
    /// Bytes of all files, if they can be told.
    total: Option<u64>,
}

/// How often the line is written.
const OFTEN: Duration = Duration::from_millis(200);

/// Counting the bytes of more files would keep the work waiting.
const MOST_FILES: usize = 100_000;

impl Meter {
    pub(super) fn new(common: &Common) -> Meter {
        let visible = !common.quiet && std::io::stderr().is_terminal();
        Meter {
            tally: Tally::default(),
            taken: Arc::default(),
            skipped: BTreeMap::new(),
            strict: common.strict,
            quiet: common.quiet,
            same: None,
            line: visible.then(|| Line {
                start: Instant::now(),
                shown: None,
                before: 0,
                total: None,
            }),
        }
    }

    /// Tells how much there is to read, for the time that is left.
    pub(super) fn expect(&mut self, paths: &[PathBuf]) {
        if let Some(line) = &mut self.line {
            line.total = total(paths);
        }
    }

    /// Goes on where another run stopped.
    pub(super) fn begin_at(&mut self, tally: Tally) {
        if let Some(line) = &mut self.line {
            line.before = tally.articles;
        }
        self.tally = tally;
    }

    /// One article more.
    pub(super) fn done(&mut self) {
        self.tally.articles += 1;
        let taken = self.taken.load(Ordering::Relaxed);
        if let Some(line) = &mut self.line
            && line.start.elapsed() >= OFTEN
            && line.shown.is_none_or(|shown| shown.elapsed() >= OFTEN)
        {
            line.shown = Some(Instant::now());
            let seconds = line.start.elapsed().as_secs_f64();
            eprint!(
                "\r{:70}\r{}",
                "",
                progress(self.tally.articles, line.before, seconds, taken, line.total)
            );
        }
    }

    /// One that is left out without being an error.
    pub(super) fn skip(&mut self, why: Skipped) {
        *self.skipped.entry(why).or_default() += 1;
    }

    /// What somebody should know, and the work goes on.
    pub(super) fn warn(&mut self, warning: &str) {
        if !self.quiet {
            self.clear();
            output::say!("newsgraph: {warning}");
        }
    }

    /// One input that failed: named, and the rest goes on; an error at once when strict.
    pub(super) fn failed(&mut self, error: Error) -> Result<()> {
        self.clear();
        if self.strict {
            return Err(error);
        }
        self.tally.failed += 1;
        let again = self.same.as_mut().is_some_and(|same| same.takes(&error));
        if !again {
            self.tell_same();
            self.same = Same::of(&error);
        }
        if self.same.as_ref().is_none_or(|same| same.count <= MOST_NAMED) {
            output::complain(&error);
        }
        Ok(())
    }

    fn tell_same(&mut self) {
        if let Some(same) = self.same.take() {
            same.tell();
        }
    }

    /// Takes the progress line away and tells what was left out. When every input failed there is no result.
    pub(super) fn finish(mut self) -> Result<Tally> {
        self.clear();
        self.tell_same();
        if !self.quiet {
            tell_skipped(&self.skipped);
        }
        if self.tally.articles == 0 && self.tally.failed > 0 {
            return Err(Error::new("no input could be read; nothing was written"));
        }
        Ok(self.tally)
    }

    fn clear(&mut self) {
        if let Some(line) = &mut self.line
            && line.shown.take().is_some()
        {
            eprint!("\r{:70}\r", "");
        }
    }
}

/// "left out: 3 in French, 1 in Cyrillic script"
pub(super) fn tell_skipped(skipped: &BTreeMap<Skipped, usize>) {
    let counts: Vec<String> = skipped.iter().map(|(why, n)| format!("{n} {why}")).collect();
    if !counts.is_empty() {
        let other = skipped.keys().any(|why| matches!(why, Skipped::Language(_)));
        let way = if other {
            "; --any-language reads other languages too"
        } else {
            ""
        };
        output::say!("newsgraph: left out: {}{way}", counts.join(", "));
    }
}

/// `1,204 articles, 312/s, 41 %, 0:02:05 left`
fn progress(articles: usize, before: usize, seconds: f64, taken: u64, total: Option<u64>) -> String {
    let rate = (articles - before) as f64 / seconds;
    let rate = if rate < 10.0 {
        format!("{rate:.1}")
    } else {
        format!("{rate:.0}")
    };
    let mut line = format!("{articles} articles, {rate}/s");
    if let Some(total) = total.filter(|total| *total > 0) {
        let share = (taken as f64 / total as f64).min(1.0);
        line.push_str(&format!(", {:.0} %", share * 100.0));
        if share > 0.0 {
            let left = (seconds / share - seconds) as u64;
            line.push_str(&format!(
                ", {}:{:02}:{:02} left",
                left / 3600,
                left / 60 % 60,
                left % 60
            ));
        }
    }
    line
}

/// The bytes of all files, if all can be told soon.
fn total(paths: &[PathBuf]) -> Option<u64> {
    let mut n_files = 0;
    let mut sum = 0;
    let mut pending: Vec<PathBuf> = paths.to_vec();
    while let Some(path) = pending.pop() {
        n_files += 1;
        if n_files > MOST_FILES || path == Path::new("-") {
            return None;
        }
        let about = std::fs::metadata(&path).ok()?;
        match about.is_dir() {
            // A link to a folder is not read either.
            true if path.is_symlink() && !paths.contains(&path) => {}
            true => pending.extend(
                std::fs::read_dir(&path)
                    .ok()?
                    .filter_map(|entry| Some(entry.ok()?.path())),
            ),
            false => sum += about.len(),
        }
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::progress;

    #[test]
    fn lines_of_progress() {
        for (articles, before, seconds, taken, total, expected) in [
            (16, 0, 4.0, 0, None, "16 articles, 4.0/s"),
            (160, 0, 4.0, 250, Some(1000), "160 articles, 40/s, 25 %, 0:00:12 left"),
            (
                160,
                150,
                4.0,
                1,
                Some(10_000),
                "160 articles, 2.5/s, 0 %, 11:06:36 left",
            ),
            (160, 0, 4.0, 2000, Some(1000), "160 articles, 40/s, 100 %, 0:00:00 left"),
            (1, 0, 1.0, 0, Some(0), "1 articles, 1.0/s"),
        ] {
            assert_eq!(progress(articles, before, seconds, taken, total), expected);
        }
    }
}
