//! PLOVER's tense rules: help that is planned is an agreement, harm that is planned a threat.
//!
//! After the PLOVER manual 0.8 (2021): a future cooperative act is AGREE, a future retreat CONCEDE, a future
//! coercion, sanction or assault THREATEN. CAMEO codes follow with the root of the new type.

use super::Modality;
use super::vocabulary::RelationKind;

/// PLOVER type and CAMEO code of a relation in that modality.
pub(super) fn codes(kind: &RelationKind, modality: Modality) -> (Option<String>, Option<String>) {
    let Some(plover) = kind.plover.as_deref() else {
        return (None, kind.cameo.clone());
    };
    let future = match (modality, plover) {
        (Modality::Planned, "CONSULT" | "COOPERATE" | "AID" | "SUPPORT") => Some(("AGREE", "030")),
        (Modality::Planned, "RETREAT") => Some(("CONCEDE", "080")),
        (Modality::Planned, "SANCTION" | "COERCE" | "ASSAULT" | "MOBILIZE" | "PROTEST") => Some(("THREATEN", "130")),
        _ => None,
    };
    match future {
        Some((plover, cameo)) => (Some(plover.to_string()), Some(cameo.to_string())),
        None => (Some(plover.to_string()), kind.cameo.clone()),
    }
}
