//! The server: every connection, every statement. Nobody else sends SQL.

pub(crate) mod adopt;
pub(crate) mod baseline;
mod catalog;
pub(crate) mod connection;
mod docs;
pub(crate) mod ephemeral;
mod fingerprint;
mod init;
pub(crate) mod locks;
mod partitions;
pub(crate) mod roundtrip;
pub(crate) mod runner;
mod seed;
#[cfg(test)]
mod tests;
mod verify;

pub(crate) use adopt::{Mark, OriginalFault, OriginalRun};
pub(crate) use connection::stop::Stop;
pub(crate) use locks::contender::Contender;
pub(crate) use locks::end_blocker::Ending;
pub(crate) use locks::opening::Opening;
pub(crate) use locks::session_watch::{Awaited, Sighting, Watch};
pub(crate) use locks::try_times::TryTimes;
pub(crate) use partitions::{CopyFault, DetachTarget, DropOutcome, NewPartition, locks_of_check};
pub(crate) use roundtrip::contention::AccessResult;
pub(crate) use roundtrip::observer::Observer;
pub(crate) use roundtrip::row_hashes::HashedTable;
pub(crate) use roundtrip::scratch::ScratchAdmin;
pub(crate) use roundtrip::server_guard::ServerGuard;
pub(crate) use runner::index_state::{BuildSite, DetachState, IndexState};
pub(crate) use runner::owner::{Given, HistoryOwner};
pub(crate) use runner::partition_tree::{PartitionKind, TreePartition};
pub(crate) use runner::reader::Reader;
pub(crate) use runner::repair::Decision;
pub(crate) use runner::run_statement::StatementRun;
pub(crate) use runner::script::{LostCommit, Ran, RunFault, ScriptRun};
pub(crate) use runner::session::{Purpose, Session, SessionRequest};
pub(crate) use runner::snapshot::Snapshot;
pub(crate) use seed::{
    CopyInto, Emptied, Loader, OursAmong, Referrer, RemadeRows, RowVerdict, TakeDown, VERSION, Writer,
};
pub(crate) use verify::{ForeignCode, ProbeAttempt};
