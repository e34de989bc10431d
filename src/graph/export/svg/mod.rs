//! A picture in itself: `newsgraph build news/ -o net.svg`.
//!
//! The same scene and the same signs as the [picture for Graphviz](super::dot), placed by our own [layout](crate::graph::layout), so that nothing needs to be
//! installed and the same network gives the same bytes. Quotes show when a line is pointed at; a click opens the article.

mod line;
mod shape;
mod words;

use super::Options;
use super::dot::scene::{Line, Scene};
use super::dot::style::{FAINT, INK};
use super::dot::{LAYERED_LINES, TOOLTIP_QUOTES, facts, short_name, text, told};
use super::said::is_web;
use crate::extract::actor::Kind;
use crate::graph::layout::{Link, Tie, Way, layers, place};
use crate::graph::{Evidence, Network};
use line::{Curve, curve, head, led, loop_height};
use shape::Shape;
use std::collections::BTreeMap;
use std::io::{self, Write};
use words::Words;
pub(super) use words::xml;

/// Room between two actors that a line with its words needs.
const GAP: f64 = 120.0;
/// Space around all.
const MARGIN: f64 = 24.0;
const FAMILY: &str = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";

/// Writes the network as SVG.
///
/// # Errors
///
/// Only those of `out`.
///
/// # Complexity
///
/// That of the layout, [`place`].
pub fn write(network: &Network, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let scene = Scene::of(network, options);
    let mut nodes = nodes(network, &scene);
    let ends = ends(&scene);
    let words: Vec<Words> = scene.lines.iter().map(|line| words_of(network, line)).collect();
    let curves = match scene.lines.len() {
        0..=LAYERED_LINES => layered(&mut nodes, &ends, words),
        _ => spread(&mut nodes, &ends, words),
    };
    let (width, height) = extent(&nodes, &curves);
    let facts = facts(network, &scene).join(" · ");
    let top = if options.title.is_some() { 66.0 } else { 40.0 };
    let rows = match options.legend && !scene.lines.is_empty() {
        true => legend_rows(&scene),
        false => Vec::new(),
    };
    let below = if rows.is_empty() { 0.0 } else { 34.0 };
    let needed = words::width(&facts, 11.0).max(rows.iter().map(|(.., words)| 52.0 + words::width(words, 10.0)).sum());
    let width = width.max(needed + 2.0 * MARGIN);
    let height = height + top + below;
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.0} {height:.0}\" style=\"max-width:100%;height:auto\" font-family=\"{FAMILY}\">"
    )?;
    writeln!(
        out,
        "<title>{}</title>",
        xml(options.title.as_deref().unwrap_or(&facts))
    )?;
    writeln!(out, "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>")?;
    if let Some(title) = &options.title {
        let title = xml(title);
        writeln!(
            out,
            "<text x=\"{MARGIN}\" y=\"36\" font-size=\"20\" font-weight=\"bold\" fill=\"{INK}\">{title}</text>"
        )?;
    }
    writeln!(
        out,
        "<text x=\"{MARGIN}\" y=\"{:.0}\" font-size=\"11\" fill=\"{FAINT}\">{}</text>",
        top - 12.0,
        xml(&facts)
    )?;
    writeln!(out, "<g transform=\"translate(0 {top:.0})\">")?;
    for (line, curve) in scene.lines.iter().zip(&curves) {
        draw(network, line, curve, out)?;
    }
    // The words last, so that no line strikes them out.
    for (line, curve) in scene.lines.iter().zip(&curves) {
        curve.words.write(line.look.font_color(), true, out)?;
    }
    for (id, shape) in scene.actors.keys().zip(&nodes) {
        actor(network, &scene, id, shape, out)?;
    }
    writeln!(out, "</g>")?;
    legend(&rows, height - 14.0, out)?;
    writeln!(out, "</svg>")
}

/// The actors, then a point for each line that leads to nobody.
fn nodes(network: &Network, scene: &Scene) -> Vec<Shape> {
    let mut nodes: Vec<Shape> = Vec::new();
    for (&id, office) in &scene.actors {
        let actor = network.node(id).map(|node| &node.actor);
        let size = scene.font_size(id) as f64;
        let name = actor.map_or(id, |actor| short_name(network, actor));
        let mut words = Words::default();
        words.add(&text::shorten(name, 60), 20, size);
        if let Some((title, body)) = office {
            words.add(&text::shorten(&format!("{title}, {body}"), 60), 24, 9.0);
        }
        nodes.push(Shape::of(actor.map_or(Kind::Unknown, |actor| actor.kind), words));
    }
    let to_nobody = scene.lines.iter().filter(|line| line.edges[0].target.is_none());
    nodes.extend(to_nobody.map(|_| Shape::point()));
    nodes
}

/// Where each line begins and ends, by number.
fn ends(scene: &Scene) -> Vec<(usize, usize)> {
    let number: BTreeMap<&str, usize> = scene.actors.keys().enumerate().map(|(i, &id)| (id, i)).collect();
    let mut points = number.len()..;
    let ends = scene.lines.iter().map(|line| {
        let target = match &line.edges[0].target {
            Some(target) => number[&**target],
            None => points.next().unwrap_or_default(),
        };
        (number[&*line.edges[0].source], target)
    });
    ends.collect()
}

fn words_of(network: &Network, line: &Line) -> Words {
    let mut words = Words::default();
    for row in line.label(network).lines() {
        words.add(row, 40, if line.look.structural { 9.0 } else { 10.0 });
    }
    words
}

/// Few: in layers, the lines led past everything else.
fn layered(nodes: &mut [Shape], ends: &[(usize, usize)], words: Vec<Words>) -> Vec<Curve> {
    let nth = nth_between(ends);
    // Who has many lines is high enough that their heads stand apart.
    for (i, node) in nodes.iter_mut().enumerate() {
        let out = ends.iter().filter(|&&(a, b)| a == i && b != i).count();
        let into = ends.iter().filter(|&&(a, b)| b == i && a != i).count();
        node.make_room(out.max(into));
    }
    let mut boxes: Vec<[f64; 2]> = nodes.iter().map(|node| node.size).collect();
    for (&(a, b), nth) in ends.iter().zip(&nth) {
        if a == b {
            // Above the shape, and as much below, for it is in the middle.
            boxes[a][1] = boxes[a][1].max(nodes[a].size[1] + 2.0 * loop_height(*nth) + 12.0);
        }
    }
    let links: Vec<Link> = (ends.iter().zip(&words))
        .map(|(&(from, to), words)| Link {
            from,
            to,
            words: words.size(),
        })
        .collect();
    let made = layers(&boxes, &links);
    for (node, at) in nodes.iter_mut().zip(made.at) {
        node.stand([at[0] + MARGIN, at[1] + MARGIN]);
    }
    let moved = |place: [f64; 2]| [place[0] + MARGIN, place[1] + MARGIN];
    let ways: Vec<Option<Way>> = (made.ways.into_iter())
        .map(|way| {
            way.map(|way| Way {
                through: way.through.into_iter().map(moved).collect(),
                words: moved(way.words),
            })
        })
        .collect();
    let ports = ports(nodes, ends, &ways);
    let mut taken: Vec<[f64; 4]> = nodes.iter().map(Shape::bounds).collect();
    let mut curves = Vec::with_capacity(ends.len());
    for (i, (&(a, b), words)) in ends.iter().zip(words).enumerate() {
        let mut curve = match &ways[i] {
            Some(way) => led(&nodes[a], &nodes[b], way, ports[i]),
            None => curve(&nodes[a], &nodes[b], 0.0, nth[i]),
        };
        curve.tell(words, &mut taken);
        curves.push(curve);
    }
    curves
}

/// At which heights lines leave and meet their shapes: on each side one below the other, in the order in which they come.
fn ports(nodes: &[Shape], ends: &[(usize, usize)], ways: &[Option<Way>]) -> Vec<[f64; 2]> {
    let mut ports = vec![[0.0; 2]; ends.len()];
    let mut sides: BTreeMap<(usize, bool), Vec<Port>> = BTreeMap::new();
    for (line, (&(a, b), way)) in ends.iter().zip(ways).enumerate() {
        let Some(way) = way else { continue };
        let last = way.through.len() - 1;
        let to_right = way.through[last][0] >= way.through[0][0];
        let mut port = |shape, is_right, next: [f64; 2], end| {
            let port = Port {
                from: next[1],
                line,
                end,
            };
            sides.entry((shape, is_right)).or_default().push(port);
        };
        port(a, to_right, way.through[1], 0);
        port(b, !to_right, way.through[last - 1], 1);
    }
    for ((node, _), mut side) in sides {
        side.sort_by(|a, b| a.from.total_cmp(&b.from));
        let (shape, n) = (&nodes[node], side.len());
        let apart = (2.0 * shape.port_room() / n as f64).min(12.0);
        for (place, port) in side.iter().enumerate() {
            ports[port.line][port.end] = shape.at[1] + (place as f64 - (n - 1) as f64 / 2.0) * apart;
        }
    }
    ports
}

/// Where a line meets the side of a shape.
struct Port {
    /// How high the line comes from.
    from: f64,
    line: usize,
    /// 0 where it begins, 1 where it ends.
    end: usize,
}

/// Many: by forces, lines between the same two side by side.
fn spread(nodes: &mut [Shape], ends: &[(usize, usize)], words: Vec<Words>) -> Vec<Curve> {
    let boxes: Vec<[f64; 2]> = nodes.iter().map(|node| node.size).collect();
    let ties: Vec<Tie> = ends.iter().map(|&(a, b)| Tie { a, b, weight: 1.0 }).collect();
    for (node, at) in nodes.iter_mut().zip(place(&boxes, &ties, GAP)) {
        node.stand([at[0] + MARGIN, at[1] + MARGIN]);
    }
    let mut together: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for &(a, b) in ends {
        *together.entry((a.min(b), a.max(b))).or_default() += 1;
    }
    let mut taken: Vec<[f64; 4]> = nodes.iter().map(Shape::bounds).collect();
    let mut curves = Vec::with_capacity(ends.len());
    for ((&(a, b), nth), words) in ends.iter().zip(nth_between(ends)).zip(words) {
        let middle = (together[&(a.min(b), a.max(b))] - 1) as f64 / 2.0;
        let bend = (nth as f64 - middle) * if a < b { 1.0 } else { -1.0 };
        let mut curve = curve(&nodes[a], &nodes[b], bend, nth);
        curve.tell(words, &mut taken);
        curves.push(curve);
    }
    curves
}

/// Of each line, how many come before it between the same two.
fn nth_between(ends: &[(usize, usize)]) -> Vec<usize> {
    let mut seen: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let next = |&(a, b): &(usize, usize)| {
        let seen = seen.entry((a.min(b), a.max(b))).or_default();
        *seen += 1;
        *seen - 1
    };
    ends.iter().map(next).collect()
}

fn extent(nodes: &[Shape], curves: &[Curve]) -> (f64, f64) {
    let bounds = nodes.iter().map(Shape::bounds).chain(curves.iter().map(Curve::bounds));
    let (w, h) = bounds.fold((0.0_f64, 0.0_f64), |(w, h), [_, _, right, bottom]| {
        (w.max(right), h.max(bottom))
    });
    (w + MARGIN, h + MARGIN)
}

fn draw(network: &Network, line: &Line, curve: &Curve, out: &mut dyn Write) -> io::Result<()> {
    let evidence: Vec<&Evidence> = line.edges.iter().flat_map(|edge| &edge.evidence).collect();
    let mut tips: Vec<String> = evidence.iter().take(TOOLTIP_QUOTES).map(|e| told(network, e)).collect();
    if evidence.len() > TOOLTIP_QUOTES {
        tips.push(format!("and {} more", evidence.len() - TOOLTIP_QUOTES));
    }
    let url = evidence
        .iter()
        .find_map(|e| network.document(&e.doc)?.url.as_deref().filter(|url| is_web(url)));
    if let Some(url) = url {
        writeln!(
            out,
            "<a href=\"{}\" target=\"_blank\" rel=\"noopener noreferrer\">",
            xml(url)
        )?;
    }
    let relations: Vec<&str> = line.edges.iter().map(|edge| edge.relation.as_str()).collect();
    writeln!(
        out,
        "<g class=\"edge {}\"><title>{}</title>",
        xml(&relations.join(" ")),
        xml(&tips.join("\n"))
    )?;
    let weight: usize = line.edges.iter().map(|edge| edge.weight()).sum();
    let (color, width) = (line.look.color(), line.look.width(weight));
    let dashes = line
        .look
        .dashes()
        .map_or(String::new(), |dashes| format!(" stroke-dasharray=\"{dashes}\""));
    // Wide and unseen, to be pointed at.
    writeln!(
        out,
        "<path d=\"{}\" fill=\"none\" stroke=\"white\" stroke-opacity=\"0\" stroke-width=\"12\"/>",
        curve.path
    )?;
    writeln!(
        out,
        "<path d=\"{}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\"{dashes}/>",
        curve.path
    )?;
    head(line.look, curve.end, curve.end_way, out)?;
    if line.look.symmetric {
        head(line.look, curve.start, curve.start_way, out)?;
    }
    writeln!(out, "</g>")?;
    if url.is_some() {
        writeln!(out, "</a>")?;
    }
    Ok(())
}

fn actor(network: &Network, scene: &Scene, id: &str, shape: &Shape, out: &mut dyn Write) -> io::Result<()> {
    let Some(node) = network.node(id) else { return Ok(()) };
    let office = scene.actors.get(id).and_then(Option::as_ref);
    let office = office.map_or_else(String::new, |(title, body)| format!(", {title}, {body}"));
    let mentions = match node.mentions {
        1 => "1 mention".to_owned(),
        n => format!("{n} mentions"),
    };
    let tip = format!("{}{office}: {mentions}", node.actor.label);
    writeln!(out, "<g class=\"actor\"><title>{}</title>", xml(&tip))?;
    shape.write(out)?;
    shape.words.write(INK, false, out)?;
    writeln!(out, "</g>")
}

/// What colours and lines mean, of those that are there: a row's colour, dashes, head, words.
fn legend_rows(scene: &Scene) -> Vec<(&'static str, &'static str, &'static str, &'static str)> {
    use super::dot::style::{Line as Stroke, Look};
    let looks = scene.looks();
    let has = |test: &dyn Fn(&Look) -> bool| looks.iter().any(test);
    let stance = |stance: i8| has(&move |look| !look.structural && look.stance == stance);
    [
        (stance(1), ("#2166ac", "", "normal", "for")),
        (stance(-1), ("#b2182b", "", "tee", "against")),
        (stance(0), ("#666666", "", "normal", "neither")),
        (has(&|look| look.structural), ("#b5b5b5", "", "open", "belongs to")),
        (has(&|look| look.negated), ("#666666", "", "odot", "denied")),
        (
            has(&|look| look.line == Stroke::Dashed),
            ("#666666", "6 4", "normal", "a claim"),
        ),
        (
            has(&|look| look.line == Stroke::Dotted),
            ("#666666", "1.5 3.5", "normal", "planned, asked or possible"),
        ),
    ]
    .into_iter()
    .filter_map(|(there, row)| there.then_some(row))
    .collect()
}

fn legend(rows: &[(&str, &str, &str, &str)], y: f64, out: &mut dyn Write) -> io::Result<()> {
    let mut x = MARGIN;
    for (color, dashes, sort, words) in rows {
        let dashes = if dashes.is_empty() {
            String::new()
        } else {
            format!(" stroke-dasharray=\"{dashes}\"")
        };
        writeln!(
            out,
            "<path d=\"M{x:.1} {:.1}H{:.1}\" stroke=\"{color}\" stroke-width=\"1.5\" fill=\"none\"{dashes}/>",
            y - 3.5,
            x + 24.0
        )?;
        line::mark(sort, color, [x + 30.0, y - 3.5], [1.0, 0.0], out)?;
        writeln!(
            out,
            "<text x=\"{:.1}\" y=\"{y:.1}\" font-size=\"10\" fill=\"{FAINT}\">{words}</text>",
            x + 35.0
        )?;
        x += 52.0 + words::width(words, 10.0);
    }
    Ok(())
}
