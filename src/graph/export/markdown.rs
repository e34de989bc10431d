//! A report in Markdown (CommonMark, with GitHub's tables): who there is, who stands where, and every statement with its quote and source.

use super::{Options, said};
use crate::extract::relation::Modality;
use crate::graph::{Edge, Evidence, Network};
use itertools::Itertools;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes the report.
///
/// # Errors
///
/// Only those of `out`.
pub fn write(network: &Network, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let title = options.title.as_deref().unwrap_or("Who says and does what to whom");
    writeln!(out, "# {}\n", escaped(title))?;
    let edges: Vec<&Edge> = network.edges().chain(network.untargeted()).collect();
    let quotes: usize = edges.iter().map(|edge| edge.weight()).sum();
    let days = network
        .days()
        .map_or(String::new(), |(first, last)| match first == last {
            true => format!(" Of {first}."),
            false => format!(" From {first} to {last}."),
        });
    writeln!(
        out,
        "{} articles, {} actors, {} statements with {quotes} quotes.{days}\n",
        network.documents().count(),
        network.nodes().count(),
        edges.len()
    )?;
    writeln!(
        out,
        "Found by newsgraph {} in the words quoted below. Words in brackets after a statement tell what is planned, asked for or only possible, and whose claim it is.\n",
        env!("CARGO_PKG_VERSION")
    )?;
    actors(network, &edges, out)?;
    stances(network, &edges, out)?;
    statements(network, &edges, out)?;
    sources(network, out)
}

/// The actors, those in most statements first.
fn actors(network: &Network, edges: &[&Edge], out: &mut dyn Write) -> io::Result<()> {
    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for edge in edges {
        counts.entry(&edge.source).or_default()[0] += 1;
        if let Some(target) = &edge.target {
            counts.entry(target).or_default()[1] += 1;
        }
    }
    writeln!(out, "## Actors\n\n| actor | kind | acts | acted on | other names |")?;
    writeln!(out, "|---|---|---:|---:|---|")?;
    let of = |id: &str| counts.get(id).copied().unwrap_or_default();
    let nodes = network
        .nodes()
        .filter(|node| counts.contains_key(node.actor.id.as_str()));
    let sorted = nodes.sorted_by_key(|node| Reverse(of(&node.actor.id).iter().sum::<usize>()));
    for node in sorted {
        let [acts, undergoes] = of(&node.actor.id);
        let aliases = node.actor.aliases.iter().map(|alias| escaped(alias)).join(", ");
        let (label, kind) = (escaped(&node.actor.label), said::word(node.actor.kind));
        writeln!(out, "| {label} | {kind} | {acts} | {undergoes} | {aliases} |")?;
    }
    writeln!(out)
}

/// For each two actors what articles state as done that is for or against somebody; claims and plans are not counted in.
fn stances(network: &Network, edges: &[&Edge], out: &mut dyn Write) -> io::Result<()> {
    let mut pairs: BTreeMap<(&str, &str), Vec<&Edge>> = BTreeMap::new();
    let is_stance = |edge: &&&Edge| edge.stance() != 0 && edge.modality == Modality::Actual && !edge.claimed;
    for edge in edges.iter().filter(is_stance).filter(|edge| edge.target.is_some()) {
        pairs.entry((&edge.source, edge.target())).or_default().push(edge);
    }
    writeln!(out, "## Who stands where\n")?;
    if pairs.is_empty() {
        return writeln!(out, "Nobody is for or against anybody.\n");
    }
    for ((source, target), edges) in pairs {
        let net: i64 = edges.iter().map(|e| i64::from(e.stance()) * e.weight() as i64).sum();
        let side = match net {
            1.. => "for",
            0 => "for and against",
            _ => "against",
        };
        let mut relations = edges.iter().map(|edge| match edge.weight() {
            1 => escaped(&said::label(edge)),
            n => format!("{}, {n} times", escaped(&said::label(edge))),
        });
        let (source, target) = (escaped(network.label(source)), escaped(network.label(target)));
        writeln!(out, "- **{source}** {side} **{target}**: {}", relations.join("; "))?;
    }
    writeln!(out)
}

/// Every statement with all its quotes, actor by actor.
fn statements(network: &Network, edges: &[&Edge], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## Statements\n")?;
    let by_actor = edges.iter().into_group_map_by(|edge| edge.source.as_str());
    let by_actor: BTreeMap<_, _> = by_actor
        .into_iter()
        .map(|(id, edges)| ((network.label(id), id), edges))
        .collect();
    for ((name, _), edges) in by_actor {
        writeln!(out, "### {}\n", escaped(name))?;
        for edge in edges {
            let target = edge.target.as_deref().map_or(String::new(), |target| {
                format!(" → **{}**", escaped(network.label(target)))
            });
            let title = edge
                .title()
                .map_or(String::new(), |title| format!(", {}", escaped(title)));
            writeln!(
                out,
                "- **{}** {}{target}{title}",
                escaped(name),
                escaped(&said::label(edge))
            )?;
            for evidence in &edge.evidence {
                quote(network, evidence, out)?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

fn quote(network: &Network, e: &Evidence, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  > “{}”\n  >", escaped(&e.quote))?;
    let document = network.document(&e.doc);
    let name = document.and_then(|d| d.title.as_deref()).unwrap_or(&e.doc);
    let mut source = escaped(name);
    if let Some(url) = document.and_then(|d| d.url.as_deref()).filter(|url| said::is_web(url)) {
        source = format!("[{source}]({})", address(url));
    }
    if let Some(publisher) = document.and_then(|d| d.publisher.as_deref()) {
        source += &format!(", {}", escaped(publisher));
    }
    if let Some(day) = e.day(document) {
        source += &format!(", {}", escaped(day));
    }
    if let Some(holder) = e.holder_label.as_deref().or(e.holder.as_deref()) {
        source += &format!("; says {}", escaped(holder));
    }
    writeln!(out, "  > {source}, sentence {}\n", e.sent + 1)
}

/// The articles, with what proves that they are the ones that were read.
fn sources(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    // Most collections know no authors.
    let signed = network.documents().any(|d| d.byline.is_some());
    let (by, line) = if signed { (" by |", "---|") } else { ("", "") };
    writeln!(
        out,
        "## Sources\n\n| article | publisher |{by} date | title | SHA-256 of the text |"
    )?;
    writeln!(out, "|---|---|{line}---|---|---|")?;
    for d in network.documents() {
        let cell = |text: &Option<String>| escaped(text.as_deref().unwrap_or(""));
        let (publisher, date, title) = (cell(&d.publisher), cell(&d.date), cell(&d.title));
        let id = match d.url.as_deref().filter(|url| said::is_web(url)) {
            Some(url) => format!("[{}]({})", escaped(&d.id), address(url)),
            None => escaped(&d.id),
        };
        let hash = d.sha256.get(..16).map_or(String::new(), |start| format!("`{start}…`"));
        let by = if signed {
            format!(" {} |", cell(&d.byline))
        } else {
            String::new()
        };
        writeln!(out, "| {id} | {publisher} |{by} {date} | {title} | {hash} |")?;
    }
    Ok(())
}

/// Text as text: no emphasis, no link, no image, no HTML, no cell or line of its own.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text.trim();
    while let Some(c) = rest.chars().next() {
        // What GitHub takes for an address without any sign that it is one.
        for start in ["http:", "https:", "ftp:", "mailto:", "xmpp:", "www."] {
            let found = rest
                .get(..start.len())
                .filter(|found| found.eq_ignore_ascii_case(start));
            if let Some(found) = found {
                out.push_str(&found[..start.len() - 1]);
                out.push('\\');
                rest = &rest[start.len() - 1..];
                break;
            }
        }
        let c = rest.chars().next().unwrap_or(c);
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '@' => out.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_whitespace() || c.is_control() || said::turns(c) => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// An address between the brackets of a link: nothing in it ends the link.
fn address(url: &str) -> String {
    said::encoded(url).replace('&', "&amp;")
}

#[cfg(test)]
mod tests {
    use super::{address, escaped};

    #[test]
    fn nothing_is_markup() {
        for (text, expected) in [
            ("Viktor Orbán (PM)", "Viktor Orbán (PM)"),
            ("a | b", "a \\| b"),
            ("**b** `c` _d_", "\\*\\*b\\*\\* \\`c\\` \\_d\\_"),
            ("<script>&amp;", "&lt;script&gt;&amp;amp;"),
            ("[x](javascript:alert)", "\\[x\\](javascript:alert)"),
            ("![x](y)\n# head\n- item", "\\!\\[x\\](y) \\# head - item"),
            ("see https://evil.example", "see https\\://evil.example"),
            ("www.evil.example @all", "www\\.evil.example &#64;all"),
            ("é\\", "é\\\\"),
        ] {
            assert_eq!(escaped(text), expected);
        }
        assert_eq!(address("https://a/b) <c>\"|é"), "https://a/b%29%20%3Cc%3E%22%7C%C3%A9");
    }
}
