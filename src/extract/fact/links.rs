//! The small words around nouns and verbs: prepositions, markers, coordination, lists.

use super::reader::Reader;
use crate::extract::syntax::{Deprel, Upos, Xpos};

/// No coordination has more members.
const MAX_MEMBERS: usize = 64;

impl Reader<'_> {
    /// Prepositions before a noun; none for a possessor's "'s".
    pub(super) fn case_words(&self, n: usize) -> Vec<usize> {
        self.links(n, |c| {
            self.tree().deprel(c) == Deprel::Case && self.tree().xpos(c) != Xpos::Pos
        })
    }

    /// The prepositions of one of several coordinated nouns: its own, or else those of the first.
    pub(super) fn own_case_words(&self, n: usize, first: &[usize]) -> Vec<usize> {
        let own = self.case_words(n);
        if own.is_empty() || self.gives_example(n) {
            first.to_vec()
        } else {
            own
        }
    }

    /// The words that mark a subordinate clause: "to", "after", "instead of".
    pub(super) fn marks(&self, v: usize) -> Vec<usize> {
        // The preposition after "to be" is told with its noun.
        let is_copular = self.is_copular(v);
        self.links(v, |c| match self.tree().deprel(c) {
            Deprel::Mark => true,
            Deprel::Case => !is_copular,
            _ => false,
        })
    }

    fn links(&self, i: usize, is_link: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut words = Vec::new();
        for c in self.tree().children(i).filter(|&c| c < i && is_link(c)) {
            self.all_of(c, &mut words);
        }
        words.sort_unstable();
        words
    }

    /// A noun, those coordinated with it, and examples of it: "crops, such as cotton and rice".
    pub(super) fn coordinated(&self, n: usize) -> Vec<usize> {
        let tree = self.tree();
        let mut out = Vec::new();
        tree.conjuncts(n, &mut out);
        // "Paris, France", "Ruiz, the mayor": without "and" it is no list.
        let last = out.iter().copied().max().unwrap_or(n);
        let is_and = |w: usize| (tree.upos(w) == Upos::Cconj && !tree.is(w, "&")) || tree.is(w, "/");
        if !(n..last).any(is_and) {
            out.truncate(1);
        }
        let mut at = 0;
        while at < out.len() && out.len() < MAX_MEMBERS {
            for c in tree.kids(out[at], Deprel::Nmod).filter(|&c| self.gives_example(c)) {
                tree.conjuncts(c, &mut out);
            }
            at += 1;
        }
        // A verb among nouns belongs to the clause, however it hangs; "&" joins the parts of a name.
        let verb = |w: usize| tree.is_verb(w) && tree.upos(w) == Upos::Verb;
        let in_name = |m: usize| self.in_one_name(n, m) || self.joins_name(n, m);
        let clause = |m: usize| self.is_copular(m) || (verb(m) && (!verb(n) || self.has_subject(m)));
        out.retain(|&m| m == n || !(clause(m) || in_name(m)));
        out
    }

    /// The prepositional phrases of a noun. One that stands behind a coordination is of all its members; one with "of"
    /// only of the nearest: "tea and sugar from Syldavia", "tea and sacks of sugar".
    pub(super) fn phrases(&self, n: usize) -> Vec<usize> {
        let tree = self.tree();
        let first = tree.head(n).filter(|_| tree.deprel(n) == Deprel::Conj);
        let mut members: Vec<usize> = tree.kids(first.unwrap_or(n), Deprel::Conj).collect();
        members.push(first.unwrap_or(n));
        let shared = first.into_iter().flat_map(|h| tree.kids(h, Deprel::Nmod));
        let mut out: Vec<usize> = tree.kids(n, Deprel::Nmod).collect();
        out.extend(shared.filter(|&c| c > n));
        let is_nearer = |m: usize, c: usize| n < m && m < c;
        out.retain(|&c| !self.has_of(c) || !members.iter().any(|&m| is_nearer(m, c)));
        out
    }

    /// "such as cotton"
    pub(super) fn gives_example(&self, c: usize) -> bool {
        let tree = self.tree();
        matches!(self.case_words(c)[..], [such, as_] if tree.is(such, "such") && tree.is(as_, "as"))
    }

    /// "including cotton": a relation of the whole to its part.
    pub(super) fn names_parts(&self, c: usize) -> bool {
        matches!(self.case_words(c)[..], [word] if self.tree().is(word, "including"))
    }

    /// "in particular": a preposition with a bare adjective.
    pub(super) fn is_idiom(&self, c: usize) -> bool {
        let tree = self.tree();
        tree.upos(c) == Upos::Adj && tree.case(c).is_some() && tree.kid(c, Deprel::Det).is_none()
    }

    /// "of the coast", of one thing only.
    pub(super) fn is_of(&self, c: usize) -> bool {
        self.has_of(c) && !self.tree().children(c).any(|g| self.is_coordination(g))
    }

    fn has_of(&self, c: usize) -> bool {
        matches!(self.case_words(c)[..], [word, ..] if self.tree().is(word, "of"))
    }

    /// "from lending money, buying shares and selling land": the parser takes the second for a circumstance of the first.
    pub(super) fn goes_on_list(&self, d: usize) -> bool {
        let tree = self.tree();
        let gerund = |v: usize| self.is_ing(v);
        let first = tree.head(d).filter(|_| tree.deprel(d) == Deprel::Advcl && gerund(d));
        let has_list = tree.kids(d, Deprel::Conj).any(gerund) && self.marks(d).is_empty();
        first.is_some_and(|h| gerund(h) && self.clauses.marker(h).is_some()) && has_list
    }

    /// "selling"
    pub(super) fn is_ing(&self, v: usize) -> bool {
        self.tree().xpos(v) == Xpos::Vbg
    }
}
