//! Prints what a text holds besides its story.
//!
//! `cargo run --release --example furniture FILE...`

use newsgraph::extract::text::{Block, split};

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path)?;
        for sentence in split(&text) {
            if let Block::Furniture(reason) = sentence.block {
                println!("{path}: {reason:?}: {}", sentence.span.of(&text));
            }
        }
    }
    Ok(())
}
