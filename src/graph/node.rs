//! [`Node`] and [`Sighting`]: an actor of the network, and what each article calls it.

use super::sightings::Sightings;
use super::tally::{Count, Tally, Tallying, first_of_most};
use super::text::Text;
use crate::extract::actor::{Actor, Kind};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// An actor as one document shows it: the record of `graph.documents[].actors`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Sighting {
    /// Name, kind and aliases in that document; shared by documents that say the same.
    #[serde(flatten)]
    pub actor: Arc<Actor>,
    /// How often the document mentions it.
    #[serde(default)]
    pub mentions: u32,
}

impl Sighting {
    /// The name never stands among the aliases too.
    pub(super) fn tidy(mut self) -> Sighting {
        let Actor { label, aliases, .. } = &*self.actor;
        if aliases.contains(label) || aliases.contains("") {
            let actor = Arc::make_mut(&mut self.actor);
            actor.aliases.remove(&actor.label);
            actor.aliases.remove("");
        }
        self
    }

    /// Two accounts of one document become one, whichever comes first: names are united, the first label in order
    /// stays the label, what is known beats what is not, and the higher count stands.
    fn join(&mut self, other: Sighting) {
        self.mentions = self.mentions.max(other.mentions);
        if self.actor == other.actor {
            return;
        }
        let (mine, theirs) = (Arc::make_mut(&mut self.actor), Arc::unwrap_or_clone(other.actor));
        mine.aliases.extend(theirs.aliases);
        mine.aliases.insert(theirs.label.clone());
        mine.aliases.insert(mine.label.clone());
        if mine.label.is_empty() || (!theirs.label.is_empty() && theirs.label < mine.label) {
            mine.label = theirs.label;
        }
        mine.aliases.remove(&mine.label);
        mine.aliases.remove("");
        mine.kind = mine.kind.min(theirs.kind); // `Unknown` is the last of them
        mine.wikidata = first_known(mine.wikidata.take(), theirs.wikidata);
    }
}

/// The smaller of two values where both are known, else the known one: any order gives the same.
pub(super) fn first_known(a: Option<String>, b: Option<String>) -> Option<String> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// An actor of the network.
///
/// Articles may differ in what they call it. The label, kind and Wikidata item are those that most documents give (then
/// those with most mentions, then the first in order); the aliases are all other names. They are kept as counts, so
/// that taking a document away costs no more than adding it.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// Who it is, by the account of most documents.
    pub actor: Arc<Actor>,
    /// Mentions in all documents.
    pub mentions: u64,
    /// In order of the document's id.
    sightings: Sightings,
    labels: Tally<Text>,
    names: Tally<Text>,
    kinds: Tally<Kind>,
    items: Tally<Text>,
}

impl Node {
    /// What each document says of it, by the document's id.
    pub fn sightings(&self) -> impl Iterator<Item = (&str, &Sighting)> {
        self.shown().map(|(doc, sighting)| (doc.as_str(), sighting))
    }

    /// The same, with ids that can be kept at no cost.
    pub(super) fn shown(&self) -> impl Iterator<Item = (&Text, &Sighting)> {
        self.sightings.iter()
    }

    /// What one document says of it.
    pub fn sighting(&self, doc: &str) -> Option<&Sighting> {
        self.sightings.get(doc)
    }

    /// Every name: the label, then the aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.actor.label)
            .chain(&self.actor.aliases)
            .map(String::as_str)
    }

    /// The actor of all its sightings, in order of document, each tidy.
    pub(super) fn of(id: &str, sightings: Vec<(Text, Sighting)>) -> Node {
        let mut node = Node::default();
        // Mostly one account serves many documents.
        for alike in sightings.chunk_by(|(_, one), (_, next)| Arc::ptr_eq(&one.actor, &next.actor)) {
            let mentions = alike.iter().map(|(_, sighting)| u64::from(sighting.mentions)).sum();
            node.count(&alike[0].1.actor, (alike.len() as u32, mentions), Tallying::In);
        }
        node.sightings = sightings.into();
        node.derive(id);
        node
    }

    pub(super) fn see(&mut self, doc: &Text, sighting: Sighting) {
        let mut sighting = match self.forget(doc) {
            Some(mut known) => {
                known.join(sighting);
                known
            }
            None => sighting.tidy(),
        };
        if sighting.actor == self.actor {
            sighting.actor = self.actor.clone();
        }
        self.count_one(&sighting, Tallying::In);
        self.sightings.insert(doc.clone(), sighting);
    }

    /// Takes in what another network's documents say of it; `is_disjoint` when they are all new here.
    pub(super) fn unite(&mut self, id: &str, other: &Node, is_disjoint: bool) {
        if is_disjoint {
            self.sightings.append(&other.sightings);
            let is_known = [
                self.labels.add(&other.labels) && self.labels.is_plain(),
                self.kinds.add(&other.kinds) && self.kinds.is_plain(),
                self.items.add(&other.items) && self.items.is_plain(),
                self.names.add(&other.names),
            ];
            self.mentions += other.mentions;
            // Mostly there is nothing new but the counts.
            if is_known == [true; 4] {
                return;
            }
        } else {
            for (doc, sighting) in other.shown() {
                if self.sighting(doc) != Some(sighting) {
                    self.see(doc, sighting.clone());
                }
            }
        }
        self.derive(id);
    }

    pub(super) fn forget(&mut self, doc: &str) -> Option<Sighting> {
        let sighting = self.sightings.remove(doc)?;
        self.count_one(&sighting, Tallying::Out);
        Some(sighting)
    }

    /// Takes over what is known from elsewhere of an actor whose sightings are not all here.
    #[cfg(feature = "store")]
    pub(super) fn declare(&mut self, actor: Actor, mentions: u64) {
        self.actor = Arc::new(actor);
        self.mentions = mentions;
    }

    pub(super) fn is_seen(&self) -> bool {
        !self.sightings.is_empty()
    }

    fn count_one(&mut self, sighting: &Sighting, way: Tallying) {
        self.count(&sighting.actor, (1, sighting.mentions.into()), way);
    }

    /// Counts documents that all say the same.
    fn count(&mut self, actor: &Actor, count: Count, way: Tallying) {
        if !actor.label.is_empty() {
            self.labels.count(actor.label.as_str(), count, way);
            self.names.count(actor.label.as_str(), count, way);
        }
        for alias in &actor.aliases {
            self.names.count(alias.as_str(), count, way);
        }
        self.kinds.count(actor.kind, count, way);
        if let Some(item) = &actor.wikidata {
            self.items.count(item.as_str(), count, way);
        }
        match way {
            Tallying::In => self.mentions += count.1,
            Tallying::Out => self.mentions -= count.1,
        }
    }

    /// Works out the actor from the counts. `O(names)`.
    pub(super) fn derive(&mut self, id: &str) {
        let label = self.labels.most().map_or(id, Text::as_str);
        let aliases = || {
            self.names
                .counts()
                .map(|(name, _)| name.as_str())
                .filter(|&name| name != label)
        };
        let known = self.kinds.counts().filter(|(kind, _)| *kind < Kind::Unknown);
        let kind = first_of_most(known).copied().unwrap_or_default();
        let wikidata = self.items.most().map(Text::as_str);
        let old = &*self.actor;
        let is_same = old.id == id
            && old.label == label
            && old.kind == kind
            && old.wikidata.as_deref() == wikidata
            && aliases().eq(old.aliases.iter());
        if is_same {
            return;
        }
        let actor = Actor {
            id: id.to_owned(),
            kind,
            aliases: aliases().map(str::to_owned).collect(),
            wikidata: wikidata.map(str::to_owned),
            label: label.to_owned(),
        };
        // Mostly every document says the same, and one account serves for all.
        let said = self.sightings.any().map(|sighting| &sighting.actor);
        self.actor = match said.filter(|said| ***said == actor) {
            Some(said) => said.clone(),
            None => Arc::new(actor),
        };
    }
}

impl PartialEq for Node {
    fn eq(&self, other: &Node) -> bool {
        self.sightings == other.sightings
    }
}

/// An actor of whom a document gives the id alone.
pub(super) fn bare(id: &str) -> Sighting {
    Sighting {
        actor: Arc::new(Actor {
            id: id.to_owned(),
            kind: kind_of(id),
            ..Actor::default()
        }),
        mentions: 0,
    }
}

/// The kind that an id tells, for those of whom only the id is known: `country:fr` is a country.
pub(super) fn kind_of(id: &str) -> Kind {
    match id.split_once(':').map_or("", |(kind, _)| kind) {
        "person" => Kind::Person,
        "country" => Kind::Country,
        "organization" | "org" | "igo" => Kind::Organization,
        "government-body" => Kind::GovernmentBody,
        "party" => Kind::Party,
        "armed-group" => Kind::ArmedGroup,
        "group" => Kind::Group,
        "place" => Kind::Place,
        _ => Kind::Unknown,
    }
}
