//! `newsgraph timeline`: how the stance of an actor moved.

use super::super::{Outcome, network, output};
use super::{Asked, By, Found, place, quote};
use crate::Result;
use crate::graph::analysis::{self, Officers, Pair};
use crate::graph::store::Ask;
use crate::graph::{Edge, Evidence, Network};
use clap::Args;
use itertools::Itertools;
use serde_json::json;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;

/// `newsgraph timeline`
#[derive(Debug, Args)]
pub(in crate::cli) struct Timeline {
    /// An actor, by any name.
    #[arg(value_name = "ACTOR")]
    who: String,
    /// Another actor, then networks or articles; without the other, everybody.
    #[arg(value_name = "ACTOR|INPUT")]
    words: Vec<String>,
    /// How long a step is.
    #[arg(long, value_enum, default_value_t, value_name = "STEP")]
    by: By,
    /// Show the quotes of every step; flips always have theirs.
    #[arg(short, long)]
    evidence: bool,
    /// Count only what is said of an actor by its own name, not what its ministers and envoys do, who are named in brackets.
    #[arg(long)]
    no_officers: bool,
    #[command(flatten)]
    asked: Asked,
}

pub(in crate::cli) fn timeline(args: &Timeline) -> Result<Outcome> {
    // A word that is no file is the other actor.
    let is_file = |w: &String| w == "-" || std::path::Path::new(w).exists();
    let (other, inputs) = match args.words.split_first() {
        Some((first, rest)) if !is_file(first) => (Some(first), rest),
        _ => (None, args.words.as_slice()),
    };
    let inputs: Vec<PathBuf> = inputs.iter().map(PathBuf::from).collect();
    let Asked { filter, common, .. } = &args.asked;
    let filter = filter.filter();
    let ask = Ask::Between(&args.who, other.map(String::as_str), &filter);
    let read = Found::asking(&ask, &inputs, &filter, common, true)?;
    let (whole, part) = (&read.whole, &read.part);
    let names = network::names(&read.whole);
    let actors = names.actors(&args.who)?;
    let others = other.map_or(Ok(BTreeSet::new()), |name| names.actors(name))?;
    // Of the whole: a filter for relations leaves no offices.
    let officers = match args.no_officers {
        true => Officers::default(),
        false => Officers::of(whole, &actors.union(&others).copied().collect()),
    };
    let pairs = analysis::timeline(part, &actors, &others, &officers, args.by.period());
    let json = || pairs.iter().map(|pair| pair_json(whole, pair)).collect::<Vec<_>>();
    args.asked.answer(json, |out| {
        pairs
            .iter()
            .try_for_each(|pair| pair_text(whole, pair, args.evidence, out))
    })?;
    Ok(read.outcome(!pairs.is_empty()))
}

fn pair_text(net: &Network, pair: &Pair, evidence: bool, out: &mut dyn Write) -> io::Result<()> {
    let line = format!("{} -> {}", net.label(pair.source), net.label(pair.target));
    writeln!(out, "{}", output::one_line(&line))?;
    for step in &pair.steps {
        let [pro, contra, neither] = step.texts;
        let what = |(edge, _): &(&Edge, &Evidence)| format!("{}{}", said(edge), officers(net, pair, edge));
        let what = step.evidence.iter().map(what).unique().join(", ");
        let copies = match step.texts == step.documents {
            true => String::new(),
            false => format!(
                "  (articles {})",
                step.documents
                    .iter()
                    .zip("+-0".chars())
                    .map(|(n, sign)| articles(sign, *n))
                    .join(" ")
            ),
        };
        let period = if step.period.is_empty() {
            "undated"
        } else {
            &step.period
        };
        let line = format!(
            "  {period:8} +{pro} -{contra} 0:{neither}  net {:+}  {what}{copies}",
            step.net()
        );
        writeln!(out, "{}", output::one_line(&line))?;
        if evidence {
            step.evidence.iter().try_for_each(|(_, e)| quote(net, e, out))?;
        }
    }
    for flip in &pair.flips {
        let what = |edge: &Edge| format!("{}{}", said(edge), officers(net, pair, edge));
        let line = format!("  turned, from {} to {}:", what(flip.before.0), what(flip.after.0));
        writeln!(out, "{}", output::one_line(&line))?;
        quote(net, flip.before.1, out)?;
        quote(net, flip.after.1, out)?;
    }
    Ok(())
}

fn said(edge: &Edge) -> String {
    let not = if edge.polarity == crate::extract::relation::Polarity::Negated {
        "not "
    } else {
        ""
    };
    output::one_line(&format!("{not}{}", edge.relation))
}

/// Articles as texts are counted before them: `+1`, `-0`, `0:2`.
fn articles(sign: char, n: usize) -> String {
    let colon = if sign == '0' { ":" } else { "" };
    format!("{sign}{colon}{n}")
}

/// The people who stand for the ends of a pair in an edge: ` (Viktor Orbán to Ulf Kristersson)`; nothing where the ends are the pair's own.
fn officers(net: &Network, pair: &Pair, edge: &Edge) -> String {
    let (by, to) = (edge.source != pair.source, edge.target() != pair.target);
    let (source, target) = (net.label(&edge.source), net.label(edge.target()));
    match (by, to) {
        (false, false) => String::new(),
        (true, false) => format!(" ({source})"),
        (false, true) => format!(" (to {target})"),
        (true, true) => format!(" ({source} to {target})"),
    }
}

fn pair_json(net: &Network, pair: &Pair) -> serde_json::Value {
    let place = |(edge, e): &(&Edge, &Evidence)| {
        let mut place = place(net, edge, e);
        // Who stands for an end of the pair.
        for (key, end, own) in [
            ("by", edge.source.as_str(), pair.source),
            ("to", edge.target(), pair.target),
        ] {
            if end != own {
                place[key] = json!({"id": end, "label": net.label(end)});
            }
        }
        place
    };
    let counts = |[pro, contra, neither]: [usize; 3]| json!({"for": pro, "against": contra, "neither": neither});
    json!({
        "source": pair.source, "source_label": net.label(pair.source),
        "target": pair.target, "target_label": net.label(pair.target),
        "steps": pair.steps.iter().map(|step| json!({
            "period": (!step.period.is_empty()).then_some(&step.period),
            "for": step.texts[0], "against": step.texts[1], "neither": step.texts[2],
            "net": step.net(), "articles": counts(step.documents), "evidence": step.evidence.iter().map(place).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "flips": pair.flips.iter().map(|f| json!({"before": place(&f.before), "after": place(&f.after)})).collect::<Vec<_>>(),
    })
}
