//! Whose post it is: the words before and behind a title.

use super::Here;
use crate::extract::actor::draft::Link;
use crate::extract::actor::view::View;
use crate::extract::actor::words::{Class, FoundTitle, Title, Words};
use crate::extract::actor::{Form, MentionKind, RoleKind};
use crate::extract::syntax::Upos;

/// One past the title with its "of" phrase: "(president of the United States) Donald Trump".
pub(super) fn phrase_end(view: &View, here: Here, title: &FoundTitle) -> usize {
    let mut end = title.end;
    for _ in 0..3 {
        if !matches!(
            view.tokens.get(end),
            Some(&"of" | &"for" | &"to" | &"at" | &"in" | &"from")
        ) {
            break;
        }
        let mut next = end + 1;
        if matches!(view.tokens.get(next), Some(&"the" | &"The")) {
            next += 1;
        }
        let Some(name) = here
            .name_at(next)
            .filter(|&i| here.drafts[i].mention.kind != MentionKind::Per)
        else {
            break;
        };
        end = here.drafts[name].mention.end as usize;
    }
    if end == title.end {
        return end;
    }
    // "of the RMT union (National Union of Rail Workers), Mick Lund"
    if view.upos(end) == Upos::Noun
        && here
            .find(|d| d.mention.form == Form::Nominal && d.mention.head as usize == end)
            .is_some()
    {
        end += 1;
    }
    if view.tokens.get(end) == Some(&"(") {
        let close = (end + 1..(end + 16).min(view.len())).find(|&i| view.tokens[i] == ")");
        end = close.map_or(end, |i| i + 1);
    }
    end
}

/// "of the United States", "for NATO": the body behind the title.
pub(super) fn body_right(view: &View, here: Here, end: usize) -> Option<usize> {
    let mut at = end;
    // "spokesman for the German government", "chairman and founder of X"
    if matches!(view.tokens.get(at), Some(&"and" | &"&")) {
        let mut more = at + 1;
        while more < view.len()
            && more < at + 4
            && matches!(view.upos(more), Upos::Noun | Upos::Adj | Upos::Propn)
            && here.name_at(more).is_none()
        {
            more += 1;
        }
        if matches!(view.tokens.get(more), Some(&"of" | &"at" | &"for")) {
            at = more;
        }
    }
    if !matches!(view.tokens.get(at), Some(&"of" | &"for" | &"at" | &"with" | &"from")) {
        return None;
    }
    let mut next = at + 1;
    let limit = (at + 8).min(view.len());
    let described = |first: usize| {
        here.find(|d| {
            d.mention.form == Form::Nominal
                && d.mention.first as usize == first
                && matches!(&d.link, Link::Noun(n) if !n.title && n.class != Class::Group)
        })
    };
    let mut adjective = false;
    while next < limit {
        // "leader of the Israeli-backed and anti-Hamas Popular Forces": neither of the two has him for its leader.
        let opens = |i: usize| matches!(view.tokens[i], "anti" | "pro" | "non" | "Anti" | "Pro");
        let one_word = |i: usize| {
            ["anti-", "pro-", "non-"]
                .iter()
                .any(|w| view.tokens[i].to_lowercase().starts_with(w))
        };
        if one_word(next) {
            next += 1;
            adjective = true;
            continue;
        }
        if opens(next) && view.tokens.get(next + 1) == Some(&"-") {
            next = here
                .name_at(next + 2)
                .map_or(next + 3, |i| here.drafts[i].mention.end as usize);
            adjective = true;
            continue;
        }
        if let Some(i) = here.name_at(next) {
            let end = here.drafts[i].mention.end as usize;
            let backed = view.tokens.get(end) == Some(&"-")
                && matches!(
                    view.tokens.get(end + 1),
                    Some(&"backed" | &"led" | &"supported" | &"aligned" | &"funded")
                );
            if backed {
                next = end + 2;
                adjective = true;
                continue;
            }
        }
        if adjective && matches!(view.tokens[next], "and" | ",") {
            next += 1;
            continue;
        }
        if let Some(i) = here.name_at(next) {
            let m = &here.drafts[i].mention;
            let end = m.end as usize;
            // "of the German government": the description whose owner the name is.
            if let Some(noun) = described(next) {
                return Some(noun);
            }
            // "of Iran's Quds Force", "of the Virginia-based Acme": what the name owns.
            if matches!(view.tokens.get(end), Some(&"'s" | &"’s" | &"'" | &"’" | &"-")) {
                let more = (end + 1..(end + 4).min(view.len())).find_map(|k| {
                    here.name_at(k)
                        .filter(|&b| here.drafts[b].mention.kind != MentionKind::Per)
                });
                if more.is_some() {
                    return more;
                }
            }
            return match m.kind {
                MentionKind::Misc => None,
                MentionKind::Per => (view.tokens[at] == "for").then_some(i),
                _ => Some(i),
            };
        }
        if let Some(i) = described(next) {
            return Some(i);
        }
        if !matches!(
            view.upos(next),
            Upos::Det | Upos::Adj | Upos::Noun | Upos::Num | Upos::Propn
        ) {
            return None;
        }
        next += 1;
    }
    None
}

/// "Ukrainian", "Kyiv's", "NATO" before the title, or the body inside it: "police chief".
pub(super) fn body_left(view: &View, here: Here, title: &FoundTitle) -> Option<usize> {
    for i in title.first..title.end.saturating_sub(1) {
        if let Some(found) = here.find(|d| {
            d.mention.head as usize == i
                && d.mention.form == Form::Nominal
                && matches!(&d.link, Link::Noun(n) if !n.title && n.class != Class::Group)
        }) {
            return Some(found);
        }
    }
    let mut at = title.first;
    let mut fallback = None;
    for _ in 0..6 {
        if at == 0 {
            break;
        }
        if let Some(found) = here.body_ending(at) {
            let d = &here.drafts[found];
            // A party before a post tells where the holder belongs, not whose post it is.
            if d.party && fallback.is_none() {
                fallback = Some(found);
                at = d.mention.first as usize;
                continue;
            }
            // "US Middle East envoy": of the US, for the Middle East.
            let first = d.mention.first as usize;
            let sent = matches!(title.kind, Title::Post(RoleKind::Represents)) && d.mention.kind == MentionKind::Loc;
            return here.body_ending(first).filter(|_| sent && first > 0).or(Some(found));
        }
        let token = view.tokens[at - 1];
        // "World Fish Fund (WFF) head"
        if token == ")"
            && let Some(found) = here.body_ending(at - 1)
        {
            return Some(found);
        }
        if matches!(token, "'s" | "’s" | "'" | "’") {
            at -= 1;
            if let Some(found) = here.find(|d| {
                d.mention.form == Form::Nominal
                    && d.mention.end as usize == at
                    && matches!(&d.link, Link::Noun(n) if n.class != Class::Group)
            }) {
                return Some(found);
            }
            continue;
        }
        if let Some(found) = here.find(|d| {
            d.mention.form == Form::Nominal
                && d.mention.head as usize == at - 1
                && matches!(&d.link, Link::Noun(n) if !n.title && n.class != Class::Group)
        }) {
            return Some(found);
        }
        if matches!(view.upos(at - 1), Upos::Adj | Upos::Noun)
            || matches!(token, "-" | "then" | "and") && here.body_ending(at - 1).is_none()
        {
            // "AU trade and industry commissioner"
            let words = Words::english();
            let portfolio = |i: usize| view.tokens.get(i).is_some_and(|t| words.is_portfolio(t));
            if token == "and" && !(at >= 2 && portfolio(at - 2) && portfolio(at)) {
                break;
            }
            at -= 1;
            continue;
        }
        break;
    }
    fallback
}

/// "its president", "their leader": the pronoun right before the title.
pub(super) fn pronoun_left(view: &View, title: &FoundTitle) -> Option<usize> {
    let mut at = title.first;
    for _ in 0..3 {
        at = at.checked_sub(1)?;
        if matches!(view.tokens[at].to_lowercase().as_str(), "his" | "her" | "its" | "their") {
            return Some(at);
        }
        if !matches!(view.upos(at), Upos::Adj | Upos::Noun) {
            return None;
        }
    }
    None
}
