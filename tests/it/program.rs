//! The program, end to end.

mod analysis;
mod facts;
mod formats;
mod inputs;
mod lexicon;
mod networks;
mod others;
mod outputs;
mod people;
mod reading;
mod signed;
mod size;
#[cfg(feature = "store")]
mod store;
mod why;
