//! Learns lemma rules from a treebank, and from plain text which of a word's possible stems is a word.

use crate::extract::syntax::conllu::Tree;
use crate::extract::syntax::lemma::{Edit, Lemmatizer, capital_key, ending_keys, plain_number, raised_key, small_key};
use crate::extract::syntax::network::Tag;
use crate::extract::syntax::{Upos, Xpos};
use rustc_hash::{FxHashMap, FxHashSet};

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

/// Words seen less often in plain text may be misspelt; no rule is made for them or rests on them.
const SEEN: u32 = 5;
/// A stem seen no more often is no word; a word seen less often is not written small.
const UNSEEN: u32 = 2;
/// Words of these tags that are never written small keep their capital.
const CAPITAL: [(Upos, Xpos); 4] = [
    (Upos::Noun, Xpos::Nn),
    (Upos::Adj, Xpos::Jj),
    (Upos::Adv, Xpos::Rb),
    (Upos::X, Xpos::Fw),
];
/// Endings, and the tags that words with them may have.
const ENDINGS: [(&str, &[(Upos, Xpos)]); 5] = [
    ("ed", &[(Upos::Verb, Xpos::Vbd), (Upos::Verb, Xpos::Vbn)]),
    ("ing", &[(Upos::Verb, Xpos::Vbg)]),
    ("s", &[(Upos::Noun, Xpos::Nns), (Upos::Verb, Xpos::Vbz)]),
    ("er", &[(Upos::Adj, Xpos::Jjr)]),
    ("est", &[(Upos::Adj, Xpos::Jjs)]),
];

/// How often each word is written small, in texts and treebanks; lemmas count as words.
fn small_words(trees: &[Tree], texts: &[String]) -> FxHashMap<String, u32> {
    let mut counts: FxHashMap<String, u32> = FxHashMap::default();
    let mut count = |word: &str, n: u32| {
        if !word.is_empty() && word.chars().all(char::is_lowercase) {
            match counts.get_mut(word) {
                Some(seen) => *seen += n,
                None => drop(counts.insert(word.to_owned(), n)),
            }
        }
    };
    for text in texts {
        text.split(|c: char| !c.is_alphabetic()).for_each(|word| count(word, 1));
    }
    for tree in trees {
        for (i, token) in tree.sentence.tokens.iter().enumerate() {
            count(token.span.of(&tree.text), 1);
            count(tree.parse.lemma(i), 2);
        }
    }
    counts
}

/// What a word with this ending may come from.
fn stems(word: &str, ending: &str) -> Vec<String> {
    let stem = &word[..word.len() - ending.len()];
    if ending == "s" {
        return match (word.strip_suffix("ies"), word.strip_suffix("es")) {
            (Some(short), _) => vec![format!("{short}y"), stem.to_owned()],
            (_, Some(short)) => vec![short.to_owned(), stem.to_owned()],
            _ => vec![stem.to_owned()],
        };
    }
    let mut stems = vec![stem.to_owned(), format!("{stem}e")];
    let mut letters = stem.chars().rev();
    if let (Some(last), Some(before)) = (letters.next(), letters.next()) {
        if last == before {
            stems.push(stem[..stem.len() - last.len_utf8()].to_owned());
        }
        if last == 'i' {
            stems.push(format!("{}y", &stem[..stem.len() - 1]));
        }
    }
    stems
}

/// Exceptions for words of plain text that the rules give a lemma which is no word, while another stem is one.
fn exceptions(
    lemmatizer: &Lemmatizer,
    words: &FxHashMap<String, u32>,
    seen: &FxHashSet<u32>,
    tags: &[(Upos, Xpos)],
) -> Vec<(u32, Edit)> {
    let known = |word: &str| words.get(word).copied().unwrap_or(0);
    let (mut keys, mut lemma) = (Vec::new(), String::new());
    let mut found = Vec::new();
    let mut sorted: Vec<&str> = words.iter().filter(|w| *w.1 >= UNSEEN).map(|w| w.0.as_str()).collect();
    sorted.sort_unstable();
    for word in sorted {
        for (ending, those) in ENDINGS {
            if !word.ends_with(ending) || word.len() < ending.len() + 2 {
                continue;
            }
            let stems = stems(word, ending);
            let Some(best) = stems.iter().rev().max_by_key(|s| known(s)).filter(|s| known(s) >= SEEN) else {
                continue;
            };
            for pair in those {
                let Some(tag) = tags.iter().position(|t| t == pair) else {
                    continue;
                };
                lemma.clear();
                lemmatizer.lemma(word, tag as Tag, &mut keys, &mut lemma);
                let whole = keys[keys.len() - 2];
                if known(&lemma) <= UNSEEN && !seen.contains(&whole) {
                    found.push((whole, edit(word, best, pair.0)));
                }
            }
        }
    }
    found
}

/// Learns a rule for every ending whose lemmas the shorter endings get wrong, and exceptions from plain `texts`.
pub fn train(trees: &[Tree], texts: &[String], tags: &[(Upos, Xpos)]) -> Lemmatizer {
    let mut counts: FxHashMap<u32, FxHashMap<Edit, usize>> = FxHashMap::default();
    let mut examples: FxHashMap<(Tag, String), FxHashMap<Edit, usize>> = FxHashMap::default();
    let mut keys = Vec::new();
    for tree in trees {
        for (i, word) in tree.parse.words.iter().enumerate() {
            let form = tree.sentence.tokens[i].span.of(&tree.text).replace('’', "'");
            let Some(tag) = tags.iter().position(|&t| t == (word.upos, word.xpos)) else {
                continue;
            };
            // "_" stands where a word goes on; numbers have a rule of their own.
            if tree.parse.lemma(i) == "_" || plain_number(&form).is_some() {
                continue;
            }
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
    let words = small_words(trees, texts);
    let learned = Lemmatizer::new(rules.iter().map(|(k, e)| (*k, *e)).collect(), edits.clone());
    let seen: FxHashSet<u32> = counts.keys().copied().collect();
    for (key, edit) in exceptions(&learned, &words, &seen, tags) {
        let at = edits.iter().position(|e| *e == edit).unwrap_or_else(|| {
            edits.push(edit);
            edits.len() - 1
        });
        rules.insert(key, at as u16);
    }
    // Keys that say yes by being there.
    let capital = CAPITAL.iter().filter_map(|c| tags.iter().position(|t| t == c));
    let capital = capital.map(|tag| capital_key(tag as Tag));
    let raised = tags.iter().position(|t| *t == (Upos::Propn, Xpos::Nnp));
    let capital = capital.chain(raised.map(|tag| raised_key(tag as Tag)));
    let small = words.iter().filter(|w| *w.1 >= UNSEEN).map(|w| small_key(w.0));
    for key in small.chain(capital) {
        rules.entry(key).or_insert(0);
    }
    Lemmatizer::new(rules.into_iter().collect(), edits)
}
