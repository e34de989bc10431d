//! Whose a deed is that another speaks of: "sanctioned Russia over its invasion" and "urged Russia to stop its invasion"
//! speak of Russia's.

use super::super::refer::Resolver;
use super::super::view::View;
use super::pronoun::Pronoun;
use super::words::Reference;
use crate::extract::syntax::{Deprel, Xpos};

/// Verbs above a pronoun, at most, until the one that judges.
const STEPS: usize = 8;

impl Resolver<'_, '_> {
    /// "criticised Lund for her support", "banned Peru over its raids", "expelled the envoy of Peru over its raids": the one who
    /// is judged, where the pronoun fits. `Some(None)` where it is not clear whose the deed is: hardly the judge's.
    pub(super) fn judged(&self, i: usize, pronoun: Pronoun) -> Option<Option<usize>> {
        let view = self.view(i);
        let m = &self.drafts[i].mention;
        let at = m.head as usize;
        let mut low = at;
        for _ in 0..STEPS {
            let up = view.head(low)?;
            if matches!(
                view.deprel(low),
                Deprel::Ccomp | Deprel::Advcl | Deprel::AclRelcl | Deprel::Parataxis
            ) {
                return None;
            }
            let reason = matches!(view.deprel(low), Deprel::Obl | Deprel::Nmod)
                && view
                    .children(low)
                    .any(|c| c < low && view.deprel(c) == Deprel::Case && is_reason(view.tokens[c]));
            // Parsers hang "for its support" on the object as well.
            let verb = if view.deprel(low) == Deprel::Nmod {
                view.head(up)?
            } else {
                up
            };
            if reason && let Some(judged) = self.judged_words(view, verb, low) {
                let found = judged
                    .into_iter()
                    .filter_map(|w| self.draft_on(m.sentence, w))
                    .find(|&who| self.fits(pronoun, who) > 0)
                    .and_then(|who| self.drafts[who].slot);
                return (found.is_some() || !pronoun.human()).then_some(found);
            }
            low = up;
        }
        None
    }

    /// "dismissed Roe, with Dahl replacing him": who lost the post is replaced, not who took it from him.
    pub(super) fn replaced(&self, i: usize, pronoun: Pronoun) -> Option<usize> {
        let view = self.view(i);
        let m = &self.drafts[i].mention;
        let at = m.head as usize;
        let words = Reference::english();
        let verb = view.head(at).filter(|_| view.deprel(at) == Deprel::Obj)?;
        if !words.following.contains(view.lemma(verb)) {
            return None;
        }
        let lost = (0..at).rev().find_map(|w| {
            let place: &[Deprel] = if words.ousting.contains(view.lemma(w)) {
                &[Deprel::Obj, Deprel::NsubjPass]
            } else if words.leaving.contains(view.lemma(w)) {
                &[Deprel::Nsubj]
            } else {
                return None;
            };
            view.children(w).find(|&c| c < at && place.contains(&view.deprel(c)))
        })?;
        let who = self.draft_on(m.sentence, lost)?;
        (self.fits(pronoun, who) > 0).then_some(self.drafts[who].slot).flatten()
    }

    /// The words before `end` that may name whom a verb judges: its object and what stands with it, or, where the object is
    /// the judgement, whom that is on: "imposed sanctions on Russia over its invasion".
    fn judged_words(&self, view: &View, verb: usize, end: usize) -> Option<Vec<usize>> {
        let words = Reference::english();
        let object = view
            .children(verb)
            .find(|&c| c < end && matches!(view.deprel(c), Deprel::Obj | Deprel::Iobj | Deprel::NsubjPass))?;
        let described = |c: usize| {
            matches!(
                view.deprel(c),
                Deprel::Nmod | Deprel::NmodPoss | Deprel::Compound | Deprel::Amod
            )
        };
        if words.judgements.contains(view.lemma(object)) {
            let on = |c: usize| {
                c < end
                    && matches!(view.deprel(c), Deprel::Nmod | Deprel::Obl)
                    && view.case_of(c).is_some_and(|k| AGAINST.contains(&k))
            };
            let below = view.children(object).chain(view.children(verb)).find(|&c| on(c))?;
            return Some(vec![below]);
        }
        if !words.judging.contains(view.lemma(verb)) {
            return None;
        }
        let beside = view.children(object).filter(|&c| c < end && described(c));
        Some(std::iter::once(object).chain(beside).collect())
    }
}

/// Before the one whom a judgement is on.
const AGAINST: [&str; 8] = ["on", "upon", "against", "into", "of", "at", "to", "with"];

/// Who does the infinitive `clause` under `verb`, where another is brought to it: Israel of "urged Israel to stop its raids",
/// "called on Israel to stop", "helped Israel defend its coast".
pub(super) fn doer_below(view: &View, clause: usize, verb: usize) -> Option<usize> {
    let words = Reference::english();
    let lemma = view.lemma(verb);
    let infinitive = view.xpos(clause) == Xpos::Vb && verb < clause;
    let below = match view.deprel(clause) {
        Deprel::Xcomp => !words.promising.contains(lemma),
        Deprel::Advcl => words.asking.contains(lemma),
        _ => false,
    };
    if !infinitive || !below {
        return None;
    }
    let between = |&c: &usize| c > verb && c < clause;
    let object = |&c: &usize| matches!(view.deprel(c), Deprel::Obj | Deprel::Iobj);
    let addressed = |&c: &usize| {
        view.deprel(c) == Deprel::Obl
            && words.asking.contains(lemma)
            && view
                .case_of(c)
                .is_some_and(|k| ["on", "upon", "to", "with", "for"].contains(&k))
    };
    let found = view.children(verb).filter(between).find(object);
    found.or_else(|| view.children(verb).filter(between).find(addressed))
}

fn is_reason(word: &str) -> bool {
    ["for", "over", "because"].iter().any(|w| word.eq_ignore_ascii_case(w))
}
