//! Filters and patterns, each with what they find in the fixture.

use crate::fixture::{nato, network};
use newsgraph::extract::actor::Kind;
use newsgraph::extract::relation::{Modality, Polarity};
use newsgraph::graph::query::{Names, rows};
use newsgraph::graph::{Edge, Filter, Network, Pattern};

fn show(network: &Network, edge: &Edge) -> String {
    let not = if edge.polarity == Polarity::Negated { "not " } else { "" };
    let target = edge.target.as_deref().map_or("nobody", |target| network.label(target));
    format!(
        "{} -{not}{}-> {target} {}",
        network.label(&edge.source),
        edge.relation,
        edge.weight()
    )
}

fn list(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn filters() {
    let network = network(&nato());
    let all = Filter::default;
    let check = |filter: Filter, expected: &[&str]| {
        let part = network.subgraph(&filter).unwrap();
        let found: Vec<String> = part
            .edges()
            .chain(part.untargeted())
            .map(|edge| show(&part, edge))
            .collect();
        assert_eq!(found, expected, "{filter:?}");
    };
    check(
        Filter {
            actor: list(&["the Alliance"]),
            ..all()
        },
        &["NATO -aids-> Ukraine 1", "NATO -supports-> Ukraine 2"],
    );
    check(
        Filter {
            actor: list(&["the alliance"]),
            no_claims: true,
            ..all()
        },
        &["NATO -supports-> Ukraine 1"],
    );
    check(
        Filter {
            target: list(&["orban"]),
            ..all()
        },
        &["Recep Tayyip Erdoğan -meets-> Viktor Orbán 1"],
    );
    // A meeting is of both.
    check(
        Filter {
            actor: list(&["Orbán"]),
            relation: list(&["meets"]),
            ..all()
        },
        &["Recep Tayyip Erdoğan -meets-> Viktor Orbán 1"],
    );
    check(
        Filter {
            target: list(&["Moscow"]),
            sign: vec![-1],
            until: Some("2023-11-28".into()),
            ..all()
        },
        &["Ukraine -attacks-> Russia 1", "Annalena Baerbock -accuses-> Russia 1"],
    );
    check(
        Filter {
            polarity: Some(Polarity::Negated),
            ..all()
        },
        &[
            "China -not criticizes-> Russia 1",
            "Recep Tayyip Erdoğan -not supports-> Sweden 1",
        ],
    );
    check(
        Filter {
            modality: vec![Modality::Possible],
            ..all()
        },
        &["European Union -sanctions-> China 1"],
    );
    check(
        Filter {
            holder: list(&["Blinken"]),
            ..all()
        },
        &["United States -supports-> Ukraine 1"],
    );
    check(
        Filter {
            min_sources: 3,
            ..all()
        },
        &["Russia -attacks-> Ukraine 3"],
    );
    check(
        Filter {
            about: Some("MEMBERSHIP".into()),
            relation: list(&["opposes"]),
            ..all()
        },
        &["Hungary -opposes-> Ukraine 1"],
    );
    check(
        Filter {
            source: list(&["guardian"]),
            kind: vec![Kind::Country],
            ..all()
        },
        &["Sweden -urges-> Hungary 1", "Sweden -urges-> Turkey 1"],
    );
    check(
        Filter {
            doc: list(&["reuters-1128"]),
            any: list(&["Congress"]),
            ..all()
        },
        &[
            "hardline Republicans -member-of-> U.S. Congress 1",
            "Jens Stoltenberg -urges-> U.S. Congress 1",
        ],
    );
    check(
        Filter {
            relation: list(&["protests against"]),
            ..all()
        },
        &["Sergey Lavrov -protests-against-> nobody 1"],
    );
    check(Filter { top: Some(1), ..all() }, &["Russia -attacks-> Ukraine 3"]);
    check(
        Filter {
            since: Some("2024".into()),
            ..all()
        },
        &[],
    );
    check(
        Filter {
            near: list(&["OSCE"]),
            depth: 2,
            sign: vec![1],
            ..all()
        },
        &[],
    );
    check(
        Filter {
            near: list(&["Blinken"]),
            depth: 2,
            relation: list(&["meets"]),
            ..all()
        },
        &[
            "Antony Blinken -meets-> Dmytro Kuleba 1",
            "Dmytro Kuleba -meets-> Jens Stoltenberg 1",
        ],
    );
}

#[test]
fn a_part_is_a_network() {
    let network = network(&nato());
    let filter = Filter {
        since: Some("2023-11-30".into()),
        ..Filter::default()
    };
    let part = network.subgraph(&filter).unwrap();
    assert_eq!(
        part.documents().map(|d| d.id.as_str()).collect::<Vec<_>>(),
        ["bbc-1130"]
    );
    assert_eq!(network.subgraph(&Filter::default()).unwrap(), network);
    let mut again = network.clone();
    again.merge(&part);
    assert_eq!(again, network);
}

#[test]
fn patterns() {
    let network = network(&nato());
    let check = |pattern: &str, expected: &[&str]| {
        let parsed: Pattern = pattern.parse().unwrap();
        assert_eq!(parsed.to_string().parse::<Pattern>().unwrap(), parsed, "{pattern}");
        let chains = parsed.chains(&network, &Names::of(&network), 100).unwrap();
        let show = |edges: &[&Edge]| {
            edges
                .iter()
                .map(|edge| show(&network, edge))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let found: Vec<String> = chains.iter().map(|chain| show(&chain.edges)).collect();
        assert_eq!(found, expected, "{pattern}");
    };
    check("NATO -supports-> ?", &["NATO -supports-> Ukraine 2"]);
    check("? -[-]-> Hungary", &[]);
    check(
        "? -?-> Hungary",
        &[
            "Sweden -urges-> Hungary 1",
            "Péter Szijjártó -holds-office-> Hungary 1",
            "Viktor Orbán -holds-office-> Hungary 1",
        ],
    );
    check(
        "? -[0]-> Hungary -[-]-> EU",
        &[
            "Sweden -urges-> Hungary 1, Hungary -opposes-> European Union 1",
            "Sweden -urges-> Hungary 1, Hungary -rejects-> European Union 1",
            "Péter Szijjártó -holds-office-> Hungary 1, Hungary -opposes-> European Union 1",
            "Péter Szijjártó -holds-office-> Hungary 1, Hungary -rejects-> European Union 1",
            "Viktor Orbán -holds-office-> Hungary 1, Hungary -opposes-> European Union 1",
            "Viktor Orbán -holds-office-> Hungary 1, Hungary -rejects-> European Union 1",
        ],
    );
    check(
        "Hungary -opposes-> ?",
        &["Hungary -opposes-> Ukraine 1", "Hungary -opposes-> European Union 1"],
    );
    check(
        "Sweden -?-> ? -opposes-> KYIV",
        &["Sweden -urges-> Hungary 1, Hungary -opposes-> Ukraine 1"],
    );
    check(
        "? -not supports-> ?",
        &["Recep Tayyip Erdoğan -not supports-> Sweden 1"],
    );
    check(
        "Sweden <-!supports- ?",
        &["Recep Tayyip Erdoğan -not supports-> Sweden 1"],
    );
    check(
        "Stoltenberg -meets-> ? -meets-> ?",
        &["Dmytro Kuleba -meets-> Jens Stoltenberg 1, Antony Blinken -meets-> Dmytro Kuleba 1"],
    );
    check(
        "\"Wagner\" -threatens,sanctions-> ?",
        &["Wagner Group -threatens-> Ukraine 1"],
    );
    check(
        "EU -[-]-> ? -[-]-> ? -rejects-> ?",
        &[
            "European Union -sanctions-> Wagner Group 1, Wagner Group -threatens-> Ukraine 1, Ukraine -rejects-> Organization for Security and Co-operation in Europe 1",
            "European Union -sanctions-> Russia 1, Russia -attacks-> Ukraine 3, Ukraine -rejects-> Organization for Security and Co-operation in Europe 1",
        ],
    );
}

#[test]
fn wrong_questions() {
    let network = network(&nato());
    let names = Names::of(&network);
    for (pattern, expected) in [
        ("", "expected an actor"),
        ("NATO", "expected an arrow after the first actor"),
        ("NATO -supports Ukraine", "expected the head of the arrow"),
        ("NATO --> Ukraine", "expected a relation in the arrow"),
        ("NATO -supports->", "expected an actor, or ?"),
        ("NATO <-supports", "expected the end of the arrow"),
        ("\"NATO -supports-> ?", "a quotation mark is not closed"),
        (
            "Stolenberg -supports-> ?",
            "no actor \"Stolenberg\" here: did you mean \"Stoltenberg\"?",
        ),
        (
            "NATO -suports-> ?",
            "no relation \"suports\" here: did you mean \"supports\", \"support\"?",
        ),
        ("Atlantis -supports-> ?", "no actor \"Atlantis\" here"),
        ("republicans -supports-> ?", "did you mean \"hardline Republicans\"?"),
    ] {
        let error = match pattern.parse::<Pattern>() {
            Err(error) => error,
            Ok(parsed) => parsed.chains(&network, &names, 10).unwrap_err(),
        };
        assert!(error.to_string().contains(expected), "{pattern}: {error}");
    }
    // A relation of the vocabulary that nobody has is no error, and finds nothing.
    let names = names.with_relations(["sues"]);
    let pattern: Pattern = "? -sues-> ?".parse().unwrap();
    assert_eq!(pattern.chains(&network, &names, 10).unwrap(), []);
}

#[test]
fn table() {
    let network = network(&nato());
    let filter = Filter {
        min_sources: 3,
        ..Filter::default()
    };
    let part = network.subgraph(&filter).unwrap();
    let row = &rows(&part, part.edges())[0];
    assert_eq!(
        row.cells()[1..14].join("|"),
        "country:ru|Russia|attacks|affirmed|country:ua|Ukraine|-1|3|3|actual|false|2023-11-27|2023-11-30"
    );
}
