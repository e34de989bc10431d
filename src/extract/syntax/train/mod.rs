//! Training and measuring the models (feature `train`).

pub mod clusters;
pub mod english;
pub mod evaluate;
pub mod files;
pub mod headlines;
pub mod lemmas;
pub mod lessons;
pub mod marked;
pub mod names;
pub mod perceptron;
pub mod random;
pub mod score;
