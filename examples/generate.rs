//! A network of any size from a seed, to measure with: `cargo run --release --example generate -- EDGES SEED -o FILE`
//!
//! A few actors have many edges and most have few, an edge has one to three quotes, and there is an article for every
//! fifteen edges. `--part 1/2` keeps every second article, so that the parts merge to the whole. The extension of FILE tells
//! the format, json or jsonl. The same numbers give the same bytes.

use newsgraph::extract::actor::{Actor, Kind};
use newsgraph::extract::relation::{Confidence, Modality, Observation, Polarity};
use newsgraph::graph::{Network, OutputFormat, export::Options};
use newsgraph::{Article, CharOffsets, Document, Span};
use std::collections::HashSet;
use std::io::Write;

const USAGE: &str = "usage: generate EDGES SEED -o FILE [--part I/N]";

/// Relation, verb, PLOVER, CAMEO, sign, symmetric.
const RELATIONS: [(&str, &str, &str, &str, i8, bool); 8] = [
    ("supports", "backed", "SUPPORT", "050", 1, false),
    ("criticizes", "criticised", "ACCUSE", "111", -1, false),
    ("meets", "met", "CONSULT", "040", 0, true),
    ("aids", "helped", "AID", "070", 1, false),
    ("attacks", "attacked", "ASSAULT", "190", -1, false),
    ("threatens", "threatened", "THREATEN", "130", -1, false),
    ("sanctions", "punished", "SANCTION", "163", -1, false),
    ("praises", "praised", "SUPPORT", "051", 1, false),
];
const SYLLABLES: [&str; 16] = [
    "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "né", "po", "ra", "še", "ti", "vo",
];
const TOPICS: [&str; 6] = [
    "the harbour",
    "two bridges",
    "grain",
    "the new tariff",
    "fishing rights",
    "the census",
];

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }

    /// Small numbers often: the first thousandth of the actors has a tenth of the ends.
    fn skewed(&mut self, n: usize) -> usize {
        let u = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        ((n as f64) * u * u * u) as usize
    }
}

/// A statement that waits for its article: source, relation, target, polarity.
type Statement = (u32, u8, u32, Polarity);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (n_edges, seed, file, part) = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [edges, seed, "-o", file] => (edges.parse()?, seed.parse()?, file, (0, 1)),
        [edges, seed, "-o", file, "--part", part] => {
            let (i, n) = part.split_once('/').ok_or(USAGE)?;
            (
                edges.parse()?,
                seed.parse()?,
                file,
                (i.parse::<usize>()? - 1, n.parse()?),
            )
        }
        _ => return Err(USAGE.into()),
    };
    let format = OutputFormat::from_path(file).ok_or(USAGE)?;
    let network = network(n_edges, &mut Random(seed), |article| article % part.1 == part.0);
    let mut out = std::io::BufWriter::new(std::fs::File::create(file)?);
    format.write(&network, &Options::default(), &mut out)?;
    Ok(out.flush()?)
}

fn network(n_edges: usize, random: &mut Random, keep: impl Fn(usize) -> bool) -> Network {
    let n_actors = n_edges / 6 + 10;
    let n_articles = n_edges / 15 + 1;
    let mut articles: Vec<Vec<Statement>> = vec![Vec::new(); n_articles];
    let mut known = HashSet::new();
    while known.len() < n_edges {
        let (a, b) = (random.skewed(n_actors) as u32, random.skewed(n_actors) as u32);
        let relation = random.skewed(RELATIONS.len()) as u8;
        let negated = random.below(16) == 0;
        // One that holds both ways is one edge whichever end comes first.
        let ends = if RELATIONS[relation as usize].5 {
            (a.min(b), a.max(b))
        } else {
            (a, b)
        };
        if a == b || !known.insert((ends, relation, negated)) {
            continue;
        }
        let polarity = if negated { Polarity::Negated } else { Polarity::Affirmed };
        for _ in 0..[1, 1, 1, 2, 2, 3][random.below(6)] {
            articles[random.below(n_articles)].push((a, relation, b, polarity));
        }
    }
    let mut network = Network::new();
    for (i, statements) in articles.iter().enumerate() {
        let (document, actors, observations) = article(i, n_actors, statements);
        if keep(i) {
            network.add(&document, &actors, &observations);
        }
    }
    network
}

/// An article that says it in plain sentences, with what an extractor would find in it.
fn article(i: usize, n_actors: usize, statements: &[Statement]) -> (Document, Vec<Actor>, Vec<Observation>) {
    let mut random = Random(i as u64);
    let mut text = String::new();
    let (mut found, mut actors) = (Vec::new(), Vec::new());
    for &(a, relation, b, polarity) in statements {
        let (relation, verb, plover, cameo, sign, symmetric) = RELATIONS[relation as usize];
        let start = text.len();
        let mut add = |words: &str| {
            let at = text.len();
            text.push_str(words);
            Span::new(at, text.len())
        };
        let [source, target] = [a, b].map(|n| actor(n as usize));
        let holder = (random.below(5) == 0).then(|| actor(random.skewed(n_actors)));
        let source_bytes = add(&source.label);
        add(if polarity == Polarity::Negated { " never " } else { " " });
        let trigger_bytes = add(verb);
        add(" ");
        let target_bytes = add(&target.label);
        add(" over ");
        let topic = TOPICS[random.below(TOPICS.len())];
        add(topic);
        if let Some(holder) = &holder {
            add(&format!(", {} said", holder.label));
        }
        add(&format!(" on day {} of the talks.", random.below(1000)));
        let bytes = Span::new(start, text.len());
        text.push('\n');
        found.push(Observation {
            doc: format!("a{i:06}"),
            sent: found.len() as u32,
            source_text: source.label.clone(),
            target_text: Some(target.label.clone()),
            source_label: source.label.clone(),
            target_label: Some(target.label.clone()),
            source: source.id.clone(),
            target: Some(target.id.clone()),
            source_bytes,
            source_chars: Span::default(),
            target_bytes: Some(target_bytes),
            target_chars: Some(Span::default()),
            trigger: verb.into(),
            trigger_bytes,
            trigger_chars: Span::default(),
            relation: relation.into(),
            plover: (polarity == Polarity::Affirmed).then(|| plover.into()),
            cameo: (polarity == Polarity::Affirmed).then(|| cameo.into()),
            sign,
            symmetric,
            polarity,
            modality: [Modality::Actual, Modality::Planned][random.below(8) / 7],
            holder: holder.as_ref().map(|holder| holder.id.clone()),
            holder_label: holder.as_ref().map(|holder| holder.label.clone()),
            title: None,
            about: Some(topic.into()),
            amount: None,
            date: None,
            date_text: None,
            quote: text[bytes.range()].into(),
            bytes,
            chars: Span::default(),
            rule: format!("{relation}:A {verb} B/active"),
            confidence: [Confidence::Medium, Confidence::High][random.below(2)],
        });
        actors.extend([source, target]);
        actors.extend(holder);
    }
    actors.sort();
    actors.dedup();
    let chars = CharOffsets::new(&text);
    for o in &mut found {
        o.chars = chars.of(o.bytes);
        o.trigger_chars = chars.of(o.trigger_bytes);
        o.source_chars = chars.of(o.source_bytes);
        o.target_chars = o.target_bytes.map(|bytes| chars.of(bytes));
    }
    let article = Article {
        title: Some(format!("Day {} of the talks", i % 1000)),
        date: Some(format!("20{:02}-{:02}-{:02}", 20 + i % 5, 1 + i % 12, 1 + i % 28)),
        publisher: Some(format!("Paper {}", i % 53)),
        url: Some(format!("https://paper{}.example/{i}", i % 53)),
        ..Article::new(format!("a{i:06}"), text)
    };
    (Document::from(&article), actors, found)
}

/// The actor of a number: always the same one, with a name made of syllables.
fn actor(n: usize) -> Actor {
    let (kind, prefix) = match n % 4 {
        0 => (Kind::Organization, "organization"),
        1 if n < 200 => (Kind::Country, "country"),
        _ => (Kind::Person, "person"),
    };
    let word = |mut n: usize| {
        let mut word = String::new();
        while n > 0 || word.len() < 4 {
            word.push_str(SYLLABLES[n % 16]);
            n /= 16;
        }
        let first = word.remove(0).to_ascii_uppercase();
        format!("{first}{word}")
    };
    let last = word(n.wrapping_mul(7919) % 9_999_991);
    let label = format!("{} {last}", word(n % 997));
    Actor {
        id: format!("{prefix}:{n}-{}", last.to_lowercase()),
        aliases: [last].into(),
        label,
        kind,
        wikidata: n.is_multiple_of(10).then(|| format!("Q{n}")),
    }
}
