//! How large a page is, before it is parsed: the time of parsing grows with the square of its depth and of a tag's attributes,
//! and its memory with the elements.

use crate::{Error, Result};

/// Elements in each other. Browsers stop at 512; real pages have under a hundred.
const DEEPEST: usize = 1000;

/// Elements in all. The longest live blogs have some ten thousand.
const MOST_ELEMENTS: usize = 100_000;

/// Attributes of one tag.
const MOST_ATTRIBUTES: usize = 5000;

/// Elements without an end, and those whose end may be left out, so that many may seem open.
const UNCOUNTED: [&str; 36] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "td", "tr", "th", "dt", "dd", "option", "optgroup", "tbody", "thead", "tfoot", "colgroup", "rp", "rt",
    "html", "head", "body", "path", "use", "circle", "rect",
];

/// The content of these is no markup.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// Counts tags that open and tags that close.
pub(super) fn check(page: &str) -> Result<()> {
    let bytes = page.as_bytes();
    let (mut depth, mut n_elements, mut at) = (0_usize, 0, 0);
    while let Some(found) = find(bytes, at, b'<') {
        at = found + 1;
        let closing = bytes.get(at) == Some(&b'/');
        let start = at + usize::from(closing);
        let length = bytes[start..]
            .iter()
            .take(12)
            .take_while(|b| b.is_ascii_alphanumeric())
            .count();
        if length == 0 {
            continue;
        }
        let name = page[start..start + length].to_ascii_lowercase();
        // Without an end there is no further tag.
        let Some((end, n_attributes)) = end_of_tag(bytes, start + length) else {
            break;
        };
        at = end;
        if closing {
            let counted = !RAW.contains(&name.as_str()) && !UNCOUNTED.contains(&name.as_str());
            depth = depth.saturating_sub(usize::from(counted));
            continue;
        }
        n_elements += 1;
        if n_attributes > MOST_ATTRIBUTES {
            return Err(too_much(&format!("{MOST_ATTRIBUTES} attributes in a tag")));
        }
        if n_elements > MOST_ELEMENTS {
            return Err(too_much(&format!("{MOST_ELEMENTS} elements")));
        }
        if RAW.contains(&name.as_str()) {
            at = close_of(bytes, at, &name);
        } else if !UNCOUNTED.contains(&name.as_str()) && bytes[end - 1] != b'/' {
            depth += 1;
            if depth > DEEPEST {
                return Err(too_much(&format!("{DEEPEST} elements in each other")));
            }
        }
    }
    Ok(())
}

fn too_much(what: &str) -> Error {
    Error::new(format!("more than {what}: no news page is written so"))
}

/// Where a tag ends, and about how many attributes it has.
fn end_of_tag(bytes: &[u8], from: usize) -> Option<(usize, usize)> {
    let (mut at, mut n_attributes, mut after_equals) = (from, 0, false);
    loop {
        match bytes.get(at)? {
            b'>' => return Some((at, n_attributes)),
            quote @ (b'"' | b'\'') if after_equals => {
                at = find(bytes, at + 1, *quote)?;
                after_equals = false;
            }
            b'=' => after_equals = true,
            b if b.is_ascii_whitespace() => {}
            _ => {
                let before = bytes[at - 1];
                n_attributes += usize::from(before == b'/' || before.is_ascii_whitespace());
                after_equals = false;
            }
        }
        at += 1;
    }
}

/// Where the end of a raw element stands.
fn close_of(bytes: &[u8], from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(found) = find(bytes, at, b'<') {
        let rest = &bytes[found + 1..];
        let close = rest.strip_prefix(b"/").and_then(|rest| rest.get(..name.len()));
        if close.is_some_and(|close| close.eq_ignore_ascii_case(name.as_bytes())) {
            return found;
        }
        at = found + 1;
    }
    bytes.len()
}

fn find(bytes: &[u8], from: usize, byte: u8) -> Option<usize> {
    bytes.get(from..)?.iter().position(|b| *b == byte).map(|at| from + at)
}
