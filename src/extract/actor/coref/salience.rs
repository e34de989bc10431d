//! How prominent each possible antecedent of a pronoun is.
//!
//! Every mention in the last sentences lends its actor weight: a subject more than an object, an object more than what
//! hangs on a noun; each sentence back halves it. An actor stands out when nobody else comes near its weight.

use super::super::Form;
use super::super::refer::Resolver;
use super::super::view::View;
use crate::extract::syntax::{Deprel, Upos, Xpos};

/// Somebody or something that a pronoun may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// The actor; nothing for a thing that is no actor and yet could be meant.
    pub(super) slot: Option<usize>,
    pub(super) weight: u32,
}

/// What may be meant: the percentage to which an actor fits, nought for not at all.
pub(super) struct Search<'f> {
    /// How many sentences back to look.
    pub(super) reach: u32,
    /// To what percentage draft `j` fits.
    pub(super) fits: &'f dyn Fn(usize) -> u32,
    /// Do nouns that are no actors compete: singular ones, plural ones, or none?
    pub(super) things: Option<bool>,
    /// Do plural things include what is joined by "and"?
    pub(super) pairs: bool,
    /// Actors that cannot be meant.
    pub(super) barred: &'f [usize],
}

/// How many mentions of an actor before the pronoun count towards its weight, at most.
const FAME: u32 = 6;

impl Resolver<'_, '_> {
    /// All that draft `i` may mean, the weightiest first.
    pub(super) fn candidates(&self, i: usize, search: &Search) -> Vec<Candidate> {
        let m = &self.drafts[i].mention;
        let above = self.phrases_above(i);
        let subject = is_subject(self.view(i).deprel(m.head as usize));
        let mut out: Vec<Candidate> = Vec::new();
        let mut seen: Vec<(u32, Option<usize>)> = Vec::new();
        for j in (0..i).rev() {
            let d = &self.drafts[j];
            let back = m.sentence - d.mention.sentence;
            if back > search.reach {
                break;
            }
            let Some(slot) = d.slot else { continue };
            let fit = (search.fits)(j);
            if fit == 0
                || d.mention.inner
                || search.barred.contains(&slot)
                || back == 0 && above.contains(&d.mention.head)
            {
                continue;
            }
            // Of one sentence the weightiest mention counts; they come last to first, so all are looked at.
            let view = &self.views[d.mention.sentence as usize];
            let mut weight = role_weight(view, d.mention.head as usize) * fit;
            if subject && is_subject(view.deprel(standing_for(view, d.mention.head as usize))) {
                weight = weight * 5 / 4;
            }
            if d.mention.form == Form::Nominal {
                weight = weight * 9 / 10;
            }
            weight >>= back;
            add(&mut out, &mut seen, (back, Some(slot)), weight);
        }
        for c in &mut out {
            let Some(slot) = c.slot else { continue };
            let met = self.drafts[..i].iter().filter(|d| d.slot == Some(slot)).count() as u32;
            c.weight += met.min(FAME) * 400;
        }
        if let Some(plural) = search.things {
            self.things(i, plural, search.pairs, &mut out);
        }
        out.sort_by_key(|c| std::cmp::Reverse((c.weight, c.slot)));
        out
    }

    /// Nouns that are no actors, and pairs of nouns, in this sentence before the pronoun and in the one before.
    fn things(&self, i: usize, plural: bool, pairs: bool, out: &mut Vec<Candidate>) {
        let m = &self.drafts[i].mention;
        for back in 0..=1u32 {
            let Some(s) = m.sentence.checked_sub(back) else { return };
            let view = &self.views[s as usize];
            if !view.is_story() {
                continue;
            }
            let mut actor = vec![false; view.len()];
            let from = self.drafts.partition_point(|d| d.mention.sentence < s);
            for d in self.drafts[from..].iter().take_while(|d| d.mention.sentence == s) {
                if d.mention.form != Form::Pronoun {
                    actor[d.mention.first as usize..d.mention.end as usize].fill(true);
                }
            }
            let end = if back == 0 { m.head as usize } else { view.len() };
            let mut best = 0;
            for t in (0..end).filter(|&t| !actor[t] && view.upos(t) == Upos::Noun) {
                let many = matches!(view.xpos(t), Xpos::Nns | Xpos::Nnps);
                let counts = many == plural && !self.book.words.is_calendar(view.tokens[t]);
                let role = role_weight(view, t);
                if counts && role >= 50 {
                    best = best.max((role * 60) >> back);
                }
            }
            // "Kenya and Ghana": "they" may be the two of them.
            let named = |t: usize| matches!(view.upos(t), Upos::Noun | Upos::Propn);
            let joined = |t: &usize| plural && pairs && view.deprel(*t) == Deprel::Conj && named(*t);
            for first in (0..end)
                .filter(joined)
                .filter_map(|t| view.head(t))
                .filter(|&t| named(t))
            {
                best = best.max(group_weight(view, first) >> back);
            }
            if best > 0 {
                out.push(Candidate {
                    slot: None,
                    weight: best,
                });
            }
        }
    }

    /// The nouns whose phrase the pronoun stands in: "his" in "the friend of his brother" means neither.
    fn phrases_above(&self, i: usize) -> Vec<u32> {
        let view = self.view(i);
        let mut low = self.drafts[i].mention.head as usize;
        let mut out = Vec::new();
        for _ in 0..6 {
            if !matches!(
                view.deprel(low),
                Deprel::NmodPoss | Deprel::Nmod | Deprel::Compound | Deprel::Appos | Deprel::Conj
            ) {
                break;
            }
            let Some(up) = view.head(low) else { break };
            out.push(up as u32);
            low = up;
        }
        out
    }
}

fn add(out: &mut Vec<Candidate>, seen: &mut Vec<(u32, Option<usize>)>, key: (u32, Option<usize>), weight: u32) {
    let known = out.iter_mut().find(|c| c.slot == key.1);
    match known {
        None => out.push(Candidate { slot: key.1, weight }),
        Some(c) if seen.contains(&key) => c.weight = c.weight.max(weight),
        Some(c) => c.weight += weight,
    }
    seen.push(key);
}

/// The one that stands out: alone, or with more than `ratio` percent of the weight of the next.
pub(super) fn standing_out(candidates: &[Candidate], ratio: u32) -> Option<usize> {
    match candidates {
        [] => None,
        [one] => one.slot,
        [first, next, ..] => (first.weight * 100 >= next.weight * ratio)
            .then_some(first.slot)
            .flatten(),
    }
}

pub(super) fn is_subject(deprel: Deprel) -> bool {
    matches!(deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter)
}

/// The word by which a noun stands in its clause: a name's head may hang inside its phrase, and of "A and B" both do the same.
fn standing_for(view: &View, at: usize) -> usize {
    let mut at = at;
    for _ in 0..3 {
        match (view.deprel(at), view.head(at)) {
            (Deprel::Flat | Deprel::Conj, Some(h)) => at = h,
            _ => break,
        }
    }
    at
}

/// How prominent those are that are joined by "and", the first of them at word `first`.
pub(super) fn group_weight(view: &View, first: usize) -> u32 {
    role_weight(view, first) * 100
}

/// How prominent a noun is by its place in the clause, from 15 to 100.
fn role_weight(view: &View, at: usize) -> u32 {
    let at = standing_for(view, at);
    let main = view
        .head(at)
        .is_some_and(|v| matches!(view.deprel(v), Deprel::Root | Deprel::Parataxis | Deprel::Conj));
    match view.deprel(at) {
        Deprel::Nsubj | Deprel::NsubjOuter if main => 90,
        Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter => 80,
        Deprel::Root | Deprel::Parataxis => 60,
        Deprel::Obj | Deprel::OblAgent => 55,
        Deprel::Iobj => 50,
        Deprel::Obl => 40,
        Deprel::NmodPoss | Deprel::Appos => 35,
        Deprel::Nmod => 30,
        Deprel::Compound | Deprel::Amod => 15,
        _ => 30,
    }
}
