//! Lines between shapes: their bend, their heads, and the place of their words.

use super::shape::Shape;
use super::words::Words;
use crate::graph::export::dot::style::Look;
use std::io::{self, Write};

/// How far apart lines between the same two are in the middle.
const APART: f64 = 34.0;

/// A line from shape to shape.
#[derive(Clone, Debug)]
pub struct Curve {
    pub start: [f64; 2],
    /// What draws the line aside.
    control: [f64; 2],
    pub end: [f64; 2],
    /// The ways into the end and into the start, of length 1.
    pub end_way: [f64; 2],
    pub start_way: [f64; 2],
    /// From an actor to itself: how far out.
    is_loop: Option<f64>,
    pub words: Words,
}

/// The line from a shape to another; `bend` of parallel ones is such as -1, 0, 1. From a shape to itself it is a loop, the `nth`.
pub fn curve(from: &Shape, to: &Shape, bend: f64, nth: usize) -> Curve {
    let [dx, dy] = [to.at[0] - from.at[0], to.at[1] - from.at[1]];
    let far = (dx * dx + dy * dy).sqrt();
    if far < 1e-6 {
        let [left, top, right, _] = from.bounds();
        let (middle, out) = ((left + right) / 2.0, 26.0 + 12.0 * nth as f64);
        return Curve {
            start: [middle - 12.0, top],
            control: [middle, top - out * 1.6],
            end: [middle + 12.0, top - 2.0],
            end_way: [0.0, 1.0],
            start_way: [0.0, 1.0],
            is_loop: Some(out),
            words: Words::default(),
        };
    }
    let side = [-dy / far, dx / far];
    let aside = bend * APART * 2.0;
    let control = [
        (from.at[0] + to.at[0]) / 2.0 + side[0] * aside,
        (from.at[1] + to.at[1]) / 2.0 + side[1] * aside,
    ];
    let (start, end) = (from.edge_towards(control), to.edge_towards(control));
    Curve {
        start,
        control,
        end,
        end_way: way(control, end),
        start_way: way(control, start),
        is_loop: None,
        words: Words::default(),
    }
}

/// From a place to another, of length 1.
fn way(from: [f64; 2], to: [f64; 2]) -> [f64; 2] {
    let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    let far = (dx * dx + dy * dy).sqrt().max(1e-9);
    [dx / far, dy / far]
}

impl Curve {
    /// A place on the line, 0 at the start and 1 at the end.
    fn at(&self, t: f64) -> [f64; 2] {
        let u = 1.0 - t;
        let (a, b, c) = (u * u, 2.0 * u * t, t * t);
        [
            a * self.start[0] + b * self.control[0] + c * self.end[0],
            a * self.start[1] + b * self.control[1] + c * self.end[1],
        ]
    }

    /// The path as SVG writes it.
    pub fn path(&self) -> String {
        let ([x, y], [cx, cy], [ex, ey]) = (self.start, self.control, self.end);
        match self.is_loop {
            Some(out) => format!(
                "M{x:.1} {y:.1}C{:.1} {:.1} {:.1} {:.1} {ex:.1} {ey:.1}",
                x - out,
                y - out,
                ex + out,
                y - out
            ),
            None => format!("M{x:.1} {y:.1}Q{cx:.1} {cy:.1} {ex:.1} {ey:.1}"),
        }
    }

    /// Puts words on the line, where they cover least of what is there, and marks their room as taken.
    pub fn tell(&mut self, words: Words, taken: &mut Vec<[f64; 4]>) {
        self.words = words;
        let mut best: Option<(f64, [f64; 2])> = None;
        for t in [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74] {
            self.words.at = self.at(t);
            let here = self.words.bounds();
            let covered: f64 = taken.iter().map(|other| common(here, *other)).sum();
            if best.is_none_or(|(least, _)| covered < least) {
                best = Some((covered, self.words.at));
            }
        }
        if let Some((_, at)) = best {
            // The picture begins at 0.
            let [w, _] = self.words.size();
            self.words.at = [at[0].max(w / 2.0 + 4.0), at[1]];
        }
        taken.push(self.words.bounds());
    }

    /// Left, top, right, bottom of the line and its words.
    pub fn bounds(&self) -> [f64; 4] {
        let [left, top, right, bottom] = self.words.bounds();
        let [x, y] = self.at(0.5);
        [left.min(x), top.min(y), right.max(x), bottom.max(y)]
    }
}

/// How much of two rooms is the same.
fn common(a: [f64; 4], b: [f64; 4]) -> f64 {
    let width = a[2].min(b[2]) - a[0].max(b[0]);
    let height = a[3].min(b[3]) - a[1].max(b[1]);
    width.max(0.0) * height.max(0.0)
}

/// The head of a line at its end.
pub fn head(look: Look, at: [f64; 2], way: [f64; 2], out: &mut dyn Write) -> io::Result<()> {
    mark(look.head(), look.color(), at, way, out)
}

/// A head by Graphviz's name: an arrow, a bar, an open arrow, a ring.
pub fn mark(sort: &str, color: &str, at: [f64; 2], way: [f64; 2], out: &mut dyn Write) -> io::Result<()> {
    // So far back, and so far to the side.
    let spot = |back: f64, side: f64| {
        format!(
            "{:.1} {:.1}",
            at[0] - way[0] * back - way[1] * side,
            at[1] - way[1] * back + way[0] * side
        )
    };
    match sort {
        "tee" => writeln!(
            out,
            "<path d=\"M{}L{}\" stroke=\"{color}\" stroke-width=\"2.5\"/>",
            spot(1.0, 5.0),
            spot(1.0, -5.0)
        ),
        "open" => writeln!(
            out,
            "<path d=\"M{}L{}L{}\" stroke=\"{color}\" stroke-width=\"1\" fill=\"none\"/>",
            spot(6.0, 3.0),
            spot(0.0, 0.0),
            spot(6.0, -3.0)
        ),
        "odot" => writeln!(
            out,
            "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3.5\" stroke=\"{color}\" stroke-width=\"1.2\" fill=\"white\"/>",
            at[0] - way[0] * 3.5,
            at[1] - way[1] * 3.5
        ),
        _ => writeln!(
            out,
            "<path d=\"M{}L{}L{}Z\" fill=\"{color}\"/>",
            spot(8.0, 3.5),
            spot(0.0, 0.0),
            spot(8.0, -3.5)
        ),
    }
}
