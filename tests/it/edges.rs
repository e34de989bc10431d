//! Edges as test files write them: `France -not supports-> Ukraine [planned] (holder: Jens Stoltenberg)`.

use newsgraph::Article;
use newsgraph::extract::Extractor;
use newsgraph::extract::actor::{Actor, Cast};
use newsgraph::extract::relation::{Modality, Observation, Polarity};
use std::fmt;

/// One expected edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    pub source: String,
    pub negated: bool,
    pub relation: String,
    pub target: Option<String>,
    pub modality: Modality,
    pub holder: Option<String>,
}

impl Edge {
    /// Reads a line without its leading `= `.
    pub fn parse(line: &str) -> Edge {
        let whole = line;
        let wrong = || -> String {
            format!("not an edge: \"{whole}\"; expected \"France -supports-> Ukraine [planned] (holder: NATO)\"")
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
                    _ => panic!("{}", wrong()),
                },
            ),
            None => (line, Modality::Actual),
        };
        let (source, rest) = line.split_once(" -").unwrap_or_else(|| panic!("{}", wrong()));
        let (relation, target) = rest.split_once("->").unwrap_or_else(|| panic!("{}", wrong()));
        let negated = relation.starts_with("not ");
        let target = target.trim();
        Edge {
            source: source.trim().to_string(),
            negated,
            relation: relation.trim_start_matches("not ").trim().to_string(),
            target: (!target.is_empty() && target != "?").then(|| target.to_string()),
            modality,
            holder,
        }
    }

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

impl fmt::Display for Edge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let not = if self.negated { "not " } else { "" };
        write!(
            f,
            "{} -{not}{}-> {}",
            self.source,
            self.relation,
            self.target.as_deref().unwrap_or("?")
        )?;
        write_modality(f, self.modality)?;
        self.holder.iter().try_for_each(|h| write!(f, " (holder: {h})"))
    }
}

fn write_modality(f: &mut impl fmt::Write, modality: Modality) -> fmt::Result {
    match modality {
        Modality::Actual => Ok(()),
        Modality::Planned => write!(f, " [planned]"),
        Modality::Possible => write!(f, " [possible]"),
        Modality::Asked => write!(f, " [asked]"),
    }
}

/// An observation as test files write it.
pub fn show(o: &Observation) -> String {
    let not = if o.polarity == Polarity::Negated { "not " } else { "" };
    let mut out = format!(
        "{} -{not}{}-> {}",
        o.source_label,
        o.relation,
        o.target_label.as_deref().unwrap_or("?")
    );
    let _ = write_modality(&mut out, o.modality);
    if let Some(holder) = &o.holder_label {
        out.push_str(&format!(" (holder: {holder})"));
    }
    out
}

/// What the extractor finds in a text.
pub fn extract(text: &str) -> (Vec<Observation>, Cast) {
    let found = Extractor::english().extract(&Article::new("case", text));
    (found.observations, found.cast)
}
