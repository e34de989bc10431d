//! Words per second of each stage on one thread: `cargo bench`.
//!
//! A plain timer: the best of several rounds, since whatever else the machine does only ever makes a round slower.

use newsgraph::extract::syntax::{Analyzer, Parse, Scratch};
use newsgraph::extract::text::{self, Sentence};
use newsgraph::extract::{Extraction, Extractor};
use newsgraph::graph::Network;
use newsgraph::{Article, Document};
use std::hint::black_box;
use std::time::Instant;

/// As the program has it.
#[cfg(feature = "allocator")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The sample articles, one after another, each behind a line of dashes.
const NEWS: &str = include_str!("news.txt");
const ROUNDS: usize = 10;

fn main() {
    let articles: Vec<Article> = NEWS
        .split("\n----\n")
        .enumerate()
        .map(|(i, text)| Article::new(format!("a{i}"), text))
        .collect();
    let n_words = NEWS.split_whitespace().count();
    let extractor = Extractor::english();
    let analyzer = Analyzer::english();
    println!("{} articles, {n_words} words, one thread\n", articles.len());
    println!("{:<16} {:>12}", "stage", "words/s");

    let sentences = measure("split", n_words, || {
        articles
            .iter()
            .map(|a| text::split(&a.text))
            .collect::<Vec<Vec<Sentence>>>()
    });
    let mut scratch = Scratch::default();
    measure("parse", n_words, || {
        let parse = |(a, s): (&Article, &Vec<Sentence>)| analyzer.parse_all(&mut scratch, &a.text, s);
        articles.iter().zip(&sentences).map(parse).collect::<Vec<Vec<Parse>>>()
    });
    measure("split to cast", n_words, || {
        articles.iter().map(|a| extractor.cast(&a.text)).collect::<Vec<_>>()
    });
    let found = measure("extract, whole", n_words, || {
        articles.iter().map(|a| extractor.extract(a)).collect::<Vec<_>>()
    });
    let documents: Vec<Document> = articles.iter().map(Document::from).collect();
    let network = measure("build network", n_words, || build(&documents, &found));

    let n_sentences: usize = sentences.iter().map(Vec::len).sum();
    println!(
        "\n{n_sentences} sentences, {} actors, {} edges",
        network.nodes().count(),
        network.edges().count()
    );
}

fn build(documents: &[Document], found: &[Extraction]) -> Network {
    let mut network = Network::new();
    for (document, found) in documents.iter().zip(found) {
        network.add_cast(document, &found.cast, &found.observations);
    }
    network
}

/// Prints the best round of a stage, and gives its result.
fn measure<T>(stage: &str, n_words: usize, work: impl FnMut() -> T) -> T {
    let mut work = work;
    let mut result = black_box(work());
    let mut seconds = f64::INFINITY;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        result = black_box(work());
        seconds = seconds.min(start.elapsed().as_secs_f64());
    }
    println!("{stage:<16} {:>12.0}", n_words as f64 / seconds);
    result
}
