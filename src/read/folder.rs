//! The one place that knows paths: a file, a folder, a pattern, or `-`.

use super::record::{Records, Source};
use super::{Articles, InputFormat, Options, Record};
use crate::{Error, Result};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// Reads the articles of a file, of a folder and all below it in order of names, of the files that a pattern
/// means (`news/**/*.html`), or of standard input (`-`).
///
/// From a folder only files with a known extension are read, hidden ones are not. The id of an article without
/// an id of its own is the name of its file without extension; that ids differ is the caller's concern.
/// A text is of the day with which the name of its file begins, if it does (`2024-03-02-summit.txt`).
///
/// # Errors
///
/// The path does not exist or cannot be read, or the folder holds no articles. What fails later is an error among the articles.
///
/// ```no_run
/// use newsgraph::read::{Options, open};
/// for article in open("news/".as_ref(), &Options::default())? {
///     println!("{}", article?.id);
/// }
/// # Ok::<(), newsgraph::Error>(())
/// ```
pub fn open(path: &Path, options: &Options) -> Result<Articles<'static>> {
    Ok(Articles {
        records: records(path, options)?,
        options: options.clone(),
        warnings: Vec::new(),
        skipped: Default::default(),
    })
}

/// The same, cut into records that are not read yet.
///
/// # Errors
///
/// As [`open`].
pub fn records(path: &Path, options: &Options) -> Result<Records<'static>> {
    if path == Path::new("-") {
        return Ok(Records::new(std::io::stdin(), "stdin", options));
    }
    let pending = if path.is_dir() {
        vec![Step::Folder(path.to_path_buf())]
    } else if let Some(pattern) = pattern(path) {
        let mut found = matches(pattern, path)?;
        found.reverse();
        found
    } else {
        return open_file(path, options);
    };
    let mut walk = Walk {
        pending,
        current: None,
        options: options.clone(),
    };
    // Is there anything at all? An empty folder is a mistake that its user wants to know of.
    match walk.step() {
        Some(step) => walk.pending.push(step),
        None => return Err(nothing_in(path)),
    }
    Ok(Records {
        source: Source::Folder(walk),
        file: path.display().to_string().into(),
    })
}

fn nothing_in(folder: &Path) -> Error {
    let extensions: Vec<&str> = InputFormat::ALL.iter().flat_map(|f| f.extensions()).copied().collect();
    let what = format!(
        "no articles in this folder: expected files with the extension {}",
        extensions.join(", ")
    );
    Error::new(what).in_file(folder.display().to_string())
}

fn open_file(path: &Path, options: &Options) -> Result<Records<'static>> {
    let name = path.display().to_string();
    match File::open(path) {
        Ok(file) => Ok(Records::new(file, &name, options)),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Err(Error::new(
            "no such file or folder; check the path, or use `-` for standard input",
        )
        .in_file(name)
        .caused_by(e)),
        Err(e) => Err(Error::new(format!("cannot be opened: {e}")).in_file(name).caused_by(e)),
    }
}

/// The pattern that a path is, if there is no file of this name.
fn pattern(path: &Path) -> Option<&str> {
    let pattern = path.to_str()?;
    (pattern.contains(['*', '?', '[']) && fs::symlink_metadata(path).is_err()).then_some(pattern)
}

/// Files and folders that a pattern means, in order of names.
fn matches(pattern: &str, path: &Path) -> Result<Vec<Step>> {
    let failed = |what: String| Error::new(what).in_file(path.display().to_string());
    let found = glob::glob(pattern).map_err(|e| failed(format!("not a pattern for files: {e}")))?;
    let mut steps = Vec::new();
    for entry in found {
        match entry {
            // What is named by its ending is wanted; a folder of that name is gone through by `**` itself.
            Ok(path) if path.is_dir() => {}
            Ok(path) => steps.push(Step::File(path)),
            Err(e) => steps.push(Step::Failed(
                Error::new(format!("cannot be listed: {}", e.error())).in_file(e.path().display().to_string()),
            )),
        }
    }
    match steps.is_empty() {
        true => Err(failed("no file is meant by this pattern; check it".to_string())),
        false => Ok(steps),
    }
}

/// What comes next on a walk.
enum Step {
    File(PathBuf),
    Folder(PathBuf),
    Failed(Error),
}

/// The files of a folder and all below it; one is open at a time, and one folder a level is listed.
pub(super) struct Walk {
    /// Last first.
    pending: Vec<Step>,
    current: Option<Box<Records<'static>>>,
    options: Options,
}

impl Walk {
    pub(super) fn next(&mut self) -> Option<Result<Record>> {
        loop {
            if let Some(record) = self.current.as_mut().and_then(|current| current.next()) {
                return Some(record);
            }
            match self.step()? {
                Step::File(path) => match open_file(&path, &self.options) {
                    // Who writes a network beside the articles reads them all again another day.
                    Ok(records) if matches!(records.source, Source::Network(_)) => {
                        return Some(Ok(Record::network(records.file)));
                    }
                    Ok(records) => self.current = Some(Box::new(records)),
                    Err(error) => return Some(Err(error)),
                },
                Step::Failed(error) => return Some(Err(error)),
                Step::Folder(_) => {}
            }
        }
    }

    /// The next file or failure; folders on the way are listed.
    fn step(&mut self) -> Option<Step> {
        loop {
            match self.pending.pop()? {
                Step::Folder(folder) => {
                    let mut listed = list(&folder).unwrap_or_else(|error| vec![Step::Failed(error)]);
                    listed.reverse();
                    self.pending.append(&mut listed);
                }
                other => return Some(other),
            }
        }
    }
}

/// Files with a known extension, and folders, sorted by name. A link to a folder is not followed: it may lead back.
fn list(folder: &Path) -> Result<Vec<Step>> {
    let failed = |e: std::io::Error| {
        Error::new(format!("folder cannot be listed: {e}"))
            .in_file(folder.display().to_string())
            .caused_by(e)
    };
    let mut entries = fs::read_dir(folder)
        .map_err(failed)?
        .collect::<std::io::Result<Vec<_>>>()
        .map_err(failed)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let mut steps = Vec::new();
    for entry in entries {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') {
            continue;
        }
        let path = entry.path();
        if entry.file_type().map_err(failed)?.is_dir() {
            steps.push(Step::Folder(path));
        } else if InputFormat::of_file_name(&name).is_some() && path.is_file() {
            steps.push(Step::File(path));
        }
    }
    Ok(steps)
}
