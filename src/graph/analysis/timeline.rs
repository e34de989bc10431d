//! [`timeline`]: how the stance of actors towards others moved.

use crate::graph::{Edge, Evidence, Network};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// How long a step of a timeline is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
pub struct Step<'a> {
    /// `2024-03`, as [`Period::of`] writes it; empty for what has no day.
    pub period: String,
    /// Documents that state something for, against, or neither: an article counts once for each.
    pub documents: [usize; 3],
    /// The edges and evidence, in order of day, document and place.
    pub evidence: Vec<(&'a Edge, &'a Evidence)>,
}

impl Step<'_> {
    /// Documents for less documents against.
    pub fn net(&self) -> i64 {
        self.documents[0] as i64 - self.documents[1] as i64
    }
}

/// The sign of a stance changed from one dated statement to a later one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip<'a> {
    /// The last statement before.
    pub before: (&'a Edge, &'a Evidence),
    /// The first after.
    pub after: (&'a Edge, &'a Evidence),
}

/// What one actor says and does to another, in time.
#[derive(Clone, Debug, PartialEq, Eq)]
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
/// # Complexity
///
/// `O(n log n)` in the evidence of the actors' edges.
///
/// ```
/// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
/// use newsgraph::graph::{self, analysis::{Period, timeline}};
/// let network = graph::read(json)?;
/// let pairs = timeline(&network, &["country:hu".into()].into(), &["country:ua".into()].into(), Period::Month);
/// assert_eq!((pairs[0].source, pairs[0].target), ("country:hu", "country:ua"));
/// assert!(pairs[0].steps[0].net() < 0);
/// # Ok::<(), newsgraph::Error>(())
/// ```
pub fn timeline<'a>(
    network: &'a Network,
    from: &BTreeSet<&'a str>,
    to: &BTreeSet<&'a str>,
    period: Period,
) -> Vec<Pair<'a>> {
    let mut pairs: BTreeMap<(&str, &str), Vec<&Edge>> = BTreeMap::new();
    for &actor in from {
        for edge in network.edges_of(actor) {
            let (a, b) = (edge.source.as_str(), edge.target());
            let wanted = |other: &str| to.is_empty() || to.contains(other);
            let fits = from.contains(a) && wanted(b) || from.contains(b) && wanted(a);
            if fits && a != b && !edge.is_structural() {
                pairs.entry((a, b)).or_default().push(edge);
            }
        }
    }
    let pair = |((source, target), mut edges): ((&'a str, &'a str), Vec<&'a Edge>)| {
        edges.sort_by(|a, b| a.id.cmp(&b.id));
        edges.dedup_by(|a, b| a.id == b.id);
        let mut all: Vec<(&Edge, &Evidence)> = edges
            .iter()
            .flat_map(|&edge| edge.evidence.iter().map(move |e| (edge, e)))
            .collect();
        let day = |e: &Evidence| e.day(network.document(&e.doc)).map(str::to_owned);
        all.sort_by_cached_key(|(edge, e)| (day(e), e.doc.clone(), e.bytes, edge.id.clone()));
        Pair {
            source,
            target,
            steps: steps(&all, |e| day(e).and_then(|day| period.of(&day)).unwrap_or_default()),
            flips: flips(&all, day),
        }
    };
    pairs.into_iter().map(pair).collect()
}

fn steps<'a>(all: &[(&'a Edge, &'a Evidence)], period: impl Fn(&Evidence) -> String) -> Vec<Step<'a>> {
    let mut steps: BTreeMap<String, Step> = BTreeMap::new();
    for &(edge, e) in all {
        steps.entry(period(e)).or_default().evidence.push((edge, e));
    }
    for (period, step) in &mut steps {
        step.period.clone_from(period);
        let of = |sign: i8| {
            let fits = step.evidence.iter().filter(|(edge, _)| edge.stance().signum() == sign);
            fits.map(|(_, e)| &e.doc).collect::<BTreeSet<_>>().len()
        };
        step.documents = [of(1), of(-1), of(0)];
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
