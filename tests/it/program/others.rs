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
