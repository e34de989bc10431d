//! Attribution without a verb: "according to X", "at the request of X", "in X's view", "X's claim that", "reportedly".

use super::page::{Page, Words};
use super::{Draft, Voice};
use crate::extract::syntax::{Deprel, Upos};

impl Page<'_> {
    /// All attributions of a sentence that no verb of saying makes.
    pub(super) fn asides(&self, s: usize, out: &mut Vec<Draft>) {
        for &(_, word) in self.clauses[s].sources() {
            out.extend(self.according(s, word));
        }
        let tree = self.tree(s);
        for i in 0..tree.len() {
            match tree.upos(i) {
                Upos::Adv if self.saying.is_adverb(&tree.form(i).to_ascii_lowercase()) => {
                    out.extend(self.adverb(s, i));
                }
                Upos::Noun => {
                    let lemma = tree.lemma(i);
                    if self.saying.is_view(lemma) {
                        out.extend(self.view(s, i));
                    }
                    if self.saying.is_noun(lemma) {
                        out.extend(self.claim(s, i));
                    }
                }
                _ => {}
            }
        }
    }

    fn voice(&self, s: usize, word: usize, not: usize) -> Voice {
        Voice {
            sentence: s,
            word,
            span: self.span(s, self.phrase(s, word, not)),
        }
    }

    /// "according to officials": the clause around it is theirs.
    fn according(&self, s: usize, word: usize) -> Option<Draft> {
        let tree = self.tree(s);
        let case = tree.case(word).filter(|_| !tree.is_relative(word))?;
        // "per year" is no source.
        let bare = tree
            .children(word)
            .all(|c| !matches!(tree.deprel(c), Deprel::Det | Deprel::NmodPoss | Deprel::Nmod));
        if tree.is(case, "per") && bare && tree.upos(word) != Upos::Propn && !self.saying.is_informant(tree.lemma(word))
        {
            return None;
        }
        let last = tree.kids(case, Deprel::Fixed).last().unwrap_or(case);
        let not = if last < word { last } else { case };
        let speaker = self.voice(s, word, not);
        Some(Draft {
            at: (s, case),
            cue: Some(self.span(s, (case.min(last), last))),
            speaker: Some(speaker),
            content: self.around(s, word)?,
            direct: false,
        })
    }

    /// The clause in which a phrase stands, without the phrase: on the side where it stands.
    fn around(&self, s: usize, word: usize) -> Option<Vec<crate::Span>> {
        let tree = self.tree(s);
        let (low, high) = tree.extent(word);
        let level = self.level(s, word);
        let mut at = word;
        // Up to the verb or the predicate with a subject; the parser may hang the phrase on any noun of the clause.
        let head = loop {
            let h = tree.head(at)?;
            let clause = tree.is_verb(h) && !matches!(tree.deprel(h), Deprel::Acl | Deprel::Amod | Deprel::Xcomp)
                || self.own_subject(s, h).is_some()
                || tree.deprel(h) == Deprel::Root;
            if clause {
                break h;
            }
            at = h;
        };
        // At the edge of a sentence it stands beside the whole of it, wherever the parser hung it.
        let mut head = head;
        if low == 0 || high + 2 >= tree.len() {
            while matches!(
                tree.deprel(head),
                Deprel::Advcl | Deprel::AclRelcl | Deprel::Acl | Deprel::Xcomp | Deprel::Csubj
            ) && let Some(h) = tree.head(head)
            {
                head = h;
            }
        }
        let mut runs = self.rest(s, head, &[word]);
        // What the parser left outside: the sentence's beginning before a phrase at its end, and the reverse.
        runs.retain(|r| self.level(s, r.0) == level || level.is_none());
        if runs.len() > 1 {
            let begins = runs[0].0;
            let ends = runs[runs.len() - 1].1;
            let before = low > begins;
            let after = high < ends;
            // A phrase at one side leaves one run, commas and all.
            if before != after || !before {
                runs = vec![(begins, ends)];
            } else {
                let (first, second): (Vec<Words>, Vec<Words>) = runs.iter().partition(|r| r.1 < low);
                runs = [first, second]
                    .into_iter()
                    .filter_map(|part| Some((part.first()?.0, part.last()?.1)))
                    .collect();
            }
        }
        (!runs.is_empty()).then(|| runs.into_iter().map(|r| self.span(s, r)).collect())
    }

    /// "reportedly": nobody named says the clause.
    fn adverb(&self, s: usize, i: usize) -> Option<Draft> {
        Some(Draft {
            at: (s, i),
            cue: Some(self.span(s, (i, i))),
            speaker: None,
            content: self.around(s, i)?,
            direct: false,
        })
    }

    /// "at the request of Paris", "in his view"
    fn view(&self, s: usize, n: usize) -> Option<Draft> {
        let tree = self.tree(s);
        let case = tree.case(n)?;
        if !["at", "in", "by", "on", "per"].iter().any(|w| tree.is(case, w)) || tree.deprel(n) == Deprel::OblAgent {
            return None;
        }
        let of = |c: usize| tree.case(c).is_some_and(|k| tree.is(k, "of"));
        let who = tree
            .children(n)
            .find(|&c| tree.deprel(c) == Deprel::NmodPoss || (tree.deprel(c) == Deprel::Nmod && of(c)))?;
        if !(tree.is_noun(who) || tree.upos(who) == Upos::Pron) {
            return None;
        }
        Some(Draft {
            at: (s, n),
            cue: Some(self.span(s, if who > n { (case, n) } else { (n, n) })),
            speaker: Some(self.voice(s, who, n)),
            content: self.around(s, n)?,
            direct: false,
        })
    }

    /// "Paris's claim that Berlin lied", "a demand by workers for better pay"
    fn claim(&self, s: usize, n: usize) -> Option<Draft> {
        let tree = self.tree(s);
        let case_is = |c: usize, words: &[&str]| tree.case(c).is_some_and(|k| words.iter().any(|w| tree.is(k, w)));
        let who = tree.children(n).find(|&c| {
            tree.deprel(c) == Deprel::NmodPoss
                || (tree.deprel(c) == Deprel::Nmod && case_is(c, &["by", "from", "among"]))
        })?;
        let content = tree.children(n).filter(|&c| c > n && c != who).find_map(|c| {
            let (low, high) = tree.extent(c);
            let marker = self.marker(s, c);
            let clause = matches!(
                tree.deprel(c),
                Deprel::Acl | Deprel::Ccomp | Deprel::AclRelcl | Deprel::Xcomp
            ) && marker.map_or(tree.children(c).any(|k| k < c && tree.is(k, "that")), |m| {
                ["to", "that", "for", "of", "about"].iter().any(|w| tree.is(m, w))
            });
            let phrase = tree.deprel(c) == Deprel::Nmod && case_is(c, &["of", "for", "about", "against", "over"]);
            if clause {
                self.trim(s, (low, high))
            } else if phrase {
                self.trim(s, (tree.case(c).map_or(low, |k| k + 1), high))
            } else {
                None
            }
        })?;
        if !(tree.is_noun(who) || tree.upos(who) == Upos::Pron) {
            return None;
        }
        Some(Draft {
            at: (s, n),
            cue: Some(self.span(s, (n, n))),
            speaker: Some(self.voice(s, who, n)),
            content: vec![self.span(s, content)],
            direct: false,
        })
    }
}
