//! The plain way: everything in one transaction, through every constraint. Killed, it has left nothing.

use std::sync::Arc;
use std::time::Instant as Clock;

use super::error::{FillError, miscounted};
use super::remake::note_altered;
use super::workers::Workers;
use crate::model::locks::lock_set::LockSet;
use crate::model::locks::patience::LOCK_TIMEOUT;
use crate::model::outcome::event::Event;
use crate::model::outcome::failure::Failure;
use crate::model::seed::catalog::Catalog;
use crate::model::seed::event::SeedEvent;
use crate::model::seed::load::stream::Stream;
use crate::model::seed::load::triggers::{Switches, switches};
use crate::model::seed::plan::{Plan, counted};
use crate::model::seed::report::{SeededTable, planned};
use crate::model::seed::request::Request;
use crate::model::seed::run::{self, Run, RunInputs};
use crate::model::sql::qualified_name::QualifiedName;
use crate::postgres::{CopyInto, Opening, RunFault, Session};
use crate::workflows::database::{Database, OpenSession};
use crate::workflows::locks::tries::LockTries;

/// A run in one transaction.
pub(super) struct Plain<'a> {
    pub(super) database: &'a Database,
    pub(super) session: &'a Session,
    pub(super) request: &'a Request,
    /// How many threads make rows.
    pub(super) cores: usize,
    pub(super) catalog: &'a Catalog,
    pub(super) plan: &'a Arc<Plan>,
    pub(super) inputs: &'a RunInputs,
    /// What was written before.
    pub(super) runs: &'a [Run],
}

impl Plain<'_> {
    /// Fills all tables, from the beginning again where others were in the way.
    pub(super) async fn run(&self) -> Result<Vec<SeededTable>, Failure> {
        let writer = self.session.writer();
        let attempt = async |opening: &Opening| match self.in_transaction(opening).await {
            Ok(lines) => Ok(Ok(lines)),
            Err(trouble) => {
                writer.rollback().await;
                trouble.or_again()
            }
        };
        let mut tries = LockTries::new(self.locks().await?, LOCK_TIMEOUT);
        let filled = tries.run(self.database, self.session, "seed", attempt).await;
        let filled = filled.map_err(FillError::Fault).and_then(|filled| filled);
        let lines = filled.map_err(|trouble| {
            if self.database.is_stopping() { Failure::Stopped } else { trouble.into_failure("fill a table") }
        })?;
        for table in self.plan.tables.iter().filter(|table| table.rows > 0) {
            let analyzed = writer.analyze(&table.name).await;
            analyzed.map_err(RunFault::failure("collect statistics"))?;
        }
        Ok(lines)
    }

    /// What it locks of the tables that are filled.
    async fn locks(&self) -> Result<LockSet, Failure> {
        let mut off = Vec::new();
        for stream in &self.plan.streams {
            off.extend(self.switches(stream).await?.off);
        }
        let tables: Vec<&QualifiedName> = self.plan.streams.iter().map(|stream| &stream.name).collect();
        let locks = self.session.seed_locks_of_rows(&tables, &off).await;
        locks.map_err(RunFault::failure("fill a table"))
    }

    /// What switches the triggers of a stream's table off and on.
    async fn switches(&self, stream: &Stream) -> Result<Switches, Failure> {
        let whole = self.catalog.tables.iter().filter(|table| table.oid == stream.target);
        let leaves = whole.flat_map(|table| table.leaves.iter().map(|leaf| leaf.oid));
        let members: Vec<u32> = leaves.chain([stream.target]).collect();
        let triggers = self.session.seed_triggers(&members).await?;
        Ok(switches(&triggers, &members, &self.plan.tables[stream.table].kept_triggers))
    }

    async fn in_transaction(&self, opening: &Opening) -> Result<Vec<SeededTable>, FillError> {
        let writer = self.session.writer();
        let mut lines = planned(self.plan);
        writer.begin(opening, "").await?;
        self.fill(&mut lines).await?;
        self.unless_over()?;
        writer.commit().await?;
        Ok(lines)
    }

    async fn fill(&self, lines: &mut [SeededTable]) -> Result<(), FillError> {
        let writer = self.session.writer();
        let written = run::written(self.plan);
        let id = writer.insert_run(self.request, self.catalog, self.inputs, &written).await?;
        let positions = writer.positions(&counted(self.plan)).await?;
        writer.note_apart(id, None, Some(&positions)).await?;
        let workers = Workers::new(Arc::clone(self.plan), self.cores, 1);
        if self.plan.is_late {
            writer.run_all(&["SET CONSTRAINTS ALL DEFERRED".to_owned()]).await?;
        }
        let mut asleep = Vec::new();
        for (at, stream) in self.plan.streams.iter().enumerate() {
            let started = Clock::now();
            asleep.extend(self.stream(&workers, at, stream).await?);
            lines[stream.table].seconds += started.elapsed().as_secs_f64();
        }
        // No trigger is switched while something that its table queued is deferred.
        if let Some(table) = self.plan.tables.first() {
            writer.settle(&table.name).await?;
        }
        writer.run_all(&asleep).await?;
        self.session.seed_raise_sequences(&counted(self.plan)).await.map_err(FillError::Failed)?;
        let open = OpenSession { database: self.database, session: self.session };
        note_altered(open, id, self.catalog, (self.plan, &workers)).await?;
        Ok(writer.note_finished(id).await?)
    }

    /// Returns what switches its triggers on again.
    async fn stream(&self, workers: &Workers, at: usize, stream: &Stream) -> Result<Vec<String>, FillError> {
        let writer = self.session.writer();
        let planned = &self.plan.tables[stream.table];
        let name = stream.name.to_string();
        let name = name.as_str();
        let tell = |event| self.database.reporter().event(&Event::Seed(event));
        let started = Clock::now();
        let switches = self.switches(stream).await.map_err(FillError::Failed)?;
        tell(SeedEvent::Started { stream: at, name, rows: stream.rows });
        let into = CopyInto {
            table: &stream.name,
            columns: &planned.columns,
            format: planned.format,
            frozen: false,
        };
        let mut chunks = workers.chunks(at);
        let filled = async {
            writer.run_all(&switches.off).await?;
            let taken = writer
                .copy(into, async || -> Result<_, FillError> {
                    self.unless_over()?;
                    let chunk = chunks.next().await?;
                    tell(SeedEvent::Sent { stream: at, name, rows: chunks.rows(), total: stream.rows });
                    Ok(chunk)
                })
                .await?;
            if taken != stream.rows {
                return Err(miscounted(name, stream.rows, taken));
            }
            Ok(())
        };
        match filled.await {
            Ok(()) => {
                tell(SeedEvent::Done { stream: at, name, rows: stream.rows, took: started.elapsed() });
                Ok(switches.on)
            }
            Err(trouble) => {
                tell(SeedEvent::Undone { stream: at });
                let (request, plan) = (self.request, self.plan);
                Err(trouble.duplicate(request, (plan, self.catalog), self.runs, &planned.name))
            }
        }
    }

    fn unless_over(&self) -> Result<(), RunFault> {
        if self.database.is_stopping() { Err(RunFault::Stopped) } else { Ok(()) }
    }
}
