//! Evidence out of a file of ours, straight from its text.

use super::{Draft, Found};
use crate::Span;
use crate::article::is_date;
use crate::extract::relation::{Confidence, Modality};
use crate::graph::evidence::Evidence;
use crate::graph::store::scan::{Scan, Stop};
use crate::graph::store::writer::Quoted;
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

/// A record of evidence, its texts still in the window.
#[derive(Default)]
struct Record<'a> {
    doc: &'a [u8],
    sent: u32,
    quote: &'a [u8],
    bytes: Span,
    chars: Span,
    trigger: &'a [u8],
    trigger_bytes: Span,
    trigger_chars: Span,
    source_text: &'a [u8],
    source_bytes: Span,
    source_chars: Span,
    target_text: Option<&'a [u8]>,
    target_bytes: Option<Span>,
    target_chars: Option<Span>,
    holder: Option<&'a [u8]>,
    holder_label: Option<&'a [u8]>,
    modality: Modality,
    plover: Option<&'a [u8]>,
    cameo: Option<&'a [u8]>,
    title: Option<&'a [u8]>,
    about: Option<&'a [u8]>,
    amount: Option<&'a [u8]>,
    date: Option<&'a [u8]>,
    date_text: Option<&'a [u8]>,
    rule: &'a [u8],
    confidence: Confidence,
    sign: Option<i8>,
    symmetric: Option<bool>,
}

impl<'a> Record<'a> {
    /// Takes a record that stands as we write it, to the letter; nothing where it does not, and then the place is any.
    fn take(scan: &mut Scan<'a>) -> Option<Record<'a>> {
        let mut r = Record::default();
        scan.expect(b"{\"doc\":\"")?;
        r.doc = scan.plain_text()?;
        scan.expect(b",\"sent\":")?;
        r.sent = scan.digits()?;
        scan.expect(b",\"quote\":\"")?;
        r.quote = scan.plain_text()?;
        scan.expect(b",\"bytes\":")?;
        r.bytes = scan.plain_span()?;
        scan.expect(b",\"chars\":")?;
        r.chars = scan.plain_span()?;
        scan.expect(b",\"trigger\":\"")?;
        r.trigger = scan.plain_text()?;
        scan.expect(b",\"trigger_bytes\":")?;
        r.trigger_bytes = scan.plain_span()?;
        scan.expect(b",\"trigger_chars\":")?;
        r.trigger_chars = scan.plain_span()?;
        scan.expect(b",\"source_text\":\"")?;
        r.source_text = scan.plain_text()?;
        scan.expect(b",\"source_bytes\":")?;
        r.source_bytes = scan.plain_span()?;
        scan.expect(b",\"source_chars\":")?;
        r.source_chars = scan.plain_span()?;
        if !scan.literal(b",\"target_text\":null,\"target_bytes\":null,\"target_chars\":null") {
            scan.expect(b",\"target_text\":\"")?;
            r.target_text = Some(scan.plain_text()?);
            scan.expect(b",\"target_bytes\":")?;
            r.target_bytes = Some(scan.plain_span()?);
            scan.expect(b",\"target_chars\":")?;
            r.target_chars = Some(scan.plain_span()?);
        }
        if !scan.literal(b",\"holder\":null,\"holder_label\":null") {
            scan.expect(b",\"holder\":\"")?;
            r.holder = Some(scan.plain_text()?);
            scan.expect(b",\"holder_label\":")?;
            r.holder_label = scan.maybe_plain()?;
        }
        scan.expect(b",\"modality\":\"")?;
        r.modality = Modality::of(scan.plain_text()?)?;
        scan.expect(b",\"plover\":")?;
        r.plover = scan.maybe_plain()?;
        scan.expect(b",\"cameo\":")?;
        r.cameo = scan.maybe_plain()?;
        scan.expect(b",\"title\":")?;
        r.title = scan.maybe_plain()?;
        scan.expect(b",\"about\":")?;
        r.about = scan.maybe_plain()?;
        if !scan.literal(b",\"amount\":null,\"date\":null,\"date_text\":null") {
            scan.expect(b",\"amount\":")?;
            r.amount = scan.maybe_plain()?;
            scan.expect(b",\"date\":")?;
            r.date = scan.maybe_plain()?;
            scan.expect(b",\"date_text\":")?;
            r.date_text = scan.maybe_plain()?;
        }
        scan.expect(b",\"rule\":\"")?;
        r.rule = scan.plain_text()?;
        scan.expect(b",\"confidence\":\"")?;
        r.confidence = Confidence::of(scan.plain_text()?)?;
        if scan.literal(b",\"sign\":") {
            r.sign = Some(scan.sign().ok()?);
        }
        if scan.literal(b",\"symmetric\":") {
            r.symmetric = Some(scan.boolean().ok()?);
        }
        scan.expect(b"}")?;
        Some(r)
    }
}

impl Draft {
    /// Evidence of the edge that is being read.
    pub(super) fn part(&mut self, scan: &mut Scan) -> Found<Part> {
        scan.peek()?;
        let mut ahead = scan.clone();
        match Record::take(&mut ahead) {
            Some(record) => {
                *scan = ahead;
                self.part_of(&record)
            }
            None => self.any_part(scan),
        }
    }

    fn part_of(&mut self, r: &Record) -> Found<Part> {
        let document = self.document_ids.find(r.doc).ok_or(Stop::Odd)? as usize;
        let doc = self.documents[document].id.clone();
        let holder = r
            .holder
            .map(|id| self.actor_ids.find(id).ok_or(Stop::Odd))
            .transpose()?;
        let [source, target] = self.ends;
        let evidence = Evidence {
            doc,
            sent: r.sent,
            quote: Text::from(str::from_utf8(r.quote).map_err(|_| Stop::Odd)?),
            bytes: r.bytes,
            chars: r.chars,
            trigger: self.one(r.trigger, 5)?,
            trigger_bytes: r.trigger_bytes,
            trigger_chars: r.trigger_chars,
            source_text: self.called(source, r.source_text)?,
            source_bytes: r.source_bytes,
            source_chars: r.source_chars,
            target_text: r.target_text.map(|text| self.called(target, text)).transpose()?,
            target_bytes: r.target_bytes,
            target_chars: r.target_chars,
            holder: holder.map(|holder| self.actors[holder as usize].id.clone()),
            holder_label: r.holder_label.map(|text| self.called(holder, text)).transpose()?,
            modality: r.modality,
            plover: self.maybe_one(r.plover, 17)?,
            cameo: self.maybe_one(r.cameo, 18)?,
            title: self.maybe_one(r.title, 19)?,
            about: self.maybe_one(r.about, 20)?,
            amount: self.maybe_one(r.amount, 21)?,
            date: day(self.maybe_one(r.date, 22)?)?,
            date_text: self.maybe_one(r.date_text, 23)?,
            rule: self.one(r.rule, 24)?,
            confidence: r.confidence,
            sign: r.sign.unwrap_or(0),
            symmetric: r.symmetric.unwrap_or(false),
        };
        Ok(Part {
            evidence,
            document,
            holder,
            has: [true, true, r.sign.is_some(), r.symmetric.is_some()],
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

    /// Evidence whose fields are in any order, with blanks, with marked characters.
    fn any_part(&mut self, scan: &mut Scan) -> Found<Part> {
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
                22 => date = day(self.maybe_text(scan, field)?)?,
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

    fn text(&mut self, scan: &mut Scan, field: usize) -> Found<Text> {
        let text = scan.text()?;
        self.one(text.as_bytes(), field)
    }

    pub(super) fn maybe_text(&mut self, scan: &mut Scan, field: usize) -> Found<Option<Text>> {
        scan.maybe(|scan| self.text(scan, field))
    }
}

fn day(date: Option<Text>) -> Found<Option<Text>> {
    match &date {
        Some(text) if !is_date(text) => Err(Stop::Odd),
        _ => Ok(date),
    }
}
