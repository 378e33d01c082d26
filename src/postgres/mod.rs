//! The server: every connection, every statement. Nobody else sends SQL.

mod blockers;
mod cancel;
mod connect;
mod effects;
pub(crate) mod ephemeral;
mod fault;
mod history;
mod journal;
mod lock;
mod lost_commit;
mod reader;
mod run_script;
mod run_statement;
mod session;
mod settings;
mod snapshot;
mod stop;
mod tls;

pub(crate) use blockers::BlockerWatch;
pub(crate) use effects::{DetachState, IndexState};
pub(crate) use lost_commit::LostCommit;
pub(crate) use reader::Reader;
pub(crate) use run_script::{RunFault, ScriptRun};
pub(crate) use run_statement::{Patience, StatementRun};
pub(crate) use session::{Session, SessionRequest};
pub(crate) use snapshot::Snapshot;
pub(crate) use stop::Stop;
