//! Who is who: `actor`, `resolve`, the user's actors file, namesakes.

use crate::place::Place;
use serde_json::Value;

const MONDAY: &str = "Norwegian foreign minister Ann Lund criticized Serbia on Monday. \"Serbia attacks Kosovo,\" Lund said. \
                      Germany praised Lund. Protesters criticized Norway. Norway is a country. Norway spoke.\n";
const TUESDAY: &str = "Peruvian president Ann Lund praised Chile on Tuesday. Protesters praised Peru. Peru backs Peru's farmers. \
                       Peru spoke.\n";

fn network(place: &Place, args: &[&str]) -> Value {
    let mut all = vec!["build", "-q", "-f", "json"];
    all.extend(args);
    serde_json::from_str(&place.run(&all).code(0).out).expect("the output is JSON")
}

fn ids(network: &Value) -> Vec<String> {
    let nodes = network["nodes"].as_array().expect("nodes");
    nodes
        .iter()
        .map(|n| n["id"].as_str().expect("an id").to_string())
        .collect()
}

#[test]
fn namesakes_stay_apart_whatever_the_order() {
    let place = Place::new("namesakes");
    place.write("monday.txt", MONDAY);
    place.write("tuesday.txt", TUESDAY);
    let both = network(&place, &["monday.txt", "tuesday.txt"]);
    let found = ids(&both);
    for id in [
        "person:ann-lund@no",
        "person:ann-lund@pe",
        "group:protesters@no",
        "group:protesters@pe",
    ] {
        assert!(found.iter().any(|f| f == id), "{id} in {found:?}");
    }
    assert!(!found.iter().any(|f| f == "person:ann-lund"), "{found:?}");
    assert_eq!(both, network(&place, &["tuesday.txt", "monday.txt"]));
    // Merged later is built together, and what is taken out again was never there.
    for day in ["monday", "tuesday"] {
        let (text, json) = (format!("{day}.txt"), format!("{day}.json"));
        place.run(&["build", "-q", &text, "-o", &json]).code(0);
    }
    let merged = place.run(&["merge", "-q", "tuesday.json", "monday.json"]).code(0).out;
    assert_eq!(serde_json::from_str::<Value>(&merged).expect("JSON"), both);
    place.write("both.json", &merged);
    let dropped = place
        .run(&["merge", "-q", "both.json", "--drop", "tuesday"])
        .code(0)
        .out;
    place.write("dropped.json", dropped);
    let again = place.run(&["merge", "-q", "dropped.json"]).code(0).out;
    assert_eq!(again, place.read("monday.json"));
}

#[test]
fn a_dossier_has_roles_friends_foes_and_claims() {
    let place = Place::new("dossier");
    place.write("monday.txt", MONDAY);
    let ran = place.run(&["actor", "ann lund", "monday.txt", "-q"]).code(0);
    for part in [
        "Ann Lund\n  person, person:ann-lund\n",
        "also: Lund",
        "in 1 article",
        "\nroles\n  Ann Lund -holds-office-> Norway  (foreign minister)\n",
        "\nallies\n  Germany -praises-> Ann Lund\n      \"Germany praised Lund.\"\n      monday, sentence 3\n",
        "\nopponents\n  Ann Lund -criticizes-> Serbia\n",
        "\nsaid by\n  Serbia -attacks-> Kosovo",
    ] {
        assert!(ran.out.contains(part), "expected {part:?} in\n{}", ran.out);
    }
    let ran = place
        .run(&["actor", "Kosovo", "monday.txt", "-q", "-f", "json"])
        .code(0);
    let all: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(all[0]["id"], "country:xk");
    assert_eq!(all[0]["said_about"][0]["quotes"][0]["holder"], "person:ann-lund");
    place
        .run(&["actor", "Ann Lunt", "monday.txt", "-q"])
        .code(1)
        .says(&["no actor \"Ann Lunt\"", "did you mean \"Ann Lund\"?"]);
    place
        .run(&["actor", "Nobody Whatever", "monday.txt", "-q"])
        .code(1)
        .says(&["no actor"]);
    place
        .run(&["actor", "Norway", "monday.txt", "-f", "xml"])
        .code(4)
        .says(&["expected text or json"]);
}

#[test]
fn a_pair_is_proposed_answered_and_undone() {
    let place = Place::new("resolve");
    place.write("a.txt", "Novax Steel Corporation criticized Peru on Monday.\n");
    place.write("b.txt", "Novex Steel Corporation praised Chile on Tuesday.\n");
    let novex = "organization:novex-steel-corporation";
    place.run(&["build", "-q", "a.txt", "b.txt", "-o", "net.json"]).code(0);
    let ran = place
        .run(&["resolve", "net.json", "-o", "actors.toml"])
        .code(0)
        .says(&["1 pair to decide"]);
    assert_eq!(ran.out, "");
    let file = place.read("actors.toml");
    for part in [
        "# 88  two spellings",
        "\"Novax Steel Corporation criticized Peru on Monday.\"  a, sentence 1",
        "# [[same]]\n# ids = [\"organization:novax-steel-corporation\", \"organization:novex-steel-corporation\"]\n",
    ] {
        assert!(file.contains(part), "expected {part:?} in\n{file}");
    }
    // What waits in the file is not proposed again, and comments decide nothing.
    place
        .run(&["resolve", "net.json", "-o", "actors.toml"])
        .code(1)
        .says(&["no pair"]);
    assert_eq!(place.read("actors.toml"), file);
    let apart = ids(&network(&place, &["a.txt", "b.txt", "--actors", "actors.toml"]));
    assert!(apart.iter().any(|id| id == novex), "{apart:?}");
    // Said yes to, it is one, in articles and in networks that were built before.
    let yes = place
        .run(&["resolve", "net.json", "-q", "--yes-above", "80"])
        .code(0)
        .out;
    place.write("yes.toml", &yes);
    for inputs in [&["a.txt", "b.txt"] as &[&str], &["net.json"]] {
        let args: Vec<&str> = inputs.iter().copied().chain(["--actors", "yes.toml"]).collect();
        let one = ids(&network(&place, &args));
        assert!(!one.iter().any(|id| id == novex), "{inputs:?}: {one:?}");
    }
    let ran = place
        .run(&[
            "actor",
            "Novex Steel Corporation",
            "net.json",
            "-q",
            "--actors",
            "yes.toml",
        ])
        .code(0);
    assert!(
        ran.out.contains("organization:novax-steel-corporation") && ran.out.contains("-praises-> Chile"),
        "{}",
        ran.out
    );
    // A line deleted, it is two again.
    let undone: String = yes
        .lines()
        .filter(|l| !l.starts_with("ids"))
        .map(|l| format!("{l}\n"))
        .collect();
    place.write("undone.toml", undone);
    let again = ids(&network(&place, &["a.txt", "b.txt", "--actors", "undone.toml"]));
    assert_eq!(again, apart);
    // Said no to, it is settled.
    let no = place
        .run(&["resolve", "net.json", "-q", "--no-below", "95"])
        .code(0)
        .out;
    assert!(no.contains("\n[[not_same]]\nids = "), "{no}");
    place.write("no.toml", no);
    place.run(&["resolve", "net.json", "--actors", "no.toml"]).code(1);
    let json = place.run(&["resolve", "net.json", "-q", "-f", "json"]).code(0).out;
    let pairs: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(pairs[0]["keep"]["id"], "organization:novax-steel-corporation");
}

#[test]
fn the_users_actors_win() {
    let place = Place::new("actors-file");
    place.write(
        "a.txt",
        "The Hexagon backed Peru. Senator John Kennedy of Louisiana criticized Chile.\n",
    );
    place.write("b.txt", "John Kennedy, a Dallas banker, criticized Chile.\n");
    place.write(
        "actors.toml",
        "[[actor]]\nid = \"country:fr\"\nalias = [\"Hexagon\"]\n\
         [[actor]]\nid = \"person:kennedy-senator\"\nname = \"John Kennedy\"\ncue = [\"Louisiana\"]\n\
         [[actor]]\nid = \"person:kennedy-banker\"\nname = \"John Kennedy\"\ncue = [\"banker\"]\n\
         [[not_same]]\nids = [\"person:kennedy-senator\", \"person:kennedy-banker\"]\n",
    );
    let found = ids(&network(&place, &["a.txt", "b.txt", "--actors", "actors.toml"]));
    for id in ["country:fr", "person:kennedy-senator", "person:kennedy-banker"] {
        assert!(found.iter().any(|f| f == id), "{id} in {found:?}");
    }
    place.write(
        "bad.toml",
        "[[actor]]\nid = \"person:x\"\nname = \"X\"\nkind = \"hero\"\n",
    );
    place
        .run(&["build", "a.txt", "--actors", "bad.toml"])
        .code(4)
        .says(&["bad.toml:4: ", "\"hero\" is no kind; expected person"]);
    place
        .run(&["build", "a.txt", "--actors", "none.toml"])
        .code(4)
        .says(&["none.toml", "--actors"]);
}
