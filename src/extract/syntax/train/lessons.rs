//! Treebanks and plain text as numbers, for the network's training program.

use super::files;
use crate::extract::syntax::conllu::Tree;
use crate::extract::syntax::feature::{Spelling, spell_sentence};
use crate::extract::syntax::input::Vocabulary;
use crate::extract::syntax::model::Writer;
use crate::extract::syntax::{Deprel, ROOT, Upos, Xpos, clusters::Clusters};
use crate::extract::text::{Sentence, split};
use crate::{Error, Result};
use rustc_hash::FxHashMap;
use std::path::Path;

/// What all lessons are written with.
#[derive(Clone, Debug)]
pub struct Writing {
    clusters: Clusters,
    vocabulary: Vocabulary,
    tags: Vec<(Upos, Xpos)>,
}

/// Plain text to learn from: each file, and of how many sentences one is taken.
const PLAIN: [(&str, usize); 2] = [("wikipedia_current_events", 1), ("white_house", 80)];

/// The longest sentence of plain text that is taken.
const LONGEST: usize = 70;

impl Writing {
    /// Chooses the words that get a row of their own: seen twice in the treebanks, or often in the plain text.
    pub fn new(data: &Path, trees: &[Tree], clusters: Clusters, tags: Vec<(Upos, Xpos)>) -> Result<Writing> {
        let mut counts: FxHashMap<u64, usize> = FxHashMap::default();
        let (mut words, mut letters) = (Vec::new(), Vec::new());
        for tree in trees {
            words.clear();
            spell_sentence(&tree.text, &tree.sentence, &clusters, &mut words, &mut letters);
            words.iter().for_each(|w| *counts.entry(w.lower).or_default() += 4);
        }
        for (name, step) in PLAIN {
            let text = files::text(&data.join(format!("raw/{name}.txt.gz")))?;
            for sentence in plain(&text, step) {
                words.clear();
                spell_sentence(&text, &sentence, &clusters, &mut words, &mut letters);
                words.iter().for_each(|w| *counts.entry(w.lower).or_default() += 1);
            }
        }
        let vocabulary = Vocabulary::new(counts.into_iter().filter(|c| c.1 >= 8).map(|c| c.0));
        Ok(Writing {
            clusters,
            vocabulary,
            tags,
        })
    }

    /// Writes the lessons for `training/train.py`: each treebank's part, and plain text, one file each.
    pub fn write(&self, data: &Path, out: &Path) -> Result<()> {
        let save = |name: &str, bytes: Vec<u8>| {
            let path = out.join(name);
            std::fs::write(&path, bytes).map_err(|e| {
                Error::new("cannot write")
                    .in_file(path.display().to_string())
                    .caused_by(e)
            })
        };
        for (name, path) in [
            ("ewt.train", "ewt/en_ewt-ud-train"),
            ("gum.train", "gum/en_gum-ud-train.open"),
            ("ewt.dev", "ewt/en_ewt-ud-dev"),
            ("gum.dev", "gum/en_gum-ud-dev"),
            ("news.dev", "gum/en_gum-ud-dev.news"),
        ] {
            let trees = files::trees(&data.join(format!("syntax/{path}.conllu.gz")))?;
            let mut lessons = Writer::default();
            let mut news = false;
            for tree in &trees {
                if let Some(document) = &tree.document {
                    news = document.contains("_news_");
                }
                self.sentence(&tree.text, &tree.sentence, Some(tree), news, &mut lessons);
            }
            save(name, lessons.into_bytes())?;
        }
        let mut lessons = Writer::default();
        for (name, step) in PLAIN {
            let text = files::text(&data.join(format!("raw/{name}.txt.gz")))?;
            for sentence in plain(&text, step) {
                self.sentence(&text, &sentence, None, true, &mut lessons);
            }
        }
        save("plain", lessons.into_bytes())?;
        let mut head = Writer::default();
        head.u32(self.vocabulary.n_rows() as u32);
        head.u32(self.tags.len() as u32);
        head.u32(Deprel::ALL.len() as u32);
        let upos: Vec<u8> = self.tags.iter().map(|t| t.0 as u8).collect();
        head.bytes(&upos);
        let main: Vec<u8> = Deprel::ALL.iter().map(|d| main_part(*d) as u8).collect();
        head.bytes(&main);
        save("head", head.into_bytes())?;
        let mut words = Writer::default();
        self.vocabulary.write(&mut words);
        save("words", words.into_bytes())?;
        let mut clusters = Writer::default();
        self.clusters.write(&mut clusters);
        save("clusters", clusters.into_bytes())?;
        let mut tags = Writer::default();
        tags.bytes(
            &self
                .tags
                .iter()
                .flat_map(|t| [t.0 as u8, t.1 as u8])
                .collect::<Vec<_>>(),
        );
        save("tags", tags.into_bytes())
    }

    fn sentence(&self, text: &str, sentence: &Sentence, tree: Option<&Tree>, news: bool, out: &mut Writer) {
        let (mut words, mut letters): (Vec<Spelling>, _) = (Vec::new(), Vec::new());
        let headline = spell_sentence(text, sentence, &self.clusters, &mut words, &mut letters);
        out.u32(words.len() as u32);
        out.u32(u32::from(news));
        for (i, word) in words.iter().enumerate() {
            let rows = self.vocabulary.rows(word, i == 0, headline);
            rows.iter().for_each(|&r| out.u32(r));
            let Some(gold) = tree.map(|t| t.parse.words[i]) else {
                (0..3).for_each(|_| out.u32(0));
                continue;
            };
            let exact = self.tags.iter().position(|&t| t == (gold.upos, gold.xpos));
            let tag = exact.or_else(|| self.tags.iter().position(|t| t.0 == gold.upos));
            out.u32(tag.unwrap_or(0) as u32);
            out.u32(if gold.head == ROOT { 0 } else { gold.head + 1 });
            out.u32(gold.deprel as u32);
        }
    }
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

/// The number of the relation without its subtype.
fn main_part(relation: Deprel) -> Deprel {
    let name = relation.as_str().split(':').next().unwrap_or_default();
    Deprel::from_str_opt(name).unwrap_or(relation)
}

/// Every `step`th sentence of a plain text.
fn plain(text: &str, step: usize) -> impl Iterator<Item = Sentence> {
    let fit = |s: &Sentence| (4..=LONGEST).contains(&s.tokens.len());
    split(text).into_iter().filter(fit).step_by(step)
}
