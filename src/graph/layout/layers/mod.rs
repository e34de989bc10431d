//! Layers, for small pictures: [`layers()`] puts who acts to the left of whom it is done to, and leads each line past everything else.
//!
//! Four steps, as K. Sugiyama, S. Tagawa and M. Toda described them in 1981 and Graphviz's `dot` takes them (E. Gansner and others, 1993): [ranks](rank) from left
//! to right, an [order](order) within each with few crossings, [heights](height) that make lines straight, and the ways of the lines.

mod height;
mod order;
mod rank;

use super::pack;

/// Room between two layers, beside the boxes and words in them.
const GAP: f64 = 40.0;
/// Room between two boxes of a layer, and around the words of a line.
const AIR: [f64; 2] = [16.0, 7.0];
/// How far words stand above their line.
const ABOVE: f64 = 1.5;
/// Room between two parts.
const APART: f64 = 34.0;

/// A line from box to box with the room that its words need.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// The box where it begins.
    pub from: usize,
    /// Where it ends; itself for a loop, which gets no way.
    pub to: usize,
    /// Width and height of its words.
    pub words: [f64; 2],
}

/// Where boxes stand, and how lines go.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layers {
    /// The centres of the boxes.
    pub at: Vec<[f64; 2]>,
    /// Of each line; nothing for a loop.
    pub ways: Vec<Option<Way>>,
}

/// How a line goes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Way {
    /// Places that it goes through from its beginning to its end, all from left to right or all from right to left, level at each. The first and the last
    /// are on the middle axis of their boxes: where the line is to meet the outline, only the height counts.
    pub through: Vec<[f64; 2]>,
    /// The centre of its words, above the line.
    pub words: [f64; 2],
}

/// What stands in a layer: a box, or else a line on its way.
#[derive(Clone, Copy, Debug)]
struct Stop {
    is_box: bool,
    /// Every second layer is one of boxes, those between are for words.
    layer: usize,
    size: [f64; 2],
}

/// Lines go from stop to stop, always one layer to the right.
#[derive(Clone, Copy, Debug)]
struct Step {
    left: usize,
    right: usize,
}

/// The places of boxes, each of a width and a height, and the ways of lines between them.
///
/// ```
/// use newsgraph::graph::layout::{Link, layers};
/// let links = [Link { from: 0, to: 1, words: [40.0, 12.0] }, Link { from: 1, to: 0, words: [40.0, 12.0] }];
/// let made = layers(&[[60.0, 20.0]; 2], &links);
/// assert!(made.at[0][0] < made.at[1][0], "who acts is on the left");
/// let [there, back] = [0, 1].map(|i| made.ways[i].as_ref().unwrap().words[1]);
/// assert!((there - back).abs() > 12.0, "lines between the same two have room for their words");
/// ```
///
/// # Complexity
///
/// About cubic in the links: made for some hundred.
pub fn layers(boxes: &[[f64; 2]], links: &[Link]) -> Layers {
    let ties: Vec<super::Tie> = (links.iter())
        .map(|link| super::Tie {
            a: link.from,
            b: link.to,
            weight: 1.0,
        })
        .collect();
    let mut made = Layers {
        at: vec![[0.0; 2]; boxes.len()],
        ways: vec![None; links.len()],
    };
    let parts = super::parts(boxes.len(), &ties);
    let mut rooms = Vec::with_capacity(parts.len());
    for part in &parts {
        rooms.push(lay(boxes, links, part, &mut made));
    }
    for (part, corner) in parts.iter().zip(pack::side_by_side(&rooms, APART)) {
        let moved = |place: &mut [f64; 2]| *place = [place[0] + corner[0], place[1] + corner[1]];
        part.iter().for_each(|&node| moved(&mut made.at[node]));
        for (link, way) in links.iter().zip(&mut made.ways) {
            if let Some(way) = way.as_mut().filter(|_| part.binary_search(&link.from).is_ok()) {
                way.through.iter_mut().for_each(moved);
                moved(&mut way.words);
            }
        }
    }
    made
}

/// Lays out one part from its own corner; how wide and high it is.
fn lay(boxes: &[[f64; 2]], links: &[Link], part: &[usize], made: &mut Layers) -> [f64; 2] {
    let inside: Vec<usize> = (0..links.len())
        .filter(|&i| links[i].from != links[i].to && part.binary_search(&links[i].from).is_ok())
        .collect();
    let ranks = rank::ranks(boxes.len(), part, links, &inside);
    let mut stops: Vec<Stop> = (part.iter())
        .map(|&node| Stop {
            is_box: true,
            layer: 2 * ranks[node],
            size: boxes[node],
        })
        .collect();
    let mut steps = Vec::new();
    // Of each line its stops from left to right, the boxes at its ends among them.
    let mut through: Vec<(usize, Vec<usize>, usize)> = Vec::new();
    let stop_of = |node: usize| part.binary_search(&node).expect("a link has its ends in one part");
    for &i in &inside {
        let link = links[i];
        let [left, right] = match ranks[link.from] <= ranks[link.to] {
            true => [link.from, link.to],
            false => [link.to, link.from],
        };
        let (first, last) = (2 * ranks[left], 2 * ranks[right]);
        // Words stand between two layers of boxes, near the middle.
        let told = first + 1 + 2 * ((last - first) / 4);
        let mut way = vec![stop_of(left)];
        for layer in first + 1..last {
            let size = if layer == told { link.words } else { [0.0, 2.0] };
            way.push(stops.len());
            stops.push(Stop {
                is_box: false,
                layer,
                size,
            });
        }
        way.push(stop_of(right));
        steps.extend(way.windows(2).map(|two| Step {
            left: two[0],
            right: two[1],
        }));
        let words = way[told - first];
        through.push((i, way, words));
    }
    let rows = order::order(&stops, &steps);
    let heights = height::heights(&stops, &steps, &rows);

    let mut columns = Vec::with_capacity(rows.len());
    let mut right = 0.0;
    for row in &rows {
        let width = row.iter().map(|&stop| stops[stop].size[0]).fold(0.0, f64::max);
        columns.push([right, right + width]);
        right += width + GAP;
    }
    let [width, top] = [
        right - GAP,
        rows.iter()
            .flatten()
            .map(|&s| heights[s] - stops[s].size[1] / 2.0)
            .fold(f64::MAX, f64::min),
    ];
    let below = rows
        .iter()
        .flatten()
        .map(|&s| heights[s] + stops[s].size[1] / 2.0)
        .fold(f64::MIN, f64::max);
    let middle = |stop: usize| {
        let [left, right] = columns[stops[stop].layer];
        [(left + right) / 2.0, heights[stop] - top]
    };
    for (i, &node) in part.iter().enumerate() {
        made.at[node] = middle(i);
    }
    for (i, way, words) in through {
        let mut places = vec![middle(way[0])];
        for &stop in &way[1..way.len() - 1] {
            let [left, right] = columns[stops[stop].layer];
            // The line is level below its words, and they are above it.
            let y = middle(stop)[1] + stops[stop].size[1] / 2.0;
            places.extend([[left, y], [right, y]]);
        }
        places.push(middle(way[way.len() - 1]));
        if ranks[links[i].from] > ranks[links[i].to] {
            places.reverse();
        }
        let [x, y] = middle(words);
        made.ways[i] = Some(Way {
            through: places,
            words: [x, y - ABOVE],
        });
    }
    [width, below - top]
}
