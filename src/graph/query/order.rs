//! [`Order`]: in which order answers are listed.

use crate::graph::query::names::normal;
use crate::graph::{Edge, Network};
use crate::{Error, Result};
use std::cmp::Reverse;

/// How answers are sorted. Among equals the order of the network stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Order {
    /// The strongest first: most documents, then most places, then the most actual. Of a chain its weakest edge counts.
    Weight,
    /// The latest first, by the last day of any of its edges; what has no day comes last.
    Date,
    /// By the names of source and target.
    Actor,
}

impl std::str::FromStr for Order {
    type Err = Error;

    fn from_str(name: &str) -> Result<Order> {
        match name {
            "weight" => Ok(Order::Weight),
            "date" => Ok(Order::Date),
            "actor" => Ok(Order::Actor),
            other => Err(Error::new(format!("{other:?}: expected weight, date or actor"))),
        }
    }
}

/// Sorts answers, each of one edge or a chain of them.
pub fn sort(network: &Network, answers: &mut [Vec<&Edge>], order: Order) {
    match order {
        Order::Weight => answers.sort_by_cached_key(|edges| Reverse(edges.iter().map(|edge| edge.strength()).min())),
        Order::Date => answers.sort_by_cached_key(|edges| Reverse(edges.iter().filter_map(|e| e.last.clone()).max())),
        Order::Actor => answers.sort_by_cached_key(|edges| {
            let name = |id: &str| normal(network.label(id));
            let names = |edge: &&Edge| (name(&edge.source), name(edge.target()));
            edges.iter().map(names).collect::<Vec<_>>()
        }),
    }
}
