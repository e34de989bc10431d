//! Records of edges that stand as we write them, to the letter: taken from the window in one go, and looked up later.

use crate::Span;
use crate::extract::relation::{Confidence, Modality, Polarity};
use crate::graph::store::scan::Scan;
use crate::graph::store::writer::Quoted;
use std::borrow::Cow;

/// Edges that stand one behind the other, their texts still in the window.
#[derive(Default)]
pub struct Row<'a> {
    pub edges: Vec<Head<'a>>,
    /// The evidence of all of them.
    pub evidence: Vec<Stated<'a>>,
}

/// The record of an edge without its evidence.
pub struct Head<'a> {
    pub source: &'a [u8],
    pub target: Option<&'a [u8]>,
    pub relation: &'a [u8],
    pub polarity: Polarity,
    pub sign: i8,
    pub is_symmetric: bool,
    /// Where its evidence ends among that of the row.
    pub end: usize,
}

/// So many edges are looked up at once. They fit into the processor's cache with all that is known of them.
const AT_ONCE: usize = 32;

impl<'a> Row<'a> {
    /// Takes the edges from here that stand to the letter, none where the first does not.
    pub fn take(scan: &mut Scan<'a>, targeted: bool) -> Row<'a> {
        let mut row = Row::default();
        while row.edges.len() < AT_ONCE {
            let mut ahead = scan.clone();
            let is_behind = row.edges.is_empty() || ahead.literal(b",\n");
            let n_evidence = row.evidence.len();
            let head = is_behind.then(|| row.edge(&mut ahead, targeted)).flatten();
            let Some(head) = head else {
                row.evidence.truncate(n_evidence);
                break;
            };
            row.edges.push(head);
            *scan = ahead;
        }
        row
    }

    fn edge(&mut self, scan: &mut Scan<'a>, targeted: bool) -> Option<Head<'a>> {
        // What follows from the evidence is not looked at.
        let pass = |scan: &mut Scan| scan.plain_text().filter(|text| text.is_ascii()).map(drop);
        let pass_maybe = |scan: &mut Scan| scan.maybe_plain()?.is_none_or(<[u8]>::is_ascii).then_some(());
        scan.expect(b"{\"source\":\"")?;
        let source = scan.plain_text()?;
        let mut target = None;
        if targeted {
            scan.expect(b",\"target\":\"")?;
            target = Some(scan.plain_text()?);
        }
        scan.expect(b",\"key\":\"")?;
        pass(scan)?;
        scan.expect(b",\"id\":\"")?;
        pass(scan)?;
        scan.expect(b",\"relation\":\"")?;
        let relation = scan.plain_text()?;
        scan.expect(b",\"plover\":")?;
        pass_maybe(scan)?;
        scan.expect(b",\"cameo\":")?;
        pass_maybe(scan)?;
        scan.expect(b",\"polarity\":\"")?;
        let polarity = Polarity::of(scan.plain_text()?)?;
        scan.expect(b",\"sign\":")?;
        let sign = scan.sign().ok()?;
        scan.expect(b",\"symmetric\":")?;
        let is_symmetric = scan.boolean().ok()?;
        scan.expect(b",\"weight\":")?;
        scan.digits()?;
        scan.expect(b",\"modality\":\"")?;
        Modality::of(scan.plain_text()?)?;
        scan.expect(b",\"claimed\":")?;
        scan.boolean().ok()?;
        scan.expect(b",\"first\":")?;
        pass_maybe(scan)?;
        scan.expect(b",\"last\":")?;
        pass_maybe(scan)?;
        scan.expect(b",\"evidence\":[\n")?;
        loop {
            self.evidence.push(Stated::take(scan)?);
            if scan.literal(b"]}") {
                return Some(Head {
                    source,
                    target,
                    relation,
                    polarity,
                    sign,
                    is_symmetric,
                    end: self.evidence.len(),
                });
            }
            scan.expect(b",\n")?;
        }
    }
}

/// The record of an evidence, its texts still in the window.
#[derive(Default)]
pub struct Stated<'a> {
    pub doc: &'a [u8],
    pub sent: u32,
    pub quote: Cow<'a, str>,
    pub bytes: Span,
    pub chars: Span,
    pub trigger: &'a [u8],
    pub trigger_bytes: Span,
    pub trigger_chars: Span,
    pub source_text: &'a [u8],
    pub source_bytes: Span,
    pub source_chars: Span,
    pub target_text: Option<&'a [u8]>,
    pub target_bytes: Option<Span>,
    pub target_chars: Option<Span>,
    pub holder: Option<&'a [u8]>,
    pub holder_label: Option<&'a [u8]>,
    pub modality: Modality,
    pub plover: Option<&'a [u8]>,
    pub cameo: Option<&'a [u8]>,
    pub title: Option<&'a [u8]>,
    pub about: Option<&'a [u8]>,
    pub amount: Option<&'a [u8]>,
    pub date: Option<&'a [u8]>,
    pub date_text: Option<&'a [u8]>,
    pub rule: &'a [u8],
    pub confidence: Confidence,
    pub sign: Option<i8>,
    pub symmetric: Option<bool>,
}

impl<'a> Stated<'a> {
    /// Takes a record that stands as we write it, to the letter; nothing where it does not, and then the place is any.
    pub fn take(scan: &mut Scan<'a>) -> Option<Stated<'a>> {
        let mut r = Stated::default();
        scan.expect(b"{\"doc\":\"")?;
        r.doc = scan.plain_text()?;
        scan.expect(b",\"sent\":")?;
        r.sent = scan.digits()?;
        scan.expect(b",\"quote\":")?;
        // The one field in which marked characters are common.
        r.quote = scan.text().ok()?;
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
