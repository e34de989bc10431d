//! `newsgraph add`, `drop`, `search` and `sql`, and stores wherever a network is read.

use crate::place::Place;
use std::fs;

const ARTICLES: [(&str, &str, &str); 5] = [
    (
        "mon",
        "2024-03-04",
        "France backed Ukraine. Serbia criticized Ukraine. The police arrested protesters.",
    ),
    (
        "tue",
        "2024-03-05",
        "Serbia criticized Ukraine, but Germany did not criticize Ukraine. Protesters thanked France.",
    ),
    (
        "wed",
        "2024-03-06",
        "Russia accused France of aiding Ukraine. France met Poland. The police met protesters.",
    ),
    (
        "thu",
        "2024-03-07",
        "Poland thanked France on Thursday. Spain backed a gas pipeline plan of Germany.",
    ),
    (
        "fri",
        "2024-03-08",
        "Chile criticized Peru. The police of Chile arrested protesters in Chile. Peru thanked Chile.",
    ),
];

/// The articles one by one as JSONL, all as `all.jsonl`, and as a network and a store.
fn news(name: &str) -> Place {
    let place = Place::new(name);
    let line = |(id, date, text): &(&str, &str, &str)| {
        format!("{{\"id\":\"{id}\",\"date\":\"{date}\",\"publisher\":\"P\",\"text\":\"{text}\"}}\n")
    };
    for article in &ARTICLES {
        place.write(&format!("{}.jsonl", article.0), line(article));
    }
    place.write("all.jsonl", ARTICLES.iter().map(line).collect::<String>());
    place.run(&["build", "all.jsonl", "-q", "-o", "all.json"]).code(0);
    place.run(&["add", "all.ngdb", "all.jsonl", "-q"]).code(0);
    place
}

#[test]
fn what_is_in_costs_nothing_and_what_is_new_is_added() {
    let place = news("store-add");
    place
        .run(&["add", "s.ngdb", "mon.jsonl", "tue.jsonl"])
        .code(0)
        .says(&["2 new, 0 known already; s.ngdb: 2 documents"]);
    let before = fs::read(place.path("s.ngdb")).unwrap();
    place
        .run(&["add", "s.ngdb", "mon.jsonl"])
        .code(0)
        .says(&["0 new, 1 known already"]);
    assert!(fs::read(place.path("s.ngdb")).unwrap() == before, "not a byte");
    // Articles, a network and another store: in any order the same.
    place
        .run(&["build", "fri.jsonl", "thu.jsonl", "-q", "-o", "late.json"])
        .code(0);
    place
        .run(&["add", "s.ngdb", "late.json", "all.ngdb", "all.jsonl"])
        .code(0)
        .says(&["3 new"]);
    place.run(&["export", "s.ngdb", "-o", "s.json"]).code(0);
    assert_eq!(place.read("s.json"), place.read("all.json"));
    place
        .run(&["add", "s.ngdb", "s.ngdb"])
        .code(4)
        .says(&["cannot be added to itself"]);
    assert_eq!(
        place.run(&["merge", "s.ngdb", "fri.jsonl", "-q"]).code(0).out,
        place.read("all.json")
    );
}

#[test]
fn what_is_dropped_was_never_read() {
    let place = news("store-drop");
    place
        .run(&["drop", "all.ngdb", "tue", "fri"])
        .code(0)
        .says(&["2 taken out; all.ngdb: 3 documents"]);
    place.run(&["export", "all.ngdb", "-o", "left.json"]).code(0);
    place
        .run(&["build", "wed.jsonl", "mon.jsonl", "thu.jsonl", "-q", "-o", "never.json"])
        .code(0);
    assert_eq!(place.read("left.json"), place.read("never.json"));
    place
        .run(&["drop", "all.ngdb", "mon", "sun"])
        .code(4)
        .says(&["no document \"sun\""]);
    place.run(&["add", "all.ngdb", "all.jsonl", "-q"]).code(0);
    place.run(&["export", "all.ngdb", "-o", "again.json"]).code(0);
    assert_eq!(
        place.read("again.json"),
        place.read("all.json"),
        "the failed drop took nothing"
    );
    place
        .run(&["drop", "none.ngdb", "mon"])
        .code(4)
        .says(&["no such store"]);
}

#[test]
fn two_texts_under_one_id_are_reported_and_kept_apart() {
    let place = news("store-conflict");
    place.write(
        "other.jsonl",
        "{\"id\":\"mon\",\"date\":\"2024-03-04\",\"text\":\"France criticized Ukraine.\"}\n",
    );
    let conflict = "2 different texts under the id mon: kept apart as mon@";
    place
        .run(&["add", "all.ngdb", "other.jsonl"])
        .code(0)
        .says(&[conflict, "1 new"]);
    place
        .run(&["build", "all.jsonl", "other.jsonl", "-o", "both.json"])
        .code(0)
        .says(&[conflict]);
    place.run(&["export", "all.ngdb", "-o", "stored.json"]).code(0);
    assert_eq!(place.read("stored.json"), place.read("both.json"));
    let ids = place
        .run(&[
            "sql",
            "all.ngdb",
            "SELECT id FROM documents WHERE id LIKE 'mon@%' LIMIT 1",
            "-f",
            "csv",
        ])
        .code(0)
        .out;
    let id = ids.lines().nth(1).expect("an id");
    place.run(&["drop", "all.ngdb", id]).code(0).says(&["1 taken out"]);
}

#[test]
fn every_question_has_the_answer_of_the_file() {
    let place = news("store-ask");
    for words in [
        &["query", "France -?-> ?"][..],
        &["query", "? -[-]-> Ukraine", "-e"],
        &["query", "Serbia -?-> ? <-?- Germany", "-f", "csv"],
        &["query", "--actor", "France", "-f", "json"],
        &["query", "--near", "Peru", "--depth", "2"],
        &["query", "--since", "2024-03-06", "-e"],
        &["query"],
        &["query", "Frence -?-> ?"],
        &["query", "France -supprots-> ?"],
        &["actor", "Paris"],
        &["actor", "protesters", "-f", "json"],
        &["actor", "the police"],
        &["actor", "Nobody"],
        &["path", "Spain", "Serbia"],
        &["path", "Spain", "Serbia", "--signed", "-f", "json"],
        &["path", "Spain", "Chile"],
        &["timeline", "Serbia", "Ukraine"],
        &["timeline", "France", "--by", "year", "-f", "json"],
        &["stats"],
        &["export", "--actor", "France", "-f", "json"],
        &["export", "-f", "dot"],
        &["why", "France -supports-> ?"],
        &["why", "e:"],
        &["resolve"],
    ] {
        let on = |file: &str| {
            let ran = place.run(&[words, &[file]].concat());
            (ran.code, ran.out, ran.err.replace(file, "FILE"))
        };
        assert_eq!(on("all.ngdb"), on("all.json"), "{words:?}");
    }
    place.run(&["diff", "all.ngdb", "all.json"]).code(0);
    place
        .run(&["verify", "all.ngdb", "all.jsonl"])
        .code(0)
        .says(&["5 documents", "0 problems"]);
}

#[test]
fn a_network_is_written_as_a_store() {
    let place = news("store-output");
    for args in [
        &["build", "all.jsonl", "-q", "-o", "a.ngdb"][..],
        &["merge", "all.json", "-o", "b.sqlite"],
        &["export", "all.ngdb", "-o", "c.ngdb"],
    ] {
        place.run(args).code(0);
        let store = args[args.len() - 1];
        assert_eq!(
            place.run(&["merge", store]).code(0).out,
            place.read("all.json"),
            "{store}"
        );
        place
            .run(&["add", store, "all.jsonl"])
            .code(0)
            .says(&["0 new, 5 known"]);
    }
    let twice = [
        fs::read(place.path("a.ngdb")).unwrap(),
        fs::read(place.path("c.ngdb")).unwrap(),
    ];
    assert_eq!(
        twice.map(|bytes| bytes.len()).iter().max(),
        Some(&fs::metadata(place.path("b.sqlite")).unwrap().len().try_into().unwrap())
    );
}

#[test]
fn words_are_searched() {
    let place = news("store-search");
    let json = place
        .run(&["search", "gas pipelines", "all.ngdb", "-f", "json"])
        .code(0)
        .out;
    let hits: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(hits[0]["snippet"], "Spain backed a [gas] [pipeline] plan of Germany.");
    assert_eq!(
        (&hits[0]["doc"], &hits[0]["date"], &hits[0]["sent"]),
        (&"thu".into(), &"2024-03-07".into(), &1.into())
    );
    crate::validate::check(&hits[0], "hit.schema.json");
    assert!(
        hits[0]["edges"][0]["id"]
            .as_str()
            .is_some_and(|id| id.starts_with("e:"))
    );
    for (words, n) in [
        ("criticise OR criticized", 3),
        ("critic*", 3),
        ("Ukraine NOT Serbia", 2),
        ("\"backed Ukraine\"", 1),
        ("(Chile OR Poland) thanks", 2),
        ("don't", 0),
        ("Ukraine-wide", 0),
    ] {
        let lines = place.run(&["search", words, "all.ngdb", "-f", "jsonl"]).out;
        assert_eq!(lines.lines().count(), n, "{words}: {lines}");
        for input in ["all.json", "all.jsonl"] {
            let found = place.run(&["search", words, input, "-q", "-f", "jsonl"]);
            assert_eq!(
                (found.out, found.code),
                (lines.clone(), i32::from(n == 0)),
                "{words} in {input}"
            );
        }
    }
    for words in ["\"gas pipeline", "", "gas OR", "NOT gas", "(gas", "--"] {
        place
            .run(&["search", "--", words, "all.ngdb"])
            .code(4)
            .says(&["cannot search for", "such as 'gas pipeline'"]);
    }
}

#[test]
fn sql_reads_the_views_and_changes_nothing() {
    let place = news("store-sql");
    let sql = |select: &str, form: &str| place.run(&["sql", "all.ngdb", select, "-f", form]);
    let out = sql(
        "SELECT source_label, relation, target_label, weight, first FROM edges WHERE source = 'country:rs'",
        "table",
    )
    .code(0)
    .out;
    assert_eq!(
        out,
        "source_label  relation    target_label  weight  first\nSerbia        criticizes  Ukraine       2       2024-03-04\n"
    );
    let out = sql(
        "SELECT document, day, quote FROM evidence WHERE quote LIKE '%pipeline%'",
        "csv",
    )
    .code(0)
    .out;
    assert_eq!(
        out,
        "document,day,quote\nthu,2024-03-07,Spain backed a gas pipeline plan of Germany.\n"
    );
    assert_eq!(
        sql("SELECT count(*) AS n FROM documents", "json").code(0).out,
        "[\n  {\n    \"n\": 5\n  }\n]\n"
    );
    sql(
        "SELECT alias FROM aliases WHERE actor = 'country:fr' AND alias = 'France'",
        "jsonl",
    )
    .code(0);
    sql("SELECT * FROM actors WHERE id = 'nobody'", "table").code(1);
    let before = fs::read(place.path("all.ngdb")).unwrap();
    for (select, says) in [
        ("DELETE FROM document", "only questions"),
        ("DROP VIEW edges", "only questions"),
        ("SELECT 1; DELETE FROM document", "Multiple statements"),
        ("SELEC 1", "cannot answer"),
        ("SELECT * FROM edge_list", "the views are edges"),
        ("ATTACH 'x.db' AS x", "only questions"),
    ] {
        sql(select, "table").code(4).says(&[says]);
    }
    assert!(fs::read(place.path("all.ngdb")).unwrap() == before && !place.path("x.db").exists());
}

#[test]
fn what_goes_wrong_says_what_to_do() {
    let place = news("store-wrong");
    place
        .run(&["add", "all.json", "mon.jsonl"])
        .code(4)
        .says(&["all.json", "not a store"]);
    place
        .run(&["sql", "none.ngdb", "SELECT 1"])
        .code(4)
        .says(&["no such store", "newsgraph add"]);
    place
        .run(&["add", "no/where.ngdb", "mon.jsonl"])
        .code(4)
        .says(&["no/where.ngdb", "cannot be opened"]);
    // Cut short, and another program's.
    let whole = fs::read(place.path("all.ngdb")).unwrap();
    place.write("cut.ngdb", &whole[..whole.len() / 2]);
    place.run(&["query", "cut.ngdb"]).code(4).says(&["damaged"]);
    let other = rusqlite::Connection::open(place.path("other.ngdb")).unwrap();
    other.execute_batch("CREATE TABLE cars (name TEXT)").unwrap();
    for args in [&["query", "other.ngdb"][..], &["add", "other.ngdb", "mon.jsonl"]] {
        place
            .run(args)
            .code(4)
            .says(&["other.ngdb", "no store that newsgraph made"]);
    }
    // Another version.
    for (version, says) in [
        (99, "update newsgraph"),
        (0, "export it to JSON with the newsgraph that made it"),
    ] {
        place.write("version.ngdb", &whole);
        let db = rusqlite::Connection::open(place.path("version.ngdb")).unwrap();
        db.execute_batch(&format!("PRAGMA user_version = {version}")).unwrap();
        for args in [
            &["query", "version.ngdb"][..],
            &["add", "version.ngdb", "mon.jsonl"],
            &["merge", "all.json", "version.ngdb", "--strict"],
        ] {
            place.run(args).code(4).says(&["version.ngdb", says]);
        }
    }
    // Another writer.
    let writer = rusqlite::Connection::open(place.path("all.ngdb")).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE").unwrap();
    place
        .run(&["drop", "all.ngdb", "mon", "--wait", "0"])
        .code(4)
        .says(&["another program is using"]);
    place.run(&["query", "France -?-> ?", "all.ngdb", "-q"]).code(0);
    writer.execute_batch("ROLLBACK").unwrap();
    // No room: nothing of the batch is kept, and all that was before is.
    let many = |i: usize| {
        format!("{{\"id\":\"x{i}\",\"text\":\"France backed Ukraine. Peru thanked Chile for plan {i}.\"}}\n")
    };
    place.write("many.jsonl", (0..1500).map(many).collect::<String>());
    place
        .run(&["add", "all.ngdb", "many.jsonl", "-q", "--max-size", "1"])
        .code(4)
        .says(&["no room left"]);
    let n = place
        .run(&["sql", "all.ngdb", "SELECT count(*) FROM documents", "-f", "csv"])
        .code(0)
        .out;
    let n: usize = n.lines().nth(1).and_then(|n| n.parse().ok()).expect("a number");
    assert_eq!(n % 64, 5, "whole batches of 64");
    place
        .run(&["add", "all.ngdb", "many.jsonl"])
        .code(0)
        .says(&["1505 documents"]);
}

#[test]
#[cfg(unix)]
fn a_store_is_read_where_nothing_may_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let place = news("store-readonly");
    fs::create_dir(place.path("shelf")).unwrap();
    fs::copy(place.path("all.ngdb"), place.path("shelf/all.ngdb")).unwrap();
    let mode = |path: &str, mode: u32| fs::set_permissions(place.path(path), fs::Permissions::from_mode(mode)).unwrap();
    mode("shelf/all.ngdb", 0o444);
    mode("shelf", 0o555);
    place.run(&["query", "France -?-> ?", "shelf/all.ngdb", "-q"]).code(0);
    // Who may do everything may write here too.
    if fs::File::create(place.path("shelf/new")).is_err() {
        place
            .run(&["add", "shelf/all.ngdb", "all.jsonl"])
            .code(4)
            .says(&["may only be read"]);
    }
    mode("shelf", 0o755);
}

/// Stores of version 1 knew no bylines: they are read as they are, and who writes to one brings it up to date.
#[test]
fn stores_of_the_version_before_are_read() {
    let place = news("store-before");
    let now = place.run(&["export", "all.ngdb", "-f", "json"]).code(0).out;
    let db = rusqlite::Connection::open(place.path("all.ngdb")).unwrap();
    db.execute_batch(
        "DROP TABLE band; DROP VIEW documents; ALTER TABLE document DROP COLUMN byline; PRAGMA user_version = 1;
         CREATE VIEW documents AS SELECT id, sha256, title, date, publisher, url FROM document;",
    )
    .unwrap();
    drop(db);
    let bytes = fs::read(place.path("all.ngdb")).unwrap();
    assert_eq!(place.run(&["export", "all.ngdb", "-f", "json"]).code(0).out, now);
    place.run(&["query", "France -?-> ?", "all.ngdb", "-q"]).code(0);
    place
        .run(&["sql", "all.ngdb", "SELECT id, byline FROM documents"])
        .code(0);
    assert_eq!(
        fs::read(place.path("all.ngdb")).unwrap(),
        bytes,
        "reading changes nothing"
    );
    place.write(
        "new.jsonl",
        "{\"id\": \"new\", \"text\": \"France backs Ukraine.\", \"author\": \"Ann Lee\"}\n",
    );
    place.run(&["add", "all.ngdb", "new.jsonl"]).code(0);
    let said = place.run(&[
        "sql",
        "all.ngdb",
        "SELECT byline FROM documents WHERE id = 'new'",
        "-f",
        "csv",
    ]);
    assert_eq!(said.code(0).out, "byline\nAnn Lee\n");
    place.run(&["drop", "all.ngdb", "new"]).code(0);
    assert_eq!(place.run(&["export", "all.ngdb", "-f", "json"]).code(0).out, now);
}
