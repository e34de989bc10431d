//! Small random networks that have all the odd things at once: shared actors, texts that differ under one id, one
//! place read twice, relations both ways, claims, nobody named.

use newsgraph::extract::actor::{Actor, Kind};
use newsgraph::extract::relation::{Confidence, Modality, Observation, Polarity};
use newsgraph::graph::Network;
use newsgraph::{Document, Sketch, Span};

/// xorshift64*, so that a failing seed fails everywhere.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize) % n
    }

    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    fn maybe(&mut self, of: &[&str]) -> Option<String> {
        (self.below(3) == 0).then(|| self.pick(of).to_owned())
    }

    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.below(i + 1));
        }
    }
}

pub type Article = (Document, Vec<Actor>, Vec<Observation>);

const ACTORS: [&str; 6] = [
    "country:fr",
    "country:ua",
    "person:x-y",
    "organization:nato",
    "group:a",
    "odd \"id\"\\\n",
];
const NAMES: [&str; 6] = ["France", "Paris", "the French", "Élysée", "<b>\"R&D\"\\N", "Ukraine"];

pub fn article(random: &mut Random) -> Article {
    let sha256 = random.pick(&["a", "b", "c"]).repeat(64);
    let document = Document {
        id: random.pick(&["monday", "tuesday", "x@aaaaaaaaaaaa", "x"]).into(),
        sha256: if random.below(8) == 0 { String::new() } else { sha256 },
        title: random.maybe(&["One", "Two"]),
        date: random.maybe(&["2024-01-01", "2024-02-02", "2023-12-31"]),
        publisher: random.maybe(&["AP", "AFP"]),
        byline: random.maybe(&["Ann Lee", "Jo \"Bo\" Wu, A|B"]),
        url: random.maybe(&["https://example.org/1", "javascript:alert(1)"]),
        sketch: random
            .maybe(&["one of two texts of which sketches were made", "the other text"])
            .map(|text: String| Sketch::of(&text)),
    };
    let actors = (0..random.below(4)).map(|_| actor(random)).collect();
    let observations = (0..random.below(8))
        .map(|_| observation(random, &document.id))
        .collect();
    (document, actors, observations)
}

fn actor(random: &mut Random) -> Actor {
    Actor {
        id: random.pick(&ACTORS).into(),
        label: random.pick(&NAMES).into(),
        kind: random.pick(&[Kind::Unknown, Kind::Country, Kind::Person]),
        aliases: (0..random.below(3)).map(|_| random.pick(&NAMES).to_owned()).collect(),
        wikidata: random.maybe(&["Q142", "Q90"]),
    }
}

fn observation(random: &mut Random, doc: &str) -> Observation {
    let start = random.below(4) * 10;
    let span = |random: &mut Random| {
        let start = start + random.below(3);
        Span::new(start, start + 2)
    };
    let target = (random.below(5) > 0).then(|| random.pick(&ACTORS).to_owned());
    let target_span = target.is_some().then(|| span(random));
    let holder = (random.below(3) == 0).then(|| random.pick(&ACTORS).to_owned());
    let relation = random.pick(&["supports", "meets", "holds-office"]);
    Observation {
        doc: doc.into(),
        sent: (start / 10) as u32,
        source: random.pick(&ACTORS).into(),
        source_label: random.pick(&NAMES).into(),
        target_label: target.as_ref().map(|_| random.pick(&NAMES).to_owned()),
        source_text: "ab".into(),
        target_text: target.as_ref().map(|_| "cd".into()),
        target,
        source_bytes: span(random),
        source_chars: span(random),
        target_bytes: target_span,
        target_chars: target_span,
        trigger: "backs".into(),
        trigger_bytes: span(random),
        trigger_chars: span(random),
        relation: relation.into(),
        plover: random.maybe(&["SUPPORT", "CONSULT"]),
        cameo: random.maybe(&["050", "040"]),
        // A relation's sign may differ between vocabularies.
        sign: random.pick(&[1, 1, 1, 0]),
        symmetric: relation == "meets" && random.below(4) > 0,
        polarity: random.pick(&[Polarity::Affirmed, Polarity::Negated]),
        modality: random.pick(&[Modality::Actual, Modality::Planned, Modality::Asked, Modality::Possible]),
        holder_label: holder.as_ref().map(|_| random.pick(&NAMES).to_owned()),
        holder,
        title: random.maybe(&["minister"]),
        about: random.maybe(&["the \"plan\"\n"]),
        amount: random.maybe(&["$1"]),
        date: random.maybe(&["2024-01-03", "2023-11-30"]),
        date_text: random.maybe(&["Monday"]),
        quote: "ab backs cd".into(),
        bytes: Span::new(start, start + 10),
        chars: Span::new(start, start + 10),
        rule: random.pick(&["supports:back/active", "supports:back/passive"]).into(),
        confidence: random.pick(&[Confidence::Low, Confidence::Medium, Confidence::High]),
    }
}

pub fn network(articles: &[Article]) -> Network {
    let mut network = Network::new();
    for (document, actors, observations) in articles {
        network.add(document, actors, observations);
    }
    network
}
