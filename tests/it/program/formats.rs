//! Formats of several files, what is read back from them, and what the programs of the field read in all of them.

use crate::place::{Place, have, run};
use std::process::Command;

#[test]
fn formats_of_several_files_go_into_a_folder_or_beside_each_other() {
    let place = Place::new("parts").with_articles();
    for (to, files) in [
        ("net.csv", ["net-edges.csv", "net-names.csv"]),
        ("tables/", ["tables/edges.csv", "tables/names.csv"]),
        ("net.neo4j", ["net.neo4j/actors.csv", "net.neo4j/relations.csv"]),
    ] {
        let format = if to.ends_with("neo4j") { "neo4j" } else { "csv" };
        place
            .run(&["export", "-q", "examples/week.json", "-f", format, "-o", to])
            .code(0);
        for file in files {
            assert!(place.path(file).is_file(), "{to}: no {file}");
        }
    }
    // To the screen goes the table that stands for all.
    let ran = place.run(&["export", "-q", "examples/week.json", "-f", "csv"]).code(0);
    assert_eq!(ran.out, place.read("net-edges.csv"));
}

#[test]
fn tables_stand_wherever_a_network_does() {
    let place = Place::new("tables").with_articles();
    let week = place.read("examples/week.json");
    place
        .run(&["export", "-q", "examples/week.json", "-o", "net.csv"])
        .code(0);
    place
        .run(&[
            "export",
            "-q",
            "examples/week.json",
            "-f",
            "csv",
            "-o",
            "folder",
            "--excel-safe",
        ])
        .code(0);
    for source in ["net.csv", "net-edges.csv", "folder", "folder/documents.csv"] {
        let ran = place.run(&["export", "-q", source, "-f", "json"]).code(0);
        assert!(ran.out == week, "{source} is another network");
    }
    // A row taken out is an edge's place taken out.
    let evidence = place.read("net-evidence.csv");
    let kept: String = evidence
        .lines()
        .filter(|line| !line.contains("resigns-from"))
        .map(|line| format!("{line}\n"))
        .collect();
    place.write("net-evidence.csv", kept);
    let ran = place.run(&["diff", "examples/week.json", "net.csv", "-q"]).code(1);
    assert!(
        ran.out.contains("resigns-from") && ran.out.lines().count() <= 2,
        "{}",
        ran.out
    );
    place.write("net-evidence.csv", "edge,doc\n");
    let ran = place.run(&["export", "-q", "net.csv", "-f", "json"]).code(4);
    assert!(ran.err.contains("evidence:1: no column"), "{}", ran.err);
}

#[test]
fn gdelt_stands_beside_articles() {
    let place = Place::new("gdelt");
    place.write("day.export.CSV", include_str!("../../formats/gdelt.export.CSV"));
    let ran = place.run(&["query", "? -?-> Ukraine", "day.export.CSV"]).code(0);
    assert_eq!(
        ran.out,
        "Rebel Faction [REB] -attacks-> Ukraine\nFrance -praises-> Ukraine\n"
    );
    place.write("news.txt", "France supports Ukraine.");
    place
        .run(&["build", "-q", "day.export.CSV", "news.txt", "-o", "net.json"])
        .code(0);
    let ran = place.run(&["verify", "-q", "net.json", "news.txt"]).code(1);
    assert!(
        ran.out.contains("courier.example"),
        "nothing vouches for GDELT: {}",
        ran.out
    );
}

/// Runs `tests/formats/open.py`, which says what it passes over.
fn opens(formats: &[&str]) {
    if !have(
        "python3",
        &["-c", "import networkx, igraph, rdflib, pyoxigraph, pandas, duckdb"],
    ) {
        return;
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/formats/open.py");
    let ran = run(
        Command::new("python3")
            .args([script, env!("CARGO_BIN_EXE_newsgraph")])
            .args(formats),
        b"",
    );
    assert_eq!(ran.code, 0, "{}\n{}", ran.out, ran.err);
    print!("{}", ran.out);
}

#[test]
fn every_format_opens() {
    opens(&[]);
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_opens() {
    opens(&["parquet"]);
}
