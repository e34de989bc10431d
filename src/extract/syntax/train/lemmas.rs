//! Learns lemma rules from a treebank.

use crate::extract::syntax::conllu::Tree;
use crate::extract::syntax::lemma::{Edit, Lemmatizer, ending_keys};
use crate::extract::syntax::network::Tag;
use crate::extract::syntax::{Upos, Xpos};
use rustc_hash::FxHashMap;

/// The edit that leads from a form to its lemma. Names keep their case where they can, other words lose it.
fn edit(form: &str, lemma: &str, upos: Upos) -> Edit {
    let attempt = |fold: bool| {
        let base: Vec<char> = if fold { form.to_lowercase() } else { form.to_owned() }
            .chars()
            .collect();
        let shared = base.iter().zip(lemma.chars()).take_while(|(a, b)| **a == *b).count();
        let add: String = lemma.chars().skip(shared).collect();
        Edit {
            fold,
            strip: (base.len() - shared).min(255) as u8,
            add,
        }
    };
    let (fold, keep) = (attempt(true), attempt(false));
    let cost = |e: &Edit| e.strip as usize + e.add.len();
    let name = upos == Upos::Propn;
    if cost(&fold) < cost(&keep) || (cost(&fold) == cost(&keep) && !name) {
        fold
    } else {
        keep
    }
}

/// Learns a rule for every ending whose lemmas the shorter endings get wrong.
pub fn train(trees: &[Tree], tags: &[(Upos, Xpos)]) -> Lemmatizer {
    let mut counts: FxHashMap<u32, FxHashMap<Edit, usize>> = FxHashMap::default();
    let mut examples: FxHashMap<(Tag, String), FxHashMap<Edit, usize>> = FxHashMap::default();
    let mut keys = Vec::new();
    for tree in trees {
        for (i, word) in tree.parse.words.iter().enumerate() {
            let form = tree.sentence.tokens[i].span.of(&tree.text).replace('’', "'");
            let Some(tag) = tags.iter().position(|&t| t == (word.upos, word.xpos)) else {
                continue;
            };
            let edit = edit(&form, tree.parse.lemma(i), word.upos);
            *examples.entry((tag as Tag, form)).or_default().entry(edit).or_default() += 1;
        }
    }
    // Endings count words, not their occurrences: a frequent word says no more about others than a rare one.
    let mut examples: Vec<_> = examples.into_iter().collect();
    examples.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    let most = |edits: &FxHashMap<Edit, usize>| {
        let best = edits.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
        best.map(|(edit, _)| edit.clone()).unwrap_or_default()
    };
    for ((tag, form), edits) in &examples {
        let edit = most(edits);
        ending_keys(*tag, form, &mut keys);
        for (k, key) in keys.iter().enumerate() {
            let whole = k + 2 >= keys.len();
            let weight = if whole { edits.values().sum() } else { 1 };
            *counts.entry(*key).or_default().entry(edit.clone()).or_default() += weight;
        }
    }
    let mut edits: Vec<Edit> = counts.values().map(&most).collect();
    edits.sort_unstable();
    edits.dedup();
    let mut rules: FxHashMap<u32, u16> = FxHashMap::default();
    for ((tag, form), _) in &examples {
        ending_keys(*tag, form, &mut keys);
        let mut inherited = None;
        for (k, key) in keys.iter().enumerate() {
            let seen = &counts[key];
            // One word is no rule for an ending; it is an exception.
            if k > 0 && k + 2 < keys.len() && seen.values().sum::<usize>() < 2 {
                continue;
            }
            let edit = most(seen);
            if inherited.as_ref() != Some(&edit) {
                let at = edits.binary_search(&edit).expect("every edit in use is listed");
                rules.insert(*key, at as u16);
            }
            inherited = Some(edit);
        }
    }
    let mut rules: Vec<(u32, u16)> = rules.into_iter().collect();
    rules.sort_unstable();
    Lemmatizer::new(rules, edits)
}
