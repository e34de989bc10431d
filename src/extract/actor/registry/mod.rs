//! [`Registry`]: the actors known beforehand, and every form under which the news names them.

mod load;
mod user;

pub(super) use load::{kind, rows};

use super::fold::{all_capitals, capital, plain_key, push_token};
use super::words::Words;
use super::{Gender, Kind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// The actors that are known before an article is read: countries, organisations, parties, armed groups, places, people.
///
/// It tells who is meant by a form. It never gives rise to a relation: that a registry knows who leads a country is
/// used to tell people apart, and for nothing else.
///
/// ```
/// use newsgraph::extract::actor::Registry;
/// let registry = Registry::builtin();
/// assert_eq!(registry.find("Türkiye").unwrap().id, "country:tr");
/// assert_eq!(registry.find("Turkish").unwrap().label, "Turkey");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Registry {
    entries: Vec<Entry>,
    by_id: FxHashMap<String, u32>,
    /// All forms, by key.
    aliases: FxHashMap<Box<str>, Vec<Alias>>,
    /// The first word of every key, and how many words the longest key has that begins so.
    starts: FxHashMap<Box<str>, u8>,
    /// What a form that means several things can mean.
    senses: FxHashMap<String, Vec<Sense>>,
    not_same: FxHashSet<(String, String)>,
    /// From an id to the one that the user says it is.
    same: FxHashMap<String, String>,
}

/// One actor of the registry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// Stable and readable: `country:tr`, `igo:nato`.
    pub id: String,
    /// The canonical name.
    pub label: String,
    /// What it is.
    pub kind: Kind,
    /// Wikidata item, where known.
    pub wikidata: Option<String>,
    /// The forms that always mean it and are safe to print as aliases.
    pub names: Vec<String>,
    /// Descriptions that can mean it once it is named: "alliance" of NATO.
    pub nouns: Vec<String>,
    /// Of a person.
    pub gender: Gender,
    /// Of a person: the id of the country or organisation whose office was held. To tell who is meant, never a relation.
    pub body: Option<String>,
    /// Of a person: the best known office. To tell who is meant, never a relation.
    pub office: Option<String>,
    /// The years of that office: "2017-2021", "2022-".
    pub years: Option<String>,
    /// The user's own entry.
    pub user: bool,
}

/// How a form names its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum How {
    /// By a name: "Turkey", "NATO".
    Name,
    /// By an adjective: "Turkish".
    Adjective,
    /// By the noun for its people: "Turks".
    People,
    /// By its capital, when that acts: "Ankara".
    Capital,
    /// By a seat of power: "Kremlin".
    Seat,
    /// By a family name that is enough: "Putin".
    Surname,
}

/// A form and who it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alias {
    pub(super) entry: u32,
    pub(super) how: How,
    /// As it is written, for its capitals.
    pub(super) form: Box<str>,
    /// It also means something else.
    pub(super) ambiguous: bool,
}

/// One meaning of an ambiguous form.
#[derive(Clone, Debug)]
struct Sense {
    /// Nothing when it is no actor of ours.
    entry: Option<u32>,
    cues: Vec<String>,
}

/// A run of tokens that is a form.
#[derive(Clone, Debug)]
pub(super) struct Match<'r> {
    pub(super) end: usize,
    pub(super) aliases: Vec<&'r Alias>,
}

/// The longest form, in words, that is looked for.
const LONGEST: usize = 14;

impl Registry {
    /// The registry that comes with the crate, read once and shared.
    pub fn builtin() -> &'static Registry {
        static BUILTIN: OnceLock<Registry> = OnceLock::new();
        BUILTIN.get_or_init(Registry::english)
    }

    /// The entry with that id.
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.by_id.get(id).map(|&i| &self.entries[i as usize])
    }

    /// The entry that a form names, when it names just one.
    pub fn find(&self, form: &str) -> Option<&Entry> {
        let aliases = self.aliases.get(super::fold::key(form).as_str())?;
        let first = aliases.first()?;
        aliases
            .iter()
            .all(|a| a.entry == first.entry)
            .then(|| &self.entries[first.entry as usize])
    }

    /// All entries.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Has the user said that these two are not the same?
    pub fn never_same(&self, a: &str, b: &str) -> bool {
        !self.not_same.is_empty()
            && (self.not_same.contains(&(a.to_string(), b.to_string()))
                || self.not_same.contains(&(b.to_string(), a.to_string())))
    }

    /// The id that stands for this one: its own, unless the user has said that it is the same as another.
    pub fn same_as<'a>(&'a self, id: &'a str) -> &'a str {
        self.same.get(id).map_or(id, String::as_str)
    }

    /// Has the user said of any that they are the same?
    pub fn joins_any(&self) -> bool {
        !self.same.is_empty()
    }

    pub(super) fn entry(&self, index: u32) -> &Entry {
        &self.entries[index as usize]
    }

    pub(super) fn index_of(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// The longest form that begins at token `at`. Looks at no more tokens than the longest form has words.
    pub(super) fn longest<'r>(&'r self, tokens: &[&str], at: usize) -> Option<Match<'r>> {
        // Most words begin no form, and are plain: no key is made of them.
        if plain_key(tokens[at], &mut [0; 24]).is_some_and(|word| !self.starts.contains_key(word)) {
            return None;
        }
        let mut key = String::new();
        push_token(&mut key, tokens[at]);
        let start = key.split(' ').next().unwrap_or("");
        let most = *self.starts.get(start)? as usize;
        let mut best = None;
        let mut end = at + 1;
        loop {
            let n_words = 1 + key.bytes().filter(|&b| b == b' ').count();
            if n_words > most.max(1) {
                break;
            }
            if !tokens[end - 1].is_empty()
                && let Some(aliases) = self.aliases.get(key.as_str())
            {
                let fit: Vec<&Alias> = aliases
                    .iter()
                    .filter(|a| capitals_fit(&a.form, &tokens[at..end]))
                    .collect();
                if !fit.is_empty() {
                    best = Some(Match { end, aliases: fit });
                }
            }
            if end >= tokens.len() || end - at > 2 * LONGEST {
                break;
            }
            push_token(&mut key, tokens[end]);
            end += 1;
        }
        // "Ankara-" must not swallow the hyphen after it.
        best.map(|mut m: Match| {
            while m.end > at + 1 && matches!(tokens[m.end - 1], "-" | "–" | ".") {
                m.end -= 1;
            }
            m
        })
    }

    /// Which of the meanings of an ambiguous form is meant in an article of these words: the one with the most cues there.
    /// `None` when the form is not listed as ambiguous, `Some(None)` when no actor of ours is meant.
    pub(super) fn sense(&self, form: &str, has: &dyn Fn(&str) -> bool) -> Option<Option<u32>> {
        let senses = self.senses.get(form)?;
        let mut best = (0, senses.first()?.entry);
        for (i, sense) in senses.iter().enumerate() {
            let score = sense.cues.iter().filter(|cue| has(cue)).count();
            if score > best.0 || i == 0 {
                best = (score, sense.entry);
            }
        }
        Some(best.1)
    }
}

/// Do the capitals of the tokens suit the form? A form all in capitals wants capitals ("US" is not "us"),
/// a capital wants a capital, and a small letter takes either.
fn capitals_fit(form: &str, tokens: &[&str]) -> bool {
    if tokens.len() == 1 && !form.contains([' ', '-']) {
        return fits(form, tokens[0]);
    }
    let pieces = |s: &str| -> Vec<String> {
        s.split([' ', '-', '–'])
            .flat_map(|w| {
                let stem = w.strip_suffix("'s").or_else(|| w.strip_suffix("’s"));
                let stem = stem.unwrap_or(w).trim_end_matches([',', '\'', '’']).to_string();
                [stem]
            })
            .filter(|w| !w.is_empty() && w != "'s" && w != "’s" && w != ",")
            .collect()
    };
    let wanted = pieces(form);
    let found: Vec<String> = tokens.iter().flat_map(|t| pieces(t)).collect();
    // "European union", "Labour party": the word that says what it is may be small.
    // "Lebanese forces" are those of the country, and no party.
    let what = |at: usize, w: &str| {
        at > 0 && at + 1 == wanted.len() && w != "Forces" && Words::english().is_organisation_head(w)
    };
    wanted.len() == found.len()
        && (wanted.iter().zip(&found).enumerate()).all(|(at, (w, f))| fits(w, f) || what(at, w) && capital(&found[0]))
}

fn fits(form: &str, token: &str) -> bool {
    if all_capitals(form) {
        !token.chars().any(char::is_lowercase)
    } else if capital(form) {
        capital(token)
    } else {
        true
    }
}
