//! Drives the binary against real PostgreSQL servers, as a user would, and looks at the catalog.
//!
//! Every test has a database of its own; a test that kills or reconfigures a server has a server of
//! its own. Without PostgreSQL's server programs every test fails: a skipped test would be a lie.
#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped is a failed test")]

mod support;

// The house.
mod architecture;
mod words;

// One file per command.
mod adopt;
mod baseline;
mod demo;
mod docs;
mod down;
mod fingerprint;
mod init;
mod locks;
mod new;
mod partitions;
mod redo;
mod renumber;
mod repair;
mod roundtrip;
mod seed;
mod status;
mod up;
mod verify;

// What commands share.
mod bookkeeping_versions;
mod connection;
mod copy_data;
mod discovery;
mod documents;
mod environments;
mod ephemeral;
mod exit_codes;
mod first_up;
mod guards;
mod history;
mod large_scripts;
mod libpq;
mod lost_output;
mod no_transaction;
mod output;
mod outside;
mod own_sql;
mod owner_role;
mod partitioned_index;
mod paths;
mod pooler;
mod psql_scripts;
mod readme;
mod reference_schema;
mod refinery_contract;
mod right_place;
mod rights;
mod role_settings;
mod round_trips;
mod schema_listing;
mod script_settings;
mod set_up;
mod signals;
mod snapshots;
mod splitter;
mod splitter_binary;
mod strange_bookkeeping;
mod terminal;
mod throwaway;
mod tiers;
mod tls;
mod wrong_database;
