//! Pairs of actors that may be one: what `newsgraph resolve` puts before a reader.
//!
//! Two actors are compared only when they share something: a word of a name, the consonants of one ("Muhammad",
//! "Mohamed"), an acronym, or a post. What many share tells nothing and is passed over, so that the work stays close to
//! linear in the actors.

mod likeness;

use super::{Network, Node};
use crate::extract::actor::{Kind, Registry, is_description};
use likeness::{Written, initials, likeness, skeleton};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Two actors that may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Proposal {
    /// How likely, in per cent: an order of reading, not a measured chance.
    pub score: u32,
    /// What speaks for and against it.
    pub why: Vec<&'static str>,
    /// The id that should stay: the known one, else the one that is mentioned more.
    pub keep: String,
    /// The id that would go.
    pub other: String,
}

/// A key that more actors share is no key.
const CROWD: usize = 24;

/// All pairs of at least this score, the likeliest first. What the registry or its user has settled is left out.
///
/// ```
/// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
/// use newsgraph::{extract::actor::Registry, graph::{self, resolve::proposals}};
/// assert_eq!(proposals(&graph::read(json)?, Registry::builtin(), 40), []);
/// # Ok::<(), newsgraph::Error>(())
/// ```
///
/// # Complexity
///
/// `O(n log n)` in the names and edges, with a bounded number of comparisons a key.
pub fn proposals(network: &Network, registry: &Registry, least: u32) -> Vec<Proposal> {
    let posts = posts(network);
    let actors: Vec<Candidate> = network
        .nodes()
        .filter(|n| n.actor.kind != Kind::Group || registry.get(&n.actor.id).is_some())
        .filter(|n| !is_description(plain_label(n)) || posts.contains_key(n.actor.id.as_str()))
        .map(|n| Candidate::of(n, registry, posts.get(n.actor.id.as_str())))
        .collect();
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, actor) in actors.iter().enumerate() {
        for key in actor.keys() {
            blocks.entry(key).or_default().push(i);
        }
    }
    let mut pairs = BTreeSet::new();
    for block in blocks.values().filter(|b| (2..=CROWD).contains(&b.len())) {
        for (n, &a) in block.iter().enumerate() {
            pairs.extend(block[n + 1..].iter().map(|&b| (a, b)));
        }
    }
    let mut surnames: BTreeMap<&str, usize> = BTreeMap::new();
    for actor in actors.iter().filter(|a| a.node.actor.kind == Kind::Person) {
        *surnames.entry(actor.surname()).or_default() += 1;
    }
    let compare = |&(a, b): &(usize, usize)| actors[a].compare(&actors[b], registry, &surnames);
    let mut found: Vec<Proposal> = pairs.iter().filter_map(compare).filter(|p| p.score >= least).collect();
    found.sort_by(|a, b| (Reverse(a.score), &a.keep, &a.other).cmp(&(Reverse(b.score), &b.keep, &b.other)));
    found
}

/// An actor with what it is compared by.
struct Candidate<'a> {
    node: &'a Node,
    names: Vec<Written>,
    known: bool,
    described: bool,
    posts: Option<&'a BTreeSet<(&'a str, String)>>,
}

impl<'a> Candidate<'a> {
    fn of(node: &'a Node, registry: &Registry, posts: Option<&'a BTreeSet<(&'a str, String)>>) -> Candidate<'a> {
        let described = is_description(plain_label(node));
        let names = node
            .names()
            .filter(|name| !is_description(name) && !name.ends_with(')'))
            .take(12)
            .map(Written::new)
            .collect();
        Candidate {
            node,
            names,
            known: registry.get(&node.actor.id).is_some(),
            described,
            posts,
        }
    }

    fn surname(&self) -> &str {
        self.names
            .first()
            .and_then(|n| n.words.last())
            .map_or("", String::as_str)
    }

    fn keys(&self) -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        for name in &self.names {
            for word in name.telling() {
                let bones = skeleton(word);
                if bones.chars().count() > 1 {
                    keys.insert(format!("~{bones}"));
                }
                keys.insert(word.to_owned());
            }
            keys.extend(initials(&name.text).map(|i| format!("#{i}")));
            if name.is_acronym() {
                keys.insert(format!("#{}", name.text.replace('.', "")));
            }
        }
        for (body, title) in self.posts.into_iter().flatten() {
            keys.insert(format!("{title} {body}"));
        }
        keys
    }

    fn compare(&self, other: &Candidate, registry: &Registry, surnames: &BTreeMap<&str, usize>) -> Option<Proposal> {
        let (a, b) = (&self.node.actor, &other.node.actor);
        let base = |id: &str| id.split('@').next().map(str::to_owned);
        let settled = (self.known && other.known)
            || registry.same_as(&a.id) == registry.same_as(&b.id)
            || registry.never_same(&a.id, &b.id)
            || base(&a.id) == base(&b.id);
        if settled || !kinds_fit(a.kind, b.kind) || (self.described && other.described) {
            return None;
        }
        let person = a.kind == Kind::Person || b.kind == Kind::Person;
        let mut best = (0, "");
        for mine in &self.names {
            for theirs in &other.names {
                best = best.max(likeness(mine, theirs, person));
            }
        }
        let (mut score, mut why) = (best.0, Vec::from_iter((best.0 > 0).then_some(best.1)));
        let shared_post = match (self.posts, other.posts) {
            (Some(mine), Some(theirs)) => !mine.is_disjoint(theirs),
            _ => false,
        };
        if shared_post {
            why.push("the same post");
            score = if score > 0 {
                score + 10
            } else {
                20 + 15 * u32::from(self.described || other.described)
            };
        }
        // "Johnson" may be any of several.
        if best.1 == likeness::SURNAME && surnames.get(self.surname()).is_some_and(|&n| n > 2) {
            why.push("several have this family name");
            score = score.saturating_sub(15);
        }
        if self.node.sightings().any(|(doc, _)| other.node.sighting(doc).is_some()) {
            why.push("both stand in one article");
            score = score.saturating_sub(if person { 25 } else { 10 });
        }
        let rank = |c: &Candidate| (c.known, !c.described, c.node.mentions, Reverse(c.node.actor.id.clone()));
        let (keep, gone) = if rank(self) >= rank(other) { (a, b) } else { (b, a) };
        (score > 0).then(|| Proposal {
            score: score.min(99),
            why,
            keep: keep.id.clone(),
            other: gone.id.clone(),
        })
    }
}

/// The posts that people hold: the body, and the title in small letters without "former" and the like.
fn posts(network: &Network) -> BTreeMap<&str, BTreeSet<(&str, String)>> {
    let mut posts: BTreeMap<&str, BTreeSet<(&str, String)>> = BTreeMap::new();
    for edge in network
        .edges()
        .filter(|e| matches!(e.relation.as_str(), "holds-office" | "leads") && e.stance() >= 0)
    {
        for title in edge.evidence.iter().filter_map(|e| e.title.as_deref()) {
            let title = title.to_lowercase();
            // Ministers and spokesmen are many; heads are one at a time.
            if [
                "president",
                "prime minister",
                "foreign minister",
                "secretary general",
                "secretary-general",
                "leader",
                "king",
                "queen",
            ]
            .contains(&title.as_str())
            {
                posts.entry(&edge.source).or_default().insert((edge.target(), title));
            }
        }
    }
    posts
}

/// The label without the bracket that tells namesakes apart.
fn plain_label(node: &Node) -> &str {
    match node.actor.label.rsplit_once(" (") {
        Some((plain, _)) if node.actor.id.contains('@') => plain,
        _ => &node.actor.label,
    }
}

fn kinds_fit(a: Kind, b: Kind) -> bool {
    let class = |kind: Kind| match kind {
        Kind::Person => 1,
        Kind::Organization | Kind::GovernmentBody | Kind::Party | Kind::ArmedGroup | Kind::Group => 2,
        // "Berlin" the city and "Berlin" for Germany are told apart on purpose.
        Kind::Country => 3,
        Kind::Place => 4,
        Kind::Unknown => 0,
    };
    let (a, b) = (class(a), class(b));
    a == b || a == 0 || b == 0
}
