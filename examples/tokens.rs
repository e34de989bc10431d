//! Prints a text as CoNLL-U with its sentences and tokens only: tags and heads are dummies. For scoring where
//! sentences and words end, and for seeing what is page furniture. Says on stderr how fast it was.
//!
//! `cargo run --release --example tokens FILE`

use newsgraph::extract::text::{Block, Sentence, split};
use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("give a text file")?;
    let text = std::fs::read_to_string(path)?;
    let start = std::time::Instant::now();
    let sentences = split(&text);
    let seconds = start.elapsed().as_secs_f64();
    let n_words = text.split_whitespace().count();
    eprintln!(
        "{n_words} words, {} sentences, {:.2} M words/s",
        sentences.len(),
        n_words as f64 / seconds / 1e6
    );
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for sentence in &sentences {
        print(&mut out, &text, sentence)?;
    }
    Ok(())
}

fn print(out: &mut impl Write, text: &str, sentence: &Sentence) -> std::io::Result<()> {
    let tokens = &sentence.tokens;
    if let Block::Furniture(reason) = sentence.block {
        writeln!(out, "# furniture = {reason:?}")?;
    }
    writeln!(out, "# text = {}", sentence.span.of(text).replace(['\n', '\r'], " "))?;
    let misc = |end: usize| match tokens.get(end + 1) {
        Some(next) if next.span.start == tokens[end].span.end => "SpaceAfter=No",
        _ => "_",
    };
    let mut range_end = 0;
    for (i, token) in tokens.iter().enumerate() {
        let last = (i..tokens.len())
            .take_while(|j| *j == i || tokens[*j].joined)
            .last()
            .unwrap_or(i);
        if last > i && !token.joined {
            let form = token.span.join(tokens[last].span).of(text);
            writeln!(
                out,
                "{}-{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{}",
                i + 1,
                last + 1,
                misc(last)
            )?;
            range_end = last + 1;
        }
        let misc = if i < range_end { "_" } else { misc(i) };
        let (head, deprel) = if i == 0 { (0, "root") } else { (1, "dep") };
        writeln!(
            out,
            "{}\t{}\t_\tX\t_\t_\t{head}\t{deprel}\t_\t{misc}",
            i + 1,
            token.span.of(text)
        )?;
    }
    writeln!(out)
}
