//! [`Table`]: what a question in SQL gives.

use super::Store;
use super::error::told;
use crate::{Error, Result};
use rusqlite::types::ValueRef;
use serde::Serialize;

/// The rows that a `SELECT` gives, under the names of its columns.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Table {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// One value for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// A value of a [`Table`]. In JSON it is `null`, a number or a string.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Cell {
    /// What is not known.
    Null,
    /// A whole number; yes is 1 and no is 0.
    Integer(i64),
    /// Another number.
    Real(f64),
    /// A text; a blob in hexadecimal digits.
    Text(String),
}

/// As a table shows it: nothing for what is not known.
impl std::fmt::Display for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Cell::Null => Ok(()),
            Cell::Integer(n) => write!(f, "{n}"),
            Cell::Real(n) => write!(f, "{n:?}"),
            Cell::Text(text) => f.write_str(text),
        }
    }
}

impl Store {
    /// Asks in SQL. Nothing can be changed this way.
    ///
    /// # Errors
    ///
    /// It is not one statement, not one that only reads, or SQLite does not understand it; the message says what SQLite says.
    pub fn table(&self, sql: &str) -> Result<Table> {
        let wrong = |e: rusqlite::Error| match e.sqlite_error_code() {
            Some(rusqlite::ErrorCode::Unknown) | None => {
                let views = "the views are edges, evidence, actors, aliases and documents";
                Error::new(format!("cannot answer: {e}; {views}")).caused_by(e)
            }
            Some(_) => told(&self.name)(e),
        };
        let mut statement = self.db.prepare(sql).map_err(wrong)?;
        if !statement.readonly() || statement.column_count() == 0 {
            return Err(Error::new(
                "only questions can be asked: expected one SELECT; newsgraph add and drop change a store",
            ));
        }
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut rows = Vec::new();
        let mut found = statement.query([]).map_err(wrong)?;
        while let Some(row) = found.next().map_err(wrong)? {
            let cells = (0..columns.len()).map(|i| row.get_ref(i).map(value));
            rows.push(cells.collect::<rusqlite::Result<_>>().map_err(wrong)?);
        }
        Ok(Table { columns, rows })
    }
}

fn value(cell: ValueRef) -> Cell {
    match cell {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(n) => Cell::Integer(n),
        ValueRef::Real(n) => Cell::Real(n),
        ValueRef::Text(text) => Cell::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Cell::Text(bytes.iter().map(|byte| format!("{byte:02x}")).collect()),
    }
}
