//! What the lines mean: only those that the picture has.

use super::scene::Scene;
use super::style::{FAINT, Line, Look};
use std::io::{self, Write};

/// Samples drawn with the attributes of the lines that they explain.
pub fn write(scene: &Scene, out: &mut dyn Write) -> io::Result<()> {
    let looks = scene.looks();
    let plain = |stance: i8, structural: bool| Look {
        stance,
        line: Line::Solid,
        negated: false,
        structural,
        symmetric: false,
    };
    let mut samples: Vec<(Look, &str)> = Vec::new();
    for look in [plain(1, false), plain(-1, false), plain(0, false), plain(0, true)] {
        if looks
            .iter()
            .any(|l| (l.structural, l.stance) == (look.structural, look.stance))
        {
            samples.push((look, look.sign_text()));
        }
    }
    if looks.iter().any(|look| look.negated) {
        let negated = true;
        samples.push((
            Look {
                negated,
                ..plain(0, false)
            },
            "denied",
        ));
    }
    for (line, words) in [(Line::Dashed, "a claim"), (Line::Dotted, "planned or possible")] {
        if looks.iter().any(|look| look.line == line) {
            samples.push((
                Look {
                    line,
                    ..plain(0, false)
                },
                words,
            ));
        }
    }
    writeln!(out, "  subgraph cluster_legend {{")?;
    writeln!(out, "    label=\"\" color=\"#dddddd\" style=rounded tooltip=\" \"")?;
    writeln!(
        out,
        "    node [shape=plaintext label=\"\" width=0.01 height=0.22 margin=0 style=\"\" tooltip=\" \"]"
    )?;
    for (i, (look, words)) in samples.iter().enumerate() {
        writeln!(
            out,
            "    legend{i}a -> legend{i}b [{} minlen=1 tooltip=\" \"]; legend{i}b [label=\" {words}\" fontsize=9 fontcolor=\"{FAINT}\"]",
            look.attributes(1)
        )?;
    }
    writeln!(out, "  }}")
}
