//! Terms, and how they are escaped.

use std::fmt::Write;

/// An IRI of one of the [prefixes](super::prefixes).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Iri {
    pub prefix: &'static str,
    /// Percent-encoded: letters, digits, `_`, `.`, `-`, `:` and `%`.
    pub local: String,
}

impl Iri {
    /// Of a word of ours or of a vocabulary.
    pub fn word(prefix: &'static str, local: &str) -> Iri {
        Iri {
            prefix,
            local: encoded(local),
        }
    }

    /// Can it be written with its prefix in Turtle?
    pub fn is_short(&self) -> bool {
        !self.local.is_empty() && !self.local.starts_with(['.', '-']) && !self.local.ends_with('.')
    }
}

/// A value of a property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    Iri(Iri),
    Text(String),
    /// Its lexical form, and the local name of its XML Schema type.
    Typed(String, &'static str),
}

impl Term {
    /// A day, month or year, typed as such; text where it is none.
    pub fn day(day: &str) -> Term {
        match (crate::graph::query::check_day(day).is_ok(), day.len()) {
            (true, 10) => Term::Typed(day.to_owned(), "date"),
            (true, 7) => Term::Typed(day.to_owned(), "gYearMonth"),
            (true, 4) => Term::Typed(day.to_owned(), "gYear"),
            _ => Term::Text(day.to_owned()),
        }
    }

    pub fn number(n: impl ToString) -> Term {
        Term::Typed(n.to_string(), "integer")
    }

    pub fn yes_or_no(yes: bool) -> Term {
        Term::Typed(yes.to_string(), "boolean")
    }
}

/// An id as the end of an IRI.
fn encoded(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'.' | b'-' | b':' => out.push(byte as char),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// A text between quotation marks, as Turtle and N-Quads both read it.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Other control characters, and marks that turn the direction of text, are shown as what they are.
            c if c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}') => {
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text() {
        for (text, expected) in [
            ("plain", r#""plain""#),
            ("a \"b\" \\", r#""a \"b\" \\""#),
            ("a\nb\r\tc", r#""a\nb\r\tc""#),
            ("\0\u{7f}\u{202e}", r#""\u0000\u007F\u202E""#),
            ("\" . <x> <y> <z>", r#""\" . <x> <y> <z>""#),
            ("Київ 🙂", "\"Київ 🙂\""),
        ] {
            assert_eq!(quoted(text), expected);
        }
        for (id, expected) in [
            ("country:fr", "country:fr"),
            ("a b>\"\\\n", "a%20b%3E%22%5C%0A"),
            ("é/#?%", "%C3%A9%2F%23%3F%25"),
        ] {
            assert_eq!(encoded(id), expected);
        }
        let short = |local: &str| Iri::word("doc", local).is_short();
        assert!(short("country:fr") && short("1.2") && !short("") && !short("-a") && !short("a."));
    }

    #[test]
    fn days_have_types() {
        for (day, kind) in [("2024-03-01", "date"), ("2024-03", "gYearMonth"), ("2024", "gYear")] {
            assert_eq!(Term::day(day), Term::Typed(day.into(), kind));
        }
        assert_eq!(Term::day("spring"), Term::Text("spring".into()));
    }
}
