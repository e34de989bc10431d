//! A picture in points: `newsgraph build news/ -o net.png`. The [SVG](super::svg), drawn by resvg with a font of our own, so that nothing needs to be
//! installed and the same network gives the same bytes.

use super::{Options, svg};
use crate::graph::Network;
use resvg::{tiny_skia, usvg};
use std::io::{self, Write};
use std::sync::Arc;

/// Arimo, cut down to Latin, Greek and Cyrillic; data/font/README.md.
const FONTS: [&[u8]; 2] = [
    include_bytes!("../../../data/font/arimo-regular.ttf"),
    include_bytes!("../../../data/font/arimo-bold.ttf"),
];

/// What they have letters for: `U+0020-007E,U+00A0-024F`.
const RANGES: &str = include_str!("../../../data/font/ranges.txt");

/// Points for each unit of the SVG: sharp in print and on good screens.
const SHARP: f32 = 2.0;
/// A picture of more points is drawn less sharp: it would not fit into the memory of who looks at it.
const MOST_POINTS: f32 = 60e6;

/// Writes the network as PNG.
///
/// # Errors
///
/// Only those of `out`.
///
/// # Complexity
///
/// That of the layout, [`place`](crate::graph::layout::place), and linear in the points: 4 bytes each while it draws.
pub fn write(network: &Network, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut text = Vec::new();
    svg::write(network, options, &mut text)?;
    let text = with_signs(&String::from_utf8(text).map_err(io::Error::other)?);
    let mut fonts = usvg::fontdb::Database::new();
    for font in FONTS {
        fonts.load_font_data(font.to_vec());
    }
    fonts.set_sans_serif_family("Arimo");
    let with = usvg::Options {
        fontdb: Arc::new(fonts),
        font_family: "Arimo".to_owned(),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(&text, &with).map_err(io::Error::other)?;
    let size = tree.size();
    let scale = SHARP.min((MOST_POINTS / (size.width() * size.height())).sqrt());
    let points = |length: f32| ((length * scale).round() as u32).max(1);
    let mut picture = tiny_skia::Pixmap::new(points(size.width()), points(size.height()))
        .ok_or_else(|| io::Error::other("the picture is too large"))?;
    resvg::render(
        &tree,
        tiny_skia::Transform::from_scale(scale, scale),
        &mut picture.as_mut(),
    );
    out.write_all(&picture.encode_png().map_err(io::Error::other)?)
}

/// Text with a sign for each letter that the font has not: without one it would be blank.
fn with_signs(text: &str) -> String {
    let ranges: Vec<(u32, u32)> = (RANGES.trim().split(','))
        .filter_map(|range| {
            let range = range.strip_prefix("U+")?;
            let (first, last) = range.split_once('-').unwrap_or((range, range));
            Some((
                u32::from_str_radix(first, 16).ok()?,
                u32::from_str_radix(last, 16).ok()?,
            ))
        })
        .collect();
    let has = |c: char| {
        let code = u32::from(c);
        c.is_ascii()
            || ranges[..ranges.partition_point(|range| range.0 <= code)]
                .last()
                .is_some_and(|range| code <= range.1)
    };
    text.chars()
        .filter(|c| !is_unseen(*c))
        .map(|c| if has(c) { c } else { char::REPLACEMENT_CHARACTER })
        .collect()
}

/// Takes it no room, as what joins or turns letters?
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::with_signs;

    #[test]
    fn letters_that_the_font_has_not_are_signs() {
        for (text, expected) in [
            ("Řehoř, Łódź; Nguyễn", "Řehoř, Łódź; Nguyễn"),
            ("Київ Αθήνα ×3 “so” – …", "Київ Αθήνα ×3 “so” – …"),
            ("東京 👍\u{fe0f}", "\u{fffd}\u{fffd} \u{fffd}"),
            ("a\u{202e}b", "ab"),
        ] {
            assert_eq!(with_signs(text), expected);
        }
    }
}
