//! One script at a time, and what it costs: what it locks, and how long others wait for it.

use super::contention::AppSimulators;
use super::observers::ObserverPool;
use super::scratch::Scratches;
use crate::model::migration::directive::Direction;
use crate::model::migration::pair::Pair;
use crate::model::migration::plan::DownTarget;
use crate::model::migration::rollback::Preference;
use crate::model::outcome::failure::Failure;
use crate::model::roundtrip::cost::ScriptCost;
use crate::model::roundtrip::finding::{RoundtripFinding, Stage};
use crate::model::roundtrip::written::WrittenRows;
use crate::workflows::database::Database;
use crate::workflows::down;
use crate::workflows::down::DownRequest;
use crate::workflows::up;
use crate::workflows::up::UpRequest;

/// A database in which scripts run, and who watches them.
pub(super) struct WatchedDatabase {
    pub(super) database: Database,
    pub(super) lookers: ObserverPool,
    bystanders: AppSimulators,
    has_rows: bool,
}

impl WatchedDatabase {
    /// Opens the sessions that watch. Where the tables have rows, some read and write them as an application would.
    pub(super) async fn open(database: Database, (jobs, has_rows): (usize, bool)) -> Result<Self, Failure> {
        Ok(Self {
            lookers: ObserverPool::open(&database, jobs).await?,
            bystanders: AppSimulators::open(&database, has_rows).await?,
            database,
            has_rows,
        })
    }

    /// The same, where rows that scripts wrote are left out of what is summed up.
    pub(super) fn without(self, written: WrittenRows) -> Self {
        Self { lookers: self.lookers.without(written), ..self }
    }

    /// Rolls one migration back or applies the next one, and measures it.
    pub(super) async fn step(
        &self,
        scratches: &Scratches<'_>,
        pairs: &[Pair],
        direction: Direction,
    ) -> Result<ScriptCost, Failure> {
        let listener = &scratches.listener;
        let targets = if self.has_rows {
            self.bystanders.targets(&self.lookers.gauge().await?).await?
        } else {
            Vec::new()
        };
        let before = self.lookers.gauge().await?;
        listener.listen(&before, self.has_rows);
        let step = migrate_once(&self.database, pairs, direction);
        let waits = Box::pin(self.bystanders.measure(step, &targets, listener)).await;
        let heard = listener.heard();
        let is_counted = self.lookers.first().outlive(heard.pid).await?;
        let waits = waits?;
        self.lookers.forget(heard.written.filter(|_| is_counted));
        let felt = ScriptCost::between(&before, &self.lookers.gauge().await?, heard.took);
        Ok(ScriptCost { locks: heard.locks, waits, ..felt })
    }
}

/// One migration back, or the next one up.
pub(super) async fn migrate_once(
    database: &Database,
    pairs: &[Pair],
    direction: Direction,
) -> Result<(), Failure> {
    match direction {
        Direction::Up => {
            up::run(database, pairs, UpRequest::NEXT, None).await?;
        }
        Direction::Down => {
            let last = DownRequest { target: DownTarget::Steps(1), preference: Preference::File };
            down::run(database, pairs, last, None).await?;
        }
    }
    Ok(())
}

/// A script that failed is a finding; everything else ends the run.
pub(super) fn stopped(stage: Stage, failure: Failure) -> Result<RoundtripFinding, Failure> {
    match failure {
        Failure::Script(_) | Failure::Isolation(_) | Failure::History(_) => {
            Ok(RoundtripFinding::Script { stage, failure: Box::new(failure) })
        }
        failure => Err(failure),
    }
}
