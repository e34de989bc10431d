//! The tagger: part of speech and Penn tag of each word, chosen together.
//!
//! A perceptron (Collins 2002, "Discriminative training methods for hidden Markov models") reads left to right and
//! sees the tags it gave before; a second one reads the sentence again and sees the first one's tags on both sides.
//! Words that always had one tag in the treebanks are looked up.

use super::feature::{Features, Spelling};
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
    pub first: Weights,
    /// Reads left to right again, knowing the first tags of the words to come.
    pub second: Weights,
}

impl Tagger {
    /// Puts a tagger together; `sure` gives the only tag of frequent words by form.
    pub fn new(tags: Vec<(Upos, Xpos)>, sure: &[(u64, Tag)], first: Weights, second: Weights) -> Tagger {
        let mut pairs: Vec<(u32, Tag)> = sure.iter().map(|&(form, tag)| ((form >> 32) as u32, tag)).collect();
        pairs.sort_unstable();
        pairs.dedup_by_key(|p| p.0);
        let (sure_words, sure_tags) = pairs.into_iter().unzip();
        Tagger {
            tags,
            sure_words,
            sure_tags,
            first,
            second,
        }
    }

    /// The only tag that a frequent word has.
    pub fn sure(&self, word: &Spelling) -> Option<Tag> {
        let at = self.sure_words.binary_search(&((word.form >> 32) as u32)).ok()?;
        Some(self.sure_tags[at])
    }

    /// Tags a sentence into `tags`; `draft` and `features` are memory to work in.
    pub fn tag(
        &self,
        words: &[Spelling],
        headline: bool,
        tags: &mut Vec<Tag>,
        draft: &mut Vec<Tag>,
        features: &mut Vec<u64>,
    ) {
        self.draft(words, headline, draft, features);
        tags.clear();
        for i in 0..words.len() {
            let tag = self.sure(&words[i]).unwrap_or_else(|| {
                read_features(words, headline, i, tags, features);
                read_ahead(words, i, tags, draft, features);
                best(&self.second, features, self.tags.len())
            });
            tags.push(tag);
        }
    }

    /// The first reading alone.
    pub fn draft(&self, words: &[Spelling], headline: bool, tags: &mut Vec<Tag>, features: &mut Vec<u64>) {
        tags.clear();
        for i in 0..words.len() {
            let tag = self.sure(&words[i]).unwrap_or_else(|| {
                read_features(words, headline, i, tags, features);
                best(&self.first, features, self.tags.len())
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
        self.first.write(out);
        self.second.write(out);
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
        let (first, second) = (Weights::read(input)?, Weights::read(input)?);
        Ok(Tagger {
            tags,
            sure_words,
            sure_tags,
            first,
            second,
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
    let mut features = Features::start(features, 0);
    features.at(0, []);
    features.at(1, [w.form]);
    features.at(2, [w.lower]);
    for k in 0..4 {
        if w.suffixes[k] != 0 {
            features.at(3 + k as u64, [w.suffixes[k]]);
            features.at(7 + k as u64, [w.prefixes[k]]);
        }
    }
    features.at(11, [w.shape]);
    features.at(12, [w.shape, place]);
    features.at(13, [w.lower, w.capital as u64, place]);
    features.at(14, [t1]);
    features.at(15, [t1, t2]);
    features.at(16, [t1, w.lower]);
    features.at(17, [t2]);
    features.at(18, [before.lower]);
    features.at(19, [before2.lower]);
    features.at(20, [after.lower]);
    features.at(21, [after2.lower]);
    features.at(22, [before.lower, w.lower]);
    features.at(23, [w.lower, after.lower]);
    features.at(24, [before.lower, after.lower]);
    features.at(25, [after.suffixes[2]]);
    features.at(26, [before.suffixes[2]]);
    features.at(27, [before.shape, w.shape, after.shape]);
    features.at(28, [t1, w.suffixes[2]]);
    features.at(29, [t1, after.lower]);
    features.at(30, [t1, w.shape, place]);
    features.at(31, [after.suffixes[1], w.suffixes[1]]);
    features.at(32, [w.suffixes[2], w.shape, place]);
    features.at(33, [class(w)]);
    features.at(34, [class(before)]);
    features.at(35, [class(after)]);
    features.at(36, [class(after2)]);
    features.at(37, [class(w), t1]);
    features.at(38, [class(w), class(after)]);
    features.at(39, [family(before), family(w), family(after)]);
    features.at(40, [t1, family(w), family(after)]);
    features.at(41, [class(w), w.shape]);
    features.at(42, [t1, t2, w.lower]);
    features.at(43, [w.lower, class(after)]);
    features.at(44, [family(w), family(after), family(after2)]);
    features.at(45, [w.suffixes[2], family(after), t1]);
}

/// What the second reading sees besides: the first reading's tags of this word and the next two.
pub fn read_ahead(words: &[Spelling], i: usize, tags: &[Tag], draft: &[Tag], features: &mut Vec<u64>) {
    let tag = |k: usize| draft.get(i + k).map_or(OUTSIDE, |&t| t as u64);
    let back = |k: usize| if i >= k { tags[i - k] as u64 } else { OUTSIDE };
    let (w, own, r1, r2, l1, l2) = (&words[i], tag(0), tag(1), tag(2), back(1), back(2));
    let mut features = Features::resume(features, 60);
    features.at(0, [own]);
    features.at(1, [r1]);
    features.at(2, [r1, r2]);
    features.at(3, [w.lower, r1]);
    features.at(4, [l1, r1]);
    features.at(5, [l1, w.lower, r1]);
    features.at(6, [own, r1]);
    features.at(7, [l1, own, r1]);
    features.at(8, [l2, l1, r1]);
    features.at(9, [l1, r1, r2]);
    features.at(10, [w.suffixes[2], r1]);
    features.at(11, [w.cluster as u64, r1]);
    features.at(12, [w.lower, own]);
    features.at(13, [w.lower, r1, r2]);
    features.at(14, [w.suffixes[1], l1, r1]);
    features.at(15, [w.cluster as u64, l1, r1]);
    features.at(16, [w.shape, l1, r1]);
}
