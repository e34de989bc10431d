//! Which verb a quotation belongs to: `"…," X said`, `X said: "…"`, or the speaker of the quotation before.

use super::marks::{At, Marked};
use super::page::Page;
use super::saying::Frames;
use super::verb::Verb;
use crate::extract::syntax::{Deprel, Xpos};

/// How many words may stand between a quotation and its verb.
const MAX_GAP: usize = 30;
/// A quotation of fewer words is no utterance of its own.
const MIN_WORDS: usize = 4;

/// What a quotation belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// A verb of saying.
    Verb(At),
    /// The sentence before its colon, whatever its verb.
    Sentence(At),
}

impl Page<'_> {
    /// For each quotation the verb that it belongs to, by its place alone.
    pub(super) fn links(&self) -> Vec<Option<Link>> {
        self.marks.iter().map(|m| self.link(m)).collect()
    }

    fn link(&self, m: &Marked) -> Option<Link> {
        let right = || self.right(m).map(Link::Verb);
        let left = || self.left(m).map(Link::Verb);
        if m.open.word == 0 {
            right().or_else(left)
        } else {
            left().or_else(right).or_else(|| self.colon(m).map(Link::Sentence))
        }
    }

    /// How many words stand between the marks; sentences count as many.
    fn words(&self, m: &Marked) -> usize {
        if m.open.sentence == m.close.sentence {
            m.close.word - m.open.word - usize::from(m.closed)
        } else {
            MAX_GAP
        }
    }

    fn starts_high(&self, m: &Marked) -> bool {
        let inner = m.span.of(self.text);
        inner
            .chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(|c| c.is_uppercase() || c.is_numeric())
    }

    /// Is a finite verb among its first words?
    fn is_clause(&self, m: &Marked) -> bool {
        let tree = self.tree(m.open.sentence);
        let end = if m.open.sentence == m.close.sentence {
            m.close.word
        } else {
            tree.len()
        };
        (m.open.word..end).any(|i| matches!(tree.xpos(i), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md))
    }

    /// `"…," X said` or `"…," said X`
    fn right(&self, m: &Marked) -> Option<At> {
        let s = m.close.sentence;
        let tree = self.tree(s);
        let first = m.close.word + 1;
        if !m.closed || first >= tree.len() {
            return None;
        }
        let inner_end = tree.form(m.close.word.checked_sub(1)?);
        let cut = |w: &str| matches!(w, "," | "." | "!" | "?" | "…" | "..." | "—" | "–" | "-" | ";" | "]");
        // "“We are ready” tweeted the minister"
        let beside = || {
            matches!(tree.xpos(first), Xpos::Vbd | Xpos::Vbz)
                && Verb::at(self, s, first)
                    .is_some_and(|verb| verb.frames.has(Frames::QUOTES) && verb.behind().is_some())
        };
        if !cut(inner_end) && !tree.is(first, ",") && !beside() {
            return None;
        }
        if m.open.word > 0 {
            let before = At {
                sentence: m.open.sentence,
                word: m.open.word - 1,
            };
            let form = self.tree(before.sentence).form(before.word);
            let boundary = matches!(form, "," | ":" | ";" | "—" | "–" | "-" | "." | "…") || m.open.sentence != s;
            if !boundary && self.tree(before.sentence).deprel(before.word) != Deprel::Cc {
                return None;
            }
        }
        let from = if tree.is(first, ",") { first + 1 } else { first };
        for v in from..tree.len().min(from + MAX_GAP) {
            if self.level(s, v) != m.parent
                || matches!(tree.form(v), ";" | ":" | ".")
                || (v == from && tree.deprel(v) == Deprel::Cc)
            {
                return None;
            }
            if !tree.is_verb(v) {
                continue;
            }
            let own = self.own_subject(s, v);
            let speaks = matches!(tree.xpos(v), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Vb | Xpos::Vbn)
                && Verb::at(self, s, v).is_some_and(|verb| verb.frames.has(Frames::QUOTES));
            let before =
                || Verb::at(self, s, v).is_some_and(|verb| verb.before().is_some_and(|voice| voice.word >= from));
            if speaks && (v == from || own.is_some_and(|w| w >= from && !tree.is_relative(w)) || before()) {
                return Some(At { sentence: s, word: v });
            }
            // Another clause has begun; one that describes the speaker is passed over.
            if own.is_some_and(|w| !tree.is_relative(w)) && !matches!(tree.deprel(v), Deprel::AclRelcl | Deprel::Acl) {
                return None;
            }
        }
        None
    }

    /// `X said: "…"`, `X told reporters, "…"`, `X saying "…"`
    fn left(&self, m: &Marked) -> Option<At> {
        let s = m.open.sentence;
        let tree = self.tree(s);
        let before = m.open.word.checked_sub(1)?;
        let high = self.starts_high(m);
        // "chanting “no more war”"
        let beside =
            tree.is_verb(before) && Verb::at(self, s, before).is_some_and(|verb| verb.frames.has(Frames::QUOTES));
        let fits = match tree.form(before) {
            ":" => true,
            "," => high || self.words(m) >= MIN_WORDS,
            _ if beside => true,
            // Titles stand between marks too: they have no verb.
            _ => high && self.words(m) >= MIN_WORDS && self.is_clause(m),
        };
        if !fits {
            return None;
        }
        for v in (before.saturating_sub(MAX_GAP)..=before).rev() {
            if self.level(s, v) != m.parent || tree.is(v, ";") {
                return None;
            }
            if !tree.is_verb(v) {
                continue;
            }
            let verb = Verb::at(self, s, v).filter(|verb| verb.frames.has(Frames::QUOTES));
            if let Some(verb) = verb
                && verb.speaker().or_else(|| verb.before()).is_some()
            {
                return Some(At { sentence: s, word: v });
            }
            if self.own_subject(s, v).is_some_and(|w| !tree.is_relative(w)) {
                return None;
            }
        }
        None
    }

    /// `X opposed the plan: "…"`: the verb of the sentence before the colon.
    fn colon(&self, m: &Marked) -> Option<At> {
        let s = m.open.sentence;
        let tree = self.tree(s);
        let before = m.open.word.checked_sub(1)?;
        if !tree.is(before, ":") || !self.starts_high(m) || self.words(m) < MIN_WORDS {
            return None;
        }
        let v = (0..before).find(|&v| {
            tree.is_verb(v)
                && self.level(s, v) == m.parent
                && self.own_subject(s, v).is_some_and(|w| w < v)
                && !matches!(tree.deprel(v), Deprel::AclRelcl | Deprel::Advcl)
        })?;
        Some(At { sentence: s, word: v })
    }

    /// Is it whole sentences between marks, with no word outside?
    pub(super) fn stands_alone(&self, m: &Marked) -> bool {
        let tree = self.tree(m.close.sentence);
        m.parent.is_none()
            && !m.single
            && m.open.word == 0
            && self.words(m) >= MIN_WORDS
            && (m.close.word + 1..tree.len()).all(|i| matches!(tree.form(i), "." | "," | ";" | "!" | "?"))
    }
}
