//! The words that an end of a relation is: a name with the title and the body before it, as it stands in the sentence.

use super::Observation;
use crate::Span;
use crate::extract::relation::reader::Reader;
use std::collections::BTreeMap;

/// Widens ends that are names of persons by the titles before them: "Turkish President Recep Tayyip Erdoğan", not the name
/// alone. An end never reaches into the other, nor into the words that state the relation. Linear in roles and observations.
pub(super) fn ends(reader: &Reader, out: &mut [Observation]) {
    let text = &reader.article.text;
    let mut titled: BTreeMap<Span, u32> = BTreeMap::new();
    for role in &reader.cast.roles {
        let (holder, body) = (reader.cast.mention(role.holder), reader.cast.mention(role.body));
        let between = |a: u32, b: u32| {
            if a <= b {
                text[a as usize..b as usize].trim()
            } else {
                ","
            }
        };
        let together = |a: u32, b: u32| matches!(between(a, b), "" | "'s" | "’s");
        if holder.sentence != body.sentence || !together(role.title.end, holder.span.start) {
            continue;
        }
        let with_body = body.span.start < role.title.start
            && (role.title.start <= body.span.end || together(body.span.end, role.title.start));
        let start = if with_body { body.span.start } else { role.title.start };
        let first = titled.entry(holder.span).or_insert(start);
        *first = start.min(*first);
    }
    for o in out {
        let widened = |end: Span, others: [Option<Span>; 2]| {
            let start = *titled.get(&end)?;
            let wide = Span { start, end: end.end };
            (!others.into_iter().flatten().any(|other| wide.overlaps(other))).then_some(wide)
        };
        if let Some(wide) = widened(o.source_bytes, [Some(o.trigger_bytes), o.target_bytes]) {
            o.source_bytes = wide;
            o.source_chars = reader.chars.of(wide);
            o.source_text = wide.of(text).to_string();
        }
        let target = o.target_bytes;
        if let Some(wide) = target.and_then(|t| widened(t, [Some(o.trigger_bytes), Some(o.source_bytes)])) {
            o.target_bytes = Some(wide);
            o.target_chars = Some(reader.chars.of(wide));
            o.target_text = Some(wide.of(text).to_string());
        }
    }
}
