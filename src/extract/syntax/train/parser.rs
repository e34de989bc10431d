//! Trains the parser, letting it go wrong and learn from there.

use super::oracle::{Truth, costs};
use super::perceptron::Perceptron;
use super::random::Random;
use super::tagger::Lesson;
use crate::extract::syntax::conllu::Tree;
use crate::extract::syntax::parse::{Parser, SHIFT, State, Step, label, left, right};
use crate::extract::syntax::tag::Tag;
use crate::extract::syntax::weights::{MAX_CLASSES, Score};
use crate::extract::syntax::{Deprel, ROOT, Upos, Xpos};

/// The true tree of a treebank sentence.
pub fn truth(tree: &Tree) -> Truth {
    Truth {
        heads: tree.parse.words.iter().map(|w| w.head).collect(),
        labels: tree.parse.words.iter().map(|w| w.deprel).collect(),
    }
}

/// Trains a parser on sentences with `tags` as the tagger will give them.
///
/// From the second epoch on, nine of ten times, the parser follows its own choice rather than the oracle's.
pub fn train(lessons: &[Lesson], given: &[Vec<Tag>], truths: &[Truth], tags: &[(Upos, Xpos)], size: Size) -> Parser {
    let steps = seen_steps(truths);
    let mut perceptron = Perceptron::default();
    learn(&mut perceptron, &steps, lessons, given, truths, tags, size.first_epochs);
    let mut perceptron = perceptron.select(size.features);
    learn(&mut perceptron, &steps, lessons, given, truths, tags, size.epochs);
    Parser::new(steps, perceptron.finish(8.0, 3))
}

/// How much to learn, and how much of it to keep.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Epochs with all features, to see which matter.
    pub first_epochs: usize,
    /// How many features to keep then.
    pub features: usize,
    /// Epochs with those.
    pub epochs: usize,
}

fn learn(
    perceptron: &mut Perceptron,
    steps: &[Step],
    lessons: &[Lesson],
    given: &[Vec<Tag>],
    truths: &[Truth],
    tags: &[(Upos, Xpos)],
    epochs: usize,
) {
    let mut random = Random::new(2);
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut state = State::default();
    let mut features = Vec::new();
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        for &s in &order {
            state.start(&lessons[s].words, &given[s], tags);
            while !state.is_finished() {
                let [shift, left, right] = state.legal();
                if shift && !left && !right {
                    state.take(SHIFT);
                    continue;
                }
                state.read_features(&mut features);
                let mut scores = [0; MAX_CLASSES];
                perceptron.score(&features, &mut scores);
                perceptron.tick();
                let Some(guess) = state.best(&scores, steps) else { break };
                let good = good_steps(&state, &truths[s], steps);
                let right = best_of(&scores, &good);
                if !good.contains(&guess) {
                    perceptron.update(&features, right, guess);
                }
                let explore = epoch > 0 && random.below(10) > 0;
                state.take(if good.contains(&guess) || explore { guess } else { right });
            }
        }
        eprint!(".");
    }
    eprintln!(" {} features", perceptron.len());
}

fn best_of(scores: &[i32; MAX_CLASSES], steps: &[Step]) -> Step {
    let best = steps
        .iter()
        .copied()
        .reduce(|a, b| if scores[b as usize] > scores[a as usize] { b } else { a });
    best.expect("some step costs least")
}

/// Arcs that the treebank has, in order of code.
fn seen_steps(truths: &[Truth]) -> Vec<Step> {
    let mut seen = [false; MAX_CLASSES];
    for truth in truths {
        for (child, (&head, &label)) in truth.heads.iter().zip(&truth.labels).enumerate() {
            if head != ROOT && label != Deprel::Root {
                let step = if head > child as u32 { left(label) } else { right(label) };
                seen[step as usize] = true;
            }
        }
    }
    (1..MAX_CLASSES as u8).filter(|&s| seen[s as usize]).collect()
}

/// The steps that lose least. An arc that is true must have the true relation; another may have any.
fn good_steps(state: &State, truth: &Truth, steps: &[Step]) -> Vec<Step> {
    let costs = costs(state, truth);
    let least = costs.iter().flatten().min().copied();
    let fits = |leftward: bool| costs[if leftward { 1 } else { 2 }] == least;
    let top = state.stack.last().map_or(0, |&t| t as usize);
    let below = state.stack.len().checked_sub(2).map_or(ROOT, |at| state.stack[at]);
    let is_true = [
        truth.heads[top] == below && below != ROOT,
        truth.heads[top] == state.next,
    ];
    let shift = (costs[0] == least).then_some(SHIFT).into_iter();
    let arcs = steps.iter().copied().filter(|&s| {
        let leftward = s % 2 == 1;
        fits(leftward) && (!is_true[usize::from(leftward)] || label(s) == truth.labels[top])
    });
    shift.chain(arcs).collect()
}
