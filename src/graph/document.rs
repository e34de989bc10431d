//! The documents of a network, by the id under which each is kept.

use super::node::first_known;
use super::text::Text;
use crate::Document;
use std::collections::BTreeMap;
use std::sync::Arc;

/// By the id under which it is kept.
pub(super) type Documents = BTreeMap<Text, Kept>;

/// A document, which networks that are made of each other share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Kept {
    pub document: Arc<Document>,
    /// Its date once more, as edges hold it.
    pub date: Option<Text>,
}

impl Kept {
    pub fn new(document: Arc<Document>) -> Kept {
        Kept {
            date: document.date.as_deref().map(Text::from),
            document,
        }
    }

    /// Two accounts of one text become one, whichever comes first; true when the date is another than before.
    pub fn join(&mut self, other: &Document) -> bool {
        if *self.document == *other {
            return false;
        }
        let before = self.document.date.clone();
        let mine = Arc::make_mut(&mut self.document);
        for (mine, theirs) in [
            (&mut mine.title, &other.title),
            (&mut mine.date, &other.date),
            (&mut mine.publisher, &other.publisher),
            (&mut mine.byline, &other.byline),
            (&mut mine.url, &other.url),
        ] {
            *mine = first_known(mine.take(), theirs.clone());
        }
        // One text has one sketch; documents of older files have none.
        mine.sketch = match (mine.sketch.take(), other.sketch.clone()) {
            (Some(mine), Some(theirs)) => Some(mine.min(theirs)),
            (mine, theirs) => mine.or(theirs),
        };
        let is_changed = before != mine.date;
        if is_changed {
            self.date = mine.date.as_deref().map(Text::from);
        }
        is_changed
    }
}
