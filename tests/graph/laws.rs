//! What holds of every network: order does not matter, twice is once, and what is dropped was never there.

use crate::random::{Article, Random, network};
use newsgraph::graph::{Network, read, store};

const SEEDS: u64 = 400;

/// Runs a law on the articles of many seeds.
fn check(law: &str, test: impl Fn(&mut Random, Vec<Article>) -> Result<(), String>) {
    for seed in 0..SEEDS {
        let mut random = Random::new(seed);
        let n = 1 + random.below(6);
        let articles = (0..n).map(|_| crate::random::article(&mut random)).collect();
        if let Err(what) = test(&mut random, articles) {
            panic!("{law}, seed {seed}: {what}");
        }
    }
}

fn bytes(network: &Network) -> String {
    let mut out = Vec::new();
    store::write_json(network, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn same(a: &Network, b: &Network) -> Result<(), String> {
    let (one, two) = (bytes(a), bytes(b));
    match one.lines().zip(two.lines()).find(|(a, b)| a != b) {
        Some((a, b)) => Err(format!("\n{a}\n{b}")),
        None if one != two => Err("one is longer".into()),
        None if a != b => Err("same bytes, but not equal".into()),
        None => Ok(()),
    }
}

fn merged(mut a: Network, b: &Network) -> Network {
    a.merge(b);
    a
}

/// Cuts a list in three.
fn parts(random: &mut Random, articles: &[Article]) -> [Network; 3] {
    let (i, j) = (random.below(articles.len() + 1), random.below(articles.len() + 1));
    let (i, j) = (i.min(j), i.max(j));
    [&articles[..i], &articles[i..j], &articles[j..]].map(network)
}

#[test]
fn merge_is_commutative() {
    check("a + b = b + a", |random, articles| {
        let [a, b, _] = parts(random, &articles);
        same(&merged(a.clone(), &b), &merged(b, &a))
    });
}

#[test]
fn merge_is_associative() {
    check("(a + b) + c = a + (b + c)", |random, articles| {
        let [a, b, c] = parts(random, &articles);
        same(&merged(merged(a.clone(), &b), &c), &merged(a, &merged(b, &c)))
    });
}

#[test]
fn merge_is_idempotent() {
    check("a + a = a", |_, articles| {
        let a = network(&articles);
        same(&merged(a.clone(), &a), &a)
    });
}

#[test]
fn empty_changes_nothing() {
    check("a + nothing = a", |_, articles| {
        let a = network(&articles);
        same(&merged(a.clone(), &Network::new()), &a)?;
        same(&merged(Network::new(), &a), &a)
    });
}

#[test]
fn order_of_articles_does_not_matter() {
    check("add in any order", |random, mut articles| {
        let a = network(&articles);
        random.shuffle(&mut articles);
        same(&network(&articles), &a)
    });
}

#[test]
fn adding_is_merging() {
    check("add = merge", |random, articles| {
        let [a, b, c] = parts(random, &articles);
        same(&merged(merged(a, &b), &c), &network(&articles))
    });
}

#[test]
fn dropped_is_never_read() {
    check("drop", |random, articles| {
        let id = articles[random.below(articles.len())].0.id.clone();
        // "x@aaaaaaaaaaaa" is what a text under the id "x" may be kept as: it is not told apart here.
        if id.starts_with('x') && articles.iter().any(|(document, ..)| document.id.starts_with("x@")) {
            return Ok(());
        }
        let mut a = network(&articles);
        assert!(a.drop_document(&id));
        let rest: Vec<_> = articles
            .into_iter()
            .filter(|(document, ..)| document.id != id)
            .collect();
        same(&a, &network(&rest))
    });
}

#[test]
fn one_text_of_a_conflict_can_be_dropped() {
    check("drop one text", |random, articles| {
        let mut a = network(&articles);
        let documents: Vec<_> = a.documents().cloned().collect();
        let doomed = &documents[random.below(documents.len())];
        a.drop_document(&doomed.id);
        let base = |id: &str| id.split('@').next().unwrap().to_owned();
        // The ids "x" and "x@aaaaaaaaaaaa" are one base here; keep those of other bases or other texts.
        let keep = |(d, ..): &Article| base(&d.id) != base(&doomed.id) || d.sha256 != doomed.sha256;
        if base(&doomed.id) == "x" {
            return Ok(());
        }
        same(&a, &network(&articles.into_iter().filter(keep).collect::<Vec<_>>()))
    });
}

#[test]
fn files_are_read_back_whole() {
    check("store", |random, articles| {
        let [a, b, _] = parts(random, &articles);
        let again = read(bytes(&a).as_bytes()).map_err(|e| e.to_string())?;
        same(&again, &a)?;
        // What is read back merges and drops as what was written.
        same(&merged(again.clone(), &b), &merged(a.clone(), &b))?;
        let id = &articles[0].0.id;
        let (mut one, mut two) = (a.clone(), again);
        one.drop_document(id);
        two.drop_document(id);
        same(&two, &one)?;

        let mut lines = Vec::new();
        store::write_jsonl(&a, &mut lines).unwrap();
        let text = String::from_utf8(lines).unwrap();
        let mut lines: Vec<&str> = text.lines().chain(text.lines()).collect();
        random.shuffle(&mut lines);
        let shuffled = read(lines.join("\n").as_bytes());
        if a.is_empty() {
            return Ok(());
        }
        same(&shuffled.map_err(|e| e.to_string())?, &a)
    });
}

#[test]
fn no_edge_without_evidence_and_no_loose_end() {
    check("evidence", |_, articles| {
        let a = network(&articles);
        for edge in a.edges().chain(a.untargeted()) {
            let ends = [Some(&edge.source), edge.target.as_ref()];
            let known = ends.into_iter().flatten().all(|id| a.node(id).is_some());
            let proven = !edge.evidence.is_empty() && edge.evidence.iter().all(|e| a.document(&e.doc).is_some());
            if !known || !proven {
                return Err(format!("{edge:?}"));
            }
        }
        Ok(())
    });
}

#[test]
fn observations_make_the_network_again() {
    check("from_observations", |random, articles| {
        let mut observations: Vec<_> = articles
            .into_iter()
            .flat_map(|(.., observations)| observations)
            .collect();
        let a = Network::from_observations(observations.clone());
        random.shuffle(&mut observations);
        same(&Network::from_observations(observations), &a)?;
        // One document may give an actor several labels; an observation tells but one.
        let again = Network::from_observations(a.observations());
        match again.edges().eq(a.edges()) && again.untargeted().eq(a.untargeted()) {
            true => Ok(()),
            false => Err("its own observations make another".into()),
        }
    });
}

#[test]
fn conflicts_are_told_and_kept() {
    let text = |sha256: &str| newsgraph::Document {
        id: "monday".into(),
        sha256: sha256.repeat(64),
        ..Default::default()
    };
    let mut network = Network::new();
    assert_eq!(network.add(&text("b"), &[], &[]), []);
    let conflicts = network.add(&text("a"), &[], &[]);
    let told = "2 different texts under the id monday: kept apart as monday@aaaaaaaaaaaa, monday@bbbbbbbbbbbb";
    assert_eq!(conflicts.iter().map(ToString::to_string).collect::<Vec<_>>(), [told]);
    assert_eq!(network.add(&text("a"), &[], &[]), [], "nothing new to tell");
    assert_eq!(network.conflicts(), conflicts);
    network.drop_document("monday@aaaaaaaaaaaa");
    assert_eq!(
        network.documents().map(|d| d.id.as_str()).collect::<Vec<_>>(),
        ["monday"]
    );
}

/// The same records in another layout: sorted keys, more blanks. Only the slower of the two readers takes it.
fn laid_out_otherwise(network: &Network) -> String {
    let value: serde_json::Value = serde_json::from_str(&bytes(network)).unwrap();
    serde_json::to_string_pretty(&value).unwrap()
}

#[test]
fn both_readers_read_the_same() {
    check("layout", |_, articles| {
        let a = network(&articles);
        let one = read(bytes(&a).as_bytes()).map_err(|e| e.to_string())?;
        let two = read(laid_out_otherwise(&a).as_bytes()).map_err(|e| e.to_string())?;
        same(&one, &two)?;
        let file = store::read_from(&mut std::io::Cursor::new(bytes(&a))).map_err(|e| e.to_string())?;
        same(&file, &a)?;
        // A network that was read does as one that was built.
        let again = |network: &Network| Network::from_observations(network.observations());
        same(&again(&one), &again(&a))
    });
}

#[test]
fn nothing_is_lost() {
    check("every observation is in the merged network", |random, articles| {
        let [a, b, c] = parts(random, &articles);
        let all = merged(merged(a.clone(), &b), &c);
        for part in [&a, &b, &c] {
            for edge in part.edges().chain(part.untargeted()) {
                let Some(known) = all.edge(&edge.id) else {
                    return Err(format!("no edge {}", edge.id));
                };
                // A document may go by another id where texts differ, and the surest reading of a place stands for all.
                for e in &edge.evidence {
                    let is = |k: &&newsgraph::graph::Evidence| {
                        k.doc.split('@').next() == e.doc.split('@').next() && k.bytes == e.bytes && k.quote == e.quote
                    };
                    if known.evidence.iter().find(is).is_none() {
                        return Err(format!("no {e:?}"));
                    }
                }
            }
        }
        let conflicts = all.conflicts();
        let told = |id: &str| conflicts.iter().any(|c| c.kept_as.iter().any(|kept| kept == id));
        let apart = all
            .documents()
            .filter(|d| d.id.contains('@') && !d.id.starts_with("x@"));
        let untold: Vec<&str> = apart.map(|d| d.id.as_str()).filter(|id| !told(id)).collect();
        match untold.is_empty() {
            true => Ok(()),
            false => Err(format!("not told: {untold:?}")),
        }
    });
}

#[test]
fn exact_removal_after_merge() {
    check("merge, then drop, is never having read", |random, articles| {
        let (i, j) = (random.below(articles.len()), random.below(2));
        let id = articles[i].0.id.clone();
        if id.starts_with('x') {
            return Ok(());
        }
        let (with, without): (Vec<_>, Vec<_>) = articles.into_iter().partition(|(document, ..)| document.id == id);
        let mut all = match j {
            0 => merged(network(&with), &network(&without)),
            _ => merged(network(&without), &network(&with)),
        };
        assert!(all.drop_document(&id));
        same(&all, &network(&without))
    });
}

/// A large network and a small one go another way than two of one size.
#[test]
fn large_and_small() {
    for seed in 0..20 {
        let mut random = Random::new(seed);
        let mut many: Vec<Article> = (0..60).map(|_| crate::random::article(&mut random)).collect();
        for (i, (document, _, observations)) in many.iter_mut().enumerate() {
            document.id = format!("{}-{i}", document.id);
            for o in observations {
                o.doc.clone_from(&document.id);
                // More actors, so that there are many edges.
                o.source = format!("person:{}", random.below(100));
            }
        }
        let few = many.split_off(58);
        let (large, small) = (network(&many), network(&few));
        let one = merged(large.clone(), &small);
        let two = merged(small.clone(), &large);
        let three = network(&many.into_iter().chain(few).collect::<Vec<_>>());
        same(&one, &two).unwrap_or_else(|what| panic!("seed {seed}: {what}"));
        same(&one, &three).unwrap_or_else(|what| panic!("seed {seed}: {what}"));
        assert_eq!(
            merged(one.clone(), &large),
            one,
            "what is known already changes nothing"
        );
    }
}
