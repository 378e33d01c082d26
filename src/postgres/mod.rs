//! The server: every connection, every statement. Nobody else sends SQL.

mod blockers;
mod cancel;
mod client_certificate;
mod connect;
mod dial;
mod docs;
mod effects;
pub(crate) mod ephemeral;
mod facts;
mod fault;
mod greeting;
mod history;
mod hosts;
mod isolation;
mod journal;
mod lock;
mod login;
mod lost_commit;
mod partition_tree;
mod partitions;
mod pooler;
mod reader;
mod record;
mod repair;
mod run_part;
mod run_script;
mod run_statement;
#[allow(dead_code, reason = "the command that uses it is being written")]
mod seed;
mod session;
mod settings;
mod snapshot;
mod stop;
mod tls;
mod wire;

pub(crate) use blockers::BlockerWatch;
pub(crate) use effects::{DetachState, IndexState};
pub(crate) use isolation::Trial;
pub(crate) use lost_commit::LostCommit;
pub(crate) use partition_tree::{PartitionKind, TreePartition};
pub(crate) use partitions::{CopyFault, DropOutcome, Hung, NewPartition};
pub(crate) use reader::Reader;
pub(crate) use repair::Decision;
pub(crate) use run_script::{Ran, RunFault, ScriptRun};
pub(crate) use run_statement::{Patience, StatementRun};
#[allow(unused_imports, reason = "the command that uses it is being written")]
pub(crate) use seed::TakeDown;
pub(crate) use session::{Session, SessionRequest};
pub(crate) use snapshot::Snapshot;
pub(crate) use stop::Stop;
