//! Writes lessons for the network: `cargo run --release --features train --example lessons -- DATA LEARNED`.

use newsgraph::extract::syntax::train::english;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [data, learned] = arguments.as_slice() else {
        return Err("say where the training data is and where lessons go: lessons DATA LEARNED".into());
    };
    std::fs::create_dir_all(learned)?;
    english::lessons(Path::new(data), Path::new("training/headlines.txt"), Path::new(learned))?;
    Ok(())
}
