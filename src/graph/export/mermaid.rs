//! Mermaid (mermaid.js.org, `flowchart`): pictures in GitHub, GitLab, Obsidian and other notes.
//!
//! The picture is that of [`dot`](super::dot): the strongest edges, offices below the names. Arrows end in a cross where something is
//! denied, and are broken where it is a claim, planned, asked for or only possible, which the label says in words too.

use super::Options;
use super::dot::scene::{Line, Scene};
use super::dot::style::Line as Stroke;
use super::said;
use crate::extract::actor::Kind;
use crate::extract::relation::Modality;
use crate::graph::Network;
use crate::{Error, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// More edges than this Mermaid refuses to draw.
pub const MOST_EDGES: usize = 500;
/// A longer text too.
pub const MOST_CHARACTERS: usize = 50_000;

/// The picture as text.
///
/// # Errors
///
/// It has more edges or characters than Mermaid takes as it comes: the error says what to do.
pub fn text(network: &Network, options: &Options) -> Result<String> {
    let scene = Scene::of(network, options);
    let mut out = String::new();
    if let Some(title) = &options.title {
        let title = serde_json::to_string(title).map_err(|e| Error::new("the title cannot be written").caused_by(e))?;
        out.push_str(&format!("---\ntitle: {title}\n---\n"));
    }
    out.push_str("flowchart LR\n");
    let (actors, drawn, hidden) = (scene.actors.len(), scene.drawn, scene.hidden);
    out.push_str(&format!("%% {actors} actors, {drawn} edges, {hidden} edges hidden\n"));
    let mut names = BTreeMap::new();
    for (i, (id, office)) in scene.actors.iter().enumerate() {
        let mut label = escaped(network.label(id));
        if let Some((title, body)) = office {
            label += &format!("<br/>{}, {}", escaped(title), escaped(body));
        }
        let kind = network.node(id).map_or(Kind::Unknown, |node| node.actor.kind);
        let (open, close) = shape(kind);
        out.push_str(&format!("n{i}{open}\"{label}\"{close}\n"));
        names.insert(*id, format!("n{i}"));
    }
    let mut colors: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (i, line) in scene.lines.iter().enumerate() {
        let first = line.edges[0];
        let from = &names[first.source.as_str()];
        let to = match &first.target {
            Some(target) => names[target.as_str()].clone(),
            None => format!("n{}((\" \"))", actors + i),
        };
        let arrow = match (line.look.negated, line.look.line) {
            (false, Stroke::Solid) => "-->",
            (false, _) => "-.->",
            (true, Stroke::Solid) => "--x",
            (true, _) => "-.-x",
        };
        let arrow = if line.look.symmetric { both_ways(arrow) } else { arrow };
        let _ = writeln!(out, "{from} {arrow}|\"{}\"| {to}", label(network, line));
        colors.entry(line.look.color()).or_default().push(i.to_string());
    }
    for (color, lines) in colors {
        let _ = writeln!(out, "linkStyle {} stroke:{color}", lines.join(","));
    }
    let (edges, length) = (scene.lines.len(), out.chars().count());
    if edges > MOST_EDGES || length > MOST_CHARACTERS {
        return Err(Error::new(format!(
            "{edges} lines and {length} characters are more than Mermaid draws ({MOST_EDGES} and {MOST_CHARACTERS}): take fewer with --top N or a filter"
        )));
    }
    Ok(out)
}

fn both_ways(arrow: &str) -> &'static str {
    match arrow {
        "-->" => "<-->",
        "-.->" => "<-.->",
        "--x" => "x--x",
        _ => "x-.-x",
    }
}

fn shape(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Person | Kind::Group => ("([", "])"),
        Kind::Organization | Kind::Party | Kind::ArmedGroup => ("{{", "}}"),
        Kind::Country | Kind::GovernmentBody | Kind::Place | Kind::Unknown => ("[", "]"),
    }
}

/// What the line says, and in words what its dots mean.
fn label(network: &Network, line: &Line) -> String {
    let label = line.label(network);
    let mut parts: Vec<String> = label.lines().map(escaped).collect();
    let modalities: BTreeSet<Modality> = line.edges.iter().map(|edge| edge.modality).collect();
    if line.look.line == Stroke::Dotted {
        let words: Vec<&str> = modalities.into_iter().map(said::word).collect();
        parts.push(format!("({})", words.join(", ")));
    } else if line.look.line == Stroke::Dashed && !label.contains("says ") {
        parts.push("(claimed)".to_owned());
    }
    parts.join("<br/>")
}

/// Letters, numbers, blanks and quiet punctuation stand as they are; all else is written by its number, so that no name is taken
/// for a bracket, a link, an icon, Markdown (`1.` and `-` begin lists there), HTML or a directive.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_control() || c.is_whitespace() || said::turns(c) => out.push(' '),
            ',' | '\'' | '’' | '…' | '×' => out.push(c),
            '.' | '-' if out.ends_with(char::is_alphabetic) => out.push(c),
            c if c.is_alphanumeric() => out.push(c),
            c => {
                let _ = write!(out, "#{};", c as u32);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_is_markup() {
        for (text, expected) in [
            ("Viktor Orbán, 2nd", "Viktor Orbán, 2nd"),
            ("a\"]; click n0", "a#34;#93;#59; click n0"),
            ("`**b**`", "#96;#42;#42;b#42;#42;#96;"),
            ("1. a - U.S. Anglo-Saxon", "1#46; a #45; U.S. Anglo-Saxon"),
            ("%%{init}%%", "#37;#37;#123;init#125;#37;#37;"),
            ("<script>\nfa:fa-car", "#60;script#62; fa#58;fa-car"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }
}
