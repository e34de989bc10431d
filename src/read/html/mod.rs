//! A saved news page to its article: the main text, and what the page says of itself.
//!
//! Page furniture is taken out by `data/read/furniture.txt` first. Then the page's own mark (`itemprop="articleBody"`) tells the article or, where there
//! is none, the readability algorithm (crate `dom_smoothie`) does, and its text is taken as it stands: see [`part`].

mod furniture;
mod meta;
mod part;
mod text;
mod tree;

use crate::{Article, Error, Result};

/// What a page says of its encoding, in its first bytes.
pub(super) fn charset(bytes: &[u8]) -> Option<&str> {
    let start = &bytes[..bytes.len().min(4096)];
    let at = start
        .windows(8)
        .position(|window| window.eq_ignore_ascii_case(b"charset="))?;
    let rest = &start[at + 8..];
    let rest = rest
        .strip_prefix(b"\"")
        .or_else(|| rest.strip_prefix(b"'"))
        .unwrap_or(rest);
    let length = rest
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || b"-_:".contains(b))
        .count();
    std::str::from_utf8(&rest[..length])
        .ok()
        .filter(|name| !name.is_empty())
}

/// The article of a page; none if it has no text of one. It has no id yet.
///
/// # Errors
///
/// The page is made to be too much: see [`tree`].
pub(super) fn article(page: &str) -> Result<Option<Article>> {
    let document = tree::parse(page)?;
    let about = meta::of(&document);
    furniture::remove(&document, &about.story);
    let marked = document.select("[itemprop~=articleBody]");
    let marked: Vec<String> = marked
        .nodes()
        .iter()
        .map(|node| text::story_of(node, about.title.as_deref()))
        .collect();
    let mut text = marked.join("\n\n");
    if !text::is_story(&text) {
        text = part::main(&document, about.title.as_deref());
    }
    if !text::is_story(&text) {
        text = about.body.map(|body| body.trim().to_string()).unwrap_or_default();
    }
    Ok(text::is_story(&text).then(|| Article {
        text,
        title: about.title,
        date: about.date,
        publisher: about.publisher,
        byline: about.byline,
        url: about.url,
        ..Article::default()
    }))
}

/// The text of a piece of HTML, such as an entry of a feed has.
pub(super) fn text_of(html: &str) -> Result<String> {
    if !html.contains(['<', '&']) {
        return Ok(html.trim().to_string());
    }
    let document = tree::parse(html)?;
    for unseen in ["script", "style", "figure"] {
        document.select(unseen).remove();
    }
    Ok(text::of(&document.root(), None))
}

/// What is told of a page that has no text of an article.
pub(super) fn no_article() -> Error {
    Error::new(
        "no article found in this page: expected paragraphs of text; a front page, a video page or an empty one has none",
    )
}
