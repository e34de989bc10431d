//! [`MentionRecord`]: a mention as `newsgraph mentions` prints it.

use super::{Cast, Form, Mention, MentionKind};
use crate::{CharOffsets, Span};
use serde::Serialize;

/// One mention of an article, with its place and its actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MentionRecord<'a> {
    /// The article's id.
    pub doc: &'a str,
    /// Index of the sentence.
    pub sent: u32,
    /// Where it stands, in bytes: of a description the whole noun phrase.
    pub bytes: Span,
    /// Where it stands, in characters.
    pub chars: Span,
    /// The words.
    pub text: &'a str,
    /// Name, nominal or pronoun.
    pub form: Form,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: MentionKind,
    /// The id of the actor; null where it is not clear who is meant.
    pub actor: Option<&'a str>,
    /// The actor's canonical name.
    pub label: Option<&'a str>,
    /// Is it in the registry?
    pub known: bool,
}

/// The mentions of an article as records, in text order. A person's name with titles before it gives two: the name, and
/// the whole phrase as a description.
pub fn records<'a>(doc: &'a str, text: &'a str, cast: &'a Cast) -> Vec<MentionRecord<'a>> {
    let chars = CharOffsets::new(text);
    let record = |m: &Mention, form: Form, place: Span| {
        let actor = m.actor.map(|a| cast.actor(a));
        MentionRecord {
            doc,
            sent: m.sentence,
            bytes: place,
            chars: chars.of(place),
            text: place.of(text),
            form,
            kind: m.kind,
            actor: actor.map(|a| a.id.as_str()),
            label: actor.map(|a| a.label.as_str()),
            known: m.known,
        }
    };
    let mut out = Vec::with_capacity(cast.mentions.len());
    for m in &cast.mentions {
        let titled = m.form == Form::Name && m.phrase != m.span;
        if titled {
            out.push(record(m, Form::Nominal, m.phrase));
        }
        out.push(record(m, m.form, if titled { m.span } else { m.phrase }));
    }
    out
}
