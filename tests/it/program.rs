//! The program, end to end.

mod facts;
mod inputs;
mod networks;
mod others;
mod outputs;
mod people;
mod size;
