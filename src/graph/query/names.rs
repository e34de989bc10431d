//! [`Names`]: from what people type to who and what is meant, and "did you mean".

use super::family;
use super::spell::did_you_mean;
pub(in crate::graph) use super::spell::{distance, normal};
use crate::extract::actor::{Kind, Registry};
use crate::extract::relation::{Modality, Polarity, Vocabulary};
use crate::graph::{Edge, Network};
use crate::{Error, Result};
use std::collections::{BTreeMap, BTreeSet};

/// Finds actors by id, label or alias, relations and families by name; case, accents and a leading "the" do not matter.
///
/// ```
/// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
/// use newsgraph::graph::{read, query::Names};
/// let network = read(json)?;
/// let names = Names::of(&network);
/// assert!(names.actors("KYIV")?.contains("country:ua"));
/// let error = names.actors("Hungry").unwrap_err();
/// assert_eq!(error.to_string(), "no actor \"Hungry\" here: did you mean \"Hungary\"?");
/// assert!(names.family("verbal-conflict")?.contains("opposes"));
/// # Ok::<(), newsgraph::Error>(())
/// ```
///
/// # Complexity
///
/// `O(n log n)` in the names to build, `O(log n)` to find, `O(n)` where nothing is found and names are compared.
#[derive(Clone, Debug, Default)]
pub struct Names<'a> {
    /// For each name in normal form: how it is written, and of whom it is the label or an alias.
    actors: BTreeMap<String, (&'a str, Bearers<'a>)>,
    /// Each relation with its PLOVER type.
    relations: BTreeMap<String, Option<String>>,
    /// Publishers and addresses in normal form, and as written.
    publishers: BTreeMap<String, &'a str>,
    documents: BTreeSet<&'a str>,
    /// Who else knows names: from a name to an actor's id.
    lookup: Option<fn(&str) -> Option<String>>,
}

#[derive(Clone, Debug, Default)]
struct Bearers<'a> {
    labels: BTreeSet<&'a str>,
    aliases: BTreeSet<&'a str>,
}

impl<'a> Names<'a> {
    /// The names of a network's actors, relations, publishers and documents.
    pub fn of(network: &'a Network) -> Names<'a> {
        Names::default().and(network)
    }

    /// Knows the names of another network too, so that one question can be put to both.
    pub fn and(mut self, network: &'a Network) -> Names<'a> {
        for node in network.nodes() {
            let id = node.actor.id.as_str();
            for (i, name) in [id].into_iter().chain(node.names()).enumerate() {
                let (_, bearers) = (self.actors.entry(normal(name))).or_insert_with(|| (name, Bearers::default()));
                let list = if i < 2 {
                    &mut bearers.labels
                } else {
                    &mut bearers.aliases
                };
                list.insert(id);
            }
        }
        for document in network.documents() {
            self.documents.insert(&document.id);
            for told in [&document.publisher, &document.url].into_iter().flatten() {
                if !self.publishers.contains_key(told.as_str()) {
                    self.publishers.insert(normal(told), told);
                }
            }
        }
        for (relation, plover) in types(network) {
            self.relations.entry(relation).or_insert(plover);
        }
        self
    }

    /// Asks this too about a name that the network's articles never used: "Kyiv" where they say "Ukraine".
    pub fn with_lookup(mut self, lookup: fn(&str) -> Option<String>) -> Names<'a> {
        self.lookup = Some(lookup);
        self
    }

    /// Knows these relations too: those that the network happens not to have.
    pub fn with_relations<S: Into<String>>(mut self, relations: impl IntoIterator<Item = S>) -> Names<'a> {
        for relation in relations {
            self.relations.entry(relation.into()).or_default();
        }
        self
    }

    /// Knows the relations of a vocabulary, and by their PLOVER types the families they belong to.
    pub fn with_vocabulary(mut self, vocabulary: &Vocabulary) -> Names<'a> {
        for relation in vocabulary.relations() {
            self.relations.insert(relation.name.clone(), relation.plover.clone());
        }
        self
    }

    /// Knows every relation and everybody whom the built-in words know: the names that the program takes.
    #[must_use]
    pub fn with_builtin(self) -> Names<'a> {
        let lookup = |name: &str| Registry::builtin().find(name).map(|entry| entry.id.clone());
        self.with_vocabulary(Vocabulary::english()).with_lookup(lookup)
    }

    /// The ids of those who bear the name: as label if there are such, else as alias. Never empty.
    ///
    /// # Errors
    ///
    /// Nobody does; the message names those that are close.
    pub fn actors(&self, name: &str) -> Result<BTreeSet<&'a str>> {
        match self.actors.get(&normal(name)) {
            Some((_, Bearers { labels, aliases })) if labels.is_empty() => Ok(aliases.clone()),
            Some((_, Bearers { labels, .. })) => Ok(labels.clone()),
            None => {
                let id = self.lookup.and_then(|lookup| lookup(name));
                if let Some((_, found)) = id.and_then(|id| self.actors.get(&normal(&id))) {
                    return Ok(found.labels.clone());
                }
                let known = (self.actors.iter()).map(|(normal, (written, _))| (normal.as_str(), *written));
                Err(unknown("actor", name, known))
            }
        }
    }

    /// Those who bear any of the names.
    ///
    /// # Errors
    ///
    /// Nobody bears one of them.
    pub fn all_actors(&self, names: &[String]) -> Result<BTreeSet<&'a str>> {
        let mut all = BTreeSet::new();
        for name in names {
            all.extend(self.actors(name)?);
        }
        Ok(all)
    }

    /// The relation of that name, as the vocabulary writes it: blanks may stand for hyphens.
    ///
    /// # Errors
    ///
    /// There is none; the message names those that are close.
    pub fn relation(&self, name: &str) -> Result<&str> {
        let asked = normal(name).replace(' ', "-");
        match self.relations.get_key_value(&asked) {
            Some((relation, _)) => Ok(relation),
            None => Err(unknown(
                "relation",
                name,
                twice(self.relations.keys().map(String::as_str)),
            )),
        }
    }

    /// The relations of a family, such as `verbal-conflict`, `office`, or a PLOVER type; see
    /// [`FAMILIES`](super::FAMILIES).
    ///
    /// # Errors
    ///
    /// There is none; the message names those that are close.
    pub fn family(&self, name: &str) -> Result<BTreeSet<&str>> {
        let asked = normal(name).replace(' ', "-");
        let has = |relation: &str, plover: &Option<String>| family::has(&asked, relation, plover.as_deref());
        if has("", &None).is_none() {
            let close = did_you_mean(name, twice(family::families()));
            let names = family::FAMILIES.map(|(name, ..)| name).join(", ");
            return Err(Error::new(match close.is_empty() {
                true => format!("no family {name:?}: expected one of {names}, or a PLOVER type such as sanction"),
                false => format!("no family {name:?}{close}"),
            }));
        }
        let members = self.relations.iter().filter(|(r, plover)| has(r, plover) == Some(true));
        Ok(members.map(|(relation, _)| relation.as_str()).collect())
    }

    /// What a word in an arrow stands for: a relation, or those of a family.
    ///
    /// # Errors
    ///
    /// It is neither.
    pub fn relations(&self, name: &str) -> Result<BTreeSet<&str>> {
        if let Ok(relation) = self.relation(name) {
            return Ok(BTreeSet::from([relation]));
        }
        let families = || family::families().map(|family| -> &str { family });
        let known = || self.relations.keys().map(String::as_str).chain(families());
        self.family(name).map_err(|_| unknown("relation", name, twice(known())))
    }

    /// Checks that somebody published under that name, or under an address with it; gives its normal form.
    pub(super) fn publisher(&self, name: &str) -> Result<String> {
        let asked = normal(name);
        if self.publishers.keys().any(|told| told.contains(&asked)) {
            return Ok(asked);
        }
        let known = self
            .publishers
            .iter()
            .map(|(normal, written)| (normal.as_str(), *written));
        Err(unknown("publisher", name, known))
    }

    /// Checks that there is such a document: that id, or several texts under it.
    pub(super) fn document(&self, id: &str) -> Result<()> {
        let known = |document: &str| is_document(document, id);
        match self
            .documents
            .range(id..)
            .take_while(|d| d.starts_with(id))
            .any(|d| known(d))
        {
            true => Ok(()),
            false => Err(unknown("document", id, twice(self.documents.iter().copied()))),
        }
    }
}

/// Is the document the one of that id, or one of several texts that came under it (`id@9f2c…`)?
pub(super) fn is_document(document: &str, id: &str) -> bool {
    let rest = document.strip_prefix(id);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('@'))
}

/// The kind of that name: `country`, `armed-group`.
///
/// # Errors
///
/// There is none; the message names those that are close.
pub fn kind(name: &str) -> Result<Kind> {
    let asked = normal(name).replace(' ', "-");
    let found = KINDS
        .iter()
        .position(|known| *known == asked)
        .and_then(|_| serde_json::from_value(serde_json::Value::from(asked)).ok());
    found.ok_or_else(|| {
        let close = did_you_mean(name, twice(KINDS));
        let (last, others) = (KINDS[KINDS.len() - 1], KINDS[..KINDS.len() - 1].join(", "));
        Error::new(match close.is_empty() {
            true => format!("no kind {name:?}: expected {others} or {last}"),
            false => format!("no kind {name:?}{close}"),
        })
    })
}

/// The kinds by which can be asked.
const KINDS: [&str; 9] = [
    "person",
    "country",
    "organization",
    "government-body",
    "party",
    "armed-group",
    "group",
    "place",
    "unknown",
];

/// Each relation with the PLOVER type of most of its edges that are stated as done: tense and negation change it.
fn types(network: &Network) -> BTreeMap<String, Option<String>> {
    let mut counts: BTreeMap<&str, BTreeMap<Option<&str>, usize>> = BTreeMap::new();
    for edge in network.edges().chain(network.untargeted()) {
        let counts = counts.entry(&edge.relation).or_default();
        if edge.polarity == Polarity::Affirmed && edge.modality == Modality::Actual {
            *counts.entry(edge.plover.as_deref()).or_default() += 1;
        }
    }
    let most = |counts: BTreeMap<Option<&str>, usize>| {
        let most = counts.into_iter().rev().max_by_key(|&(_, n)| n);
        most.and_then(|(plover, _)| plover.map(str::to_owned))
    };
    (counts.into_iter())
        .map(|(relation, counts)| (relation.to_owned(), most(counts)))
        .collect()
}

/// Names that are their own normal form.
fn twice<'b>(names: impl IntoIterator<Item = &'b str>) -> impl Iterator<Item = (&'b str, &'b str)> {
    names.into_iter().map(|name| (name, name))
}

fn unknown<'b>(what: &str, name: &str, known: impl Iterator<Item = (&'b str, &'b str)>) -> Error {
    Error::new(format!("no {what} {name:?} here{}", did_you_mean(name, known)))
}

/// An edge's relation is in the set.
pub(super) fn is_of(relations: &BTreeSet<String>, edge: &Edge) -> bool {
    relations.contains(edge.relation.as_str())
}
