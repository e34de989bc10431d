//! CSV (RFC 4180, UTF-8): tables for spreadsheets, pandas, R and DuckDB, and read back without loss.
//!
//! | table | a row | read back |
//! |---|---|---|
//! | `nodes` | an actor | no: worked out |
//! | `edges` | a relation between two, or of one with nobody named | no: worked out |
//! | `evidence` | a place that states an edge | yes |
//! | `documents` | an article | yes |
//! | `names` | what an article calls an actor | yes |
//!
//! With `excel_safe` no text cell begins as a formula does: an apostrophe stands before it, which reading takes away again. So it does, in
//! tables that are read back, before what a spreadsheet would make another number or day of. They have a byte-order mark too, by which Excel knows UTF-8.

mod sheet;

pub(in crate::graph) use sheet::{GUARD, Sheet};

use super::columns::{EDGE, NODE};
use super::{Flavour, Options, said};
use crate::Span;
use crate::graph::{Edge, Evidence, Network};
use std::io::{self, Write};

/// The tables, the one first that stands for all where there is room for one.
pub const PARTS: [&str; 5] = ["edges", "nodes", "evidence", "documents", "names"];

/// The columns of `documents`.
pub const DOCUMENT: [&str; 8] = ["id", "date", "publisher", "byline", "title", "url", "sha256", "sketch"];
/// Columns that tables of earlier versions have not.
pub const LATER: [&str; 1] = ["byline"];
/// The columns of `names`.
pub const NAME: [&str; 7] = ["doc", "id", "label", "kind", "wikidata", "mentions", "aliases"];
/// The columns of `evidence`.
pub const EVIDENCE: [&str; 41] = [
    "edge",
    "doc",
    "sent",
    "source",
    "relation",
    "target",
    "polarity",
    "modality",
    "holder",
    "holder_label",
    "date",
    "date_text",
    "quote",
    "source_text",
    "trigger",
    "target_text",
    "title",
    "about",
    "amount",
    "sign",
    "symmetric",
    "plover",
    "cameo",
    "confidence",
    "rule",
    "byte_start",
    "byte_end",
    "char_start",
    "char_end",
    "source_byte_start",
    "source_byte_end",
    "source_char_start",
    "source_char_end",
    "trigger_byte_start",
    "trigger_byte_end",
    "trigger_char_start",
    "trigger_char_end",
    "target_byte_start",
    "target_byte_end",
    "target_char_start",
    "target_char_end",
];
/// The column that tells that cells are guarded; it has no values.
pub const SAFE: &str = "excel_safe";

/// Writes one of the tables.
///
/// # Errors
///
/// Only those of `out`.
pub fn write(part: &str, network: &Network, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    if options.excel_safe {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut table = Table {
        sheet: Sheet::new(out, ',', options.excel_safe),
        safe: options.excel_safe,
        gephi: options.flavour == Flavour::Gephi,
    };
    match part {
        "nodes" => table.nodes(network),
        "edges" => table.edges(network),
        "evidence" => table.evidence(network),
        "documents" => table.documents(network),
        _ => table.names(network),
    }
}

struct Table<'w> {
    sheet: Sheet<'w>,
    safe: bool,
    gephi: bool,
}

impl Table<'_> {
    /// The names of the columns; Gephi has its own for some.
    fn head<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
        for name in names {
            let name = match name {
                "id" if self.gephi => "Id",
                "label" if self.gephi => "Label",
                "source" if self.gephi => "Source",
                "target" if self.gephi => "Target",
                "weight" if self.gephi => "Weight",
                name => name,
            };
            self.sheet.raw(name);
        }
        if self.safe {
            self.sheet.raw(SAFE);
        }
        self.sheet.end()
    }

    fn end(&mut self) -> io::Result<()> {
        if self.safe {
            self.sheet.raw("");
        }
        self.sheet.end()
    }

    fn nodes(&mut self, network: &Network) -> io::Result<()> {
        let alone = said::alone(network);
        let names = NODE.iter().map(|c| c.name);
        self.head(["id"].into_iter().chain(names).chain(["alone"]))?;
        for node in network.nodes() {
            self.sheet.text(&node.actor.id);
            for column in &NODE {
                self.sheet.value(&(column.value)(network, node));
            }
            let alone = alone.get(node.actor.id.as_str());
            let alone = alone.map(|acts| acts.join(super::columns::JOIN));
            self.sheet.maybe(alone.as_deref());
            self.end()?;
        }
        Ok(())
    }

    fn edges(&mut self, network: &Network) -> io::Result<()> {
        let ends = ["id", "source", "target", "source_label", "target_label"];
        let own: &[&str] = if self.gephi { &["Type"] } else { &[] };
        let names = EDGE.iter().map(|c| c.name);
        self.head(ends.into_iter().chain(own.iter().copied()).chain(names))?;
        // Gephi takes no edge with one end; the actor's column "alone" has it.
        let alone = network.untargeted().filter(|_| !self.gephi).collect::<Vec<_>>();
        for edge in network.edges().chain(alone) {
            let target = edge.target.as_deref();
            self.sheet.text(&edge.id).text(&edge.source).maybe(target);
            let names = [Some(network.label(&edge.source)), target.map(|id| network.label(id))];
            self.sheet.maybe(names[0]).maybe(names[1]);
            if self.gephi {
                self.sheet.raw("Directed");
            }
            for column in &EDGE {
                self.sheet.value(&(column.value)(network, edge));
            }
            self.end()?;
        }
        Ok(())
    }

    fn evidence(&mut self, network: &Network) -> io::Result<()> {
        self.head_of_ours(&EVIDENCE)?;
        for edge in network.edges().chain(network.untargeted()) {
            for evidence in &edge.evidence {
                self.place(edge, evidence)?;
            }
        }
        Ok(())
    }

    fn place(&mut self, edge: &Edge, e: &Evidence) -> io::Result<()> {
        self.sheet.text(&edge.id).text(&e.doc).raw(e.sent);
        self.sheet.text(&edge.source).text(&edge.relation);
        self.sheet.maybe(edge.target.as_deref());
        self.sheet.raw(said::word(edge.polarity)).raw(said::word(e.modality));
        for text in [&e.holder, &e.holder_label, &e.date, &e.date_text] {
            self.sheet.maybe(text.as_deref());
        }
        self.sheet.text(&e.quote).text(&e.source_text).text(&e.trigger);
        for text in [&e.target_text, &e.title, &e.about, &e.amount] {
            self.sheet.maybe(text.as_deref());
        }
        self.sheet.raw(e.sign).raw(e.symmetric);
        self.sheet.maybe(e.plover.as_deref()).maybe(e.cameo.as_deref());
        self.sheet.raw(said::word(e.confidence)).text(&e.rule);
        for span in [
            Some(e.bytes),
            Some(e.chars),
            Some(e.source_bytes),
            Some(e.source_chars),
            Some(e.trigger_bytes),
            Some(e.trigger_chars),
            e.target_bytes,
            e.target_chars,
        ] {
            match span {
                Some(Span { start, end }) => self.sheet.raw(start).raw(end),
                None => self.sheet.raw("").raw(""),
            };
        }
        self.end()
    }

    fn documents(&mut self, network: &Network) -> io::Result<()> {
        self.head_of_ours(&DOCUMENT)?;
        for d in network.documents() {
            self.sheet.text(&d.id);
            for text in [&d.date, &d.publisher, &d.byline, &d.title, &d.url] {
                self.sheet.maybe(text.as_deref());
            }
            self.sheet.text(&d.sha256);
            // A sketch is written as JSON writes it, a string of digits.
            let sketch = d.sketch.as_ref().map(serde_json::to_value).transpose()?;
            self.sheet.maybe(sketch.as_ref().and_then(|digits| digits.as_str()));
            self.end()?;
        }
        Ok(())
    }

    fn names(&mut self, network: &Network) -> io::Result<()> {
        self.head_of_ours(&NAME)?;
        for node in network.nodes() {
            for (doc, sighting) in node.sightings() {
                let actor = &sighting.actor;
                self.sheet.text(doc).text(&actor.id).text(&actor.label);
                self.sheet.raw(said::word(actor.kind)).maybe(actor.wikidata.as_deref());
                self.sheet.raw(sighting.mentions);
                let aliases: Vec<String> = actor.aliases.iter().map(|alias| in_list(alias)).collect();
                self.sheet
                    .maybe(Some(aliases.join("|")).filter(|_| !aliases.is_empty()).as_deref());
                self.end()?;
            }
        }
        Ok(())
    }

    /// Of a table that is read back, whatever the flavour.
    fn head_of_ours(&mut self, names: &[&str]) -> io::Result<()> {
        self.sheet.exact();
        let gephi = std::mem::replace(&mut self.gephi, false);
        self.head(names.iter().copied())?;
        self.gephi = gephi;
        Ok(())
    }
}

/// A part of a list that is joined by `|`.
fn in_list(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|")
}
