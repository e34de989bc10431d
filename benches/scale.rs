//! Load, merge, analyse and save one network, and tell the seconds of each: the other half of `benches/networks.py`.
//!
//!     cargo bench --bench scale -- FILE OUT       loads, analyses, saves
//!     cargo bench --bench scale -- A B OUT        loads two, merges, saves
//!
//! A line an operation: its name, seconds, and what came out, to compare with what others find.

use newsgraph::graph::analysis::index_pagerank;
use newsgraph::graph::index::Way;
use newsgraph::graph::{Edge, Index, Network, store};
use std::fs::File;
use std::hint::black_box;
use std::io::{BufWriter, Read, Seek, Write};
use std::sync::LazyLock;
use std::time::Instant;

/// As the program has it.
#[cfg(feature = "allocator")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let mut files: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let Some(out) = files.pop() else {
        println!("name files: benches/networks.py does");
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
            let (one, two) = (load(one), load(two));
            let merged = || {
                let mut one = one;
                assert_eq!(one.merge(&two), [], "parts of one network do not contradict each other");
                one
            };
            let merged = time("merge", merged, |n| n.edges().count().to_string());
            save(&merged, &out);
            std::mem::forget((merged, two));
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
    // Opening it takes longer than some of what is measured.
    static TOLD: LazyLock<Option<File>> = LazyLock::new(|| File::open("/proc/thread-self/schedstat").ok());
    let told = |mut file: &File| {
        let mut text = [0; 64];
        file.rewind().ok()?;
        let n = file.read(&mut text).ok()?;
        str::from_utf8(&text[..n]).ok()?.split(' ').next()?.parse::<f64>().ok()
    };
    // The kernel brings its count up to date when a thread steps aside.
    std::thread::yield_now();
    let told = TOLD.as_ref().and_then(told);
    told.map_or_else(|| START.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

fn load(path: &str) -> Network {
    let mut file = File::open(path).expect("a file that can be read");
    store::read_from(&mut file).expect("a network")
}

fn save(network: &Network, path: &str) {
    let mut out = BufWriter::new(File::create(path).expect("a file that can be written"));
    store::write_json(network, &mut out).expect("written");
    out.flush().expect("written");
}

fn analyse(network: &Network) {
    let some = |n: usize| (0..20).map(move |i| i * n / 20);
    let index = time("index", || Index::of(network), |_| String::new());
    let neighbourhoods = || {
        some(index.n_nodes())
            .map(|start| neighbourhood(&index, start))
            .sum::<usize>()
    };
    time("neighbourhood", neighbourhoods, usize::to_string);
    let paths = || {
        let ends = some(index.n_nodes()).zip(some(index.n_nodes()).skip(1));
        let length = |(from, to)| index.shortest(from, to, Way::Along).map_or(0, |path| path.len());
        ends.map(length).sum::<usize>()
    };
    time("path", paths, usize::to_string);
    let rank = || {
        // networkx ends when the ranks change by a millionth on average.
        let rank = index_pagerank(&index, |edge| edge.weight() as f64, 1e-6 * index.n_nodes() as f64);
        let first = (0..rank.len()).max_by(|&a, &b| rank[a].total_cmp(&rank[b]));
        first.map_or(String::new(), |node| index.id(node).to_owned())
    };
    time("pagerank", rank, String::clone);
}

/// The edges between the actors at most two steps away, as a list; how many they are.
fn neighbourhood(index: &Index, start: usize) -> usize {
    let near = index.near([start], Way::Along, 2);
    let mut is_near = vec![false; index.n_nodes()];
    near.iter().for_each(|&node| is_near[node] = true);
    let edges = near.iter().flat_map(|&node| index.along(node, Way::Along));
    let edges: Vec<&Edge> = edges
        .filter(|&(_, there)| is_near[there])
        .map(|(edge, _)| index.edge(edge))
        .collect();
    black_box(edges).len()
}
