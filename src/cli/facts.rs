//! `newsgraph facts`: open facts, typed or not.

use super::input::Inputs;
use super::stages::stream_articles;
use super::{Common, Outcome};
use crate::extract::Extractor;
use crate::extract::fact::{FactRecord, Granularity};
use crate::read::decode;
use crate::{Article, CharOffsets, Error, Result};
use clap::Args;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

/// Options of `newsgraph facts`.
#[derive(Debug, Args)]
pub(super) struct Facts {
    /// Articles: text files, folders, JSONL; .tsv files with a sentence a line, `id<TAB>sentence`; - or nothing for stdin.
    inputs: Vec<PathBuf>,
    /// Print `id<TAB>subject<TAB>relation<TAB>object` instead of JSON.
    #[arg(long)]
    tsv: bool,
    /// Every input has a sentence a line, its tokens separated by blanks, and they are kept as they are.
    #[arg(long)]
    tokenized: bool,
    /// How much of the sentence a fact takes along: minimal, standard or full.
    #[arg(long, default_value = "standard", value_name = "SIZE", value_parser = granularity)]
    granularity: Granularity,
    #[command(flatten)]
    common: Common,
}

fn granularity(name: &str) -> std::result::Result<Granularity, String> {
    let found = Granularity::ALL.into_iter().find(|g| g.name() == name);
    found.ok_or_else(|| "expected minimal, standard or full".to_string())
}

pub(super) fn run(args: &Facts) -> Result<Outcome> {
    let extractor = Extractor::english();
    stream_articles(articles(args), &args.common, |article| {
        let (sentences, facts) = match args.tokenized {
            true => extractor.facts_of_tokens(&article.text, args.granularity),
            false => extractor.facts(&article.text, args.granularity),
        };
        let chars = CharOffsets::new(&article.text);
        let mut out = Vec::new();
        for (number, (sentence, facts)) in (0..).zip(sentences.iter().zip(&facts)) {
            for fact in facts {
                let record = FactRecord::new(&article.id, number, &article.text, &chars, sentence, fact);
                match args.tsv {
                    true => out.write_all(record.tsv().as_bytes())?,
                    false => serde_json::to_writer(&mut out, &record)?,
                }
                out.push(b'\n');
            }
        }
        Ok(out)
    })
}

/// The articles of all inputs, in order; a line is an article of its own where there is a sentence a line.
fn articles(args: &Facts) -> impl Iterator<Item = Result<Article>> + '_ {
    let paths = match args.inputs.is_empty() {
        true => vec![PathBuf::from("-")],
        false => args.inputs.clone(),
    };
    paths
        .into_iter()
        .flat_map(|path| -> Box<dyn Iterator<Item = Result<Article>>> {
            let is_tsv = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("tsv"));
            if !args.tokenized && !is_tsv {
                return Box::new(Inputs::new(&[path], &args.common));
            }
            match Lines::open(&path) {
                Ok(lines) => Box::new(lines),
                Err(error) => Box::new(std::iter::once(Err(error))),
            }
        })
}

/// The lines of a file, each an article: its id stands before the first tab; where there is no tab, it is the file's
/// name and the line's number.
struct Lines {
    reader: Box<dyn BufRead>,
    name: String,
    stem: String,
    number: usize,
}

impl Lines {
    fn open(path: &Path) -> Result<Lines> {
        let name = path.display().to_string();
        let is_stdin = name == "-";
        let reader: Box<dyn BufRead> = match is_stdin {
            true => Box::new(BufReader::new(io::stdin())),
            false => Box::new(BufReader::new(File::open(path).map_err(|e| cannot_read(e, &name))?)),
        };
        let stem = path.file_stem().filter(|_| !is_stdin);
        let stem = stem.map_or("stdin".to_string(), |s| s.to_string_lossy().into_owned());
        Ok(Lines {
            reader,
            name,
            stem,
            number: 0,
        })
    }
}

impl Iterator for Lines {
    type Item = Result<Article>;

    fn next(&mut self) -> Option<Result<Article>> {
        loop {
            let mut bytes = Vec::new();
            match self.reader.read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(_) => {}
                Err(e) => {
                    self.reader = Box::new(io::empty());
                    return Some(Err(cannot_read(e, &self.name)));
                }
            }
            self.number += 1;
            let line = match decode(bytes) {
                Ok(decoded) => decoded.text,
                Err(e) => return Some(Err(e.in_file(&self.name).on_line(self.number))),
            };
            let line = line.trim_end_matches(['\n', '\r']);
            if !line.trim().is_empty() {
                return Some(Ok(match line.split_once('\t') {
                    Some((id, sentence)) => Article::new(id.trim(), sentence),
                    None => Article::new(format!("{}-{}", self.stem, self.number), line),
                }));
            }
        }
    }
}

fn cannot_read(e: io::Error, name: &str) -> Error {
    Error::new(format!("cannot be read: {e}")).in_file(name).caused_by(e)
}
