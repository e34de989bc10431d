//! Frames laid over the propositions of an article: its [`Observation`]s.

mod compound;
mod content;
mod emit;
mod observe;
mod title;

pub(super) use observe::{observation, trigger};

use super::frame::{End, Frame, FrameClass};
use super::matching::{lay, lay_loosely};
use super::reader::Reader;
use super::{Observation, alone, background, voiced};
use crate::extract::clause::Clauses;
use crate::extract::text::Block;
use content::Stated;
use emit::emit;

/// The name under which frames stand that state no relation, and keep shorter ones from matching.
pub(super) const NOTHING: &str = "nothing";

/// All typed relations of an article, in text order. Linear in the text: each predicate is looked up once.
pub(super) fn observations(reader: &Reader) -> Vec<Observation> {
    let mut out = Vec::new();
    for s in 0..reader.sentences.len() {
        if reader.sentences[s].block == Block::Body {
            sentence(reader, s, &mut out);
        }
    }
    title::roles(reader, &mut out);
    out.sort_by(|a, b| {
        (a.sent, a.trigger_bytes, a.source_bytes, a.target_bytes, &a.relation).cmp(&(
            b.sent,
            b.trigger_bytes,
            b.source_bytes,
            b.target_bytes,
            &b.relation,
        ))
    });
    out.dedup_by(|a, b| {
        a.sent == b.sent
            && a.source == b.source
            && a.target == b.target
            && a.relation == b.relation
            && a.polarity == b.polarity
    });
    out
}

fn sentence(reader: &Reader, s: usize, out: &mut Vec<Observation>) {
    let clauses = &reader.clauses[s];
    let tree = &clauses.tree;
    // The innermost predicates first, so that "pledged to back Kyiv" knows what backing stated.
    let mut order: Vec<(u32, usize)> = (0..tree.len()).map(|i| (depth(clauses, i), i)).collect();
    // Of one depth verbs first: "began a strike to demand reforms" has both the strike and the demand under "began".
    order.sort_unstable_by_key(|&(depth, i)| (std::cmp::Reverse(depth), !tree.is_verb(i), i));
    let mut stated: Vec<(usize, Stated)> = Vec::new();
    for (_, i) in order {
        let found = predicate(reader, s, i, &stated, out);
        stated.extend(found.into_iter().map(|x| (i, x)));
    }
    for i in 0..tree.len() {
        compound::compound(reader, s, i, out);
        voiced::voiced(reader, s, i, out);
    }
    alone::drop_repeats(s, out);
    background::uncode(reader, s, out);
}

fn depth(clauses: &Clauses, i: usize) -> u32 {
    let mut at = i;
    let mut steps = 0;
    while let Some(h) = clauses.tree.head(at) {
        at = h;
        steps += 1;
        if steps > 64 {
            break;
        }
    }
    steps
}

/// Tries the frames of one word, the most specific first, and keeps the first that names actors at its ends.
fn predicate(
    reader: &Reader,
    s: usize,
    i: usize,
    stated: &[(usize, Stated)],
    out: &mut Vec<Observation>,
) -> Vec<Stated> {
    let clauses = &reader.clauses[s];
    let lemma = clauses.tree.lemma(i);
    let form = clauses.tree.form(i).to_ascii_lowercase();
    let mut frames: Vec<&Frame> = reader
        .vocabulary
        .frames(lemma)
        .filter(|f| f.class != FrameClass::Compound && !f.voiced)
        .collect();
    // A lemma guessed from an unknown form may lack its last letter: "underscor".
    if frames.is_empty() && clauses.tree.is_verb(i) && !lemma.ends_with('e') {
        frames.extend(
            reader
                .vocabulary
                .frames(&format!("{lemma}e"))
                .filter(|f| f.class == FrameClass::Verb && !f.voiced),
        );
    }
    // "remained" may keep its ending.
    if frames.is_empty() && clauses.tree.is_verb(i) && lemma.ends_with("ed") {
        for stem in [&lemma[..lemma.len() - 2], &lemma[..lemma.len() - 1]] {
            let stems = reader.vocabulary.frames(stem);
            frames.extend(stems.filter(|f| f.class == FrameClass::Verb));
        }
    }
    if form != lemma {
        frames.extend(
            reader
                .vocabulary
                .frames(&form)
                .filter(|f| (f.class == FrameClass::Adjective || f.copular) && !f.voiced),
        );
    }
    if frames.is_empty() {
        return Vec::new();
    }
    let proposition = clauses.proposition(i);
    let is_actor = |w: usize| {
        reader
            .mention(s, w)
            .map(|m| reader.cast.mention(m))
            .is_some_and(|m| m.actor.is_some() && m.head as usize == w)
    };
    let mut undergone: Vec<Stated> = Vec::new();
    // An act is stated without a target only where no frame finds one.
    for (loosely, targeted) in [(false, true), (true, true), (false, false)] {
        for frame in &frames {
            let of_object = frame.class == FrameClass::Verb && frame.subject.is_none();
            if of_object && !undergone.is_empty() {
                continue;
            }
            let kind = reader.vocabulary.relation(frame.relation);
            let one_ended = !frame.names(End::Target) && !frame.answer && !kind.symmetric && kind.name != NOTHING;
            if one_ended == targeted {
                continue;
            }
            let laid = if loosely {
                lay_loosely(frame, clauses, &proposition, kind.circumstance, kind.untargeted)
            } else {
                lay(frame, clauses, &proposition, &is_actor)
            };
            let Some(laid) = laid else { continue };
            // "met the deadline": the frame is there to say that nothing is stated.
            if reader.vocabulary.relation(frame.relation).name == NOTHING {
                return Vec::new();
            }
            let found = emit(reader, s, frame, &proposition, &laid, stated, out);
            // "Norway named Eva Lund as envoy to Peru" states that she is, and also who made her so.
            if of_object {
                undergone = found;
            } else if !found.is_empty() {
                undergone.extend(found);
                return undergone;
            }
        }
    }
    undergone
}
