//! POLECAT's event table (PLOVER ontology): tab-separated, one row for each place that states something, for `rbind` and `concat` with the published files.
//!
//! The 40 columns of POLECAT come first, empty where we know nothing, and ours after them. `Event Type` is empty where there is no
//! event: who holds what office, and what is denied, asked for or only possible.

use super::csv::Sheet;
use super::said;
use crate::extract::actor::Kind;
use crate::extract::relation::{Modality, Polarity};
use crate::graph::query::FAMILIES;
use crate::graph::{Edge, Evidence, Network};
use itertools::Itertools;
use std::collections::BTreeMap;
use std::io::{self, Write};

const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

const OURS: [&str; 14] = [
    "Edge",
    "Actor ID",
    "Recipient ID",
    "Relation",
    "Polarity",
    "Modality",
    "Holder",
    "CAMEO",
    "Quote",
    "Document",
    "Byte Start",
    "Byte End",
    "Confidence",
    "URL",
];

/// Writes a row for each place.
///
/// # Errors
///
/// Only those of `out`.
pub fn write(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let mut sheet = Sheet::new(out, '\t', false);
    for name in COLUMNS.iter().chain(&OURS) {
        sheet.raw(name);
    }
    sheet.end()?;
    let stories = Stories::of(network);
    let mut n = BTreeMap::new();
    for edge in network.edges().chain(network.untargeted()) {
        for evidence in &edge.evidence {
            // Two places of one edge in a document are told apart by their number.
            let i = n.entry((&edge.id, &evidence.doc)).or_insert(0);
            *i += 1;
            let mut row: BTreeMap<&str, String> = BTreeMap::new();
            row.insert("Event ID", format!("{}-{}-{i}", edge.id, evidence.doc));
            event(network, edge, evidence, &mut row);
            actor(network, &edge.source, ["Actor", &evidence.source_text], &mut row);
            if let (Some(target), Some(text)) = (&edge.target, &evidence.target_text) {
                actor(network, target, ["Recipient", text], &mut row);
            }
            stories.tell(&evidence.doc, &mut row);
            for name in COLUMNS.iter().chain(&OURS) {
                sheet.raw(row.get(name).map_or(String::new(), |value| cell(value)));
            }
            sheet.end()?;
        }
    }
    Ok(())
}

fn event<'a>(network: &Network, edge: &Edge, e: &Evidence, row: &mut BTreeMap<&'a str, String>) {
    let document = network.document(&e.doc);
    let mut put = |name: &'a str, value: Option<&str>| {
        row.extend(value.map(|value| (name, value.to_owned())));
    };
    put("Event Date", e.day(document));
    let happens = edge.polarity == Polarity::Affirmed && matches!(e.modality, Modality::Actual | Modality::Planned);
    let plover = e.plover.as_deref().filter(|_| happens);
    put("Event Type", plover);
    put("Quad Code", plover.and_then(quad));
    put("Actor Title", e.title.as_deref());
    put("Source", document.and_then(|d| d.publisher.as_deref()));
    put("Publication Date", document.and_then(|d| d.date.as_deref()));
    put("Language", Some("en"));
    put("Version", Some(concat!("newsgraph ", env!("CARGO_PKG_VERSION"))));
    put("Edge", Some(&edge.id));
    put("Actor ID", Some(&edge.source));
    put("Recipient ID", edge.target.as_deref());
    put("Relation", Some(&edge.relation));
    put("Polarity", Some(said::word(edge.polarity)));
    put("Modality", Some(said::word(e.modality)));
    put("Holder", e.holder_label.as_deref().or(e.holder.as_deref()));
    put("CAMEO", e.cameo.as_deref());
    put("Quote", Some(&e.quote));
    put("Document", Some(&e.doc));
    put("Byte Start", Some(&e.bytes.start.to_string()));
    put("Byte End", Some(&e.bytes.end.to_string()));
    put("Confidence", Some(said::word(e.confidence)));
    put("URL", document.and_then(|d| d.url.as_deref()));
}

/// Who acts, or whom it is done to.
fn actor<'a>(network: &Network, id: &str, [role, raw]: [&str; 2], row: &mut BTreeMap<&'a str, String>) {
    let is_actor = role == "Actor";
    let pick = |one: &'a str, other: &'a str| if is_actor { one } else { other };
    row.insert(pick("Actor Name", "Recipient Name"), network.label(id).to_owned());
    row.insert(pick("Actor Name Raw", "Recipient Name Raw"), raw.to_owned());
    let Some(node) = network.node(id) else { return };
    if node.actor.kind == Kind::Country {
        row.insert(pick("Actor Country", "Recipient Country"), node.actor.label.clone());
    }
    let sector = match node.actor.kind {
        Kind::GovernmentBody => Some("GOV"),
        Kind::Party => Some("PTY"),
        _ => None,
    };
    if let Some(sector) = sector {
        let name = pick("Primary Actor Sector", "Primary Recipient Sector");
        row.insert(name, sector.to_owned());
        row.insert(pick("Actor Sectors", "Recipient Sectors"), sector.to_owned());
    }
}

/// The names that each article has.
struct Stories<'a>(BTreeMap<&'a str, [Vec<&'a str>; 3]>);

impl<'a> Stories<'a> {
    fn of(network: &'a Network) -> Stories<'a> {
        let mut stories: BTreeMap<&str, [Vec<&str>; 3]> = BTreeMap::new();
        for node in network.nodes() {
            let list = match node.actor.kind {
                Kind::Person => 0,
                Kind::Country | Kind::Place => 2,
                Kind::Group | Kind::Unknown => continue,
                _ => 1,
            };
            for (doc, sighting) in node.sightings() {
                stories.entry(doc).or_default()[list].push(&sighting.actor.label);
            }
        }
        Stories(stories)
    }

    fn tell(&self, doc: &str, row: &mut BTreeMap<&str, String>) {
        let Some(lists) = self.0.get(doc) else { return };
        let names = ["Story People", "Story Organizations", "Story Locations"];
        for (name, list) in names.into_iter().zip(lists) {
            row.insert(name, list.iter().join("; "));
        }
    }
}

/// The quad class of a PLOVER type, as POLECAT writes it.
fn quad(plover: &str) -> Option<&'static str> {
    let names = [
        "VERBAL COOPERATION",
        "MATERIAL COOPERATION",
        "VERBAL CONFLICT",
        "MATERIAL CONFLICT",
    ];
    let found = FAMILIES[..4].iter().position(|(_, types, _)| types.contains(&plover));
    found.map(|at| names[at])
}

/// POLECAT's files quote nothing: what would break a row becomes a blank, and no cell begins with a quotation mark.
fn cell(text: &str) -> String {
    let text = text.split(|c: char| c.is_control() || c == '\u{2028}' || c == '\u{2029}');
    let text = text.filter(|part| !part.is_empty()).join(" ");
    match text.starts_with('"') {
        true => text.replace('"', "'"),
        false => text,
    }
}
