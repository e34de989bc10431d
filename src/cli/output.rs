//! Where results go: a file written whole or not at all, or stdout.

use crate::{Error, Result};
use std::error::Error as _;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes a whole result: to a file by way of a temporary one beside it, so that a reader sees the old bytes or the
/// new ones and never half; or to stdout.
pub(super) fn write_whole(to: Option<&Path>, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    let Some(path) = to.filter(|p| p.as_os_str() != "-") else {
        let mut out = BufWriter::new(io::stdout().lock());
        return write(&mut out)
            .and_then(|()| out.flush())
            .map_err(|e| Error::new("cannot write to stdout").caused_by(e));
    };
    let failed = |e: io::Error| {
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
