//! [`Edge`] and [`Evidence`]: one relation between two actors, and every sentence that states it.

use super::build::swap_ends;
use super::document::Documents;
use super::text::{Text, Texts};
use crate::extract::relation::{Confidence, Modality, Observation, Polarity};
use crate::{Document, Span};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::cmp::{Ordering, Reverse};

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
#[derive(Clone, Debug)]
pub struct Edge {
    /// `e:` and the start of a hash of ends, relation and polarity: the same in every network.
    pub id: Text,
    /// Id of the actor who does it. Of a symmetric relation: the end whose id sorts first.
    pub source: Text,
    /// Id of the actor it is done to. Nothing for those that [`Network::untargeted`](super::Network::untargeted) lists.
    pub target: Option<Text>,
    /// Its type.
    pub relation: Text,
    /// Stated or denied.
    pub polarity: Polarity,
    /// The PLOVER type of most of the most actual evidence.
    pub plover: Option<Text>,
    /// The CAMEO code of the same.
    pub cameo: Option<Text>,
    /// The relation's own sign, before polarity.
    pub sign: i8,
    /// Does it hold both ways?
    pub symmetric: bool,
    /// The most actual of its evidence.
    pub modality: Modality,
    /// Is every evidence somebody's claim?
    pub claimed: bool,
    /// The first day: of the event where the text tells, else of publication.
    pub first: Option<Text>,
    /// The last day.
    pub last: Option<Text>,
    /// Never empty; in order of document and place.
    pub evidence: Vec<Evidence>,
    /// How much evidence has the edge's modality.
    n_coded: u32,
    /// How much of that has which codes; empty where all has those of the edge.
    codes: Vec<(Codes, u32)>,
}

/// What is worked out from the evidence need not be compared, but for the days, which documents may tell.
impl PartialEq for Edge {
    fn eq(&self, other: &Edge) -> bool {
        let ends = self.source == other.source && self.target == other.target;
        let kind = self.relation == other.relation && self.polarity == other.polarity;
        ends && kind && self.first == other.first && self.last == other.last && self.evidence == other.evidence
    }
}

impl Eq for Edge {}

/// PLOVER type and CAMEO code.
type Codes = (Option<Text>, Option<Text>);

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
        // Evidence is in order of document.
        let documents = self.evidence.chunk_by(|one, next| one.doc == next.doc).count();
        let structural = self.is_structural();
        (
            !structural,
            documents,
            self.weight(),
            Reverse((self.modality, self.claimed)),
        )
    }

    pub(super) fn new(key: &Key) -> Edge {
        Edge {
            id: edge_id(&key.source, &key.relation, key.target.as_deref(), key.polarity).into(),
            source: key.source.clone(),
            target: key.target.clone(),
            relation: key.relation.clone(),
            polarity: key.polarity,
            plover: None,
            cameo: None,
            sign: 0,
            symmetric: false,
            modality: Modality::Possible,
            claimed: true,
            first: None,
            last: None,
            evidence: Vec::new(),
            n_coded: 0,
            codes: Vec::new(),
        }
    }

    /// The edge of all its evidence and the days on which that was published; nothing unless it is in order, each place once.
    pub(super) fn of(key: &Key, evidence: Vec<Evidence>, published: &[Option<Text>]) -> Option<Edge> {
        if !evidence.is_sorted_by(|a, b| a.place() < b.place()) {
            return None;
        }
        let mut edge = Edge::new(key);
        for (evidence, published) in evidence.iter().zip(published) {
            edge.count(evidence, published.as_ref());
        }
        edge.sign = evidence.first()?.sign;
        edge.evidence = evidence;
        Some(edge)
    }

    /// Takes in one evidence. `O(log n)` comparisons, and one move of those after it.
    pub(super) fn insert(&mut self, evidence: Evidence, documents: &Documents) {
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
        self.count(&evidence, day(documents, &evidence));
        if self.evidence.is_empty() {
            // Most edges have one; room for four would be waste.
            self.evidence.reserve_exact(1);
        }
        self.evidence.insert(at, evidence);
        self.sign = self.evidence[0].sign;
    }

    /// Puts the evidence in order, drops second readings of one place, and works out all else. `O(n log n)`.
    pub(super) fn derive(&mut self, documents: &Documents) {
        let mut all = std::mem::take(&mut self.evidence);
        all.sort_by(Evidence::order);
        all.dedup_by(|later, first| later.place() == first.place());
        (self.symmetric, self.claimed, self.first, self.last) = (false, true, None, None);
        self.modality = Modality::Possible;
        self.uncode();
        for evidence in &all {
            self.count(evidence, day(documents, evidence));
        }
        self.sign = all.first().map_or(0, |first| first.sign);
        self.evidence = all;
    }

    /// Counts one evidence in; the sign is that of the first, once it stands in its place.
    fn count(&mut self, evidence: &Evidence, published: Option<&Text>) {
        self.symmetric |= evidence.symmetric;
        self.claimed &= evidence.holder.is_some();
        if evidence.modality < self.modality {
            self.modality = evidence.modality;
            self.uncode();
        }
        if evidence.modality == self.modality {
            self.code(evidence);
        }
        let day = evidence.date.as_ref().or(published);
        if let Some(day) = day {
            if self.first.as_ref().is_none_or(|first| day < first) {
                self.first = Some(day.clone());
            }
            if self.last.as_ref().is_none_or(|last| day > last) {
                self.last = Some(day.clone());
            }
        }
    }

    fn uncode(&mut self) {
        self.n_coded = 0;
        self.codes = Vec::new();
    }

    /// Counts the codes of one evidence; the edge has those of most, and of equals the first in order.
    fn code(&mut self, evidence: &Evidence) {
        let is_of_edge = self.plover == evidence.plover && self.cameo == evidence.cameo;
        self.n_coded += 1;
        if self.n_coded == 1 {
            self.plover.clone_from(&evidence.plover);
            self.cameo.clone_from(&evidence.cameo);
        } else if !self.codes.is_empty() || !is_of_edge {
            if self.codes.is_empty() {
                let codes = (self.plover.clone(), self.cameo.clone());
                self.codes.push((codes, self.n_coded - 1));
            }
            let codes = (evidence.plover.clone(), evidence.cameo.clone());
            match self.codes.iter_mut().find(|(known, _)| *known == codes) {
                Some((_, n)) => *n += 1,
                None => self.codes.push((codes, 1)),
            }
            if let Some(((plover, cameo), _)) = self.codes.iter().max_by_key(|(codes, n)| (*n, Reverse(codes))) {
                self.plover.clone_from(plover);
                self.cameo.clone_from(cameo);
            }
        }
    }
}

/// The day on which an evidence's document was published; not looked up where the evidence has a day of its own.
fn day<'a>(documents: &'a Documents, evidence: &Evidence) -> Option<&'a Text> {
    match &evidence.date {
        Some(_) => None,
        None => documents.get(&evidence.doc).and_then(|kept| kept.date.as_ref()),
    }
}

/// One place that states an edge: an [`Observation`] without what the edge already says.
///
/// `source_*` speak of the edge's source and `target_*` of its target, also where a symmetric relation names them the
/// other way round ("Paris met Rome", "Rome met Paris"): which came first is told by the spans.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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

/// What an edge is found by, in the order in which edges are listed: by source, target, and [`Edge::key`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub source: Text,
    pub target: Option<Text>,
    pub relation: Text,
    pub polarity: Polarity,
}

impl Key {
    pub fn of(edge: &Edge) -> Key {
        Key {
            source: edge.source.clone(),
            target: edge.target.clone(),
            relation: edge.relation.clone(),
            polarity: edge.polarity,
        }
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Key) -> Ordering {
        let ends = || {
            self.source
                .cmp(&other.source)
                .then_with(|| self.target.cmp(&other.target))
        };
        ends().then_with(|| match self.relation == other.relation {
            true => self.polarity.cmp(&other.polarity),
            // As the keys that are written, where a sign stands behind the relation.
            false => key(&self.relation, self.polarity).cmp(&key(&other.relation, other.polarity)),
        })
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Key) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

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
    let parts = [source, "\0", relation, "\0", target.unwrap_or(""), "\0", polarity];
    let hash = parts
        .into_iter()
        .fold(Sha256::new(), |hash, part| hash.chain_update(part));
    let mut id = String::with_capacity(18);
    id.push_str("e:");
    for byte in &hash.finalize()[..8] {
        let digits = [byte >> 4, byte & 15].map(|digit| char::from_digit(digit.into(), 16).unwrap_or('0'));
        id.extend(digits);
    }
    id
}
