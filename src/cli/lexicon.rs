//! `newsgraph lexicon`: the relations, the words that state them, and tests of a user's own file.

use super::{Outcome, input, output};
use crate::extract::relation::{FrameClass, RelationKind, Sample, Vocabulary};
use crate::{Error, Result};
use clap::{Args, Subcommand};
use itertools::Itertools;
use std::io::{self, Write};
use std::path::PathBuf;

/// `newsgraph lexicon`
#[derive(Debug, Args)]
#[command(
    after_help = "A file of your own adds relations, and words to relations that are there:

  [[relation]]
  name = \"snubs\"
  meaning = \"turns down an invitation\"
  sign = \"-\"
  frames = [\"A snub B\", \"A turn down invitation from B\"]
  examples = [\"France snubbed Germany. => France -snubs-> Germany\"]
  silent = [\"France and Germany met.\"]

A is who does it, B to whom; words are dictionary forms, a|b are alternatives. Passives, relative clauses and the
like are understood without being written. `newsgraph lexicon show supports` shows many frames. Then:

  newsgraph lexicon check mine.toml
  newsgraph build news/ --lexicon mine.toml -o net.json"
)]
pub(super) struct Lexicon {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Every relation in a line: name, sign, PLOVER type, how many frames, meaning.
    List {
        #[command(flatten)]
        own: Own,
    },
    /// A relation with its frames and examples, or the frames of a word.
    Show {
        /// The relation's name, or a word in its dictionary form: supports, back.
        name: String,
        #[command(flatten)]
        own: Own,
    },
    /// Reads files of your own and tries their examples; exit 1 when one fails.
    Check {
        /// The files (TOML), each read on top of those before.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

/// A user's own files.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Own {
    /// Relations and words of your own (TOML); see newsgraph lexicon.
    #[arg(long, value_name = "FILE")]
    pub(super) lexicon: Vec<PathBuf>,
}

pub(super) fn run(args: &Lexicon) -> Result<Outcome> {
    match &args.command {
        Command::List { own } => list(&input::vocabulary(&own.lexicon)?),
        Command::Show { name, own } => show(&input::vocabulary(&own.lexicon)?, name),
        Command::Check { files } => check(files),
    }
}

fn list(vocabulary: &Vocabulary) -> Result<Outcome> {
    output::write_whole(None, |out| {
        for relation in vocabulary.relations() {
            let n = vocabulary.frames_of(&relation.name).count();
            let sign = sign(relation);
            let plover = relation.plover.as_deref().unwrap_or("");
            let line = format!("{:18} {sign}  {plover:10} {n:5}  {}", relation.name, relation.meaning);
            writeln!(out, "{}", output::one_line(&line))?;
        }
        Ok(())
    })?;
    Ok(Outcome::Done)
}

fn sign(relation: &RelationKind) -> &'static str {
    match relation.sign {
        0 => "0",
        1.. => "+",
        _ => "-",
    }
}

fn show(vocabulary: &Vocabulary, name: &str) -> Result<Outcome> {
    let relation = vocabulary.relations().find(|r| r.name == name);
    let by_word: Vec<_> = vocabulary.frames(&name.to_lowercase()).collect();
    if relation.is_none() && by_word.is_empty() {
        let what = format!("\"{name}\" is no relation, and heads no frame; newsgraph lexicon list names the relations");
        output::complain(&Error::new(what));
        return Ok(Outcome::NothingFound);
    }
    output::write_whole(None, |out| match relation {
        Some(relation) => show_relation(vocabulary, relation, out),
        None => by_word.iter().try_for_each(|frame| {
            let relation = vocabulary.relation(frame.relation);
            writeln!(
                out,
                "{:18} {:10} {}",
                relation.name,
                class(frame.class),
                output::one_line(&frame.text)
            )
        }),
    })?;
    Ok(Outcome::Done)
}

fn show_relation(vocabulary: &Vocabulary, relation: &RelationKind, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "{}: {}",
        output::one_line(&relation.name),
        output::one_line(&relation.meaning)
    )?;
    let codes = [&relation.plover, &relation.cameo].into_iter().flatten().join(" ");
    let both = if relation.symmetric { ", holds both ways" } else { "" };
    writeln!(
        out,
        "sign {}{}{both}",
        sign(relation),
        if codes.is_empty() { codes } else { format!(", {codes}") }
    )?;
    let frames = vocabulary
        .frames_of(&relation.name)
        .map(|f| (class(f.class), f.text.as_str()));
    for (class, texts) in &frames.into_group_map().into_iter().sorted().collect_vec() {
        writeln!(out, "\n{class}")?;
        for text in texts {
            writeln!(out, "  {}", output::one_line(text))?;
        }
    }
    for (title, samples) in [
        ("examples", &relation.examples),
        ("states no such thing", &relation.silent),
    ] {
        if !samples.is_empty() {
            writeln!(out, "\n{title}")?;
        }
        for sample in samples {
            writeln!(out, "  {}", output::one_line(sample))?;
        }
    }
    Ok(())
}

fn class(class: FrameClass) -> &'static str {
    match class {
        FrameClass::Verb => "verb",
        FrameClass::Noun => "noun",
        FrameClass::Adjective => "adjective",
        FrameClass::Compound => "compound",
    }
}

fn check(files: &[PathBuf]) -> Result<Outcome> {
    let extractor = crate::extract::Extractor::english().with_vocabulary(input::vocabulary(files)?);
    let known = Vocabulary::english();
    let mut failed = 0;
    let mut lines = Vec::new();
    for path in files {
        let name = path.display().to_string();
        let samples = Sample::read(&name, &input::lexicon_file(path)?)?;
        let mut problems = Vec::new();
        for sample in &samples {
            if let Err(error) = extractor.check(sample) {
                problems.push(error.in_file(&name).to_string());
            }
        }
        let (n, wrong) = (samples.len(), problems.len());
        failed += wrong;
        lines.append(&mut problems);
        lines.push(format!("{name}: {n} examples tried, {} as they should be", n - wrong));
    }
    for relation in extractor.vocabulary().relations() {
        if known.by_name(&relation.name).is_none() && relation.examples.is_empty() {
            failed += 1;
            lines.push(format!(
                "{}: a new relation needs an example, which is its test",
                relation.name
            ));
        }
    }
    output::write_whole(None, |out| {
        lines
            .iter()
            .try_for_each(|line| writeln!(out, "{}", output::one_line(line)))
    })?;
    Ok(if failed == 0 {
        Outcome::Done
    } else {
        Outcome::NothingFound
    })
}
