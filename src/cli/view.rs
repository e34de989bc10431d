//! `newsgraph view`: a network as a page.

use super::filter::{self, FilterArgs};
use super::{Common, Outcome, network, output};
use crate::Result;
use crate::graph::OutputFormat;
use clap::Args;
use std::path::PathBuf;

/// `newsgraph view`
#[derive(Debug, Args)]
pub(super) struct View {
    /// Networks, or articles.
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// The page; - is stdout.
    #[arg(short, long, value_name = "FILE", default_value = "newsgraph.html")]
    output: PathBuf,
    /// A title for the page.
    #[arg(long)]
    title: Option<String>,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    common: Common,
}

pub(super) fn run(args: &View) -> Result<Outcome> {
    let asked = filter::Asked::of(&args.inputs, &args.filter.filter(), &args.common)?;
    let options = network::options(args.title.clone());
    output::write_whole(Some(&args.output), |out| {
        OutputFormat::Html.write(asked.part(), &options, out)
    })?;
    if !args.common.quiet && args.output.as_os_str() != "-" {
        output::say!("{}: open it in a browser", args.output.display());
    }
    Ok(match asked.failed {
        true => Outcome::SomeFailed,
        false => Outcome::Done,
    })
}
