//! Verbs of saying: who says what, by the frames of the verb.

use super::page::{Page, Words};
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
    lemma: String,
    p: Proposition,
    passive: bool,
}

impl<'p, 'a> Verb<'p, 'a> {
    /// The verb at word `v`, when it is one that attributes.
    pub(super) fn at(page: &'p Page<'a>, s: usize, v: usize) -> Option<Verb<'p, 'a>> {
        let tree = page.tree(s);
        // "have alleged Russian interference": the parser may take a participle for an adjective.
        let perfect = || {
            (v.saturating_sub(2)..v).any(|i| matches!(tree.lemma(i), "have") && tree.is_verb(i)) && tree.xpos(v) == Xpos::Vbn
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
        let passive = p.passive && (tree.kid(v, Deprel::AuxPass).is_some() || page.own_subject(s, v).is_none()) && !perfect();
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
        let mut word = if self.passive || !self.p.passive {
            self.p.subjects.iter().copied().find(|&w| self.may_speak(w))
        } else {
            self.page.own_subject(self.s, self.v).or_else(|| self.left_subject())
        };
        let comma = |i: usize| i > 0 && self.tree.is(i - 1, ",");
        let v = self.v;
        if self.tree.xpos(v) == Xpos::Vbg {
            let apart = comma(v) || (v > 0 && self.tree.upos(v - 1) == Upos::Adv && comma(v - 1));
            let before = v.checked_sub(1).filter(|&w| self.tree.is_noun(w) && self.tree.is_noun(self.head_of(w)));
            if apart && self.tree.deprel(v) != Deprel::Conj {
                // "…, saying": who acts in the clause before, or who is said to have spoken in it.
                word = self.above(v).or(word);
            } else if let Some(w) = before.map(|w| self.head_of(w))
                && matches!(self.tree.deprel(v), Deprel::Advcl | Deprel::Acl)
                && matches!(self.tree.deprel(w), Deprel::Obj)
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
            word = self.above(w).or(word);
        }
        // "posted on the web blaming": who acts above.
        if word.is_none() && self.tree.xpos(self.v) == Xpos::Vbg {
            word = self.above(self.v);
        }
        // "…," said Paris: the parser may take who says it for the object.
        if word.is_none() && !self.passive && self.page.own_subject(self.s, self.v).is_none() {
            word = self
                .tree
                .children(self.v)
                .find(|&c| c > self.v && matches!(self.tree.deprel(c), Deprel::Obj | Deprel::Iobj | Deprel::Xcomp) && self.tree.is_noun(c))
                .filter(|_| matches!(self.tree.xpos(self.v), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp));
        }
        let word = word.or_else(|| self.left_subject().filter(|_| self.tree.deprel(self.v) == Deprel::Amod));
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
        let time = || self.page.clauses[self.s].stance.noun(&self.tree.lemma(w).to_ascii_lowercase()).has(Effect::TELLS_TIME);
        !self.tree.is_relative(w) && !time() && !["'s", "’s", "us", "there"].iter().any(|x| self.tree.is(w, x)) && (self.tree.is_noun(w) || matches!(self.tree.upos(w), Upos::Pron | Upos::Det | Upos::Num | Upos::Adj))
    }

    /// The subject of the nearest verb above that has one.
    fn above(&self, from: usize) -> Option<usize> {
        let mut at = from;
        for _ in 0..MAX_CLIMB {
            at = self.tree.head(at)?;
            let said = self.tree.deprel(at) == Deprel::Ccomp
                && self.tree.head(at).is_some_and(|h| self.page.saying.verb(&self.tree.lemma(h).to_ascii_lowercase()).is_some());
            if self.tree.is_verb(at) && !said {
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
        let found = self.framed()?;
        let limit = self.limit();
        let fitted: Vec<Words> = found
            .into_iter()
            .filter(|w| w.1 < self.v || w.0 <= limit)
            .map(|w| if w.1 > limit && w.0 > self.v { (w.0, limit) } else { w })
            .filter_map(|w| self.page.trim(self.s, w))
            .collect();
        (!fitted.is_empty()).then_some(fitted)
    }

    fn framed(&self) -> Option<Vec<Words>> {
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
            .or_else(|| by(Frames::CLAUSE, Self::lost_clause))
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
                // The parser may hang the clause's subject on the verb.
                let first = self.begin().min(low);
                let limit = self.limit();
                let high = self.absorb(high);
                let high = if self.runs_on(high, limit, false) { limit } else { high };
                out.push((first, high));
            } else if high < self.v {
                out.extend(self.page.trim(self.s, (low, high)));
            } else {
                out.extend(self.page.rest(self.s, c, &[self.v]));
            }
        }
        (!out.is_empty()).then_some(out)
    }

    /// "said" with a clause behind it that the parser hung elsewhere.
    fn lost_clause(&self) -> Option<Vec<Words>> {
        if self.passive || !matches!(self.tree.xpos(self.v), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Vbg | Xpos::Vbn | Xpos::Vb) {
            return None;
        }
        let (low, high) = (self.begin(), self.limit());
        if low >= high || !self.is_finite((low, high)) || self.tree.is_relative(low) && !self.tree.is(low, "that") {
            return None;
        }
        if let Some(o) = self.tree.kid(self.v, Deprel::Obj).filter(|&o| o > self.v && !self.frames.has(Frames::TELLING)) {
            // "claiming the vote was stolen": what looks like the object is the subject of a verb right behind it.
            let end = self.page.phrase(self.s, o, self.v).1;
            let verb = end < high && (self.is_finite((end + 1, end + 1)) || self.tree.xpos(end + 1) == Xpos::To);
            let relative = o < end && (o..=end).any(|i| self.tree.deprel(i) == Deprel::AclRelcl);
            return (verb && !relative).then(|| vec![(low, high)]);
        }
        let spoken = self.frames.has(Frames::QUOTES) && !self.tree.children(self.v).any(|c| {
            c > self.v && matches!(self.tree.deprel(c), Deprel::Xcomp) && self.page.marked(self.s, c, "to")
        });
        (spoken && high > low + 1 && self.tree.upos(low) != Upos::Cconj && self.tree.upos(low) != Upos::Adp && self.tree.deprel(low) != Deprel::Mark)
            .then(|| vec![(low, high)])
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
        let Some(range) = object else {
            // "what she described as a success"
            let (low, high) = self.tree.extent(predicate.filter(|_| !self.passive)?);
            return Some(vec![(low, high)]);
        };
        let holds = |w: Words, word: &str| (w.0..=w.1).any(|i| self.tree.is(i, word));
        let Some(c) = predicate else {
            // The parser may hang "as …" or a quoted name on the object.
            let quoted = self.page.level(self.s, range.1) != self.page.level(self.s, self.v);
            let titled = self.frames.has(Frames::NAMING) && (range.0..=range.1).any(|i| self.tree.deprel(i) == Deprel::Appos) && self.lemma == "call";
            let as_later = (range.1 + 1..self.tree.len()).find(|&i| {
                self.tree.is(i, "as") && self.tree.deprel(i) == Deprel::Case && i <= self.limit()
            });
            if let Some(i) = as_later.filter(|_| range.0 > self.v && self.lemma != "announce") {
                return Some(vec![range, (i, self.limit())]);
            }
            let fits = range.0 > self.v && !self.passive && (titled || (holds(range, "as") && self.lemma != "declare") || quoted);
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
        let limit = self.limit();
        let high = if self.runs_on(high, limit, true) { limit } else { high };
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
        let limit = self.limit();
        let high = self.absorb(high);
        let high = if self.runs_on(high, limit, true) { limit } else { high };
        self.page.trim(self.s, (low, high)).map(|w| vec![w])
    }

    /// "is said to be ill"
    fn hearsay(&self) -> Option<Vec<Words>> {
        if !self.passive {
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
        let (low, mut high) = self.object()?;
        if low > self.v {
            for c in self.tree.children(self.v).filter(|&c| c > self.v) {
                let (from, to) = self.tree.extent(c);
                let about = match self.tree.deprel(c) {
                    Deprel::Xcomp | Deprel::Advcl | Deprel::Acl => self.page.marked(self.s, c, "to") || self.page.marked(self.s, c, "if"),
                    Deprel::Obl => ["for", "of", "with", "against", "about", "to", "in"].iter().any(|w| self.has_case(c, w)) && !self.may_be_time(c),
                    _ => false,
                };
                if from == high + 1 && about {
                    high = to;
                }
            }
        }
        Some(vec![(low, high)])
    }

    fn may_be_time(&self, c: usize) -> bool {
        self.tree.upos(c) == Upos::Num
            || self.page.clauses[self.s].stance.noun(&self.tree.lemma(c).to_ascii_lowercase()).has(Effect::TELLS_TIME)
    }

    /// Its deep object with all that hangs on it.
    fn object(&self) -> Option<Words> {
        let own = self
            .tree
            .kids(self.v, Deprel::Obj)
            .find(|&c| !self.tree.is_relative(c))
            .or_else(|| self.tree.kid(self.v, Deprel::Iobj).filter(|_| !self.frames.has(Frames::TELLING)))
            .or_else(|| {
                (self.lemma == "refer").then(|| self.tree.kids(self.v, Deprel::Obl).find(|&c| self.has_case(c, "to")))?
            });
        if let Some(c) = own {
            let (low, high) = self.tree.extent(c);
            return self.page.trim(self.s, (low, high)).filter(|w| w.0 > self.v || w.1 < self.v);
        }
        let &o = self.p.objects.first().filter(|_| self.passive || !self.p.passive)?;
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
