//! The program, end to end.

mod inputs;
mod networks;
mod others;
mod outputs;
mod people;
mod size;
