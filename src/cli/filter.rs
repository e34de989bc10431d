//! The filter words, the same for every command that looks at a network.

use super::{Common, input, network};
use crate::Result;
use crate::extract::actor::Kind;
use crate::extract::relation::{Confidence, Modality, Polarity};
use crate::graph::query::{Names, check_day, kind};
use crate::graph::store::Ask;
use crate::graph::{Filter, Network};
use clap::{Args, ValueEnum};
use std::mem::ManuallyDrop;
use std::path::PathBuf;

/// The filter words, the same for every command. Of several words all must hold; of a word that is given several times, or
/// with commas, any one.
#[derive(Debug, Default, Args)]
pub(super) struct FilterArgs {
    /// Who does it (any name or alias; may be given several times, as all that take names).
    #[arg(long, value_name = "NAME", help_heading = HEADING)]
    actor: Vec<String>,
    /// To whom.
    #[arg(long, value_name = "NAME", help_heading = HEADING)]
    target: Vec<String>,
    /// Either end.
    #[arg(long, value_name = "NAME", help_heading = HEADING)]
    any: Vec<String>,
    /// Relations, separated by commas.
    #[arg(long, value_name = "NAMES", value_delimiter = ',', help_heading = HEADING)]
    rel: Vec<String>,
    /// Families of relations, separated by commas: verbal-cooperation, material-cooperation, verbal-conflict, material-conflict,
    /// cooperation, conflict, verbal, material, office, structure, or a PLOVER type (support, sanction). With --rel, either will do.
    #[arg(long, value_name = "NAMES", value_delimiter = ',', help_heading = HEADING)]
    family: Vec<String>,
    /// Signs after polarity, separated by commas: + - 0.
    #[arg(long, value_name = "SIGN", value_delimiter = ',', allow_hyphen_values = true, help_heading = HEADING)]
    sign: Vec<Sign>,
    /// Negated statements: no, yes (both), only.
    #[arg(long, value_name = "WHICH", default_value = "yes", help_heading = HEADING)]
    negated: Negated,
    /// Both ends of one of these kinds, separated by commas: person, country, organization, government-body, party, armed-group,
    /// group, place.
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = kind, help_heading = HEADING)]
    kind: Vec<Kind>,
    /// Words of the topic, of the title or of the quote.
    #[arg(long, value_name = "TEXT", help_heading = HEADING)]
    about: Option<String>,
    /// That day or later: 2024-03-01, 2024-03 or 2024.
    #[arg(long, value_name = "DATE", value_parser = check_day, help_heading = HEADING)]
    since: Option<String>,
    /// That day or earlier.
    #[arg(long, value_name = "DATE", value_parser = check_day, help_heading = HEADING)]
    until: Option<String>,
    /// What held at the end of that day: acts up to it, and the offices and memberships that had not ended.
    #[arg(long, value_name = "DATE", value_parser = check_day, help_heading = HEADING)]
    as_of: Option<String>,
    /// Published by: part of the publisher's name or of the address.
    #[arg(long, value_name = "NAME", help_heading = HEADING)]
    publisher: Vec<String>,
    /// From these documents.
    #[arg(long, value_name = "ID", help_heading = HEADING)]
    doc: Vec<String>,
    /// Claims of this actor.
    #[arg(long, value_name = "NAME", help_heading = HEADING)]
    holder: Vec<String>,
    /// Only what the articles state themselves.
    #[arg(long, help_heading = HEADING)]
    no_claims: bool,
    /// Actual, planned, asked, possible; separated by commas.
    #[arg(long, value_name = "NAMES", value_delimiter = ',', help_heading = HEADING)]
    modality: Vec<ModalityArg>,
    /// At least that confidence.
    #[arg(long, value_name = "LEVEL", help_heading = HEADING)]
    min_confidence: Option<ConfidenceArg>,
    /// At least that many sources that share neither publisher nor text: copies of one agency's report count once.
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = HEADING)]
    min_sources: usize,
    /// Around these actors.
    #[arg(long, value_name = "NAME", help_heading = HEADING)]
    near: Vec<String>,
    /// How many steps around them.
    #[arg(long, value_name = "N", default_value_t = 1, help_heading = HEADING)]
    depth: usize,
    /// Only the strongest N edges.
    #[arg(long, value_name = "N", help_heading = HEADING)]
    top: Option<usize>,
}

const HEADING: &str = "Filters, the same for every command (docs/query.md)";

/// The network of some inputs, and the part of it that is asked about. Neither is taken apart when all is said: the program ends,
/// and a large network takes as long to take apart as to ask.
pub(super) struct Asked {
    whole: ManuallyDrop<Network>,
    /// Nothing where the whole is asked about.
    part: Option<ManuallyDrop<Network>>,
    /// Could some inputs not be read?
    pub failed: bool,
}

impl Asked {
    /// Reads the inputs and narrows them.
    pub(super) fn of(inputs: &[PathBuf], filter: &Filter, common: &Common) -> Result<Asked> {
        Asked::asking(&Ask::of(filter), inputs, filter, common, true)
    }

    /// The same of what a question needs, which a store need not read whole for; `copies` where sources are counted.
    pub(super) fn asking(
        ask: &Ask,
        inputs: &[PathBuf],
        filter: &Filter,
        common: &Common,
        copies: bool,
    ) -> Result<Asked> {
        let (whole, tally) = input::part(inputs, common, ask, copies)?;
        let part = match filter.is_empty() {
            true => None,
            false => Some(whole.subgraph_with(filter, &network::names(&whole))?),
        };
        Ok(Asked {
            whole: ManuallyDrop::new(whole),
            part: part.map(ManuallyDrop::new),
            failed: tally.failed > 0,
        })
    }

    /// What the filters keep.
    pub(super) fn part(&self) -> &Network {
        self.part.as_deref().unwrap_or(&self.whole)
    }

    /// All names: those of the whole, so that a filter never makes an actor unknown.
    pub(super) fn names(&self) -> Names<'_> {
        network::names(&self.whole)
    }
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
            family: self.family.clone(),
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
            as_of: self.as_of.clone(),
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
