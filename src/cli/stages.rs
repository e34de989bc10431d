//! The commands that print what each stage found: `parse`, `mentions`, `quotes`.

use super::input;
use super::meter::Meter;
use super::{Common, Outcome, output};
use crate::extract::actor;
use crate::extract::quote::{self, AttributionRecord, Kind};
use crate::extract::syntax::conllu;
use crate::extract::text::Block;
use crate::{Article, CharOffsets, Error, Result, pipeline};
use clap::{Args, ValueEnum};
use std::io::{self, Write};
use std::path::PathBuf;

/// Options of the stage commands.
#[derive(Debug, Args)]
pub(super) struct Stage {
    /// Articles: text, pages, feeds, JSONL, web archives, packed or not; folders and patterns; - or nothing for stdin.
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    common: Common,
}

/// How `quotes` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum QuoteFormat {
    /// One JSON record a line.
    Jsonl,
    /// For people.
    Text,
}

/// Options of `quotes`.
#[derive(Debug, Args)]
pub(super) struct Quotes {
    #[command(flatten)]
    stage: Stage,
    /// How to print.
    #[arg(short, long, value_enum, default_value = "jsonl", value_name = "FORMAT")]
    format: QuoteFormat,
}

/// Runs `work` over the articles and streams the bytes it makes to stdout, in input order.
pub(super) fn stream(args: &Stage, work: impl Fn(&Article) -> io::Result<Vec<u8>> + Sync) -> Result<Outcome> {
    let mut out = output::stdout();
    let mut meter = Meter::new(&args.common);
    input::each(&args.inputs, &args.common, &mut meter, work, |_, bytes| {
        out.write_all(&bytes.map_err(failed)?).map_err(failed)
    })?;
    end(out, meter)
}

/// The same of articles that were read already.
pub(super) fn stream_articles(
    articles: impl Iterator<Item = Result<Article>>,
    common: &Common,
    work: impl Fn(&Article) -> io::Result<Vec<u8>> + Sync,
) -> Result<Outcome> {
    let mut out = output::stdout();
    let mut meter = Meter::new(common);
    pipeline::each(articles, common.jobs, work, |result| match result {
        Ok((_, bytes)) => {
            meter.done();
            out.write_all(&bytes.map_err(failed)?).map_err(failed)
        }
        Err(error) => meter.failed(error),
    })?;
    end(out, meter)
}

fn failed(e: io::Error) -> Error {
    Error::new("cannot write to stdout").caused_by(e)
}

fn end(mut out: impl Write, meter: Meter) -> Result<Outcome> {
    out.flush().map_err(failed)?;
    Ok(match meter.finish()?.failed {
        0 => Outcome::Done,
        _ => Outcome::SomeFailed,
    })
}

pub(super) fn mentions(args: &Stage) -> Result<Outcome> {
    let extractor = input::extractor(&args.common)?;
    stream(args, |article| {
        let found = extractor.mentions(&article.text);
        let mut out = Vec::new();
        for record in actor::records(&article.id, &article.text, &found.cast) {
            serde_json::to_writer(&mut out, &record)?;
            out.push(b'\n');
        }
        Ok(out)
    })
}

pub(super) fn quotes(args: &Quotes) -> Result<Outcome> {
    let extractor = input::extractor(&args.stage.common)?;
    stream(&args.stage, |article| {
        let found = extractor.quotes(&article.text);
        let mut out = Vec::new();
        for record in quote::records(&article.id, &article.text, &found.cast, &found.attributions) {
            match args.format {
                QuoteFormat::Jsonl => {
                    serde_json::to_writer(&mut out, &record)?;
                    out.push(b'\n');
                }
                QuoteFormat::Text => write_quote(&mut out, &record)?,
            }
        }
        Ok(out)
    })
}

/// "Jens Stoltenberg: said (direct)", and the words below it.
fn write_quote(out: &mut Vec<u8>, record: &AttributionRecord) -> io::Result<()> {
    let speaker = record
        .speaker
        .map_or("(nobody named)", |s| s.label.unwrap_or(s.piece.text));
    let cue = record.cue.map_or("goes on", |c| c.text);
    let kind = match record.kind {
        Kind::Direct => "direct",
        Kind::Mixed => "mixed",
        Kind::Indirect => "indirect",
    };
    writeln!(out, "{}: {} ({kind})", flat(speaker), flat(cue))?;
    let content: Vec<String> = record.content.iter().map(|c| flat(c.text)).collect();
    writeln!(out, "    {}", content.join(" … "))
}

/// On one line, with nothing in it that a terminal would obey.
fn flat(text: &str) -> String {
    output::one_line(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

pub(super) fn parse(args: &Stage) -> Result<Outcome> {
    let extractor = input::extractor(&args.common)?;
    stream(args, |article| {
        let (sentences, parses) = extractor.parse(&article.text);
        let chars = CharOffsets::new(&article.text);
        let mut out = Vec::new();
        conllu::write_document(&mut out, &article.id)?;
        for (i, (sentence, parse)) in sentences.iter().zip(&parses).enumerate() {
            let misc = if sentence.block == Block::Body {
                ""
            } else {
                "Furniture=Yes"
            };
            conllu::write_sentence(
                &mut out,
                &format!("{}-{}", article.id, i + 1),
                &article.text,
                sentence,
                parse,
                Some(&chars),
                misc,
            )?;
        }
        Ok(out)
    })
}
