//! The whole training of the English model, in order.

use super::clusters::Corpus;
use super::tagger::Trained;
use super::{files, lemmas, marked, names, parser, tagger};
use crate::Result;
use crate::extract::syntax::Analyzer;
use crate::extract::syntax::clusters::Clusters;
use crate::extract::syntax::conllu::Tree;
use std::path::Path;
use std::time::Instant;

/// How many word classes, how many coarser ones, and how often a word must be seen to have one.
const CLASSES: (usize, usize, u32) = (512, 64, 6);

/// Trains everything from the files under `data` and the lists under `lists`; tells its progress on standard error.
///
/// # Errors
///
/// When a file is missing or not as expected.
pub fn train(data: &Path, lists: &Path) -> Result<Analyzer> {
    let start = Instant::now();
    let done = |what: &str| eprintln!("{:4} s  {what}", start.elapsed().as_secs());
    let trees = treebanks(data)?;
    let texts = named_texts(data)?;
    let gazetteer = names::gazetteer(&lists.join("names.tsv"))?;
    done("files read");
    let clusters = clusters(data, &trees)?;
    done("word classes");
    let tags = tagger::tag_set(&trees);
    let lessons = tagger::lessons(&trees, &clusters, &tags);
    let Trained { tagger, unseen } = tagger::train(&lessons, &tags, 5);
    done("tagger");
    let lemmatizer = lemmas::train(&trees, &tags);
    let name_lessons = names::lessons(&texts, &clusters, &tagger, &gazetteer);
    let names = names::train(&name_lessons, gazetteer, 120_000, 8);
    done("lemmas and names");
    let truths: Vec<_> = trees.iter().map(parser::truth).collect();
    let size = parser::Size {
        first_epochs: 2,
        features: 400_000,
        epochs: 8,
    };
    let parser = parser::train(&lessons, &unseen, &truths, &tags, size);
    done("parser");
    Ok(Analyzer {
        clusters,
        tagger,
        lemmatizer,
        parser,
        names,
    })
}

fn treebanks(data: &Path) -> Result<Vec<Tree>> {
    let mut trees = files::trees(&data.join("syntax/ewt/en_ewt-ud-train.conllu.gz"))?;
    trees.extend(files::trees(&data.join("syntax/gum/en_gum-ud-train.open.conllu.gz"))?);
    Ok(trees)
}

fn named_texts(data: &Path) -> Result<Vec<marked::Marked>> {
    let kept = files::text(&data.join("silver/dev.txt"))?;
    let wanted = |id: &str| !kept.lines().any(|k| k.trim() == id);
    let mut texts = marked::articles(&data.join("silver"), wanted)?;
    texts.extend(marked::articles(&data.join("silver/names"), wanted)?);
    let ner = data.join("syntax/ner");
    texts.extend(marked::labelled(&ner.join("gum-derived-train.open.iob2.gz"), 1, 2)?);
    texts.extend(marked::labelled(&ner.join("wikigold.conll.gz"), 0, 1)?);
    Ok(texts)
}

/// Word classes from plain text and the treebanks' own.
fn clusters(data: &Path, trees: &[Tree]) -> Result<Clusters> {
    let mut corpus = Corpus::default();
    for tree in trees {
        corpus.add_words(tree.sentence.tokens.iter().map(|t| t.span.of(&tree.text)));
    }
    for name in [
        "wikipedia_current_events",
        "cia_factbook",
        "historyatstate",
        "white_house",
    ] {
        corpus.add(&files::text(&data.join(format!("raw/{name}.txt.gz")))?);
    }
    let (classes, families, least) = CLASSES;
    Ok(corpus.cluster(classes, families, least, 6))
}
