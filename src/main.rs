//! The program: parse the command line, run it, print the error.

use std::process::ExitCode;

/// Networks are millions of small pieces of memory; this allocator gives and takes them faster than most systems' own.
#[cfg(feature = "allocator")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    newsgraph::cli::main()
}
