//! The server: every connection, every statement. Nobody else sends SQL.

mod blockers;
mod cancel;
mod client_certificate;
mod connect;
mod dial;
mod effects;
pub(crate) mod ephemeral;
mod facts;
mod fault;
mod greeting;
mod history;
mod hosts;
mod journal;
mod lock;
mod login;
mod pooler;
mod reader;
mod repair;
mod run_script;
mod run_statement;
mod session;
mod settings;
mod snapshot;
mod stop;
mod tls;
mod wire;

pub(crate) use blockers::BlockerWatch;
pub(crate) use effects::{DetachState, IndexState};
pub(crate) use reader::Reader;
pub(crate) use repair::Decision;
pub(crate) use run_script::{RunFault, ScriptRun};
pub(crate) use run_statement::{Patience, StatementRun};
pub(crate) use session::{Session, SessionRequest};
pub(crate) use snapshot::Snapshot;
pub(crate) use stop::Stop;
