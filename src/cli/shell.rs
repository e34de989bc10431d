//! What makes the program at home in a shell: `newsgraph completions`, `newsgraph man`.

use super::{Cli, Outcome, output};
use crate::{Error, Result};
use clap::{Args, CommandFactory};
use clap_complete::Shell;

/// `newsgraph completions`
#[derive(Debug, Args)]
#[command(after_help = "For example:
  newsgraph completions bash > ~/.local/share/bash-completion/completions/newsgraph
  newsgraph completions zsh > ~/.zfunc/_newsgraph
  newsgraph completions fish > ~/.config/fish/completions/newsgraph.fish")]
pub(super) struct Completions {
    /// Whose.
    shell: Shell,
}

pub(super) fn completions(args: &Completions) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "newsgraph", &mut script);
    output::write_whole(None, |out| out.write_all(&script))?;
    Ok(Outcome::Done)
}

/// `newsgraph man`
#[derive(Debug, Args)]
#[command(after_help = "For example:
  newsgraph man > ~/.local/share/man/man1/newsgraph.1
  newsgraph man query | man -l -")]
pub(super) struct Man {
    /// A command; without it the whole program's page is printed.
    command: Option<String>,
}

pub(super) fn man(args: &Man) -> Result<Outcome> {
    let mut program = Cli::command().version(env!("CARGO_PKG_VERSION"));
    program.build();
    let page = match &args.command {
        None => program,
        Some(name) => {
            let found = program.find_subcommand(name).cloned();
            let page = found.ok_or_else(|| {
                let names: Vec<&str> = program.get_subcommands().map(clap::Command::get_name).collect();
                Error::new(format!("no command {name:?}; expected one of {}", names.join(", ")))
            })?;
            page.version(env!("CARGO_PKG_VERSION"))
        }
    };
    output::write_whole(None, |out| clap_mangen::Man::new(page).render(out))?;
    Ok(Outcome::Done)
}
