//! Names that are no more than descriptions: "Supreme Court", "the Ministry of Health", "police".

use super::fold::capital;
use super::words::{Class, Words};

/// Is this label a description, which fits another actor in another article?
///
/// One in small letters is; so is one in capitals whose words all say what it is and none says which one.
pub(crate) fn is_description(label: &str) -> bool {
    let words = Words::english();
    let tokens: Vec<&str> = label.split_whitespace().collect();
    let Some(first) = tokens.first() else { return false };
    if !tokens.iter().any(|t| t.chars().any(char::is_uppercase)) {
        return true;
    }
    // "Hong Kong's leaders", "11 Justices", "Members of the House of Commons": somebody is named in it, but it is a
    // description all the same.
    let last = tokens[tokens.len() - 1];
    let counted = first.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
    let people = tokens.get(1) == Some(&"of") && words.noun(first) == Some(Class::Group);
    if tokens.len() > 1 && (last.starts_with(char::is_lowercase) || counted || people)
        || first.starts_with(char::is_lowercase) && words.noun(last).is_some()
    {
        return true;
    }
    let mut at = 0;
    let mut says_what = false;
    while at < tokens.len() {
        if let Some(title) = words.title_at(&tokens, at) {
            at = title.end;
            says_what = true;
            continue;
        }
        let word = tokens[at];
        let small = !capital(word) && word.chars().all(char::is_alphabetic);
        let what = words.is_organisation_head(word) || words.noun(word).is_some();
        if !what
            && !small
            && !words.is_portfolio(word)
            && !matches!(word, "&" | "," | "National" | "Supreme" | "Constitutional")
        {
            return false;
        }
        says_what |= what;
        at += 1;
    }
    says_what
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_name_nobody() {
        for label in [
            "three soldiers",
            "Ministry of Health",
            "Prime Minister",
            "Peru's leaders",
            "Members of the House of Commons",
        ] {
            assert!(is_description(label), "{label}");
        }
        for label in ["Ministry of Health of Peru", "Greenpeace", "Queen Latifah"] {
            assert!(!is_description(label), "{label}");
        }
    }
}
