//! [`Evidence`]: one place of a text that states an edge.

use super::build::swap_ends;
use super::key::Key;
use super::text::{Text, Texts};
use crate::extract::relation::{Confidence, Modality, Observation};
use crate::{Document, Span};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// One place that states an edge: an [`Observation`] without what the edge already says.
///
/// `source_*` speak of the edge's source and `target_*` of its target, also where a symmetric relation names them the
/// other way round ("Paris met Rome", "Rome met Paris"): which came first is told by the spans.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Evidence {
    /// Id of the document.
    pub doc: Text,
    /// Index of the sentence in it.
    pub sent: u32,
    /// The sentence, verbatim.
    pub quote: Text,
    /// Where it stands, in bytes of the text.
    pub bytes: Span,
    /// The same in characters.
    pub chars: Span,
    /// The words that state the relation.
    pub trigger: Text,
    /// Where they stand.
    pub trigger_bytes: Span,
    /// The same in characters.
    pub trigger_chars: Span,
    /// The source as it stands in the sentence.
    pub source_text: Text,
    /// Where the source stands.
    pub source_bytes: Span,
    /// The same in characters.
    pub source_chars: Span,
    /// The target as it stands in the sentence.
    pub target_text: Option<Text>,
    /// Where the target stands.
    pub target_bytes: Option<Span>,
    /// The same in characters.
    pub target_chars: Option<Span>,
    /// Whose claim it is; nothing where the article states it.
    pub holder: Option<Text>,
    /// The holder's name.
    pub holder_label: Option<Text>,
    /// How real the text says it is.
    pub modality: Modality,
    /// PLOVER type of this place: the tense rules may give it another than the edge's.
    pub plover: Option<Text>,
    /// CAMEO code of this place.
    pub cameo: Option<Text>,
    /// The title of an office.
    pub title: Option<Text>,
    /// What it is about.
    pub about: Option<Text>,
    /// An amount of money or things.
    pub amount: Option<Text>,
    /// The day of the event.
    pub date: Option<Text>,
    /// The words that tell the time.
    pub date_text: Option<Text>,
    /// The frame and construction that found it.
    pub rule: Text,
    /// How sure the extractor is.
    pub confidence: Confidence,
    /// The sign that the vocabulary of its extractor gives the relation; written only where it is not the edge's.
    #[serde(skip)]
    pub sign: i8,
    /// The same for symmetry.
    #[serde(skip)]
    pub symmetric: bool,
}

impl Evidence {
    /// The day it speaks of: the event's, else the document's.
    pub fn day<'a>(&'a self, document: Option<&'a Document>) -> Option<&'a str> {
        self.date.as_deref().or(document.and_then(|d| d.date.as_deref()))
    }

    /// What makes it a place of its own. Two readings that agree in all this are one evidence.
    pub(super) fn place(&self) -> Place<'_> {
        let ends = (self.source_bytes, self.target_bytes);
        let topic = [&self.holder, &self.title, &self.about].map(Option::as_deref);
        (&self.doc, self.bytes, self.trigger_bytes, ends, topic)
    }

    /// By place, and of readings of one place the surest first.
    pub(super) fn order(&self, other: &Evidence) -> Ordering {
        (self.place().cmp(&other.place()))
            .then_with(|| other.confidence.cmp(&self.confidence))
            .then_with(|| self.cmp(other))
    }
}

pub(super) type Place<'a> = (&'a str, Span, Span, (Span, Option<Span>), [Option<&'a str>; 3]);

/// Splits an observation into the edge it belongs to and the evidence it is.
///
/// The ends of a symmetric relation are put in order of id, so that A-B and B-A are one edge.
pub(super) fn split(observation: Observation, texts: &mut Texts) -> (Key, Evidence) {
    let mut o = observation;
    // An actor that meets itself is in order of place.
    let is_turned = o
        .target
        .as_deref()
        .is_some_and(|to| (to, o.target_bytes) < (&o.source, Some(o.source_bytes)));
    if o.symmetric && is_turned {
        swap_ends(&mut o);
    }
    let key = Key {
        source: texts.one(&o.source),
        target: texts.maybe(o.target.as_deref()),
        relation: texts.one(&o.relation),
        polarity: o.polarity,
    };
    let evidence = Evidence {
        doc: texts.one(&o.doc),
        sent: o.sent,
        quote: texts.one(&o.quote),
        bytes: o.bytes,
        chars: o.chars,
        trigger: texts.one(&o.trigger),
        trigger_bytes: o.trigger_bytes,
        trigger_chars: o.trigger_chars,
        source_text: texts.one(&o.source_text),
        source_bytes: o.source_bytes,
        source_chars: o.source_chars,
        target_text: texts.maybe(o.target_text.as_deref()),
        target_bytes: o.target_bytes,
        target_chars: o.target_chars,
        holder: texts.maybe(o.holder.as_deref()),
        holder_label: texts.maybe(o.holder_label.as_deref()),
        modality: o.modality,
        plover: texts.maybe(o.plover.as_deref()),
        cameo: texts.maybe(o.cameo.as_deref()),
        title: texts.maybe(o.title.as_deref()),
        about: texts.maybe(o.about.as_deref()),
        amount: texts.maybe(o.amount.as_deref()),
        date: texts.maybe(o.date.as_deref()),
        date_text: texts.maybe(o.date_text.as_deref()),
        rule: texts.one(&o.rule),
        confidence: o.confidence,
        sign: o.sign,
        symmetric: o.symmetric,
    };
    (key, evidence)
}
