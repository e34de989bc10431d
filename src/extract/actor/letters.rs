//! Letters that stand for a name, and the article that explains them: "World Fish Fund (WFF)".

use super::book::initials;
use super::draft::{Draft, Link};
use super::fold::all_capitals;
use super::name::Name;
use super::refer::Resolver;
use super::view::View;
use super::words::{Class, Words};
use super::{Form, MentionKind};
use rustc_hash::FxHashSet;

/// Letters that the article explains in small words, so that they name a thing and nobody: "improvised explosive device
/// (IED)", "Ebola virus disease (EVD)". What is explained to be a body is not among them: "the regional government (RRG)".
pub(super) fn letters_of_things<'v>(views: &[View<'v>], words: &Words) -> FxHashSet<&'v str> {
    let mut out = FxHashSet::default();
    for view in views.iter().filter(|v| v.is_story()) {
        let t = &view.tokens;
        for at in 1..t.len().saturating_sub(2) {
            if t[at] != "(" || t[at + 2] != ")" {
                continue;
            }
            let letters = t[at + 1].strip_suffix('s').unwrap_or(t[at + 1]);
            let small = |word: &str| word.starts_with(char::is_lowercase);
            let a_thing =
                small(t[at - 1]) && !matches!(words.noun(t[at - 1]), Some(Class::Body | Class::Org | Class::State));
            if all_capitals(letters) && a_thing && small_words_spell(&t[..at], letters) {
                out.insert(t[at + 1]);
                out.insert(letters);
            }
        }
    }
    out
}

/// Letters behind the name of a law, a deal, a prize: "Harbour Protection Act (HPA)".
pub(super) fn letters_of_laws<'v>(views: &[View<'v>], names: &[(usize, Name)]) -> FxHashSet<&'v str> {
    let mut out = FxHashSet::default();
    for (s, name) in names {
        let t = &views[*s].tokens;
        if name.kind == MentionKind::Misc
            && !name.guessed
            && name.known.is_none()
            && name.end > name.first + 1
            && let [Some(&"("), Some(&letters), Some(&")")] = [0, 1, 2].map(|k| t.get(name.end + k))
            && all_capitals(letters)
        {
            out.insert(letters);
        }
    }
    out
}

/// Do the last words spell the letters with their first ones, most of them small words? "of" and the like may be left out.
fn small_words_spell(words: &[&str], letters: &str) -> bool {
    let mut wanted: Vec<char> = letters.chars().collect();
    let (mut small, mut n) = (0, 0);
    for word in words.iter().rev() {
        let Some(&letter) = wanted.last() else { break };
        let Some(first) = word.chars().next() else { return false };
        if first.to_uppercase().eq(letter.to_uppercase()) {
            wanted.pop();
            n += 1;
            small += usize::from(first.is_lowercase());
        } else if !matches!(*word, "of" | "and" | "the" | "for" | "in" | "on" | "with" | "by" | "-") {
            return false;
        }
    }
    wanted.is_empty() && 2 * small > n
}

impl<'v> Resolver<'v, '_> {
    /// "World Fish Fund (WFF)": the bracketed letters name the same from here on.
    pub(super) fn acronym_behind(&mut self, i: usize, slot: usize) {
        let view = self.view(i);
        let end = self.drafts[i].mention.end as usize;
        if let [Some(&"("), Some(&name), Some(&")")] = [0, 1, 2].map(|k| view.tokens.get(end + k))
            && all_capitals(name)
            // "Parliament of New South Wales (NSW)": the letters of the place.
            && self.form(i).split_once(" of ").is_none_or(|(_, place)| initials(place) != name.replace('.', ""))
        {
            self.book.also(slot, name);
        }
        // "the WFF (World Fish Fund)"
        let first = self.drafts[i].mention.first as usize;
        if first >= 2
            && view.tokens[first - 1] == "("
            && view.tokens.get(end) == Some(&")")
            && all_capitals(view.tokens[first - 2])
            && initials(self.form(i)).len() + 1 >= view.tokens[first - 2].len()
        {
            self.book.also(slot, view.tokens[first - 2]);
        }
    }

    /// Letters that the registry knows for one body and the article explains to be another: "the CEI (Italian Bishops'
    /// Conference)", "World Fish Fund (WFF)".
    pub(super) fn own_acronyms(&self) -> FxHashSet<&'v str> {
        let mut out = FxHashSet::default();
        for pair in self.drafts.windows(2) {
            let (a, b) = (&pair[0].mention, &pair[1].mention);
            let view = &self.views[a.sentence as usize];
            let bracketed = a.sentence == b.sentence
                && b.first == a.end + 1
                && view.tokens[a.end as usize] == "("
                && view.tokens.get(b.end as usize) == Some(&")");
            if !bracketed || a.form != Form::Name || b.form != Form::Name {
                continue;
            }
            let letters = |d: &Draft| {
                let form = view.slice(d.mention.span);
                (all_capitals(form) && !form.contains(' ')).then_some(form)
            };
            let (short, long) = match (letters(&pair[0]), letters(&pair[1])) {
                (Some(form), None) => (form, &pair[1]),
                (None, Some(form)) => (form, &pair[0]),
                _ => continue,
            };
            let is_short = |d: &&Draft| view.slice(d.mention.span) == short;
            let entry = pair.iter().find(is_short).and_then(|d| match d.link {
                Link::Known(entry, _) => Some(entry),
                _ => None,
            });
            // A country behind a city or a party's letters behind its member explain no letters.
            let other = long.mention.kind == MentionKind::Org
                && long.mention.end > long.mention.first + 1
                && !matches!(long.link, Link::Known(e, _) if Some(e) == entry);
            // In another language the letters may stand in another order, but they are as many.
            let initials = initials(view.slice(long.mention.span));
            if entry.is_some() && other && initials.len().abs_diff(short.len()) <= 1 {
                out.insert(short);
            }
        }
        out
    }
}
