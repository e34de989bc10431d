//! [`Row`]: an edge as a line of a table.

use crate::extract::relation::{Modality, Polarity};
use crate::graph::analysis::Sources;
use crate::graph::{Edge, Network};
use serde::Serialize;

/// An edge as a table, a spreadsheet or a JSON list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Row<'a> {
    /// The edge's id.
    pub id: &'a str,
    /// The source's id.
    pub source: &'a str,
    /// The source's name.
    pub source_label: &'a str,
    /// The relation.
    pub relation: &'a str,
    /// Stated or denied.
    pub polarity: Polarity,
    /// The target's id; nothing where nobody is named.
    pub target: Option<&'a str>,
    /// The target's name.
    pub target_label: Option<&'a str>,
    /// The sign after polarity.
    pub stance: i8,
    /// How many places state it.
    pub weight: usize,
    /// How many sources that share neither publisher nor text.
    pub sources: usize,
    /// The most actual evidence.
    pub modality: Modality,
    /// Is all of it somebody's claim?
    pub claimed: bool,
    /// The first day.
    pub first: Option<&'a str>,
    /// The last day.
    pub last: Option<&'a str>,
    /// One sentence that says it: the first of the surest.
    pub quote: &'a str,
}

impl Row<'_> {
    /// The heads of the columns of [`Row::cells`].
    pub const HEADER: [&'static str; 15] = [
        "id",
        "source",
        "source_label",
        "relation",
        "polarity",
        "target",
        "target_label",
        "stance",
        "weight",
        "sources",
        "modality",
        "claimed",
        "first",
        "last",
        "quote",
    ];

    /// The fields as text, as a table prints them; what is not known is empty.
    pub fn cells(&self) -> [String; 15] {
        let text = |text: Option<&str>| text.unwrap_or("").to_owned();
        [
            self.id.to_owned(),
            self.source.to_owned(),
            self.source_label.to_owned(),
            self.relation.to_owned(),
            format!("{:?}", self.polarity).to_lowercase(),
            text(self.target),
            text(self.target_label),
            self.stance.to_string(),
            self.weight.to_string(),
            self.sources.to_string(),
            format!("{:?}", self.modality).to_lowercase(),
            self.claimed.to_string(),
            text(self.first),
            text(self.last),
            self.quote.to_owned(),
        ]
    }
}

/// The rows of some edges of a network, in the order given.
pub fn rows<'a>(network: &'a Network, edges: impl IntoIterator<Item = &'a Edge>) -> Vec<Row<'a>> {
    let known = Sources::of(network);
    let row = |edge: &'a Edge| Row {
        id: &edge.id,
        source: &edge.source,
        source_label: network.label(&edge.source),
        relation: &edge.relation,
        polarity: edge.polarity,
        target: edge.target.as_deref(),
        target_label: edge.target.as_deref().map(|target| network.label(target)),
        stance: edge.stance(),
        weight: edge.weight(),
        sources: known.count(edge).independent,
        modality: edge.modality,
        claimed: edge.claimed,
        first: edge.first.as_deref(),
        last: edge.last.as_deref(),
        quote: (edge.evidence.iter().rev().max_by_key(|e| e.confidence)).map_or("", |e| &e.quote),
    };
    edges.into_iter().map(row).collect()
}
