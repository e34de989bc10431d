//! Names inside longer names: "U.S." in "U.S. Department of Agriculture", "Eva Lund" in "Eva Lund Foundation".

use super::Name;
use crate::extract::actor::fold::{capital, key};
use crate::extract::actor::registry::{How, Registry};
use crate::extract::actor::view::View;
use crate::extract::actor::{Kind, MentionKind};
use rustc_hash::FxHashMap;

/// No name inside another has more words.
const LONGEST: usize = 20;

/// The names of an article that also stand alone, by key: what they are, and the registry's entry.
pub(crate) type Alone = FxHashMap<String, (MentionKind, Bearer)>;

/// The registry's entry, and how the form names it.
type Bearer = Option<(u32, How)>;

/// Which names stand alone somewhere in the article, other than as adjectives.
pub(crate) fn alone(views: &[View], names: &[(usize, Name)]) -> Alone {
    let mut out = Alone::default();
    for (s, n) in names {
        let sure = (!n.guessed || n.end > n.first + 1) && n.trim == (0, 0);
        if sure && matches!(n.kind, MentionKind::Per | MentionKind::Org | MentionKind::Loc) {
            out.entry(key(views[*s].words(n.first, n.end)))
                .or_insert((n.kind, n.known));
        }
    }
    out
}

/// The names inside name `outer`, leftmost and longest, adjectives only in known bodies of a country: countries and cities of the registry,
/// and what stands alone elsewhere in the article. Organisations and places have them; the name of a war names nobody else.
pub(crate) fn nested(view: &View, outer: &Name, registry: &Registry, alone: &Alone) -> Vec<Name> {
    let mut out = Vec::new();
    // "South Sudan" is not Sudan.
    let is_country = |(entry, _)| registry.entry(entry).kind == Kind::Country;
    if outer.known.is_some_and(is_country) {
        return out;
    }
    if outer.end - outer.first < 2 || !matches!(outer.kind, MentionKind::Org | MentionKind::Loc) {
        return out;
    }
    let mut at = outer.first;
    while at < outer.end {
        let found = (at + 1..=outer.end.min(at + LONGEST))
            .rev()
            .filter(|&end| end - at < outer.end - outer.first)
            .find_map(|end| {
                let (kind, known) = *alone.get(&key(view.words(at, end)))?;
                // Not the half of another name: "Indiana" in "University of Southern Indiana".
                let before = at.checked_sub(1).filter(|&b| b >= outer.first).map(|b| view.tokens[b]);
                if before.is_some_and(capital) {
                    return None;
                }
                // One word of a person's name says little: "Paris" in "Paris Opera".
                let enough = kind != MentionKind::Per || end > at + 1;
                enough.then_some((end, kind, known))
            })
            .or_else(|| of_registry(view, outer, registry, at));
        match found {
            Some((end, kind, known)) => {
                out.extend(Name::new(view, at, end, kind).map(|n| Name { known, ..n }));
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

fn of_registry(view: &View, outer: &Name, registry: &Registry, at: usize) -> Option<(usize, MentionKind, Bearer)> {
    let mut found = registry.longest(&view.tokens[..outer.end], at)?;
    let is_whole = |end: usize| end - at == outer.end - outer.first;
    // The registry knows the body by its whole name, with the country in it.
    while is_whole(found.end) || registry.entry(found.aliases[0].entry).kind != Kind::Country && at == outer.first {
        if found.end == at + 1 {
            return None;
        }
        found = registry.longest(&view.tokens[..found.end - 1], at)?;
    }
    let [alias] = found.aliases[..] else { return None };
    let whole = is_whole(found.end);
    let country = registry.entry(alias.entry).kind == Kind::Country && !alias.ambiguous;
    // "the Peruvian Congress" speaks of Peru too; "Greek Orthodox Church" hardly of Greece.
    let kind = match alias.how {
        How::Name => MentionKind::Loc,
        How::Adjective if at == outer.first && is_body(outer, registry) => MentionKind::Norp,
        _ => return None,
    };
    (!whole && country).then_some((found.end, kind, Some((alias.entry, alias.how))))
}

fn is_body(name: &Name, registry: &Registry) -> bool {
    name.known
        .is_some_and(|(entry, _)| registry.entry(entry).kind == Kind::GovernmentBody)
}
