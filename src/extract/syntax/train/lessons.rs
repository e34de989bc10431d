//! Treebanks and plain text as numbers, for the network's training program.

use super::files;
use crate::extract::syntax::conllu::Tree;
use crate::extract::syntax::feature::{Spelling, spell_sentence};
use crate::extract::syntax::input::{ROWS, Vocabulary};
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

/// Plain text to learn from: each file of `raw`, how many characters from its start, and of how many sentences one is
/// taken. What the White House wrote comes before what was spoken there.
const PLAIN: [(&str, usize, usize); 5] = [
    ("wikipedia_current_events", usize::MAX, 1),
    (NEWS, usize::MAX, 1),
    ("white_house", 36_000_000, 1),
    ("historyatstate", usize::MAX, 1),
    ("cia_factbook", usize::MAX, 1),
];
/// Not in `raw`: the plain articles of `news`.
const NEWS: &str = "news";

/// The longest sentence of plain text that is taken.
const LONGEST: usize = 70;

/// A word has a row of its own if this is reached: a count where a word of the treebanks weighs `TREE`.
const OFTEN: usize = 40;
const TREE: usize = 20;

impl Writing {
    /// Chooses the words that get a row of their own: seen twice in the treebanks, or often in the plain text.
    pub fn new(data: &Path, trees: &[Tree], clusters: Clusters, tags: Vec<(Upos, Xpos)>) -> Result<Writing> {
        let mut counts: FxHashMap<u64, usize> = FxHashMap::default();
        let (mut words, mut letters) = (Vec::new(), Vec::new());
        for tree in trees {
            words.clear();
            spell_sentence(&tree.text, &tree.sentence, &clusters, &mut words, &mut letters);
            words.iter().for_each(|w| *counts.entry(w.lower).or_default() += TREE);
        }
        for source in PLAIN {
            let (text, sentences) = plain(data, source)?;
            for sentence in sentences {
                words.clear();
                spell_sentence(&text, &sentence, &clusters, &mut words, &mut letters);
                words.iter().for_each(|w| *counts.entry(w.lower).or_default() += 1);
            }
        }
        let vocabulary = Vocabulary::new(counts.into_iter().filter(|c| c.1 >= OFTEN).map(|c| c.0));
        Ok(Writing {
            clusters,
            vocabulary,
            tags,
        })
    }

    /// Writes the lessons for `training/train.py`: each treebank's part, our own sentences, and plain text, one
    /// file each.
    pub fn write(&self, data: &Path, own: &[Tree], out: &Path) -> Result<()> {
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
                self.sentence(&tree.text, &tree.sentence, tree, news, &mut lessons);
            }
            save(name, lessons.into_bytes())?;
        }
        let mut lessons = Writer::default();
        for tree in own {
            self.sentence(&tree.text, &tree.sentence, tree, false, &mut lessons);
        }
        save("own", lessons.into_bytes())?;
        let mut kinds = Kinds::default();
        for source in PLAIN {
            let (text, sentences) = plain(data, source)?;
            let mut lessons = Writer::default();
            for sentence in sentences {
                self.plain_sentence(&text, &sentence, &mut kinds, &mut lessons);
            }
            save(&format!("plain.{}", source.0), lessons.into_bytes())?;
        }
        save("plain.kinds", kinds.rows.into_bytes())?;
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

    /// A sentence of plain text: its length, the highest bit set if it is a headline, and the number of each word's kind.
    fn plain_sentence(&self, text: &str, sentence: &Sentence, kinds: &mut Kinds, out: &mut Writer) {
        let (mut words, mut letters): (Vec<Spelling>, _) = (Vec::new(), Vec::new());
        let headline = spell_sentence(text, sentence, &self.clusters, &mut words, &mut letters);
        out.u32(words.len() as u32 | u32::from(headline) << 31);
        for word in &words {
            let rows = self.vocabulary.rows(word, false, false);
            let next = kinds.ids.len() as u32;
            out.u32(*kinds.ids.entry(rows).or_insert_with(|| {
                rows.iter().for_each(|&r| kinds.rows.u32(r));
                next
            }));
        }
    }

    fn sentence(&self, text: &str, sentence: &Sentence, tree: &Tree, news: bool, out: &mut Writer) {
        let (mut words, mut letters): (Vec<Spelling>, _) = (Vec::new(), Vec::new());
        let headline = spell_sentence(text, sentence, &self.clusters, &mut words, &mut letters);
        out.u32(words.len() as u32);
        out.u32(u32::from(news));
        for (i, word) in words.iter().enumerate() {
            let rows = self.vocabulary.rows(word, i == 0, headline);
            rows.iter().for_each(|&r| out.u32(r));
            let gold = tree.parse.words[i];
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

/// Words of plain text that have the same rows.
#[derive(Debug, Default)]
struct Kinds {
    ids: FxHashMap<[u32; ROWS], u32>,
    rows: Writer,
}

/// A plain text and the sentences of it that are taken.
fn plain(data: &Path, (name, most, step): (&str, usize, usize)) -> Result<(String, Vec<Sentence>)> {
    let mut text = match name {
        NEWS => files::articles(&data.join("news/wikinews_rest.jsonl.gz"), &data.join("silver/dev.txt"))?,
        _ => files::text(&data.join(format!("raw/{name}.txt.gz")))?,
    };
    if let Some(end) = text.get(most..).and_then(|t| t.find('\n')) {
        text.truncate(most + end);
    }
    let fit = |s: &Sentence| (4..=LONGEST).contains(&s.tokens.len());
    let sentences = split(&text).into_iter().filter(fit).step_by(step).collect();
    Ok((text, sentences))
}
