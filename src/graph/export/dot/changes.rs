//! The picture of a difference: what is new, gone, flipped, stronger between two networks.
//!
//! Each change has a colour and a second sign, so that it can be told without the colour: a mark before the words, a line of its own.
//!
//! ```text
//!   + supports   new, green           − opposes    gone, grey and dashed
//!   ⇄ accuses    flipped, red         ▲ meets      stronger, bold
//! ```

use super::text::{name, quoted};
use super::{LAYERED_LINES, heading, lines, open, short_name, told};
use super::{legend, style};
use crate::extract::relation::Polarity;
use crate::graph::analysis::{Change, Diff};
use crate::graph::export::Options;
use crate::graph::{Edge, Network};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// How a change is drawn.
struct Look {
    mark: &'static str,
    color: &'static str,
    style: &'static str,
    width: &'static str,
    words: &'static str,
}

const FLIPPED: Look = look("⇄", "#b2182b", "solid", "2.0", "flipped");

const fn look(
    mark: &'static str,
    color: &'static str,
    style: &'static str,
    width: &'static str,
    words: &'static str,
) -> Look {
    Look {
        mark,
        color,
        style,
        width,
        words,
    }
}

impl Look {
    fn of(change: Change) -> Look {
        match change {
            Change::New => look("+", "#1b7837", "solid", "1.5", "new"),
            Change::Gone => look("−", "#9a9a9a", "dashed", "1.0", "gone"),
            Change::Stronger => look("▲", "#333333", "bold", "3.5", "stronger"),
            Change::Weaker => look("▼", "#333333", "solid", "0.6", "weaker"),
            Change::Firmer => look("●", "#333333", "solid", "1.5", "firmer"),
            Change::Softer => look("○", "#333333", "dotted", "1.5", "softer"),
        }
    }
}

/// Writes what changed from `old` to `new` as a DOT digraph. What did not change is not drawn. Of `options`, `top`, `title` and `legend` count.
///
/// # Errors
///
/// Only those of `out`.
///
/// # Complexity
///
/// `O(n log n)` in the changes.
///
/// ```
/// # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
/// use newsgraph::graph::{self, Network, analysis::Diff, export::{Options, dot::changes}};
/// let (old, new) = (Network::new(), graph::read(json)?);
/// let mut picture = Vec::new();
/// changes::write(&old, &new, &Diff::of(&old, &new), &Options::default(), &mut picture).unwrap();
/// assert!(String::from_utf8(picture).unwrap().contains("label=\"+ supports\""));
/// # Ok::<(), newsgraph::Error>(())
/// ```
pub fn write(old: &Network, new: &Network, diff: &Diff, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let flipped: BTreeMap<(&str, &str), (i64, i64)> = (diff.flipped.iter())
        .map(|&(source, target, was, is)| ((source, target), (was, is)))
        .collect();
    let turn = |edge: &Edge| match edge.stance() {
        0 => None,
        _ => flipped.get(&(edge.source.as_str(), edge.target())).copied(),
    };
    let mut drawn: Vec<(Change, &Edge)> = (diff.edges.iter())
        .filter_map(|(change, was, is)| Some((*change, is.or(*was)?)))
        .collect();
    // Turns first, then the strongest; the order of the difference among equals.
    drawn.sort_by_cached_key(|(_, edge)| (turn(edge).is_none(), Reverse(edge.strength())));
    let all = drawn.len();
    drawn.truncate(options.top.unwrap_or(usize::MAX));
    let title = title(old, diff, options, &drawn, all - drawn.len());
    open(&title, drawn.len() <= LAYERED_LINES, out)?;
    let ends = drawn
        .iter()
        .flat_map(|(_, edge)| [Some(edge.source.as_str()), edge.target.as_deref()]);
    let actors: BTreeSet<&str> = ends.flatten().collect();
    for id in actors {
        let Some((network, node)) = [new, old].into_iter().find_map(|net| Some((net, net.node(id)?))) else {
            continue;
        };
        let label = lines(short_name(network, &node.actor));
        let look = style::node(node.actor.kind);
        let tip = quoted(&node.actor.label);
        writeln!(out, "  {} [label=<{label}> {look} fontsize=12 tooltip={tip}]", name(id))?;
    }
    writeln!(out)?;
    let mut looks = BTreeMap::new();
    for (change, edge) in &drawn {
        let turn = turn(edge);
        let is_gone = *change == Change::Gone;
        let look = match turn.is_some() && !is_gone {
            true => FLIPPED,
            false => Look::of(*change),
        };
        let net = if is_gone { old } else { new };
        line(net, edge, &look, turn, out)?;
        looks.insert((turn.is_none() || is_gone, *change), look);
    }
    if options.legend && !looks.is_empty() {
        writeln!(out)?;
        legend(looks.values(), out)?;
    }
    writeln!(out, "}}")
}

fn title(old: &Network, diff: &Diff, options: &Options, drawn: &[(Change, &Edge)], hidden: usize) -> String {
    let mut facts: Vec<String> = (Change::ALL.iter())
        .map(|kind| (drawn.iter().filter(|(change, _)| change == kind).count(), kind.name()))
        .filter(|(n, _)| *n > 0)
        .map(|(n, kind)| format!("{n} {kind}"))
        .collect();
    if !diff.flipped.is_empty() {
        facts.insert(0, format!("{} flipped", diff.flipped.len()));
    }
    if facts.is_empty() {
        facts.push("no edge changed".to_owned());
    }
    if hidden > 0 {
        facts.push(format!("{hidden} changes hidden"));
    }
    let (more, fewer) = (diff.documents_new.len(), diff.documents_gone.len());
    facts.push(format!(
        "articles: {} before, {more} more, {fewer} fewer",
        old.documents().count()
    ));
    heading(options.title.as_deref(), &facts)
}

fn line(net: &Network, edge: &Edge, look: &Look, turn: Option<(i64, i64)>, out: &mut dyn Write) -> io::Result<()> {
    let target = match &edge.target {
        Some(target) => name(target),
        None => {
            writeln!(
                out,
                "  {} [shape=point width=0.06 label=\"\" tooltip=\" \"]",
                name(&edge.id)
            )?;
            name(&edge.id)
        }
    };
    let not = if edge.polarity == Polarity::Negated { "not " } else { "" };
    let nets = turn.map_or(String::new(), |(was, is)| format!("\nnet {was:+} to {is:+}"));
    let label = quoted(&format!("{} {not}{}{nets}", look.mark, edge.relation.replace('-', " ")));
    let tip = quoted(&edge.evidence.first().map_or(String::new(), |e| told(net, e)));
    let head = match edge.stance() {
        _ if edge.polarity == Polarity::Negated => "odot",
        -1 => "tee",
        _ => "normal",
    };
    let both = match edge.symmetric {
        true => format!(" dir=both arrowtail={head}"),
        false => String::new(),
    };
    let (color, class) = (look.color, quoted(&format!("edge {}", look.words)));
    writeln!(
        out,
        "  {} -> {target} [label={label} color=\"{color}\" fontcolor=\"{color}\" style={} penwidth={} arrowhead={head}{both} id={} class={class} tooltip={tip} labeltooltip={tip} edgetooltip={tip}]",
        name(&edge.source),
        look.style,
        look.width,
        name(&edge.id),
    )
}

fn legend<'a>(looks: impl Iterator<Item = &'a Look>, out: &mut dyn Write) -> io::Result<()> {
    let mut words = BTreeSet::new();
    let once = looks.filter(|look| words.insert(look.words));
    legend::table("", once.map(|look| (look.color, look.mark, look.words)), out)
}
