//! What reads the articles: the built-in words and the user's own.

use crate::cli::Common;
use crate::extract::Extractor;
use crate::extract::actor::Registry;
use crate::extract::relation::Vocabulary;
use crate::{Error, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// The extractor with the user's own actors and relations.
pub(in crate::cli) fn extractor(common: &Common) -> Result<Extractor> {
    extractor_of(registry(common)?, common)
}

/// The same, where the registry is at hand.
pub(super) fn extractor_of(registry: Registry, common: &Common) -> Result<Extractor> {
    let extractor = Extractor::english().with_registry(registry);
    Ok(match common.own.lexicon.as_slice() {
        [] => extractor,
        files => extractor.with_vocabulary(vocabulary(files)?),
    })
}

/// The built-in relations and those of the user's files.
pub(in crate::cli) fn vocabulary(files: &[PathBuf]) -> Result<Vocabulary> {
    let mut vocabulary = Vocabulary::english().clone();
    for path in files {
        vocabulary = vocabulary.with_user(&path.display().to_string(), &lexicon_file(path)?)?;
    }
    Ok(vocabulary)
}

/// The text of a user's file of relations.
pub(in crate::cli) fn lexicon_file(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|e| {
        Error::new(format!("cannot read the lexicon: {e}; check the path"))
            .in_file(path.display().to_string())
            .caused_by(e)
    })
}

/// The registry with the user's own actors.
pub(in crate::cli) fn registry(common: &Common) -> Result<Registry> {
    let mut registry = Registry::builtin().clone();
    for path in &common.actors {
        let name = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|e| {
            Error::new(format!(
                "cannot read the actors file: {e}; check the path behind --actors"
            ))
            .in_file(&name)
            .caused_by(e)
        })?;
        registry = registry.with_user(&name, &text)?;
    }
    Ok(registry)
}

/// What the registry knows of a person's office: no statement of any article, and only ever shown as background.
pub(in crate::cli) fn known_office(id: &str) -> Option<String> {
    let registry = Registry::builtin();
    let entry = registry.get(id)?;
    let office = entry.office.as_deref()?;
    let body = entry.body.as_deref().and_then(|b| registry.get(b));
    let of = body.map_or(String::new(), |b| format!(", {}", b.label));
    let years = entry.years.as_deref().map_or(String::new(), |y| format!(", {y}"));
    Some(format!("{office}{of}{years} (from the registry)"))
}
