//! What holds of every filter, on random networks: it adds nothing, twice is once, and the order of two does not matter.

use crate::random::{Random, article, network};
use newsgraph::extract::actor::Kind;
use newsgraph::extract::relation::{Confidence, Modality, Polarity};
use newsgraph::graph::query::Names;
use newsgraph::graph::{Edge, Filter, Network, store};
use std::collections::{BTreeMap, BTreeSet};

const SEEDS: u64 = 1500;

/// A random network in which, as in those of one extractor, the relation tells sign and symmetry, and the id the kind.
fn sample(random: &mut Random) -> Network {
    let n = 1 + random.below(6);
    let mut articles: Vec<_> = (0..n).map(|_| article(random)).collect();
    for (i, (document, actors, observations)) in articles.iter_mut().enumerate() {
        // Of two texts under one id, one that is left alone gets its plain id back.
        document.id = format!("d{i}");
        for actor in actors {
            actor.kind = match actor.id.split(':').next() {
                Some("country") => Kind::Country,
                Some("person") => Kind::Person,
                Some("organization") => Kind::Organization,
                Some("group") => Kind::Group,
                _ => Kind::Unknown,
            };
        }
        for o in observations {
            o.symmetric = o.relation == "meets";
            o.sign = i8::from(o.relation != "holds-office");
        }
    }
    network(&articles)
}

/// A filter of one word, or of several. Only those that look at one evidence or edge by itself when `plain`.
fn filter(random: &mut Random, whole: &Network, plain: bool) -> Filter {
    let mut filter = Filter::default();
    let ids: Vec<String> = whole.nodes().map(|node| node.actor.id.clone()).collect();
    let docs: Vec<String> = whole.documents().map(|document| document.id.clone()).collect();
    let publishers: Vec<String> = whole.documents().filter_map(|d| d.publisher.clone()).collect();
    let some = |random: &mut Random, of: &[String]| -> Vec<String> {
        let n = if of.is_empty() { 0 } else { 1 + random.below(2) };
        (0..n).map(|_| of[random.below(of.len())].clone()).collect()
    };
    for _ in 0..1 + random.below(3) {
        match random.below(if plain { 15 } else { 19 }) {
            0 => filter.actor = some(random, &ids),
            1 => filter.target = some(random, &ids),
            2 => filter.any = some(random, &ids),
            3 => filter.relation = vec![random.pick(&["supports", "meets"]).into()],
            4 => filter.family = vec![random.pick(&["cooperation", "office", "consult"]).into()],
            5 => filter.sign = vec![random.pick(&[1, -1, 0])],
            6 => filter.polarity = Some(random.pick(&[Polarity::Affirmed, Polarity::Negated])),
            7 => filter.kind = vec![random.pick(&[Kind::Country, Kind::Person]), Kind::Organization],
            8 => filter.about = Some(random.pick(&["plan", "BACKS", "minister"]).into()),
            9 => filter.since = Some(random.pick(&["2024", "2024-01-02"]).into()),
            10 => filter.until = Some(random.pick(&["2024-01", "2024-01-03"]).into()),
            11 => filter.source = some(random, &publishers),
            12 => filter.doc = some(random, &docs),
            13 => filter.holder = some(random, &ids),
            14 => match random.below(3) {
                0 => filter.no_claims = true,
                1 => filter.modality = vec![random.pick(&[Modality::Actual, Modality::Asked])],
                _ => filter.min_confidence = Some(random.pick(&[Confidence::Medium, Confidence::High])),
            },
            15 => filter.min_sources = 2,
            16 => filter.as_of = Some(random.pick(&["2024", "2024-01-03"]).into()),
            17 => {
                filter.near = some(random, &ids);
                filter.depth = random.below(3);
            }
            _ => filter.top = Some(random.below(4)),
        }
    }
    filter
}

fn names(whole: &Network) -> Names<'_> {
    Names::of(whole).with_relations(["supports", "meets"])
}

fn check(law: &str, test: impl Fn(&mut Random, &Network) -> Result<(), String>) {
    for seed in 0..SEEDS {
        let mut random = Random::new(seed);
        let whole = sample(&mut random);
        if let Err(what) = test(&mut random, &whole) {
            panic!("{law}, seed {seed}: {what}");
        }
    }
}

fn narrow(network: &Network, filter: &Filter, names: &Names) -> Network {
    (network.subgraph_with(filter, names)).unwrap_or_else(|e| panic!("{filter:?}: {e}"))
}

fn all(network: &Network) -> BTreeMap<&str, &Edge> {
    let edges = network.edges().chain(network.untargeted());
    edges.map(|edge| (edge.id.as_str(), edge)).collect()
}

fn same(a: &Network, b: &Network, what: &dyn std::fmt::Debug) -> Result<(), String> {
    let text = |network: &Network| {
        let mut out = Vec::new();
        store::write_json(network, &mut out).expect("memory is writable");
        String::from_utf8(out).expect("JSON is UTF-8")
    };
    match text(a) == text(b) {
        true => Ok(()),
        false => Err(format!("{what:?}\n{}\n{}", text(a), text(b))),
    }
}

#[test]
fn a_filter_adds_nothing() {
    check("part of the whole", |random, whole| {
        let filter = filter(random, whole, false);
        let part = narrow(whole, &filter, &names(whole));
        let known = all(whole);
        for (id, edge) in all(&part) {
            let Some(was) = known.get(id) else {
                return Err(format!("{filter:?}: a new edge {edge:?}"));
            };
            if edge.evidence.is_empty() || !edge.evidence.iter().all(|e| was.evidence.contains(e)) {
                return Err(format!("{filter:?}: other evidence of {id}"));
            }
        }
        let ids = |network: &Network| -> BTreeSet<String> { network.nodes().map(|n| n.actor.id.clone()).collect() };
        let documents = |network: &Network| -> BTreeSet<String> { network.documents().map(|d| d.id.clone()).collect() };
        match ids(&part).is_subset(&ids(whole)) && documents(&part).is_subset(&documents(whole)) {
            true => Ok(()),
            false => Err(format!("{filter:?}: a new actor or document")),
        }
    });
}

#[test]
fn evidence_is_narrowed_and_no_edge_is_lost_by_it() {
    check("matches, fits_evidence", |random, whole| {
        let filter = filter(random, whole, true);
        let names = names(whole);
        let part = narrow(whole, &filter, &names);
        let part = all(&part);
        let matcher = filter.compile(whole, &names).map_err(|e| e.to_string())?;
        for (id, edge) in all(whole) {
            let kept: Vec<_> = edge
                .evidence
                .iter()
                .filter(|e| matcher.fits_evidence(edge, e))
                .collect();
            let found: Vec<_> = part.get(id).map_or(Vec::new(), |edge| edge.evidence.iter().collect());
            let expected = if matcher.matches(edge) { kept } else { Vec::new() };
            if found != expected {
                return Err(format!("{filter:?}: {id}: {} for {}", found.len(), expected.len()));
            }
        }
        Ok(())
    });
}

#[test]
fn twice_is_once() {
    check("f f = f", |random, whole| {
        let (filter, names) = (filter(random, whole, true), names(whole));
        let once = narrow(whole, &filter, &names);
        same(&narrow(&once, &filter, &names), &once, &filter)
    });
}

#[test]
fn order_does_not_matter() {
    check("a b = b a", |random, whole| {
        let (a, b, names) = (filter(random, whole, true), filter(random, whole, true), names(whole));
        let ab = narrow(&narrow(whole, &a, &names), &b, &names);
        same(&narrow(&narrow(whole, &b, &names), &a, &names), &ab, &(&a, &b))
    });
}

#[test]
fn all_at_once_is_one_after_another() {
    check("a and b = a, then b", |random, whole| {
        let (filter, names) = (filter(random, whole, false), names(whole));
        // What looks at ends in the whole network must come first; sources, surroundings and the strongest last.
        let first = Filter {
            as_of: filter.as_of.clone(),
            ..Filter::default()
        };
        let plain = Filter {
            as_of: None,
            min_sources: 0,
            near: Vec::new(),
            top: None,
            ..filter.clone()
        };
        let mut step = narrow(&narrow(whole, &first, &names), &plain, &names);
        // Copies are told by all documents, so that one that links two is not missed.
        if filter.min_sources > 0 {
            return Ok(());
        }
        for last in [
            Filter {
                near: filter.near.clone(),
                depth: filter.depth,
                ..Filter::default()
            },
            Filter {
                top: filter.top,
                ..Filter::default()
            },
        ] {
            step = narrow(&step, &last, &names);
        }
        same(&step, &narrow(whole, &filter, &names), &filter)
    });
}
