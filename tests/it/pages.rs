//! Pages in the shapes of news sites, all written by us, and what is to be read of each: `tests/pages/NAME.html` and `NAME.txt`.

use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")
}

/// Name, page, and what is kept of it.
pub fn all() -> Vec<(&'static str, String, String)> {
    let names = [
        "agency",
        "broadcaster",
        "front",
        "grid",
        "live",
        "short",
        "spans",
        "tables",
        "teasers",
        "weblog",
    ];
    let read = |name: &str, end: &str| fs::read_to_string(folder().join(format!("{name}.{end}")));
    let all = names.map(|name| {
        (
            name,
            read(name, "html").expect("the page is there"),
            read(name, "txt").unwrap_or_default(),
        )
    });
    all.to_vec()
}

/// Compares what was read with what is kept; `UPDATE=1` keeps it anew.
#[track_caller]
pub fn same(name: &str, shown: &str, kept: String) {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(folder().join(format!("{name}.txt")), shown).expect("the folder is writable");
        return;
    }
    assert_eq!(shown, kept, "{name}: UPDATE=1 keeps it so");
}
