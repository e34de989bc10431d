//! Puts `models/en.bin` together: `cargo run --release --features train --example train -- DATA LEARNED`.
//!
//! `train -- DATA --lemmas` trains the lemmas of `models/en.bin` anew and leaves the rest as it is.

use newsgraph::extract::syntax::{Analyzer, train::english};
use std::path::Path;

const MODEL: &str = "models/en.bin";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [data, learned] = arguments.as_slice() else {
        return Err(
            "say where the training data is and what was learned: train DATA LEARNED, or train DATA --lemmas".into(),
        );
    };
    let data = Path::new(data);
    let analyzer = if learned == "--lemmas" {
        english::with_new_lemmas(Analyzer::from_bytes(&std::fs::read(MODEL)?)?, data)?
    } else {
        english::train(data, Path::new(learned), Path::new("data/en"))?
    };
    let bytes = analyzer.to_bytes();
    std::fs::write(MODEL, &bytes)?;
    eprintln!("{MODEL}: {} bytes", bytes.len());
    Ok(())
}
