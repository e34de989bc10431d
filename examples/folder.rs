//! A folder of articles to one network: `cargo run --release --example folder examples/articles`

use newsgraph::extract::Extractor;
use newsgraph::graph::{Network, OutputFormat, export::Options};
use newsgraph::{Document, pipeline, read};
use std::io::stdout;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args()
        .nth(1)
        .map_or_else(|| PathBuf::from("examples/articles"), PathBuf::from);
    let extractor = Extractor::english();
    let mut network = Network::new();

    // Articles are opened one by one, so a folder may be larger than memory. They are worked on by all cores, and come
    // back in the order in which they were read.
    let articles = read::open(&folder, &read::Options::default())?;
    pipeline::extract(&extractor, articles, 0, |result| {
        // A file that cannot be read is an error here, and this is where to decide whether to go on.
        let (article, found) = result?;
        let conflicts = network.add_cast(&Document::from(&article), &found.cast, &found.observations);

        // Two different texts under one id are both kept, and told.
        for conflict in conflicts {
            eprintln!("{conflict}");
        }
        Ok(())
    })?;

    // The ten strongest edges as a picture, for `dot -Tsvg`.
    let options = Options {
        top: Some(10),
        title: Some("Who does what to whom".to_string()),
        ..Options::default()
    };
    OutputFormat::Dot.write(&network, &options, &mut stdout().lock())?;
    Ok(())
}
