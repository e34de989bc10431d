//! Bodies by description: which country, alliance, court or company is meant by "the country", "the alliance".

use super::super::draft::Noun;
use super::super::fold::key;
use super::super::refer::Resolver;
use super::super::words::Class;
use super::super::{Form, Kind};
use super::words::Reference;

impl Resolver<'_, '_> {
    /// "the alliance", "the bloc", "the country", "the government": what was named and is such a thing.
    pub(super) fn by_noun(&self, i: usize, noun: &Noun) -> Option<usize> {
        if !noun.definite || noun.plural && noun.class != Class::State {
            return None;
        }
        let head = self.head_word(i);
        let words = Reference::english();
        let m = &self.drafts[i].mention;
        let before = || {
            let end = self
                .drafts
                .partition_point(|d| (d.mention.sentence, d.mention.head) < (m.sentence, m.head));
            self.drafts[..end].iter().rev().take(120)
        };
        if words.lands.contains(head.as_str()) && noun.bare {
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
            && words.state_organs.contains(noun.label.to_lowercase().as_str())
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
            let suits = match slot.kind {
                Kind::Organization => {
                    words.organisations.contains(head.as_str()) || words.armed_groups.contains(head.as_str())
                }
                Kind::Party => words.parties.contains(head.as_str()),
                Kind::ArmedGroup => words.armed_groups.contains(head.as_str()),
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
}
