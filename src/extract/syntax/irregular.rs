//! Past forms whose lemma no ending tells: "struck" is "strike". The treebanks know too few of them.

use super::Xpos;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static PAST: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    include_str!("../../../data/en/irregular.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .collect()
});

/// The lemma of an irregular past form; nothing for any other word.
pub(super) fn lemma(form: &str, xpos: Xpos) -> Option<&'static str> {
    if !matches!(xpos, Xpos::Vbd | Xpos::Vbn) {
        return None;
    }
    match PAST.get(form) {
        Some(lemma) => Some(lemma),
        None => PAST.get(form.to_lowercase().as_str()).copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_past_forms_are_looked_up() {
        for (form, xpos, expected) in [
            ("struck", Xpos::Vbd, Some("strike")),
            ("Shot", Xpos::Vbn, Some("shoot")),
            ("shot", Xpos::Nn, None),
            ("walked", Xpos::Vbd, None),
        ] {
            assert_eq!(lemma(form, xpos), expected, "{form}");
        }
    }
}
