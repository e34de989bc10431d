//! Who belongs to what, by the words beside a name: "Republican Ann Lund", "Ann Lund of Greenpeace", "Greenpeace's Ann Lund".

use super::draft::Link;
use super::fold::capital;
use super::refer::Resolver;
use super::registry::How;
use super::role::Here;
use super::view::View;
use super::{Form, Kind, MentionIndex, MentionKind, Role, RoleKind};
use crate::Span;
use crate::extract::syntax::{Deprel, Upos};

impl Resolver<'_, '_> {
    /// Memberships that no title states. Whoever leads a body or holds its office is no mere member of it, parties apart.
    pub(super) fn memberships(&mut self) {
        for i in 0..self.drafts.len() {
            let m = &self.drafts[i].mention;
            if m.form == Form::Nominal || m.kind != MentionKind::Per || self.drafts[i].slot.is_none() {
                continue;
            }
            let view = self.view(i);
            let here = Here::of(&self.drafts, m.sentence as usize);
            let found = match m.form {
                Form::Pronoun => self.own_party(view, here, i),
                _ => self.beside(view, here, i),
            };
            let Some((body, title)) = found else { continue };
            let slot = |d: usize| self.drafts[d].slot;
            let serves = |r: &Role| {
                !self.drafts[body].party
                    && matches!(r.kind, RoleKind::Leads | RoleKind::Office)
                    && slot(r.holder.0 as usize) == slot(i)
                    && slot(r.body.0 as usize) == slot(body)
            };
            if slot(body).is_some() && slot(body) != slot(i) && !self.roles.iter().any(serves) {
                self.roles.push(Role {
                    holder: MentionIndex(i as u32),
                    body: MentionIndex(body as u32),
                    kind: RoleKind::Member,
                    title,
                    former: false,
                    future: false,
                });
            }
        }
    }

    /// What the words beside a person's name say.
    fn beside(&self, view: &View, here: Here, i: usize) -> Option<(usize, Span)> {
        self.party_before(view, here, i)
            .or_else(|| self.body_behind_of(view, here, i))
            .or_else(|| self.body_with_s(view, here, i))
            .or_else(|| self.party_behind(view, here, i))
            .or_else(|| self.own_party(view, here, i))
    }

    /// "her Unity Party", "his party, the Unity Party,", "Ann Lund's Unity Party".
    fn own_party(&self, view: &View, here: Here, i: usize) -> Option<(usize, Span)> {
        let m = &self.drafts[i].mention;
        let t = &view.tokens;
        let end = m.end as usize;
        let mut at = match m.form {
            Form::Pronoun if matches!(t[m.first as usize].to_lowercase().as_str(), "his" | "her") => end,
            Form::Name if matches!(t.get(end), Some(&"'s" | &"’s")) => end + 1,
            _ => return None,
        };
        let marker = view.span(at - 1, at);
        let party_at = |at: usize| {
            here.range().find(|&b| {
                let d = &self.drafts[b];
                let named = d.mention.form == Form::Name && d.mention.first as usize == at;
                named
                    && (d.party
                        || self.drafts[b]
                            .slot
                            .is_some_and(|s| self.book.slots[s].kind == Kind::Party))
            })
        };
        for _ in 0..4 {
            if let Some(party) = party_at(at) {
                // "his Republican rival", "her Democratic colleagues": a party of somebody else.
                let next = self.drafts[party].mention.end as usize;
                let alone = !matches!(view.upos(next), Upos::Noun | Upos::Adj | Upos::Propn) || t[next] == "party";
                return (next >= view.len() || alone).then_some((party, marker));
            }
            let word = *t.get(at)?;
            if word == "party" && t.get(at + 1) == Some(&",") {
                at += 2 + usize::from(t.get(at + 2) == Some(&"the"));
            } else if view.upos(at) == Upos::Adj && !capital(word) || matches!(word, "own" | "ruling") {
                at += 1;
            } else {
                return None;
            }
        }
        None
    }

    /// A party right before the name, before its title, or before one small word: "Democratic rival Joe Lund".
    fn party_before(&self, view: &View, here: Here, i: usize) -> Option<(usize, Span)> {
        let first = self.drafts[i].mention.first as usize;
        let title = self
            .posts
            .iter()
            .find(|p| p.holder == Some(i) && p.title.end == first)
            .map_or(first, |p| p.title.first);
        let word = first.checked_sub(1).filter(|&w| {
            view.upos(w) == Upos::Noun && !capital(view.tokens[w]) && view.head(w).is_some_and(|h| h + 1 >= first)
        });
        [Some(first), Some(title), word].into_iter().flatten().find_map(|at| {
            here.range()
                .find(|&b| {
                    let d = &self.drafts[b];
                    d.party && d.mention.end as usize == at && d.mention.form == Form::Name
                })
                .map(|b| (b, self.drafts[b].mention.span))
        })
    }

    /// An organisation behind "of" or "from", its owner and words that describe it between: "of the UK's Food Agency",
    /// "of the opposition Unity Party".
    fn body_behind_of(&self, view: &View, here: Here, i: usize) -> Option<(usize, Span)> {
        let end = self.drafts[i].mention.end as usize;
        if !matches!(view.tokens.get(end), Some(&"of" | &"from")) {
            return None;
        }
        let the = matches!(view.tokens.get(end + 1), Some(&"the" | &"a" | &"an"));
        let mut at = end + 1 + usize::from(the);
        for _ in 0..5 {
            let beginning = |b: &usize| {
                let m = &self.drafts[*b].mention;
                m.first as usize == at && m.form == Form::Name
            };
            if let Some(body) = here.range().filter(beginning).find(|&b| self.is_body(b)) {
                return Some((body, view.span(end, end + 1)));
            }
            if let Some(owner) = here.range().find(beginning) {
                let m = &self.drafts[owner].mention;
                let next = m.end as usize;
                let owns = matches!(view.tokens.get(next), Some(&"'s" | &"’s"));
                if !owns && (m.kind != MentionKind::Norp || !the) {
                    return None;
                }
                at = next + usize::from(owns);
                continue;
            }
            let describes = matches!(view.upos(at), Upos::Adj | Upos::Noun | Upos::Adv)
                && !capital(view.tokens.get(at)?)
                || *view.tokens.get(at)? == "-";
            if !the || !describes {
                return None;
            }
            at += 1;
        }
        None
    }

    /// "Greenpeace's Ann Lund"
    fn body_with_s(&self, view: &View, here: Here, i: usize) -> Option<(usize, Span)> {
        let first = self.drafts[i].mention.first as usize;
        if first < 2 || !matches!(view.tokens[first - 1], "'s" | "’s") {
            return None;
        }
        here.range()
            .find(|&b| {
                let m = &self.drafts[b].mention;
                m.end as usize == first - 1 && m.form == Form::Name && self.is_body(b)
            })
            .map(|b| (b, view.span(first - 1, first)))
    }

    /// "Ann Lund (Unity Party)", "Ann Lund, a Republican,", "Ann Lund is a Republican".
    fn party_behind(&self, view: &View, here: Here, i: usize) -> Option<(usize, Span)> {
        let t = &view.tokens;
        let (first, end) = (
            self.drafts[i].mention.first as usize,
            self.drafts[i].mention.end as usize,
        );
        here.range()
            .find(|&b| {
                let d = &self.drafts[b];
                let (from, to) = (d.mention.first as usize, d.mention.end as usize);
                if !d.party || d.mention.form != Form::Name || from <= end {
                    return false;
                }
                if from == end + 1 && t[end] == "(" {
                    return t.get(to) == Some(&")");
                }
                let one = matches!(d.link, Link::Known(_, How::People | How::Adjective | How::Name))
                    && to == from + 1
                    && !matches!(view.upos(to.min(view.len() - 1)), Upos::Noun | Upos::Propn | Upos::Adj);
                let article = (end..from).rev().find(|&k| matches!(t[k], "a" | "an"));
                let Some(article) = article.filter(|_| one) else {
                    return false;
                };
                let plain = (article + 1..from).all(|k| matches!(view.upos(k), Upos::Adj | Upos::Adv));
                let beside = t[end] == "," && article == end + 1;
                let head = d.mention.head as usize;
                let is_one = view
                    .children(head)
                    .any(|c| view.deprel(c) == Deprel::Cop && !view.tokens[c].is_empty())
                    && view
                        .children(head)
                        .any(|c| view.deprel(c) == Deprel::Nsubj && (first..end).contains(&c))
                    && !view.children(head).any(|c| matches!(t[c], "not" | "n't" | "never"));
                plain && (beside || is_one)
            })
            .map(|b| (b, self.drafts[b].mention.span))
    }

    fn is_body(&self, i: usize) -> bool {
        self.drafts[i].slot.is_some_and(|s| {
            matches!(
                self.book.slots[s].kind,
                Kind::Organization | Kind::Party | Kind::ArmedGroup | Kind::GovernmentBody
            )
        })
    }
}
