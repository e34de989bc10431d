//! Verbs of saying: who says what, by the frames of the verb.

use super::page::Page;
use super::saying::Frames;
use super::{Draft, Voice};
use crate::Span;
use crate::extract::clause::{Effect, Proposition, Tree};
use crate::extract::syntax::{Deprel, Upos, Xpos};

/// How far a participle looks up for who says it.
const MAX_CLIMB: usize = 4;

/// A verb of the word lists, with its clause.
pub(super) struct Verb<'p, 'a> {
    pub(super) page: &'p Page<'a>,
    pub(super) tree: &'p Tree<'a>,
    pub(super) s: usize,
    pub(super) v: usize,
    pub(super) frames: Frames,
    pub(super) lemma: String,
    pub(super) p: Proposition,
    pub(super) passive: bool,
}

impl<'p, 'a> Verb<'p, 'a> {
    /// The verb at word `v`, when it is one that attributes.
    pub(super) fn at(page: &'p Page<'a>, s: usize, v: usize) -> Option<Verb<'p, 'a>> {
        let tree = page.tree(s);
        // "have alleged Russian interference": the parser may take a participle for an adjective.
        let perfect = || {
            (v.saturating_sub(2)..v).any(|i| matches!(tree.lemma(i), "have") && tree.is_verb(i))
                && tree.xpos(v) == Xpos::Vbn
        };
        let adjective = matches!(tree.deprel(v), Deprel::Amod | Deprel::Compound | Deprel::Advmod);
        if !tree.is_verb(v) || matches!(tree.deprel(v), Deprel::Aux | Deprel::Case) || (adjective && !perfect()) {
            return None;
        }
        let lemma = tree.lemma(v).to_ascii_lowercase();
        let (lemma, frames) = page.saying.verb(&lemma)?;
        let lemma = lemma.into_owned();
        if matches!(tree.upos(v), Upos::Noun | Upos::Propn | Upos::Adj) {
            return None;
        }
        let p = page.clauses[s].proposition(v);
        // A finite passive has its "be"; without it the tagger took "called" for a participle.
        let passive =
            p.passive && (tree.kid(v, Deprel::AuxPass).is_some() || page.own_subject(s, v).is_none()) && !perfect();
        Some(Verb {
            page,
            tree,
            s,
            v,
            frames,
            lemma,
            p,
            passive,
        })
    }

    /// What it attributes without regard to quotation marks; nothing when it has no content or nobody says it.
    pub(super) fn draft(&self) -> Option<Draft> {
        if self.frames.has(Frames::CITING)
            && let Some(draft) = self.cited()
        {
            return Some(draft);
        }
        let speaker = self.speaker();
        let content = if speaker.is_some() {
            self.content()?
        } else if self.passive && self.frames.has(Frames::HEARSAY) {
            self.clause().or_else(|| self.hearsay())?
        } else {
            return self.inverted();
        };
        Some(self.draft_of(
            speaker,
            content.into_iter().map(|w| self.page.span(self.s, w)).collect(),
        ))
    }

    /// An attribution by this verb.
    pub(super) fn draft_of(&self, speaker: Option<Voice>, content: Vec<Span>) -> Draft {
        Draft {
            at: (self.s, self.v),
            cue: Some(self.page.span(self.s, self.page.cue(self.s, self.v))),
            speaker,
            content,
            direct: false,
        }
    }

    /// Who says it.
    pub(super) fn speaker(&self) -> Option<Voice> {
        let level = self.page.level(self.s, self.v);
        let mut word = if self.passive || !self.p.passive {
            self.p.subjects.iter().copied().find(|&w| self.may_speak(w))
        } else {
            let own = self.page.own_subject(self.s, self.v);
            own.filter(|&w| self.may_speak(w)).or_else(|| self.left_subject())
        };
        let comma = |i: usize| self.page.after_comma(self.s, i);
        let v = self.v;
        if self.tree.xpos(v) == Xpos::Vbg {
            let apart = comma(v) || (v > 0 && self.tree.upos(v - 1) == Upos::Adv && comma(v - 1));
            let before = v
                .checked_sub(1)
                .filter(|&w| self.tree.is_noun(w) && self.tree.is_noun(self.head_of(w)));
            if apart && self.tree.deprel(v) != Deprel::Conj {
                // "…, saying": who acts in the clause before, or who is said to have spoken in it.
                word = self.above(v, true).or(word);
            } else if let Some(w) = before.map(|w| self.head_of(w))
                && matches!(self.tree.deprel(v), Deprel::Advcl | Deprel::Acl)
                && matches!(self.tree.deprel(w), Deprel::Obj)
                && self.tree.case(w).is_none()
                && self.may_speak(w)
            {
                word = Some(w);
            }
        }
        // "released a statement saying": the statement's author.
        if let Some(w) = word
            && w < self.v
            && self.tree.xpos(self.v) == Xpos::Vbg
            && self.page.saying.is_carrier(&self.tree.lemma(w).to_ascii_lowercase())
        {
            word = self.above(w, false).or(word);
        }
        // "posted on the web blaming": who acts above.
        let place = |w: usize| {
            self.tree
                .case(w)
                .is_some_and(|k| ["on", "in", "at", "via"].iter().any(|x| self.tree.is(k, x)))
        };
        if self.tree.xpos(self.v) == Xpos::Vbg && word.is_none_or(place) {
            word = self.above(self.v, false);
        }
        // "…," said Paris: the parser may take who says it for the object.
        if word.is_none() && !self.passive && self.page.own_subject(self.s, self.v).is_none() {
            word = self
                .tree
                .children(self.v)
                .find(|&c| {
                    c > self.v
                        && matches!(self.tree.deprel(c), Deprel::Obj | Deprel::Iobj | Deprel::Xcomp)
                        && self.tree.is_noun(c)
                })
                .filter(|_| matches!(self.tree.xpos(self.v), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp));
        }
        let word = word.or_else(|| {
            self.left_subject()
                .filter(|_| matches!(self.tree.deprel(self.v), Deprel::Amod | Deprel::Advmod))
        });
        let word = word.filter(|&w| self.page.level(self.s, w) == level)?;
        Some(Voice {
            sentence: self.s,
            word,
            span: self.page.span(self.s, self.page.phrase(self.s, word, self.v)),
        })
    }

    /// The noun that a noun before another belongs to: "Sadiq" of "Sadiq Khan".
    fn head_of(&self, w: usize) -> usize {
        match self.tree.deprel(w) {
            Deprel::Flat | Deprel::Compound => self.tree.head(w).unwrap_or(w),
            _ => w,
        }
    }

    /// The nearest subject on the left, for a verb that the parser did not take for one.
    fn left_subject(&self) -> Option<usize> {
        (0..self.v)
            .rev()
            .take_while(|&i| !matches!(self.tree.form(i), "," | ";" | ":"))
            .find(|&i| matches!(self.tree.deprel(i), Deprel::Nsubj | Deprel::NsubjPass))
            .filter(|&w| self.may_speak(w))
    }

    fn may_speak(&self, w: usize) -> bool {
        let time = || {
            self.page.clauses[self.s]
                .stance
                .noun(&self.tree.lemma(w).to_ascii_lowercase())
                .has(Effect::TELLS_TIME)
        };
        !self.tree.is_relative(w)
            && !time()
            && self.tree.form(w) != "us"
            && !["'s", "’s", "there"].iter().any(|x| self.tree.is(w, x))
            && (self.tree.is_noun(w) || matches!(self.tree.upos(w), Upos::Pron | Upos::Det | Upos::Num | Upos::Adj))
    }

    /// The subject of the nearest verb above that has one; of the nearest finite verb when asked so.
    fn above(&self, from: usize, finite: bool) -> Option<usize> {
        let mut at = from;
        for _ in 0..MAX_CLIMB {
            at = self.tree.head(at)?;
            let said = self.tree.deprel(at) == Deprel::Ccomp
                && self.tree.head(at).is_some_and(|h| {
                    self.page
                        .saying
                        .verb(&self.tree.lemma(h).to_ascii_lowercase())
                        .is_some()
                });
            let bare = matches!(self.tree.xpos(at), Xpos::Vb | Xpos::Vbg) && self.tree.kid(at, Deprel::Aux).is_none();
            if self.tree.is_verb(at) && !said && !(finite && bare) {
                let p = self.page.clauses[self.s].proposition(at);
                if let Some(&w) = p.subjects.iter().find(|&&w| self.may_speak(w)) {
                    return Some(w);
                }
            }
        }
        None
    }

    /// "…, argued the government's lawyer", without quotation marks.
    fn inverted(&self) -> Option<Draft> {
        let (tree, v) = (self.tree, self.v);
        if v < 4
            || !tree.is(v - 1, ",")
            || !self.frames.has(Frames::QUOTES)
            || self.frames.has(Frames::OBJECT)
            || !matches!(tree.xpos(v), Xpos::Vbd | Xpos::Vbz)
        {
            return None;
        }
        let voice = self.behind()?;
        let content = self.page.trim(self.s, (0, v - 2)).filter(|&w| self.is_finite(w))?;
        Some(self.draft_of(Some(voice), vec![self.page.span(self.s, content)]))
    }

    /// The subject between the verb and the quotation before it, where the parser hung it on a word of the quotation.
    pub(super) fn before(&self) -> Option<Voice> {
        let (tree, s, v) = (self.tree, self.s, self.v);
        let level = self.page.level(s, v);
        let near = |w: usize| self.page.level(s, w) == level;
        let subject = (0..v)
            .rev()
            .take_while(|&w| near(w))
            .find(|&w| tree.deprel(w) == Deprel::Nsubj && self.may_speak(w));
        // The name right before the verb, up to its own head.
        let name = || {
            let mut word = v.checked_sub(1).filter(|&w| near(w) && tree.is_noun(w))?;
            while let Some(h) = tree.head(word).filter(|&h| h < v && near(h) && tree.is_noun(h)) {
                word = h;
            }
            Some(word).filter(|&w| self.may_speak(w))
        };
        let word = subject.or_else(name)?;
        Some(Voice {
            sentence: s,
            word,
            span: self.page.span(s, self.page.phrase(s, word, v)),
        })
    }

    /// The noun phrase right behind the verb.
    pub(super) fn behind(&self) -> Option<Voice> {
        let mut word = Some(self.v + 1).filter(|&w| w < self.tree.len())?;
        while let Some(h) = self.tree.head(word).filter(|&h| h > self.v && !self.tree.is_verb(h)) {
            word = h;
        }
        let noun = self.tree.is_noun(word) || self.tree.upos(word) == Upos::Pron;
        (noun && self.may_speak(word)).then(|| Voice {
            sentence: self.s,
            word,
            span: self.page.span(self.s, self.page.phrase(self.s, word, self.v)),
        })
    }

    /// "citing officials": what is reported beside it is theirs.
    fn cited(&self) -> Option<Draft> {
        let (tree, s) = (self.tree, self.s);
        if tree.xpos(self.v) != Xpos::Vbg {
            return None;
        }
        let o = tree.kid(self.v, Deprel::Obj)?;
        if tree.upos(o) != Upos::Propn && !self.page.saying.is_informant(&tree.lemma(o).to_ascii_lowercase()) {
            return None;
        }
        let mut at = self.v;
        let governor = loop {
            at = tree.head(at)?;
            if tree.is_verb(at) {
                break at;
            }
        };
        let content = match Verb::at(self.page, s, governor).filter(|g| !g.frames.has(Frames::CITING)) {
            Some(verb) => verb.content()?,
            None => self.page.rest(s, governor, &[self.v]),
        };
        if content.is_empty() {
            return None;
        }
        let voice = Voice {
            sentence: s,
            word: o,
            span: self.page.span(s, self.page.phrase(s, o, self.v)),
        };
        Some(self.draft_of(Some(voice), content.into_iter().map(|w| self.page.span(s, w)).collect()))
    }
}
