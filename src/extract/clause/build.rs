//! [`Clauses`]: all clauses of a sentence, and the proposition that one of its words states.

use super::{Effect, Proposition, Stance, Tree};
use crate::extract::syntax::{Deprel, Upos, Xpos};

/// How far control, coordination and relative clauses are followed to find a subject.
pub(super) const MAX_STEPS: u8 = 8;

/// All clauses of one sentence, built on demand.
pub struct Clauses<'a> {
    /// The sentence's tree.
    pub tree: Tree<'a>,
    /// The word classes of the language.
    pub stance: &'a Stance,
    /// For each "according to X": the head of the clause it stands in, and X.
    pub(super) sources: Vec<(usize, usize)>,
}

impl<'a> Clauses<'a> {
    /// The clauses of a sentence.
    pub fn new(tree: Tree<'a>, stance: &'a Stance) -> Clauses<'a> {
        let mut sources = Vec::new();
        for word in 0..tree.len() {
            if !tree
                .case(word)
                .is_some_and(|k| stance.names_source(&tree.form(k).to_ascii_lowercase()))
            {
                continue;
            }
            // The parser may hang it on any noun of the clause.
            let mut at = word;
            while let Some(h) = tree.head(at) {
                at = h;
                if tree.is_verb(h) || tree.deprel(h) == Deprel::Root {
                    break;
                }
            }
            sources.push((at, word));
        }
        Clauses { tree, stance, sources }
    }

    /// For each "according to X": the head of the clause it stands in, and X.
    pub fn sources(&self) -> &[(usize, usize)] {
        &self.sources
    }

    /// The proposition that word `i` states, as a verb, noun or adjective.
    pub fn proposition(&self, i: usize) -> Proposition {
        let tree = &self.tree;
        let mut proposition = if let Some(behind) = self.predicate_preposition(i) {
            behind
        } else if let Some(verb) = self
            .mistagged_verb(i)
            .or_else(|| self.lost_verb(i))
            .or_else(|| self.hidden_verb(i))
        {
            verb
        } else if tree.is_verb(i) && !matches!(tree.upos(i), Upos::Noun | Upos::Propn) && !self.is_gerund_noun(i) {
            self.verb(i)
        } else if tree.upos(i) == Upos::Adj || matches!(tree.xpos(i), Xpos::Jj | Xpos::Vbn) {
            self.adjective(i)
        } else {
            self.noun(i)
        };
        proposition.status = self.status(i);
        proposition
    }

    /// "a mass shooting": what has an article is a noun, whatever its tag.
    fn is_gerund_noun(&self, i: usize) -> bool {
        let tree = &self.tree;
        tree.xpos(i) == Xpos::Vbg
            && tree
                .children(i)
                .any(|c| c < i && tree.deprel(c) == Deprel::Det && (tree.is(c, "a") || tree.is(c, "the")))
            && tree.kid(i, Deprel::Obj).is_none()
    }

    /// Is it a day, a month, a number: no agent, even after "by"?
    pub fn is_time(&self, i: usize) -> bool {
        let lemma = self.tree.lemma(i).to_ascii_lowercase();
        self.tree.upos(i) == Upos::Num || self.stance.noun(&lemma).has(Effect::TELLS_TIME)
    }

    /// The word that marks a subordinate clause: "to", "that", "if", "of".
    pub fn marker(&self, v: usize) -> Option<usize> {
        self.tree
            .children(v)
            .find(|&c| c < v && matches!(self.tree.deprel(c), Deprel::Mark | Deprel::Case))
    }
}
