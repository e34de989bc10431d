//! Where on a page the article is.

use super::text::{self, Paragraph};
use super::tree;
use dom_query::{Document, NodeId, NodeRef};
use dom_smoothie::{Config, Readability};
use std::collections::{BTreeSet, HashMap};

/// The part that holds so many hundredths of the article's sentences is the article: beside it stand a summary or a quotation.
const SHARE: usize = 85;

/// The text of the article. The readability algorithm says which sentences belong to it; the text is taken from the page itself, from the
/// smallest element that holds nearly all of these, because the algorithm leaves out paragraphs, and joins words, where a page is
/// built of many small boxes.
pub(super) fn main(document: &Document, title: Option<&str>) -> String {
    let all = text::paragraphs(&document.root(), title);
    let sentences: Vec<&Paragraph> = all.iter().filter(|paragraph| paragraph.is_story()).collect();
    let known = readable(document, title);
    let read: Vec<&Paragraph> = sentences.iter().filter(|p| known.contains(&p.text)).copied().collect();
    let wanted = if read.is_empty() { sentences } else { read };
    match smallest(document, &wanted) {
        Some(node) => text::story_of(&node, title),
        None => String::new(),
    }
}

/// The paragraphs that the algorithm takes.
fn readable(document: &Document, title: Option<&str>) -> BTreeSet<String> {
    let config = Config {
        disable_json_ld: true,
        ..Config::default()
    };
    let part = Readability::with_document(document.clone(), None, Some(config)).and_then(|mut page| page.parse());
    let Some(part) = part.ok().and_then(|part| tree::parse(&part.content).ok()) else {
        return BTreeSet::new();
    };
    text::paragraphs(&part.root(), title)
        .into_iter()
        .map(|paragraph| paragraph.text)
        .collect()
}

/// The smallest element that holds nearly all of these paragraphs, by their length.
fn smallest<'d>(document: &'d Document, wanted: &[&Paragraph]) -> Option<NodeRef<'d>> {
    let lengths: HashMap<NodeId, usize> = wanted.iter().map(|p| (p.place, p.text.len())).collect();
    let total: usize = lengths.values().sum();
    let mut sum = 0;
    let mut found = None;
    // Each element twice, as in `text`: before its content, and behind it with what was there before. The first that closes is the smallest.
    let mut pending = vec![(document.root(), None)];
    while let Some((node, before)) = pending.pop() {
        match before {
            Some(before) => {
                if found.is_none() && (sum - before) * 100 >= total * SHARE {
                    found = Some(node);
                }
            }
            None if node.is_text() => sum += lengths.get(&node.id).unwrap_or(&0),
            None => {
                pending.push((node, Some(sum)));
                pending.extend(node.children_it(true).map(|child| (child, None)));
            }
        }
    }
    found.filter(|_| total > 0)
}
