//! Reading training files, packed or not.

use crate::extract::syntax::conllu::{Tree, read};
use crate::{Error, Result};
use flate2::read::GzDecoder;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// The text of a file; one whose name ends in `.gz` is unpacked.
///
/// # Errors
///
/// When the file is missing or not UTF-8.
pub fn text(path: &Path) -> Result<String> {
    let name = path.display().to_string();
    let fail = |e| Error::new("cannot read this training file").in_file(&name).caused_by(e);
    let file = BufReader::new(File::open(path).map_err(fail)?);
    let mut text = String::new();
    if path.extension().is_some_and(|e| e == "gz") {
        GzDecoder::new(file).read_to_string(&mut text)
    } else {
        { file }.read_to_string(&mut text)
    }
    .map_err(fail)?;
    Ok(text)
}

/// The texts of articles, one JSON record with `id` and `text` a line, without those that the list `kept` names.
///
/// # Errors
///
/// When a file is missing or a line is no such record.
pub fn articles(path: &Path, kept: &Path) -> Result<String> {
    #[derive(serde::Deserialize)]
    struct Record {
        id: String,
        text: String,
    }
    let kept = text(kept)?;
    let mut all = String::new();
    for (i, line) in text(path)?.lines().enumerate() {
        let record: Record = serde_json::from_str(line).map_err(|e| {
            Error::new(format!("line {} is not a record with `id` and `text`", i + 1))
                .in_file(path.display().to_string())
                .caused_by(e)
        })?;
        if !kept.lines().any(|k| k.trim() == record.id) {
            all.push_str(&record.text);
            all.push_str("\n\n");
        }
    }
    Ok(all)
}

/// The sentences of a CoNLL-U file.
///
/// # Errors
///
/// When the file is missing or is not CoNLL-U.
pub fn trees(path: &Path) -> Result<Vec<Tree>> {
    read(text(path)?.as_bytes()).map_err(|e| e.in_file(path.display().to_string()))
}
