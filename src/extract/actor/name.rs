//! Names in a sentence: from the registry, from the trained recogniser, and from capitals alone.

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

/// What the names of a sentence are read with.
pub(super) struct Reader<'a> {
    pub(super) registry: &'a Registry,
    pub(super) words: &'a Words,
    /// Does this word stand in the article?
    pub(super) has: &'a dyn Fn(&str) -> bool,
    /// Does this word stand in the article with a capital where it need not, inside a sentence?
    pub(super) has_inside: &'a dyn Fn(&str) -> bool,
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
        out.sort_by_key(|n| (n.first, n.end));
        out
    }

    /// One past a title that begins here in small letters or runs over small words, and so stands in no run of capitals:
    /// "president", "Secretary of State".
    fn phrase_title(&self, view: &View, known: &[Known], at: usize) -> Option<usize> {
        let title = self.words.title_at(&view.tokens, at)?;
        let small = (title.first..title.end).any(|i| !capital(view.tokens[i]));
        let free = (title.first..title.end).all(|i| self.known_at(known, i).is_none());
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
            // A form in small letters throughout is a name only where it begins one: "al-Shabab".
            let has_capital = (at..found.end).any(|i| view.tokens[i].chars().any(char::is_uppercase));
            if has_capital || pick.is_some_and(|(e, _)| self.registry.entry(e).user) {
                // "the West": the article is no part of the name.
                let article = found.end > at + 1 && view.tokens[at].eq_ignore_ascii_case("the") && found.aliases.iter().all(|a| a.form.starts_with("the "));
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
        if !capital(token) && !(all_capitals(token)) {
            return false;
        }
        if matches!(token, "I" | "I." | "Mr" | "Mr.") && view.upos(i) == Upos::Pron || self.words.is_calendar(token) {
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
                || self.recognised(view, i).is_some()
                || (self.words.first_name(token).is_some() && view.upos(i) != Upos::Verb);
        }
        true
    }

    /// One past the run of name-like tokens that begins at `at`; `at` itself where none begins.
    fn chunk_end(&self, view: &View, known: &[Known], at: usize) -> usize {
        let mut end = at;
        if let Some(k) = self.known_at(known, at) {
            end = k.end;
        } else if self.name_like(view, known, at) {
            end = at + 1;
        } else if self.particle_start(view, at) {
            end = at + 3;
        }
        if end == at {
            return at;
        }
        while end < view.len() {
            if let Some(k) = self.known_at(known, end) {
                end = k.end;
            } else if self.phrase_title(view, known, end).is_some() {
                break;
            } else if self.name_like(view, known, end) && !matches!(view.tokens[end], "\"" | "“") {
                end += 1;
            } else if let Some(next) = self.connector(view, known, end) {
                end = next;
            } else {
                break;
            }
        }
        end
    }

    /// "al-Assad", "el-Sisi": a small particle and a hyphen before a capital.
    fn particle_start(&self, view: &View, i: usize) -> bool {
        let t = &view.tokens;
        matches!(t[i], "al" | "el" | "ash" | "as" | "an" | "ad" | "ar")
            && i + 2 < t.len()
            && t[i + 1] == "-"
            && view.touches_previous(i + 1)
            && view.touches_previous(i + 2)
            && capital(t[i + 2])
    }

    /// Where a name goes on after a small word or a hyphen inside it.
    fn connector(&self, view: &View, known: &[Known], i: usize) -> Option<usize> {
        let t = &view.tokens;
        let next_is_name = |j: usize| j < t.len() && self.name_like(view, known, j);
        match t[i] {
            "-" | "–" if view.touches_previous(i) && i + 1 < t.len() && view.touches_previous(i + 1) => {
                // "Abdul-Mahdi", "Man-kei": a hyphen inside a name; "US-led" is not one.
                let next = t[i + 1];
                if next_is_name(i + 1) && self.known_at(known, i + 1).is_none() && self.known_end(known, i).is_none() {
                    return Some(i + 2);
                }
                // "Park Won-soon", "Ban Ki-moon": small letters behind the hyphen of a second given name.
                let second = i >= 2 && capital(t[i - 2]) && !view.starts_here(i - 1);
                let part_of_name = (view.upos(i + 1) == Upos::Propn || second)
                    && next.len() <= 6
                    && next.chars().all(char::is_alphabetic)
                    && self.known_end(known, i).is_none()
                    && !matches!(
                        next,
                        "led" | "backed" | "based" | "born" | "elect" | "like" | "wide" | "era" | "area" | "style" | "only" | "made"
                            | "run" | "owned" | "held" | "bound" | "day" | "style's" | "built" | "type" | "ruled" | "law" | "long"
                    );
                part_of_name.then_some(i + 2)
            }
            "&" if next_is_name(i + 1) => Some(i + 2),
            // "International Women's Day", "Lord's Army"
            "'s" | "’s" | "'" | "’"
                if i > 0
                    && matches!(
                        t[i - 1],
                        "Women" | "Men" | "People" | "Peoples" | "Children" | "Workers" | "Farmers" | "Bishops" | "Teachers" | "Veterans"
                            | "Lord" | "Mother" | "Father" | "Valentine" | "Citizens" | "World" | "Students" | "Writers" | "Officers"
                    )
                    && next_is_name(i + 1)
                    && !view.starts_here(i - 1) =>
            {
                Some(i + 2)
            }
            // "Oversight and Reform Committee"
            "and" if i > 0 && self.known_end(known, i).is_none() && !self.words.is_organisation_head(t[i - 1]) => {
                let head = (i + 1..(i + 5).min(t.len()))
                    .take_while(|&j| next_is_name(j) && self.known_at(known, j).is_none())
                    .find(|&j| matches!(t[j], "Committee" | "Commission" | "Department" | "Ministry" | "Agency" | "Administration" | "Service" | "Authority" | "Office" | "Bureau" | "Organization" | "Organisation"))?;
                Some(head + 1).filter(|_| head > i + 1)
            }
            "bin" | "bint" | "ibn" | "ben" | "de" | "da" | "do" | "dos" | "das" | "del" | "della" | "di" | "du"
            | "von" | "van" | "der" | "den" | "ter" | "zu" | "la" | "le" | "al" | "el" | "abu" | "y" | "e"
                if !view.starts_here(i) =>
            {
                if next_is_name(i + 1) {
                    return Some(i + 2);
                }
                if i + 1 < t.len() && self.particle_start(view, i) {
                    return Some(i + 3);
                }
                let twice = matches!(t.get(i + 1), Some(&"der" | &"den" | &"la" | &"los" | &"las"));
                (twice && next_is_name(i + 2)).then_some(i + 3)
            }
            _ => self.particle_start(view, i).then_some(i + 3),
        }
    }

    fn known_end<'k>(&self, known: &'k [Known], end: usize) -> Option<&'k Known> {
        known.iter().find(|k| k.end == end)
    }

    /// Cuts a run of name-like tokens into names, leaving titles out.
    fn split(
        &self,
        view: &View,
        known: &[Known],
        (from, to): (usize, usize),
        mut after_title: bool,
        out: &mut Vec<Name>,
    ) {
        let t = &view.tokens;
        let mut at = from;
        while at < to {
            if !t[at].chars().any(char::is_alphanumeric) {
                at += 1;
                continue;
            }
            // "Former US Treasury official": such a word belongs to a title further on.
            if at + 1 < to && self.words.is_former(t[at]) {
                at += 1;
                continue;
            }
            let match_at = self.known_at(known, at).copied().filter(|k| k.end <= to);
            // "Trump Organization", "Turkish Ministry of Foreign Affairs": what ends in such a word is an organisation.
            if let Some(end) = self.organisation(view, known, at, to)
                && match_at.is_none_or(|k| k.end < end)
            {
                self.push(view, at, end, MentionKind::Org, None, false, out);
                // "the Peruvian Senate": the country in the body's name can be spoken of too.
                if let Some(k) = match_at
                    && let Some((entry, how @ How::Adjective)) = k.entry
                    && k.end < end
                {
                    self.push(view, k.first, k.end, MentionKind::Norp, Some((entry, how)), false, out);
                }
                at = end;
                after_title = false;
                continue;
            }
            // "Russian Revolution", "Western District": an adjective in the name of something else.
            if let Some(k) = match_at
                && let Some((entry, how)) = k.entry
                && self.registry.entry(entry).kind != Kind::Person
                && k.end < to
                && let Some(head) = (k.end..to).find(|&i| {
                    self.words.is_other_head(t[i]) || self.words.is_place_head(t[i]) && (how == How::Adjective || i == k.end)
                })
                && (k.end..=head).all(|i| self.known_at(known, i).is_none() && self.words.title_at(&t[..to], i).is_none())
            {
                let kind = if self.words.is_other_head(t[head]) {
                    MentionKind::Misc
                } else {
                    MentionKind::Loc
                };
                self.push(view, at, head + 1, kind, None, false, out);
                at = head + 1;
                after_title = false;
                continue;
            }
            // "Los Angeles Lakers", "United States Marines": a team or a force of the place.
            if let Some(k) = match_at
                && let Some((entry, How::Name)) = k.entry
                && matches!(self.registry.entry(entry).kind, Kind::Place | Kind::Country)
                && k.end + 1 == to
                && t[k.end].len() > 4
                && t[k.end].ends_with('s')
                && self.known_at(known, k.end).is_none()
                && self.words.title_at(&t[..to], k.end).is_none()
                && self.words.noun(t[k.end]).is_none_or(|c| c == Class::Group)
                && !self.recognised(view, at).is_some_and(|n| n.kind == NameKind::Person)
                && view.upos(k.end) == Upos::Propn
            {
                self.push(view, at, to, MentionKind::Org, None, true, out);
                at = to;
                continue;
            }
            if let Some(k) = match_at
                && self.stands(view, known, &k, at, to, after_title)
            {
                match k.entry {
                    Some((entry, how)) => {
                        let kind = self.kind_of(entry, how, view, k.first, k.end);
                        self.push(view, k.first, k.end, kind, Some((entry, how)), false, out);
                    }
                    None => {
                        let end = self.plain_end(view, known, at, to, after_title);
                        let (kind, guessed) = self.guess(view, at, end.max(k.end), after_title);
                        self.push(view, at, end.max(k.end), kind, None, guessed, out);
                        at = end.max(k.end);
                        after_title = false;
                        continue;
                    }
                }
                at = k.end;
                after_title = false;
                continue;
            }
            if let Some(title) = self.words.title_at(&t[..to.min(t.len())], at)
                && self.is_title(view, &title, at, to)
            {
                at = title.end;
                after_title = true;
                continue;
            }
            // "New England", "Northern Syria": a part of a place, or another one.
            if at + 1 < to
                && matches!(
                    t[at],
                    "New" | "North" | "South" | "East" | "West" | "Northern" | "Southern" | "Eastern" | "Western" | "Central" | "Greater"
                        | "Upper" | "Lower" | "Northeast" | "Northwest" | "Southeast" | "Southwest" | "Downtown"
                )
                && let Some(k) = self.known_at(known, at + 1)
                && k.end <= to
                && k.entry.is_some_and(|(e, how)| {
                    matches!(how, How::Name | How::Capital) && matches!(self.registry.entry(e).kind, Kind::Country | Kind::Place)
                })
            {
                self.push(view, at, k.end, MentionKind::Loc, None, false, out);
                at = k.end;
                after_title = false;
                continue;
            }
            let end = self.plain_end(view, known, at, to, after_title);
            // "the Government", "Police" alone: a description in capitals.
            let alone = end == at + 1 && from == at && to == end;
            if alone && !after_title && self.recognised(view, at).is_none() && matches!(self.words.noun(t[at]), Some(Class::State | Class::Group | Class::Tool)) {
                at = end;
                continue;
            }
            let (kind, guessed) = self.guess(view, at, end, after_title);
            self.push(view, at, end, kind, None, guessed, out);
            after_title = false;
            at = end;
        }
    }

    /// Is a title in capitals a title here, and not the begin of a name ("Justice Department", "King Street")?
    fn is_title(&self, view: &View, title: &super::words::FoundTitle, at: usize, to: usize) -> bool {
        if title.end >= to {
            // "Bishop", "Major" at the end of a name are names; alone they are titles.
            return at == 0 || !capital(view.tokens[at - 1]) || title.end - at > 1 || title.kind != Title::Plain;
        }
        !self.words.is_place_head(view.tokens[title.end])
    }

    /// Does a registry match stand, or is it part of a longer name ("Michael Jordan", "Melania Trump")?
    fn stands(&self, view: &View, known: &[Known], k: &Known, at: usize, to: usize, after_title: bool) -> bool {
        let t = &view.tokens;
        let next = k.end;
        let entry = k.entry.map(|(e, how)| (self.registry.entry(e), how));
        if entry.is_some_and(|(e, _)| e.user) {
            return true;
        }
        let single = k.end - k.first == 1;
        let follows_name = next < to
            && t[next].chars().next().is_some_and(char::is_alphabetic)
            && self.known_at(known, next).is_none()
            && self.words.title_at(&t[..to], next).is_none()
            && self.name_like(view, known, next);
        if !single || !follows_name {
            return true;
        }
        // A family name with another name behind it is another person: "Lam Wing-kee".
        if entry.is_some_and(|(_, how)| how == How::Surname) {
            return false;
        }
        // "defence minister Israel Katz"
        if after_title && entry.is_some_and(|(_, how)| how == How::Name) {
            return false;
        }
        let person = self
            .recognised(view, at)
            .is_some_and(|n| n.kind == NameKind::Person && n.first as usize == at && n.end as usize > next);
        let first_name = self.words.first_name(t[at]).is_some();
        let weak = k.ambiguous || entry.is_some_and(|(e, how)| e.kind == Kind::Place && how == How::Name);
        !(person && !entry.is_some_and(|(e, how)| e.kind == Kind::Country && how != How::Name)) && !(first_name && weak)
    }

    /// One past a name that begins at `at` and is in no registry.
    fn plain_end(&self, view: &View, known: &[Known], at: usize, to: usize, after_title: bool) -> usize {
        let t = &view.tokens;
        let person = self
            .recognised(view, at)
            .filter(|n| n.kind == NameKind::Person && n.end as usize <= to);
        let first_name = self.words.first_name(t[at]).is_some();
        let mut end = self.known_at(known, at).map_or(at + 1, |k| k.end).max(at + 1);
        while end < to {
            if let Some(k) = self.known_at(known, end) {
                let surname = k.entry.is_some_and(|(_, how)| how == How::Surname);
                let inside = person.is_some_and(|n| k.end <= n.end as usize);
                let one = k.end - k.first == 1;
                let adjective = k
                    .entry
                    .is_some_and(|(_, how)| matches!(how, How::Adjective | How::People));
                // "al-Houthi" in a name; "minister Ana Wagner".
                let particle = end >= 2 && end - 2 > at && t[end - 1] == "-" && t[end - 2].chars().all(char::is_lowercase);
                let last = after_title && k.end == to && !adjective;
                if one && (particle || last || surname || inside || (first_name && !adjective && !all_capitals(t[end]))) {
                    end = k.end;
                    continue;
                }
                break;
            }
            if t[end] == "-"
                || self.words.title_at(&t[..to], end).is_none_or(|f| f.end >= to && f.end == end + 1)
                || person.is_some_and(|n| end < n.end as usize)
            {
                end += 1;
                continue;
            }
            break;
        }
        while end > at + 1 && !t[end - 1].chars().any(char::is_alphanumeric) {
            end -= 1;
        }
        end
    }

    /// One past the organisation whose name begins at `at`, where a word such as "Ministry" says that it is one.
    fn organisation(&self, view: &View, known: &[Known], at: usize, to: usize) -> Option<usize> {
        let t = &view.tokens;
        let mut head = None;
        for i in at..to {
            if self.words.is_organisation_head(t[i]) {
                // "Governor House" no, "House Speaker" neither: a title right behind takes the word.
                head = Some(i);
            } else if i > at
                && self.words.title_at(&t[..to], i).is_some()
                && !(i..to).any(|j| self.words.is_organisation_head(t[j]) && j > i && j - i <= 2)
            {
                break;
            } else if let Some(k) = self.known_at(known, i)
                && i > at
                && k.entry
                    .is_some_and(|(e, _)| self.registry.entry(e).kind == Kind::Person)
            {
                break;
            }
        }
        let head = head?;
        let mut end = head + 1;
        // "(Ministry) of Foreign Affairs", "(University) of the West Indies", "(Department) of Health and Human Services".
        if let Some(&"of" | &"for" | &"on") = t.get(end) {
            let mut next = end + 1;
            if matches!(t.get(next), Some(&"the" | &"The")) {
                next += 1;
            }
            let of_from = next;
            while next < t.len() && (self.name_like(view, known, next) && !view.starts_here(next)) {
                next += 1;
            }
            let ministry = matches!(
                t[head],
                "Institute" | "Center" | "Centre" | "Centers" | "Council" | "Association" | "Society" | "Organization" | "Organisation" | "Academy" | "Ministry" | "Department" | "Office" | "Committee" | "Commission" | "Agency" | "Bureau"
            );
            if next > of_from && ministry && matches!(t.get(next), Some(&"and" | &"&")) && next + 1 < t.len() {
                let mut more = next + 1;
                while more < t.len() && self.name_like(view, known, more) && self.known_at(known, more).is_none() {
                    more += 1;
                }
                if more > next + 1 && !self.words.title_at(t, next + 1).is_some_and(|f| f.end >= more) {
                    next = more;
                }
            }
            if next > of_from {
                // A person behind the place does not belong: "Bank of England Governor Mark Carney".
                let cut = (of_from + 1..next).find(|&i| {
                    self.words
                        .title_at(&t[..next], i)
                        .is_some_and(|f| f.kind != Title::Plain)
                });
                end = cut.unwrap_or(next);
            }
        }
        if end == at + 1 {
            return None;
        }
        // One word before it that is a title is no part: "President Congress".
        Some(end)
    }

    /// What a name is that no registry knows.
    fn guess(&self, view: &View, at: usize, end: usize, after_title: bool) -> (MentionKind, bool) {
        let t = &view.tokens;
        let last = t[end - 1];
        // "Doris Day" is a person, "Labor Day" is none.
        if end == at + 2 && self.words.first_name(t[at]).is_some() && !self.words.is_organisation_head(last) {
            return (MentionKind::Per, false);
        }
        if self.words.is_other_head(last) {
            return (MentionKind::Misc, false);
        }
        if after_title {
            return (MentionKind::Per, false);
        }
        if let Some(found) = self.recognised(view, at) {
            let kind = match found.kind {
                NameKind::Person => MentionKind::Per,
                NameKind::Organization => MentionKind::Org,
                NameKind::Location => MentionKind::Loc,
                NameKind::Norp => MentionKind::Norp,
                NameKind::Misc => MentionKind::Misc,
            };
            return (kind, false);
        }
        if self.words.is_organisation_head(last) && end > at + 1 {
            return (MentionKind::Org, false);
        }
        if (self.words.is_place_head(last) || self.words.begins_place(t[at])) && end > at + 1 {
            return (MentionKind::Loc, false);
        }
        if end - at >= 2 && end - at <= 5 && self.words.first_name(t[at]).is_some() {
            return (MentionKind::Per, false);
        }
        // "Council", "Parliament": such a noun in capitals names a body.
        if end == at + 1 && matches!(self.words.noun(t[at]), Some(Class::Body | Class::Org)) {
            return (MentionKind::Org, false);
        }
        if end == at + 1 && all_capitals(t[at]) {
            return (MentionKind::Org, true);
        }
        if at > 0
            && matches!(
                t[at - 1].to_lowercase().as_str(),
                "in" | "at" | "near" | "around" | "outside"
            )
        {
            return (MentionKind::Loc, true);
        }
        if end == at + 1 && self.words.first_name(t[at]).is_some() {
            return (MentionKind::Per, true);
        }
        if view.upos(at) == Upos::Adj && end == at + 1 {
            return (MentionKind::Norp, true);
        }
        let letters = (at..end).all(|i| {
            t[i].chars()
                .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
        });
        // "Acme Steel director Ann Lund": what stands before a post is a body.
        if matches!(self.words.title_at(t, end), Some(f) if matches!(f.kind, Title::Post(_)) && f.end < t.len() && capital(t[f.end])) {
            return (MentionKind::Org, true);
        }
        let parts = (at..end).filter(|&i| t[i] != "-").count();
        if letters && end - at >= 2 && parts <= 3 {
            return (MentionKind::Per, true);
        }
        (MentionKind::Misc, true)
    }

    fn kind_of(&self, entry: u32, how: How, view: &View, first: usize, end: usize) -> MentionKind {
        let entry = self.registry.entry(entry);
        match (entry.kind, how) {
            (_, How::Adjective | How::People) => {
                // "US forces": the name itself, not an adjective of it.
                if all_capitals(view.words(first, end)) {
                    MentionKind::Loc
                } else {
                    MentionKind::Norp
                }
            }
            (_, How::Seat) => MentionKind::Org,
            (Kind::Person, _) => MentionKind::Per,
            (Kind::Country | Kind::Place, _) => MentionKind::Loc,
            (Kind::Group, _) => MentionKind::Group,
            (Kind::Unknown, _) => MentionKind::Misc,
            _ => MentionKind::Org,
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn push(
        &self,
        view: &View,
        first: usize,
        end: usize,
        kind: MentionKind,
        known: Option<(u32, How)>,
        guessed: bool,
        out: &mut Vec<Name>,
    ) {
        let mut first = first;
        let mut end = end;
        // Hyphens, dots and the like at the edges belong to no name.
        while first < end && !view.tokens[first].chars().any(char::is_alphanumeric) {
            first += 1;
        }
        while end > first && !view.tokens[end - 1].chars().any(char::is_alphanumeric) {
            end -= 1;
        }
        if end > first {
            out.push(Name {
                first,
                end,
                kind,
                known,
                trim: (0, 0),
                guessed,
            });
        }
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
            // A title alone is no name.
            if self
                .words
                .title_at(&view.tokens[..end], first)
                .is_some_and(|f| f.end == end)
            {
                continue;
            }
            let kind = match n.kind {
                NameKind::Person => MentionKind::Per,
                NameKind::Organization => MentionKind::Org,
                NameKind::Location => MentionKind::Loc,
                NameKind::Norp => MentionKind::Norp,
                NameKind::Misc => MentionKind::Misc,
            };
            self.push(view, first, end, kind, None, false, &mut more);
        }
        out.extend(more);
    }
}
