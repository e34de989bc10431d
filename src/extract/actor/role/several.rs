//! Titles in the plural: as many bodies as names, in one order.

use super::{Here, Post};
use crate::extract::actor::MentionKind;
use crate::extract::actor::view::View;
use crate::extract::actor::words::FoundTitle;
use crate::extract::syntax::Upos;

/// "his Greek, Cypriot and French counterparts, A, B and C": as many bodies as names, in one order.
pub(super) fn several(view: &View, here: Here, title: &FoundTitle, head: usize, after: usize) -> Vec<Post> {
    let t = &view.tokens;
    let post = |holder, body| Post {
        sentence: view.index as usize,
        title: *title,
        head,
        holder: Some(holder),
        same: false,
        body,
        body_pronoun: None,
        done: false,
    };
    let separator = |i: usize| matches!(t[i], "," | "and" | "&") || matches!(view.upos(i), Upos::Det);
    let mut bodies = Vec::new();
    let mut at = title.first;
    while at > 0 && bodies.len() < 8 {
        if let Some(i) = here.body_ending(at) {
            bodies.push(i);
            at = here.drafts[i].mention.first as usize;
        } else if separator(at - 1) && !bodies.is_empty() || at == title.first && matches!(t[at - 1], "'s" | "’s") {
            at -= 1;
        } else {
            break;
        }
    }
    bodies.reverse();
    let mut end = after;
    if bodies.is_empty() {
        // "the presidents of Russia and Ukraine"
        let mut next = title.end;
        if t.get(next) == Some(&"of") {
            next += 1;
            while next < view.len() && bodies.len() < 8 {
                if let Some(i) = here
                    .name_at(next)
                    .filter(|&i| here.drafts[i].mention.kind != MentionKind::Per)
                {
                    bodies.push(i);
                    next = here.drafts[i].mention.end as usize;
                    end = next;
                } else if separator(next) {
                    next += 1;
                } else {
                    break;
                }
            }
        }
    }
    let mut names = Vec::new();
    let mut next = end;
    while next < view.len() && names.len() < 8 {
        if let Some(i) = here.person_at(next) {
            names.push(i);
            next = here.drafts[i].mention.end as usize;
        } else if separator(next) {
            next += 1;
        } else {
            break;
        }
    }
    if bodies.len() == 1 && names.len() > 1 {
        bodies = vec![bodies[0]; names.len()];
    }
    if bodies.is_empty() && names.is_empty() {
        return Vec::new();
    }
    if bodies.is_empty() {
        // "Presidents Ana Rojas of Peru and Eva Lund of Norway"
        let mut pairs = Vec::new();
        let mut at = title.end;
        while at < view.len() && pairs.len() < 8 {
            let Some(name) = here.person_at(at) else { break };
            let end = here.drafts[name].mention.end as usize;
            if view.tokens.get(end) != Some(&"of") {
                break;
            }
            let mut place = end + 1;
            if view.tokens.get(place) == Some(&"the") {
                place += 1;
            }
            let Some(body) = here.name_at(place) else { break };
            pairs.push((name, body));
            at = here.drafts[body].mention.end as usize;
            while at < view.len() && separator(at) {
                at += 1;
            }
        }
        // "former presidents Ana Rojas and Luis Paz", where the article tells of which country.
        if pairs.is_empty() && title.end == end {
            return names.into_iter().map(|name| post(name, None)).collect();
        }
        (names, bodies) = pairs.into_iter().unzip();
    }
    if bodies.len() != names.len() {
        return Vec::new();
    }
    names
        .into_iter()
        .zip(bodies)
        .map(|(holder, body)| post(holder, Some(body)))
        .collect()
}
