//! One script at a time, and what it costs: what it locks, and how long others wait for it.

use super::contention::AppSimulators;
use super::observers::ObserverPool;
use super::scratch::Scratches;
use crate::model::migration::directive::Direction;
use crate::model::migration::pair::Pair;
use crate::model::migration::plan::DownTarget;
use crate::model::migration::rollback::Preference;
use crate::model::outcome::failure::Failure;
use crate::model::roundtrip::cost::{ScriptCost, ServerUsage};
use crate::model::roundtrip::finding::{RoundtripFinding, Stage};
use crate::model::roundtrip::written::WrittenRows;
use crate::postgres::Session;
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
    /// Where nobody else works, one session runs all scripts.
    session: Option<Session>,
    /// How the server stood after the last step.
    usage: Option<ServerUsage>,
}

impl WatchedDatabase {
    /// Opens the sessions that watch. Where the tables have rows, some read and write them as an application would.
    pub(super) async fn open(database: Database, (jobs, has_rows): (usize, bool)) -> Result<Self, Failure> {
        Ok(Self {
            lookers: ObserverPool::open(&database, jobs).await?,
            bystanders: AppSimulators::open(&database, has_rows).await?,
            database,
            has_rows,
            session: None,
            usage: None,
        })
    }

    /// Ends every session that this one opened.
    pub(super) fn close(self) -> Database {
        self.database
    }

    /// The same, where rows that scripts wrote are left out of what is summed up.
    pub(super) fn without(self, written: WrittenRows) -> Self {
        Self { lookers: self.lookers.without(written), ..self }
    }

    /// The session in which scripts run one after another; whoever takes it gives it back unless a script failed in it.
    async fn session(&mut self) -> Result<Session, Failure> {
        match self.session.take() {
            Some(session) => Ok(session),
            None => self.database.session("migrate roundtrip").await,
        }
    }

    /// Rolls one migration back or applies the next one, and measures it.
    pub(super) async fn step(
        &mut self,
        scratches: &Scratches<'_>,
        pairs: &[Pair],
        direction: Direction,
    ) -> Result<ScriptCost, Failure> {
        if self.has_rows {
            return self.step_on_rows(scratches, pairs, direction).await;
        }
        let listener = &scratches.listener;
        let before = match self.usage.take() {
            Some(usage) => usage,
            None => self.lookers.gauge().await?,
        };
        let mut session = self.session().await?;
        listener.listen(&before, false);
        listener.works_in(session.pid);
        let step = async {
            match direction {
                Direction::Up => up::run_in(&self.database, &mut session, pairs, UpRequest::NEXT).await,
                Direction::Down => down::run_in(&self.database, &mut session, pairs, LAST).await,
            }
        };
        let waits = Box::pin(self.bystanders.measure(async { step.await.map(drop) }, &[], listener)).await;
        let heard = listener.heard();
        waits?;
        self.session = Some(session);
        self.lookers.forget(heard.written);
        let after = self.lookers.gauge().await?;
        let felt = ScriptCost::between(&before, &after, heard.took);
        self.usage = Some(after);
        Ok(ScriptCost { locks: heard.locks, ..felt })
    }

    /// Applies all of some migrations that nobody measures.
    pub(super) async fn apply(&mut self, pairs: &[Pair]) -> Result<(), Failure> {
        let mut session = self.session().await?;
        up::run_in(&self.database, &mut session, pairs, UpRequest::EVERYTHING).await?;
        self.session = Some(session);
        self.usage = None;
        self.lookers.forget(None);
        Ok(())
    }

    /// A step while others read and write, in a session of its own: only when it has ended is all counted that it did.
    async fn step_on_rows(
        &self,
        scratches: &Scratches<'_>,
        pairs: &[Pair],
        direction: Direction,
    ) -> Result<ScriptCost, Failure> {
        let listener = &scratches.listener;
        let targets = self.bystanders.targets(&self.lookers.gauge().await?).await?;
        let before = self.lookers.gauge().await?;
        listener.listen(&before, true);
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

/// The newest migration back.
const LAST: DownRequest = DownRequest { target: DownTarget::Steps(1), preference: Preference::File };

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
            down::run(database, pairs, LAST, None).await?;
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
