//! How well a model does: `cargo run --release --features train --example evaluate -- DATA [MODEL]`.

use newsgraph::extract::syntax::Analyzer;
use newsgraph::extract::syntax::train::{evaluate, files, marked, names};
use std::path::Path;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(data) = arguments.first().map(Path::new) else {
        return Err("say where the treebanks are: evaluate DATA [MODEL]".into());
    };
    let model = std::fs::read(arguments.get(1).map_or("models/en.bin", String::as_str))?;
    let start = Instant::now();
    let analyzer = Analyzer::from_bytes(&model)?;
    println!("{} bytes, loaded in {:.1?}", model.len(), start.elapsed());
    for name in ["ewt/en_ewt-ud-dev", "gum/en_gum-ud-dev", "gum/en_gum-ud-dev.news"] {
        let trees = files::trees(&data.join(format!("syntax/{name}.conllu.gz")))?;
        println!("{name}\n{}", evaluate::measure(&analyzer, &trees));
    }
    let dev = files::text(&data.join("silver/dev.txt"))?;
    let wanted = |id: &str| dev.lines().any(|d| d.trim() == id);
    let mut news = marked::articles(&data.join("silver"), wanted)?;
    news.extend(marked::articles(&data.join("silver/names"), wanted)?);
    let ner = data.join("syntax/ner");
    for (name, texts) in [
        ("news", news),
        (
            "UNER EWT dev",
            marked::labelled(&ner.join("uner-en_ewt-dev.iob2.gz"), 1, 2)?,
        ),
        (
            "GUM dev news",
            marked::labelled(&ner.join("gum-derived-dev.news.iob2.gz"), 1, 2)?,
        ),
    ] {
        let [precision, recall, f1] = names::measure(&analyzer, &texts);
        println!("names, {name}: P {precision:.1}  R {recall:.1}  F1 {f1:.1}");
    }
    Ok(())
}
