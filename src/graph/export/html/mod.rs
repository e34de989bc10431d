//! A page to look around in: `newsgraph view news/ -o net.html`.
//!
//! One file that any browser opens, from a disk or a stick, without a network. Where actors stand is worked out [here](crate::graph::layout); the page draws them on
//! a canvas with some hundred lines of its own script, so that there is no library to keep up to date.
//!
//! Names, quotes, titles and addresses come from strangers. They stand in the page as JSON in which `<`, `>` and `&` are escaped, and reach the screen as text
//! only; a content security policy lets nothing run but the script whose hash it names, and lets nothing be loaded at all.

mod data;

use super::Options;
use crate::graph::Network;
use sha2::{Digest, Sha256};
use std::io::{self, Write};

const STYLE: &str = include_str!("view.css");
const BODY: &str = include_str!("body.html");
const SCRIPTS: [&str; 6] = [
    include_str!("js/data.js"),
    include_str!("js/filter.js"),
    include_str!("js/draw.js"),
    include_str!("js/panel.js"),
    include_str!("js/controls.js"),
    include_str!("js/start.js"),
];

/// At most so many edges, the strongest, come into a page; it says how many do not.
pub const MOST_EDGES: usize = 20_000;

/// Writes the page. Of the options only the title counts.
///
/// # Errors
///
/// Only those of `out`.
///
/// # Complexity
///
/// That of the layout, [`place`](crate::graph::layout::place), and linear in the evidence.
pub fn write(network: &Network, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let script = format!("(() => {{\n\"use strict\";\n{}}})();\n", SCRIPTS.join("\n"));
    let title = options.title.as_deref().unwrap_or("News graph");
    let data = serde_json::to_string(&data::Page::of(network, title))?;
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">"
    )?;
    writeln!(
        out,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src '{}'; style-src '{}'; base-uri 'none'; form-action 'none'\">",
        hash(&script),
        hash(STYLE)
    )?;
    writeln!(
        out,
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
    )?;
    writeln!(out, "<meta name=\"referrer\" content=\"no-referrer\">")?;
    writeln!(out, "<title>{}</title>", super::svg::xml(title))?;
    writeln!(out, "<style>{STYLE}</style>\n</head>\n<body>\n{BODY}")?;
    writeln!(
        out,
        "<script type=\"application/json\" id=\"data\">{}</script>",
        inert(&data)
    )?;
    writeln!(out, "<script>{script}</script>\n</body>\n</html>")
}

/// JSON in which nothing ends a script or begins a tag. All of these stand only within strings, where an escape means the same.
fn inert(json: &str) -> String {
    let mut inert = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => inert.push_str("\\u003c"),
            '>' => inert.push_str("\\u003e"),
            '&' => inert.push_str("\\u0026"),
            '\u{2028}' => inert.push_str("\\u2028"),
            '\u{2029}' => inert.push_str("\\u2029"),
            c => inert.push(c),
        }
    }
    inert
}

/// The hash of a script or style as a content security policy names it.
fn hash(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut name = String::from("sha256-");
    for three in Sha256::digest(text).chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - three.len()));
        for i in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * i)) as usize & 63];
            name.push(if i > three.len() { '=' } else { digit.into() });
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::{SCRIPTS, hash, inert};

    #[test]
    fn hashes_are_those_of_the_policy() {
        // As printed by: printf alert | openssl dgst -sha256 -binary | base64
        assert_eq!(hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_eq!(hash("abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }

    #[test]
    fn nothing_ends_the_data() {
        let json = serde_json::json!({"a": "</script><!--\u{2028}&"}).to_string();
        let safe = inert(&json);
        assert!(!safe.contains(['<', '>', '&', '\u{2028}']), "{safe}");
        let back: serde_json::Value = serde_json::from_str(&safe).expect("JSON");
        assert_eq!(back["a"], "</script><!--\u{2028}&");
    }

    #[test]
    fn the_script_makes_no_markup_and_runs_no_text() {
        for script in SCRIPTS {
            for word in [
                "innerHTML",
                "outerHTML",
                "insertAdjacent",
                "document.write",
                "eval(",
                "Function(",
                "srcdoc",
                "setAttribute(\"on",
                "fetch(",
                "</script",
            ] {
                assert!(!script.contains(word), "{word}");
            }
        }
    }
}
