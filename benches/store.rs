//! How long a store takes: to fill with made-up articles, and to answer.
//!
//! ```sh
//! cargo bench --bench store                    # 100,000 edges, some minutes
//! cargo bench --bench store -- 1000000 big.ngdb  # so many, kept for more questions
//! ```

use newsgraph::extract::actor::{Actor, Kind, Registry};
use newsgraph::extract::relation::{Confidence, Modality, Observation, Polarity};
use newsgraph::graph::query::{Dossier, Names, Pattern};
use newsgraph::graph::store::{Account, Ask, Cell, Store};
use newsgraph::graph::{Filter, Network, analysis};
use newsgraph::{Document, Error, Result, Sketch, Span};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// As the program has it.
#[cfg(feature = "allocator")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const RELATIONS: [(&str, i8); 12] = [
    ("supports", 1),
    ("opposes", -1),
    ("criticizes", -1),
    ("meets", 0),
    ("aids", 1),
    ("accuses", -1),
    ("urges", 0),
    ("praises", 1),
    ("threatens", -1),
    ("sanctions", -1),
    ("negotiates-with", 0),
    ("visits", 0),
];
/// Statements of an article, and articles a transaction.
const STATEMENTS: usize = 10;
const BATCH: usize = 500;

/// SplitMix64: the same articles on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let x = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    /// Few are named often and many seldom: rank r about as often as 1/r.
    fn ranked(&mut self, n: usize) -> usize {
        let x = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        ((n as f64).powf(x) as usize - 1).min(n - 1)
    }
}

/// Actors by rank: those that the registry knows, then people nobody knows.
fn actor(rank: usize, known: &[(String, String, Kind)]) -> Actor {
    let (id, label, kind) = match known.get(rank) {
        Some(known) => known.clone(),
        None => (format!("person:ada-n{rank}"), format!("Ada N{rank}"), Kind::Person),
    };
    Actor {
        id,
        label,
        kind,
        ..Actor::default()
    }
}

fn article(i: usize, random: &mut Random, n_actors: usize, known: &[(String, String, Kind)]) -> Account {
    let mut document = Document {
        id: format!("article-{i:07}"),
        sha256: format!("{:064x}", i + 1),
        date: Some(format!("20{:02}-{:02}-{:02}", 10 + i % 15, 1 + i % 12, 1 + i % 28)),
        publisher: Some(format!("Paper {}", random.below(200))),
        ..Document::default()
    };
    let (mut actors, mut observations) = (Vec::new(), Vec::new());
    for k in 0..STATEMENTS {
        let ends = [random.ranked(n_actors), random.ranked(n_actors)].map(|rank| actor(rank, known));
        let (relation, sign) = RELATIONS[random.below(RELATIONS.len())];
        let quote = format!(
            "{} {relation} {} over plan {} of the year.",
            ends[0].label,
            ends[1].label,
            random.below(5000)
        );
        let start = 200 * k;
        let span = |at: usize, len: usize| Span::new(start + at, start + at + len);
        let from = ends[0].label.len();
        observations.push(Observation {
            doc: document.id.clone(),
            sent: k as u32,
            source: ends[0].id.clone(),
            target: Some(ends[1].id.clone()),
            source_label: ends[0].label.clone(),
            target_label: Some(ends[1].label.clone()),
            source_text: ends[0].label.clone(),
            target_text: Some(ends[1].label.clone()),
            source_bytes: span(0, from),
            source_chars: span(0, from),
            target_bytes: Some(span(from + relation.len() + 2, ends[1].label.len())),
            target_chars: Some(span(from + relation.len() + 2, ends[1].label.len())),
            trigger: relation.into(),
            trigger_bytes: span(from + 1, relation.len()),
            trigger_chars: span(from + 1, relation.len()),
            relation: relation.into(),
            plover: None,
            cameo: None,
            sign,
            symmetric: false,
            polarity: Polarity::Affirmed,
            modality: Modality::Actual,
            holder: None,
            holder_label: None,
            title: None,
            about: None,
            amount: None,
            date: None,
            date_text: None,
            bytes: span(0, quote.len()),
            chars: span(0, quote.len()),
            quote,
            rule: format!("{relation}:bench"),
            confidence: Confidence::High,
        });
        actors.extend(ends);
    }
    let text: Vec<&str> = observations.iter().map(|o| o.quote.as_str()).collect();
    document.sketch = Some(Sketch::of(&text.join(" ")));
    let mut network = Network::new();
    network.add(&document, &actors, &observations);
    Account::all(&network).remove(0)
}

fn fill(path: &Path, n_edges: usize) -> Result<()> {
    let kinds = |e: &&newsgraph::extract::actor::Entry| matches!(e.kind, Kind::Country | Kind::Organization);
    let known: Vec<_> = (Registry::builtin().entries().iter().filter(kinds))
        .map(|e| (e.id.clone(), e.label.clone(), e.kind))
        .collect();
    let store = Store::in_memory()?;
    let mut random = Random(42);
    let (start, mut i, mut missing) = (Instant::now(), 0, n_edges);
    loop {
        let batch: Vec<Account> = (0..BATCH)
            .map(|k| article(i + k, &mut random, n_edges / 5, &known))
            .collect();
        store.add(&batch)?;
        i += BATCH;
        // Counting takes as long as adding, so it waits until there may be enough.
        missing = missing.saturating_sub(BATCH * STATEMENTS);
        if missing > 0 {
            continue;
        }
        let edges = match store.table("SELECT count(*) FROM edge")?.rows[0][0] {
            Cell::Integer(n) => n as usize,
            _ => 0,
        };
        println!("{i} articles, {edges} edges, {:.0} s", start.elapsed().as_secs_f64());
        missing = n_edges.saturating_sub(edges);
        if missing == 0 {
            return store.copy_to(path);
        }
    }
}

/// The best of some runs, each with the file opened anew.
fn time(what: &str, ask: impl Fn() -> Result<usize>) -> Result<()> {
    let mut best = f64::MAX;
    let mut n = 0;
    for _ in 0..5 {
        let start = Instant::now();
        n = ask()?;
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("{:8.1} ms  {what}: {n}", 1000.0 * best);
    Ok(())
}

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let n_edges = args.first().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let kept = args.get(1).map(PathBuf::from);
    let path = kept
        .clone()
        .unwrap_or_else(|| std::env::temp_dir().join(format!("newsgraph-bench-{}.ngdb", std::process::id())));
    if !path.exists() {
        fill(&path, n_edges)?;
    }
    let size = std::fs::metadata(&path).map_or(0, |file| file.len());
    println!("{:.0} MB", size as f64 / 1e6);
    // The registry is read once a process.
    Registry::builtin();
    let open = Filter::default();
    for pattern in [
        "NATO -supports-> ?",
        "? -supports-> NATO",
        "France -?-> ?",
        "Ada N5000 -?-> ?",
        "Ada N5000 -?-> ? -supports-> France",
    ] {
        let parsed: Pattern = pattern.parse()?;
        time(pattern, || {
            let part = Store::open(&path)?.part(&Ask::Pattern(&parsed, &open), false)?;
            Ok(parsed.chains(&part, &Names::of(&part), 1000)?.len())
        })?;
    }
    for name in ["Ada N5000", "Ada N2900", "NATO"] {
        time(&format!("actor {name}"), || {
            let part = Store::open(&path)?.part(&Ask::Actor(name), false)?;
            let names = Names::of(&part);
            let ids = names.actors(name)?;
            let dossier = ids.first().and_then(|id| Dossier::of(&part, id));
            let dossier = dossier.ok_or_else(|| Error::new("nobody of that name"))?;
            Ok(dossier.sections().iter().map(|(_, edges)| edges.len()).sum())
        })?;
    }
    for (from, to) in [("Ada N5000", "Ada N2900"), ("Ada N5000", "Ada N7000")] {
        time(&format!("path {from} to {to}"), || {
            let ask = Ask::Path {
                from,
                to,
                longest: 3,
                signed: false,
                filter: &open,
            };
            let part = Store::open(&path)?.part(&ask, false)?;
            let names = Names::of(&part);
            Ok(analysis::paths(&part, &names.actors(from)?, &names.actors(to)?, 3, 5, false).len())
        })?;
    }
    let near = Filter {
        near: vec!["Ada N5000".into()],
        ..Filter::default()
    };
    time("near Ada N5000", || {
        let part = Store::open(&path)?.part(&Ask::Filter(&near), false)?;
        Ok(part.subgraph(&near)?.edges().count())
    })?;
    for words in ["\"plan 77\"", "France plan", "threat*"] {
        time(&format!("search {words}"), || {
            Ok(Store::open(&path)?.search(words, 20)?.len())
        })?;
    }
    if kept.is_none() {
        let _ = std::fs::remove_file(&path);
    }
    Ok(())
}
