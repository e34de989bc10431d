//! A preposition of a frame: its noun is a slot or the next word.

use super::binding::Binding;
use super::follow;
use super::word::names_word;
use crate::extract::clause::{Clauses, Proposition, Tree};
use crate::extract::relation::frame::Element;
use crate::extract::syntax::{Deprel, Upos, Xpos};

/// Nouns that make one preposition with "in": for whom, with whom or why something is done, never where.
const ON_BEHALF: [&str; 16] = [
    "support",
    "defence",
    "defense",
    "aid",
    "favour",
    "favor",
    "behalf",
    "retaliation",
    "response",
    "reaction",
    "revenge",
    "coordination",
    "cooperation",
    "conjunction",
    "solidarity",
    "protest",
];

/// The word is a preposition: its noun is a slot or the next word of the frame.
pub(super) fn follow_preposition(
    words: &[String],
    rest: &[Element],
    clauses: &Clauses,
    p: &Proposition,
    b: Binding,
) -> Option<Binding> {
    let tree = &clauses.tree;
    let mut reachable: Vec<(usize, usize)> = p.obliques.clone();
    // "was disappointed by B": the agent of a participle that a frame takes for an adjective.
    if p.passive {
        reachable.extend(p.subjects.iter().filter_map(|&h| tree.case(h).map(|c| (c, h))));
    }
    // "a loan of 80 dollars to Kyiv": what hangs on the amount belongs to the loan.
    let amounts = b.anchors.iter().flat_map(|&anchor| {
        tree.kids(anchor, Deprel::Nmod)
            .filter(|&m| tree.case(m).is_some_and(|k| tree.is(k, "of")))
    });
    for anchor in b.anchors.iter().copied().chain(amounts) {
        for c in tree.children(anchor) {
            if matches!(tree.deprel(c), Deprel::Nmod | Deprel::Obl)
                && let Some(case) = tree.case(c)
            {
                let mut heads = Vec::new();
                tree.conjuncts(c, &mut heads);
                reachable.extend(
                    heads
                        .into_iter()
                        .map(|h| (if h == c { case } else { tree.case(h).unwrap_or(case) }, h)),
                );
            }
        }
    }
    let fits = |case: usize| words.iter().any(|w| tree.is(case, w));
    // "a tariff on goods imported from Peru", "a lawsuit for damages against Peru": what hangs below the noun, for want of other.
    if !reachable.iter().any(|&(c, h)| fits(c) && !b.used.contains(&h)) {
        let below = b.anchors.iter().flat_map(|&a| tree.kids(a, Deprel::Nmod));
        for c in below.filter(|&c| tree.upos(c) == Upos::Noun) {
            let clause = tree.kids(c, Deprel::Acl).filter(|&v| tree.xpos(v) == Xpos::Vbn);
            let moved = clause.flat_map(|v| tree.kids(v, Deprel::Obl));
            let moved = moved.filter_map(|h| Some((tree.case(h).filter(|&k| tree.is(k, "from"))?, h)));
            let against = tree.kids(c, Deprel::Nmod);
            let against = against.filter_map(|h| Some((tree.case(h).filter(|&k| tree.is(k, "against"))?, h)));
            for (case, h) in moved.chain(against) {
                let mut heads = Vec::new();
                tree.conjuncts(h, &mut heads);
                reachable.extend(heads.into_iter().map(|h| (tree.case(h).unwrap_or(case), h)));
            }
        }
    }
    // "pull out OF B", "on BEHALF OF B" as one preposition: all case words of the noun, in order.
    if let Some(Element::Word(next)) = rest.first() {
        for &(case, h) in reachable.iter().filter(|&&(c, h)| fits(c) && !b.used.contains(&h)) {
            let second = tree
                .children(h)
                .filter(|&c| c > case && tree.deprel(c) == Deprel::Case)
                .chain(tree.kids(case, Deprel::Fixed))
                .find(|&c| next.iter().any(|w| tree.is(c, w)));
            // "walked OUT OF talks with B": the noun is a word of the frame.
            if let (Some(second), Some(Element::Word(nouns))) = (second, rest.get(1))
                && nouns.iter().any(|w| names_word(tree, h, w))
            {
                let mut b = b.clone().with(case).with(second).with(h);
                b.anchors.push(h);
                b.used.push(h);
                if let Some(found) = follow(&rest[2..], clauses, p, b) {
                    return Some(found);
                }
            }
            if let (Some(second), Some(Element::Slot(end, kinds))) = (second, rest.get(1)) {
                let heads: Vec<usize> = reachable.iter().filter(|(c, _)| *c == case).map(|&(_, h)| h).collect();
                return follow(
                    &rest[2..],
                    clauses,
                    p,
                    b.clone().bind(*end, *kinds, heads).with(case).with(second),
                );
            }
        }
    }
    let mut free: Vec<(usize, usize)> = reachable
        .into_iter()
        .filter(|(c, h)| fits(*c) && !b.used.contains(h))
        // "On May 8 they opened fire on the town": a day is nobody.
        .filter(|&(c, h)| !clauses.is_time(h) || !["on", "in", "at", "by", "from"].iter().any(|w| tree.is(c, w)))
        // "In Mali, the army launched strikes": what stands in front with "in" is the scene.
        .filter(|&(c, _)| words.len() == 1 || c > p.predicate || !tree.is(c, "in"))
        .collect();
    // "in the war on Norway's side" is with Norway.
    free.retain(|&(c, h)| !(tree.is(c, "on") && tree.lemma(h) == "side"));
    // "conducts strikes in support of Peru" conducts none in Peru.
    let slot = matches!(rest.first(), Some(Element::Slot(_, _)));
    free.retain(|&(c, h)| !(slot && tree.is(c, "in") && ON_BEHALF.contains(&tree.lemma(h))));
    // "Norway's membership of the alliance": who joins is meant, not what.
    let joins = ["membership", "accession", "entry", "admission", "candidacy", "bid"];
    let joining = |&a: &usize| joins.contains(&tree.lemma(a)) && tree.kid(a, Deprel::NmodPoss).is_some();
    if b.anchors.last().is_some_and(joining) && words.iter().any(|w| w == "of") {
        free.clear();
    }
    // The frame's first preposition first, and the nearest of its kind.
    free.sort_by_key(|&(case, _)| (words.iter().position(|w| tree.is(case, w)), case));
    match rest.first() {
        Some(Element::Slot(_, _)) if matches!(rest.get(1), Some(Element::Word(and)) if and == &["and"]) => {
            let mut b = b;
            b.used = free.iter().map(|&(_, h)| h).collect();
            follow(rest, clauses, p, b)
        }
        Some(Element::Slot(end, kinds)) => {
            // The frame names its prepositions best first: "shipments of fuel to Mali" go "to|of" Mali.
            let rank = |&&(case, _): &&(usize, usize)| words.iter().position(|w| tree.is(case, w));
            let named = |anchor: &&usize| {
                tree.children(**anchor)
                    .any(|c| names_owner(tree, c) && !b.used.contains(&c))
            };
            let owned = b
                .anchors
                .last()
                .filter(|_| words.len() > 1 && words[0] == "of")
                .filter(named);
            // "seized a Norwegian ship in the strait": whose it is before where it was.
            let place = |case: usize| ["in", "near", "at", "around"].iter().any(|w| tree.is(case, w));
            let nearest = free
                .iter()
                .min_by_key(rank)
                .filter(|&&(case, _)| owned.is_none() || !place(case));
            let Some(&(case, _)) = nearest else {
                // "rejected London's allegations": a frame's "of B" is also a possessor or a name before the noun.
                let anchor = *b.anchors.last().filter(|_| words.iter().any(|w| w == "of"))?;
                let owners: Vec<usize> = tree
                    .children(anchor)
                    .filter(|&c| {
                        matches!(tree.deprel(c), Deprel::NmodPoss | Deprel::Amod | Deprel::Compound)
                            && !b.used.contains(&c)
                    })
                    .collect();
                let first = clauses
                    .maker(anchor)
                    .filter(|_| words.iter().any(|w| w == "by"))
                    .or(owners.iter().copied().find(|&c| names_owner(tree, c)))
                    .or(owners.first().copied())?;
                let mut all = Vec::new();
                tree.conjuncts(first, &mut all);
                return follow(&rest[1..], clauses, p, b.bind(*end, *kinds, all));
            };
            // All that is coordinated under the same preposition, said once or again: "on ships and on ports".
            let again = |c: usize, h: usize| tree.deprel(h) == Deprel::Conj && tree.is(c, tree.form(case));
            let heads: Vec<usize> = free
                .iter()
                .filter(|&&(c, h)| c == case || again(c, h))
                .map(|&(_, h)| h)
                .collect();
            follow(&rest[1..], clauses, p, b.bind(*end, *kinds, heads).with(case))
        }
        Some(Element::Word(next)) => {
            // "described it AS weak": an adjective after "as" may stand as a clause.
            let said = |c: usize| next.iter().any(|w| w == tree.lemma(c) || tree.is(c, w));
            let clause = p.complements.iter().find_map(|&(marker, c)| {
                let mut all = Vec::new();
                if marker.is_some_and(fits) && !tree.is_verb(c) {
                    tree.conjuncts(c, &mut all);
                }
                all.into_iter().find(|&c| said(c))
            });
            if let Some(c) = clause
                && let Some(found) = follow(&rest[1..], clauses, p, b.clone().with(c))
            {
                return Some(found);
            }
            for (case, h) in free {
                if next.iter().any(|w| names_word(tree, h, w)) {
                    let mut b = b.clone().with(case).with(h);
                    b.anchors.push(h);
                    b.used.push(h);
                    if let Some(found) = follow(&rest[1..], clauses, p, b) {
                        return Some(found);
                    }
                }
            }
            None
        }
        // "describe B as great leader"
        Some(Element::Modified(modifiers, heads)) => {
            let is = |i: usize, words: &[String]| words.iter().any(|w| w == tree.lemma(i) || tree.is(i, w));
            let said = |c: usize| matches!(tree.deprel(c), Deprel::Compound | Deprel::Amod) && is(c, modifiers);
            let (case, h) = free
                .into_iter()
                .find(|&(_, h)| (heads == &["*"] || is(h, heads)) && tree.children(h).any(said))?;
            follow(&rest[1..], clauses, p, b.with(case).with(h))
        }
        // "ask B for": whatever is asked for.
        None => match free.first() {
            Some(&(case, _)) => Some(b.with(case)),
            // "charged four men WITH murder": parsers may hang it on the men.
            None => {
                let (targets, _) = b.target.as_ref()?;
                let beside = targets.iter().flat_map(|&t| tree.kids(t, Deprel::Nmod));
                let case = beside.filter_map(|c| tree.case(c)).find(|&c| fits(c))?;
                Some(b.with(case))
            }
        },
        _ => None,
    }
}

/// "London's", "Norwegian", "Iran" before a noun.
fn names_owner(tree: &Tree, c: usize) -> bool {
    let before =
        matches!(tree.deprel(c), Deprel::Amod | Deprel::Compound) && tree.form(c).starts_with(char::is_uppercase);
    before || tree.deprel(c) == Deprel::NmodPoss
}
