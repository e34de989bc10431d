//! Two days of news into one network, and one day out again: `cargo run --example merge`

use newsgraph::extract::Extractor;
use newsgraph::graph::Network;
use newsgraph::{Article, Document};

fn main() {
    let extractor = Extractor::english();
    let backs = "France backs Ukraine. Serbia criticized Ukraine.";
    let praises = "Serbia criticized Ukraine. Germany praised France.";
    let monday = day(&extractor, "monday", "2024-03-04", backs);
    let tuesday = day(&extractor, "tuesday", "2024-03-05", praises);

    // A merge is a union: any order gives the same network, and what comes twice counts once.
    let mut week = monday.clone();
    week.merge(&tuesday);
    week.merge(&monday);
    show("both days", &week);

    // What both days state is one edge with two quotes, and knows its first and its last day.
    let both = week.edges().find(|edge| edge.weight() == 2);
    println!("{:?}\n", both.map(|edge| (&edge.first, &edge.last)));

    // An article that must be withdrawn leaves nothing behind, as if it had never been read.
    week.drop_document("tuesday");
    show("tuesday withdrawn", &week);
    assert_eq!(week, monday);
}

/// The network of one article.
fn day(extractor: &Extractor, id: &str, date: &str, text: &str) -> Network {
    let article = Article {
        date: Some(date.to_string()),
        ..Article::new(id, text)
    };
    let found = extractor.extract(&article);
    let mut network = Network::new();
    network.add_cast(&Document::from(&article), &found.cast, &found.observations);
    network
}

fn show(title: &str, network: &Network) {
    println!("{title}:");
    for edge in network.edges() {
        let (source, target) = (network.label(&edge.source), network.label(edge.target()));
        println!("  {source} -{}-> {target} ({})", edge.relation, edge.weight());
    }
    println!();
}
