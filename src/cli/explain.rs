//! `newsgraph explain "SENTENCE"`: what each stage made of a sentence, for a human.

use super::{Outcome, input, output};
use crate::extract::clause::{Clauses, Proposition, Stance, Tree};
use crate::extract::relation::{Polarity, Vocabulary};
use crate::extract::syntax::{ROOT, Reading, conllu};
use crate::{Article, Result};
use clap::Args;
use itertools::Itertools;
use std::io::{self, Write};

/// `newsgraph explain`
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The text; quote it.
    #[arg(required = true)]
    text: Vec<String>,
    /// The trees as CoNLL-U, for machines.
    #[arg(long)]
    conllu: bool,
    #[command(flatten)]
    common: super::Common,
}

pub(super) fn run(args: &Explain) -> Result<Outcome> {
    let extractor = input::extractor(&args.common)?;
    let mut article = Article::new("text", args.text.join(" "));
    article.date.clone_from(&args.common.date);
    let found = extractor.extract(&article);
    let text = &article.text;
    output::write_whole(None, |mut out| {
        for (i, (sentence, parse)) in found.sentences.iter().zip(&found.parses).enumerate() {
            if args.conllu {
                conllu::write_sentence(&mut out, &format!("text-{}", i + 1), text, sentence, parse, None, "")?;
                continue;
            }
            tree(Reading { text, sentence, parse }, &mut out)?;
        }
        if args.conllu {
            return Ok(());
        }
        for mention in &found.cast.mentions {
            let who = mention
                .actor
                .map_or("nobody clear", |a| found.cast.actor(a).id.as_str());
            writeln!(
                out,
                "{:?} {} = {who}",
                mention.span.of(text),
                format!("{:?}", mention.form).to_lowercase()
            )?;
        }
        writeln!(out)?;
        if found.observations.is_empty() {
            writeln!(out, "No relation: no frame found an actor at each of its ends.")?;
        }
        for o in &found.observations {
            let not = if o.polarity == Polarity::Negated { "not " } else { "" };
            let target = o.target_label.as_deref().unwrap_or("?");
            let modality = format!("{:?}", o.modality).to_lowercase();
            write!(out, "{} -{not}{}-> {target}  ({modality}", o.source_label, o.relation)?;
            if let Some(holder) = &o.holder_label {
                write!(out, "; says {holder}")?;
            }
            writeln!(out, "; {:?}; frame \"{}\")", o.trigger, o.rule)?;
        }
        Ok(())
    })?;
    Ok(if found.observations.is_empty() {
        Outcome::NothingFound
    } else {
        Outcome::Done
    })
}

/// One line a word: tags, head, and for words that frames know what was understood of their arguments.
fn tree(reading: Reading, out: &mut dyn Write) -> io::Result<()> {
    let clauses = Clauses::new(Tree::new(reading), Stance::english());
    for (i, word) in reading.parse.words.iter().enumerate() {
        let head = if word.head == ROOT {
            ""
        } else {
            clauses.tree.form(word.head as usize)
        };
        let known = Vocabulary::english().frames(clauses.tree.lemma(i)).next().is_some();
        let said = if known {
            said(&clauses, &clauses.proposition(i))
        } else {
            String::new()
        };
        let line = format!(
            "{:16} {:16} {:6} {:5} {:14} {head:14} {said}",
            clauses.tree.form(i),
            clauses.tree.lemma(i),
            word.upos,
            word.xpos,
            word.deprel
        );
        writeln!(out, "{}", output::tame(line.trim_end()))?;
    }
    writeln!(out)
}

fn said(clauses: &Clauses, p: &Proposition) -> String {
    let words = |words: &[usize]| words.iter().map(|&w| clauses.tree.form(w)).join(", ");
    let mut parts = Vec::new();
    for (name, list) in [
        ("who", &p.subjects),
        ("whom", &p.objects),
        ("to", &p.recipients),
        ("of", &p.possessors),
    ] {
        if !list.is_empty() {
            parts.push(format!("{name}: {}", words(list)));
        }
    }
    for &(case, noun) in &p.obliques {
        parts.push(format!("{} {}", clauses.tree.form(case), clauses.tree.form(noun)));
    }
    if p.status.negated {
        parts.push("denied".to_string());
    }
    parts.join("; ")
}
