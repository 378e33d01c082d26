//! How a run ends: events on the way, the report or the failure, and the exit code.

pub(crate) mod code;
#[cfg(test)]
pub(crate) mod codes;
pub(crate) mod config_problem;
pub(crate) mod ephemeral;
pub(crate) mod event;
pub(crate) mod exit;
pub(crate) mod failure;
pub(crate) mod lock_holder;
pub(crate) mod page_file;
mod refusal;
pub(crate) mod report;
mod script_fault;
pub(crate) mod step;
