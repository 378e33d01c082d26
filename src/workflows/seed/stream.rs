//! One stream: the rows of a table or a partition, its indexes and its keys, in one transaction of one
//! connection. What was killed on the way has left nothing.

use std::collections::BTreeSet;
use std::time::Instant as Clock;

use tokio::sync::MutexGuard;

use super::bulk_load::Fast;
use super::error::{FillError, miscounted};
use crate::model::locks::lock_set::{LockSet, TableLock};
use crate::model::locks::mode::LockMode;
use crate::model::locks::patience::LOCK_TIMEOUT;
use crate::model::outcome::event::Event;
use crate::model::seed::event::{Phase, SeedEvent};
use crate::model::seed::load::stream::Stream;
use crate::model::seed::load::triggers::{Switches, switches};
use crate::model::seed::refusal::SeedRefusal;
use crate::postgres::{CopyInto, Emptied, Loader, Opening, RunFault, Writer};
use crate::workflows::locks::tries::LockTries;

impl Fast<'_> {
    /// Fills one stream and commits it, from the beginning again where others were in the way. Where that fails, nothing of
    /// it is left.
    pub(super) async fn fill(&self, at: usize, loader: &Loader) -> Result<(), FillError> {
        let stream = &self.plan.streams[at];
        let (name, writer) = (stream.name.to_string(), loader.writer());
        let mut locks = LockSet::default();
        let (table, alone) = (stream.name.clone(), self.members(stream).len() == 1);
        locks.add(TableLock { table, alone, mode: LockMode::AccessExclusive });
        let attempt = async |opening: &Opening| {
            let started = Clock::now();
            self.report(SeedEvent::Started { stream: at, name: &name, rows: stream.rows });
            match self.in_transaction(at, stream, &name, writer, opening).await {
                Ok(()) => {
                    let took = started.elapsed();
                    self.note_time(stream.table, took);
                    self.report(SeedEvent::Done { stream: at, name: &name, rows: stream.rows, took });
                    Ok(Ok(()))
                }
                Err(trouble) => {
                    writer.rollback().await;
                    self.report(SeedEvent::Undone { stream: at });
                    trouble.repeats(&self.plan.tables[stream.table].name).or_again()
                }
            }
        };
        LockTries::new(locks, LOCK_TIMEOUT).run(self.database, loader, &name, attempt).await?
    }

    async fn in_transaction(
        &self,
        at: usize,
        stream: &Stream,
        name: &str,
        writer: Writer<'_>,
        opening: &Opening,
    ) -> Result<(), FillError> {
        let planned = &self.plan.tables[stream.table];
        self.unless_over()?;
        writer.begin(opening, &self.settings()).await?;
        let members = self.members(stream);
        let emptied = writer.empty(&stream.name, members.len() > 1).await?;
        if emptied == Emptied::HasRows {
            return Err(FillError::Refused(SeedRefusal::NotEmpty { table: name.to_owned(), is_begun: true }));
        }
        // Whoever wants the table stands still from here on.
        writer.wait_for_nobody().await?;
        let triggers = self.switches(stream, &members).await?;
        writer.run_all(&triggers.off).await?;
        let frozen = emptied == Emptied::Again;
        let into =
            CopyInto { table: &stream.name, columns: &planned.columns, format: planned.format, frozen };
        let mut chunks = self.workers.chunks(at);
        let written = writer
            .copy(into, async || -> Result<_, FillError> {
                self.unless_over()?;
                let chunk = chunks.next().await?;
                self.report(SeedEvent::Sent { stream: at, name, rows: chunks.rows(), total: stream.rows });
                Ok(chunk)
            })
            .await?;
        if written != stream.rows {
            return Err(miscounted(name, stream.rows, written));
        }
        self.unless_over()?;
        self.report(SeedEvent::Phase { stream: at, name, phase: Phase::Indexes });
        writer.run_all(&self.to_make.indexes_of(&members)).await?;
        writer.settle(&stream.name).await?;
        writer.run_all(&triggers.on).await?;
        let later: Vec<u32> = self.plan.tables.iter().skip(stream.table + 1).map(|table| table.oid).collect();
        let keys = self.to_make.foreign_keys_of(&members, &later);
        let mut turns = Vec::new();
        if !keys.is_empty() {
            let (oids, locks) = self.referred(stream.table);
            for oid in oids {
                turns.extend(self.turn(oid).await);
            }
            self.unless_over()?;
            self.report(SeedEvent::Phase { stream: at, name, phase: Phase::ForeignKeys });
            // Where others are in the way, they are made with whatever else is missing at the end.
            writer.refer(opening, &locks, &keys).await?;
            writer.wait_for_nobody().await?;
        }
        writer.note_done(self.run, name, stream.rows).await?;
        self.unless_over()?;
        writer.settle(&stream.name).await?;
        Ok(writer.commit().await?)
    }

    /// Collects the statistics of a stream that is committed.
    pub(super) async fn analyze(&self, at: usize, writer: Writer<'_>) -> Result<(), FillError> {
        let Stream { name, table, .. } = &self.plan.streams[at];
        let started = Clock::now();
        let shown = name.to_string();
        self.report(SeedEvent::Phase { stream: at, name: &shown, phase: Phase::Statistics });
        let analyzed = writer.analyze(name).await;
        self.note_time(*table, started.elapsed());
        Ok(analyzed?)
    }

    /// What switches the triggers of a stream's table off and on. Asked once the table is locked.
    async fn switches(&self, stream: &Stream, members: &[u32]) -> Result<Switches, FillError> {
        let triggers = self.session.seed_triggers(members).await.map_err(FillError::Failed)?;
        let kept = &self.plan.tables[stream.table].kept_triggers;
        Ok(switches(&triggers, members, kept))
    }

    /// What a stream writes to: a table or a partition, or a partitioned table with all its partitions.
    fn members(&self, stream: &Stream) -> Vec<u32> {
        let whole = self.catalog.tables.iter().filter(|table| table.oid == stream.target);
        let leaves = whole.flat_map(|table| table.leaves.iter().map(|leaf| leaf.oid));
        std::iter::once(stream.target).chain(leaves).collect()
    }

    /// The tables that a table's foreign keys lead to, always in the same order: two streams cannot wait for
    /// one another; and what adding the keys locks there.
    fn referred(&self, table: usize) -> (BTreeSet<u32>, LockSet) {
        let planned = self.plan.tables[table].oid;
        let keys = self
            .catalog
            .tables
            .iter()
            .filter(|table| table.oid == planned)
            .flat_map(|table| &table.foreign_keys);
        let targets: BTreeSet<u32> = keys.map(|key| key.target).filter(|target| *target != planned).collect();
        let mut locks = LockSet::default();
        for table in self.catalog.tables.iter().filter(|table| targets.contains(&table.oid)) {
            let (table, mode) = (table.name.clone(), LockMode::ShareRowExclusive);
            locks.add(TableLock { table, alone: true, mode });
        }
        (targets, locks)
    }

    /// Waits until no other stream makes a foreign key to a table, or is about to commit one.
    async fn turn(&self, oid: u32) -> Option<MutexGuard<'_, ()>> {
        match self.turns.get(&oid) {
            Some(turn) => Some(turn.lock().await),
            None => None,
        }
    }

    /// `SET LOCAL` of a stream. The server may use as much memory as one session would, all streams together.
    fn settings(&self) -> String {
        let megabytes = (1024 / self.jobs.max(1)).clamp(64, 512);
        format!("SET LOCAL synchronous_commit = off; SET LOCAL maintenance_work_mem = '{megabytes}MB'")
    }

    /// Whether the run is to end, because of a signal or because another stream failed.
    pub(super) fn unless_over(&self) -> Result<(), RunFault> {
        if self.is_over.get() || self.database.is_stopping() { Err(RunFault::Stopped) } else { Ok(()) }
    }

    pub(super) fn report(&self, event: SeedEvent<'_>) {
        self.database.reporter().event(&Event::Seed(event));
    }
}
