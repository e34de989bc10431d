//! Trains the name tagger, from texts in which names are marked.

use super::perceptron::Perceptron;
use super::random::Random;
use super::{files, marked::Marked};
use crate::extract::syntax::feature::{Spelling, lower_hash, spell_sentence};
use crate::extract::syntax::name::{Gazetteer, Label, NameTagger, View, begin, best};
use crate::extract::syntax::network::{Extent, Memory, Network, Tag};
use crate::extract::syntax::{Analyzer, NameKind, Scratch, clusters::Clusters};
use crate::extract::text::split;
use crate::{Error, Result, Span};
use std::path::Path;

/// A sentence ready to learn from.
#[derive(Clone, Debug)]
pub struct Lesson {
    words: Vec<Spelling>,
    tags: Vec<Tag>,
    marks: Vec<u16>,
    headline: bool,
    gold: Vec<Label>,
    /// NORP and MISC are not marked here, so a guess of them is no mistake.
    narrow: bool,
}

/// Reads a list of known names: a phrase, a tab, and its list.
///
/// # Errors
///
/// When the file is missing or a line has no list that is known.
pub fn gazetteer(path: &Path) -> Result<Gazetteer> {
    const LISTS: [&str; 6] = [
        "country",
        "nationality",
        "place",
        "organisation",
        "person",
        "first-name",
    ];
    let mut phrases = Vec::new();
    for (number, line) in files::text(path)?.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (phrase, list) = line.split_once('\t').unwrap_or((line, ""));
        let Some(list) = LISTS.iter().position(|&l| l == list) else {
            let expected = LISTS.join(", ");
            let error = Error::new(format!("expected a name, a tab and one of {expected}; found {line:?}"));
            return Err(error.in_file(path.display().to_string()).on_line(number + 1));
        };
        let sentences = split(phrase);
        let tokens = sentences.iter().flat_map(|s| &s.tokens);
        phrases.push((tokens.map(|t| lower_hash(t.span.of(phrase))).collect(), list as u8));
    }
    Ok(Gazetteer::new(&phrases))
}

/// Tokenizes and tags marked texts.
pub fn lessons(texts: &[Marked], clusters: &Clusters, network: &Network, gazetteer: &Gazetteer) -> Vec<Lesson> {
    let (mut letters, mut memory, mut nodes) = (Vec::new(), Memory::default(), Vec::new());
    let mut lessons = Vec::new();
    for text in texts {
        for sentence in split(&text.text) {
            let (mut words, mut marks) = (Vec::new(), Vec::new());
            let headline = spell_sentence(&text.text, &sentence, clusters, &mut words, &mut letters);
            let extent = Extent {
                n_words: words.len(),
                headline,
            };
            network.run(&words, &[extent], &mut memory, &mut nodes);
            let tags = nodes.iter().map(|n| n.tag).collect();
            gazetteer.mark(&words, &mut marks);
            let label = |span: Span| {
                let name = text.names.iter().find(|n| n.0.overlaps(span));
                name.map_or(0, |(name, kind)| begin(*kind) + u8::from(name.start < span.start))
            };
            let gold = sentence.tokens.iter().map(|t| label(t.span)).collect();
            lessons.push(Lesson {
                words,
                tags,
                marks,
                headline,
                gold,
                narrow: text.narrow,
            });
        }
    }
    lessons
}

/// Trains a name tagger.
pub fn train(lessons: &[Lesson], gazetteer: Gazetteer, features: usize, epochs: usize) -> NameTagger {
    let mut perceptron = Perceptron::default();
    learn(&mut perceptron, lessons, 3);
    let mut perceptron = perceptron.select(features);
    learn(&mut perceptron, lessons, epochs);
    NameTagger::new(gazetteer, perceptron.finish(10.0, 2))
}

fn learn(perceptron: &mut Perceptron, lessons: &[Lesson], epochs: usize) {
    let mut random = Random::new(3);
    let mut order: Vec<&Lesson> = lessons.iter().collect();
    let (mut features, mut labels) = (Vec::new(), Vec::<Label>::new());
    let first_open = begin(NameKind::Norp);
    for _ in 0..epochs {
        random.shuffle(&mut order);
        for lesson in &order {
            labels.clear();
            let Lesson {
                words,
                tags,
                marks,
                headline,
                ..
            } = *lesson;
            let view = View {
                words,
                tags,
                marks,
                headline: *headline,
            };
            for (i, &gold) in lesson.gold.iter().enumerate() {
                view.read_features(i, &labels, &mut features);
                let last = labels.last().copied().unwrap_or(0);
                let guess = best(perceptron, &features, last);
                perceptron.tick();
                let free = lesson.narrow && (gold == 0 || gold >= first_open) && (guess == 0 || guess >= first_open);
                // A name whose start was missed can only begin here: asking for what the labels before forbid would
                // push the weights without end.
                let inside = gold > 0 && gold % 2 == 0;
                let wanted = if inside && last != gold && last + 1 != gold {
                    gold - 1
                } else {
                    gold
                };
                if !free {
                    perceptron.update(&features, wanted, guess);
                }
                labels.push(guess);
            }
        }
    }
}

/// Precision, recall and F1, in percent, of persons, organisations and places with exactly the right span.
pub fn measure(analyzer: &Analyzer, texts: &[Marked]) -> [f64; 3] {
    let main = |kind: &NameKind| matches!(kind, NameKind::Person | NameKind::Organization | NameKind::Location);
    let mut scratch = Scratch::default();
    let (mut gold, mut given, mut right) = (0, 0, 0);
    for text in texts {
        gold += text.names.iter().filter(|n| main(&n.1)).count();
        for sentence in split(&text.text) {
            let parse = analyzer.parse_with(&mut scratch, &text.text, &sentence);
            for name in parse.names.iter().filter(|n| main(&n.kind)) {
                given += 1;
                let (first, last) = (name.first as usize, name.end as usize - 1);
                let span = sentence.tokens[first].span.join(sentence.tokens[last].span);
                right += usize::from(text.names.contains(&(span, name.kind)));
            }
        }
    }
    let percent = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
    [
        percent(right, given),
        percent(right, gold),
        percent(2 * right, gold + given),
    ]
}
