//! [`Article`]: one text, with what is known of where it came from.

use crate::{Sketch, Span};
use serde::{Deserialize, Serialize};

/// One news article as it was read: its text unchanged, and what its source says of it.
///
/// ```
/// use newsgraph::Article;
/// let article = Article {
///     date: Some("2024-03-04".into()),
///     publisher: Some("The Courier".into()),
///     ..Article::new("monday", "Paris backed Berlin.")
/// };
/// assert_eq!(article.text.len(), 20);
/// ```
///
/// It may get more fields: end what you write with `..`, as above.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// The id given with the text; the file name without its extension for files.
    pub id: String,
    /// The text as given, decoded to UTF-8, nothing else changed. All offsets count in it.
    pub text: String,
    /// The headline, where the source gives one apart from the text.
    pub title: Option<String>,
    /// The day of publication, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it, as the source says.
    pub byline: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
}

impl Article {
    /// An article of which only the text is known.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Article {
        Article {
            id: id.into(),
            text: text.into(),
            ..Article::default()
        }
    }
}

/// Turns byte spans into character spans (Unicode code points), for readers that count so.
///
/// Built once per article; `O(1)` per call for ASCII text, `O(log n)` else.
///
/// ```
/// use newsgraph::{CharOffsets, Span};
/// let text = "Élysée said";
/// let chars = CharOffsets::new(text);
/// assert_eq!(chars.of(Span::new(9, 13)), Span::new(7, 11));
/// ```
#[derive(Clone, Debug)]
pub struct CharOffsets {
    /// For each non-ASCII character: the byte after it, and how many bytes the text before that has over its characters.
    extra: Vec<(u32, u32)>,
}

impl CharOffsets {
    /// Reads the text once.
    pub fn new(text: &str) -> CharOffsets {
        let mut extra = Vec::new();
        let mut surplus = 0;
        for (at, c) in text.char_indices() {
            if c.len_utf8() > 1 {
                surplus += c.len_utf8() as u32 - 1;
                extra.push((at as u32 + c.len_utf8() as u32, surplus));
            }
        }
        CharOffsets { extra }
    }

    /// The same place counted in characters.
    pub fn of(&self, bytes: Span) -> Span {
        Span {
            start: self.at(bytes.start),
            end: self.at(bytes.end),
        }
    }

    fn at(&self, byte: u32) -> u32 {
        let before = self.extra.partition_point(|&(end, _)| end <= byte);
        byte - before.checked_sub(1).map_or(0, |i| self.extra[i].1)
    }
}

/// What a network keeps of an article it was built from.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Document {
    /// The article's id.
    pub id: String,
    /// SHA-256 of its text, in lower-case hexadecimal.
    pub sha256: String,
    /// Its headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The day of publication, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Who wrote it, as the source says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byline: Option<String>,
    /// Where it can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What tells copies of its text from other texts, without the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sketch: Option<Sketch>,
}

/// Is it written as a day, a month or a year is: `2024-03-01`, `2024-03`, `2024`?
pub(crate) fn is_date(text: &str) -> bool {
    let shape = |(i, b): (usize, u8)| match i {
        4 | 7 => b == b'-',
        _ => b.is_ascii_digit(),
    };
    let within = |range, from, to| text.get(range).is_none_or(|part| (from..=to).contains(&part));
    matches!(text.len(), 4 | 7 | 10)
        && text.bytes().enumerate().all(shape)
        && within(5..7, "01", "12")
        && within(8..10, "01", "31")
}

impl From<&Article> for Document {
    fn from(article: &Article) -> Document {
        use sha2::{Digest, Sha256};
        use std::fmt::Write;
        let mut sha256 = String::with_capacity(64);
        for byte in Sha256::digest(article.text.as_bytes()) {
            let _ = write!(sha256, "{byte:02x}");
        }
        Document {
            id: article.id.clone(),
            sha256,
            title: article.title.clone(),
            // What is no date says nothing.
            date: article.date.clone().filter(|date| is_date(date)),
            publisher: article.publisher.clone(),
            byline: article.byline.clone(),
            url: article.url.clone(),
            sketch: Some(Sketch::of(&article.text)),
        }
    }
}
