//! How well a model does on the development data: `cargo run --release --features train --example evaluate -- DATA [MODEL]`.
//!
//! Prints F1 in per cent, from raw text and on the treebanks' own tokens, then relations, confusions of tags, and names.

use newsgraph::extract::syntax::Analyzer;
use newsgraph::extract::syntax::train::evaluate::{self, Report};
use newsgraph::extract::syntax::train::{files, marked, names, score::Score};
use std::path::Path;
use std::time::Instant;

const TREEBANKS: [(&str, &str); 3] = [
    ("EWT dev (web)", "ewt/en_ewt-ud-dev"),
    ("GUM dev (many genres)", "gum/en_gum-ud-dev"),
    ("GUM dev, news only", "gum/en_gum-ud-dev.news"),
];

/// Rarer relations are not listed.
const RELATION_MIN: usize = 20;
/// How many confusions of tags are listed.
const CONFUSIONS: usize = 12;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(data) = arguments.first().map(Path::new) else {
        return Err("say where the treebanks are: evaluate DATA [MODEL]".into());
    };
    let path = arguments.get(1).map_or("models/en.bin", String::as_str);
    let model = std::fs::read(path)?;
    let start = Instant::now();
    let analyzer = Analyzer::from_bytes(&model)?;
    let megabytes = model.len() as f64 / 1e6;
    println!("{path}: {megabytes:.2} MB, loaded in {:.1?}", start.elapsed());

    let (mut raw, mut own) = (Vec::new(), Vec::new());
    for (name, file) in TREEBANKS {
        let file = data.join(format!("syntax/{file}.conllu.gz"));
        let (treebank, trees) = (files::text(&file)?, files::trees(&file)?);
        raw.push((name, evaluate::from_text(&analyzer, &treebank)?));
        own.push((name, evaluate::of_tokens(&analyzer, &treebank, &trees)));
    }
    table("From raw text, F1", &raw);
    table("On the treebank's own tokens", &own);
    for (name, report) in &raw[1..] {
        relations(name, &report.score);
    }
    for (name, report) in [&raw[0], &raw[1], &raw[2]] {
        confusions(name, &report.score);
    }

    let dev = files::text(&data.join("silver/dev.txt"))?;
    let wanted = |id: &str| dev.lines().any(|d| d.trim() == id);
    let mut news = marked::articles(&data.join("silver"), wanted)?;
    news.extend(marked::articles(&data.join("silver/names"), wanted)?);
    let ner = |file: &str| marked::labelled(&data.join("syntax/ner").join(file), 1, 2);
    println!("\nNames found by the model alone: exact span and kind");
    println!("{:24}{:>8}{:>8}{:>8}", "", "P", "R", "F1");
    for (name, texts) in [
        (format!("news ({} articles)", news.len()), news),
        ("UNER EWT dev".to_owned(), ner("uner-en_ewt-dev.iob2.gz")?),
        ("GUM dev, news only".to_owned(), ner("gum-derived-dev.news.iob2.gz")?),
    ] {
        let [precision, recall, f1] = names::measure(&analyzer, &texts);
        println!("{name:24}{precision:8.1}{recall:8.1}{f1:8.1}");
    }
    Ok(())
}

/// One line a treebank, one column a measure.
fn table(title: &str, reports: &[(&str, Report)]) {
    println!("\n{title}");
    print!("{:24}", "");
    for (measure, _) in &reports[0].1.score.measures {
        print!("{measure:>8}");
    }
    println!("{:>9}", "words/s");
    for (name, report) in reports {
        print!("{name:24}");
        for (_, count) in &report.score.measures {
            print!("{:8.2}", count.percent()[2]);
        }
        println!("{:9.0}", report.speed);
    }
}

/// One line a relation: right is what has the right head and the right label.
fn relations(name: &str, score: &Score) {
    println!("\nRelations, {name}, from raw text");
    println!("{:12}{:>7}{:>7}{:>7}{:>7}{:>7}", "", "gold", "given", "P", "R", "F1");
    let mut rows: Vec<_> = score.relations.iter().filter(|r| r.1.gold >= RELATION_MIN).collect();
    rows.sort_by_key(|r| std::cmp::Reverse(r.1.gold));
    for (relation, count) in rows {
        let [precision, recall, f1] = count.percent();
        println!(
            "{relation:12}{:7}{:7}{precision:7.1}{recall:7.1}{f1:7.1}",
            count.gold, count.given
        );
    }
}

/// The commonest wrong parts of speech.
fn confusions(name: &str, score: &Score) {
    println!("\nParts of speech taken for others, {name}, from raw text");
    println!("{:12}{:12}{:>7}", "is", "taken for", "times");
    let mut rows: Vec<_> = score.confusions.iter().collect();
    rows.sort_by_key(|r| std::cmp::Reverse(r.1));
    for ((gold, given), n) in rows.into_iter().take(CONFUSIONS) {
        println!("{gold:12}{given:12}{n:7}");
    }
}
