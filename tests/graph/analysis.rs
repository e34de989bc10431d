//! Paths, timelines, differences and counts of small networks whose answers are known.

use newsgraph::extract::actor::{Actor, Kind};
use newsgraph::extract::relation::{Modality, Observation, Polarity};
use newsgraph::graph::Network;
use newsgraph::graph::analysis::{Change, Diff, Officers, Period, Sources, Stats, paths, timeline};
use newsgraph::{Document, Sketch, Span};

/// Lines `DAY DOC SOURCE RELATION SIGN TARGET`, a statement each; "!" before the relation denies it.
pub fn network(lines: &str) -> Network {
    let mut network = Network::new();
    for (at, line) in lines.lines().enumerate() {
        let [day, doc, source, relation, sign, target] =
            <[&str; 6]>::try_from(line.split_whitespace().collect::<Vec<_>>()).expect("six words");
        let place = Span::new(at * 10, at * 10 + 5);
        let negated = relation.starts_with('!');
        let observation = Observation {
            doc: doc.into(),
            source: source.into(),
            source_label: source.into(),
            target: Some(target.into()),
            target_label: Some(target.into()),
            relation: relation.trim_start_matches('!').into(),
            sign: sign.parse().expect("a sign"),
            polarity: if negated { Polarity::Negated } else { Polarity::Affirmed },
            modality: if doc.starts_with('p') {
                Modality::Planned
            } else {
                Modality::Actual
            },
            date: (day != "-").then(|| day.to_string()),
            quote: line.into(),
            bytes: place,
            trigger_bytes: place,
            ..blank()
        };
        let document = Document {
            id: doc.into(),
            sha256: "0".repeat(64),
            ..Document::default()
        };
        let actors = [source, target].map(|id| Actor {
            id: id.into(),
            label: id.into(),
            kind: Kind::Country,
            ..Actor::default()
        });
        network.add(&document, &actors, &[observation]);
    }
    network
}

fn blank() -> Observation {
    serde_json::from_str(include_str!("blank.json")).expect("an observation")
}

#[test]
fn the_shortest_path_is_the_one_that_most_documents_state() {
    let net = network(
        "- d1 a supports +1 b\n- d1 b opposes -1 d\n- d1 a opposes -1 c\n- d2 a opposes -1 c\n- d1 d opposes -1 c\n- d2 d opposes -1 c\n- d1 a meets 0 e\n- d1 e supports 1 f\n- d1 f supports 1 d",
    );
    let of = |from: &'static str, to: &'static str, longest, limit, signed| -> Vec<(String, i8)> {
        paths(&net, &[from].into(), &[to].into(), longest, limit, signed)
            .iter()
            .map(|p| (p.actors.join(" "), p.sign()))
            .collect()
    };
    // Two ways of two steps; that over c is in two documents. Enemy of an enemy; enemy of a friend.
    let both = vec![("a c d".to_string(), 1), ("a b d".to_string(), -1)];
    assert_eq!(of("a", "d", 3, 5, true), both);
    assert_eq!(of("a", "d", 3, 1, true), both[..1]);
    assert_eq!(of("a", "d", 1, 5, true), []);
    // Without a sign the meeting counts, and makes the path neither.
    assert_eq!(of("a", "f", 3, 5, false), [("a e f".to_string(), 0)]);
    assert_eq!(
        of("a", "f", 3, 5, true),
        [("a c d f".to_string(), 1), ("a b d f".to_string(), -1)]
    );
    assert_eq!(of("a", "a", 3, 5, false), []);
    assert_eq!(of("a", "nobody", 3, 5, false), []);
}

#[test]
fn a_stance_moves_and_turns() {
    let net = network(
        "2024-01-05 d1 a supports +1 b\n2024-01-09 d2 a supports +1 b\n2024-02-01 d3 a opposes -1 b\n2024-02-01 d3 a supports +1 b\n- d4 a opposes -1 b\n2024-03-01 p1 a supports +1 b\n2024-02-02 d5 b meets 0 a",
    );
    let pairs = timeline(&net, &["a"].into(), &["b"].into(), &Officers::default(), Period::Month);
    assert_eq!(
        pairs.iter().map(|p| (p.source, p.target)).collect::<Vec<_>>(),
        [("a", "b"), ("b", "a")]
    );
    let steps: Vec<_> = pairs[0]
        .steps
        .iter()
        .map(|s| (s.period.as_str(), s.texts, s.net()))
        .collect();
    let expected = [
        ("", [0, 1, 0], -1),
        ("2024-01", [2, 0, 0], 2),
        ("2024-02", [1, 1, 0], 0),
        ("2024-03", [1, 0, 0], 1),
    ];
    assert_eq!(steps, expected);
    // What is said on one day, or only planned, turns nothing.
    let flips: Vec<_> = pairs[0]
        .flips
        .iter()
        .map(|f| (f.before.1.doc.as_str(), f.after.1.doc.as_str()))
        .collect();
    assert_eq!(flips, [("d2", "d3")]);
    assert_eq!(
        timeline(&net, &["b"].into(), &[].into(), &Officers::default(), Period::Year).len(),
        2
    );
}

#[test]
fn networks_differ_by_their_edges() {
    let old = network("- d1 a supports +1 b\n- d1 a opposes -1 c\n- p1 c aids +1 d\n- d1 b meets 0 d");
    let new =
        network("- d1 a supports +1 b\n- d2 a supports +1 b\n- d2 a !opposes -1 c\n- d1 c aids +1 d\n- d1 b meets 0 d");
    let diff = Diff::of(&old, &new);
    let changes: Vec<_> = diff
        .edges
        .iter()
        .map(|(change, was, is)| (*change, is.or(*was).map_or("", |edge| edge.source.as_str())))
        .collect();
    let expected = [
        (Change::New, "a"),
        (Change::Gone, "a"),
        (Change::Stronger, "a"),
        (Change::Firmer, "c"),
    ];
    assert_eq!(changes, expected);
    assert_eq!(diff.flipped, [("a", "c", -1, 1)]);
    assert_eq!((diff.documents_new, diff.documents_gone), (vec!["d2"], vec!["p1"]));
    assert!(Diff::of(&new, &new).is_empty());
    let back = Diff::of(&new, &old);
    assert!(back.edges.iter().any(|(change, ..)| *change == Change::Softer));
    assert!(back.edges.iter().any(|(change, ..)| *change == Change::Weaker));
}

#[test]
fn a_network_in_numbers() {
    let net = network("2024-01-05 d1 a supports +1 b\n- d2 a supports +1 b\n- d1 a !opposes -1 c\n- p1 c aids +1 d");
    let stats = Stats::of(&net, 2);
    assert_eq!(
        (stats.documents, stats.actors, stats.edges, stats.evidence),
        (3, 4, 3, 4)
    );
    assert_eq!((stats.signs, stats.negated, stats.not_actual), ([3, 0, 0], 1, 1));
    assert_eq!((stats.undated, stats.repeated), (2, 1));
    assert_eq!(stats.busiest, [("a", 2), ("c", 2)]);
    assert_eq!(stats.days, Some(("2024-01-05", "2024-01-05")));
}

#[test]
fn copies_of_one_text_count_once() {
    let statement =
        "- d1 a supports +1 b\n- d2 a supports +1 b\n- d3 a supports +1 b\n- d4 a supports +1 b\n- d5 a supports +1 b";
    let wire: Vec<String> = (0..80).map(|i| format!("word{i}")).collect();
    let text = |doc: &str| match doc {
        "d1" => wire.join(" "),
        "d2" => format!("OUR TOWN - {} Read more here.", wire.join(" ")),
        "d3" => wire[10..].join(" "),
        other => format!("{other} ").repeat(80),
    };
    let mut net = network(statement);
    for (doc, publisher) in [
        ("d1", "Wire"),
        ("d2", "Herald"),
        ("d3", "Post"),
        ("d4", "Herald"),
        ("d5", "Globe"),
    ] {
        let document = Document {
            id: doc.into(),
            sha256: "0".repeat(64),
            publisher: Some(publisher.into()),
            sketch: Some(Sketch::of(&text(doc))),
            ..Document::default()
        };
        net.add(&document, &[], &[]);
    }
    let sources = Sources::of(&net);
    assert_eq!(sources.copies(), [["d1", "d2", "d3"]]);
    assert_eq!((sources.group("d3"), sources.group("d4")), ("d1", "d4"));
    let count = sources.count(net.edges().next().expect("an edge"));
    assert_eq!(
        (count.documents, count.publishers, count.groups, count.speakers),
        (5, 4, 3, 1)
    );
    // The Herald's own report is not independent of its copy of the wire's.
    assert_eq!(count.independent, 2);
    assert_eq!(Stats::of(&net, 1).corroborated, 1);
    assert!(Sources::of(&network(statement)).copies().is_empty());
}
