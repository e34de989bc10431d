//! What a network tells that no single edge says: who is linked to whom, how a stance moved, what changed between two networks,
//! who stands together, who stands between.
//!
//! Every answer names edges or evidence of the network, so that it can be shown with its quotes.

mod agreement;
mod balance;
mod blocs;
mod brokers;
mod centrality;
mod diff;
mod louvain;
mod officers;
mod path;
mod signed;
mod sources;
mod stance;
mod stats;
mod timeline;

pub use agreement::{Agreement, Issue, Topic};
pub use balance::{Balance, Triad};
pub use blocs::{Bloc, Blocs};
pub use brokers::{Broker, Brokers, EXACT, PIVOTS, RankBy};
#[doc(hidden)] // For our benches.
pub use centrality::index_pagerank;
pub use diff::{Change, Diff};
pub use officers::Officers;
pub use path::{Path, paths};
pub use signed::{Signed, Tie};
pub use sources::{Count, Sources};
pub use stance::{Basis, Stance, Tally, stances};
pub use stats::{Balanced, Stats};
pub use timeline::{Flip, Pair, Period, Step, timeline};
