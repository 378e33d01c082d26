//! The plain way: everything in one transaction, through every constraint. Killed, it has left nothing.

use std::sync::Arc;
use std::time::{Duration, Instant as Clock};

use super::SeedRequest;
use super::error::{FillError, miscounted};
use super::workers::{What, Workers};
use crate::model::outcome::event::Event;
use crate::model::outcome::failure::Failure;
use crate::model::seed::catalog::Catalog;
use crate::model::seed::event::SeedEvent;
use crate::model::seed::load::stream::Stream;
use crate::model::seed::load::triggers::switches;
use crate::model::seed::plan::{Plan, counted};
use crate::model::seed::report::{SeededTable, planned};
use crate::model::seed::run::{self, RunInputs};
use crate::postgres::{CopyInto, RunFault, Session};
use crate::workflows::database::Database;

/// A run in one transaction.
pub(super) struct Plain<'a> {
    pub(super) database: &'a Database,
    pub(super) session: &'a Session,
    pub(super) request: &'a SeedRequest,
    pub(super) catalog: &'a Catalog,
    pub(super) plan: &'a Arc<Plan>,
    pub(super) inputs: &'a RunInputs,
}

/// How long it waits for the locks of others.
const PATIENCE: Duration = Duration::from_secs(30);

impl Plain<'_> {
    /// Fills all tables.
    pub(super) async fn run(&self) -> Result<Vec<SeededTable>, Failure> {
        let writer = self.session.writer();
        let mut lines = planned(self.plan);
        let filled = async {
            writer.begin(PATIENCE, "").await.map_err(RunFault::failure("begin"))?;
            self.fill(&mut lines).await?;
            self.unless_over().map_err(RunFault::failure("fill a table"))?;
            if let Some(table) = self.plan.tables.first() {
                writer.settle(&table.name).await.map_err(RunFault::failure("commit"))?;
            }
            writer.commit().await.map_err(RunFault::failure("commit"))
        };
        if let Err(failure) = filled.await {
            writer.rollback().await;
            return Err(if self.database.is_stopping() { Failure::Stopped } else { failure });
        }
        for table in self.plan.tables.iter().filter(|table| table.rows > 0) {
            let analyzed = writer.analyze(&table.name).await;
            analyzed.map_err(RunFault::failure("collect statistics"))?;
        }
        Ok(lines)
    }

    /// Within the transaction.
    async fn fill(&self, lines: &mut [SeededTable]) -> Result<(), Failure> {
        let writer = self.session.writer();
        let written = run::written(self.plan);
        let noting = "record the run";
        let id = writer
            .insert_run(&self.request.request, self.catalog, self.inputs, &written)
            .await
            .map_err(RunFault::failure(noting))?;
        let positions = writer.positions(&counted(self.plan)).await.map_err(RunFault::failure(noting))?;
        writer.note_apart(id, None, Some(&positions)).await.map_err(RunFault::failure(noting))?;
        let workers = Workers::new(Arc::clone(self.plan), self.request.cores, 1);
        for (at, stream) in self.plan.streams.iter().enumerate() {
            let started = Clock::now();
            self.stream(&workers, at, stream).await?;
            lines[stream.table].seconds += started.elapsed().as_secs_f64();
        }
        self.session.seed_raise_sequences(&counted(self.plan)).await?;
        writer.note_finished(id).await.map_err(RunFault::failure(noting))
    }

    async fn stream(&self, workers: &Workers, at: usize, stream: &Stream) -> Result<(), Failure> {
        let writer = self.session.writer();
        let planned = &self.plan.tables[stream.table];
        let name = stream.name.to_string();
        let name = name.as_str();
        let tell = |event| self.database.reporter().event(&Event::Seed(event));
        let started = Clock::now();
        let whole = self.catalog.tables.iter().filter(|table| table.oid == stream.target);
        let leaves = whole.flat_map(|table| table.leaves.iter().map(|leaf| leaf.oid));
        let members: Vec<u32> = leaves.chain([stream.target]).collect();
        let triggers = self.session.seed_triggers(&members).await?;
        let switches = switches(&triggers, &members, &planned.kept_triggers);
        tell(SeedEvent::Started { stream: at, name, rows: stream.rows });
        let into = CopyInto {
            table: &stream.name,
            columns: &planned.columns,
            format: planned.format,
            frozen: false,
        };
        let mut chunks = workers.chunks(at, What::Rows);
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
            Ok(writer.run_all(&switches.on).await?)
        };
        match filled.await {
            Ok(()) => {
                tell(SeedEvent::Done { stream: at, name, rows: stream.rows, took: started.elapsed() });
                Ok(())
            }
            Err(trouble) => {
                tell(SeedEvent::Undone { stream: at });
                Err(trouble.into_failure("fill a table"))
            }
        }
    }

    fn unless_over(&self) -> Result<(), RunFault> {
        if self.database.is_stopping() { Err(RunFault::Stopped) } else { Ok(()) }
    }
}
