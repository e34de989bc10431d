//! [`MentionRecord`]: a mention as `newsgraph mentions` prints it.

use super::fold::capital;
use super::{Actor, Aside, Cast, Form, Kind, Mention, MentionKind};
use crate::{CharOffsets, Span};
use serde::Serialize;

/// How the words of a record refer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Shape {
    /// A name alone: "Lund", "EU", "French".
    Name,
    /// A name with its titles or its article: "Prime Minister Eva Lund", "the EU".
    Full,
    /// A name inside the name of another: "Bergen" in "University of Bergen".
    Inner,
    /// A description: "the alliance", "mine owner Eva Lund".
    Nominal,
    /// A pronoun.
    Pronoun,
}

/// One mention of an article, with its place and its actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
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
    /// Name, name with its title, description or pronoun.
    pub form: Shape,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: MentionKind,
    /// The id of the actor; null where it is not clear who is meant, or where the words are no mention of an actor.
    pub actor: Option<&'a str>,
    /// Where the words are no mention of an actor by themselves, whose name they are: "French" in "French wine", "Eva Lund" in
    /// "Prime Minister Eva Lund", a film.
    pub of: Option<&'a str>,
    /// The canonical name of the actor, or of whom the words name.
    pub label: Option<&'a str>,
    /// Is it in the registry?
    pub known: bool,
}

/// The mentions of an article as records, in text order. A name with titles or an article before it gives two: the whole
/// phrase, which is the mention, and the name in it.
pub fn records<'a>(doc: &'a str, text: &'a str, cast: &'a Cast) -> Vec<MentionRecord<'a>> {
    let chars = CharOffsets::new(text);
    let record = |m: &Mention, form: Shape, place: Span, mentions: bool| {
        let actor = m.actor.map(|a| cast.actor(a));
        let id = actor.map(|a| a.id.as_str());
        MentionRecord {
            doc,
            sent: m.sentence,
            bytes: place,
            chars: chars.of(place),
            text: place.of(text),
            form,
            kind: m.kind,
            actor: id.filter(|_| mentions),
            of: id.filter(|_| !mentions),
            label: actor.map(|a| a.label.as_str()),
            known: m.known,
        }
    };
    let mut out = Vec::with_capacity(cast.mentions.len() + cast.asides.len());
    let mut asides = cast.asides.iter().peekable();
    for (i, m) in cast.mentions.iter().enumerate() {
        let here = (m.sentence, m.head);
        while let Some(a) = asides.next_if(|a| (a.mention.sentence, a.mention.head) < here) {
            out.push(shown(doc, text, &chars, a));
        }
        if let Some(a) = asides.next_if(|a| m.actor.is_none() && (a.mention.sentence, a.mention.head) == here) {
            out.push(shown(doc, text, &chars, a));
            continue;
        }
        let acts = !m.adjective && m.actor.is_some_and(|a| !is_thing(cast.actor(a)));
        let form = shape(m);
        if m.form == Form::Name && m.phrase != m.span {
            let full = if is_name_throughout(m.phrase.of(text)) {
                Shape::Full
            } else {
                Shape::Nominal
            };
            out.push(record(m, full, m.phrase, acts));
            out.push(record(m, form, m.span, false));
        } else if m.form == Form::Name
            && cast.mentions[i.saturating_sub(8)..]
                .iter()
                .take(16)
                .any(|o| holds(o, m))
        {
            out.push(record(m, form, m.span, false));
        } else {
            out.push(record(m, form, m.phrase, acts));
        }
    }
    out.extend(asides.map(|a| shown(doc, text, &chars, a)));
    out
}

fn shape(m: &Mention) -> Shape {
    match m.form {
        Form::Name if m.inner => Shape::Inner,
        Form::Name => Shape::Name,
        Form::Nominal => Shape::Nominal,
        Form::Pronoun => Shape::Pronoun,
    }
}

/// The record of an aside.
fn shown<'a>(doc: &'a str, text: &'a str, chars: &CharOffsets, aside: &'a Aside) -> MentionRecord<'a> {
    let m = &aside.mention;
    MentionRecord {
        doc,
        sent: m.sentence,
        bytes: m.phrase,
        chars: chars.of(m.phrase),
        text: m.phrase.of(text),
        form: shape(m),
        kind: m.kind,
        actor: Some(&aside.id),
        of: None,
        label: Some(&aside.label),
        known: false,
    }
}

/// Does name `m` stand behind the head of a description of the same actor: "Kiruna" in "the town of Kiruna"?
fn holds(outer: &Mention, m: &Mention) -> bool {
    outer.form == Form::Nominal
        && outer.actor == m.actor
        && outer.sentence == m.sentence
        && outer.head < m.head
        && (m.span.end <= outer.phrase.end || starts_in(outer, m))
}

/// Does name `m` of the same actor begin in the phrase of `outer` and end behind it?
fn starts_in(outer: &Mention, m: &Mention) -> bool {
    let (o, n) = (outer.phrase, m.span);
    outer.actor == m.actor && outer.sentence == m.sentence && o.start < n.start && n.start < o.end && o.end < n.end
}

/// Films, ships, programs: what has a name and is nobody.
fn is_thing(actor: &Actor) -> bool {
    actor.kind == Kind::Unknown
}

/// "Prime Minister Eva Lund" and "the EU", but not "mine owner Eva Lund".
fn is_name_throughout(phrase: &str) -> bool {
    let small = |w: &str| matches!(w, "the" | "The" | "of" | "for" | "and" | "de" | "al" | "'s" | "’s");
    phrase.split_whitespace().all(|w| small(w) || capital(w))
}
