//! The text of a part of a page: paragraphs with an empty line between them.

use dom_query::{NodeId, NodeRef};

/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 40] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "summary",
];

/// A paragraph and where it began.
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) place: NodeId,
}

impl Paragraph {
    /// Is it a sentence, or several? Headlines, names and dates are not.
    pub(super) fn is_story(&self) -> bool {
        is_story(&self.text)
    }
}

pub(super) fn is_story(text: &str) -> bool {
    text.lines().any(|line| {
        let end = line.trim_end().trim_end_matches(['"', '”', '’', '\'', ')', '»']);
        let n_words = line.split_whitespace().count();
        // Some scripts have no blanks between words.
        let is_long = n_words >= 4 || (end.ends_with('。') && line.len() >= 30);
        (end.ends_with(['.', '!', '?', '…', '。']) && is_long) || (line.contains(". ") && n_words >= 12)
    })
}

/// The text of all that is in a node.
pub(super) fn of(node: &NodeRef, title: Option<&str>) -> String {
    let paragraphs: Vec<String> = paragraphs(node, title)
        .into_iter()
        .map(|paragraph| paragraph.text)
        .collect();
    paragraphs.join("\n\n")
}

/// The same without what stands before the first sentence and behind the last: names, dates, the headings of lists.
pub(super) fn story_of(node: &NodeRef, title: Option<&str>) -> String {
    let all = paragraphs(node, title);
    let beside = |paragraph: &&Paragraph| !paragraph.is_story() && paragraph.text.split_whitespace().count() < 12;
    let before = all.iter().take_while(beside).count();
    let behind = all.iter().rev().take_while(beside).count();
    let story = all.get(before..all.len() - behind).unwrap_or_default();
    story
        .iter()
        .map(|paragraph| paragraph.text.as_str())
        .collect::<Vec<_>>()
        .join("\n\n")
}

/// The paragraphs in a node. Those that are nothing but links, or the headline again, are left out.
pub(super) fn paragraphs(node: &NodeRef, title: Option<&str>) -> Vec<Paragraph> {
    let mut all = Vec::new();
    let mut draft = Draft::default();
    let mut links = 0;
    // Each element twice: when it opens and when it closes.
    let mut pending: Vec<(NodeRef, bool)> = node.children_it(true).map(|child| (child, true)).collect();
    while let Some((node, opens)) = pending.pop() {
        if node.is_text() {
            draft.push(&node, links > 0);
        }
        let Some(name) = node.node_name().filter(|_| node.is_element()) else {
            continue;
        };
        if BLOCKS.contains(&&*name) {
            all.extend(draft.end(title));
        }
        match (&*name, opens) {
            ("br", true) => draft.breaks += 1,
            ("a", true) => links += 1,
            ("a", false) => links -= 1,
            _ => {}
        }
        if draft.breaks >= 2 {
            all.extend(draft.end(title));
        }
        if opens && &*name != "br" {
            pending.push((node, false));
            pending.extend(node.children_it(true).map(|child| (child, true)));
        }
    }
    all.extend(draft.end(title));
    all
}

/// A paragraph under way.
#[derive(Default)]
struct Draft {
    text: String,
    place: Option<NodeId>,
    /// Letters in links.
    linked: usize,
    letters: usize,
    /// Line breaks since the last letter.
    breaks: usize,
}

impl Draft {
    fn end(&mut self, title: Option<&str>) -> Option<Paragraph> {
        let draft = std::mem::take(self);
        let text = draft.text.trim();
        // "Read more: ", and a headline.
        let sentence = text.ends_with(['.', '!', '?', '”', '"', '’']);
        let only_links = draft.linked * 10 >= draft.letters * if sentence { 9 } else { 6 };
        let keep = draft.letters > 0 && !only_links && Some(text) != title;
        keep.then_some(Paragraph {
            text: text.to_string(),
            place: draft.place?,
        })
    }

    /// Blanks are one blank, as a browser shows them; a soft hyphen is none.
    fn push(&mut self, node: &NodeRef, linked: bool) {
        for c in node.text().chars() {
            match c {
                '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
                c if c.is_whitespace() => {
                    if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                        self.text.push(' ');
                    }
                }
                c => {
                    if self.breaks > 0 && !self.text.is_empty() {
                        self.text.truncate(self.text.trim_end().len());
                        self.text.push('\n');
                    }
                    self.breaks = 0;
                    self.place.get_or_insert(node.id);
                    self.text.push(c);
                    let letter = usize::from(c.is_alphanumeric());
                    self.letters += letter;
                    self.linked += if linked { letter } else { 0 };
                }
            }
        }
    }
}
