//! Reads the registry's data files: tab-separated lines, `#` for comments.

use super::{Alias, Entry, How, Registry, Sense};
use crate::extract::actor::fold::{capital, key};
use crate::extract::actor::{Gender, Kind};

const FILES: [&str; 4] = [
    include_str!("../../../../data/en/countries.tsv"),
    include_str!("../../../../data/en/organisations.tsv"),
    include_str!("../../../../data/en/places.tsv"),
    include_str!("../../../../data/en/leaders.tsv"),
];

const AMBIGUOUS: &str = include_str!("../../../../data/en/ambiguous.tsv");

/// The lines of a data file, cut at tabs, comments left out.
pub(in crate::extract::actor) fn rows(file: &str) -> impl Iterator<Item = Vec<&str>> {
    file.lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split('\t').collect())
}

impl Registry {
    /// Reads the registry that comes with the crate. Takes about ten milliseconds; [`Registry::builtin`] does it once.
    pub(crate) fn english() -> Registry {
        let mut registry = Registry::default();
        registry.aliases.reserve(8_000);
        registry.starts.reserve(6_000);
        registry.by_id.reserve(3_000);
        for file in FILES {
            for row in rows(file) {
                let column = |i: usize| row.get(i).copied().unwrap_or("").trim();
                let entry = Entry {
                    id: column(0).to_string(),
                    kind: kind(column(1)).unwrap_or_default(),
                    label: column(2).to_string(),
                    wikidata: filled(column(3)),
                    gender: match column(5) {
                        "m" => Gender::Male,
                        "f" => Gender::Female,
                        _ => Gender::Unknown,
                    },
                    body: filled(column(6)),
                    office: filled(column(7)),
                    years: filled(column(8)),
                    ..Entry::default()
                };
                registry.add(entry, column(4).split(" | "));
            }
        }
        for row in rows(AMBIGUOUS) {
            let [form, id, ..] = row[..] else { continue };
            let cues = row.get(2).copied().unwrap_or("");
            let entry = registry.index_of(id);
            registry.senses.entry(key(form)).or_default().push(Sense {
                entry,
                cues: cues.split_whitespace().map(str::to_string).collect(),
            });
        }
        registry
    }

    /// Adds an entry with its forms, as the data files write them.
    pub(super) fn add<'f>(&mut self, mut entry: Entry, forms: impl Iterator<Item = &'f str>) {
        let index = self.entries.len() as u32;
        let mut label_is_ambiguous = false;
        let mut listed = Vec::new();
        for form in forms.map(str::trim).filter(|f| !f.is_empty()) {
            let (how, form) = match form.split_once(':') {
                Some(("adj", form)) => (How::Adjective, form),
                Some(("people", form)) => (How::People, form),
                Some(("capital", form)) => (How::Capital, form),
                Some(("seat", form)) => (How::Seat, form),
                Some(("surname", form)) => (How::Surname, form),
                Some(("noun", noun)) => {
                    entry.nouns.push(noun.to_string());
                    continue;
                }
                _ => (How::Name, form),
            };
            let (form, ambiguous) = match form.strip_suffix('?') {
                Some(form) => (form, true),
                None => (form, false),
            };
            label_is_ambiguous |= ambiguous && form == entry.label;
            if !ambiguous && matches!(how, How::Name | How::Adjective) && form != entry.label {
                entry.names.push(form.to_string());
            }
            if form != entry.label {
                listed.push((how, form, ambiguous));
            }
        }
        let label = entry.label.clone();
        self.alias(index, How::Name, &label, label_is_ambiguous);
        for (how, form, ambiguous) in listed {
            self.alias(index, how, form, ambiguous);
        }
        self.by_id.insert(entry.id.clone(), index);
        self.entries.push(entry);
    }

    /// Adds one form of an entry. The article "the" is no part of a key.
    pub(super) fn alias(&mut self, entry: u32, how: How, form: &str, ambiguous: bool) {
        // "The Independent" needs its article: an independent candidate is not of that newspaper.
        let article = form
            .strip_prefix("The ")
            .filter(|rest| !rest.contains(' ') && capital(rest));
        let small = article.map(|rest| format!("the {rest}"));
        let (form, bare) = match &small {
            Some(small) => (small.as_str(), small.as_str()),
            None => (form, form.strip_prefix("The ").unwrap_or(form)),
        };
        for written in [bare, form] {
            let key = key(written);
            if key.is_empty() {
                return;
            }
            let words = key.split(' ').count().min(u8::MAX as usize) as u8;
            let start = key.split(' ').next().unwrap_or("");
            match self.starts.get_mut(start) {
                Some(longest) => *longest = (*longest).max(words),
                None => {
                    self.starts.insert(start.into(), words);
                }
            }
            let aliases = self.aliases.entry(key.into_boxed_str()).or_default();
            match aliases.iter_mut().find(|a| a.entry == entry && a.how == how) {
                // "NATO" and "Nato", "Al-Shabab" and "al-Shabab": the form with fewer capitals fits both.
                Some(a) if capitals(written) < capitals(&a.form) => a.form = written.into(),
                Some(_) => {}
                None => aliases.push(Alias {
                    entry,
                    how,
                    form: written.into(),
                    ambiguous,
                }),
            }
            if bare == form {
                break;
            }
        }
    }
}

fn capitals(form: &str) -> usize {
    form.chars().filter(|c| c.is_uppercase()).count()
}

fn filled(column: &str) -> Option<String> {
    Some(column).filter(|c| !c.is_empty()).map(str::to_string)
}

/// A kind by the name that data files and users write.
pub(in crate::extract::actor) fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "person" => Kind::Person,
        "country" => Kind::Country,
        "organization" => Kind::Organization,
        "government-body" => Kind::GovernmentBody,
        "party" => Kind::Party,
        "armed-group" => Kind::ArmedGroup,
        "group" => Kind::Group,
        "place" => Kind::Place,
        "unknown" => Kind::Unknown,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_line_is_well_formed() {
        for file in FILES {
            for row in rows(file) {
                assert!(row.len() >= 3, "{row:?}");
                assert!(kind(row[1]).is_some(), "{row:?}");
                assert!(row[0].contains(':') && !row[2].is_empty(), "{row:?}");
            }
        }
    }

    #[test]
    fn offices_are_of_known_bodies_and_years_are_years() {
        let registry = Registry::english();
        let mut bad = Vec::new();
        for entry in registry.entries() {
            let known =
                |id: &String| registry.get(id).is_some() || registry.get(&id.replace("country:", "place:")).is_some();
            if entry
                .body
                .as_ref()
                .is_some_and(|body| !known(body) && body != "country:eh")
            {
                bad.push(format!("{}: no {:?}", entry.id, entry.body));
            }
            if let Some(years) = &entry.years {
                let year = |y: &str| y.len() == 4 && y.chars().all(|c| c.is_ascii_digit());
                let fits = match years.split_once('-') {
                    Some((from, "")) => year(from),
                    Some((from, to)) => year(from) && year(to) && from <= to,
                    None => year(years),
                };
                if !fits {
                    bad.push(format!("{}: {years}", entry.id));
                }
            }
        }
        assert!(bad.is_empty(), "{bad:#?}");
    }

    #[test]
    fn ids_are_unique() {
        let registry = Registry::english();
        assert_eq!(registry.by_id.len(), registry.entries.len());
    }

    #[test]
    fn no_form_is_ambiguous_without_being_marked() {
        let registry = Registry::english();
        let mut bad = BTreeSet::new();
        for (key, aliases) in &registry.aliases {
            let entries: BTreeSet<u32> = aliases.iter().map(|a| a.entry).collect();
            let marked = aliases.iter().all(|a| a.ambiguous);
            if entries.len() > 1 && !marked {
                let ids: Vec<&str> = entries.iter().map(|&e| registry.entry(e).id.as_str()).collect();
                bad.insert(format!("{key}: {ids:?}"));
            }
        }
        assert!(bad.is_empty(), "{bad:#?}");
    }

    #[test]
    fn every_marked_form_has_its_senses() {
        let registry = Registry::english();
        let mut bad = BTreeSet::new();
        for (key, aliases) in &registry.aliases {
            if aliases.iter().any(|a| a.ambiguous) && !registry.senses.contains_key(&**key) {
                bad.insert(key.to_string());
            }
        }
        assert!(bad.is_empty(), "{bad:#?}");
        for row in rows(AMBIGUOUS) {
            assert!(row[1] == "-" || registry.get(row[1]).is_some(), "{row:?}");
        }
    }
}
