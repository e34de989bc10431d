//! What other programs make of our files. Those that are not there are passed over, but not on the build machine.

use crate::place::{Place, articles, have, run};
use std::process::Command;

#[test]
fn graphviz_draws_it() {
    if !have("dot", &["-V"]) {
        return;
    }
    let place = Place::new("graphviz").with_articles();
    // The texts alone: Graphviz takes minutes for all edges of fifty articles.
    let texts = articles()
        .into_iter()
        .map(|(name, _)| format!("examples/articles/{name}"));
    let texts: Vec<String> = texts.collect();
    for top in ["5", "40", "1000"] {
        let mut args = vec!["export", "-q", "--top", top, "-o", "net.dot"];
        args.extend(texts.iter().map(String::as_str));
        place.run(&args).code(0);
        let ran = run(
            Command::new("dot")
                .args(["-Tsvg", "net.dot"])
                .current_dir(place.path("")),
            b"",
        )
        .code(0);
        assert_eq!(ran.err, "", "no warnings");
        assert!(ran.out.contains("<svg") && ran.out.contains("id=\"country:"));
    }
}

#[test]
fn a_png_is_drawn_or_the_way_out_is_told() {
    let place = Place::new("png");
    place.write("one.txt", "France backs Ukraine.");
    let png = |path: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsgraph"));
        command.args(["build", "one.txt", "-q", "-o", "net.png"]);
        run(command.env("PATH", path).current_dir(place.path("")), b"")
    };
    png("").code(4).says(&["net.png", "Graphviz", "net.svg"]);
    assert_eq!(place.files(), ["one.txt"]);
    if have("dot", &["-V"]) {
        png(&std::env::var("PATH").expect("a path")).code(0);
        let picture = std::fs::read(place.path("net.png")).expect("a picture");
        assert!(picture.starts_with(b"\x89PNG") && picture.len() > 1000);
    }
}

const LOAD: &str = "
import json, sys, networkx
net = networkx.node_link_graph(json.load(open('net.json')))
assert net.is_directed() and net.is_multigraph()
for source, target, edge in net.edges(data=True):
    assert edge['evidence'][0]['quote'] and edge['sign'] in (-1, 0, 1)
print(net.number_of_nodes(), net.number_of_edges())
";

#[test]
fn networkx_loads_it() {
    if !have("python3", &["-c", "import networkx"]) {
        return;
    }
    let place = Place::new("networkx").with_articles();
    place
        .run(&["build", "examples/articles", "-q", "-o", "net.json"])
        .code(0);
    let net: serde_json::Value = serde_json::from_str(&place.read("net.json")).expect("JSON");
    let count = |what: &str| net[what].as_array().expect("a list").len();
    let ran = run(
        Command::new("python3").args(["-c", LOAD]).current_dir(place.path("")),
        b"",
    )
    .code(0);
    assert_eq!(ran.out, format!("{} {}\n", count("nodes"), count("edges")));
}

/// PageRank, betweenness, constraint and triangles as networkx has them, of what our file holds.
const COMPARE: &str = "
import json, networkx
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python as pagerank
net = networkx.node_link_graph(json.load(open('net.json')))
arrows, ties = networkx.DiGraph(), networkx.Graph()
structural = {'holds-office', 'leads', 'member-of', 'part-of', 'located-in', 'represents', 'nationality', 'employs', 'alias-of'}
def add(graph, a, b, weight):
    before = graph[a][b]['weight'] if graph.has_edge(a, b) else 0
    graph.add_edge(a, b, weight=before + weight)
votes = {}
for source, target, edge in net.edges(data=True):
    if edge['relation'] in structural or source == target:
        continue
    texts = {e['doc'] for e in edge['evidence']}
    add(arrows, source, target, len(texts))
    if edge['symmetric']:
        add(arrows, target, source, len(texts))
    stance = edge['sign'] * (1 if edge['polarity'] == 'affirmed' else -1)
    for e in edge['evidence']:
        if stance:
            kind = (e['holder'] is None, e['modality'] == 'actual')
            votes.setdefault((source, target), set()).add((e['doc'], kind, stance))
for (source, target), cast in votes.items():
    add(ties, source, target, sum(stance for *_, stance in cast))
ties.remove_edges_from([(a, b) for a, b, weight in ties.edges(data='weight') if weight == 0])
both = networkx.Graph()
for a, b, weight in arrows.edges(data='weight'):
    add(both, a, b, weight)
said = {b['id']: b for b in json.load(open('brokers.json'))['brokers']}
assert set(said) == set(arrows), set(said) ^ set(arrows)
for ours, theirs in [
    ('pagerank', pagerank(arrows, tol=1e-13, max_iter=1000)),
    ('betweenness', networkx.betweenness_centrality(both)),
    ('constraint', networkx.constraint(both, nodes=list(both), weight='weight')),
]:
    for actor, value in theirs.items():
        assert abs(said[actor][ours] - value) < 1e-8, (ours, actor, said[actor][ours], value)
balance = json.load(open('balance.json'))
assert sum(networkx.triangles(ties).values()) // 3 == sum(balance['triads'].values())
assert ties.number_of_edges() == balance['ties']
print(len(said), sum(balance['triads'].values()))
";

#[test]
fn networkx_measures_the_same() {
    if !have("python3", &["-c", "import networkx"]) {
        return;
    }
    let place = Place::new("measures").with_articles();
    place
        .run(&["build", "examples/articles", "-q", "-o", "net.json"])
        .code(0);
    // Without the sketches by which copies are told, every article is a text of its own, as for the measures to compare with.
    let mut net: serde_json::Value = serde_json::from_str(&place.read("net.json")).expect("JSON");
    for document in net["graph"]["documents"].as_array_mut().expect("documents") {
        document.as_object_mut().expect("a record").remove("sketch");
    }
    place.write("net.json", net.to_string());
    for command in ["brokers", "balance"] {
        let args = [
            command, "net.json", "-q", "-f", "json", "--limit", "9999", "--claims", "--plans",
        ];
        let ran = place.run(&args).code(0);
        place.write(&format!("{command}.json"), ran.out);
    }
    let ran = run(
        Command::new("python3")
            .args(["-c", COMPARE])
            .current_dir(place.path("")),
        b"",
    )
    .code(0);
    assert_ne!(ran.out, "0 0\n");
}
