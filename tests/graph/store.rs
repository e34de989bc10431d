//! The files: what is in them, and what is said of broken ones.

use crate::fixture::{nato, network};
use newsgraph::graph::{Network, read, store};
use serde_json::Value;

fn json(network: &Network) -> String {
    let mut out = Vec::new();
    store::write_json(network, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn edges_are_worked_out_from_their_evidence() {
    let value: Value = serde_json::from_str(&json(&network(&nato()))).unwrap();
    let edges = value["edges"].as_array().unwrap();
    let find = |source: &str, key: &str, target: &str| -> &Value {
        let is = |edge: &&Value| edge["source"] == source && edge["key"] == key && edge["target"] == target;
        edges
            .iter()
            .find(is)
            .unwrap_or_else(|| panic!("no {source} {key} {target}"))
    };
    let attacks = find("country:ru", "attacks+", "country:ua");
    let fields = [
        "weight", "first", "last", "modality", "claimed", "sign", "plover", "polarity",
    ];
    let found: Vec<String> = fields.iter().map(|field| attacks[field].to_string()).collect();
    let expected = [
        "3",
        "\"2023-11-27\"",
        "\"2023-11-30\"",
        "\"actual\"",
        "false",
        "-1",
        "\"ASSAULT\"",
        "\"affirmed\"",
    ];
    assert_eq!(found, expected);
    // One article plans aid, one states it: the edge is as real as the realest, and so are its codes.
    let aids = find("country:us", "aids+", "country:ua");
    assert_eq!((&aids["modality"], &aids["plover"]), (&"actual".into(), &"AID".into()));
    let codes: Vec<_> = aids["evidence"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| &e["plover"])
        .collect();
    assert_eq!(codes, ["AGREE", "AID"]);
    assert_eq!(find("organization:nato", "aids+", "country:ua")["claimed"], true);
    assert_eq!(
        find("person:recep-tayyip-erdogan", "supports-", "country:se")["polarity"],
        "negated"
    );
    // "Stoltenberg met Kuleba": the edge is in order of id, and each text stays with its own end.
    let meets = find("person:dmytro-kuleba", "meets+", "person:jens-stoltenberg");
    assert_eq!(meets["evidence"][0]["source_text"], "Kuleba");
    let untargeted = &value["graph"]["untargeted"][0];
    assert_eq!(
        (&untargeted["relation"], &untargeted["target"]),
        (&"protests-against".into(), &Value::Null)
    );
}

#[test]
fn links_are_edges() {
    let written = json(&network(&nato()));
    let renamed = written.replace("\"edges\":[", "\"links\":[");
    assert_eq!(json(&read(renamed.as_bytes()).unwrap()), written);
}

#[test]
fn a_file_without_actors_in_its_documents_takes_them_from_nodes() {
    let written = json(&network(&nato()));
    let mut value: Value = serde_json::from_str(&written).unwrap();
    for document in value["graph"]["documents"].as_array_mut().unwrap() {
        document.as_object_mut().unwrap().remove("actors");
    }
    let network = read(value.to_string().as_bytes()).unwrap();
    assert_eq!(network.node("country:us").unwrap().actor.label, "United States");
    assert!(network.node("country:us").unwrap().actor.aliases.contains("Washington"));
}

/// Each error names the place and what was expected there.
#[test]
fn broken_files() {
    let whole = json(&network(&nato()));
    let cut = |from: &str, to: &str| {
        assert!(whole.contains(from), "{from}");
        whole.replacen(from, to, 1)
    };
    for (file, expected) in [
        (String::new(), "empty file"),
        ("\n \n".into(), "empty file"),
        ("hello".into(), "broken JSON"),
        (whole[..whole.len() / 2].to_owned(), "was the file cut short?"),
        ("[1, 2]".into(), "the file: expected an object, found a list"),
        ("{}".into(), "not a newsgraph file: it has no \"graph\" object"),
        (r#"{"graph":{}}"#.into(), "not a newsgraph file: graph.format is not"),
        (
            cut("\"version\":1", "\"version\":2"),
            "graph.version is 2, and this program reads up to 1: update",
        ),
        (
            cut("\"version\":1", "\"version\":\"one\""),
            "graph.version: expected a whole number",
        ),
        (
            cut("\"edges\":[", "\"ties\":["),
            "neither \"edges\" nor \"links\" is there",
        ),
        (cut("\"nodes\":[", "\"nods\":["), "nodes is missing: expected a list"),
        (
            cut("\"documents\":[", "\"documents\":7,\"x\":["),
            "graph.documents: expected a list, found a number",
        ),
        (
            cut("\"target\":\"country:ua\"", "\"target\":\"country:xx\""),
            "edges[0].target: \"country:xx\" is not among nodes",
        ),
        (
            cut("\"target\":\"country:ua\"", "\"target\":null"),
            "edges[0].target: expected a text, found null",
        ),
        (
            cut("{\"id\":\"ap-1128\"", "{\"id\":\"other\""),
            "\"ap-1128\" is not among graph.documents",
        ),
        (
            cut("\"trigger\":\"threatened\",", ""),
            "edges[0].evidence[0]: missing field `trigger`",
        ),
        (
            cut("\"trigger_bytes\":[", "\"trigger_bytes\":[9999,"),
            "evidence[0]: invalid length 3",
        ),
        (
            cut("\"polarity\":\"affirmed\"", "\"polarity\":\"maybe\""),
            "unknown variant `maybe`",
        ),
        (
            cut("\"sha256\":\"", "\"sha256\":\"XY"),
            "graph.documents[0].sha256: expected 64",
        ),
        (
            "{\"t\":\"doc\",\"id\":\"a\",\"sha256\":\"\"}\n{\"t\":\"do".into(),
            "line 2: broken JSON",
        ),
        (
            "{\"t\":\"doc\",\"id\":\"a\",\"sha256\":\"\"}\n\n{\"t\":\"new\"}".into(),
            "line 3: t: expected",
        ),
        ("{\"t\":\"obs\",\"doc\":\"a\"}".into(), "line 1: obs: missing field"),
        ("{\"t\":\"actor\",\"id\":\"a\"}".into(), "line 1: actor.doc is missing"),
    ] {
        let error = read(file.as_bytes())
            .err()
            .unwrap_or_else(|| panic!("read without error: {expected}"));
        assert!(error.to_string().contains(expected), "{error}\nexpected: {expected}");
    }
    let backward = whole.replacen("\"trigger_bytes\":[", "\"trigger_bytes\":[99999,1],\"x\":[", 1);
    let error = read(backward.as_bytes()).unwrap_err().to_string();
    assert!(error.contains("trigger_bytes: expected [start, end]"), "{error}");
    assert!(read(b"\xff\xfe{").unwrap_err().to_string().contains("UTF-8"));
}

/// A file with one byte changed is an error or another network, never a panic.
#[test]
fn one_wrong_byte() {
    let whole = json(&network(&nato())).into_bytes();
    let mut random = crate::random::Random::new(7);
    for _ in 0..300 {
        let mut bytes = whole.clone();
        let at = random.below(bytes.len());
        bytes[at] = random.pick(b"\"{}[]:,0-9\\x\x00\xff");
        if let Ok(network) = read(&bytes) {
            json(&network);
        }
    }
}

/// `networkx.node_link_graph(json.load(file))`, where Python and networkx are there.
#[test]
fn networkx_reads_it_as_it_is() {
    let file = std::env::temp_dir().join(format!("newsgraph-nx-{}.json", std::process::id()));
    std::fs::write(&file, json(&network(&nato()))).unwrap();
    let script = "import sys, json\n\
        try:\n import networkx as nx\nexcept ImportError:\n sys.exit(77)\n\
        g = nx.node_link_graph(json.load(open(sys.argv[1])))\n\
        assert g.is_directed() and g.is_multigraph()\n\
        e = g.edges['country:ru', 'country:ua', 'attacks+']\n\
        assert e['weight'] == len(e['evidence']) == 3, e\n\
        d = nx.node_link_data(g)\n\
        json.dump(d, open(sys.argv[1], 'w'))\n\
        print(g.number_of_nodes(), g.number_of_edges())";
    let run = std::process::Command::new("python3")
        .arg("-c")
        .arg(script)
        .arg(&file)
        .output();
    let again = std::fs::read(&file).unwrap();
    let _ = std::fs::remove_file(&file);
    match run {
        Ok(run) if run.status.success() => {
            let network = network(&nato());
            let counts = format!("{} {}\n", network.nodes().count(), network.edges().count());
            assert_eq!(String::from_utf8_lossy(&run.stdout), counts);
            assert_eq!(
                json(&read(&again).unwrap()),
                json(&network),
                "what networkx writes is read as the same"
            );
        }
        Ok(run) if run.status.code() == Some(77) => eprintln!("no networkx here, not tried"),
        Ok(run) => panic!("{}", String::from_utf8_lossy(&run.stderr)),
        Err(_) => eprintln!("no python3 here, not tried"),
    }
}

/// A file of the first version as small as it can be: without sketches, without actors in its documents, with fields left out
/// that may be.
const FIRST_VERSION: &str = r#"{"directed": true, "multigraph": true,
"graph": {"format": "newsgraph", "version": 1, "documents": [{"id": "monday", "sha256": ""}]},
"nodes": [{"id": "country:fr", "label": "France", "kind": "country"}, {"id": "country:ua", "label": "Ukraine", "kind": "country"}],
"edges": [{"source": "country:fr", "target": "country:ua", "relation": "supports", "polarity": "affirmed", "sign": 1,
"evidence": [{"doc": "monday", "sent": 0, "quote": "France backs Ukraine.", "bytes": [0, 21], "chars": [0, 21], "trigger": "backs",
"trigger_bytes": [7, 12], "trigger_chars": [7, 12], "source_text": "France", "source_bytes": [0, 6], "source_chars": [0, 6],
"target_text": "Ukraine", "target_bytes": [13, 20], "target_chars": [13, 20], "modality": "actual", "rule": "supports:A back B",
"confidence": "high"}]}]}"#;

#[test]
fn older_files_are_read() {
    let network = read(FIRST_VERSION.as_bytes()).unwrap();
    let edge = network.edges().next().unwrap();
    assert_eq!(
        (edge.key(), edge.weight(), network.label(&edge.source)),
        ("supports+".into(), 1, "France")
    );
    // What is written of it is as of today, and stays what it was.
    let today = json(&network);
    assert!(today.contains(&format!("\"version\":{}", store::VERSION)));
    assert_eq!(read(today.as_bytes()).unwrap(), network);
    // A newer file says what to do.
    let newer = FIRST_VERSION.replace("\"version\": 1", &format!("\"version\": {}", store::VERSION + 1));
    let error = read(newer.as_bytes()).unwrap_err().to_string();
    assert!(error.ends_with("update newsgraph"), "{error}");
}

/// A file is read as its bytes are, and is an error wherever it is cut short.
#[test]
fn files_and_cuts() {
    let network = network(&nato());
    let whole = json(&network);
    assert_eq!(store::read_from(&mut std::io::Cursor::new(&whole)).unwrap(), network);
    for at in (0..whole.len() - 2).step_by(997) {
        let error = store::read_from(&mut std::io::Cursor::new(&whole[..at])).err();
        assert!(error.is_some(), "cut at {at}");
    }
}
