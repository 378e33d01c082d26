//! Whose code runs: our own SQL names everything with its schema, and nothing that a stranger put into a schema of the
//! path is ever taken for it.

mod log;
mod names;
mod traps;
mod users;
mod views;
