//! The picture.

use crate::fixture::{nato, network};
use newsgraph::graph::{OutputFormat, export::Options};

#[test]
fn picture_of_the_meeting() {
    let network = network(&nato());
    let mut out = Vec::new();
    let options = Options {
        title: Some("NATO foreign ministers in Brussels".into()),
        ..Options::default()
    };
    OutputFormat::Dot.write(&network, &options, &mut out).unwrap();
    if let Ok(path) = std::env::var("PICTURE") {
        std::fs::write(path, &out).unwrap();
    }
}
