//! The formats that are tables, XML and scripts: what is written of a small network, byte for byte; what is read back; and that no text
//! breaks out of its place. `tests/formats/open.py` asks the programs of the field what they read.

use crate::random::{self, Random};
use newsgraph::graph::export::{Flavour, Options};
use newsgraph::graph::store::{TABLES, Tables, is_gdelt, read_csv, read_gdelt};
use newsgraph::graph::{self, Network, OutputFormat};
use std::fs;
use std::path::{Path, PathBuf};

/// Made up: a denial, a claim, what is only possible, an act without a target, a month for a day, no day at all.
const SMALL: &[u8] = include_bytes!("../formats/small.jsonl");
/// The same with names, titles, quotes and addresses that try to be something else.
const HOSTILE: &[u8] = include_bytes!("../formats/hostile.jsonl");

fn part(network: &Network, format: OutputFormat, part: &str, options: &Options) -> String {
    let mut out = Vec::new();
    format
        .write_part(part, network, options, &mut out)
        .expect("memory is writable");
    String::from_utf8(out).expect("UTF-8")
}

fn safe() -> Options {
    Options {
        excel_safe: true,
        ..Options::default()
    }
}

/// The network that the tables of this one make.
fn again(network: &Network, options: &Options) -> newsgraph::Result<Network> {
    let [evidence, documents, names] = TABLES.map(|table| part(network, OutputFormat::Csv, table, options));
    read_csv(Tables {
        evidence: &evidence,
        documents: &documents,
        names: &names,
    })
}

fn networks() -> impl Iterator<Item = Network> {
    let given = [SMALL, HOSTILE].map(|bytes| graph::read(bytes).expect("a network"));
    let random = (0..200).map(|seed| {
        let mut random = Random::new(seed);
        let articles: Vec<_> = (0..3).map(|_| random::article(&mut random)).collect();
        random::network(&articles)
    });
    given.into_iter().chain([Network::new()]).chain(random)
}

/// What each format has for the small network, with the name of its file.
fn golden() -> Vec<(String, String)> {
    let network = graph::read(SMALL).expect("a network");
    let mut files = Vec::new();
    for &format in OutputFormat::ALL {
        let name = format.name();
        match name {
            // These have tests of their own, or are no text.
            "json" | "jsonl" | "dot" | "svg" | "png" | "html" | "turtle" | "nquads" | "store" | "parquet" => continue,
            _ => {}
        }
        if format.parts().is_empty() {
            let file = format!("net.{}", format.extensions()[0]);
            files.push((file, part(&network, format, "", &Options::default())));
        }
        for table in format.parts() {
            files.push((
                format!("{name}-{table}.csv"),
                part(&network, format, table, &Options::default()),
            ));
        }
    }
    let gephi = Options {
        flavour: Flavour::Gephi,
        ..Options::default()
    };
    for table in ["nodes", "edges"] {
        files.push((
            format!("gephi-{table}.csv"),
            part(&network, OutputFormat::Csv, table, &gephi),
        ));
    }
    files.push((
        "safe-edges.csv".to_owned(),
        part(&network, OutputFormat::Csv, "edges", &safe()),
    ));
    files
}

/// `UPDATE=1` writes them anew.
#[test]
fn formats_are_as_kept() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/small");
    let files = golden();
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(&folder).expect("the folder is writable");
        for (name, text) in &files {
            fs::write(folder.join(name), text).expect("the folder is writable");
        }
    }
    for (name, text) in &files {
        let kept = fs::read_to_string(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}; UPDATE=1 writes it"));
        assert!(kept == *text, "{name} is no more as kept; UPDATE=1 writes it anew");
    }
    let mut kept: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("a folder")
        .flatten()
        .map(|f| f.path())
        .collect();
    kept.retain(|path| !files.iter().any(|(name, _)| path.ends_with(name)));
    assert_eq!(kept, Vec::<PathBuf>::new(), "files of no format");
}

#[test]
fn tables_are_read_back_whole() {
    for network in networks() {
        for options in [Options::default(), safe()] {
            assert_eq!(again(&network, &options).expect("tables"), network);
        }
    }
}

#[test]
fn tables_may_be_sorted_widened_and_saved_by_a_spreadsheet() {
    let network = graph::read(SMALL).expect("a network");
    let [evidence, documents, names] = TABLES.map(|table| {
        let text = part(&network, OutputFormat::Csv, table, &Options::default());
        let (header, rows) = text.split_once('\n').expect("a header");
        let mut rows: Vec<String> = rows.lines().map(|row| format!("mine,{row}\r\n")).collect();
        rows.reverse();
        format!("\u{feff}note,{header}\r\n{}", rows.concat())
    });
    let tables = Tables {
        evidence: &evidence,
        documents: &documents,
        names: &names,
    };
    assert_eq!(read_csv(tables).expect("tables"), network);
}

#[test]
fn broken_tables_say_where() {
    let network = graph::read(SMALL).expect("a network");
    let table = |name| part(&network, OutputFormat::Csv, name, &Options::default());
    let [evidence, documents, names] = TABLES.map(table);
    let cases = [
        (
            evidence.replacen("polarity", "polar", 1),
            "evidence:1: no column \"polarity\"",
        ),
        (evidence.replacen(",affirmed,", ",maybe,", 1), "evidence:2: "),
        (evidence.replacen("medium", "medium,more", 1), "42 cells: expected 41"),
        (format!("{evidence}\"cut"), "was the file cut short?"),
        (String::new(), "no column \"edge\""),
    ];
    for (evidence, expected) in cases {
        let tables = Tables {
            evidence: &evidence,
            documents: &documents,
            names: &names,
        };
        let error = read_csv(tables).expect_err(expected).to_string();
        assert!(error.contains(expected), "{error}\nexpected {expected}");
    }
}

/// The cells of a table whose cells hold no line ends outside quotation marks; quoted ones without their marks.
fn cells(text: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' | '\n' if !quoted => cells.push(String::new()),
            c => cells.last_mut().expect("one").push(c),
        }
    }
    cells
}

#[test]
fn no_cell_of_a_safe_table_is_a_formula() {
    for network in networks() {
        for table in OutputFormat::Csv.parts() {
            let text = part(&network, OutputFormat::Csv, table, &safe());
            for cell in cells(text.trim_start_matches('\u{feff}')) {
                let odd = cell.starts_with(['=', '+', '@', '\t', '\r', '\n']);
                let number = cell.strip_prefix('-').is_none_or(|n| n.parse::<u32>().is_ok());
                assert!(!odd && number, "{cell:?}");
            }
        }
    }
}

#[test]
fn every_format_takes_every_network() {
    for network in networks() {
        // PNG is drawn by another program, the store has tests of its own.
        let ours = |format: &&OutputFormat| !["store", "png"].contains(&format.name());
        for &format in OutputFormat::ALL.iter().filter(ours) {
            for part in format
                .parts()
                .iter()
                .copied()
                .chain(["whole"])
                .take(format.parts().len().max(1))
            {
                let mut out = Vec::new();
                let written = format.write_part(part, &network, &Options::default(), &mut out);
                written.unwrap_or_else(|e| panic!("{}: {e}", format.name()));
                if ["graphml", "gexf"].contains(&format.name()) {
                    let text = String::from_utf8(out).expect("UTF-8");
                    let illegal = |c: char| (c < ' ' && c != '\n') || matches!(c, '\u{fffe}' | '\u{ffff}');
                    assert!(!text.contains(illegal), "characters that XML has not");
                }
            }
        }
    }
}

#[test]
fn mermaid_refuses_what_it_cannot_draw() {
    let lines: Vec<String> = (0..501)
        .map(|n| {
            let line = String::from_utf8_lossy(SMALL);
            let line = line
                .lines()
                .find(|line| line.contains("\"praises\"") || line.contains("\"obs\""))
                .expect("one");
            line.replace("\"country:ruritania\"", &format!("\"country:r{n}\""))
                .replace("\"source\":\"", &format!("\"source\":\"x{n}"))
        })
        .collect();
    let network = graph::read(lines.join("\n").as_bytes()).expect("a network");
    let mut out = Vec::new();
    let options = Options {
        top: None,
        ..Options::default()
    };
    let error = OutputFormat::Mermaid
        .write(&network, &options, &mut out)
        .expect_err("too many");
    assert!(error.to_string().contains("--top N"), "{error}");
}

#[test]
fn gdelt_is_read() {
    let text = include_str!("../formats/gdelt.export.CSV");
    assert!(is_gdelt(text) && !is_gdelt("1\t2\n") && !is_gdelt(""));
    let network = read_gdelt(text).expect("events");
    let told: Vec<String> = network
        .edges()
        .chain(network.untargeted())
        .map(|edge| {
            let target = edge.target.as_deref().map_or("?", |id| network.label(id));
            let (source, e) = (network.label(&edge.source), &edge.evidence[0]);
            format!(
                "{source} -{}-> {target} | {} | {}",
                edge.relation,
                e.date.as_deref().unwrap_or(""),
                e.rule
            )
        })
        .collect();
    let mut told: Vec<&str> = told.iter().map(String::as_str).collect();
    told.sort_unstable();
    assert_eq!(
        told,
        [
            "France -praises-> Ukraine | 2024-03-10 | gdelt:051:1046543201",
            "NATO -sanctions-> Rebel Faction [REB] | 2024-03-09 | gdelt:163:1046543206",
            "President [FRAGOV] -meets-> NATO | 2024-03-09 | gdelt:046:1046543203",
            "Rebel Faction [REB] -attacks-> Ukraine | 2024-03-10 | gdelt:190:1046543202",
            "Rebel Faction [REB] -protests-against-> ? | 2024-03-09 | gdelt:141:1046543204",
        ]
    );
    // It has no quotes, and all our formats take it.
    assert_eq!(again(&network, &Options::default()).expect("tables"), network);
    let mut lines = Vec::new();
    graph::store::write_jsonl(&network, &mut lines).expect("memory is writable");
    assert_eq!(graph::read(&lines).expect("lines"), network);
    let error = read_gdelt("1\t2\t3\n").expect_err("too few").to_string();
    assert!(error.contains("line 1") && error.contains("61"), "{error}");
}

#[test]
fn names_tell_the_format() {
    for (path, expected) in [
        ("net.gexf", "gexf"),
        ("net.cyto.json", "cytoscape"),
        ("net.ftm.json", "ftm"),
        ("NET.JSON", "json"),
        ("net.md", "markdown"),
        ("net.tsv", "polecat"),
        ("net.csv", "csv"),
        ("net.neo4j", "neo4j"),
    ] {
        let format = OutputFormat::from_path(path).map(OutputFormat::name);
        assert_eq!(format, Some(expected), "{path}");
    }
    assert_eq!(OutputFormat::from_path(".json"), None);
    assert_eq!(OutputFormat::from_path("net.docx"), None);
}
