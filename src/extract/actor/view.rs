//! [`View`]: a sentence as the actor stage reads it, safe where a parse is missing or wrong.

use super::words::{FoundTitle, Words};
use crate::Span;
use crate::extract::syntax::{Deprel, Parse, Upos, Xpos};
use crate::extract::text::{Block, Sentence};
use std::cell::OnceCell;

/// A sentence, its words as text, and its parse.
#[derive(Debug)]
pub(super) struct View<'a> {
    pub(super) index: u32,
    pub(super) sentence: &'a Sentence,
    pub(super) parse: &'a Parse,
    pub(super) tokens: Vec<&'a str>,
    text: &'a str,
    titles: OnceCell<Vec<FoundTitle>>,
    lower: OnceCell<Lower>,
}

/// The words of a sentence in lower case, a blank between them.
#[derive(Debug, Default)]
struct Lower {
    text: String,
    starts: Vec<usize>,
}

impl Lower {
    fn new(tokens: &[&str]) -> Lower {
        let mut lower = Lower::default();
        for token in tokens {
            let start = lower.text.len();
            lower.starts.push(start);
            if token.is_ascii() {
                lower.text.push_str(token);
                lower.text[start..].make_ascii_lowercase();
            } else {
                lower.text.push_str(&token.to_lowercase());
            }
            lower.text.push(' ');
        }
        lower.starts.push(lower.text.len());
        lower
    }
}

impl<'a> View<'a> {
    pub(super) fn new(text: &'a str, index: usize, sentence: &'a Sentence, parse: &'a Parse) -> View<'a> {
        View {
            index: index as u32,
            sentence,
            parse,
            tokens: sentence.tokens.iter().map(|t| t.span.of(text)).collect(),
            text,
            titles: OnceCell::new(),
            lower: OnceCell::new(),
        }
    }

    /// The words `first..end` in lower case, a blank between them.
    pub(super) fn lower(&self, first: usize, end: usize) -> &str {
        let lower = self.lower.get_or_init(|| Lower::new(&self.tokens));
        &lower.text[lower.starts[first]..lower.starts[end] - 1]
    }

    /// As [`Words::title_at`], looked for once in each sentence.
    pub(super) fn title_at(&self, words: &Words, at: usize) -> Option<FoundTitle> {
        let titles = self.titles.get_or_init(|| {
            let all = (0..self.len()).filter_map(|at| words.title_at(&self.tokens, at));
            all.collect()
        });
        titles.binary_search_by_key(&at, |t| t.first).ok().map(|i| titles[i])
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn is_story(&self) -> bool {
        self.sentence.block == Block::Body
    }

    pub(super) fn upos(&self, i: usize) -> Upos {
        self.parse.words.get(i).map_or(Upos::X, |w| w.upos)
    }

    pub(super) fn xpos(&self, i: usize) -> Xpos {
        self.parse.words.get(i).map_or(Xpos::Fw, |w| w.xpos)
    }

    pub(super) fn deprel(&self, i: usize) -> Deprel {
        self.parse.words.get(i).map_or(Deprel::Dep, |w| w.deprel)
    }

    /// The head of a word, where there is one inside the sentence.
    pub(super) fn head(&self, i: usize) -> Option<usize> {
        let head = self.parse.words.get(i)?.head as usize;
        (head < self.len() && head != i).then_some(head)
    }

    pub(super) fn lemma(&self, i: usize) -> &str {
        match self.parse.words.get(i) {
            Some(_) => self.parse.lemma(i),
            None => "",
        }
    }

    /// The words that hang on word `i`, among the `reach` words on either side.
    pub(super) fn children(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        const REACH: usize = 40;
        let from = i.saturating_sub(REACH);
        let to = (i + REACH).min(self.len());
        (from..to).filter(move |&c| c != i && self.head(c) == Some(i))
    }

    /// The span from the first to the last of some tokens.
    pub(super) fn span(&self, first: usize, end: usize) -> Span {
        self.sentence.tokens[first]
            .span
            .join(self.sentence.tokens[end - 1].span)
    }

    /// The noun phrase whose head is word `at`, from `first` or further left: with its article, its owner, and the
    /// phrases and relative clauses that belong to the noun.
    pub(super) fn phrase(&self, first: usize, at: usize) -> Span {
        let belongs = |i: usize| {
            matches!(
                self.deprel(i),
                Deprel::Det
                    | Deprel::DetPredet
                    | Deprel::Amod
                    | Deprel::Nummod
                    | Deprel::NmodPoss
                    | Deprel::Nmod
                    | Deprel::Compound
                    | Deprel::Acl
                    | Deprel::AclRelcl
            )
        };
        // "Ambassador Eva Lund", where the title heads the phrase.
        let named = |i: usize| {
            i > at
                && matches!(self.deprel(i), Deprel::Appos | Deprel::Flat | Deprel::NmodDesc)
                && !self.tokens[at..i]
                    .iter()
                    .any(|t| matches!(*t, "," | "(" | "-" | "–" | "—" | ":"))
        };
        let (mut from, mut to) = (first, at + 1);
        for i in 0..self.len() {
            // Up the tree to the head: the last step must belong to it.
            let mut low = i;
            for _ in 0..20 {
                match self.head(low) {
                    Some(h) if h == at => {
                        if belongs(low) || named(low) {
                            from = from.min(i);
                            to = to.max(i + 1);
                        }
                        break;
                    }
                    Some(h) => low = h,
                    None => break,
                }
            }
        }
        let word = |i: &usize| self.tokens[*i].chars().any(char::is_alphanumeric);
        let from = (from..at).find(word).unwrap_or(at);
        let to = (at..to).rfind(word).unwrap_or(at) + 1;
        self.span(from, to)
    }

    /// A name with the titles before it: "Norwegian Prime Minister Eva Lund". `calls` tells which nouns say what
    /// somebody is.
    pub(super) fn titled(&self, first: usize, end: usize, calls: &dyn Fn(&str) -> bool) -> Span {
        let before = |i: usize| {
            matches!(
                self.deprel(i),
                Deprel::Det | Deprel::Amod | Deprel::NmodPoss | Deprel::NmodDesc | Deprel::Compound | Deprel::Flat
            )
        };
        let head = self.head_of(first, end);
        let mut from = first;
        while let Some(i) = from.checked_sub(1) {
            // Word by word to the left, as long as each hangs under the name by way of a title.
            let mut low = i;
            let mut under = false;
            for _ in 0..8 {
                match self.head(low) {
                    Some(h) if h == head || h >= from && h < first => {
                        under = before(low);
                        break;
                    }
                    Some(h) if h < first => low = h,
                    _ => break,
                }
            }
            // "Unity chairman Eva Lund", whatever the tree makes of it
            let called = from == first
                && self.upos(i) == Upos::Noun
                && self.xpos(i) == Xpos::Nn
                && calls(&self.tokens[i].to_lowercase());
            if !(under || called) || self.upos(i) == Upos::Punct {
                break;
            }
            from = i;
        }
        self.span(from, end)
    }

    /// Where the article of a name begins whose head is word `head`: "the EU", but not "the EU summit".
    pub(super) fn article_before(&self, first: usize, head: usize) -> Option<u32> {
        let before = first.checked_sub(1)?;
        let is_article = self.tokens[before].eq_ignore_ascii_case("the") && self.head(before) == Some(head);
        is_article.then(|| self.sentence.tokens[before].span.start)
    }

    /// Does the word only tell which, as "French" does in "French wine"?
    pub(super) fn modifies(&self, at: usize) -> bool {
        let mut at = at;
        for _ in 0..3 {
            match (self.deprel(at), self.head(at)) {
                (Deprel::Flat | Deprel::Conj, Some(h)) => at = h,
                _ => break,
            }
        }
        !matches!(
            self.deprel(at),
            Deprel::Nsubj
                | Deprel::NsubjPass
                | Deprel::Obj
                | Deprel::Iobj
                | Deprel::Obl
                | Deprel::OblAgent
                | Deprel::Nmod
                | Deprel::NmodPoss
                | Deprel::Appos
        )
    }

    /// "in English", "speaks French": an adjective of a people that stands as a noun without an article.
    pub(super) fn names_a_language(&self, first: usize, head: usize) -> bool {
        let alone = !self.children(head).any(|c| c < first && self.deprel(c) == Deprel::Det);
        alone && matches!(self.deprel(head), Deprel::Obl | Deprel::Nmod | Deprel::Obj)
    }

    /// "pro-Beijing", "anti-Moscow": does the name that begins `skipped` bytes into word `first` only end an adjective?
    pub(super) fn has_prefix(&self, first: usize, skipped: u32) -> bool {
        let prefix = |word: &str| matches!(word.to_lowercase().as_str(), "pro" | "anti" | "non");
        let inside = skipped > 0 && self.tokens[first].split_once('-').is_some_and(|(p, _)| prefix(p));
        inside || first >= 2 && self.tokens[first - 1] == "-" && prefix(self.tokens[first - 2])
    }

    pub(super) fn words(&self, first: usize, end: usize) -> &'a str {
        self.span(first, end).of(self.text)
    }

    /// The words of a span.
    pub(super) fn slice(&self, span: Span) -> &'a str {
        span.of(self.text)
    }

    /// Does the token touch the one before it, with no blank between?
    pub(super) fn touches_previous(&self, i: usize) -> bool {
        i > 0 && self.sentence.tokens[i - 1].span.end == self.sentence.tokens[i].span.start
    }

    /// The syntactic head of a run of tokens: the one whose own head lies outside. Of several, the last nominal one:
    /// names run on to the right where a tree breaks.
    pub(super) fn head_of(&self, first: usize, end: usize) -> usize {
        let outside = |i: &usize| match self.head(*i) {
            Some(head) => head < first || head >= end,
            None => true,
        };
        let nominal = |i: &usize| matches!(self.upos(*i), Upos::Propn | Upos::Noun | Upos::Adj | Upos::Pron);
        (first..end)
            .rev()
            .filter(outside)
            .find(nominal)
            .or_else(|| (first..end).rev().find(outside))
            .unwrap_or(end - 1)
    }

    /// The word before the noun phrase of word `i` that is its case marker: "in" of "in the city of Brussels".
    pub(super) fn case_of(&self, i: usize) -> Option<&'a str> {
        self.children(i)
            .filter(|&c| c < i)
            .find(|&c| self.deprel(c) == Deprel::Case)
            .map(|c| self.tokens[c])
            .or_else(|| {
                let before = self.tokens.get(i.checked_sub(1)?)?;
                (self.upos(i - 1) == Upos::Adp).then_some(*before)
            })
    }

    /// Does a sentence begin here, or a quotation, so that a capital says nothing?
    pub(super) fn starts_here(&self, i: usize) -> bool {
        i == 0
            || i < 8 && (0..i).all(|j| !self.tokens[j].chars().any(char::is_alphanumeric))
            || matches!(self.tokens[i - 1], "“" | "\"" | "‘" | "``" | ":" | "•")
    }
}
