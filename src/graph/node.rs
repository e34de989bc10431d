//! [`Node`] and [`Sighting`]: an actor of the network, and what each article calls it.

use crate::extract::actor::{Actor, Kind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An actor as one document shows it: the record of `graph.documents[].actors`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sighting {
    /// Name, kind and aliases in that document.
    #[serde(flatten)]
    pub actor: Actor,
    /// How often the document mentions it.
    #[serde(default)]
    pub mentions: u32,
}

impl Sighting {
    /// The name never stands among the aliases too.
    pub(super) fn tidy(mut self) -> Sighting {
        self.actor.aliases.remove(&self.actor.label);
        self.actor.aliases.remove("");
        self
    }

    /// Two accounts of one document become one, whichever comes first: names are united, the first label in order
    /// stays the label, what is known beats what is not, and the higher count stands.
    fn join(&mut self, other: Sighting) {
        let (mine, theirs) = (&mut self.actor, other.actor);
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
        self.mentions = self.mentions.max(other.mentions);
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
    pub actor: Actor,
    /// Mentions in all documents.
    pub mentions: u64,
    sightings: BTreeMap<String, Sighting>,
    labels: Tally<String>,
    names: Tally<String>,
    kinds: Tally<Kind>,
    items: Tally<String>,
}

/// For each value: how many documents give it, with how many mentions.
type Tally<T> = BTreeMap<T, (u32, u64)>;

impl Node {
    /// What each document says of it, by the document's id.
    pub fn sightings(&self) -> impl Iterator<Item = (&str, &Sighting)> {
        self.sightings.iter().map(|(doc, sighting)| (doc.as_str(), sighting))
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

    pub(super) fn see(&mut self, doc: &str, sighting: Sighting) {
        let sighting = match self.forget(doc) {
            Some(mut known) => {
                known.join(sighting);
                known
            }
            None => sighting.tidy(),
        };
        self.count(&sighting, true);
        self.sightings.insert(doc.to_owned(), sighting);
    }

    pub(super) fn forget(&mut self, doc: &str) -> Option<Sighting> {
        let sighting = self.sightings.remove(doc)?;
        self.count(&sighting, false);
        Some(sighting)
    }

    /// Takes over what is known from elsewhere of an actor whose sightings are not all here.
    #[cfg(feature = "store")]
    pub(super) fn declare(&mut self, actor: Actor, mentions: u64) {
        self.actor = actor;
        self.mentions = mentions;
    }

    pub(super) fn is_seen(&self) -> bool {
        !self.sightings.is_empty()
    }

    fn count(&mut self, sighting: &Sighting, add: bool) {
        let Sighting { actor, mentions } = sighting;
        let n = u64::from(*mentions);
        if !actor.label.is_empty() {
            tally(&mut self.labels, actor.label.clone(), n, add);
            tally(&mut self.names, actor.label.clone(), n, add);
        }
        for alias in &actor.aliases {
            tally(&mut self.names, alias.clone(), n, add);
        }
        tally(&mut self.kinds, actor.kind, n, add);
        if let Some(item) = &actor.wikidata {
            tally(&mut self.items, item.clone(), n, add);
        }
        self.mentions = if add { self.mentions + n } else { self.mentions - n };
    }

    /// Works out the actor from the counts. `O(names)`.
    pub(super) fn derive(&mut self, id: &str) {
        let label = most(&self.labels).cloned().unwrap_or_else(|| id.to_owned());
        let known = self.kinds.range(..Kind::Unknown).map(|(kind, &n)| (*kind, n)).collect();
        self.actor = Actor {
            id: id.to_owned(),
            kind: most(&known).copied().unwrap_or_default(),
            aliases: self.names.keys().filter(|&name| *name != label).cloned().collect(),
            wikidata: most(&self.items).cloned(),
            label,
        };
    }
}

impl PartialEq for Node {
    fn eq(&self, other: &Node) -> bool {
        self.sightings == other.sightings
    }
}

fn tally<T: Ord>(tally: &mut Tally<T>, value: T, mentions: u64, add: bool) {
    if add {
        let (documents, total) = tally.entry(value).or_default();
        *documents += 1;
        *total += mentions;
    } else if let Some((documents, total)) = tally.get_mut(&value) {
        *documents -= 1;
        *total -= mentions;
        if *documents == 0 {
            tally.remove(&value);
        }
    }
}

fn most<T: Ord>(tally: &Tally<T>) -> Option<&T> {
    // `rev`, because `max_by_key` takes the last of equals and we want the first in order.
    tally
        .iter()
        .rev()
        .max_by_key(|&(_, &count)| count)
        .map(|(value, _)| value)
}

/// An actor of whom a document gives the id alone.
pub(super) fn bare(id: &str) -> Sighting {
    Sighting {
        actor: Actor {
            id: id.to_owned(),
            kind: kind_of(id),
            ..Actor::default()
        },
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
