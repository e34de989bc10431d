//! The shape of an actor, by its kind.

use super::words::Words;
use crate::extract::actor::Kind;
use crate::graph::export::dot::style::{fill, is_vague};
use std::io::{self, Write};

/// A shape with its words inside.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Nothing for a point, where a line to nobody ends.
    kind: Option<Kind>,
    pub at: [f64; 2],
    pub size: [f64; 2],
    pub words: Words,
}

impl Shape {
    /// As large as its words need.
    pub fn of(kind: Kind, words: Words) -> Shape {
        let [w, h] = words.size();
        let [w, h] = match kind {
            // An ellipse holds less in its corners.
            Kind::Person | Kind::Group | Kind::Unknown => [w * 1.25 + 14.0, h * 1.3 + 10.0],
            Kind::Organization | Kind::Party | Kind::ArmedGroup => [w + 34.0, h + 14.0],
            _ => [w + 20.0, h + 14.0],
        };
        Shape {
            kind: Some(kind),
            at: [0.0; 2],
            size: [w.max(30.0), h.max(24.0)],
            words,
        }
    }

    /// Where a line to nobody ends.
    pub fn point() -> Shape {
        Shape {
            kind: None,
            at: [0.0; 2],
            size: [4.0, 4.0],
            words: Words::default(),
        }
    }

    /// Puts it and its words at a place.
    pub fn stand(&mut self, at: [f64; 2]) {
        (self.at, self.words.at) = (at, at);
    }

    /// Left, top, right, bottom.
    pub fn bounds(&self) -> [f64; 4] {
        let ([x, y], [w, h]) = (self.at, self.size);
        [x - w / 2.0, y - h / 2.0, x + w / 2.0, y + h / 2.0]
    }

    fn is_round(&self) -> bool {
        matches!(self.kind, None | Some(Kind::Person | Kind::Group | Kind::Unknown))
    }

    /// Where the way from the middle towards a place leaves the shape, with a little air.
    pub fn edge_towards(&self, place: [f64; 2]) -> [f64; 2] {
        let [dx, dy] = [place[0] - self.at[0], place[1] - self.at[1]];
        let [a, b] = [self.size[0] / 2.0 + 2.0, self.size[1] / 2.0 + 2.0];
        let share = match self.is_round() {
            true => 1.0 / ((dx / a) * (dx / a) + (dy / b) * (dy / b)).sqrt().max(1e-9),
            false => 1.0 / (dx.abs() / a).max(dy.abs() / b).max(1e-9),
        };
        let share = share.min(1.0);
        [self.at[0] + dx * share, self.at[1] + dy * share]
    }

    /// Where a level line at a height meets the outline, on the right or the left (1 or -1), with a little air.
    pub fn edge_at(&self, y: f64, side: f64) -> [f64; 2] {
        let half = [self.size[0] / 2.0, self.size[1] / 2.0];
        let off = ((y - self.at[1]).abs() / half[1]).min(1.0);
        let corner = half[1].min(12.0);
        let reach = match self.kind {
            None | Some(Kind::Person | Kind::Group | Kind::Unknown) => half[0] * (1.0 - off * off).sqrt(),
            Some(Kind::Organization | Kind::Party) => half[0] - corner * off,
            Some(_) => half[0],
        };
        [self.at[0] + side * (reach + 2.0), y]
    }

    /// Makes it high enough for so many lines on one side.
    pub fn make_room(&mut self, n_lines: usize) {
        let share = 2.0 * self.port_room() / self.size[1];
        self.size[1] = self.size[1].max(n_lines as f64 * 8.0 / share);
    }

    /// How far above and below its middle lines may meet it.
    pub fn port_room(&self) -> f64 {
        self.size[1] * if self.is_round() { 0.3 } else { 0.36 }
    }

    /// Writes the shape; its words are written apart.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let [left, top, right, bottom] = self.bounds();
        let ([x, y], [w, h]) = (self.at, self.size);
        let Some(kind) = self.kind else {
            return writeln!(out, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2\" fill=\"#999999\"/>");
        };
        let dashed = if is_vague(kind) {
            " stroke-dasharray=\"3 2\""
        } else {
            ""
        };
        let paint = format!(
            "fill=\"{}\" stroke=\"#999999\" stroke-width=\"0.8\"{dashed}",
            fill(kind)
        );
        let corner = (h / 2.0).min(12.0);
        match kind {
            Kind::Person | Kind::Group | Kind::Unknown => {
                let (rx, ry) = (w / 2.0, h / 2.0);
                writeln!(
                    out,
                    "<ellipse cx=\"{x:.1}\" cy=\"{y:.1}\" rx=\"{rx:.1}\" ry=\"{ry:.1}\" {paint}/>"
                )
            }
            Kind::Country | Kind::GovernmentBody | Kind::Place => {
                let round = if kind == Kind::Country { " rx=\"8\"" } else { "" };
                writeln!(
                    out,
                    "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{w:.1}\" height=\"{h:.1}\"{round} {paint}/>"
                )
            }
            Kind::Organization | Kind::Party => writeln!(
                out,
                "<path d=\"M{left:.1} {y:.1}L{:.1} {top:.1}H{:.1}L{right:.1} {y:.1}L{:.1} {bottom:.1}H{:.1}Z\" {paint}/>",
                left + corner,
                right - corner,
                right - corner,
                left + corner
            ),
            Kind::ArmedGroup => {
                let cut = (h / 3.0).min(8.0);
                writeln!(
                    out,
                    "<path d=\"M{left:.1} {:.1}L{:.1} {top:.1}H{:.1}L{right:.1} {:.1}V{:.1}L{:.1} {bottom:.1}H{:.1}L{left:.1} {:.1}Z\" {paint}/>",
                    top + cut,
                    left + cut,
                    right - cut,
                    top + cut,
                    bottom - cut,
                    right - cut,
                    left + cut,
                    bottom - cut
                )
            }
        }
    }
}
