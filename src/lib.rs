//! News articles in, a network of who says and does what to whom out, every edge with its proof.
//!
//! Offline and deterministic: models and word lists are part of the library, nothing is downloaded, and the same text
//! gives the same bytes whatever the threads or the order of the files.
//!
//! ```
//! use newsgraph::extract::Extractor;
//! use newsgraph::graph::{Network, OutputFormat, export::Options};
//! use newsgraph::{Article, Document};
//!
//! let article = Article::new("monday", "Serbia criticized Ukraine on Monday, but France supported Kyiv.");
//! let found = Extractor::english().extract(&article);
//!
//! let mut network = Network::new();
//! network.add_cast(&Document::from(&article), &found.cast, &found.observations);
//!
//! let supports = network.edges().find(|edge| edge.relation == "supports").unwrap();
//! assert_eq!((network.label(&supports.source), network.label(supports.target())), ("France", "Ukraine"));
//! // No edge is without its proof: the sentence, word for word, and where it stands.
//! assert_eq!(supports.evidence[0].quote, article.text);
//!
//! let mut picture = Vec::new();
//! OutputFormat::Dot.write(&network, &Options::default(), &mut picture).unwrap();
//! assert!(picture.starts_with(b"digraph"));
//! ```
//!
//! # What to call
//!
//! | you have | you want | call |
//! |---|---|---|
//! | a text | what it states, as records | [`Extractor::extract`](extract::Extractor::extract), and serialize the [`Observation`](extract::relation::Observation)s |
//! | files, folders, a pipe | articles | [`read::open`], [`read::articles`] |
//! | articles, however many | one network, on all cores | [`pipeline::build`] |
//! | | what each states, one after another | [`pipeline::extract`], [`pipeline::each`] |
//! | a network file | the network | [`graph::open`], [`graph::read`] |
//! | a network | an answer | [`Network::ask`](graph::Network::ask), [`Network::subgraph`](graph::Network::subgraph), [`graph::query`] |
//! | | who stands with whom, and since when | [`graph::analysis`] |
//! | | a file, a table, a picture | [`OutputFormat::write`](graph::OutputFormat::write) |
//! | two networks | one; what is new | [`Network::merge`](graph::Network::merge), [`Diff`](graph::analysis::Diff) |
//! | a network and its texts | proof | [`graph::verify()`] |
//! | actors and relations of your own | them found too | [`Extractor::with_actors`](extract::Extractor::with_actors), [`with_relations`](extract::Extractor::with_relations) |
//!
//! A folder to a table:
//!
//! ```no_run
//! use newsgraph::{extract::Extractor, graph::{OutputFormat, export::Options}, pipeline, read};
//! use std::fs::File;
//!
//! # fn main() -> newsgraph::Result<()> {
//! let articles = read::open("news/".as_ref(), &read::Options::default())?;
//! let network = pipeline::build(&Extractor::english(), articles, 0, |error| {
//!     eprintln!("left out: {error}");
//!     Ok(())
//! })?;
//! OutputFormat::Csv.write(&network, &Options::default(), &mut File::create("edges.csv")?)?;
//! # Ok(())
//! # }
//! ```
//!
//! Who is for and against whom, month by month:
//!
//! ```
//! # let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json");
//! use newsgraph::graph::{self, analysis::{Basis, Period, stances}};
//! let network = graph::open(path)?; // "week.json"
//! for stance in stances(&network, Some(Period::Month)) {
//!     for (month, tally) in &stance.periods {
//!         let [for_them, against] = tally.votes(Basis::default());
//!         println!("{} {} -> {}: +{for_them} -{against}", month, network.label(stance.source), network.label(stance.target));
//!     }
//! }
//! # Ok::<(), newsgraph::Error>(())
//! ```
//!
//! One text to JSON, on any thread of a service: an [`Extractor`](extract::Extractor) is shared, cloning one is cheap.
//!
//! ```
//! use newsgraph::{Article, extract::Extractor};
//! let extractor = Extractor::english(); // once, when the service starts
//! let answer = |text: &str| serde_json::to_string(&extractor.extract(&Article::new("request", text)).observations);
//! assert!(answer("France supported Kyiv.").unwrap().contains(r#""relation":"supports""#));
//! ```
//!
//! # The nouns, in the order in which an article meets them
//!
//! - An [`Article`] owns its text as given. A [`Span`] is a place in it, half-open, in bytes; a quote is a slice.
//!   [`read`] makes articles of files, folders and JSON Lines.
//! - A [`Sentence`](extract::text::Sentence) holds tokens, and knows whether it belongs to the story or to the page around it.
//! - A [`Parse`](extract::syntax::Parse) adds tags, lemmas, a dependency tree and names.
//! - A [`Mention`](extract::actor::Mention) is a place in the text, an [`Actor`](extract::actor::Actor) is who it means; the
//!   [`Cast`](extract::actor::Cast) of an article joins the two.
//! - A [`Fact`](extract::fact::Fact) is one clause and one of its arguments in the sentence's own words, whatever the relation.
//! - An [`Attribution`](extract::quote::Attribution) is who says what, in which words.
//! - An [`Observation`](extract::relation::Observation) is a typed relation stated at one place. It cannot be without its quote.
//! - An [`Extractor`](extract::Extractor) holds the models and goes all this way; [`pipeline`] does it for many articles, on all cores.
//! - A [`Network`](graph::Network) has actors as nodes and relations as edges, each with its [`Evidence`](graph::Evidence). It is
//!   merged, asked ([`graph::query`]), weighed as a whole ([`graph::analysis`]), [verified](graph::verify()), [stored](graph::store) and [drawn](graph::export).
//!
//! # What it costs
//!
//! The library carries about 13 MB of models, which are read on first use in some tenths of a second. After that one
//! thread reads tens of thousands of words a second; `cargo bench` measures it. Time and memory are linear in the text.
//!
//! # Errors
//!
//! Text never fails: odd text gives fewer relations. Files, word lists and arguments do, with an [`Error`] that names the
//! file, the line and what to do. Should a mistake of ours panic over one text, [`pipeline`] makes it the error of that article.
//!
//! # Threads
//!
//! All types can be sent to other threads and, but for a `Store` and what reads files, shared by them. Only [`pipeline`] starts threads, and only while it
//! runs. Nothing is global that could be changed.
//!
//! # Versions
//!
//! What you fill in ([`Article`], [`Document`], [`Observation`](extract::relation::Observation), [`Filter`](graph::Filter), options) may get more fields in a minor
//! version: end it with `..`, as in `Filter { top: Some(9), ..Filter::default() }`. What you read is `#[non_exhaustive]`, and so are lists of names that may
//! grow. The traits of `serde` are the only things of another crate that are promised. A better extractor is a minor version: the same text may then state more.
//!
//! # Features
//!
//! `png` (pictures in points) and `store` (networks in SQLite) are on; `parquet`, `sparql` and `train` are not.

pub mod sketch;

pub mod article;
pub mod span;

pub mod read;

pub mod lexicon;

pub mod extract;

pub mod graph;

pub mod pipeline;

#[doc(hidden)] // The program.
pub mod cli;
pub mod error;

pub use article::{Article, CharOffsets, Document};
pub use error::{Error, Result};
pub use sketch::Sketch;
pub use span::Span;

/// The README's example is a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
