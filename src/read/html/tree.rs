//! A page to its tree, within limits: what is made to be too much is refused while it is parsed, before it has taken time or memory.
//!
//! How deep a page goes, and how many elements it has, only its parser knows: it closes what is left open, and opens anew what was closed
//! too early, up to all of it at every paragraph. So the limits stand between the parser's two halves, and count what really becomes of the page.

use crate::{Error, Result};
use dom_query::{Document, NodeId, NodeRef};
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{ParseError, Tag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer};
use html5ever::tree_builder::{Tracer, TreeBuilder, TreeBuilderOpts};
use html5ever::{TokenizerResult, local_name};
use std::cell::Cell;

/// Elements in each other. Browsers stop at 512; real pages have under a hundred.
const DEEPEST: usize = 1000;

/// Elements, pieces of text and comments. The longest live blogs have some ten thousand elements.
const MOST_NODES: usize = 200_000;

/// Steps from all of them up to the page: whoever asks of each what it is within takes so many. A live blog takes half a million.
const MOST_STEPS: usize = 5_000_000;

/// Tags, those that close included.
const MOST_TAGS: usize = 500_000;

/// Attributes of one tag.
const MOST_ATTRIBUTES: usize = 5000;

/// Words without the end of a tag or a comment: as many attributes may be waiting, and each is compared with all before it.
const MOST_WORDS: usize = 30_000;

/// So much of a page is parsed between two looks at what waits.
const PIECE: usize = 4096;

/// Parses a page.
///
/// # Errors
///
/// More of something than any news page has.
pub(super) fn parse(page: &str) -> Result<Document> {
    let options = TreeBuilderOpts {
        scripting_enabled: false,
        ..TreeBuilderOpts::default()
    };
    let guard = Guard {
        builder: TreeBuilder::new(Document::default(), options),
        waiting: Cell::default(),
        tags: Cell::default(),
        shared: Cell::default(),
        problem: Cell::default(),
    };
    let parser = Tokenizer::new(guard, Default::default());
    let queue = BufferQueue::default();
    let mut rest = page;
    while !rest.is_empty() && parser.sink.problem.get().is_none() {
        let mut end = PIECE.min(rest.len());
        while !rest.is_char_boundary(end) {
            end += 1;
        }
        let piece;
        (piece, rest) = rest.split_at(end);
        parser.sink.wait_for(piece);
        queue.push_back(StrTendril::from(piece));
        while !matches!(parser.feed(&queue), TokenizerResult::Done) {}
        // Nobody reads them, and every byte may be one.
        parser.sink.builder.sink.errors.borrow_mut().clear();
    }
    if parser.sink.problem.get().is_none() {
        parser.end();
    }
    if let Some((most, what)) = parser.sink.problem.get() {
        return Err(too_much(most, what));
    }
    let document = parser.sink.builder.sink;
    weigh(&document)?;
    Ok(document)
}

fn too_much(most: usize, what: &str) -> Error {
    Error::new(format!("more than {most} {what}: no news page is written so"))
}

/// How deep the tree is, which only now is certain.
fn weigh(document: &Document) -> Result<()> {
    let mut steps = 0;
    let mut pending: Vec<(NodeRef, usize)> = vec![(document.root(), 0)];
    while let Some((node, depth)) = pending.pop() {
        steps += depth;
        if depth > DEEPEST {
            return Err(too_much(DEEPEST, "elements in each other"));
        }
        if steps > MOST_STEPS {
            return Err(too_much(MOST_STEPS, "steps from all its elements to the page"));
        }
        pending.extend(node.children_it(true).map(|child| (child, depth + 1)));
    }
    Ok(())
}

/// Hands tokens on to the builder of the tree until there are too many of something.
struct Guard {
    builder: TreeBuilder<NodeId, Document>,
    /// Words since the last token.
    waiting: Cell<usize>,
    tags: Cell<usize>,
    /// Attributes of all tags of `<html>` and `<body>`, which are those of one element.
    shared: Cell<usize>,
    /// What there is too much of.
    problem: Cell<Option<(usize, &'static str)>>,
}

impl Guard {
    /// Counts what may separate attributes.
    fn wait_for(&self, piece: &str) {
        let separates = |b: &&u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'"' | b'\'');
        self.waiting
            .set(self.waiting.get() + piece.bytes().filter(|b| separates(&b)).count());
        if self.waiting.get() > MOST_WORDS {
            self.problem.set(Some((MOST_WORDS, "words without the end of a tag")));
        }
    }

    fn tag(&self, tag: &Tag) {
        self.tags.set(self.tags.get() + 1);
        if self.tags.get() > MOST_TAGS {
            self.problem.set(Some((MOST_TAGS, "tags")));
        }
        let mut attributes = tag.attrs.len();
        if matches!(tag.name, local_name!("html") | local_name!("body")) {
            self.shared.set(self.shared.get() + attributes);
            attributes = self.shared.get();
        }
        if attributes > MOST_ATTRIBUTES {
            self.problem.set(Some((MOST_ATTRIBUTES, "attributes in a tag")));
        }
    }

    /// What the builder has open or will open again.
    fn open(&self) -> usize {
        let count = Count(Cell::new(0));
        self.builder.trace_handles(&count);
        count.0.get()
    }
}

struct Count(Cell<usize>);

impl Tracer for Count {
    type Handle = NodeId;

    fn trace_handle(&self, _: &NodeId) {
        self.0.set(self.0.get() + 1);
    }
}

impl TokenSink for Guard {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        self.waiting.set(0);
        match &token {
            ParseError(_) => return TokenSinkResult::Continue,
            TagToken(tag) => self.tag(tag),
            _ => {}
        }
        if self.problem.get().is_some() {
            return TokenSinkResult::Continue;
        }
        let result = self.builder.process_token(token, line);
        if self.builder.sink.tree.len() > MOST_NODES {
            self.problem.set(Some((MOST_NODES, "elements and pieces of text")));
        }
        // Not at each: counting takes as long as there are open ones.
        if self.tags.get().is_multiple_of(32) && self.open() > 2 * DEEPEST {
            self.problem.set(Some((DEEPEST, "elements in each other")));
        }
        result
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
