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
//! # The nouns, in the order in which an article meets them
//!
//! - An [`Article`] owns its text as given. A [`Span`] is a place in it, half-open, in bytes; a quote is a slice.
//!   [`read`] makes articles of files, folders and JSON Lines.
//! - A [`Sentence`](extract::text::Sentence) holds tokens, and knows whether it belongs to the story or to the page around it.
//! - A [`Parse`](extract::syntax::Parse) adds tags, lemmas, a dependency tree and names.
//! - A [`Mention`](extract::actor::Mention) is a place in the text, an [`Actor`](extract::actor::Actor) is who it means; the
//!   [`Cast`](extract::actor::Cast) of an article joins the two.
//! - [`Clauses`](extract::clause::Clauses) tell who does what to whom, whatever the construction, and whether it is denied,
//!   planned or only said by someone.
//! - A [`Fact`](extract::fact::Fact) is one clause and one of its arguments in the sentence's own words, whatever the relation.
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
//! file, the line and what to do.

pub mod sketch;

pub mod article;
pub mod span;

pub mod read;

pub mod lexicon;

pub mod extract;

pub mod graph;

pub mod pipeline;

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
