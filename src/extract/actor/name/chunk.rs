//! Runs of words that are written as names.

use super::{Known, Reader};
use crate::extract::actor::fold::capital;
use crate::extract::actor::view::View;
use crate::extract::syntax::{NameKind, Upos};

impl Reader<'_> {
    /// One past the run of name-like tokens that begins at `at`; `at` itself where none begins.
    pub(super) fn chunk_end(&self, view: &View, known: &[Known], at: usize) -> usize {
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
    pub(super) fn particle_start(&self, view: &View, i: usize) -> bool {
        let t = &view.tokens;
        matches!(t[i], "al" | "el" | "ash" | "as" | "an" | "ad" | "ar")
            && i + 2 < t.len()
            && t[i + 1] == "-"
            && view.touches_previous(i + 1)
            && view.touches_previous(i + 2)
            && capital(t[i + 2])
    }

    /// Where a name goes on after a small word or a hyphen inside it.
    pub(super) fn connector(&self, view: &View, known: &[Known], i: usize) -> Option<usize> {
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
                        "led"
                            | "backed"
                            | "based"
                            | "born"
                            | "elect"
                            | "like"
                            | "wide"
                            | "era"
                            | "area"
                            | "style"
                            | "only"
                            | "made"
                            | "run"
                            | "owned"
                            | "held"
                            | "bound"
                            | "day"
                            | "style's"
                            | "built"
                            | "type"
                            | "ruled"
                            | "law"
                            | "long"
                    );
                part_of_name.then_some(i + 2)
            }
            "&" if next_is_name(i + 1) => Some(i + 2),
            // "Cinema for Peace Foundation"
            "for" if i > 0 && self.known_end(known, i).is_none() && !self.words.is_organisation_head(t[i - 1]) => {
                let head = (i + 1..(i + 4).min(t.len()))
                    .take_while(|&j| next_is_name(j) && self.known_at(known, j).is_none())
                    .find(|&j| {
                        matches!(
                            t[j],
                            "Foundation" | "Fund" | "Trust" | "Institute" | "Alliance" | "Coalition"
                        )
                    })?;
                Some(head + 1).filter(|_| head > i + 1)
            }
            // "International Women's Day", "Lord's Army"
            "'s" | "’s" | "'" | "’"
                if i > 0
                    && matches!(
                        t[i - 1],
                        "Women"
                            | "Men"
                            | "People"
                            | "Peoples"
                            | "Children"
                            | "Workers"
                            | "Farmers"
                            | "Bishops"
                            | "Teachers"
                            | "Veterans"
                            | "Lord"
                            | "Mother"
                            | "Father"
                            | "Valentine"
                            | "Citizens"
                            | "World"
                            | "Students"
                            | "Writers"
                            | "Officers"
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
                    .find(|&j| {
                        matches!(
                            t[j],
                            "Committee"
                                | "Commission"
                                | "Department"
                                | "Ministry"
                                | "Agency"
                                | "Administration"
                                | "Service"
                                | "Authority"
                                | "Office"
                                | "Bureau"
                                | "Organization"
                                | "Organisation"
                                | "Party"
                                | "Foundation"
                                | "Hospital"
                                | "Board"
                                | "Council"
                                | "Association"
                                | "Institute"
                                | "Society"
                                | "Trust"
                                | "Tribe"
                                | "Tribes"
                                | "Nation"
                        )
                    })?;
                // "Karl Roe and Hope Foundation" are two.
                let person = self
                    .recognised(view, i - 1)
                    .is_some_and(|n| n.kind == NameKind::Person && n.end as usize > n.first as usize + 1);
                Some(head + 1).filter(|_| head > i + 1 && !person)
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

    pub(super) fn known_end<'k>(&self, known: &'k [Known], end: usize) -> Option<&'k Known> {
        known.iter().find(|k| k.end == end)
    }
}
