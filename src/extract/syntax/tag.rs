//! The tagger: part of speech and Penn tag of each word, chosen together.
//!
//! A perceptron (Collins 2002, "Discriminative training methods for hidden Markov models") reads left to right and
//! sees the tags it gave before. Words that always had one tag in the treebanks are looked up.

use super::feature::{Spelling, feature};
use super::model::{Reader, Writer};
use super::weights::{MAX_CLASSES, Score, Weights};
use super::{Upos, Xpos};
use crate::Result;

/// A pair of tags that the treebanks use, as an index of [`Tagger::tags`].
pub type Tag = u8;

/// The tag of places outside the sentence.
const OUTSIDE: u64 = 255;

/// The tagger's model.
#[derive(Clone, Debug)]
pub struct Tagger {
    /// The pairs of tags in use, most frequent first.
    pub tags: Vec<(Upos, Xpos)>,
    /// Frequent words with one tag, by the hash of their form, ascending.
    sure_words: Vec<u32>,
    sure_tags: Vec<Tag>,
    /// Reads left to right.
    weights: Weights,
}

impl Tagger {
    /// Puts a tagger together; `sure` gives the only tag of frequent words by form.
    pub fn new(tags: Vec<(Upos, Xpos)>, sure: &[(u64, Tag)], weights: Weights) -> Tagger {
        let mut pairs: Vec<(u32, Tag)> = sure.iter().map(|&(form, tag)| ((form >> 32) as u32, tag)).collect();
        pairs.sort_unstable();
        pairs.dedup_by_key(|p| p.0);
        let (sure_words, sure_tags) = pairs.into_iter().unzip();
        Tagger {
            tags,
            sure_words,
            sure_tags,
            weights,
        }
    }

    /// The only tag that a frequent word has.
    pub fn sure(&self, word: &Spelling) -> Option<Tag> {
        let at = self.sure_words.binary_search(&((word.form >> 32) as u32)).ok()?;
        Some(self.sure_tags[at])
    }

    /// Tags a sentence into `tags`.
    pub fn tag(&self, words: &[Spelling], headline: bool, tags: &mut Vec<Tag>, features: &mut Vec<u64>) {
        tags.clear();
        for i in 0..words.len() {
            let tag = self.sure(&words[i]).unwrap_or_else(|| {
                read_features(words, headline, i, tags, features);
                best(&self.weights, features, self.tags.len())
            });
            tags.push(tag);
        }
    }

    /// Writes the model.
    pub fn write(&self, out: &mut Writer) {
        out.bytes(
            &self
                .tags
                .iter()
                .flat_map(|t| [t.0 as u8, t.1 as u8])
                .collect::<Vec<_>>(),
        );
        out.u32s(&self.sure_words);
        out.bytes(&self.sure_tags);
        self.weights.write(out);
    }

    /// Reads a model.
    ///
    /// # Errors
    ///
    /// When it is damaged.
    pub fn read(input: &mut Reader) -> Result<Tagger> {
        let tags: Option<Vec<_>> = input
            .bytes()?
            .as_chunks()
            .0
            .iter()
            .map(|&[u, x]| Some((*Upos::ALL.get(u as usize)?, *Xpos::ALL.get(x as usize)?)))
            .collect();
        let tags = tags.unwrap_or_default();
        input.check(!tags.is_empty() && tags.len() <= MAX_CLASSES, "tags")?;
        let (sure_words, sure_tags) = (input.u32s()?, input.bytes()?.to_vec());
        let known = sure_tags.iter().all(|&t| (t as usize) < tags.len());
        input.check(sure_words.len() == sure_tags.len() && known, "tags")?;
        let weights = Weights::read(input)?;
        Ok(Tagger {
            tags,
            sure_words,
            sure_tags,
            weights,
        })
    }
}

/// The class with the highest score, the first of equals.
pub fn best(model: &impl Score, features: &[u64], n_classes: usize) -> u8 {
    let mut scores = [0; MAX_CLASSES];
    model.score(features, &mut scores);
    let mut best = 0;
    for class in 1..n_classes {
        if scores[class] > scores[best] {
            best = class;
        }
    }
    best as u8
}

/// What the tagger sees at word `i` when the words before it have `tags`.
pub fn read_features(words: &[Spelling], headline: bool, i: usize, tags: &[Tag], features: &mut Vec<u64>) {
    const NONE: Spelling = Spelling {
        form: 1,
        lower: 1,
        prefixes: [0; 4],
        suffixes: [0; 4],
        shape: 1,
        capital: false,
        cluster: 0,
        family: 0,
    };
    let at = |k: usize| words.get(k).unwrap_or(&NONE);
    let back = |k: usize| if i >= k { &words[i - k] } else { &NONE };
    let tag = |k: usize| if i >= k { tags[i - k] as u64 } else { OUTSIDE };
    let (w, before, before2, after, after2) = (&words[i], back(1), back(2), at(i + 1), at(i + 2));
    let (t1, t2) = (tag(1), tag(2));
    let place = u64::from(i == 0) * 2 + u64::from(headline);
    let class = |s: &Spelling| s.cluster as u64;
    let family = |s: &Spelling| s.family as u64;
    features.clear();
    let mut add = |template: u64, parts: &[u64]| features.push(feature(template, parts));
    add(0, &[]);
    add(1, &[w.form]);
    add(2, &[w.lower]);
    for k in 0..4 {
        if w.suffixes[k] != 0 {
            add(3 + k as u64, &[w.suffixes[k]]);
            add(7 + k as u64, &[w.prefixes[k]]);
        }
    }
    add(11, &[w.shape]);
    add(12, &[w.shape, place]);
    add(13, &[w.lower, w.capital as u64, place]);
    add(14, &[t1]);
    add(15, &[t1, t2]);
    add(16, &[t1, w.lower]);
    add(17, &[t2]);
    add(18, &[before.lower]);
    add(19, &[before2.lower]);
    add(20, &[after.lower]);
    add(21, &[after2.lower]);
    add(22, &[before.lower, w.lower]);
    add(23, &[w.lower, after.lower]);
    add(24, &[before.lower, after.lower]);
    add(25, &[after.suffixes[2]]);
    add(26, &[before.suffixes[2]]);
    add(27, &[before.shape, w.shape, after.shape]);
    add(28, &[t1, w.suffixes[2]]);
    add(29, &[t1, after.lower]);
    add(30, &[t1, w.shape, place]);
    add(31, &[after.suffixes[1], w.suffixes[1]]);
    add(32, &[w.suffixes[2], w.shape, place]);
    add(33, &[class(w)]);
    add(34, &[class(before)]);
    add(35, &[class(after)]);
    add(36, &[class(after2)]);
    add(37, &[class(w), t1]);
    add(38, &[class(w), class(after)]);
    add(39, &[family(before), family(w), family(after)]);
    add(40, &[t1, family(w), family(after)]);
    add(41, &[class(w), w.shape]);
    add(42, &[t1, t2, w.lower]);
    add(43, &[w.lower, class(after)]);
    add(44, &[family(w), family(after), family(after2)]);
    add(45, &[w.suffixes[2], family(after), t1]);
}
