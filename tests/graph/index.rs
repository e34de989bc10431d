//! The index says what the network says, in numbers.

use crate::random::{Random, article, network};
use newsgraph::graph::index::{UNREACHED, Way};
use newsgraph::graph::{Index, Network};
use std::collections::BTreeSet;

fn check(test: impl Fn(&Network, &Index)) {
    for seed in 0..200 {
        let mut random = Random::new(seed);
        let articles: Vec<_> = (0..1 + random.below(6)).map(|_| article(&mut random)).collect();
        let network = network(&articles);
        test(&network, &Index::of(&network));
    }
}

/// The actors one step away, told by the edges alone.
fn step<'a>(network: &'a Network, from: &BTreeSet<&'a str>, way: Way) -> BTreeSet<&'a str> {
    let ends = network.edges().map(|edge| (edge.source.as_str(), edge.target()));
    let there = |(source, target): (&'a str, &'a str)| {
        let along = (way != Way::Against && from.contains(source)).then_some(target);
        let against = (way != Way::Along && from.contains(target)).then_some(source);
        [along, against]
    };
    ends.flat_map(there).flatten().collect()
}

#[test]
fn numbers_are_in_order() {
    check(|network, index| {
        let ids: Vec<&str> = (0..index.n_nodes()).map(|node| index.id(node)).collect();
        assert!(
            network
                .nodes()
                .map(|node| node.actor.id.as_str())
                .eq(ids.iter().copied())
        );
        assert!(network.edges().eq((0..index.n_edges()).map(|edge| index.edge(edge))));
        for (number, id) in ids.iter().enumerate() {
            assert_eq!(index.number(id), Some(number));
            let out = index.out(number).map(|edge| index.edge(edge));
            assert!(network.edges().filter(|edge| edge.source == *id).eq(out), "from {id}");
            let into = index.into(number).map(|edge| index.edge(edge));
            assert!(network.edges().filter(|edge| edge.target() == *id).eq(into), "to {id}");
            for (other, to) in ids.iter().enumerate() {
                let between = index.between(number, other).map(|edge| index.edge(edge));
                let told = network
                    .edges()
                    .filter(|edge| edge.source == *id && edge.target() == *to);
                assert!(told.eq(between), "{id} to {to}");
            }
        }
        assert_eq!(index.number("nobody"), None);
    });
}

#[test]
fn distances_are_numbers_of_steps() {
    check(|network, index| {
        for way in [Way::Along, Way::Against, Way::Either] {
            for start in 0..index.n_nodes() {
                let far = index.distances([start], way, 2);
                let here = BTreeSet::from([index.id(start)]);
                let one: BTreeSet<&str> = &here | &step(network, &here, way);
                let two: BTreeSet<&str> = &one | &step(network, &one, way);
                let within = |n: u32| -> Vec<&str> {
                    let near = (0..far.len()).filter(|&node| far[node] <= n);
                    near.map(|node| index.id(node)).collect()
                };
                assert!(within(1).iter().eq(one.iter()), "{way:?} {start}");
                assert!(within(2).iter().eq(two.iter()), "{way:?} {start}");
                let near: Vec<&str> = index
                    .near([start], way, 2)
                    .into_iter()
                    .map(|node| index.id(node))
                    .collect();
                assert_eq!(near, within(2));
            }
        }
    });
}

#[test]
fn shortest_ways_are_ways_and_short() {
    check(|network, index| {
        for way in [Way::Along, Way::Against, Way::Either] {
            for from in 0..index.n_nodes() {
                let far = index.distances([from], way, usize::MAX);
                for (to, &far) in far.iter().enumerate() {
                    let Some(path) = index.shortest(from, to, way) else {
                        assert_eq!(far, UNREACHED);
                        continue;
                    };
                    assert_eq!(
                        (path[0], path[path.len() - 1], path.len()),
                        (from, to, far as usize + 1)
                    );
                    for pair in path.windows(2) {
                        let here = BTreeSet::from([index.id(pair[0])]);
                        assert!(step(network, &here, way).contains(index.id(pair[1])));
                    }
                }
            }
        }
    });
}

#[test]
fn an_index_of_some_edges() {
    check(|network, _| {
        let index = Index::with(network, |edge| edge.stance() > 0);
        assert_eq!(index.n_nodes(), network.nodes().count());
        let told = network.edges().filter(|edge| edge.stance() > 0);
        assert!(told.eq((0..index.n_edges()).map(|edge| index.edge(edge))));
    });
    let empty = Network::new();
    assert_eq!((Index::of(&empty).n_nodes(), Index::of(&empty).n_edges()), (0, 0));
}
