//! Articles through the extractor: the only place with threads.

use crate::extract::{Extraction, Extractor};
use crate::{Article, Error, Result};
use rayon::prelude::*;

/// Runs `work` over the articles on `jobs` threads (0: one per core) and hands the results to `sink` in input order,
/// so that the output never depends on the threads. Memory holds one batch of articles at a time.
///
/// An article that could not be read goes to `sink` as its error; the rest goes on.
///
/// # Errors
/// When the threads cannot be started, or as soon as `sink` fails.
pub fn each<T: Send>(
    articles: impl Iterator<Item = Result<Article>>,
    jobs: usize,
    work: impl Fn(&Article) -> T + Sync,
    mut sink: impl FnMut(Result<(Article, T)>) -> Result<()>,
) -> Result<()> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .build()
        .map_err(|e| Error::new("could not start threads; try --jobs 1").caused_by(e))?;
    let batch = 16 * pool.current_num_threads();
    let mut articles = articles.fuse();
    loop {
        let mut waiting = Vec::with_capacity(batch);
        let mut bytes = 0;
        while waiting.len() < batch && bytes < 8 << 20 {
            let Some(article) = articles.next() else { break };
            bytes += article.as_ref().map_or(0, |a| a.text.len());
            waiting.push(article);
        }
        if waiting.is_empty() {
            return Ok(());
        }
        let done: Vec<Result<(Article, T)>> = pool.install(|| {
            waiting
                .into_par_iter()
                .map(|article| {
                    article.map(|article| {
                        let found = work(&article);
                        (article, found)
                    })
                })
                .collect()
        });
        for result in done {
            sink(result)?;
        }
    }
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
