//! What holds of the signed analyses of every network: names, order and articles' order do not matter, bounds are bounds.

use crate::random::Random;
use crate::signed::pairs;
use newsgraph::graph::Network;
use newsgraph::graph::analysis::{Agreement, Balance, Basis, Blocs, Broker, Brokers, RankBy, Signed};
use std::collections::BTreeSet;

/// All that is measured.
fn measures(net: &Network) -> String {
    let signed = Signed::of(net, Basis::ALL);
    let (blocs, balance) = (Blocs::of(&signed), Balance::of(&signed, 3));
    let brokers = Brokers::of(net, Basis::ALL, RankBy::Betweenness, 99);
    let agreement = Agreement::of(net, &["country:fr"].into(), &["person:x-y"].into(), Basis::ALL);
    format!("{signed:?} {blocs:?} {balance:?} {brokers:?} {agreement:?}")
}

#[test]
fn the_order_of_articles_does_not_matter() {
    for seed in 0..60 {
        let mut random = Random::new(seed);
        let mut articles: Vec<_> = (0..4).map(|_| crate::random::article(&mut random)).collect();
        let one = crate::random::network(&articles);
        random.shuffle(&mut articles);
        assert_eq!(
            measures(&crate::random::network(&articles)),
            measures(&one),
            "seed {seed}"
        );
    }
}

/// Random signed pairs among actors `a0` and so on, as text for [`pairs`]; in `factions` groups with few ties across if there are such.
fn random_pairs(random: &mut Random, actors: usize, ties: usize, factions: usize) -> Vec<(usize, char, usize)> {
    let mut all = Vec::new();
    while all.len() < ties {
        let (a, b) = (random.below(actors), random.below(actors));
        let sign = match (factions, a % factions.max(1) == b % factions.max(1)) {
            (0, _) => random.pick(&['+', '-']),
            (_, true) => '+',
            (_, false) => '-',
        };
        if a != b {
            all.push((a, sign, b));
        }
    }
    all
}

fn named(ties: &[(usize, char, usize)], name: impl Fn(usize) -> String) -> Network {
    let text: Vec<String> = ties
        .iter()
        .map(|&(a, sign, b)| format!("{}{sign}{}", name(a), name(b)))
        .collect();
    pairs(&text.join(" "))
}

#[test]
fn names_do_not_matter() {
    for seed in 0..40 {
        let mut random = Random::new(seed);
        let n = 4 + random.below(12);
        let factions = if seed % 2 == 0 { 0 } else { 2 };
        let ties = random_pairs(&mut random, n, 4 * n, factions);
        let mut other: Vec<usize> = (0..n).collect();
        random.shuffle(&mut other);
        let (one, two) = (
            named(&ties, |i| format!("a{i:02}")),
            named(&ties, |i| format!("b{:02}", other[i])),
        );
        let signed = [&one, &two].map(|net| Signed::of(net, Basis::default()));
        let balance = [0, 1].map(|i| Balance::of(&signed[i], 0));
        assert_eq!(balance[0].triads, balance[1].triads, "seed {seed}");
        let ranks = [&one, &two].map(|net| {
            let brokers = Brokers::of(net, Basis::default(), RankBy::Betweenness, n);
            let whole = |share: f64| (share * 1e9).round() as u64;
            let numbers = |b: &Broker| {
                (
                    whole(b.betweenness),
                    whole(b.pagerank),
                    b.constraint.map(whole),
                    b.gives,
                    b.gets,
                )
            };
            let mut all: Vec<_> = brokers.brokers.iter().map(numbers).collect();
            all.sort_unstable();
            all
        });
        assert_eq!(ranks[0], ranks[1], "seed {seed}");
        if factions > 0 {
            // Where factions are pure, everyone finds them, whatever the names and so the order.
            let sizes = [0, 1].map(|i| {
                let blocs = Blocs::of(&signed[i]);
                assert_eq!(
                    (
                        blocs.contradicting,
                        balance[i].against.len(),
                        balance[i].degree().unwrap_or(1.0)
                    ),
                    (0, 0, 1.0)
                );
                let mut sizes: Vec<usize> = blocs.blocs.iter().map(|b| b.members.len()).collect();
                sizes.extend(blocs.alone.iter().map(|_| 1));
                sizes
            });
            assert_eq!(sizes[0], sizes[1], "seed {seed}");
        }
    }
}

#[test]
fn what_holds_of_all_partitions() {
    for seed in 0..60 {
        let mut random = Random::new(seed);
        let n = 3 + random.below(20);
        let ties = random_pairs(&mut random, n, 3 * n, 0);
        let net = named(&ties, |i| format!("a{i:02}"));
        let signed = Signed::of(&net, Basis::default());
        let (blocs, balance) = (Blocs::of(&signed), Balance::of(&signed, 5));
        let members = blocs.blocs.iter().flat_map(|b| &b.members).chain(&blocs.alone);
        let members: BTreeSet<&&str> = members.collect();
        assert_eq!(members.len(), signed.actors().len(), "everyone once, seed {seed}");
        let inside: usize = blocs.blocs.iter().map(|b| b.holds.len() + b.strains.len()).sum();
        assert!(inside <= signed.ties().len() && (-1.0..=1.0).contains(&blocs.modularity));
        for bloc in &blocs.blocs {
            // Friendly ties hold a bloc together.
            let mut joined: BTreeSet<&str> = [bloc.members[0]].into();
            for _ in &bloc.members {
                let more = bloc
                    .holds
                    .iter()
                    .filter(|t| joined.contains(t.a) || joined.contains(t.b));
                joined.extend(more.flat_map(|t| [t.a, t.b]).collect::<Vec<_>>());
            }
            assert_eq!(joined.len(), bloc.members.len(), "seed {seed}");
        }
        assert!(balance.at_least <= balance.against.len(), "seed {seed}");
        if let Some(fewest) = (signed.actors().len() <= 12).then(|| line_index(&signed)) {
            assert!(
                balance.at_least <= fewest && fewest <= balance.against.len(),
                "seed {seed}: {fewest}"
            );
        }
    }
}

/// The line index by trying all splits.
fn line_index(signed: &Signed) -> usize {
    let place = |id: &str| signed.actors().iter().position(|known| *known == id).expect("an actor");
    let ties: Vec<_> = signed
        .ties()
        .iter()
        .map(|t| (place(t.a), place(t.b), t.net > 0))
        .collect();
    let against = |split: usize| {
        let same = |a: usize, b: usize| (split >> a) & 1 == (split >> b) & 1;
        ties.iter().filter(|&&(a, b, friends)| same(a, b) != friends).count()
    };
    (0..1 << signed.actors().len()).map(against).min().unwrap_or(0)
}

/// Against all partitions of small networks whose groups friendly ties hold together: never better, and all in all nearly as good.
#[test]
fn blocs_are_nearly_the_best() {
    let (mut found, mut best) = (0.0, 0.0);
    for seed in 0..50 {
        let mut random = Random::new(seed);
        let ties = random_pairs(&mut random, 7, 12, 0);
        let net = named(&ties, |i| format!("a{i}"));
        let signed = Signed::of(&net, Basis::default());
        let place = |id: &str| signed.actors().iter().position(|known| *known == id).expect("an actor");
        let ties: Vec<_> = signed.ties().iter().map(|t| (place(t.a), place(t.b), t.net)).collect();
        let blocs = Blocs::of(&signed);
        let mut groups = vec![usize::MAX; signed.actors().len()];
        for (group, bloc) in blocs.blocs.iter().enumerate() {
            bloc.members.iter().for_each(|id| groups[place(id)] = group);
        }
        for (group, id) in blocs.alone.iter().enumerate() {
            groups[place(id)] = blocs.blocs.len() + group;
        }
        assert!(
            (modularity(&groups, &ties) - blocs.modularity).abs() < 1e-9,
            "seed {seed}"
        );
        let all = partitions(groups.len());
        let most = all
            .iter()
            .filter(|groups| is_held(groups, &ties))
            .map(|groups| modularity(groups, &ties));
        let most = most.fold(f64::MIN, f64::max);
        assert!(
            blocs.modularity <= most + 1e-9,
            "seed {seed}: {} of {most}",
            blocs.modularity
        );
        (found, best) = (found + blocs.modularity, best + most);
    }
    println!("modularity found {:.4} of {:.4}", found / 50.0, best / 50.0);
    assert!(found > 0.97 * best, "{found} of {best}");
}

/// Signed modularity as the paper writes it, pair by pair.
fn modularity(groups: &[usize], ties: &[(usize, usize, i64)]) -> f64 {
    let n = groups.len();
    let mut weight = vec![vec![0.0; n]; n];
    for &(a, b, net) in ties {
        (weight[a][b], weight[b][a]) = (net as f64, net as f64);
    }
    let strength = |sign: f64, i: usize| -> f64 { weight[i].iter().map(|w| f64::max(sign * w, 0.0)).sum() };
    let total = |sign: f64| (0..n).map(|i| strength(sign, i)).sum::<f64>();
    let (plus, minus) = (total(1.0), total(-1.0));
    let chance = |sign: f64, i, j| match total(sign) {
        0.0 => 0.0,
        all => strength(sign, i) * strength(sign, j) / all,
    };
    let pairs = (0..n)
        .flat_map(|i| (0..n).map(move |j| (i, j)))
        .filter(|&(i, j)| groups[i] == groups[j]);
    let sum: f64 = pairs
        .map(|(i, j)| weight[i][j] - chance(1.0, i, j) + chance(-1.0, i, j))
        .sum();
    sum / f64::max(plus + minus, 1.0)
}

/// All ways to put `n` into groups.
fn partitions(n: usize) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for _ in 0..n {
        let longer = |groups: Vec<usize>| {
            let next = groups.iter().max().map_or(0, |last| last + 1);
            (0..=next).map(move |group| [groups.clone(), vec![group]].concat())
        };
        all = all.into_iter().flat_map(longer).collect();
    }
    all
}

/// Do friendly ties hold every group together?
fn is_held(groups: &[usize], ties: &[(usize, usize, i64)]) -> bool {
    let mut joined: Vec<usize> = (0..groups.len()).collect();
    for _ in groups {
        for &(a, b, net) in ties {
            if net > 0 && groups[a] == groups[b] {
                let least = joined[a].min(joined[b]);
                (joined[a], joined[b]) = (least, least);
            }
        }
    }
    (0..groups.len()).all(|i| (0..i).all(|j| groups[i] != groups[j] || joined[i] == joined[j]))
}
