//! The strongest edges, found by their weights, so that not all must be read to tell which they are.

use super::Store;
use super::error::told;
use super::part::Keys;
use crate::Result;
use crate::graph::{Filter, STRUCTURAL};
use rusqlite::params;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// How strong an edge can be at most: an edge, and how many places state it.
type Weighed = (i64, i64);

impl Store {
    /// Whether a filter asks for no more than the strongest edges, of all or of those at some actors.
    pub(super) fn asks_for_strongest(filter: &Filter) -> bool {
        let plain = Filter {
            any: filter.any.clone(),
            relation: filter.relation.clone(),
            depth: filter.depth,
            top: filter.top,
            ..Filter::default()
        };
        filter.top.is_some() && *filter == plain && (filter.relation.is_empty() || !filter.any.is_empty())
    }

    /// Of some edges those among which the strongest `top` are.
    pub(super) fn strongest_of(&self, edges: Keys, top: usize) -> Result<Keys> {
        let mut weighed: Vec<Weighed> = Vec::new();
        let mut find = self.prepared(
            "SELECT edge.weight, relation.name FROM edge JOIN relation ON relation.pk = edge.relation WHERE edge.pk = ?",
        )?;
        for &edge in &edges {
            let found = find.query_row([edge], |row| {
                Ok((row.get(0)?, is_structural(row.get_ref(1)?.as_str()?)))
            });
            let (weight, is_structural): (i64, bool) = found.map_err(told(&self.name))?;
            if !is_structural {
                weighed.push((edge, weight));
            }
        }
        weighed.sort_by_key(|&(_, weight)| Reverse(weight));
        Ok(self.in_most_documents(&weighed, top)?.unwrap_or(edges))
    }

    /// The same of all edges; nothing where there are so few that all are needed.
    pub(super) fn strongest(&self, top: usize) -> Result<Option<Keys>> {
        let structural = self.relations(&STRUCTURAL.map(str::to_owned))?;
        let mut n = top.saturating_mul(4).max(100);
        loop {
            let find = || {
                let mut find = self
                    .db
                    .prepare_cached("SELECT pk, weight, relation FROM edge ORDER BY weight DESC LIMIT ?")?;
                let row = |row: &rusqlite::Row| {
                    let (weighed, relation) = ((row.get(0)?, row.get(1)?), row.get(2)?);
                    Ok((weighed, structural.contains(&relation)))
                };
                find.query_map(params![i64::try_from(n).unwrap_or(i64::MAX)], row)?
                    .collect::<rusqlite::Result<Vec<(Weighed, bool)>>>()
            };
            let all = find().map_err(told(&self.name))?;
            let (is_all, lightest) = (all.len() < n, all.last().map_or(0, |&((_, weight), _)| weight));
            let acts = all.into_iter().filter(|(_, is_structural)| !is_structural);
            let mut weighed: Vec<Weighed> = acts.map(|(weighed, _)| weighed).collect();
            if !is_all {
                // Of those that weigh as little as the last there may be more.
                weighed.retain(|&(_, weight)| weight > lightest);
            }
            match self.in_most_documents(&weighed, top)? {
                Some(strongest) => return Ok(Some(strongest)),
                None if is_all => return Ok(None),
                None => n = n.saturating_mul(8),
            }
        }
    }

    /// Those that most documents state, the heaviest given first; more where equally many do. Nothing where that cannot be told, because
    /// these are too few or one that is not among them might be as strong.
    fn in_most_documents(&self, weighed: &[Weighed], top: usize) -> Result<Option<Keys>> {
        let mut most: BinaryHeap<Reverse<i64>> = BinaryHeap::new();
        let mut counted = Vec::new();
        let mut is_sure = false;
        for &(edge, weight) in weighed {
            let least = most.peek().map_or(0, |least| least.0);
            // No more documents than places.
            is_sure = most.len() == top && weight < least;
            if is_sure {
                break;
            }
            let n: i64 = self.one("SELECT count(DISTINCT document) FROM statement WHERE edge = ?", edge)?;
            counted.push((edge, n));
            most.push(Reverse(n));
            if most.len() > top {
                most.pop();
            }
        }
        let least = most.peek().map_or(0, |least| least.0);
        Ok(is_sure.then(|| {
            counted
                .into_iter()
                .filter(|&(_, n)| n >= least)
                .map(|(edge, _)| edge)
                .collect()
        }))
    }
}

fn is_structural(relation: &str) -> bool {
    STRUCTURAL.contains(&relation)
}
