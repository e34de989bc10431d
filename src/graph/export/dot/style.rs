//! How nodes and lines look: colours that colour-blind readers can tell apart, and a second sign beside each colour.

use crate::extract::actor::Kind;
use crate::extract::relation::{Modality, Polarity};
use crate::graph::Edge;

/// Text and frames.
pub const INK: &str = "#333333";
/// Second lines, legend, subtitle.
pub const FAINT: &str = "#777777";

/// Shape and fill of a kind of actor.
pub fn node(kind: Kind) -> String {
    let shape = match kind {
        Kind::Person | Kind::Group | Kind::Unknown => "ellipse",
        Kind::Country | Kind::GovernmentBody | Kind::Place => "box",
        Kind::Organization | Kind::Party => "hexagon",
        Kind::ArmedGroup => "octagon",
    };
    let margin = match shape {
        "hexagon" | "octagon" => " margin=\"0.02,0.04\"",
        _ => "",
    };
    let style = match kind {
        Kind::Country => " style=\"filled,rounded\"",
        _ if is_vague(kind) => " style=\"filled,dashed\"",
        _ => "",
    };
    format!("shape={shape}{margin}{style} fillcolor=\"{}\"", fill(kind))
}

/// The fill of a kind of actor, in every format that has colours. All are pale, and none is the blue or the red of the lines.
pub fn fill(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "#fff3d6",
        Kind::Country => "#e6efdc",
        Kind::Organization => "#ebe4f1",
        Kind::GovernmentBody => "#f0f0e4",
        Kind::Party => "#dcefee",
        Kind::ArmedGroup => "#e9ded6",
        Kind::Group => "#f7ecd9",
        Kind::Place => "#f2f2f2",
        Kind::Unknown => "#ffffff",
    }
}

/// Is it no clear actor? Then its frame is dashed.
pub fn is_vague(kind: Kind) -> bool {
    matches!(kind, Kind::Group | Kind::Place | Kind::Unknown)
}

/// All that tells one line from another. Edges between the same two that look alike are drawn as one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Look {
    /// For, against, or neither; after polarity.
    pub stance: i8,
    /// How sure: solid, dashed or dotted.
    pub line: Line,
    /// Denied.
    pub negated: bool,
    /// Who someone is, not what someone does.
    pub structural: bool,
    /// Holds both ways.
    pub symmetric: bool,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// The articles state it.
    Solid,
    /// Somebody claims it.
    Dashed,
    /// It is planned, asked for or possible.
    Dotted,
}

impl Look {
    pub fn of(edge: &Edge) -> Look {
        let line = match (edge.modality, edge.claimed) {
            (Modality::Planned | Modality::Asked | Modality::Possible, _) => Line::Dotted,
            (Modality::Actual, true) => Line::Dashed,
            (Modality::Actual, false) => Line::Solid,
        };
        Look {
            stance: edge.stance(),
            line,
            negated: edge.polarity == Polarity::Negated,
            structural: edge.is_structural(),
            symmetric: edge.symmetric,
        }
    }

    pub fn color(self) -> &'static str {
        match self.stance {
            _ if self.structural => "#b5b5b5",
            1 => "#2166ac",
            -1 => "#b2182b",
            _ => "#666666",
        }
    }

    /// The colour of the words on the line: darker, because letters are thin.
    pub fn font_color(self) -> &'static str {
        match self.stance {
            _ if self.structural => FAINT,
            1 => "#1b4f84",
            -1 => "#8c1322",
            _ => "#555555",
        }
    }

    /// The arrowhead, by Graphviz's name.
    pub fn head(self) -> &'static str {
        match self.stance {
            _ if self.negated => "odot",
            _ if self.structural => "open",
            -1 => "tee",
            _ => "normal",
        }
    }

    /// Dashes and gaps, where the line is not solid.
    pub fn dashes(self) -> Option<&'static str> {
        match self.line {
            Line::Solid => None,
            Line::Dashed => Some("6 4"),
            Line::Dotted => Some("1.5 3.5"),
        }
    }

    /// Attributes of the line.
    pub fn attributes(self, weight: usize) -> String {
        let style = match self.line {
            Line::Solid => "solid",
            Line::Dashed => "dashed",
            Line::Dotted => "dotted",
        };
        let (color, head, width) = (self.color(), self.head(), self.width(weight));
        let both = match self.symmetric {
            true => format!(" dir=both arrowtail={head}"),
            false => String::new(),
        };
        format!("color=\"{color}\" style={style} penwidth={width} arrowhead={head}{both}")
    }

    /// `1 + ln(weight)`, from 1 to 6, to a tenth.
    pub fn width(self, weight: usize) -> String {
        let width = 1.0 + (weight.max(1) as f64).ln();
        match self.structural {
            true => "0.8".to_owned(),
            false => format!("{:.1}", width.clamp(1.0, 6.0)),
        }
    }
}
