//! `newsgraph view`: a network as a page.

use super::filter::{self, FilterArgs};
use super::{Common, Outcome, network, output};
use crate::Result;
use crate::graph::OutputFormat;
use clap::Args;
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

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
    /// Open the page in the browser, whatever this runs on.
    #[arg(long, conflicts_with = "no_open")]
    open: bool,
    /// Do not open it. Unless told, it is opened where somebody sits at a terminal on a desktop.
    #[arg(long)]
    no_open: bool,
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
    if args.output.as_os_str() != "-" {
        show(args);
    }
    Ok(match asked.failed {
        true => Outcome::SomeFailed,
        false => Outcome::Done,
    })
}

/// Opens the page, or tells to.
fn show(args: &View) {
    let name = args.output.display();
    let wanted = args.open || !args.no_open && !args.common.quiet && is_desktop();
    match wanted && open(&args.output).is_ok() {
        true if args.common.quiet => {}
        true => output::say!("{name}: opening it in the browser"),
        false if args.common.quiet && !args.open => {}
        false => output::say!("{name}: open it in a browser"),
    }
}

/// Does somebody sit before a screen, at this very machine?
fn is_desktop() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let has_screen = cfg!(any(target_os = "macos", windows)) || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY");
    has_screen && io::stdout().is_terminal() && io::stderr().is_terminal() && !is_set("SSH_CONNECTION") && !is_set("CI")
}

/// Starts what the machine opens pages with, `$BROWSER` first, and leaves it to itself.
fn open(page: &Path) -> io::Result<()> {
    let page = std::path::absolute(page)?;
    let program: OsString = match std::env::var_os("BROWSER").filter(|name| !name.is_empty()) {
        Some(browser) => browser,
        None if cfg!(target_os = "macos") => "open".into(),
        None if cfg!(windows) => "explorer".into(),
        None => "xdg-open".into(),
    };
    let mut command = Command::new(program);
    command.arg(page);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().map(drop)
}
