//! Frames laid over the propositions of an article: its [`Observation`]s.

mod compound;
mod content;
mod emit;
mod observe;
mod title;
mod widen;
mod words;

pub(super) use emit::resolve;
pub(super) use observe::{observation, trigger};

use super::frame::{End, Frame, FrameClass};
use super::glance::Glance;
use super::matching::{lay, lay_loosely, may_lay_loosely};
use super::reader::Reader;
use super::{Observation, alone, background, culprit, voiced};
use crate::extract::clause::{Clauses, Tree};
use crate::extract::text::Block;
use content::Stated;
use emit::emit;
use std::cmp::Reverse;

/// The name under which frames stand that state no relation, and keep shorter ones from matching.
pub(super) const NOTHING: &str = "nothing";

/// The name under which frames stand that tell who did what was told before.
pub(super) const CULPRIT: &str = "culprit";

/// All typed relations of an article, in text order. Linear in the text: each predicate is looked up once.
pub(super) fn observations(reader: &Reader) -> Vec<Observation> {
    let mut out = Vec::new();
    for s in 0..reader.sentences.len() {
        if reader.sentences[s].block == Block::Body {
            sentence(reader, s, &mut out);
        }
    }
    culprit::join(reader, &mut out);
    widen::ends(reader, &mut out);
    words::not_deeds(reader, &mut out);
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
    let glance = Glance::new(tree);
    let mut work = Vec::new();
    let mut voiced = Vec::new();
    for i in 0..tree.len() {
        let mut frames = frames(reader, tree, i);
        frames.retain(|f| f.needs.may_stand_in(&glance) || may_lay_loosely(f));
        if !frames.is_empty() {
            work.push((Reverse(depth(clauses, i)), i, frames));
        }
        voiced.push(voiced::frames(reader, tree, i, &glance));
    }
    // The innermost predicates first, so that "pledged to back Kyiv" knows what backing stated.
    // Of one depth verbs first: "began a strike to demand reforms" has both the strike and the demand under "began".
    work.sort_unstable_by_key(|(depth, i, _)| (*depth, !tree.is_verb(*i), *i));
    let mut stated: Vec<(usize, Stated)> = Vec::new();
    let mut open: Vec<(usize, Vec<&Frame>)> = Vec::new();
    for (_, i, mut frames) in work {
        let found = predicate(reader, s, i, &frames, &stated, out);
        frames.retain(|f| f.answer);
        if found.is_empty() && !frames.is_empty() {
            open.push((i, frames));
        }
        stated.extend(found.into_iter().map(|x| (i, x)));
    }
    // "Oslo accused Lima of lying, a claim Lima denied": an answer stands below what it answers.
    for (i, frames) in open {
        let found = predicate(reader, s, i, &frames, &stated, out);
        stated.extend(found.into_iter().map(|x| (i, x)));
    }
    for (i, frames) in voiced.iter().enumerate() {
        compound::compound(reader, s, i, out);
        voiced::voiced(reader, s, i, frames, out);
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

/// The frames of one word but compounds and what is said by somebody, the most specific first.
fn frames<'r>(reader: &'r Reader, tree: &Tree, i: usize) -> Vec<&'r Frame> {
    let lemma = tree.lemma(i);
    let vocabulary = reader.vocabulary;
    let states = |f: &Frame| !f.voiced && vocabulary.relation(f.relation).name != CULPRIT;
    let own = |f: &&Frame| f.class != FrameClass::Compound && states(f);
    let mut frames: Vec<&Frame> = vocabulary.frames(lemma).filter(own).collect();
    let form = tree.small_form(i);
    // A lemma guessed from an unknown form may be no word: "underscor", "feude".
    if frames.is_empty()
        && tree.is_verb(i)
        && let Some(verb) = vocabulary.verb_of(&form)
    {
        let verbs = vocabulary.frames(verb);
        frames.extend(verbs.filter(|f| f.class == FrameClass::Verb && states(f)));
    }
    if form != lemma {
        let forms = vocabulary.frames(&form);
        frames.extend(forms.filter(|f| (f.class == FrameClass::Adjective || f.copular) && states(f)));
    }
    frames
}

/// Tries the frames of one word, the most specific first, and keeps the first that names actors at its ends.
fn predicate(
    reader: &Reader,
    s: usize,
    i: usize,
    frames: &[&Frame],
    stated: &[(usize, Stated)],
    out: &mut Vec<Observation>,
) -> Vec<Stated> {
    let clauses = &reader.clauses[s];
    let proposition = clauses.proposition(i);
    let is_actor = |w: usize| {
        reader
            .mention(s, w)
            .map(|m| reader.cast.mention(m))
            .is_some_and(|m| m.actor.is_some() && m.head as usize == w)
    };
    let is_one_ended = |frame: &Frame| {
        let kind = reader.vocabulary.relation(frame.relation);
        !frame.names(End::Target) && !frame.answer && !kind.symmetric && kind.name != NOTHING
    };
    let frames: Vec<(&Frame, bool)> = frames.iter().map(|&f| (f, is_one_ended(f))).collect();
    let mut undergone: Vec<Stated> = Vec::new();
    // An act is stated without a target only where no frame finds one.
    for (loosely, targeted) in [(false, true), (true, true), (false, false)] {
        for &(frame, one_ended) in &frames {
            let of_object = frame.class == FrameClass::Verb && frame.subject.is_none();
            if of_object && !undergone.is_empty() {
                continue;
            }
            if one_ended == targeted {
                continue;
            }
            let kind = reader.vocabulary.relation(frame.relation);
            let laid = if loosely {
                lay_loosely(frame, clauses, &proposition, kind)
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
