//! Which rows a question needs: found by indexes, always enough, seldom much more.

use super::error::told;
use super::load::Part;
use super::{Ask, Store};
use crate::Result;
use crate::extract::actor::Registry;
use crate::extract::relation::Vocabulary;
use crate::graph::query::names::normal;
use crate::graph::{Filter, Network, Pattern};
use rusqlite::OptionalExtension;
use std::collections::{BTreeMap, BTreeSet};

type Keys = BTreeSet<i64>;

impl Store {
    /// What a question needs of the network, who is who worked out among all documents. The answer is that of the whole. With `copies`
    /// all documents come, so that [`Sources`](crate::graph::analysis::Sources) can tell copies of a text.
    ///
    /// # Errors
    ///
    /// The store cannot be read. A name that is not known is no error here: all names come, for whoever looks it up to say so.
    pub fn part(&self, ask: &Ask, copies: bool) -> Result<Network> {
        if !self.is_current()? {
            return Ok(self.network()?.identified(Registry::builtin()));
        }
        let mut part = Part {
            documents: copies,
            ..Part::default()
        };
        self.strange_relations(&mut part)?;
        match ask {
            Ask::All => self.everything(&mut part)?,
            Ask::Filter(filter) => self.filtered(filter, &mut part)?,
            Ask::Pattern(pattern, filter) if is_open(filter) => {
                self.names_of(filter, &mut part)?;
                self.chained(pattern, &mut part)?;
                part.sightings |= **filter != Filter::default();
            }
            Ask::Pattern(pattern, filter) => {
                self.filtered(filter, &mut part)?;
                for name in pattern.hops().iter().flat_map(|hop| [hop.0, hop.2]).flatten() {
                    self.named(name, &mut part)?;
                }
            }
            Ask::Actor(name) => {
                let actors = self.named(name, &mut part)?;
                self.touching(&actors, &[], &mut part)?;
                for &actor in &actors {
                    part.edges.extend(self.keys(
                        "SELECT DISTINCT statement.edge FROM sighting JOIN statement ON statement.holder = sighting.pk
                         WHERE sighting.actor = ?",
                        actor,
                    )?);
                }
                part.whole_actors = actors;
            }
            Ask::Between(one, other, filter) => {
                let ones = self.named(one, &mut part)?;
                if let Some(other) = other {
                    self.named(other, &mut part)?;
                }
                match is_open(filter) {
                    true => {
                        self.names_of(filter, &mut part)?;
                        self.touching(&ones, &filter.relation, &mut part)?;
                        part.sightings |= **filter != Filter::default();
                    }
                    false => self.filtered(filter, &mut part)?,
                }
            }
            Ask::Edge(start) => {
                let after = format!("{start}\u{10ffff}");
                let find = || {
                    let mut find = self.db.prepare_cached("SELECT pk FROM edge WHERE id BETWEEN ? AND ?")?;
                    find.query_map([start, after.as_str()], |row| row.get(0))?
                        .collect::<rusqlite::Result<Vec<i64>>>()
                };
                part.edges.extend(find().map_err(told(&self.name))?);
            }
            Ask::Path {
                from,
                to,
                longest,
                signed,
                filter,
            } => {
                let (from, to) = (self.named(from, &mut part)?, self.named(to, &mut part)?);
                let open = Filter {
                    relation: filter.relation.clone(),
                    ..Filter::default()
                };
                match **filter == open && !(*signed && self.is_odd()?) {
                    true => {
                        part.sightings |= **filter != Filter::default();
                        self.between(&from, &to, *longest, *signed, &filter.relation, &mut part)?;
                    }
                    false => self.everything(&mut part)?,
                }
            }
        }
        self.assemble(&part)
    }

    fn everything(&self, part: &mut Part) -> Result<()> {
        part.edges.extend(self.keys("SELECT pk FROM edge WHERE ?1 = ''", "")?);
        part.whole_actors
            .extend(self.keys("SELECT pk FROM actor WHERE ?1 = ''", "")?);
        part.actors.extend(&part.whole_actors);
        part.documents = true;
        Ok(())
    }

    /// Who bears a name: those who have it as label, else those who have it as alias, else whom the registry means by it. When
    /// nobody does, all actors come, so that those with a name like it can be told.
    fn named(&self, name: &str, part: &mut Part) -> Result<Keys> {
        let bearers = |plain: &str| -> Result<Keys> {
            let labels = "SELECT pk FROM actor WHERE plain_id = ?1 UNION SELECT pk FROM actor WHERE plain_label = ?1";
            let found = self.keys(labels, plain)?;
            match found.is_empty() {
                false => Ok(found.into_iter().collect()),
                true => Ok(self
                    .keys("SELECT actor FROM tally WHERE what = 1 AND plain = ?", plain)?
                    .into_iter()
                    .collect()),
            }
        };
        let mut found = bearers(&normal(name))?;
        if found.is_empty() {
            let known = Registry::builtin().find(name).map(|entry| normal(&entry.id));
            found = known.map_or(Ok(Keys::new()), |id| bearers(&id))?;
        }
        if found.is_empty() {
            part.actors.extend(self.keys("SELECT pk FROM actor WHERE ?1 = ''", "")?);
        }
        part.actors.extend(&found);
        Ok(found)
    }

    fn names_of(&self, filter: &Filter, part: &mut Part) -> Result<()> {
        let lists = [&filter.actor, &filter.target, &filter.any, &filter.holder, &filter.near];
        lists
            .into_iter()
            .flatten()
            .try_for_each(|name| self.named(name, part).map(drop))
    }

    /// A relation of the user's own is known by its edges alone: one of each.
    fn strange_relations(&self, part: &mut Part) -> Result<()> {
        let vocabulary: BTreeSet<&str> = Vocabulary::english().relations().map(|r| r.name.as_str()).collect();
        let all: Vec<(i64, String)> = self.list("SELECT pk, name FROM relation WHERE ?1 = ''", "", |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        for (pk, _) in all.iter().filter(|(_, name)| !vocabulary.contains(name.as_str())) {
            part.edges
                .extend(self.keys("SELECT pk FROM edge WHERE relation = ? LIMIT 1", pk)?);
        }
        Ok(())
    }

    /// The keys of relations by name; those that the store has not have no edges.
    fn relations(&self, names: &[String]) -> Result<Vec<i64>> {
        let mut keys = Vec::new();
        for name in names {
            keys.extend(self.keys("SELECT pk FROM relation WHERE name = ?", normal(name).replace(' ', "-"))?);
        }
        Ok(keys)
    }

    /// The edges that start or end at one of the actors; of all relations when none is named.
    fn touching(&self, actors: &Keys, relations: &[String], part: &mut Part) -> Result<()> {
        let known = self.relations(relations)?;
        for &actor in actors {
            if relations.is_empty() {
                part.edges
                    .extend(self.keys("SELECT pk FROM edge WHERE source = ?", actor)?);
                part.edges
                    .extend(self.keys("SELECT pk FROM edge WHERE target = ?", actor)?);
            }
            for &relation in &known {
                for end in ["source", "target"] {
                    let sql = format!("SELECT pk FROM edge WHERE {end} = ? AND relation = {relation}");
                    part.edges.extend(self.keys(&sql, actor)?);
                }
            }
        }
        Ok(())
    }

    /// The edges that a filter may keep: by the field that names the fewest, the rest is left to the filter.
    fn filtered(&self, filter: &Filter, part: &mut Part) -> Result<()> {
        if *filter == Filter::default() {
            return self.everything(part);
        }
        part.sightings = true;
        part.documents |= filter.min_sources > 1;
        self.names_of(filter, part)?;
        let ends = [&filter.actor, &filter.target, &filter.any]
            .into_iter()
            .filter(|names| !names.is_empty());
        let mut least: Option<Keys> = None;
        for names in ends {
            let mut actors = Keys::new();
            for name in names {
                actors.extend(self.named(name, part)?);
            }
            let mut found = Part::default();
            self.touching(&actors, &filter.relation, &mut found)?;
            if least.as_ref().is_none_or(|least| found.edges.len() < least.len()) {
                least = Some(found.edges);
            }
        }
        let edges = match least {
            Some(least) => least,
            None if !filter.near.is_empty() => self.around(filter, part)?,
            None => self.by_evidence(filter)?,
        };
        part.edges.extend(edges);
        Ok(())
    }

    /// The edges between those at most so many steps from some actors.
    fn around(&self, filter: &Filter, part: &mut Part) -> Result<Keys> {
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

    /// The edges that documents, holders, relations or days narrow down.
    fn by_evidence(&self, filter: &Filter) -> Result<Keys> {
        let mut edges = Keys::new();
        if !filter.doc.is_empty() {
            for id in &filter.doc {
                edges.extend(self.keys(
                    "SELECT DISTINCT statement.edge FROM document JOIN statement ON statement.document = document.pk WHERE document.id = ?",
                    id,
                )?);
            }
            return Ok(edges);
        }
        if !filter.holder.is_empty() {
            for name in &filter.holder {
                for actor in self.named(name, &mut Part::default())? {
                    edges.extend(self.keys(
                        "SELECT DISTINCT statement.edge FROM sighting JOIN statement ON statement.holder = sighting.pk
                         WHERE sighting.actor = ?",
                        actor,
                    )?);
                }
            }
            return Ok(edges);
        }
        if !filter.relation.is_empty() {
            for relation in self.relations(&filter.relation)? {
                edges.extend(self.keys("SELECT pk FROM edge WHERE relation = ?", relation)?);
            }
            return Ok(edges);
        }
        let since = "SELECT DISTINCT edge FROM statement WHERE day >= ?";
        // A month takes all its days in.
        let until = "SELECT DISTINCT edge FROM statement WHERE day <= ? || '~'";
        Ok(match (&filter.since, &filter.until) {
            (None, None) => self.set_of("SELECT pk FROM edge WHERE ?1 = ''", "")?,
            (Some(day), None) => self.set_of(since, day)?,
            (None, Some(day)) => self.set_of(until, day)?,
            (Some(first), Some(last)) => {
                let after = self.set_of(since, first)?;
                self.set_of(until, last)?.intersection(&after).copied().collect()
            }
        })
    }

    fn set_of(&self, sql: &str, value: &str) -> Result<Keys> {
        Ok(self.keys(sql, value)?.into_iter().collect())
    }

    /// The edges that the hops of a pattern may take, from the first actor that is named on, both ways.
    fn chained(&self, pattern: &Pattern, part: &mut Part) -> Result<()> {
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
                    let Some(target) = target else { continue };
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
    fn between(
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

    /// The document with that id, for those who know its name only.
    ///
    /// # Errors
    ///
    /// The store cannot be read.
    pub fn has_document(&self, id: &str) -> Result<bool> {
        let find = || {
            let mut find = self
                .db
                .prepare_cached("SELECT 1 FROM document WHERE id = ?1 OR given = ?1")?;
            find.query_row([id], |_| Ok(())).optional()
        };
        Ok(find().map_err(told(&self.name))?.is_some())
    }
}

/// Does a filter look at each edge by itself, so that the edges of a pattern are enough?
fn is_open(filter: &Filter) -> bool {
    filter.near.is_empty() && filter.top.is_none() && filter.min_sources < 2
}
