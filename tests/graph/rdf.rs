//! RDF: what is asserted, what is only quoted, and that no text breaks out of its quotation marks.

use crate::fixture::{network, week};
use crate::random::{self, Random};
use newsgraph::graph::export::{Options, rdf};
use newsgraph::graph::{Network, OutputFormat};
use std::collections::BTreeSet;

fn written(network: &Network, format: OutputFormat) -> String {
    let mut out = Vec::new();
    format
        .write(network, &Options::default(), &mut out)
        .expect("memory is writable");
    String::from_utf8(out).expect("RDF is UTF-8")
}

/// Splits a line of N-Quads by its grammar; nothing when it breaks it.
fn quad(line: &str) -> Option<Vec<String>> {
    let mut rest = line.strip_suffix(" .")?;
    let mut terms = Vec::new();
    while !rest.is_empty() {
        let end = match rest.as_bytes()[0] {
            b'<' => {
                let end = rest.find('>')? + 1;
                let odd = |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c);
                if rest[1..end - 1].contains(odd) {
                    return None;
                }
                end
            }
            b'"' => {
                let mut escaped = false;
                let close = rest[1..].char_indices().find(|(_, c)| {
                    let ends = *c == '"' && !escaped;
                    escaped = *c == '\\' && !escaped;
                    ends
                })?;
                let after = 1 + close.0 + 1;
                match rest[after..].starts_with("^^<") {
                    true => after + rest[after..].find('>')? + 1,
                    false => after,
                }
            }
            _ => return None,
        };
        terms.push(rest[..end].to_owned());
        rest = rest[end..].strip_prefix(' ').unwrap_or(&rest[end..]);
    }
    (3..=4).contains(&terms.len()).then_some(terms)
}

#[test]
fn every_line_is_a_quad_whatever_the_text() {
    for seed in 0..300 {
        let mut random = Random::new(seed);
        let articles: Vec<_> = (0..3).map(|_| random::article(&mut random)).collect();
        let network = random::network(&articles);
        let text = written(&network, OutputFormat::NQuads);
        for line in text.lines() {
            assert!(quad(line).is_some(), "{line}");
        }
        assert_eq!(text, written(&network, OutputFormat::NQuads));
        assert!(!text.contains("_:"), "no blank nodes");
    }
}

#[test]
fn only_what_an_article_states_is_a_triple() {
    let text = written(&network(&week()), OutputFormat::NQuads);
    let asserted: BTreeSet<String> = (text.lines().filter_map(quad))
        .filter(|q| q[1].contains("/relation/"))
        .map(|q| {
            let end = |term: &str| {
                term.rsplit(['/', ':'])
                    .next()
                    .unwrap_or("")
                    .trim_end_matches('>')
                    .to_owned()
            };
            format!("{} {} {} by {}", end(&q[0]), end(&q[1]), end(&q[2]), end(&q[3]))
        })
        .collect();
    for (statement, expected) in [
        ("osterlich supports freedonia by courier-0110", true),
        // The same as a claim.
        ("osterlich supports freedonia by herald-0110", false),
        ("sylvania aids black-hand by herald-0306", false),
        ("blue-party supports gloria-teasdale by courier-0305", false),
        ("freedonia aids ruritania by wire-0307", false),
        ("baltic-league sanctions sylvania by wire-0307", false),
        // A meeting is of both.
        ("gloria-teasdale meets ida-trentino by courier-0305", true),
        ("ida-trentino meets gloria-teasdale by courier-0305", true),
        ("black-hand attacks ruritania by mirror-0307", true),
    ] {
        assert_eq!(asserted.contains(statement), expected, "{statement}: {asserted:#?}");
    }
}

#[test]
fn files_put_together_are_files_of_the_whole() {
    let articles = week();
    let lines = |network: &Network| -> BTreeSet<String> {
        // What is summed up over articles differs; observations and triples stand in the graphs of their articles.
        let text = written(network, OutputFormat::NQuads);
        text.lines()
            .filter(|l| quad(l).is_some_and(|q| q.len() == 4))
            .map(str::to_owned)
            .collect()
    };
    let (a, b) = articles.split_at(3);
    let apart: BTreeSet<String> = lines(&network(a)).into_iter().chain(lines(&network(b))).collect();
    assert_eq!(apart, lines(&network(&articles)));
}

#[test]
fn turtle_says_the_same() {
    let network = network(&week());
    let turtle = written(&network, OutputFormat::Turtle);
    for part in [
        "@prefix rel: <https://newsgraph.example/relation/> .\n",
        "\nactor:country:osterlich\n    rel:supports actor:country:freedonia .\n",
        "\n    skos:prefLabel \"Bob \\\"Red\\\" Roland\" ;\n",
        "\n    schema:datePublished \"2024-01-10\"^^xsd:date ;\n",
        "\n    oa:exact \"supports\" ;\n    oa:suffix \" Freedonia, the League said.\" .\n",
        "    ng:stance -1 ;\n    ng:symmetric false ;\n",
    ] {
        assert!(turtle.contains(part), "{part:?} in\n{turtle}");
    }
}

#[test]
fn the_base_can_be_chosen() {
    let options = Options {
        base_iri: Some(rdf::check_base("https://desk.example/news").expect("an IRI")),
        ..Options::default()
    };
    let mut out = Vec::new();
    OutputFormat::NQuads
        .write(&network(&week()), &options, &mut out)
        .expect("memory is writable");
    let text = String::from_utf8(out).expect("RDF is UTF-8");
    assert!(text.contains("<https://desk.example/news/actor/country:osterlich>"));
    assert!(!text.contains("newsgraph.example/actor/"));
    for odd in ["desk", "https://a b/", "https://a<b>/", "1:x", ""] {
        assert!(rdf::check_base(odd).is_err(), "{odd}");
    }
}
