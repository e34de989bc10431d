//! Where results go: a file written whole or not at all, or stdout; and what is said on stderr.

use super::whole::Draft;
use crate::graph::export::Options;
use crate::graph::{Network, OutputFormat};
use crate::{Error, Result};
use std::error::Error as _;
use std::fs;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Standard output. On a terminal nothing gets through that it would obey; a pipe or a file gets every byte.
pub(super) fn stdout() -> Box<dyn Write> {
    let out = io::stdout();
    match out.is_terminal() {
        true => Box::new(Tame::new(BufWriter::new(out.lock()))),
        false => Box::new(BufWriter::new(out.lock())),
    }
}

/// Writes a whole result: to a file that is then the old one or the new one and never half; or to stdout.
pub(super) fn write_whole(to: Option<&Path>, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    let Some(path) = to.filter(|p| p.as_os_str() != "-") else {
        let mut out = stdout();
        return write(&mut out).and_then(|()| out.flush()).map_err(|e| {
            match e.get_ref().is_some_and(|inner| inner.is::<Error>()) {
                true => refused(e),
                false => Error::new("cannot write to stdout").caused_by(e),
            }
        });
    };
    Draft::of(path, write).and_then(Draft::put).map_err(|e| failed(e, path))
}

fn failed(e: io::Error, path: &Path) -> Error {
    if e.get_ref().is_some_and(|inner| inner.is::<Error>()) {
        return refused(e).in_file(path.display().to_string());
    }
    Error::new(format!(
        "cannot write: {e}; check that the folder exists and is writable"
    ))
    .in_file(path.display().to_string())
    .caused_by(e)
}

/// What a format itself says of a network that it does not take.
fn refused(error: io::Error) -> Error {
    let inner = error.into_inner().map(|inner| inner.downcast::<Error>());
    match inner {
        Some(Ok(error)) => *error,
        _ => Error::new("cannot write"),
    }
}

/// Writes a network. A format of several files goes into the folder that is named; where the name has the format's ending, into files
/// beside each other: `net.csv` is `net-nodes.csv`, `net-edges.csv` and so on.
pub(super) fn write_network(
    to: Option<&Path>,
    format: OutputFormat,
    network: &Network,
    options: &Options,
) -> Result<()> {
    let path = match to {
        Some(path) if !format.parts().is_empty() && path.as_os_str() != "-" => path,
        _ => return write_whole(to, |out| format.write(network, options, out)),
    };
    // All are written before the first is put in its place.
    let mut drafts = Vec::new();
    for part in format.parts() {
        let part_path = part_of(path, format, part);
        if let Some(folder) = part_path.parent() {
            // Where that fails, so does the file, and its error says what to do.
            let _ = fs::create_dir_all(folder);
        }
        let draft = Draft::of(&part_path, |out| format.write_part(part, network, options, out));
        drafts.push((draft.map_err(|e| failed(e, &part_path))?, part_path));
    }
    for (draft, part_path) in drafts {
        draft.put().map_err(|e| failed(e, &part_path))?;
    }
    Ok(())
}

/// Where a part of a format of several files goes.
pub(super) fn part_of(path: &Path, format: OutputFormat, part: &str) -> PathBuf {
    let end = match format {
        OutputFormat::Neo4j => "csv",
        other => other.name(),
    };
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
    let stem = name.strip_suffix(end).and_then(|name| name.strip_suffix('.'));
    match stem {
        Some(stem) if !path.is_dir() => path.with_file_name(format!("{stem}-{part}.{end}")),
        _ => path.join(format!("{part}.{end}")),
    }
}

/// Prints an error and what caused it, with nothing in it that a terminal would obey.
pub(super) fn complain(error: &Error) {
    let mut text = format!("newsgraph: {error}");
    if let Some(cause) = error.source() {
        let cause = cause.to_string();
        if !text.contains(&cause) {
            text.push_str(": ");
            text.push_str(&cause);
        }
    }
    tell(&text);
}

/// A line of talk on stderr, with nothing in it that a terminal would obey. Where nobody listens, nobody is told.
pub(super) fn tell(text: &str) {
    let _ = writeln!(io::stderr(), "{}", tame(text));
}

/// `eprintln!` by way of [`tell`].
macro_rules! say {
    ($($words:tt)*) => {
        $crate::cli::output::tell(&format!($($words)*))
    };
}
pub(super) use say;

/// Text from outside without what a terminal would obey: control characters, and those that turn the direction of what follows.
pub(super) fn tame(text: &str) -> String {
    let obeyed = |c: char| {
        c.is_control() && c != '\n' && c != '\t' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if obeyed(c) { '\u{fffd}' } else { c }).collect()
}

/// The same on one line, so that no name looks like a line of ours.
pub(super) fn one_line(text: &str) -> String {
    tame(text).replace(['\n', '\t'], " ")
}

/// Lets through what [`tame`] lets through.
struct Tame<W> {
    out: W,
    /// The beginning of a character whose end is still to come.
    begun: Vec<u8>,
}

impl<W> Tame<W> {
    fn new(out: W) -> Tame<W> {
        Tame { out, begun: Vec::new() }
    }
}

impl<W: Write> Write for Tame<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut all = std::mem::take(&mut self.begun);
        all.extend_from_slice(bytes);
        let mut rest = all.as_slice();
        loop {
            match std::str::from_utf8(rest) {
                Ok(text) => {
                    self.out.write_all(tame(text).as_bytes())?;
                    return Ok(bytes.len());
                }
                Err(e) => {
                    let (text, after) = rest.split_at(e.valid_up_to());
                    self.out.write_all(tame(&String::from_utf8_lossy(text)).as_bytes())?;
                    let Some(n) = e.error_len() else {
                        self.begun = after.to_vec();
                        return Ok(bytes.len());
                    };
                    self.out.write_all("\u{fffd}".as_bytes())?;
                    rest = &after[n..];
                }
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Did the reader of stdout go away?
pub(super) fn is_closed_pipe(error: &Error) -> bool {
    error
        .source()
        .and_then(|e| e.downcast_ref::<io::Error>())
        .is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_gets_through() {
        let text = "a\x1b[31mb\u{9b}c\x07\r\n\td\u{202e}e\u{2066}é🙂\x7f";
        let tamed = "a\u{fffd}[31mb\u{fffd}c\u{fffd}\u{fffd}\n\td\u{fffd}e\u{fffd}é🙂\u{fffd}";
        assert_eq!(tame(text), tamed);
        // However it is cut, and whatever is no text.
        for size in 1..text.len() {
            let mut out = Tame::new(Vec::new());
            for piece in text.as_bytes().chunks(size) {
                out.write_all(piece).expect("memory");
            }
            out.write_all(b"\xff!").expect("memory");
            assert_eq!(String::from_utf8(out.out).expect("text"), format!("{tamed}\u{fffd}!"));
        }
    }
}
