//! Events of GDELT 2.0: tab-separated, 61 columns, no header; the files are called `*.export.CSV`.
//!
//! GDELT tells who did what to whom and in which page, and not in which words. Such evidence has no quote and says so in its rule,
//! `gdelt:190:1046543210` (the event's code and number), and its document has no hash, so that [`verify`](crate::graph::verify())
//! vouches for none of it.

use crate::extract::actor::{Actor, Kind, Registry};
use crate::extract::relation::{Confidence, Modality, Observation, Polarity, Vocabulary};
use crate::graph::Network;
use crate::{Document, Error, Result, Span};
use std::collections::BTreeMap;

const COLUMNS: usize = 61;
/// Which relation a code stands for.
const CODES: &str = include_str!("../../../data/cameo.tsv");

/// Does a text begin as a table of GDELT 2.0 events does?
pub fn is_gdelt(start: &str) -> bool {
    let Some(line) = start.lines().next() else { return false };
    let mut cells = line.split('\t');
    let is_number = |cell: Option<&str>| cell.is_some_and(|c| !c.is_empty() && c.bytes().all(|b| b.is_ascii_digit()));
    is_number(cells.next()) && is_number(cells.next()) && cells.count() > 50
}

/// Reads events whose first actor is known. Who has no entry in the registry is called as GDELT calls him, with its code.
///
/// # Errors
///
/// Says the line that has not 61 columns.
pub fn read_gdelt(text: &str) -> Result<Network> {
    let mut pages: BTreeMap<String, Page> = BTreeMap::new();
    for (i, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() != COLUMNS {
            let what = format!("{} columns: expected the {COLUMNS} of GDELT 2.0 events", cells.len());
            return Err(Error::new(what).on_line(i + 1));
        }
        let Some(source) = actor(&cells[5..15]) else { continue };
        let target = actor(&cells[15..25]);
        let url = cells[60].trim();
        let page = pages.entry(url.to_owned()).or_insert_with(|| Page {
            document: Document {
                id: url.to_owned(),
                date: day(cells[59]),
                publisher: publisher(url),
                url: Some(url.to_owned()),
                ..Document::default()
            },
            ..Page::default()
        });
        page.events.push(observation(&cells, url, &source, target.as_ref()));
        for actor in [Some(source), target].into_iter().flatten() {
            page.actors.insert(actor.id.clone(), actor);
        }
    }
    let mut network = Network::new();
    for page in pages.into_values() {
        let actors: Vec<Actor> = page.actors.into_values().collect();
        network.add(&page.document, &actors, &page.events);
    }
    Ok(network)
}

/// What GDELT found on one page.
#[derive(Default)]
struct Page {
    document: Document,
    actors: BTreeMap<String, Actor>,
    events: Vec<Observation>,
}

fn observation(cells: &[&str], url: &str, source: &Actor, target: Option<&Actor>) -> Observation {
    let code = cells[26];
    let relation = relation(code);
    let vocabulary = Vocabulary::english();
    let known = vocabulary.get(relation);
    // Nothing is known of places in the text. What GDELT found twice in one page between the same two counts once.
    let nowhere = Span::default();
    Observation {
        doc: url.to_owned(),
        sent: 0,
        source: source.id.clone(),
        source_label: source.label.clone(),
        source_text: cells[6].to_owned(),
        source_bytes: nowhere,
        source_chars: nowhere,
        target: target.map(|actor| actor.id.clone()),
        target_label: target.map(|actor| actor.label.clone()),
        target_text: target.map(|_| cells[16].to_owned()),
        target_bytes: target.map(|_| nowhere),
        target_chars: target.map(|_| nowhere),
        trigger: String::new(),
        trigger_bytes: nowhere,
        trigger_chars: nowhere,
        relation: relation.to_owned(),
        plover: known.and_then(|kind| kind.plover.clone()),
        cameo: Some(code.to_owned()).filter(|code| !code.is_empty()),
        sign: known.map_or(0, |kind| kind.sign),
        symmetric: known.is_some_and(|kind| kind.symmetric),
        polarity: Polarity::Affirmed,
        modality: Modality::Actual,
        holder: None,
        holder_label: None,
        title: None,
        about: None,
        amount: None,
        date: day(cells[1]),
        date_text: None,
        quote: String::new(),
        bytes: nowhere,
        chars: nowhere,
        rule: format!("gdelt:{code}:{}", cells[0]),
        confidence: Confidence::Low,
    }
}

/// The actor of ten cells: code, name, country, known group, two of ethnicity and religion, and types.
fn actor(cells: &[&str]) -> Option<Actor> {
    let (code, name) = (cells[0].trim(), cells[1].trim());
    if name.is_empty() {
        return None;
    }
    let name = title_case(name);
    // "FRENCH" with the code FRA is France, "PRESIDENT" with FRAGOV somebody of its government.
    let is_plain = code.len() <= 3 || !cells[3].is_empty();
    if let Some(entry) = Registry::builtin().find(&name).filter(|_| is_plain) {
        return Some(Actor {
            id: entry.id.clone(),
            label: entry.label.clone(),
            kind: entry.kind,
            wikidata: entry.wikidata.clone(),
            ..Actor::default()
        });
    }
    let kinds = cells[7..10].iter().filter_map(|kind| kind_of(kind));
    let kind = kinds.into_iter().next().unwrap_or(Kind::Unknown);
    let label = if code.is_empty() {
        name
    } else {
        format!("{name} [{code}]")
    };
    Some(Actor::described(&label, kind))
}

/// The kinds behind CAMEO's roles.
fn kind_of(role: &str) -> Option<Kind> {
    match role {
        "GOV" | "MIL" | "JUD" | "LEG" | "COP" | "SPY" => Some(Kind::GovernmentBody),
        "REB" | "INS" | "SEP" | "UAF" | "RAD" => Some(Kind::ArmedGroup),
        "PTY" | "OPP" => Some(Kind::Party),
        "IGO" | "NGO" | "MNC" | "BUS" | "MED" | "EDU" | "HLH" | "HRI" => Some(Kind::Organization),
        "CVL" | "CRM" | "LAB" | "REF" | "ELI" | "SET" => Some(Kind::Group),
        _ => None,
    }
}

fn relation(code: &str) -> &'static str {
    let lines = CODES.lines().filter(|line| !line.starts_with('#'));
    let fitting = lines
        .filter_map(|line| line.split_once('\t'))
        .filter(|(start, _)| code.starts_with(start));
    fitting
        .max_by_key(|(start, _)| start.len())
        .map_or("comments-on", |(_, relation)| relation)
}

/// `20240301` or `20240301120000` as a day.
fn day(digits: &str) -> Option<String> {
    let part = |range| {
        digits
            .get(range)
            .filter(|part: &&str| part.bytes().all(|b| b.is_ascii_digit()))
    };
    let day = format!("{}-{}-{}", part(0..4)?, part(4..6)?, part(6..8)?);
    crate::graph::query::check_day(&day).ok()
}

/// The page's host stands for its publisher.
fn publisher(url: &str) -> Option<String> {
    let host = url.split_once("://")?.1.split('/').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then(|| host.to_owned())
}

/// `UNITED STATES` as `United States`.
fn title_case(name: &str) -> String {
    let words = name.split_whitespace().map(|word| {
        let mut chars = word.chars();
        let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
        first + &chars.as_str().to_lowercase()
    });
    words.collect::<Vec<_>>().join(" ")
}
