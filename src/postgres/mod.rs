//! The server: every connection, every statement. Nobody else sends SQL.

mod cancel;
mod client_certificate;
mod connect;
mod dial;
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
mod run_script;
mod session;
mod settings;
mod snapshot;
mod tls;
mod wire;

pub(crate) use reader::Reader;
pub(crate) use run_script::{RunFault, ScriptRun};
pub(crate) use session::{Session, SessionRequest};
pub(crate) use snapshot::Snapshot;
