//! [`Edge`] and [`Evidence`]: one relation between two actors, and every sentence that states it.

use super::build::swap_ends;
use crate::extract::relation::{Confidence, Modality, Observation, Polarity};
use crate::{Document, Span};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Relations that say what someone *is* rather than what someone does. They change slowly and a picture draws them quietly.
pub const STRUCTURAL: [&str; 9] = [
    "holds-office",
    "leads",
    "member-of",
    "part-of",
    "located-in",
    "represents",
    "nationality",
    "employs",
    "alias-of",
];

/// One relation between two actors, with all its evidence.
///
/// There is one edge for each source, target, relation and polarity. Everything on it is worked out from the evidence,
/// so that taking an article away leaves what was there before it was read.
///
/// ```text
///   country:fr --supports+--> country:ua     weight 3, 2024-03-01 to 2024-04-02
///                  |
///                  +-- "Paris backed Kyiv on Friday."    afp-2024-03-01, bytes 812 to 840
///                  +-- …
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// `e:` and the start of a hash of ends, relation and polarity: the same in every network.
    pub id: String,
    /// Id of the actor who does it. Of a symmetric relation: the end whose id sorts first.
    pub source: String,
    /// Id of the actor it is done to. Nothing for those that [`Network::untargeted`](super::Network::untargeted) lists.
    pub target: Option<String>,
    /// Its type.
    pub relation: String,
    /// Stated or denied.
    pub polarity: Polarity,
    /// The PLOVER type of most of the most actual evidence.
    pub plover: Option<String>,
    /// The CAMEO code of the same.
    pub cameo: Option<String>,
    /// The relation's own sign, before polarity.
    pub sign: i8,
    /// Does it hold both ways?
    pub symmetric: bool,
    /// The most actual of its evidence.
    pub modality: Modality,
    /// Is every evidence somebody's claim?
    pub claimed: bool,
    /// The first day: of the event where the text tells, else of publication.
    pub first: Option<String>,
    /// The last day.
    pub last: Option<String>,
    /// Never empty; in order of document and place.
    pub evidence: Vec<Evidence>,
    /// How often the evidence of the edge's modality has which codes.
    codes: BTreeMap<(Option<String>, Option<String>), usize>,
}

impl Edge {
    /// How many places state it.
    pub fn weight(&self) -> usize {
        self.evidence.len()
    }

    /// The sign after polarity: "does not support" counts against.
    pub fn stance(&self) -> i8 {
        match self.polarity {
            Polarity::Affirmed => self.sign,
            Polarity::Negated => -self.sign,
        }
    }

    /// Unique among the edges from the same source to the same target: `supports+`, or `supports-` when negated.
    pub fn key(&self) -> String {
        key(&self.relation, self.polarity)
    }

    /// The target's id, empty when there is none.
    pub fn target(&self) -> &str {
        self.target.as_deref().unwrap_or("")
    }

    /// Does it say what someone is, not what someone does?
    pub fn is_structural(&self) -> bool {
        STRUCTURAL.contains(&self.relation.as_str())
    }

    /// The first title that its evidence gives of an office, of the latest day.
    pub fn title(&self) -> Option<&str> {
        let titled = self.evidence.iter().filter(|e| e.title.is_some());
        let latest = titled.rev().max_by_key(|e| e.date.as_deref());
        latest.and_then(|e| e.title.as_deref())
    }

    /// What makes an edge strong, to sort by: first by how many documents state it, then by how often, then by how real
    /// it is, and a fact before a claim.
    pub fn strength(&self) -> impl Ord + use<> {
        let documents = self.evidence.iter().map(|e| &e.doc).collect::<BTreeSet<_>>().len();
        let structural = self.is_structural();
        (
            !structural,
            documents,
            self.weight(),
            Reverse((self.modality, self.claimed)),
        )
    }

    pub(super) fn new(key: &Key, relation: String, polarity: Polarity) -> Edge {
        Edge {
            id: edge_id(&key.source, &relation, key.target.as_deref(), polarity),
            source: key.source.clone(),
            target: key.target.clone(),
            relation,
            polarity,
            plover: None,
            cameo: None,
            sign: 0,
            symmetric: false,
            modality: Modality::Possible,
            claimed: true,
            first: None,
            last: None,
            evidence: Vec::new(),
            codes: BTreeMap::new(),
        }
    }

    /// Takes in one evidence. `O(log n)` comparisons, and one move of those after it.
    pub(super) fn insert(&mut self, evidence: Evidence, documents: &BTreeMap<String, Document>) {
        let at = self
            .evidence
            .partition_point(|known| known.order(&evidence) == Ordering::Less);
        let same = |known: Option<&Evidence>| known.is_some_and(|known| known.place() == evidence.place());
        if at.checked_sub(1).is_some_and(|before| same(self.evidence.get(before))) {
            return; // A surer reading of the place is there.
        }
        if same(self.evidence.get(at)) {
            self.evidence[at] = evidence;
            self.derive(documents);
            return;
        }
        self.count(&evidence, documents);
        self.evidence.insert(at, evidence);
        self.sign = self.evidence[0].sign;
    }

    /// Puts the evidence in order, drops second readings of one place, and works out all else. `O(n log n)`.
    pub(super) fn derive(&mut self, documents: &BTreeMap<String, Document>) {
        let mut all = std::mem::take(&mut self.evidence);
        all.sort_by(Evidence::order);
        all.dedup_by(|later, first| later.place() == first.place());
        (self.symmetric, self.claimed, self.first, self.last) = (false, true, None, None);
        self.modality = Modality::Possible;
        self.codes.clear();
        for evidence in &all {
            self.count(evidence, documents);
        }
        self.sign = all.first().map_or(0, |first| first.sign);
        self.evidence = all;
    }

    /// Counts one evidence in; the sign is that of the first, once it stands in its place.
    fn count(&mut self, evidence: &Evidence, documents: &BTreeMap<String, Document>) {
        self.symmetric |= evidence.symmetric;
        self.claimed &= evidence.holder.is_some();
        if evidence.modality < self.modality {
            self.modality = evidence.modality;
            self.codes.clear();
        }
        if evidence.modality == self.modality {
            let codes = (evidence.plover.clone(), evidence.cameo.clone());
            *self.codes.entry(codes).or_default() += 1;
            // `rev`, because `max_by_key` takes the last of equals and we want the first in order.
            if let Some(((plover, cameo), _)) = self.codes.iter().rev().max_by_key(|&(_, &n)| n) {
                self.plover.clone_from(plover);
                self.cameo.clone_from(cameo);
            }
        }
        if let Some(day) = evidence.day(documents.get(&evidence.doc)) {
            if self.first.as_deref().is_none_or(|first| day < first) {
                self.first = Some(day.to_owned());
            }
            if self.last.as_deref().is_none_or(|last| day > last) {
                self.last = Some(day.to_owned());
            }
        }
    }
}

/// One place that states an edge: an [`Observation`] without what the edge already says.
///
/// `source_*` speak of the edge's source and `target_*` of its target, also where a symmetric relation names them the
/// other way round ("Paris met Rome", "Rome met Paris"): which came first is told by the spans.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Evidence {
    /// Id of the document.
    pub doc: String,
    /// Index of the sentence in it.
    pub sent: u32,
    /// The sentence, verbatim.
    pub quote: String,
    /// Where it stands, in bytes of the text.
    pub bytes: Span,
    /// The same in characters.
    pub chars: Span,
    /// The words that state the relation.
    pub trigger: String,
    /// Where they stand.
    pub trigger_bytes: Span,
    /// The same in characters.
    pub trigger_chars: Span,
    /// The source as it stands in the sentence.
    pub source_text: String,
    /// Where the source stands.
    pub source_bytes: Span,
    /// The same in characters.
    pub source_chars: Span,
    /// The target as it stands in the sentence.
    pub target_text: Option<String>,
    /// Where the target stands.
    pub target_bytes: Option<Span>,
    /// The same in characters.
    pub target_chars: Option<Span>,
    /// Whose claim it is; nothing where the article states it.
    pub holder: Option<String>,
    /// The holder's name.
    pub holder_label: Option<String>,
    /// How real the text says it is.
    pub modality: Modality,
    /// PLOVER type of this place: the tense rules may give it another than the edge's.
    pub plover: Option<String>,
    /// CAMEO code of this place.
    pub cameo: Option<String>,
    /// The title of an office.
    pub title: Option<String>,
    /// What it is about.
    pub about: Option<String>,
    /// An amount of money or things.
    pub amount: Option<String>,
    /// The day of the event.
    pub date: Option<String>,
    /// The words that tell the time.
    pub date_text: Option<String>,
    /// The frame and construction that found it.
    pub rule: String,
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
    fn place(&self) -> Place<'_> {
        let ends = (self.source_bytes, self.target_bytes);
        let topic = [&self.holder, &self.title, &self.about].map(Option::as_deref);
        (&self.doc, self.bytes, self.trigger_bytes, ends, topic)
    }

    /// By place, and of readings of one place the surest first.
    fn order(&self, other: &Evidence) -> Ordering {
        (self.place().cmp(&other.place()))
            .then_with(|| other.confidence.cmp(&self.confidence))
            .then_with(|| self.cmp(other))
    }
}

type Place<'a> = (&'a str, Span, Span, (Span, Option<Span>), [Option<&'a str>; 3]);

/// What an edge is found by, in the order in which edges are listed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub source: String,
    pub target: Option<String>,
    pub key: String,
}

impl Key {
    pub fn of(edge: &Edge) -> Key {
        Key {
            source: edge.source.clone(),
            target: edge.target.clone(),
            key: edge.key(),
        }
    }
}

/// Splits an observation into the edge it belongs to and the evidence it is.
///
/// The ends of a symmetric relation are put in order of id, so that A-B and B-A are one edge.
pub(super) fn split(observation: Observation) -> (Key, String, Polarity, Evidence) {
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
        source: o.source,
        target: o.target,
        key: key(&o.relation, o.polarity),
    };
    let evidence = Evidence {
        doc: o.doc,
        sent: o.sent,
        quote: o.quote,
        bytes: o.bytes,
        chars: o.chars,
        trigger: o.trigger,
        trigger_bytes: o.trigger_bytes,
        trigger_chars: o.trigger_chars,
        source_text: o.source_text,
        source_bytes: o.source_bytes,
        source_chars: o.source_chars,
        target_text: o.target_text,
        target_bytes: o.target_bytes,
        target_chars: o.target_chars,
        holder: o.holder,
        holder_label: o.holder_label,
        modality: o.modality,
        plover: o.plover,
        cameo: o.cameo,
        title: o.title,
        about: o.about,
        amount: o.amount,
        date: o.date,
        date_text: o.date_text,
        rule: o.rule,
        confidence: o.confidence,
        sign: o.sign,
        symmetric: o.symmetric,
    };
    (key, o.relation, o.polarity, evidence)
}

fn key(relation: &str, polarity: Polarity) -> String {
    match polarity {
        Polarity::Affirmed => format!("{relation}+"),
        Polarity::Negated => format!("{relation}-"),
    }
}

pub(super) fn edge_id(source: &str, relation: &str, target: Option<&str>, polarity: Polarity) -> String {
    let polarity = match polarity {
        Polarity::Affirmed => "affirmed",
        Polarity::Negated => "negated",
    };
    let hash = Sha256::digest([source, relation, target.unwrap_or(""), polarity].join("\0"));
    let mut id = String::from("e:");
    for byte in &hash[..8] {
        let _ = write!(id, "{byte:02x}");
    }
    id
}
