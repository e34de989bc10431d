//! The word classes of `data/en/saying.toml`: which words attribute, and what each takes as its content.

use crate::error::{Error, Result};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a verb of saying may take as its content. A set: most verbs take several things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Frames(u16);

impl Frames {
    /// "said that it would leave"
    pub(super) const CLAUSE: Frames = Frames(1);
    /// "…," he said
    pub(super) const QUOTES: Frames = Frames(2);
    /// "announced a policy"
    pub(super) const OBJECT: Frames = Frames(4);
    /// "agreed to leave"
    pub(super) const INFINITIVE: Frames = Frames(8);
    /// "urged Paris to leave"
    pub(super) const REQUEST: Frames = Frames(16);
    /// "called it a success"
    pub(super) const NAMING: Frames = Frames(32);
    /// "accused Paris of lying"
    pub(super) const BLAMING: Frames = Frames(64);
    /// "is said to be ill"
    pub(super) const HEARSAY: Frames = Frames(128);
    /// "citing officials"
    pub(super) const CITING: Frames = Frames(256);
    /// "told reporters that": its object is told.
    pub(super) const TELLING: Frames = Frames(512);

    /// Does the set hold all of `other`?
    pub(super) fn has(self, other: Frames) -> bool {
        self.0 & other.0 == other.0
    }
}

/// The words of one language that attribute.
#[derive(Clone, Debug)]
pub(crate) struct Saying {
    verbs: FxHashMap<String, Frames>,
    adverbs: FxHashSet<String>,
    nouns: FxHashSet<String>,
    views: FxHashSet<String>,
    carriers: FxHashSet<String>,
    informants: FxHashSet<String>,
    after: FxHashMap<String, FxHashSet<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    clause: String,
    quotes: String,
    object: String,
    infinitive: String,
    request: String,
    naming: String,
    blaming: String,
    hearsay: String,
    citing: String,
    telling: String,
    adverbs: String,
    nouns: String,
    views: String,
    carriers: String,
    informants: String,
    after: BTreeMap<String, String>,
}

static ENGLISH: LazyLock<Saying> = LazyLock::new(|| {
    Saying::parse(include_str!("../../../data/en/saying.toml")).expect("the embedded saying.toml is checked by tests")
});

impl Saying {
    /// The built-in English words.
    pub fn english() -> &'static Saying {
        &ENGLISH
    }

    /// Reads a `saying.toml`.
    ///
    /// # Errors
    /// When it is not TOML or a class is missing or unknown; the message names the line.
    pub fn parse(text: &str) -> Result<Saying> {
        let file: File = toml::from_str(text).map_err(|e| {
            let line = e.span().map_or(1, |s| 1 + text[..s.start].matches('\n').count());
            Error::new(e.message().to_string()).in_file("saying.toml").on_line(line)
        })?;
        let mut verbs: FxHashMap<String, Frames> = FxHashMap::default();
        for (words, frame) in [
            (&file.clause, Frames::CLAUSE),
            (&file.quotes, Frames::QUOTES),
            (&file.object, Frames::OBJECT),
            (&file.infinitive, Frames::INFINITIVE),
            (&file.request, Frames::REQUEST),
            (&file.naming, Frames::NAMING),
            (&file.blaming, Frames::BLAMING),
            (&file.hearsay, Frames::HEARSAY),
            (&file.citing, Frames::CITING),
            (&file.telling, Frames::TELLING),
        ] {
            for word in words.split_whitespace() {
                verbs.entry(word.to_string()).or_default().0 |= frame.0;
            }
        }
        let set = |words: &str| words.split_whitespace().map(str::to_string).collect();
        let after: FxHashMap<String, FxHashSet<String>> = file
            .after
            .iter()
            .map(|(case, words)| (case.clone(), set(words)))
            .collect();
        for word in after.values().flatten() {
            verbs.entry(word.clone()).or_default();
        }
        Ok(Saying {
            verbs,
            adverbs: set(&file.adverbs),
            nouns: set(&file.nouns),
            views: set(&file.views),
            carriers: set(&file.carriers),
            informants: set(&file.informants),
            after,
        })
    }

    /// What a verb may take; nothing when it does not attribute. The lemmatiser may have lost a final "e".
    pub(super) fn verb<'a>(&self, lemma: &'a str) -> Option<(std::borrow::Cow<'a, str>, Frames)> {
        if let Some(&frames) = self.verbs.get(lemma) {
            return Some((lemma.into(), frames));
        }
        let with_e = format!("{lemma}e");
        let frames = *self.verbs.get(&with_e)?;
        Some((with_e.into(), frames))
    }

    /// Does the noun after this preposition tell what the verb says?
    pub(super) fn takes(&self, verb: &str, case: &str) -> bool {
        self.after.get(case).is_some_and(|verbs| verbs.contains(verb))
    }

    /// "reportedly"
    pub(super) fn is_adverb(&self, word: &str) -> bool {
        self.adverbs.contains(word)
    }

    /// "claim", "allegation"
    pub(super) fn is_noun(&self, lemma: &str) -> bool {
        self.nouns.contains(lemma)
    }

    /// "request" of "at the request of"
    pub(super) fn is_view(&self, lemma: &str) -> bool {
        self.views.contains(lemma)
    }

    /// "statement" of "a statement saying"
    pub(super) fn is_carrier(&self, lemma: &str) -> bool {
        self.carriers.contains(lemma)
    }

    /// "officials" of "citing officials"
    pub(super) fn is_informant(&self, lemma: &str) -> bool {
        self.informants.contains(lemma)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_are_read() {
        let words = Saying::english();
        let (_, say) = words.verb("say").expect("say attributes");
        assert!(say.has(Frames::CLAUSE) && say.has(Frames::QUOTES) && !say.has(Frames::OBJECT));
        assert_eq!(words.verb("stat").expect("a lost e").0, "state");
        assert!(words.takes("call", "for"));
        assert!(words.verb("walk").is_none());
    }

    #[test]
    fn errors_name_the_line() {
        let error = Saying::parse("clause = \"say\"\nspoken = \"x\"\n").expect_err("an unknown class");
        assert!(error.to_string().starts_with("saying.toml:2:"), "{error}");
    }
}
