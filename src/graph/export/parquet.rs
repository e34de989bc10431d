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
use std::sync::Arc;

/// The tables, as those of CSV.
pub const PARTS: [&str; 5] = csv::PARTS;

const NUMBERS: [&str; 6] = ["mentions", "stance", "sign", "weight", "articles", "sent"];
const FLAGS: [&str; 2] = ["symmetric", "claimed"];

/// Writes one of the tables.
///
/// # Errors
///
/// Those of `out`.
pub fn write(part: &str, network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let mut text = Vec::new();
    csv::write(part, network, &Options::default(), &mut text)?;
    let text = String::from_utf8(text).map_err(io::Error::other)?;
    // What we wrote is a table.
    let rows: Vec<Cells> = csv_rows(&text)
        .map_err(io::Error::other)?
        .into_iter()
        .map(|(_, cells)| cells)
        .collect();
    out.write_all(&table(part, &rows).map_err(io::Error::other)?)
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

fn table(part: &str, rows: &[Cells]) -> Result<Vec<u8>> {
    let (header, rows) = rows
        .split_first()
        .map_or((&[][..], rows), |(header, rows)| (header.as_slice(), rows));
    let names: Vec<&str> = header.iter().map(|name| name.as_deref().unwrap_or("")).collect();
    let fields = names.iter().map(|name| match type_of(name) {
        Type::Text => format!("OPTIONAL BYTE_ARRAY {name} (STRING);"),
        Type::Number => format!("OPTIONAL INT64 {name};"),
        Type::Flag => format!("OPTIONAL BOOLEAN {name};"),
    });
    let schema = format!("message {part} {{ {} }}", fields.collect::<Vec<_>>().join(" "));
    let schema = Arc::new(parse_message_type(&schema)?);
    let properties = Arc::new(WriterProperties::builder().build());
    let mut file = SerializedFileWriter::new(Vec::new(), schema, properties)?;
    let mut group = file.next_row_group()?;
    for (at, name) in names.iter().enumerate() {
        let mut column = group
            .next_column()?
            .ok_or_else(|| ::parquet::errors::ParquetError::General(format!("no column for {name}")))?;
        let cells = rows.iter().map(|row| row.get(at).and_then(Option::as_deref));
        fill(&mut column, type_of(name), cells)?;
        column.close()?;
    }
    group.close()?;
    file.into_inner()
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
