//! Patterns against the plainest way to answer them, on random networks; and how much work they are on a large one.

use crate::random::{Random, article, network};
use newsgraph::extract::actor::Kind;
use newsgraph::extract::relation::{Observation, Polarity};
use newsgraph::graph::query::Names;
use newsgraph::graph::{Edge, Network, Pattern};

/// What may stand at a place, written and as a test.
const SLOTS: [&str; 4] = ["?", "?:country", "country:fr|country:ua", "person:x-y"];
const STEPS: [&str; 6] = ["?", "[+]", "[-]", "supports", "not meets", "holds-office|not supports"];

fn is_at(slot: &str, network: &Network, id: &str, at_end: bool) -> bool {
    match slot {
        "?" => !id.is_empty() || at_end,
        "?:country" => network.node(id).is_some_and(|node| node.actor.kind == Kind::Country),
        ids => ids.split('|').any(|known| known == id),
    }
}

fn fits(step: &str, edge: &Edge) -> bool {
    let affirmed = edge.polarity == Polarity::Affirmed;
    match step {
        "?" => true,
        "[+]" => edge.stance() == 1,
        "[-]" => edge.stance() == -1,
        "supports" => edge.relation == "supports" && affirmed,
        "not meets" => edge.relation == "meets" && !affirmed,
        _ => edge.relation == "holds-office" && affirmed || edge.relation == "supports" && !affirmed,
    }
}

/// Tries every edge at every place.
fn plainly<'a>(
    network: &'a Network,
    parts: &[(&str, char)],
    slots: &[&str],
    chain: &mut Vec<&'a str>,
    edges: &mut Vec<&'a str>,
    found: &mut Vec<Vec<&'a str>>,
) {
    let n = edges.len();
    let Some((step, direction)) = parts.get(n) else {
        if !(edges.len() == 1 && found.contains(edges)) {
            found.push(edges.clone());
        }
        return;
    };
    for edge in network
        .edges()
        .chain(network.untargeted())
        .filter(|edge| fits(step, edge))
    {
        let (from, to) = (edge.source.as_str(), edge.target());
        let mut ways = Vec::new();
        if *direction != '<' || edge.symmetric {
            ways.push((from, to));
        }
        if *direction != '>' || edge.symmetric {
            ways.push((to, from));
        }
        for (a, b) in ways {
            let last = n + 1 == parts.len();
            let starts = chain
                .last()
                .map_or(is_at(slots[0], network, a, true), |here| *here == a);
            if starts && is_at(slots[n + 1], network, b, last) && !chain.contains(&b) && a != b {
                let first = chain.is_empty();
                if first {
                    chain.push(a);
                }
                chain.push(b);
                edges.push(&edge.id);
                plainly(network, parts, slots, chain, edges, found);
                edges.pop();
                chain.pop();
                if first {
                    chain.pop();
                }
            }
        }
    }
}

#[test]
fn what_is_found_is_what_trying_all_finds() {
    for seed in 0..600 {
        let mut random = Random::new(seed);
        let n = 1 + random.below(5);
        let articles: Vec<_> = (0..n).map(|_| article(&mut random)).collect();
        let network = network(&articles);
        let known: Vec<String> = network.nodes().map(|node| node.actor.id.clone()).collect();
        let names = Names::of(&network).with_relations(["supports", "meets", "holds-office"]);
        let hops = 1 + random.below(3);
        let slots: Vec<&str> = (0..=hops)
            .map(|_| random.pick(&SLOTS))
            .map(|slot| match slot.contains(':') && !slot.starts_with('?') {
                true if !slot.split('|').all(|id| known.iter().any(|k| k == id)) => "?",
                _ => slot,
            })
            .collect();
        let parts: Vec<(&str, char)> = (0..hops)
            .map(|_| (random.pick(&STEPS), random.pick(&['>', '<', '='])))
            .collect();
        let mut text = slots[0].to_owned();
        for ((step, direction), slot) in parts.iter().zip(&slots[1..]) {
            let (left, right) = match direction {
                '>' => ("-", "->"),
                '<' => ("<-", "-"),
                _ => ("<-", "->"),
            };
            text.push_str(&format!(" {left}{step}{right} {slot}"));
        }
        let pattern: Pattern = text.parse().unwrap_or_else(|e| panic!("{text}: {e}"));
        let found = pattern
            .find(&network, &names, usize::MAX, true)
            .unwrap_or_else(|e| panic!("{text}: {e}"));
        let mut ids: Vec<Vec<&str>> = (found.chains.iter())
            .map(|chain| chain.edges.iter().map(|edge| edge.id.as_str()).collect())
            .collect();
        let few = pattern.find(&network, &names, 3, false).expect("the same pattern");
        assert_eq!(few.chains[..], found.chains[..few.chains.len()], "{text}");
        assert_eq!(
            (few.chains.len(), few.complete),
            (ids.len().min(3), ids.len() <= 3),
            "{text}"
        );
        let mut expected = Vec::new();
        plainly(
            &network,
            &parts,
            &slots,
            &mut Vec::new(),
            &mut Vec::new(),
            &mut expected,
        );
        ids.sort();
        expected.sort();
        assert_eq!(ids, expected, "seed {seed}: {text}");
        assert_eq!((found.n, found.complete), (ids.len(), true));
    }
}

/// A network in which every way of two steps goes through one hub, and only one goes on.
fn hub(n: usize) -> Network {
    let random = &mut Random::new(7);
    let sample = loop {
        if let Some(o) = article(random).2.into_iter().find(|o| o.target.is_some()) {
            break o;
        }
    };
    let state = |source: String, target: String| Observation {
        source,
        target: Some(target),
        relation: "supports".into(),
        polarity: Polarity::Affirmed,
        symmetric: false,
        sign: 1,
        holder: None,
        holder_label: None,
        ..sample.clone()
    };
    let into = (0..n).map(|i| state(format!("person:a{i}"), "country:hub".into()));
    let out = (0..n).map(|i| state("country:hub".into(), format!("person:b{i}")));
    let last = [state(format!("person:b{}", n - 1), "country:end".into())];
    Network::from_observations(into.chain(out).chain(last))
}

#[test]
fn work_grows_with_edges_and_answers() {
    let work = |n: usize, pattern: &str| {
        let network = hub(n);
        let pattern: Pattern = pattern.parse().expect("a pattern");
        let found = pattern
            .find(&network, &Names::of(&network), 10, true)
            .expect("known names");
        assert!(found.complete);
        (found.n, found.steps)
    };
    for (pattern, answers) in [
        ("? -supports-> ? -supports-> ? -supports-> ?", 2000),
        ("? -supports-> ? -supports-> ? -supports-> country:end", 2000),
        ("person:a7 -supports-> ? -supports-> ?", 2000),
        ("? -?-> country:end -?-> ?", 0),
    ] {
        let (n, steps) = work(2000, pattern);
        assert_eq!(n, answers, "{pattern}");
        assert!(steps < 40_000, "{pattern}: {steps} edges looked at of 4,001");
    }
}
