//! The gallery is what the program makes today; `UPDATE=1 cargo test --test it graphs` writes it anew.

use crate::place::{Place, articles};
use std::fs;
use std::path::Path;

#[test]
fn graphs_are_what_is_made_today() {
    let place = Place::new("graphs").with_articles();
    let mut made = Vec::new();
    let mut networks = Vec::new();
    for (file, _) in articles() {
        let name = file.trim_end_matches(".txt");
        let (text, json, dot) = (
            format!("examples/articles/{file}"),
            format!("{name}.json"),
            format!("{name}.dot"),
        );
        place
            .run(&["build", &text, "--quiet", "--date", &name[..10], "-o", &json])
            .code(0);
        place.run(&["export", &json, "--quiet", "-o", &dot]).code(0);
        networks.push(json.clone());
        made.extend([json, dot]);
    }
    let mut merge = vec!["merge"];
    merge.extend(networks.iter().map(String::as_str));
    place
        .run(&[&merge, &["--quiet", "-o", "all.json"][..]].concat())
        .code(0);
    place.run(&["export", "all.json", "--quiet", "-o", "all.dot"]).code(0);
    let story = [
        "--any",
        "Sweden",
        "--no-claims",
        "--title",
        "Sweden on its way into NATO",
    ];
    place
        .run(
            &[
                &["export", "examples/articles", "--quiet", "-o", "sweden.dot"],
                &story[..],
            ]
            .concat(),
        )
        .code(0);
    made.extend(["all.json", "all.dot", "sweden.dot"].map(String::from));

    let gallery = Path::new(env!("CARGO_MANIFEST_DIR")).join("graphs");
    let mut differing = Vec::new();
    for name in &made {
        let today = place.read(name);
        let path = gallery.join(name);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &today).expect("the gallery is writable");
        }
        if fs::read_to_string(&path).ok() != Some(today) {
            differing.push(name);
        }
    }
    assert!(
        differing.is_empty(),
        "these differ from what is made today: {differing:?}; run graphs/make and look at the difference"
    );
}

/// What has no maker any more is not in the gallery.
#[test]
fn nothing_else_lies_there() {
    let names: Vec<String> = articles()
        .into_iter()
        .map(|(file, _)| file.trim_end_matches(".txt").to_string())
        .collect();
    let gallery = Path::new(env!("CARGO_MANIFEST_DIR")).join("graphs");
    for entry in fs::read_dir(gallery).expect("the gallery is there").flatten() {
        let file = entry.file_name().into_string().expect("plain names");
        let known = match file.rsplit_once('.') {
            Some((name, "json" | "dot" | "svg")) => {
                ["all", "sweden"].contains(&name) || names.iter().any(|n| n == name)
            }
            _ => file == "make" || file == "README.md",
        };
        assert!(known, "graphs/{file} is made of no article");
    }
}
