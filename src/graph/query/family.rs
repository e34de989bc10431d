//! Families: relations by what they have in common, so that one word asks for many.

/// The families by name: the PLOVER types whose relations belong to them, and the relations without such a type.
///
/// The first four are PLOVER's quad classes. A PLOVER type in small letters (`support`, `sanction`) is a family too.
pub(crate) const FAMILIES: [(&str, &[&str], &[&str]); 10] = [
    ("verbal-cooperation", &VERBAL_COOPERATION, &[]),
    ("material-cooperation", &MATERIAL_COOPERATION, &[]),
    ("verbal-conflict", &VERBAL_CONFLICT, &["denies", "sues"]),
    ("material-conflict", &MATERIAL_CONFLICT, &[]),
    (
        "cooperation",
        &["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"],
        &["allied-with"],
    ),
    (
        "conflict",
        &[
            "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
        ],
        &["denies", "sues"],
    ),
    (
        "verbal",
        &[
            "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
        ],
        &["denies", "sues"],
    ),
    (
        "material",
        &[
            "COOPERATE",
            "AID",
            "RETREAT",
            "PROTEST",
            "SANCTION",
            "MOBILIZE",
            "COERCE",
            "ASSAULT",
        ],
        &[],
    ),
    (
        "office",
        &[],
        &[
            "appoints",
            "dismisses",
            "resigns-from",
            "holds-office",
            "succeeds",
            "runs-against",
            "defeats",
        ],
    ),
    (
        "structure",
        &[],
        &[
            "holds-office",
            "leads",
            "member-of",
            "part-of",
            "located-in",
            "represents",
            "nationality",
            "employs",
            "allied-with",
            "owns",
        ],
    ),
];

const VERBAL_COOPERATION: [&str; 4] = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE"];
const MATERIAL_COOPERATION: [&str; 3] = ["COOPERATE", "AID", "RETREAT"];
const VERBAL_CONFLICT: [&str; 4] = ["REQUEST", "ACCUSE", "REJECT", "THREATEN"];
const MATERIAL_CONFLICT: [&str; 5] = ["PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"];

/// The PLOVER types, as families are written.
const TYPES: [&str; 16] = [
    "agree",
    "consult",
    "support",
    "concede",
    "cooperate",
    "aid",
    "retreat",
    "request",
    "accuse",
    "reject",
    "threaten",
    "protest",
    "sanction",
    "mobilize",
    "coerce",
    "assault",
];

/// All names of families, as they are listed.
pub fn families() -> impl Iterator<Item = &'static str> {
    FAMILIES.iter().map(|(name, ..)| *name).chain(TYPES)
}

/// Does a relation, of that PLOVER type, belong to the family? Nothing where there is no such family.
pub(super) fn has(family: &str, relation: &str, plover: Option<&str>) -> Option<bool> {
    if let Some((_, types, relations)) = FAMILIES.iter().find(|(name, ..)| *name == family) {
        return Some(plover.is_some_and(|plover| types.contains(&plover)) || relations.contains(&relation));
    }
    let known = TYPES.contains(&family);
    known.then(|| plover.is_some_and(|plover| plover.eq_ignore_ascii_case(family)))
}

/// Is it the name of a family, however it is written?
#[cfg(feature = "store")]
pub(super) fn is_family(name: &str) -> bool {
    has(&super::names::normal(name).replace(' ', "-"), "", None).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::relation::Vocabulary;

    #[test]
    fn every_relation_of_the_vocabulary_has_a_family() {
        for relation in Vocabulary::english().relations().filter(|r| r.name != "nothing") {
            let is_of =
                |(name, ..): &&(&str, _, _)| has(name, &relation.name, relation.plover.as_deref()) == Some(true);
            assert!(FAMILIES.iter().any(|f| is_of(&f)), "{}", relation.name);
        }
    }

    #[test]
    fn members() {
        for (family, relation, plover, expected) in [
            ("verbal-conflict", "accuses", Some("ACCUSE"), Some(true)),
            ("conflict", "sues", None, Some(true)),
            ("material", "aids", Some("AID"), Some(true)),
            ("aid", "aids", Some("AID"), Some(true)),
            ("aid", "meets", Some("CONSULT"), Some(false)),
            ("office", "holds-office", None, Some(true)),
            ("offices", "holds-office", None, None),
        ] {
            assert_eq!(has(family, relation, plover), expected, "{family} {relation}");
        }
    }
}
