//! Verbs of saying: who says what, by the frames of the verb.

use super::page::{Page, Words};
use super::saying::Frames;
use super::{Draft, Voice};
use crate::Span;
use crate::extract::clause::{Proposition, Tree};
use crate::extract::syntax::{Deprel, Upos, Xpos};

/// How far a participle looks up for who says it.
const MAX_CLIMB: usize = 4;

/// A verb of the word lists, with its clause.
pub(super) struct Verb<'p, 'a> {
    page: &'p Page<'a>,
    tree: &'p Tree<'a>,
    s: usize,
    v: usize,
    lemma: String,
    pub(super) frames: Frames,
    p: Proposition,
}

impl<'p, 'a> Verb<'p, 'a> {
    /// The verb at word `v`, when it is one that attributes.
    pub(super) fn at(page: &'p Page<'a>, s: usize, v: usize) -> Option<Verb<'p, 'a>> {
        let tree = page.tree(s);
        if !tree.is_verb(v) || matches!(tree.deprel(v), Deprel::Amod | Deprel::Compound | Deprel::Aux | Deprel::Case) {
            return None;
        }
        let lemma = tree.lemma(v).to_ascii_lowercase();
        let (lemma, frames) = page.saying.verb(&lemma)?;
        let lemma = lemma.into_owned();
        if matches!(tree.upos(v), Upos::Noun | Upos::Propn | Upos::Adj) {
            return None;
        }
        Some(Verb {
            page,
            tree,
            s,
            v,
            lemma,
            frames,
            p: page.clauses[s].proposition(v),
        })
    }

    /// What it attributes without regard to quotation marks; nothing when it has no content or nobody says it.
    pub(super) fn draft(&self) -> Option<Draft> {
        let content = self.content()?;
        let speaker = self.speaker();
        if speaker.is_none() && !(self.p.passive && self.frames.has(Frames::HEARSAY)) {
            return None;
        }
        Some(self.draft_of(speaker, content.into_iter().map(|w| self.page.span(self.s, w)).collect()))
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
        let mut word = self.p.subjects.iter().copied().find(|&w| self.may_speak(w));
        // "released a statement saying": the statement's author.
        if let Some(w) = word
            && w < self.v
            && self.tree.deprel(self.v) == Deprel::Acl
            && self.page.saying.is_carrier(&self.tree.lemma(w).to_ascii_lowercase())
        {
            word = self.above(w).or(word);
        }
        // "posted on the web blaming": who acts above.
        if word.is_none() && self.tree.xpos(self.v) == Xpos::Vbg {
            word = self.above(self.v);
        }
        // "…," said Paris: the parser may take who says it for the object.
        if word.is_none() && !self.p.passive && self.page.own_subject(self.s, self.v).is_none() {
            word = self
                .tree
                .children(self.v)
                .find(|&c| c > self.v && matches!(self.tree.deprel(c), Deprel::Obj | Deprel::Iobj | Deprel::Xcomp) && self.tree.is_noun(c))
                .filter(|_| matches!(self.tree.xpos(self.v), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp));
        }
        let word = word.filter(|&w| self.page.level(self.s, w) == level)?;
        Some(Voice {
            sentence: self.s,
            word,
            span: self.page.span(self.s, self.page.phrase(self.s, word, self.v)),
        })
    }

    fn may_speak(&self, w: usize) -> bool {
        !self.tree.is_relative(w) && (self.tree.is_noun(w) || matches!(self.tree.upos(w), Upos::Pron | Upos::Det | Upos::Num | Upos::Adj))
    }

    /// The subject of the nearest verb above that has one.
    fn above(&self, from: usize) -> Option<usize> {
        let mut at = from;
        for _ in 0..MAX_CLIMB {
            at = self.tree.head(at)?;
            if self.tree.is_verb(at) {
                let p = self.page.clauses[self.s].proposition(at);
                if let Some(&w) = p.subjects.iter().find(|&&w| self.may_speak(w)) {
                    return Some(w);
                }
            }
        }
        None
    }

    /// The words it attributes.
    fn content(&self) -> Option<Vec<Words>> {
        let frames = self.frames;
        let by = |frame: Frames, found: fn(&Self) -> Option<Vec<Words>>| {
            if frames.has(frame) { found(self) } else { None }
        };
        by(Frames::CLAUSE, Self::clause)
            .or_else(|| by(Frames::NAMING, Self::naming))
            .or_else(|| by(Frames::REQUEST, Self::request))
            .or_else(|| by(Frames::BLAMING, Self::blaming))
            .or_else(|| by(Frames::INFINITIVE, Self::infinitive))
            .or_else(|| by(Frames::HEARSAY, Self::hearsay))
            .or_else(|| self.after_preposition())
            .or_else(|| by(Frames::OBJECT, Self::noun))
            .or_else(|| by(Frames::CLAUSE, Self::beside))
    }

    /// "said (that) it would leave"
    fn clause(&self) -> Option<Vec<Words>> {
        let mut out = Vec::new();
        for c in self.tree.kids(self.v, Deprel::Ccomp) {
            let (low, high) = self.tree.extent(c);
            if low > self.v {
                // What stands before its subject may be the speaker's or the time of saying.
                let first = self.page.marker(self.s, c).filter(|&m| self.tree.is(m, "that")).map_or(low, |m| m.max(low));
                out.extend(self.page.trim(self.s, (first, self.absorb(high))));
            } else if high < self.v {
                out.extend(self.page.trim(self.s, (low, high)));
            } else {
                out.extend(self.page.rest(self.s, c, &[self.v]));
            }
        }
        (!out.is_empty()).then_some(out)
    }

    /// "…, he said", "as he noted": the clause that it stands in.
    fn beside(&self) -> Option<Vec<Words>> {
        let aside = match self.tree.deprel(self.v) {
            Deprel::Parataxis => !self.frames.has(Frames::OBJECT) || self.tree.kid(self.v, Deprel::Obj).is_none(),
            Deprel::Advcl => self.page.marked(self.s, self.v, "as"),
            _ => false,
        };
        if !aside || self.page.own_subject(self.s, self.v).is_none() {
            return None;
        }
        let h = self.tree.head(self.v)?;
        let runs = self.page.rest(self.s, h, &[self.v]);
        (!runs.is_empty()).then_some(runs)
    }

    /// "called it a success", "described it as a success"
    fn naming(&self) -> Option<Vec<Words>> {
        let object = self.object();
        let named = self.tree.children(self.v).filter(|&c| {
            let (low, _) = self.tree.extent(c);
            low > self.v && object.is_none_or(|o| o.0 > self.v && low > o.1 || o.1 < self.v)
        });
        let mut predicate = None;
        for c in named {
            let as_it = ["as", "to", "for"].iter().any(|w| self.has_case(c, w) && *w == "as");
            match self.tree.deprel(c) {
                Deprel::Xcomp | Deprel::Obj => predicate = Some(c),
                Deprel::Obl | Deprel::Advcl | Deprel::Nmod if as_it => predicate = Some(c),
                _ => continue,
            }
            break;
        }
        let range = object?;
        let holds = |w: Words, word: &str| (w.0..=w.1).any(|i| self.tree.is(i, word));
        let Some(c) = predicate else {
            // The parser may hang "as …" or a quoted name on the object.
            let quoted = self.page.level(self.s, range.1) != self.page.level(self.s, self.v);
            let fits = range.0 > self.v && !self.p.passive && ((holds(range, "as") && self.lemma != "declare") || quoted);
            return fits.then(|| vec![range]);
        };
        let (low, high) = self.tree.extent(c);
        if range.0 > self.v {
            return self.page.trim(self.s, (range.0, high)).map(|w| vec![w]);
        }
        let mut out = vec![range];
        out.extend(self.page.trim(self.s, (low, high)));
        Some(out)
    }

    /// "urged Paris to leave", "called on Paris to leave", "asked Paris for help"
    fn request(&self) -> Option<Vec<Words>> {
        let asked = self.tree.children(self.v).find(|&c| {
            c > self.v
                && matches!(self.tree.deprel(c), Deprel::Xcomp | Deprel::Advcl | Deprel::Ccomp | Deprel::Acl)
                && self.page.marked(self.s, c, "to")
        })?;
        let high = self.absorb(self.tree.extent(asked).1);
        let addressed = self.tree.children(self.v).find(|&c| {
            c > self.v
                && c < asked
                && (matches!(self.tree.deprel(c), Deprel::Obj | Deprel::Iobj)
                    || (self.tree.deprel(c) == Deprel::Obl && ["on", "upon", "to", "with"].iter().any(|w| self.has_case(c, w))))
        });
        let low = match addressed {
            Some(c) => self.page.phrase(self.s, c, self.v).0,
            None => self.tree.extent(asked).0,
        };
        self.page.trim(self.s, (low, high)).map(|w| vec![w])
    }

    /// "accused Paris of lying"
    fn blaming(&self) -> Option<Vec<Words>> {
        let object = self.object()?;
        let charge = self.tree.children(self.v).find(|&c| {
            c > self.v
                && matches!(self.tree.deprel(c), Deprel::Obl | Deprel::Advcl | Deprel::Xcomp | Deprel::Nmod)
                && ["of", "for", "over", "on", "to", "with"].iter().any(|w| self.has_case(c, w))
        });
        let Some(c) = charge else {
            return (self.lemma == "accuse" && object.1 > object.0 + 1).then(|| vec![object]);
        };
        let (low, high) = self.tree.extent(c);
        if object.0 > self.v && object.1 < high {
            return self.page.trim(self.s, (object.0, high)).map(|w| vec![w]);
        }
        let mut out = vec![object];
        if object.1 < low {
            out.extend(self.page.trim(self.s, (low, high)));
        }
        Some(out)
    }

    /// "agreed to leave"
    fn infinitive(&self) -> Option<Vec<Words>> {
        let c = self
            .tree
            .kids(self.v, Deprel::Xcomp)
            .find(|&c| c > self.v && self.page.marked(self.s, c, "to"))?;
        let (low, high) = self.tree.extent(c);
        self.page.trim(self.s, (low, self.absorb(high))).map(|w| vec![w])
    }

    /// "is said to be ill"
    fn hearsay(&self) -> Option<Vec<Words>> {
        if !self.p.passive {
            return None;
        }
        let c = self.tree.kid(self.v, Deprel::Xcomp)?;
        let (low, high) = self.tree.extent(c);
        let mut out = Vec::new();
        if let Some(subject) = self.page.own_subject(self.s, self.v) {
            out.push(self.page.phrase(self.s, subject, self.v));
        }
        out.extend(self.page.trim(self.s, (low, high)));
        Some(out)
    }

    /// "called for talks", "agreed to talks"
    fn after_preposition(&self) -> Option<Vec<Words>> {
        for c in self.tree.children(self.v).filter(|&c| c > self.v) {
            if !matches!(
                self.tree.deprel(c),
                Deprel::Obl | Deprel::Advcl | Deprel::Xcomp | Deprel::Ccomp | Deprel::Nmod
            ) {
                continue;
            }
            let Some(m) = self.page.marker(self.s, c).filter(|&m| m > self.v) else {
                continue;
            };
            if !self.page.saying.takes(&self.lemma, &self.tree.form(m).to_ascii_lowercase()) {
                continue;
            }
            let high = self.absorb(self.tree.extent(c).1);
            return self.page.trim(self.s, (m + 1, high)).map(|w| vec![w]);
        }
        None
    }

    /// "announced a policy"
    fn noun(&self) -> Option<Vec<Words>> {
        self.object().map(|w| vec![w])
    }

    /// Its deep object with all that hangs on it.
    fn object(&self) -> Option<Words> {
        let own = self
            .tree
            .kids(self.v, Deprel::Obj)
            .find(|&c| !self.tree.is_relative(c))
            .or_else(|| {
                (self.lemma == "refer").then(|| self.tree.kids(self.v, Deprel::Obl).find(|&c| self.has_case(c, "to")))?
            });
        if let Some(c) = own {
            let (low, high) = self.tree.extent(c);
            return self.page.trim(self.s, (low, high)).filter(|w| w.0 > self.v || w.1 < self.v);
        }
        let &o = self.p.objects.first()?;
        if self.tree.is_relative(o) {
            return None;
        }
        if self.tree.dominates(o, self.v) {
            return Some(self.page.phrase(self.s, o, self.v));
        }
        Some(self.page.phrase(self.s, o, self.v)).filter(|w| w.0 > self.v || w.1 < self.v)
    }

    fn has_case(&self, c: usize, word: &str) -> bool {
        self.tree
            .children(c)
            .any(|k| k < c && matches!(self.tree.deprel(k), Deprel::Case | Deprel::Mark) && self.tree.is(k, word))
    }

    /// Where content that ends at word `high` ends when what follows it directly, but hangs on the verb, is taken in.
    fn absorb(&self, mut high: usize) -> usize {
        for c in self.tree.children(self.v) {
            let (low, end) = self.tree.extent(c);
            if low <= high || end <= self.v {
                continue;
            }
            let gap = low - high - 1;
            let comma = gap == 1 && self.tree.is(high + 1, ",");
            let goes_on = match self.tree.deprel(c) {
                Deprel::Obl | Deprel::OblUnmarked | Deprel::Xcomp | Deprel::Advmod | Deprel::Ccomp => gap == 0,
                Deprel::Advcl => gap == 0 && self.tree.xpos(c) != Xpos::Vbg && !self.page.marked(self.s, c, "as"),
                // "said it was late and they would leave"
                Deprel::Conj => {
                    let that = self.page.marked(self.s, c, "that");
                    let clause = self.page.own_subject(self.s, c).is_some() && self.page.saying.verb(self.tree.lemma(c)).is_none();
                    (gap == 0 && clause) || ((gap == 0 || comma) && that)
                }
                _ => false,
            };
            if goes_on {
                high = end;
            }
        }
        high
    }
}
