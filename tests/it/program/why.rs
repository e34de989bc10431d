//! `newsgraph why`: what an edge rests on; `newsgraph explain`: why there is none.

use crate::place::Place;

const TEXT: &str =
    "NATO met in Riga on Tuesday.\n\nJens Stoltenberg praised Latvia. He urged Hungary to back Sweden.\n";

#[test]
fn an_edge_shows_its_words_its_actors_and_its_rule() {
    let place = Place::new("why");
    place.write("a.txt", TEXT);
    place.run(&["build", "a.txt", "-q", "-o", "net.json"]).code(0);
    let alone = place.run(&["why", "? -urges-> Hungary", "net.json", "-q"]).code(0).out;
    for part in [
        "Jens Stoltenberg -urges-> Hungary",
        "sign 0",
        "a, sentence 3",
        "[He|who] [urged|act] [Hungary|whom] to back Sweden.",
        "who      \"He\" = Jens Stoltenberg (person:jens-stoltenberg), by context",
        "whom     \"Hungary\" = Hungary (country:hu), by name",
        "rule     urges:",
        "status   affirmed, actual, stated by the article",
        "drop it  newsgraph merge … --drop a",
    ] {
        assert!(alone.contains(part), "{part:?} in:\n{alone}");
    }
    // With the article, the pronoun is traced to a name.
    let traced = place
        .run(&["why", "? -urges-> Hungary", "net.json", "a.txt", "-q"])
        .code(0)
        .out;
    let chain = "by a pronoun for \"Jens Stoltenberg\" in sentence 2";
    assert!(traced.contains(chain), "{traced}");
}

#[test]
fn an_edge_goes_by_its_id() {
    let place = Place::new("why-id");
    place.write("a.txt", TEXT);
    let rows = place
        .run(&["query", "? -urges-> Hungary", "a.txt", "-q", "-f", "jsonl"])
        .code(0)
        .out;
    let row: serde_json::Value = serde_json::from_str(rows.lines().next().expect("a row")).expect("JSON");
    let id = row["id"].as_str().expect("an id");
    let by_id = place.run(&["why", id, "a.txt", "-q"]).code(0).out;
    assert_eq!(by_id, place.run(&["why", &id[..8], "a.txt", "-q"]).code(0).out);
    assert!(by_id.contains(id), "{by_id}");
    place
        .run(&["why", "e:zz", "a.txt"])
        .code(1)
        .says(&["no edge \"e:zz\"", "newsgraph query"]);
}

#[test]
fn what_is_no_edge_has_a_reason() {
    let place = Place::new("explain");
    let ran = place.run(&["explain", "France backed the idea."]).code(1);
    for part in [
        "No relation by \"backed\", tried as ",
        "\"France\" is France, \"idea\" is no actor",
        "No relation: no frame found an actor at each of its ends.",
    ] {
        assert!(ran.out.contains(part), "{part:?} in:\n{}", ran.out);
    }
    let ran = place.run(&["explain", "France backed Ukraine."]).code(0);
    assert!(!ran.out.contains("No relation"), "{}", ran.out);
    let piped = place.run_on("France backed Ukraine.", &["explain", "-"]).code(0);
    assert_eq!(piped.out, ran.out);
    place
        .run_on([0xff, 0xfe, 0xfd], &["explain", "-"])
        .code(4)
        .says(&["stdin", "UTF-8"]);
}
