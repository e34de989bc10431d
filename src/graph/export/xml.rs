//! Text as XML 1.0 takes it.

use std::borrow::Cow;
use std::fmt::Write;

/// For use between tags and in attributes alike: nothing in it is markup, and a reader gets back what was there.
///
/// What XML 1.0 cannot hold in any form, control characters above all, becomes U+FFFD.
pub fn escaped(text: &str) -> Cow<'_, str> {
    let is_plain = |c: char| !matches!(c, '&' | '<' | '>' | '"' | '\'') && !is_odd(c) && c >= ' ';
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // As they stand, readers make blanks of them in attributes and join line ends in text.
            '\t' | '\n' | '\r' => {
                let _ = write!(out, "&#{};", c as u32);
            }
            c if c < ' ' || is_odd(c) => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Two code points that XML 1.0 leaves out of its characters.
fn is_odd(c: char) -> bool {
    matches!(c, '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_is_markup() {
        for (text, expected) in [
            ("plain é 🙂", "plain é 🙂"),
            (
                "</data><edge a=\"'\">&lt;",
                "&lt;/data&gt;&lt;edge a=&quot;&#39;&quot;&gt;&amp;lt;",
            ),
            ("]]><!--", "]]&gt;&lt;!--"),
            ("a\tb\r\nc", "a&#9;b&#13;&#10;c"),
            ("\0\u{1b}\u{fffe}", "\u{fffd}\u{fffd}\u{fffd}"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }
}
