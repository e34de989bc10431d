//! Stances, blocs, balance, brokers and agreement of small networks whose answers are known.

use crate::analysis::network;
use newsgraph::extract::relation::Observation;
use newsgraph::graph::Network;
use newsgraph::graph::analysis::{
    Agreement, Balance, Basis, Blocs, Broker, Brokers, Period, RankBy, Signed, Stance, Stats, Tie, Topic, stances,
};
use std::collections::BTreeSet;

/// A network of signed pairs: `a+b a-c` says that a supports b and opposes c; `a=b` that they meet, `a~b` that a urges b; a sign
/// twice is two documents.
pub fn pairs(text: &str) -> Network {
    let mut lines = String::new();
    for pair in text.split_whitespace() {
        let at = pair.find(['+', '-', '=', '~']).expect("a sign");
        let signs = pair[at..].chars().take_while(|c| "+-=~".contains(*c)).count();
        for doc in 0..signs {
            let (relation, sign) = match &pair[at..=at] {
                "+" => ("supports", 1),
                "-" => ("opposes", -1),
                "~" => ("urges", 0),
                _ => ("meets", 1),
            };
            let (source, target) = (&pair[..at], &pair[at + signs..]);
            lines += &format!("- d{doc} {source} {relation} {sign} {target}\n");
        }
    }
    // A meeting holds both ways.
    let net = network(&lines);
    let observations = net.observations().map(|o| Observation {
        symmetric: o.relation == "meets",
        ..o
    });
    Network::from_observations(observations)
}

fn ends(ties: &[&Tie]) -> String {
    ties.iter()
        .map(|tie| format!("{}{}{}", tie.a, if tie.net > 0 { "+" } else { "-" }, tie.b))
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn a_stance_counts_texts_by_how_they_say_it() {
    let mut net = network(
        "2024-01-05 d1 a supports +1 b\n2024-01-09 d1 a supports +1 b\n2024-02-01 d2 a opposes -1 b\n- d3 a !supports +1 b\n2024-02-09 p1 a aids +1 b\n- d1 b opposes -1 a\n- d1 a holds-office +1 c\n- d1 a supports +1 a\n- d1 a urges 0 b",
    );
    // The same as somebody's claim.
    let claims = network("- d9 a opposes -1 b\n- p9 a opposes -1 b");
    let claims = claims.observations().map(|o| Observation {
        holder: Some("c".into()),
        ..o
    });
    net.merge(&Network::from_observations(claims));
    let all = stances(&net, Some(Period::Month));
    assert_eq!(
        all.iter().map(|s| (s.source, s.target)).collect::<Vec<_>>(),
        [("a", "b"), ("b", "a")]
    );
    let tally = all[0].tally;
    assert_eq!(
        (tally.stated, tally.claimed, tally.planned, tally.claimed_planned),
        ([1, 2], [0, 1], [1, 0], [0, 1])
    );
    let basis = |claims, plans| Basis { claims, plans };
    for (basis, votes) in [
        (basis(false, false), [1, 2]),
        (basis(true, false), [1, 3]),
        (basis(false, true), [2, 2]),
        (Basis::ALL, [2, 4]),
    ] {
        assert_eq!(tally.votes(basis), votes, "{basis:?}");
        assert_eq!(
            all[0].evidence(basis).count(),
            votes.iter().sum::<u32>() as usize + 1,
            "{basis:?}"
        );
    }
    let periods: Vec<_> = all[0].periods.iter().map(|(p, t)| (p.as_str(), t.stated)).collect();
    assert_eq!(periods, [("", [0, 1]), ("2024-01", [1, 0]), ("2024-02", [0, 1])]);
    let both = Stance::mutual(all);
    assert_eq!((both.len(), both[0].tally.stated, both[0].edges.len()), (1, [1, 3], 5));
    assert_eq!(both[0].periods[0], ("".into(), both[0].periods[0].1));
}

/// A group of novices like the one that Sampson watched in 1968, of our own making: three who stand by the old ways, four young ones, two outcasts, and
/// one between.
const CLOISTER: &str = "adam++bede bede+adam adam+carl bede+carl carl+adam \
    eric++fritz eric+gregor fritz+gregor gregor+hans hans+eric \
    ivo+john john+ivo \
    adam-eric bede-fritz carl--gregor hans-adam eric-ivo fritz-john gregor-ivo adam-ivo \
    kilian+adam kilian+carl kilian-eric";

#[test]
fn blocs_of_small_networks() {
    for (text, blocs, alone, against) in [
        // Two factions, friends within and foes between.
        ("a+b b+c a+c d+e e+f d-a e-b f-c", "a,b,c d,e,f", "", 0),
        // The same with one friendship across and one quarrel within.
        ("a++b b++c a++c d++e e++f d++f d--a e--b f--c c+d", "a,b,c d,e,f", "", 1),
        (
            "a++b a++c a++d b++c b++d c-d e++f f++g e++g a--e b--f",
            "a,b,c,d e,f,g",
            "",
            1,
        ),
        // Three factions.
        ("a+b c+d e+f a-c b-e d-f", "a,b c,d e,f", "", 0),
        // A common enemy alone makes no bloc, near or far.
        ("a-x b-x c-x", "", "a,b,c,x", 0),
        ("a-b c-d", "", "a,b,c,d", 0),
        // As much for as against is no tie.
        ("a+b a-b a+c", "a,c", "", 0),
        // Meetings count for both; requests for nobody.
        ("a=b b~c", "a,b", "", 0),
        ("", "", "", 0),
        (CLOISTER, "eric,fritz,gregor,hans adam,carl,bede,kilian ivo,john", "", 0),
    ] {
        let net = pairs(text);
        let signed = Signed::of(&net, Basis::default());
        let found = Blocs::of(&signed);
        let mut names: Vec<String> = found.blocs.iter().map(|b| b.members.join(",")).collect();
        let mut expected: Vec<String> = blocs.split_whitespace().map(str::to_owned).collect();
        for bloc in names.iter_mut().chain(&mut expected) {
            let mut members: Vec<&str> = bloc.split(',').collect();
            members.sort_unstable();
            *bloc = members.join(",");
        }
        expected.sort_by_key(|bloc| (std::cmp::Reverse(bloc.matches(',').count()), bloc.clone()));
        assert_eq!(names, expected, "{text}");
        assert_eq!(
            (found.alone.join(","), found.contradicting),
            (alone.into(), against),
            "{text}"
        );
    }
}

#[test]
fn a_bloc_names_its_ties() {
    let net = pairs("a++b b++c a++c d++e e++f d++f d--a e--b f-c c+d a-x");
    let signed = Signed::of(&net, Basis::default());
    let found = Blocs::of(&signed);
    let bloc = &found.blocs[0];
    assert_eq!(
        (ends(&bloc.holds), ends(&bloc.strains)),
        ("a+b a+c b+c".into(), "".into())
    );
    assert_eq!(
        (ends(&bloc.opposes), ends(&bloc.reaches)),
        ("a-d b-e a-x c-f".into(), "c+d".into())
    );
    assert_eq!((bloc.support(), bloc.opposition()), (6, 5));
    assert_eq!(bloc.towards, [(1, [1, 5])]);
    let quotes: Vec<&str> = signed
        .evidence(bloc.reaches[0])
        .map(|(_, e)| e.quote.as_str())
        .collect();
    assert_eq!(quotes, ["- d0 c supports 1 d"]);
    // What chance would put inside is taken off: worked out by hand for two pairs of friends and a quarrel between.
    let net = pairs("a+b c+d a-c");
    let signed = Signed::of(&net, Basis::default());
    let q = Blocs::of(&signed).modularity;
    assert!((q - (4.0 - (2.0 - 1.0)) / 6.0).abs() < 1e-12, "{q}");
}

#[test]
fn triads_are_balanced_or_not() {
    for (text, triads, at_least, against) in [
        // The four types.
        ("a+b b+c a+c", [1, 0, 0, 0], 0, ""),
        ("a+b b+c a-c", [0, 1, 0, 0], 1, "1"),
        ("a+b b-c a-c", [0, 0, 1, 0], 0, ""),
        ("a-b b-c a-c", [0, 0, 0, 1], 1, "1"),
        // No triad, yet unbalanced: a ring of four with one foe.
        ("a+b b+c c+d a-d", [0, 0, 0, 0], 1, "1"),
        ("a+b b-c c+d a-d", [0, 0, 0, 0], 0, ""),
        // Two quarrels that share no tie.
        ("a+b b+c a-c c+d d+e c-e", [0, 2, 0, 0], 2, "2"),
        // Four who are all against all: two ties keep them from two camps.
        ("a-b a-c a-d b-c b-d c-d", [0, 0, 0, 4], 1, "2"),
        // Two camps, and one who is for both.
        ("a+b c+d a-c a-d b-c b-d e+a e+c", [0, 1, 4, 0], 1, "1"),
        ("a+b b+a", [0; 4], 0, ""),
        ("", [0; 4], 0, ""),
    ] {
        let net = pairs(text);
        let signed = Signed::of(&net, Basis::default());
        let found = Balance::of(&signed, 10);
        assert_eq!((found.triads, found.at_least), (triads, at_least), "{text}");
        let n = found.against.len();
        assert_eq!(
            n.to_string(),
            if against.is_empty() { "0" } else { against },
            "{text}: {}",
            ends(&found.against)
        );
        assert_eq!(found.balanced.len() as u64, triads[0] + triads[2], "{text}");
        assert_eq!(found.unbalanced.len() as u64, triads[1] + triads[3], "{text}");
        assert!(found.balanced.iter().all(|t| t.is_balanced()), "{text}");
        assert!(found.unbalanced.iter().all(|t| !t.is_balanced()), "{text}");
    }
    let net = pairs("a++b b++c a--c c+d d+e c-e");
    let signed = Signed::of(&net, Basis::default());
    let found = Balance::of(&signed, 1);
    let triad = &found.unbalanced[0];
    assert_eq!(
        (triad.actors, ends(&triad.ties), triad.strength()),
        (["a", "b", "c"], "a+b a-c b+c".into(), 2)
    );
    assert_eq!((found.degree(), found.unbalanced.len()), (Some(0.0), 1));
    let camps = Balance::of(&signed, 0).camps;
    assert_eq!(camps[0].len() + camps[1].len(), 5);
    let stats = Stats::of(&net, 3);
    assert_eq!(
        (stats.balance.triads, stats.balance.frustrated, stats.balance.ties),
        ([0, 2], [2, 2], 6)
    );
}

#[test]
fn brokers_stand_between() {
    // Two rings of three, and one who joins them.
    let net = pairs("a+b b+c c+a x+a x-d d+e e+f f+d x~a b--x");
    let all = |by| Brokers::of(&net, Basis::default(), by, 10);
    let found = all(RankBy::Betweenness);
    assert_eq!((found.actors, found.pairs, found.exact), (7, 9, true));
    let named = |id: &str| found.brokers.iter().find(|b| b.actor == id).expect("listed");
    let Broker {
        contacts, gives, gets, ..
    } = named("x");
    assert_eq!((*contacts, *gives, *gets), (3, [1, 1], [0, 1]));
    assert_eq!(found.brokers[0].actor, "x");
    // Over x lead the ways of all of a, b, c to all of d, e, f: 9 of 15.
    assert!((named("x").betweenness - 9.0 / 15.0).abs() < 1e-12);
    let sum: f64 = found.brokers.iter().map(|b| b.pagerank).sum();
    assert!((sum - 1.0).abs() < 1e-9);
    assert_eq!(named("x").edges[0].relation, "opposes");
    let limited = Brokers::of(&net, Basis::default(), RankBy::Pagerank, 2);
    assert_eq!(limited.brokers.len(), 2);
    assert!(limited.brokers[0].pagerank >= limited.brokers[1].pagerank);
    // Who meets is met; nobody who is there alone is listed.
    let net = pairs("a=b");
    let found = Brokers::of(&net, Basis::default(), RankBy::Betweenness, 10);
    assert_eq!((found.brokers[0].gives, found.brokers[0].gets), ([1, 0], [1, 0]));
    assert_eq!(found.brokers[0].constraint, Some(1.0));
    assert_eq!(
        Brokers::of(&Network::new(), Basis::default(), RankBy::Betweenness, 10).brokers,
        []
    );
}

#[test]
fn two_actors_agree_or_not() {
    let net = pairs("a+t b+t a-u b-u a+v b-v a+w a-w b+w a-b a+x b~x c+a");
    let [a, b, none]: [BTreeSet<&str>; 3] = [["a"].into(), ["b"].into(), BTreeSet::new()];
    let found = Agreement::of(&net, &a, &b, Basis::default());
    let told: Vec<_> = found
        .issues
        .iter()
        .map(|i| (i.topic.clone(), i.same(), i.nets()))
        .collect();
    let expected = [
        (Topic::Actor("t"), Some(true), [1, 1]),
        (Topic::Actor("u"), Some(true), [-1, -1]),
        (Topic::Actor("v"), Some(false), [1, -1]),
        (Topic::Actor("w"), None, [0, 1]),
    ];
    assert_eq!(told, expected);
    assert_eq!((found.counts(), found.share()), ([2, 1], Some(2.0 / 3.0)));
    let quotes = found.issues[2].evidence.each_ref().map(|said| said[0].1.quote.as_str());
    assert_eq!(quotes, ["- d0 a supports 1 v", "- d0 b opposes -1 v"]);
    assert_eq!(Agreement::of(&net, &a, &none, Basis::default()).share(), None);
    // A matter counts where they speak of it towards different actors.
    let about = |lines: &str| {
        let net = network(lines);
        let observations = net.observations().map(|o| Observation {
            about: Some(format!("{}grain deal", if o.source == "a" { "the " } else { "" })),
            ..o
        });
        Network::from_observations(observations)
    };
    for (lines, topics) in [
        (
            "- d1 a opposes -1 t\n- d1 b opposes -1 u",
            vec![Topic::Matter("the grain deal")],
        ),
        ("- d1 a opposes -1 t\n- d1 b opposes -1 t", vec![Topic::Actor("t")]),
    ] {
        let net = about(lines);
        let found = Agreement::of(&net, &a, &b, Basis::default());
        assert_eq!(
            found.issues.into_iter().map(|i| i.topic).collect::<Vec<_>>(),
            topics,
            "{lines}"
        );
    }
}
