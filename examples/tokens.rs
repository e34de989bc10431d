//! Prints a text as CoNLL-U with its sentences and tokens only; tags and heads are dummies.
//!
//! `cargo run --release --example tokens FILE`

use newsgraph::extract::text::split;
use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("give a text file")?;
    let text = std::fs::read_to_string(path)?;
    let sentences = split(&text);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for sentence in &sentences {
        let tokens = &sentence.tokens;
        writeln!(out, "# text = {}", sentence.span.of(&text).replace(['\n', '\r'], " "))?;
        let mut range_end = 0;
        for (i, token) in tokens.iter().enumerate() {
            let last = (i..tokens.len())
                .take_while(|j| *j == i || tokens[*j].joined)
                .last()
                .unwrap_or(i);
            let space = |end: usize| {
                if tokens
                    .get(end + 1)
                    .is_some_and(|next| next.span.start == tokens[end].span.end)
                {
                    "SpaceAfter=No"
                } else {
                    "_"
                }
            };
            if last > i && !token.joined {
                let form = token.span.join(tokens[last].span).of(&text);
                writeln!(
                    out,
                    "{}-{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{}",
                    i + 1,
                    last + 1,
                    space(last)
                )?;
                range_end = last + 1;
            }
            let misc = if i < range_end { "_" } else { space(i) };
            let (head, deprel) = if i == 0 { (0, "root") } else { (1, "dep") };
            writeln!(
                out,
                "{}\t{}\t_\tX\t_\t_\t{head}\t{deprel}\t_\t{misc}",
                i + 1,
                token.span.of(&text)
            )?;
        }
        writeln!(out)?;
    }
    Ok(())
}
