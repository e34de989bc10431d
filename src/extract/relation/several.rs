//! One noun, several actors: "the leaders of Chad and Niger", "Chadian and Nigerien officials",
//! "the airlines Orsen Air and Dalmar", "dozens of protesters".

use super::reader::{Reader, Referent};
use crate::extract::actor::{Form, Kind};
use crate::extract::clause::{Effect, Tree};
use crate::extract::syntax::{Deprel, Upos, Xpos};

impl Reader<'_> {
    /// The actors that the noun `word` names together, when it names more than one and is no actor of its own.
    pub(super) fn several(&self, s: usize, word: usize) -> Vec<Referent> {
        let tree = &self.clauses[s].tree;
        if !matches!(tree.xpos(word), Xpos::Nns | Xpos::Nnps) {
            return Vec::new();
        }
        let mut ways = vec![self.names_behind(s, word)];
        // The critics of two countries are neither of them.
        if !self.clauses[s].stance.noun(tree.lemma(word)).has(Effect::OPPOSES_OWNER) {
            ways.push(self.countries_around(s, word));
        }
        ways.into_iter().find(|way| way.len() > 1).unwrap_or_default()
    }

    /// "the leaders of Chad and Niger", "Chadian and Nigerien officials": each of the countries. A group of people
    /// is itself meant in "Chadian and Nigerien students".
    fn countries_around(&self, s: usize, word: usize) -> Vec<Referent> {
        let tree = &self.clauses[s].tree;
        let noun = self.clauses[s].stance.noun(tree.lemma(word));
        let acts = noun.has(Effect::ACTS) || noun.has(Effect::SPEAKS);
        for c in tree.children(word) {
            let fits = match tree.deprel(c) {
                Deprel::Nmod => tree
                    .case(c)
                    .is_some_and(|k| tree.is(k, "of") || (acts && tree.is(k, "from"))),
                Deprel::Amod | Deprel::Compound | Deprel::NmodPoss => acts,
                _ => false,
            };
            let mut named = Vec::new();
            if fits {
                tree.conjuncts(c, &mut named);
            }
            let found: Vec<Referent> = named.iter().filter_map(|&c| self.refer_exactly(s, c)).collect();
            let countries = found.iter().all(|r| {
                let kind = self.actor(r.actor).kind;
                r.form == Form::Name && matches!(kind, Kind::Country | Kind::Organization)
            });
            let first = found.first().map(|r| self.actor(r.actor).kind);
            if found.len() > 1 && found.len() == named.len() && countries && first == Some(Kind::Country) {
                return distinct(found);
            }
        }
        Vec::new()
    }

    /// "the airlines Orsen Air and Dalmar": the names that follow a plural and say who is meant.
    fn names_behind(&self, s: usize, word: usize) -> Vec<Referent> {
        let tree = &self.clauses[s].tree;
        let mut found = Vec::new();
        let mut at = word + 1;
        while let Some(m) = (at < tree.len()).then(|| self.mention(s, at)).flatten() {
            let mention = self.cast.mention(m);
            let (first, end) = (mention.first as usize, mention.end as usize);
            // The first name must hang on the noun: in "told officials Paris had agreed" it does not.
            let hangs = !found.is_empty() || (first..end).any(|i| tree.head(i) == Some(word) && tree.is_noun(i));
            if mention.form != Form::Name || first != at || !hangs {
                break;
            }
            found.extend(self.refer_exactly(s, mention.head as usize));
            at = end;
            let joined = (at < tree.len() && tree.is(at, ",")) as usize;
            let joined = joined + (at + joined < tree.len() && tree.is(at + joined, "and")) as usize;
            if joined == 0 {
                break;
            }
            at += joined;
        }
        distinct(found)
    }

    /// "dozens of protesters", "a group of lawyers": whom a word that only measures counts.
    pub(super) fn measured(&self, s: usize, word: usize) -> Vec<usize> {
        let tree: &Tree = &self.clauses[s].tree;
        let mut counted = Vec::new();
        // "Dozens" may come as a number, with its ending.
        let counts = |lemma: &str| {
            self.clauses[s]
                .stance
                .noun(&lemma.to_ascii_lowercase())
                .has(Effect::MEASURES)
        };
        let lemma = tree.lemma(word);
        // "six of the ministers"
        let number = tree.upos(word) == Upos::Num;
        if self.mention(s, word).is_none() && (number || counts(lemma) || lemma.strip_suffix('s').is_some_and(counts)) {
            for c in tree.kids(word, Deprel::Nmod) {
                if tree.case(c).is_some_and(|k| tree.is(k, "of")) {
                    tree.conjuncts(c, &mut counted);
                }
            }
        }
        counted
    }
}

fn distinct(found: Vec<Referent>) -> Vec<Referent> {
    let mut out: Vec<Referent> = Vec::new();
    for r in found {
        if !out.iter().any(|o| o.actor == r.actor) {
            out.push(r);
        }
    }
    out
}
