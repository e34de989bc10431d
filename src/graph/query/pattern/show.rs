//! A pattern written out again, in one way for all that ask the same.

use super::{Direction, Hop, Pattern, Slot, Step, What};
use crate::extract::relation::Polarity;
use std::fmt;

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.start)?;
        for Hop { steps, direction, end } in &self.hops {
            let (left, right) = match direction {
                Direction::Right => ("-", "->"),
                Direction::Left => ("<-", "-"),
                Direction::Either => ("<-", "->"),
            };
            let steps: Vec<String> = steps.iter().map(Step::to_string).collect();
            write!(f, " {left}{}{right} {end}", steps.join("|"))?;
        }
        Ok(())
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Slot::Any(kinds) if kinds.is_empty() => f.write_str("?"),
            Slot::Any(kinds) => {
                let name = |kind| match serde_json::to_value(kind) {
                    Ok(serde_json::Value::String(name)) => name,
                    _ => String::new(),
                };
                write!(f, "?:{}", kinds.iter().map(name).collect::<Vec<_>>().join("|"))
            }
            Slot::Named(names) => {
                let names: Vec<String> = names.iter().map(|(name, _)| quoted(name)).collect();
                f.write_str(&names.join("|"))
            }
        }
    }
}

/// A name as it must be written to be read back.
fn quoted(name: &str) -> String {
    let odd = name.starts_with('?') || name.trim() != name || name.is_empty();
    let odd = odd || ["|", "\"", "\\", "->", "<-"].iter().any(|part| name.contains(part));
    // A hyphen with nothing or any sort of blank before it begins an arrow.
    let apart = |i: usize| name[..i].chars().next_back().is_none_or(char::is_whitespace);
    let odd = odd || name.match_indices('-').any(|(i, _)| apart(i));
    match odd {
        true => format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\"")),
        false => name.to_owned(),
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.polarity == Some(Polarity::Negated) {
            f.write_str("not ")?;
        }
        match &self.what {
            What::Any => f.write_str("?"),
            What::Sign(1) => f.write_str("[+]"),
            What::Sign(-1) => f.write_str("[-]"),
            What::Sign(_) => f.write_str("[0]"),
            What::Named(name, _) => f.write_str(name),
        }
    }
}
