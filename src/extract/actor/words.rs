//! The word lists behind mentions and roles: titles, nouns for people and bodies, first names.

use super::fold::key;
use super::registry::rows;
use super::{Gender, RoleKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::sync::OnceLock;

/// What a title states, or how it changes the title after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Title {
    /// A post, and what holding it states.
    Post(RoleKind),
    /// "Mr", "rapper": a word before a name, no more.
    Plain,
    /// "deputy", "senior": belongs to the title after it.
    Prefix,
    /// "former": belongs to the title after it; the post is no longer held.
    Former,
    /// "incoming": belongs to the title after it; the post is not yet held.
    Future,
}

/// How a noun for people or bodies behaves; see `data/en/group_nouns.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Class {
    /// A country or organisation before it is itself meant.
    State,
    /// Acts for what stands before it, no actor alone.
    Tool,
    /// A body of its own.
    Body,
    /// An organisation without a name.
    Org,
    /// People.
    Group,
    /// A place: no actor of its own, but one named before may be meant.
    Place,
}

/// All word lists, read once.
#[derive(Debug)]
pub(super) struct Words {
    titles: FxHashMap<String, Title>,
    /// The first words of all titles, each with the number of words of the longest title that begins so: most words of a
    /// text begin none.
    title_starts: FxHashMap<String, usize>,
    /// Words that belong to a title after them and may be titles by themselves: "deputy".
    prefixes: FxHashSet<String>,
    nouns: FxHashMap<String, Class>,
    /// Of those, the acts that what stands after "of" undergoes: "invasion".
    deeds: FxHashSet<String>,
    /// Compounds of such a noun that are no actors: "public office".
    no_actors: FxHashSet<String>,
    first_names: FxHashMap<String, Gender>,
    organisation_heads: FxHashSet<&'static str>,
    place_heads: FxHashSet<&'static str>,
    place_starts: FxHashSet<&'static str>,
    other_heads: FxHashSet<&'static str>,
    other_starts: FxHashSet<&'static str>,
    faiths: FxHashSet<&'static str>,
    organisation_starts: FxHashSet<&'static str>,
    things: FxHashSet<&'static str>,
    calendar: FxHashSet<&'static str>,
    portfolios: FxHashSet<&'static str>,
}

const TITLES: &str = include_str!("../../../data/en/titles.tsv");
const NOUNS: &str = include_str!("../../../data/en/group_nouns.tsv");
const FIRST_NAMES: &str = include_str!("../../../data/en/first_names.tsv");
const NAME_WORDS: &str = include_str!("../../../data/en/name_words.tsv");

/// The longest title, in words.
const LONGEST_TITLE: usize = 7;

impl Words {
    /// The lists that come with the crate.
    pub(super) fn english() -> &'static Words {
        static WORDS: OnceLock<Words> = OnceLock::new();
        WORDS.get_or_init(Words::read)
    }

    fn read() -> Words {
        let mut titles = FxHashMap::default();
        let mut prefixes = FxHashSet::default();
        for row in rows(TITLES) {
            if row[1] == "prefix" {
                prefixes.insert(key(row[0]));
            }
            let title = match row[1] {
                "office" => Title::Post(RoleKind::Office),
                "leads" => Title::Post(RoleKind::Leads),
                "represents" => Title::Post(RoleKind::Represents),
                "member" => Title::Post(RoleKind::Member),
                "prefix" => Title::Prefix,
                "former" => Title::Former,
                "future" => Title::Future,
                _ => Title::Plain,
            };
            // A word may be a title by itself and a prefix too ("general"): the title is what is looked up first.
            titles.entry(key(row[0])).or_insert(title);
        }
        let mut nouns = FxHashMap::default();
        let mut deeds = FxHashSet::default();
        let mut no_actors = FxHashSet::default();
        for row in rows(NOUNS) {
            let class = match row[1] {
                "none" => {
                    no_actors.insert(row[0].to_string());
                    continue;
                }
                "state" => Class::State,
                "tool" => Class::Tool,
                "deed" => {
                    deeds.insert(row[0].to_string());
                    Class::Tool
                }
                "body" => Class::Body,
                "org" => Class::Org,
                "place" => Class::Place,
                _ => Class::Group,
            };
            nouns.insert(row[0].to_string(), class);
        }
        let mut first_names = FxHashMap::default();
        for row in rows(FIRST_NAMES) {
            let gender = match row[1] {
                "m" => Gender::Male,
                "f" => Gender::Female,
                _ => Gender::Unknown,
            };
            first_names.insert(key(row[0]), gender);
        }
        let of = |class: &str| {
            rows(NAME_WORDS)
                .filter(|row| row[1] == class)
                .map(|row| row[0])
                .collect()
        };
        let mut title_starts: FxHashMap<String, usize> = FxHashMap::default();
        for title in titles.keys() {
            let longest = title_starts.entry(first_word(title).to_string()).or_default();
            *longest = (*longest).max(title.split(' ').count());
        }
        Words {
            title_starts,
            titles,
            prefixes,
            nouns,
            deeds,
            no_actors,
            first_names,
            organisation_heads: of("org"),
            place_heads: of("loc"),
            place_starts: of("locstart"),
            other_heads: of("other"),
            other_starts: of("otherstart"),
            faiths: of("faith"),
            organisation_starts: of("orgstart"),
            things: of("thing"),
            calendar: of("calendar"),
            portfolios: of("portfolio"),
        }
    }

    /// "Former", "Ex": a word that says that a title is no longer held.
    pub(super) fn is_former(&self, word: &str) -> bool {
        self.may_begin_title(word) && self.titles.get(key(word).as_str()) == Some(&Title::Former)
    }

    /// The longest title that begins at `at`: one past its last token, what it states, and whether a "former" or a
    /// "designate" stands before it. Words such as "deputy" before it belong to it.
    pub(super) fn title_at(&self, tokens: &[&str], at: usize) -> Option<FoundTitle> {
        let mut start = at;
        let mut former = false;
        let mut future = false;
        loop {
            if !self.may_begin_title(tokens.get(start)?) {
                return None;
            }
            let bare = self.bare_title(tokens, start).map(|(end, kind)| {
                // "deputy foreign minister": the first word is a title too.
                let prefix = end == start + 1 && self.prefixes.contains(key(tokens[start]).as_str());
                match self.bare_title(tokens, end).filter(|_| prefix) {
                    Some((further, post @ Title::Post(_))) => (further, post),
                    _ => (end, kind),
                }
            });
            if let Some((end, kind)) = bare {
                let last = tokens[end - 1];
                future |= ["elect", "designate"].iter().any(|w| last.to_lowercase().ends_with(w));
                let mut end = end;
                // "president-elect" in three tokens, "prime minister designate".
                let mut next = end;
                if tokens.get(next) == Some(&"-") {
                    next += 1;
                }
                if matches!(
                    tokens.get(next),
                    Some(&"elect" | &"designate" | &"Elect" | &"Designate" | &"apparent")
                ) {
                    end = next + 1;
                    future = true;
                }
                let core = end;
                end = self.portfolio_end(tokens, end);
                return Some(FoundTitle {
                    first: at,
                    end,
                    core,
                    kind,
                    former,
                    future,
                });
            }
            let word = tokens.get(start)?;
            // "ex-president" as one token
            if let Some(rest) = word.strip_prefix("ex-").or_else(|| word.strip_prefix("Ex-"))
                && let Some(&kind @ Title::Post(_)) = self.titles.get(key(rest).as_str())
            {
                let end = start + 1;
                return Some(FoundTitle {
                    first: at,
                    end,
                    core: end,
                    kind,
                    former: true,
                    future,
                });
            }
            match self.titles.get(key(word).as_str()) {
                Some(Title::Former) => former = true,
                Some(Title::Future) => future = true,
                Some(Title::Prefix) => {}
                _ => return None,
            }
            start += 1;
            if tokens.get(start) == Some(&"-") {
                start += 1;
            }
            if start > at + 6 {
                return None;
            }
        }
    }

    /// One past "of mines and energy", "for Housing" behind "minister" and the like.
    fn portfolio_end(&self, tokens: &[&str], end: usize) -> usize {
        let last = tokens[end - 1].to_lowercase();
        let governs = matches!(
            last.as_str(),
            "minister"
                | "ministers"
                | "secretary"
                | "undersecretary"
                | "state"
                | "commissioner"
                | "president"
                | "director"
        );
        if !governs || !matches!(tokens.get(end), Some(&"of" | &"for")) {
            return end;
        }
        let is_portfolio = |i: usize| {
            tokens
                .get(i)
                .is_some_and(|t| self.portfolios.contains(t.to_lowercase().as_str()))
        };
        let mut next = end + 1;
        if tokens.get(next) == Some(&"the") && is_portfolio(next + 1) {
            next += 1;
        }
        let from = next;
        while next < from + 8 {
            if is_portfolio(next) {
                next += 1;
            } else if matches!(tokens.get(next), Some(&"and" | &"," | &"&")) && is_portfolio(next + 1) && next > from {
                next += 2;
            } else {
                break;
            }
        }
        if next > from { next } else { end }
    }

    /// Can a title begin with this token, or one of several in the plural? What a token folds to alone decides.
    fn may_begin_title(&self, token: &str) -> bool {
        // Nearly every token is plain: it is folded where it stands, with no string made of it.
        let mut plain = [0u8; 24];
        if token.len() <= plain.len() && token.bytes().all(|b| b.is_ascii_alphabetic()) {
            let plain = &mut plain[..token.len()];
            plain.copy_from_slice(token.as_bytes());
            plain.make_ascii_lowercase();
            return self.plain_begins_title(plain);
        }
        let mut text = String::with_capacity(token.len());
        super::fold::push_token(&mut text, token);
        let start = first_word(&text);
        // Of a hyphen or a dot nothing is left, and blanks inside a token are for the full search to judge.
        start.is_empty()
            || token.contains(char::is_whitespace)
            || self.title_starts.contains_key(start)
            || singular(token).is_some_and(|one| {
                let one = key(&one);
                self.title_starts.contains_key(first_word(&one))
            })
    }

    /// The same for small letters of ASCII alone. It may say yes too often, as for "chairse": the full search decides.
    fn plain_begins_title(&self, word: &mut [u8]) -> bool {
        let begins = |word: &[u8]| std::str::from_utf8(word).is_ok_and(|w| self.title_starts.contains_key(w));
        if begins(word) {
            return true;
        }
        match word {
            [stem @ .., b's'] if stem.len() >= 3 => {
                if begins(stem) || stem.ends_with(b"e") && begins(&stem[..stem.len() - 1]) {
                    return true;
                }
                // "deputies"
                let n = stem.len();
                stem.ends_with(b"ie") && {
                    stem[n - 2] = b'y';
                    begins(&stem[..n - 1])
                }
            }
            _ => false,
        }
    }

    fn bare_title(&self, tokens: &[&str], at: usize) -> Option<(usize, Title)> {
        // "p.m." is an hour, "PM" a prime minister.
        if tokens
            .get(at)
            .is_some_and(|t| t.starts_with("p.m") || t.starts_with("P.M"))
        {
            return None;
        }
        let mut text = String::new();
        let mut best = None;
        for end in at + 1..=(at + LONGEST_TITLE).min(tokens.len()) {
            super::fold::push_token(&mut text, tokens[end - 1]);
            // No title that begins so has more words: only a plural is left to look for.
            let longest = self.title_starts.get(first_word(&text)).copied().unwrap_or(0);
            if !text.is_empty() && text.bytes().filter(|&b| b == b' ').count() >= longest {
                break;
            }
            if let Some(&title) = self.titles.get(text.as_str())
                && matches!(title, Title::Post(_) | Title::Plain)
                && !matches!(tokens[end - 1], "-" | "." | ",")
            {
                best = Some((end, title));
            }
        }
        best.or_else(|| self.plural_title(tokens, at))
    }

    /// "foreign ministers", "presidents": a title of several.
    fn plural_title(&self, tokens: &[&str], at: usize) -> Option<(usize, Title)> {
        let mut before = String::new();
        for end in at + 1..=(at + 4).min(tokens.len()) {
            let word = tokens[end - 1];
            if let Some(one) = singular(word) {
                let mut whole = before.clone();
                super::fold::push_token(&mut whole, &one);
                if let Some(&title @ Title::Post(_)) = self.titles.get(&whole) {
                    return Some((end, title));
                }
            }
            super::fold::push_token(&mut before, word);
        }
        None
    }

    /// Is it a compound that is no actor although its noun may be one: "public office", "bombing campaigns"?
    pub(super) fn is_no_actor(&self, phrase: &str) -> bool {
        self.no_actors.contains(phrase) || lower_singular(phrase).is_some_and(|one| self.no_actors.contains(&*one))
    }

    /// The class of a noun, by its lower-case form; plurals too.
    pub(super) fn noun(&self, word: &str) -> Option<Class> {
        let lower = match word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
            true => Cow::Borrowed(word),
            false => Cow::Owned(word.to_lowercase()),
        };
        if let Some(&class) = self.nouns.get(&*lower) {
            return Some(class);
        }
        self.nouns.get(&*lower_singular(&lower)?).copied()
    }

    /// Is it an act that what stands after its "of" undergoes: "invasion"?
    pub(super) fn is_deed(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        self.deeds.contains(&lower) || lower_singular(&lower).is_some_and(|one| self.deeds.contains(&*one))
    }

    /// The gender of a first name; `None` when it is no first name that we know.
    pub(super) fn first_name(&self, word: &str) -> Option<Gender> {
        let folded = key(word);
        self.first_names
            .get(&folded)
            .or_else(|| self.first_names.get(folded.split(' ').next()?))
            .copied()
    }

    /// Does the word make the name it ends an organisation: "Ministry", "Council", "University"?
    pub(super) fn is_organisation_head(&self, word: &str) -> bool {
        self.organisation_heads.contains(word)
    }

    /// Does a name that begins so name an organisation: "Banco", "Partido"?
    pub(super) fn begins_organisation(&self, word: &str) -> bool {
        self.organisation_starts.contains(word)
    }

    /// Does the word make the name it ends a place: "River", "Province", "Square"?
    pub(super) fn is_place_head(&self, word: &str) -> bool {
        self.place_heads.contains(word)
    }

    /// Does a name that begins so name a place: "Mount", "Lake"?
    pub(super) fn begins_place(&self, word: &str) -> bool {
        self.place_starts.contains(word)
    }

    /// Does the word make the name an event, a law, a work: "War", "Act", "Prize"?
    pub(super) fn is_other_head(&self, word: &str) -> bool {
        self.other_heads.contains(word)
    }

    /// Does a name that begins so name an event or a thing: "Operation", "Hurricane"?
    pub(super) fn begins_other(&self, word: &str) -> bool {
        self.other_starts.contains(word)
    }

    /// Does the word say what people believe: "Catholic", "Sunni"?
    pub(super) fn is_faith(&self, word: &str) -> bool {
        self.faiths.contains(word)
    }

    /// Does the word, where it stands alone, name a thing: "Novichok", "Islam", "LGBT"?
    pub(super) fn is_thing(&self, word: &str) -> bool {
        self.things.contains(word)
    }

    /// Is it what a minister may be minister of: "Health", "Finance"?
    pub(super) fn is_portfolio(&self, word: &str) -> bool {
        self.portfolios.contains(word.to_lowercase().as_str())
    }

    /// A weekday, a month, a holiday.
    pub(super) fn is_calendar(&self, word: &str) -> bool {
        self.calendar.contains(word)
    }
}

/// A title found in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FoundTitle {
    pub(super) first: usize,
    pub(super) end: usize,
    /// Where the title ends without its portfolio: "Minister" of "Minister of Health".
    pub(super) core: usize,
    pub(super) kind: Title,
    pub(super) former: bool,
    pub(super) future: bool,
}

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or("")
}

/// The singular that a regular plural may have, in lower case.
pub(super) fn singular(word: &str) -> Option<String> {
    if !word.ends_with(['s', 'S']) {
        return None;
    }
    lower_singular(&word.to_lowercase()).map(Cow::into_owned)
}

/// The same for a word in lower case.
fn lower_singular(lower: &str) -> Option<Cow<'_, str>> {
    let stem = lower.strip_suffix('s')?;
    if stem.ends_with('s') || stem.len() < 3 {
        return None;
    }
    if let Some(stem) = stem.strip_suffix("ie") {
        return Some(format!("{stem}y").into());
    }
    if let Some(stem) = stem.strip_suffix('e')
        && (stem.ends_with("ch") || stem.ends_with("sh") || stem.ends_with('s') || stem.ends_with('x'))
    {
        return Some(stem.into());
    }
    Some(stem.into())
}

/// Is the word a plural, by its form or as an irregular one?
pub(super) fn is_plural(word: &str) -> bool {
    let lower = word.to_lowercase();
    matches!(
        lower.as_str(),
        "people"
            | "men"
            | "women"
            | "children"
            | "police"
            | "policemen"
            | "policewomen"
            | "servicemen"
            | "businessmen"
            | "businesspeople"
            | "troops"
            | "personnel"
            | "staff"
            | "spokespeople"
            | "public"
            | "media"
            | "poor"
            | "rich"
            | "militiamen"
            | "gunmen"
            | "crew"
            | "majority"
            | "minority"
            | "many"
            | "few"
            | "others"
    ) || (singular(&lower).is_some() && !lower.ends_with("us") && !lower.ends_with("is"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_found_with_their_prefixes() {
        let words = Words::english();
        for (text, expected) in [
            ("Secretary of State Ann", Some((3, false, false))),
            ("former deputy prime minister Ann", Some((4, true, false))),
            ("president - elect Ann", Some((3, false, true))),
            ("President-elect Ann", Some((1, false, true))),
            ("ex - president Ann", Some((3, true, false))),
            ("foreign policy", None),
            ("Tuesday", None),
        ] {
            let tokens: Vec<&str> = text.split(' ').collect();
            let found = words.title_at(&tokens, 0).map(|t| (t.end, t.former, t.future));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn every_title_has_its_example() {
        for row in rows(TITLES) {
            assert_eq!(row.len(), 3, "{row:?}");
            assert!(key(row[2]).contains(&key(row[0])), "{row:?}");
        }
    }

    #[test]
    fn nouns_know_their_plurals() {
        let words = Words::english();
        assert_eq!(words.noun("Protesters"), Some(Class::Group));
        assert_eq!(words.noun("ministries"), Some(Class::State));
        assert_eq!(words.noun("police"), Some(Class::Body));
        assert_eq!(words.noun("table"), None);
        assert!(is_plural("soldiers") && !is_plural("crisis") && is_plural("police"));
    }
}
