//! Records of edges.

use super::part::{PLACES, Part};
use super::{Draft, Found};
use crate::extract::relation::{Modality, Polarity};
use crate::graph::Edge;
use crate::graph::key::Key;
use crate::graph::store::scan::{Scan, Stop};
use crate::graph::store::writer::Quoted;
use crate::graph::text::Text;
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
    pub fn edge(&mut self, scan: &mut Scan, targeted: bool) -> Found<()> {
        self.evidence.clear();
        self.ends = [None; 2];
        let mut parts = std::mem::take(&mut self.evidence);
        scan.peek()?;
        let mut ahead = scan.clone();
        let record = match self.quick_record(&mut ahead, targeted, &mut parts) {
            Some(record) => {
                *scan = ahead;
                Ok(record)
            }
            None => self.any_record(scan, &mut parts),
        };
        let taken = record.and_then(|record| self.enter(record, targeted, &mut parts));
        self.evidence = parts;
        taken
    }

    /// Takes a record that stands as we write it, to the letter; nothing where it does not, and then the place is any.
    fn quick_record(&mut self, scan: &mut Scan, targeted: bool, parts: &mut Vec<Part>) -> Option<Record> {
        // What follows from the evidence is not looked at.
        let pass = |scan: &mut Scan| scan.plain_text().filter(|text| text.is_ascii()).map(drop);
        let mut record = Record::default();
        scan.expect(b"{\"source\":\"")?;
        self.ends[0] = self.source(scan.plain_text()?);
        if targeted {
            scan.expect(b",\"target\":\"")?;
            self.ends[1] = self.actor_ids.find(scan.plain_text()?);
        }
        scan.expect(b",\"key\":\"")?;
        pass(scan)?;
        scan.expect(b",\"id\":\"")?;
        pass(scan)?;
        scan.expect(b",\"relation\":\"")?;
        record.relation = Some(self.one(scan.plain_text()?, PLACES).ok()?);
        scan.expect(b",\"plover\":")?;
        record.plover = self.maybe_one(scan.maybe_plain()?, PLOVER).ok()?;
        scan.expect(b",\"cameo\":")?;
        record.cameo = self.maybe_one(scan.maybe_plain()?, CAMEO).ok()?;
        scan.expect(b",\"polarity\":\"")?;
        record.polarity = Some(Polarity::of(scan.plain_text()?)?);
        scan.expect(b",\"sign\":")?;
        record.sign = Some(scan.sign().ok()?);
        scan.expect(b",\"symmetric\":")?;
        record.is_symmetric = scan.boolean().ok()?;
        scan.expect(b",\"weight\":")?;
        scan.digits()?;
        scan.expect(b",\"modality\":\"")?;
        Modality::of(scan.plain_text()?)?;
        scan.expect(b",\"claimed\":")?;
        scan.boolean().ok()?;
        for name in [&b",\"first\":"[..], b",\"last\":"] {
            scan.expect(name)?;
            scan.maybe_plain()?.is_none_or(<[u8]>::is_ascii).then_some(())?;
        }
        scan.expect(b",\"evidence\":[")?;
        loop {
            parts.push(self.part(scan).ok()?);
            if scan.literal(b"]}") {
                return Some(record);
            }
            scan.expect(b",")?;
        }
    }

    /// Takes a record whose fields are in any order, with blanks, with marked characters.
    fn any_record(&mut self, scan: &mut Scan, parts: &mut Vec<Part>) -> Found<Record> {
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
    fn source(&self, id: &[u8]) -> Option<u32> {
        let last = self.edges.last().map(|(_, [source, _])| *source);
        last.filter(|&last| self.actors[last as usize].id.as_bytes() == id)
            .or_else(|| self.actor_ids.find(id))
    }

    fn enter(&mut self, record: Record, targeted: bool, parts: &mut Vec<Part>) -> Found<()> {
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
        if targeted != target.is_some() || parts.is_empty() || relation.is_empty() {
            return Err(Stop::Odd);
        }
        let id = |actor: u32| &self.actors[actor as usize].id;
        let key = Key {
            source: id(source).clone(),
            target: target.map(|target| id(target).clone()),
            relation,
            polarity,
        };
        if key.source.is_empty() || key.target.as_ref().is_some_and(|target| target.is_empty()) {
            return Err(Stop::Odd);
        }
        for part in parts.iter_mut() {
            let Part { evidence, has, .. } = part;
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
            let spans = (evidence.target_bytes, evidence.target_chars);
            let is_whole = evidence.target_text.is_some() && spans.0.is_some() && spans.1.is_some();
            // Ends of a symmetric relation are in order of id, and the same end twice in order of place.
            let is_turned = evidence.symmetric
                && (key.target.as_ref())
                    .is_some_and(|to| (to, evidence.target_bytes) < (&key.source, Some(evidence.source_bytes)));
            if (targeted && !is_whole) || is_turned {
                return Err(Stop::Odd);
            }
            let document = &self.documents[part.document];
            let cast = &self.cast[document.cast_start..document.cast_end];
            let is_there = |end: u32| cast.iter().fold(false, |found, &actor| found | (actor == end));
            let mut ends = [Some(source), target, part.holder].into_iter().flatten();
            if !ends.all(is_there) {
                return Err(Stop::Odd);
            }
        }
        let published: Vec<usize> = parts.iter().map(|part| part.document).collect();
        let published = (published.iter()).map(|&document| self.documents[document].kept.date.as_ref());
        let evidence = parts.drain(..).map(|part| part.evidence).collect();
        if let Some(target) = target {
            let edge = Edge::of(key, evidence, published).ok_or(Stop::Odd)?;
            let is_next = self
                .edges
                .last()
                .is_none_or(|(last, _)| (last.source.cmp(&edge.source)).then_with(|| last.order(&edge)).is_lt());
            if !is_next {
                return Err(Stop::Odd);
            }
            self.edges.push((Arc::new(edge), [source, target]));
        } else {
            let edge = Edge::of(key.clone(), evidence, published).ok_or(Stop::Odd)?;
            if self.untargeted.last().is_some_and(|(last, _)| *last >= key) {
                return Err(Stop::Odd);
            }
            self.untargeted.push((key, Arc::new(edge)));
        }
        Ok(())
    }
}
