//! The targets of `fuzz/`, on their seeds and on everything they ever found: see docs/trust.md.

use std::fs;
use std::path::Path;

#[path = "../../fuzz/src/lib.rs"]
mod targets;

#[test]
fn what_was_found_stays_mended() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    let mut n = 0;
    for (name, target) in targets::TARGETS {
        let entries = fs::read_dir(seeds.join(name)).into_iter().flatten().flatten();
        let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            // Shown when it panics.
            println!("{}", path.display());
            target(&fs::read(&path).expect("a seed"));
            n += 1;
        }
    }
    assert!(n >= 6, "only {n} seeds were found");
}

/// Every target takes what the others take, cut and turned: what is meant for one reader is nonsense to the next.
#[test]
fn any_bytes_will_do() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    let mut random = 7u64;
    let mut next = move || {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random as usize
    };
    for folder in fs::read_dir(&seeds).expect("seeds").flatten() {
        for file in fs::read_dir(folder.path()).expect("a folder").flatten() {
            let whole = fs::read(file.path()).expect("a seed");
            for (name, target) in targets::TARGETS.iter().filter(|(name, _)| *name != "model") {
                println!("{} as {name}", file.path().display());
                let mut bytes = whole.clone();
                for _ in 0..1 + next() % 8 {
                    let at = next() % bytes.len().max(1);
                    match next() % 4 {
                        0 => bytes.truncate(at),
                        1 => bytes.insert(at.min(bytes.len()), next() as u8),
                        2 => bytes.extend_from_within(..at.min(bytes.len())),
                        _ => bytes.reverse(),
                    }
                }
                target(&bytes);
            }
        }
    }
}
