//! What a name is, by its own words and those around it.

use super::{Known, Reader};
use crate::extract::actor::fold::{all_capitals, capital};
use crate::extract::actor::registry::How;
use crate::extract::actor::view::View;
use crate::extract::actor::words::{Class, Title};
use crate::extract::actor::{Kind, MentionKind};
use crate::extract::syntax::{Deprel, NameKind, Upos};

impl Reader<'_> {
    /// One past the organisation whose name begins at `at`, where a word such as "Ministry" says that it is one.
    pub(super) fn organisation(&self, view: &View, known: &[Known], at: usize, to: usize) -> Option<usize> {
        let t = &view.tokens;
        // "National Security Adviser" is no "National Security".
        let post = self
            .words
            .title_at(&t[..to], at)
            .filter(|f| matches!(f.kind, Title::Post(_)));
        let mut head = None;
        // "Ana Rojas Supreme Court": a person and a body that is known by itself.
        let person = self
            .recognised(view, at)
            .filter(|n| n.kind == NameKind::Person && n.first as usize == at);
        let beside = person
            .and_then(|n| self.known_at(known, n.end as usize))
            .and_then(|k| k.entry)
            .is_some_and(|(e, _)| self.registry.entry(e).kind == Kind::GovernmentBody);
        if beside {
            return None;
        }
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
        let head = head.filter(|&head| post.is_none_or(|f| f.core <= head + 1))?;
        let mut end = head + 1;
        // "(Ministry) of Foreign Affairs", "(University) of the West Indies", "(Department) of Health and Human Services".
        if let Some(&"of" | &"for" | &"on") = t.get(end) {
            let mut next = end + 1;
            if matches!(t.get(next), Some(&"the" | &"The")) {
                next += 1;
            }
            let of_from = next;
            let person_begins = |i: usize| {
                self.recognised(view, i)
                    .is_some_and(|n| n.kind == NameKind::Person && n.first as usize == i && n.end as usize > i + 1)
            };
            while next < t.len()
                && self.name_like(view, known, next)
                && !view.starts_here(next)
                && (next == of_from || !person_begins(next))
            {
                next += 1;
            }
            let ministry = matches!(
                t[head],
                "Institute"
                    | "Center"
                    | "Centre"
                    | "Centers"
                    | "Council"
                    | "Association"
                    | "Society"
                    | "Organization"
                    | "Organisation"
                    | "Academy"
                    | "Ministry"
                    | "Department"
                    | "Office"
                    | "Committee"
                    | "Commission"
                    | "Agency"
                    | "Bureau"
                    | "School"
                    | "College"
                    | "Party"
                    | "Movement"
                    | "Front"
                    | "Fund"
                    | "Foundation"
                    | "Alliance"
                    | "Federation"
                    | "Union"
                    | "Board"
                    | "Authority"
                    | "Network"
                    | "Hall"
            );
            if next > of_from && ministry && matches!(t.get(next), Some(&"and" | &"&")) && next + 1 < t.len() {
                let mut more = next + 1;
                while more < t.len() && self.name_like(view, known, more) && self.known_at(known, more).is_none() {
                    more += 1;
                }
                // "Ministry of Health and Bank of Norway" are two.
                let another = (next + 1..more).any(|i| self.words.is_organisation_head(t[i]))
                    || self.known_at(known, more).is_some()
                    || self.words.first_name(t[next + 1]).is_some();
                if more > next + 1 && !another && self.words.title_at(t, next + 1).is_none_or(|f| f.end < more) {
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
                // "School of the University of Ruritania"
                if cut.is_none()
                    && self.words.is_organisation_head(t[end - 1])
                    && t.get(end) == Some(&"of")
                    && end + 1 < t.len()
                    && self.name_like(view, known, end + 1)
                {
                    end = self.known_at(known, end + 1).map_or(end + 2, |k| k.end);
                }
            }
        }
        if end == at + 1 {
            return None;
        }
        // One word before it that is a title is no part: "President Congress".
        Some(end)
    }

    /// One past a place or a prize whose name goes on behind "of" or "in".
    pub(super) fn with_of(&self, view: &View, known: &[Known], at: usize, to: usize) -> Option<(usize, MentionKind)> {
        let t = &view.tokens;
        let kind = match t[to - 1] {
            "Republic" | "Kingdom" | "Emirate" | "Principality" | "District" | "Gulf" | "Strait" | "Bay" | "Isle"
            | "Province" | "Diocese" | "Sea" | "Port"
                if t.get(to) == Some(&"of") =>
            {
                MentionKind::Loc
            }
            "Prize" | "Award" | "Medal" | "Olympiad" | "Order" if matches!(t.get(to), Some(&"of" | &"in" | &"for")) => {
                MentionKind::Misc
            }
            _ => return None,
        };
        if (at..to).any(|i| self.words.title_at(&t[..to], i).is_some()) {
            return None;
        }
        let mut next = to + 1;
        if t.get(next) == Some(&"the") {
            next += 1;
        }
        let from = next;
        while next < t.len() && self.name_like(view, known, next) {
            next = self.known_at(known, next).map_or(next + 1, |k| k.end);
        }
        (next > from).then_some((next, kind))
    }

    /// What a name is that no registry knows.
    pub(super) fn guess(&self, view: &View, at: usize, end: usize, after_title: bool) -> (MentionKind, bool) {
        let t = &view.tokens;
        let last = t[end - 1];
        let found = self.recognised(view, at);
        // "Uruapan mayor Ann Lund": whose mayor she is, is a place.
        if found.is_none_or(|n| n.end as usize <= end)
            && matches!(t.get(end), Some(&"mayor" | &"governor" | &"Mayor" | &"Governor"))
            && t.get(end + 1).is_some_and(|next| capital(next))
            && !after_title
            && !self.words.is_organisation_head(last)
        {
            return (MentionKind::Loc, false);
        }
        if found.is_none_or(|n| n.kind != NameKind::Location && n.kind != NameKind::Person)
            && self.is_portfolio(view, at, end)
        {
            return (MentionKind::Misc, false);
        }
        // "the magazine Alba", "Alba's Karl Roe"
        let no_person = found.is_none_or(|n| n.kind != NameKind::Person || n.end as usize == at + 1)
            && self.words.first_name(t[at]).is_none();
        if no_person
            && at > 0
            && t[at - 1].chars().all(char::is_lowercase)
            && self.words.noun(t[at - 1]) == Some(Class::Org)
            && !after_title
        {
            return (MentionKind::Org, false);
        }
        if no_person
            && end == at + 1
            && matches!(t.get(end), Some(&"'s" | &"’s"))
            && self
                .recognised(view, end + 1)
                .is_some_and(|n| n.kind == NameKind::Person && n.first as usize == end + 1 && n.end as usize > end + 2)
        {
            return (MentionKind::Org, true);
        }
        // "Yau Wai-ching", "Man-kei Tam": a family name and a given name of two parts.
        let given = |i: usize| {
            capital(t[i]) && !all_capitals(t[i]) && t[i + 1] == "-" && t[i + 2].chars().all(char::is_lowercase)
        };
        let family = |i: usize| capital(t[i]) && !all_capitals(t[i]);
        if end == at + 4
            && (family(at) && given(at + 1) || given(at) && family(at + 3))
            && !self.words.is_organisation_head(last)
        {
            return (MentionKind::Per, false);
        }
        // "Foreign Affairs", "Civil Aviation": a field, whoever has it.
        if end > at + 1 && (at..end).all(|i| self.words.is_portfolio(t[i])) && !self.words.is_organisation_head(last) {
            return (MentionKind::Misc, false);
        }
        if end == at + 1 && self.words.is_thing(last) {
            return (MentionKind::Misc, false);
        }
        // "Roman Catholic", "Sunni": what somebody believes.
        if (at..end).all(|i| t[i] == "-" || self.words.is_faith(t[i])) {
            return (MentionKind::Norp, false);
        }
        // "Doris Day" is a person, "Labor Day" is none; "Nora Grace Dahl", whatever the recogniser takes it for.
        let plain = |i: usize| capital(t[i]) && !all_capitals(t[i]) && t[i].chars().all(char::is_alphabetic);
        let three = end == at + 3
            && found.is_none_or(|n| n.kind == NameKind::Organization)
            && (at..end).all(|i| plain(i) && !self.words.is_organisation_head(t[i]))
            && !self.words.is_place_head(last)
            && !self.words.is_other_head(last);
        // "Roman Egypt" is a place, "Omar Boston", one name in the tree, a person.
        let place = end == at + 2
            && view.deprel(at + 1) != Deprel::Flat
            && found.is_none_or(|n| n.kind != NameKind::Person)
            && self.registry.longest(&t[..end], at + 1).is_some_and(|m| {
                let alias = m.aliases[0];
                alias.how == How::Name && matches!(self.registry.entry(alias.entry).kind, Kind::Country | Kind::Place)
            });
        if (end == at + 2 && !place || three)
            && self.words.first_name(t[at]).is_some()
            && !self.words.is_organisation_head(last)
        {
            return (MentionKind::Per, false);
        }
        if self.words.is_other_head(last) || end > at + 1 && self.words.begins_other(t[at]) {
            return (MentionKind::Misc, false);
        }
        if after_title {
            return (MentionKind::Per, false);
        }
        // "Stream" where the article speaks of streams too: a word in capitals.
        if end == at + 1
            && self.words.first_name(t[at]).is_none()
            && self.words.noun(t[at]).is_none()
            && !all_capitals(t[at])
            && (self.has)(&t[at].to_lowercase())
        {
            return (MentionKind::Misc, false);
        }
        // "J. K. Roe"
        let initial = |w: &str| w.len() == 2 && w.ends_with('.') && capital(w);
        if end > at + 1 && initial(t[at]) && !self.words.is_organisation_head(last) && !all_capitals(last) {
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
        if end == at + 1
            && all_capitals(t[at])
            && !self.recogniser
            && t[at].chars().all(char::is_alphabetic)
            && t[at].len() > 2
        {
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
        if matches!(self.words.title_at(t, end), Some(f) if matches!(f.kind, Title::Post(_)) && f.end < t.len() && capital(t[f.end]))
        {
            return (MentionKind::Org, true);
        }
        let parts = (at..end).filter(|&i| t[i] != "-").count();
        if letters && end - at >= 2 && parts <= 4 && self.acts_like_a_person(view, end) {
            return (MentionKind::Per, false);
        }
        if letters && end - at >= 2 && parts <= 3 && !self.recogniser {
            return (MentionKind::Per, true);
        }
        (MentionKind::Misc, true)
    }

    pub(super) fn kind_of(&self, entry: u32, how: How, view: &View, first: usize, end: usize) -> MentionKind {
        let entry = self.registry.entry(entry);
        match (entry.kind, how) {
            (Kind::ArmedGroup, How::People) => MentionKind::Org,
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

    /// "Roads and Bridges Minister Ann Lund": what stands before the bare title is what she is minister of.
    fn is_portfolio(&self, view: &View, at: usize, end: usize) -> bool {
        let t = &view.tokens;
        let all_words = (at..end).all(|i| capital(t[i]) && t[i].len() > 2 && !all_capitals(t[i]));
        let mut next = end;
        if matches!(t.get(next), Some(&"and" | &"&")) {
            let from = next + 1;
            next = from;
            while next < (from + 3).min(t.len()) && capital(t[next]) && self.words.title_at(t, next).is_none() {
                next += 1;
            }
            if next == from {
                return false;
            }
        }
        all_words
            && matches!(t.get(next), Some(&"Minister" | &"Secretary"))
            && t.get(next + 1).is_some_and(|name| capital(name))
    }

    /// Does a title in apposition follow ("..., a spokeswoman for"), an age, or a verb of speech?
    fn acts_like_a_person(&self, view: &View, end: usize) -> bool {
        let t = &view.tokens;
        if t.get(end) == Some(&",") {
            if t.get(end + 1)
                .is_some_and(|n| n.len() == 2 && n.chars().all(|c| c.is_ascii_digit()))
                && t.get(end + 2) == Some(&",")
            {
                return true;
            }
            let mut at = end + 1;
            if matches!(t.get(at), Some(&"a" | &"an" | &"the")) {
                at += 1;
            }
            return (at..(at + 3).min(t.len())).any(|i| {
                matches!(self.words.title_at(t, i), Some(f) if matches!(f.kind, Title::Post(_)))
                    && (at..i).all(|j| !matches!(t[j], "," | "."))
            });
        }
        false
    }
}
