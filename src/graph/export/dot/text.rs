//! Text as DOT takes it: nothing that a name or a quote contains may end a string or start an attribute.

use std::fmt::Write;

/// Between quotation marks. Lines are broken where `text` has `\n`; the rest is shown as it stands.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            // Doubled, so that "\N" or "\l" in a name is not taken for one of Graphviz's own escapes.
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            // Graphviz reads "&lt;" in any label as "<".
            '&' => quoted.push_str("&amp;"),
            c if unseen(c) => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// For use in an HTML-like label.
pub fn html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c if unseen(c) => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A node's name: the id, no two alike.
pub fn name(id: &str) -> String {
    let mut name = String::new();
    for c in id.chars() {
        match c {
            '%' => name.push_str("%25"),
            c if unseen(c) => {
                let _ = write!(name, "%{:x};", c as u32);
            }
            c => name.push(c),
        }
    }
    quoted(&name)
}

/// Control characters, and marks that would turn the direction of what follows or join it to something else.
fn unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Broken at blanks into lines of about `width` characters, none left with a single short word where it can be helped.
pub fn wrap(text: &str, width: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let total: usize = words.iter().map(|word| word.chars().count() + 1).sum();
    // Even lines look better than full ones with a rest.
    let lines = total.div_ceil(width + 1).max(1);
    let even = total.div_ceil(lines);
    let mut wrapped = String::with_capacity(text.len());
    let mut line = 0;
    for word in words {
        let len = word.chars().count();
        // A word goes where more than half of it fits.
        if line > 0 && line + 1 + len / 2 >= even {
            wrapped.push('\n');
            line = 0;
        } else if line > 0 {
            wrapped.push(' ');
            line += 1;
        }
        wrapped.push_str(word);
        line += len;
    }
    wrapped
}

/// At most `width` characters, cut at a word with "…".
pub fn shorten(text: &str, width: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(width) {
        None => text,
        Some((end, _)) => {
            let cut = text[..end].rfind(' ').unwrap_or(end);
            format!("{}…", &text[..cut])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_stays_inside() {
        for (text, expected) in [
            ("plain", r#""plain""#),
            (r#"a "b" c"#, r#""a \"b\" c""#),
            (r"back\slash\", r#""back\\slash\\""#),
            ("two\nlines", r#""two\nlines""#),
            ("a\u{0}b\tc\u{202e}d", r#""a b c d""#),
            ("R&D &lt;", r#""R&amp;D &amp;lt;""#),
            ("<b>not html</b>", r#""<b>not html</b>""#),
        ] {
            assert_eq!(quoted(text), expected, "{text:?}");
        }
        assert_eq!(html("<b a=\"x\">&"), "&lt;b a=&quot;x&quot;&gt;&amp;");
        assert_ne!(name("a\nb"), name("a b"));
    }

    #[test]
    fn lines_are_even() {
        for (text, expected) in [
            ("NATO", "NATO"),
            ("Secretary General, NATO", "Secretary\nGeneral, NATO"),
            (
                "North Atlantic Treaty Organization",
                "North Atlantic\nTreaty Organization",
            ),
            ("", ""),
            (
                "Donaudampfschifffahrtsgesellschaft",
                "Donaudampfschifffahrtsgesellschaft",
            ),
        ] {
            assert_eq!(wrap(text, 20), expected, "{text}");
        }
        assert_eq!(shorten("one two three", 8), "one two…");
    }
}
