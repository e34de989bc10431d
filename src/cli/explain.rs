//! `newsgraph explain "SENTENCE"`: what each stage made of a sentence, for a human.

use super::{Outcome, input, output};
use crate::extract::Extraction;
use crate::extract::clause::{Clauses, Proposition, Stance, Tree};
use crate::extract::relation::{Observation, Polarity, Vocabulary};
use crate::extract::syntax::{ROOT, Reading, Upos, conllu};
use crate::{Article, Error, Result};
use clap::Args;
use itertools::Itertools;
use std::io::{self, Write};

/// `newsgraph explain`
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The text; quote it. - reads it from stdin.
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
    let text = match args.text.as_slice() {
        [one] if one == "-" => io::read_to_string(io::stdin()).map_err(|e| {
            Error::new(format!(
                "stdin: {e}; expected text in UTF-8 (build and extract find out other encodings)"
            ))
        })?,
        words => words.join(" "),
    };
    let mut article = Article::new("text", text);
    article.date.clone_from(&args.common.date);
    let found = extractor.extract(&article);
    let text = &article.text;
    output::write_whole(None, |mut out| {
        for (i, (sentence, parse)) in found.sentences.iter().zip(&found.parses).enumerate() {
            if args.conllu {
                conllu::write_sentence(&mut out, &format!("text-{}", i + 1), text, sentence, parse, None, "")?;
                continue;
            }
            tree(Reading { text, sentence, parse }, extractor.vocabulary(), &mut out)?;
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
        for (i, (sentence, parse)) in found.sentences.iter().zip(&found.parses).enumerate() {
            let clauses = Clauses::new(Tree::new(Reading { text, sentence, parse }), Stance::english());
            for word in 0..parse.words.len() {
                if let Some(why) = silence(&clauses, i, word, &found, extractor.vocabulary()) {
                    writeln!(out, "{}", output::one_line(&why))?;
                }
            }
        }
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
fn tree(reading: Reading, vocabulary: &Vocabulary, out: &mut dyn Write) -> io::Result<()> {
    let clauses = Clauses::new(Tree::new(reading), Stance::english());
    for (i, word) in reading.parse.words.iter().enumerate() {
        let head = if word.head == ROOT {
            ""
        } else {
            clauses.tree.form(word.head as usize)
        };
        let known = vocabulary.frames(clauses.tree.lemma(i)).next().is_some();
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
        writeln!(out, "{}", output::one_line(line.trim_end()))?;
    }
    writeln!(out)
}

/// Why a word that heads frames states nothing: the relations that were tried, and who stands at its arguments.
fn silence(clauses: &Clauses, s: usize, word: usize, found: &Extraction, vocabulary: &Vocabulary) -> Option<String> {
    let place = found.sentences[s].tokens[word].span;
    let states = |o: &Observation| {
        o.sent as usize == s && o.trigger_bytes.start <= place.start && place.end <= o.trigger_bytes.end
    };
    let frames: Vec<_> = vocabulary.frames(clauses.tree.lemma(word)).collect();
    let light = clauses.tree.upos(word) == Upos::Aux;
    if light || frames.is_empty() || found.observations.iter().any(states) {
        return None;
    }
    let known = |name: &&String| vocabulary.relations().any(|r| r.name == **name);
    let names = frames
        .iter()
        .map(|f| &vocabulary.relation(f.relation).name)
        .filter(known)
        .unique();
    let (first, more) = (names.clone().take(4).join(", "), names.count().saturating_sub(4));
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    let p = clauses.proposition(word);
    let who = |word: usize| {
        let mention = found.cast.mention_at(s, word).map(|m| found.cast.mention(m));
        let actor = mention
            .and_then(|m| m.actor)
            .map(|a| found.cast.actor(a).label.as_str());
        let what = actor.unwrap_or(if mention.is_some() { "nobody clear" } else { "no actor" });
        format!("\"{}\" is {what}", clauses.tree.form(word))
    };
    let all = [&p.subjects, &p.objects, &p.recipients, &p.possessors, &p.modifiers];
    let words = all.into_iter().flatten().copied().chain(p.obliques.iter().map(|o| o.1));
    let mut ends = words.unique().map(who).join(", ");
    if ends.is_empty() {
        ends = "it has no arguments".to_string();
    }
    Some(format!(
        "No relation by {:?}, tried as {first}{more} ({} frames): {ends}",
        clauses.tree.form(word),
        frames.len()
    ))
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
