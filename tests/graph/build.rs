//! One article folded in: what is counted, and who is who.

use crate::fixture::{nato, network};
use newsgraph::Document;
use newsgraph::extract::actor::{Actor, ActorIndex, Cast, Form, Kind, Mention, MentionKind};
use newsgraph::graph::Network;

fn actor(label: &str, kind: Kind, aliases: &[&str]) -> Actor {
    Actor {
        id: "country:fr".into(),
        label: label.into(),
        kind,
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        wikidata: None,
    }
}

fn document(id: &str) -> Document {
    Document {
        id: id.into(),
        sha256: "0".repeat(64),
        ..Document::default()
    }
}

#[test]
fn a_cast_counts_every_mention() {
    let mention = |actor: Option<u32>| Mention {
        sentence: 0,
        head: 0,
        first: 0,
        end: 1,
        span: newsgraph::Span::new(0, 5),
        phrase: newsgraph::Span::new(0, 5),
        form: Form::Pronoun,
        kind: MentionKind::Loc,
        actor: actor.map(ActorIndex),
        known: true,
        inner: false,
        adjective: false,
    };
    let cast = Cast {
        actors: vec![actor("France", Kind::Country, &["Paris"])],
        mentions: [Some(0), None, Some(0), Some(0)].map(mention).to_vec(),
        ..Cast::default()
    };
    let mut network = Network::new();
    network.add_cast(&document("a"), &cast, &[]);
    network.add_cast(&document("b"), &cast, &[]);
    network.add_cast(&document("b"), &cast, &[]);
    assert_eq!(network.node("country:fr").unwrap().mentions, 6);
}

#[test]
fn most_documents_tell_who_it_is() {
    let mut network = Network::new();
    network.add(&document("a"), &[actor("Frankreich", Kind::Unknown, &["Paris"])], &[]);
    network.add(&document("b"), &[actor("France", Kind::Country, &["the French"])], &[]);
    network.add(&document("c"), &[actor("France", Kind::Country, &[])], &[]);
    let names = |network: &Network| {
        network
            .node("country:fr")
            .unwrap()
            .names()
            .collect::<Vec<_>>()
            .join(", ")
    };
    assert_eq!(names(&network), "France, Frankreich, Paris, the French");
    network.drop_document("b");
    network.drop_document("c");
    assert_eq!(names(&network), "Frankreich, Paris");
    assert_eq!(network.node("country:fr").unwrap().actor.kind, Kind::Unknown);
    assert!(network.drop_document("a") && network.is_empty());
    assert!(!network.drop_document("a"));
}

#[test]
fn looking_around() {
    let network = network(&nato());
    let around: Vec<_> = network.neighbors("organization:nato").into_iter().collect();
    assert_eq!(
        around,
        [
            "country:fi",
            "country:ua",
            "person:jens-stoltenberg",
            "person:sergey-lavrov"
        ]
    );
    assert_eq!(network.edges_of("organization:nato").len(), 5);
    assert!(network.edges_of("nobody").is_empty() && network.neighbors("nobody").is_empty());
    let edge = network.edges_of("country:cn")[0];
    assert_eq!(network.edge(&edge.id), Some(edge));
    assert_eq!(network.days(), Some(("2023-11-27", "2023-11-30")));
    assert_eq!(network.label("country:us"), "United States");
}
