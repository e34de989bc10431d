//! What the program knows, in one number: two programs with one fingerprint have the same words.

use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Every file of words that is built in, by its path, in order.
const FILES: &[(&str, &str)] = &[
    ("data/cameo.tsv", include_str!("../../data/cameo.tsv")),
    (
        "data/en/abbreviations.txt",
        include_str!("../../data/en/abbreviations.txt"),
    ),
    ("data/en/ambiguous.tsv", include_str!("../../data/en/ambiguous.tsv")),
    (
        "data/en/contractions.txt",
        include_str!("../../data/en/contractions.txt"),
    ),
    ("data/en/countries.tsv", include_str!("../../data/en/countries.tsv")),
    ("data/en/first_names.tsv", include_str!("../../data/en/first_names.tsv")),
    ("data/en/furniture.txt", include_str!("../../data/en/furniture.txt")),
    ("data/en/group_nouns.tsv", include_str!("../../data/en/group_nouns.tsv")),
    ("data/en/irregular.tsv", include_str!("../../data/en/irregular.tsv")),
    ("data/en/leaders.tsv", include_str!("../../data/en/leaders.tsv")),
    ("data/en/name_words.tsv", include_str!("../../data/en/name_words.tsv")),
    ("data/en/names.tsv", include_str!("../../data/en/names.tsv")),
    (
        "data/en/organisations.tsv",
        include_str!("../../data/en/organisations.tsv"),
    ),
    ("data/en/places.tsv", include_str!("../../data/en/places.tsv")),
    ("data/en/posts.txt", include_str!("../../data/en/posts.txt")),
    ("data/en/reference.toml", include_str!("../../data/en/reference.toml")),
    (
        "data/en/relations/acts.toml",
        include_str!("../../data/en/relations/acts.toml"),
    ),
    (
        "data/en/relations/alone.toml",
        include_str!("../../data/en/relations/alone.toml"),
    ),
    (
        "data/en/relations/brief.toml",
        include_str!("../../data/en/relations/brief.toml"),
    ),
    (
        "data/en/relations/campaign.toml",
        include_str!("../../data/en/relations/campaign.toml"),
    ),
    (
        "data/en/relations/codes.toml",
        include_str!("../../data/en/relations/codes.toml"),
    ),
    (
        "data/en/relations/conflict.toml",
        include_str!("../../data/en/relations/conflict.toml"),
    ),
    (
        "data/en/relations/cooperation.toml",
        include_str!("../../data/en/relations/cooperation.toml"),
    ),
    (
        "data/en/relations/culprit.toml",
        include_str!("../../data/en/relations/culprit.toml"),
    ),
    (
        "data/en/relations/deeds.toml",
        include_str!("../../data/en/relations/deeds.toml"),
    ),
    (
        "data/en/relations/evaluation.toml",
        include_str!("../../data/en/relations/evaluation.toml"),
    ),
    (
        "data/en/relations/nothing.toml",
        include_str!("../../data/en/relations/nothing.toml"),
    ),
    (
        "data/en/relations/office.toml",
        include_str!("../../data/en/relations/office.toml"),
    ),
    (
        "data/en/relations/replies.toml",
        include_str!("../../data/en/relations/replies.toml"),
    ),
    (
        "data/en/relations/structure.toml",
        include_str!("../../data/en/relations/structure.toml"),
    ),
    (
        "data/en/relations/verbal.toml",
        include_str!("../../data/en/relations/verbal.toml"),
    ),
    ("data/en/saying.toml", include_str!("../../data/en/saying.toml")),
    ("data/en/stance.toml", include_str!("../../data/en/stance.toml")),
    ("data/en/titles.tsv", include_str!("../../data/en/titles.tsv")),
    ("data/en/voices.txt", include_str!("../../data/en/voices.txt")),
    ("data/en/words.txt", include_str!("../../data/en/words.txt")),
    ("data/read/furniture.txt", include_str!("../../data/read/furniture.txt")),
    ("data/read/languages.tsv", include_str!("../../data/read/languages.tsv")),
];

/// The SHA-256 of a file's bytes, in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// The SHA-256 of what `sha256sum` prints of all files of words, in order of their paths.
///
/// ```
/// assert_eq!(newsgraph::lexicon::fingerprint().len(), 64);
/// ```
pub fn fingerprint() -> String {
    let mut list = String::new();
    for (path, text) in FILES {
        let _ = writeln!(list, "{}  {path}", sha256(text.as_bytes()));
    }
    sha256(list.as_bytes())
}

/// The paths of all files of words.
pub fn files() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(path, _)| *path)
}
