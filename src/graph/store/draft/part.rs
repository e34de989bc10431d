//! Evidence whose fields are in any order, with blanks, with marked characters.

use super::{Draft, Found};
use crate::Span;
use crate::article::is_date;
use crate::extract::relation::{Confidence, Modality};
use crate::graph::evidence::Evidence;
use crate::graph::store::scan::{Scan, Stop};
use crate::graph::text::Text;

/// Evidence, and which of the fields it has that are else the edge's: PLOVER, CAMEO, sign, symmetry.
pub struct Part {
    pub evidence: Evidence,
    /// The number of its document.
    pub document: usize,
    /// That of the actor whose claim it is.
    pub holder: Option<u32>,
    pub has: [bool; 4],
}

/// The fields of evidence, in the order in which we write them.
pub const EVIDENCE: [&str; 28] = [
    "doc",
    "sent",
    "quote",
    "bytes",
    "chars",
    "trigger",
    "trigger_bytes",
    "trigger_chars",
    "source_text",
    "source_bytes",
    "source_chars",
    "target_text",
    "target_bytes",
    "target_chars",
    "holder",
    "holder_label",
    "modality",
    "plover",
    "cameo",
    "title",
    "about",
    "amount",
    "date",
    "date_text",
    "rule",
    "confidence",
    "sign",
    "symmetric",
];

/// The place of the texts that stand in no field of evidence, behind those of all fields.
pub const PLACES: usize = EVIDENCE.len();

/// The fields of evidence that must be there.
const NEEDED: u32 = {
    let mut needed = 0;
    let places = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 16, 24, 25];
    let mut i = 0;
    while i < places.len() {
        needed |= 1 << places[i];
        i += 1;
    }
    needed
};

impl Draft {
    /// Evidence of the edge that is being read.
    pub(super) fn part(&mut self, scan: &mut Scan) -> Found<Part> {
        let (mut document, mut found) = (0, 0u32);
        let [mut doc, mut quote, mut trigger, mut source_text, mut rule] = [const { None }; 5];
        let [mut target_text, mut holder, mut holder_label, mut plover, mut cameo] = [const { None }; 5];
        let [mut title, mut about, mut amount, mut date, mut date_text] = [const { None }; 5];
        let [mut bytes, mut chars, mut trigger_bytes, mut trigger_chars] = [Span::default(); 4];
        let [mut source_bytes, mut source_chars] = [Span::default(); 2];
        let [mut target_bytes, mut target_chars] = [None; 2];
        let (mut sent, mut sign, mut symmetric) = (0, 0, false);
        let (mut modality, mut confidence) = (Modality::default(), Confidence::default());
        scan.record(&EVIDENCE, |scan, field| {
            found |= 1 << field;
            match field {
                0 => {
                    document = self.document_ids.find(scan.text()?.as_bytes()).ok_or(Stop::Odd)? as usize;
                    doc = Some(self.documents[document].id.clone());
                }
                1 => sent = scan.small()?,
                2 => quote = Some(Text::from(&*scan.text()?)),
                3 => bytes = scan.span()?,
                4 => chars = scan.span()?,
                5 => trigger = Some(self.text(scan, field)?),
                6 => trigger_bytes = scan.span()?,
                7 => trigger_chars = scan.span()?,
                8 => source_text = Some(self.text(scan, field)?),
                9 => source_bytes = scan.span()?,
                10 => source_chars = scan.span()?,
                11 => target_text = self.maybe_text(scan, field)?,
                12 => target_bytes = scan.maybe(Scan::span)?,
                13 => target_chars = scan.maybe(Scan::span)?,
                14 => holder = self.maybe_text(scan, field)?,
                15 => holder_label = self.maybe_text(scan, field)?,
                16 => modality = scan.word()?,
                17 => plover = self.maybe_text(scan, field)?,
                18 => cameo = self.maybe_text(scan, field)?,
                19 => title = self.maybe_text(scan, field)?,
                20 => about = self.maybe_text(scan, field)?,
                21 => amount = self.maybe_text(scan, field)?,
                22 => date = dated(self.maybe_text(scan, field)?)?,
                23 => date_text = self.maybe_text(scan, field)?,
                24 => rule = Some(self.text(scan, field)?),
                25 => confidence = scan.word()?,
                26 => sign = scan.sign()?,
                _ => symmetric = scan.boolean()?,
            }
            Ok(())
        })?;
        let (Some(doc), Some(quote), Some(trigger), Some(source_text), Some(rule)) =
            (doc, quote, trigger, source_text, rule)
        else {
            return Err(Stop::Odd);
        };
        if found & NEEDED != NEEDED {
            return Err(Stop::Odd);
        }
        let evidence = Evidence {
            doc,
            sent,
            quote,
            bytes,
            chars,
            trigger,
            trigger_bytes,
            trigger_chars,
            source_text,
            source_bytes,
            source_chars,
            target_text,
            target_bytes,
            target_chars,
            holder,
            holder_label,
            modality,
            plover,
            cameo,
            title,
            about,
            amount,
            date,
            date_text,
            rule,
            confidence,
            sign,
            symmetric,
        };
        let holder = evidence
            .holder
            .as_ref()
            .map(|id| self.actor_ids.find(id.as_bytes()).ok_or(Stop::Odd));
        Ok(Part {
            document,
            holder: holder.transpose()?,
            evidence,
            has: [17, 18, 26, 27].map(|field| found & (1 << field) != 0),
        })
    }

    /// The one copy of the text of a field.
    pub(super) fn one(&mut self, text: &[u8], field: usize) -> Found<Text> {
        let last = &mut self.last[field];
        if last.as_bytes() != text {
            last.clone_from(self.texts.number(text).ok_or(Stop::Odd)?.1);
        }
        Ok(last.clone())
    }

    pub(super) fn maybe_one(&mut self, text: Option<&[u8]>, field: usize) -> Found<Option<Text>> {
        text.map(|text| self.one(text, field)).transpose()
    }

    fn text(&mut self, scan: &mut Scan, field: usize) -> Found<Text> {
        let text = scan.text()?;
        self.one(text.as_bytes(), field)
    }

    pub(super) fn maybe_text(&mut self, scan: &mut Scan, field: usize) -> Found<Option<Text>> {
        scan.maybe(|scan| self.text(scan, field))
    }
}

/// A date, or what leaves the file to the reader that tells what is wrong with it.
pub(super) fn dated(date: Option<Text>) -> Found<Option<Text>> {
    match &date {
        Some(text) if !is_date(text) => Err(Stop::Odd),
        _ => Ok(date),
    }
}
