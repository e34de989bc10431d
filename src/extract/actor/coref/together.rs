//! Those who are named together: "Kenya and Ghana signed it. They ...", "the two countries", "both sides".

use super::super::draft::Noun;
use super::super::refer::Resolver;
use super::super::{Form, Kind};
use super::pronoun::Pronoun;
use super::salience::{Search, group_weight, is_subject};
use super::words::Reference;
use crate::extract::syntax::Deprel;

/// How much weightier than anybody else a group must be that "they" means, in percent.
const RATIO: u32 = 115;

/// How many sentences back "the two countries" look.
const REACH: u32 = 2;

/// Actors joined by "and".
#[derive(Clone, Debug)]
pub(super) struct Joined {
    pub(super) slots: Vec<usize>,
    /// Head of the first of them, in its sentence.
    pub(super) head: usize,
}

impl Resolver<'_, '_> {
    /// All that stand joined by "and" in a sentence before word `end`, and what is already known to mean several.
    pub(super) fn joined(&self, sentence: u32, end: u32) -> Vec<Joined> {
        let view = &self.views[sentence as usize];
        let from = self.drafts.partition_point(|d| d.mention.sentence < sentence);
        let to = self
            .drafts
            .partition_point(|d| (d.mention.sentence, d.mention.head) < (sentence, end));
        let mut out = Vec::new();
        for first in from..to {
            let head = self.drafts[first].mention.head as usize;
            if let Some((_, slots)) = self.together.iter().find(|(i, _)| *i == first) {
                out.push(Joined {
                    slots: slots.clone(),
                    head,
                });
                continue;
            }
            let Some(slot) = self.drafts[first].slot.filter(|_| !self.drafts[first].mention.inner) else {
                continue;
            };
            let mut slots = vec![slot];
            let mut all_known = true;
            let mut and = false;
            for c in view.children(head).filter(|&c| view.deprel(c) == Deprel::Conj) {
                and |= view.children(c).any(|w| matches!(view.tokens[w], "and" | "&"));
                match self.draft_on(sentence, c).and_then(|j| self.drafts[j].slot) {
                    Some(slot) if c < end as usize && !slots.contains(&slot) => slots.push(slot),
                    _ => all_known = false,
                }
            }
            if all_known && and && slots.len() > 1 && self.alike(&slots) {
                out.push(Joined { slots, head });
            }
        }
        out
    }

    /// People alone, or bodies alone.
    fn alike(&self, slots: &[usize]) -> bool {
        let person = |&s: &usize| self.book.slots[s].kind == Kind::Person;
        let body = |&s: &usize| {
            !matches!(
                self.book.slots[s].kind,
                Kind::Person | Kind::Place | Kind::Unknown | Kind::Group
            )
        };
        slots.iter().all(person) || slots.iter().all(body)
    }

    /// Who is meant by a "they" that means nobody alone: the only ones named together in this sentence and the one
    /// before, where nothing else in the plural comes near.
    pub(super) fn several_meant(&self, i: usize, pronoun: Pronoun) -> Vec<usize> {
        let m = &self.drafts[i].mention;
        let mut groups: Vec<(u32, Joined)> = self.joined(m.sentence, m.head).into_iter().map(|g| (0, g)).collect();
        if let Some(before) = m.sentence.checked_sub(1) {
            groups.extend(self.joined(before, u32::MAX).into_iter().map(|g| (1, g)));
        }
        let Some((back, group)) = groups.first() else {
            return Vec::new();
        };
        if groups.iter().any(|(_, other)| other.slots != group.slots) {
            return Vec::new();
        }
        // "Kenya and Ghana met them": somebody else.
        let beside = self.subject_beside(i);
        let view = &self.views[(m.sentence - back) as usize];
        let same_clause = *back == 0 && view.head(group.head) == view.head(m.head as usize);
        if beside.is_some_and(|s| group.slots.contains(&s)) || same_clause && !pronoun.possessive {
            return Vec::new();
        }
        let fits = |j: usize| self.fits(pronoun, j);
        let search = Search {
            reach: 2,
            fits: &fits,
            things: Some(true),
            pairs: false,
            barred: &group.slots,
        };
        let rival = self.candidates(i, &search).first().map_or(0, |c| c.weight);
        let mut weight = group_weight(view, group.head) >> back;
        if is_subject(self.view(i).deprel(m.head as usize)) && is_subject(view.deprel(group.head)) {
            weight = weight * 5 / 4;
        }
        if weight * 100 >= rival * RATIO {
            group.slots.clone()
        } else {
            Vec::new()
        }
    }

    /// The only two countries named before draft `i` in its sentence and the one before it.
    fn only_two_countries(&self, i: usize) -> Option<Vec<usize>> {
        let m = &self.drafts[i].mention;
        let mut named: Vec<usize> = Vec::new();
        let near = self.drafts[..i].iter().rev();
        for d in near.take_while(|d| d.mention.sentence + 1 >= m.sentence) {
            let Some(slot) = d.slot.filter(|_| d.mention.form == Form::Name) else {
                continue;
            };
            if self.book.slots[slot].kind == Kind::Country && !named.contains(&slot) {
                named.push(slot);
            }
        }
        named.sort_unstable();
        (named.len() == 2).then_some(named)
    }

    /// Who is meant by "the two countries", "both leaders", "the pair": the only two such that were named together shortly
    /// before; an empty list where that is not clear, nothing where the description is no such one.
    pub(super) fn two_described(&self, i: usize, noun: &Noun) -> Option<Vec<usize>> {
        let view = self.view(i);
        let m = &self.drafts[i].mention;
        let head = self.head_word(i);
        let words = Reference::english();
        let two = ["two", "both"].iter().any(|w| {
            let from = (m.first as usize).saturating_sub(2);
            view.tokens[from..m.head as usize]
                .iter()
                .any(|t| t.eq_ignore_ascii_case(w))
        });
        let a_pair = matches!(head.as_str(), "pair" | "duo") && noun.definite && noun.bare;
        let called = [&words.pair_people, &words.pair_lands, &words.pair_sides]
            .iter()
            .any(|list| list.contains(head.as_str()));
        if !(a_pair || two && noun.plural && noun.definite && called) {
            return None;
        }
        let kind_fits = |slot: usize| {
            let kind = self.book.slots[slot].kind;
            if a_pair || words.pair_people.contains(head.as_str()) {
                kind == Kind::Person
            } else if words.pair_lands.contains(head.as_str()) {
                kind == Kind::Country
            } else {
                words.pair_sides.contains(head.as_str()) && kind != Kind::Person
            }
        };
        let mut found: Vec<Vec<usize>> = Vec::new();
        for back in 0..=REACH {
            let Some(sentence) = m.sentence.checked_sub(back) else {
                break;
            };
            let end = if back == 0 { m.first } else { u32::MAX };
            for group in self.joined(sentence, end) {
                let mut slots = group.slots;
                slots.sort_unstable();
                if slots.len() == 2 && slots.iter().all(|&s| kind_fits(s)) && !found.contains(&slots) {
                    found.push(slots);
                }
            }
        }
        if found.is_empty() && words.pair_lands.contains(head.as_str()) {
            found.extend(self.only_two_countries(i));
        }
        // "both Norwegian candidates": whose they are is said, so they are somebody without a pair before them.
        let named = || {
            let modifiers = view.tokens.iter().take(m.head as usize).skip(m.first as usize);
            modifiers.into_iter().any(|t| t.starts_with(char::is_uppercase))
        };
        if found.is_empty() && named() {
            return None;
        }
        Some(match found.len() {
            1 => found.remove(0),
            _ => Vec::new(),
        })
    }
}
