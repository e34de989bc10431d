//! The picture of a difference.

use crate::analysis::network;
use crate::dot::draw;
use crate::random::{self, Random};
use newsgraph::graph::Network;
use newsgraph::graph::analysis::Diff;
use newsgraph::graph::export::{Options, dot::changes};

fn picture(old: &Network, new: &Network, options: &Options) -> String {
    let mut out = Vec::new();
    changes::write(old, new, &Diff::of(old, new), options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn each_change_has_its_look() {
    let old =
        network("- d1 a supports +1 b\n- d1 a opposes -1 c\n- p1 c aids +1 d\n- d1 e aids +1 f\n- d1 x aids +1 y");
    let new = network(
        "- d1 a supports +1 b\n- d2 a supports +1 b\n- d2 a supports +1 c\n- d1 c aids +1 d\n- d2 f !aids +1 e\n- d1 x aids +1 y",
    );
    let drawn = picture(&old, &new, &Options::default());
    for part in [
        r##""a" -> "b" [label="▲ supports" color="#333333" fontcolor="#333333" style=bold"##,
        r##""a" -> "c" [label="⇄ supports\nnet -1 to +1" color="#b2182b" fontcolor="#b2182b" style=solid"##,
        r##""a" -> "c" [label="− opposes\nnet -1 to +1" color="#9a9a9a" fontcolor="#9a9a9a" style=dashed"##,
        r##""c" -> "d" [label="● aids""##,
        r##""e" -> "f" [label="− aids" color="#9a9a9a""##,
        r##""f" -> "e" [label="+ not aids" color="#1b7837" fontcolor="#1b7837" style=solid penwidth=1.5 arrowhead=odot"##,
        "1 flipped · 2 new · 2 gone · 1 stronger · 1 firmer · articles: 2 before, 1 more, 1 fewer",
        ">flipped</TD>",
    ] {
        assert!(drawn.contains(part), "{part} in\n{drawn}");
    }
    assert!(!drawn.contains("\"x\""), "what did not change is not drawn");
    let cut = Options {
        top: Some(1),
        legend: false,
        title: Some("A & B".into()),
        ..Options::default()
    };
    let cut = picture(&old, &new, &cut);
    assert!(
        cut.contains("5 changes hidden") && cut.contains("⇄") && !cut.contains("legend") && cut.contains("A &amp; B")
    );
    assert!(picture(&new, &new, &Options::default()).contains("no edge changed"));
}

#[test]
fn graphviz_draws_any_difference() {
    for seed in 0..6 {
        let mut random = Random::new(seed);
        let [old, new] = [0, 1].map(|_| {
            let articles: Vec<_> = (0..3).map(|_| random::article(&mut random)).collect();
            random::network(&articles)
        });
        let drawn = picture(&old, &new, &Options::default());
        if let Err(what) = draw(&drawn) {
            panic!("seed {seed}: {what}\n{drawn}");
        }
    }
}
