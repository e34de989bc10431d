//! [`Reader`]: which words of a sentence are predicates, and of whom.

use super::{Fact, Granularity};
use crate::extract::clause::{Clauses, Tree};
use crate::extract::syntax::{Deprel, Upos, Xpos};

/// No sentence gives more facts.
const MAX_FACTS: usize = 200;

/// Reads one sentence.
pub(super) struct Reader<'a> {
    pub(super) clauses: &'a Clauses<'a>,
    pub(super) granularity: Granularity,
    facts: Vec<Fact>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(clauses: &'a Clauses<'a>, granularity: Granularity) -> Reader<'a> {
        Reader {
            clauses,
            granularity,
            facts: Vec::new(),
        }
    }

    pub(super) fn tree(&self) -> &'a Tree<'a> {
        &self.clauses.tree
    }

    pub(super) fn read(mut self) -> Vec<Fact> {
        for v in 0..self.tree().len() {
            if self.is_predicate(v) {
                for subject in self.subjects(v) {
                    self.clause(&subject, &[], &[], v, 0);
                }
            }
        }
        self.facts
    }

    /// Adds a fact, unless a part of it is empty or it was there.
    pub(super) fn emit(&mut self, predicate: usize, subject: &[usize], relation: &[usize], object: &[usize]) {
        if subject.is_empty() || relation.is_empty() || object.is_empty() || self.is_full() {
            return;
        }
        let fact = Fact {
            subject: subject.to_vec(),
            relation: relation.to_vec(),
            object: object.to_vec(),
            predicate,
            status: self.clauses.status(predicate),
        };
        let is_same =
            |old: &Fact| (&old.subject, &old.relation, &old.object) == (&fact.subject, &fact.relation, &fact.object);
        if !self.facts.iter().any(is_same) {
            self.facts.push(fact);
        }
    }

    /// Are there as many facts as one sentence may have?
    pub(super) fn is_full(&self) -> bool {
        self.facts.len() >= MAX_FACTS
    }

    /// The subjects of a predicate, each as its words.
    fn subjects(&self, v: usize) -> Vec<Vec<usize>> {
        let tree = self.tree();
        if let Some(there) = tree.kid(v, Deprel::Expl).filter(|&c| c < v) {
            return vec![vec![there]];
        }
        let mut subjects = self.clauses.subjects(v);
        subjects.dedup();
        // A question word names nobody, and a verb among the subjects was coordinated by mistake.
        subjects.retain(|&s| {
            let is_question = matches!(tree.xpos(s), Xpos::Wdt | Xpos::Wp | Xpos::Wrb);
            let is_noun = tree.upos(s) != Upos::Verb || tree.xpos(s) == Xpos::Vbg || tree.kid(s, Deprel::Det).is_some();
            !is_question && is_noun && tree.upos(s) != Upos::Punct
        });
        let mut found: Vec<(usize, Vec<usize>)> = Vec::new();
        for s in subjects {
            let words = self.subject(s, v);
            match found.iter_mut().find(|(first, _)| self.in_one_name(*first, s)) {
                // One name that the parser took for two.
                Some((_, name)) => {
                    name.extend(words);
                    name.sort_unstable();
                    name.dedup();
                }
                None => found.push((s, words)),
            }
        }
        found.into_iter().map(|(_, words)| words).collect()
    }

    /// Does a clause of its own start here, rather than one that is told along with its governor?
    fn is_predicate(&self, v: usize) -> bool {
        let tree = self.tree();
        let is_verb = tree.is_verb(v) && matches!(tree.upos(v), Upos::Verb | Upos::Aux);
        if !(is_verb || self.is_copular(v)) {
            return false;
        }
        let mut first = v;
        while tree.deprel(first) == Deprel::Conj && !self.has_subject(first) {
            let Some(h) = tree.head(first) else { break };
            first = h;
        }
        let is_marked = self.clauses.marker(first).is_some();
        match tree.deprel(first) {
            Deprel::Root | Deprel::Conj | Deprel::Parataxis | Deprel::AclRelcl => true,
            _ if first != v && self.is_finite(v) => true,
            Deprel::Advcl | Deprel::Csubj => self.has_subject(first) || !(is_marked || self.goes_on_list(first)),
            Deprel::Ccomp => self.has_subject(first),
            Deprel::Acl => !is_marked && matches!(tree.xpos(first), Xpos::Vbg | Xpos::Vbn),
            Deprel::Xcomp => self.has_subject(v),
            _ => false,
        }
    }
}
