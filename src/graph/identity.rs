//! Who is who across articles: what the user says to be the same is joined, namesakes and descriptions are kept apart.
//!
//! An article knows its own actors only. Here all of them are seen together:
//!
//! - ids that the user's actors file joins become one;
//! - **namesakes**: people of one name of whom articles say that they hold offices of different countries are told apart,
//!   as `person:ann-lund@no` and `person:ann-lund@us`; where an article tells no country, the plain id stays;
//! - **descriptions** ("protesters", "the Supreme Court") in two articles are not the same actor unless both articles are
//!   on one country: `group:protesters@cl`, or else each keeps its article's id;
//! - **bystanders**: descriptions, places, names of nobody knows what, and names of one word said in passing, of whom an
//!   article states nothing, are left out.
//!
//! It depends on the set of articles alone: marks of an earlier time are taken off first, so that a merged network is the
//! one that would have been built, and taking an article out takes its marks away.

use super::Network;
use super::batch::Batch;
use super::node::{Node, Sighting};
use crate::extract::actor::{Kind, Registry, is_description};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What stands between an id and the mark of who bears it.
pub(super) const MARK: char = '@';

/// Titles that are held in another country than the one they are of.
const ABROAD: [&str; 8] = [
    "ambassador",
    "envoy",
    "representative",
    "counterpart",
    "consul",
    "commissioner",
    "delegate",
    "special",
];

/// So few mentions of a name of one word are in passing.
const IN_PASSING: u32 = 2;

/// What an article's documents and ids are looked up by.
type Place<'a> = (&'a str, &'a str);

/// How an actor of one article is known in the network.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Name {
    id: String,
    /// What is added to its label: a country, an article.
    which: Option<String>,
}

impl Network {
    /// The network with namesakes apart and with those as one whom the registry's user joined. Changes nothing else.
    ///
    /// Idempotent, and the same whether articles were built together or merged later.
    ///
    /// # Complexity
    ///
    /// `O(n log n)` in the sightings; where an id changes, a network is put together anew.
    pub fn identified(self, registry: &Registry) -> Network {
        let stated = stated(&self);
        let is_bystander = |doc: &str, sighting: &Sighting| {
            !stated.contains(&(doc, sighting.actor.id.as_str())) && may_go(sighting, registry)
        };
        let n_bystanders = self
            .nodes()
            .flat_map(Node::sightings)
            .filter(|(doc, s)| is_bystander(doc, s))
            .count();
        let names = names(&self, registry, &is_bystander);
        if names.is_empty() && n_bystanders == 0 {
            return self;
        }
        let mut batch = Batch::default();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (id, kept) in &self.documents {
            places.insert(id, batch.documents.len());
            batch.documents.push(kept.document.clone());
        }
        let new = |doc: &str, id: &str| names.get(&(doc.to_owned(), id.to_owned()));
        for node in self.nodes() {
            for (doc, sighting) in node.sightings().filter(|(doc, s)| !is_bystander(doc, s)) {
                let mut sighting = sighting.clone();
                if let Some(name) = new(doc, &node.actor.id) {
                    rename(&mut sighting, name, registry);
                }
                batch.sightings.push((places[doc], sighting));
            }
        }
        for mut observation in self.observations() {
            let Some(&doc) = places.get(observation.doc.as_str()) else {
                continue;
            };
            let id = observation.doc.clone();
            let ends = [
                Some(&mut observation.source),
                observation.target.as_mut(),
                observation.holder.as_mut(),
            ];
            for end in ends.into_iter().flatten() {
                if let Some(name) = new(&id, end) {
                    end.clone_from(&name.id);
                }
            }
            batch.state(doc, observation);
        }
        let mut network = Network::new();
        network.absorb(batch);
        network
    }
}

/// The documents and the actors of whom they state something.
fn stated(network: &Network) -> BTreeSet<Place<'_>> {
    let mut stated = BTreeSet::new();
    for edge in network.edges().chain(network.untargeted()) {
        for e in &edge.evidence {
            let ends = [Some(edge.source.as_str()), edge.target.as_deref(), e.holder.as_deref()];
            stated.extend(ends.into_iter().flatten().map(|id| (e.doc.as_str(), id)));
        }
    }
    stated
}

/// Is the actor one who need not stand in a network that states nothing of it?
pub(super) fn may_go(sighting: &Sighting, registry: &Registry) -> bool {
    let actor = &sighting.actor;
    match actor.kind {
        _ if registry.get(&actor.id).is_some_and(|entry| entry.user) => false,
        Kind::Country => false,
        Kind::Place | Kind::Unknown => true,
        // "Pat", "Renown": said once or twice and never explained, it may be anybody or anything.
        Kind::Person | Kind::Organization
            if sighting.mentions <= IN_PASSING
                && !plain_label(&actor.id, &actor.label).contains([' ', '-'])
                && !actor.aliases.iter().any(|alias| alias.contains(' '))
                && registry.get(&actor.id).is_none() =>
        {
            true
        }
        _ => registry.get(&actor.id).is_none() && is_description(plain_label(&actor.id, &actor.label)),
    }
}

/// Is the actor called by no name there, only by what it is?
pub(super) fn is_described(id: &str, sighting: &Sighting) -> bool {
    let actor = &sighting.actor;
    actor.kind != Kind::Country && !actor.label.is_empty() && is_description(plain_label(id, &actor.label))
}

fn rename(sighting: &mut Sighting, name: &Name, registry: &Registry) {
    let actor = Arc::make_mut(&mut sighting.actor);
    let plain = plain_label(&actor.id, &actor.label).to_owned();
    let joined = base(&name.id) != base(&actor.id);
    actor.id.clone_from(&name.id);
    actor.aliases.insert(plain.clone());
    actor.label = match &name.which {
        Some(which) => format!("{plain} ({which})"),
        None => plain,
    };
    if let Some(entry) = registry.get(&name.id).filter(|_| joined) {
        actor.label.clone_from(&entry.label);
        actor.kind = entry.kind;
        actor.wikidata.clone_from(&entry.wikidata);
    }
    actor.aliases.remove(&actor.label);
}

/// The id that an article by itself gives, without the mark of who of several bears it.
pub(super) fn base(id: &str) -> &str {
    id.split_once(MARK).map_or(id, |(base, _)| base)
}

/// The label without the bracket that an earlier telling apart put behind it.
pub(super) fn plain_label<'a>(id: &str, label: &'a str) -> &'a str {
    match label.rsplit_once(" (") {
        Some((plain, rest)) if id.contains(MARK) && rest.ends_with(')') => plain,
        _ => label,
    }
}

/// For each document and id that is to change: the new one.
fn names(
    network: &Network,
    registry: &Registry,
    is_bystander: &dyn Fn(&str, &Sighting) -> bool,
) -> BTreeMap<(String, String), Name> {
    // Under one id, as the user joins them: the documents, with the ids they use now.
    let mut actors: BTreeMap<String, Vec<(&str, &str, &Sighting)>> = BTreeMap::new();
    for node in network.nodes() {
        let id = node.actor.id.as_str();
        for (doc, sighting) in node.sightings().filter(|(doc, s)| !is_bystander(doc, s)) {
            let joined = registry.same_as(base(id)).to_owned();
            actors.entry(joined).or_default().push((doc, id, sighting));
        }
    }
    let homes = homes(network);
    let offices = offices(network);
    let mut names = BTreeMap::new();
    for (id, seen) in &actors {
        let documents: BTreeSet<&str> = seen.iter().map(|s| s.0).collect();
        let several = documents.len() > 1 && registry.get(id).is_none();
        let described = several && seen.iter().all(|(_, id, s)| is_described(id, s));
        let bearers = match several && !described && id.starts_with("person:") {
            true => namesakes(&documents, |doc| {
                seen.iter()
                    .filter(|s| s.0 == doc)
                    .filter_map(|s| offices.get(&(doc, base(s.1))))
                    .flatten()
                    .copied()
                    .collect()
            }),
            false => BTreeMap::new(),
        };
        for &(doc, old, _) in seen {
            let country = match described {
                true => homes.get(doc).copied(),
                false => bearers.get(doc).copied(),
            };
            let name = match country {
                Some(country) => Name {
                    id: format!("{id}{MARK}{}", country.split_once(':').map_or(country, |c| c.1)),
                    which: Some(network.label(country).to_owned()),
                },
                None if described => Name {
                    id: format!("{id}{MARK}{doc}"),
                    which: Some(doc.to_owned()),
                },
                None => Name {
                    id: id.clone(),
                    which: None,
                },
            };
            if name.id != old {
                names.insert((doc.to_owned(), old.to_owned()), name);
            }
        }
    }
    names
}

/// The country that each document is on: the one it mentions most, at least twice as often as any other.
fn homes(network: &Network) -> BTreeMap<&str, &str> {
    let mut most: BTreeMap<&str, (u32, u32, &str)> = BTreeMap::new();
    for node in network.nodes().filter(|n| n.actor.kind == Kind::Country) {
        for (doc, sighting) in node.sightings() {
            let (first, second, id) = most.entry(doc).or_default();
            if sighting.mentions > *first {
                (*second, *first) = (*first, sighting.mentions);
                *id = &node.actor.id;
            } else {
                *second = (*second).max(sighting.mentions);
            }
        }
    }
    most.retain(|_, (first, second, _)| *first > 1 && *first >= 2 * *second);
    most.into_iter().map(|(doc, (_, _, id))| (doc, id)).collect()
}

/// The countries whose offices a document says that a person holds.
fn offices(network: &Network) -> BTreeMap<(&str, &str), BTreeSet<&str>> {
    let mut offices: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for edge in network
        .edges()
        .filter(|e| e.relation == "holds-office" && e.stance() >= 0)
    {
        let country = network
            .node(edge.target())
            .is_some_and(|n| n.actor.kind == Kind::Country);
        for evidence in edge.evidence.iter().filter(|_| country) {
            if !is_abroad(evidence.title.as_deref()) {
                offices
                    .entry((&evidence.doc, base(&edge.source)))
                    .or_default()
                    .insert(edge.target());
            }
        }
    }
    offices
}

/// Is an office with that title held in another country than the one it is of?
pub(super) fn is_abroad(title: Option<&str>) -> bool {
    let title = title.unwrap_or("").to_lowercase();
    ABROAD.iter().any(|word| title.contains(word))
}

/// The country of each document's bearer of a name, when the documents speak of two or more people: documents that share
/// a country speak of one.
pub(super) fn namesakes<'a>(
    documents: &BTreeSet<&'a str>,
    countries: impl Fn(&str) -> BTreeSet<&'a str>,
) -> BTreeMap<&'a str, &'a str> {
    let mut people: Vec<(BTreeSet<&str>, Vec<&str>)> = Vec::new();
    for &doc in documents {
        let mut held = countries(doc);
        if held.is_empty() {
            continue;
        }
        let mut docs = vec![doc];
        for (other, more) in people
            .extract_if(.., |(other, _)| !other.is_disjoint(&held))
            .collect::<Vec<_>>()
        {
            held.extend(other);
            docs.extend(more);
        }
        people.push((held, docs));
    }
    if people.len() < 2 {
        return BTreeMap::new();
    }
    let name = |(held, docs): (BTreeSet<&'a str>, Vec<&'a str>)| {
        let first = held.first().copied().unwrap_or("");
        docs.into_iter().map(move |doc| (doc, first))
    };
    people.into_iter().flat_map(name).collect()
}
