//! The training of the English model: lessons for the network first, everything else around it after.

use super::clusters::Corpus;
use super::headlines::headlines;
use super::lessons::Writing;
use super::{files, lemmas, lessons, marked, names};
use crate::extract::syntax::Analyzer;
use crate::extract::syntax::clusters::Clusters;
use crate::extract::syntax::conllu::Tree;
use crate::extract::syntax::model::Reader;
use crate::extract::syntax::network::Network;
use crate::{Error, Result};
use std::path::Path;
use std::time::Instant;

/// How many word classes, how many coarser ones, and how often a word must be seen to have one.
const CLASSES: (usize, usize, u32) = (512, 64, 6);

/// Finds word classes and writes the network's lessons to `out`; `own` is the file of patterns of our own.
///
/// # Errors
///
/// When a file is missing or cannot be written.
pub fn lessons(data: &Path, own: &Path, out: &Path) -> Result<()> {
    let trees = treebanks(data)?;
    let own = headlines(own)?;
    let clusters = clusters(data, &trees)?;
    let tags = lessons::tag_set(&trees);
    Writing::new(data, &trees, clusters, tags)?.write(data, &own, out)
}

/// Puts the model together: the network that learned from the lessons in `learned`, and lemmas and names, trained here
/// from the files under `data` and the lists under `lists`; tells its progress on standard error.
///
/// # Errors
///
/// When a file is missing or not as expected.
pub fn train(data: &Path, learned: &Path, lists: &Path) -> Result<Analyzer> {
    let start = Instant::now();
    let done = |what: &str| eprintln!("{:4} s  {what}", start.elapsed().as_secs());
    let trees = treebanks(data)?;
    let texts = named_texts(data)?;
    let gazetteer = names::gazetteer(&lists.join("names.tsv"))?;
    let clusters = Clusters::read(&mut Reader::new(&bytes(&learned.join("clusters"))?))?;
    let parts: Result<Vec<_>> = ["tags", "words", "network"]
        .iter()
        .map(|p| bytes(&learned.join(p)))
        .collect();
    let network = Network::read(&mut Reader::new(&parts?.concat()))?;
    done("files read");
    let lemmatizer = lemmas::train(&trees, &plain_texts(data)?, &network.tags);
    let name_lessons = names::lessons(&texts, &clusters, &network, &gazetteer);
    let names = names::train(&name_lessons, gazetteer, 120_000, 8);
    done("lemmas and names");
    Ok(Analyzer {
        clusters,
        network,
        lemmatizer,
        names,
    })
}

/// The model with its lemmas trained anew and everything else as it was.
///
/// # Errors
///
/// When a file is missing or not as expected.
pub fn with_new_lemmas(mut model: Analyzer, data: &Path) -> Result<Analyzer> {
    model.lemmatizer = lemmas::train(&treebanks(data)?, &plain_texts(data)?, &model.network.tags);
    Ok(model)
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    let fail = |e| {
        Error::new("cannot read this; write the lessons and train the network first, see models/en.md")
            .in_file(path.display().to_string())
            .caused_by(e)
    };
    std::fs::read(path).map_err(fail)
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
    plain_texts(data)?.iter().for_each(|text| corpus.add(text));
    let (classes, families, least) = CLASSES;
    Ok(corpus.cluster(classes, families, least, 6))
}

fn plain_texts(data: &Path) -> Result<Vec<String>> {
    const NAMES: [&str; 4] = [
        "wikipedia_current_events",
        "cia_factbook",
        "historyatstate",
        "white_house",
    ];
    let text = |name| files::text(&data.join(format!("raw/{name}.txt.gz")));
    NAMES.into_iter().map(text).collect()
}
