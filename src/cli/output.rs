//! Where results go: a file written whole or not at all, or stdout.

use crate::graph::export::Options;
use crate::graph::{Network, OutputFormat};
use crate::{Error, Result};
use std::error::Error as _;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes a whole result: to a file by way of a temporary one beside it, so that a reader sees the old bytes or the
/// new ones and never half; or to stdout.
pub(super) fn write_whole(to: Option<&Path>, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    let Some(path) = to.filter(|p| p.as_os_str() != "-") else {
        let mut out = BufWriter::new(io::stdout().lock());
        return write(&mut out).and_then(|()| out.flush()).map_err(|e| {
            match e.get_ref().is_some_and(|inner| inner.is::<Error>()) {
                true => refused(e),
                false => Error::new("cannot write to stdout").caused_by(e),
            }
        });
    };
    let failed = |e: io::Error| {
        if e.get_ref().is_some_and(|inner| inner.is::<Error>()) {
            return refused(e).in_file(path.display().to_string());
        }
        Error::new(format!(
            "cannot write: {e}; check that the folder exists and is writable"
        ))
        .in_file(path.display().to_string())
        .caused_by(e)
    };
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.tmp", std::process::id()));
    let temporary = path.with_file_name(name);
    let done = fs::File::create(&temporary).and_then(|file| {
        let mut out = BufWriter::new(file);
        write(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        fs::rename(&temporary, path)
    });
    if done.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    done.map_err(failed)
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
    for part in format.parts() {
        let part_path = part_of(path, format, part);
        if let Some(folder) = part_path.parent() {
            // Where that fails, so does the file, and its error says what to do.
            let _ = fs::create_dir_all(folder);
        }
        write_whole(Some(&part_path), |out| format.write_part(part, network, options, out))?;
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
    eprintln!("{}", tame(&text));
}

/// Text from outside without control characters.
pub(super) fn tame(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() && c != '\n' && c != '\t' {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}

/// Did the reader of stdout go away?
pub(super) fn is_closed_pipe(error: &Error) -> bool {
    error
        .source()
        .and_then(|e| e.downcast_ref::<io::Error>())
        .is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
}
