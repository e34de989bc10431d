//! [`Edge`]: one relation between two actors, and every sentence that states it.

use super::document::Documents;
use super::evidence::Evidence;
use super::key::{self, Key};
use super::text::Text;
use crate::extract::relation::{Modality, Polarity};
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
        key::written(&self.relation, self.polarity)
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

    pub(super) fn new(key: Key) -> Edge {
        Edge {
            id: key::edge_id(&key.source, &key.relation, key.target.as_deref(), key.polarity),
            source: key.source,
            target: key.target,
            relation: key.relation,
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

    /// What it is found by.
    pub(super) fn found_by(&self) -> Key {
        Key {
            source: self.source.clone(),
            target: self.target.clone(),
            relation: self.relation.clone(),
            polarity: self.polarity,
        }
    }

    /// The order of edges from one source: by target and key.
    pub(super) fn order(&self, other: &Edge) -> Ordering {
        (self.target.cmp(&other.target)).then_with(|| self.key_order(other))
    }

    /// The order of edges between the same ends.
    pub(super) fn key_order(&self, other: &Edge) -> Ordering {
        key::order((&self.relation, self.polarity), (&other.relation, other.polarity))
    }

    /// Where it stands, compared with the edges of a key, of the same source.
    pub(super) fn order_of_key(&self, key: &Key) -> Ordering {
        (self.target.cmp(&key.target))
            .then_with(|| key::order((&self.relation, self.polarity), (&key.relation, key.polarity)))
    }

    /// The edge of all its evidence and the days on which that was published; nothing unless it is in order, each place once.
    pub(super) fn of<'a>(
        key: Key,
        evidence: Vec<Evidence>,
        published: impl Iterator<Item = Option<&'a Text>>,
    ) -> Option<Edge> {
        if !evidence.is_sorted_by(|a, b| a.place() < b.place()) {
            return None;
        }
        let mut edge = Edge::new(key);
        for (evidence, published) in evidence.iter().zip(published) {
            edge.count(evidence, published);
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

    /// Takes in all evidence of the same edge of another network; `is_disjoint` when that is of other documents.
    pub(super) fn unite(&mut self, other: &Edge, documents: &Documents, is_disjoint: bool) {
        let mine = self.evidence.len();
        self.evidence.reserve_exact(other.evidence.len());
        self.evidence.extend_from_slice(&other.evidence);
        if is_disjoint && self.add(other) {
            let is_behind = |(last, next): (&Evidence, &Evidence)| last.doc < next.doc;
            if !self.evidence[mine - 1..]
                .first()
                .zip(other.evidence.first())
                .is_some_and(is_behind)
            {
                // Two runs in order, which the sort finds.
                self.evidence.sort_by(Evidence::order);
            }
            self.sign = self.evidence[0].sign;
        } else {
            self.derive(documents);
        }
    }

    /// Adds what is counted of another edge to what is counted of this one; false where that takes a look at the evidence.
    fn add(&mut self, other: &Edge) -> bool {
        match other.modality.cmp(&self.modality) {
            // Only the most actual evidence is coded.
            Ordering::Less => {
                self.modality = other.modality;
                (self.plover, self.cameo) = (other.plover.clone(), other.cameo.clone());
                (self.n_coded, self.codes) = (other.n_coded, other.codes.clone());
            }
            Ordering::Equal => {
                let is_one = self.codes.is_empty() && other.codes.is_empty();
                if !is_one || self.plover != other.plover || self.cameo != other.cameo {
                    return false;
                }
                self.n_coded += other.n_coded;
            }
            Ordering::Greater => {}
        }
        self.symmetric |= other.symmetric;
        self.claimed &= other.claimed;
        for day in [&other.first, &other.last].into_iter().flatten() {
            self.take_day(day);
        }
        true
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
            self.take_day(day);
        }
    }

    fn take_day(&mut self, day: &Text) {
        if self.first.as_ref().is_none_or(|first| day < first) {
            self.first = Some(day.clone());
        }
        if self.last.as_ref().is_none_or(|last| day > last) {
            self.last = Some(day.clone());
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
