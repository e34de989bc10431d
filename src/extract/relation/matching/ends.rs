//! The ends that a frame leaves to the construction: the possessor of a noun, "by" and "from", a circumstance.

use super::Match;
use super::binding::Binding;
use crate::extract::clause::{Class, Clauses, Effect, Proposition, Tree};
use crate::extract::relation::frame::{Element, End, Frame, FrameClass};
use crate::extract::relation::vocabulary::Kinds;
use crate::extract::syntax::{Deprel, Upos};

/// Fills the ends that the frame leaves to the construction.
pub(super) fn finish(frame: &Frame, clauses: &Clauses, p: &Proposition, b: Binding) -> Option<Match> {
    let tree = &clauses.tree;
    let (mut source_kinds, mut target_kinds) = (Kinds::ANY, Kinds::ANY);
    let mut sources = Vec::new();
    let mut targets = Vec::new();
    let under = |preposition: &str| -> Vec<usize> {
        p.obliques
            .iter()
            .filter(|(c, h)| tree.is(*c, preposition) && !b.used.contains(h))
            .map(|&(_, h)| h)
            .collect()
    };
    let named = |words: &[usize]| -> Vec<usize> { words.iter().copied().filter(|w| !b.used.contains(w)).collect() };
    if frame.voiced {
        let (words, kinds) = b.target?;
        return Some(Match {
            sources,
            targets: vec![words],
            source_kinds,
            target_kinds: kinds,
            inner: None,
            words: b.words,
        });
    }
    if let Some((words, kinds)) = &b.source {
        sources.push(words.clone());
        source_kinds = *kinds;
    } else if p.class == Class::Noun {
        sources.extend([
            named(&p.possessors),
            under("by"),
            under("from"),
            under("of"),
            named(&p.subjects),
            named(&p.modifiers),
        ]);
    } else if !frame.names(End::Source) {
        sources.push(named(&p.subjects));
    }
    // "Iranian missiles were fired at the port": nobody is said to have fired them, and so their owner has.
    if p.class == Class::Verb && p.passive && sources.iter().all(Vec::is_empty) && !frame.copular {
        let acts = |&w: &usize| p.objects.contains(&w) && clauses.stance.noun(tree.lemma(w)).has(Effect::ACTS);
        sources.push(b.anchors.iter().copied().filter(acts).collect());
    }
    // "jailed in Peru", "expelled from the party": an act of state without an agent is theirs where it was done.
    let nobody = sources.iter().all(Vec::is_empty);
    // "A ban on alcohol came into force in Peru."
    let noun = p.class == Class::Noun && tree.deprel(p.predicate) == Deprel::Nsubj && tree.is(p.predicate, "ban");
    if nobody && (noun || p.passive) && clauses.stance.verb(tree.lemma(p.predicate)).has(Effect::GOVERNS) {
        let verb = tree.head(p.predicate).filter(|_| noun);
        let beside = verb.map_or(Vec::new(), |v| clauses.proposition(v).obliques);
        let phrase = |word: &str| {
            let mut of = p
                .obliques
                .iter()
                .chain(&beside)
                .filter(|&&(k, h)| tree.is(k, word) && tree.upos(h) == Upos::Propn && !b.used.contains(&h));
            of.next().map(|&(_, h)| vec![h])
        };
        if let Some(from) = phrase("from").filter(|_| p.passive) {
            sources.push(from);
            source_kinds = Kinds::BODIES;
        } else if let Some(within) = phrase("in") {
            sources.push(within);
            source_kinds = Kinds::RULERS;
        }
    }
    // "Paris and Berlin hosted talks between the rivals": a frame without slots speaks of nobody where others are named.
    let of_others = || {
        let others = |&(c, _): &(usize, usize)| ["between", "with", "among"].iter().any(|w| tree.is(c, w));
        p.obliques.iter().any(others)
    };
    if frame.class == FrameClass::Noun && frame.before.is_empty() && frame.rest.is_empty() && of_others() {
        return None;
    }
    // "left after talks with Berlin"; "agreed on it in talks on Monday", if they are two who did.
    if p.class == Class::Noun && p.subjects.is_empty() {
        let with = matches!(frame.rest.as_slice(), [Element::Word(w), Element::Slot(..)] if w == &["with"]);
        // One backs down in a dispute with somebody, and yet does not dispute.
        let within = tree
            .case(p.predicate)
            .is_some_and(|k| tree.is(k, "in") || tree.is(k, "at"));
        let met = clauses.subjects_during(p.predicate);
        if with && (!within || !frame.modifiers.is_empty()) || frame.rest.is_empty() && met.len() > 1 {
            sources.push(met);
        }
    }
    if let Some((words, kinds)) = &b.target {
        targets.push(words.clone());
        target_kinds = *kinds;
    } else if p.class == Class::Noun && frame.names(End::Target) && b.inner.is_none() {
        return None;
    }
    // "his Senate opponent Ivo Brandt": it is who the noun describes, and no body that stands before it.
    if frame.agent {
        sources.clear();
    }
    // "Navalny's arrest by the police" is bound by the frame "arrest of B" only where "of" stands; see `possessed`.
    sources.retain(|group| !group.is_empty());
    targets.retain(|group| !group.is_empty());
    let itself = itself(frame, tree, p.predicate);
    if (sources.is_empty() && itself.is_empty())
        || (targets.is_empty() && frame.names(End::Target) && b.inner.is_none())
    {
        return None;
    }
    Some(Match {
        sources,
        targets,
        source_kinds,
        target_kinds,
        inner: b.inner,
        words: b.words,
    })
}

/// "Dalmar supporter Ivo Brandt", "supporters of Dalmar": the person a noun describes, and who it names itself.
pub(in crate::extract::relation) fn itself(frame: &Frame, tree: &Tree, noun: usize) -> Vec<Vec<usize>> {
    if !frame.agent {
        return Vec::new();
    }
    let named = tree.head(noun).filter(|&h| {
        h > noun && tree.upos(h) == Upos::Propn && matches!(tree.deprel(noun), Deprel::NmodDesc | Deprel::Compound)
    });
    named.map(|h| vec![h]).into_iter().chain([vec![noun]]).collect()
}

/// Is it a frame for [`lay_loosely`]: "arrest of B"?
pub(in crate::extract::relation) fn may_lay_loosely(frame: &Frame) -> bool {
    frame.class == FrameClass::Noun
        && frame.before.is_empty()
        && frame.modifiers.is_empty()
        && matches!(frame.rest[..], [Element::Word(_), Element::Slot(End::Target, _)])
}

/// A frame such as "arrest of B" laid over "B's arrest by A", and a frame without its target in a circumstance:
/// "amid opposition from A", where the target is whoever the main clause is about.
/// Only relations that the vocabulary marks so take a target from a circumstance, or go without one.
pub(in crate::extract::relation) fn lay_loosely(
    frame: &Frame,
    clauses: &Clauses,
    p: &Proposition,
    circumstance: bool,
    untargeted: bool,
) -> Option<Match> {
    let tree = &clauses.tree;
    if p.class != Class::Noun || !may_lay_loosely(frame) {
        return None;
    }
    let under = |prepositions: &[&str]| -> Vec<usize> {
        p.obliques
            .iter()
            .filter(|(c, _)| prepositions.iter().any(|w| tree.is(*c, w)))
            .map(|&(_, h)| h)
            .collect()
    };
    let target_kinds = match frame.rest.as_slice() {
        [Element::Word(_), Element::Slot(End::Target, kinds)] => *kinds,
        _ => return None,
    };
    let of_target = matches!(&frame.rest[0], Element::Word(words) if words.iter().any(|w| w == "of"));
    let by = under(&["by"]);
    if of_target && !by.is_empty() && !p.possessors.is_empty() {
        return Some(Match {
            sources: vec![by],
            targets: vec![p.possessors.clone()],
            source_kinds: Kinds::ANY,
            target_kinds,
            inner: None,
            words: vec![p.predicate],
        });
    }
    // "with the help of Norway"
    let helps = tree.case(p.predicate).is_some_and(|k| tree.is(k, "with")) && !of_target;
    let from = under(if helps { &["from", "by", "of"] } else { &["from", "by"] });
    // "Brandt's campaign attacked Lund": people may stand in the noun's name; what they do the verb tells.
    let acts = from.is_empty() && tree.deprel(p.predicate) == Deprel::Nsubj;
    let source = if from.is_empty() { p.possessors.clone() } else { from };
    if source.is_empty() || acts {
        return None;
    }
    let target = clauses.undergoers_of(p.predicate).or_else(|| {
        if circumstance {
            clauses.circumstance_subject(p.predicate)
        } else {
            None
        }
    });
    if target.is_none() && !untargeted {
        return None;
    }
    Some(Match {
        sources: vec![source],
        targets: target.into_iter().collect(),
        source_kinds: Kinds::ANY,
        target_kinds,
        inner: None,
        words: vec![p.predicate],
    })
}
