//! Kills, cuts, fills up and gets in the way, and looks whether every promise still holds.
//!
//! Random decides when a fault strikes: from a seed that is printed, and that `FAULTS_SEED` sets. Every
//! test runs with a modest number of rounds; the ignored ones, `..in_full` and `..twenty_crashes`,
//! run with all of them: `make faults`.
//!
//! Not here, because `tests/it` has it: a backfill that FORCE ROW LEVEL SECURITY would hide rows from
//! (`up::a_backfill_that_policies_would_hide_fails_instead_of_changing_nothing`), signals, and a build
//! that the server goes on with for a client that is gone.
#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped is a failed test")]

// Shared with `it`; neither binary uses all of it.
#[allow(dead_code, unused_imports, reason = "two test binaries share the workbench")]
#[path = "../it/support/mod.rs"]
mod support;

// What the tests share.
mod proxy;
mod random;
mod workload;

// One file per kind of fault.
mod killed_client;
mod killed_commands;
mod killed_server;
mod lost_connection;
mod readers;
mod runners;
mod surroundings;
