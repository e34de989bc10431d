//! Takes out of a page what is no part of the story: `data/read/furniture.txt`.

use dom_query::{Document, NodeRef};
use std::collections::BTreeSet;
use std::sync::LazyLock;

#[derive(Default)]
struct Furniture {
    elements: BTreeSet<&'static str>,
    roles: BTreeSet<&'static str>,
    words: BTreeSet<&'static str>,
}

static FURNITURE: LazyLock<Furniture> = LazyLock::new(|| {
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/read/furniture.txt"));
    let mut furniture = Furniture::default();
    let mut section = "";
    for line in text.lines().map(|line| line.split('#').next().unwrap_or("").trim()) {
        match (line.strip_prefix('['), section) {
            _ if line.is_empty() => {}
            (Some(name), _) => section = name.trim_end_matches(']'),
            (None, "elements") => _ = furniture.elements.insert(line),
            (None, "roles") => _ = furniture.roles.insert(line),
            _ => _ = furniture.words.insert(line),
        }
    }
    furniture
});

/// Removes the furniture. What its class calls furniture stays where it holds a third of all letters: some site
/// calls its whole page so; and what has a class of `story`.
pub(super) fn remove(document: &Document, story: &[String]) {
    let root = document.root();
    let all: Vec<NodeRef> = root.descendants_it().filter(|node| node.is_element()).collect();
    for node in all.iter().filter(|node| is_element(node)) {
        node.remove_from_parent();
    }
    let (named, total) = named(&root, story);
    for (node, _) in named.iter().filter(|(_, letters)| letters * 3 < total) {
        node.remove_from_parent();
    }
}

/// Elements that call themselves furniture, with how much text each holds, and the text of all.
fn named<'a>(root: &NodeRef<'a>, story: &[String]) -> (Vec<(NodeRef<'a>, usize)>, usize) {
    let mut named = Vec::new();
    let mut total = 0;
    // Each element twice: before its content, and behind it with how much text there was before.
    let mut pending = vec![(*root, None)];
    while let Some((node, before)) = pending.pop() {
        match before {
            Some(before) => named.push((node, total - before)),
            None if node.is_text() => total += node.text().trim().len(),
            None => {
                if node.is_element() && is_named(&node) && !story.iter().any(|class| node.has_class(class)) {
                    pending.push((node, Some(total)));
                }
                pending.extend(node.children_it(true).map(|child| (child, None)));
            }
        }
    }
    (named, total)
}

fn is_element(node: &NodeRef) -> bool {
    let name = node.node_name().unwrap_or_default();
    FURNITURE.elements.contains(&*name)
        || node.attr("role").is_some_and(|role| FURNITURE.roles.contains(&*role))
        || node.attr("aria-hidden").is_some_and(|hidden| &*hidden == "true")
        || node.has_attr("hidden")
}

/// Is a word of its class or id one of furniture?
fn is_named(node: &NodeRef) -> bool {
    let name = node.node_name().unwrap_or_default();
    if ["html", "body", "main", "article"].contains(&&*name) {
        return false;
    }
    ["class", "id"]
        .iter()
        .filter_map(|attribute| node.attr(attribute))
        .any(|names| words(&names).any(|word| FURNITURE.words.contains(word.as_str())))
}

/// `"Page-belowBody"`: page, below, body.
fn words(names: &str) -> impl Iterator<Item = String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut lower = false;
    for c in names.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && lower) {
            words.push(std::mem::take(&mut word));
        }
        lower = c.is_lowercase();
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
    }
    words.push(word);
    words.into_iter()
}
