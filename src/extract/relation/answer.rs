//! Who is answered: "Paris accused Berlin of fraud. Berlin denied the claim." denies what Paris said. And whose deed is spoken of:
//! "Peru bombed two towns. Norway condemned the raids."

use super::Observation;
use super::frame::FrameClass;
use super::reader::{Reader, Referent};
use crate::extract::actor::{ActorIndex, Form};
use crate::extract::clause::Effect;
use crate::extract::relation::frame::End;
use crate::extract::relation::{Modality, Polarity};
use crate::extract::syntax::{Deprel, Upos};
use crate::extract::text::Block;

/// PLOVER types of words that can be answered.
const ANSWERABLE: [&str; 3] = ["ACCUSE", "REQUEST", "THREATEN"];

/// Nouns for what somebody said of how things are.
const REPORTED: [&str; 13] = [
    "figure",
    "number",
    "toll",
    "account",
    "version",
    "estimate",
    "claim",
    "statement",
    "remark",
    "comment",
    "report",
    "assertion",
    "allegation",
];

/// Words that point back to what was said: "the claim", "these demands".
const POINTING: [&str; 6] = ["the", "this", "that", "these", "those", "such"];

/// Whom an answer is for, where the object of the frame points back: "the ultimatum", "it". Shown by that object.
pub(super) fn addressee(
    reader: &Reader,
    s: usize,
    words: &[usize],
    source: &Referent,
    out: &[Observation],
) -> Vec<Referent> {
    let tree = &reader.clauses[s].tree;
    let pointing = |o: usize| {
        tree.children(o)
            .any(|c| matches!(tree.deprel(c), Deprel::Det | Deprel::Amod) && POINTING.iter().any(|w| tree.is(c, w)))
    };
    let object = words.iter().copied().find(|&w| {
        tree.is_noun(w) && (pointing(w) || matches!(tree.deprel(w), Deprel::Appos | Deprel::Parataxis))
            || tree.upos(w) == Upos::Pron
    });
    let Some(object) = object else { return Vec::new() };
    let source = reader.actor(source.actor).id.clone();
    let said = speaker(reader, s, &source, out).map(|id| vec![id]);
    let mut ids = said.unwrap_or_else(|| doers(reader, s, object, &source, out));
    if ids.is_empty() && tree.is_noun(object) && REPORTED.contains(&tree.lemma(object)) {
        ids.extend(reporter(reader, s, object, &source));
    }
    let cast = &reader.cast.actors;
    let found = ids
        .iter()
        .filter_map(|id| cast.iter().position(|actor| actor.id == *id));
    found
        .map(|i| Referent {
            actor: ActorIndex(i as u32),
            span: reader.sentences[s].tokens[object].span,
            form: Form::Nominal,
            indirect: false,
            about: None,
        })
        .collect()
}

/// Who said what `object` calls a claim or a figure: whoever speaks in this sentence before it, or in the one before.
fn reporter(reader: &Reader, s: usize, object: usize, source: &String) -> Option<String> {
    let before = s
        .checked_sub(1)
        .filter(|&b| reader.sentences[b].paragraph == reader.sentences[s].paragraph);
    for at in [Some(s), before].into_iter().flatten() {
        let clauses = &reader.clauses[at];
        let tree = &clauses.tree;
        let reports = |v: &usize| {
            (at != s || *v < object)
                && tree.is_verb(*v)
                && clauses.stance.verb(tree.lemma(*v)).has(Effect::REPORTS)
                && tree.kid(*v, Deprel::Ccomp).is_some()
        };
        let mut who: Vec<String> = (0..tree.len())
            .filter(reports)
            .flat_map(|v| clauses.subjects(v).into_iter().map(move |w| (v, w)))
            .flat_map(|(v, w)| reader.refer_as(at, w, v, End::Source, false, None))
            .map(|r| reader.actor(r.actor).id.clone())
            .collect();
        who.sort_unstable();
        who.dedup();
        match &who[..] {
            [] => continue,
            [one] if one != source => return Some(one.clone()),
            _ => return None,
        }
    }
    None
}

/// Who last accused, asked or threatened `source`, in this sentence or the one before it in the paragraph.
fn speaker(reader: &Reader, s: usize, source: &String, out: &[Observation]) -> Option<String> {
    let near = |o: &Observation| {
        let sent = o.sent as usize;
        sent == s || (sent + 1 == s && reader.sentences[sent].paragraph == reader.sentences[s].paragraph)
    };
    let said = out.iter().rev().take_while(|o| near(o)).find(|o| {
        o.target.as_ref() == Some(source)
            && o.source != *source
            && o.plover.as_deref().is_some_and(|p| ANSWERABLE.contains(&p))
    })?;
    Some(said.source.clone())
}

/// Who did what the noun `object` names, told in this sentence or the one before it; nobody where it may be another's deed.
fn doers(reader: &Reader, s: usize, object: usize, source: &String, out: &[Observation]) -> Vec<String> {
    let clauses = &reader.clauses[s];
    let tree = &clauses.tree;
    let owned = !tree.is_noun(object) || !reader.refer_as(s, object, object, End::Target, true, None).is_empty();
    if owned || tree.kid(object, Deprel::NmodPoss).is_some() {
        return Vec::new();
    }
    let lemma = tree.lemma(object);
    let names = |o: &Observation| {
        reader
            .vocabulary
            .frames(lemma)
            .any(|f| f.class == FrameClass::Noun && reader.vocabulary.relation(f.relation).name == o.relation)
    };
    let any = clauses.stance.noun(lemma).has(Effect::DOES);
    let here = reader.sentences[s].tokens[object].span.start;
    let before = (0..s).rev().find(|&b| reader.sentences[b].block == Block::Body);
    for at in [Some(s), before].into_iter().flatten() {
        let real = |o: &&Observation| {
            o.sent as usize == at
                && o.plover.is_some()
                && o.polarity == Polarity::Affirmed
                && matches!(o.modality, Modality::Actual | Modality::Planned)
                && o.trigger_bytes.end <= here
        };
        let told: Vec<&Observation> = out.iter().filter(real).collect();
        let meant: Vec<&&Observation> = told.iter().filter(|o| names(o)).collect();
        let meant = if meant.is_empty() && any {
            told.iter().collect()
        } else {
            meant
        };
        let Some(first) = meant.first() else { continue };
        // Two who do it together do it by one word.
        let one = meant
            .iter()
            .all(|o| o.source == first.source || o.trigger_bytes == first.trigger_bytes);
        if !one {
            return Vec::new();
        }
        let mut ids: Vec<String> = meant.iter().map(|o| o.source.clone()).collect();
        if meant.iter().any(|o| o.symmetric) {
            ids.extend(meant.iter().filter_map(|o| o.target.clone()));
        }
        ids.sort_unstable();
        ids.dedup();
        // One's own deed is seldom condemned, and where it is, who else is meant is not told.
        return if ids.contains(source) { Vec::new() } else { ids };
    }
    Vec::new()
}
