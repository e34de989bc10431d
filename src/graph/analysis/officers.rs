//! [`Officers`]: who speaks and acts for a country or a body, and when.

use crate::extract::relation::{Modality, Polarity};
use crate::graph::query::names::normal;
use crate::graph::{Edge, Evidence, Network};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Posts that speak for the whole.
const VOICES: &str = include_str!("../../../data/en/voices.txt");
/// Its words for what is past or to come undo a title.
const TITLES: &str = include_str!("../../../data/en/titles.tsv");

/// Between two articles that name somebody by an office, no further apart than so many days, the office is taken to be held.
const TERM_DAYS: i64 = 366;

/// Those who hold an office that speaks for one of some actors, as articles state it: a prime minister, an ambassador, a spokesman; not a
/// member of parliament, nor a judge.
///
/// ```
/// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
/// use newsgraph::graph::{self, analysis::Officers};
/// let network = graph::read(json)?;
/// // Nobody in this network holds an office of Hungary.
/// assert_eq!(Officers::of(&network, &["country:hu".into()].into()).people().count(), 0);
/// # Ok::<(), newsgraph::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Officers<'a> {
    terms: BTreeMap<&'a str, BTreeMap<&'a str, Term<'a>>>,
}

/// Where it is stated that somebody holds an office of somebody.
#[derive(Clone, Debug, Default)]
struct Term<'a> {
    days: BTreeSet<Date>,
    docs: BTreeSet<&'a str>,
}

impl<'a> Officers<'a> {
    /// The officers of some actors. Only what an article itself states as done counts, and neither former nor future posts do. Linear in the
    /// evidence of the edges at these actors.
    pub fn of(network: &'a Network, bodies: &BTreeSet<&'a str>) -> Officers<'a> {
        let words = Words::read();
        let mut officers = Officers::default();
        for &body in bodies {
            let is_office = |edge: &&Edge| {
                edge.target() == body
                    && edge.polarity == Polarity::Affirmed
                    && matches!(&*edge.relation, "holds-office" | "represents")
            };
            for edge in network.edges_of(body).into_iter().filter(is_office) {
                for e in &edge.evidence {
                    let speaks = e.title.as_deref().is_some_and(|title| words.speak(title));
                    if !speaks || e.modality != Modality::Actual || e.holder.is_some() {
                        continue;
                    }
                    let term = officers.terms.entry(&edge.source).or_default().entry(body).or_default();
                    term.docs.insert(&e.doc);
                    let day = e.day(network.document(&e.doc));
                    term.days.extend(day.and_then(|day| day.parse::<Date>().ok()));
                }
            }
        }
        officers
    }

    /// The people, in order of id.
    pub fn people(&self) -> impl Iterator<Item = &'a str> {
        self.terms.keys().copied()
    }

    /// For whom a person speaks at a place: whose office the same article gives him, or articles before and after that are not over a year
    /// apart. The first in order of id, where there are several.
    pub fn body(&self, person: &str, e: &Evidence, day: Option<&str>) -> Option<&'a str> {
        let terms = self.terms.get(person)?;
        let day = day.and_then(|day| day.parse::<Date>().ok());
        let holds = |term: &Term| term.docs.contains(e.doc.as_str()) || day.is_some_and(|day| term.is_held(day));
        terms.iter().find(|(_, term)| holds(term)).map(|(&body, _)| body)
    }
}

impl Term<'_> {
    fn is_held(&self, day: Date) -> bool {
        let (before, after) = (self.days.range(..=day).next_back(), self.days.range(day..).next());
        let (Some(&before), Some(&after)) = (before, after) else {
            return false;
        };
        before.duration_until(after).as_hours() <= TERM_DAYS * 24
    }
}

/// Which titles speak for the whole.
struct Words {
    posts: Vec<&'static str>,
    undoing: BTreeSet<&'static str>,
}

impl Words {
    fn read() -> Words {
        let lines = || VOICES.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let mut undoing: BTreeSet<&str> = lines().filter_map(|line| line.strip_prefix("- ")).collect();
        for line in TITLES.lines() {
            let mut columns = line.split('\t');
            if let (Some(word), Some("former" | "future")) = (columns.next(), columns.next()) {
                undoing.insert(word.trim_end_matches('-'));
            }
        }
        Words {
            posts: lines().filter(|line| !line.starts_with("- ")).collect(),
            undoing,
        }
    }

    fn speak(&self, title: &str) -> bool {
        let title = normal(title);
        let is_post = |post: &str| {
            let before = title.strip_suffix(post);
            let after = title.strip_prefix(post);
            before.is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
                || after.is_some_and(|rest| rest.starts_with(" of ") || rest.starts_with(" for "))
        };
        !title.split([' ', '-']).any(|word| self.undoing.contains(word)) && self.posts.iter().any(|post| is_post(post))
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn some_posts_speak_for_the_whole() {
        let words = Words::read();
        for (title, speaks) in [
            ("Prime Minister", true),
            ("deputy  prime minister", true),
            ("Minister of Defence", true),
            ("spokeswoman", true),
            ("former president", false),
            ("ex-president", false),
            ("incoming foreign minister", false),
            ("president-elect", false),
            ("shadow foreign minister", false),
            ("central bank president", false),
            ("senator", false),
            ("ministerial aide", false),
            ("", false),
        ] {
            assert_eq!(words.speak(title), speaks, "{title}");
        }
    }
}
