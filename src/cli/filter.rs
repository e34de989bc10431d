//! The filter words of `query` and `export`.

use crate::extract::actor::Kind;
use crate::extract::relation::{Confidence, Modality, Polarity};
use crate::graph::Filter;
use clap::{Args, ValueEnum};

/// The filter words, the same for every command.
#[derive(Debug, Default, Args)]
pub(super) struct FilterArgs {
    /// Who does it (any name or alias).
    #[arg(long, value_name = "NAME")]
    actor: Vec<String>,
    /// To whom.
    #[arg(long, value_name = "NAME")]
    target: Vec<String>,
    /// Either end.
    #[arg(long, value_name = "NAME")]
    any: Vec<String>,
    /// Relations, separated by commas.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    rel: Vec<String>,
    /// Signs after polarity: + - 0.
    #[arg(long, value_name = "SIGN", allow_hyphen_values = true)]
    sign: Vec<Sign>,
    /// Words of the topic or the quote.
    #[arg(long, value_name = "TEXT")]
    about: Option<String>,
    /// That day or later, YYYY-MM-DD.
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// That day or earlier.
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// Published by.
    #[arg(long, value_name = "NAME")]
    publisher: Vec<String>,
    /// From these documents.
    #[arg(long, value_name = "ID")]
    doc: Vec<String>,
    /// Claims of this actor.
    #[arg(long, value_name = "NAME")]
    holder: Vec<String>,
    /// Only what the articles state themselves.
    #[arg(long)]
    no_claims: bool,
    /// Actual, planned, asked, possible; separated by commas.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    modality: Vec<ModalityArg>,
    /// Negated statements: no, yes (both), only.
    #[arg(long, value_name = "WHICH", default_value = "yes")]
    negated: Negated,
    /// At least that many sources that share neither publisher nor text: copies of one agency's report count once.
    #[arg(long, value_name = "N", default_value_t = 0)]
    min_sources: usize,
    /// Both ends of one of these kinds, separated by commas: person, country, organization, government-body, party, armed-group,
    /// group, place.
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = kind)]
    kind: Vec<Kind>,
    /// At least that confidence.
    #[arg(long, value_name = "LEVEL")]
    min_confidence: Option<ConfidenceArg>,
    /// Around these actors.
    #[arg(long, value_name = "NAME")]
    near: Vec<String>,
    /// How many steps around them.
    #[arg(long, value_name = "N", default_value_t = 1)]
    depth: usize,
    /// Only the strongest N edges.
    #[arg(long, value_name = "N")]
    top: Option<usize>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Sign {
    #[value(name = "+")]
    Plus,
    #[value(name = "-")]
    Minus,
    #[value(name = "0")]
    Neutral,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ModalityArg {
    Actual,
    Planned,
    Asked,
    Possible,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ConfidenceArg {
    High,
    Medium,
    Low,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Negated {
    No,
    #[default]
    Yes,
    Only,
}

impl FilterArgs {
    /// As the library takes them.
    pub(super) fn filter(&self) -> Filter {
        Filter {
            actor: self.actor.clone(),
            target: self.target.clone(),
            any: self.any.clone(),
            relation: self.rel.clone(),
            sign: self
                .sign
                .iter()
                .map(|s| match s {
                    Sign::Plus => 1,
                    Sign::Minus => -1,
                    Sign::Neutral => 0,
                })
                .collect(),
            polarity: match self.negated {
                Negated::Yes => None,
                Negated::No => Some(Polarity::Affirmed),
                Negated::Only => Some(Polarity::Negated),
            },
            kind: self.kind.clone(),
            min_sources: self.min_sources,
            about: self.about.clone(),
            since: self.since.clone(),
            until: self.until.clone(),
            source: self.publisher.clone(),
            doc: self.doc.clone(),
            holder: self.holder.clone(),
            no_claims: self.no_claims,
            modality: self
                .modality
                .iter()
                .map(|m| match m {
                    ModalityArg::Actual => Modality::Actual,
                    ModalityArg::Planned => Modality::Planned,
                    ModalityArg::Asked => Modality::Asked,
                    ModalityArg::Possible => Modality::Possible,
                })
                .collect(),
            min_confidence: self.min_confidence.map(|c| match c {
                ConfidenceArg::High => Confidence::High,
                ConfidenceArg::Medium => Confidence::Medium,
                ConfidenceArg::Low => Confidence::Low,
            }),
            near: self.near.clone(),
            // Without somebody to be near, how far says nothing: an empty filter keeps all.
            depth: if self.near.is_empty() { 0 } else { self.depth },
            top: self.top,
        }
    }
}

fn kind(name: &str) -> Result<Kind, String> {
    serde_json::from_value(serde_json::Value::from(name)).map_err(|_| {
        "expected person, country, organization, government-body, party, armed-group, group or place".to_string()
    })
}
