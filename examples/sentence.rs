//! One sentence to its relations: `cargo run --example sentence "Hungary opposes the plan of the European Union."`

use newsgraph::Article;
use newsgraph::extract::Extractor;
use newsgraph::extract::relation::Polarity;

fn main() {
    let given = std::env::args().nth(1);
    let text = given
        .unwrap_or_else(|| "Poland's prime minister, Donald Tusk, accused Russia of attacking Ukraine.".to_string());

    // The extractor holds models and word lists. Make one and share it: it is the slow part of a short run.
    let extractor = Extractor::english();

    // Any text is an article. Its id is what the evidence will cite.
    let found = extractor.extract(&Article::new("example", text));

    for o in &found.observations {
        let not = if o.polarity == Polarity::Negated { "not " } else { "" };
        let target = o.target_label.as_deref().unwrap_or("?");
        println!("{} -{not}{}-> {target}", o.source_label, o.relation);

        // The labels are canonical; these are the words of the sentence, and the word that makes the relation.
        println!("    said by: \"{}\" in \"{}\"", o.trigger, o.quote);
        println!("    because: {}", o.rule);

        // A claim is not a fact: the holder is whose claim it is.
        if let Some(holder) = &o.holder_label {
            println!("    claimed by: {holder}");
        }
    }
}
