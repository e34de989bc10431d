//! [`verify`]: does every quote stand where the network says it does?

use super::{Edge, Evidence, Network};
use crate::{Article, CharOffsets, Document, Sketch, Span};
use std::collections::BTreeMap;
use std::fmt;

/// Something that the texts do not bear out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Problem {
    /// The document.
    pub doc: String,
    /// The edge whose evidence it is; nothing where the document itself is wrong.
    pub edge: Option<String>,
    /// Which field of the evidence, or of the document.
    pub field: &'static str,
    /// What was expected and what was found.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problem { doc, edge, field, what } = self;
        match edge {
            Some(edge) => write!(f, "{doc}: {edge} {field}: {what}"),
            None => write!(f, "{doc}: {field}: {what}"),
        }
    }
}

/// Checks each document's hash, and each quote and span of its evidence, against the texts given as (id, text).
///
/// A text belongs to the document that has its hash, whatever its id; else to the document that has its id, which is
/// then reported as changed. Problems come in order of document and edge; none means that every word is proven.
///
/// ```
/// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
/// use newsgraph::graph;
/// let network = graph::read(json)?;
/// let text = "France backs Ukraine, but Hungary opposes more aid to Kyiv. Paris met Berlin on Monday.";
/// assert_eq!(graph::verify(&network, [("example-1", text)]), []);
/// let problems = graph::verify(&network, [("example-1", "France backed Ukraine.")]);
/// assert_eq!(problems[0].field, "sha256");
/// # Ok::<(), newsgraph::Error>(())
/// ```
///
/// # Complexity
///
/// `O(n)` in the texts and the evidence, `O(log k)` more for each span in a text with `k` characters outside ASCII.
pub fn verify<I, T>(network: &Network, texts: impl IntoIterator<Item = (I, T)>) -> Vec<Problem>
where
    I: Into<String>,
    T: Into<String>,
{
    let mut problems = Vec::new();
    let mut by_hash: BTreeMap<String, String> = BTreeMap::new();
    let mut by_id: BTreeMap<String, String> = BTreeMap::new();
    for (id, text) in texts {
        let article = Article::new(id, text);
        let sha256 = Document::from(&article).sha256;
        by_id.insert(article.id, sha256.clone());
        by_hash.insert(sha256, article.text);
    }
    let mut checks: BTreeMap<&str, Text> = BTreeMap::new();
    for document in network.documents() {
        let mut report = |what: String| problems.push(Problem::of(document, what));
        let found = by_id.get(&document.id);
        let text = match (by_hash.get(&document.sha256), found) {
            (Some(text), _) => text,
            (None, None) => {
                report("no text given that has this hash or this id".to_owned());
                continue;
            }
            (None, Some(found)) if document.sha256.is_empty() => {
                report(format!("the network does not know it; the text given has {found}"));
                &by_hash[found]
            }
            (None, Some(found)) => {
                report(format!(
                    "expected {}, the text given has {found}: it was changed",
                    document.sha256
                ));
                &by_hash[found]
            }
        };
        if document
            .sketch
            .as_ref()
            .is_some_and(|sketch| *sketch != Sketch::of(text))
        {
            report("its sketch is not that of the text".to_owned());
        }
        let chars = CharOffsets::new(text);
        checks.insert(&document.id, Text { text, chars });
    }
    for edge in network.edges().chain(network.untargeted()) {
        for evidence in &edge.evidence {
            if let Some(text) = checks.get(evidence.doc.as_str()) {
                text.check(edge, evidence, &mut problems);
            }
        }
    }
    problems.sort();
    problems.dedup();
    problems
}

impl Problem {
    fn of(document: &Document, what: String) -> Problem {
        Problem {
            doc: document.id.clone(),
            edge: None,
            field: "sha256",
            what,
        }
    }
}

struct Text<'a> {
    text: &'a str,
    chars: CharOffsets,
}

impl Text<'_> {
    fn check(&self, edge: &Edge, e: &Evidence, problems: &mut Vec<Problem>) {
        let mut report = |field, what| {
            problems.push(Problem {
                doc: e.doc.to_string(),
                edge: Some(edge.id.to_string()),
                field,
                what,
            });
        };
        let mut spans = vec![
            ("quote", e.quote.as_str(), e.bytes, e.chars),
            ("trigger", &e.trigger, e.trigger_bytes, e.trigger_chars),
            ("source_text", &e.source_text, e.source_bytes, e.source_chars),
        ];
        if let (Some(text), Some(bytes), Some(chars)) = (&e.target_text, e.target_bytes, e.target_chars) {
            spans.push(("target_text", text, bytes, chars));
        }
        for (field, words, bytes, chars) in spans {
            let Some(found) = self.text.get(bytes.range()) else {
                report(field, format!("bytes {} do not lie in the text", show(bytes)));
                continue;
            };
            if found != words {
                report(
                    field,
                    format!("expected {words:?} at bytes {}, found {found:?}", show(bytes)),
                );
            }
            let found = self.chars.of(bytes);
            if found != chars {
                report(field, format!("characters {} should be {}", show(chars), show(found)));
            }
        }
    }
}

fn show(span: Span) -> String {
    format!("{}..{}", span.start, span.end)
}
