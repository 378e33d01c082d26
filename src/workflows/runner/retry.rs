//! Trying a transaction again while other sessions are in its way.

use std::time::Duration;

use rand::Rng;

use crate::model::outcome::event::Event;
use crate::model::outcome::lock_holder::LockHolder;
use crate::model::sql::sql_error::Remedy;
use crate::postgres::{BlockerWatch, RunFault, Session};
use crate::workflows::database::Database;

/// How often a transaction is tried.
const TRIES: u32 = 10;

/// The tries of one transaction, and who was in the way.
pub(crate) struct RetryState {
    pub(crate) count: u32,
    watch: Option<BlockerWatch>,
}

impl RetryState {
    pub(crate) fn new() -> Self {
        Self { count: 0, watch: None }
    }

    /// Runs `attempt` until it succeeds, fails for another reason than other sessions, or has been
    /// tried often enough. From the first such failure on, somebody looks who is in the way.
    pub(crate) async fn run<T>(
        &mut self,
        database: &Database,
        session: &Session,
        what: &str,
        mut attempt: impl AsyncFnMut() -> Result<T, RunFault>,
    ) -> Result<T, RunFault> {
        loop {
            self.count += 1;
            let fault = match attempt().await {
                Ok(done) => return Ok(done),
                Err(fault) => fault,
            };
            match fault.server() {
                Some(error) if error.remedy() == Remedy::Retry && self.count < TRIES => {
                    let (sqlstate, attempt, pause) = (error.sqlstate.as_str(), self.count, pause(self.count));
                    let reporter = database.reporter();
                    reporter.event(&Event::Retried { what, sqlstate, attempt, total: TRIES, pause });
                    self.watch.get_or_insert_with(|| session.watch_blockers());
                    tokio::time::sleep(pause).await;
                }
                _ => return Err(fault),
            }
        }
    }

    /// Who was seen in the way last.
    pub(crate) fn blockers(&self) -> Vec<LockHolder> {
        self.watch.as_ref().map(BlockerWatch::seen).unwrap_or_default()
    }
}

/// Doubles from a tenth of a second to five seconds, with half of it left to chance so that two
/// runs do not meet again.
fn pause(attempt: u32) -> Duration {
    let ceiling = 100_u64.saturating_mul(1 << attempt.min(6)).min(5_000);
    Duration::from_millis(rand::rng().random_range(ceiling / 2..=ceiling))
}
