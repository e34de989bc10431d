//! [`Names`]: from what people type to who and what is meant, and "did you mean".

use super::family;
use super::spell::did_you_mean;
#[cfg(feature = "store")]
pub(in crate::graph) use super::spell::{CLOSEST, Likeness};
pub(in crate::graph) use super::spell::{distance, normal};
use crate::extract::actor::Registry;
use crate::extract::relation::{Modality, Polarity, Vocabulary};
use crate::graph::{Edge, Network};
use crate::{Error, Result};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::OnceLock;

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
/// Nothing to build. `O(n)` in the names to find the first few actors, `O(n log n)` once and then `O(log n)` for many; `O(n)` where
/// nothing is found and names are compared.
#[derive(Clone, Debug, Default)]
pub struct Names<'a> {
    networks: Vec<&'a Network>,
    /// Of a vocabulary: each relation with its PLOVER type.
    vocabulary: BTreeMap<String, Option<String>>,
    /// Relations that are known besides.
    more: BTreeSet<String>,
    /// Who else knows names: from a name to an actor's id.
    lookup: Option<fn(&str) -> Option<String>>,
    /// All names of actors, made when many are asked for, or one that nobody bears: in normal form, as written, and whose.
    actors: OnceLock<BTreeMap<String, (String, Bearers<String>)>>,
    /// Each relation with its PLOVER type, made when the first is asked for.
    relations: OnceLock<BTreeMap<String, Option<String>>>,
}

/// Of whom a name is the label or the id, and of whom an alias.
#[derive(Clone, Debug)]
struct Bearers<T> {
    labels: BTreeSet<T>,
    aliases: BTreeSet<T>,
}

impl<T: Ord> Bearers<T> {
    fn none() -> Bearers<T> {
        Bearers {
            labels: BTreeSet::new(),
            aliases: BTreeSet::new(),
        }
    }

    fn add(&mut self, id: T, is_label: bool) {
        match is_label {
            true => self.labels.insert(id),
            false => self.aliases.insert(id),
        };
    }

    /// Those of whom it is the label if there are such, else those of whom it is an alias.
    fn first(self) -> BTreeSet<T> {
        match self.labels.is_empty() {
            true => self.aliases,
            false => self.labels,
        }
    }
}

/// To look for so many names one by one is quicker than to make a list of all.
const FEW: usize = 8;

impl<'a> Names<'a> {
    /// The names of a network's actors, relations, publishers and documents.
    pub fn of(network: &'a Network) -> Names<'a> {
        Names::default().and(network)
    }

    /// Knows the names of another network too, so that one question can be put to both.
    pub fn and(mut self, network: &'a Network) -> Names<'a> {
        self.networks.push(network);
        (self.actors, self.relations) = Default::default();
        self
    }

    /// Asks this too about a name that the network's articles never used: "Kyiv" where they say "Ukraine".
    pub fn with_lookup(mut self, lookup: fn(&str) -> Option<String>) -> Names<'a> {
        self.lookup = Some(lookup);
        self
    }

    /// Knows these relations too: those that the network happens not to have.
    pub fn with_relations<S: Into<String>>(mut self, relations: impl IntoIterator<Item = S>) -> Names<'a> {
        self.more.extend(relations.into_iter().map(Into::into));
        self.relations = OnceLock::new();
        self
    }

    /// Knows the relations of a vocabulary, and by their PLOVER types the families they belong to.
    pub fn with_vocabulary(mut self, vocabulary: &Vocabulary) -> Names<'a> {
        let relations = vocabulary.relations().map(|r| (r.name.clone(), r.plover.clone()));
        self.vocabulary.extend(relations);
        self.relations = OnceLock::new();
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
        let asked = normal(name);
        if let Some(found) = self.bearers(&asked) {
            return Ok(found);
        }
        let id = self.lookup.and_then(|lookup| lookup(name));
        if let Some(found) = id.and_then(|id| self.bearers(&normal(&id))) {
            return Ok(found);
        }
        let known = self.all_names().iter();
        let known = known.map(|(normal, (written, _))| (normal.as_str(), written.as_str()));
        Err(unknown("actor", name, known))
    }

    /// Who bears a name that is given in normal form.
    fn bearers(&self, asked: &str) -> Option<BTreeSet<&'a str>> {
        if let Some(all) = self.actors.get() {
            let node = |id: &String| self.networks.iter().find_map(|network| network.node(id));
            let (_, bearers) = all.get(asked)?;
            let ids = bearers.clone().first();
            return Some(ids.iter().filter_map(node).map(|node| node.actor.id.as_str()).collect());
        }
        let mut bearers = Bearers::none();
        for (id, name, is_label) in self.each_name() {
            if is_normal_of(asked, name) {
                bearers.add(id, is_label);
            }
        }
        Some(bearers.first()).filter(|found| !found.is_empty())
    }

    /// Every name of every actor: its id, the name, and whether that is its id or its label.
    fn each_name(&self) -> impl Iterator<Item = (&'a str, &'a str, bool)> {
        let nodes = self.networks.iter().flat_map(|network| network.nodes());
        nodes.flat_map(|node| {
            let id = node.actor.id.as_str();
            let names = std::iter::once(id).chain(node.names()).enumerate();
            names.map(move |(i, name)| (id, name, i < 2))
        })
    }

    /// For each name in normal form: how it is written, and who bears it.
    fn all_names(&self) -> &BTreeMap<String, (String, Bearers<String>)> {
        self.actors.get_or_init(|| {
            let mut all: BTreeMap<String, (String, Bearers<String>)> = BTreeMap::new();
            for (id, name, is_label) in self.each_name() {
                let (_, bearers) = (all.entry(normal(name))).or_insert_with(|| (name.to_owned(), Bearers::none()));
                bearers.add(id.to_owned(), is_label);
            }
            all
        })
    }

    /// The relations of the networks, of the vocabulary and those that are known besides.
    fn known_relations(&self) -> &BTreeMap<String, Option<String>> {
        self.relations.get_or_init(|| {
            let mut all: BTreeMap<String, Option<String>> = BTreeMap::new();
            for (relation, plover) in self.networks.iter().flat_map(|network| types(network)) {
                all.entry(relation).or_insert(plover);
            }
            all.extend(self.vocabulary.clone());
            for relation in &self.more {
                all.entry(relation.clone()).or_default();
            }
            all
        })
    }

    /// Those who bear any of the names.
    ///
    /// # Errors
    ///
    /// Nobody bears one of them.
    pub fn all_actors(&self, names: &[String]) -> Result<BTreeSet<&'a str>> {
        let mut all = BTreeSet::new();
        if names.len() > FEW {
            self.all_names();
        }
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
        match self.known_relations().get_key_value(&asked) {
            Some((relation, _)) => Ok(relation),
            None => Err(unknown(
                "relation",
                name,
                twice(self.known_relations().keys().map(String::as_str)),
            )),
        }
    }

    /// The relations of a family, such as `verbal-conflict`, `office`, or a PLOVER type; see
    /// [`families`](super::families).
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
        let members = self
            .known_relations()
            .iter()
            .filter(|(r, plover)| has(r, plover) == Some(true));
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
        let known = || self.known_relations().keys().map(String::as_str).chain(families());
        self.family(name).map_err(|_| unknown("relation", name, twice(known())))
    }

    /// Checks that somebody published under that name, or under an address with it; gives its normal form.
    pub(super) fn publisher(&self, name: &str) -> Result<String> {
        let asked = normal(name);
        let documents = || self.networks.iter().flat_map(|network| network.documents());
        let told = || documents().flat_map(|d| [&d.publisher, &d.url]).flatten();
        if told().any(|told| normal(told).contains(&asked)) {
            return Ok(asked);
        }
        let mut known: BTreeMap<String, &str> = BTreeMap::new();
        for told in told() {
            known.entry(normal(told)).or_insert(told);
        }
        let known = known.iter().map(|(normal, written)| (normal.as_str(), *written));
        Err(unknown("publisher", name, known))
    }

    /// Checks that there is such a document: that id, or several texts under it.
    pub(super) fn document(&self, id: &str) -> Result<()> {
        let documents = || self.networks.iter().map(|network| &network.documents);
        let mut from_id = documents().flat_map(|documents| {
            let from_id = documents.range::<str, _>((Bound::Included(id), Bound::Unbounded));
            let from_id = from_id.map(|(known, _)| known.as_str());
            from_id.take_while(|known| known.starts_with(id))
        });
        if from_id.any(|known| is_document(known, id)) {
            return Ok(());
        }
        let known = documents().flat_map(|documents| documents.keys().map(|id| id.as_str()));
        Err(unknown("document", id, twice(known)))
    }
}

/// Is `asked` the normal form of the name? What cannot be is told by the first letter and the length.
fn is_normal_of(asked: &str, name: &str) -> bool {
    let (asked_bytes, bytes) = (asked.as_bytes(), name.as_bytes());
    if name.is_ascii() {
        // Its normal form has no more letters, and begins as it does but for blanks and "the".
        let first = bytes.first().map(u8::to_ascii_lowercase);
        let may_begin = first == asked_bytes.first().copied() || matches!(first, Some(b't' | b' ' | b'\t'..=b'\r'));
        if bytes.len() < asked_bytes.len() || !may_begin {
            return false;
        }
    }
    normal(name) == asked
}

/// Is the document the one of that id, or one of several texts that came under it (`id@9f2c…`)?
pub(super) fn is_document(document: &str, id: &str) -> bool {
    let rest = document.strip_prefix(id);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('@'))
}

/// Each relation with the PLOVER type of most of its edges that are stated as done: tense and negation change it.
fn types(network: &Network) -> BTreeMap<String, Option<String>> {
    let mut counts: FxHashMap<&str, FxHashMap<Option<&str>, usize>> = FxHashMap::default();
    for edge in network.edges().chain(network.untargeted()) {
        let counts = counts.entry(edge.relation.as_str()).or_default();
        if edge.polarity == Polarity::Affirmed && edge.modality == Modality::Actual {
            *counts.entry(edge.plover.as_deref()).or_default() += 1;
        }
    }
    let most = |counts: FxHashMap<Option<&str>, usize>| {
        // Of equals the first in order.
        let most = counts.into_iter().max_by_key(|&(plover, n)| (n, Reverse(plover)));
        most.and_then(|(plover, _)| plover.map(str::to_owned))
    };
    (counts.into_iter())
        .map(|(relation, counts)| (relation.to_owned(), most(counts)))
        .collect()
}

/// Names that are their own normal form.
pub(super) fn twice<'b>(names: impl IntoIterator<Item = &'b str>) -> impl Iterator<Item = (&'b str, &'b str)> {
    names.into_iter().map(|name| (name, name))
}

fn unknown<'b>(what: &str, name: &str, known: impl Iterator<Item = (&'b str, &'b str)>) -> Error {
    Error::new(format!("no {what} {name:?} here{}", did_you_mean(name, known)))
}

/// An edge's relation is in the set.
pub(super) fn is_of(relations: &BTreeSet<String>, edge: &Edge) -> bool {
    relations.contains(edge.relation.as_str())
}
