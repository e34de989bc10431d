//! Names inside the names of others that no draft was made of: "Eva Lund" in "Eva Lund Prize", "Bergen" in "University of Bergen".

use super::super::fold::{capital, key, slug};
use super::super::refer::Resolver;
use super::super::registry::How;
use super::super::view::View;
use super::super::{Form, Kind, Mention, MentionKind};
use super::aside::{Whom, kind_of};
use super::words::Reference;
use rustc_hash::FxHashMap;

impl Resolver<'_, '_> {
    /// Adds them to the asides.
    pub(super) fn within_names(&self, out: &mut Vec<(Mention, Whom)>) {
        // Who is called what; nobody where two are called so.
        let mut alone: FxHashMap<String, Option<usize>> = FxHashMap::default();
        for (i, d) in self.drafts.iter().enumerate() {
            let acts = matches!(d.mention.kind, MentionKind::Per | MentionKind::Org | MentionKind::Loc);
            if let (Form::Name, true, Some(slot)) = (d.mention.form, acts, d.slot) {
                let other = alone.entry(key(self.form(i))).or_insert(Some(slot));
                if *other != Some(slot) {
                    *other = None;
                }
            }
        }
        for (i, d) in self.drafts.iter().enumerate() {
            let m = &d.mention;
            let (first, end) = (m.first as usize, m.end as usize);
            if m.form != Form::Name || m.inner || end < first + 2 {
                continue;
            }
            let view = self.view(i);
            let mut at = first;
            while at < end {
                let found = (at + 1..=end)
                    .rev()
                    .filter(|to| to - at < end - first && self.may_begin(view, first, at))
                    .find_map(|to| self.named_within(view, i, at, to, &alone).map(|whom| (to, whom)));
                match found {
                    Some((to, (whom, kind))) => {
                        if self.draft_within(m.sentence, at, to).is_none() {
                            let span = view.span(at, to);
                            let head = (at..to).rev().find(|&t| t != m.head as usize).unwrap_or(at) as u32;
                            let (first, end) = (at as u32, to as u32);
                            out.push((
                                Mention {
                                    head,
                                    first,
                                    end,
                                    span,
                                    phrase: span,
                                    kind,
                                    known: false,
                                    inner: true,
                                    ..m.clone()
                                },
                                whom,
                            ));
                        }
                        at = to;
                    }
                    None => at += 1,
                }
            }
        }
    }

    /// Not the half of another name: "Indiana" in "University of Southern Indiana".
    fn may_begin(&self, view: &View, first: usize, at: usize) -> bool {
        capital(view.tokens[at]) && (at == first || !capital(view.tokens[at - 1]))
    }

    fn draft_within(&self, sentence: u32, at: usize, to: usize) -> Option<usize> {
        let from = self.drafts.partition_point(|d| d.mention.sentence < sentence);
        self.drafts[from..]
            .iter()
            .take_while(|d| d.mention.sentence == sentence)
            .position(|d| d.mention.inner && (d.mention.first as usize) < to && at < d.mention.end as usize)
    }

    /// Whom words `at` to `to` name inside the name of draft `i`.
    fn named_within(
        &self,
        view: &View,
        i: usize,
        at: usize,
        to: usize,
        alone: &FxHashMap<String, Option<usize>>,
    ) -> Option<(Whom, MentionKind)> {
        let outer = &self.drafts[i];
        let words = view.words(at, to);
        // "Church" is no name in "Church of the Rock".
        if matches!(view.tokens.get(to), Some(&"of")) && to < outer.mention.end as usize {
            return None;
        }
        if let Some(&Some(slot)) = alone.get(&key(words)) {
            let kind = self.book.slots[slot].kind;
            // "Roe" in "Karl Roe" is no other Roe.
            let of_another = outer.slot != Some(slot)
                && (kind != Kind::Person || outer.mention.kind != MentionKind::Per || to > at + 1);
            return of_another.then(|| (Whom::Slot(slot), kind_of(kind)));
        }
        if !matches!(
            outer.mention.kind,
            MentionKind::Org | MentionKind::Loc | MentionKind::Misc
        ) {
            return None;
        }
        let registry = self.book.registry;
        if let Some(found) = registry.longest(&view.tokens[..to], at).filter(|f| f.end == to)
            && let [alias] = found.aliases[..]
            && alias.how == How::Name
            && !alias.ambiguous
        {
            let entry = registry.entry(alias.entry);
            let is_land = matches!(entry.kind, Kind::Place | Kind::Country);
            let same = outer.slot.is_some_and(|s| self.book.slots[s].id == entry.id);
            if is_land && !same {
                let (id, label) = (entry.id.clone(), entry.label.clone());
                return Some((Whom::Other { id, label }, MentionKind::Loc));
            }
        }
        let of = at >= 2 && view.tokens[at - 1] == "of" && to == outer.mention.end as usize;
        let after_place = of
            && Reference::english()
                .named_after_places
                .contains(&view.tokens[at - 2].to_lowercase())
            && view.tokens[at..to].iter().all(|t| capital(t));
        after_place.then(|| {
            let id = format!("place:{}", slug(words));
            let label = words.to_string();
            (Whom::Other { id, label }, MentionKind::Loc)
        })
    }
}
