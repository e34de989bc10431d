//! `--version`, `completions`, `man`.

use crate::place::{Place, have};
use newsgraph::lexicon;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, out: &mut BTreeSet<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        match entry.path() {
            path if path.is_dir() => files(&path, out),
            // How letters look is nothing that is read.
            path if path.ends_with("README.md") || path.starts_with(root().join("data/font")) => {}
            path => _ = out.insert(path.strip_prefix(root()).expect("in it").to_owned()),
        }
    }
}

#[test]
fn every_file_of_words_counts_in_the_fingerprint() {
    let mut there = BTreeSet::new();
    files(&root().join("data"), &mut there);
    let counted: BTreeSet<PathBuf> = lexicon::files().map(PathBuf::from).collect();
    assert_eq!(counted, there, "src/lexicon/fingerprint.rs lists what is under data/");
    assert!(lexicon::files().is_sorted());
}

#[test]
fn the_version_tells_what_is_built_in() {
    let place = Place::new("version");
    let ran = place.run(&["--version"]).code(0);
    assert_eq!(ran.out, place.run(&["-V"]).code(0).out);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines[0], concat!("newsgraph ", env!("CARGO_PKG_VERSION")));
    let model = lexicon::sha256(&fs::read(root().join("models/en.bin")).expect("a model"));
    assert_eq!(lines[1], format!("model    {model}"));
    if have("sha256sum", &["--version"]) {
        let sum =
            "find data -type f ! -name README.md ! -path 'data/font/*' | LC_ALL=C sort | xargs sha256sum | sha256sum";
        let out = Command::new("sh")
            .args(["-c", sum])
            .current_dir(root())
            .output()
            .expect("a shell");
        let sum = String::from_utf8(out.stdout).expect("text");
        assert_eq!(lines[2], format!("lexicon  {}", sum.split(' ').next().expect("a sum")));
    }
}

#[test]
fn shells_take_the_completions() {
    let place = Place::new("completions");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = place.run(&["completions", shell]).code(0);
        for word in ["timeline", "min-sources"] {
            assert!(ran.out.contains(word), "{shell}: {word}");
        }
        if shell == "bash" && have("bash", &["--version"]) {
            place.write("completions.bash", &ran.out);
            let ask = "source completions.bash; COMP_WORDS=(newsgraph time); COMP_CWORD=1; _newsgraph newsgraph time newsgraph; echo ${COMPREPLY[@]}";
            let out = Command::new("bash")
                .args(["-c", ask])
                .current_dir(place.path("."))
                .output()
                .expect("bash");
            assert_eq!(
                String::from_utf8_lossy(&out.stdout),
                "timeline\n",
                "{}",
                String::from_utf8_lossy(&out.stderr)
            );
        }
    }
    place.run(&["completions", "tcsh"]).code(2);
}

#[test]
fn man_shows_the_manual() {
    let place = Place::new("man");
    for (args, words) in [
        (&["man"][..], &["newsgraph", "Exit codes", "blocs"][..]),
        (&["man", "query"], &["newsgraph-query", "min\\-sources"]),
    ] {
        let page = place.run(args).code(0).out;
        assert!(page.contains(".TH"), "{page}");
        for word in words {
            assert!(page.contains(word), "{word}");
        }
        let groff = Command::new("groff")
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        if groff.is_ok_and(|status| status.success()) {
            place.write("page.1", &page);
            let ran = Command::new("groff")
                .args(["-man", "-Tutf8", "-ww", "page.1"])
                .current_dir(place.path("."))
                .output();
            assert_eq!(String::from_utf8_lossy(&ran.expect("groff").stderr), "");
        }
    }
    place
        .run(&["man", "qury"])
        .code(4)
        .says(&["no command \"qury\"", "query"]);
}
