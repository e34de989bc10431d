//! One article's actors and observations folded into a [`Network`], and unfolded again.

use super::batch::Batch;
use super::edge::Edge;
use super::evidence::Evidence;
use super::merge::Conflict;
use super::node::{Sighting, kind_of};
use super::text::Text;
use super::{Network, Node};
use crate::extract::actor::{Actor, Cast};
use crate::extract::relation::Observation;
use crate::{Document, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl Network {
    /// A network of observations alone, as `newsgraph extract` prints them.
    ///
    /// Nothing is known of their documents but the id, so [`verify`](super::verify()) cannot vouch for them. A document
    /// whose text is not known is not the same as one under that id whose text is: see [`Network::merge`].
    pub fn from_observations(observations: impl IntoIterator<Item = Observation>) -> Network {
        let mut by_document: BTreeMap<String, Vec<Observation>> = BTreeMap::new();
        for observation in observations {
            by_document
                .entry(observation.doc.clone())
                .or_default()
                .push(observation);
        }
        let mut batch = Batch::default();
        for (id, observations) in by_document {
            let document = Document {
                id,
                ..Document::default()
            };
            batch.article(document, Vec::new(), observations);
        }
        let mut network = Network::new();
        network.absorb(batch);
        network
    }

    /// Folds one article in, and reports an id that now has two texts.
    ///
    /// An actor's mentions are the places where the observations name it; [`Network::add_cast`] counts all.
    /// Adding an article twice is adding it once.
    ///
    /// # Complexity
    ///
    /// `O(n log n)` in what the article states, and in the evidence of the edges it touches. For many articles it is
    /// quicker to build networks of some and [`merge`](Network::merge) those.
    pub fn add(&mut self, document: &Document, actors: &[Actor], observations: &[Observation]) -> Vec<Conflict> {
        let mut batch = self.batch();
        let places = places(observations);
        let sighting = |actor: &Actor| Sighting {
            mentions: places.get(actor.id.as_str()).map_or(0, |places| places.len() as u32),
            actor: Arc::new(actor.clone()),
        };
        let sightings = actors.iter().map(sighting).collect();
        batch.article(document.clone(), sightings, observations.to_vec());
        self.absorb(batch)
    }

    /// Folds one article in with every mention counted, pronouns too.
    pub fn add_cast(&mut self, document: &Document, cast: &Cast, observations: &[Observation]) -> Vec<Conflict> {
        let mut mentions: BTreeMap<&str, u32> = BTreeMap::new();
        for actor in cast.mentions.iter().filter_map(|mention| mention.actor) {
            *mentions.entry(&cast.actor(actor).id).or_default() += 1;
        }
        let mut batch = self.batch();
        let sighting = |actor: &Actor| Sighting {
            mentions: mentions.get(actor.id.as_str()).copied().unwrap_or(0),
            actor: Arc::new(actor.clone()),
        };
        let sightings = cast.actors.iter().map(sighting).collect();
        batch.article(document.clone(), sightings, observations.to_vec());
        self.absorb(batch)
    }

    pub(super) fn observation(&self, edge: &Edge, evidence: &Evidence) -> Observation {
        let label = |id: &str| {
            let sighting = self.node(id).and_then(|node: &Node| node.sighting(&evidence.doc));
            sighting.map_or_else(String::new, |sighting| sighting.actor.label.clone())
        };
        let e = evidence;
        let text = |text: &Option<Text>| text.as_deref().map(str::to_owned);
        let mut o = Observation {
            doc: e.doc.to_string(),
            sent: e.sent,
            source_label: label(&edge.source),
            target_label: edge.target.as_deref().map(label),
            source: edge.source.to_string(),
            target: text(&edge.target),
            source_text: e.source_text.to_string(),
            target_text: text(&e.target_text),
            source_bytes: e.source_bytes,
            source_chars: e.source_chars,
            target_bytes: e.target_bytes,
            target_chars: e.target_chars,
            trigger: e.trigger.to_string(),
            trigger_bytes: e.trigger_bytes,
            trigger_chars: e.trigger_chars,
            relation: edge.relation.to_string(),
            plover: text(&e.plover),
            cameo: text(&e.cameo),
            sign: e.sign,
            symmetric: e.symmetric,
            polarity: edge.polarity,
            modality: e.modality,
            holder: text(&e.holder),
            holder_label: text(&e.holder_label),
            title: text(&e.title),
            about: text(&e.about),
            amount: text(&e.amount),
            date: text(&e.date),
            date_text: text(&e.date_text),
            quote: e.quote.to_string(),
            bytes: e.bytes,
            chars: e.chars,
            rule: e.rule.to_string(),
            confidence: e.confidence,
        };
        if o.symmetric && o.target_bytes.is_some_and(|target| target < o.source_bytes) {
            swap_ends(&mut o);
        }
        o
    }
}

/// The target as source and the source as target; nothing happens where there is no whole target.
pub(super) fn swap_ends(o: &mut Observation) {
    let (Some(target), Some(text), Some(bytes), Some(chars)) = (
        &mut o.target,
        &mut o.target_text,
        &mut o.target_bytes,
        &mut o.target_chars,
    ) else {
        return;
    };
    std::mem::swap(target, &mut o.source);
    std::mem::swap(text, &mut o.source_text);
    std::mem::swap(bytes, &mut o.source_bytes);
    std::mem::swap(chars, &mut o.source_chars);
    if let Some(label) = &mut o.target_label {
        std::mem::swap(label, &mut o.source_label);
    }
}

/// The distinct places where observations name each actor.
fn places(observations: &[Observation]) -> BTreeMap<&str, BTreeSet<Span>> {
    let mut places: BTreeMap<&str, BTreeSet<Span>> = BTreeMap::new();
    for o in observations {
        places.entry(&o.source).or_default().insert(o.source_bytes);
        if let Some(target) = &o.target {
            places.entry(target).or_default().extend(o.target_bytes);
        }
    }
    places
}

impl Batch {
    /// One article. Actors whom no sighting tells of are known by the labels that the observations give them.
    pub(super) fn article(&mut self, document: Document, sightings: Vec<Sighting>, observations: Vec<Observation>) {
        let doc = self.documents.len();
        self.documents.push(Arc::new(document));
        let mut labels: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for o in &observations {
            labels.entry(&o.source).or_default().insert(&o.source_label);
            if let Some(target) = &o.target {
                labels.entry(target).or_default().extend(o.target_label.as_deref());
            }
            if let Some(holder) = &o.holder {
                labels.entry(holder).or_default().extend(o.holder_label.as_deref());
            }
        }
        for sighting in sightings {
            labels.remove(sighting.actor.id.as_str());
            self.sightings.push((doc, sighting));
        }
        let places = places(&observations);
        for (id, labels) in labels {
            let mut labels = labels.into_iter().filter(|label| !label.is_empty()).map(str::to_owned);
            let actor = Arc::new(Actor {
                id: id.to_owned(),
                label: labels.next().unwrap_or_default(),
                kind: kind_of(id),
                aliases: labels.collect(),
                wikidata: None,
            });
            let mentions = places.get(id).map_or(0, |places| places.len() as u32);
            self.sightings.push((doc, Sighting { actor, mentions }));
        }
        for observation in observations {
            self.state(doc, observation);
        }
    }
}
