//! One stream: the rows of a table or a partition, its indexes and its keys, in one transaction of one
//! connection. What was killed on the way has left nothing.

use std::collections::BTreeSet;
use std::time::{Duration, Instant as Clock};

use super::bulk_load::Fast;
use super::error::{FillError, miscounted};
use super::workers::What;
use crate::model::outcome::event::Event;
use crate::model::seed::event::{Phase, SeedEvent};
use crate::model::seed::load::stream::Stream;
use crate::model::seed::load::triggers::{Switches, switches};
use crate::model::seed::refusal::SeedRefusal;
use crate::model::sql::qualified_name::QualifiedName;
use crate::postgres::{CopyInto, Emptied, RunFault, Writer};

/// How long a stream waits for sessions that have nothing to do with it.
const FOR_OTHERS: Duration = Duration::from_secs(30);
/// How long it waits for other streams, which check foreign keys to the same table.
const FOR_STREAMS: Duration = Duration::from_hours(1);

impl Fast<'_> {
    /// Fills one stream and commits it. Where that fails, nothing of it is left.
    pub(super) async fn fill(&self, at: usize, writer: Writer<'_>) -> Result<(), FillError> {
        let stream = &self.plan.streams[at];
        let started = Clock::now();
        let name = stream.name.to_string();
        self.report(SeedEvent::Started { stream: at, name: &name, rows: stream.rows });
        let filled = self.in_transaction(at, stream, &name, writer).await;
        match filled {
            Ok(()) => {
                let took = started.elapsed();
                self.note_time(stream.table, took);
                self.report(SeedEvent::Done { stream: at, name: &name, rows: stream.rows, took });
                Ok(())
            }
            Err(trouble) => {
                writer.rollback().await;
                self.report(SeedEvent::Undone { stream: at });
                Err(trouble)
            }
        }
    }

    async fn in_transaction(
        &self,
        at: usize,
        stream: &Stream,
        name: &str,
        writer: Writer<'_>,
    ) -> Result<(), FillError> {
        let planned = &self.plan.tables[stream.table];
        self.unless_over()?;
        writer.begin(FOR_OTHERS, &self.settings()).await?;
        let members = self.members(stream);
        let emptied = writer.empty(&stream.name, members.len() > 1).await?;
        if emptied == Emptied::HasRows {
            return Err(FillError::Refused(SeedRefusal::NotEmpty { table: name.to_owned() }));
        }
        let triggers = self.switches(stream, &members).await?;
        writer.run_all(&triggers.off).await?;
        let frozen = emptied == Emptied::Again;
        let into =
            CopyInto { table: &stream.name, columns: &planned.columns, format: planned.format, frozen };
        let mut chunks = self.workers.chunks(at, What::Rows);
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
        writer.run_all(&self.apart.indexes_of(&members)).await?;
        writer.run_all(&triggers.on).await?;
        let keys = self.apart.foreign_keys_of(&members);
        if !keys.is_empty() {
            self.unless_over()?;
            self.report(SeedEvent::Phase { stream: at, name, phase: Phase::ForeignKeys });
            writer.wait_for_locks(FOR_STREAMS).await?;
            writer.lock_referred(&self.referred(stream.table)).await?;
            writer.run_all(&keys).await?;
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
    /// one another.
    fn referred(&self, table: usize) -> Vec<&QualifiedName> {
        let planned = self.plan.tables[table].oid;
        let keys = self
            .catalog
            .tables
            .iter()
            .filter(|table| table.oid == planned)
            .flat_map(|table| &table.foreign_keys);
        let targets: BTreeSet<u32> = keys.map(|key| key.target).filter(|target| *target != planned).collect();
        let named = self.catalog.tables.iter().filter(|table| targets.contains(&table.oid));
        named.map(|table| &table.name).collect()
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
