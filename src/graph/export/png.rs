//! A picture in points: `newsgraph build news/ -o net.png`. Drawn by a program that is installed, Graphviz first.

use super::{Options, dot, svg};
use crate::Error;
use crate::graph::Network;
use std::io::{self, Write};
use std::process::{Child, Command, Stdio};
use std::thread;

/// Writes one of the pictures that the programs here read.
type Draw = fn(&Network, &Options, &mut dyn Write) -> io::Result<()>;

/// Programs that make PNG of a picture on stdin, the better one first.
const PROGRAMS: [(&str, &[&str], Draw); 2] = [
    ("dot", &["-Tpng", "-Gdpi=144"], dot::write),
    ("rsvg-convert", &["--format=png", "--zoom=2"], svg::write),
];

/// Writes the network as PNG. The bytes are the same for the same version of that program.
///
/// # Errors
///
/// Those of `out`, and that no program that draws is installed or that it fails; what to do instead is told.
pub fn write(network: &Network, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    for (program, args, draw) in PROGRAMS {
        let run = Command::new(program)
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let Ok(run) = run else { continue };
        let mut picture = Vec::new();
        draw(network, options, &mut picture)?;
        return out.write_all(&drawn(program, run, &picture)?);
    }
    Err(refused(
        "no PNG without Graphviz, whose program dot is not found: install it (graphviz.org/download)",
    ))
}

fn drawn(program: &str, mut run: Child, picture: &[u8]) -> io::Result<Vec<u8>> {
    let input = run.stdin.take();
    // Written beside, for it may speak before it has heard all.
    let output = thread::scope(|scope| {
        scope.spawn(move || input.map(|mut input| input.write_all(picture)));
        run.wait_with_output()
    })?;
    if output.status.success() && output.stdout.starts_with(b"\x89PNG") {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().next().unwrap_or("it does not say why");
    Err(refused(&format!("{program} made no PNG: {said}")))
}

fn refused(what: &str) -> io::Error {
    io::Error::other(Error::new(format!(
        "{what}; or write net.svg, which browsers and word processors show, or net.html"
    )))
}
