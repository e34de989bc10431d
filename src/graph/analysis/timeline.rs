//! [`timeline`]: how the stance of actors towards others moved.

use super::{Officers, Sources};
use crate::graph::{Edge, Evidence, Network};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// How long a step of a timeline is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Period {
    /// ISO 8601 weeks: `2024-W09`.
    Week,
    /// `2024-03`.
    #[default]
    Month,
    /// `2024`.
    Year,
}

impl Period {
    /// The period that a day, `YYYY-MM-DD`, lies in; nothing when it is no such day, or too coarse.
    pub fn of(self, day: &str) -> Option<String> {
        match self {
            Period::Year => day.get(..4).map(str::to_string),
            Period::Month => day.get(..7).map(str::to_string),
            Period::Week => {
                let date: Date = day.parse().ok()?;
                let week = date.iso_week_date();
                Some(format!("{}-W{:02}", week.year(), week.week()))
            }
        }
    }
}

/// What is stated of a pair in one period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Step<'a> {
    /// `2024-03`, as [`Period::of`] writes it; empty for what has no day.
    pub period: String,
    /// Texts that state something for, against, or neither: a text counts once for each, and copies of it are one text.
    pub texts: [usize; 3],
    /// The same with every copy counted: articles.
    pub documents: [usize; 3],
    /// The edges and evidence, in order of day, document and place.
    pub evidence: Vec<(&'a Edge, &'a Evidence)>,
}

impl Step<'_> {
    /// Texts for less texts against.
    pub fn net(&self) -> i64 {
        self.texts[0] as i64 - self.texts[1] as i64
    }
}

/// The sign of a stance changed from one dated statement to a later one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Flip<'a> {
    /// The last statement before.
    pub before: (&'a Edge, &'a Evidence),
    /// The first after.
    pub after: (&'a Edge, &'a Evidence),
}

/// What one actor says and does to another, in time.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pair<'a> {
    /// Who does it.
    pub source: &'a str,
    /// To whom.
    pub target: &'a str,
    /// In order of time; what has no day comes first, with an empty period.
    pub steps: Vec<Step<'a>>,
    /// In order of time. Plans, possibilities and claims of others turn nothing.
    pub flips: Vec<Flip<'a>>,
}

/// The timelines from actors of `from` to actors of `to`, and back; to and from everybody, if `to` is empty. Structural
/// relations, such as offices, are left out. In order of ids.
///
/// What an [officer](Officers) does, or what is done to one, counts for whom he speaks: such edges have another end than the pair. Where
/// that is not wanted, `&Officers::default()` knows of none.
///
/// # Complexity
///
/// `O(n log n)` in the evidence of the actors' and the officers' edges, and linear in the documents, whose copies are found.
///
/// ```
/// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
/// use newsgraph::graph::{self, analysis::{Officers, Period, timeline}};
/// let network = graph::read(json)?;
/// let (hungary, ukraine) = (["country:hu"].into(), ["country:ua"].into());
/// let pairs = timeline(&network, &hungary, &ukraine, &Officers::default(), Period::Month);
/// assert_eq!((pairs[0].source, pairs[0].target), ("country:hu", "country:ua"));
/// assert!(pairs[0].steps[0].net() < 0);
/// # Ok::<(), newsgraph::Error>(())
/// ```
pub fn timeline<'a>(
    network: &'a Network,
    from: &BTreeSet<&'a str>,
    to: &BTreeSet<&'a str>,
    officers: &Officers<'a>,
    period: Period,
) -> Vec<Pair<'a>> {
    let mut edges: BTreeMap<&str, &Edge> = BTreeMap::new();
    for actor in from.iter().copied().chain(officers.people()) {
        let acts = network.edges_of(actor).into_iter().filter(|edge| !edge.is_structural());
        edges.extend(acts.map(|edge| (edge.id.as_str(), edge)));
    }
    let day = |e: &Evidence| e.day(network.document(&e.doc)).map(str::to_owned);
    let wanted = |other: &str| to.is_empty() || to.contains(other);
    let mut pairs: BTreeMap<(&str, &str), Vec<(&Edge, &Evidence)>> = BTreeMap::new();
    for edge in edges.into_values() {
        for e in &edge.evidence {
            let day = day(e);
            let stands_for = |end: &'a str| match from.contains(end) || to.contains(end) {
                true => end,
                false => officers.body(end, e, day.as_deref()).unwrap_or(end),
            };
            let (a, b) = (stands_for(&edge.source), stands_for(edge.target()));
            if a != b && (from.contains(a) && wanted(b) || from.contains(b) && wanted(a)) {
                pairs.entry((a, b)).or_default().push((edge, e));
            }
        }
    }
    let sources = Sources::of(network);
    let pair = |((source, target), mut all): ((&'a str, &'a str), Vec<(&'a Edge, &'a Evidence)>)| {
        all.sort_by_cached_key(|(edge, e)| (day(e), e.doc.clone(), e.bytes, edge.id.clone()));
        let period = |e: &Evidence| day(e).and_then(|day| period.of(&day)).unwrap_or_default();
        Pair {
            source,
            target,
            steps: steps(&all, &sources, period),
            flips: flips(&all, day),
        }
    };
    pairs.into_iter().map(pair).collect()
}

fn steps<'a>(
    all: &[(&'a Edge, &'a Evidence)],
    sources: &Sources,
    period: impl Fn(&Evidence) -> String,
) -> Vec<Step<'a>> {
    let mut steps: BTreeMap<String, Step> = BTreeMap::new();
    for &(edge, e) in all {
        steps.entry(period(e)).or_default().evidence.push((edge, e));
    }
    for (period, step) in &mut steps {
        step.period.clone_from(period);
        let of = |sign: i8| {
            let fits = step.evidence.iter().filter(|(edge, _)| edge.stance().signum() == sign);
            sources.count_of(fits.map(|&(_, e)| e))
        };
        let counts = [of(1), of(-1), of(0)];
        step.texts = counts.map(|count| count.groups);
        step.documents = counts.map(|count| count.documents);
    }
    steps.into_values().collect()
}

fn flips<'a>(all: &[(&'a Edge, &'a Evidence)], day: impl Fn(&Evidence) -> Option<String>) -> Vec<Flip<'a>> {
    use crate::extract::relation::Modality;
    let counts = |(edge, e): &&(&Edge, &Evidence)| {
        edge.stance() != 0 && e.holder.is_none() && e.modality == Modality::Actual && day(e).is_some()
    };
    let signed: Vec<&(&Edge, &Evidence)> = all.iter().filter(counts).collect();
    // What is said for and against on one day is no turn of a stance.
    let turned = |pair: &&[&(&'a Edge, &'a Evidence)]| {
        pair[0].0.stance() != pair[1].0.stance() && day(pair[0].1) < day(pair[1].1)
    };
    let pairs = signed.windows(2).filter(turned);
    pairs
        .map(|pair| Flip {
            before: *pair[0],
            after: *pair[1],
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Period;

    #[test]
    fn days_lie_in_periods() {
        for (period, day, in_period) in [
            (Period::Year, "2024-03-01", Some("2024")),
            (Period::Month, "2024-03-01", Some("2024-03")),
            (Period::Week, "2024-03-01", Some("2024-W09")),
            (Period::Week, "2024-12-30", Some("2025-W01")),
            (Period::Week, "2024", None),
            (Period::Month, "", None),
        ] {
            assert_eq!(period.of(day).as_deref(), in_period, "{period:?} {day}");
        }
    }
}
