//! Graphviz draws, where it is installed: `newsgraph export net.json --draw graphviz -o net.png`.

use super::{Options, dot};
use crate::Error;
use crate::graph::Network;
use std::io::{self, Write};
use std::process::{Child, Command, Stdio};
use std::thread;

/// Writes the DOT picture as Graphviz draws it, in one of its formats. The bytes are the same for the same version and fonts of it.
///
/// # Errors
///
/// Those of `out`, and that Graphviz is not installed or that it fails; what to do instead is told.
pub fn write(form: &str, network: &Network, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let flags: &[&str] = if form == "png" { &["-Gdpi=144"] } else { &[] };
    let run = Command::new("dot")
        .arg(format!("-T{form}"))
        .args(flags)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|_| refused("Graphviz, whose program is dot, is not found: install it (graphviz.org/download)"))?;
    let mut picture = Vec::new();
    dot::write(network, options, &mut picture)?;
    out.write_all(&drawn(run, &picture)?)
}

fn drawn(mut run: Child, picture: &[u8]) -> io::Result<Vec<u8>> {
    let input = run.stdin.take();
    // Written beside, for it may speak before it has heard all.
    let output = thread::scope(|scope| {
        scope.spawn(move || input.map(|mut input| input.write_all(picture)));
        run.wait_with_output()
    })?;
    if output.status.success() && !output.stdout.is_empty() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().next().unwrap_or("it does not say why");
    Err(refused(&format!("Graphviz drew nothing: {said}")))
}

/// An error with the ways out that need no other program.
fn refused(what: &str) -> io::Error {
    let ours = if cfg!(feature = "png") {
        "or leave --draw out, and newsgraph draws by itself"
    } else {
        "or write net.svg, which browsers and word processors show, or net.html"
    };
    io::Error::other(Error::new(format!("{what}; {ours}")))
}
