//! What must hold for any bytes, one function a target. It panics where it does not hold.
//!
//! The targets under `targets/` feed these to libFuzzer; the ordinary tests of newsgraph run them on `seeds/`, where every finding is kept.

use newsgraph::extract::actor::Registry;
use newsgraph::extract::fact::Granularity;
use newsgraph::extract::relation::Vocabulary;
use newsgraph::extract::{Extractor, syntax::Analyzer, text as split};
use newsgraph::graph::analysis::{
    Agreement, Balance, Basis, Blocs, Brokers, Diff, Officers, Period, RankBy, Signed, Sources, Stats, paths, stances,
    timeline,
};
use newsgraph::graph::export::Options;
use newsgraph::graph::query::{Names, Pattern, check_day, kind};
use newsgraph::graph::store::{TABLES, Tables, is_gdelt, read_csv, read_gdelt, write_json, write_jsonl};
use newsgraph::graph::{Filter, Network, OutputFormat, verify};
use newsgraph::read::{InputFormat, Options as ReadOptions, articles as read_articles};
use newsgraph::{Article, Document};
use std::collections::BTreeSet;
use std::io::Write;
use std::sync::{LazyLock, Mutex};

/// One of the functions below.
pub type Target = fn(&[u8]);

/// All of them, by name.
pub const TARGETS: [(&str, Target); 14] = [
    ("actors", actors),
    ("articles", articles),
    ("csv", csv),
    ("feed", feed),
    ("gdelt", gdelt),
    ("graph", graph),
    ("html", html),
    ("jsonl", jsonl),
    ("lexicon", lexicon),
    ("model", model),
    ("packed", packed),
    ("pattern", pattern),
    ("text", text),
    ("warc", warc),
];

static ENGLISH: LazyLock<Extractor> = LazyLock::new(Extractor::english);

/// An article of any text, all the way to a network whose every quote is verified; and one of the other ways to read it.
pub fn text(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let network = network_of(&ENGLISH, &text);
    let problems = verify(&network, [("fuzz", text.as_str())]);
    assert!(problems.is_empty(), "{problems:?}");
    read_back(&network);
    // One of these: each parses the text again, and a run that takes less finds more.
    match bytes.len() % 4 {
        0 => drop(ENGLISH.facts(&text, Granularity::Full)),
        1 => drop(ENGLISH.mentions(&text)),
        2 => drop(ENGLISH.quotes(&text)),
        _ => {
            let line = text.lines().next().unwrap_or("");
            ENGLISH.facts_of_tokens(line, Granularity::Standard);
        }
    }
}

/// A file of articles: sniffed, then read as each form whatever it is.
pub fn articles(bytes: &[u8]) {
    for format in std::iter::once(None).chain(InputFormat::ALL.iter().copied().map(Some)) {
        each_article(bytes, format);
    }
}

/// A saved page.
pub fn html(bytes: &[u8]) {
    for text in each_article(bytes, Some(InputFormat::Html)) {
        assert!(!text.trim().is_empty(), "an article without text");
        // A description in JSON may be longer than what is seen, and each character of it as an entity is no longer.
        assert!(text.len() <= 3 * bytes.len(), "more text than page");
    }
}

/// An RSS or Atom file.
pub fn feed(bytes: &[u8]) {
    each_article(bytes, Some(InputFormat::Feed));
}

/// A web archive, packed or not.
pub fn warc(bytes: &[u8]) {
    each_article(bytes, Some(InputFormat::Warc));
}

/// A file that says it is packed, as it is; any other bytes, packed by us, are read as they are unpacked.
pub fn packed(bytes: &[u8]) {
    let plain = each_article(bytes, None);
    // What is packed already may now be packed too often.
    if matches!(
        bytes,
        [0x1f, 0x8b, ..] | [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..]
    ) {
        return;
    }
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(bytes).expect("memory");
    let level = ruzstd::encoding::CompressionLevel::Fastest;
    for packed in [
        gzip.finish().expect("memory"),
        ruzstd::encoding::compress_to_vec(bytes, level),
    ] {
        assert!(each_article(&packed, None) == plain, "packed it is read otherwise");
    }
}

/// The texts of the articles in a file. Each article, written as a line of JSON, is read back the same.
fn each_article(bytes: &[u8], format: Option<InputFormat>) -> Vec<String> {
    let options = ReadOptions {
        format,
        any_language: true,
        ..ReadOptions::default()
    };
    let mut texts = Vec::new();
    for article in read_articles(bytes, "fuzz", &options) {
        let article = match article {
            Ok(article) => article,
            Err(error) => {
                assert!(!error.to_string().is_empty());
                continue;
            }
        };
        drop(Document::from(&article));
        let line = serde_json::json!({
            "id": article.id, "title": article.title, "date": article.date, "publisher": article.publisher,
            "byline": article.byline, "url": article.url, "text": article.text,
        });
        let options = ReadOptions {
            format: Some(InputFormat::Jsonl),
            ..options.clone()
        };
        let again = read_articles(line.to_string().as_bytes(), "again", &options).next();
        let again = again.expect("an article").expect("what is written is read");
        let filled = |value: &Option<String>| value.clone().filter(|value| !value.trim().is_empty());
        assert!(again.id == article.id || article.id.trim().is_empty(), "another id");
        assert!(
            again.text == article.text && again.date == article.date,
            "another article"
        );
        for (value, given) in [
            (again.title, &article.title),
            (again.publisher, &article.publisher),
            (again.byline, &article.byline),
            (again.url, &article.url),
        ] {
            assert!(value == filled(given), "{value:?} of {given:?}");
        }
        texts.push(article.text);
    }
    texts
}

/// A network file: what is read is written in every format, and read back the same.
pub fn graph(bytes: &[u8]) {
    if let Ok(network) = newsgraph::graph::read(bytes) {
        read_back(&network);
        every_format(&network);
        every_analysis(&network);
    }
}

/// Lines of a network, each taken for itself and all together; in any order they are one network.
pub fn jsonl(bytes: &[u8]) {
    let Ok(network) = newsgraph::graph::read(bytes) else {
        return;
    };
    let mut lines: Vec<&[u8]> = bytes.split(|&b| b == b'\n').collect();
    lines.reverse();
    if let Ok(turned) = newsgraph::graph::read(&lines.join(&b'\n')) {
        assert!(json(&turned) == json(&network), "the order of lines shows");
    }
    read_back(&network);
    let mut twice = network.clone();
    twice.merge(&network);
    assert!(json(&twice) == json(&network), "merging with itself changes it");
}

/// The three tables of a network in one file, between lines of `=`.
pub fn csv(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.split("\n=\n");
    let mut part = || parts.next().unwrap_or("");
    let tables = Tables {
        evidence: part(),
        documents: part(),
        names: part(),
    };
    if let Ok(network) = read_csv(tables) {
        read_back(&network);
    }
}

/// A table of GDELT events.
pub fn gdelt(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    is_gdelt(&text);
    if let Ok(network) = read_gdelt(&text) {
        read_back(&network);
    }
}

/// A file of relations and the words that state them, and an article made of its own first words. To lay it over the built-in relations takes
/// longer, so that it is done to one in eight.
pub fn lexicon(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(alone) = Vocabulary::default().with_user("fuzz.toml", &text) else {
        return;
    };
    let vocabulary = match bytes.len() % 8 {
        0 => Vocabulary::english().with_user("fuzz.toml", &text),
        _ => Ok(alone),
    };
    if let Ok(vocabulary) = vocabulary {
        network_of(&ENGLISH.clone().with_vocabulary(vocabulary), start_of(&text));
    }
}

/// A file of actors, and an article made of its own first words. It is laid over no other actors or, one in eight, over the built-in ones.
pub fn actors(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(mut registry) = Registry::default().with_user("fuzz.toml", &text) else {
        return;
    };
    if bytes.len().is_multiple_of(8) {
        match Registry::builtin().clone().with_user("fuzz.toml", &text) {
            Ok(known) => registry = known,
            Err(_) => return,
        }
    }
    let network = network_of(&ENGLISH.clone().with_registry(registry.clone()), start_of(&text));
    read_back(&network.identified(&registry));
}

/// Some words of a text.
fn start_of(text: &str) -> &str {
    &text[..text.char_indices().nth(400).map_or(text.len(), |(at, _)| at)]
}

/// The built-in model with some bytes changed: six bytes of input are a place (four bytes) and what to add there; an odd byte at the end
/// cuts the model short. It is refused, or it parses.
pub fn model(bytes: &[u8]) {
    static MODEL: LazyLock<Mutex<Vec<u8>>> = LazyLock::new(|| Mutex::new(Analyzer::english_bytes().to_vec()));
    let mut model = MODEL.lock().unwrap_or_else(|broken| broken.into_inner());
    model.clear();
    model.extend(Analyzer::english_bytes());
    let (patches, rest) = bytes.as_chunks::<6>();
    for [a, b, c, d, low, high] in patches {
        let place = u32::from_le_bytes([*a, *b, *c, *d]) as usize % model.len();
        for (at, add) in [(place, low), (place + 1, high)] {
            if let Some(byte) = model.get_mut(at) {
                *byte = byte.wrapping_add(*add);
            }
        }
    }
    if let [cut, ..] = rest {
        let length = model.len() / 256 * *cut as usize;
        model.truncate(length);
    }
    if let Ok(analyzer) = Analyzer::from_bytes(&model) {
        let text = "Paris backed Berlin's plan, the envoy said in Geneva on Monday. It did not help them.";
        for sentence in split::split(text) {
            analyzer.parse(text, &sentence);
        }
    }
}

/// A question to a network, and the words of a filter.
pub fn pattern(bytes: &[u8]) {
    static NETWORK: LazyLock<Network> =
        LazyLock::new(|| newsgraph::graph::read(include_bytes!("../../docs/schema/example.json")).expect("a network"));
    let text = String::from_utf8_lossy(bytes);
    let names = Names::of(&NETWORK).with_vocabulary(Vocabulary::english());
    if let Ok(pattern) = text.parse::<Pattern>() {
        let shown = pattern.to_string();
        let again: Pattern = shown.parse().unwrap_or_else(|e| panic!("{shown:?} of {text:?}: {e}"));
        assert_eq!(again.to_string(), shown);
        let found = pattern.chains(&NETWORK, &names, 50).map_err(|e| e.to_string());
        assert_eq!(
            again.chains(&NETWORK, &names, 50).map_err(|e| e.to_string()).is_ok(),
            found.is_ok()
        );
    }
    let mut words = text.lines().map(str::to_owned);
    let mut word = || words.next();
    let _ = (
        check_day(&text),
        kind(&text),
        names.actors(&text),
        names.relations(&text),
    );
    let filter = Filter {
        actor: word().into_iter().collect(),
        relation: word().into_iter().collect(),
        since: word(),
        until: word(),
        ..Filter::default()
    };
    if let Ok(part) = NETWORK.subgraph(&filter) {
        read_back(&part);
    }
}

fn network_of(extractor: &Extractor, text: &str) -> Network {
    let article = Article::new("fuzz", text);
    let found = extractor.extract(&article);
    let mut network = Network::new();
    network.add_cast(&Document::from(&article), &found.cast, &found.observations);
    network
}

fn json(network: &Network) -> Vec<u8> {
    let mut out = Vec::new();
    write_json(network, &mut out).expect("memory");
    out
}

/// Our own formats lose nothing.
fn read_back(network: &Network) {
    let whole = json(network);
    let read = newsgraph::graph::read(&whole).expect("what is written is read");
    assert!(json(&read) == whole, "JSON is not read back");
    let mut lines = Vec::new();
    write_jsonl(network, &mut lines).expect("memory");
    if !lines.is_empty() {
        let read = newsgraph::graph::read(&lines).expect("what is written is read");
        assert!(json(&read) == whole, "JSON Lines are not read back");
    }
    let table = |part| {
        let mut out = Vec::new();
        let written = OutputFormat::Csv.write_part(part, network, &Options::default(), &mut out);
        written.expect("memory");
        String::from_utf8(out).expect("text")
    };
    let [evidence, documents, names] = TABLES.map(table);
    let tables = Tables {
        evidence: &evidence,
        documents: &documents,
        names: &names,
    };
    let read = read_csv(tables).expect("what is written is read");
    assert!(json(&read) == whole, "CSV is not read back");
}

/// Every format is written, but for the picture that another program draws.
fn every_format(network: &Network) {
    for &format in OutputFormat::ALL.iter().filter(|&&format| format != OutputFormat::Png) {
        let parts = match format.parts() {
            [] => &[""],
            parts => parts,
        };
        for part in parts {
            let mut out = Vec::new();
            // Too large for its program is an answer.
            if format.write_part(part, network, &Options::default(), &mut out).is_ok() && format != OutputFormat::Json {
                assert!(std::str::from_utf8(&out).is_ok(), "{}", format.name());
            }
        }
    }
}

/// Everything that is worked out of a network, and a document out again.
fn every_analysis(network: &Network) {
    Stats::of(network, 5);
    Sources::of(network).copies();
    let signed = Signed::of(network, Basis::default());
    Blocs::of(&signed);
    Balance::of(&signed, 5);
    Brokers::of(network, Basis::default(), RankBy::default(), 5);
    let all: BTreeSet<&str> = network.nodes().map(|node| node.actor.id.as_str()).collect();
    let one: BTreeSet<&str> = all.first().copied().into_iter().collect();
    let other: BTreeSet<&str> = all.last().copied().into_iter().collect();
    paths(network, &one, &other, 3, 10, false);
    Agreement::of(network, &one, &other, Basis::default());
    for period in [Period::Week, Period::Month, Period::Year] {
        stances(network, Some(period));
        timeline(network, &one, &all, &Officers::of(network, &one), period);
    }
    assert!(Diff::of(network, network).is_empty());
    let known = network.clone().identified(Registry::builtin());
    assert!(
        json(&known.clone().identified(Registry::builtin())) == json(&known),
        "who is who changes"
    );
    if let Some(document) = network.documents().next() {
        let mut rest = network.clone();
        assert!(rest.drop_document(&document.id));
        rest.merge(network);
        assert!(json(&rest) == json(network), "out and in again is not the same");
    }
}
