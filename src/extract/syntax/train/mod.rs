//! Training and measuring the models (feature `train`).

pub mod clusters;
pub mod evaluate;
pub mod files;
pub mod lemmas;
pub mod oracle;
pub mod parser;
pub mod perceptron;
pub mod random;
pub mod tagger;
pub mod words;
