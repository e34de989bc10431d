//! How far the content of a verb of saying reaches, where the tree alone does not tell: parsers often lose the second
//! half of what is said, seldom the words that end it.

use super::page::Words;
use super::saying::Frames;
use super::verb::Verb;
use crate::extract::syntax::{Deprel, Upos, Xpos};

/// How many words may stand between "and" and the next verb of saying.
const MAX_SUBJECT: usize = 12;
/// A phrase between the verb and its content is no longer than this: "on the eve of the vote".
const MAX_PHRASE: usize = 8;

impl Verb<'_, '_> {
    /// The last word that what the verb says may reach to.
    pub(super) fn limit(&self) -> usize {
        let (tree, s, v) = (self.tree, self.s, self.v);
        let level = self.page.level(s, v);
        let mut last = tree.len() - 1;
        if let Some(m) = level.map(|m| &self.page.marks[m])
            && m.close.sentence == s
            && m.closed
        {
            last = m.close.word - 1;
        }
        while last > v && self.page.level(s, last) == level && matches!(tree.form(last), "." | "!" | "?") {
            last -= 1;
        }
        // What stands in a clause that describes something ends with it.
        if matches!(tree.deprel(v), Deprel::AclRelcl | Deprel::Csubj)
            || (tree.deprel(v) == Deprel::Advcl && tree.xpos(v) != Xpos::Vbg)
        {
            last = last.min(tree.extent(v).1.max(v));
        }
        // What ends the content may stand before something that ended it too late.
        while let Some(i) = (v + 1..=last).find(|&i| self.page.level(s, i) == level && self.stops(i, last)) {
            last = i - 1;
        }
        last
    }

    /// Does the content end before word `i`?
    fn stops(&self, i: usize, last: usize) -> bool {
        let tree = self.tree;
        let form = tree.form(i);
        if form == ";" {
            return true;
        }
        let next = if form == "," { i + 1 } else { i };
        let comma = next > i || (i > self.v + 2 && self.page.after_comma(self.s, i) && !tree.is(i - 1, ","));
        if next > last {
            return false;
        }
        if tree.xpos(next) == Xpos::Vbg
            && next > self.v + 2
            && self.attribution(next).is_some_and(|f| f.has(Frames::CITING))
        {
            return true;
        }
        if comma {
            let skip = usize::from(tree.upos(next) == Upos::Adv && next < last);
            if tree.xpos(next + skip) == Xpos::Vbg && next > self.v + 2 && self.attributes(next + skip) {
                return true;
            }
            if matches!(tree.xpos(next), Xpos::Wdt | Xpos::Wp | Xpos::WpPoss) && self.describes_to(next, last) {
                return true;
            }
            if tree.is(next, "as")
                && next < last
                && (["did", "has", "have", "had", "do", "does"]
                    .iter()
                    .any(|w| tree.is(next + 1, w))
                    || (next + 1..=last.min(next + 6)).any(|u| self.attributes(u)))
            {
                return true;
            }
            if tree.is(next, "but") && next < last && !tree.is(next + 1, "that") {
                return true;
            }
            // "…, the daily reported."
            let aside = (next..=last.min(next + MAX_SUBJECT)).find(|&u| tree.is_verb(u));
            if let Some(u) = aside
                && u == last
                && self.attributes(u)
                && self.page.own_subject(self.s, u).is_some_and(|w| w >= next && w < u)
            {
                return true;
            }
            let source = tree.form(next).to_ascii_lowercase();
            if self.page.clauses[self.s].stance.names_source(&source) && next > self.v + 2 {
                return true;
            }
        }
        if tree.upos(next) == Upos::Cconj && next < last {
            // "pressed Berlin to act, and a delegation was refused": a clause of the article's own.
            let clause =
                (next + 1..=last.min(next + MAX_SUBJECT)).find(|&u| tree.is_verb(u) && tree.deprel(u) == Deprel::Conj);
            if comma
                && tree.kid(self.v, Deprel::Ccomp).is_none()
                && clause.is_some_and(|u| {
                    matches!(tree.xpos(u), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Vbn)
                        && self.page.own_subject(self.s, u).is_some_and(|w| w > next && w < u)
                        && tree.head(u).is_some_and(|h| h <= self.v)
                })
            {
                return true;
            }
            // "…and several said …", "…and urged …": another verb of saying, not part of what is said.
            let u =
                (next + 1..=last.min(next + MAX_SUBJECT)).find(|&u| tree.is_verb(u) && tree.deprel(u) != Deprel::Amod);
            if let Some(u) = u
                && matches!(tree.xpos(u), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
                && tree.deprel(u) == Deprel::Conj
                && (self.attributes(u)
                    || (tree.head(u) == Some(self.v) && u <= next + 2 && self.page.own_subject(self.s, u).is_none()))
                && !tree.kids(self.v, Deprel::Ccomp).any(|c| tree.dominates(c, u))
            {
                return true;
            }
        }
        false
    }

    fn attributes(&self, u: usize) -> bool {
        self.attribution(u).is_some()
    }

    fn attribution(&self, u: usize) -> Option<Frames> {
        let lemma = self.tree.lemma(u).to_ascii_lowercase();
        let found = self.page.saying.verb(&lemma).map(|(_, frames)| frames);
        found.filter(|_| self.tree.is_verb(u))
    }

    /// Does the relative word open a clause that reaches to the end, and so is the article's own remark?
    fn describes_to(&self, relative: usize, last: usize) -> bool {
        let tree = self.tree;
        if !(relative + 1..last).any(|i| tree.is(i, ",")) {
            return true;
        }
        let mut at = relative;
        while let Some(h) = tree.head(at) {
            if tree.deprel(at) == Deprel::AclRelcl {
                break;
            }
            at = h;
        }
        tree.deprel(at) == Deprel::AclRelcl && at > relative && tree.extent(at).1 + 2 > last
    }

    /// The first word after the verb that can be part of what is said: behind who is told, when and where.
    pub(super) fn begin(&self) -> usize {
        let tree = self.tree;
        let mut i = self.v + 1;
        'next: while i < tree.len() {
            if matches!(tree.form(i), "," | ":") {
                i += 1;
                continue;
            }
            for c in tree.children(self.v).filter(|&c| c >= i) {
                let (low, high) = tree.extent(c);
                let told = tree.is(low, "that") || (low..high).any(|k| tree.is(k + 1, "that") && k < low + MAX_PHRASE);
                if low != i || (high - low > MAX_PHRASE && !told) {
                    continue;
                }
                let skipped = match tree.deprel(c) {
                    Deprel::Obl | Deprel::OblUnmarked | Deprel::Advmod | Deprel::CompoundPrt => true,
                    Deprel::Obj | Deprel::Iobj => self.frames.has(Frames::TELLING),
                    // "reported, citing officials, that"
                    Deprel::Advcl => tree.xpos(c) == Xpos::Vbg && high + 1 < tree.len() && tree.is(high + 1, ","),
                    Deprel::Nsubj => high < tree.len() - 1 && self.subject_follows(c),
                    _ => false,
                };
                if skipped {
                    // "told reporters that": the parser may hang the clause on who is told or on the day.
                    let that = (low + 1..=high).find(|&k| tree.is(k, "that") && tree.xpos(k) == Xpos::In);
                    if let Some(that) = that {
                        return that;
                    }
                    i = high + 1;
                    continue 'next;
                }
            }
            break;
        }
        i
    }

    /// "said the minister on Monday that": is the subject behind its verb?
    fn subject_follows(&self, c: usize) -> bool {
        c > self.v
            && !self
                .tree
                .children(self.v)
                .any(|k| k < self.v && self.tree.deprel(k) == Deprel::Nsubj)
    }

    /// Is a finite verb, or an auxiliary, among the words?
    pub(super) fn is_finite(&self, words: Words) -> bool {
        (words.0..=words.1).any(|i| matches!(self.tree.xpos(i), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md))
    }

    /// Does what is said go on right behind word `high`, where the tree lost it?
    pub(super) fn runs_on(&self, high: usize, limit: usize, bare: bool) -> bool {
        let tree = self.tree;
        let next = high + 1;
        if next > limit {
            return false;
        }
        if tree.upos(next) == Upos::Cconj {
            return next < limit
                && (matches!(tree.xpos(next + 1), Xpos::Vb)
                    || (!bare && matches!(tree.xpos(next + 1), Xpos::Md | Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)));
        }
        !bare
            && !matches!(
                tree.form(next),
                "," | ":" | ";" | "—" | "–" | "-" | "(" | ")" | "--" | "."
            )
    }
}
