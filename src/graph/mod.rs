//! The graph module: observations to one network, and out again.
