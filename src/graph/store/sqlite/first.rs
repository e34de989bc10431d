//! The first answers of a pattern, so that an actor of many edges can be asked about at once.

use super::Store;
use super::error::told;
use super::load::Part;
use super::part::Keys;
use crate::Result;
use crate::extract::relation::{Polarity, Vocabulary};
use crate::graph::query::names::normal;
use crate::graph::{Pattern, key};
use std::collections::BTreeSet;

/// Where an edge comes among the answers: by the actor that the pattern begins with, nobody last, then as a network lists edges, those
/// without a target last.
type Place = ((bool, String), (bool, String, Option<String>, String));

impl Store {
    /// The edges that come first among those that the one hop of a pattern may take, at most so many; all that may be needed of a pattern
    /// that is not so plain.
    pub(super) fn first(&self, pattern: &Pattern, most: usize, part: &mut Part) -> Result<()> {
        let known: BTreeSet<&str> = Vocabulary::english().relations().map(|r| r.name.as_str()).collect();
        let is_known = |name: &String| known.contains(normal(name).replace(' ', "-").as_str());
        let hop = pattern.only_hop().filter(|hop| hop.relations.iter().all(is_known));
        let Some(hop) = hop else {
            self.strange_relations(part)?;
            return self.chained(pattern, part);
        };
        let mut ends = [None, None];
        for (end, names) in ends.iter_mut().zip([&hop.left, &hop.right]) {
            for name in names.iter().flatten() {
                end.get_or_insert_with(Keys::new).extend(self.named(name, part)?);
            }
        }
        let [left, right] = &ends;
        let mut around = Part::default();
        for end in left.iter().chain(right).take(1) {
            self.touching(end, &hop.relations, &mut around)?;
        }
        let is = |slot: &Option<Keys>, actor: i64| slot.as_ref().is_none_or(|keys| keys.contains(&actor));
        let mut placed: BTreeSet<(Place, i64)> = BTreeSet::new();
        let mut find = self.prepared(
            "SELECT edge.source, edge.target, edge.symmetric, source.id, target.id, relation.name, edge.negated
             FROM edge JOIN actor AS source ON source.pk = edge.source JOIN relation ON relation.pk = edge.relation
               LEFT JOIN actor AS target ON target.pk = edge.target
             WHERE edge.pk = ?",
        )?;
        for &edge in &around.edges {
            let mut find = || -> rusqlite::Result<Option<Place>> {
                find.query_row([edge], |row| {
                    let (source, target, symmetric): (i64, i64, bool) = (row.get(0)?, row.get(1)?, row.get(2)?);
                    let along = (hop.along || symmetric) && is(left, source) && is(right, target);
                    let against = (hop.against || symmetric) && is(left, target) && is(right, source);
                    if source == target || !(along || against) {
                        return Ok(None);
                    }
                    let (from, to): (String, Option<String>) = (row.get(3)?, row.get(4)?);
                    let (relation, negated): (String, bool) = (row.get(5)?, row.get(6)?);
                    let polarity = if negated { Polarity::Negated } else { Polarity::Affirmed };
                    let starts = [along.then(|| Some(from.clone())), against.then(|| to.clone())];
                    let starts = starts.into_iter().flatten();
                    let start = starts.map(|id| (id.is_none(), id.unwrap_or_default())).min();
                    let written = key::written(&relation, polarity);
                    Ok(start.map(|start| (start, (to.is_none(), from, to, written))))
                })
            };
            placed.extend(find().map_err(told(&self.name))?.map(|place| (place, edge)));
            if placed.len() > most {
                placed.pop_last();
            }
        }
        part.edges.extend(placed.into_iter().map(|(_, edge)| edge));
        Ok(())
    }
}
