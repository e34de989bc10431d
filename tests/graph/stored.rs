//! A store against the network in memory: after any articles in and out, in any order, both write the same bytes, and a question
//! to a part of it has the answer of the whole.

use crate::random::{self, Article, Random};
use newsgraph::extract::actor::{Actor, Kind, Registry};
use newsgraph::extract::relation::{Observation, Vocabulary};
use newsgraph::graph::analysis::{Officers, Period, paths, timeline};
use newsgraph::graph::query::{Dossier, Names, Pattern, rows};
use newsgraph::graph::store::{Account, Ask, Store, write_json};
use newsgraph::graph::{Edge, Filter, Network};
use newsgraph::{Document, Sketch, Span};

fn bytes(network: &Network) -> String {
    let mut out = Vec::new();
    write_json(network, &mut out).expect("memory");
    String::from_utf8(out).expect("text")
}

/// The first line in which two networks differ.
fn same(what: &str, stored: &Network, memory: &Network) {
    let (one, two) = (bytes(stored), bytes(memory));
    if let Some((a, b)) = one.lines().zip(two.lines()).find(|(a, b)| a != b) {
        panic!("{what}\nstored {a}\nmemory {b}");
    }
    assert_eq!(one, two, "{what}");
}

fn accounts(articles: &[Article]) -> Vec<Account> {
    articles
        .iter()
        .flat_map(|a| Account::all(&random::network(std::slice::from_ref(a))))
        .collect()
}

/// Articles in and out by turns; now and then a batch that fails halfway, because there is no room for it.
fn walk(seed: u64, article: impl Fn(&mut Random) -> Article) -> (Store, Network) {
    let mut random = Random::new(seed);
    let (store, mut memory) = (Store::in_memory().expect("memory"), Network::new());
    for step in 0..4 + random.below(8) {
        let what = format!("seed {seed}, step {step}");
        match random.below(8) {
            0 | 1 => {
                let ids: Vec<String> = memory.documents().map(|d| d.id.clone()).collect();
                if !ids.is_empty() {
                    let id = &ids[random.below(ids.len())];
                    assert!(memory.drop_document(id));
                    store.drop_documents(&[id]).unwrap_or_else(|e| panic!("{what}: {e}"));
                }
            }
            2 => {
                let batch: Vec<Article> = (0..3).map(|_| article(&mut random)).collect();
                store.limit(1).expect("a limit");
                let failed = store.add(&accounts(&batch));
                store.limit(u64::MAX).expect("no limit");
                if failed.is_ok() {
                    batch.iter().for_each(|(d, a, o)| drop(memory.add(d, a, o)));
                }
            }
            _ => {
                let batch: Vec<Article> = (0..1 + random.below(4)).map(|_| article(&mut random)).collect();
                let mut conflicts = Vec::new();
                for (d, a, o) in &batch {
                    conflicts.extend(memory.add(d, a, o));
                }
                let added = store.add(&accounts(&batch)).unwrap_or_else(|e| panic!("{what}: {e}"));
                conflicts.retain(|c| memory.conflicts().contains(c));
                conflicts.sort();
                conflicts.dedup();
                assert_eq!(added.conflicts, conflicts, "{what}");
            }
        }
        same(&what, &store.network().expect("whole"), &memory);
        let known = memory.clone().identified(Registry::builtin());
        same(
            &format!("{what}, who is who"),
            &store.resolved().expect("resolved"),
            &known,
        );
    }
    (store, memory.identified(Registry::builtin()))
}

#[test]
fn any_order_of_adding_and_dropping_gives_the_bytes_of_merging() {
    for seed in 0..60 {
        walk(seed, random::article);
    }
}

#[test]
fn so_it_does_where_names_are_told_apart() {
    for seed in 0..60 {
        let (store, _) = walk(seed, plain);
        let odd = store
            .table("SELECT value FROM meta WHERE key = 'odd' AND value = 'yes'")
            .expect("a table");
        assert!(odd.rows.is_empty(), "seed {seed} should need no reading of the whole");
    }
}

#[test]
fn parts_answer_as_the_whole() {
    for seed in 100..140 {
        let (store, whole) = walk(seed, plain);
        for name in ["France", "the police", "Ann Lund", "protesters", "country:no", "Nobody"] {
            let part = store.part(&Ask::Actor(name), false).expect("a part");
            assert_eq!(dossiers(&part, name), dossiers(&whole, name), "seed {seed}, {name}");
        }
        for pattern in [
            "France -?-> ?",
            "? -supports-> Norway",
            "France -?-> ? -supports-> ?",
            "? -?-> ? -meets-> Ann Lund",
            "? -[+]-> ?",
            "France -supports,meets-> Norway",
            "? <-not supports- ?",
            "Nobody -?-> ?",
        ] {
            for filter in filters() {
                let parsed: Pattern = pattern.parse().expect("a pattern");
                let part = store.part(&Ask::Pattern(&parsed, &filter), true).expect("a part");
                assert_eq!(
                    chains(&part, &parsed, &filter),
                    chains(&whole, &parsed, &filter),
                    "seed {seed}, {pattern}, {filter:?}"
                );
            }
        }
        for filter in filters() {
            let part = store.part(&Ask::Filter(&filter), true).expect("a part");
            assert_eq!(kept(&part, &filter), kept(&whole, &filter), "seed {seed}, {filter:?}");
            for (from, to) in [
                ("France", "Ann Lund"),
                ("Norway", "United States"),
                ("France", "Nobody"),
            ] {
                for signed in [false, true] {
                    let ask = Ask::Path {
                        from,
                        to,
                        longest: 4,
                        signed,
                        filter: &filter,
                    };
                    let part = store.part(&ask, true).expect("a part");
                    assert_eq!(
                        ways(&part, from, to, signed, &filter),
                        ways(&whole, from, to, signed, &filter),
                        "seed {seed}, {from} to {to}, {filter:?}"
                    );
                }
            }
        }
        for pattern in [
            "France -?-> ?",
            "? -?-> Norway",
            "France <-?- ?",
            "? <-meets-> Ann Lund",
            "France -not supports-> ?",
            "? -supports|meets-> France|Norway",
            "? -my-own-> Norway",
            "?:country -?-> Norway",
            "Nobody -?-> ?",
        ] {
            let parsed: Pattern = pattern.parse().expect("a pattern");
            for most in [1, 2, 5, 100] {
                let part = store.part(&Ask::First(&parsed, most), true).expect("a part");
                let (first, all) = (first(&part, &parsed), first(&whole, &parsed));
                let (first, all) = match (first, all) {
                    (Ok(first), Ok(all)) => (first, all),
                    (first, all) => {
                        assert_eq!(first.err(), all.err(), "seed {seed}, {pattern}");
                        continue;
                    }
                };
                let n_edges = part.edges().chain(part.untargeted()).count();
                assert_eq!(first, all[..first.len()], "seed {seed}, {pattern}, {most}");
                assert!(
                    n_edges >= most || first.len() == all.len(),
                    "seed {seed}, {pattern}, {most}"
                );
            }
        }
        for (one, other) in [
            ("Norway", None),
            ("Norway", Some("Ann Lund")),
            ("France", Some("Norway")),
        ] {
            let (ask, open) = (|filter| Ask::Between(one, other, filter), Filter::default());
            let part = store.part(&ask(&open), true).expect("a part");
            let (part, whole) = (pairs(&part, one, other), pairs(&whole, one, other));
            assert_eq!(part, whole, "seed {seed}, {one} and {other:?}");
        }
        for edge in whole.edges() {
            let part = store.part(&Ask::Edge(&edge.id), false).expect("a part");
            assert_eq!(part.edge(&edge.id), Some(edge), "seed {seed}");
        }
    }
}

fn filters() -> Vec<Filter> {
    let france = || vec!["France".to_owned()];
    let none = Filter::default;
    vec![
        none(),
        Filter {
            relation: vec!["supports".into()],
            ..none()
        },
        Filter {
            actor: france(),
            ..none()
        },
        Filter {
            any: france(),
            since: Some("2024-01-02".into()),
            ..none()
        },
        Filter {
            holder: france(),
            ..none()
        },
        Filter {
            near: france(),
            depth: 2,
            ..none()
        },
        Filter {
            sign: vec![1],
            until: Some("2024".into()),
            ..none()
        },
        Filter {
            doc: vec!["a1".into()],
            ..none()
        },
        Filter {
            target: france(),
            min_sources: 2,
            ..none()
        },
        Filter { top: Some(2), ..none() },
        Filter {
            any: france(),
            top: Some(1),
            ..none()
        },
        Filter {
            no_claims: true,
            kind: vec![Kind::Country],
            ..none()
        },
    ]
}

fn dossiers(network: &Network, name: &str) -> Result<Vec<String>, String> {
    let names = Names::of(network);
    let ids = names.actors(name).map_err(|e| e.to_string())?;
    let dossiers = ids.iter().filter_map(|id| Dossier::of(network, id));
    Ok(dossiers
        .map(|dossier| serde_json::to_string(&dossier.json(network)).unwrap())
        .collect())
}

fn shown(network: &Network, edges: &[&Edge]) -> String {
    serde_json::to_string(&rows(network, edges.iter().copied())).expect("rows")
}

fn narrowed(network: &Network, filter: &Filter) -> Result<Network, String> {
    network
        .subgraph_with(filter, &names(network))
        .map_err(|e| e.to_string())
}

fn names(network: &Network) -> Names<'_> {
    Names::of(network).with_relations(["supports", "meets", "holds-office"])
}

fn chains(network: &Network, pattern: &Pattern, filter: &Filter) -> Result<Vec<String>, String> {
    let narrowed = narrowed(network, filter)?;
    let chains = pattern
        .chains(&narrowed, &names(network), 1000)
        .map_err(|e| e.to_string())?;
    Ok(chains.iter().map(|chain| shown(network, &chain.edges)).collect())
}

fn first(network: &Network, pattern: &Pattern) -> Result<Vec<String>, String> {
    let names = Names::of(network).with_vocabulary(Vocabulary::english());
    let chains = pattern.chains(network, &names, 1000).map_err(|e| e.to_string())?;
    Ok(chains.iter().map(|chain| shown(network, &chain.edges)).collect())
}

fn pairs(network: &Network, one: &str, other: Option<&str>) -> Result<String, String> {
    let names = names(network);
    let ones = names.actors(one).map_err(|e| e.to_string())?;
    let others = other.map(|name| names.actors(name).map_err(|e| e.to_string()));
    let others = others.transpose()?.unwrap_or_default();
    let officers = Officers::of(network, &ones.union(&others).copied().collect());
    Ok(format!(
        "{:?}",
        timeline(network, &ones, &others, &officers, Period::Month)
    ))
}

fn kept(network: &Network, filter: &Filter) -> Result<String, String> {
    narrowed(network, filter).map(|network| bytes(&network))
}

fn ways(network: &Network, from: &str, to: &str, signed: bool, filter: &Filter) -> Result<Vec<String>, String> {
    let narrowed = narrowed(network, filter)?;
    let names = names(network);
    let ends = [from, to].map(|name| names.actors(name).map_err(|e| e.to_string()));
    let [from, to] = ends;
    let found = paths(&narrowed, &from?, &to?, 4, 5, signed);
    let steps = found.iter().flat_map(|path| &path.steps);
    Ok(steps.map(|edges| shown(network, edges)).collect())
}

/// Whom articles name: countries, namesakes, descriptions, and who is only mentioned.
const PLAIN: [(&str, &str, Kind); 8] = [
    ("country:fr", "France", Kind::Country),
    ("country:no", "Norway", Kind::Country),
    ("country:us", "United States", Kind::Country),
    ("person:ann-lund", "Ann Lund", Kind::Person),
    ("person:bo", "Bo", Kind::Person),
    ("group:protesters", "protesters", Kind::Group),
    ("government-body:police", "the police", Kind::GovernmentBody),
    ("place:mill", "Old Mill", Kind::Place),
];

const WIRE: &str = "The ferry between the two islands will not run on Sunday because its crew wants to be paid for the storm of last \
    winter, the harbour master said, and nobody in the town council could tell when boats would go again.";
const PRINTED: &str = "The ferry between the two islands will not run on Sunday because its crew wants to be paid for the storm of last \
    winter, the harbour master said, and nobody in the town council could tell when boats would go again. More on page four.";
const OTHER: &str = "A bakery in the old town has sold its last loaf after ninety years, since the oven could not be mended and a new one \
    would have cost more than the shop had earned in ten years of good business.";

/// An article in which every id has one label, so that nothing in it is odd.
fn plain(random: &mut Random) -> Article {
    let document = Document {
        id: random.pick(&["a1", "a2", "a3", "a4", "a5", "a6"]).into(),
        sha256: random.pick(&["a", "a", "a", "b"]).repeat(64),
        date: Some(random.pick(&["2024-01-01", "2024-01-02", "2024-02-03"]).into()),
        publisher: Some(random.pick(&["AP", "AFP", "The Paper"]).into()),
        // One text, a copy of it that is cut and has a line more, another.
        sketch: Some(Sketch::of(random.pick(&[WIRE, PRINTED, OTHER]))),
        ..Document::default()
    };
    let actors = PLAIN
        .iter()
        .filter(|_| random.below(3) > 0)
        .map(|&(id, label, kind)| Actor {
            id: id.into(),
            label: label.into(),
            kind,
            ..Actor::default()
        });
    let actors: Vec<Actor> = actors.collect();
    let observations = (0..random.below(6)).map(|i| stated(random, i, &document.id)).collect();
    (document, actors, observations)
}

fn stated(random: &mut Random, i: usize, doc: &str) -> Observation {
    let start = i * 40;
    let (_, _, observations) = loop {
        let article = random::article(random);
        if !article.2.is_empty() {
            break article;
        }
    };
    let mut o = observations.into_iter().next().expect("one at least");
    let span = |at: usize| Span::new(start + at, start + at + 2);
    let (source, target) = (random.pick(&PLAIN), random.pick(&PLAIN));
    o.doc = doc.into();
    o.sent = i as u32;
    o.quote = format!("Sentence {i} of {doc}, {} and {}.", source.1, target.1);
    (o.bytes, o.chars) = (Span::new(start, start + 40), Span::new(start, start + 40));
    (o.source, o.source_label, o.source_text) = (source.0.into(), source.1.into(), source.1.into());
    (o.source_bytes, o.source_chars) = (span(1), span(1));
    (o.trigger_bytes, o.trigger_chars) = (span(10), span(10));
    let there = random.below(6) > 0;
    o.target = there.then(|| target.0.into());
    o.target_label = there.then(|| target.1.into());
    o.target_text = there.then(|| target.1.into());
    o.target_bytes = there.then(|| span(20));
    o.target_chars = o.target_bytes;
    let holder = random.pick(&PLAIN);
    let claimed = random.below(4) == 0;
    o.holder = claimed.then(|| holder.0.into());
    o.holder_label = claimed.then(|| holder.1.into());
    o.relation = random.pick(&["supports", "meets", "holds-office", "my-own"]).into();
    o.sign = i8::from(o.relation == "supports");
    o.symmetric = o.relation == "meets";
    o.title = (o.relation == "holds-office").then(|| random.pick(&["minister", "ambassador"]).into());
    o
}
