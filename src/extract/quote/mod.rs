//! Clauses and cast to [`Attribution`]s: who says what, with which words, whether or not it holds a relation.
//!
//! Quotation marks come first: which verb a quotation belongs to, by its place, over sentences and paragraphs. Then
//! each verb, noun and preposition of `data/en/saying.toml` gives its content by the syntax around it. Last, a
//! quotation that is left alone belongs to who spoke before.

mod aside;
mod direct;
mod fit;
mod frame;
mod marks;
mod page;
mod reach;
mod record;
mod saying;
mod verb;

pub use record::{AttributionRecord, PieceRecord, SpeakerRecord, records};
pub(crate) use saying::Saying;

pub use crate::extract::clause::Speaker;

use crate::Span;
use crate::extract::actor::{ActorIndex, Cast};
use crate::extract::clause::{Clauses, Quotation};
use crate::extract::text::{Block, Sentence};
use direct::Link;
use marks::At;
use page::Page;
use rustc_hash::FxHashMap;
use serde::Serialize;
use verb::Verb;

/// How the words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Kind {
    /// Between quotation marks as a whole.
    Direct,
    /// Retold, with some words between quotation marks.
    Mixed,
    /// Retold.
    Indirect,
}

/// Who says it: a noun phrase of the article, and who is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Source {
    /// The noun phrase, in bytes.
    pub span: Span,
    /// Its head.
    pub head: Speaker,
    /// Who is meant; nothing where that is not clear.
    pub actor: Option<ActorIndex>,
}

/// One attribution: somebody says, thinks or writes something.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attribution {
    /// Who; nothing where nobody is named: "reportedly".
    pub speaker: Option<Source>,
    /// The words that attribute; nothing for a quotation that only goes on.
    pub cue: Option<Span>,
    /// What is said, in text order, quotation marks included. Never empty.
    pub content: Vec<Span>,
    /// Direct, mixed or indirect.
    pub kind: Kind,
}

/// A phrase that may be a speaker.
#[derive(Clone, Copy, Debug)]
struct Voice {
    sentence: usize,
    word: usize,
    span: Span,
}

/// An attribution before its content is fitted to the quotation marks.
#[derive(Clone, Debug)]
struct Draft {
    /// Sentence and word of the cue.
    at: (usize, usize),
    cue: Option<Span>,
    speaker: Option<Voice>,
    content: Vec<Span>,
    direct: bool,
}

/// All attributions of an article, in the order of their first words. Close to linear in the text.
///
/// ```
/// use newsgraph::{Article, extract::Extractor};
/// let text = "\"We will stay,\" the minister said.";
/// let found = Extractor::english().extract(&Article::new("a", text));
/// let said = &found.attributions[0];
/// assert_eq!(said.content[0].of(text), "\"We will stay,\"");
/// assert_eq!(said.speaker.unwrap().span.of(text), "the minister");
/// ```
pub(crate) fn attributions(
    text: &str,
    sentences: &[Sentence],
    clauses: &[Clauses],
    cast: &Cast,
    saying: &Saying,
) -> Vec<Attribution> {
    let marks = marks::marks(text, sentences);
    let page = Page {
        text,
        sentences,
        clauses,
        cast,
        saying,
        marks: &marks,
    };
    let mut drafts = page.drafts();
    for draft in &mut drafts {
        page.fit(draft);
    }
    drafts.retain(|d| !d.content.is_empty());
    page.go_on(&mut drafts);
    let mut found: Vec<Attribution> = drafts.iter().map(|d| page.finish(d)).collect();
    found.sort_by_key(|a| {
        let speaker = a.speaker.map(|s| s.span.start);
        let all = a.content.iter().chain(a.cue.as_ref()).map(|s| s.start).chain(speaker);
        (all.min(), a.cue, a.content[0])
    });
    found.dedup();
    first_person(text, &mut found);
    found
}

/// Gives each stretch between quotation marks the speaker of the attribution that it is part of.
///
/// `quotations` keep the speaker they have where no attribution holds them.
pub(crate) fn give_speakers(sentences: &[Sentence], found: &[Attribution], quotations: &mut [Quotation]) {
    let mut said: Vec<(Span, Speaker)> = found
        .iter()
        .filter(|a| a.kind != Kind::Indirect)
        .filter_map(|a| Some((a, a.speaker?.head)))
        .flat_map(|(a, head)| a.content.iter().map(move |&span| (span, head)))
        .collect();
    said.sort_by_key(|&(span, head)| (span, head.sentence, head.word));
    for q in quotations {
        let tokens = &sentences[q.sentence].tokens;
        let span = tokens[q.first].span.join(tokens[q.end - 1].span);
        let until = said.partition_point(|(s, _)| s.start <= span.start);
        // The smallest of the few that begin before it.
        let around = said[until.saturating_sub(8)..until]
            .iter()
            .filter(|(s, _)| s.contains(span));
        if let Some(&(_, head)) = around.min_by_key(|(s, _)| s.len()) {
            q.speaker = Some(head);
        }
    }
}

/// "I" inside somebody's quotation is who says it.
fn first_person(text: &str, found: &mut [Attribution]) {
    let mut around: Vec<(Span, Option<ActorIndex>)> = Vec::new();
    for a in found.iter_mut() {
        if let Some(speaker) = &mut a.speaker
            && speaker.span.of(text) == "I"
        {
            let inner = around.iter().rev().take(8).filter(|(s, _)| s.contains(speaker.span));
            if let Some(&(_, actor)) = inner.min_by_key(|(s, _)| s.len()) {
                speaker.actor = actor;
            }
        }
        if a.kind == Kind::Direct {
            let actor = a.speaker.and_then(|s| s.actor);
            around.extend(a.content.iter().map(|&span| (span, actor)));
        }
    }
}

impl Page<'_> {
    /// Every cue with its speaker and content.
    fn drafts(&self) -> Vec<Draft> {
        let links = self.links();
        let mut quoted: FxHashMap<(usize, usize), Vec<usize>> = FxHashMap::default();
        let mut out = Vec::new();
        for (i, link) in links.iter().enumerate() {
            match link {
                Some(Link::Verb(at)) => quoted.entry((at.sentence, at.word)).or_default().push(i),
                Some(Link::Sentence(at)) => out.extend(self.before_colon(*at, i)),
                None => {}
            }
        }
        for (s, sentence) in self.sentences.iter().enumerate() {
            if sentence.block != Block::Body {
                continue;
            }
            for v in 0..self.tree(s).len() {
                let Some(verb) = Verb::at(self, s, v) else { continue };
                let voice = || verb.speaker().or_else(|| verb.behind()).or_else(|| verb.before());
                match quoted.get(&(s, v)).and_then(|marks| Some((marks, voice()?))) {
                    Some((marks, speaker)) => {
                        let mut draft = verb.draft_of(Some(speaker), self.contents(marks));
                        draft.direct = true;
                        out.push(draft);
                    }
                    None => out.extend(verb.draft()),
                }
            }
            self.asides(s, &mut out);
        }
        out
    }

    fn before_colon(&self, at: At, mark: usize) -> Option<Draft> {
        let (s, v) = (at.sentence, at.word);
        let word = self.own_subject(s, v).filter(|&w| w < v)?;
        Some(Draft {
            at: (s, v),
            cue: Some(self.span(s, self.cue(s, v))),
            speaker: Some(Voice {
                sentence: s,
                word,
                span: self.span(s, self.phrase(s, word, v)),
            }),
            content: self.contents(&[mark]),
            direct: true,
        })
    }

    /// The quotations as they stand, each with the paragraphs that it runs over.
    fn contents(&self, marks: &[usize]) -> Vec<Span> {
        let mut all: Vec<usize> = Vec::new();
        for &m in marks {
            let mut first = m;
            while let Some(p) = self.paragraph_before(first) {
                first = p;
            }
            all.extend(first..=m);
            let mut last = m;
            while !self.marks[last].closed && last + 1 < self.marks.len() {
                last += 1;
                all.push(last);
            }
        }
        all.sort_unstable();
        all.dedup();
        all.retain(|&i| self.marks[i].parent == self.marks[marks[0]].parent);
        all.into_iter().map(|i| self.marks[i].span).collect()
    }

    /// The piece of the same quotation in the paragraph before.
    fn paragraph_before(&self, m: usize) -> Option<usize> {
        let before = (0..m).rev().find(|&i| self.marks[i].parent.is_none())?;
        let piece = &self.marks[before];
        (!piece.closed && piece.close.sentence + 1 == self.marks[m].open.sentence).then_some(before)
    }

    /// Quotations that no cue has taken belong to who spoke before in the paragraph, or else at the end of the last.
    fn go_on(&self, drafts: &mut Vec<Draft>) {
        let mut taken: Vec<Span> = drafts
            .iter()
            .filter(|d| d.direct || self.level(d.at.0, d.at.1).is_none())
            .flat_map(|d| d.content.iter().copied())
            .collect();
        taken.sort_unstable();
        let mut by_sentence: Vec<Vec<usize>> = vec![Vec::new(); self.sentences.len()];
        for (i, d) in drafts.iter().enumerate() {
            if d.speaker.is_some() && self.tree(d.at.0).is_verb(d.at.1) && self.level(d.at.0, d.at.1).is_none() {
                by_sentence[d.at.0].push(i);
            }
        }
        let mut last: Option<(usize, Voice)> = None;
        for (i, m) in self.marks.iter().enumerate() {
            if !self.stands_alone(m)
                || self.paragraph_before(i).is_some()
                || self.sentences[m.open.sentence].block != Block::Body
            {
                continue;
            }
            let until = taken.partition_point(|t| t.start < m.span.end);
            if taken[until.saturating_sub(16)..until]
                .iter()
                .any(|t| t.overlaps(m.span))
            {
                continue;
            }
            let paragraph = |s: usize| self.sentences[s].paragraph;
            let here = paragraph(m.open.sentence);
            // Whose words were quoted there, or else who last said something.
            let speaks = |s: usize| {
                let said = &by_sentence[s];
                let quoted = said.iter().rev().find(|&&d| drafts[d].direct);
                quoted.or(said.last()).and_then(|&d| drafts[d].speaker)
            };
            let first = by_sentence.len().min(m.open.sentence + 1);
            let before = (0..first)
                .rev()
                .take_while(|&s| here - paragraph(s) <= 1)
                .find_map(|s| speaks(s).map(|v| (s, v)));
            let after = (m.close.sentence..self.sentences.len())
                .take_while(|&s| paragraph(s) == here)
                .find_map(|s| speaks(s).map(|v| (s, v)));
            let same = before.filter(|(s, _)| paragraph(*s) == here);
            let again = last.filter(|(s, _)| here - paragraph(*s) <= 1);
            let Some((_, voice)) = same.or(after).or(again).or(before) else {
                continue;
            };
            last = Some((m.close.sentence, voice));
            drafts.push(Draft {
                at: (m.open.sentence, m.open.word),
                cue: None,
                speaker: Some(voice),
                content: self.contents(&[i]),
                direct: true,
            });
        }
    }

    fn finish(&self, draft: &Draft) -> Attribution {
        let speaker = draft.speaker.map(|v| Source {
            span: v.span,
            head: Speaker {
                sentence: v.sentence,
                word: v.word,
            },
            actor: self.actor(v.sentence, v.word),
        });
        Attribution {
            speaker,
            cue: draft.cue,
            content: draft.content.clone(),
            kind: self.kind(draft),
        }
    }
}
