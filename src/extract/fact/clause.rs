//! One clause to its facts: a fact for each argument, and for each phrase inside an argument.

use super::reader::Reader;
use crate::extract::clause::Effect;
use crate::extract::syntax::{Deprel, Xpos};

/// How deep infinitives and phrases within phrases are followed.
const MAX_DEPTH: u8 = 4;

/// A clause as it is told so far.
struct Telling<'s> {
    predicate: usize,
    subject: &'s [usize],
    /// The words before a further argument; several where objects are coordinated.
    cores: Vec<Vec<usize>>,
    /// Have the cores an object, or a phrase in its place?
    complete: bool,
    /// Has a range begun that has not ended: after "from 3", before "to 5"?
    in_range: bool,
    /// The argument that was told last, and its relations: what examples are of.
    last: (Option<usize>, Vec<Vec<usize>>),
    depth: u8,
}

impl Reader<'_> {
    /// The facts of predicate `v`, whose relation starts with the words `before` and then those that mark it.
    pub(super) fn clause(&mut self, subject: &[usize], before: &[usize], marks: &[usize], v: usize, depth: u8) {
        if depth > MAX_DEPTH || self.is_full() {
            return;
        }
        // "to not only see": the marker may stand among the auxiliaries.
        let mut group = [marks, &self.group(v)].concat();
        group.sort_unstable();
        let mut telling = Telling {
            predicate: v,
            subject,
            cores: vec![[before, &group].concat()],
            complete: false,
            in_range: false,
            last: (None, Vec::new()),
            depth,
        };
        let mut children: Vec<usize> = self.tree().children(v).collect();
        children.extend(self.shared(v));
        self.complements(&mut telling, &children);
        let is_clause = |&c: &usize| self.tree().deprel(c) == Deprel::Ccomp && self.has_subject(c);
        let told = self.told(&children);
        // "On Monday she said that it rained": the day is not told with half of what she said.
        if told.is_none() && !children.iter().any(is_clause) {
            let is_phrase = |c: &usize| {
                matches!(
                    self.tree().deprel(*c),
                    Deprel::Obl | Deprel::OblAgent | Deprel::OblUnmarked
                )
            };
            let is_own = |c: &usize| is_phrase(c) && !self.is_measure(v, *c);
            let mut phrases: Vec<usize> = children.iter().copied().filter(is_own).collect();
            // Those after the verb in their order, then those before it.
            phrases.sort_by_key(|&c| (c < v, c));
            for c in phrases {
                self.phrase(&mut telling, c);
            }
        }
        for c in children {
            self.subordinate(&telling, c);
        }
        if let Some(c) = told {
            let words = self.clause_words(c, &[]);
            self.tell_words(&telling, &[], &words);
        }
        self.told_aside(&telling);
    }

    /// "told the press that she would resign": what is told, where the parser hangs it on who is told.
    fn told(&self, children: &[usize]) -> Option<usize> {
        let tree = self.tree();
        let is_object = |&&c: &&usize| matches!(tree.deprel(c), Deprel::Obj | Deprel::Iobj);
        let mut objects = children.iter().filter(is_object);
        objects.find_map(|&c| {
            tree.kids(c, Deprel::AclRelcl)
                .find(|&r| self.clauses.antecedent(r).is_none())
        })
    }

    /// What stands after "be", objects, and what is said of them: "is | lower", "named | him", "named him | president".
    fn complements(&mut self, telling: &mut Telling, children: &[usize]) {
        let v = telling.predicate;
        if self.is_copular(v) {
            self.add_complement(telling, v);
        }
        let there = self.tree().kids(v, Deprel::Expl).any(|c| self.tree().is(c, "there"));
        for wanted in [Deprel::Iobj, Deprel::Obj, Deprel::Xcomp] {
            for &c in children {
                let deprel = self.tree().deprel(c);
                let is_one = deprel == wanted || (there && wanted == Deprel::Obj && deprel == Deprel::Nsubj);
                let is_clause = deprel == Deprel::Xcomp && (self.tree().is_verb(c) || self.is_copular(c));
                if is_one && !is_clause && !self.tree().is_relative(c) {
                    self.add_complement(telling, c);
                }
            }
        }
        if !telling.complete
            && let Some(noun) = self.gap(v, children)
        {
            self.add_complement(telling, noun);
        }
    }

    /// "the plan that she opposes": the noun, when the relative clause has a subject and nothing else.
    fn gap(&self, v: usize, children: &[usize]) -> Option<usize> {
        let tree = self.tree();
        let is_other = |&c: &usize| {
            let argument = matches!(
                tree.deprel(c),
                Deprel::Obl | Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl
            );
            argument || tree.xpos(c) == Xpos::Wrb
        };
        if tree.deprel(v) != Deprel::AclRelcl || !self.has_subject(v) || children.iter().any(is_other) {
            return None;
        }
        let noun = self.clauses.antecedent(v)?;
        let proposition = self.clauses.proposition(v);
        (!proposition.passive && proposition.objects.contains(&noun)).then_some(noun)
    }

    /// Adds the facts of an argument, and of what is inside it.
    fn tell(&mut self, telling: &Telling, relations: &[Vec<usize>], n: usize) {
        let object = self.object(n);
        for relation in relations {
            self.emit(telling.predicate, telling.subject, relation, &object);
            self.inside(telling, n, relation, telling.depth);
        }
    }

    /// An object, or what stands after "be": a fact, and then part of the relation.
    fn add_complement(&mut self, telling: &mut Telling, c: usize) {
        let relations = with_each(&telling.cores, &[self.case_words(c)]);
        let nouns = self.coordinated(c);
        for &n in &nouns {
            self.tell(telling, &relations, n);
        }
        self.complete(telling, &relations, &nouns);
        telling.last = (Some(c), relations);
    }

    /// Takes arguments into the relation of what follows.
    fn complete(&self, telling: &mut Telling, relations: &[Vec<usize>], nouns: &[usize]) {
        let nouns: Vec<Vec<usize>> = nouns.iter().map(|&n| self.with_of(n)).collect();
        telling.cores = with_each(relations, &nouns);
        telling.complete = true;
    }

    /// A prepositional phrase of a clause: a fact, and part of the relation where there is no object.
    fn phrase(&mut self, telling: &mut Telling, c: usize) {
        if self.tree().is_relative(c) || self.tree().xpos(c) == Xpos::Wrb || self.is_idiom(c) {
            return;
        }
        let cases = self.case_words(c);
        let nouns = self.coordinated(c);
        if self.gives_example(c) {
            let relations = telling.last.1.clone();
            nouns.iter().for_each(|&n| self.tell(telling, &relations, n));
            return;
        }
        if self.names_parts(c) {
            let whole = telling.last.0.map_or(telling.subject.to_vec(), |n| self.with_of(n));
            for n in nouns {
                let object = self.object(n);
                self.emit(telling.predicate, &whole, &cases, &object);
            }
            return;
        }
        let relations = with_each(&telling.cores, std::slice::from_ref(&cases));
        for &n in &nouns {
            let own = self.own_case_words(n, &cases);
            self.tell(telling, &with_each(&telling.cores, &[own]), n);
        }
        let is = |word: &str| cases.last().is_some_and(|&k| self.tree().is(k, word));
        telling.in_range = (telling.in_range || is("from")) && !is("to");
        // A time is told once: "was opened on Monday", "was opened by the mayor", not "was opened on Monday by".
        if !telling.complete && c > telling.predicate && !telling.in_range && !self.clauses.is_time(c) {
            self.complete(telling, &relations, &nouns[..1]);
        }
        telling.last = (Some(c), relations);
    }

    /// A subordinate clause.
    fn subordinate(&mut self, telling: &Telling, c: usize) {
        let tree = self.tree();
        let marks = self.marks(c);
        let infinitive = marks.last().is_some_and(|&m| tree.is(m, "to"));
        let is_clause = tree.is_verb(c) || self.is_copular(c);
        match tree.deprel(c) {
            Deprel::Xcomp if is_clause => self.chains(telling, c),
            Deprel::Ccomp if self.has_subject(c) => match self.question(c) {
                Some(question) => {
                    for core in with_each(&telling.cores, &[question]) {
                        self.clause(telling.subject, &core, &[], c, telling.depth + 1);
                    }
                }
                None => {
                    let words = self.clause_words(c, &[]);
                    self.tell_words(telling, &[], &words);
                }
            },
            Deprel::Ccomp => self.chains(telling, c),
            Deprel::Csubj if infinitive && c > telling.predicate => self.chains(telling, c),
            Deprel::Advcl if self.has_subject(c) => {
                let timed = |&m: &usize| ["after", "until", "since", "before"].iter().any(|w| tree.is(m, w));
                if marks.first().is_some_and(timed) {
                    let words = self.clause_words(c, &marks);
                    self.tell_words(telling, &marks, &words);
                }
            }
            Deprel::Advcl if !marks.is_empty() && is_clause => self.chains(telling, c),
            _ => {}
        }
    }

    /// Adds the facts whose object is a clause, after some more words of the relation.
    fn tell_words(&mut self, telling: &Telling, more: &[usize], object: &[usize]) {
        for relation in with_each(&telling.cores, &[more.to_vec()]) {
            self.emit(telling.predicate, telling.subject, &relation, object);
        }
    }

    /// "showed how the lock works": the question word and the subject, which go into the relation.
    fn question(&self, c: usize) -> Option<Vec<usize>> {
        let tree = self.tree();
        let word = tree
            .kids(c, Deprel::Advmod)
            .find(|&w| w < c && tree.xpos(w) == Xpos::Wrb)?;
        let is_subject = |s: &usize| matches!(tree.deprel(*s), Deprel::Nsubj | Deprel::NsubjPass);
        let subject = tree.children(c).find(is_subject)?;
        Some([&[word][..], &self.short(subject)].concat())
    }

    /// "It rained, she said.": what stands around an aside is what is said.
    fn told_aside(&mut self, telling: &Telling) {
        let tree = self.tree();
        let v = telling.predicate;
        let (Deprel::Parataxis, Some(h)) = (tree.deprel(v), tree.head(v)) else {
            return;
        };
        let has_content = tree.kid(v, Deprel::Ccomp).is_some() || telling.complete;
        if has_content || !self.clauses.stance.verb(tree.lemma(v)).has(Effect::REPORTS) {
            return;
        }
        let mut aside = Vec::new();
        self.all_of(v, &mut aside);
        let words = self.clause_words(h, &aside);
        self.tell_words(telling, &[], &words);
    }

    fn chains(&mut self, telling: &Telling, c: usize) {
        for core in &telling.cores {
            self.chain(telling, core, c, telling.depth);
        }
    }

    /// An infinitive or gerund that is told together with its governor: "failed to set".
    fn chain(&mut self, telling: &Telling, core: &[usize], c: usize, depth: u8) {
        let first_marks = self.marks(c);
        let mut verbs = Vec::new();
        self.tree().conjuncts(c, &mut verbs);
        for d in self.tree().kids(c, Deprel::Advcl) {
            if self.goes_on_list(d) {
                self.tree().conjuncts(d, &mut verbs);
            }
        }
        for v in verbs {
            let own = self.marks(v);
            // "to sign the contract, calling it fair": no second infinitive.
            let is_like = self.is_ing(v) == self.is_ing(c) || !own.is_empty();
            if v != c && (self.has_subject(v) || self.is_finite(v) || !is_like) {
                continue;
            }
            let marks = if own.is_empty() { &first_marks } else { &own };
            self.clause(telling.subject, core, marks, v, depth + 1);
        }
    }

    /// What hangs on a noun that is an argument: "led to demands for | safety", "announced his wish to retire | soon".
    fn inside(&mut self, telling: &Telling, n: usize, relation: &[usize], depth: u8) {
        let is_noun = self.tree().is_noun(n) || n == telling.predicate;
        if depth >= MAX_DEPTH || !is_noun || self.is_full() {
            return;
        }
        let core = [relation, &self.short(n)].concat();
        let core_with_of = [relation, &self.with_of(n)].concat();
        for c in self.phrases(n) {
            let cases = self.case_words(c);
            let is_told = !cases.is_empty() && !self.in_one_name(n, c) && !self.gives_example(c);
            if !is_told || self.is_idiom(c) {
                continue;
            }
            let is_list = self.names_parts(c);
            let start = if self.is_of(c) { &core } else { &core_with_of };
            for m in self.coordinated(c) {
                let cases = self.own_case_words(m, &cases);
                let object = self.object(m);
                if is_list {
                    self.emit(telling.predicate, &self.with_of(n), &cases, &object);
                } else {
                    let relation = [&start[..], &cases].concat();
                    self.emit(telling.predicate, telling.subject, &relation, &object);
                    self.inside(telling, m, &relation, depth + 1);
                }
            }
        }
        let infinitives: Vec<usize> = self.tree().kids(n, Deprel::Acl).collect();
        for c in infinitives {
            if self.clauses.marker(c).is_some() {
                self.chain(telling, &core, c, depth + 1);
            }
        }
    }

    /// What a verb shares with the next one: "painted and sold the house".
    fn shared(&self, v: usize) -> Option<usize> {
        let tree = self.tree();
        let is_argument = |&c: &usize| {
            use Deprel::*;
            matches!(tree.deprel(c), Obj | Obl | OblAgent | Xcomp | Ccomp | Advcl)
        };
        let next = tree.kids(v, Deprel::Conj).next()?;
        let is_like = tree.is_verb(next) && tree.xpos(next) == tree.xpos(v) && !self.has_subject(next);
        if !is_like || next > v + 3 || tree.children(v).any(|c| is_argument(&c)) {
            return None;
        }
        tree.children(next)
            .find(|&c| matches!(tree.deprel(c), Deprel::Obj | Deprel::OblAgent))
    }
}

/// Every one of `starts` with every one of `ends` behind it; at most eight.
fn with_each(starts: &[Vec<usize>], ends: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let pairs = ends.iter().flat_map(|end| starts.iter().map(move |start| (start, end)));
    pairs.take(8).map(|(start, end)| [&start[..], end].concat()).collect()
}
