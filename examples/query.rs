//! Who opposes whom, and where is it said: `cargo run --example query graphs/all.json`

use newsgraph::graph::query::{Names, Pattern, rows};
use newsgraph::graph::{self, Filter};
use std::fs;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).unwrap_or_else(|| "graphs/all.json".to_string());
    let network = graph::read(&fs::read(&file)?)?;

    // A pattern is an edge with blanks. The sign stands for every relation that is against someone: criticizes, accuses,
    // sanctions and the like, and the negation of what is for someone.
    let pattern: Pattern = "? -[-]-> ?".parse()?;

    // Names are looked up as people write them: "Kyiv", "UKRAINE" and "country:ua" are one actor.
    let names = Names::of(&network);
    for chain in pattern.chains(&network, &names, 5)? {
        for edge in chain.edges {
            println!(
                "{} -{}-> {}",
                network.label(&edge.source),
                edge.relation,
                network.label(edge.target())
            );
            for evidence in &edge.evidence {
                println!("    \"{}\" ({})", evidence.quote, evidence.doc);
            }
        }
    }

    // Filters say the same with words, and give a network again. Here: against Russia, and stated by the articles
    // themselves rather than claimed by someone in them.
    let filter = Filter {
        target: vec!["Moscow".into()],
        sign: vec![-1],
        no_claims: true,
        ..Filter::default()
    };
    let against = network.subgraph(&filter)?;
    println!("\nagainst Russia:");
    for row in rows(&against, against.edges()) {
        println!(
            "    {} {} {}",
            row.source_label,
            row.relation,
            row.target_label.unwrap_or("?")
        );
    }
    Ok(())
}
