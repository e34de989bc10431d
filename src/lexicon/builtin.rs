//! The word lists that ship with the program, one line a file.

/// English.
pub mod en {
    /// Words whose dot does not end a sentence.
    pub const ABBREVIATIONS: &str = include_str!("../../data/en/abbreviations.txt");
    /// Words written together that are several words of grammar: "cannot".
    pub const CONTRACTIONS: &str = include_str!("../../data/en/contractions.txt");
    /// Past forms of irregular verbs: "struck".
    pub const IRREGULAR: &str = include_str!("../../data/en/irregular.tsv");
    /// How words end and where they are cut: prefixes, units, domains.
    pub const WORDS: &str = include_str!("../../data/en/words.txt");
    /// Phrases of page furniture.
    pub const FURNITURE: &str = include_str!("../../data/en/furniture.txt");
    /// Names of persons, places and bodies.
    pub const NAMES: &str = include_str!("../../data/en/names.tsv");
}
