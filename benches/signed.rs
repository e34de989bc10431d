//! How the signed analyses grow: seconds of work by size, for docs/analysis.md. Minutes and gigabytes at the largest.
//!
//!     cargo bench --bench signed

use newsgraph::extract::relation::Observation;
use newsgraph::graph::Network;
use newsgraph::graph::analysis::{Agreement, Balance, Basis, Blocs, Brokers, RankBy, Signed, stances};

/// As the program has it.
#[cfg(feature = "allocator")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// xorshift64*: the same network on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize) % n
    }
}

/// Two factions with a tenth of the signs turned; a few actors are in many edges, as in the news.
fn network(edges: usize) -> Network {
    let blank: Observation = serde_json::from_str(include_str!("../tests/graph/blank.json")).expect("an observation");
    let mut random = Random(7u64.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let actors = edges / 5;
    let mut all = Vec::with_capacity(edges);
    for i in 0..edges {
        let mut pick = || random.below(actors) * random.below(actors) / actors;
        let (a, b) = (pick(), pick());
        let friends = (a % 2 == b % 2) != (random.below(10) == 0);
        all.push(Observation {
            doc: format!("d{}", i / 20),
            source: format!("person:{a}"),
            target: Some(format!("person:{b}")),
            relation: if friends { "supports" } else { "opposes" }.into(),
            sign: if friends { 1 } else { -1 },
            ..blank.clone()
        });
    }
    Network::from_observations(all)
}

/// Seconds that this thread has worked: a busy machine takes longer for the same work. Only Linux tells.
fn seconds() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux");
    let nanoseconds: f64 = told
        .split(' ')
        .next()
        .and_then(|n| n.parse().ok())
        .expect("nanoseconds");
    nanoseconds / 1e9
}

fn main() {
    let names = [
        "edges",
        "ties",
        "signed",
        "blocs",
        "balance",
        "brokers",
        "stances",
        "agreement",
    ];
    println!("{}", names.map(|name| format!("{name:>9}")).join(" "));
    for edges in [10_000, 100_000, 1_000_000] {
        let net = network(edges);
        let mut times = vec![seconds()];
        let mut pass = || times.push(seconds());
        let signed = Signed::of(&net, Basis::default());
        pass();
        let blocs = Blocs::of(&signed);
        pass();
        let balance = Balance::of(&signed, 5);
        pass();
        let brokers = Brokers::of(&net, Basis::default(), RankBy::Betweenness, 10);
        pass();
        let stances = stances(&net, None);
        pass();
        // Two that are in many edges.
        let agreement = Agreement::of(&net, &["person:0"].into(), &["person:1"].into(), Basis::default());
        pass();
        assert!(blocs.ties == balance.ties && brokers.brokers.len() == 10);
        assert!(stances.len() >= balance.ties && !agreement.issues.is_empty());
        let steps = times.windows(2).map(|step| format!("{:>9.3}", step[1] - step[0]));
        let steps: Vec<String> = steps.collect();
        println!("{:>9} {:>9} {}", net.edges().count(), balance.ties, steps.join(" "));
    }
}
