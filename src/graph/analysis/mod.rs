//! What a network tells that no single edge says: who is linked to whom, how a stance moved, what changed between two networks.
//!
//! Every answer names edges or evidence of the network, so that it can be shown with its quotes.

mod diff;
mod path;
mod sources;
mod stats;
mod timeline;

pub use diff::{Change, Diff};
pub use path::{Path, paths};
pub use sources::{Count, Sources};
pub use stats::Stats;
pub use timeline::{Flip, Pair, Period, Step, timeline};
