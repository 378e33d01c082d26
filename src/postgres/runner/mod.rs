//! Running migrations: sessions, the lock, history and journal, scripts and statements.

pub(crate) mod advisory_lock;
pub(crate) mod bookkeeping;
pub(crate) mod bookkeeping_tables;
mod bookkeeping_upgrade;
pub(crate) mod copy_in;
mod first_history;
pub(crate) mod history;
pub(crate) mod index_state;
pub(crate) mod journal;
mod lost_commit;
mod mark;
pub(crate) mod owner;
pub(crate) mod partial_statement;
pub(crate) mod partition_tree;
pub(crate) mod project_path;
pub(crate) mod reader;
pub(crate) mod record;
pub(crate) mod repair;
mod run_limited;
pub(crate) mod run_script;
pub(crate) mod run_statement;
mod run_together;
pub(crate) mod script;
pub(crate) mod session;
pub(crate) mod settings;
pub(crate) mod snapshot;
pub(crate) mod users_ground;
