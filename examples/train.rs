//! Rebuilds `models/en.bin`: `cargo run --release --features train --example train -- DATA`.

use newsgraph::extract::syntax::train::english;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
<<<<<<< HEAD
<<<<<<< HEAD
    let data = PathBuf::from(std::env::args().nth(1).ok_or("usage: train DATA")?);
    let start = Instant::now();
    let syntax = data.join("syntax");
    let ewt = syntax.join("ewt/en_ewt-ud-dev.conllu.gz");
    let gum = syntax.join("gum/en_gum-ud-dev.conllu.gz");
    let news = syntax.join("gum/en_gum-ud-dev.news.conllu.gz");
    let mut trees = files::trees(&syntax.join("ewt/en_ewt-ud-train.conllu.gz"))?;
    trees.extend(files::trees(&syntax.join("gum/en_gum-ud-train.open.conllu.gz"))?);
    let clusters = Clusters::default();
    let tags = tagger::tag_set(&trees);
    let lessons = tagger::lessons(&trees, &clusters, &tags);
    eprintln!("{:?} read", start.elapsed());
    let given = tagger::jackknife(&lessons, &tags, 6);
    eprintln!("{:?} jackknifed", start.elapsed());
    let tagger = tagger::train(&lessons.iter().collect::<Vec<_>>(), &tags, 8);
    eprintln!("{:?} tagger", start.elapsed());
    let lemmatizer = lemmas::train(&trees, &tags);
    let truths: Vec<_> = trees.iter().map(parser::truth).collect();
    let parser = parser::train(
        &lessons,
        &given,
        &truths,
        parser::Size {
            first_epochs: 2,
            features: 600_000,
            epochs: 7,
        },
    );
    eprintln!("{:?} parser", start.elapsed());
    let analyzer = Analyzer {
        clusters,
        tagger,
        lemmatizer,
        parser,
    };
    let bytes = analyzer.to_bytes();
    std::fs::write("models/en.bin", &bytes)?;
    let loading = Instant::now();
    let analyzer = Analyzer::from_bytes(&bytes)?;
    eprintln!("{} bytes, loads in {:?}", bytes.len(), loading.elapsed());
    for path in [ewt, gum, news] {
        println!(
            "{}\n{}",
            path.display(),
            evaluate::measure(&analyzer, &files::trees(&path)?)
        );
    }
=======
=======
>>>>>>> actor
    let Some(data) = std::env::args().nth(1) else {
        return Err("say where the training data is: train DATA".into());
    };
    let bytes = english::train(Path::new(&data), Path::new("data/en"))?.to_bytes();
    std::fs::write("models/en.bin", &bytes)?;
    eprintln!("models/en.bin: {} bytes", bytes.len());
<<<<<<< HEAD
>>>>>>> syntax
=======
>>>>>>> actor
    Ok(())
}
