//! [`AsOf`]: which offices and memberships held on a day.

use super::days::is_until;
use super::names::normal;
use crate::extract::relation::{Modality, Polarity};
use crate::graph::{Edge, Evidence, Network};
use std::collections::{BTreeMap, BTreeSet};

/// Posts that one person holds at a time: who is named for it last, holds it. Of ministers any is one.
const POSTS: &str = include_str!("../../../data/en/posts.txt");

/// What a network tells of ends up to a day.
///
/// An end counts only if an article itself states it as done: an office that somebody claims to be over is not over.
#[derive(Clone, Debug)]
pub(super) struct AsOf<'a> {
    until: &'a str,
    /// For each actor: the day of each end, and of which tie; of all its offices where no other end is named.
    ends: BTreeMap<&'a str, Vec<(&'a str, Tie<'a>)>>,
    /// Who is stated to hold a post, and when.
    posts: BTreeMap<(&'a str, String), BTreeSet<(&'a str, &'a str)>>,
}

/// Which of an actor's ties ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tie<'a> {
    /// Every office.
    Offices,
    /// Every tie to this actor.
    To(&'a str),
    /// This relation to this actor: the opposite is stated.
    Opposite(&'a Edge),
}

impl<'a> AsOf<'a> {
    /// Reads the ends up to a day, month or year. `O(n log n)` in the evidence.
    pub fn new(network: &'a Network, until: &'a str) -> AsOf<'a> {
        let mut as_of = AsOf {
            until,
            ends: BTreeMap::new(),
            posts: BTreeMap::new(),
        };
        for edge in network.edges().chain(network.untargeted()) {
            for e in &edge.evidence {
                let day = e.day(network.document(&e.doc)).filter(|day| is_until(day, until));
                if let (Some(day), Modality::Actual, None) = (day, e.modality, &e.holder) {
                    as_of.note(edge, e, day);
                }
            }
        }
        as_of
    }

    fn note(&mut self, edge: &'a Edge, e: &'a Evidence, day: &'a str) {
        let (source, target) = (edge.source.as_str(), edge.target.as_deref());
        let affirmed = edge.polarity == Polarity::Affirmed;
        let end = match (edge.relation.as_str(), target) {
            ("resigns-from", Some(body)) if affirmed => Some((source, Tie::To(body))),
            ("resigns-from", None) if affirmed => Some((source, Tie::Offices)),
            ("withdraws-from", Some(body)) if affirmed => Some((source, Tie::To(body))),
            ("dismisses" | "succeeds", Some(person)) if affirmed => Some((person, Tie::Offices)),
            _ if edge.is_structural() => Some((source, Tie::Opposite(edge))),
            _ => None,
        };
        if let Some((actor, tie)) = end {
            self.ends.entry(actor).or_default().push((day, tie));
        }
        if let (true, "holds-office", Some(body), Some(post)) = (affirmed, &*edge.relation, target, post(e)) {
            self.posts.entry((body, post)).or_default().insert((day, source));
        }
    }

    /// Did what the evidence states on its day hold at the end of ours?
    pub fn holds(&self, edge: &Edge, e: &Evidence, day: &str) -> bool {
        if !is_until(day, self.until) {
            return false;
        }
        if !edge.is_structural() {
            return true;
        }
        let is_ended = |(end, tie): &(&str, Tie)| match tie {
            // Who resigns is still called by the office on that day.
            Tie::Offices => *end >= day && is_office(edge),
            Tie::To(other) => *end >= day && *other == edge.target(),
            Tie::Opposite(other) => {
                *end > day
                    && other.polarity != edge.polarity
                    && (&other.relation, &other.target) == (&edge.relation, &edge.target)
            }
        };
        // Who is to be a minister is none yet.
        e.modality == Modality::Actual
            && !(self.ends.get(&*edge.source)).is_some_and(|ends| ends.iter().any(is_ended))
            && !self.is_succeeded(edge, e, day)
    }

    /// Is another named for the same post later?
    fn is_succeeded(&self, edge: &Edge, e: &Evidence, day: &str) -> bool {
        let post = post(e).filter(|_| edge.relation == "holds-office" && edge.polarity == Polarity::Affirmed);
        let holders = post.and_then(|post| self.posts.get(&(edge.target(), post)));
        holders.is_some_and(|holders| holders.iter().any(|(later, who)| *later > day && *who != edge.source))
    }
}

fn is_office(edge: &Edge) -> bool {
    matches!(edge.relation.as_str(), "holds-office" | "leads" | "represents")
}

/// The post that an evidence names, if one person holds it at a time.
fn post(e: &Evidence) -> Option<String> {
    let title = normal(e.title.as_deref()?);
    let posts = POSTS.lines().filter(|line| !line.starts_with('#'));
    let is_one = posts
        .into_iter()
        .any(|post| !post.is_empty() && (title == post || title.strip_prefix("acting ") == Some(post)));
    is_one.then(|| title.trim_start_matches("acting ").to_owned())
}
