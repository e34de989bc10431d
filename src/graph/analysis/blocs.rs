//! [`Blocs`]: who stands together, and against whom.

use super::louvain::{modularity, partition};
use super::signed::{Signed, Tie};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Some who stand together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Bloc<'a> {
    /// Ids, those first whom most inside support.
    pub members: Vec<&'a str>,
    /// Friendly ties inside: what holds it together. All lists have the strongest ties first.
    pub holds: Vec<&'a Tie<'a>>,
    /// Hostile ties inside: what contradicts it.
    pub strains: Vec<&'a Tie<'a>>,
    /// Hostile ties to others.
    pub opposes: Vec<&'a Tie<'a>>,
    /// Friendly ties to others: these contradict it too.
    pub reaches: Vec<&'a Tie<'a>>,
    /// The blocs, by their place in [`Blocs::blocs`], that it has ties to: texts for and texts against, the most against first.
    pub towards: Vec<(usize, [u64; 2])>,
}

impl Bloc<'_> {
    /// Texts for less texts against, inside.
    pub fn support(&self) -> i64 {
        sum(&self.holds) + sum(&self.strains)
    }

    /// Texts against less texts for, between it and all others.
    pub fn opposition(&self) -> i64 {
        -sum(&self.opposes) - sum(&self.reaches)
    }
}

fn sum(ties: &[&Tie]) -> i64 {
    ties.iter().map(|tie| tie.net).sum()
}

/// The blocs of a network: groups that are for each other more than for others, and against others more than against each other.
///
/// ```text
///   France ──+── Ukraine            Russia ──+── Iran       two blocs; the ties between them are hostile,
///      └─────────── -  ──────────────┘                      and none contradicts them
/// ```
///
/// Signed modularity (Gómez, Jensen and Arenas 2009), made large by a multilevel local search in order of ids (after Blondel et al. 2008), with
/// blocs held together by friendly ties only: a common enemy alone makes no bloc. See `docs/analysis.md` for what that means and where it ends.
///
/// # Complexity
///
/// Near linear in the ties: an actor is looked at again only when one beside it moved. Memory is linear.
///
/// ```
/// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
/// use newsgraph::graph::{self, analysis::{Basis, Blocs, Signed}};
/// let network = graph::read(json)?; // France supports Ukraine and meets Germany, Hungary opposes Ukraine
/// let signed = Signed::of(&network, Basis::default());
/// let blocs = Blocs::of(&signed);
/// assert_eq!(blocs.blocs[0].members, ["country:fr", "country:de", "country:ua"]);
/// assert_eq!(blocs.alone, ["country:hu"]);
/// let quotes = blocs.blocs[0].opposes.iter().flat_map(|tie| signed.evidence(tie)).map(|(_, e)| &e.quote);
/// assert_eq!(quotes.collect::<Vec<_>>(), ["France backs Ukraine, but Hungary opposes more aid to Kyiv."]);
/// # Ok::<(), newsgraph::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Blocs<'a> {
    /// Those of two or more, the largest first; of equals the one whose first id comes first.
    pub blocs: Vec<Bloc<'a>>,
    /// Ids of those who have ties and stand with nobody.
    pub alone: Vec<&'a str>,
    /// Signed modularity of the partition, from -1 to 1: 0 is what chance would give.
    pub modularity: f64,
    /// How many ties there are.
    pub ties: usize,
    /// How many contradict the partition: hostile inside a bloc, or friendly between two. Their share is its frustration.
    pub contradicting: usize,
}

impl<'a> Blocs<'a> {
    /// The blocs of the ties.
    pub fn of(signed: &'a Signed<'a>) -> Blocs<'a> {
        let nodes = signed.actors().len();
        let ties: Vec<([u32; 2], i64)> = (signed.ends.iter().zip(signed.ties()))
            .map(|(ends, tie)| (*ends, tie.net))
            .collect();
        let groups = partition(nodes, &ties);
        let n = groups.iter().max().map_or(0, |last| *last as usize + 1);
        let mut blocs: Vec<Bloc> = vec![Bloc::default(); n];
        let mut towards: Vec<BTreeMap<u32, [u64; 2]>> = vec![BTreeMap::new(); n];
        let mut inner = vec![0i64; nodes];
        let mut contradicting = 0;
        for (tie, [a, b]) in signed.ties().iter().zip(&signed.ends) {
            let (one, two) = (groups[*a as usize], groups[*b as usize]);
            contradicting += usize::from((one == two) != (tie.net > 0));
            if one == two {
                let bloc = &mut blocs[one as usize];
                let list = if tie.net > 0 {
                    &mut bloc.holds
                } else {
                    &mut bloc.strains
                };
                list.push(tie);
                inner[*a as usize] += tie.net;
                inner[*b as usize] += tie.net;
                continue;
            }
            for (here, there) in [(one, two), (two, one)] {
                let bloc = &mut blocs[here as usize];
                let list = if tie.net > 0 {
                    &mut bloc.reaches
                } else {
                    &mut bloc.opposes
                };
                list.push(tie);
                let texts = towards[here as usize].entry(there).or_default();
                texts[usize::from(tie.net < 0)] += tie.net.unsigned_abs();
            }
        }
        let mut members: Vec<usize> = (0..nodes).collect();
        members.sort_by_key(|&node| Reverse(inner[node]));
        for node in members {
            blocs[groups[node] as usize].members.push(signed.actors()[node]);
        }
        // Groups are in order of their first ids, and sorting keeps that among equals.
        let mut order: Vec<usize> = (0..n).filter(|&group| blocs[group].members.len() > 1).collect();
        order.sort_by_key(|&group| Reverse(blocs[group].members.len()));
        let alone = |node: &usize| blocs[groups[*node] as usize].members.len() == 1;
        let alone = (0..nodes).filter(alone).map(|node| signed.actors()[node]).collect();
        let mut place = vec![None; n];
        for (at, &group) in order.iter().enumerate() {
            place[group] = Some(at);
        }
        let chosen = order.iter().map(|&group| {
            let mut bloc = std::mem::take(&mut blocs[group]);
            for list in [&mut bloc.holds, &mut bloc.strains, &mut bloc.opposes, &mut bloc.reaches] {
                list.sort_by_key(|tie| Reverse(tie.net.abs()));
            }
            let known = towards[group].iter();
            bloc.towards = known
                .filter_map(|(to, texts)| Some((place[*to as usize]?, *texts)))
                .collect();
            bloc.towards
                .sort_by_key(|&(to, [pro, contra])| (Reverse(contra), Reverse(pro), to));
            bloc
        });
        Blocs {
            blocs: chosen.collect(),
            alone,
            modularity: modularity(nodes, &ties, &groups),
            ties: ties.len(),
            contradicting,
        }
    }
}
