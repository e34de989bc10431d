//! Lines between shapes: their bend, their heads, and the place of their words.

use super::shape::Shape;
use super::words::Words;
use crate::graph::export::dot::style::Look;
use crate::graph::layout::Way;
use std::io::{self, Write};

/// How far apart lines between the same two are in the middle.
const APART: f64 = 34.0;

/// A line from shape to shape.
#[derive(Clone, Debug)]
pub struct Curve {
    /// As SVG writes it.
    pub path: String,
    pub start: [f64; 2],
    pub end: [f64; 2],
    /// The ways into the end and into the start, of length 1.
    pub end_way: [f64; 2],
    pub start_way: [f64; 2],
    /// Where its words may stand, the best first.
    spots: Vec<[f64; 2]>,
    pub words: Words,
}

/// The line from a shape to another; `bend` of parallel ones is such as -1, 0, 1. From a shape to itself it is a loop, the `nth`.
pub fn curve(from: &Shape, to: &Shape, bend: f64, nth: usize) -> Curve {
    let [dx, dy] = [to.at[0] - from.at[0], to.at[1] - from.at[1]];
    let far = (dx * dx + dy * dy).sqrt();
    if far < 1e-6 {
        return round(from, nth);
    }
    let side = [-dy / far, dx / far];
    let aside = bend * APART * 2.0;
    let control = [
        (from.at[0] + to.at[0]) / 2.0 + side[0] * aside,
        (from.at[1] + to.at[1]) / 2.0 + side[1] * aside,
    ];
    let (start, end) = (from.edge_towards(control), to.edge_towards(control));
    let ([x, y], [cx, cy], [ex, ey]) = (start, control, end);
    // A place on the line, 0 at the start and 1 at the end.
    let at = |t: f64| {
        let u = 1.0 - t;
        let (a, b, c) = (u * u, 2.0 * u * t, t * t);
        [a * x + b * cx + c * ex, a * y + b * cy + c * ey]
    };
    Curve {
        path: format!("M{x:.1} {y:.1}Q{cx:.1} {cy:.1} {ex:.1} {ey:.1}"),
        start,
        end,
        end_way: way(control, end),
        start_way: way(control, start),
        spots: [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74].map(at).to_vec(),
        words: Words::default(),
    }
}

/// How far above a shape its `nth` loop reaches.
pub fn loop_height(nth: usize) -> f64 {
    (26.0 + 12.0 * nth as f64) * 1.2
}

fn round(shape: &Shape, nth: usize) -> Curve {
    let [left, top, right, _] = shape.bounds();
    let (middle, out) = ((left + right) / 2.0, 26.0 + 12.0 * nth as f64);
    let ([x, y], [ex, ey]) = ([middle - 12.0, top], [middle + 12.0, top - 2.0]);
    Curve {
        path: format!(
            "M{x:.1} {y:.1}C{:.1} {:.1} {:.1} {:.1} {ex:.1} {ey:.1}",
            x - out,
            y - out,
            ex + out,
            y - out
        ),
        start: [x, y],
        end: [ex, ey],
        end_way: [0.0, 1.0],
        start_way: [0.0, 1.0],
        spots: vec![[middle, top - out * 0.75]],
        words: Words::default(),
    }
}

/// The line that a layout has led past everything else: level at each place, and in slopes between them.
pub fn led(from: &Shape, to: &Shape, led: &Way, ports: [f64; 2]) -> Curve {
    let mut places = led.through.clone();
    let last = places.len() - 1;
    let to_right = if places[last][0] >= places[0][0] { 1.0 } else { -1.0 };
    places[0] = from.edge_at(ports[0], to_right);
    places[last] = to.edge_at(ports[1], -to_right);
    let mut path = format!("M{:.1} {:.1}", places[0][0], places[0][1]);
    for two in places.windows(2) {
        let ([x, y], [ex, ey]) = (two[0], two[1]);
        path += &match (ey - y).abs() < 0.05 {
            true => format!("L{ex:.1} {ey:.1}"),
            false => format!(
                "C{:.1} {y:.1} {:.1} {ey:.1} {ex:.1} {ey:.1}",
                x + (ex - x) * 0.45,
                ex - (ex - x) * 0.45
            ),
        };
    }
    Curve {
        path,
        start: places[0],
        end: places[last],
        end_way: [to_right, 0.0],
        start_way: [-to_right, 0.0],
        spots: vec![led.words],
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
    /// Puts words on the line, where they cover least of what is there, and marks their room as taken.
    pub fn tell(&mut self, words: Words, taken: &mut Vec<[f64; 4]>) {
        self.words = words;
        let mut best: Option<(f64, [f64; 2])> = None;
        for &spot in &self.spots {
            self.words.at = spot;
            let here = self.words.bounds();
            let covered: f64 = taken.iter().map(|other| common(here, *other)).sum();
            if best.is_none_or(|(least, _)| covered < least) {
                best = Some((covered, spot));
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
        let [x, y] = self.spots[0];
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
