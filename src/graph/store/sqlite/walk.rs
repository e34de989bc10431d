//! From actor to actor in the rows: neighbourhoods, the hops of a pattern, the shortest ways.

use super::Store;
use super::error::told;
use super::load::Part;
use super::part::Keys;
use crate::Result;
use crate::graph::{Filter, Pattern};
use std::collections::{BTreeMap, BTreeSet};

impl Store {
    /// The edges between those at most so many steps from some actors.
    pub(super) fn around(&self, filter: &Filter, part: &mut Part) -> Result<Keys> {
        let mut reached = Keys::new();
        for name in &filter.near {
            reached.extend(self.named(name, part)?);
        }
        let mut last = reached.clone();
        for _ in 0..filter.depth.max(1) {
            let mut next = Keys::new();
            for &actor in &last {
                next.extend(self.neighbors(actor, false, &[])?);
            }
            last = next.into_iter().filter(|&actor| reached.insert(actor)).collect();
        }
        let mut edges = Keys::new();
        for &actor in &reached {
            let mut find = self
                .db
                .prepare_cached("SELECT pk, target FROM edge WHERE source = ?")
                .map_err(told(&self.name))?;
            let rows = find.query_map([actor], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)));
            for row in rows.map_err(told(&self.name))? {
                let (edge, target) = row.map_err(told(&self.name))?;
                if target == 0 || reached.contains(&target) {
                    edges.insert(edge);
                }
            }
        }
        Ok(edges)
    }

    /// The edges that the hops of a pattern may take, from the first actor that is named on, both ways.
    pub(super) fn chained(&self, pattern: &Pattern, part: &mut Part) -> Result<()> {
        let hops = pattern.hops();
        let mut slots: Vec<Option<Keys>> = Vec::new();
        for name in hops
            .first()
            .map(|hop| hop.0)
            .into_iter()
            .chain(hops.iter().map(|hop| hop.2))
        {
            slots.push(name.map(|name| self.named(name, part)).transpose()?);
        }
        let Some(first) = slots.iter().position(Option::is_some) else {
            for (_, relations, _) in &hops {
                match relations.is_empty() {
                    true => return self.everything(part),
                    false => {
                        for relation in self.relations(relations)? {
                            part.edges
                                .extend(self.keys("SELECT pk FROM edge WHERE relation = ?", relation)?);
                        }
                    }
                }
            }
            return Ok(());
        };
        for (order, forward) in [
            ((first..hops.len()).collect::<Vec<_>>(), true),
            ((0..first).rev().collect(), false),
        ] {
            let mut here = slots[first].clone().unwrap_or_default();
            for hop in order {
                let there = if forward { &slots[hop + 1] } else { &slots[hop] };
                let mut found = Part::default();
                self.touching(&here, hops[hop].1, &mut found)?;
                let mut next = Keys::new();
                for &edge in &found.edges {
                    let (source, target, _) = self.ends(edge)?;
                    let Some(target) = target else {
                        // Nobody may stand where anybody may.
                        if there.is_none() {
                            part.edges.insert(edge);
                        }
                        continue;
                    };
                    let others = [(source, target), (target, source)]
                        .into_iter()
                        .filter(|(at, _)| here.contains(at));
                    for (_, other) in
                        others.filter(|(_, other)| there.as_ref().is_none_or(|there| there.contains(other)))
                    {
                        next.insert(other);
                        part.edges.insert(edge);
                    }
                }
                here = next;
            }
        }
        Ok(())
    }

    /// Those one step away.
    fn neighbors(&self, actor: i64, signed: bool, relations: &[i64]) -> Result<Keys> {
        let signs = if signed { " AND sign <> 0" } else { "" };
        let list = relations.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let kinds = if relations.is_empty() {
            String::new()
        } else {
            format!(" AND relation IN ({list})")
        };
        let mut found = Keys::new();
        found.extend(self.keys(
            &format!("SELECT target FROM edge WHERE source = ? AND target <> 0{signs}{kinds}"),
            actor,
        )?);
        found.extend(self.keys(
            &format!("SELECT source FROM edge WHERE target = ?{signs}{kinds}"),
            actor,
        )?);
        found.remove(&actor);
        Ok(found)
    }

    /// All shortest ways from one set of actors to another: a search from both ends, the smaller side first.
    pub(super) fn between(
        &self,
        from: &Keys,
        to: &Keys,
        longest: usize,
        signed: bool,
        names: &[String],
        part: &mut Part,
    ) -> Result<()> {
        let relations = self.relations(names)?;
        if !names.is_empty() && relations.is_empty() || !from.is_disjoint(to) {
            return Ok(());
        }
        let mut sides = [vec![from.clone()], vec![to.clone()]];
        let mut seen = [from.clone(), to.clone()];
        let mut meeting = Keys::new();
        for _ in 0..longest {
            let ends = [0, 1].map(|side: usize| sides[side].last().map_or(0, BTreeSet::len));
            let side = usize::from(ends[1] < ends[0]);
            let mut next = Keys::new();
            for &actor in sides[side].last().into_iter().flatten() {
                next.extend(
                    self.neighbors(actor, signed, &relations)?
                        .iter()
                        .filter(|other| !seen[side].contains(other)),
                );
            }
            seen[side].extend(&next);
            meeting = next
                .iter()
                .filter(|actor| sides[1 - side].last().is_some_and(|last| last.contains(actor)))
                .copied()
                .collect();
            let done = !meeting.is_empty() || next.is_empty();
            sides[side].push(next);
            if done {
                break;
            }
        }
        // Back from where the two met, layer by layer, over edges between those that lie on a way.
        for layers in &sides {
            let mut here = meeting.clone();
            for layer in layers.iter().rev().skip(1) {
                let mut before = Keys::new();
                for &actor in &here {
                    let around = self.neighbors(actor, signed, &relations)?;
                    before.extend(around.intersection(layer));
                }
                self.joining(&before, &here, part)?;
                here = before;
            }
        }
        Ok(())
    }

    /// The edges between two sets of actors.
    fn joining(&self, some: &Keys, others: &Keys, part: &mut Part) -> Result<()> {
        let (few, many) = if some.len() <= others.len() {
            (some, others)
        } else {
            (others, some)
        };
        let mut ends: BTreeMap<i64, i64> = BTreeMap::new();
        for &actor in few {
            let find = || {
                let mut find = self
                    .db
                    .prepare_cached("SELECT pk, target FROM edge WHERE source = ?1 UNION ALL SELECT pk, source FROM edge WHERE target = ?1")?;
                find.query_map([actor], |row| Ok((row.get(0)?, row.get(1)?)))?
                    .collect::<rusqlite::Result<Vec<(i64, i64)>>>()
            };
            ends.extend(
                find()
                    .map_err(told(&self.name))?
                    .into_iter()
                    .filter(|(_, other)| many.contains(other)),
            );
        }
        part.edges.extend(ends.keys());
        Ok(())
    }
}
