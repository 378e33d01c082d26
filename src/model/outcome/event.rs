//! What happens while a command runs: facts, told through a [`Reporter`]; `ui` finds the words.

use std::path::Path;
use std::time::Duration;

use super::ephemeral::{EphemeralInfo, ThrowawayServer};
use super::lock_holder::LockHolder;
use super::report::StatusReport;
use super::step::StepDone;
use crate::model::connection::passfile::PassFileFault;
use crate::model::connection::unreachable::Unreachable;
use crate::model::locks::blocker::{Blocker, Spared};
use crate::model::locks::mode::Seen;
use crate::model::locks::policy::LockBudget;
use crate::model::migration::bookkeeping_problem::UntrustedTable;
use crate::model::migration::directive::Direction;
use crate::model::migration::pair::MigrationId;
use crate::model::partitions::report::PassedOver;
use crate::model::partitions::retire::RetireStepDone as RetireStep;
use crate::model::roundtrip::event::RoundtripEvent;
use crate::model::seed::event::SeedEvent;
use crate::model::seed::leftovers::SeedLeftovers;

/// Something that happened.
#[derive(Debug)]
pub(crate) enum Event<'a> {
    /// The same happened on a throwaway server.
    OnThrowaway { server: &'a ThrowawayServer, event: &'a Event<'a> },
    /// A throwaway server answers.
    ServerStarted(&'a EphemeralInfo),
    /// The throwaway server stays, as asked.
    ServerKept(&'a EphemeralInfo),
    /// Scripts were read and are sound.
    ScriptsRead { source: &'a str, pairs: usize },
    /// A password file, or a line of it, that is not used.
    PassFileIgnored { file: &'a Path, why: &'a PassFileFault },
    /// The server does not answer yet; told once.
    WaitingForServer { why: &'a Unreachable },
    /// A session is open.
    Connected(&'a ServerFacts),
    /// The session goes to another machine, and nobody has checked that it is the right one.
    NotVerified { place: &'a str, encrypted: bool },
    /// A bookkeeping table that is not trusted, beside a command that writes none.
    BookkeepingUntrusted(&'a UntrustedTable),
    /// Roles that nobody trusts may write to a bookkeeping table.
    BookkeepingWritable { table: &'a str, roles: &'a [String] },
    /// A killed run of `seed` left keys and indexes dropped.
    SeedLeft(&'a SeedLeftovers),
    /// The bookkeeping tables of an earlier release have the present version now.
    BookkeepingUpgraded { schema: &'a str, version: u32 },
    /// The server sent a notice while a script ran.
    Notice { severity: &'a str, message: &'a str },
    /// Another run holds the lock; told once.
    WaitingForLock { holders: &'a [LockHolder] },
    /// A script starts.
    StepStarted { id: &'a MigrationId, direction: Direction },
    /// A part of a long script is executed; both in bytes.
    StepProgress { sent: usize, total: usize },
    /// A statement of a script without a transaction is executed; counted from 1.
    StatementDone { statement: usize, total: usize, took: Duration },
    /// A script without a transaction goes on where an earlier run stopped; counted from 1.
    Resumed { id: &'a MigrationId, statement: usize, total: usize },
    /// Something about a statement outside a transaction that a person may want to know.
    Healed(Healing<'a>),
    /// A script ran to its end, and its transaction is still open; told to who [`Reporter::asks_for_locks`].
    /// `is_counting`: the server counts what the session writes.
    BeforeCommit { locks: &'a [Seen], is_counting: bool },
    /// A script's transaction is committed. Never told before.
    StepDone(&'a StepDone),
    /// The connection was lost during the COMMIT of a script, and a new session found it committed.
    CommitFound { id: &'a MigrationId },
    /// Another session was in the way; the whole transaction runs again.
    Retried {
        what: &'a str,
        sqlstate: &'a str,
        /// How often it was tried.
        attempt: u32,
        spent: Duration,
        budget: LockBudget,
        blockers: &'a [Blocker],
    },
    /// Autovacuum works on a table that a script locks, and does not give way: it prevents the wraparound of transaction
    /// ids.
    VacuumStays { blocker: &'a Blocker },
    /// A session was in the way for longer than was configured, and is ended.
    BlockerEnded { what: &'a str, blocker: &'a Blocker },
    /// A session was in the way for longer than was configured, and cannot be ended; told once of each transaction.
    BlockerSpared { what: &'a str, blocker: &'a Blocker, why: &'a Spared },
    /// Nobody asked for a table that is partitioned by something else than time.
    PassedOver(&'a PassedOver),
    /// A partition is made and committed.
    PartitionMade { table: &'a str, partition: &'a str, took: Duration },
    /// Rows are being moved out of DEFAULT.
    RowsMoving { table: &'a str, moved: i64, total: i64 },
    /// A partition is made of rows of DEFAULT and committed.
    RowsMoved { table: &'a str, partition: &'a str, rows: i64, took: Duration },
    /// A step of `partitions retire` is done.
    PartitionStep { table: &'a str, done: &'a RetireStep },
    /// Rows are being written to a file; `bytes` so far, before they are compressed.
    Exporting { table: &'a str, bytes: u64 },
    /// An index of a partition is built, for the index of its parent; both quoted with their schema.
    PartitionIndexed { partition: &'a str, index: &'a str, took: Duration },
    /// Something about `seed`.
    Seed(SeedEvent<'a>),
    /// Something about `roundtrip`.
    Roundtrip(RoundtripEvent<'a>),
    /// The demo goes on to its next part.
    Demo(DemoPart),
    /// The demo shows the status.
    DemoStatus(&'a StatusReport),
}

/// What was found and fixed around a statement outside a transaction.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Healing<'a> {
    /// An index that an interrupted build left invalid is dropped, to be built again.
    InvalidIndexDropped { index: &'a str },
    /// An index of a statement that was edited since is dropped, to be built as it reads now.
    EditedIndexDropped { index: &'a str },
    /// The server still builds this index for a client that is gone; waited for.
    BuildWaitedFor { index: &'a str, pid: i32 },
    /// The statement had taken effect before an earlier run was killed.
    AlreadyDone { statement: usize },
    /// An interrupted detach is finalized.
    DetachFinalized { partition: &'a str },
    /// Indexes that an interrupted REINDEX CONCURRENTLY left; nothing uses them.
    Leftovers { indexes: &'a [String] },
}

/// The parts of `migrate demo`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DemoPart {
    Up,
    Status,
    Down,
    UpAgain,
    Gone,
}

/// What a session learnt about its server.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ServerFacts {
    /// As the server prints it: `15.20 (Debian ...)`.
    pub(crate) version: String,
    /// `server_version_num`.
    pub(crate) version_number: i32,
    pub(crate) database: String,
    pub(crate) role: String,
    /// The role is exempt from row-level security: superuser or BYPASSRLS.
    pub(crate) bypasses_row_security: bool,
    pub(crate) in_recovery: bool,
    /// Transactions are read-only unless they ask for more.
    pub(crate) read_only: bool,
    pub(crate) encoding: String,
    /// The setting of the login, before anything was set here.
    pub(crate) search_path: String,
    /// The server process of this session.
    pub(crate) pid: i32,
}

/// For what nobody needs to hear of.
pub(crate) struct Silence;

impl Reporter for Silence {
    fn event(&self, _: &Event<'_>) {}
}

/// Told of every event, in order.
pub(crate) trait Reporter: Send + Sync {
    /// Takes note of one event. Must not block for long and cannot fail.
    fn event(&self, event: &Event<'_>);

    /// Whether the locks of a script are asked for before its COMMIT, which costs a question.
    fn asks_for_locks(&self) -> bool {
        false
    }

    /// Whether it is asked before each COMMIT who waits for it, which costs a question in the same flight.
    fn asks_for_queue(&self) -> bool {
        false
    }
}
