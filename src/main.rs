//! The program: parse the command line, run it, print the error.

use std::process::ExitCode;

fn main() -> ExitCode {
    newsgraph::cli::main()
}
