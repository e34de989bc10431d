//! Past forms of verbs that a treebank seldom shows: "struck", "fled". Elsewhere the model's rules decide.

use crate::extract::syntax::Xpos;
use crate::lexicon::builtin::en;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static ENGLISH: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    en::IRREGULAR
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .collect()
});

/// The dictionary form of a past or participle in the list, in any case.
pub(super) fn lemma(form: &str, xpos: Xpos) -> Option<&'static str> {
    // The longest of the list has ten letters.
    if !matches!(xpos, Xpos::Vbd | Xpos::Vbn) || form.len() > 10 {
        return None;
    }
    ENGLISH.get(form.to_ascii_lowercase().as_str()).copied()
}

/// The tag of a finite verb: one of the present whose form can only be past is of the past. "Police shot a man."
pub(super) fn tense(form: &str, xpos: Xpos) -> Xpos {
    // Of the list these are dictionary forms too.
    const BOTH: [&str; 3] = ["bore", "bound", "undercut"];
    let present = matches!(xpos, Xpos::Vbp | Xpos::Vbz);
    let past = || lemma(form, Xpos::Vbd).is_some() && !BOTH.iter().any(|w| form.eq_ignore_ascii_case(w));
    if present && past() { Xpos::Vbd } else { xpos }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_past_forms_only() {
        assert_eq!(lemma("Struck", Xpos::Vbd), Some("strike"));
        assert_eq!(lemma("forbidden", Xpos::Vbn), Some("forbid"));
        assert_eq!(lemma("shot", Xpos::Nn), None);
        assert_eq!(lemma("helped", Xpos::Vbd), None);
        assert_eq!(tense("shot", Xpos::Vbp), Xpos::Vbd);
        assert_eq!(tense("shot", Xpos::Nn), Xpos::Nn);
        assert_eq!(tense("help", Xpos::Vbp), Xpos::Vbp);
    }
}
