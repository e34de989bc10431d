//! Records of edges whose fields are in any order, and what holds for all edges.

use super::part::{PLACES, Part};
use super::{Draft, Found};
use crate::extract::relation::{Modality, Polarity};
use crate::graph::key::Key;
use crate::graph::store::scan::{Scan, Stop};
use crate::graph::text::Text;
use crate::graph::{Edge, Evidence};
use std::sync::Arc;

const EDGE: [&str; 16] = [
    "source",
    "target",
    "key",
    "id",
    "relation",
    "plover",
    "cameo",
    "polarity",
    "sign",
    "symmetric",
    "weight",
    "modality",
    "claimed",
    "first",
    "last",
    "evidence",
];
/// The places among the fields of evidence of those that an edge has too.
const PLOVER: usize = 17;
const CAMEO: usize = 18;

/// An edge's record but for its ends and its evidence.
#[derive(Default)]
struct Record {
    relation: Option<Text>,
    polarity: Option<Polarity>,
    plover: Option<Text>,
    cameo: Option<Text>,
    sign: Option<i8>,
    is_symmetric: bool,
}

impl Draft {
    /// Takes an edge.
    pub(super) fn edge(&mut self, scan: &mut Scan, targeted: bool) -> Found<()> {
        self.ends = [None; 2];
        let mut parts = Vec::new();
        let record = self.record(scan, &mut parts)?;
        let Record {
            relation: Some(relation),
            polarity: Some(polarity),
            ..
        } = record
        else {
            return Err(Stop::Odd);
        };
        let [Some(source), target] = self.ends else {
            return Err(Stop::Odd);
        };
        let target = target.filter(|_| targeted);
        if targeted != target.is_some() || parts.is_empty() {
            return Err(Stop::Odd);
        }
        let key = self.key([Some(source), target], relation, polarity)?;
        self.published.clear();
        let mut all = Vec::with_capacity(parts.len());
        for part in parts {
            let Part {
                mut evidence,
                document,
                holder,
                has,
            } = part;
            match (has[2], record.sign) {
                (true, _) => {}
                (false, Some(sign)) => evidence.sign = sign,
                (false, None) => return Err(Stop::Odd),
            }
            if !has[0] {
                evidence.plover.clone_from(&record.plover);
            }
            if !has[1] {
                evidence.cameo.clone_from(&record.cameo);
            }
            if !has[3] {
                evidence.symmetric = record.is_symmetric;
            }
            self.check(&key, &evidence, document, [Some(source), target, holder])?;
            self.published.push(document);
            all.push(evidence);
        }
        self.enter(key, [source, target.unwrap_or(source)], all)
    }

    fn record(&mut self, scan: &mut Scan, parts: &mut Vec<Part>) -> Found<Record> {
        parts.clear();
        let mut record = Record::default();
        scan.record(&EDGE, |scan, field| {
            match field {
                0 => self.ends[0] = self.source(scan.text()?.as_bytes()),
                1 => {
                    let target = scan.maybe(Scan::text)?;
                    self.ends[1] = target.and_then(|target| self.actor_ids.find(target.as_bytes()));
                }
                4 => record.relation = Some(self.one(scan.text()?.as_bytes(), PLACES)?),
                5 => record.plover = self.maybe_text(scan, PLOVER)?,
                6 => record.cameo = self.maybe_text(scan, CAMEO)?,
                7 => record.polarity = Some(scan.word()?),
                8 => record.sign = Some(scan.sign()?),
                9 => record.is_symmetric = scan.boolean()?,
                // What follows from the evidence is not looked at.
                2 | 3 => drop(scan.text()?),
                10 => drop(scan.number()?),
                11 => drop(scan.word::<Modality>()?),
                12 => drop(scan.boolean()?),
                13 | 14 => drop(scan.maybe(Scan::text)?),
                _ => {
                    parts.clear();
                    scan.list(|scan| {
                        parts.push(self.part(scan)?);
                        Ok(())
                    })?;
                }
            }
            Ok(())
        })?;
        Ok(record)
    }

    /// The source's number: mostly the one of the edge before.
    pub(super) fn source(&self, id: &[u8]) -> Option<u32> {
        let last = self.edges.last().map(|(_, [source, _])| *source);
        last.filter(|&last| self.actors[last as usize].id.as_bytes() == id)
            .or_else(|| self.actor_ids.find(id))
    }

    pub(super) fn key(&self, ends: [Option<u32>; 2], relation: Text, polarity: Polarity) -> Found<Key> {
        let [source, target] = ends.map(|end| end.map(|actor| self.actors[actor as usize].id.clone()));
        let key = Key {
            source: source.ok_or(Stop::Odd)?,
            target,
            relation,
            polarity,
        };
        let is_empty = key.source.is_empty() || key.relation.is_empty();
        match is_empty || key.target.as_ref().is_some_and(|target| target.is_empty()) {
            true => Err(Stop::Odd),
            false => Ok(key),
        }
    }

    /// Is the evidence whole, in the order of its edge, and does its document show its actors?
    pub(super) fn check(&self, key: &Key, evidence: &Evidence, document: usize, actors: [Option<u32>; 3]) -> Found<()> {
        let spans = (evidence.target_bytes, evidence.target_chars);
        let is_whole = evidence.target_text.is_some() && spans.0.is_some() && spans.1.is_some();
        // Ends of a symmetric relation are in order of id, and the same end twice in order of place.
        let is_turned = evidence.symmetric
            && (key.target.as_ref())
                .is_some_and(|to| (to, evidence.target_bytes) < (&key.source, Some(evidence.source_bytes)));
        let document = &self.documents[document];
        let cast = &self.cast[document.cast_start..document.cast_end];
        let first = actors[0].unwrap_or_default();
        let [one, two, three] = actors.map(|actor| actor.unwrap_or(first));
        let mut is_there = [0u32; 3];
        for &actor in cast {
            is_there[0] |= u32::from(actor == one);
            is_there[1] |= u32::from(actor == two);
            is_there[2] |= u32::from(actor == three);
        }
        match (key.target.is_none() || is_whole) && !is_turned && is_there == [1; 3] {
            true => Ok(()),
            false => Err(Stop::Odd),
        }
    }

    /// Enters an edge, of whose evidence [`Draft::published`] has the documents.
    pub(super) fn enter(&mut self, key: Key, ends: [u32; 2], evidence: Vec<Evidence>) -> Found<()> {
        let dates = (self.published.iter()).map(|&document| self.documents[document].kept.date.as_ref());
        if key.target.is_some() {
            let edge = Edge::of(key, evidence, dates).ok_or(Stop::Odd)?;
            let is_next = self
                .edges
                .last()
                .is_none_or(|(last, _)| (last.source.cmp(&edge.source)).then_with(|| last.order(&edge)).is_lt());
            if !is_next {
                return Err(Stop::Odd);
            }
            self.edges.push((Arc::new(edge), ends));
        } else {
            let edge = Edge::of(key.clone(), evidence, dates).ok_or(Stop::Odd)?;
            if self.untargeted.last().is_some_and(|(last, _)| *last >= key) {
                return Err(Stop::Odd);
            }
            self.untargeted.push((key, Arc::new(edge)));
        }
        Ok(())
    }
}
