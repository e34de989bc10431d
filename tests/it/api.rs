//! What the library promises of its types, beyond what they do.

use newsgraph::extract::actor::{Cast, Registry};
use newsgraph::extract::relation::{Observation, Vocabulary};
use newsgraph::extract::{Extraction, Extractor};
use newsgraph::graph::export::Options;
use newsgraph::graph::query::{Answers, Names, Question};
use newsgraph::graph::{Edge, Filter, Network, OutputFormat, Pattern};
use newsgraph::{Article, Document, Error, read};

/// What a service shares among its threads, or hands from one to another.
#[test]
fn types_go_to_other_threads() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Article>();
    shared::<Document>();
    shared::<Error>();
    shared::<Extractor>();
    shared::<Extraction>();
    shared::<Cast>();
    shared::<Observation>();
    shared::<Registry>();
    shared::<Vocabulary>();
    shared::<Network>();
    shared::<Edge>();
    shared::<Pattern>();
    shared::<Filter>();
    shared::<Question>();
    shared::<Answers>();
    shared::<Names>();
    shared::<OutputFormat>();
    shared::<Options>();
    shared::<read::Options>();
    fn sent<T: Send>() {}
    sent::<read::Articles>();
    sent::<read::Record>();
    sent::<read::Records>();
    #[cfg(feature = "store")]
    sent::<newsgraph::graph::store::Store>();
}

/// Threads that ask one extractor get what one thread gets.
#[test]
fn an_extractor_is_shared() {
    let extractor = Extractor::english();
    let article = Article::new("a", "Serbia criticized Ukraine on Monday, but France supported Kyiv.");
    let alone = extractor.extract(&article).observations;
    assert_eq!(alone.len(), 2);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(extractor.extract(&article).observations, alone));
        }
    });
}

#[test]
fn errors_tell_where_and_why() {
    let error = newsgraph::graph::open("no/such.json").unwrap_err();
    assert_eq!((error.file(), error.line()), (Some("no/such.json"), None));
    assert!(std::error::Error::source(&error).is_some());
    let error = Extractor::english()
        .with_actors("a.toml", "\n[[actor]]\nname = 3\n")
        .unwrap_err();
    assert_eq!((error.file(), error.line()), (Some("a.toml"), Some(3)));
    // What an export refuses is the library's error, also by way of `io::Error`.
    let inner = std::io::Error::other(Error::new("told").on_line(7));
    assert_eq!(Error::from(inner).line(), Some(7));
}
