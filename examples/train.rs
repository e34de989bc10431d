//! Puts `models/en.bin` together: `cargo run --release --features train --example train -- DATA LEARNED`.

use newsgraph::extract::syntax::train::english;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [data, learned] = arguments.as_slice() else {
        return Err("say where the training data is and what was learned: train DATA LEARNED".into());
    };
    let bytes = english::train(Path::new(data), Path::new(learned), Path::new("data/en"))?.to_bytes();
    std::fs::write("models/en.bin", &bytes)?;
    eprintln!("models/en.bin: {} bytes", bytes.len());
    Ok(())
}
