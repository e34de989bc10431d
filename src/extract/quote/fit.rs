//! Content and quotation marks: where the one begins in the other, and what kind of attribution that makes.

use super::marks::{At, Marked};
use super::page::Page;
use super::{Draft, Kind};
use crate::Span;

impl Page<'_> {
    /// The quotations that overlap a span, in no nesting order.
    fn overlapping(&self, span: Span) -> impl Iterator<Item = &Marked> {
        let until = self.marks.partition_point(|m| m.span.start < span.end);
        let mut from = until;
        while from > 0 {
            let m = &self.marks[from - 1];
            if m.parent.is_none() && m.span.end <= span.start {
                break;
            }
            from -= 1;
        }
        self.marks[from..until].iter().filter(move |m| m.span.overlaps(span))
    }

    /// Content takes in every quotation that it begins or ends in, but never leaves the one its cue stands in.
    pub(super) fn fit(&self, draft: &mut Draft) {
        if draft.direct {
            return;
        }
        let cue = self.start(At {
            sentence: draft.at.0,
            word: draft.at.1,
        });
        let holds = |m: &Marked, byte: u32| m.span.start <= byte && byte < m.span.end;
        let within = self.level(draft.at.0, draft.at.1).map(|i| self.marks[i]);
        for span in &mut draft.content {
            let mut wide = *span;
            for m in self.overlapping(*span) {
                if !holds(m, cue) && draft.speaker.is_none_or(|v| !holds(m, v.span.start)) {
                    wide = wide.join(m.span);
                }
            }
            if let Some(m) = within {
                let close = self.start(m.close);
                let open = self.sentences[m.open.sentence].tokens[m.open.word].span.end;
                wide.start = wide.start.max(open);
                wide.end = wide.end.min(if m.closed { close } else { m.span.end }).max(wide.start);
            }
            *span = wide;
        }
        // Nobody says himself: the parser took one phrase for both.
        let speaker = draft.speaker.map(|v| v.span);
        draft
            .content
            .retain(|s| !s.of(self.text).trim().is_empty() && speaker.is_none_or(|v| !s.contains(v)));
        draft.content.sort_unstable();
        let mut joined: Vec<Span> = Vec::new();
        for &span in &draft.content {
            match joined.last_mut() {
                Some(last) if span.start <= last.end => *last = last.join(span),
                _ => joined.push(span),
            }
        }
        draft.content = joined;
    }

    /// Direct, mixed or indirect, by the marks in and around the content.
    pub(super) fn kind(&self, draft: &Draft) -> Kind {
        let whole = |span: &Span| self.overlapping(*span).any(|m| m.span == *span);
        let within = self.level(draft.at.0, draft.at.1).map(|i| self.marks[i].span);
        let some = |span: &Span| {
            self.overlapping(*span)
                .any(|m| within.is_none_or(|w| w != m.span && w.contains(m.span)))
        };
        if draft.direct || draft.content.iter().all(whole) {
            Kind::Direct
        } else if draft.content.iter().any(some) {
            Kind::Mixed
        } else {
            Kind::Indirect
        }
    }
}
