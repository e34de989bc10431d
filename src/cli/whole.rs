//! Files that are written whole or not at all.
//!
//! A file is written under another name beside its place, brought to the disk, and renamed: whoever looks sees the old bytes or the new
//! ones. What is not finished is taken away when writing fails and when the program is interrupted; after a kill or a power cut a file that ends
//! in `.tmp` may be left, and the old one is untouched.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What is being written now.
static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn unfinished() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file that is written, but not yet in its place.
pub(super) struct Draft {
    /// Nothing where the place is no file but a device or a pipe, which was written to at once.
    temporary: Option<PathBuf>,
    place: PathBuf,
}

impl Draft {
    /// Writes what belongs at `path` beside it.
    pub(super) fn of(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<Draft> {
        // Of a link the file behind it is meant.
        let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let old = fs::metadata(&place).ok();
        if old.as_ref().is_some_and(|old| !old.is_file() && !old.is_dir()) {
            fill(OpenOptions::new().write(true).open(&place)?, write)?;
            return Ok(Draft { temporary: None, place });
        }
        let mut name = place.file_name().unwrap_or_default().to_os_string();
        name.push(format!(".{}.tmp", std::process::id()));
        let temporary = place.with_file_name(name);
        let new = || OpenOptions::new().write(true).create_new(true).open(&temporary);
        // Who interrupts waits until it is known what is to be taken away.
        let mut minded = unfinished();
        let file = new().or_else(|e| match e.kind() {
            // Left by a process that was killed and had our number. Whatever it is, it is not written through.
            io::ErrorKind::AlreadyExists => fs::remove_file(&temporary).and_then(|()| new()),
            _ => Err(e),
        })?;
        minded.insert(temporary.clone());
        drop(minded);
        let draft = Draft {
            temporary: Some(temporary),
            place,
        };
        if let Some(old) = old.filter(fs::Metadata::is_file) {
            file.set_permissions(old.permissions())?;
        }
        fill(file, write)?.sync_all()?;
        Ok(draft)
    }

    /// Puts it in its place.
    pub(super) fn put(mut self) -> io::Result<()> {
        if let Some(temporary) = &self.temporary {
            // Who interrupts waits for this.
            let mut unfinished = unfinished();
            fs::rename(temporary, &self.place)?;
            unfinished.remove(temporary);
            drop(unfinished);
            self.temporary = None;
        }
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if let Some(temporary) = &self.temporary {
            let _ = fs::remove_file(temporary);
            unfinished().remove(temporary);
        }
    }
}

fn fill(file: File, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<File> {
    let mut out = BufWriter::new(file);
    write(&mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)
}

/// From now on Ctrl-C and a plea to end (SIGTERM) take away what is not finished. The exit code is 130 or 143, as shells have it.
#[cfg(unix)]
pub(super) fn mind_interrupts() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM]) else {
        return;
    };
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            let unfinished = unfinished();
            for path in unfinished.iter() {
                let _ = fs::remove_file(path);
            }
            std::process::exit(128 + signal);
        }
    });
}

/// There is nothing to mind: what ends the program leaves a file that ends in `.tmp`.
#[cfg(not(unix))]
pub(super) fn mind_interrupts() {}
