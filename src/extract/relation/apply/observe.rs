//! One [`Observation`] of a frame and its two ends: polarity, modality, codes, date, evidence.

use crate::Span;
use crate::extract::actor::Form;
use crate::extract::clause::{Proposition, Reality, Status};
use crate::extract::relation::frame::Frame;
use crate::extract::relation::reader::{Reader, Referent};
use crate::extract::relation::{Confidence, Modality, Observation, Polarity, alone, amount, tense, time};

/// The frame's words where they stand, as one stretch when nothing but small words lies between, else the predicate.
pub(in crate::extract::relation) fn trigger(
    reader: &Reader,
    s: usize,
    words: &[usize],
    predicate: usize,
    a: &Referent,
    b: Option<&Referent>,
) -> Span {
    let tokens = &reader.sentences[s].tokens;
    let own = tokens[predicate].span;
    let all = words.iter().fold(own, |span, &w| span.join(tokens[w].span));
    let clear = !all.overlaps(a.span) && b.is_none_or(|b| !all.overlaps(b.span));
    if clear && all.len() <= 60 { all } else { own }
}

pub(in crate::extract::relation) fn observation(
    reader: &Reader,
    s: usize,
    frame: &Frame,
    p: &Proposition,
    a: Referent,
    b: Option<Referent>,
    trigger: Span,
) -> Observation {
    let kind = reader.vocabulary.relation(frame.relation);
    // Support that is ended is none; attacks that are ended, or that somebody wants ended, were attacks.
    let status = match p.status.ended {
        true if kind.sign > 0 => Status {
            negated: !p.status.negated,
            ..p.status
        },
        true => Status::default(),
        false => p.status,
    };
    let polarity = if status.negated {
        Polarity::Negated
    } else {
        Polarity::Affirmed
    };
    let real = match (status.reality, frame.reality) {
        (Reality::Actual, at_most) => at_most,
        (told, _) => told,
    };
    let modality = match real {
        Reality::Actual => Modality::Actual,
        Reality::Planned => Modality::Planned,
        Reality::Asked => Modality::Asked,
        Reality::Possible => Modality::Possible,
    };
    let (mut a, mut b) = (reader.by_name(s, a), b.map(|b| reader.by_name(s, b)));
    if kind.symmetric
        && let Some(target) = &mut b
        && target.span.start < a.span.start
    {
        std::mem::swap(&mut a, target);
    }
    let confidence = match (a.form, b.as_ref().map(|b| b.form)) {
        _ if a.indirect || b.as_ref().is_some_and(|b| b.indirect) => Confidence::Low,
        (Form::Pronoun, _) | (_, Some(Form::Pronoun)) => Confidence::Low,
        (Form::Name, None | Some(Form::Name)) => Confidence::High,
        _ => Confidence::Medium,
    };
    let voice = if p.passive { "/passive" } else { "" };
    // Codes go by what the clause tells: to issue a warrant is an act.
    let told = if status.reality == Reality::Actual {
        Modality::Actual
    } else {
        modality
    };
    let standing = tense::Standing {
        modality: told,
        negated: status.negated,
        purpose: alone::is_purpose(&reader.clauses[s], p),
        announced: alone::is_announced(&reader.clauses[s], p),
    };
    let (plover, cameo) = tense::codes(kind, frame, standing);
    let holder = reader.holder(s, p.predicate, a.actor);
    let about = b
        .as_ref()
        .and_then(|b| b.about)
        .map(|span| span.of(&reader.article.text).to_string());
    let mut o = reader.blank(s, &a, b.as_ref(), trigger);
    o.relation = kind.name.clone();
    o.plover = plover;
    o.cameo = cameo;
    o.sign = kind.sign;
    o.symmetric = kind.symmetric;
    o.polarity = polarity;
    o.modality = modality;
    if let Some(holder) = holder {
        o.holder = Some(reader.actor(holder).id.clone());
        o.holder_label = Some(reader.actor(holder).label.clone());
    }
    o.about = about;
    o.amount = amount::near(&reader.clauses[s].tree, p).map(|span| span.of(&reader.article.text).to_string());
    if let Some(when) = time::of(&reader.clauses[s].tree, p, reader.article.date.as_deref(), modality) {
        o.date_text = Some(when.text.of(&reader.article.text).to_string());
        o.date = when.day;
    }
    o.rule = format!("{}:{}{voice}", kind.name, frame.text);
    o.confidence = confidence;
    o
}
