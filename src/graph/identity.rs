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

use super::node::Sighting;
use super::{Edge, Network};
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
pub(super) const IN_PASSING: u32 = 2;

/// By person and document: countries.
type Offices<'a> = BTreeMap<&'a str, BTreeMap<&'a str, BTreeSet<&'a str>>>;

/// How an actor of one article is known in the network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub id: String,
    /// What is added to its label: a country, an article.
    pub which: Option<String>,
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

pub(super) fn rename(sighting: &mut Sighting, name: &Name, registry: &Registry) {
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

/// What the bearer of `id` in a document is called: of several, the one of a country; of a description, the one of that
/// country or of the document alone.
pub(super) fn named(network: &Network, id: &str, doc: &str, country: Option<&str>, described: bool) -> Name {
    let (mark, which) = match country {
        Some(country) => (country.split_once(':').map_or(country, |c| c.1), network.label(country)),
        None if described => (doc, doc),
        None => {
            return Name {
                id: id.to_owned(),
                which: None,
            };
        }
    };
    Name {
        id: format!("{id}{MARK}{mark}"),
        which: Some(which.to_owned()),
    }
}

/// The country that each document is on: the one it mentions most, at least twice as often as any other.
pub(super) fn homes(network: &Network) -> BTreeMap<&str, &str> {
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

/// By the ids that the articles give people: the countries whose offices each document says that they hold.
pub(super) fn offices(network: &Network) -> Offices<'_> {
    let mut offices = Offices::new();
    let held = |edge: &&Edge| edge.relation == "holds-office" && edge.stance() >= 0;
    for edge in network.edges().filter(held) {
        let country = network
            .node(edge.target())
            .is_some_and(|n| n.actor.kind == Kind::Country);
        for evidence in edge.evidence.iter().filter(|_| country) {
            if !is_abroad(evidence.title.as_deref()) {
                let of = offices.entry(base(&edge.source)).or_default();
                of.entry(&evidence.doc).or_default().insert(edge.target());
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
