//! Apache Parquet (format 2, uncompressed): the tables of [`csv`](super::csv) in columns with types, for data frames and DuckDB.
//!
//! Whole numbers are `INT64`, yes and no `BOOLEAN`, all else strings: days too, since a month or a year is one of ours.

use super::{Options, csv};
use crate::graph::Network;
use crate::graph::store::csv_rows;
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int64Type};
use ::parquet::errors::Result;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use ::parquet::schema::parser::parse_message_type;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// The tables, as those of CSV.
pub const PARTS: [&str; 5] = csv::PARTS;

const NUMBERS: [&str; 6] = ["mentions", "stance", "sign", "weight", "articles", "sent"];
const FLAGS: [&str; 2] = ["symmetric", "claimed"];

/// Rows that are held in memory and written together.
const GROUP: usize = 20_000;

/// Writes one of the tables.
///
/// # Errors
///
/// Those of `out`.
///
/// # Complexity
///
/// Linear in the table; [`GROUP`] rows are held at a time.
pub fn write(part: &str, network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let mut groups = Groups {
        part,
        out,
        text: Vec::new(),
        n_rows: 0,
        is_quoted: false,
        open: None,
    };
    csv::write(part, network, &Options::default(), &mut groups)?;
    groups.end()
}

/// What the writer of Parquet has written and nobody has taken yet.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Written {
    fn take(&self) -> Vec<u8> {
        let mut bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *bytes)
    }
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Takes a table as CSV, and writes it on in groups of rows.
struct Groups<'w> {
    part: &'w str,
    out: &'w mut dyn Write,
    /// Rows that are not written yet.
    text: Vec<u8>,
    n_rows: usize,
    is_quoted: bool,
    /// Nothing until the first group is whole, whose first row tells the columns.
    open: Option<Open>,
}

struct Open {
    names: Vec<String>,
    file: SerializedFileWriter<Written>,
    written: Written,
}

impl Write for Groups<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for &byte in bytes {
            self.text.push(byte);
            self.is_quoted ^= byte == b'"';
            // A line end within quotation marks ends no row.
            self.n_rows += usize::from(byte == b'\n' && !self.is_quoted);
            if self.n_rows == GROUP {
                self.group()?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Groups<'_> {
    fn group(&mut self) -> io::Result<()> {
        let text = String::from_utf8(std::mem::take(&mut self.text)).map_err(io::Error::other)?;
        self.n_rows = 0;
        // What we wrote is a table.
        let rows = csv_rows(&text).map_err(io::Error::other)?;
        let mut rows: Vec<Cells> = rows.into_iter().map(|(_, cells)| cells).collect();
        let mut open = match self.open.take() {
            Some(open) => open,
            None => {
                let header = if rows.is_empty() { Cells::new() } else { rows.remove(0) };
                Open::of(self.part, header).map_err(io::Error::other)?
            }
        };
        open.group(&rows).map_err(io::Error::other)?;
        self.out.write_all(&open.written.take())?;
        self.open = Some(open);
        Ok(())
    }

    fn end(mut self) -> io::Result<()> {
        if self.open.is_none() || self.n_rows > 0 {
            self.group()?;
        }
        let Some(open) = self.open else { return Ok(()) };
        open.file.close().map_err(io::Error::other)?;
        self.out.write_all(&open.written.take())
    }
}

type Cells = Vec<Option<String>>;

#[derive(Clone, Copy, PartialEq)]
enum Type {
    Text,
    Number,
    Flag,
}

fn type_of(name: &str) -> Type {
    match name {
        _ if NUMBERS.contains(&name) || name.ends_with("_start") || name.ends_with("_end") => Type::Number,
        _ if FLAGS.contains(&name) => Type::Flag,
        _ => Type::Text,
    }
}

impl Open {
    fn of(part: &str, header: Cells) -> Result<Open> {
        let names: Vec<String> = header.into_iter().map(Option::unwrap_or_default).collect();
        let fields = names.iter().map(|name| match type_of(name) {
            Type::Text => format!("OPTIONAL BYTE_ARRAY {name} (STRING);"),
            Type::Number => format!("OPTIONAL INT64 {name};"),
            Type::Flag => format!("OPTIONAL BOOLEAN {name};"),
        });
        let schema = format!("message {part} {{ {} }}", fields.collect::<Vec<_>>().join(" "));
        let schema = Arc::new(parse_message_type(&schema)?);
        let properties = Arc::new(WriterProperties::builder().build());
        let written = Written::default();
        let file = SerializedFileWriter::new(written.clone(), schema, properties)?;
        Ok(Open { names, file, written })
    }

    fn group(&mut self, rows: &[Cells]) -> Result<()> {
        let mut group = self.file.next_row_group()?;
        for (at, name) in self.names.iter().enumerate() {
            let mut column = group
                .next_column()?
                .ok_or_else(|| ::parquet::errors::ParquetError::General(format!("no column for {name}")))?;
            let cells = rows.iter().map(|row| row.get(at).and_then(Option::as_deref));
            fill(&mut column, type_of(name), cells)?;
            column.close()?;
        }
        group.close()?;
        Ok(())
    }
}

fn fill<'a>(
    column: &mut SerializedColumnWriter<'_>,
    kind: Type,
    cells: impl Iterator<Item = Option<&'a str>> + Clone,
) -> Result<()> {
    let levels: Vec<i16> = cells.clone().map(|cell| cell.is_some().into()).collect();
    let known = cells.flatten();
    match kind {
        Type::Text => {
            let values: Vec<ByteArray> = known.map(ByteArray::from).collect();
            column
                .typed::<ByteArrayType>()
                .write_batch(&values, Some(&levels), None)?;
        }
        Type::Number => {
            let values: Vec<i64> = known.filter_map(|cell| cell.parse().ok()).collect();
            column.typed::<Int64Type>().write_batch(&values, Some(&levels), None)?;
        }
        Type::Flag => {
            let values: Vec<bool> = known.map(|cell| cell == "true").collect();
            column.typed::<BoolType>().write_batch(&values, Some(&levels), None)?;
        }
    }
    Ok(())
}
