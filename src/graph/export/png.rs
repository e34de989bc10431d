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
    let tree = usvg::Tree::from_data(&text, &with).map_err(io::Error::other)?;
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
