//! A picture for Graphviz: `dot -Tsvg net.dot > net.svg`.
//!
//! Made to be printed: the strongest edges only and a word on how many are hidden, blue arrows for and red bars
//! against, dashes for claims, dots for plans. On a screen each line shows its quotes when it is pointed at.
//!
//! ```text
//!  ╭─────────╮  supports ×3  ╭─────────╮   ┤ opposes   ╭─────────╮
//!  │ France  │ ════════════> │ Ukraine │ ├──────────── │ Hungary │
//!  ╰─────────╯               ╰─────────╯               ╰─────────╯
//! ```

pub mod changes;
mod cluster;
mod legend;
pub(super) mod scene;
pub(super) mod style;
pub(super) mod text;

use super::Options;
use super::said::is_web;
use crate::extract::actor::Actor;
use crate::graph::{Evidence, Network};
use scene::{Line, Scene};
use std::io::{self, Write};
use style::{FAINT, INK};
use text::{html, name, quoted, shorten, wrap};

/// Above this many lines layers grow too long, and forces give the better picture.
pub(super) const LAYERED_LINES: usize = 80;
/// Quotes in a tooltip.
pub(super) const TOOLTIP_QUOTES: usize = 4;

/// Writes the network as a DOT digraph.
///
/// # Errors
///
/// Only those of `out`.
///
/// # Complexity
///
/// `O(n log n)` in the edges, and in the evidence of those that are drawn.
pub fn write(network: &Network, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let scene = Scene::of(network, options);
    // Forces know no frames.
    let layered = scene.lines.len() <= LAYERED_LINES || options.cluster.is_some();
    open(&title(network, options, &scene), layered, out)?;
    let groups = options.cluster.map(|by| cluster::groups(network, &scene, by));
    let groups = groups.unwrap_or_default();
    if !groups.is_empty() {
        // Ranks of each frame by itself make Graphviz lose its way, and edges with it.
        writeln!(out, "  newrank=true")?;
    }
    for (n, (label, ids)) in groups.iter().enumerate() {
        let label = quoted(label);
        writeln!(
            out,
            "  subgraph cluster_{n} {{\n  label={label} labeljust=l fontsize=11 fontcolor=\"{FAINT}\" color=\"#cccccc\" style=rounded tooltip={label}"
        )?;
        for &id in ids {
            node(network, &scene, id, scene.actors[id].as_ref(), out)?;
        }
        writeln!(out, "  }}")?;
    }
    let is_framed = |id: &str| groups.iter().any(|(_, ids)| ids.contains(&id));
    for (id, office) in scene.actors.iter().filter(|(id, _)| !is_framed(id)) {
        node(network, &scene, id, office.as_ref(), out)?;
    }
    writeln!(out)?;
    for line in &scene.lines {
        draw(network, line, out)?;
    }
    if options.legend && !scene.lines.is_empty() {
        writeln!(out)?;
        legend::write(&scene, out)?;
    }
    writeln!(out, "}}")
}

/// The first lines, which say how all is drawn.
fn open(title: &str, layered: bool, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "digraph newsgraph {{")?;
    writeln!(
        out,
        "  charset=\"UTF-8\" fontname=\"Helvetica\" outputorder=edgesfirst bgcolor=\"white\" pad=0.3"
    )?;
    let layout = match layered {
        true => "rankdir=LR nodesep=0.35 ranksep=0.9 splines=true",
        false => "layout=sfdp overlap=prism splines=true start=42 K=1.2 repulsiveforce=1.5",
    };
    writeln!(out, "  {layout}")?;
    writeln!(out, "  labelloc=t labeljust=l tooltip=\" \" label={title}")?;
    writeln!(
        out,
        "  node [fontname=\"Helvetica\" style=filled color=\"#999999\" fontcolor=\"{INK}\" penwidth=0.8 margin=\"0.14,0.07\" height=0.4]"
    )?;
    let size = if layered { 10 } else { 9 };
    writeln!(
        out,
        "  edge [fontname=\"Helvetica\" fontsize={size} arrowsize=0.7 target=\"_blank\"]"
    )?;
    writeln!(out)
}

/// The headline, and what is and is not to be seen.
fn title(network: &Network, options: &Options, scene: &Scene) -> String {
    heading(options.title.as_deref(), &facts(network, scene))
}

/// How much is drawn, of how many articles and which days, and how much is not.
pub(super) fn facts(network: &Network, scene: &Scene) -> Vec<String> {
    let count = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let mut facts = vec![
        count(scene.actors.len(), "actor", "actors"),
        count(scene.drawn, "edge", "edges"),
        count(network.documents().count(), "article", "articles"),
    ];
    match network.days() {
        Some((first, last)) if first == last => facts.push(first.to_owned()),
        Some((first, last)) => facts.push(format!("{first} to {last}")),
        None => {}
    }
    if scene.hidden > 0 {
        facts.push(format!("{} hidden", count(scene.hidden, "edge", "edges")));
    }
    facts
}

/// A headline, and a line of facts below it.
fn heading(title: Option<&str>, facts: &[String]) -> String {
    let headline = title.map(|title| {
        let title = html(title);
        format!("<TR><TD ALIGN=\"LEFT\"><FONT POINT-SIZE=\"20\"><B>{title}</B></FONT></TD></TR>")
    });
    let facts = html(&facts.join(" · "));
    let facts = format!("<TR><TD ALIGN=\"LEFT\"><FONT POINT-SIZE=\"11\" COLOR=\"{FAINT}\">{facts}</FONT></TD></TR>");
    let rows = headline.unwrap_or_default() + &facts;
    format!("<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"3\">{rows}</TABLE>>")
}

fn node(
    network: &Network,
    scene: &Scene,
    id: &str,
    office: Option<&(String, String)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(node) = network.node(id) else { return Ok(()) };
    let actor = &node.actor;
    let size = scene.font_size(id);
    let mut label = lines(short_name(network, actor));
    if let Some((title, body)) = office {
        let together = format!("{title}, {body}");
        let office = match together.chars().count() {
            0..=22 => html(&together),
            _ => format!("{},<BR/>{}", lines(title), lines(body)),
        };
        label += &format!("<BR/><FONT POINT-SIZE=\"9\" COLOR=\"#666666\">{office}</FONT>");
    }
    let kind = serde_json::to_value(actor.kind).ok();
    let kind = kind.as_ref().and_then(|kind| kind.as_str()).unwrap_or("unknown");
    let office = office.map_or_else(String::new, |(title, body)| format!(", {title}, {body}"));
    let mentions = match node.mentions {
        1 => "1 mention".to_owned(),
        n => format!("{n} mentions"),
    };
    writeln!(
        out,
        "  {} [label=<{label}> {} fontsize={size} id={} class={} tooltip={}]",
        name(id),
        style::node(actor.kind),
        name(id),
        quoted(&format!("actor {kind}")),
        quoted(&format!("{}{office}: {mentions}", actor.label)),
    )
}

/// Text in short lines. They are broken before they are escaped: `html` makes a blank of each control character.
fn lines(text: &str) -> String {
    let wrapped = wrap(&shorten(text, 60), 20);
    wrapped.lines().map(html).collect::<Vec<_>>().join("<BR/>")
}

/// A long name gives way to its acronym, where it has one: "OSCE". Which article a description is of is left out: "junta".
pub(super) fn short_name<'a>(network: &Network, actor: &'a Actor) -> &'a str {
    let is_acronym = |name: &&String| (2..=6).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_uppercase());
    let (name, _) = article_apart(network, actor);
    match name.chars().count() {
        0..=24 => name,
        _ => actor.aliases.iter().find(is_acronym).map_or(name, String::as_str),
    }
}

/// The name, and the article that a description such as "junta (niger-coup)" is of, the only one where that junta is known to be meant.
pub(super) fn article_apart<'a>(network: &Network, actor: &'a Actor) -> (&'a str, Option<&'a str>) {
    let parts = actor.label.strip_suffix(')').and_then(|label| label.split_once(" ("));
    match parts {
        Some((name, article)) if !name.is_empty() && network.document(article).is_some() => (name, Some(article)),
        _ => (&actor.label, None),
    }
}

fn draw(network: &Network, line: &Line, out: &mut dyn Write) -> io::Result<()> {
    let first = line.edges[0];
    let weight: usize = line.edges.iter().map(|edge| edge.weight()).sum();
    let label = line.label(network);
    let evidence: Vec<&Evidence> = line.edges.iter().flat_map(|edge| &edge.evidence).collect();
    let mut tips: Vec<String> = evidence.iter().take(TOOLTIP_QUOTES).map(|e| told(network, e)).collect();
    if evidence.len() > TOOLTIP_QUOTES {
        tips.push(format!("and {} more", evidence.len() - TOOLTIP_QUOTES));
    }
    let tip = quoted(&tips.join("\n"));
    let target = match &first.target {
        Some(target) => name(target),
        None => {
            writeln!(
                out,
                "  {} [shape=point width=0.06 label=\"\" tooltip=\" \"]",
                name(&first.id)
            )?;
            name(&first.id)
        }
    };
    let relations: Vec<&str> = line.edges.iter().map(|edge| edge.relation.as_str()).collect();
    write!(
        out,
        "  {} -> {target} [label={} {} fontcolor=\"{}\" id={} class={} tooltip={tip} labeltooltip={tip} edgetooltip={tip}",
        name(&first.source),
        quoted(&label),
        line.look.attributes(weight),
        line.look.font_color(),
        name(&first.id),
        quoted(&format!("edge {}", relations.join(" "))),
    )?;
    if line.look.structural {
        write!(out, " fontsize=9 weight=0")?;
    }
    let url = evidence
        .iter()
        .find_map(|e| network.document(&e.doc)?.url.as_deref().filter(|url| is_web(url)));
    if let Some(url) = url {
        write!(out, " URL={}", quoted(url))?;
    }
    writeln!(out, "]")
}

/// The quote, and where it stands.
pub(super) fn told(network: &Network, evidence: &Evidence) -> String {
    let document = network.document(&evidence.doc);
    let outlet = document.and_then(|d| d.publisher.as_deref()).unwrap_or(&evidence.doc);
    let day = evidence.day(document).map(|day| format!(", {day}")).unwrap_or_default();
    format!("“{}” ({outlet}{day})", shorten(&evidence.quote, 300))
}
