//! Running scripts: one step of `up`, `down` or `redo`, in a transaction or statement by statement.

pub(crate) mod fault;
pub(crate) mod index_build;
pub(crate) mod lost_commit;
pub(crate) mod no_transaction;
pub(crate) mod partitioned_index;
pub(crate) mod run_steps;
pub(crate) mod step;
mod together;
