//! The 591 names of `tests/cases/registry/names.txt`: at least 98 in 100 are resolved, none wrongly.

use newsgraph::extract::Extractor;

const NAMES: &str = include_str!("../cases/registry/names.txt");

/// Who is meant by the name in the sentence, where the registry says so. A longer mention around it counts,
/// names inside names do not.
fn meant(extractor: &Extractor, sentence: &str, name: &str) -> Vec<String> {
    let at = sentence.find(name).expect("the sentence has the name");
    let cast = extractor.cast(sentence).cast;
    let over = |m: &&newsgraph::extract::actor::Mention| {
        m.known && !m.inner && (m.span.start as usize) < at + name.len() && at < m.span.end as usize
    };
    let ids = cast.mentions.iter().filter(over).filter_map(|m| m.actor);
    ids.map(|actor| cast.actor(actor).id.clone()).collect()
}

#[test]
fn names_are_resolved() {
    let extractor = Extractor::english();
    let (mut n, mut n_resolved) = (0, 0);
    let (mut missed, mut wrong) = (Vec::new(), Vec::new());
    for line in NAMES.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let case = line.split("   #").next().expect("a split has a first part");
        let (sentence, case) = case.split_once(" => ").expect("sentence => name = id");
        let (name, id) = case.rsplit_once(" = ").expect("name = id");
        n += 1;
        let (name, nobody) = match name.strip_prefix("not ") {
            Some(name) => (name, true),
            None => (name, false),
        };
        let found = meant(&extractor, sentence, name);
        match (nobody, found.as_slice()) {
            (true, []) => n_resolved += 1,
            (false, []) => missed.push(format!("{sentence}  {name}")),
            (false, ids) if ids.iter().all(|found| found == id) => n_resolved += 1,
            (_, ids) => wrong.push(format!("{sentence}  {name}: {ids:?}")),
        }
    }
    println!("{n_resolved} of {n} names as expected\nmissed:\n{}", missed.join("\n"));
    assert_eq!(n, 591);
    assert!(wrong.is_empty(), "taken for somebody else:\n{}", wrong.join("\n"));
    assert!(n_resolved * 100 >= n * 98, "{n_resolved} of {n}\n{}", missed.join("\n"));
}
