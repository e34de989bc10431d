//! Statements to the edges between those whom they mean.

use super::Store;
use super::change::Change;
use super::error::told;
use super::rows::{self, Seen};
use crate::Result;
use crate::extract::relation::{Observation, Polarity};
use crate::graph::key;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;

/// What a document states at one place, with the keys of the sightings between which it does.
#[derive(Debug)]
pub(super) struct Statement {
    pub document: i64,
    pub sentence: i64,
    pub source: i64,
    pub target: Option<i64>,
    pub holder: Option<i64>,
    pub day: Option<String>,
    pub told: Observation,
}

/// What a statement's edge is found by.
#[derive(Debug)]
struct Ends<'a> {
    source: i64,
    target: Option<i64>,
    /// Where the target stands, compared with the source.
    turned: Option<std::cmp::Ordering>,
    relation: i64,
    name: &'a str,
    negated: bool,
    symmetric: bool,
}

impl Store {
    pub(super) fn enter_statement(&self, statement: Statement, change: &mut Change) -> Result<()> {
        let Statement { told: o, .. } = &statement;
        let relation = self.relation(&o.relation)?;
        let ends = Ends {
            source: statement.source,
            target: statement.target,
            turned: o.target_bytes.map(|target| target.cmp(&o.source_bytes)),
            relation,
            name: &o.relation,
            negated: o.polarity == Polarity::Negated,
            symmetric: o.symmetric,
        };
        let (edge, turned) = self.edge(&ends)?;
        let enter = || {
            let mut enter = self.db.prepare_cached(
                "INSERT INTO statement (document, sentence, edge, source, target, holder, turned, relation, negated, sign, symmetric,
                   modality, confidence, day, trigger, source_text, target_text, places, holder_label, plover, cameo, title, about,
                   amount, date, date_text, rule)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24,
                   ?25, ?26, ?27)",
            )?;
            enter.execute(params![
                statement.document,
                statement.sentence,
                edge,
                statement.source,
                statement.target,
                statement.holder,
                turned,
                relation,
                ends.negated,
                o.sign,
                o.symmetric,
                o.modality as i64,
                o.confidence as i64,
                statement.day,
                o.trigger,
                o.source_text,
                o.target_text,
                rows::places(o)?,
                o.holder_label,
                o.plover,
                o.cameo,
                o.title,
                o.about,
                o.amount,
                o.date,
                o.date_text,
                o.rule
            ])
        };
        enter().map_err(told(&self.name))?;
        // An office with a sign, one edge with two: then the rest is to be looked at too.
        change.all |= o.sign != 0 && o.relation == "holds-office";
        change.all |= self.bump(edge, o, statement.holder.is_some(), statement.day.as_deref())?;
        Ok(())
    }

    fn relation(&self, name: &str) -> Result<i64> {
        let find = || {
            let mut find = self.db.prepare_cached("SELECT pk FROM relation WHERE name = ?")?;
            if let Some(pk) = find.query_row([name], |row| row.get(0)).optional()? {
                return Ok(pk);
            }
            self.db
                .prepare_cached("INSERT INTO relation (name) VALUES (?)")?
                .insert([name])
        };
        find().map_err(told(&self.name))
    }

    /// The edge between whom two sightings mean, made when new; and whether it has them the other way round.
    fn edge(&self, ends: &Ends) -> Result<(i64, bool)> {
        let who = |sighting: i64| -> rusqlite::Result<(i64, String)> {
            let mut find = self.db.prepare_cached(
                "SELECT actor.pk, actor.id FROM sighting JOIN actor ON actor.pk = sighting.actor WHERE sighting.pk = ?",
            )?;
            find.query_row([sighting], |row| Ok((row.get(0)?, row.get(1)?)))
        };
        let find = || {
            let source = who(ends.source)?;
            let target = ends.target.map(who).transpose()?;
            let is_turned = |target: &(i64, String)| {
                let turned = |place: std::cmp::Ordering| target.1.cmp(&source.1).then(place).is_lt();
                ends.symmetric && ends.turned.is_some_and(turned)
            };
            let turned = target.as_ref().is_some_and(is_turned);
            let (from, to) = match target {
                Some(target) if turned => (target, Some(source)),
                target => (source, target),
            };
            let key = params![from.0, ends.relation, to.as_ref().map_or(0, |to| to.0), ends.negated];
            let mut known = self.db.prepare_cached(
                "SELECT pk FROM edge WHERE source = ? AND relation = ? AND target = ? AND negated = ?",
            )?;
            if let Some(pk) = known.query_row(key, |row| row.get(0)).optional()? {
                return Ok((pk, turned));
            }
            let polarity = if ends.negated {
                Polarity::Negated
            } else {
                Polarity::Affirmed
            };
            let id = key::edge_id(&from.1, ends.name, to.as_ref().map(|to| to.1.as_str()), polarity);
            let mut enter = self.db.prepare_cached(
                "INSERT INTO edge (source, relation, target, negated, id, sign, symmetric, weight, modality, claimed)
                 VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, 0, 3, 1)",
            )?;
            let to = to.map_or(0, |to| to.0);
            Ok((
                enter.insert(params![from.0, ends.relation, to, ends.negated, id.as_str()])?,
                turned,
            ))
        };
        find().map_err(told(&self.name))
    }

    /// Counts a statement in; true when the edge had another sign.
    fn bump(&self, edge: i64, o: &Observation, claimed: bool, day: Option<&str>) -> Result<bool> {
        let bump = || {
            let mut bump = self.db.prepare_cached(
                "UPDATE edge SET weight = weight + 1, symmetric = max(symmetric, ?3), modality = min(modality, ?4), claimed = min(claimed, ?5),
                   first = min(ifnull(first, ?6), ifnull(?6, first)), last = max(ifnull(last, ?6), ifnull(?6, last)),
                   sign = iif(weight = 0, ?2, sign)
                 WHERE pk = ?1 RETURNING sign <> ?2",
            )?;
            bump.query_row(
                params![edge, o.sign, o.symmetric, o.modality as i64, claimed, day],
                |row| row.get(0),
            )
        };
        bump().map_err(told(&self.name))
    }

    /// Works an edge out from its statements; one without any is gone.
    pub(super) fn weigh(&self, edge: i64) -> Result<()> {
        let weigh = || {
            let run = |sql: &str| self.db.prepare_cached(sql)?.execute([edge]);
            run("UPDATE edge SET (weight, symmetric, modality, claimed, first, last) =
                   (SELECT count(*), ifnull(max(symmetric), 0), ifnull(min(modality), 3), ifnull(min(holder IS NOT NULL), 1), min(day), max(day)
                    FROM statement WHERE edge = ?1)
                 WHERE pk = ?1")?;
            run("UPDATE edge SET sign = (SELECT statement.sign FROM statement JOIN document ON document.pk = statement.document
                   JOIN sentence ON sentence.pk = statement.sentence WHERE statement.edge = ?1 ORDER BY document.id, sentence.start LIMIT 1)
                 WHERE pk = ?1 AND (SELECT min(sign) <> sign OR max(sign) <> sign FROM statement WHERE statement.edge = ?1)")?;
            run("DELETE FROM edge WHERE pk = ?1 AND weight = 0")
        };
        weigh().map(drop).map_err(told(&self.name))
    }

    /// The statements of sightings that mean others than before, each to its new edge.
    pub(super) fn reconnect(&self, moved: &[Seen], change: &mut Change) -> Result<()> {
        let keys: BTreeSet<i64> = moved.iter().map(|seen| seen.pk).collect();
        let documents: BTreeSet<i64> = moved.iter().map(|seen| seen.document).collect();
        for document in documents {
            let statements = self.list(
                &format!(
                    "SELECT statement.pk, statement.edge, statement.source, statement.target, statement.relation, relation.name,
                       statement.day, statement.holder IS NOT NULL, {} FROM statement
                     JOIN relation ON relation.pk = statement.relation JOIN sentence ON sentence.pk = statement.sentence
                     WHERE statement.document = ?",
                    rows::STATEMENT
                ),
                document,
                |row| {
                    let ends: (i64, Option<i64>, i64, String) = (row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?);
                    let (pk, edge): (i64, i64) = (row.get(0)?, row.get(1)?);
                    let (day, claimed): (Option<String>, bool) = (row.get(6)?, row.get(7)?);
                    Ok((pk, edge, ends, day, claimed, rows::statement(row, 8)?))
                },
            )?;
            for (pk, before, (source, target, relation, name), day, claimed, o) in statements {
                if !keys.contains(&source) && !target.is_some_and(|target| keys.contains(&target)) {
                    continue;
                }
                let (edge, turned) = self.edge(&Ends {
                    source,
                    target,
                    turned: o.target_bytes.map(|target| target.cmp(&o.source_bytes)),
                    relation,
                    name: &name,
                    negated: o.polarity == Polarity::Negated,
                    symmetric: o.symmetric,
                })?;
                if edge == before {
                    continue;
                }
                let update = || {
                    let mut update = self
                        .db
                        .prepare_cached("UPDATE statement SET edge = ?2, turned = ?3 WHERE pk = ?1")?;
                    update.execute(params![pk, edge, turned])
                };
                update().map_err(told(&self.name))?;
                change.stale.insert(before);
                change.all |= self.bump(edge, &o, claimed, day.as_deref())?;
            }
        }
        Ok(())
    }
}
