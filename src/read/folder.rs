//! The one place that knows paths: a file, a folder, or `-`.

use super::{Articles, InputFormat, Source, articles};
use crate::{Article, Error, Result};
use std::fs::File;
use std::path::{Path, PathBuf};

/// Reads the articles of a file, of a folder and all below it in order of names, or of standard input (`-`).
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
/// for article in newsgraph::read::open("news/".as_ref(), None)? {
///     println!("{}", article?.id);
/// }
/// # Ok::<(), newsgraph::Error>(())
/// ```
pub fn open(path: &Path, format: Option<InputFormat>) -> Result<Articles<'static>> {
    if path == Path::new("-") {
        return Ok(articles(std::io::stdin(), "stdin", format));
    }
    if !path.is_dir() {
        return open_file(path, format);
    }
    let mut files = Vec::new();
    list(path, &mut files)?;
    if files.is_empty() {
        let extensions: Vec<&str> = InputFormat::ALL.iter().flat_map(|f| f.extensions()).copied().collect();
        let what = format!(
            "no articles in this folder: expected files with the extension {}",
            extensions.join(", ")
        );
        return Err(Error::new(what).in_file(path.display().to_string()));
    }
    files.reverse();
    let walk = Walk {
        files,
        format,
        current: None,
    };
    Ok(Articles {
        source: Source::Folder(walk),
        name: String::new(),
        stem: String::new(),
        warnings: Vec::new(),
    })
}

fn open_file(path: &Path, format: Option<InputFormat>) -> Result<Articles<'static>> {
    let name = path.display().to_string();
    match File::open(path) {
        Ok(file) => Ok(articles(file, &name, format)),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Err(Error::new(
            "no such file or folder; check the path, or use `-` for standard input",
        )
        .in_file(name)
        .caused_by(e)),
        Err(e) => Err(Error::new(format!("cannot be opened: {e}")).in_file(name).caused_by(e)),
    }
}

/// Files with a known extension, sorted by name at each level. A link to a folder is not followed: it may lead back.
fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let failed = |e: std::io::Error| {
        Error::new(format!("folder cannot be listed: {e}"))
            .in_file(folder.display().to_string())
            .caused_by(e)
    };
    let mut entries = std::fs::read_dir(folder)
        .map_err(failed)?
        .collect::<std::io::Result<Vec<_>>>()
        .map_err(failed)?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') {
            continue;
        }
        let path = entry.path();
        if entry.file_type().map_err(failed)?.is_dir() {
            list(&path, files)?;
        } else if InputFormat::of_file_name(&name).is_some() && path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}

/// The files of a folder, last first; one is open at a time.
pub(super) struct Walk {
    files: Vec<PathBuf>,
    format: Option<InputFormat>,
    current: Option<Box<Articles<'static>>>,
}

impl Walk {
    pub(super) fn next(&mut self, warnings: &mut Vec<String>) -> Option<Result<Article>> {
        loop {
            if let Some(current) = &mut self.current {
                let article = current.next();
                warnings.append(&mut current.warnings);
                if article.is_some() {
                    return article;
                }
            }
            match open_file(&self.files.pop()?, self.format) {
                Ok(articles) => self.current = Some(Box::new(articles)),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
