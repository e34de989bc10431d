//! Acts of force and what comes of them: who killed in "were killed in strikes by", "killed when police opened fire",
//! "opened fire on the crowd, killing ten".

use super::build::MAX_STEPS;
use super::{Clauses, Effect};
use crate::extract::syntax::{Deprel, Upos, Xpos};

impl Clauses<'_> {
    /// The acts in which a passive verb happened: "in Israeli strikes"; or its agents.
    pub(super) fn push_acts(&self, v: usize, out: &mut Vec<usize>) {
        let tree = &self.tree;
        for c in tree.children(v) {
            // "were killed when police opened fire", "as gunmen ambushed a convoy"
            if tree.deprel(c) == Deprel::Advcl && self.harms(c) {
                out.extend(self.verb_subjects(c, 0));
                continue;
            }
            let Some(case) = tree.case(c) else { continue };
            let agent = tree.deprel(c) == Deprel::OblAgent
                || (tree.is(case, "by") && tree.deprel(c) == Deprel::Obl && !self.is_time(c));
            let during = tree.is(case, "in") || tree.is(case, "during");
            if agent {
                tree.conjuncts(c, out);
            } else if during && tree.is_noun(c) && self.stance.noun(tree.lemma(c)).has(Effect::ACTS) {
                // "in strikes by the rebels", "in an ambush on a convoy by gunmen": whose they are is said.
                let by = |&m: &usize| tree.case(m).is_some_and(|k| tree.is(k, "by")) && !self.is_time(m);
                let behind = tree.kids(c, Deprel::Nmod).flat_map(|m| tree.kids(m, Deprel::Nmod));
                match tree
                    .kids(c, Deprel::Nmod)
                    .find(by)
                    .or_else(|| behind.into_iter().find(by))
                {
                    Some(by) => tree.conjuncts(by, out),
                    None => tree.conjuncts(c, out),
                }
            }
        }
    }

    /// Does the clause `c` tell, after "when", "as" or "after", of an act of force?
    fn harms(&self, c: usize) -> bool {
        let tree = &self.tree;
        let told = self
            .marker(c)
            .is_some_and(|m| ["when", "as", "after"].iter().any(|w| tree.is(m, w)))
            || tree.kids(c, Deprel::Advmod).any(|m| tree.is(m, "when"));
        // "was hit by": storms hit too, but only what was hit tells by whom.
        let passive = self.is_passive(c, 0);
        let verb = tree.lemma(c);
        let is_one = |phrase: &str| self.stance.verb(phrase).has(Effect::HARMS);
        told && (is_one(verb)
            || (passive && is_one(&format!("be {}", tree.form(c))))
            || tree
                .kids(c, Deprel::Obj)
                .any(|o| is_one(&format!("{verb} {}", tree.lemma(o)))))
    }

    /// The finite verb of which a participle after a comma tells the result: "opened" of "opened fire on people mourning
    /// him, killing ten". Parsers hang it on the nearest noun.
    pub(super) fn led_by(&self, v: usize) -> Option<usize> {
        let tree = &self.tree;
        let result = tree.xpos(v) == Xpos::Vbg
            && v > 0
            && tree.is(v - 1, ",")
            && matches!(tree.deprel(v), Deprel::Acl | Deprel::Conj | Deprel::Advcl)
            && self.stance.verb(tree.lemma(v)).has(Effect::RESULTS);
        if !result {
            return None;
        }
        let mut at = v;
        for _ in 0..MAX_STEPS {
            at = tree.head(at)?;
            // "has shelled the town, killing ten": a verb with an auxiliary is finite.
            let compound =
                matches!(tree.xpos(at), Xpos::Vbn | Xpos::Vb | Xpos::Vbg) && tree.kid(at, Deprel::Aux).is_some();
            if compound || matches!(tree.xpos(at), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp) {
                return (!self.is_passive(at, 0)).then_some(at);
            }
        }
        None
    }

    /// Parsers hang the target of an act on its agent, and its agent on its target; neither takes such a phrase.
    pub(super) fn lift_across(&self, case: usize, word: usize, out: &mut Vec<(usize, usize)>) {
        let tree = &self.tree;
        let targets = |k: usize| ["on", "against", "at", "of"].iter().any(|w| tree.is(k, w));
        // "the withdrawal of troops from Mali": where those who act come from is where the act leads from.
        let moves = tree.is(case, "of") && self.stance.noun(tree.lemma(word)).has(Effect::ACTS);
        if tree.upos(word) == Upos::Propn || tree.form(word).starts_with(char::is_uppercase) {
            // "a strike by the Civil Guard in Orsen": a place behind the agent tells where the act was; the rest see `lift`.
            let act = self
                .stance
                .noun(tree.lemma(tree.head(word).unwrap_or(word)))
                .has(Effect::ACTS);
            if act && tree.is(case, "by") {
                // "... on a convoy in Orsen": nor is what a name with a capital stands before.
                let place = |k: usize, c: usize| tree.is(k, "in") && (tree.upos(c) == Upos::Propn || self.is_named(c));
                let hit = |k: usize| ["on", "against", "at"].iter().any(|w| tree.is(k, w));
                for c in tree.kids(word, Deprel::Nmod) {
                    if let Some(k) = tree.case(c).filter(|&k| place(k, c) || hit(k)) {
                        let mut heads = Vec::new();
                        tree.conjuncts(c, &mut heads);
                        out.extend(heads.into_iter().map(|h| (k, h)));
                    }
                }
            }
            return;
        }
        let force = self
            .stance
            .noun(tree.lemma(tree.head(word).unwrap_or(word)))
            .has(Effect::ACTS);
        for c in tree.kids(word, Deprel::Nmod) {
            let Some(inner) = tree.case(c) else { continue };
            let within = force && tree.is(inner, "in") && (tree.upos(c) == Upos::Propn || self.is_named(c));
            if (tree.is(case, "by") && within)
                || (tree.is(case, "by") && targets(inner) && !tree.is(inner, "of"))
                || (moves && (tree.is(inner, "from") || tree.is(inner, "to")))
                || (targets(case) && tree.is(inner, "by") && !self.is_time(c))
            {
                let mut heads = Vec::new();
                tree.conjuncts(c, &mut heads);
                out.extend(heads.into_iter().map(|h| (inner, h)));
            }
        }
    }

    /// "the Lira region", "the town of Orsen": does a noun go by a name?
    fn is_named(&self, n: usize) -> bool {
        let tree = &self.tree;
        let name = |&c: &usize| {
            tree.form(c).starts_with(char::is_uppercase)
                && (tree.upos(c) == Upos::Propn || matches!(tree.deprel(c), Deprel::Compound | Deprel::Amod))
                && (c < n || tree.case(c).is_some_and(|k| tree.is(k, "of")))
        };
        tree.upos(n) == Upos::Noun && tree.children(n).any(|c| name(&c))
    }
}
