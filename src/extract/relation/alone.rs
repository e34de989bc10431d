//! Acts with nobody at the other end: "resigned", "imposed a curfew", "staged a rally"; and whom they are against when
//! the sentence tells it elsewhere.

use super::Observation;
use super::frame::{End, Frame};
use super::reader::{Reader, Referent};
use super::vocabulary::RelationKind;
use crate::extract::clause::{Clauses, Effect, Proposition, Reality, Tree};
use crate::extract::syntax::Deprel;

/// Is the frame one of an act that needs no target?
pub(super) fn takes_no_target(kind: &RelationKind, frame: &Frame) -> bool {
    !frame.names(End::Target) && !kind.symmetric
}

/// Did it happen, or is it meant to, and does the sentence tell it for its own sake? What is denied, asked for or possible
/// and has no target says nothing of anybody, but a thing that will not be granted is refused; neither does what only marks
/// out a noun or tells an aim: "land seized by the army", "an ultimatum to end the shelling".
pub(super) fn is_event(clauses: &Clauses, p: &Proposition, sign: i8) -> bool {
    let aside = matches!(
        clauses.tree.deprel(p.carrier.unwrap_or(p.predicate)),
        Deprel::Acl | Deprel::AclRelcl
    );
    let refused = p.status.reality == Reality::Planned && sign > 0;
    let real = matches!(p.status.reality, Reality::Actual | Reality::Planned);
    !aside && real && (!p.status.negated || refused) && !is_purpose(clauses, p)
}

/// Whom an act is against that names nobody beside it.
///
/// A threat is made to whoever must not do what its condition says: "threatened to close the strait if Israel attacked".
/// A protest is against whoever it is held to demand, blame or oppose something of: "marched to demand reforms from Paris".
pub(super) fn targets<'a>(
    reader: &Reader,
    s: usize,
    kind: &RelationKind,
    p: &Proposition,
    inner: Option<usize>,
    stated: impl Iterator<Item = (usize, i8, &'a Referent)>,
) -> Vec<Referent> {
    let clauses = &reader.clauses[s];
    let tree = &clauses.tree;
    match kind.plover.as_deref() {
        Some("THREATEN") => [Some(p.predicate), inner]
            .into_iter()
            .flatten()
            .flat_map(|verb| tree.kids(verb, Deprel::Advcl))
            .filter(|&c| {
                clauses
                    .marker(c)
                    .is_some_and(|m| ["if", "unless", "until"].iter().any(|w| tree.is(m, w)))
            })
            .filter_map(|c| tree.kid(c, Deprel::Nsubj))
            .flat_map(|subject| reader.refer(s, subject, p.predicate, End::Target, kind))
            .collect(),
        Some("PROTEST") => {
            let mut found: Vec<Referent> = Vec::new();
            for (at, sign, target) in stated {
                if sign <= 0
                    && is_below(tree, at, p.carrier.unwrap_or(p.predicate))
                    && !found.iter().any(|f| f.actor == target.actor)
                {
                    found.push(target.clone());
                }
            }
            found
        }
        _ => Vec::new(),
    }
}

fn is_below(tree: &Tree, word: usize, top: usize) -> bool {
    let mut at = word;
    for _ in 0..6 {
        match tree.head(at) {
            Some(h) if h == top => return true,
            Some(h) => at = h,
            None => return false,
        }
    }
    false
}

/// Is it the aim of an act that did happen: "used tear gas TO DISPERSE the crowd"?
pub(super) fn is_purpose(clauses: &Clauses, p: &Proposition) -> bool {
    let tree = &clauses.tree;
    let verb = p.carrier.unwrap_or(p.predicate);
    let infinitive = clauses.marker(verb).is_some_and(|m| tree.is(m, "to"));
    let Some(above) = tree.head(verb).filter(|_| infinitive) else {
        return false;
    };
    let yet_to_come = |effect: Effect| {
        [Effect::PLANS, Effect::ASKS, Effect::DOUBTS]
            .into_iter()
            .any(|e| effect.has(e))
    };
    let done = clauses.status(above).reality == Reality::Actual;
    match tree.deprel(verb) {
        Deprel::Advcl => done && !yet_to_come(clauses.stance.verb(tree.lemma(above))),
        Deprel::Acl => done && !yet_to_come(clauses.stance.noun(tree.lemma(above))),
        _ => false,
    }
}

/// PLOVER's rules for two codes of one act: what a protest demands is no second request, and force that is used no posture.
const COVERS: [(&str, &str); 2] = [("PROTEST", "REQUEST"), ("ASSAULT", "MOBILIZE")];

/// "staged a protest against Paris": the verb's act without a target is the noun's with one, said again.
pub(super) fn drop_repeats(s: usize, out: &mut Vec<Observation>) {
    let first = out.partition_point(|o| (o.sent as usize) < s);
    for (act, part) in COVERS {
        let actors: Vec<String> = out[first..]
            .iter()
            .filter(|o| o.plover.as_deref() == Some(act))
            .map(|o| o.source.clone())
            .collect();
        out[first..]
            .iter_mut()
            .filter(|o| o.plover.as_deref() == Some(part) && actors.contains(&o.source))
            .for_each(|o| (o.plover, o.cameo) = (None, None));
    }
    let with_target: Vec<(String, String, Option<String>)> = out[first..]
        .iter()
        .filter(|o| o.target.is_some())
        .map(|o| (o.source.clone(), o.relation.clone(), o.plover.clone()))
        .collect();
    let mut at = 0;
    out.retain(|o| {
        at += 1;
        at <= first
            || o.target.is_some()
            || !with_target.iter().any(|(source, relation, plover)| {
                *source == o.source && (*relation == o.relation || (plover.is_some() && *plover == o.plover))
            })
    });
}
