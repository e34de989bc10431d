//! Bodies by description: which country, alliance, court or company is meant by "the country", "the alliance".

use super::super::draft::Noun;
use super::super::fold::key;
use super::super::refer::Resolver;
use super::super::words::Class;
use super::super::{Form, Kind};
use super::salience::{Search, standing_out};
use super::words::Reference;

/// How much weightier than the next the body meant must be, in percent.
const BODY_RATIO: u32 = 150;
/// The same of countries.
const LAND_RATIO: u32 = 180;

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
            // "Peru says Chile has fired at the country": not Chile.
            // "Chile ordered the troops out of the country": of Chile.
            let view = self.view(i);
            let within = ["in", "out", "across", "throughout", "within", "around", "inside"];
            let place = view.case_of(m.head as usize).is_some_and(|k| within.contains(&k));
            let beside = if place { None } else { self.subject_beside(i) };
            let barred: Vec<usize> = beside.into_iter().collect();
            return self.home.filter(|home| !barred.contains(home)).or_else(|| {
                let mut near = before()
                    .filter(|d| d.mention.sentence + 1 >= m.sentence && d.mention.form == Form::Name)
                    .filter_map(|d| d.slot)
                    .filter(|s| self.book.slots[*s].kind == Kind::Country && !barred.contains(s));
                let first = near.next()?;
                near.all(|s| s == first)
                    .then_some(first)
                    .or_else(|| self.land(i, &barred))
            });
        }
        if noun.class == Class::State && words.state_organs.contains(noun.label.to_lowercase().as_str()) {
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
        if !matches!(noun.class, Class::Org | Class::Body | Class::Place) || !noun.bare {
            return None;
        }
        self.by_kind(i, &head)
    }

    /// "the country" where several were named: the one that stands out.
    fn land(&self, i: usize, barred: &[usize]) -> Option<usize> {
        let fits = |j: usize| {
            let d = &self.drafts[j];
            let country = d.slot.is_some_and(|s| self.book.slots[s].kind == Kind::Country);
            u32::from(country && d.mention.form != Form::Nominal) * 100
        };
        let search = Search {
            reach: 1,
            fits: &fits,
            things: None,
            pairs: true,
            barred,
        };
        standing_out(&self.candidates(i, &search), LAND_RATIO)
    }

    /// "the court" after "Court of Justice", "the company" after one company, "the city" after one city.
    fn by_kind(&self, i: usize, head: &str) -> Option<usize> {
        let words = Reference::english();
        let mut named: Vec<usize> = Vec::new();
        for d in self.drafts[..i].iter().rev().take(120) {
            let Some(s) = d.slot else { continue };
            let slot = &self.book.slots[s];
            let right = matches!(
                slot.kind,
                Kind::Organization | Kind::GovernmentBody | Kind::Party | Kind::ArmedGroup
            ) || slot.kind == Kind::Place && words.places.contains(head);
            if right && key(&slot.label).split(' ').any(|w| w == head) && !named.contains(&s) {
                named.push(s);
            }
        }
        match named[..] {
            [one] => return Some(one),
            [] => {}
            _ => return None,
        }
        let fits = |j: usize| {
            let d = &self.drafts[j];
            let Some(slot) = d.slot else { return 0 };
            let slot = &self.book.slots[slot];
            let suits = match slot.kind {
                Kind::Organization => words.organisations.contains(head) || words.armed_groups.contains(head),
                Kind::Party => words.parties.contains(head),
                Kind::ArmedGroup => words.armed_groups.contains(head),
                Kind::Place => words.places.contains(head),
                _ => false,
            };
            if suits && d.mention.form != Form::Nominal {
                100
            } else {
                0
            }
        };
        let search = Search {
            reach: 2,
            fits: &fits,
            things: None,
            pairs: true,
            barred: &[],
        };
        standing_out(&self.candidates(i, &search), BODY_RATIO)
    }
}
