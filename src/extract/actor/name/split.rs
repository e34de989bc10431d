//! A run of capitals cut into titles and names.

use super::{Known, Name, Reader};
use crate::extract::actor::fold::{all_capitals, capital};
use crate::extract::actor::registry::How;
use crate::extract::actor::view::View;
use crate::extract::actor::words::{Class, FoundTitle, Title};
use crate::extract::actor::{Kind, MentionKind};
use crate::extract::syntax::{Deprel, NameKind, Upos};

impl Reader<'_> {
    /// Cuts a run of name-like tokens into names, leaving titles out.
    pub(super) fn split(
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
            // "Her Majesty", "HM the Queen": a style names nobody.
            if is_style(t[at]) && (at + 1 == to || t[at] != "HM") {
                at += 1;
                continue;
            }
            // "Operation Iraqi Freedom", "Hurricane Dora": the whole of it, up to a title.
            if at + 1 < to && self.words.begins_other(t[at]) && !after_title {
                let end = (at + 1..to)
                    .find(|&i| self.words.title_at(&t[..to], i).is_some())
                    .unwrap_or(to);
                out.extend(Name::new(view, at, end, MentionKind::Misc));
                at = end;
                continue;
            }
            // "Banco do Norte", "Institut National de Recherche": what begins in such a word is an organisation.
            if at + 1 < to && self.words.begins_organisation(t[at]) && self.known_at(known, at).is_none() {
                let end = (at + 1..to)
                    .find(|&i| self.words.title_at(&t[..to], i).is_some())
                    .unwrap_or(to);
                out.extend(Name::new(view, at, end, MentionKind::Org));
                at = end;
                after_title = false;
                continue;
            }
            let match_at = self.known_at(known, at).copied().filter(|k| k.end <= to);
            // "Trump Organization", "Turkish Ministry of Foreign Affairs": what ends in such a word is an organisation.
            if let Some(end) = self.organisation(view, known, at, to)
                && match_at.is_none_or(|k| k.end < end && !self.is_whole(view, &k, end))
            {
                out.extend(Name::new(view, at, end, MentionKind::Org));
                // "the Peruvian Senate": the country in the body's name can be spoken of too.
                if let Some(k) = match_at
                    && let Some((entry, how @ How::Adjective)) = k.entry
                    && k.end < end
                {
                    out.extend(Name::new(view, k.first, k.end, MentionKind::Norp).map(|n| n.known(entry, how)));
                }
                at = end;
                after_title = false;
                continue;
            }
            // "Northern District of Texas", "Gulf of Aden", "Medal of Honor"
            if match_at.is_none_or(|k| k.end < to)
                && let Some((end, kind)) = self.with_of(view, known, at, to)
            {
                out.extend(Name::new(view, at, end, kind));
                at = end;
                after_title = false;
                continue;
            }
            // "Russian Revolution", "Western District": an adjective in the name of something else.
            if let Some(k) = match_at
                && let Some((entry, how)) = k.entry
                // "Martin Luther King Jr. Day": of a person the whole name.
                && (self.registry.entry(entry).kind != Kind::Person || k.end >= k.first + 2)
                && k.end < to
                && let Some(head) = (k.end..to).find(|&i| {
                    self.words.is_other_head(t[i])
                        || self.words.is_place_head(t[i]) && (how == How::Adjective || i == k.end)
                })
                && (k.end..=head)
                    .all(|i| self.known_at(known, i).is_none() && self.words.title_at(&t[..to], i).is_none())
            {
                let kind = if self.words.is_other_head(t[head]) {
                    MentionKind::Misc
                } else {
                    MentionKind::Loc
                };
                out.extend(Name::new(view, at, head + 1, kind));
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
                && self.recognised(view, at).is_none_or(|n| n.kind != NameKind::Person)
                && view.upos(k.end) == Upos::Propn
            {
                out.extend(Name::new(view, at, to, MentionKind::Org).map(|n| n.guessed(true)));
                at = to;
                continue;
            }
            if let Some(k) = match_at
                && self.stands(view, known, &k, at, to, after_title)
            {
                match k.entry {
                    // "Rafael Correa Delgado", where the registry knows "Rafael Correa".
                    Some((entry, How::Name))
                        if self.registry.entry(entry).kind == Kind::Person
                            && k.end == k.first + 2
                            && k.end < to
                            && self.recognised(view, at).is_some_and(|n| {
                                n.kind == NameKind::Person && n.first as usize == at && n.end as usize == k.end + 1
                            })
                            && self.known_at(known, k.end).is_none()
                            && self.words.title_at(&t[..to], k.end).is_none() =>
                    {
                        let name = Name::new(view, k.first, k.end + 1, MentionKind::Per);
                        out.extend(name.map(|n| n.known(entry, How::Name)));
                        at = k.end + 1;
                        after_title = false;
                        continue;
                    }
                    Some((entry, how)) => {
                        let kind = self.kind_of(entry, how, view, k.first, k.end);
                        out.extend(Name::new(view, k.first, k.end, kind).map(|n| n.known(entry, how)));
                    }
                    None => {
                        let end = self.plain_end(view, known, at, to, after_title);
                        let (kind, guessed) = self.guess(view, at, end.max(k.end), after_title);
                        out.extend(Name::new(view, at, end.max(k.end), kind).map(|n| n.guessed(guessed)));
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
                    "New"
                        | "North"
                        | "South"
                        | "East"
                        | "West"
                        | "Northern"
                        | "Southern"
                        | "Eastern"
                        | "Western"
                        | "Central"
                        | "Greater"
                        | "Upper"
                        | "Lower"
                        | "Northeast"
                        | "Northwest"
                        | "Southeast"
                        | "Southwest"
                        | "Downtown"
                )
                && let Some(k) = self.known_at(known, at + 1)
                && k.end <= to
                && k.entry.is_some_and(|(e, how)| {
                    matches!(how, How::Name | How::Capital)
                        && matches!(self.registry.entry(e).kind, Kind::Country | Kind::Place)
                })
            {
                out.extend(Name::new(view, at, k.end, MentionKind::Loc));
                at = k.end;
                after_title = false;
                continue;
            }
            let end = self.plain_end(view, known, at, to, after_title);
            // "the Government", "Police" alone: a description in capitals.
            let alone = end == at + 1 && from == at && to == end;
            if alone
                && !after_title
                && self.recognised(view, at).is_none()
                && matches!(self.words.noun(t[at]), Some(Class::State | Class::Group | Class::Tool))
            {
                at = end;
                continue;
            }
            let (kind, guessed) = self.guess(view, at, end, after_title);
            out.extend(Name::new(view, at, end, kind).map(|n| n.guessed(guessed)));
            after_title = false;
            at = end;
        }
    }

    /// Does the registry's name say itself what body it is, so that what follows is no part of it: "House of Representatives"?
    fn is_whole(&self, view: &View, k: &Known, end: usize) -> bool {
        let t = &view.tokens;
        let says_what = |from: usize, to: usize| (from..to).any(|i| self.words.is_organisation_head(t[i]));
        k.end > k.first + 1
            && says_what(k.first, k.end)
            && !says_what(k.end, end)
            && !matches!(t[k.end], "of" | "for" | "on" | "and" | "&" | "'s" | "’s")
    }

    /// Is a title in capitals a title here, and not the begin of a name ("Justice Department", "King Street")?
    pub(super) fn is_title(&self, view: &View, title: &FoundTitle, at: usize, to: usize) -> bool {
        let t = &view.tokens;
        if title.end >= to {
            // "Bishop", "Major" at the end of a name are names, "QC" is none; alone they are titles.
            return at == 0
                || !capital(t[at - 1])
                || title.end - at > 1
                || title.kind != Title::Plain
                || all_capitals(t[at]);
        }
        // "King Street" is a place, "Ms Street" is not.
        let royal = matches!(
            t[at],
            "General"
                | "Gen."
                | "King"
                | "Queen"
                | "Prince"
                | "Princess"
                | "Saint"
                | "Lord"
                | "Lady"
                | "Duke"
                | "Bishop"
                | "Governor"
                | "Governors"
                | "Governor's"
        );
        let named = title.end == at + 1 && title.end + 1 == to && !royal;
        // "General Santos City", "King Abdullah University": the whole is a place or a body.
        let whole = title.end == at + 1
            && to - title.end >= 2
            && matches!(title.kind, Title::Plain | Title::Post(_))
            && (self.words.is_place_head(t[to - 1]) || matches!(t[to - 1], "University" | "College" | "Hospital"))
            && (royal || t[at] == "President")
            && (title.end..to).all(|i| capital(t[i]) && self.words.title_at(&t[..to], i).is_none());
        !whole && (named || !self.words.is_place_head(t[title.end]))
    }

    /// Does a registry match stand, or is it part of a longer name ("Michael Jordan", "Melania Trump")?
    pub(super) fn stands(
        &self,
        view: &View,
        known: &[Known],
        k: &Known,
        at: usize,
        to: usize,
        after_title: bool,
    ) -> bool {
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
        let of_country = entry.is_some_and(|(e, how)| e.kind == Kind::Country && how != How::Name);
        (!person || of_country) && (!first_name || !weak)
    }

    /// Does the tree take the place at `end` for a further word of the name that begins at `at`?
    fn one_name(&self, view: &View, known: &[Known], at: usize, end: usize) -> bool {
        let place = self.known_at(known, end).and_then(|k| k.entry).is_some_and(|(e, how)| {
            matches!(how, How::Name | How::Capital)
                && matches!(self.registry.entry(e).kind, Kind::Place | Kind::Country)
        });
        place
            && view.deprel(end) == Deprel::Flat
            && view.head(end).is_some_and(|head| at <= head && head < end)
            && !all_capitals(view.tokens[end])
            && (at..end).all(|i| view.upos(i) == Upos::Propn)
    }

    /// One past a name that begins at `at` and is in no registry.
    pub(super) fn plain_end(&self, view: &View, known: &[Known], at: usize, to: usize, after_title: bool) -> usize {
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
                let particle =
                    end >= 2 && end - 2 > at && t[end - 1] == "-" && t[end - 2].chars().all(char::is_lowercase);
                let last = after_title && k.end == to && !adjective;
                // "Omar Washington", "Radio News Arabia": the tree has both as one name.
                let flat = self.one_name(view, known, at, end);
                if one
                    && (particle
                        || last
                        || surname
                        || inside
                        || flat
                        || (first_name && !adjective && !all_capitals(t[end])))
                {
                    end = k.end;
                    continue;
                }
                break;
            }
            if t[end] == "-"
                || self
                    .words
                    .title_at(&t[..to], end)
                    .is_none_or(|f| f.end >= to && f.end == end + 1 && !all_capitals(t[end]))
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
}

/// "Majesty", "HRH": how the great are spoken of.
pub(super) fn is_style(word: &str) -> bool {
    matches!(
        word,
        "Majesty" | "Majesties" | "Highness" | "Highnesses" | "Excellency" | "HM" | "HRH"
    )
}
