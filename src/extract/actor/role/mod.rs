//! Titles in a sentence: who holds the post, and whose post it is.

mod body;
mod holder;
mod several;

use body::{body_left, body_right, phrase_end, pronoun_left};
use holder::{holder_left, holder_right, holder_verb};
use several::several;

use super::draft::{Draft, Link};
use super::view::View;
use super::words::{FoundTitle, Title, Words, is_plural};
use super::{Form, MentionKind};
use crate::extract::syntax::{Deprel, Upos};

/// A title as it stands in a sentence, with its holder and its body where the words name them.
#[derive(Clone, Debug)]
pub(super) struct Post {
    pub(super) sentence: usize,
    pub(super) title: FoundTitle,
    /// The title's own head word: "Secretary" of "Secretary of State".
    pub(super) head: usize,
    /// Draft of the person.
    pub(super) holder: Option<usize>,
    /// The title stands in apposition or right before the name, so that it means the person too.
    pub(super) same: bool,
    /// Draft of the country or organisation.
    pub(super) body: Option<usize>,
    /// Token of the pronoun that stands for the body: "its president".
    pub(super) body_pronoun: Option<usize>,
    /// Its role has been read.
    pub(super) done: bool,
}

/// The titles of a sentence, leftmost and longest, none of them part of a name.
pub(super) fn titles(view: &View, words: &Words, covered: &[bool]) -> Vec<FoundTitle> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < view.len() {
        let free = |from: usize, to: usize| !covered[from..to].contains(&true);
        match view.title_at(words, at) {
            Some(found) if free(found.first, found.core) => {
                // "President of the European Commission": what looks like a portfolio begins a name.
                let end = if free(found.core, found.end) {
                    found.end
                } else {
                    found.core
                };
                at = end;
                out.push(FoundTitle { end, ..found });
            }
            _ => at += 1,
        }
    }
    out
}

/// The head word of a title: the last before "of", "for", "to", or the last of all.
pub(super) fn title_head(view: &View, title: &FoundTitle) -> usize {
    let cut = (title.first + 1..title.end).find(|&i| {
        matches!(
            view.tokens[i],
            "of" | "for" | "to" | "without" | "and" | "in" | "-" | "d'affaires"
        )
    });
    let last = cut.unwrap_or(title.end) - 1;
    last.max(title.first)
}

/// The drafts of one sentence, found by their place.
#[derive(Clone, Copy)]
pub(super) struct Here<'d> {
    pub(super) drafts: &'d [Draft],
    /// Index of the sentence's first draft.
    pub(super) from: usize,
    pub(super) to: usize,
}

impl<'d> Here<'d> {
    pub(super) fn of(drafts: &'d [Draft], sentence: usize) -> Here<'d> {
        let from = drafts.partition_point(|d| (d.mention.sentence as usize) < sentence);
        let to = drafts.partition_point(|d| (d.mention.sentence as usize) <= sentence);
        Here { drafts, from, to }
    }

    /// The drafts of the sentence.
    pub(super) fn range(&self) -> std::ops::Range<usize> {
        self.from..self.to
    }

    fn find(&self, test: impl Fn(&Draft) -> bool) -> Option<usize> {
        (self.from..self.to).find(|&i| test(&self.drafts[i]))
    }

    /// The name that begins at token `at`.
    fn name_at(&self, at: usize) -> Option<usize> {
        (self.from..self.to)
            .filter(|&i| {
                let m = &self.drafts[i].mention;
                m.first as usize == at && m.form == Form::Name
            })
            .max_by_key(|&i| self.drafts[i].mention.end)
    }

    /// The person's name that begins at token `at`.
    fn person_at(&self, at: usize) -> Option<usize> {
        self.name_at(at)
            .filter(|&i| self.drafts[i].mention.kind == MentionKind::Per)
    }

    /// The name, not a person's, that ends at token `end`.
    fn body_ending(&self, end: usize) -> Option<usize> {
        let ends = |i: &usize| {
            let d = &self.drafts[*i];
            d.mention.end as usize == end
                && d.mention.form == Form::Name
                && d.mention.kind != MentionKind::Per
                && (d.mention.kind != MentionKind::Misc || matches!(d.link, Link::Name { guessed: true }))
        };
        // Of a name inside a name the outer one.
        (self.from..self.to)
            .filter(ends)
            .min_by_key(|&i| self.drafts[i].mention.first)
    }

    /// The mention that covers token `at`, a description of a body included.
    fn covering(&self, at: usize) -> Option<usize> {
        let covers = |i: &usize| {
            let m = &self.drafts[*i].mention;
            m.first as usize <= at && at < m.end as usize && m.form == Form::Name
        };
        (self.from..self.to)
            .filter(covers)
            .max_by_key(|&i| {
                let m = &self.drafts[i].mention;
                (m.end - m.first, std::cmp::Reverse(i))
            })
            .or_else(|| self.find(|d| d.mention.head as usize == at && d.mention.form == Form::Nominal))
    }
}

/// Reads all titles of a sentence.
pub(super) fn posts(view: &View, words: &Words, here: Here) -> Vec<Post> {
    let mut covered = vec![false; view.len()];
    for d in &here.drafts[here.from..here.to] {
        if d.mention.form == Form::Name {
            covered[d.mention.first as usize..d.mention.end as usize].fill(true);
        }
    }
    let mut out: Vec<Post> = Vec::new();
    for title in titles(view, words, &covered) {
        if title.kind == Title::Plain {
            continue;
        }
        let head = title_head(view, &title);
        let after = phrase_end(view, here, &title);
        let from = matches!(view.tokens.get(title.end), Some(&"from" | &"for" | &"to"));
        // "US Senator from Vermont", "US envoy for Iran": the office is of the first.
        let mut body = if from { body_left(view, here, &title) } else { None }
            .or_else(|| body_right(view, here, title.end))
            .or_else(|| body_left(view, here, &title));
        let body_pronoun = if body.is_none() {
            pronoun_left(view, &title)
        } else {
            None
        };
        let plural = is_plural(view.tokens[head]);
        if plural {
            out.extend(several(view, here, &title, head, after));
            continue;
        }
        let mut holder = holder_right(view, words, here, &title, after);
        // "named Ana Rojas for president and actor Luis Paz for vice president": nobody holds what is only sought.
        let sought = title.first > 0 && view.tokens[title.first - 1] == "for";
        if sought && holder.is_none_or(|h| here.drafts[h].mention.first as usize != title.end) {
            continue;
        }
        // "President Ana Rojas of Peru"
        if let Some(h) = holder
            && body.is_none_or(|b| here.drafts[b].party)
        {
            let end = here.drafts[h].mention.end as usize;
            if matches!(view.tokens.get(end), Some(&"of" | &"from")) {
                body = body_right(view, here, end).or(body);
            }
        }
        // Of "Attorney General" the tree may make the first word the head.
        let mut top = head;
        while matches!(view.deprel(top), Deprel::Flat | Deprel::Compound)
            && let Some(up) = view
                .head(top)
                .filter(|&up| title.first <= up && up < top && view.upos(up) != Upos::Verb)
        {
            top = up;
        }
        if holder.is_none() {
            holder = holder_left(view, here, &title, top);
        }
        let same = holder.is_some();
        if holder.is_none() {
            holder = holder_verb(view, here, top);
        }
        // "Peruvian president Ana Rojas and energy minister Luis Paz": the second is of the same country.
        if body.is_none()
            && body_pronoun.is_none()
            && let Some(last) = out.last()
            && let Some(h) = last.holder
        {
            let joined = |from: usize| {
                from < title.first
                    && title.first - from <= 2
                    && (from..title.first).all(|i| matches!(view.tokens[i], "and" | "," | "&"))
                    && view.tokens[title.first - 1] == "and"
            };
            // Or one person with two posts: "senate president and head of state Ana Rojas".
            let behind_name = joined(here.drafts[h].mention.end as usize);
            if holder.is_some() && (behind_name || joined(last.title.end) && last.holder == holder) {
                body = last.body;
            }
        }
        // "Former Peruvian president": the word stands before the body.
        let mut title = title;
        let before = body
            .map(|b| here.drafts[b].mention.first as usize)
            .filter(|&first| first < title.first)
            .and_then(|first| first.checked_sub(1));
        if let Some(i) = before {
            title.former |= words.is_former(view.tokens[i])
                || view.tokens[i] == "-" && i > 0 && words.is_former(view.tokens[i - 1]);
        }
        // "Vladimir Putin's spokesman": the person whose he is may not be the holder too.
        if holder == body {
            body = None;
        }
        out.push(Post {
            sentence: view.index as usize,
            title,
            head,
            holder,
            same,
            body,
            body_pronoun,
            done: false,
        });
    }
    out.extend(reigns(view, words, here));
    out
}

/// "King Harald V of Norway": a title inside a name that the registry knows.
fn reigns<'a>(view: &'a View, words: &'a Words, here: Here<'a>) -> impl Iterator<Item = Post> + 'a {
    here.range().filter_map(move |holder| {
        let d = &here.drafts[holder];
        let (first, end) = (d.mention.first as usize, d.mention.end as usize);
        let known =
            d.mention.form == Form::Name && d.mention.kind == MentionKind::Per && matches!(d.link, Link::Known(..));
        if !known || end < first + 2 {
            return None;
        }
        let title = words
            .title_at(&view.tokens[..end], first)
            .filter(|t| t.end == first + 1 && matches!(t.kind, Title::Post(_)))?;
        let body = match view.tokens.get(end) {
            Some(&"of") => body_right(view, here, end),
            _ => body_left(view, here, &title),
        };
        Some(Post {
            sentence: view.index as usize,
            title,
            head: first,
            holder: Some(holder),
            same: false,
            body,
            body_pronoun: None,
            done: false,
        })
    })
}
