//! Who speaks between quotation marks: "I" and "we" mean the speaker and the speaker's side.

use super::super::refer::Resolver;
use super::super::view::View;
use super::super::{Form, Kind, MentionKind};
use super::salience::is_subject;
use super::words::Reference;
use crate::extract::syntax::{Deprel, Upos};

/// Where quotations run, and who says them.
#[derive(Debug, Default)]
pub(super) struct Quotes {
    /// By sentence: is the token between quotation marks?
    inside: Vec<Vec<bool>>,
    /// By sentence: the draft that names who says what is quoted in it.
    speaker: Vec<Option<usize>>,
}

impl Quotes {
    /// Does the token stand in a quotation?
    pub(super) fn has(&self, sentence: u32, token: u32) -> bool {
        self.inside
            .get(sentence as usize)
            .and_then(|s| s.get(token as usize))
            .copied()
            .unwrap_or(false)
    }

    /// The draft that names who says the quotations of a sentence.
    pub(super) fn speaker(&self, sentence: u32) -> Option<usize> {
        self.speaker.get(sentence as usize).copied().flatten()
    }
}

impl Resolver<'_, '_> {
    /// Marks what is quoted and finds the speakers: in the sentence, else in its paragraph, else, where a paragraph is
    /// one quotation, the last speaker before it.
    pub(super) fn quotes(&self) -> Quotes {
        let mut out = Quotes::default();
        let mut open = false;
        let mut paragraph = u32::MAX;
        for view in self.views {
            if view.sentence.paragraph != paragraph {
                paragraph = view.sentence.paragraph;
                open = false;
            }
            let mut inside = vec![false; view.len()];
            for (t, token) in view.tokens.iter().enumerate() {
                match *token {
                    "“" | "``" => open = true,
                    "”" | "''" => open = false,
                    "\"" => open = !open,
                    _ => inside[t] = open,
                }
            }
            out.inside.push(inside);
        }
        out.speaker = (0..self.views.len()).map(|s| self.said_by(s, &out)).collect();
        let own = out.speaker.clone();
        let mut last: Option<usize> = None;
        let mut s = 0;
        while s < self.views.len() {
            let paragraph = self.views[s].sentence.paragraph;
            let len = self.views[s..]
                .iter()
                .take_while(|v| v.sentence.paragraph == paragraph)
                .count();
            let mut here = last.filter(|_| self.all_quoted(s, s + len, &out));
            // What stands before the first speaker of a paragraph is that speaker's too.
            here = here.or_else(|| own[s..s + len].iter().flatten().next().copied());
            for (said, named) in out.speaker[s..s + len].iter_mut().zip(&own[s..s + len]) {
                here = named.or(here);
                *said = here;
            }
            last = own[s..s + len]
                .iter()
                .flatten()
                .last()
                .copied()
                .or(last.filter(|_| here.is_some()));
            s += len;
        }
        out
    }

    fn all_quoted(&self, from: usize, to: usize, quotes: &Quotes) -> bool {
        (from..to).all(|s| {
            let view = &self.views[s];
            (0..view.len()).all(|t| quotes.inside[s][t] || !view.tokens[t].chars().any(char::is_alphanumeric))
        })
    }

    /// The subject of a verb of saying outside the marks, the only one or the one nearest to them.
    fn said_by(&self, s: usize, quotes: &Quotes) -> Option<usize> {
        let view = &self.views[s];
        let inside = &quotes.inside[s];
        if !inside.contains(&true) {
            return None;
        }
        let edge = |t: usize| {
            (0..view.len())
                .filter(|&q| inside[q])
                .map(|q| q.abs_diff(t))
                .min()
                .unwrap_or(usize::MAX)
        };
        let words = Reference::english();
        (0..view.len())
            .filter(|&v| !inside[v] && view.upos(v) == Upos::Verb && words.saying.contains(view.lemma(v)))
            .filter_map(|v| {
                let subject = sayer(view, v).filter(|&c| !inside[c])?;
                // "Foreign Minister Bela Nagy said": where the title heads the phrase, the name in it.
                let who = self
                    .draft_on(s as u32, subject)
                    .or_else(|| self.named_under(s, subject))?;
                Some((edge(v), who))
            })
            .min()
            .map(|(_, d)| d)
            .or_else(|| {
                // "according to Lund"
                let at = (0..view.len().saturating_sub(2))
                    .find(|&t| !inside[t] && view.tokens[t].eq_ignore_ascii_case("according"))?;
                let end = (at + 8).min(view.len());
                (at + 2..end).find_map(|t| self.draft_at(s as u32, t as u32))
            })
            .or_else(|| {
                // "Lund was clear: "We ..."": whoever the clause before the colon is about.
                let colon = (1..view.len())
                    .find(|&t| view.tokens[t - 1] == ":" && matches!(view.tokens[t], "\"" | "“" | "``"))?;
                let subject = (0..colon).find(|&t| is_subject(view.deprel(t)) && !inside[t])?;
                self.draft_on(s as u32, subject)
                    .or_else(|| self.named_under(s, subject))
                    .filter(|&d| self.drafts[d].mention.kind == MentionKind::Per)
            })
    }

    /// The person's name that hangs on word `head`.
    fn named_under(&self, s: usize, head: usize) -> Option<usize> {
        let view = &self.views[s];
        let from = self.drafts.partition_point(|d| (d.mention.sentence as usize) < s);
        let here = self.drafts[from..]
            .iter()
            .take_while(|d| d.mention.sentence as usize == s);
        here.enumerate()
            .find(|(_, d)| {
                let m = &d.mention;
                m.form == Form::Name && m.kind == MentionKind::Per && view.head(m.head as usize) == Some(head)
            })
            .map(|(k, _)| from + k)
    }

    /// "I" in a quotation is the speaker.
    pub(super) fn speaker_self(&self, i: usize, quotes: &Quotes) -> Option<usize> {
        let slot = self.speaker_slot(i, quotes)?;
        (self.book.slots[slot].kind == Kind::Person).then_some(slot)
    }

    /// "we" in a quotation is the body that speaks, or the one body for which the speaker stands.
    pub(super) fn speaker_side(&self, i: usize, quotes: &Quotes) -> Option<usize> {
        let slot = self.speaker_slot(i, quotes)?;
        if self.book.slots[slot].kind != Kind::Person {
            return Some(slot);
        }
        let mut bodies: Vec<usize> = Vec::new();
        for post in &self.posts {
            let holds = post.holder.and_then(|h| self.drafts[h].slot) == Some(slot);
            if let Some(body) = post.body.and_then(|b| self.drafts[b].slot)
                && holds
                && !post.title.former
                && !bodies.contains(&body)
            {
                bodies.push(body);
            }
        }
        match bodies[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    /// Who says what pronoun `i` stands in.
    pub(super) fn speaker_slot(&self, i: usize, quotes: &Quotes) -> Option<usize> {
        let m = &self.drafts[i].mention;
        if !quotes.has(m.sentence, m.head) {
            return None;
        }
        let d = &self.drafts[quotes.speaker(m.sentence)?];
        let can_speak = d.mention.form != Form::Name || d.mention.kind != MentionKind::Misc;
        d.slot.filter(|_| can_speak)
    }
}

/// The subject of a verb of saying, or of the verb above it: "Lund defended the law, adding: ...".
fn sayer(view: &View, verb: usize) -> Option<usize> {
    let mut verb = verb;
    for _ in 0..3 {
        let own = view.children(verb).find(|&c| is_subject(view.deprel(c)));
        if own.is_some() {
            return own;
        }
        if !matches!(view.deprel(verb), Deprel::Advcl | Deprel::Conj | Deprel::Xcomp) {
            return None;
        }
        verb = view.head(verb)?;
    }
    None
}
