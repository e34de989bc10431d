//! PLOVER's tense rules: help that is planned is an agreement, harm that is planned a threat.
//!
//! After the PLOVER manual 0.8 (2021): a future cooperative act is AGREE, a future coercion, sanction or assault
//! THREATEN. Giving way that is yet to come is AGREE too, as PLOVER's own coded sentences have it and CAMEO 035 ("express
//! intent to yield"); the manual's text would have CONCEDE. CAMEO codes follow with the root of the new type.
//! What is denied, asked for or only possible is no event and has no code; what speaks of it, the request, the threat, has.

use super::Modality;
use super::frame::Frame;
use super::vocabulary::RelationKind;

/// How an act stands in time and truth.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    pub modality: Modality,
    pub negated: bool,
    /// The aim of an act that did happen: "used tear gas TO DISPERSE the crowd".
    pub purpose: bool,
    /// Is it announced by who may simply do it: "announced that it will suspend all aid"?
    pub announced: bool,
}

/// PLOVER type and CAMEO code of what a frame states.
pub(super) fn codes(kind: &RelationKind, frame: &Frame, standing: Standing) -> (Option<String>, Option<String>) {
    let (plover, cameo) = match &frame.codes {
        Some((plover, cameo)) => (Some(plover.as_str()), cameo.as_deref()),
        None => (kind.plover.as_deref(), kind.cameo.as_deref()),
    };
    let owned = |(plover, cameo): (&str, &str)| (Some(plover.to_string()), Some(cameo.to_string()));
    let Some(plover) = plover else {
        return (None, cameo.map(str::to_string));
    };
    let planned = standing.modality == Modality::Planned && !standing.purpose;
    let future = match plover {
        "CONSULT" | "COOPERATE" | "AID" | "SUPPORT" => Some(("AGREE", "030")),
        "RETREAT" | "CONCEDE" => Some(("AGREE", "035")),
        // A measure is taken when it is announced.
        "SANCTION" if standing.announced => None,
        "SANCTION" | "COERCE" | "ASSAULT" | "MOBILIZE" | "PROTEST" => Some(("THREATEN", "130")),
        _ => None,
    };
    match (standing.negated, standing.modality) {
        // "will not support": to withhold what could be given is to refuse it.
        (true, _) if planned && kind.sign > 0 => owned(("REJECT", "120")),
        (true, _) | (_, Modality::Asked | Modality::Possible) => (None, None),
        _ if planned && future.is_some() => future.map_or((None, None), owned),
        _ => (Some(plover.to_string()), cameo.map(str::to_string)),
    }
}
