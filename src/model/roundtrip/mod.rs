//! Proving that a rollback takes its migration back: what is measured, what that means, what is said.

pub(crate) mod blocking;
pub(crate) mod checksum_cache;
pub(crate) mod compare;
pub(crate) mod contents;
pub(crate) mod cost;
pub(crate) mod empty_rollback;
pub(crate) mod event;
pub(crate) mod finding;
pub(crate) mod held_locks;
pub(crate) mod large_objects;
pub(crate) mod limit;
pub(crate) mod locked_tables;
pub(crate) mod marker;
pub(crate) mod outcomes;
pub(crate) mod reach;
pub(crate) mod refusal;
pub(crate) mod report;
pub(crate) mod shape;
pub(crate) mod shared;
pub(crate) mod written;
