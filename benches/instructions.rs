//! Instructions per word of each stage, counted by valgrind: `cargo bench --bench instructions`.
//!
//! Counts are the same on a busy machine and an idle one, so that a stage that does more than it did is noticed. It
//! fails when a stage takes over 5 % more than `instructions.txt` says; `UPDATE=1` writes that file anew.
//!
//! The program runs itself under valgrind with one round of a stage, then with two: the difference is the stage.
//! Valgrind knows no AVX-512, so it counts what a machine with AVX2 does.

use newsgraph::Article;
use newsgraph::extract::syntax::feature::spell_sentence;
use newsgraph::extract::syntax::name::View;
use newsgraph::extract::syntax::{Analyzer, Parse, Scratch};
use newsgraph::extract::text::{self, Sentence};
use newsgraph::extract::{Extractor, actor};
use std::fmt::Write;
use std::hint::black_box;
use std::process::{Command, ExitCode};

const NEWS: &str = include_str!("news.txt");
const REFERENCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/instructions.txt");
const STAGES: [&str; 5] = ["split", "parse", "names", "cast", "extract"];
/// So much more than the reference is a failure.
const TOLERANCE: f64 = 1.05;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, stage, rounds] = &arguments[..]
        && let Ok(rounds) = rounds.parse()
    {
        run(stage, rounds);
        return ExitCode::SUCCESS;
    }
    if Command::new("valgrind").arg("--version").output().is_err() {
        eprintln!("valgrind is not installed, so nothing is counted; on Debian: apt-get install valgrind");
        let insists = std::env::var_os("NEWSGRAPH_NEEDS_ALL").is_some();
        return if insists { ExitCode::FAILURE } else { ExitCode::SUCCESS };
    }
    let n_words = NEWS.split_whitespace().count() as u64;
    let reference = std::fs::read_to_string(REFERENCE).unwrap_or_default();
    let mut now = String::from(
        "# Instructions per word of each stage on benches/news.txt, with AVX2 and the toolchain of the day.\n\
         # UPDATE=1 cargo bench --bench instructions writes this file.\n",
    );
    let mut worse = false;
    println!("{:<8} {:>10} {:>10}", "stage", "now", "reference");
    for stage in STAGES {
        let count = (count(stage, 2) - count(stage, 1)) / n_words;
        let expected = reference
            .lines()
            .find_map(|line| line.strip_prefix(stage)?.trim().parse::<u64>().ok());
        let is_worse = expected.is_some_and(|expected| count as f64 > expected as f64 * TOLERANCE);
        worse |= is_worse;
        let note = if is_worse { "  more than 5 % above" } else { "" };
        let expected = expected.map_or("none".to_owned(), |e| e.to_string());
        println!("{stage:<8} {count:>10} {expected:>10}{note}");
        writeln!(now, "{stage} {count}").expect("a string takes all");
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(REFERENCE, now).expect("a file that can be written");
    } else if worse {
        eprintln!("a stage does more than it did; where that is meant, UPDATE=1 writes {REFERENCE} anew");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// The instructions of this program with so many rounds of a stage.
fn count(stage: &str, rounds: u32) -> u64 {
    let program = std::env::current_exe().expect("a running program has a path");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args([stage, &rounds.to_string()])
        .output()
        .expect("valgrind was found before");
    let report = String::from_utf8_lossy(&output.stderr);
    let collected = report
        .lines()
        .find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok());
    collected.unwrap_or_else(|| panic!("valgrind tells no count of the stage {stage}:\n{report}"))
}

/// Runs a stage, on what the stages before it found.
fn run(stage: &str, rounds: u32) {
    let articles = NEWS.split("\n----\n").map(|text| Article::new("a", text));
    let extractor = Extractor::english();
    let mut scratch = Scratch::default();
    for article in articles {
        let text = &article.text;
        let (sentences, parses) = match stage {
            "split" | "extract" => (Vec::new(), Vec::new()),
            "parse" => (text::split(text), Vec::new()),
            _ => extractor.parse(text),
        };
        for _ in 0..rounds {
            match stage {
                "split" => drop(black_box(text::split(text))),
                "parse" => drop(black_box(Analyzer::english().parse_all(&mut scratch, text, &sentences))),
                "names" => names(text, &sentences, &parses),
                "cast" => drop(black_box(actor::cast(
                    text,
                    &sentences,
                    &parses,
                    actor::Registry::builtin(),
                ))),
                _ => drop(black_box(extractor.extract(&article))),
            }
        }
    }
}

/// The part of parsing that finds names: spelling, lists of known names, the tagger.
fn names(text: &str, sentences: &[Sentence], parses: &[Parse]) {
    let Analyzer {
        clusters,
        network,
        names,
        ..
    } = Analyzer::english();
    let (mut letters, mut marks, mut labels, mut features) = Default::default();
    for (sentence, parse) in sentences.iter().zip(parses) {
        let mut words = Vec::new();
        let headline = spell_sentence(text, sentence, clusters, &mut words, &mut letters);
        names.gazetteer.mark(&words, &mut marks);
        let place = |tags| network.tags.iter().position(|&t| t == tags).unwrap_or(0) as u8;
        let tags: Vec<u8> = parse.words.iter().map(|w| place((w.upos, w.xpos))).collect();
        let view = View {
            words: &words,
            tags: &tags,
            marks: &marks,
            headline,
        };
        black_box(names.find(&view, &mut labels, &mut features));
    }
}
