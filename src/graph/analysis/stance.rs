//! [`stances`]: who is for and who is against whom, pair by pair, and how that moved in time.

use super::{Period, Sources};
use crate::extract::relation::Modality;
use crate::graph::{Edge, Evidence, Network};
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
    fn column(&mut self, e: &Evidence) -> &mut [u32; 2] {
        match (e.holder.is_some(), e.modality == Modality::Actual) {
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
        stances.sort_by_key(|s| (s.source.min(s.target), s.source.max(s.target), s.source));
        for stance in stances {
            let (a, b) = (stance.source.min(stance.target), stance.source.max(stance.target));
            match all.last_mut() {
                Some(last) if (last.source, last.target) == (a, b) => last.join(stance),
                _ => all.push(Stance {
                    source: a,
                    target: b,
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
    let sources = Sources::of(network);
    let mut all: Vec<Stance> = Vec::new();
    // The edges of a pair follow each other.
    for edge in network.edges().filter(|edge| is_signed(edge)) {
        match all.last_mut() {
            Some(last) if last.source == edge.source && last.target == edge.target() => last.edges.push(edge),
            _ => all.push(Stance {
                source: &edge.source,
                target: edge.target(),
                tally: Tally::default(),
                periods: Vec::new(),
                edges: vec![edge],
            }),
        }
    }
    for stance in &mut all {
        let said: Vec<_> = evidence(&stance.edges, Basis::ALL).collect();
        stance.tally = tally(&said, &sources);
        if let Some(period) = period {
            let mut steps: BTreeMap<String, Vec<(&Edge, &Evidence)>> = BTreeMap::new();
            for (edge, e) in said {
                let day = e.day(network.document(&e.doc));
                let step = day.and_then(|day| period.of(day)).unwrap_or_default();
                steps.entry(step).or_default().push((edge, e));
            }
            let step = |(step, said): (String, Vec<_>)| (step, tally(&said, &sources));
            stance.periods = steps.into_iter().map(step).collect();
        }
    }
    all
}

pub(super) fn tally(said: &[(&Edge, &Evidence)], sources: &Sources) -> Tally {
    let mut tally = Tally::default();
    // One text, one sign, one column: one vote.
    let mut votes: Vec<_> = (said.iter())
        .map(|(edge, e)| {
            let column = (e.holder.is_some(), e.modality == Modality::Actual);
            (sources.group(&e.doc), edge.stance() < 0, column, *e)
        })
        .collect();
    votes.sort_by_key(|&(group, against, column, _)| (group, against, column));
    votes.dedup_by_key(|&mut (group, against, column, _)| (group, against, column));
    for (_, against, _, e) in votes {
        tally.column(e)[usize::from(against)] += 1;
    }
    tally
}
