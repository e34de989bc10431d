//! Hyphenated modifiers: "US-backed rebels", "Russia-Ukraine talks".

use super::observe::observation;
use crate::extract::relation::frame::{End, Frame, FrameClass};
use crate::extract::relation::reader::Reader;
use crate::extract::relation::{Modality, Observation, Polarity};

/// "US-backed rebels", "pro-Russian militia", "Russia-Ukraine talks": hyphenated modifiers, read from the words as
/// they stand, because trees of them vary.
pub(super) fn compound(reader: &Reader, s: usize, i: usize, out: &mut Vec<Observation>) {
    let tree = &reader.clauses[s].tree;
    let form = tree.form(i);
    if form.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return;
    }
    // "pro-Russian" as one word.
    if let Some((prefix, rest)) = form.split_once('-')
        && !prefix.is_empty()
        && !rest.is_empty()
    {
        modifier(reader, s, &prefix.to_ascii_lowercase(), true, i, i, i, out);
    }
    if i == 0 || i + 1 >= tree.len() || !is_hyphen(form) {
        return;
    }
    let (left, right) = (i - 1, i + 1);
    let word = |i: usize| tree.form(i).to_ascii_lowercase();
    let done = modifier(reader, s, &word(right), false, left, left, right, out)
        || modifier(reader, s, &word(left), true, right, left, right, out);
    if !done && right + 1 < tree.len() {
        pair(reader, s, left, right, right + 1, out);
    }
}

/// A modifier `word` with the name `name` in the words `left..=right`, and the noun behind them.
#[allow(clippy::too_many_arguments)] // all are word indices of one sentence
fn modifier(
    reader: &Reader,
    s: usize,
    word: &str,
    prefix: bool,
    name: usize,
    left: usize,
    right: usize,
    out: &mut Vec<Observation>,
) -> bool {
    let clauses = &reader.clauses[s];
    let tree = &clauses.tree;
    let is_one = |f: &&Frame| f.class == FrameClass::Compound && f.is_prefix() == prefix;
    let Some(frame) = reader.vocabulary.frames(word).find(is_one) else {
        return false;
    };
    // The noun that the whole modifies: the first head outside the compound, to its right.
    let mut noun = right;
    for _ in 0..4 {
        match tree.head(noun) {
            Some(h) if h > right => {
                noun = h;
                break;
            }
            Some(h) => noun = h,
            None => break,
        }
    }
    if noun <= right {
        return false;
    }
    let kind = reader.vocabulary.relation(frame.relation);
    let (end0, kinds0) = frame.before[0];
    let (_, kinds1) = frame.before[1];
    let (Some(first), Some(second)) = (reader.refer_exactly(s, name), reader.refer_exactly(s, noun)) else {
        return false;
    };
    let (a, ka, b, kb) = if end0 == End::Source {
        (first, kinds0, second, kinds1)
    } else {
        (second, kinds1, first, kinds0)
    };
    let (source, target) = (reader.actor(a.actor).kind, reader.actor(b.actor).kind);
    let fits = ka.allows(source) && kb.allows(target) && kind.source.allows(source) && kind.target.allows(target);
    if a.actor == b.actor || !fits {
        return false;
    }
    let p = clauses.proposition(right);
    let tokens = &tree.reading.sentence.tokens;
    let mut o = observation(
        reader,
        s,
        frame,
        &p,
        a,
        Some(b),
        tokens[left].span.join(tokens[right].span),
    );
    // A modifier states a fact: the clause around it may be planned or denied, the modifier is not.
    o.polarity = Polarity::Affirmed;
    o.modality = Modality::Actual;
    out.push(o);
    true
}

/// "Russia-Ukraine talks": two names and a noun that joins them.
fn pair(reader: &Reader, s: usize, left: usize, right: usize, noun: usize, out: &mut Vec<Observation>) {
    let clauses = &reader.clauses[s];
    let two = |f: &&Frame| f.class == FrameClass::Noun && f.before.len() == 2;
    let Some(frame) = reader.vocabulary.frames(clauses.tree.lemma(noun)).find(two) else {
        return;
    };
    let (Some(a), Some(b)) = (reader.refer_exactly(s, left), reader.refer_exactly(s, right)) else {
        return;
    };
    if a.actor != b.actor {
        let p = clauses.proposition(noun);
        out.push(observation(
            reader,
            s,
            frame,
            &p,
            a,
            Some(b),
            clauses.tree.reading.sentence.tokens[noun].span,
        ));
    }
}

fn is_hyphen(form: &str) -> bool {
    matches!(form, "-" | "\u{2010}" | "\u{2011}" | "\u{2013}")
}
