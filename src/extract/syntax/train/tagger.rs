//! Trains the tagger.

use super::perceptron::Perceptron;
use super::random::Random;
use crate::extract::syntax::conllu::Tree;
use crate::extract::syntax::feature::{Spelling, spell_sentence};
use crate::extract::syntax::tag::{Tag, Tagger, best, read_features};
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

/// Trains a tagger on lessons.
pub fn train(lessons: &[&Lesson], tags: &[(Upos, Xpos)], epochs: usize) -> Tagger {
    let mut sure = sure_words(lessons);
    sure.sort_unstable();
    let lookup = Tagger::new(tags.to_vec(), &sure, Perceptron::default().finish(1.0, 1));
    let mut perceptron = Perceptron::default();
    learn(&mut perceptron, &lookup, lessons, 2);
    let mut perceptron = perceptron.select(FEATURES);
    learn(&mut perceptron, &lookup, lessons, epochs);
    Tagger::new(tags.to_vec(), &sure, perceptron.finish(12.0, 2))
}

/// How many features to keep.
const FEATURES: usize = 250_000;

fn learn(perceptron: &mut Perceptron, lookup: &Tagger, lessons: &[&Lesson], epochs: usize) {
    let mut random = Random::new(1);
    let mut order: Vec<&Lesson> = lessons.to_vec();
    let (mut features, mut given) = (Vec::new(), Vec::new());
    for _ in 0..epochs {
        random.shuffle(&mut order);
        for lesson in &order {
            given.clear();
            for (i, word) in lesson.words.iter().enumerate() {
                let tag = lookup.sure(word).unwrap_or_else(|| {
                    read_features(&lesson.words, lesson.headline, i, &given, &mut features);
                    let guess = best(perceptron, &features, lookup.tags.len());
                    perceptron.tick();
                    perceptron.update(&features, lesson.gold[i], guess);
                    guess
                });
                given.push(tag);
            }
        }
    }
}

/// Frequent words that have one tag nearly always.
fn sure_words(lessons: &[&Lesson]) -> Vec<(u64, Tag)> {
    let mut counts: FxHashMap<u64, FxHashMap<Tag, usize>> = FxHashMap::default();
    for lesson in lessons {
        for (word, &tag) in lesson.words.iter().zip(&lesson.gold) {
            *counts.entry(word.form).or_default().entry(tag).or_default() += 1;
        }
    }
    let sure = counts.into_iter().filter_map(|(form, tags)| {
        let total: usize = tags.values().sum();
        let (tag, most) = tags.into_iter().max_by_key(|&(tag, n)| (n, tag))?;
        (total >= 40 && most * 1000 >= total * 998).then_some((form, tag))
    });
    sure.collect()
}

/// Tags the lessons with taggers that have not seen them: each fifth by a tagger trained on the others.
pub fn jackknife(lessons: &[Lesson], tags: &[(Upos, Xpos)], epochs: usize) -> Vec<Vec<Tag>> {
    const FOLDS: usize = 5;
    // Runs of sentences, since neighbours come from one document.
    let fold = |i: usize| i / 50 % FOLDS;
    let taggers: Vec<Tagger> = (0..FOLDS)
        .into_par_iter()
        .map(|k| {
            let others: Vec<&Lesson> = lessons
                .iter()
                .enumerate()
                .filter(|(i, _)| fold(*i) != k)
                .map(|l| l.1)
                .collect();
            train(&others, tags, epochs)
        })
        .collect();
    let mut features = Vec::new();
    let tagged = lessons.iter().enumerate().map(|(i, lesson)| {
        let mut given = Vec::new();
        taggers[fold(i)].tag(&lesson.words, lesson.headline, &mut given, &mut features);
        given
    });
    tagged.collect()
}
