//! Networks out of tables: `evidence`, `documents` and `names` as [`export`](crate::graph::export) writes them.
//!
//! `nodes` and `edges` are worked out from these and are not asked for.

use super::jsonl::Records;
use super::record::Object;
use crate::graph::Network;
use crate::graph::export::csv::{DOCUMENT, EVIDENCE, GUARD, LATER, NAME, SAFE};
use crate::{Error, Result};
use serde_json::Value;

/// The tables that make a network, each as text.
#[derive(Clone, Copy, Debug)]
pub struct Tables<'a> {
    /// A row for each place that states something.
    pub evidence: &'a str,
    /// A row for each article.
    pub documents: &'a str,
    /// A row for each name that an article gives an actor.
    pub names: &'a str,
}

/// The names of the tables, in the order of [`Tables`].
pub const TABLES: [&str; 3] = ["evidence", "documents", "names"];

/// Reads a network that was written as CSV: the same network, whole.
///
/// Columns may stand in any order, and there may be more of them; rows may be taken out or changed.
///
/// ```
/// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
/// use newsgraph::graph::{self, OutputFormat, export::Options, store};
/// let network = graph::read(json)?;
/// let table = |part| {
///     let mut out = Vec::new();
///     OutputFormat::Csv.write_part(part, &network, &Options::default(), &mut out).unwrap();
///     String::from_utf8(out).unwrap()
/// };
/// let [evidence, documents, names] = store::TABLES.map(table);
/// let tables = store::Tables { evidence: &evidence, documents: &documents, names: &names };
/// assert_eq!(store::read_csv(tables)?, network);
/// # Ok::<(), newsgraph::Error>(())
/// ```
///
/// # Errors
///
/// Says the table, the line and the column, and what was expected there.
pub fn read_csv(tables: Tables) -> Result<Network> {
    let mut records = Records::default();
    let mut take = |name: &str, text: &str, columns: &[&str], record: fn(&Row) -> Result<Object>| -> Result<()> {
        let table = Table::read(text, columns).map_err(|e| e.in_file(name))?;
        for (line, cells) in &table.rows {
            let row = Row { table: &table, cells };
            let taken = record(&row).and_then(|record| records.take(Value::Object(record)));
            taken.map_err(|e| e.on_line(*line).in_file(name))?;
        }
        Ok(())
    };
    take(TABLES[1], tables.documents, &DOCUMENT, document)?;
    take(TABLES[2], tables.names, &NAME, name)?;
    take(TABLES[0], tables.evidence, &EVIDENCE, evidence)?;
    Ok(records.network())
}

fn document(row: &Row) -> Result<Object> {
    row.day()?;
    let mut record = row.texts("doc", &DOCUMENT);
    record.entry("sha256").or_insert_with(|| "".into());
    Ok(record)
}

fn name(row: &Row) -> Result<Object> {
    let mut record = row.texts("actor", &NAME);
    record.insert("mentions".into(), row.number("mentions")?);
    let aliases = row.text("aliases").map_or(Vec::new(), parts);
    record.insert("aliases".into(), aliases.into());
    record.entry("label").or_insert_with(|| "".into());
    Ok(record)
}

fn evidence(row: &Row) -> Result<Object> {
    row.day()?;
    let is_text = |name: &&str| !name.ends_with("_start") && !name.ends_with("_end") && *name != "edge";
    let texts: Vec<&str> = EVIDENCE.into_iter().filter(is_text).collect();
    let mut record = row.texts("obs", &texts);
    for field in ["sent", "sign"] {
        record.insert(field.into(), row.number(field)?);
    }
    record.insert("symmetric".into(), row.flag("symmetric")?);
    for whose in ["", "source_", "trigger_", "target_"] {
        for (unit, field) in [("byte", "bytes"), ("char", "chars")] {
            let ends = ["start", "end"].map(|end| row.number(&format!("{whose}{unit}_{end}")));
            let [start, end] = ends;
            let span = match (start?, end?) {
                (Value::Null, Value::Null) => Value::Null,
                (start, end) => vec![start, end].into(),
            };
            record.insert(format!("{whose}{field}"), span);
        }
    }
    for text in ["quote", "trigger", "source_text", "rule", "source_label"] {
        record.entry(text).or_insert_with(|| "".into());
    }
    let target = record.get("target").map_or(Value::Null, |_| "".into());
    record.insert("target_label".into(), target);
    Ok(record)
}

/// The parts of a list that is joined by `|`.
fn parts(text: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let last = all.len() - 1;
        match c {
            '|' => all.push(String::new()),
            '\\' => all[last].extend(chars.next()),
            c => all[last].push(c),
        }
    }
    all
}

type Cells = Vec<Option<String>>;

struct Table {
    header: Vec<String>,
    /// With the line on which each begins.
    rows: Vec<(usize, Cells)>,
    /// Are cells guarded that look like formulas?
    is_safe: bool,
}

impl Table {
    fn read(text: &str, wanted: &[&str]) -> Result<Table> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut rows = rows(text)?.into_iter();
        let header = rows.next().map_or(Vec::new(), |(_, cells)| cells);
        let header: Vec<String> = header.into_iter().map(Option::unwrap_or_default).collect();
        let is_missing = |name: &&&str| !LATER.contains(*name) && !header.iter().any(|known| known == **name);
        if let Some(missing) = wanted.iter().find(is_missing) {
            let what = format!("no column {missing:?}: expected the columns {}", wanted.join(","));
            return Err(Error::new(what).on_line(1));
        }
        let rows: Vec<_> = rows.collect();
        if let Some((line, cells)) = rows.iter().find(|(_, cells)| cells.len() != header.len()) {
            let (found, expected) = (cells.len(), header.len());
            return Err(Error::new(format!("{found} cells: expected {expected} as in the first line")).on_line(*line));
        }
        Ok(Table {
            is_safe: header.iter().any(|name| name == SAFE),
            header,
            rows,
        })
    }
}

struct Row<'a> {
    table: &'a Table,
    cells: &'a Cells,
}

impl Row<'_> {
    fn text(&self, column: &str) -> Option<&str> {
        let at = self.table.header.iter().position(|name| name == column)?;
        let text = self.cells.get(at)?.as_deref()?;
        match self.table.is_safe {
            true => Some(text.strip_prefix(GUARD).unwrap_or(text)),
            false => Some(text),
        }
    }

    /// A record of what is known in these columns.
    fn texts(&self, kind: &str, columns: &[&str]) -> Object {
        let known = columns.iter().filter_map(|&name| Some((name, self.text(name)?)));
        let kind = [("t", kind)].into_iter();
        let fields = kind.chain(known).map(|(name, text)| (name.to_owned(), text.into()));
        fields.collect()
    }

    fn number(&self, column: &str) -> Result<Value> {
        let Some(text) = self.text(column).filter(|text| !text.is_empty()) else {
            return Ok(Value::Null);
        };
        let number: i64 = text
            .parse()
            .map_err(|_| Error::new(format!("{column}: expected a whole number, found {text:?}")))?;
        Ok(number.into())
    }

    /// Refuses a day that a spreadsheet has written its own way: nobody knows which of 3/4/2024 is the month.
    fn day(&self) -> Result<()> {
        let Some(text) = self.text("date").filter(|text| !text.is_empty()) else {
            return Ok(());
        };
        match text.len() >= 4 && text.bytes().take(4).all(|b| b.is_ascii_digit()) {
            true => Ok(()),
            false => Err(Error::new(format!(
                "date: expected a day such as 2024-03-04, found {text:?}; let the spreadsheet import the column as text, or export with --excel-safe"
            ))),
        }
    }

    fn flag(&self, column: &str) -> Result<Value> {
        match self.text(column).unwrap_or("").to_ascii_lowercase().as_str() {
            "true" => Ok(true.into()),
            "false" => Ok(false.into()),
            other => Err(Error::new(format!("{column}: expected true or false, found {other:?}"))),
        }
    }
}

/// Cuts a table into rows by RFC 4180, blank lines left out. An empty cell is nothing, `""` a text without letters.
pub(in crate::graph) fn rows(text: &str) -> Result<Vec<(usize, Cells)>> {
    let mut rows = Vec::new();
    let mut chars = text.chars().peekable();
    let mut line = 1;
    while chars.peek().is_some() {
        let start = line;
        let mut cells: Cells = Vec::new();
        loop {
            let mut cell = String::new();
            let is_quoted = chars.next_if_eq(&'"').is_some();
            if is_quoted {
                loop {
                    match chars.next() {
                        Some('"') if chars.next_if_eq(&'"').is_none() => break,
                        Some(c) => {
                            line += usize::from(c == '\n');
                            cell.push(c);
                        }
                        None => {
                            let what = "a quotation mark without its end: was the file cut short?";
                            return Err(Error::new(what).on_line(start));
                        }
                    }
                }
            }
            let mut bare = String::new();
            while let Some(c) = chars.next_if(|&c| c != ',' && c != '\n') {
                bare.push(c);
            }
            // Spreadsheets end lines with both characters.
            if chars.peek() != Some(&',') && bare.ends_with('\r') {
                bare.pop();
            }
            cell.push_str(&bare);
            cells.push((is_quoted || !cell.is_empty()).then_some(cell));
            if chars.next_if_eq(&',').is_none() {
                break;
            }
        }
        chars.next();
        line += 1;
        if cells.len() > 1 || cells[0].is_some() {
            rows.push((start, cells));
        }
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::{parts, rows};

    #[test]
    fn cells_are_as_written() {
        let some = |text: &str| Some(text.to_owned());
        for (text, expected) in [
            ("a,b\n", vec![(1, vec![some("a"), some("b")])]),
            (
                "a,\"\"\r\n\r\n,x",
                vec![(1, vec![some("a"), some("")]), (3, vec![None, some("x")])],
            ),
            (
                "\"a\n\"\"b\"\",\",c\nd,e",
                vec![(1, vec![some("a\n\"b\","), some("c")]), (3, vec![some("d"), some("e")])],
            ),
            ("a,\"b\r\"\r\n", vec![(1, vec![some("a"), some("b\r")])]),
            ("", vec![]),
        ] {
            assert_eq!(rows(text).expect("rows"), expected, "{text:?}");
        }
        assert!(rows("a,\"b").is_err());
        assert_eq!(parts("a\\|b|c\\\\|"), ["a|b", "c\\", ""]);
    }
}
