//! [`Book`]: the actors of one article while they are being found, and who bears which name.

use super::fold::{all_capitals, key, slug};
use super::registry::{self, Registry};
use super::words::Words;
use super::{Actor, Gender, Kind, MentionKind};
use rustc_hash::FxHashMap;

/// A body whose name is longer than so many bytes is not called by parts of it.
const LONGEST: usize = 300;

/// An actor being put together.
#[derive(Clone, Debug, Default)]
pub(super) struct Slot {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) kind: Kind,
    pub(super) gender: Gender,
    pub(super) entry: Option<u32>,
    /// Every form in the article.
    pub(super) forms: Vec<String>,
    /// Of a person: the folded words of the fullest name.
    pub(super) words: Vec<String>,
}

/// The actors of one article.
pub(super) struct Book<'r> {
    pub(super) registry: &'r Registry,
    pub(super) words: &'r Words,
    pub(super) slots: Vec<Slot>,
    by_id: FxHashMap<String, usize>,
    /// Last word of a person's name to the people who bear it.
    by_surname: FxHashMap<String, Vec<usize>>,
    /// Names of organisations and places, by key.
    by_name: FxHashMap<String, usize>,
    /// What may be short for whom: the first or last words of a body's name, by key, and its initials; the words of a person's name, and the
    /// first two together. Only these are looked at, so that an article of very many names takes no longer for each.
    by_part: FxHashMap<String, Vec<usize>>,
}

impl<'r> Book<'r> {
    pub(super) fn new(registry: &'r Registry, words: &'r Words) -> Book<'r> {
        Book {
            registry,
            words,
            slots: Vec::new(),
            by_id: FxHashMap::default(),
            by_surname: FxHashMap::default(),
            by_name: FxHashMap::default(),
            by_part: FxHashMap::default(),
        }
    }

    /// The slot of a registry entry.
    pub(super) fn known(&mut self, index: u32) -> usize {
        let entry = self.registry.entry(index);
        if let Some(&slot) = self.by_id.get(&entry.id) {
            return slot;
        }
        let mut gender = entry.gender;
        if entry.kind == Kind::Person && gender == Gender::Unknown {
            gender = self.gender_of(&entry.label);
        }
        let slot = self.add(Slot {
            id: entry.id.clone(),
            label: entry.label.clone(),
            kind: entry.kind,
            gender,
            entry: Some(index),
            forms: Vec::new(),
            words: key(&entry.label).split(' ').map(str::to_string).collect(),
        });
        self.by_name.insert(key(&entry.label), slot);
        if entry.kind == Kind::Person {
            self.remember_person(slot);
        }
        slot
    }

    /// Which slots belong to a registry entry already met.
    pub(super) fn slot_of(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    fn add(&mut self, slot: Slot) -> usize {
        let place = self.slots.len();
        self.by_id.insert(slot.id.clone(), place);
        match slot.kind {
            Kind::Person => self.remember_words(place, &slot.words),
            _ => self.remember_parts(place, slot.kind, &slot.label),
        }
        self.slots.push(slot);
        place
    }

    fn remember_words(&mut self, slot: usize, words: &[String]) {
        for word in words {
            self.remember(slot, word.clone());
        }
        if let [first, second, ..] = words {
            self.remember(slot, format!("{first} {second}"));
        }
    }

    fn remember_parts(&mut self, slot: usize, kind: Kind, label: &str) {
        if !is_body(kind) || label.len() > LONGEST {
            return;
        }
        self.remember(slot, format!("={}", initials(label)));
        let key = key(label);
        for (at, _) in key.match_indices(' ') {
            self.remember(slot, key[..at].to_string());
            self.remember(slot, key[at + 1..].to_string());
        }
    }

    fn remember(&mut self, slot: usize, part: String) {
        let slots = self.by_part.entry(part).or_default();
        if slots.last() != Some(&slot) {
            slots.push(slot);
        }
    }

    /// Who may be called so.
    fn with_part(&self, part: &str) -> &[usize] {
        self.by_part.get(part).map_or(&[], Vec::as_slice)
    }

    fn remember_person(&mut self, slot: usize) {
        let words = self.slots[slot].words.clone();
        if let Some(last) = surname(&words) {
            let people = self.by_surname.entry(last.to_string()).or_default();
            if !people.contains(&slot) {
                people.push(slot);
            }
        }
    }

    /// The gender that the first name of a full name goes with.
    pub(super) fn gender_of(&self, name: &str) -> Gender {
        let mut parts = name.split_whitespace();
        let first = parts.next().unwrap_or("");
        if parts.next().is_none() {
            return Gender::Unknown;
        }
        self.words.first_name(first).unwrap_or_default()
    }

    /// The person with this full name (two words or more): one already met, or a new one.
    pub(super) fn person(&mut self, name: &str) -> usize {
        let words: Vec<String> = key(name).split(' ').map(str::to_string).collect();
        let id = format!("person:{}", slug(name));
        if let Some(&slot) = self.by_id.get(&id) {
            return slot;
        }
        if let Some(people) = surname(&words).and_then(|s| self.by_surname.get(s)) {
            let same: Vec<usize> = people
                .iter()
                .copied()
                .filter(|&p| {
                    same_person(&self.slots[p].words, &words) && !self.registry.never_same(&self.slots[p].id, &id)
                })
                .collect();
            if let [slot] = same[..] {
                if words.len() > self.slots[slot].words.len() && self.slots[slot].entry.is_none() {
                    let old = std::mem::replace(&mut self.slots[slot].label, name.to_string());
                    self.slots[slot].forms.push(old);
                    self.remember_words(slot, &words);
                    self.slots[slot].words = words;
                    let old_id = std::mem::replace(&mut self.slots[slot].id, id.clone());
                    self.by_id.remove(&old_id);
                    self.by_id.insert(id, slot);
                }
                return slot;
            }
        }
        if let Some(slot) = self.shorter_or_longer(name, &words, &id) {
            return slot;
        }
        let gender = self.gender_of(name);
        let slot = self.add(Slot {
            id,
            label: name.to_string(),
            kind: Kind::Person,
            gender,
            words,
            ..Slot::default()
        });
        self.remember_person(slot);
        slot
    }

    /// "Rafael Correa" and "Rafael Correa Delgado": the one person whose name goes on, or stops, behind two words or more.
    fn shorter_or_longer(&mut self, name: &str, words: &[String], id: &str) -> Option<usize> {
        let goes_on = |slot: &Slot| {
            let (short, long) = match slot.words.len() < words.len() {
                true => (slot.words.as_slice(), words),
                false => (words, slot.words.as_slice()),
            };
            slot.kind == Kind::Person && short.len() >= 2 && short.len() < long.len() && long.starts_with(short)
        };
        let [first, second, ..] = words else { return None };
        let beginning = format!("{first} {second}");
        let mut found = (self.with_part(&beginning).iter().copied()).filter(|&i| goes_on(&self.slots[i]));
        let slot = found.next()?;
        if found.any(|other| other != slot) {
            return None;
        }
        if self.registry.never_same(&self.slots[slot].id, id) {
            return None;
        }
        // Called by the last word of either.
        if let Some(last) = surname(words) {
            self.by_surname.entry(last.to_string()).or_default().push(slot);
        }
        self.form(slot, name);
        Some(slot)
    }

    /// Who is called by one word of the name: the family name, else a first name that only one person bears.
    pub(super) fn person_by_part(&self, part: &str) -> Option<usize> {
        let part = key(part);
        if let Some(people) = self.by_surname.get(&part) {
            return match people[..] {
                [one] => Some(one),
                _ => None,
            };
        }
        let mut found = None;
        for &i in self.with_part(part.split(' ').next().unwrap_or("")) {
            let slot = &self.slots[i];
            if slot.kind == Kind::Person && contains_run(&slot.words, &part) {
                if found.is_some_and(|other| other != i) {
                    return None;
                }
                found = Some(i);
            }
        }
        found
    }

    /// Do several people bear this family name?
    pub(super) fn shared_surname(&self, part: &str) -> bool {
        self.by_surname.get(&key(part)).is_some_and(|p| p.len() > 1)
    }

    /// A person of whom no more than one word is known.
    pub(super) fn lone_person(&mut self, name: &str) -> usize {
        let id = format!("person:{}", slug(name));
        if let Some(&slot) = self.by_id.get(&id) {
            return slot;
        }
        let words = key(name).split(' ').map(str::to_string).collect();
        let slot = self.add(Slot {
            id,
            label: name.to_string(),
            kind: Kind::Person,
            words,
            ..Slot::default()
        });
        self.remember_person(slot);
        slot
    }

    /// The organisation, place or other thing with this name.
    pub(super) fn named(&mut self, name: &str, kind: MentionKind) -> usize {
        let key_ = key(name);
        if let Some(&slot) = self.by_name.get(&key_) {
            return slot;
        }
        if let Some(slot) = self.longer_or_short(name, &key_, kind) {
            self.by_name.insert(key_, slot);
            return slot;
        }
        let kind = self.kind_of_name(name, kind);
        let id = format!("{}:{}", prefix(kind), slug(name));
        let slot = match self.by_id.get(&id) {
            Some(&slot) => slot,
            None => self.add(Slot {
                id,
                label: name.to_string(),
                kind,
                ..Slot::default()
            }),
        };
        self.by_name.insert(key_, slot);
        slot
    }

    /// "Security Council" after "United Nations Security Council", "WFF" after "World Fish Fund": the same, where just one fits.
    fn longer_or_short(&self, name: &str, key_: &str, kind: MentionKind) -> Option<usize> {
        if kind != MentionKind::Org {
            return None;
        }
        let letters = all_capitals(name) && !name.contains(' ');
        let short = match letters {
            true => format!("={}", name.replace('.', "")),
            false => key_.to_string(),
        };
        let mut found = None;
        for &i in self.with_part(&short) {
            let slot = &self.slots[i];
            if !is_body(slot.kind) {
                continue;
            }
            let mut labels = std::iter::once(&slot.label).chain(&slot.forms);
            let fits = labels.any(|label| {
                let long = key(label);
                let short = key_;
                if letters {
                    return initials(label) == name.replace('.', "");
                }
                // "the Church" after "Church of the Rock"
                let head = !short.contains(' ') && self.words.is_organisation_head(name);
                if head {
                    return long.starts_with(&format!("{short} of ")) || long.ends_with(&format!(" {short}"));
                }
                // Of one word only the first counts, before one word more, and no place is meant: "Acme" of "Acme Group".
                let one_more = || long.split(' ').count() == 2 && short.len() > 4 && self.is_bare_name(name);
                short.len() < long.len()
                    && (short.contains(' ') && long.ends_with(&format!(" {short}"))
                        || (short.contains(' ') || one_more()) && long.starts_with(&format!("{short} ")))
            });
            if fits {
                if found.is_some_and(|other| other != i) {
                    return None;
                }
                found = Some(i);
            }
        }
        found
    }

    /// Is it a word that no list knows, so that it may stand for a longer name?
    fn is_bare_name(&self, name: &str) -> bool {
        self.registry.find(name).is_none() && self.words.noun(name).is_none() && !self.words.is_organisation_head(name)
    }

    /// Another name for an actor: "(WHO)" behind the full name.
    pub(super) fn also(&mut self, slot: usize, name: &str) {
        self.by_name.insert(key(name), slot);
    }

    /// An actor that has no name: a description is its label.
    pub(super) fn described(&mut self, label: &str, kind: Kind) -> usize {
        let Actor { id, label, .. } = Actor::described(label, kind);
        if let Some(&slot) = self.by_id.get(&id) {
            return slot;
        }
        self.add(Slot {
            id,
            label,
            kind,
            ..Slot::default()
        })
    }

    fn kind_of_name(&self, name: &str, kind: MentionKind) -> Kind {
        let has = |words: &[&str]| name.split_whitespace().any(|w| words.contains(&w));
        match kind {
            MentionKind::Per => Kind::Person,
            MentionKind::Loc => Kind::Place,
            MentionKind::Group => Kind::Group,
            MentionKind::Norp => Kind::Group,
            MentionKind::Misc => Kind::Unknown,
            // "Toronto Congress Centre", "Army Museum": the word that says what it is stands last, or before an "of".
            MentionKind::Org if is_private(name) => Kind::Organization,
            MentionKind::Org if has(&["Party", "Partido", "Parti", "Partito", "Partei"]) => Kind::Party,
            // "People's Liberation Army of Ruritania"
            MentionKind::Org if has(&["Army"]) && has(&["Liberation", "Independence", "Resistance"]) => {
                Kind::ArmedGroup
            }
            MentionKind::Org if name.contains("House of ") || name.ends_with(" House") && has(&["State"]) => {
                Kind::GovernmentBody
            }
            MentionKind::Org
                if has(&[
                    "Ministry",
                    "Department",
                    "Court",
                    "Parliament",
                    "Senate",
                    "Congress",
                    "Council",
                    "Committee",
                    "Police",
                    "Commission",
                    "Assembly",
                    "Government",
                    "Army",
                    "Treasury",
                    "Secretariat",
                    "Directorate",
                    "Prefecture",
                    "Tribunal",
                    "Authority",
                    "Navy",
                    "Command",
                    "Cabinet",
                    "Bureau",
                ]) =>
            {
                Kind::GovernmentBody
            }
            MentionKind::Org if name.ends_with("Fire Brigade") => Kind::GovernmentBody,
            MentionKind::Org if has(&["Brigade", "Brigades", "Militia", "Jihad", "Rebels", "Front", "Cartel"]) => {
                Kind::ArmedGroup
            }
            MentionKind::Org => Kind::Organization,
        }
    }

    /// Notes a form in which the article names an actor.
    pub(super) fn form(&mut self, slot: usize, form: &str) {
        let form = form.split_whitespace().collect::<Vec<_>>().join(" ");
        let known = &self.slots[slot];
        if !form.is_empty() && form != known.label && !known.forms.contains(&form) && known.forms.len() < 64 {
            self.remember_parts(slot, known.kind, &form);
            self.slots[slot].forms.push(form);
        }
    }

    /// Gives those whom the user says to be the same one id. From the slot of one who goes to the slot of who stays.
    pub(super) fn join_same(&mut self) -> FxHashMap<usize, usize> {
        let mut joined = FxHashMap::default();
        for from in 0..self.slots.len() {
            let id = self.registry.same_as(&self.slots[from].id).to_string();
            if id == self.slots[from].id {
                continue;
            }
            let old = std::mem::take(&mut self.slots[from].label);
            if let Some(&to) = self.by_id.get(&id) {
                joined.insert(from, to);
                let forms = std::mem::take(&mut self.slots[from].forms);
                self.form(to, &old);
                forms.iter().for_each(|form| self.form(to, form));
                continue;
            }
            let entry = self.registry.index_of(&id);
            let slot = &mut self.slots[from];
            slot.entry = entry;
            match entry.map(|e| self.registry.entry(e)) {
                Some(entry) => {
                    slot.label.clone_from(&entry.label);
                    slot.kind = entry.kind;
                }
                None => {
                    slot.label.clone_from(&old);
                    slot.kind = registry::kind(id.split(':').next().unwrap_or("")).unwrap_or(slot.kind);
                }
            }
            slot.id.clone_from(&id);
            self.by_id.insert(id, from);
            self.form(from, &old);
        }
        joined
    }

    /// The actor as others read it.
    pub(super) fn actor(&self, slot: usize) -> Actor {
        let slot = &self.slots[slot];
        let mut aliases: std::collections::BTreeSet<String> = slot.forms.iter().cloned().collect();
        let mut wikidata = None;
        if let Some(entry) = slot.entry.map(|e| self.registry.entry(e)) {
            wikidata = entry.wikidata.clone();
            aliases.extend(entry.names.iter().take(6).cloned());
        }
        aliases.remove(&slot.label);
        Actor {
            id: slot.id.clone(),
            label: slot.label.clone(),
            kind: slot.kind,
            aliases,
            wikidata,
        }
    }
}

/// Is it a kind that is called by parts of its name?
fn is_body(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Organization | Kind::GovernmentBody | Kind::Party | Kind::ArmedGroup
    )
}

/// The word of a kind in ids.
pub(super) fn prefix(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Country => "country",
        Kind::Organization => "organization",
        Kind::GovernmentBody => "government-body",
        Kind::Party => "party",
        Kind::ArmedGroup => "armed-group",
        Kind::Group => "group",
        Kind::Place => "place",
        Kind::Unknown => "unknown",
    }
}

/// Does the name say that it is no body of a country: "Holm Police Museum", "Institute for Congress Studies"?
fn is_private(name: &str) -> bool {
    let head = [" of ", " for ", " on "]
        .iter()
        .filter_map(|small| name.find(small))
        .min()
        .map_or(name, |at| &name[..at]);
    matches!(
        head.rsplit(' ').next().unwrap_or(head),
        "Centre"
            | "Center"
            | "University"
            | "College"
            | "School"
            | "Institute"
            | "Hospital"
            | "Club"
            | "Association"
            | "Society"
            | "Foundation"
            | "Museum"
            | "Church"
            | "Press"
            | "Company"
            | "Group"
            | "Fund"
            | "Trust"
            | "League"
            | "Library"
    )
}

fn surname(words: &[String]) -> Option<&str> {
    let last = words
        .iter()
        .rev()
        .find(|w| !matches!(w.as_str(), "jr" | "sr" | "ii" | "iii" | "iv" | ","))?;
    Some(last)
}

fn contains_run(words: &[String], part: &str) -> bool {
    if !part.contains(' ') {
        return words.iter().any(|w| w == part);
    }
    format!(" {} ", words.join(" ")).contains(&format!(" {part} "))
}

/// Can two full names with one family name be of one person? "J. Smith" and "John Smith", "John Smith" and "John A. Smith".
fn same_person(a: &[String], b: &[String]) -> bool {
    let (Some(x), Some(y)) = (a.first(), b.first()) else {
        return false;
    };
    if a.len() == 1 || b.len() == 1 {
        return true;
    }
    let initial = |s: &str, t: &str| s.len() == 1 && t.starts_with(s);
    if x == y || initial(x, y) || initial(y, x) {
        return true;
    }
    // "Tayyip Erdogan" and "Recep Tayyip Erdogan".
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.len() < long.len() && short.iter().all(|w| long.contains(w))
}

/// "World Fish Fund" is "WFF"; small words do not count.
pub(super) fn initials(name: &str) -> String {
    name.split([' ', '-'])
        .filter(|w| w.chars().next().is_some_and(char::is_uppercase))
        .filter_map(|w| w.chars().next())
        .collect()
}
