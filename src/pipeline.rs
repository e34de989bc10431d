//! Articles through the extractor: the only place with threads.

use crate::extract::{Extraction, Extractor};
use crate::{Article, Error, Result};
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, sync_channel};

/// How many items wait for their turn or to be fetched, for each thread.
const WAITING: usize = 16;

/// And how many bytes they may be together.
const WAITING_BYTES: usize = 8 << 20;

/// Runs `work` over the articles on `jobs` threads (0: one per core) and hands the results to `sink` in input order,
/// so that the output never depends on the threads. Memory holds a few articles for each thread at a time.
///
/// An article that could not be read goes to `sink` as its error; the rest goes on.
///
/// # Errors
/// When the threads cannot be started, or as soon as `sink` fails.
pub fn each<T: Send>(
    articles: impl Iterator<Item = Result<Article>>,
    jobs: usize,
    work: impl Fn(&Article) -> T + Sync,
    sink: impl FnMut(Result<(Article, T)>) -> Result<()>,
) -> Result<()> {
    let size = |article: &Result<Article>| article.as_ref().map_or(0, |article| article.text.len());
    let work = |article: Result<Article>| {
        article.map(|article| {
            let found = work(&article);
            (article, found)
        })
    };
    in_order(articles, jobs, size, work, sink)
}

/// The same for anything: [`read::Record`](crate::read::Record)s, so that pages are read on all threads too. `size`: about how many bytes an item is.
///
/// The calling thread takes the items and hands out the results, in turns; with one job it does the work too.
///
/// # Errors
/// As [`each`].
pub fn in_order<I: Send, T: Send>(
    items: impl Iterator<Item = I>,
    jobs: usize,
    size: impl Fn(&I) -> usize,
    work: impl Fn(I) -> T + Sync,
    mut sink: impl FnMut(T) -> Result<()>,
) -> Result<()> {
    if jobs == 1 {
        return items.map(work).try_for_each(sink);
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .build()
        .map_err(|e| Error::new("could not start threads; try --jobs 1").caused_by(e))?;
    let most = WAITING * pool.current_num_threads();
    let mut items = items.fuse();
    pool.in_place_scope_fifo(|scope| {
        let work = &work;
        let mut waiting: VecDeque<(usize, Receiver<T>)> = VecDeque::new();
        let mut bytes = 0;
        let mut ended = false;
        loop {
            while !ended && waiting.len() < most && (bytes < WAITING_BYTES || waiting.is_empty()) {
                let Some(item) = items.next() else {
                    ended = true;
                    break;
                };
                let length = size(&item);
                let (done, result) = sync_channel(1);
                scope.spawn_fifo(move |_| {
                    // Nobody waits any more when the sink has failed.
                    let _ = done.send(work(item));
                });
                bytes += length;
                waiting.push_back((length, result));
            }
            let Some((length, result)) = waiting.pop_front() else {
                return Ok(());
            };
            bytes -= length;
            match result.recv() {
                Ok(result) => sink(result)?,
                // The work panicked: so does the scope, as soon as we leave it.
                Err(_) => return Ok(()),
            }
        }
    })
}

/// [`each`] with the whole extractor.
///
/// # Errors
/// As [`each`].
pub fn extract(
    extractor: &Extractor,
    articles: impl Iterator<Item = Result<Article>>,
    jobs: usize,
    sink: impl FnMut(Result<(Article, Extraction)>) -> Result<()>,
) -> Result<()> {
    each(articles, jobs, |article| extractor.extract(article), sink)
}
