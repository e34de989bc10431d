//! A frame laid over a proposition: which words fill its slots.

mod binding;
mod ends;
mod preposition;
mod slot;
mod word;

pub(super) use ends::{itself, lay_loosely, may_lay_loosely};

use super::frame::{Element, End, Frame, FrameClass};
use super::vocabulary::Kinds;
use crate::extract::clause::{Class, Clauses, Proposition};
use crate::extract::syntax::Deprel;
use binding::Binding;
use ends::finish;
use slot::follow_slot;
use word::{follow_modified, follow_word};

/// The words that fill a frame's slots. Each end has alternatives, tried in order until one is an actor.
#[derive(Clone, Debug)]
pub(super) struct Match {
    /// Who may do it: groups of coordinated words, the best first.
    pub sources: Vec<Vec<usize>>,
    /// To whom.
    pub targets: Vec<Vec<usize>>,
    /// Kinds asked of the source.
    pub source_kinds: Kinds,
    /// Kinds asked of the target.
    pub target_kinds: Kinds,
    /// The clause whose own relation gives the target, and the sign it must have.
    pub inner: Option<(usize, Option<i8>)>,
    /// Words of the frame as they stand, for the trigger.
    pub words: Vec<usize>,
}

/// Lays `frame` over `p`, whose predicate is one of the frame's heads. `is_actor` tells whether a word is a mention
/// of an actor.
pub(super) fn lay(
    frame: &Frame,
    clauses: &Clauses,
    p: &Proposition,
    is_actor: &dyn Fn(usize) -> bool,
) -> Option<Match> {
    if let Some(case) = &frame.case
        && !clauses.tree.case(p.predicate).is_some_and(|k| clauses.tree.is(k, case))
    {
        return None;
    }
    if !frame.modifiers.is_empty() {
        let tree = &clauses.tree;
        let modified = |c: usize| {
            matches!(tree.deprel(c), Deprel::Compound | Deprel::Amod)
                && frame.modifiers.iter().any(|m| m == tree.lemma(c))
        };
        if !tree.children(p.predicate).any(modified) {
            return None;
        }
    }
    let mut start = Binding {
        source: None,
        target: None,
        inner: None,
        words: Vec::new(),
        anchors: Vec::new(),
        used: Vec::new(),
    };
    match frame.class {
        FrameClass::Compound => return None,
        FrameClass::Verb if !frame.copular => {
            let lacks_object = matches!(frame.rest[..], [Element::Slot(_, _)]) && p.objects.is_empty();
            if p.class != Class::Verb || lacks_object && p.recipients.is_empty() {
                return None;
            }
            if let Some((end, kinds)) = frame.subject {
                start = start.bind(end, kinds, p.subjects.clone());
                // "British troops were withdrawn from B": nobody else does what an army is made to do.
                let unnamed = p.passive && p.subjects.is_empty() && end == End::Source;
                if unnamed && frame.own_forces && matches!(frame.rest.first(), Some(Element::Word(_))) {
                    start.source = Some((p.objects.clone(), kinds));
                }
            }
        }
        FrameClass::Verb => {
            // "A be member of B": the predicate noun or adjective, said of A.
            let said_of = if p.class == Class::Verb {
                &p.objects
            } else {
                &p.subjects
            };
            if said_of.is_empty() {
                return None;
            }
            if let Some((end, kinds)) = frame.subject {
                start = start.bind(end, kinds, said_of.clone());
            }
        }
        FrameClass::Adjective => {
            // "is against B": the preposition is the predicate, its noun the target.
            if clauses.tree.deprel(p.predicate) == Deprel::Case {
                return lay_preposition(frame, clauses, p);
            }
            let said_of = match p.class {
                Class::Adjective => &p.subjects,
                Class::Verb if p.passive => &p.objects,
                Class::Noun if frame.case.is_some() => &p.subjects,
                _ => return None,
            };
            if said_of.is_empty() {
                return None;
            }
            let (end, kinds) = frame.subject.unwrap_or((End::Source, Kinds::ANY));
            start = start.bind(end, kinds, said_of.clone());
        }
        FrameClass::Noun => {
            if p.class != Class::Noun {
                return None;
            }
            if !frame.before.is_empty() {
                let named: Vec<usize> = {
                    let mut m: Vec<usize> = p
                        .modifiers
                        .iter()
                        .chain(&p.possessors)
                        .copied()
                        .filter(|&w| is_actor(w))
                        .collect();
                    m.sort_unstable();
                    m.dedup();
                    m
                };
                if named.len() < frame.before.len() {
                    return None;
                }
                for (&(end, kinds), &word) in frame.before.iter().zip(&named) {
                    start = start.bind(end, kinds, vec![word]);
                }
            }
        }
    }
    let laid = follow(&frame.rest, clauses, p, start.with(p.predicate))?;
    // "takes its time over Sweden" is not "takes over Sweden": a verb frame must account for the object that stands
    // there.
    if frame.class == FrameClass::Verb && !frame.copular && !frame.voiced && !p.passive {
        let accounted = |o: usize| laid.used.contains(&o) || laid.words.contains(&o);
        if !p.objects.is_empty() && laid.inner.is_none() && !p.objects.iter().any(|&o| accounted(o)) {
            return None;
        }
    }
    finish(frame, clauses, p, laid)
}

fn lay_preposition(frame: &Frame, clauses: &Clauses, p: &Proposition) -> Option<Match> {
    let tree = &clauses.tree;
    let [Element::Slot(End::Target, target_kinds)] = frame.rest.as_slice() else {
        return None;
    };
    let noun = tree.head(p.predicate)?;
    tree.kid(noun, Deprel::Cop)?;
    let mut targets = Vec::new();
    tree.conjuncts(noun, &mut targets);
    let mut sources = Vec::new();
    tree.conjuncts(tree.kid(noun, Deprel::Nsubj)?, &mut sources);
    Some(Match {
        sources: vec![sources],
        targets: vec![targets],
        source_kinds: Kinds::ANY,
        target_kinds: *target_kinds,
        inner: None,
        words: vec![p.predicate],
    })
}

/// Follows the elements after the head; the first way that fits wins.
fn follow(elements: &[Element], clauses: &Clauses, p: &Proposition, b: Binding) -> Option<Binding> {
    match elements {
        [] => Some(b),
        [
            Element::Slot(x, kx),
            Element::Word(and),
            Element::Slot(y, ky),
            rest @ ..,
        ] if and == &["and"] => {
            // "between A and B": the frame's "between" was the word before; see below.
            let all = b.used.clone();
            let (first, others) = all.split_first()?;
            if others.is_empty() {
                return None;
            }
            let b = Binding { used: Vec::new(), ..b }
                .bind(*x, *kx, vec![*first])
                .bind(*y, *ky, others.to_vec());
            follow(rest, clauses, p, b)
        }
        [Element::Slot(end, kinds), rest @ ..] => follow_slot((*end, *kinds), rest, clauses, p, b),
        [Element::Modified(modifiers, words), rest @ ..] => follow_modified(modifiers, words, rest, clauses, p, b),
        [Element::Clause(sign), rest @ ..] => {
            let &(_, c) = p.complements.first()?;
            let mut b = b;
            b.inner = Some((c, *sign));
            follow(rest, clauses, p, b)
        }
        [Element::Word(words), rest @ ..] => follow_word(words, rest, clauses, p, b),
    }
}
