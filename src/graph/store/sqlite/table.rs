//! [`Table`]: what a question in SQL gives.

use super::Store;
use super::error::told;
use crate::{Error, Result};
use rusqlite::types::ValueRef;
use serde_json::Value;

/// The rows that a `SELECT` gives, under the names of its columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// One value for each column; a blob is written in hexadecimal digits.
    pub rows: Vec<Vec<Value>>,
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

fn value(cell: ValueRef) -> Value {
    match cell {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(n) => n.into(),
        ValueRef::Real(n) => n.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
        ValueRef::Blob(bytes) => bytes
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
            .into(),
    }
}
