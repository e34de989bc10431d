//! What the clause under a predicate states, which that predicate may pledge, ask or refuse.

use crate::extract::clause::{Clauses, Effect};
use crate::extract::relation::reader::{Reader, Referent};
use crate::extract::syntax::{Deprel, Xpos};

/// What a predicate stated, for the clause above it: "pledged to BACK Kyiv".
#[derive(Clone, Debug)]
pub(super) struct Stated {
    pub(super) sign: i8,
    /// Nobody for an act that names none.
    pub(super) target: Option<Referent>,
}

/// Is the clause one of wishing: an infinitive, a bare verb, "should", "must"? After a verb that only tells, it must say so.
pub(super) fn asks_for(clauses: &Clauses, predicate: usize, clause: usize) -> bool {
    let tree = &clauses.tree;
    let finite = matches!(tree.xpos(clause), Xpos::Vbd | Xpos::Vbz)
        || tree
            .kid(clause, Deprel::Cop)
            .is_some_and(|c| matches!(tree.xpos(c), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp));
    let obliged = tree
        .children(clause)
        .any(|c| ["should", "must", "to"].iter().any(|w| tree.is(c, w)));
    let verb = clauses.stance.verb(tree.lemma(predicate));
    if tree.is_verb(predicate) && verb.has(Effect::REPORTS) && !verb.has(Effect::ASKS) {
        return tree
            .children(clause)
            .any(|c| tree.deprel(c) == Deprel::Aux && ["should", "must"].iter().any(|w| tree.is(c, w)));
    }
    let told = tree.kid(clause, Deprel::Aux).is_some() && !obliged;
    !finite && !told
}

/// The targets that the clause `inner`, or what is coordinated with or carried by it, stated.
pub(super) fn inner_targets(
    reader: &Reader,
    s: usize,
    inner: usize,
    sign: Option<i8>,
    stated: &[(usize, Stated)],
) -> Vec<Referent> {
    let mut found: Vec<Referent> = Vec::new();
    for (at, x) in stated {
        if within(reader, s, inner, *at)
            && !is_condition(&reader.clauses[s], *at)
            && sign.is_none_or(|sign| x.sign == sign)
            && let Some(target) = &x.target
            && !found.iter().any(|f| f.actor == target.actor)
        {
            found.push(target.clone());
        }
    }
    found
}

/// "threatened to cut aid unless it ARRESTED the rebels": what would have to happen is not what is meant to.
/// "refused to say whether it would arrest them": nor is what is left open.
fn is_condition(clauses: &Clauses, at: usize) -> bool {
    let tree = &clauses.tree;
    clauses.marker(at).is_some_and(|m| {
        tree.deprel(at) == Deprel::Advcl && !tree.is(m, "to") || tree.is(m, "whether") || tree.is(m, "if")
    })
}

/// Is predicate `at` the clause `inner` itself, its coordinated verb, or the noun that a light verb there carries?
pub(super) fn within(reader: &Reader, s: usize, inner: usize, at: usize) -> bool {
    let tree = &reader.clauses[s].tree;
    at == inner || tree.head(at) == Some(inner) || tree.head(at).and_then(|h| tree.head(h)) == Some(inner)
}
