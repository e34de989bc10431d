//! A slot of a frame: the object, who receives it, or the subject of the clause that is asked for.

use super::binding::Binding;
use super::follow;
use crate::extract::clause::{Clauses, Proposition};
use crate::extract::relation::frame::{Element, End};
use crate::extract::relation::vocabulary::Kinds;
use crate::extract::syntax::Deprel;

/// Fills a slot with words, and follows what is left.
pub(super) fn follow_slot(
    (end, kinds): (End, Kinds),
    rest: &[Element],
    clauses: &Clauses,
    p: &Proposition,
    b: Binding,
) -> Option<Binding> {
    let tree = &clauses.tree;
    // "give B aid": a slot followed by the object's word is the one who receives it.
    if let Some(Element::Word(words)) = rest.first()
        && let Some(&o) = p.objects.iter().find(|&&o| words.iter().any(|w| w == tree.lemma(o)))
        && !p.recipients.is_empty()
    {
        let mut b = b.clone().bind(end, kinds, p.recipients.clone()).with(o);
        b.anchors.push(o);
        if let Some(found) = follow(&rest[1..], clauses, p, b) {
            return Some(found);
        }
    }
    // "called Ford a fighter": the parser may take the name for the complement and the fighter for the object.
    if let Some(Element::Word(_) | Element::Modified(_, _)) = rest.first()
        && let Some(&(_, c)) = p.complements.iter().find(|&&(_, c)| tree.is_noun(c))
        && p.objects.iter().any(|&o| c < o)
        && let Some(found) = follow(rest, clauses, p, b.clone().bind(end, kinds, vec![c]))
    {
        return Some(found);
    }
    // "called Ford a fighter" with two objects
    if let Some(Element::Word(_) | Element::Modified(_, _)) = rest.first()
        && !p.recipients.is_empty()
        && let Some(found) = follow(rest, clauses, p, b.clone().bind(end, kinds, p.recipients.clone()))
    {
        return Some(found);
    }
    // "took ten soldiers hostage": the parser may take the soldiers for the hostage's subject.
    if let Some(Element::Word(words)) = rest.first()
        && p.objects.is_empty()
        && let Some((c, subject)) = p
            .complements
            .iter()
            .filter(|&&(_, c)| words.iter().any(|w| w == tree.lemma(c)))
            .find_map(|&(_, c)| Some((c, tree.kid(c, Deprel::Nsubj)?)))
    {
        let mut all = Vec::new();
        tree.conjuncts(subject, &mut all);
        if let Some(found) = follow(&rest[1..], clauses, p, b.clone().bind(end, kinds, all).with(c)) {
            return Some(found);
        }
    }
    let complement_next = matches!(rest.first(), Some(Element::Clause(_)))
        || matches!(rest, [Element::Word(to), Element::Clause(_), ..] if to == &["to"]);
    if complement_next {
        // "demand that B withdraw", "want B to withdraw": B is the subject of the clause.
        for &(marker, c) in &p.complements {
            let infinitive = marker.is_some_and(|m| tree.is(m, "to")) || tree.children(c).any(|k| tree.is(k, "to"));
            if infinitive == matches!(rest.first(), Some(Element::Clause(_))) {
                continue;
            }
            // A clause after "after" or "because" is no content.
            let content = matches!(tree.deprel(c), Deprel::Ccomp | Deprel::Xcomp | Deprel::Csubj)
                || marker.is_some_and(|m| tree.is(m, "that") || tree.is(m, "for"));
            if !infinitive && !content {
                continue;
            }
            let subjects: Vec<usize> = tree
                .children(c)
                .filter(|&k| matches!(tree.deprel(k), Deprel::Nsubj | Deprel::NsubjPass))
                .flat_map(|k| {
                    let mut all = Vec::new();
                    tree.conjuncts(k, &mut all);
                    all
                })
                .collect();
            if !subjects.is_empty() {
                let skip = if matches!(rest.first(), Some(Element::Clause(_))) {
                    1
                } else {
                    2
                };
                let sign = match rest[skip - 1] {
                    Element::Clause(sign) => sign,
                    _ => None,
                };
                let mut b = b.clone().bind(end, kinds, subjects);
                b.inner = Some((c, sign));
                return follow(&rest[skip..], clauses, p, b);
            }
        }
    }
    let objects: Vec<usize> = if b.inner.is_some() && end == End::Target {
        Vec::new() // filled from the inner relation
    } else if p.objects.is_empty() && !p.recipients.is_empty() {
        p.recipients.clone()
    } else {
        p.objects.clone()
    };
    if objects.is_empty() && b.inner.is_none() {
        return None;
    }
    follow(rest, clauses, p, b.bind(end, kinds, objects))
}
