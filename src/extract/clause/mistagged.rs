//! Verbs that the tagger took for nouns: "Police arrest nine people".
//!
//! In short sentences of the present tense a noun before a verb that may be a noun ("arrest", "strike", "attack")
//! makes the tagger see a compound. The tree often tells better: no noun has a direct object.

use super::{Class, Clauses, Proposition};
use crate::extract::syntax::{Deprel, Upos, Xpos};

impl Clauses<'_> {
    /// The clause of a noun that has an object, and a doer right before it, and so is a verb.
    pub(super) fn mistagged_verb(&self, i: usize) -> Option<Proposition> {
        let tree = &self.tree;
        if tree.upos(i) != Upos::Noun || tree.form(i).starts_with(char::is_uppercase) {
            return None;
        }
        let (mut doer, mut object, mut joined) = (None, None, false);
        for c in tree.children(i) {
            match tree.deprel(c) {
                Deprel::Compound if c < i && tree.is_noun(c) => doer = Some(c),
                Deprel::Obj if c > i => object = object.or(Some(c)),
                // "arrest 26 suspects", "arrest Ann Lund": a phrase right behind, with nothing between.
                Deprel::Nmod | Deprel::NmodUnmarked | Deprel::Appos | Deprel::Flat | Deprel::Conj
                    if tree.extent(c).0 == i + 1 && self.begins_phrase(i + 1) =>
                {
                    object = object.or(Some(c));
                }
                Deprel::Cc if tree.is(c, "and") => joined = true,
                // What has an article, a preposition or a copula is a noun.
                Deprel::Det | Deprel::Case | Deprel::Cop | Deprel::NmodPoss => return None,
                _ => {}
            }
        }
        let object = object?;
        let above = || match tree.deprel(i) {
            Deprel::Appos => tree.head(i).filter(|&h| h < i).into_iter().collect(),
            // "raided a house in Lima and arrest ten men"
            Deprel::Conj if joined => {
                let mut at = i;
                while let Some(h) = tree.head(at) {
                    at = h;
                    if tree.is_verb(h) {
                        return self.subjects(h);
                    }
                }
                Vec::new()
            }
            _ => Vec::new(),
        };
        let mut subjects = Vec::new();
        match doer {
            Some(doer) => tree.conjuncts(doer, &mut subjects),
            None => subjects = above(),
        }
        if subjects.is_empty() {
            return None;
        }
        let mut p = Proposition::new(i, Class::Verb);
        p.subjects = subjects;
        tree.conjuncts(object, &mut p.objects);
        for c in tree.kids(i, Deprel::Nmod).chain(tree.kids(i, Deprel::Obl)) {
            if let Some(case) = tree.case(c) {
                p.obliques.push((case, c));
            }
        }
        Some(p)
    }

    /// The clause of a verb that the parser took for a participle before the noun that is its object: "Norway mobilized
    /// reservists", where the whole sentence would be one noun phrase without a verb.
    pub(super) fn hidden_verb(&self, i: usize) -> Option<Proposition> {
        let tree = &self.tree;
        let participle = tree.deprel(i) == Deprel::Amod && matches!(tree.xpos(i), Xpos::Vbd | Xpos::Vbn);
        let object = tree.head(i).filter(|&h| participle && h > i && tree.is_noun(h))?;
        let whole = matches!(tree.deprel(object), Deprel::Root | Deprel::Ccomp | Deprel::Parataxis);
        let complete = tree.children(object).any(|c| {
            matches!(
                tree.deprel(c),
                Deprel::Nsubj | Deprel::NsubjPass | Deprel::Cop | Deprel::Case | Deprel::NmodPoss
            )
        });
        let doer = i
            .checked_sub(1)
            .filter(|&c| tree.head(c) == Some(object) && tree.is_noun(c))?;
        if !whole || complete || tree.kid(i, Deprel::AuxPass).is_some() {
            return None;
        }
        let mut p = Proposition::new(i, Class::Verb);
        tree.conjuncts(doer, &mut p.subjects);
        tree.conjuncts(object, &mut p.objects);
        for c in tree.kids(object, Deprel::Nmod).chain(tree.kids(object, Deprel::Obl)) {
            if let Some(case) = tree.case(c) {
                p.obliques.push((case, c));
            }
        }
        Some(p)
    }

    /// Does a noun phrase begin here: a number, an article, a name?
    fn begins_phrase(&self, i: usize) -> bool {
        let tree = &self.tree;
        matches!(tree.upos(i), Upos::Num | Upos::Det | Upos::Propn) || tree.is(i, "more")
    }
}
