//! The native file as we lay it out, read in one go: no tree of values between the text and the network.
//!
//! Fields may come in any order, blanks anywhere. What is otherwise not as expected (other fields, edges out of order, actors
//! that no document lists, errors of any kind) is left to [`general`](super::general), which knows more and tells what is wrong.

use super::VERSION;
use super::scan::{Scan, Stop};
use crate::extract::actor::{Actor, Kind};
use crate::extract::relation::{Confidence, Modality, Polarity};
use crate::graph::document::Kept;
use crate::graph::edge::{Edge, Evidence, Key};
use crate::graph::text::Text;
use crate::graph::{Network, Node, Sighting};
use crate::{Document, Span};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::io::Read;
use std::sync::Arc;

type Found<T> = Result<T, Stop>;

/// Reads a network, or nothing when the file is not as we write it.
pub fn read(source: &mut dyn Read) -> Option<Network> {
    let mut feed = Feed {
        window: String::new(),
        at: 0,
        bytes: Vec::new(),
        source,
        is_over: false,
    };
    let mut draft = Draft::default();
    feed.network(&mut draft).ok()?;
    draft.network()
}

/// So much of a file is looked at at once, or one record if that is longer.
const WINDOW: usize = 1 << 20;

/// A window that moves over a file.
struct Feed<'r> {
    window: String,
    at: usize,
    /// What was read last, and at its start the first bytes of a character that was cut.
    bytes: Vec<u8>,
    source: &'r mut dyn Read,
    is_over: bool,
}

impl Feed<'_> {
    /// Takes something that stands in the window as a whole. `take` runs anew when it does not yet.
    fn take<T>(&mut self, mut take: impl FnMut(&mut Scan) -> Found<T>) -> Found<T> {
        loop {
            let mut scan = Scan::new(&self.window, self.at);
            match take(&mut scan) {
                Ok(taken) => {
                    self.at = scan.at;
                    return Ok(taken);
                }
                Err(Stop::Short) if !self.is_over => self.move_on()?,
                Err(_) => return Err(Stop::Odd),
            }
        }
    }

    fn move_on(&mut self) -> Found<()> {
        self.window.drain(..self.at);
        self.at = 0;
        let more = WINDOW.max(self.window.len()) as u64;
        let n = self.source.take(more).read_to_end(&mut self.bytes);
        self.is_over = n.map_err(|_| Stop::Odd)? == 0;
        let whole = match str::from_utf8(&self.bytes) {
            Ok(text) => text,
            Err(error) if error.error_len().is_some() || self.is_over => return Err(Stop::Odd),
            Err(error) => str::from_utf8(&self.bytes[..error.valid_up_to()]).map_err(|_| Stop::Odd)?,
        };
        self.window.push_str(whole);
        self.bytes.drain(..whole.len());
        Ok(())
    }

    /// Takes a list item by item.
    fn list(&mut self, mut take: impl FnMut(&mut Scan) -> Found<()>) -> Found<()> {
        self.take(|scan| scan.byte(b'['))?;
        let mut is_first = true;
        loop {
            let is_over = self.take(|scan| {
                if scan.peek()? == b']' {
                    scan.at += 1;
                    return Ok(true);
                }
                if !is_first {
                    scan.byte(b',')?;
                }
                take(scan)?;
                Ok(false)
            })?;
            if is_over {
                return Ok(());
            }
            is_first = false;
        }
    }

    /// The name of a field that must come now; `mark` stands before it.
    fn field(&mut self, mark: u8, name: &str) -> Found<()> {
        self.take(|scan| {
            scan.byte(mark)?;
            scan.field(&[name], 0).map(drop)
        })
    }

    fn network(&mut self, draft: &mut Draft) -> Found<()> {
        self.field(b'{', "directed")?;
        self.take(|scan| scan.boolean())?;
        self.field(b',', "multigraph")?;
        self.take(|scan| scan.boolean())?;
        self.field(b',', "graph")?;
        self.field(b'{', "format")?;
        self.take(|scan| (scan.text()? == "newsgraph").then_some(()).ok_or(Stop::Odd))?;
        self.field(b',', "version")?;
        self.take(|scan| match scan.number()? {
            1..=VERSION => Ok(()),
            _ => Err(Stop::Odd),
        })?;
        self.field(b',', "generator")?;
        self.take(|scan| scan.text().map(drop))?;
        self.field(b',', "documents")?;
        self.list(|scan| draft.document(scan))?;
        self.field(b',', "untargeted")?;
        self.list(|scan| draft.edge(scan, false))?;
        self.take(|scan| scan.byte(b'}'))?;
        self.field(b',', "nodes")?;
        self.list(|scan| draft.node(scan))?;
        self.take(|scan| {
            scan.byte(b',')?;
            scan.field(&["edges", "links"], 0).map(drop)
        })?;
        self.list(|scan| draft.edge(scan, true))?;
        self.take(|scan| scan.byte(b'}'))?;
        // Nothing but blanks may follow.
        match self.take(|scan| scan.peek()) {
            Err(_) if self.is_over && self.window.as_bytes()[self.at..].trim_ascii().is_empty() => Ok(()),
            _ => Err(Stop::Odd),
        }
    }
}

/// Texts by number, each kept once.
#[derive(Default)]
struct Numbered {
    numbers: FxHashMap<Text, u32>,
    texts: Vec<Text>,
}

impl Numbered {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = self.texts.len() as u32;
        let text = Text::from(text);
        self.texts.push(text.clone());
        self.numbers.insert(text, number);
        number
    }
}

/// What stands for nothing in a list of numbers.
const NONE: u32 = u32::MAX;

/// The number that a list has for a text.
fn at(list: &[u32], text: u32) -> Found<usize> {
    match list.get(text as usize) {
        Some(&number) if number != NONE => Ok(number as usize),
        _ => Err(Stop::Odd),
    }
}

fn set(list: &mut Vec<u32>, text: u32, number: usize) {
    if list.len() <= text as usize {
        list.resize(text as usize + 1, NONE);
    }
    list[text as usize] = number as u32;
}

/// The network as far as it is read.
#[derive(Default)]
struct Draft {
    texts: Numbered,
    /// The text that stood last in each field of evidence: it often stands there again.
    last: [u32; EVIDENCE.len()],
    documents: Vec<(Text, Kept)>,
    /// By the number of the id.
    document_of: Vec<u32>,
    actors: Vec<Seen>,
    actor_of: Vec<u32>,
    untargeted: Vec<(Key, Arc<Edge>)>,
    edges: Vec<(Key, Arc<Edge>, [u32; 2])>,
    /// The evidence of the edge that is being read.
    evidence: Vec<Part>,
}

/// An actor, with what each document says of it.
struct Seen {
    id: Text,
    is_listed: bool,
    sightings: Vec<(u32, Sighting)>,
}

/// Evidence, and which of the fields it has that are else the edge's: PLOVER, CAMEO, sign, symmetry.
struct Part {
    evidence: Evidence,
    document: usize,
    has: [bool; 4],
}

const DOCUMENT: [&str; 8] = ["id", "sha256", "title", "date", "publisher", "url", "sketch", "actors"];
const ACTOR: [&str; 6] = ["id", "label", "kind", "aliases", "wikidata", "mentions"];
const EDGE: [&str; 16] = [
    "source",
    "target",
    "key",
    "id",
    "relation",
    "plover",
    "cameo",
    "polarity",
    "sign",
    "symmetric",
    "weight",
    "modality",
    "claimed",
    "first",
    "last",
    "evidence",
];
const EVIDENCE: [&str; 28] = [
    "doc",
    "sent",
    "quote",
    "bytes",
    "chars",
    "trigger",
    "trigger_bytes",
    "trigger_chars",
    "source_text",
    "source_bytes",
    "source_chars",
    "target_text",
    "target_bytes",
    "target_chars",
    "holder",
    "holder_label",
    "modality",
    "plover",
    "cameo",
    "title",
    "about",
    "amount",
    "date",
    "date_text",
    "rule",
    "confidence",
    "sign",
    "symmetric",
];

/// The fields of evidence that must be there.
const NEEDED: u32 = {
    let mut needed = 0;
    let places = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 16, 24, 25];
    let mut i = 0;
    while i < places.len() {
        needed |= 1 << places[i];
        i += 1;
    }
    needed
};

/// An actor's record, its texts still in the window.
#[derive(Default)]
struct Account<'a> {
    id: Option<Cow<'a, str>>,
    label: Option<Cow<'a, str>>,
    kind: Option<Kind>,
    aliases: Vec<Cow<'a, str>>,
    wikidata: Option<Cow<'a, str>>,
    mentions: u32,
}

impl<'a> Account<'a> {
    fn take(scan: &mut Scan<'a>) -> Found<Account<'a>> {
        let mut a = Account::default();
        scan.record(&ACTOR, |scan, field| {
            match field {
                0 => a.id = Some(scan.text()?),
                1 => a.label = Some(scan.text()?),
                2 => a.kind = Some(scan.word()?),
                3 => {
                    a.aliases.clear();
                    scan.list(|scan| {
                        a.aliases.push(scan.text()?);
                        Ok(())
                    })?;
                }
                4 => a.wikidata = scan.maybe(Scan::text)?,
                _ => a.mentions = scan.small()?,
            }
            Ok(())
        })?;
        Ok(a)
    }

    fn is(&self, actor: &Actor) -> bool {
        self.label.as_deref() == Some(&actor.label)
            && self.kind == Some(actor.kind)
            && self.aliases.iter().eq(actor.aliases.iter())
            && self.wikidata.as_deref() == actor.wikidata.as_deref()
    }
}

impl Draft {
    fn document(&mut self, scan: &mut Scan) -> Found<()> {
        let mut document = Document::default();
        let (mut has_id, mut has_sha256, mut has_actors) = (false, false, false);
        let mut sightings = Vec::new();
        let text = |scan: &mut Scan| Ok(scan.text()?.into_owned());
        scan.record(&DOCUMENT, |scan, field| {
            match field {
                0 => (document.id, has_id) = (text(scan)?, true),
                1 => (document.sha256, has_sha256) = (text(scan)?, true),
                2 => document.title = scan.maybe(text)?,
                3 => document.date = scan.maybe(text)?,
                4 => document.publisher = scan.maybe(text)?,
                5 => document.url = scan.maybe(text)?,
                6 => {
                    let sketch = scan.maybe(Scan::text)?.map(|text| text.parse());
                    document.sketch = sketch.transpose().map_err(|_| Stop::Odd)?;
                }
                _ => {
                    has_actors = true;
                    sightings.clear();
                    scan.list(|scan| {
                        sightings.push(self.sighting(scan)?);
                        Ok(())
                    })?;
                }
            }
            Ok(())
        })?;
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        let sha256 = &document.sha256;
        let is_hash = sha256.is_empty() || (sha256.len() == 64 && sha256.bytes().all(hex));
        let is_next = self.documents.last().is_none_or(|(last, _)| **last < *document.id);
        if !(has_id && has_sha256 && has_actors && is_hash && is_next) {
            return Err(Stop::Odd);
        }
        // Nothing can be short any more.
        let rank = self.documents.len();
        for (actor, sighting) in sightings {
            let seen = &mut self.actors[actor].sightings;
            if seen.last().is_some_and(|(last, _)| *last as usize == rank) {
                return Err(Stop::Odd);
            }
            seen.push((rank as u32, sighting));
        }
        let number = self.texts.number(&document.id);
        set(&mut self.document_of, number, rank);
        let id = self.texts.texts[number as usize].clone();
        self.documents.push((id, Kept::new(Arc::new(document))));
        Ok(())
    }

    fn sighting(&mut self, scan: &mut Scan) -> Found<(usize, Sighting)> {
        let account = Account::take(scan)?;
        let (Some(id), Some(label), Some(kind)) = (&account.id, &account.label, account.kind) else {
            return Err(Stop::Odd);
        };
        let number = self.texts.number(id);
        let actor = match at(&self.actor_of, number) {
            Ok(actor) => actor,
            Err(_) => {
                set(&mut self.actor_of, number, self.actors.len());
                self.actors.push(Seen {
                    id: self.texts.texts[number as usize].clone(),
                    is_listed: false,
                    sightings: Vec::new(),
                });
                self.actors.len() - 1
            }
        };
        let last = self.actors[actor].sightings.last().map(|(_, sighting)| &sighting.actor);
        let said = match last.filter(|last| account.is(last)) {
            Some(last) => last.clone(),
            None => Arc::new(Actor {
                id: id.to_string(),
                label: label.to_string(),
                kind,
                aliases: account.aliases.iter().map(|alias| alias.to_string()).collect(),
                wikidata: account.wikidata.as_deref().map(str::to_owned),
            }),
        };
        let sighting = Sighting {
            actor: said,
            mentions: account.mentions,
        };
        Ok((actor, sighting.tidy()))
    }

    /// What a node says is worked out from the documents; only that it is there counts.
    fn node(&mut self, scan: &mut Scan) -> Found<()> {
        let account = Account::take(scan)?;
        let (Some(id), Some(_), Some(_)) = (&account.id, &account.label, account.kind) else {
            return Err(Stop::Odd);
        };
        let number = self.texts.numbers.get(id.as_ref());
        if let Some(actor) = number.and_then(|&number| at(&self.actor_of, number).ok()) {
            self.actors[actor].is_listed = true;
        }
        Ok(())
    }

    fn edge(&mut self, scan: &mut Scan, targeted: bool) -> Found<()> {
        self.evidence.clear();
        let mut parts = std::mem::take(&mut self.evidence);
        let taken = self.edge_of(scan, targeted, &mut parts);
        self.evidence = parts;
        taken
    }

    fn edge_of(&mut self, scan: &mut Scan, targeted: bool, parts: &mut Vec<Part>) -> Found<()> {
        let (mut source, mut target, mut relation) = (NONE, NONE, NONE);
        let mut polarity: Option<Polarity> = None;
        let (mut sign, mut symmetric) = (None, false);
        let [mut plover, mut cameo] = [None, None];
        scan.record(&EDGE, |scan, field| {
            match field {
                0 => source = self.texts.number(&scan.text()?),
                1 => {
                    target = scan
                        .maybe(Scan::text)?
                        .map_or(NONE, |target| self.texts.number(&target))
                }
                4 => relation = self.texts.number(&scan.text()?),
                5 => plover = self.maybe_text(scan, 17)?,
                6 => cameo = self.maybe_text(scan, 18)?,
                7 => polarity = Some(scan.word()?),
                8 => sign = Some(scan.sign()?),
                9 => symmetric = scan.boolean()?,
                // What follows from the evidence is not looked at.
                2 | 3 => drop(scan.text()?),
                10 => drop(scan.number()?),
                11 => drop(scan.word::<Modality>()?),
                12 => drop(scan.boolean()?),
                13 | 14 => drop(scan.maybe(Scan::text)?),
                _ => {
                    parts.clear();
                    scan.list(|scan| {
                        parts.push(self.part(scan)?);
                        Ok(())
                    })?;
                }
            }
            Ok(())
        })?;
        let Some(polarity) = polarity else {
            return Err(Stop::Odd);
        };
        if !targeted {
            target = NONE;
        }
        if [source, relation].contains(&NONE) || (targeted && target == NONE) || parts.is_empty() {
            return Err(Stop::Odd);
        }
        let text = |number: u32| self.texts.texts[number as usize].clone();
        let key = Key {
            source: text(source),
            target: targeted.then(|| text(target)),
            relation: text(relation),
            polarity,
        };
        let is_empty = [Some(&key.source), key.target.as_ref(), Some(&key.relation)];
        if is_empty.into_iter().flatten().any(|text| text.is_empty()) {
            return Err(Stop::Odd);
        }
        for Part {
            evidence,
            document,
            has,
        } in parts.iter_mut()
        {
            match (has[2], sign) {
                (true, _) => {}
                (false, Some(sign)) => evidence.sign = sign,
                (false, None) => return Err(Stop::Odd),
            }
            if !has[0] {
                evidence.plover.clone_from(&plover);
            }
            if !has[1] {
                evidence.cameo.clone_from(&cameo);
            }
            if !has[3] {
                evidence.symmetric = symmetric;
            }
            let spans = (evidence.target_bytes, evidence.target_chars);
            let is_whole = evidence.target_text.is_some() && spans.0.is_some() && spans.1.is_some();
            // Ends of a symmetric relation are in order of id, and the same end twice in order of place.
            let is_turned = evidence.symmetric
                && (key.target.as_ref())
                    .is_some_and(|to| (to, evidence.target_bytes) < (&key.source, Some(evidence.source_bytes)));
            if (targeted && !is_whole) || is_turned {
                return Err(Stop::Odd);
            }
            let holder = evidence.holder.as_ref().map(|holder| self.texts.number(holder));
            for end in [Some(source), targeted.then_some(target), holder].into_iter().flatten() {
                let seen = &self.actors[at(&self.actor_of, end)?].sightings;
                if seen.binary_search_by_key(&(*document as u32), |(doc, _)| *doc).is_err() {
                    return Err(Stop::Odd);
                }
            }
        }
        let days: Vec<Option<Text>> = parts
            .iter()
            .map(|part| self.documents[part.document].1.date.clone())
            .collect();
        let evidence = parts.drain(..).map(|part| part.evidence).collect();
        let edge = Arc::new(Edge::of(&key, evidence, &days).ok_or(Stop::Odd)?);
        let edges = if targeted {
            self.edges.last().map(|(last, ..)| last)
        } else {
            self.untargeted.last().map(|(last, _)| last)
        };
        if edges.is_some_and(|last| *last >= key) {
            return Err(Stop::Odd);
        }
        match targeted {
            true => self.edges.push((key, edge, [source, target])),
            false => self.untargeted.push((key, edge)),
        }
        Ok(())
    }

    fn part(&mut self, scan: &mut Scan) -> Found<Part> {
        let (mut document, mut found) = (0, 0u32);
        let [mut doc, mut quote, mut trigger, mut source_text, mut rule] = [const { None }; 5];
        let [mut target_text, mut holder, mut holder_label, mut plover, mut cameo] = [const { None }; 5];
        let [mut title, mut about, mut amount, mut date, mut date_text] = [const { None }; 5];
        let [mut bytes, mut chars, mut trigger_bytes, mut trigger_chars] = [Span::default(); 4];
        let [mut source_bytes, mut source_chars] = [Span::default(); 2];
        let [mut target_bytes, mut target_chars] = [None; 2];
        let (mut sent, mut sign, mut symmetric) = (0, 0, false);
        let (mut modality, mut confidence) = (Modality::default(), Confidence::default());
        scan.record(&EVIDENCE, |scan, field| {
            found |= 1 << field;
            match field {
                0 => {
                    doc = Some(self.text(scan, 0)?);
                    document = at(&self.document_of, self.last[0])?;
                }
                1 => sent = scan.small()?,
                2 => quote = Some(Text::from(&*scan.text()?)),
                3 => bytes = scan.span()?,
                4 => chars = scan.span()?,
                5 => trigger = Some(self.text(scan, field)?),
                6 => trigger_bytes = scan.span()?,
                7 => trigger_chars = scan.span()?,
                8 => source_text = Some(self.text(scan, field)?),
                9 => source_bytes = scan.span()?,
                10 => source_chars = scan.span()?,
                11 => target_text = self.maybe_text(scan, field)?,
                12 => target_bytes = scan.maybe(Scan::span)?,
                13 => target_chars = scan.maybe(Scan::span)?,
                14 => holder = self.maybe_text(scan, field)?,
                15 => holder_label = self.maybe_text(scan, field)?,
                16 => modality = scan.word()?,
                17 => plover = self.maybe_text(scan, field)?,
                18 => cameo = self.maybe_text(scan, field)?,
                19 => title = self.maybe_text(scan, field)?,
                20 => about = self.maybe_text(scan, field)?,
                21 => amount = self.maybe_text(scan, field)?,
                22 => date = self.maybe_text(scan, field)?,
                23 => date_text = self.maybe_text(scan, field)?,
                24 => rule = Some(self.text(scan, field)?),
                25 => confidence = scan.word()?,
                26 => sign = scan.sign()?,
                _ => symmetric = scan.boolean()?,
            }
            Ok(())
        })?;
        let (Some(doc), Some(quote), Some(trigger), Some(source_text), Some(rule)) =
            (doc, quote, trigger, source_text, rule)
        else {
            return Err(Stop::Odd);
        };
        if found & NEEDED != NEEDED {
            return Err(Stop::Odd);
        }
        let evidence = Evidence {
            doc,
            sent,
            quote,
            bytes,
            chars,
            trigger,
            trigger_bytes,
            trigger_chars,
            source_text,
            source_bytes,
            source_chars,
            target_text,
            target_bytes,
            target_chars,
            holder,
            holder_label,
            modality,
            plover,
            cameo,
            title,
            about,
            amount,
            date,
            date_text,
            rule,
            confidence,
            sign,
            symmetric,
        };
        let has = [17, 18, 26, 27].map(|field| found & (1 << field) != 0);
        Ok(Part {
            evidence,
            document,
            has,
        })
    }

    fn text(&mut self, scan: &mut Scan, field: usize) -> Found<Text> {
        let text = scan.text()?;
        let last = self.texts.texts.get(self.last[field] as usize);
        if let Some(last) = last.filter(|last| ***last == *text) {
            return Ok(last.clone());
        }
        let number = self.texts.number(&text);
        self.last[field] = number;
        Ok(self.texts.texts[number as usize].clone())
    }

    fn maybe_text(&mut self, scan: &mut Scan, field: usize) -> Found<Option<Text>> {
        scan.maybe(|scan| self.text(scan, field))
    }

    /// Puts the network together, if documents are called what their texts ask for and every actor is among the nodes.
    fn network(self) -> Option<Network> {
        let Draft {
            texts: Numbered { texts, .. },
            documents,
            mut actors,
            actor_of,
            untargeted,
            edges,
            ..
        } = self;
        drop(texts);
        let numbers: Vec<u32> = (0..actors.len() as u32).collect();
        let mut order = numbers;
        order.sort_unstable_by(|&a, &b| actors[a as usize].id.cmp(&actors[b as usize].id));
        let mut network = Network::of_documents(documents.iter().cloned())?;
        let mut places = vec![Default::default(); actors.len()];
        let mut nodes = Vec::with_capacity(actors.len());
        for actor in order {
            let Seen {
                id,
                is_listed,
                sightings,
            } = &mut actors[actor as usize];
            if sightings.is_empty() {
                // Met in a record that was read anew, or in none.
                continue;
            }
            if !*is_listed {
                return None;
            }
            let sightings = std::mem::take(sightings).into_iter();
            let named = sightings.map(|(doc, sighting)| (documents[doc as usize].0.clone(), sighting));
            let place = network.graph.add_node(Arc::new(Node::of(id, named)));
            places[actor as usize] = place;
            nodes.push((id.clone(), place));
        }
        network.nodes = nodes.into_iter().collect();
        let place = |end: u32| Some(places[at(&actor_of, end).ok()?]);
        let mut index = Vec::with_capacity(edges.len());
        for (key, edge, [source, target]) in edges {
            index.push((key, network.graph.add_edge(place(source)?, place(target)?, edge)));
        }
        network.edges = index.into_iter().collect();
        network.untargeted = untargeted.into_iter().collect();
        Some(network)
    }
}
