//! [`Sheet`]: rows of cells, quoted as RFC 4180 asks.

use crate::graph::export::columns::Value;
use std::io::{self, Write};

/// What stands before a cell that a spreadsheet would take for a formula.
pub const GUARD: char = '\'';

/// Writes a table row by row.
///
/// What is not known is an empty cell, and a text without letters is `""`: DuckDB and we tell the two apart.
pub struct Sheet<'w> {
    out: &'w mut dyn Write,
    /// Guard cells that a spreadsheet would take for formulas?
    safe: bool,
    separator: char,
    row: String,
    is_first: bool,
}

impl<'w> Sheet<'w> {
    pub fn new(out: &'w mut dyn Write, separator: char, safe: bool) -> Sheet<'w> {
        Sheet {
            out,
            safe,
            separator,
            row: String::new(),
            is_first: true,
        }
    }

    /// A text from anywhere.
    pub fn text(&mut self, text: &str) -> &mut Self {
        let guard = self.safe && is_formula(text);
        self.next();
        let must = |c: char| matches!(c, '"' | '\n' | '\r') || c == self.separator;
        if text.is_empty() || text.contains(must) || text.starts_with(' ') || text.ends_with(' ') {
            self.row.push('"');
            if guard {
                self.row.push(GUARD);
            }
            self.row.push_str(&text.replace('"', "\"\""));
            self.row.push('"');
        } else {
            if guard {
                self.row.push(GUARD);
            }
            self.row.push_str(text);
        }
        self
    }

    /// A text, or nothing.
    pub fn maybe(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.text(text),
            None => self.raw(""),
        }
    }

    /// A number, a word of ours, nothing: what needs no care.
    pub fn raw(&mut self, value: impl std::fmt::Display) -> &mut Self {
        use std::fmt::Write;
        self.next();
        // Writing to a string cannot fail.
        let _ = write!(self.row, "{value}");
        self
    }

    pub fn value(&mut self, value: &Value) -> &mut Self {
        match value {
            Value::None => self.raw(""),
            Value::Text(text) => self.text(text),
            Value::Number(n) => self.raw(n),
            Value::Flag(yes) => self.raw(yes),
        }
    }

    /// The row is whole.
    pub fn end(&mut self) -> io::Result<()> {
        self.row.push('\n');
        self.out.write_all(self.row.as_bytes())?;
        self.row.clear();
        self.is_first = true;
        Ok(())
    }

    fn next(&mut self) {
        if !self.is_first {
            self.row.push(self.separator);
        }
        self.is_first = false;
    }
}

/// Would a spreadsheet take this for a formula, or for one with the guard taken off?
fn is_formula(text: &str) -> bool {
    let odd = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', GUARD];
    text.starts_with(odd)
}
