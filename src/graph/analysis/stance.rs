//! [`stances`]: who is for and who is against whom, pair by pair, and how that moved in time.

use super::{Period, Sources};
use crate::extract::relation::Modality;
use crate::graph::{Edge, Evidence, Index, Network};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// What counts as a stance, besides what an article itself states as done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Basis {
    /// What somebody claims of others: "Kosovo accused Serbia of backing the gunmen" puts Serbia and the gunmen on one side.
    pub claims: bool,
    /// What is planned, asked for or only possible.
    pub plans: bool,
}

impl Basis {
    /// Everything counts.
    pub const ALL: Basis = Basis {
        claims: true,
        plans: true,
    };

    /// Does this evidence count?
    pub fn counts(self, e: &Evidence) -> bool {
        (self.claims || e.holder.is_none()) && (self.plans || e.modality == Modality::Actual)
    }

    /// Is this edge for or against another actor, in something that counts?
    pub(super) fn signs(self, edge: &Edge) -> bool {
        is_signed(edge) && edge.evidence.iter().any(|e| self.counts(e))
    }
}

/// Does the edge say that one actor is for or against another?
fn is_signed(edge: &Edge) -> bool {
    edge.stance() != 0 && !edge.is_structural() && edge.source != edge.target()
}

/// Texts for and texts against, apart by how they say it. An article and its copies are one text, and one text counts once for
/// each sign in each column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Tally {
    /// For and against: articles state it as done.
    pub stated: [u32; 2],
    /// Somebody claims that it is done.
    pub claimed: [u32; 2],
    /// It is planned, asked for or possible.
    pub planned: [u32; 2],
    /// Somebody claims that it is planned, asked for or possible.
    pub claimed_planned: [u32; 2],
}

impl Tally {
    /// The column of what is somebody's claim or not, and done or not.
    fn column(&mut self, claimed_and_done: (bool, bool)) -> &mut [u32; 2] {
        match claimed_and_done {
            (false, true) => &mut self.stated,
            (true, true) => &mut self.claimed,
            (false, false) => &mut self.planned,
            (true, false) => &mut self.claimed_planned,
        }
    }

    fn add(&mut self, other: &Tally) {
        let columns = [
            (&mut self.stated, other.stated),
            (&mut self.claimed, other.claimed),
            (&mut self.planned, other.planned),
            (&mut self.claimed_planned, other.claimed_planned),
        ];
        for (mine, [pro, contra]) in columns {
            *mine = [mine[0] + pro, mine[1] + contra];
        }
    }

    /// Texts for and texts against, of the columns that count.
    pub fn votes(&self, basis: Basis) -> [u32; 2] {
        let columns = [
            (true, self.stated),
            (basis.claims, self.claimed),
            (basis.plans, self.planned),
            (basis.claims && basis.plans, self.claimed_planned),
        ];
        let counted = columns.iter().filter(|(counts, _)| *counts);
        counted.fold([0, 0], |[pro, contra], (_, [p, c])| [pro + p, contra + c])
    }

    /// Texts for less texts against.
    pub fn net(&self, basis: Basis) -> i64 {
        let [pro, contra] = self.votes(basis);
        i64::from(pro) - i64::from(contra)
    }
}

/// What one actor says and does for and against another.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stance<'a> {
    /// Who. Of what holds both ways, such as a meeting: the end whose id sorts first.
    pub source: &'a str,
    /// Towards whom.
    pub target: &'a str,
    /// All that is said.
    pub tally: Tally,
    /// The same by period, in order; what has no day comes first, under "". Empty where no period was asked for.
    pub periods: Vec<(String, Tally)>,
    /// The edges with a sign, in the network's order; never empty.
    pub edges: Vec<&'a Edge>,
    /// The numbers of source and target in the network's [`Index`], which are in order of their ids.
    pub(super) ends: [u32; 2],
}

impl<'a> Stance<'a> {
    /// The evidence that counts, in order of edge, document and place.
    pub fn evidence(&self, basis: Basis) -> impl Iterator<Item = (&'a Edge, &'a Evidence)> {
        evidence(&self.edges, basis)
    }
}

impl<'a> Stance<'a> {
    /// Both directions of each pair as one, its ends in order of id. A text that tells of both counts once for each.
    pub fn mutual(mut stances: Vec<Stance<'a>>) -> Vec<Stance<'a>> {
        let mut all: Vec<Stance> = Vec::with_capacity(stances.len());
        let pair = |[a, b]: [u32; 2]| [a.min(b), a.max(b)];
        stances.sort_by_key(|s| (pair(s.ends), s.ends[0]));
        for stance in stances {
            let ends = pair(stance.ends);
            match all.last_mut().filter(|last| last.ends == ends) {
                Some(last) => last.join(stance),
                None => all.push(Stance {
                    source: stance.source.min(stance.target),
                    target: stance.source.max(stance.target),
                    ends,
                    ..stance
                }),
            }
        }
        all
    }

    fn join(&mut self, other: Stance<'a>) {
        self.tally.add(&other.tally);
        self.edges.extend(other.edges);
        let mut periods: BTreeMap<String, Tally> = std::mem::take(&mut self.periods).into_iter().collect();
        for (period, tally) in other.periods {
            periods.entry(period).or_default().add(&tally);
        }
        self.periods = periods.into_iter().collect();
    }
}

/// The evidence of some edges that counts.
pub(super) fn evidence<'a>(edges: &[&'a Edge], basis: Basis) -> impl Iterator<Item = (&'a Edge, &'a Evidence)> {
    let all = edges
        .iter()
        .flat_map(|&edge| edge.evidence.iter().map(move |e| (edge, e)));
    all.filter(move |(_, e)| basis.counts(e))
}

/// The stance of every actor towards every other of whom it is told, in order of ids.
///
/// The sign of an edge is [`Edge::stance`]: the relation's own, turned round where it is denied. How real it is and whose claim
/// turns nothing; it decides the column of the [`Tally`]. Structural relations, such as offices, are left out.
///
/// # Complexity
///
/// `O(n log n)` in edges and evidence.
///
/// ```
/// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
/// use newsgraph::graph::{self, analysis::{Basis, stances}};
/// let network = graph::read(json)?; // France supports Ukraine, Hungary opposes Ukraine
/// let all = stances(&network, None);
/// let hungary = all.iter().find(|s| s.source == "country:hu").unwrap();
/// assert_eq!((hungary.target, hungary.tally.net(Basis::default())), ("country:ua", -1));
/// # Ok::<(), newsgraph::Error>(())
/// ```
pub fn stances(network: &Network, period: Option<Period>) -> Vec<Stance<'_>> {
    let index = Index::with(network, is_signed);
    let texts = Texts::of(network);
    let mut all: Vec<Stance> = Vec::new();
    // The edges of a pair follow each other.
    for number in 0..index.n_edges() {
        let (source, target) = index.ends(number);
        let (edge, ends) = (index.edge(number), [source as u32, target as u32]);
        match all.last_mut().filter(|last| last.ends == ends) {
            Some(last) => last.edges.push(edge),
            None => all.push(Stance {
                source: index.id(source),
                target: index.id(target),
                tally: Tally::default(),
                periods: Vec::new(),
                edges: vec![edge],
                ends,
            }),
        }
    }
    for stance in &mut all {
        let said = evidence(&stance.edges, Basis::ALL);
        stance.tally = texts.tally(said);
        if let Some(period) = period {
            let mut steps: BTreeMap<String, Vec<(&Edge, &Evidence)>> = BTreeMap::new();
            for (edge, e) in evidence(&stance.edges, Basis::ALL) {
                let day = e.day(network.document(&e.doc));
                let step = day.and_then(|day| period.of(day)).unwrap_or_default();
                steps.entry(step).or_default().push((edge, e));
            }
            let step = |(step, said): (String, Vec<_>)| (step, texts.tally(said.into_iter()));
            stance.periods = steps.into_iter().map(step).collect();
        }
    }
    all
}

/// The number of each document's text: an article and its copies are one text.
pub(super) struct Texts<'a>(FxHashMap<&'a str, u32>);

impl<'a> Texts<'a> {
    pub(super) fn of(network: &'a Network) -> Texts<'a> {
        let sources = Sources::of(network);
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        for (document, number) in network.documents().zip(0..) {
            // Copies are in the group of the first of them in order of id, which is numbered when they come.
            let first = numbers.get(sources.group(&document.id)).copied();
            numbers.insert(&document.id, first.unwrap_or(number));
        }
        Texts(numbers)
    }

    /// The text of a document. One that the network does not list is none.
    pub(super) fn text(&self, doc: &str) -> Option<u32> {
        self.0.get(doc).copied()
    }

    /// How many texts that count state an edge.
    pub(super) fn count(&self, edge: &Edge, basis: Basis) -> u64 {
        let counted = edge.evidence.iter().filter(|e| basis.counts(e));
        let mut texts: Vec<_> = counted.map(|e| self.text(&e.doc)).collect();
        texts.sort_unstable();
        texts.dedup();
        texts.len() as u64
    }

    /// The votes of some statements.
    pub(super) fn tally<'e>(&self, said: impl Iterator<Item = (&'e Edge, &'e Evidence)>) -> Tally {
        let mut tally = Tally::default();
        // One text, one sign, one column: one vote.
        let mut votes: Vec<_> = said
            .map(|(edge, e)| {
                let column = (e.holder.is_some(), e.modality == Modality::Actual);
                (self.text(&e.doc), edge.stance() < 0, column)
            })
            .collect();
        votes.sort_unstable();
        votes.dedup();
        for (_, against, column) in votes {
            tally.column(column)[usize::from(against)] += 1;
        }
        tally
    }
}
