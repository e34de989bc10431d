//! Many articles through the extractor, on all cores: the only place with threads.
//!
//! [`build`] makes one network of them, [`extract`] hands out what each states, [`each`] runs anything of yours. The results come in the order of the
//! articles, whatever the threads, and memory holds a few articles for each thread at a time, so that the articles may be an endless stream.
//!
//! Text never fails, but a file that articles come from may, and a mistake of ours over one odd text may panic: both are the error of that one article,
//! and the rest goes on. To stop early, return an error from the closure that takes the results, or end the iterator of articles.
//!
//! ```
//! use newsgraph::{extract::Extractor, pipeline, read};
//!
//! let lines = r#"{"id": "monday", "text": "Serbia criticized Ukraine."}
//! {"id": "tuesday"}
//! {"id": "wednesday", "text": "France supported Ukraine."}"#;
//! let articles = read::articles(lines.as_bytes(), "week.jsonl", &read::Options::default());
//!
//! let mut bad = Vec::new();
//! let network = pipeline::build(&Extractor::english(), articles, 0, |error| {
//!     bad.push(error.to_string()); // Return the error instead, and the work stops at once.
//!     Ok(())
//! })?;
//! assert_eq!((network.documents().count(), network.edges().count()), (2, 2));
//! assert!(bad[0].starts_with("week.jsonl:2: no text"));
//! # Ok::<(), newsgraph::Error>(())
//! ```

use crate::extract::{Extraction, Extractor};
use crate::graph::Network;
use crate::{Article, Document, Error, Result};
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, sync_channel};

/// How many items wait for their turn or to be fetched, for each thread.
const WAITING: usize = 16;

/// And how many bytes they may be together.
const WAITING_BYTES: usize = 8 << 20;

/// Reads articles on `jobs` threads (0: one per core) and makes one network of all that they state, in which the extractor's own actors tell who is who.
///
/// An article that cannot be read goes to `failed`, which says whether that ends the work.
///
/// # Errors
/// When the threads cannot be started, or as soon as `failed` gives an error.
pub fn build(
    extractor: &Extractor,
    articles: impl IntoIterator<Item = Result<Article>>,
    jobs: usize,
    mut failed: impl FnMut(Error) -> Result<()>,
) -> Result<Network> {
    let mut network = Network::new();
    extract(extractor, articles.into_iter(), jobs, |result| match result {
        Ok((article, found)) => {
            network.add_cast(&Document::from(&article), &found.cast, &found.observations);
            Ok(())
        }
        Err(error) => failed(error),
    })?;
    Ok(network.identified(extractor.registry()))
}

/// Runs `work` over the articles on `jobs` threads (0: one per core) and hands the results to `sink` in input order,
/// so that the output never depends on the threads. Memory holds a few articles for each thread at a time.
///
/// An article that could not be read, or over which `work` panicked, goes to `sink` as its error; the rest goes on.
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
        let article = article?;
        let found = guarded(|| work(&article)).map_err(|error| error.in_file(format!("article {:?}", article.id)))?;
        Ok((article, found))
    };
    in_order(articles, jobs, size, work, sink)
}

/// Runs the work on one article; a panic in it is an error, so that a mistake of ours over one text costs no other.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T> {
    // What a thread keeps from one article to the next is given up by whom it panics in: see `Extractor::parse`.
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let said = panic.downcast_ref::<&str>().copied();
        let said = said
            .or(panic.downcast_ref::<String>().map(String::as_str))
            .unwrap_or("no word");
        Error::new(format!(
            "a mistake in newsgraph, which gave up on this article ({said}); please report it, with the text if you can"
        ))
    })
}

/// The same for anything: [`read::Record`](crate::read::Record)s, so that pages are read on all threads too. `size`: about how many bytes an item is.
/// Where `work` panics, so does this.
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

#[cfg(test)]
mod tests {
    use super::{each, extract};
    use crate::extract::Extractor;
    use crate::{Article, Error};

    fn articles() -> impl Iterator<Item = crate::Result<Article>> {
        let text = |n: usize| format!("France supported Ukraine {n} times.");
        (0..40).map(move |n| match n {
            7 => Err(Error::new("the seventh")),
            n => Ok(Article::new(n.to_string(), text(n))),
        })
    }

    #[test]
    fn a_panic_is_the_error_of_its_article() {
        for jobs in [1, 3] {
            let work = |article: &Article| match article.id.as_str() {
                "11" => panic!("at {}", article.id),
                _ => article.text.len(),
            };
            let mut all = Vec::new();
            let done = each(articles(), jobs, work, |result| {
                all.push(result.map(|(article, _)| article.id).map_err(|e| e.to_string()));
                Ok(())
            });
            done.unwrap();
            let failed: Vec<usize> = (0..40).filter(|n| all[*n].is_err()).collect();
            assert_eq!((all.len(), failed.as_slice()), (40, &[7, 11][..]), "{jobs} jobs");
            let error = all[11].as_ref().unwrap_err();
            assert!(
                error.starts_with("article \"11\": ") && error.contains("(at 11)"),
                "{error}"
            );
            assert_eq!(all[39].as_deref(), Ok("39"));
        }
    }

    #[test]
    fn the_sink_stops_the_work() {
        for jobs in [1, 3] {
            let mut n = 0;
            let done = extract(&Extractor::english(), articles(), jobs, |_| {
                n += 1;
                if n == 5 { Err(Error::new("enough")) } else { Ok(()) }
            });
            assert_eq!(
                (done.unwrap_err().to_string().as_str(), n),
                ("enough", 5),
                "{jobs} jobs"
            );
        }
    }
}
