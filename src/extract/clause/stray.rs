//! Subjects and verbs that the parser lost: "Dr. Lund, founder of the forum, strongly disputed claims" may come as a
//! noun phrase about claims. The order of words tells what the tree does not.
//!
//! Nothing here is tried where the tree has an answer.

use super::{Class, Clauses, Proposition};
use crate::extract::syntax::{Deprel, Upos, Xpos};

/// How many phrases may stand between a subject and its verb: ", for his part," and "on Friday".
const MAX_PHRASES: usize = 4;

impl Clauses<'_> {
    /// The subject of a finite verb without one in the tree: the noun phrase before it, over adverbs, insertions
    /// between commas and prepositional phrases. Nothing where another verb stands between, or has that phrase already.
    pub(super) fn stray_subject(&self, v: usize) -> Option<usize> {
        let tree = &self.tree;
        let helper = |i: usize| matches!(tree.deprel(i), Deprel::Aux | Deprel::AuxPass);
        let finite = matches!(tree.xpos(v), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
            || (matches!(tree.xpos(v), Xpos::Vbn | Xpos::Vbg | Xpos::Vb)
                && tree.children(v).any(|c| c < v && helper(c)));
        if !finite
            || tree
                .children(v)
                .any(|c| tree.deprel(c) == Deprel::Mark && tree.is(c, "to"))
        {
            return None;
        }
        if let Some(counted) = self.counted_subject(v) {
            return Some(counted);
        }
        let mut at = v;
        while at > 0 && (helper(at - 1) || tree.upos(at - 1) == Upos::Aux) {
            at -= 1;
        }
        for _ in 0..MAX_PHRASES {
            let before = at.checked_sub(1)?;
            // A name at the start of a sentence may pass for an adverb; its lemma keeps the capital.
            let name = tree.upos(before) == Upos::Adv && tree.lemma(before).starts_with(char::is_uppercase);
            if tree.form(before) == "," {
                at = self.insertion(before)?;
            } else if tree.upos(before) == Upos::Adv && !name || helper(before) {
                at = before;
            } else if name || tree.is_noun(before) || tree.xpos(before) == Xpos::Prp {
                let head = self.phrase_head(before);
                if let Some(case) = tree.case(head) {
                    at = case.min(tree.extent(head).0);
                } else if self.is_time(head) {
                    at = tree.extent(head).0.min(before);
                } else {
                    return self.is_free(head, v).then_some(head);
                }
            } else {
                return None;
            }
        }
        None
    }

    /// "More than a dozen senators have backed": an amount that the parser takes for a comparison.
    fn counted_subject(&self, v: usize) -> Option<usize> {
        let tree = &self.tree;
        tree.kids(v, Deprel::Obl).filter(|&c| c < v).find(|&c| {
            tree.case(c).is_some_and(|k| {
                tree.is(k, "than") && k > 0 && ["more", "fewer", "less"].iter().any(|w| tree.is(k - 1, w))
            })
        })
    }

    /// Where the words between two commas begin, of which the second is given: a phrase, or a relative clause.
    fn insertion(&self, comma: usize) -> Option<usize> {
        let tree = &self.tree;
        let open = (0..comma).rev().take(30).find(|&c| tree.form(c) == ",")?;
        let first = open + 1;
        let finite = |i: usize| matches!(tree.xpos(i), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
        let clause = (first..comma).any(finite) && !tree.is_relative(first);
        let joins = first == comma || tree.upos(first) == Upos::Cconj || tree.upos(first) == Upos::Sconj;
        (!clause && !joins).then_some(open)
    }

    /// The head of the noun phrase that ends with word `last`.
    fn phrase_head(&self, last: usize) -> usize {
        let tree = &self.tree;
        let mut at = last;
        while let Some(h) = tree.head(at) {
            let inside = matches!(
                tree.deprel(at),
                Deprel::Flat | Deprel::Compound | Deprel::Nmod | Deprel::Appos | Deprel::NmodUnmarked | Deprel::Conj
            );
            if h > at || !inside || !tree.is_noun(h) {
                break;
            }
            at = h;
        }
        at
    }

    /// Is the phrase no argument of another verb?
    fn is_free(&self, head: usize, v: usize) -> bool {
        let tree = &self.tree;
        match (tree.deprel(head), tree.head(head)) {
            (Deprel::Nsubj | Deprel::NsubjPass, Some(h)) => {
                h == v || !tree.is_verb(h) && tree.kid(h, Deprel::Cop).is_none()
            }
            (Deprel::Obj | Deprel::Iobj | Deprel::Obl, Some(h)) => h == v || !tree.is_verb(h),
            _ => true,
        }
    }

    /// The verb that the parser takes for an adjective of its object: "disputed" of "Brandt strongly disputed claims",
    /// "fired" of "the Rams have fired coaches". With its subjects.
    pub(super) fn verb_before(&self, noun: usize) -> Option<(usize, Vec<usize>)> {
        let tree = &self.tree;
        let v = tree
            .kids(noun, Deprel::Amod)
            .find(|&c| c < noun && matches!(tree.xpos(c), Xpos::Vbd | Xpos::Vbn))?;
        let mut subjects = Vec::new();
        let before = v.checked_sub(1)?;
        if tree.xpos(v) == Xpos::Vbn
            && tree.deprel(noun) == Deprel::Obj
            && tree.head(noun) == Some(before)
            && tree.lemma(before) == "have"
        {
            return Some((v, self.subjects(before))).filter(|(_, s)| !s.is_empty());
        }
        let subject = tree
            .kid(noun, Deprel::Nsubj)
            .filter(|&s| s < v && tree.kid(noun, Deprel::Cop).is_none());
        // "the press conference enraged Republicans": no noun stands before a past tense in one phrase.
        let joined = || {
            let named = |&c: &usize| c < v && tree.is_noun(c);
            tree.kids(noun, Deprel::Compound)
                .filter(named)
                .last()
                .filter(|_| tree.xpos(v) == Xpos::Vbd)
        };
        let adverbs_only =
            |s: usize| (self.tree.extent(s).1 + 1..v).all(|i| matches!(tree.upos(i), Upos::Adv | Upos::Punct));
        let subject = subject.or_else(joined).filter(|&s| adverbs_only(s))?;
        tree.conjuncts(subject, &mut subjects);
        Some((v, subjects))
    }

    /// The clause of such a verb.
    pub(super) fn lost_verb(&self, v: usize) -> Option<Proposition> {
        let tree = &self.tree;
        if tree.deprel(v) != Deprel::Amod {
            return None;
        }
        let noun = tree.head(v)?;
        let (_, subjects) = self.verb_before(noun).filter(|&(found, _)| found == v)?;
        let mut p = Proposition::new(v, Class::Verb);
        p.subjects = subjects;
        tree.conjuncts(noun, &mut p.objects);
        for c in tree.children(noun).filter(|&c| c > noun) {
            match (tree.deprel(c), tree.case(c)) {
                (Deprel::Nmod | Deprel::Obl, Some(case)) => p.obliques.push((case, c)),
                (Deprel::Advcl | Deprel::Ccomp | Deprel::Xcomp, _) => p.complements.push((self.marker(c), c)),
                _ => {}
            }
        }
        Some(p)
    }
}
