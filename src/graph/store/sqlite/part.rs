//! Which rows a question needs: found by indexes, always enough, seldom much more.

use super::error::told;
use super::load::Part;
use super::{Ask, Store};
use crate::Result;
use crate::extract::actor::Registry;
use crate::extract::relation::Vocabulary;
use crate::graph::query::names::normal;
use crate::graph::{Filter, Network};
use std::collections::BTreeSet;

/// Keys of rows, in order.
pub(super) type Keys = BTreeSet<i64>;

impl Store {
    /// What a question needs of the network, who is who worked out among all documents. The answer is that of the whole. With `copies`
    /// the copies of its documents come too, so that [`Sources`](crate::graph::analysis::Sources) can count them.
    ///
    /// # Errors
    ///
    /// The store cannot be read. A name that is not known is no error here: names like it come, for whoever looks it up to say so.
    pub fn part(&self, ask: &Ask, copies: bool) -> Result<Network> {
        if !self.is_current()? {
            return Ok(self.network()?.identified(Registry::builtin()));
        }
        let mut part = Part {
            copies,
            ..Part::default()
        };
        if !matches!(ask, Ask::First(..)) {
            self.strange_relations(&mut part)?;
        }
        // Whether an office still held may stand anywhere.
        let ask = match ask {
            Ask::Filter(filter) | Ask::Pattern(_, filter) | Ask::Between(.., filter) | Ask::Path { filter, .. }
                if filter.as_of.is_some() =>
            {
                &Ask::All
            }
            ask => ask,
        };
        match ask {
            Ask::All => self.everything(&mut part)?,
            Ask::Filter(filter) => self.filtered(filter, &mut part)?,
            Ask::Pattern(pattern, filter) if is_open(filter) => {
                self.names_of(filter, &mut part)?;
                self.chained(pattern, &mut part)?;
                part.sightings |= !filter.is_empty();
            }
            Ask::Pattern(pattern, filter) => {
                self.filtered(filter, &mut part)?;
                for (from, _, to) in pattern.hops() {
                    for name in [from, to].into_iter().flatten().flatten() {
                        self.named(name, &mut part)?;
                    }
                }
            }
            Ask::First(pattern, most) => self.first(pattern, *most, &mut part)?,
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
                let mut ones = self.named(one, &mut part)?;
                let mut others = other.map_or(Ok(Keys::new()), |other| self.named(other, &mut part))?;
                // What officers do counts for whom they speak.
                ones.extend(self.officers(&ones, &mut part)?);
                others.extend(self.officers(&others, &mut part)?);
                match is_open(filter) {
                    true => {
                        self.names_of(filter, &mut part)?;
                        match other {
                            None => self.touching(&ones, relations_of(filter), &mut part)?,
                            Some(_) => self.among(&ones.union(&others).copied().collect(), &mut part)?,
                        }
                        part.sightings |= !filter.is_empty();
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
                    depth: filter.depth,
                    ..Filter::default()
                };
                match **filter == open && !(*signed && self.is_odd()?) {
                    true => {
                        part.sightings |= !filter.is_empty();
                        self.between(&from, &to, *longest, *signed, &filter.relation, &mut part)?;
                    }
                    false => self.everything(&mut part)?,
                }
            }
        }
        self.assemble(&part)
    }

    pub(super) fn everything(&self, part: &mut Part) -> Result<()> {
        part.edges.extend(self.keys("SELECT pk FROM edge WHERE ?1 = ''", "")?);
        part.whole_actors
            .extend(self.keys("SELECT pk FROM actor WHERE ?1 = ''", "")?);
        part.actors.extend(&part.whole_actors);
        part.documents = true;
        Ok(())
    }

    /// The edges between any two of some actors.
    fn among(&self, actors: &Keys, part: &mut Part) -> Result<()> {
        for &actor in actors {
            let ends = self.list("SELECT pk, target FROM edge WHERE source = ?", actor, |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
            let ends = ends.into_iter().filter(|(_, target)| actors.contains(target));
            part.edges.extend(ends.map(|(edge, _): (i64, i64)| edge));
        }
        Ok(())
    }

    /// Those who hold offices of some actors, and the edges that say so.
    fn officers(&self, actors: &Keys, part: &mut Part) -> Result<Keys> {
        let mut officers = Keys::new();
        for relation in self.relations(&["holds-office".to_owned(), "represents".to_owned()])? {
            for &actor in actors {
                let edges = format!("SELECT pk FROM edge WHERE target = ? AND relation = {relation}");
                part.edges.extend(self.keys(&edges, actor)?);
                let people = format!("SELECT DISTINCT source FROM edge WHERE target = ? AND relation = {relation}");
                officers.extend(self.keys(&people, actor)?);
            }
        }
        Ok(officers)
    }

    fn names_of(&self, filter: &Filter, part: &mut Part) -> Result<()> {
        let lists = [&filter.actor, &filter.target, &filter.any, &filter.holder, &filter.near];
        // Whether there is such a document or publisher can be told from all of them.
        part.documents |= !filter.doc.is_empty() || !filter.source.is_empty();
        lists
            .into_iter()
            .flatten()
            .try_for_each(|name| self.named(name, part).map(drop))
    }

    /// A relation of the user's own is known by its edges alone: one of each.
    pub(super) fn strange_relations(&self, part: &mut Part) -> Result<()> {
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
    pub(super) fn relations(&self, names: &[String]) -> Result<Vec<i64>> {
        let mut keys = Vec::new();
        for name in names {
            keys.extend(self.keys("SELECT pk FROM relation WHERE name = ?", normal(name).replace(' ', "-"))?);
        }
        Ok(keys)
    }

    /// The edges that start or end at one of the actors; of all relations when none is named.
    pub(super) fn touching(&self, actors: &Keys, relations: &[String], part: &mut Part) -> Result<()> {
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
        if filter.is_empty() {
            return self.everything(part);
        }
        part.sightings = true;
        part.copies |= filter.min_sources > 1;
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
            self.touching(&actors, relations_of(filter), &mut found)?;
            if least.as_ref().is_none_or(|least| found.edges.len() < least.len()) {
                least = Some(found.edges);
            }
        }
        let top = filter.top.filter(|_| Store::asks_for_strongest(filter));
        if let (Some(top), None) = (top, &least)
            && let Some(strongest) = self.strongest(top)?
        {
            part.edges.extend(strongest);
            return Ok(());
        }
        let edges = match least {
            Some(least) if top.is_some() => self.strongest_of(least, top.unwrap_or_default())?,
            Some(least) => least,
            None if !filter.near.is_empty() => self.around(filter, part)?,
            None => self.by_evidence(filter)?,
        };
        part.edges.extend(edges);
        Ok(())
    }

    /// The edges that documents, holders, relations or days narrow down.
    fn by_evidence(&self, filter: &Filter) -> Result<Keys> {
        let mut edges = Keys::new();
        if !filter.doc.is_empty() {
            for id in &filter.doc {
                edges.extend(self.keys(
                    "SELECT DISTINCT statement.edge FROM document JOIN statement ON statement.document = document.pk WHERE document.id = ?1 OR document.given = ?1",
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
        if !relations_of(filter).is_empty() {
            for relation in self.relations(relations_of(filter))? {
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
}

/// The relations that a filter names, where no family may bring in others.
fn relations_of(filter: &Filter) -> &[String] {
    match filter.family.is_empty() {
        true => &filter.relation,
        false => &[],
    }
}

/// Does a filter look at each edge by itself, so that the edges of a pattern are enough?
fn is_open(filter: &Filter) -> bool {
    filter.near.is_empty() && filter.top.is_none() && filter.min_sources < 2
}
