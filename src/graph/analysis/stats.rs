//! [`Stats`]: a network in numbers.

use super::{Balance, Basis, Blocs, Signed, Sources};
use crate::extract::actor::Kind;
use crate::extract::relation::{Modality, Polarity};
use crate::graph::Network;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A network in numbers. Fields are those of the JSON form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Stats<'a> {
    /// Articles.
    pub documents: usize,
    /// Publishers that are known.
    pub publishers: usize,
    /// Actors, as every command counts them.
    pub actors: usize,
    /// Those of them that an edge starts or ends at; the others are named in the articles, or hold claims, and no more.
    pub linked: usize,
    /// Actors of each kind.
    pub kinds: BTreeMap<String, usize>,
    /// Edges, those without a target included.
    pub edges: usize,
    /// Places that state them.
    pub evidence: usize,
    /// Edges of each relation, the most first.
    pub relations: Vec<(&'a str, usize)>,
    /// Edges for, against, and neither, after negation.
    pub signs: [usize; 3],
    /// Edges that are denied.
    pub negated: usize,
    /// Edges that are only claims.
    pub claimed: usize,
    /// Edges that are planned, asked for or possible.
    pub not_actual: usize,
    /// Edges that nothing dates.
    pub undated: usize,
    /// The first and the last day.
    pub days: Option<(&'a str, &'a str)>,
    /// Those with most edges, by name, with how many; the most first.
    pub busiest: Vec<(&'a str, usize)>,
    /// Edges in more than one document.
    pub repeated: usize,
    /// Edges from more than one source that share neither publisher nor text.
    pub corroborated: usize,
    /// Groups of documents that are copies of one text.
    pub copies: Vec<Vec<&'a str>>,
    /// The names of those who stand together, from what articles state as done; see [`Blocs`].
    pub blocs: Vec<Vec<&'a str>>,
    /// How far friends' friends are friends; see [`Balance`].
    pub balance: Balanced,
}

/// The balance of a network in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Balanced {
    /// Pairs of actors who are for or against each other.
    pub ties: usize,
    /// Triads that are balanced, of all.
    pub triads: [u64; 2],
    /// So many ties at least, and at most, would have to turn for two camps.
    pub frustrated: [usize; 2],
}

impl<'a> Stats<'a> {
    /// Counts a network; `top` is how many actors and relations are listed. `O(n log n)` in edges and evidence.
    ///
    /// ```
    /// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
    /// let network = newsgraph::graph::read(json)?;
    /// let stats = newsgraph::graph::analysis::Stats::of(&network, 10);
    /// assert_eq!(stats.edges, network.edges().count() + network.untargeted().count());
    /// # Ok::<(), newsgraph::Error>(())
    /// ```
    pub fn of(network: &'a Network, top: usize) -> Stats<'a> {
        let mut stats = Stats {
            documents: network.documents().count(),
            publishers: network
                .documents()
                .filter_map(|d| d.publisher.as_deref())
                .collect::<BTreeSet<_>>()
                .len(),
            days: network.days(),
            ..Stats::default()
        };
        for node in network.nodes() {
            stats.actors += 1;
            *stats.kinds.entry(kind(node.actor.kind)).or_default() += 1;
        }
        let sources = Sources::of(network);
        stats.copies = sources.copies();
        let (mut relations, mut degrees) = (BTreeMap::<&str, usize>::new(), BTreeMap::<&str, usize>::new());
        for edge in network.edges().chain(network.untargeted()) {
            stats.edges += 1;
            stats.evidence += edge.evidence.len();
            stats.signs[match edge.stance() {
                1.. => 0,
                0 => 2,
                _ => 1,
            }] += 1;
            stats.negated += usize::from(edge.polarity == Polarity::Negated);
            stats.claimed += usize::from(edge.claimed);
            stats.not_actual += usize::from(edge.modality != Modality::Actual);
            stats.undated += usize::from(edge.first.is_none());
            let documents: BTreeSet<&str> = edge.evidence.iter().map(|e| e.doc.as_str()).collect();
            stats.repeated += usize::from(documents.len() > 1);
            stats.corroborated += usize::from(sources.count(edge).independent > 1);
            *relations.entry(&edge.relation).or_default() += 1;
            for end in [Some(edge.source.as_str()), edge.target.as_deref()]
                .into_iter()
                .flatten()
            {
                *degrees.entry(end).or_default() += 1;
            }
        }
        stats.linked = degrees.len();
        stats.relations = most(relations, top);
        stats.busiest = most(degrees, top)
            .into_iter()
            .map(|(id, n)| (network.label(id), n))
            .collect();
        stats.stand_together(network);
        stats
    }

    fn stand_together(&mut self, network: &'a Network) {
        let signed = Signed::of(network, Basis::default());
        let label = |id: &&str| network.node(id).map(|node| node.actor.label.as_str());
        let blocs = Blocs::of(&signed).blocs;
        self.blocs = blocs
            .iter()
            .map(|bloc| bloc.members.iter().filter_map(label).collect())
            .collect();
        let balance = Balance::of(&signed, 0);
        let [friends, one, two, three] = balance.triads;
        self.balance = Balanced {
            ties: balance.ties,
            triads: [friends + two, friends + one + two + three],
            frustrated: [balance.at_least, balance.against.len()],
        };
    }
}

/// A kind as JSON writes it: "armed-group".
fn kind(kind: Kind) -> String {
    match serde_json::to_value(kind) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The largest counts first; among equals in order of name.
fn most(counts: BTreeMap<&str, usize>, top: usize) -> Vec<(&str, usize)> {
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(_, n)| Reverse(n));
    counts.truncate(top);
    counts
}
