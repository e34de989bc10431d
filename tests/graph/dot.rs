//! The picture: what is drawn, what is said of the rest, and that hostile text stays text.

use crate::fixture::{nato, network};
use crate::random::{self, Random};
use newsgraph::graph::{Network, OutputFormat, export::Options};
use std::io::Write;
use std::process::{Command, Stdio};

fn dot(network: &Network, options: &Options) -> String {
    let mut out = Vec::new();
    OutputFormat::Dot.write(network, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Draws it, where Graphviz is there. `Err` with what it complains of.
pub fn draw(picture: &str) -> Result<String, String> {
    let run = Command::new("dot")
        .arg("-Tsvg")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut run) = run else {
        eprintln!("no Graphviz here, not drawn");
        return Ok(String::new());
    };
    let mut input = run.stdin.take().unwrap();
    let picture = picture.to_owned();
    let writing = std::thread::spawn(move || input.write_all(picture.as_bytes()));
    let output = run.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    match output.status.success() && !errors.contains("syntax") && !errors.contains("not well-formed") {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(errors),
    }
}

/// The line that draws an edge, or what there is of it.
fn line<'a>(picture: &'a str, start: &str) -> &'a str {
    let found = picture.lines().find(|line| line.trim().starts_with(start));
    found.unwrap_or_else(|| panic!("no {start} in\n{picture}"))
}

#[test]
fn lines_show_what_they_mean() {
    let picture = dot(&network(&nato()), &Options::default());
    for (start, expected) in [
        (
            r#""country:ru" -> "country:ua""#,
            r##"label="attacks ×3" color="#b2182b" style=solid penwidth=2.1 arrowhead=tee"##,
        ),
        (
            r#""country:us" -> "country:ua" [label="aids"#,
            r##"label="aids ×2" color="#2166ac" style=solid penwidth=1.7 arrowhead=normal"##,
        ),
        (
            r#""armed-group:wagner" -> "country:ua""#,
            r##"label="threatens\nsays Dmytro Kuleba" color="#b2182b" style=dashed"##,
        ),
        (r#""organization:european-union" -> "country:cn""#, "style=dotted"),
        (
            r#""person:recep-tayyip-erdogan" -> "country:se""#,
            r##"label="not supports" color="#b2182b" style=solid penwidth=1.0 arrowhead=odot"##,
        ),
        // Two relations of one look are one line.
        (
            r#""country:hu" -> "organization:european-union""#,
            r#"label="opposes\nrejects""#,
        ),
        (r#""person:antony-blinken" -> "person:dmytro-kuleba""#, "dir=both"),
        (
            r#""country:fi" -> "organization:nato""#,
            r##"label="member of" color="#b5b5b5""##,
        ),
        (
            r#""country:ru" -> "country:ua""#,
            r#"tooltip="“Russia shelled Ukraine, and Ukraine struck Russia.” (AP, 2023-11-28)\n"#,
        ),
        (
            r#""country:ru" -> "country:ua""#,
            r#"URL="https://example.org/ap/1128"]"#,
        ),
        // The office stands with the name, and an acronym for a long one.
        (
            r#""person:jens-stoltenberg" ["#,
            r##"label=<Jens Stoltenberg<BR/><FONT POINT-SIZE="9" COLOR="#666666">Secretary General,<BR/>NATO</FONT>>"##,
        ),
        (r#""organization:osce" ["#, "label=<OSCE>"),
        // A protest against nobody named ends in a point.
        (r#""person:sergey-lavrov" -> "e:"#, "protests against"),
    ] {
        let line = line(&picture, start);
        assert!(line.contains(expected), "{expected}\n{line}");
    }
    assert!(!picture.contains("holds office"));
    assert!(
        picture.contains("24 actors · 45 edges · 4 articles · 2023-11-27 to 2023-11-30<"),
        "{picture}"
    );
}

#[test]
fn what_is_hidden_is_told() {
    let network = network(&nato());
    let options = Options {
        top: Some(3),
        legend: false,
        ..Options::default()
    };
    let picture = dot(&network, &options);
    // The strongest: what most articles state. Offices of people who are not drawn are hidden too.
    for strong in ["attacks ×3", "aids ×2", "supports ×2"] {
        assert!(picture.contains(strong), "{strong}\n{picture}");
    }
    assert!(
        picture.contains("3 edges · 4 articles · 2023-11-27 to 2023-11-30 · 42 edges hidden"),
        "{picture}"
    );
    assert!(!picture.contains("cluster_legend"));
    let unfolded = Options {
        fold_offices: false,
        top: None,
        ..Options::default()
    };
    assert!(dot(&network, &unfolded).contains("holds office"));
}

#[test]
fn graphviz_draws_it() {
    let network = network(&nato());
    let options = Options {
        title: Some("Brussels & \"<beyond>\"".into()),
        ..Options::default()
    };
    let picture = dot(&network, &options);
    let svg = draw(&picture).unwrap();
    if !svg.is_empty() {
        let drawn = picture.lines().filter(|line| line.contains(" -> ")).count();
        assert_eq!(svg.matches("class=\"edge ").count(), drawn);
        assert!(svg.contains("id=\"country:ua\""));
    }
    assert!(draw(&dot(&Network::new(), &Options::default())).is_ok());
}

#[test]
fn hostile_text_draws() {
    for seed in 0..12 {
        let mut random = Random::new(seed);
        let articles: Vec<_> = (0..6).map(|_| random::article(&mut random)).collect();
        let options = Options {
            title: Some("<b>\\N\"\u{0}\n&lt;".into()),
            ..Options::default()
        };
        let picture = dot(&random::network(&articles), &options);
        assert!(!picture.contains("URL=\"javascript:"), "{picture}");
        if let Err(what) = draw(&picture) {
            panic!("seed {seed}: {what}\n{picture}");
        }
    }
}
