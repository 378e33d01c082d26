//! `CREATE INDEX CONCURRENTLY` on a partitioned table: the parent's index alone, then the index of each
//! partition, built concurrently and attached. The last one makes the parent's valid.
//!
//! What an earlier run left is read from the catalog: each index has one name, the same in every run.

mod clear;

use std::time::{Duration, Instant};

use super::fault::StatementFault;
use super::index_build::{self, settled};
use crate::model::locks::lock_set::LockSet;
use crate::model::locks::mode::LockMode;
use crate::model::migration::progress::{Resume, StatementOutcome};
use crate::model::outcome::event::Event;
use crate::model::outcome::failure::ScriptCause;
use crate::model::sql::build;
use crate::model::sql::partitioned_index::{Expansion, child_name};
use crate::model::sql::quote::Ident;
use crate::postgres::{Opening, PartitionKind, RunFault, Session, StatementRun, TreePartition};
use crate::workflows::database::Database;
use crate::workflows::locks::tries::LockTries;

/// What is to be indexed.
pub(crate) struct IndexTarget<'a> {
    pub(crate) expansion: Expansion<'a>,
    /// The parent's index, as the catalog has it.
    pub(crate) index: String,
    /// The parent as the script writes it.
    pub(crate) table: &'a str,
    pub(crate) oid: u32,
}

/// Makes the index of the parent and of every partition, including those created in the meantime. What an earlier
/// run built is kept and attached, what is not valid is dropped and built again; where the statement was
/// edited since, all of it is. Partitions that are foreign tables have none, as with a plain CREATE INDEX:
/// a unique index is refused before anything is made. Fails where the index is not valid afterwards.
///
/// The journal has one entry before and one after. A run that was stopped leaves the first alone: the
/// next one goes on from the catalog, as after a crash. `tries` are those of the part that failed.
pub(crate) async fn run(
    database: &Database,
    session: &Session,
    statement: &StatementRun<'_>,
    target: &IndexTarget<'_>,
    (resume, tries): (Resume, &mut LockTries),
) -> Result<Duration, StatementFault> {
    let started = Instant::now();
    let mut work = IndexWork { database, session, statement, target, tries };
    let before = settled(database, session, &target.index, target.table).await?;
    if before.as_ref().is_some_and(|state| state.valid) && resume.doubtful {
        return index_build::already_done(database, session, statement).await;
    }
    let foreign = work.foreign_partition().await?;
    if let (Some(partition), true) = (&foreign, target.expansion.unique) {
        let (index, partition) = (target.index.clone(), partition.clone());
        return Err(StatementFault::Cause(ScriptCause::UniqueOverForeign { index, partition }));
    }
    work.clear(before, resume, foreign.is_some()).await?;
    session.note(statement, StatementOutcome::Running, Duration::ZERO, None).await?;
    match work.make(foreign.is_some()).await {
        Ok(()) => {}
        Err(StatementFault::Run(fault)) if is_stop(&fault) => return Err(fault.into()),
        Err(fault) => {
            let error = match &fault {
                StatementFault::Run(fault) => fault.server(),
                StatementFault::Cause(_) => None,
            };
            // Best effort: the failure itself is what matters, and the connection may be gone.
            let _ = session.note(statement, StatementOutcome::Failed, started.elapsed(), error).await;
            return Err(fault);
        }
    }
    session.note(statement, StatementOutcome::Executed, started.elapsed(), None).await?;
    session.check_lock().await?;
    Ok(started.elapsed())
}

/// Whether a signal ended the part; `query_canceled` is what the server says then.
fn is_stop(fault: &RunFault) -> bool {
    matches!(fault, RunFault::Stopped) || fault.server().is_some_and(|error| error.sqlstate == "57014")
}

/// One statement that is split into parts.
struct IndexWork<'a> {
    database: &'a Database,
    session: &'a Session,
    statement: &'a StatementRun<'a>,
    target: &'a IndexTarget<'a>,
    tries: &'a mut LockTries,
}

impl IndexWork<'_> {
    async fn foreign_partition(&self) -> Result<Option<String>, StatementFault> {
        let tree = self.session.partition_tree(self.target.oid).await?;
        let foreign = tree.into_iter().find(|partition| partition.kind == PartitionKind::Foreign);
        Ok(foreign.map(|partition| partition.quoted))
    }

    async fn make(&mut self, has_foreign: bool) -> Result<(), StatementFault> {
        let expansion = &self.target.expansion;
        let state = self.session.index_state(&self.target.index, self.target.table).await?;
        if has_foreign {
            // An index of the parent alone waits for the foreign partition, too, and would never be valid.
            while state.is_none() && self.build_leaves().await? {}
            self.in_transaction(&self.target.index, &expansion.all_at_once()).await?;
        } else {
            if state.is_none_or(|state| state.valid) {
                self.in_transaction(&self.target.index, &expansion.parent()).await?;
            }
            if let Some(state) = self.session.index_state(&self.target.index, self.target.table).await? {
                self.fill(self.target.oid, &state.index).await?;
            }
        }
        self.check_valid(&self.target.index, self.target.table).await.map(|_| ())
    }

    /// Gives every partition of a table an index that is attached to the table's, until none is without.
    /// A partition for which nothing more can be done is left: the parent's index tells.
    async fn fill(&mut self, table: u32, index: &str) -> Result<(), StatementFault> {
        let mut before = Vec::new();
        loop {
            let waits = self.session.unindexed_partitions(table, index).await?;
            if waits == before {
                return Ok(());
            }
            for partition in &waits {
                match (&partition.attached, partition.kind) {
                    (Some(attached), _) => Box::pin(self.fill(partition.oid, attached)).await?,
                    (None, PartitionKind::Branch) => {
                        let child = self.branch(partition).await?;
                        Box::pin(self.fill(partition.oid, &child)).await?;
                        self.attach(index, &child, partition).await?;
                    }
                    (None, _) => {
                        let child = self.leaf(partition).await?.index;
                        self.attach(index, &child, partition).await?;
                    }
                }
            }
            before = waits;
        }
    }

    /// Builds the index of each leaf that has none of ours. Returns whether there was one.
    async fn build_leaves(&mut self) -> Result<bool, StatementFault> {
        let mut built = false;
        for partition in self.session.partition_tree(self.target.oid).await? {
            if partition.kind == PartitionKind::Leaf {
                built |= self.leaf(&partition).await?.built;
            }
        }
        Ok(built)
    }

    /// The valid index of a leaf: the one that an earlier run built, or a new one.
    async fn leaf(&self, partition: &TreePartition) -> Result<Leaf, StatementFault> {
        let name = self.child(partition)?;
        match settled(self.database, self.session, name.name(), &partition.quoted).await? {
            Some(state) if state.valid => return Ok(Leaf { index: state.index, built: false }),
            Some(state) => self.drop_concurrently(&state.index, false).await?,
            None => {}
        }
        let sql = self.target.expansion.leaf(&name, &partition.quoted);
        let took = self.session.part_bare(self.statement, &sql).await?;
        let index = self.check_valid(name.name(), &partition.quoted).await?;
        let event = Event::PartitionIndexed { partition: &partition.quoted, index: &index, took };
        self.database.reporter().event(&event);
        Ok(Leaf { index, built: true })
    }

    /// The index of a partition that is partitioned itself, alone and perhaps not valid yet.
    async fn branch(&mut self, partition: &TreePartition) -> Result<String, StatementFault> {
        let name = self.child(partition)?;
        if let Some(state) = self.session.index_state(name.name(), &partition.quoted).await? {
            return Ok(state.index);
        }
        let sql = self.target.expansion.branch(&name, &partition.quoted);
        self.in_transaction(name.name(), &sql).await?;
        match self.session.index_state(name.name(), &partition.quoted).await? {
            Some(state) => Ok(state.index),
            None => Err(invalid(name.name())),
        }
    }

    /// Locks the partition's index against everybody, and with it everybody from the partition: a plan looks at all
    /// indexes.
    async fn attach(
        &mut self,
        index: &str,
        child: &str,
        partition: &TreePartition,
    ) -> Result<(), StatementFault> {
        let attach = format!("ALTER INDEX {index} ATTACH PARTITION {child}");
        let locks = build::lock(format!("ONLY {}", partition.quoted), LockMode::AccessExclusive);
        let known = self.session.locks_of_statement(&locks, &[]).await?;
        self.with_locks(child, &attach, known).await
    }

    async fn check_valid(&self, name: &str, table: &str) -> Result<String, StatementFault> {
        match self.session.index_state(name, table).await? {
            Some(state) if state.valid => Ok(state.index),
            _ => Err(invalid(name)),
        }
    }

    async fn in_transaction(&mut self, what: &str, sql: &str) -> Result<(), StatementFault> {
        let known = self.session.locks_of_statement(sql, &[]).await?;
        self.with_locks(what, sql, known).await
    }

    async fn with_locks(&mut self, what: &str, sql: &str, known: LockSet) -> Result<(), StatementFault> {
        let mut tries = LockTries::new(known, self.statement.script.lock_wait());
        let attempt =
            async |opening: &Opening| self.session.part_in_transaction(self.statement, sql, opening).await;
        let ran = tries.run(self.database, self.session, what, attempt).await;
        if ran.is_err() {
            *self.tries = tries;
        }
        Ok(ran?)
    }

    fn child(&self, partition: &TreePartition) -> Result<Ident, StatementFault> {
        child_name(&self.target.index, &partition.name).ok_or_else(|| invalid(&self.target.index))
    }
}

/// The index of a leaf, quoted with its schema.
struct Leaf {
    index: String,
    /// By this call.
    built: bool,
}

fn invalid(index: &str) -> StatementFault {
    StatementFault::Cause(ScriptCause::InvalidIndex { index: index.to_owned() })
}
