//! Verbs that the tagger took for nouns: "Police arrest nine people".
//!
//! In short sentences of the present tense a noun before a verb that may be a noun ("arrest", "strike", "attack")
//! makes the tagger see a compound. The tree often tells better: no noun has a direct object.

use super::{Class, Clauses, Proposition};
use crate::extract::syntax::{Deprel, Upos};

impl Clauses<'_> {
    /// The clause of a noun that has an object, and a doer right before it, and so is a verb.
    pub(super) fn mistagged_verb(&self, i: usize) -> Option<Proposition> {
        let tree = &self.tree;
        if tree.upos(i) != Upos::Noun || tree.form(i).starts_with(char::is_uppercase) {
            return None;
        }
        let (mut doer, mut object) = (None, None);
        for c in tree.children(i) {
            match tree.deprel(c) {
                Deprel::Compound if c < i && tree.is_noun(c) => doer = Some(c),
                Deprel::Obj if c > i => object = object.or(Some(c)),
                Deprel::Nmod | Deprel::NmodUnmarked if c > i + 1 && tree.case(c).is_none() => {
                    object = object.or(Some(c));
                }
                // What has an article, a preposition or a copula is a noun.
                Deprel::Det | Deprel::Case | Deprel::Cop | Deprel::NmodPoss => return None,
                _ => {}
            }
        }
        let object = object?;
        let beside = || {
            (tree.deprel(i) == Deprel::Appos)
                .then(|| tree.head(i))
                .flatten()
                .filter(|&h| h < i)
        };
        let doer = doer.or_else(beside)?;
        // A name in apposition is no object: "a police raid, Operation Dawn".
        if tree.upos(object) == Upos::Propn && tree.deprel(object) != Deprel::Obj {
            return None;
        }
        let mut p = Proposition::new(i, Class::Verb);
        tree.conjuncts(doer, &mut p.subjects);
        tree.conjuncts(object, &mut p.objects);
        for c in tree.kids(i, Deprel::Nmod).chain(tree.kids(i, Deprel::Obl)) {
            if let Some(case) = tree.case(c) {
                p.obliques.push((case, c));
            }
        }
        Some(p)
    }
}
