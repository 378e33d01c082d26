//! The server: every connection, every statement. Nobody else sends SQL.

mod connect;
pub(crate) mod ephemeral;
mod fault;
mod history;
mod journal;
mod lock;
mod reader;
mod run_script;
mod session;
mod settings;
mod snapshot;
mod tls;

pub(crate) use reader::Reader;
pub(crate) use run_script::{RunFault, ScriptRun};
pub(crate) use session::{Session, SessionRequest};
pub(crate) use snapshot::Snapshot;
