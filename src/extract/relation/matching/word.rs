//! A word of a frame: a particle, an object, a marker of a clause, else a preposition.

use super::binding::Binding;
use super::follow;
use super::preposition::follow_preposition;
use crate::extract::clause::{Clauses, Effect, Proposition, Tree};
use crate::extract::relation::frame::Element;
use crate::extract::syntax::Deprel;

/// Finds a word of the frame, and follows what is left.
pub(super) fn follow_word(
    words: &[String],
    rest: &[Element],
    clauses: &Clauses,
    p: &Proposition,
    b: Binding,
) -> Option<Binding> {
    let tree = &clauses.tree;
    let is = |i: usize| words.iter().any(|w| names_word(tree, i, w));
    // "a wave of missiles" is missiles.
    let is_object = |o: usize| is(o) || measured(clauses, o).is_some_and(is);
    // "blame * on B": any object.
    if words == ["*"] {
        let (o, mut b) = b.claim(tree, &p.objects)?;
        b.anchors.push(o);
        return follow(rest, clauses, p, b);
    }
    // "warned that it would leave UNLESS B paid": who must do, or not do, what the condition says.
    if words.iter().any(|w| w == "unless")
        && let [Element::Slot(end, kinds), tail @ ..] = rest
    {
        let clause = [Some(p.predicate), b.inner.map(|(c, _)| c)];
        let condition = clause.into_iter().flatten().flat_map(|v| tree.kids(v, Deprel::Advcl));
        let &(_, subject) = &condition
            // "even if Oslo asks" is no condition.
            .filter(|&c| {
                clauses
                    .marker(c)
                    .is_some_and(|m| is(m) && !(m > 0 && tree.is(m - 1, "even")))
            })
            .find_map(|c| Some((c, tree.kid(c, Deprel::Nsubj)?)))?;
        let mut all = Vec::new();
        tree.conjuncts(subject, &mut all);
        return follow(tail, clauses, p, b.bind(*end, *kinds, all));
    }
    // A particle: "push back", "rule out".
    let particle = tree.children(p.predicate).find(|&c| {
        matches!(
            tree.deprel(c),
            Deprel::CompoundPrt | Deprel::Advmod | Deprel::Xcomp | Deprel::Case
        ) && is(c)
            && !b.words.contains(&c)
    });
    if let Some(c) = particle {
        let mut b = b.clone().with(c);
        // "become president of B", "stop working with B": the word carries what follows.
        if tree.is_noun(c) || tree.deprel(c) == Deprel::Xcomp {
            b.anchors.push(c);
        }
        if let Some(found) = follow(rest, clauses, p, b) {
            return Some(found);
        }
    }
    // "called Brandt a HERO": the parser may take the hero for an apposition, or for an adverb.
    if rest.is_empty()
        && b.target.is_some()
        && let Some(c) = p
            .objects
            .iter()
            .flat_map(|&o| tree.kids(o, Deprel::Appos))
            .chain(tree.kids(p.predicate, Deprel::OblUnmarked))
            // "left two people dead"
            .chain(
                p.objects
                    .iter()
                    .flat_map(|&o| tree.kids(o, Deprel::Amod).filter(move |&c| c > o)),
            )
            .find(|&c| is(c))
    {
        return Some(b.with(c));
    }
    // The object: "impose SANCTION on".
    // "allowed INSPECTORS to enter": the parser may take who is let for who is given.
    let given = p.recipients.iter().filter(|_| p.objects.is_empty());
    let objects: Vec<usize> = p
        .objects
        .iter()
        .chain(given)
        .copied()
        .filter(|&o| is_object(o))
        .collect();
    if let Some((o, mut b)) = b.claim(tree, &objects) {
        b.anchors.extend(measured(clauses, o).filter(|_| !is(o)));
        b.anchors.push(o);
        if let Some(found) = follow(rest, clauses, p, b) {
            return Some(found);
        }
    }
    // A complement clause with this marker: "accuse B OF V", "pledge TO V".
    if let Some(Element::Clause(sign)) = rest.first() {
        for &(marker, c) in &p.complements {
            if marker.is_some_and(is) {
                let mut b = b.clone();
                b.inner = Some((c, *sign));
                if let Some(found) = follow(&rest[1..], clauses, p, b) {
                    return Some(found);
                }
            }
        }
        // "accused of an attack": a noun may stand where a clause could.
        return None;
    }
    // "demand THAT B V"
    if words == ["that"] && matches!(rest, [Element::Slot(_, _), Element::Clause(_), ..]) {
        return follow(rest, clauses, p, b);
    }
    // A clause with its own subject after a preposition: "call FOR B to V".
    if let [
        Element::Slot(end, kinds),
        Element::Word(to),
        Element::Clause(sign),
        tail @ ..,
    ] = rest
        && to == &["to"]
    {
        for &(_, c) in &p.complements {
            let marked = tree.children(c).any(|k| tree.deprel(k) == Deprel::Mark && is(k));
            let subject = tree.kid(c, Deprel::Nsubj);
            if let (true, Some(s)) = (marked, subject) {
                let mut all = Vec::new();
                tree.conjuncts(s, &mut all);
                let mut b = b.clone().bind(*end, *kinds, all);
                b.inner = Some((c, *sign));
                return follow(tail, clauses, p, b);
            }
        }
    }
    follow_preposition(words, rest, clauses, p, b)
}

/// Finds an object with one of the `modifiers` before it: "do GREAT JOB".
pub(super) fn follow_modified(
    modifiers: &[String],
    words: &[String],
    rest: &[Element],
    clauses: &Clauses,
    p: &Proposition,
    b: Binding,
) -> Option<Binding> {
    let tree = &clauses.tree;
    let is = |i: usize, words: &[String]| words.iter().any(|w| w == tree.lemma(i) || tree.is(i, w));
    let modified = |o: usize| {
        let said = |c: usize| matches!(tree.deprel(c), Deprel::Compound | Deprel::Amod) && is(c, modifiers);
        (words == ["*"] || is(o, words)) && tree.children(o).any(said)
    };
    // "called Brandt a great leader": the parser may take the leader for an apposition.
    let predicates = tree
        .kids(p.predicate, Deprel::Xcomp)
        .chain(p.objects.iter().flat_map(|&o| tree.kids(o, Deprel::Appos)));
    let o = p
        .objects
        .iter()
        .copied()
        .chain(predicates)
        .find(|&o| !b.used.contains(&o) && modified(o))?;
    let mut b = b.with(o);
    b.anchors.push(o);
    follow(rest, clauses, p, b)
}

/// What a noun of measure counts: the missiles of "a wave of missiles".
fn measured(clauses: &Clauses, noun: usize) -> Option<usize> {
    let tree = &clauses.tree;
    if !clauses.stance.noun(tree.lemma(noun)).has(Effect::MEASURES) {
        return None;
    }
    tree.kids(noun, Deprel::Nmod)
        .find(|&m| tree.case(m).is_some_and(|k| tree.is(k, "of")))
}

/// Is word `i` the frame's `word`: by lemma, by form, or for "hunger+strike" with the other word before it?
pub(super) fn names_word(tree: &Tree, i: usize, word: &str) -> bool {
    // Searching for a letter takes longer than looking at the few that a word has.
    let parts = if word.bytes().any(|b| b == b'+') {
        word.split_once('+')
    } else {
        None
    };
    match parts {
        Some((modifier, head)) => {
            head == tree.lemma(i)
                && tree.children(i).any(|c| {
                    matches!(tree.deprel(c), Deprel::Compound | Deprel::Amod)
                        && (tree.lemma(c) == modifier || tree.is(c, modifier))
                })
        }
        // A plural may keep its "s" or find the wrong singular: "troops", "bases".
        None => {
            word == tree.lemma(i)
                || tree.is(i, word)
                || tree.form(i).strip_suffix('s') == Some(word)
                || tree.lemma(i).strip_suffix('s') == Some(word)
                // "30 million dollars" are a million.
                || tree.kids(i, Deprel::Nummod).any(|n| tree.is(n, word))
        }
    }
}
