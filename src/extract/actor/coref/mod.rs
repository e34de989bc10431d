//! Coreference: who is meant by pronouns and descriptions.
//!
//! Names come first (`refer`), then descriptions, then pronouns, in sieves: what grammar decides, then what stands out.
//! What fits more than one actor stays open.

mod aside;
mod body;
mod description;
mod pronoun;
mod quote;
mod reason;
mod salience;
mod sieve;
mod together;
mod within;
mod words;

pub(super) use aside::Whom;
pub(super) use pronoun::kind_of_pronoun;
