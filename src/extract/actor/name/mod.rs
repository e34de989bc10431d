//! Names in a sentence: from the registry, from the trained recogniser, and from capitals alone.

mod chunk;
mod kind;
mod nested;
mod split;

pub(super) use nested::{alone, nested};

use super::fold::{all_capitals, capital};
use super::registry::{How, Registry};
use super::view::View;
use super::words::{Class, Title, Words};
use super::{Kind, MentionKind};
use crate::extract::syntax::{NameKind, Upos};

/// A name, before it is known who bears it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) kind: MentionKind,
    /// The registry's entry, and how the form names it.
    pub(super) known: Option<(u32, How)>,
    /// Bytes to leave out at either end of the token run: the "pro-" of "pro-Russian".
    pub(super) trim: (u32, u32),
    /// Nothing but its place in the sentence speaks for the type.
    pub(super) guessed: bool,
}

impl Name {
    /// A name of the tokens from `first` to `end`; hyphens, dots and the like at its edges belong to no name.
    fn new(view: &View, first: usize, end: usize, kind: MentionKind) -> Option<Name> {
        let is_word = |i: &usize| view.tokens[*i].chars().any(char::is_alphanumeric);
        Some(Name {
            first: (first..end).find(is_word)?,
            end: (first..end).rfind(is_word)? + 1,
            kind,
            known: None,
            trim: (0, 0),
            guessed: false,
        })
    }

    /// The same name, borne by an entry of the registry.
    fn known(self, entry: u32, how: How) -> Name {
        Name {
            known: Some((entry, how)),
            ..self
        }
    }

    /// The same name, its type no more than a guess.
    fn guessed(self, guessed: bool) -> Name {
        Name { guessed, ..self }
    }
}

/// What the names of a sentence are read with.
pub(super) struct Reader<'a> {
    pub(super) registry: &'a Registry,
    pub(super) words: &'a Words,
    /// Does this word stand in the article?
    pub(super) has: &'a dyn Fn(&str) -> bool,
    /// Does this word stand in the article with a capital where it need not, inside a sentence?
    pub(super) has_inside: &'a dyn Fn(&str) -> bool,
    /// Names come with the parses; what the recogniser leaves out is then rarely a person.
    pub(super) recogniser: bool,
}

/// "((XY)) How is he doing?": the letters of who asks mark a question of an interview and name nobody in it.
fn is_asker(view: &View, name: &Name) -> bool {
    let letters = |i: usize| view.tokens[i].chars().all(char::is_uppercase);
    name.first == 2
        && name.end == 3
        && letters(2)
        && view.tokens[..2].iter().all(|t| *t == "(")
        && view.tokens.iter().skip(3).take(2).all(|t| *t == ")")
}

/// "[W]e must": a letter that a quotation has changed is no name.
fn is_patched(view: &View, name: &Name) -> bool {
    name.end == name.first + 1
        && view.tokens[name.first].chars().count() == 1
        && name.first > 0
        && view.tokens[name.first - 1] == "["
        && view.tokens.get(name.end) == Some(&"]")
}

/// One registry match that stands.
#[derive(Clone, Copy, Debug)]
struct Known {
    first: usize,
    end: usize,
    /// Nothing when the form is listed as ambiguous and no actor of ours is meant.
    entry: Option<(u32, How)>,
    ambiguous: bool,
}

impl Reader<'_> {
    /// The names of a sentence, left to right, never overlapping.
    pub(super) fn names(&self, view: &View) -> Vec<Name> {
        let known = self.known(view);
        let mut out = Vec::new();
        let mut at = 0;
        let mut after_title = false;
        while at < view.len() {
            if let Some(end) = self.phrase_title(view, &known, at) {
                at = end;
                after_title = true;
                continue;
            }
            let end = self.chunk_end(view, &known, at);
            if end > at {
                self.split(view, &known, (at, end), after_title, &mut out);
                at = out.iter().rev().take(2).map(|n| n.end).max().unwrap_or(end).max(end);
            } else {
                if let Some(name) = self.inside_hyphens(view, at) {
                    out.push(name);
                }
                at += 1;
            }
            after_title = false;
        }
        self.add_recognised(view, &mut out);
        out.retain(|n| !is_asker(view, n) && !is_patched(view, n));
        out.sort_by_key(|n| (n.first, n.end));
        out
    }

    /// One past a title that begins here in small letters or runs over small words, and so stands in no run of capitals:
    /// "president", "Secretary of State".
    fn phrase_title(&self, view: &View, known: &[Known], at: usize) -> Option<usize> {
        let title = view.title_at(self.words, at)?;
        let small = (title.first..title.end).any(|i| !capital(view.tokens[i]));
        let free = (title.first..title.end)
            .all(|i| self.known_at(known, i).is_none() && self.inside_hyphens(view, i).is_none());
        (small && free && title.kind != Title::Plain).then_some(title.end)
    }

    /// Registry matches, leftmost and longest first.
    fn known(&self, view: &View) -> Vec<Known> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < view.len() {
            let Some(found) = self.registry.longest(&view.tokens, at) else {
                at += 1;
                continue;
            };
            // "the West Bank" is not the West.
            if view.tokens[at].eq_ignore_ascii_case("the")
                && at + 1 < view.len()
                && self
                    .registry
                    .longest(&view.tokens, at + 1)
                    .is_some_and(|inner| inner.end > found.end)
            {
                at += 1;
                continue;
            }
            let key = super::fold::key(&found.aliases[0].form);
            let ambiguous = found.aliases.iter().any(|a| a.ambiguous);
            let pick = if ambiguous {
                match self.registry.sense(&key, self.has) {
                    Some(Some(entry)) => found
                        .aliases
                        .iter()
                        .find(|a| a.entry == entry)
                        .map(|a| (a.entry, a.how)),
                    _ => None,
                }
            } else {
                let first = found.aliases[0];
                let same = found.aliases.iter().all(|a| a.entry == first.entry);
                // Two people of the user's may share a family name: then it is not enough.
                same.then_some((first.entry, first.how))
            };
            // "Nigeria's Justice Department" is not the one of the United States.
            let pick = pick.filter(|&(e, _)| !self.is_foreign(view, &out, at, &key, e));
            // A form in small letters throughout is a name only where it begins one: "al-Shabab".
            let has_capital = (at..found.end).any(|i| view.tokens[i].chars().any(char::is_uppercase));
            if has_capital || pick.is_some_and(|(e, _)| self.registry.entry(e).user) {
                // "the West": the article is no part of the name.
                let article = found.end > at + 1
                    && view.tokens[at].eq_ignore_ascii_case("the")
                    && found.aliases.iter().all(|a| a.form.starts_with("the "));
                // "the Independent senator", "the Hindu community" have no newspaper.
                let describes = article
                    && found.end == at + 2
                    && pick.is_some_and(|(e, _)| self.registry.entry(e).label.starts_with("The "))
                    && view.tokens.get(found.end).is_some_and(|next| {
                        next.starts_with(char::is_lowercase)
                            && view.upos(found.end) == Upos::Noun
                            && self.words.noun(next) != Some(Class::Org)
                    });
                if describes {
                    at += 1;
                    continue;
                }
                out.push(Known {
                    first: at + usize::from(article),
                    end: found.end,
                    entry: pick,
                    ambiguous,
                });
                at = found.end;
            } else {
                at += 1;
            }
        }
        out
    }

    /// Does a country stand before the words at `at` as the owner of a body that another has, by that `key` too?
    fn is_foreign(&self, view: &View, before: &[Known], at: usize, key: &str, entry: u32) -> bool {
        const HERE: [&str; 3] = ["united states", "us ", "u.s."];
        let entry = self.registry.entry(entry);
        let of_america = entry.kind == Kind::GovernmentBody && entry.id.contains("united-states");
        if !of_america || entry.user || at < 2 || HERE.iter().any(|w| key.starts_with(w)) {
            return false;
        }
        let owner = before
            .last()
            .filter(|k| k.end + 1 == at && matches!(view.tokens[at - 1], "'s" | "’s" | "'" | "’"));
        owner
            .and_then(|k| k.entry)
            .map(|(e, _)| self.registry.entry(e))
            .is_some_and(|e| e.kind == Kind::Country && e.id != "country:us")
    }

    fn known_at<'k>(&self, known: &'k [Known], at: usize) -> Option<&'k Known> {
        known.binary_search_by_key(&at, |k| k.first).ok().map(|i| &known[i])
    }

    fn recognised(&self, view: &View, i: usize) -> Option<crate::extract::syntax::Name> {
        view.parse
            .names
            .iter()
            .copied()
            .find(|n| n.first as usize <= i && i < n.end as usize && n.end as usize <= view.len())
    }

    /// Is this token written as a part of a name?
    fn name_like(&self, view: &View, known: &[Known], i: usize) -> bool {
        let token = view.tokens[i];
        // "Valéry Giscard d'Estaing"
        let elided = i > 0
            && capital(view.tokens[i - 1])
            && ["d'", "d’", "D'"]
                .iter()
                .any(|p| token.strip_prefix(p).is_some_and(capital));
        // "20EUR", "350BC"
        let sum = token.len() > 2 && token.as_bytes()[..2].iter().all(u8::is_ascii_digit);
        if !capital(token) && (!all_capitals(token) || sum) && !elided {
            return false;
        }
        // "Image: ..." under a picture
        if matches!(token, "Image" | "Photo" | "File" | "Video") && view.tokens.get(i + 1) == Some(&":") {
            return false;
        }
        // "Jan Nowak", "April Holt": a month that begins a person's name.
        let first_name = || {
            self.recognised(view, i)
                .is_some_and(|n| n.kind == NameKind::Person && n.first as usize == i && n.end as usize > i + 1)
        };
        if matches!(token, "I" | "I." | "Mr" | "Mr.") && view.upos(i) == Upos::Pron
            || self.words.is_calendar(token) && !first_name()
        {
            return false;
        }
        if matches!(
            view.upos(i),
            Upos::Pron | Upos::Det | Upos::Adp | Upos::Sconj | Upos::Cconj | Upos::Aux | Upos::Num | Upos::Intj
        ) && self.recognised(view, i).is_none()
            && self.known_at(known, i).is_none()
        {
            return false;
        }
        if view.starts_here(i) {
            return self.known_at(known, i).is_some()
                || view.upos(i) == Upos::Propn
                || ((self.has_inside)(token) && self.words.noun(token).is_none())
                || (self.recognised(view, i).is_some() && view.upos(i) != Upos::Adj)
                || (self.words.first_name(token).is_some() && view.upos(i) != Upos::Verb);
        }
        true
    }

    /// "pro-Russian", "US-led" as one token: the name inside.
    fn inside_hyphens(&self, view: &View, at: usize) -> Option<Name> {
        let token = view.tokens[at];
        if !token.contains('-') || token.len() < 4 {
            return None;
        }
        let mut offset = 0;
        for part in token.split('-') {
            if capital(part)
                && let Some(found) = self.registry.longest(&[part], 0)
                && let [alias] = found.aliases[..]
                && !alias.ambiguous
            {
                let kind = self.kind_of(alias.entry, alias.how, view, at, at + 1);
                return Some(Name {
                    first: at,
                    end: at + 1,
                    kind,
                    known: Some((alias.entry, alias.how)),
                    trim: (offset as u32, (token.len() - offset - part.len()) as u32),
                    guessed: false,
                });
            }
            offset += part.len() + 1;
        }
        None
    }

    /// Names that only the trained recogniser found.
    fn add_recognised(&self, view: &View, out: &mut Vec<Name>) {
        let mut more = Vec::new();
        for n in &view.parse.names {
            let (first, end) = (n.first as usize, n.end as usize);
            if first >= end || end > view.len() || out.iter().any(|m| m.first < end && first < m.end) {
                continue;
            }
            if !(first..end).any(|i| view.tokens[i].chars().any(char::is_uppercase))
                || self.words.is_calendar(view.tokens[first])
            {
                continue;
            }
            // A title alone is no name, nor is half of one ("National Security" Adviser), nor a style.
            if end == first + 1 && split::is_style(view.tokens[first]) {
                continue;
            }
            if view.title_at(self.words, first).is_some_and(|f| f.core >= end) {
                continue;
            }
            let kind = match n.kind {
                NameKind::Person => MentionKind::Per,
                NameKind::Organization => MentionKind::Org,
                NameKind::Location => MentionKind::Loc,
                NameKind::Norp => MentionKind::Norp,
                NameKind::Misc => MentionKind::Misc,
            };
            more.extend(Name::new(view, first, end, kind));
        }
        out.extend(more);
    }
}
