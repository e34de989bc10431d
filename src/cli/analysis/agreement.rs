//! `newsgraph agreement A B`: where two actors take the same side.

use super::super::{Outcome, network, output};
use super::{Asked, Counted, labels, place, said};
use crate::Result;
use crate::graph::Network;
use crate::graph::analysis::{Agreement, Issue, Topic};
use clap::Args;
use serde_json::json;
use std::io::{self, Write};
use std::path::PathBuf;

/// `newsgraph agreement`
#[derive(Debug, Args)]
pub(in crate::cli) struct Agree {
    /// One actor, by any name.
    #[arg(value_name = "ACTOR")]
    first: String,
    /// The other.
    #[arg(value_name = "ACTOR")]
    second: String,
    /// Networks, or articles.
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    counted: Counted,
    /// Show the quotes.
    #[arg(short, long)]
    evidence: bool,
    #[command(flatten)]
    asked: Asked,
}

pub(in crate::cli) fn agreement(args: &Agree) -> Result<Outcome> {
    let read = args.asked.read(&args.inputs)?;
    let net = &read.part;
    let names = network::names(&read.whole);
    let pair = [names.actors(&args.first)?, names.actors(&args.second)?];
    let found = Agreement::of(net, &pair[0], &pair[1], args.counted.basis());
    let called = pair
        .each_ref()
        .map(|ids| labels(&read.whole, &ids.iter().copied().collect::<Vec<_>>()));
    args.asked.answer(
        || json(net, &found, &called),
        |out| {
            for issue in &found.issues {
                text(net, issue, &called, args.evidence, out)?;
            }
            let [same, opposed] = found.counts();
            let topics = if same + opposed == 1 { "topic" } else { "topics" };
            writeln!(
                out,
                "{} and {}: on one side in {same} of {} {topics}",
                called[0],
                called[1],
                same + opposed
            )
        },
    )?;
    Ok(read.outcome(!found.issues.is_empty()))
}

fn sort(issue: &Issue) -> &'static str {
    match issue.same() {
        Some(true) => "same",
        Some(false) => "opposed",
        None => "torn",
    }
}

fn text(net: &Network, issue: &Issue, called: &[String; 2], evidence: bool, out: &mut dyn Write) -> io::Result<()> {
    let topic = match issue.topic {
        Topic::Actor(id) => net.label(id).to_owned(),
        Topic::Matter(about) => format!("\"{about}\""),
    };
    let [one, two] = issue.nets();
    writeln!(
        out,
        "{:8} {}: {} {one:+}, {} {two:+}",
        sort(issue),
        output::one_line(&topic),
        called[0],
        called[1]
    )?;
    let all = issue.evidence.iter().flatten().copied();
    said(net, all, evidence, out)
}

fn json(net: &Network, found: &Agreement, called: &[String; 2]) -> serde_json::Value {
    let [same, opposed] = found.counts();
    let issue = |issue: &Issue| {
        let sides = issue
            .evidence
            .each_ref()
            .map(|said| said.iter().map(|(edge, e)| place(net, edge, e)).collect::<Vec<_>>());
        let (actor, about) = match issue.topic {
            Topic::Actor(id) => (Some(id), None),
            Topic::Matter(about) => (None, Some(about)),
        };
        json!({
            "actor": actor, "label": actor.map(|id| net.label(id)), "about": about, "side": sort(issue), "net": issue.nets(),
            "texts": issue.texts.map(|[pro, contra]| json!({"for": pro, "against": contra})), "evidence": sides,
        })
    };
    json!({
        "actors": called, "same": same, "opposed": opposed, "share": found.share(),
        "topics": found.issues.iter().map(issue).collect::<Vec<_>>(),
    })
}
