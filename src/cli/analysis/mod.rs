//! The commands that look at the whole of a network, a file each.

mod agreement;
mod balance;
mod blocs;
mod brokers;
mod diff;
mod path;
mod stances;
mod stats;
mod timeline;

pub(super) use agreement::{Agree, agreement};
pub(super) use balance::{Balancing, balance};
pub(super) use blocs::{Grouping, blocs};
pub(super) use brokers::{Brokering, brokers};
pub(super) use diff::{Differ, diff};
pub(super) use path::{Paths, path};
pub(super) use stances::{Stand, stances};
pub(super) use stats::{Statistics, stats};
pub(super) use timeline::{Timeline, timeline};

use super::filter::FilterArgs;
use super::{Common, Outcome, input, network, output};
use crate::Result;
use crate::graph::analysis::{Basis, Period, Signed, Tie};
use crate::graph::store::Ask;
use crate::graph::{Edge, Evidence, Filter, Network};
use clap::{Args, ValueEnum};
use itertools::Itertools;
use serde::Serialize;
use serde_json::json;
use std::io::{self, Write};
use std::mem::ManuallyDrop;
use std::path::PathBuf;

/// How an answer is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// How long a step in time is.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum By {
    Week,
    #[default]
    Month,
    Year,
}

impl By {
    fn period(self) -> Period {
        match self {
            By::Week => Period::Week,
            By::Month => Period::Month,
            By::Year => Period::Year,
        }
    }
}

/// What counts as being for or against somebody.
#[derive(Clone, Copy, Debug, Args)]
struct Counted {
    /// Count what somebody claims of others too; else only what the articles themselves state.
    #[arg(long)]
    claims: bool,
    /// Count what is planned, asked for or possible too; else only what is done.
    #[arg(long)]
    plans: bool,
}

impl Counted {
    fn basis(self) -> Basis {
        Basis {
            claims: self.claims,
            plans: self.plans,
        }
    }
}

/// What all of these commands take.
#[derive(Debug, Args)]
struct Asked {
    /// text or json.
    #[arg(short, long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Form,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    common: Common,
}

/// What the inputs hold: names are looked up in the whole, answers come of the part that the filters keep. The program ends before
/// it takes them apart.
struct Found {
    whole: ManuallyDrop<Network>,
    part: ManuallyDrop<Network>,
    failed: bool,
}

impl Found {
    fn of(inputs: &[PathBuf], filter: &FilterArgs, common: &Common) -> Result<Found> {
        let filter = filter.filter();
        Found::asking(&Ask::of(&filter), inputs, &filter, common, true)
    }

    /// The same of what a question needs, which a store need not read whole for; `copies` where sources are counted.
    fn asking(ask: &Ask, inputs: &[PathBuf], filter: &Filter, common: &Common, copies: bool) -> Result<Found> {
        let (whole, tally) = input::part(inputs, common, ask, copies)?;
        let part = whole.subgraph_with(filter, &network::names(&whole))?;
        Ok(Found {
            whole: ManuallyDrop::new(whole),
            part: ManuallyDrop::new(part),
            failed: tally.failed > 0,
        })
    }

    fn outcome(&self, found: bool) -> Outcome {
        outcome(self.failed, found)
    }
}

impl Asked {
    fn read(&self, inputs: &[PathBuf]) -> Result<Found> {
        Found::of(inputs, &self.filter, &self.common)
    }

    /// Prints an answer in the form asked for; only that form is made.
    fn answer<T: Serialize>(
        &self,
        json: impl FnOnce() -> T,
        text: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<()> {
        output::write_whole(None, |out| match self.format {
            Form::Json => write_json(&json(), out),
            Form::Text => text(out),
        })
    }
}

fn write_json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

fn outcome(failed: bool, found: bool) -> Outcome {
    match (failed, found) {
        (true, _) => Outcome::SomeFailed,
        (false, true) => Outcome::Done,
        (false, false) => Outcome::NothingFound,
    }
}

/// A quote and where it stands.
fn quote(net: &Network, e: &Evidence, out: &mut dyn Write) -> io::Result<()> {
    let day = e
        .day(net.document(&e.doc))
        .map_or(String::new(), |day| format!("{day}, "));
    let who = e
        .holder_label
        .as_deref()
        .map_or(String::new(), |h| format!(", says {h}"));
    writeln!(
        out,
        "    \"{}\"",
        output::one_line(&e.quote.split_whitespace().join(" "))
    )?;
    writeln!(
        out,
        "    {day}{}, sentence {}{}",
        output::one_line(&e.doc),
        e.sent + 1,
        output::one_line(&who)
    )
}

/// A statement as JSON: the edge, and the place that states it.
fn place(net: &Network, edge: &Edge, e: &Evidence) -> serde_json::Value {
    json!({
        "edge": edge.id, "relation": edge.relation, "polarity": edge.polarity, "stance": edge.stance(),
        "modality": e.modality, "holder": e.holder, "day": e.day(net.document(&e.doc)), "doc": e.doc,
        "sent": e.sent, "bytes": e.bytes, "quote": e.quote,
    })
}

/// Statements edge by edge, each edge as `query` prints it, with its quotes when asked for.
fn said<'a>(
    net: &Network,
    statements: impl Iterator<Item = (&'a Edge, &'a Evidence)>,
    evidence: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut last: Option<&Edge> = None;
    for (edge, e) in statements {
        if last.is_none_or(|last| last.id != edge.id) {
            let mut line = Vec::new();
            network::table_row(net, edge, &mut line)?;
            write!(out, "    {}", String::from_utf8_lossy(&line))?;
        }
        last = Some(edge);
        if evidence {
            let mut lines = Vec::new();
            quote(net, e, &mut lines)?;
            for line in String::from_utf8_lossy(&lines).lines() {
                writeln!(out, "    {line}")?;
            }
        }
    }
    Ok(())
}

/// The strongest ties of a list under a heading; nothing for none.
fn ties(
    signed: &Signed,
    net: &Network,
    heading: &str,
    list: &[&Tie],
    shown: Shown,
    out: &mut dyn Write,
) -> io::Result<()> {
    if list.is_empty() {
        return Ok(());
    }
    writeln!(out, "  {heading}")?;
    for tie in list.iter().take(shown.limit) {
        let line = format!("{} — {}  {:+}", net.label(tie.a), net.label(tie.b), tie.net);
        writeln!(out, "   {}", output::one_line(&line))?;
        if shown.evidence {
            said(net, signed.evidence(tie), true, out)?;
        }
    }
    match list.len().saturating_sub(shown.limit) {
        0 => Ok(()),
        more => writeln!(out, "   and {more} more"),
    }
}

/// How much of a list is printed.
#[derive(Clone, Copy)]
struct Shown {
    limit: usize,
    evidence: bool,
}

/// A tie as JSON, with all its evidence.
fn tie(signed: &Signed, net: &Network, tie: &Tie) -> serde_json::Value {
    json!({
        "a": tie.a, "a_label": net.label(tie.a), "b": tie.b, "b_label": net.label(tie.b), "net": tie.net,
        "evidence": signed.evidence(tie).map(|(edge, e)| place(net, edge, e)).collect::<Vec<_>>(),
    })
}

/// The names of some actors, separated by commas.
fn labels(net: &Network, ids: &[&str]) -> String {
    output::one_line(&ids.iter().map(|id| net.label(id)).join(", "))
}
