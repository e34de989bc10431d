//! What the lines mean: only those that the picture has.

use super::scene::Scene;
use super::style::{FAINT, Line, Look};
use std::io::{self, Write};

/// One small table. Samples drawn as edges come out as long as the picture's own and take a quarter of it.
pub fn write(scene: &Scene, out: &mut dyn Write) -> io::Result<()> {
    let looks = scene.looks();
    let has = |test: &dyn Fn(&Look) -> bool| looks.iter().any(test);
    let stance = |stance: i8| has(&move |look| !look.structural && look.stance == stance);
    let rows = [
        (stance(1), "#2166ac", "—→", "for"),
        (stance(-1), "#b2182b", "—|", "against"),
        (stance(0), "#666666", "—→", "neither"),
        (has(&|look| look.structural), "#b5b5b5", "—&gt;", "belongs to"),
        (has(&|look| look.negated), "#666666", "—o", "denied"),
        (has(&|look| look.line == Line::Dashed), "#666666", "- - →", "a claim"),
        (
            has(&|look| look.line == Line::Dotted),
            "#666666",
            "· · →",
            "planned, asked or possible",
        ),
    ];
    let shown = rows.iter().filter(|(there, ..)| *there);
    table(
        " ALIGN=\"RIGHT\"",
        shown.map(|&(_, color, sample, words)| (color, sample, words)),
        out,
    )
}

/// A box of its own that tells of each colour and sign what it means; `align` says how signs stand in their column.
pub(super) fn table<'a>(
    align: &str,
    rows: impl Iterator<Item = (&'a str, &'a str, &'a str)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "  subgraph cluster_legend {{")?;
    writeln!(
        out,
        "    label=\"\" color=\"#dddddd\" style=rounded tooltip=\" \" margin=4"
    )?;
    write!(
        out,
        "    legend [shape=plaintext style=\"\" margin=0 fontsize=9 fontcolor=\"{FAINT}\" tooltip=\" \" label=<"
    )?;
    write!(
        out,
        "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\">"
    )?;
    for (color, sample, words) in rows {
        write!(
            out,
            "<TR><TD{align}><FONT COLOR=\"{color}\" POINT-SIZE=\"11\">{sample}</FONT></TD>"
        )?;
        write!(out, "<TD ALIGN=\"LEFT\">{words}</TD></TR>")?;
    }
    writeln!(out, "</TABLE>>]")?;
    writeln!(out, "  }}")
}
