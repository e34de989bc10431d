//! Questions to a network: filters, patterns, names as people write them.
//!
//! ```
//! # let json = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/example.json"));
//! use newsgraph::graph::{self, Filter, query::{Names, Pattern, rows}};
//! let network = graph::read(json)?;
//!
//! // Who is against Ukraine, and where is it said?
//! let pattern: Pattern = "? -[-]-> Ukraine".parse()?;
//! let chains = pattern.chains(&network, &Names::of(&network), 100)?;
//! assert_eq!(chains[0].edges[0].evidence[0].quote, "France backs Ukraine, but Hungary opposes more aid to Kyiv.");
//!
//! // The same with filter words, as a network of its own.
//! let filter = Filter { target: vec!["kyiv".into()], sign: vec![-1], ..Filter::default() };
//! let against = network.subgraph(&filter)?;
//! assert_eq!(rows(&against, against.edges())[0].source_label, "Hungary");
//! # Ok::<(), newsgraph::Error>(())
//! ```

mod answer;
mod as_of;
mod days;
mod dossier;
mod family;
mod filter;
mod kind;
mod matcher;
pub(in crate::graph) mod names;
mod narrow;
mod order;
mod pattern;
mod row;
mod spell;

pub use answer::{Answer, Answers, Question, Told};
pub use days::check_day;
pub use dossier::Dossier;
pub(crate) use family::FAMILIES;
pub use family::families;
pub use filter::Filter;
pub use kind::kind;
pub use matcher::Matcher;
pub use names::Names;
pub use order::{Order, sort};
pub use pattern::{Chain, Found, Pattern};
pub use row::{Row, rows};
