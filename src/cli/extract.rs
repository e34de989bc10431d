//! `newsgraph extract`: every observation as a line of JSON, as a stream; a long run goes on where it was stopped.

use super::input::{self, Pieces};
use super::meter::{Meter, Tally};
use super::{Common, Outcome, output};
use crate::extract::Extraction;
use crate::graph::{Network, store};
use crate::read::{Options, Record};
use crate::{Article, Document, Error, Result};
use clap::Args;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Options of `extract`.
#[derive(Debug, Args)]
pub(super) struct Extract {
    /// Articles: text, pages, feeds, JSONL, web archives, packed or not; folders and patterns; - or nothing for stdin.
    inputs: Vec<PathBuf>,
    /// Where the lines go; until all is done they stand in FILE.part.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Go on where an earlier run with the same inputs and the same FILE was stopped.
    #[arg(long, requires = "output")]
    resume: bool,
    /// Before the observations of an article, what it is and whom it shows: `build` of the result is then `build` of the articles.
    #[arg(long)]
    documents: bool,
    #[command(flatten)]
    common: Common,
}

pub(super) fn run(args: &Extract) -> Result<Outcome> {
    let to = args.output.as_deref().filter(|path| path.as_os_str() != "-");
    if let Some(path) = to.filter(|path| args.resume && path.exists()) {
        if !args.common.quiet {
            let name = path.display();
            output::say!("{name} is whole already; without --resume it is made anew");
        }
        return Ok(Outcome::Done);
    }
    let extractor = input::extractor(&args.common)?;
    let work = |article: &Article| lines(article, &extractor.extract(article), args.documents);
    let tally = match to {
        Some(path) => to_file(args, path, work)?,
        None => to_stdout(args, work)?,
    };
    Ok(match tally.failed {
        0 => Outcome::Done,
        _ => Outcome::SomeFailed,
    })
}

/// The lines of one article.
fn lines(article: &Article, found: &Extraction, documents: bool) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    if documents {
        let mut network = Network::new();
        network.add_cast(&Document::from(article), &found.cast, &found.observations);
        store::write_jsonl(&network, &mut out)?;
        // What the article is stands first, so that a reader knows where the next begins.
        let mut lines: Vec<&[u8]> = out.split_inclusive(|b| *b == b'\n').collect();
        lines.sort_by_key(|line| !line.starts_with(br#"{"t":"doc""#));
        return Ok(lines.concat());
    }
    for observation in &found.observations {
        serde_json::to_writer(&mut out, observation)?;
        out.push(b'\n');
    }
    Ok(out)
}

fn to_stdout(args: &Extract, work: impl Fn(&Article) -> io::Result<Vec<u8>> + Sync) -> Result<Tally> {
    let failed = |e: io::Error| Error::new("cannot write to stdout").caused_by(e);
    let mut out = output::stdout();
    let mut meter = Meter::new(&args.common);
    input::each(&args.inputs, &args.common, &mut meter, work, |_, bytes| {
        out.write_all(&bytes.map_err(failed)?).map_err(failed)
    })?;
    out.flush().map_err(failed)?;
    meter.finish()
}

/// How far a run came: kept beside the lines while they grow.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct State {
    /// Inputs and options, which must be the same to go on.
    run: String,
    /// Records of the inputs that are done, articles or not.
    records: usize,
    /// Where the last of them stands.
    last: String,
    /// Bytes of lines that they gave.
    bytes: u64,
    articles: usize,
    failed: usize,
}

/// How often the state is kept: so much work may be lost at most.
const OFTEN: Duration = Duration::from_secs(2);

fn to_file(args: &Extract, path: &Path, work: impl Fn(&Article) -> io::Result<Vec<u8>> + Sync) -> Result<Tally> {
    let part = beside(path, "part");
    let state_path = beside(path, "part.state");
    let failed = |e: io::Error| {
        let name = part.display().to_string();
        Error::new(format!(
            "cannot write: {e}; --resume goes on from here when that is mended"
        ))
        .in_file(name)
        .caused_by(e)
    };
    let mut meter = Meter::new(&args.common);
    let options = Options {
        taken: Some(meter.taken.clone()),
        ..input::options(&args.common)
    };
    let run = run_of(args);
    let mut state = match args.resume {
        true => known(&state_path, &run)?,
        false => State::default(),
    };
    state.run = run;
    let mut pieces = Pieces::new(&args.inputs, &options);
    pass_over(&mut pieces, &state)?;
    meter.expect(&args.inputs);
    meter.begin_at(Tally {
        articles: state.articles,
        failed: state.failed,
    });

    let mut file = OpenOptions::new()
        .create(true)
        .write(true)
        .truncate(false)
        .open(&part)
        .map_err(failed)?;
    // What was written after the state was kept is written again.
    file.set_len(state.bytes)
        .and_then(|()| file.seek(io::SeekFrom::End(0)))
        .map_err(failed)?;
    let mut out = BufWriter::with_capacity(1 << 18, file);
    let mut kept = Instant::now();
    let places = std::cell::RefCell::new(std::collections::VecDeque::new());
    let noted = pieces.inspect(|piece| places.borrow_mut().push_back(place(piece)));
    let done = input::each_record(noted, &options, &args.common, work, |worked| {
        if let Some((_, bytes)) = meter.take(worked)? {
            let bytes = bytes.map_err(failed)?;
            out.write_all(&bytes).map_err(failed)?;
            state.bytes += bytes.len() as u64;
        }
        state.records += 1;
        state.last = places.borrow_mut().pop_front().unwrap_or_default();
        (state.articles, state.failed) = (meter.tally.articles, meter.tally.failed);
        if kept.elapsed() >= OFTEN {
            out.flush().and_then(|()| out.get_ref().sync_data()).map_err(failed)?;
            keep(&state, &state_path).map_err(failed)?;
            kept = Instant::now();
        }
        Ok(())
    });
    let flushed = out.flush().and_then(|()| out.get_ref().sync_all());
    if let Err(error) = done {
        // What is done is not done again. Where the disk is full, the state before it counts.
        let _ = flushed.and_then(|()| keep(&state, &state_path));
        return Err(error);
    }
    flushed.map_err(failed)?;
    let tally = meter.finish();
    match tally {
        Ok(_) => fs::rename(&part, path).map_err(failed)?,
        Err(_) => _ = fs::remove_file(&part),
    }
    let _ = fs::remove_file(&state_path);
    tally
}

/// `out.jsonl.part`
fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".");
    name.push(end);
    path.with_file_name(name)
}

/// What makes a run the same: the program, the inputs and all options that change the lines.
fn run_of(args: &Extract) -> String {
    let c = &args.common;
    let files = |files: &[PathBuf]| files.iter().map(|f| f.display().to_string()).collect::<Vec<_>>();
    let version = env!("CARGO_PKG_VERSION");
    let said = (
        files(&args.inputs),
        args.documents,
        files(&c.actors),
        files(&c.own.lexicon),
    );
    let read = (
        &c.date,
        &c.source,
        c.from.map(|from| from.name()),
        &c.map,
        c.any_language,
    );
    serde_json::to_string(&(version, said, read)).unwrap_or_default()
}

/// The state that an earlier run has kept; from the start if it kept none.
fn known(path: &Path, run: &str) -> Result<State> {
    let told = |what: String| Error::new(what).in_file(path.display().to_string());
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(State::default()),
        Err(e) => return Err(told(format!("cannot read how far the earlier run came: {e}")).caused_by(e)),
    };
    let state: State = serde_json::from_str(&text).map_err(|e| {
        told("does not tell how far the earlier run came; start anew without --resume".to_string()).caused_by(e)
    })?;
    if state.run != run {
        let what = "the earlier run had other inputs or options, or was of another version; name the same, or start anew without --resume";
        return Err(told(what.to_string()));
    }
    let there = fs::metadata(path.with_extension("")).map_or(0, |about| about.len());
    if there < state.bytes {
        return Err(told(format!(
            "{} bytes of lines were written and {there} are there; start anew without --resume",
            state.bytes
        )));
    }
    Ok(state)
}

/// Passes over what is done, and looks whether it ends where it did.
fn pass_over(pieces: &mut Pieces, state: &State) -> Result<()> {
    let Some(last) = state.records.checked_sub(1) else {
        return Ok(());
    };
    let there = pieces.nth(last).map(|piece| place(&piece));
    if there.as_deref() != Some(&state.last) {
        let there = there.unwrap_or_else(|| "nothing".to_string());
        return Err(Error::new(format!(
            "the inputs have changed: the earlier run ended with {}, where now is {there}; start anew without --resume",
            state.last
        )));
    }
    Ok(())
}

fn place(piece: &Result<Record>) -> String {
    piece.as_ref().map_or_else(ToString::to_string, Record::place)
}

/// Keeps the state whole: the old one or the new one is there, never half.
fn keep(state: &State, path: &Path) -> io::Result<()> {
    let new = beside(path, "new");
    let mut file = File::create(&new)?;
    serde_json::to_writer(&mut file, state)?;
    file.sync_data()?;
    fs::rename(new, path)
}
