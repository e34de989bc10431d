//! Parse to propositions: who does what to whom, whatever the construction.
