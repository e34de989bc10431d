//! Rebuilds `models/en.bin`: `cargo run --release --features train --example train -- DATA`.

use newsgraph::extract::syntax::train::english;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let Some(data) = std::env::args().nth(1) else {
        return Err("say where the training data is: train DATA".into());
    };
    let bytes = english::train(Path::new(&data), Path::new("data/en"))?.to_bytes();
    std::fs::write("models/en.bin", &bytes)?;
    eprintln!("models/en.bin: {} bytes", bytes.len());
    Ok(())
}
