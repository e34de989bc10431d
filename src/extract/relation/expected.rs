//! [`Expected`]: an edge as examples write it, and whether an observation states it.

use super::{Modality, Observation, Polarity};
use crate::extract::actor::{Actor, Cast};
use crate::{Error, Result};
use std::fmt;
use std::str::FromStr;

/// An edge as examples and tests write it: `France -not supports-> Ukraine [planned] (holder: Jens Stoltenberg)`.
///
/// Actors go by any name that the extractor knows them by, or by the words of the sentence; `?` is no target.
///
/// ```
/// use newsgraph::extract::relation::{Expected, Modality};
/// let edge: Expected = "NATO -urges-> Hungary [planned]".parse()?;
/// assert_eq!((edge.relation.as_str(), edge.modality), ("urges", Modality::Planned));
/// assert!("NATO urges Hungary".parse::<Expected>().is_err());
/// # Ok::<(), newsgraph::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Who does it.
    pub source: String,
    /// Is it denied?
    pub negated: bool,
    /// The relation's name.
    pub relation: String,
    /// To whom.
    pub target: Option<String>,
    /// Actual, planned, asked or possible.
    pub modality: Modality,
    /// Whose claim it is.
    pub holder: Option<String>,
}

impl FromStr for Expected {
    type Err = Error;

    fn from_str(line: &str) -> Result<Expected> {
        let whole = line.trim();
        let line = whole;
        let wrong = || {
            Error::new(format!(
                "not an edge: \"{whole}\"; expected one like \"France -supports-> Ukraine [planned] (holder: NATO)\""
            ))
        };
        let (line, holder) = match line.split_once(" (holder: ") {
            Some((line, holder)) => (line, Some(holder.trim_end().trim_end_matches(')').to_string())),
            None => (line, None),
        };
        let (line, modality) = match line.trim_end().split_once(" [") {
            Some((line, modality)) => (
                line,
                match modality.trim_end_matches(']') {
                    "planned" => Modality::Planned,
                    "possible" => Modality::Possible,
                    "asked" => Modality::Asked,
                    _ => return Err(wrong()),
                },
            ),
            None => (line, Modality::Actual),
        };
        let (source, rest) = line.split_once(" -").ok_or_else(wrong)?;
        let (relation, target) = rest.split_once("->").ok_or_else(wrong)?;
        let negated = relation.starts_with("not ");
        let target = target.trim();
        Ok(Expected {
            source: source.trim().to_string(),
            negated,
            relation: relation.trim_start_matches("not ").trim().to_string(),
            target: (!target.is_empty() && target != "?").then(|| target.to_string()),
            modality,
            holder,
        })
    }
}

impl Expected {
    /// Does the observation state this edge? `strictly` asks for modality and holder too.
    pub fn is(&self, o: &Observation, cast: &Cast, strictly: bool) -> bool {
        let names = |name: &str, id: Option<&str>, text: Option<&str>| {
            let actor = cast.actors.iter().find(|a| Some(a.id.as_str()) == id);
            text.is_some_and(|t| same(name, t)) || actor.is_some_and(|a| bears(a, name))
        };
        let ends = |a: &str, b: Option<&str>| {
            names(a, Some(&o.source), Some(&o.source_text))
                && match b {
                    Some(b) => names(b, o.target.as_deref(), o.target_text.as_deref()),
                    None => o.target.is_none(),
                }
        };
        let either = ends(&self.source, self.target.as_deref())
            || (o.symmetric && self.target.as_deref().is_some_and(|t| ends(t, Some(&self.source))));
        let holder = match &self.holder {
            Some(name) => names(name, o.holder.as_deref(), None),
            None => o.holder.is_none(),
        };
        either
            && o.relation == self.relation
            && (o.polarity == Polarity::Negated) == self.negated
            && (!strictly || (o.modality == self.modality && holder))
    }
}

fn bears(actor: &Actor, name: &str) -> bool {
    same(&actor.label, name) || actor.aliases.iter().any(|a| same(a, name))
}

fn same(a: &str, b: &str) -> bool {
    let plain = |s: &str| {
        s.trim_start_matches("the ")
            .trim_start_matches("The ")
            .replace('.', "")
            .to_lowercase()
    };
    plain(a) == plain(b)
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let not = if self.negated { "not " } else { "" };
        write!(
            f,
            "{} -{not}{}-> {}",
            self.source,
            self.relation,
            self.target.as_deref().unwrap_or("?")
        )?;
        match self.modality {
            Modality::Actual => {}
            Modality::Planned => write!(f, " [planned]")?,
            Modality::Possible => write!(f, " [possible]")?,
            Modality::Asked => write!(f, " [asked]")?,
        }
        self.holder.iter().try_for_each(|h| write!(f, " (holder: {h})"))
    }
}

impl From<&Observation> for Expected {
    fn from(o: &Observation) -> Expected {
        Expected {
            source: o.source_label.clone(),
            negated: o.polarity == Polarity::Negated,
            relation: o.relation.clone(),
            target: o.target_label.clone(),
            modality: o.modality,
            holder: o.holder_label.clone(),
        }
    }
}
