//! [`Reader`]: everything known of one article, and how a word of it is traced to an actor.

mod owner;
mod refer;
mod shown;
mod speaker;

use super::patient::Patients;
use super::vocabulary::Vocabulary;
use super::{Confidence, Modality, Observation, Polarity};
use crate::extract::actor::{Actor, ActorIndex, Cast, Form, MentionIndex};
use crate::extract::clause::{Clauses, Quotation};
use crate::extract::text::Sentence;
use crate::{Article, CharOffsets, Span};
use std::borrow::Cow;

/// An actor as one end of a relation.
#[derive(Clone, Debug)]
pub(super) struct Referent {
    pub actor: ActorIndex,
    /// The mention's words in this sentence.
    pub span: Span,
    pub form: Form,
    /// Reached through another noun: the EU in "opposed the EU's plan".
    pub indirect: bool,
    /// That noun with its phrase: "the EU's plan".
    pub about: Option<Span>,
}

/// One article with all that the earlier stages found in it.
pub(super) struct Reader<'a> {
    pub article: &'a Article,
    pub sentences: &'a [Sentence],
    pub clauses: &'a [Clauses<'a>],
    pub cast: &'a Cast,
    pub quotations: &'a [Quotation],
    pub vocabulary: &'a Vocabulary,
    /// What is no actor and was done something to.
    pub patients: Patients,
    pub chars: CharOffsets,
    /// For each sentence where its words begin in `mentions`.
    starts: Vec<u32>,
    /// For each word the mention that covers it, or `u32::MAX`.
    mentions: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl<'a> Reader<'a> {
    pub fn new(
        article: &'a Article,
        sentences: &'a [Sentence],
        clauses: &'a [Clauses<'a>],
        cast: &'a Cast,
        quotations: &'a [Quotation],
        vocabulary: &'a Vocabulary,
    ) -> Reader<'a> {
        let mut starts = Vec::with_capacity(sentences.len() + 1);
        let mut n = 0;
        for sentence in sentences {
            starts.push(n);
            n += sentence.tokens.len() as u32;
        }
        starts.push(n);
        let mut mentions = vec![NONE; n as usize];
        // Longer mentions first, so that the shortest that covers a word keeps it; a head always belongs to its own.
        let mut order: Vec<usize> = (0..cast.mentions.len()).filter(|&m| !cast.mentions[m].inner).collect();
        order.sort_by_key(|&m| std::cmp::Reverse(cast.mentions[m].end - cast.mentions[m].first));
        for &m in &order {
            let mention = &cast.mentions[m];
            let base = starts[mention.sentence as usize];
            for word in mention.first..mention.end {
                mentions[(base + word) as usize] = m as u32;
            }
        }
        for (m, mention) in cast.mentions.iter().enumerate().filter(|(_, m)| !m.inner) {
            mentions[(starts[mention.sentence as usize] + mention.head) as usize] = m as u32;
        }
        let chars = CharOffsets::new(&article.text);
        Reader {
            article,
            sentences,
            clauses,
            cast,
            quotations,
            vocabulary,
            patients: Patients::new(&cast.actors),
            chars,
            starts,
            mentions,
        }
    }

    /// The actor of a referent.
    pub fn actor(&self, index: ActorIndex) -> Cow<'_, Actor> {
        match self.patients.actor(index) {
            Some(patient) => Cow::Owned(patient),
            None => Cow::Borrowed(self.cast.actor(index)),
        }
    }

    /// The mention that covers a word.
    pub fn mention(&self, s: usize, word: usize) -> Option<MentionIndex> {
        let m = self.mentions[self.starts[s] as usize + word];
        (m != NONE).then_some(MentionIndex(m))
    }

    /// The actor that a word names itself, with no way round.
    pub fn refer_exactly(&self, s: usize, word: usize) -> Option<Referent> {
        let mention = self.cast.mention(self.mention(s, word)?);
        Some(Referent {
            actor: mention.actor?,
            span: mention.span,
            form: mention.form,
            indirect: false,
            about: None,
        })
    }

    /// The actor and those it speaks for: whose office it holds, what it leads or belongs to.
    pub fn side(&self, actor: ActorIndex) -> Vec<ActorIndex> {
        let mut all = vec![actor];
        for role in &self.cast.roles {
            if self.cast.mention(role.holder).actor == Some(actor) {
                all.extend(self.cast.mention(role.body).actor);
            }
        }
        all
    }

    /// Quotes more of the article than one sentence.
    pub fn quote(&self, o: &mut Observation, span: Span) {
        o.quote = span.of(&self.article.text).to_string();
        o.bytes = span;
        o.chars = self.chars.of(span);
    }

    /// An observation with its ends, trigger and quote filled in.
    pub fn blank(&self, s: usize, a: &Referent, b: Option<&Referent>, trigger: Span) -> Observation {
        let text = &self.article.text;
        let sentence = self.sentences[s].span;
        let source = self.actor(a.actor);
        let target = b.map(|b| self.actor(b.actor));
        let words = |span: Span| span.of(text).to_string();
        Observation {
            doc: self.article.id.clone(),
            sent: s as u32,
            source: source.id.clone(),
            target: target.as_ref().map(|t| t.id.clone()),
            source_label: source.label.clone(),
            target_label: target.as_ref().map(|t| t.label.clone()),
            source_text: words(a.span),
            target_text: b.map(|b| words(b.span)),
            source_bytes: a.span,
            source_chars: self.chars.of(a.span),
            target_bytes: b.map(|b| b.span),
            target_chars: b.map(|b| self.chars.of(b.span)),
            trigger: words(trigger),
            trigger_bytes: trigger,
            trigger_chars: self.chars.of(trigger),
            relation: String::new(),
            plover: None,
            cameo: None,
            sign: 0,
            symmetric: false,
            polarity: Polarity::Affirmed,
            modality: Modality::Actual,
            holder: None,
            holder_label: None,
            title: None,
            about: None,
            amount: None,
            date: None,
            date_text: None,
            quote: words(sentence),
            bytes: sentence,
            chars: self.chars.of(sentence),
            rule: String::new(),
            confidence: Confidence::Medium,
        }
    }
}
