//! `newsgraph --version`.

use super::{Outcome, output};
use crate::extract::syntax::Analyzer;
use crate::{Result, lexicon};

/// What is built in besides what always is.
const FEATURES: [(&str, bool); 3] = [
    ("store", cfg!(feature = "store")),
    ("sparql", cfg!(feature = "sparql")),
    ("parquet", cfg!(feature = "parquet")),
];

/// Two programs that print the same here read the same from the same texts.
pub(super) fn run() -> Result<Outcome> {
    let features: Vec<&str> = FEATURES.iter().filter(|(_, is)| *is).map(|(name, _)| *name).collect();
    output::write_whole(None, |out| {
        writeln!(out, "newsgraph {}", env!("CARGO_PKG_VERSION"))?;
        writeln!(out, "model    {}", lexicon::sha256(Analyzer::english_bytes()))?;
        writeln!(out, "lexicon  {}", lexicon::fingerprint())?;
        writeln!(out, "features {}", features.join(" "))
    })?;
    Ok(Outcome::Done)
}
