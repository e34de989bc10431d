//! A great deal of text.

use crate::place::{Place, articles};
use std::time::Instant;

/// One file of so many bytes of news, each article changed a little so that no two are alike.
fn news(n_bytes: usize) -> String {
    let texts = articles();
    let mut out = String::with_capacity(n_bytes + 4096);
    for i in 0.. {
        if out.len() >= n_bytes {
            break;
        }
        let (_, text) = &texts[i % texts.len()];
        out.push_str(&text.replace("Tuesday", &format!("day {i}")));
        out.push('\n');
    }
    out
}

/// Megabytes in one article, as when someone glues a year of news together. Linear in time: a second
/// more for each part that is added, not each part slower than the one before.
#[test]
fn a_very_long_text_is_read() {
    let place = Place::new("long");
    let seconds = |name: &str, n_bytes| {
        place.write(name, news(n_bytes));
        let start = Instant::now();
        place.run(&["build", "-q", name, "-o", "net.json"]).code(0);
        assert!(place.read("net.json").contains("country:ua"));
        start.elapsed().as_secs_f64()
    };
    let (short, long) = (seconds("short.txt", 125_000), seconds("long.txt", 1_000_000));
    assert!(long < 60.0, "{long} s");
    assert!(
        long < 24.0 * short + 2.0,
        "eight times the text took {long} s after {short} s"
    );
}
