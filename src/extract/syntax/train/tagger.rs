//! Trains the tagger.

use super::perceptron::Perceptron;
use super::random::Random;
use crate::extract::syntax::conllu::Tree;
use crate::extract::syntax::feature::{Spelling, spell_sentence};
use crate::extract::syntax::tag::{Tag, Tagger, best, read_ahead, read_features};
use crate::extract::syntax::weights::Weights;
use crate::extract::syntax::{Upos, Xpos, clusters::Clusters};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// A sentence ready to learn from.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// Its words.
    pub words: Vec<Spelling>,
    /// Is it set like a headline?
    pub headline: bool,
    /// The true tags.
    pub gold: Vec<Tag>,
}

/// Every pair of tags in the treebank, most frequent first, ties by code.
pub fn tag_set(trees: &[Tree]) -> Vec<(Upos, Xpos)> {
    let mut counts: FxHashMap<(Upos, Xpos), usize> = FxHashMap::default();
    for word in trees.iter().flat_map(|t| &t.parse.words) {
        *counts.entry((word.upos, word.xpos)).or_default() += 1;
    }
    let mut tags: Vec<_> = counts.into_iter().collect();
    tags.sort_unstable_by_key(|&(tag, count)| (usize::MAX - count, tag));
    tags.into_iter().map(|t| t.0).collect()
}

/// Spells out a treebank; pairs of tags outside `tags` become the first pair with the same part of speech.
pub fn lessons(trees: &[Tree], clusters: &Clusters, tags: &[(Upos, Xpos)]) -> Vec<Lesson> {
    let mut letters = Vec::new();
    let code = |upos, xpos| {
        let exact = tags.iter().position(|&t| t == (upos, xpos));
        exact.or_else(|| tags.iter().position(|t| t.0 == upos)).unwrap_or(0) as Tag
    };
    let lesson = |tree: &Tree| {
        let mut words = Vec::new();
        let headline = spell_sentence(&tree.text, &tree.sentence, clusters, &mut words, &mut letters);
        let gold = tree.parse.words.iter().map(|w| code(w.upos, w.xpos)).collect();
        Lesson { words, headline, gold }
    };
    trees.iter().map(lesson).collect()
}

/// A tagger, and the tags that it would have given to its own lessons had it not seen them.
#[derive(Clone, Debug)]
pub struct Trained {
    /// The tagger.
    pub tagger: Tagger,
    /// Tags of each lesson.
    pub unseen: Vec<Vec<Tag>>,
}

/// Trains a tagger, and taggers on four fifths of the lessons each to tag the other fifth.
///
/// Whatever learns from tags must learn from tags with mistakes in them: the second reading from the first one's, the
/// parser from both's.
pub fn train(lessons: &[Lesson], tags: &[(Upos, Xpos)], epochs: usize) -> Trained {
    const FOLDS: usize = 5;
    // Runs of sentences, since neighbours come from one document.
    let fold = |i: usize| i / 50 % FOLDS;
    // The last one sees everything.
    let of = |k: usize| {
        (0..lessons.len())
            .filter(|&i| k == FOLDS || fold(i) != k)
            .collect::<Vec<_>>()
    };
    let drafts = vec![Vec::new(); lessons.len()];
    let first: Vec<Tagger> = (0..=FOLDS)
        .into_par_iter()
        .map(|k| {
            let sure = sure_words(lessons, &of(k));
            let nothing = Perceptron::default().finish(1.0, 1);
            let lookup = Tagger::new(tags.to_vec(), &sure, nothing.clone(), nothing);
            let weights = learn(&lookup, lessons, &of(k), &drafts, FEATURES.0, epochs);
            let mut tagger = lookup;
            tagger.first = weights;
            tagger
        })
        .collect();
    let tag = |taggers: &[Tagger], draft: bool| -> Vec<Vec<Tag>> {
        let (mut features, mut memory) = (Vec::new(), Vec::new());
        let tagged = lessons.iter().enumerate().map(|(i, lesson)| {
            let (tagger, mut given) = (&taggers[fold(i)], Vec::new());
            if draft {
                tagger.draft(&lesson.words, lesson.headline, &mut given, &mut features);
            } else {
                tagger.tag(&lesson.words, lesson.headline, &mut given, &mut memory, &mut features);
            }
            given
        });
        tagged.collect()
    };
    let drafts = tag(&first, true);
    let mut second: Vec<Tagger> = first
        .into_par_iter()
        .enumerate()
        .map(|(k, tagger)| {
            let weights = learn(&tagger, lessons, &of(k), &drafts, FEATURES.1, epochs);
            let mut tagger = tagger;
            tagger.second = weights;
            tagger
        })
        .collect();
    let unseen = tag(&second, false);
    let tagger = second.pop().expect("one more tagger than folds");
    Trained { tagger, unseen }
}

/// How many features to keep, for the first and the second reading.
const FEATURES: (usize, usize) = (120_000, 150_000);

/// Learns a reading of the lessons listed in `order`; the second one when there are drafts.
fn learn(
    lookup: &Tagger,
    lessons: &[Lesson],
    order: &[usize],
    drafts: &[Vec<Tag>],
    n_features: usize,
    epochs: usize,
) -> Weights {
    let mut perceptron = Perceptron::default();
    let mut order = order.to_vec();
    let (mut features, mut given) = (Vec::new(), Vec::new());
    // Two epochs show which features matter, the others learn with those.
    for epochs in [2, epochs] {
        if !perceptron.is_empty() {
            perceptron = perceptron.select(n_features);
        }
        let mut random = Random::new(1);
        for _ in 0..epochs {
            random.shuffle(&mut order);
            for &at in &order {
                let (lesson, draft) = (&lessons[at], &drafts[at]);
                given.clear();
                for (i, word) in lesson.words.iter().enumerate() {
                    let tag = lookup.sure(word).unwrap_or_else(|| {
                        read_features(&lesson.words, lesson.headline, i, &given, &mut features);
                        if !draft.is_empty() {
                            read_ahead(&lesson.words, i, &given, draft, &mut features);
                        }
                        let guess = best(&perceptron, &features, lookup.tags.len());
                        perceptron.tick();
                        perceptron.update(&features, lesson.gold[i], guess);
                        guess
                    });
                    given.push(tag);
                }
            }
        }
    }
    perceptron.finish(8.0, 2)
}

/// Frequent words that have one tag nearly always.
fn sure_words(lessons: &[Lesson], order: &[usize]) -> Vec<(u64, Tag)> {
    let mut counts: FxHashMap<u64, FxHashMap<Tag, usize>> = FxHashMap::default();
    for lesson in order.iter().map(|&i| &lessons[i]) {
        for (word, &tag) in lesson.words.iter().zip(&lesson.gold) {
            *counts.entry(word.form).or_default().entry(tag).or_default() += 1;
        }
    }
    let sure = counts.into_iter().filter_map(|(form, tags)| {
        let total: usize = tags.values().sum();
        let (tag, most) = tags.into_iter().max_by_key(|&(tag, n)| (n, tag))?;
        (total >= 40 && most * 1000 >= total * 998).then_some((form, tag))
    });
    let mut sure: Vec<_> = sure.collect();
    sure.sort_unstable();
    sure
}
