//! [`Resolver`]: who is meant by each mention of an article.

use super::book::Book;
use super::cast::{gender_of_title, is_capital, is_place_here};
use super::draft::{Draft, Link};
use super::fold::key;
use super::registry::How;
use super::role::Post;
use super::view::View;
use super::words::Class;
use super::{Form, Gender, Kind, MentionKind, Role};
use crate::extract::syntax::Deprel;
use rustc_hash::FxHashMap;

/// Words from a country's adjective to the "counterpart" behind it, at most: "her Chinese defence counterpart".
const REACH_OF_COUNTERPART: usize = 4;

/// The mentions of an article on their way to actors.
pub(super) struct Resolver<'v, 'r> {
    pub(super) views: &'v [View<'v>],
    pub(super) drafts: Vec<Draft>,
    pub(super) book: Book<'r>,
    pub(super) roles: Vec<Role>,
    pub(super) posts: Vec<Post>,
    /// What titles have stated so far: title, person, body mention.
    pub(super) said: Vec<(String, usize, usize)>,
    /// The country that the article is about, where one is named far more than any other.
    pub(super) home: Option<usize>,
    /// Mentions that mean several actors named together.
    pub(super) together: Vec<(usize, Vec<usize>)>,
}

impl<'v, 'r> Resolver<'v, 'r> {
    pub(super) fn new(views: &'v [View<'v>], drafts: Vec<Draft>, book: Book<'r>) -> Resolver<'v, 'r> {
        Resolver {
            views,
            drafts,
            book,
            roles: Vec::new(),
            posts: Vec::new(),
            said: Vec::new(),
            home: None,
            together: Vec::new(),
        }
    }

    /// Gives every mention its actor, where one clearly fits, and reads the roles.
    pub(super) fn resolve(&mut self) {
        self.known_names();
        self.full_names();
        self.short_names();
        self.genders();
        self.home = self.home_country();
        self.owned_descriptions();
        self.descriptions(false);
        self.read_posts();
        self.hold_posts();
        self.descriptions(true);
        self.genders();
        self.pronouns();
        self.predicates();
        self.hold_posts();
        self.memberships();
        self.roles.sort_by_key(|r| (r.holder, r.title, r.body));
        self.roles.dedup_by_key(|r| (r.holder, r.title, r.body));
    }

    pub(super) fn view(&self, i: usize) -> &'v View<'v> {
        &self.views[self.drafts[i].mention.sentence as usize]
    }

    fn view_of(&self, draft: &Draft) -> &'v View<'v> {
        &self.views[draft.mention.sentence as usize]
    }

    /// The words of a mention.
    pub(super) fn form(&self, i: usize) -> &'v str {
        self.view(i).slice(self.drafts[i].mention.span)
    }

    /// Gives a mention its actor and notes the form.
    pub(super) fn settle(&mut self, i: usize, slot: usize) {
        let form = self.form(i);
        self.drafts[i].slot = Some(slot);
        if self.drafts[i].mention.form == Form::Name {
            self.book.form(slot, form);
        }
    }

    /// "Amman fled", after "Sudesh Amman": where a person of that family name was named, who acts or is acted on is he, and
    /// no country.
    fn is_family_name(&self, i: usize, entry: u32, families: &FxHashMap<&str, usize>) -> bool {
        let view = self.view(i);
        let m = &self.drafts[i].mention;
        let acts = matches!(
            view.deprel(m.head as usize),
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Iobj | Deprel::NmodPoss
        );
        let place = matches!(self.book.registry.entry(entry).kind, Kind::Country | Kind::Place);
        if !acts || !place || m.end - m.first != 1 {
            return false;
        }
        families.get(self.form(i)).is_some_and(|&first| first < i)
    }

    /// The last words of the full names of people, with the first mention of each.
    fn families(&self) -> FxHashMap<&'v str, usize> {
        let mut out = FxHashMap::default();
        for (i, d) in self.drafts.iter().enumerate() {
            let m = &d.mention;
            if m.kind == MentionKind::Per && m.form == Form::Name && m.end - m.first >= 2 {
                out.entry(self.view_of(d).tokens[m.end as usize - 1]).or_insert(i);
            }
        }
        out
    }

    /// What the registry knows, capitals that stand for themselves apart.
    fn known_names(&mut self) {
        let own = self.own_acronyms();
        let families = self.families();
        for i in 0..self.drafts.len() {
            if let Link::Known(..) = self.drafts[i].link
                && own.contains(self.form(i))
            {
                self.drafts[i].link = Link::Name { guessed: false };
                self.drafts[i].mention.kind = MentionKind::Org;
                self.drafts[i].mention.known = false;
                continue;
            }
            let Link::Known(entry, how) = self.drafts[i].link else {
                continue;
            };
            if how == How::Surname {
                continue;
            }
            if self.is_family_name(i, entry, &families) {
                self.drafts[i].link = Link::Name { guessed: false };
                self.drafts[i].mention.kind = MentionKind::Per;
                self.drafts[i].mention.known = false;
                continue;
            }
            let m = &self.drafts[i].mention;
            if is_capital(&self.drafts[i].link)
                && !self.after_prefix(i)
                && is_place_here(self.view(i), self.book.words, m.head as usize, m.first as usize)
            {
                let name = self.form(i).to_string();
                let slot = self.book.described(&name, Kind::Place);
                self.drafts[i].mention.kind = MentionKind::Loc;
                self.settle(i, slot);
                continue;
            }
            let slot = self.book.known(entry);
            self.settle(i, slot);
            self.acronym_behind(i, slot);
        }
    }

    /// "pro-Beijing", "anti-Moscow": the government is meant.
    fn after_prefix(&self, i: usize) -> bool {
        let m = &self.drafts[i].mention;
        let view = self.view(i);
        let token = view.span(m.first as usize, m.first as usize + 1);
        view.has_prefix(m.first as usize, m.span.start - token.start)
    }

    /// People by full name, organisations and places by name.
    fn full_names(&mut self) {
        for i in 0..self.drafts.len() {
            let Link::Name { .. } = self.drafts[i].link else {
                continue;
            };
            let form = self.form(i).split_whitespace().collect::<Vec<_>>().join(" ");
            match self.drafts[i].mention.kind {
                MentionKind::Per if key(&form).contains(' ') => {
                    let slot = self.book.person(&form);
                    self.settle(i, slot);
                }
                MentionKind::Org if form.contains(' ') => {
                    let slot = match self.government(&form).or_else(|| self.national(&form)) {
                        Some(known) => known,
                        None => self.book.named(without_country(&form), MentionKind::Org),
                    };
                    self.settle(i, slot);
                    self.acronym_behind(i, slot);
                }
                _ => {}
            }
        }
    }

    /// "Turkish Ministry of Foreign Affairs", "Iraqi Army": a country's government is the country.
    fn government(&mut self, name: &str) -> Option<usize> {
        let tokens: Vec<&str> = name.split_whitespace().collect();
        let organ = |rest: &[&str]| {
            let joined = rest.join(" ");
            let of = |what: &str| joined.contains(what);
            (of("Ministry") && (of("Foreign") || of("Defence") || of("Defense") || of("External Affairs")))
                || rest.len() == 1
                    && matches!(
                        rest.last(),
                        Some(
                            &"Government"
                                | &"Army"
                                | &"Military"
                                | &"Navy"
                                | &"Forces"
                                | &"Administration"
                                | &"Embassy"
                                | &"Marines"
                        )
                    )
                || joined == "Armed Forces"
                || joined.ends_with("Air Force")
        };
        let country = |at: usize, to: usize| {
            let found = self.book.registry.longest(&tokens[..to], at)?;
            let [alias] = found.aliases[..] else { return None };
            let is_country = self.book.registry.entry(alias.entry).kind == Kind::Country && !alias.ambiguous;
            is_country.then_some((found.end, alias.entry))
        };
        if let Some((end, entry)) = country(0, tokens.len())
            && organ(&tokens[end..])
        {
            return Some(self.book.known(entry));
        }
        // "Foreign Ministry of Iraq"
        let of = tokens.iter().position(|&t| t == "of")?;
        let at = of + 1 + usize::from(tokens.get(of + 1) == Some(&"the"));
        if at < tokens.len()
            && let Some((end, entry)) = country(at, tokens.len())
            && end == tokens.len()
            && organ(&tokens[..of])
        {
            return Some(self.book.known(entry));
        }
        None
    }

    /// "British Labour Party", "U.S. Libertarian Party": a body of that country which the registry knows without it.
    fn national(&mut self, name: &str) -> Option<usize> {
        let tokens: Vec<&str> = name.split_whitespace().collect();
        let registry = self.book.registry;
        let country = registry.longest(&tokens[..tokens.len() - 1], 0)?;
        let [of] = country.aliases[..] else { return None };
        let of = registry.entry(of.entry);
        let code = of.id.strip_prefix("country:")?;
        let body = registry
            .longest(&tokens, country.end)
            .filter(|m| m.end == tokens.len())?;
        let entry = body.aliases.iter().map(|a| a.entry).find(|&e| {
            let (id, kind) = (registry.entry(e).id.as_str(), registry.entry(e).kind);
            let code_of_id = id.rsplit_once('-').map(|(_, last)| last).filter(|last| last.len() == 2);
            // Of the bodies of the United States the registry names the country in few ids.
            code_of_id == Some(code) || code == "us" && code_of_id.is_none() && kind == Kind::GovernmentBody
        })?;
        Some(self.book.known(entry))
    }

    /// Family names, acronyms, and all that is one word.
    fn short_names(&mut self) {
        let mut last_person: Option<usize> = None;
        for i in 0..self.drafts.len() {
            if let Some(slot) = self.drafts[i].slot {
                if self.book.slots[slot].kind == Kind::Person {
                    last_person = Some(slot);
                }
                continue;
            }
            let form = self.form(i).split_whitespace().collect::<Vec<_>>().join(" ");
            let slot = match self.drafts[i].link {
                Link::Known(entry, How::Surname) => {
                    let id = self.book.registry.entry(entry).id.clone();
                    let met = self.book.slot_of(&id);
                    match (met, self.book.person_by_part(&form)) {
                        (Some(slot), _) => slot,
                        (None, Some(other)) => other,
                        (None, None) if self.book.shared_surname(&form) => match self.namesake(i, &form, last_person) {
                            Some(p) => p,
                            None => continue,
                        },
                        (None, None) => self.book.known(entry),
                    }
                }
                Link::Name { guessed } => match self.drafts[i].mention.kind {
                    MentionKind::Per => match self.book.person_by_part(&form) {
                        Some(slot) => slot,
                        None if self.book.shared_surname(&form) => match self.namesake(i, &form, last_person) {
                            Some(p) => p,
                            None => continue,
                        },
                        None => self.book.lone_person(&form),
                    },
                    MentionKind::Norp if !super::words::is_plural(&form) => continue,
                    MentionKind::Misc if !guessed => continue,
                    kind => match self.book.person_by_part(&form) {
                        Some(slot) if guessed => {
                            self.drafts[i].mention.kind = MentionKind::Per;
                            slot
                        }
                        _ => self.book.named(&form, kind),
                    },
                },
                _ => continue,
            };
            match self.book.slots[slot].kind {
                Kind::Person => last_person = Some(slot),
                // The letters behind a full name are what the name is.
                Kind::Organization | Kind::GovernmentBody | Kind::Party | Kind::ArmedGroup
                    if self.drafts[i].mention.kind == MentionKind::Misc =>
                {
                    self.drafts[i].mention.kind = MentionKind::Org;
                }
                _ => {}
            }
            self.settle(i, slot);
        }
    }

    /// Which of several people of one family name is meant by it: the person spoken of last, the only one of them near
    /// by, else the one named twice as often as any other so far.
    fn namesake(&self, i: usize, form: &str, last_person: Option<usize>) -> Option<usize> {
        let name = key(form);
        let bears = |slot: usize| self.book.slots[slot].words.last() == Some(&name);
        // Whoever is called by the family name alone goes on so; a relative named in passing does not take it over.
        let called = self.drafts[..i]
            .iter()
            .rposition(|d| d.slot.is_some_and(bears) && key(self.view_of(d).slice(d.mention.span)) == name)
            .and_then(|d| self.drafts[d].slot);
        let named = |slot: usize| self.drafts[..i].iter().filter(|d| d.slot == Some(slot)).count();
        if let Some(p) = last_person.filter(|&p| bears(p)) {
            return match called {
                Some(c) if c != p && named(c) >= 3 * named(p) => Some(c),
                _ => Some(p),
            };
        }
        let sentence = self.drafts[i].mention.sentence;
        let mut counts: Vec<(usize, usize)> = Vec::new();
        let mut near: Vec<usize> = Vec::new();
        for d in &self.drafts[..i] {
            let Some(slot) = d.slot.filter(|&s| self.book.slots[s].kind == Kind::Person && bears(s)) else {
                continue;
            };
            if d.mention.sentence + 1 >= sentence && !near.contains(&slot) {
                near.push(slot);
            }
            match counts.iter_mut().find(|c| c.1 == slot) {
                Some(c) => c.0 += 1,
                None => counts.push((1, slot)),
            }
        }
        if let [one] = near[..] {
            return Some(one);
        }
        counts.sort_by_key(|&(n, slot)| (std::cmp::Reverse(n), slot));
        match counts[..] {
            [(_, one)] => Some(one),
            [(first, one), (next, _), ..] => (first >= 2 * next).then_some(one),
            [] => None,
        }
    }

    /// "Ms Lund", "Queen Anne": a title tells the gender.
    fn genders(&mut self) {
        for i in 0..self.drafts.len() {
            let m = &self.drafts[i].mention;
            let Some(slot) = self.drafts[i].slot else { continue };
            if self.book.slots[slot].gender != Gender::Unknown || m.kind != MentionKind::Per {
                continue;
            }
            let gender = match m.form {
                Form::Nominal => gender_of_title(&self.head_word(i)),
                _ if m.first == 0 => Gender::Unknown,
                _ => gender_of_title(self.view(i).tokens[m.first as usize - 1]),
            };
            if gender != Gender::Unknown {
                self.book.slots[slot].gender = gender;
            }
        }
    }

    /// The country named most, when it makes up most of what countries are named.
    fn home_country(&self) -> Option<usize> {
        let mut counts: FxHashMap<usize, usize> = FxHashMap::default();
        for d in &self.drafts {
            if let Some(slot) = d.slot
                && self.book.slots[slot].kind == Kind::Country
                && !self.is_another(d)
            {
                *counts.entry(slot).or_default() += 1;
            }
        }
        let total: usize = counts.values().sum();
        let (&slot, &count) = counts
            .iter()
            .max_by_key(|&(&slot, &count)| (count, std::cmp::Reverse(slot)))?;
        // "President Roe visited Norway": a country that is named once, as whom somebody does something to, is no home.
        let only = (count == 1)
            .then(|| self.drafts.iter().find(|d| d.slot == Some(slot) && !self.is_another(d)))
            .flatten();
        if only.is_some_and(|d| self.is_treated(d)) {
            return None;
        }
        (count * 5 >= total * 3).then_some(slot)
    }

    /// Is the name an object, or behind "to", "with" or "against"?
    fn is_treated(&self, d: &Draft) -> bool {
        let view = &self.views[d.mention.sentence as usize];
        let head = d.mention.head as usize;
        d.mention.form == Form::Name
            && (matches!(view.deprel(head), Deprel::Obj | Deprel::Iobj)
                || matches!(view.case_of(head), Some("to" | "with" | "against")))
    }

    /// Is the name that of another country by its use: "met her Chinese counterpart"?
    pub(super) fn is_another(&self, d: &Draft) -> bool {
        let behind = &self.views[d.mention.sentence as usize].tokens[d.mention.end as usize..];
        behind
            .iter()
            .take(REACH_OF_COUNTERPART)
            .any(|t| t.starts_with("counterpart"))
    }

    pub(super) fn draft_at(&self, sentence: u32, head: u32) -> Option<usize> {
        self.drafts
            .binary_search_by_key(&(sentence, head), |d| (d.mention.sentence, d.mention.head))
            .ok()
    }

    /// "Russian forces", "EU officials", "Houthi rebels": whoever stands before the noun is meant; other bodies are their own.
    fn owned_descriptions(&mut self) {
        for i in 0..self.drafts.len() {
            let Link::Noun(noun) = &self.drafts[i].link else {
                continue;
            };
            let noun = noun.clone();
            // "the opposition Unity Party": the noun and the name behind it are one.
            if noun.class == Class::Org && !noun.plural {
                let m = &self.drafts[i].mention;
                let same = self.drafts[i + 1..]
                    .iter()
                    .take(3)
                    .find(|d| d.mention.sentence == m.sentence && d.mention.first == m.end)
                    .filter(|d| d.mention.form == Form::Name && d.mention.kind == MentionKind::Org)
                    .and_then(|d| d.slot);
                if same.is_some() {
                    self.drafts[i].slot = same;
                    continue;
                }
            }
            let owner = noun
                .modifier
                .and_then(|(s, h)| self.draft_at(s, h))
                .and_then(|m| self.drafts[m].slot)
                .or_else(|| self.whose(i));
            let Some(mut owner) = owner else { continue };
            // "the Rojas administration": the country that the article names and that she governs.
            if self.book.slots[owner].kind == Kind::Person {
                // "Rojas's office" speaks for her.
                if self.head_word(i) == "office" {
                    self.drafts[i].slot = Some(owner);
                    continue;
                }
                let governed = self.book.slots[owner]
                    .entry
                    .and_then(|e| self.book.registry.entry(e).body.as_deref())
                    .and_then(|id| self.book.slot_of(id));
                match governed {
                    Some(country)
                        if matches!(
                            self.head_word(i).as_str(),
                            "administration" | "government" | "regime" | "cabinet"
                        ) =>
                    {
                        owner = country
                    }
                    _ => continue,
                }
            }
            let kind = self.book.slots[owner].kind;
            let acts_for = match noun.class {
                Class::State => {
                    matches!(
                        kind,
                        Kind::Country | Kind::Organization | Kind::ArmedGroup | Kind::GovernmentBody
                    ) || kind == Kind::Place
                        && matches!(self.head_word(i).as_str(), "government" | "authorities" | "officials")
                }
                Class::Tool => matches!(kind, Kind::Country | Kind::ArmedGroup),
                Class::Group => kind == Kind::ArmedGroup && noun.plural && !noun.title,
                Class::Org => {
                    kind == Kind::ArmedGroup
                        || matches!(
                            self.head_word(i).as_str(),
                            "group" | "party" | "movement" | "militia" | "organisation" | "organization"
                        ) && matches!(kind, Kind::Party | Kind::Organization)
                }
                Class::Body | Class::Place => false,
            };
            if acts_for {
                self.drafts[i].slot = Some(owner);
                self.book.form(owner, &noun.label);
            } else if matches!(noun.class, Class::Body | Class::Org) {
                let kind = if noun.class == Class::Body {
                    Kind::GovernmentBody
                } else {
                    Kind::Organization
                };
                let slot = self.book.described(&noun.label, kind);
                self.drafts[i].slot = Some(slot);
            }
        }
    }

    /// "Peru, whose army": the name that the relative clause hangs on.
    fn whose(&self, i: usize) -> Option<usize> {
        let view = self.view(i);
        let m = &self.drafts[i].mention;
        if view.tokens[(m.first as usize).checked_sub(1)?] != "whose" {
            return None;
        }
        let whose = m.first as usize - 1;
        let before = whose - usize::from(whose > 0 && view.tokens[whose - 1] == ",");
        let beside = self.drafts[..i]
            .iter()
            .rev()
            .take(20)
            .find(|d| d.mention.sentence == m.sentence && d.mention.end as usize == before)
            .and_then(|d| d.slot);
        if beside.is_some() {
            return beside;
        }
        let mut low = m.head as usize;
        for _ in 0..4 {
            let up = view.head(low)?;
            if view.deprel(low) == Deprel::AclRelcl {
                return (up < m.head as usize)
                    .then(|| self.draft_at(m.sentence, up as u32))
                    .flatten()
                    .and_then(|d| self.drafts[d].slot);
            }
            low = up;
        }
        None
    }

    /// The head word of a mention in lower case.
    pub(super) fn head_word(&self, i: usize) -> String {
        let view = self.view(i);
        view.tokens[self.drafts[i].mention.head as usize].to_lowercase()
    }
}

/// "US Prohibition Party" is the Prohibition Party.
fn without_country(name: &str) -> &str {
    match name.split_once(' ') {
        Some(("US" | "U.S." | "UK" | "U.K.", rest)) if rest.ends_with(" Party") => rest,
        _ => name,
    }
}
