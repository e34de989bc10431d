//! Verb groups: a verb with its auxiliaries, its "not" and its particle.

use super::Granularity;
use super::reader::Reader;
use crate::extract::syntax::{Deprel, Upos, Xpos};

/// How far coordination is followed to find an auxiliary.
const MAX_STEPS: usize = 8;

impl Reader<'_> {
    /// The words of a verb group, or those of "be" before a noun or an adjective, in reading order.
    pub(super) fn group(&self, v: usize) -> Vec<usize> {
        let tree = self.tree();
        let is_copular = self.is_copular(v);
        let helpers = self.auxiliaries(v);
        let first = helpers.first().copied().unwrap_or(v);
        let mut words = helpers;
        if !is_copular {
            words.push(v);
        }
        for c in tree.children(v) {
            let stands_in_group = match tree.deprel(c) {
                Deprel::CompoundPrt => true,
                Deprel::Advmod if self.is_negator(c) => c < v || !is_copular,
                // "is almost ready": the adverb belongs to what follows; "is often in town" has it in between.
                Deprel::Advmod if is_copular && c > self.last_link(v) => false,
                Deprel::Advmod if !self.keeps_adverb(c) => false,
                Deprel::Advmod if is_copular => c + 1 >= first,
                Deprel::Advmod => (c < v && c + 1 >= first) || (c == v + 1 && tree.upos(c) == Upos::Adv),
                _ => false,
            };
            if stands_in_group {
                self.all_of(c, &mut words);
            }
        }
        words.sort_unstable();
        words.dedup();
        words.retain(|&w| tree.upos(w) != Upos::Punct);
        words
    }

    /// The last form of "be" or preposition before a noun; adverbs up to there belong to the relation.
    pub(super) fn last_link(&self, n: usize) -> usize {
        let tree = self.tree();
        let is_link = |k: usize| matches!(tree.deprel(k), Deprel::Cop | Deprel::Case) && k < n;
        tree.children(n).rfind(|&k| is_link(k)).unwrap_or(0)
    }

    fn keeps_adverb(&self, c: usize) -> bool {
        self.granularity != Granularity::Minimal && self.tree().xpos(c) != Xpos::Wrb
    }

    /// "not", "never", "no longer"
    fn is_negator(&self, c: usize) -> bool {
        let tree = self.tree();
        ["not", "n't", "n’t", "never"].iter().any(|w| tree.is(c, w))
            || (tree.is(c, "longer") && tree.children(c).any(|g| tree.is(g, "no")))
    }

    /// "not" of "was not the winner", which belongs to "was"
    pub(super) fn negates(&self, n: usize, c: usize) -> bool {
        self.is_copular(n) && self.is_negator(c)
    }

    /// Is it a noun or an adjective after "be"?
    pub(super) fn is_copular(&self, v: usize) -> bool {
        self.tree().kid(v, Deprel::Cop).is_some()
    }

    /// The auxiliaries of a verb, its own or those of the verb it is coordinated with: "was cut and flushed".
    fn auxiliaries(&self, v: usize) -> Vec<usize> {
        let tree = self.tree();
        let is_helper = |c: &usize| matches!(tree.deprel(*c), Deprel::Aux | Deprel::AuxPass | Deprel::Cop);
        let mut at = v;
        for _ in 0..MAX_STEPS {
            let own: Vec<usize> = tree.children(at).filter(is_helper).collect();
            if !own.is_empty() {
                return if self.can_share(at, v) { own } else { Vec::new() };
            }
            match tree.head(at) {
                Some(h) if tree.deprel(at) == Deprel::Conj && !self.has_subject(at) => at = h,
                _ => break,
            }
        }
        Vec::new()
    }

    /// Can an auxiliary of `first` serve `second` as well: "was seen and told", not "was seen and went"?
    fn can_share(&self, first: usize, second: usize) -> bool {
        let tree = self.tree();
        let is_form = matches!(tree.xpos(first), Xpos::Vb | Xpos::Vbg | Xpos::Vbn);
        first == second || (is_form && tree.xpos(first) == tree.xpos(second))
    }

    /// Has it a tense of its own: "sold", "will sell", not "sell" or "selling"?
    pub(super) fn is_finite(&self, v: usize) -> bool {
        let tree = self.tree();
        let is_tensed = |w: usize| matches!(tree.xpos(w), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
        is_tensed(v) || tree.children(v).any(|c| tree.upos(c) == Upos::Aux && is_tensed(c))
    }

    /// Has it a subject of its own?
    pub(super) fn has_subject(&self, v: usize) -> bool {
        use Deprel::*;
        let is_subject = |c: usize| matches!(self.tree().deprel(c), Nsubj | NsubjPass | Expl | Csubj | CsubjPass);
        self.tree().children(v).any(is_subject)
    }
}
