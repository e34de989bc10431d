//! Load, merge, analyse and save one network, and tell the seconds of each: the other half of `benches/networkx.py`.
//!
//!     cargo bench --bench scale -- FILE OUT       loads, analyses, saves
//!     cargo bench --bench scale -- A B OUT        loads two, merges, saves
//!
//! A line an operation: its name, seconds, and what came out, to compare with what others find.

use newsgraph::graph::index::Way;
use newsgraph::graph::{self, Index, Network, store};
use std::fs::File;
use std::hint::black_box;
use std::io::{BufWriter, Write};
use std::sync::LazyLock;
use std::time::Instant;

fn main() {
    let mut files: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let Some(out) = files.pop() else {
        println!("name files: benches/networkx.py does");
        return;
    };
    match files.as_slice() {
        [one] => {
            let network = time("load", || load(one), |n| n.edges().count().to_string());
            analyse(&network);
            time("save", || save(&network, &out), |_| String::new());
            std::mem::forget(network);
        }
        [one, two] => {
            let (mut one, two) = (load(one), load(two));
            time(
                "merge",
                || black_box(one.merge(&two)),
                |conflicts| conflicts.len().to_string(),
            );
            save(&one, &out);
            std::mem::forget((one, two));
        }
        _ => panic!("expected FILE OUT or A B OUT"),
    }
}

fn time<T>(name: &str, work: impl FnOnce() -> T, told: impl FnOnce(&T) -> String) -> T {
    let start = processor();
    let made = work();
    let seconds = processor() - start;
    println!("{name}\t{seconds:.6}\t{}", told(&made));
    made
}

/// Seconds of processor time of this thread so far, which a busy machine changes little; by the clock where Linux is not.
fn processor() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let told = told.and_then(|told| told.split(' ').next()?.parse::<f64>().ok());
    told.map_or_else(|| START.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

fn load(path: &str) -> Network {
    let bytes = std::fs::read(path).expect("a file that can be read");
    graph::read(&bytes).expect("a network")
}

fn save(network: &Network, path: &str) {
    let mut out = BufWriter::new(File::create(path).expect("a file that can be written"));
    store::write_json(network, &mut out).expect("written");
    out.flush().expect("written");
}

fn analyse(network: &Network) {
    let of = |n: usize| (0..20).map(move |i| i * n / 20);
    time(
        "neighbourhood",
        || {
            let index = Index::of(network);
            let mut found = 0;
            for start in of(index.n_nodes()) {
                let near = index.near([start], Way::Along, 2);
                let mut is_near = vec![false; index.n_nodes()];
                near.iter().for_each(|&node| is_near[node] = true);
                let edges = near.iter().flat_map(|&node| index.along(node, Way::Along));
                found += edges.filter(|&(_, there)| is_near[there]).count();
            }
            found
        },
        usize::to_string,
    );
    time(
        "path",
        || {
            let index = Index::of(network);
            let ends = of(index.n_nodes()).zip(of(index.n_nodes()).skip(1));
            let length = |(from, to)| index.shortest(from, to, Way::Along).map_or(0, |path| path.len());
            ends.map(length).sum::<usize>()
        },
        usize::to_string,
    );
}
