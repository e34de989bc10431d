//! [`AttributionRecord`]: an attribution as `newsgraph quotes` prints it.

use super::{Attribution, Kind, Source};
use crate::extract::actor::Cast;
use crate::{CharOffsets, Span};
use serde::Serialize;

/// A stretch of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PieceRecord<'a> {
    /// The words.
    pub text: &'a str,
    /// Where they stand, in characters.
    pub chars: Span,
    /// The same in bytes.
    pub bytes: Span,
}

/// Who says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SpeakerRecord<'a> {
    /// The noun phrase.
    #[serde(flatten)]
    pub piece: PieceRecord<'a>,
    /// The id of the actor; null where it is not clear who is meant.
    pub actor: Option<&'a str>,
    /// The actor's canonical name.
    pub label: Option<&'a str>,
}

/// One attribution, with its places and its actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct AttributionRecord<'a> {
    /// The article's id.
    pub doc: &'a str,
    /// Who; null where nobody is named.
    pub speaker: Option<SpeakerRecord<'a>>,
    /// The words that attribute; null for a quotation that only goes on.
    pub cue: Option<PieceRecord<'a>>,
    /// What is said, quotation marks included, in text order.
    pub content: Vec<PieceRecord<'a>>,
    /// Direct, mixed or indirect.
    pub kind: Kind,
}

/// The attributions of an article as records, in text order.
pub fn records<'a>(doc: &'a str, text: &'a str, cast: &'a Cast, found: &[Attribution]) -> Vec<AttributionRecord<'a>> {
    let chars = CharOffsets::new(text);
    let piece = |bytes: Span| PieceRecord {
        text: bytes.of(text),
        chars: chars.of(bytes),
        bytes,
    };
    let speaker = |s: Source| {
        let actor = s.actor.map(|a| cast.actor(a));
        SpeakerRecord {
            piece: piece(s.span),
            actor: actor.map(|a| a.id.as_str()),
            label: actor.map(|a| a.label.as_str()),
        }
    };
    let record = |a: &Attribution| AttributionRecord {
        doc,
        speaker: a.speaker.map(speaker),
        cue: a.cue.map(piece),
        content: a.content.iter().copied().map(piece).collect(),
        kind: a.kind,
    };
    found.iter().map(record).collect()
}
