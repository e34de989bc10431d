//! Clauses below the main one: participles, predicates, coordinated verbs.

use super::Mender;
use crate::extract::syntax::{Deprel, Upos, Xpos};

impl Mender<'_> {
    /// "shot dead ten men", "set free the hostages": an adjective before an article or a number is none of the noun's.
    pub(super) fn predicates(&mut self) {
        for i in 1..self.len().saturating_sub(2) {
            let Some(noun) = self.parse.head(i).filter(|&h| h > i + 1) else {
                continue;
            };
            let verb = i - 1;
            if self.deprel(i) == Deprel::Amod
                && self.upos(i) == Upos::Adj
                && matches!(
                    self.xpos(verb),
                    Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Vb | Xpos::Vbn
                )
                && self.parse.head(noun) == Some(verb)
                && self.deprel(noun) == Deprel::Obj
                && matches!(self.deprel(i + 1), Deprel::Det | Deprel::Nummod)
                && self.parse.head(i + 1) == Some(noun)
            {
                self.hang(i, verb, Deprel::Xcomp);
            }
        }
    }

    /// "opened fire on people mourning him": the participle describes the noun behind the preposition, and is no clause that
    /// the preposition marks.
    pub(super) fn participles(&mut self) {
        const PREPOSITIONS: [&str; 13] = [
            "on", "upon", "against", "at", "by", "from", "into", "over", "near", "between", "among", "toward",
            "towards",
        ];
        for i in 2..self.len() {
            if !matches!(self.xpos(i), Xpos::Vbg | Xpos::Vbn) || !matches!(self.deprel(i), Deprel::Advcl | Deprel::Acl)
            {
                continue;
            }
            let kids = self.kids(i);
            self.charge(i, &kids);
            let find = |relations: &[Deprel]| {
                kids.iter()
                    .copied()
                    .find(|&c| c < i && relations.contains(&self.deprel(c)))
            };
            let (Some(mark), Some(noun), Some(head)) = (
                find(&[Deprel::Mark]),
                find(&[Deprel::Nsubj, Deprel::NsubjPass]),
                self.parse.head(i),
            ) else {
                continue;
            };
            let auxiliary = find(&[Deprel::Aux, Deprel::AuxPass]).is_some();
            if mark > noun || auxiliary || !self.is(mark, &PREPOSITIONS) || self.upos(noun) == Upos::Pron {
                continue;
            }
            let verbal = matches!(self.upos(head), Upos::Verb | Upos::Adj | Upos::Aux);
            self.hang(noun, head, if verbal { Deprel::Obl } else { Deprel::Nmod });
            self.hang(mark, noun, Deprel::Case);
            self.hang(i, noun, Deprel::Acl);
        }
    }

    /// "was accused by Lima of attacking Oslo": who is accused attacked, and no participle with "of" describes the accuser.
    fn charge(&mut self, i: usize, kids: &[usize]) {
        let Some(agent) = self
            .parse
            .head(i)
            .filter(|&h| self.deprel(i) == Deprel::Acl && self.deprel(h) == Deprel::OblAgent)
        else {
            return;
        };
        let Some(verb) = self.parse.head(agent).filter(|&v| v < agent) else {
            return;
        };
        let marked = |&c: &usize| self.deprel(c) == Deprel::Mark && c < i && self.is(c, &["of", "for", "from", "with"]);
        if self.xpos(i) == Xpos::Vbg && kids.iter().any(marked) {
            self.hang(i, verb, Deprel::Advcl);
        }
    }

    /// "accused Oslo of shooting and killing a man": a participle is coordinated with a participle. "praised the talks,
    /// which went on, and thanked Oslo": what follows a comma does not go on with the aside before it.
    pub(super) fn coordination(&mut self) {
        for i in 3..self.len() {
            if self.deprel(i) != Deprel::Conj {
                continue;
            }
            let kids = self.kids(i);
            self.hidden_verb(i, &kids);
            let (Some(and), Some(head)) = (
                kids.iter().copied().find(|&c| self.deprel(c) == Deprel::Cc && c < i),
                self.parse.head(i).filter(|&h| h < i),
            ) else {
                continue;
            };
            let finite = |x: Xpos| matches!(x, Xpos::Vbz | Xpos::Vbd | Xpos::Vbp);
            let own = self.has(i, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Aux, Deprel::AuxPass]);
            if self.xpos(i) == Xpos::Vbg && finite(self.xpos(head)) && !own {
                let like = (head + 1..and).rev().find(|&w| {
                    self.xpos(w) == Xpos::Vbg
                        && self.upos(w) == Upos::Verb
                        && matches!(
                            self.deprel(w),
                            Deprel::Advcl | Deprel::Xcomp | Deprel::Ccomp | Deprel::Acl
                        )
                        && self.reaches(w, head)
                });
                if let Some(like) = like {
                    self.hang(i, like, Deprel::Conj);
                }
            } else if self.deprel(head) == Deprel::AclRelcl && finite(self.xpos(i)) && !own && self.is(and - 1, &[","])
            {
                let opened = self.parse.head(head).filter(|&noun| {
                    let (first, _) = self.extent(head);
                    first > noun && self.is(first.min(self.len() - 1), &[","])
                        || first > 0 && first > noun && self.is(first - 1, &[","])
                });
                let mut above = opened;
                while let Some(at) = above {
                    if at < and && self.xpos(at) == self.xpos(i) && self.upos(at) == Upos::Verb {
                        self.hang(i, at, Deprel::Conj);
                        break;
                    }
                    above = self.parse.head(at);
                }
            }
        }
    }

    /// "condemns the attack and calls on Oslo to act": a bare plural behind "and" and before "on" or "for" is what the
    /// subject does next.
    fn hidden_verb(&mut self, i: usize, kids: &[usize]) {
        let bare = self.xpos(i) == Xpos::Nns
            && self.deprel(i - 1) == Deprel::Cc
            && self.parse.head(i - 1) == Some(i)
            && i + 1 < self.len()
            && self.is(i + 1, &["on", "upon", "for"])
            && kids.iter().all(|&c| c > i || c + 1 == i);
        if !bare {
            return;
        }
        let mut above = self.parse.head(i);
        while let Some(at) = above {
            if self.upos(at) == Upos::Verb && self.xpos(at) == Xpos::Vbz && at < i {
                self.hang(i, at, Deprel::Conj);
                let word = &mut self.parse.words[i];
                (word.upos, word.xpos) = (Upos::Verb, Xpos::Vbz);
                for &c in kids.iter().filter(|&&c| c > i) {
                    if self.deprel(c) == Deprel::Nmod {
                        self.hang(c, i, Deprel::Obl);
                    }
                }
                let goal = |&c: &usize| c > i && self.xpos(c) == Xpos::Vb && self.deprel(c) == Deprel::Advcl;
                if let Some(goal) = self.kids(at).into_iter().find(goal) {
                    self.hang(goal, i, Deprel::Xcomp);
                }
                return;
            }
            above = self.parse.head(at).filter(|_| self.upos(at) != Upos::Verb);
        }
    }

    /// "Oslo condemned the raids, and Lima's envoy, Ada Holm, praised them": a finite verb without a subject or an "and" of its own has
    /// both in what the parser coordinates with the object before it.
    pub(super) fn second_clause(&mut self) {
        for verb in 4..self.len() {
            let finite = matches!(self.xpos(verb), Xpos::Vbz | Xpos::Vbd | Xpos::Vbp);
            let Some(main) = self.parse.head(verb).filter(|&h| h < verb) else {
                continue;
            };
            if self.deprel(verb) != Deprel::Conj
                || !finite
                || self.upos(main) != Upos::Verb
                || self.has(
                    verb,
                    &[
                        Deprel::Cc,
                        Deprel::Nsubj,
                        Deprel::NsubjPass,
                        Deprel::Aux,
                        Deprel::AuxPass,
                        Deprel::Mark,
                    ],
                )
            {
                continue;
            }
            let subject = (main + 1..verb).find(|&noun| {
                let end = self.extent(noun).1;
                let close = end + 1 == verb || end + 2 == verb && self.is(end + 1, &[","]);
                self.deprel(noun) == Deprel::Conj
                    && matches!(self.upos(noun), Upos::Noun | Upos::Propn)
                    && close
                    && !self.has(noun, &[Deprel::Case])
                    && self.reaches(noun, main)
                    && self
                        .kids(noun)
                        .iter()
                        .any(|&c| self.deprel(c) == Deprel::Cc && c < noun && c > 0 && self.is(c - 1, &[","]))
            });
            let Some(subject) = subject else { continue };
            for c in self.kids(subject) {
                if c < subject && matches!(self.deprel(c), Deprel::Cc | Deprel::Punct) {
                    self.hang(c, verb, self.deprel(c));
                }
            }
            self.hang(subject, verb, Deprel::Nsubj);
        }
    }

    /// "wrote to leading members": some participles are adjectives of the bare plural behind them.
    pub(super) fn leading(&mut self) {
        const ADJECTIVES: [&str; 11] = [
            "leading",
            "ruling",
            "warring",
            "remaining",
            "surviving",
            "neighbouring",
            "protesting",
            "dissenting",
            "rioting",
            "retreating",
            "visiting",
        ];
        for i in 1..self.len().saturating_sub(1) {
            let (Some(above), relation) = (self.parse.head(i), self.deprel(i)) else {
                continue;
            };
            let described = self.xpos(i) == Xpos::Vbg && self.is(i, &ADJECTIVES)
                || self.xpos(i) == Xpos::Vbn
                    && self.is(i, &["pledged", "elected", "registered", "suspected", "convicted"]);
            if !described || !matches!(relation, Deprel::Advcl | Deprel::Acl) {
                continue;
            }
            let kids = self.kids(i);
            let noun = kids.iter().copied().find(|&c| {
                self.deprel(c) == Deprel::Obj
                    && matches!(self.xpos(c), Xpos::Nns | Xpos::Nnps)
                    && c > i
                    && self.phrase_start(c) == i + 1
            });
            let mark = kids
                .iter()
                .copied()
                .find(|&c| c + 1 == i && matches!(self.deprel(c), Deprel::Mark | Deprel::Case));
            let (Some(noun), Some(mark)) = (noun, mark) else {
                continue;
            };
            let verbal = matches!(self.upos(above), Upos::Verb | Upos::Adj | Upos::Aux);
            self.hang(noun, above, if verbal { Deprel::Obl } else { Deprel::Nmod });
            for c in self.kids(i) {
                if c != noun {
                    self.hang(c, noun, self.deprel(c));
                }
            }
            self.hang(mark, noun, Deprel::Case);
            self.hang(i, noun, Deprel::Amod);
            let lemma = self.form(i).to_lowercase();
            self.retag(i, Upos::Adj, Xpos::Jj, &lemma);
        }
    }

    /// "said a strike by rebels killed ten": a finite clause has a subject, and the object right before it is none.
    pub(super) fn told_subject(&mut self) {
        const OPENS: [Deprel; 8] = [
            Deprel::Nsubj,
            Deprel::NsubjPass,
            Deprel::Csubj,
            Deprel::Expl,
            Deprel::Mark,
            Deprel::Cc,
            Deprel::Case,
            Deprel::Cop,
        ];
        for verb in 3..self.len() {
            let Some(main) = self.parse.head(verb).filter(|&h| h + 1 < verb) else {
                continue;
            };
            let finite = matches!(self.xpos(verb), Xpos::Vbz | Xpos::Vbd | Xpos::Vbp)
                || self
                    .kids(verb)
                    .iter()
                    .any(|&c| c < verb && matches!(self.xpos(c), Xpos::Vbz | Xpos::Vbd | Xpos::Vbp | Xpos::Md));
            if self.deprel(verb) != Deprel::Ccomp
                || self.upos(verb) != Upos::Verb
                || self.upos(main) != Upos::Verb
                || !finite
                || self.has(verb, &OPENS)
            {
                continue;
            }
            let start = self.extent(verb).0;
            let told = self.kids(main).into_iter().find(|&o| {
                self.deprel(o) == Deprel::Obj
                    && o > main
                    && matches!(self.upos(o), Upos::Noun | Upos::Propn)
                    && self.extent(o).1 + 1 == start
            });
            let Some(told) = told else { continue };
            let passive = self.has(verb, &[Deprel::AuxPass]);
            self.hang(told, verb, if passive { Deprel::NsubjPass } else { Deprel::Nsubj });
        }
    }

    /// "told reporters that Oslo had lied": what somebody is told is no clause about him.
    pub(super) fn told_content(&mut self) {
        const TELLS: [&str; 15] = [
            "tell",
            "tells",
            "told",
            "telling",
            "warn",
            "warns",
            "warned",
            "inform",
            "informed",
            "assure",
            "assured",
            "remind",
            "reminded",
            "convince",
            "convinced",
        ];
        for verb in 3..self.len() {
            let Some(hearer) = self.parse.head(verb).filter(|&h| h < verb) else {
                continue;
            };
            let Some(teller) = self.parse.head(hearer).filter(|&h| h < hearer) else {
                continue;
            };
            let kids = self.kids(verb);
            let that = kids
                .iter()
                .any(|&c| self.deprel(c) == Deprel::Mark && self.is(c, &["that"]) && c > hearer);
            let own = kids
                .iter()
                .any(|&c| matches!(self.deprel(c), Deprel::Nsubj | Deprel::NsubjPass) && !self.is(c, &["that"]));
            if matches!(self.deprel(verb), Deprel::Acl | Deprel::AclRelcl)
                && matches!(self.deprel(hearer), Deprel::Iobj | Deprel::Obj)
                && self.is(teller, &TELLS)
                && that
                && own
            {
                self.hang(verb, teller, Deprel::Ccomp);
            }
        }
    }
}
