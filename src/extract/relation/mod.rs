//! Propositions and mentions to [`Observation`]s: typed relations, each with its evidence.

mod alone;
mod amount;
mod answer;
mod apply;
mod background;
mod culprit;
mod expected;
mod frame;
mod glance;
mod matching;
mod patient;
mod reader;
mod several;
mod tense;
mod time;
mod vocabulary;
mod voiced;

pub use expected::Expected;
pub(crate) use frame::FrameClass;
pub use vocabulary::{RelationKind, Sample, Vocabulary};

use crate::extract::actor::Cast;
use crate::extract::clause::{Clauses, Quotation};
use crate::extract::text::Sentence;
use crate::{Article, Span};
use serde::{Deserialize, Serialize};

/// Is the relation stated or denied?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// "backed"
    #[default]
    Affirmed,
    /// "did not back"
    Negated,
}

/// How real the text says it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Modality {
    /// It happens or happened.
    #[default]
    Actual,
    /// Someone will do it, plans it, pledged it.
    Planned,
    /// Someone is asked to do it.
    Asked,
    /// It may be, could be, is feared.
    Possible,
}

/// How sure the extractor is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Confidence {
    /// A reading with a weaker link: a resolved pronoun, a long path.
    Low,
    /// The usual case.
    #[default]
    Medium,
    /// Named ends, both arguments of one plain clause.
    High,
}

/// A stretch of the article, in bytes and in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// Half-open, in bytes of the UTF-8 text.
    pub bytes: Span,
    /// Half-open, in Unicode code points.
    pub chars: Span,
}

/// One relation stated at one place: the record of `newsgraph extract`, and the evidence of an edge.
///
/// Field names are those of the published schema. It cannot be without its quote.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Observation {
    /// The article's id.
    pub doc: String,
    /// Index of the sentence in the article, from 0.
    pub sent: u32,
    /// Id of the actor who does it.
    pub source: String,
    /// Id of the actor it is done to; nothing for a resignation, a protest against nobody named.
    pub target: Option<String>,
    /// Canonical name of the source.
    pub source_label: String,
    /// Canonical name of the target.
    pub target_label: Option<String>,
    /// The source as it stands in the sentence.
    pub source_text: String,
    /// The target as it stands in the sentence.
    pub target_text: Option<String>,
    /// Where the source stands.
    pub source_bytes: Span,
    /// The same in characters.
    pub source_chars: Span,
    /// Where the target stands.
    pub target_bytes: Option<Span>,
    /// The same in characters.
    pub target_chars: Option<Span>,
    /// The words that state the relation.
    pub trigger: String,
    /// Where they stand.
    pub trigger_bytes: Span,
    /// The same in characters.
    pub trigger_chars: Span,
    /// Its type: a name of `relations.toml`.
    pub relation: String,
    /// PLOVER type after the tense rules; nothing where the vocabulary has none.
    pub plover: Option<String>,
    /// CAMEO code after the tense rules.
    pub cameo: Option<String>,
    /// The relation's own sign, -1, 0 or +1, before polarity.
    pub sign: i8,
    /// Does it hold both ways? Source and target then stand in text order.
    #[serde(default)]
    pub symmetric: bool,
    /// Stated or denied.
    pub polarity: Polarity,
    /// Actual, planned, asked or possible.
    pub modality: Modality,
    /// Id of the actor whose claim it is; nothing where the article states it, or the holder is the source.
    pub holder: Option<String>,
    /// The holder's canonical name.
    pub holder_label: Option<String>,
    /// The title of an office.
    pub title: Option<String>,
    /// What it is about: the plan that is opposed, the act that is urged.
    pub about: Option<String>,
    /// An amount of money or things.
    pub amount: Option<String>,
    /// The day of the event, `YYYY-MM-DD`, where the text and the dateline tell.
    pub date: Option<String>,
    /// The words that tell the time.
    pub date_text: Option<String>,
    /// The sentence that proves it, verbatim.
    pub quote: String,
    /// Where the quote stands, in bytes.
    pub bytes: Span,
    /// The same in characters.
    pub chars: Span,
    /// The frame and construction that found it: `supports:back B/active`.
    pub rule: String,
    /// How sure the extractor is.
    pub confidence: Confidence,
}

/// All typed relations that an article states, in text order.
///
/// `clauses` and `sentences` run side by side; furniture is passed over. What is no actor and yet is done something to, such
/// as a bombed hotel, joins the cast. Linear in the text.
pub(crate) fn observations(
    article: &Article,
    sentences: &[Sentence],
    clauses: &[Clauses],
    cast: &mut Cast,
    quotations: &[Quotation],
    vocabulary: &Vocabulary,
) -> Vec<Observation> {
    let (mut found, patients) = {
        let reader = reader::Reader::new(article, sentences, clauses, cast, quotations, vocabulary);
        (apply::observations(&reader), reader.patients)
    };
    patients.join(cast, &found);
    found.shrink_to_fit();
    found
}
