//! Words per second of `text::split`, one thread, best of five runs.
//!
//! `cargo run --release --example speed FILE`

use newsgraph::extract::text::split;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("give a text file")?;
    let text = std::fs::read_to_string(path)?;
    let mut best = f64::MAX;
    let (mut n_tokens, mut n_sentences) = (0, 0);
    for _ in 0..5 {
        let start = Instant::now();
        let sentences = split(&text);
        best = best.min(start.elapsed().as_secs_f64());
        n_sentences = sentences.len();
        n_tokens = sentences.iter().map(|s| s.tokens.len()).sum();
    }
    let n_words = text.split_whitespace().count();
    println!(
        "{n_words} words, {n_tokens} tokens, {n_sentences} sentences in {best:.3} s: {:.2} M words/s",
        n_words as f64 / best / 1e6
    );
    Ok(())
}
