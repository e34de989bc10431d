//! The commands that print what each stage found: `parse`, `mentions`, `extract`.

use super::input::{self, Inputs, Meter};
use super::{Common, Outcome};
use crate::extract::actor;
use crate::extract::syntax::conllu;
use crate::extract::text::Block;
use crate::{Article, CharOffsets, Error, Result, pipeline};
use clap::Args;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// Options of the stage commands.
#[derive(Debug, Args)]
pub(super) struct Stage {
    /// Articles: text files, folders, JSONL; - or nothing for stdin.
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    common: Common,
}

fn stream(args: &Stage, work: impl Fn(&Article) -> io::Result<Vec<u8>> + Sync) -> Result<Outcome> {
    stream_articles(Inputs::new(&args.inputs, &args.common), &args.common, work)
}

/// Runs `work` over the articles and streams the bytes it makes to stdout, in input order.
pub(super) fn stream_articles(
    articles: impl Iterator<Item = Result<Article>>,
    common: &Common,
    work: impl Fn(&Article) -> io::Result<Vec<u8>> + Sync,
) -> Result<Outcome> {
    let mut out = BufWriter::new(io::stdout().lock());
    let failed = |e: io::Error| Error::new("cannot write to stdout").caused_by(e);
    let mut meter = Meter::new(common);
    pipeline::each(articles, common.jobs, work, |result| match result {
        Ok((_, bytes)) => {
            meter.done();
            out.write_all(&bytes.map_err(failed)?).map_err(failed)
        }
        Err(error) => meter.failed(error),
    })?;
    out.flush().map_err(failed)?;
    let tally = meter.finish()?;
    Ok(if tally.failed > 0 {
        Outcome::SomeFailed
    } else {
        Outcome::Done
    })
}

pub(super) fn extract(args: &Stage) -> Result<Outcome> {
    let extractor = input::extractor(&args.common)?;
    stream(args, |article| {
        let mut out = Vec::new();
        for observation in extractor.extract(article).observations {
            serde_json::to_writer(&mut out, &observation)?;
            out.push(b'\n');
        }
        Ok(out)
    })
}

pub(super) fn mentions(args: &Stage) -> Result<Outcome> {
    let extractor = input::extractor(&args.common)?;
    stream(args, |article| {
        let found = extractor.cast(&article.text);
        let mut out = Vec::new();
        for record in actor::records(&article.id, &article.text, &found.cast) {
            serde_json::to_writer(&mut out, &record)?;
            out.push(b'\n');
        }
        Ok(out)
    })
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
