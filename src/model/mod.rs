//! Plain data and pure decisions: no async, no I/O, no clock. Depends on no other room.

pub(crate) mod checksum;
pub(crate) mod conninfo;
pub(crate) mod directive;
pub(crate) mod ephemeral;
pub(crate) mod event;
pub(crate) mod exit;
pub(crate) mod failure;
pub(crate) mod file_problem;
pub(crate) mod history;
pub(crate) mod migration;
pub(crate) mod plan;
pub(crate) mod position;
pub(crate) mod project;
pub(crate) mod quote;
pub(crate) mod report;
pub(crate) mod rollback;
pub(crate) mod script_name;
pub(crate) mod sql_error;
pub(crate) mod sql_text;
pub(crate) mod statements;
pub(crate) mod status;
pub(crate) mod text;
pub(crate) mod unreachable;
pub(crate) mod version;
