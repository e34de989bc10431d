//! Descriptions and pronouns: who is meant by "the minister", "the alliance", "she".

use super::draft::{Link, Noun};
use super::fold::key;
use super::office::last_word;
use super::refer::Resolver;
use super::words::{Class, singular};
use super::{Form, Gender, Kind, MentionKind};
use crate::extract::syntax::Deprel;

/// How many sentences back a pronoun looks.
const REACH: u32 = 3;

impl Resolver<'_, '_> {
    /// Descriptions that are still open: by the titles stated, by what was named, or as actors of their own.
    /// Titles come second, once it is known who holds which post.
    pub(super) fn descriptions(&mut self, titles: bool) {
        for i in 0..self.drafts.len() {
            let Link::Noun(noun) = &self.drafts[i].link else {
                continue;
            };
            if self.drafts[i].slot.is_some() || noun.title != titles {
                continue;
            }
            let noun = noun.clone();
            let found = self
                .by_title(i, &noun)
                .or_else(|| self.by_noun(i, &noun))
                .or_else(|| self.by_head(i, &noun));
            match found {
                Some(slot) => {
                    self.drafts[i].slot = Some(slot);
                    if noun.definite || noun.modifier.is_some() {
                        self.book.form(slot, &noun.label);
                    }
                }
                None => {
                    if let Some(slot) = self.own(i, &noun) {
                        self.drafts[i].slot = Some(slot);
                    }
                }
            }
        }
    }

    /// "the minister", "the French president": the one person of whom the article says so.
    fn by_title(&self, i: usize, noun: &Noun) -> Option<usize> {
        if !noun.title || noun.plural || noun.indefinite {
            return None;
        }
        let m = &self.drafts[i].mention;
        let me = self
            .posts
            .iter()
            .find(|p| p.sentence == m.sentence as usize && p.head == m.head as usize)?;
        let wanted = self.title_key(me);
        let body = me.body.and_then(|b| self.drafts[b].slot);
        let mut found: Vec<usize> = Vec::new();
        for post in &self.posts {
            let Some(person) = post.holder.and_then(|h| self.drafts[h].slot) else {
                continue;
            };
            let title = self.title_key(post);
            let fits = title == wanted || !wanted.contains(' ') && last_word(&title) == wanted;
            let theirs = post.body.and_then(|b| self.drafts[b].slot);
            let same_body = body.is_none() || theirs.is_none() || body == theirs;
            if fits && same_body && !found.contains(&person) {
                found.push(person);
            }
        }
        match found[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    /// "the alliance", "the bloc", "the country", "the government": what was named and is such a thing.
    fn by_noun(&self, i: usize, noun: &Noun) -> Option<usize> {
        if !noun.definite || noun.plural && noun.class != Class::State {
            return None;
        }
        let head = self.head_word(i);
        let m = &self.drafts[i].mention;
        let before = || {
            let end = self
                .drafts
                .partition_point(|d| (d.mention.sentence, d.mention.head) < (m.sentence, m.head));
            self.drafts[..end].iter().rev().take(120)
        };
        if matches!(head.as_str(), "country" | "nation" | "kingdom" | "republic") && noun.bare {
            return self.home.or_else(|| {
                let mut near = before()
                    .filter(|d| d.mention.sentence + 1 >= m.sentence && d.mention.form == Form::Name)
                    .filter_map(|d| d.slot)
                    .filter(|&s| self.book.slots[s].kind == Kind::Country);
                let first = near.next()?;
                near.all(|s| s == first).then_some(first)
            });
        }
        if noun.class == Class::State
            && matches!(
                noun.label.to_lowercase().as_str(),
                "government"
                    | "federal government"
                    | "central government"
                    | "military"
                    | "army"
                    | "administration"
                    | "authorities"
                    | "regime"
                    | "state"
                    | "armed forces"
                    | "air force"
                    | "navy"
                    | "cabinet"
                    | "junta"
            )
        {
            return self.home;
        }
        // "the alliance": an organisation of the registry that is called so.
        let mut called = Vec::new();
        for d in before() {
            if let Some(s) = d.slot
                && let Some(entry) = self.book.slots[s].entry
                && !called.contains(&s)
                && self.book.registry.entry(entry).nouns.iter().any(|n| {
                    n.rsplit(' ').next() == Some(head.as_str())
                        && (noun.bare || noun.label.ends_with(n.as_str()) || noun.modifier.is_some())
                })
            {
                called.push(s);
            }
        }
        match called[..] {
            [one] => return Some(one),
            [first, ..] if noun.bare => return Some(first),
            _ => {}
        }
        if !matches!(noun.class, Class::Org | Class::Body) || !noun.bare {
            return None;
        }
        // "the court" after "Court of Justice", "the company" after one company.
        let mut named: Vec<usize> = Vec::new();
        let mut last: Vec<usize> = Vec::new();
        for d in before() {
            let Some(s) = d.slot else { continue };
            let slot = &self.book.slots[s];
            if !matches!(
                slot.kind,
                Kind::Organization | Kind::GovernmentBody | Kind::Party | Kind::ArmedGroup
            ) {
                continue;
            }
            let label = key(&slot.label);
            if label.split(' ').any(|w| w == head) && !named.contains(&s) {
                named.push(s);
            }
            let suits = match head.as_str() {
                "company" | "firm" | "corporation" | "airline" | "newspaper" | "agency" | "organisation"
                | "organization" | "charity" | "club" | "university" | "network" => slot.kind == Kind::Organization,
                "party" => slot.kind == Kind::Party,
                "group" | "militia" | "movement" => matches!(slot.kind, Kind::ArmedGroup | Kind::Organization),
                _ => false,
            };
            if suits && d.mention.form == Form::Name && d.mention.sentence + 2 >= m.sentence && !last.contains(&s) {
                last.push(s);
            }
        }
        match (&named[..], &last[..]) {
            ([one], _) => Some(*one),
            ([], [one]) => Some(*one),
            _ => None,
        }
    }

    /// "the soldiers" after "three soldiers": the last description with the same head word.
    fn by_head(&self, i: usize, noun: &Noun) -> Option<usize> {
        if !noun.definite || !noun.bare || noun.title {
            return None;
        }
        let head = self.head_word(i);
        let one = singular(&head).unwrap_or_else(|| head.clone());
        let m = &self.drafts[i].mention;
        let end = self
            .drafts
            .partition_point(|d| (d.mention.sentence, d.mention.head) < (m.sentence, m.head));
        self.drafts[..end]
            .iter()
            .enumerate()
            .rev()
            .take(200)
            .find(|(j, d)| {
                matches!(&d.link, Link::Noun(n) if n.plural == noun.plural && n.class == noun.class)
                    && d.slot.is_some()
                    && {
                        let theirs = self.head_word(*j);
                        theirs == head || singular(&theirs).as_deref() == Some(one.as_str())
                    }
            })
            .and_then(|(_, d)| d.slot)
    }

    /// An actor of its own, with the description as its name.
    fn own(&mut self, i: usize, noun: &Noun) -> Option<usize> {
        // "the country" that is not clear is nobody.
        let land = matches!(
            self.head_word(i).as_str(),
            "country" | "nation" | "kingdom" | "republic"
        );
        if land && !noun.plural && noun.bare {
            return None;
        }
        let kind = match noun.class {
            Class::Body | Class::Org if noun.plural && self.head_word(i) != "police" => Kind::Group,
            Class::Body => Kind::GovernmentBody,
            Class::Org => Kind::Organization,
            Class::State if noun.plural => Kind::Group,
            Class::State => Kind::GovernmentBody,
            Class::Group if noun.plural => Kind::Group,
            Class::Group => Kind::Person,
            Class::Tool => return None,
        };
        Some(self.book.described(&noun.label, kind))
    }

    /// Pronouns of the third person, each to the one actor that clearly fits.
    pub(super) fn pronouns(&mut self) {
        for i in 0..self.drafts.len() {
            if !matches!(self.drafts[i].link, Link::Pronoun) {
                continue;
            }
            let gender = match self.head_word(i).as_str() {
                "he" | "him" | "his" | "himself" => Some(Gender::Male),
                "she" | "her" | "hers" | "herself" => Some(Gender::Female),
                "it" | "its" | "itself" => None,
                "they" | "them" | "their" | "theirs" | "themselves" => {
                    let slot = self.plural(i);
                    self.drafts[i].slot = slot;
                    continue;
                }
                _ => continue,
            };
            let slot = match gender {
                Some(gender) => self.single_person(i, gender),
                None => self.thing(i),
            };
            self.drafts[i].slot = slot;
        }
    }

    /// Candidates before mention `i`, the nearest sentence first: slot, and how prominent it is there.
    fn candidates(&self, i: usize, fits: impl Fn(usize) -> bool) -> Vec<(usize, u32, u32)> {
        let m = &self.drafts[i].mention;
        let mut out: Vec<(usize, u32, u32)> = Vec::new();
        for d in self.drafts[..i].iter().rev() {
            if d.mention.sentence + REACH < m.sentence {
                break;
            }
            let Some(slot) = d.slot else { continue };
            if !fits(slot) {
                continue;
            }
            let view = &self.views[d.mention.sentence as usize];
            let salience = match view.deprel(d.mention.head as usize) {
                Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter => 3,
                Deprel::Root | Deprel::Parataxis => 2,
                Deprel::Obj | Deprel::OblAgent | Deprel::Appos | Deprel::Flat => 2,
                _ => 1,
            };
            let distance = m.sentence - d.mention.sentence;
            match out.iter_mut().find(|c| c.0 == slot) {
                Some(c) => {
                    if c.1 == distance {
                        c.2 = c.2.max(salience);
                    }
                }
                None => out.push((slot, distance, salience)),
            }
        }
        out
    }

    /// He and she: the most prominent fitting person of the nearest sentence that has one.
    fn single_person(&self, i: usize, gender: Gender) -> Option<usize> {
        let of = |wanted: Gender| {
            self.candidates(i, |s| {
                let slot = &self.book.slots[s];
                slot.kind == Kind::Person && slot.gender == wanted
            })
        };
        let sure = of(gender);
        let unsure = of(Gender::Unknown);
        let near = |c: &[(usize, u32, u32)]| c.iter().map(|c| c.1).min();
        match (near(&sure), near(&unsure)) {
            // Someone whose gender is known to fit, unless another stands nearer.
            (Some(a), Some(b)) if b < a => self.clearest(&unsure),
            (Some(_), _) => self.clearest(&sure),
            _ => self.clearest(&unsure),
        }
    }

    /// The one that stands out: alone, or a subject in the nearest sentence.
    fn clearest(&self, candidates: &[(usize, u32, u32)]) -> Option<usize> {
        let nearest = candidates.iter().map(|c| c.1).min()?;
        let near: Vec<_> = candidates.iter().filter(|c| c.1 == nearest).collect();
        if let [one] = near[..] {
            return Some(one.0);
        }
        let best = near.iter().map(|c| c.2).max()?;
        let top: Vec<_> = near.iter().filter(|c| c.2 == best).collect();
        match top[..] {
            [one] => Some(one.0),
            // Two subjects: the nearer one, unless both have names that would do.
            [first, ..] if best == 3 => Some(first.0),
            _ => None,
        }
    }

    /// "it": an organisation or country that is a subject close by, when no other is.
    fn thing(&self, i: usize) -> Option<usize> {
        let view = self.view(i);
        let head = self.drafts[i].mention.head as usize;
        if matches!(view.deprel(head), Deprel::Expl) {
            return None;
        }
        let candidates = self.candidates(i, |s| {
            matches!(
                self.book.slots[s].kind,
                Kind::Country | Kind::Organization | Kind::GovernmentBody | Kind::Party | Kind::ArmedGroup
            )
        });
        let near: Vec<_> = candidates.iter().filter(|c| c.1 <= 1).collect();
        let subjects: Vec<_> = near.iter().filter(|c| c.2 == 3).collect();
        match (&subjects[..], &near[..]) {
            ([one], _) => Some(one.0),
            ([], [one]) => Some(one.0),
            _ => None,
        }
    }

    /// "they": the last group, when there is one.
    fn plural(&self, i: usize) -> Option<usize> {
        let plural = |s: usize| {
            let slot = &self.book.slots[s];
            matches!(slot.kind, Kind::Group | Kind::ArmedGroup)
                || self.drafts[..i].iter().rev().take(40).any(|d| {
                    d.slot == Some(s)
                        && (d.mention.kind == MentionKind::Group || matches!(&d.link, Link::Noun(n) if n.plural))
                })
        };
        let candidates = self.candidates(i, plural);
        let near: Vec<_> = candidates.into_iter().filter(|c| c.1 <= 1).collect();
        self.clearest(&near)
    }
}
