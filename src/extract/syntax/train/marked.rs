//! Texts in which names are marked: from lists of forms per article, and from files of labelled tokens.

use super::files;
use crate::extract::syntax::NameKind;
use crate::{Error, Result, Span};
use serde::Deserialize;
use std::path::Path;

/// A text and the names in it.
#[derive(Clone, Debug)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// Where names stand.
    pub names: Vec<(Span, NameKind)>,
    /// Only persons, organisations and places are marked.
    pub narrow: bool,
}

fn kind(name: &str) -> NameKind {
    match name {
        "PER" | "Person" => NameKind::Person,
        "ORG" | "Organisation" => NameKind::Organization,
        "LOC" | "Location" => NameKind::Location,
        "NORP" | "Nationality" => NameKind::Norp,
        _ => NameKind::Misc,
    }
}

#[derive(Deserialize)]
struct Article {
    names: Vec<Form>,
}

#[derive(Deserialize)]
struct Form {
    text: String,
    #[serde(rename = "type")]
    kind: String,
}

/// Articles with lists of names, `ID.json` beside `docs/ID.txt`, in order of their ids: those that `wanted` picks.
///
/// # Errors
///
/// When a file is missing or not as expected.
pub fn articles(folder: &Path, wanted: impl Fn(&str) -> bool) -> Result<Vec<Marked>> {
    let at = folder.display().to_string();
    let entries =
        std::fs::read_dir(folder).map_err(|e| Error::new("cannot read this folder").in_file(&at).caused_by(e))?;
    let mut ids: Vec<String> = entries
        .filter_map(|e| Some(e.ok()?.file_name().to_str()?.strip_suffix(".json")?.to_owned()))
        .filter(|id| wanted(id))
        .collect();
    ids.sort_unstable();
    let read = |id: &String| {
        let path = folder.join(format!("{id}.json"));
        let article: Article = serde_json::from_str(&files::text(&path)?).map_err(|e| {
            Error::new("not a list of names")
                .in_file(path.display().to_string())
                .caused_by(e)
        })?;
        let text = files::text(&folder.join("docs").join(format!("{id}.txt")))?;
        let names = project(&text, &article.names);
        Ok(Marked {
            text,
            names,
            narrow: false,
        })
    };
    ids.iter().map(read).collect()
}

/// Every place where a listed form stands as whole words, the longest form first.
fn project(text: &str, forms: &[Form]) -> Vec<(Span, NameKind)> {
    let mut forms: Vec<&Form> = forms.iter().filter(|f| !f.text.is_empty()).collect();
    forms.sort_by_key(|f| std::cmp::Reverse(f.text.chars().count()));
    let mut names: Vec<(Span, NameKind)> = Vec::new();
    for form in forms {
        for (start, found) in text.match_indices(&form.text) {
            let span = Span::new(start, start + found.len());
            let word_before = text[..start].chars().next_back().is_some_and(char::is_alphanumeric);
            let word_after = text[span.end as usize..]
                .chars()
                .next()
                .is_some_and(char::is_alphanumeric);
            if !word_before && !word_after && !names.iter().any(|n| n.0.overlaps(span)) {
                names.push((span, kind(&form.kind)));
            }
        }
    }
    names.sort_unstable_by_key(|n| n.0);
    names
}

/// Sentences of a file with one token and its B-I-O label a line; `word` and `label` are the columns.
///
/// # Errors
///
/// When the file is missing or a line is too short.
pub fn labelled(path: &Path, word: usize, label: usize) -> Result<Vec<Marked>> {
    let text = files::text(path)?;
    let mut all = Vec::new();
    let mut now = Marked {
        text: String::new(),
        names: Vec::new(),
        narrow: true,
    };
    let mut open = None;
    for (number, line) in text.lines().enumerate() {
        if line.starts_with("# ") {
            continue;
        }
        if line.trim().is_empty() {
            all.push(std::mem::replace(
                &mut now,
                Marked {
                    text: String::new(),
                    names: Vec::new(),
                    narrow: true,
                },
            ));
            open = None;
            continue;
        }
        let columns: Vec<&str> = line.split(['\t', ' ']).collect();
        let (Some(word), Some(label)) = (columns.get(word), columns.get(label)) else {
            return Err(Error::new("a column is missing")
                .in_file(path.display().to_string())
                .on_line(number + 1));
        };
        if !now.text.is_empty() {
            now.text.push(' ');
        }
        let span = Span::new(now.text.len(), now.text.len() + word.len());
        now.text.push_str(word);
        match label.split_once('-') {
            None => open = None,
            Some(("I", name)) if open == Some(name) => {
                if let Some(last) = now.names.last_mut() {
                    last.0 = last.0.join(span);
                }
            }
            Some((_, name)) => {
                now.names.push((span, kind(name)));
                open = Some(name);
            }
        }
    }
    all.push(now);
    all.retain(|m| !m.text.is_empty());
    Ok(all)
}
