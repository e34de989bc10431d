//! The program, killed at many moments: what was committed is there and whole, and going on ends where never having been killed does.

use crate::place::Place;
use newsgraph::extract::Extractor;
use newsgraph::graph::Network;
use newsgraph::graph::store::{Store, write_json};
use newsgraph::{Article, Document, read};
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const WHO: [&str; 8] = [
    "France", "Germany", "Poland", "Spain", "Norway", "Chile", "Japan", "Kenya",
];
const WHAT: [&str; 4] = ["backed", "criticized", "thanked", "threatened"];

/// Many short articles, on one line each.
fn articles(n: usize) -> String {
    let line = |i: usize| {
        let (a, b, c) = (WHO[i % 8], WHO[(i / 8 + i + 1) % 8], WHO[(i / 3 + 5) % 8]);
        let text = format!(
            "{a} {} {b} on Monday. The police of {c} met protesters. {c} {} {a}.",
            WHAT[i % 4],
            WHAT[i / 4 % 4]
        );
        format!(
            "{{\"id\":\"n{i}\",\"date\":\"2024-03-{:02}\",\"text\":\"{text}\"}}\n",
            1 + i % 28
        )
    };
    (0..n).map(line).collect()
}

fn bytes(network: &Network) -> Vec<u8> {
    let mut out = Vec::new();
    write_json(network, &mut out).expect("memory");
    out
}

fn start(place: &Place, args: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsgraph"));
    let silent = command
        .args(args)
        .current_dir(place.path("."))
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    silent.stderr(Stdio::null()).spawn().expect("the program starts")
}

/// Kills a program a moment after something has come about, at the latest after some seconds; true when it was killed in time.
fn kill_after(child: &mut Child, come: impl Fn() -> bool, moment: Duration) -> bool {
    let start = Instant::now();
    while !come() && start.elapsed() < Duration::from_secs(60) {
        if child.try_wait().expect("a state").is_some() {
            return false;
        }
        std::thread::sleep(Duration::from_micros(200));
    }
    std::thread::sleep(moment);
    let ended = child.try_wait().expect("a state").is_some();
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
    !ended
}

/// xorshift: the same moments on every run, as far as the machine's pace allows.
fn moments(seed: u64) -> impl Iterator<Item = Duration> {
    std::iter::successors(Some(seed), |&x| {
        let x = x ^ (x << 13);
        let x = x ^ (x >> 7);
        Some(x ^ (x << 17))
    })
    .skip(1)
    .map(|x| Duration::from_micros(x % 12_000))
}

#[test]
fn a_store_survives_its_writer() {
    let place = Place::new("kill-store");
    place.write("all.jsonl", articles(600));
    let path = place.path("s.ngdb");
    let journal = place.path("s.ngdb-journal");
    let all: Vec<Article> = read::open(&place.path("all.jsonl"), &read::Options::default())
        .expect("articles")
        .collect::<Result<_, _>>()
        .expect("articles");
    let extractor = Extractor::english();
    let found: Vec<_> = all.iter().map(|article| extractor.extract(article)).collect();
    let (mut n_killed, mut before) = (0, 0);
    for moment in moments(7).take(12) {
        let mut child = start(&place, &["add", "s.ngdb", "all.jsonl", "-q", "--jobs", "1"]);
        n_killed += usize::from(kill_after(&mut child, || journal.exists(), moment));
        if !path.exists() || fs::metadata(&path).is_ok_and(|file| file.len() == 0) {
            continue;
        }
        let store = match Store::open(&path) {
            Ok(store) => store,
            // Killed while it was made: there is nothing in it yet.
            Err(e) => {
                assert!(e.to_string().contains("an empty store"), "{e}");
                continue;
            }
        };
        store.check_integrity().expect("whole");
        let stored = store.network().expect("a network");
        let mut memory = Network::new();
        let there = stored
            .documents()
            .map(|d| d.id.as_str())
            .collect::<std::collections::BTreeSet<_>>();
        for (article, found) in all
            .iter()
            .zip(&found)
            .filter(|(article, _)| there.contains(article.id.as_str()))
        {
            memory.add_cast(&Document::from(article), &found.cast, &found.observations);
        }
        assert!(there.len() >= before, "what was committed is kept");
        before = there.len();
        assert!(bytes(&stored) == bytes(&memory), "an article is half there");
        let known = memory.identified(newsgraph::extract::actor::Registry::builtin());
        assert!(
            bytes(&store.resolved().expect("a network")) == bytes(&known),
            "who is who is half done"
        );
    }
    assert!(n_killed > 2, "killed in time only {n_killed} times");
    place.run(&["add", "s.ngdb", "all.jsonl", "-q"]).code(0);
    place.run(&["export", "s.ngdb", "-o", "stored.json"]).code(0);
    place.run(&["build", "all.jsonl", "-q", "-o", "built.json"]).code(0);
    assert!(
        place.read("stored.json") == place.read("built.json"),
        "going on is never having been killed"
    );
    assert!(!journal.exists(), "one file");
}

#[test]
fn a_file_is_the_old_one_or_the_new_one() {
    let place = Place::new("kill-file");
    place.write("all.jsonl", articles(300));
    for output in ["graph.json", "graph.ngdb"] {
        place.run(&["build", "all.jsonl", "-q", "-o", output]).code(0);
        let new = fs::read(place.path(output)).expect("a file");
        let is_temporary = |path: &Path| path.to_string_lossy().ends_with(".tmp");
        let begun = || {
            let entries = fs::read_dir(place.path(".")).expect("a folder").flatten();
            entries.map(|e| e.path()).any(|path| is_temporary(&path))
        };
        for moment in moments(11).take(6) {
            fs::write(place.path(output), "the old one").expect("a file");
            let mut child = start(&place, &["build", "all.jsonl", "-q", "-o", output]);
            kill_after(&mut child, begun, moment / 4);
            let left = fs::read(place.path(output)).expect("a file");
            assert!(left == b"the old one" || left == new, "{output} is half written");
            for entry in fs::read_dir(place.path("."))
                .expect("a folder")
                .flatten()
                .filter(|e| is_temporary(&e.path()))
            {
                fs::remove_file(entry.path()).expect("it can go");
            }
        }
    }
}
