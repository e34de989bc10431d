//! The name tagger: which runs of words are names, and of what kind.
//!
//! A perceptron over B-I-O labels, left to right, after Ratinov and Roth (2009), "Design Challenges and Misconceptions
//! in Named Entity Recognition": spelling, tags, word classes, its own earlier labels, and lists of known names.

use super::feature::{Features, Spelling, feature, mix};
use super::keys::Keys;
use super::model::{Reader, Writer};
use super::network::Tag;
use super::weights::{MAX_CLASSES, Score, Scores, Weights};
use super::{Name, NameKind};
use crate::Result;

/// 0 is outside all names; then begin and inside for each kind.
pub type Label = u8;
/// How many labels there are.
pub const N_LABELS: usize = 11;
const KINDS: [NameKind; 5] = [
    NameKind::Person,
    NameKind::Organization,
    NameKind::Location,
    NameKind::Norp,
    NameKind::Misc,
];

/// The label of a name's first word.
pub fn begin(kind: NameKind) -> Label {
    1 + 2 * kind as Label
}

/// The longest name in a list, in words.
const LONGEST: usize = 7;

/// Lists of known names: phrases, each with the lists it stands in.
///
/// The first words of every phrase are listed too, with no list, so that a search knows when to stop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gazetteer {
    keys: Keys,
    lists: Vec<u8>,
}

impl Gazetteer {
    /// From phrases, given by the hashes of their words in lower case, and the number of their list, 0 to 7.
    pub fn new(phrases: &[(Vec<u64>, u8)]) -> Gazetteer {
        let mut rows: Vec<(u32, u8)> = Vec::new();
        for (words, list) in phrases {
            let mut hash = 17;
            for (i, &word) in words.iter().enumerate() {
                hash = mix(hash, word);
                rows.push((
                    (feature(0, &[hash]) >> 32) as u32,
                    if i + 1 == words.len() { 1 << list } else { 0 },
                ));
            }
        }
        rows.sort_unstable();
        rows.dedup_by(|next, row| {
            let same = next.0 == row.0;
            row.1 |= if same { next.1 } else { 0 };
            same
        });
        let (keys, lists) = rows.into_iter().unzip();
        Gazetteer {
            keys: Keys::new(keys),
            lists,
        }
    }

    /// Marks each word with the lists of the longest known name over it: low byte as its first word, high byte after.
    pub fn mark(&self, words: &[Spelling], marks: &mut Vec<u16>) {
        marks.clear();
        marks.resize(words.len(), 0);
        let mut i = 0;
        while i < words.len() {
            let (mut longest, mut lists) = (0, 0);
            let mut hash = 17;
            // Names start with a capital: "us" is not "US".
            let limit = if words[i].capital { LONGEST } else { 0 };
            for (n, word) in words[i..].iter().take(limit).enumerate() {
                hash = mix(hash, word.lower);
                let Some(at) = self.keys.find((feature(0, &[hash]) >> 32) as u32) else {
                    break;
                };
                if self.lists[at] != 0 {
                    (longest, lists) = (n + 1, self.lists[at] as u16);
                }
            }
            for (n, mark) in marks[i..i + longest].iter_mut().enumerate() {
                *mark = if n == 0 { lists } else { lists << 8 };
            }
            i += longest.max(1);
        }
    }
}

/// The name tagger's model.
#[derive(Clone, Debug)]
pub struct NameTagger {
    /// Known names.
    pub gazetteer: Gazetteer,
    weights: Weights,
}

impl NameTagger {
    /// Puts a name tagger together.
    pub fn new(gazetteer: Gazetteer, weights: Weights) -> NameTagger {
        NameTagger { gazetteer, weights }
    }

    /// Finds the names of a tagged sentence.
    pub fn find(&self, view: &View, labels: &mut Vec<Label>, features: &mut Vec<u64>) -> Vec<Name> {
        labels.clear();
        let weights = &self.weights;
        let mut fixed = |i: usize| {
            view.fixed_features(i, features);
            weights.find(features)
        };
        let n = view.words.len();
        let next = |from: usize| (from..n).find(|&i| !view.is_plain(i));
        // What does not hang on labels is looked up for the next word before this one gets its label.
        let mut ahead = next(0).map(|i| (i, fixed(i)));
        let mut own = Vec::with_capacity(16);
        for i in 0..n {
            let last = labels.last().copied().unwrap_or(0);
            let found = match ahead {
                Some((at, found)) if at == i => {
                    ahead = next(i + 1).map(|i| (i, fixed(i)));
                    found
                }
                _ if last == 0 => {
                    labels.push(0);
                    continue;
                }
                _ => fixed(i),
            };
            view.label_features(i, labels, &mut own);
            let mut scores = [0; MAX_CLASSES];
            weights.add(&weights.find(&own), &mut scores);
            weights.add(&found, &mut scores);
            labels.push(highest(&scores, last));
        }
        names(labels)
    }

    /// Writes the model.
    pub fn write(&self, out: &mut Writer) {
        self.gazetteer.keys.write(out);
        out.bytes(&self.gazetteer.lists);
        self.weights.write(out);
    }

    /// Reads a model.
    ///
    /// # Errors
    ///
    /// When it is damaged.
    pub fn read(input: &mut Reader) -> Result<NameTagger> {
        let (keys, lists) = (Keys::read(input)?, input.bytes()?.to_vec());
        input.check(keys.len() == lists.len(), "lists of names")?;
        Ok(NameTagger {
            gazetteer: Gazetteer { keys, lists },
            weights: Weights::read(input)?,
        })
    }
}

/// The best label that may follow `last`: only a name goes on.
pub fn best(model: &impl Score, features: &[u64], last: Label) -> Label {
    let mut scores: Scores = [0; MAX_CLASSES];
    model.score(features, &mut scores);
    highest(&scores, last)
}

/// The label with the highest score of those that may follow `last`.
fn highest(scores: &Scores, last: Label) -> Label {
    let inside = if last % 2 == 1 { last + 1 } else { last };
    let mut best = 0;
    for label in 1..N_LABELS {
        let possible = label % 2 == 1 || label == inside as usize;
        if possible && scores[label] > scores[best] {
            best = label;
        }
    }
    best as Label
}

/// The names that labels spell.
pub fn names(labels: &[Label]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (i, &label) in labels.iter().enumerate() {
        let i = i as u32;
        match label {
            0 => {}
            _ if label % 2 == 1 => names.push(Name {
                first: i,
                end: i + 1,
                kind: KINDS[label as usize / 2],
            }),
            _ => names.iter_mut().rev().take(1).for_each(|name| name.end = i + 1),
        }
    }
    names
}

/// What the name tagger reads of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// Its words.
    pub words: &'a [Spelling],
    /// Their tags.
    pub tags: &'a [Tag],
    /// The lists of known names over them ([`Gazetteer::mark`]).
    pub marks: &'a [u16],
    /// Is it set like a headline?
    pub headline: bool,
}

impl View<'_> {
    /// Is word `i` one that no name begins with: no capital or digit in it, none first in the next?
    fn is_plain(&self, i: usize) -> bool {
        let next = self.words.get(i + 1).is_some_and(|w| w.capital);
        !self.words[i].capital && !next && self.words[i].is_small
    }

    /// What the name tagger sees at word `i` when the words before it have `labels`.
    pub fn read_features(&self, i: usize, labels: &[Label], features: &mut Vec<u64>) {
        self.fixed_features(i, features);
        let mut more = Vec::new();
        self.label_features(i, labels, &mut more);
        features.extend(more);
    }

    fn at(&self, i: usize, k: isize) -> Option<usize> {
        let at: Option<usize> = (i as isize + k).try_into().ok();
        at.filter(|&j| j < self.words.len())
    }

    /// "Kyiv Post", "Kyiv Oblast": how far behind word `i` the last capital word of a run stands, which tells what a name is.
    fn head(&self, i: usize) -> usize {
        let capital = |&k: &usize| self.words.get(i + k).is_some_and(|w| w.capital);
        (1..5).take_while(capital).last().unwrap_or(0)
    }

    /// What is seen whatever labels the words before have.
    fn fixed_features(&self, i: usize, features: &mut Vec<u64>) {
        let View {
            words,
            tags,
            marks,
            headline,
        } = *self;
        let at = |k: isize| self.at(i, k);
        let lower = |k: isize| at(k).map_or(1, |j| words[j].lower);
        let shape = |k: isize| at(k).map_or(1, |j| words[j].shape);
        let class = |k: isize| at(k).map_or(0, |j| words[j].cluster as u64);
        let family = |k: isize| at(k).map_or(0, |j| words[j].family as u64);
        let tag = |k: isize| at(k).map_or(255, |j| tags[j] as u64);
        let mark = |k: isize| at(k).map_or(0, |j| marks[j] as u64);
        let w = &words[i];
        let place = u64::from(i == 0) * 2 + u64::from(headline);
        let mut features = Features::start(features, 300);
        features.at(1, [w.form]);
        features.at(2, [w.lower]);
        for k in 1..4 {
            features.at(2 + k as u64, [w.suffixes[k]]);
            features.at(5 + k as u64, [w.prefixes[k]]);
        }
        features.at(9, [w.shape, place]);
        features.at(13, [lower(-1)]);
        features.at(14, [lower(-2)]);
        features.at(15, [lower(1)]);
        features.at(16, [lower(2)]);
        features.at(17, [lower(-1), w.lower]);
        features.at(18, [w.lower, lower(1)]);
        features.at(19, [lower(-1), w.shape]);
        features.at(20, [lower(1), w.shape]);
        features.at(21, [shape(-1), w.shape, shape(1)]);
        features.at(22, [tag(0)]);
        features.at(23, [tag(-1), tag(0)]);
        features.at(24, [tag(0), tag(1)]);
        features.at(25, [tag(-1), tag(0), tag(1)]);
        features.at(27, [class(0), u64::from(w.capital)]);
        features.at(28, [class(-1), w.shape]);
        features.at(29, [class(1), w.shape]);
        features.at(30, [class(-1), class(0)]);
        features.at(31, [class(0), class(1)]);
        features.at(33, [class(-2), w.shape]);
        features.at(34, [class(2), w.shape]);
        features.at(35, [family(-1), family(0), family(1)]);
        features.at(36, [mark(0)]);
        features.at(38, [mark(0), mark(1)]);
        features.at(40, [mark(1), w.shape]);
        features.at(41, [mark(0), tag(0), place]);
        features.at(47, [lower(-2), lower(-1), w.shape]);
        features.at(48, [lower(1), lower(2), w.shape]);
        features.at(51, [lower(self.head(i) as isize + 1), w.shape]);
    }

    /// What is seen together with the labels of the words before.
    fn label_features(&self, i: usize, labels: &[Label], features: &mut Vec<u64>) {
        let View { words, tags, marks, .. } = *self;
        let at = |k: isize| self.at(i, k);
        let lower = |k: isize| at(k).map_or(1, |j| words[j].lower);
        let shape = |k: isize| at(k).map_or(1, |j| words[j].shape);
        let class = |k: isize| at(k).map_or(0, |j| words[j].cluster as u64);
        let tag = |k: isize| at(k).map_or(255, |j| tags[j] as u64);
        let mark = |k: isize| at(k).map_or(0, |j| marks[j] as u64);
        let label = |k: usize| if i >= k { labels[i - k] as u64 } else { 99 };
        let (w, l1, l2) = (&words[i], label(1), label(2));
        let head = self.head(i) as isize;
        let mut features = Features::start(features, 300);
        features.at(0, [l1]);
        features.at(10, [l1, w.shape]);
        features.at(11, [l1, l2]);
        features.at(12, [l1, w.lower]);
        features.at(26, [l1, tag(0)]);
        features.at(32, [l1, class(0)]);
        features.at(37, [mark(0), l1]);
        features.at(39, [mark(-1), l1, w.shape]);
        features.at(42, [l1, w.shape, shape(1)]);
        features.at(43, [l1, tag(0), tag(1)]);
        features.at(44, [l1, lower(-1), w.shape]);
        features.at(45, [l1, class(0), class(1)]);
        features.at(46, [l1, w.suffixes[2], w.shape]);
        features.at(49, [lower(head), head as u64, l1]);
        features.at(50, [class(head), l1]);
    }
}
