//! The program, end to end.

mod facts;
mod inputs;
mod lexicon;
mod networks;
mod others;
mod outputs;
mod people;
mod size;
mod why;
