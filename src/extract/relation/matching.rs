//! A frame laid over a proposition: which words fill its slots.

use super::frame::{Element, End, Frame, FrameClass};
use super::vocabulary::Kinds;
use crate::extract::clause::{Class, Clauses, Effect, Proposition, Tree};
use crate::extract::syntax::{Deprel, Upos};

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

#[derive(Clone)]
struct Binding {
    source: Option<(Vec<usize>, Kinds)>,
    target: Option<(Vec<usize>, Kinds)>,
    inner: Option<(usize, Option<i8>)>,
    words: Vec<usize>,
    /// Nouns of the frame whose own prepositions may carry the rest.
    anchors: Vec<usize>,
    /// Prepositional arguments already used.
    used: Vec<usize>,
}

impl Binding {
    fn bind(mut self, end: End, kinds: Kinds, words: Vec<usize>) -> Binding {
        self.used.extend(&words);
        match end {
            End::Source => self.source = Some((words, kinds)),
            End::Target => self.target = Some((words, kinds)),
        }
        self
    }

    fn with(mut self, word: usize) -> Binding {
        self.words.push(word);
        self
    }
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
        words: vec![p.predicate],
        anchors: Vec::new(),
        used: Vec::new(),
    };
    match frame.class {
        FrameClass::Compound => return None,
        FrameClass::Verb if !frame.copular => {
            if p.class != Class::Verb {
                return None;
            }
            if let Some((end, kinds)) = frame.subject {
                start = start.bind(end, kinds, p.subjects.clone());
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
    let laid = follow(&frame.rest, clauses, p, start)?;
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
    let tree = &clauses.tree;
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
        [Element::Slot(end, kinds), rest @ ..] => {
            // "give B aid": a slot followed by the object's word is the one who receives it.
            if let Some(Element::Word(words)) = rest.first()
                && let Some(&o) = p.objects.iter().find(|&&o| words.iter().any(|w| w == tree.lemma(o)))
                && !p.recipients.is_empty()
            {
                let mut b = b.clone().bind(*end, *kinds, p.recipients.clone()).with(o);
                b.anchors.push(o);
                if let Some(found) = follow(&rest[1..], clauses, p, b) {
                    return Some(found);
                }
            }
            // "called Ford a fighter": the parser may take the name for the complement and the fighter for the object.
            if let Some(Element::Word(_) | Element::Modified(_, _)) = rest.first()
                && let Some(&(_, c)) = p.complements.iter().find(|&&(_, c)| tree.is_noun(c))
                && p.objects.iter().any(|&o| c < o)
                && let Some(found) = follow(rest, clauses, p, b.clone().bind(*end, *kinds, vec![c]))
            {
                return Some(found);
            }
            // "called Ford a fighter" with two objects
            if let Some(Element::Word(_) | Element::Modified(_, _)) = rest.first()
                && !p.recipients.is_empty()
                && let Some(found) = follow(rest, clauses, p, b.clone().bind(*end, *kinds, p.recipients.clone()))
            {
                return Some(found);
            }
            let complement_next = matches!(rest.first(), Some(Element::Clause(_)))
                || matches!(rest, [Element::Word(to), Element::Clause(_), ..] if to == &["to"]);
            if complement_next {
                // "demand that B withdraw", "want B to withdraw": B is the subject of the clause.
                for &(marker, c) in &p.complements {
                    let infinitive =
                        marker.is_some_and(|m| tree.is(m, "to")) || tree.children(c).any(|k| tree.is(k, "to"));
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
                        let mut b = b.clone().bind(*end, *kinds, subjects);
                        b.inner = Some((c, sign));
                        return follow(&rest[skip..], clauses, p, b);
                    }
                }
            }
            let objects: Vec<usize> = if b.inner.is_some() && *end == End::Target {
                Vec::new() // filled from the inner relation
            } else if p.objects.is_empty() && !p.recipients.is_empty() {
                p.recipients.clone()
            } else {
                p.objects.clone()
            };
            if objects.is_empty() && b.inner.is_none() {
                return None;
            }
            follow(rest, clauses, p, b.bind(*end, *kinds, objects))
        }
        [Element::Modified(modifiers, words), rest @ ..] => {
            let is = |i: usize, words: &[String]| words.iter().any(|w| w == tree.lemma(i) || tree.is(i, w));
            let modified = |o: usize| {
                let said = |c: usize| matches!(tree.deprel(c), Deprel::Compound | Deprel::Amod) && is(c, modifiers);
                (words == &["*"] || is(o, words)) && tree.children(o).any(said)
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
        [Element::Clause(sign), rest @ ..] => {
            let &(_, c) = p.complements.first()?;
            let mut b = b;
            b.inner = Some((c, *sign));
            follow(rest, clauses, p, b)
        }
        [Element::Word(words), rest @ ..] => {
            let is = |i: usize| words.iter().any(|w| names_word(tree, i, w));
            // "a wave of missiles" is missiles.
            let is_object = |o: usize| is(o) || measured(clauses, o).is_some_and(is);
            // "blame * on B": any object.
            if words == &["*"] {
                let &o = p.objects.iter().find(|&&o| !b.words.contains(&o))?;
                let mut b = b.with(o);
                b.anchors.push(o);
                return follow(rest, clauses, p, b);
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
            // "called Brandt a HERO": the parser may take the hero for an apposition.
            if rest.is_empty()
                && b.target.is_some()
                && let Some(c) = p
                    .objects
                    .iter()
                    .flat_map(|&o| tree.kids(o, Deprel::Appos))
                    .find(|&c| is(c))
            {
                return Some(b.with(c));
            }
            // The object: "impose SANCTION on".
            if let Some(&o) = p.objects.iter().find(|&&o| is_object(o) && !b.words.contains(&o)) {
                let mut b = b.clone().with(o);
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
            if words == &["that"] && matches!(rest, [Element::Slot(_, _), Element::Clause(_), ..]) {
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
    }
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
fn names_word(tree: &Tree, i: usize, word: &str) -> bool {
    match word.split_once('+') {
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

/// The word is a preposition: its noun is a slot or the next word of the frame.
fn follow_preposition(
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
    // "pull out OF B", "on BEHALF OF B" as one preposition: all case words of the noun, in order.
    if let Some(Element::Word(next)) = rest.first() {
        for &(case, h) in reachable.iter().filter(|&&(c, h)| fits(c) && !b.used.contains(&h)) {
            let second = tree
                .children(h)
                .filter(|&c| c > case && tree.deprel(c) == Deprel::Case)
                .chain(tree.kids(case, Deprel::Fixed))
                .find(|&c| next.iter().any(|w| tree.is(c, w)));
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
        // "In Mali, the army launched strikes": what stands in front with "in" is the scene.
        .filter(|&(c, _)| words.len() == 1 || c > p.predicate || !tree.is(c, "in"))
        .collect();
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
            let Some(&(case, _)) = free.iter().min_by_key(rank) else {
                // "rejected London's allegations": a frame's "of B" is also a possessor or a name before the noun.
                let anchor = *b.anchors.last().filter(|_| words.iter().any(|w| w == "of"))?;
                let owners: Vec<usize> = tree
                    .children(anchor)
                    .filter(|&c| {
                        matches!(tree.deprel(c), Deprel::NmodPoss | Deprel::Amod | Deprel::Compound)
                            && !b.used.contains(&c)
                    })
                    .collect();
                let first = owners
                    .iter()
                    .copied()
                    .find(|&c| tree.deprel(c) == Deprel::NmodPoss || tree.form(c).starts_with(char::is_uppercase))
                    .or(clauses.maker(anchor).filter(|_| words.iter().any(|w| w == "by")))
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
            let clause = p.complements.iter().find(|&&(marker, c)| {
                marker.is_some_and(fits) && !tree.is_verb(c) && next.iter().any(|w| w == tree.lemma(c))
            });
            if let Some(&(_, c)) = clause
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
        None => free.first().map(|&(case, _)| b.with(case)),
        _ => None,
    }
}

/// Fills the ends that the frame leaves to the construction.
fn finish(frame: &Frame, clauses: &Clauses, p: &Proposition, b: Binding) -> Option<Match> {
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
pub(super) fn itself(frame: &Frame, tree: &Tree, noun: usize) -> Vec<Vec<usize>> {
    if !frame.agent {
        return Vec::new();
    }
    let named = tree.head(noun).filter(|&h| {
        h > noun && tree.upos(h) == Upos::Propn && matches!(tree.deprel(noun), Deprel::NmodDesc | Deprel::Compound)
    });
    named.map(|h| vec![h]).into_iter().chain([vec![noun]]).collect()
}

/// A frame such as "arrest of B" laid over "B's arrest by A", and a frame without its target in a circumstance:
/// "amid opposition from A", where the target is whoever the main clause is about.
/// Only relations that the vocabulary marks so take a target from a circumstance, or go without one.
pub(super) fn lay_loosely(
    frame: &Frame,
    clauses: &Clauses,
    p: &Proposition,
    circumstance: bool,
    untargeted: bool,
) -> Option<Match> {
    let tree = &clauses.tree;
    if frame.class != FrameClass::Noun
        || p.class != Class::Noun
        || !frame.before.is_empty()
        || !frame.modifiers.is_empty()
    {
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
    let from = under(&["from", "by"]);
    let source = if from.is_empty() { p.possessors.clone() } else { from };
    if source.is_empty() {
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
