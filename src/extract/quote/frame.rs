//! What a verb of saying takes as its content, frame by frame.

use super::page::Words;
use super::saying::Frames;
use super::verb::Verb;
use crate::extract::clause::Effect;
use crate::extract::syntax::{Deprel, Upos, Xpos};

impl Verb<'_, '_> {
    /// The words it attributes.
    pub(super) fn content(&self) -> Option<Vec<Words>> {
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
    pub(super) fn clause(&self) -> Option<Vec<Words>> {
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
        if self.passive
            || !matches!(
                self.tree.xpos(self.v),
                Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Vbg | Xpos::Vbn | Xpos::Vb
            )
        {
            return None;
        }
        let (low, high) = (self.begin(), self.limit());
        if low >= high || !self.is_finite((low, high)) || self.tree.is_relative(low) && !self.tree.is(low, "that") {
            return None;
        }
        if let Some(o) = self
            .tree
            .kid(self.v, Deprel::Obj)
            .filter(|&o| o > self.v && !self.frames.has(Frames::TELLING))
        {
            // "claiming the vote was stolen": what looks like the object is the subject of a verb right behind it.
            let end = self.page.phrase(self.s, o, self.v).1;
            let verb = end < high && (self.is_finite((end + 1, end + 1)) || self.tree.xpos(end + 1) == Xpos::To);
            let relative = o < end && (o..=end).any(|i| self.tree.deprel(i) == Deprel::AclRelcl);
            return (verb && !relative).then(|| vec![(low, high)]);
        }
        let spoken = self.frames.has(Frames::QUOTES)
            && !self.tree.children(self.v).any(|c| {
                c > self.v && matches!(self.tree.deprel(c), Deprel::Xcomp) && self.page.marked(self.s, c, "to")
            });
        (spoken
            && high > low + 1
            && self.tree.upos(low) != Upos::Cconj
            && (self.tree.is(low, "that")
                || (self.tree.upos(low) != Upos::Adp && self.tree.deprel(low) != Deprel::Mark)))
            .then(|| vec![(low, high)])
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
                Deprel::Xcomp | Deprel::Obj if self.lemma != "refer" => predicate = Some(c),
                Deprel::Obl | Deprel::Advcl | Deprel::Nmod if as_it => predicate = Some(c),
                _ => continue,
            }
            break;
        }
        let Some(range) = object else {
            // "what she described as a success"
            let (low, high) = self.tree.extent(predicate.filter(|_| !self.passive)?);
            let limit = self.limit();
            return Some(vec![(low, if self.runs_on(high, limit, false) { limit } else { high })]);
        };
        let holds = |w: Words, word: &str| (w.0..=w.1).any(|i| self.tree.is(i, word));
        let Some(c) = predicate else {
            // The parser may hang "as …" or a quoted name on the object.
            let quoted = self.page.level(self.s, range.1) != self.page.level(self.s, self.v);
            let titled = self.frames.has(Frames::NAMING)
                && (range.0..=range.1).any(|i| self.tree.deprel(i) == Deprel::Appos)
                && self.lemma == "call";
            let as_later = (range.1 + 1..self.tree.len())
                .find(|&i| self.tree.is(i, "as") && self.tree.deprel(i) == Deprel::Case && i <= self.limit());
            if let Some(i) = as_later.filter(|_| range.0 > self.v && self.lemma != "announce") {
                return Some(vec![range, (i, self.limit())]);
            }
            let fits = range.0 > self.v
                && !self.passive
                && (titled || (holds(range, "as") && self.lemma != "declare") || quoted);
            return fits.then(|| vec![range]);
        };
        let (low, high) = self.tree.extent(c);
        let limit = self.limit();
        let high = if self.runs_on(high, limit, false) { limit } else { high };
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
                && matches!(
                    self.tree.deprel(c),
                    Deprel::Xcomp | Deprel::Advcl | Deprel::Ccomp | Deprel::Acl
                )
                && self.page.marked(self.s, c, "to")
        })?;
        let high = self.absorb(self.tree.extent(asked).1);
        let limit = self.limit();
        let high = if self.runs_on(high, limit, true) { limit } else { high };
        let addressed = self.tree.children(self.v).find(|&c| {
            c > self.v
                && c < asked
                && (matches!(self.tree.deprel(c), Deprel::Obj | Deprel::Iobj)
                    || (self.tree.deprel(c) == Deprel::Obl
                        && ["on", "upon", "to", "with"].iter().any(|w| self.has_case(c, w))))
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
                && matches!(
                    self.tree.deprel(c),
                    Deprel::Obl | Deprel::Advcl | Deprel::Xcomp | Deprel::Nmod
                )
                && ["of", "for", "over", "with"].iter().any(|w| self.has_case(c, w))
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
            .children(self.v)
            .filter(|&c| match self.tree.deprel(c) {
                Deprel::Xcomp => true,
                Deprel::Advcl | Deprel::Ccomp => self.tree.extent(c).0 == self.v + 1,
                _ => false,
            })
            .find(|&c| c > self.v && self.page.marked(self.s, c, "to"))?;
        let (low, high) = self.tree.extent(c);
        let limit = self.limit();
        let high = self.absorb(high);
        let high = if self.runs_on(high, limit, true) { limit } else { high };
        self.page.trim(self.s, (low, high)).map(|w| vec![w])
    }

    /// "is said to be ill"
    pub(super) fn hearsay(&self) -> Option<Vec<Words>> {
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
            if !self
                .page
                .saying
                .takes(&self.lemma, &self.tree.form(m).to_ascii_lowercase())
            {
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
                    Deprel::Xcomp | Deprel::Advcl | Deprel::Acl => {
                        self.page.marked(self.s, c, "to") || self.page.marked(self.s, c, "if")
                    }
                    Deprel::Obl => {
                        ["for", "of", "with", "against", "about", "to", "in"]
                            .iter()
                            .any(|w| self.has_case(c, w))
                            && !self.may_be_time(c)
                    }
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
            || self.page.clauses[self.s]
                .stance
                .noun(&self.tree.lemma(c).to_ascii_lowercase())
                .has(Effect::TELLS_TIME)
    }

    /// Its deep object with all that hangs on it.
    fn object(&self) -> Option<Words> {
        let own = self
            .tree
            .kids(self.v, Deprel::Obj)
            .find(|&c| !self.tree.is_relative(c))
            .or_else(|| {
                self.tree
                    .kid(self.v, Deprel::Iobj)
                    .filter(|_| !self.frames.has(Frames::TELLING))
            })
            .or_else(|| {
                (self.lemma == "refer")
                    .then(|| self.tree.kids(self.v, Deprel::Obl).find(|&c| self.has_case(c, "to")))?
            });
        if let Some(c) = own {
            let (low, high) = self.tree.extent(c);
            return self
                .page
                .trim(self.s, (low, high))
                .filter(|w| w.0 > self.v || w.1 < self.v);
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
                    let clause = self.page.own_subject(self.s, c).is_some()
                        && self.page.saying.verb(self.tree.lemma(c)).is_none();
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
