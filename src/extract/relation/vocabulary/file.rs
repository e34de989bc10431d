//! The files of relations, `data/en/relations/*.toml` and those of users, as they stand there.

use crate::extract::clause::Reality;
use crate::{Error, Result};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// The files that are built in, in the order in which they are read.
pub const ENGLISH_FILES: [(&str, &str); 15] = [
    (
        "nothing.toml",
        include_str!("../../../../data/en/relations/nothing.toml"),
    ),
    (
        "culprit.toml",
        include_str!("../../../../data/en/relations/culprit.toml"),
    ),
    (
        "cooperation.toml",
        include_str!("../../../../data/en/relations/cooperation.toml"),
    ),
    ("verbal.toml", include_str!("../../../../data/en/relations/verbal.toml")),
    (
        "evaluation.toml",
        include_str!("../../../../data/en/relations/evaluation.toml"),
    ),
    (
        "conflict.toml",
        include_str!("../../../../data/en/relations/conflict.toml"),
    ),
    ("office.toml", include_str!("../../../../data/en/relations/office.toml")),
    (
        "structure.toml",
        include_str!("../../../../data/en/relations/structure.toml"),
    ),
    ("codes.toml", include_str!("../../../../data/en/relations/codes.toml")),
    ("acts.toml", include_str!("../../../../data/en/relations/acts.toml")),
    ("deeds.toml", include_str!("../../../../data/en/relations/deeds.toml")),
    ("alone.toml", include_str!("../../../../data/en/relations/alone.toml")),
    (
        "campaign.toml",
        include_str!("../../../../data/en/relations/campaign.toml"),
    ),
    (
        "replies.toml",
        include_str!("../../../../data/en/relations/replies.toml"),
    ),
    ("brief.toml", include_str!("../../../../data/en/relations/brief.toml")),
];

/// A file of relations.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Word sets that frames name: `bad = "corrupt cruel"`, and then "A call B $bad".
    #[serde(default)]
    pub words: BTreeMap<String, String>,
    #[serde(default)]
    pub relation: Vec<Entry>,
}

/// A relation in it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub name: Spanned<String>,
    /// Needed where the relation is new, as the sign is.
    pub meaning: Option<String>,
    pub plover: Option<String>,
    pub cameo: Option<String>,
    pub sign: Option<String>,
    #[serde(default)]
    pub weight: f64,
    #[serde(default)]
    pub symmetric: bool,
    #[serde(default)]
    pub owner: bool,
    #[serde(default)]
    pub circumstance: bool,
    #[serde(default)]
    pub untargeted: bool,
    #[serde(default)]
    pub office: bool,
    #[serde(default)]
    pub harm: bool,
    #[serde(default)]
    pub sites: String,
    #[serde(default)]
    pub patients: String,
    /// `planned`, `asked` or `possible`: how real at most is what the frames beside it state. A warrant for an arrest is none yet.
    pub modality: Option<Spanned<String>>,
    pub source: Option<Vec<String>>,
    pub target: Option<Vec<String>>,
    #[serde(default)]
    pub frames: Vec<Spanned<String>>,
    #[serde(default)]
    pub nouns: Vec<Spanned<String>>,
    #[serde(default)]
    pub adjectives: Vec<Spanned<String>>,
    #[serde(default)]
    pub compounds: Vec<Spanned<String>>,
    /// What answers words said before: "A reject ultimatum" is an answer to who has made it.
    #[serde(default)]
    pub answers: Vec<Spanned<String>>,
    /// Nouns for people by what they do: "critic" is read in "critic of B" and in "B critic", and may be the source itself.
    #[serde(default)]
    pub agents: Vec<Spanned<String>>,
    /// What somebody says of B, who does not stand in the frame: "B lie".
    #[serde(default)]
    pub voiced: Vec<Spanned<String>>,
    #[serde(default)]
    pub examples: Vec<Spanned<String>>,
    #[serde(default)]
    pub silent: Vec<Spanned<String>>,
}

impl File {
    /// Reads a file; where it is none, the error names the line.
    pub fn read(name: &str, text: &str) -> Result<File> {
        toml::from_str(text).map_err(|e| {
            let at = e.span().map_or(0, |s| s.start).min(text.len());
            let line = 1 + text[..at].matches('\n').count();
            Error::new(e.message().to_string()).in_file(name).on_line(line)
        })
    }
}

/// `+`, `-` or `0`.
pub fn sign(text: &str) -> Result<i8> {
    match text {
        "+" => Ok(1),
        "-" => Ok(-1),
        "0" => Ok(0),
        other => Err(Error::new(format!(
            "sign is \"{other}\"; expected \"+\", \"-\" or \"0\""
        ))),
    }
}

/// `planned`, `asked` or `possible`.
pub fn reality(text: &str) -> Result<Reality> {
    match text {
        "planned" => Ok(Reality::Planned),
        "asked" => Ok(Reality::Asked),
        "possible" => Ok(Reality::Possible),
        other => Err(Error::new(format!(
            "modality is \"{other}\"; expected \"planned\", \"asked\" or \"possible\""
        ))),
    }
}

/// A sentence of a relation file with what it must state, or must not: a test of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sample {
    /// Line in the file, from 1.
    pub line: usize,
    /// The relation it stands under.
    pub relation: String,
    /// `France backed Kyiv. => France -supports-> Ukraine`; of a counter-example the sentence alone.
    pub text: String,
    /// A counter-example: it must not state the relation.
    pub silent: bool,
}

impl Sample {
    /// The examples and counter-examples of a relation file, in its order.
    ///
    /// # Errors
    /// When the file is not TOML, or has a field that it should not have.
    pub fn read(name: &str, text: &str) -> Result<Vec<Sample>> {
        let mut all = Vec::new();
        for entry in File::read(name, text)?.relation {
            for (list, silent) in [(entry.examples, false), (entry.silent, true)] {
                all.extend(list.into_iter().map(|sample| Sample {
                    line: 1 + text[..sample.span().start].matches('\n').count(),
                    relation: entry.name.get_ref().clone(),
                    text: sample.into_inner(),
                    silent,
                }));
            }
        }
        Ok(all)
    }
}

/// Puts the words of a set where a frame names it.
pub fn expand(text: &str, words: &BTreeMap<String, String>) -> Result<String> {
    let mut out = String::new();
    for (i, part) in text.split('$').enumerate() {
        if i == 0 {
            out.push_str(part);
            continue;
        }
        let end = part.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(part.len());
        let (name, rest) = part.split_at(end);
        let set = words.get(name).ok_or_else(|| {
            Error::new(format!(
                "the frame \"{text}\" names the words \"${name}\", which [words] does not list"
            ))
        })?;
        out.push_str(&set.split_whitespace().collect::<Vec<_>>().join("|"));
        out.push_str(rest);
    }
    Ok(out)
}
