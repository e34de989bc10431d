//! Edges that stand to the letter as we write them, a row of them at a time: all that they name is looked up side by side, so
//! that the processor waits for memory once and not for one name after the other.

use super::letter::{Head, Row, Stated};
use super::part::{PLACES, dated};
use super::{Draft, Found};
use crate::graph::evidence::Evidence;
use crate::graph::store::scan::{Scan, Stop};
use crate::graph::text::Text;
use std::hint::black_box;

/// What the names of a row are likely to mean, as numbers: the first that have their hashes.
struct Guesses {
    targets: Vec<Option<u32>>,
    documents: Vec<Option<u32>>,
    holders: Vec<Option<u32>>,
}

impl Draft {
    /// Takes the edges from here that stand to the letter, or else the next one however it stands.
    pub fn edges(&mut self, scan: &mut Scan, targeted: bool) -> Found<()> {
        scan.peek()?;
        let row = Row::take(scan, targeted);
        if row.edges.is_empty() {
            return self.edge(scan, targeted);
        }
        let guesses = self.guesses(&row);
        self.look_ahead(&guesses);
        let mut start = 0;
        for (i, head) in row.edges.iter().enumerate() {
            self.edge_of(head, &row.evidence, start, i, &guesses)?;
            start = head.end;
        }
        Ok(())
    }

    fn guesses(&self, row: &Row) -> Guesses {
        let actor = |id: Option<&[u8]>| id.and_then(|id| self.actor_ids.guess(id));
        Guesses {
            targets: row.edges.iter().map(|edge| actor(edge.target)).collect(),
            documents: row.evidence.iter().map(|e| self.document_ids.guess(e.doc)).collect(),
            holders: row.evidence.iter().map(|e| actor(e.holder)).collect(),
        }
    }

    /// Asks for all that is needed of what is guessed, first what the numbers tell and then what that tells.
    fn look_ahead(&self, guesses: &Guesses) {
        let documents = || guesses.documents.iter().flatten().map(|&n| &self.documents[n as usize]);
        let actors = guesses.targets.iter().chain(&guesses.holders).flatten();
        let mut sum = 0;
        for document in documents() {
            sum += document.id.len() + document.cast_start;
        }
        for &actor in actors {
            let seen = &self.actors[actor as usize];
            sum += seen.id.len() + seen.called.len();
        }
        for document in documents() {
            let cast = &self.cast[document.cast_start..document.cast_end];
            // One of each line of the cache.
            sum += cast.iter().step_by(16).map(|&actor| actor as usize).sum::<usize>();
        }
        black_box(sum);
    }

    fn edge_of(&mut self, head: &Head, evidence: &[Stated], start: usize, i: usize, guesses: &Guesses) -> Found<()> {
        let source = self.source(head.source).ok_or(Stop::Odd)?;
        let target = match head.target {
            Some(id) => Some(self.actor(guesses.targets[i], id)?),
            None => None,
        };
        let relation = self.one(head.relation, PLACES)?;
        let key = self.key([Some(source), target], relation, head.polarity)?;
        let mut all = Vec::with_capacity(head.end - start);
        self.published.clear();
        for at in start..head.end {
            let stated = &evidence[at];
            let document = match guesses.documents[at] {
                Some(guess) if self.documents[guess as usize].id.as_bytes() == stated.doc => guess,
                _ => self.document_ids.find(stated.doc).ok_or(Stop::Odd)?,
            } as usize;
            let holder = match stated.holder {
                Some(id) => Some(self.actor(guesses.holders[at], id)?),
                None => None,
            };
            let evidence = self.evidence_of(stated, head, document, [Some(source), target, holder])?;
            self.check(&key, &evidence, document, [Some(source), target, holder])?;
            self.published.push(document);
            all.push(evidence);
        }
        self.enter(key, [source, target.unwrap_or(source)], all)
    }

    /// The number of an actor that is known.
    fn actor(&self, guess: Option<u32>, id: &[u8]) -> Found<u32> {
        match guess {
            Some(guess) if self.actors[guess as usize].id.as_bytes() == id => Ok(guess),
            _ => self.actor_ids.find(id).ok_or(Stop::Odd),
        }
    }

    fn evidence_of(
        &mut self,
        s: &Stated,
        head: &Head,
        document: usize,
        [source, target, holder]: [Option<u32>; 3],
    ) -> Found<Evidence> {
        Ok(Evidence {
            doc: self.documents[document].id.clone(),
            sent: s.sent,
            quote: Text::from(&*s.quote),
            bytes: s.bytes,
            chars: s.chars,
            trigger: self.one(s.trigger, 5)?,
            trigger_bytes: s.trigger_bytes,
            trigger_chars: s.trigger_chars,
            source_text: self.called(source, s.source_text)?,
            source_bytes: s.source_bytes,
            source_chars: s.source_chars,
            target_text: s.target_text.map(|text| self.called(target, text)).transpose()?,
            target_bytes: s.target_bytes,
            target_chars: s.target_chars,
            holder: holder.map(|holder| self.actors[holder as usize].id.clone()),
            holder_label: s.holder_label.map(|text| self.called(holder, text)).transpose()?,
            modality: s.modality,
            plover: self.maybe_one(s.plover, 17)?,
            cameo: self.maybe_one(s.cameo, 18)?,
            title: self.maybe_one(s.title, 19)?,
            about: self.maybe_one(s.about, 20)?,
            amount: self.maybe_one(s.amount, 21)?,
            date: dated(self.maybe_one(s.date, 22)?)?,
            date_text: self.maybe_one(s.date_text, 23)?,
            rule: self.one(s.rule, 24)?,
            confidence: s.confidence,
            sign: s.sign.unwrap_or(head.sign),
            symmetric: s.symmetric.unwrap_or(head.is_symmetric),
        })
    }

    /// What a text calls an actor: mostly the same as the last one did.
    fn called(&mut self, actor: Option<u32>, text: &[u8]) -> Found<Text> {
        let Some(actor) = actor else {
            return self.one(text, PLACES);
        };
        let last = &mut self.actors[actor as usize].called;
        if last.as_bytes() != text {
            last.clone_from(self.texts.number(text).ok_or(Stop::Odd)?.1);
        }
        Ok(last.clone())
    }
}
