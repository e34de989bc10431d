//! Every word is where the network says it is, or it is told.

use crate::fixture::{Read, nato, network};
use newsgraph::graph::verify;

fn texts(articles: &[Read]) -> impl Iterator<Item = (&str, &str)> {
    articles
        .iter()
        .map(|read| (read.article.id.as_str(), read.article.text.as_str()))
}

#[test]
fn the_fixture_is_proven() {
    let articles = nato();
    let problems = verify(&network(&articles), texts(&articles));
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn what_is_wrong_is_told() {
    let articles = nato();
    type Change = fn(&mut Read);
    let changes: [(Change, &str); 6] = [
        (
            |r| r.observations[0].quote.push('!'),
            "quote: expected \"NATO Secretary",
        ),
        (
            |r| r.observations[0].trigger_bytes.end = 9999,
            "trigger: bytes 5..9999 do not lie in the text",
        ),
        (|r| r.observations[0].source_chars.start += 1, "source_text: characters"),
        (
            |r| r.observations[0].target_text = Some("EU".into()),
            "target_text: expected \"EU\"",
        ),
        (|r| r.document.sha256 = "0".repeat(64), "sha256: expected 000"),
        (|r| r.document.sha256.clear(), "sha256: the network does not know it"),
    ];
    for (change, expected) in changes {
        let mut changed = nato();
        change(&mut changed[0]);
        let problems = verify(&network(&changed), texts(&articles));
        assert!(
            problems.len() == 1 && problems[0].to_string().contains(expected),
            "{expected}\n{problems:#?}"
        );
    }
}

#[test]
fn texts_are_found_by_their_hash() {
    let articles = nato();
    let renamed = articles
        .iter()
        .map(|read| (format!("{}.txt", read.article.id), read.article.text.clone()));
    assert_eq!(verify(&network(&articles), renamed), []);
    let problems = verify(&network(&articles), texts(&articles).skip(1));
    assert_eq!(
        problems[0].to_string(),
        "reuters-1128: sha256: no text given that has this hash or this id"
    );
}
