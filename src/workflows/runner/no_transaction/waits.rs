//! How a statement of a script without a transaction waits for its locks: for ever, or again and again.

use std::time::Duration;

use super::Script;
use crate::postgres::{Opening, StatementRun};
use crate::workflows::locks::tries::LockTries;
use crate::workflows::runner::fault::StatementFault;

impl Script<'_> {
    /// In a transaction of its own, which begins with the locks that the statement is known to take; outside of one where
    /// the server asks for that (25001, active SQL transaction), as for CREATE SUBSCRIPTION, REINDEX of a partitioned table,
    /// and what extensions bring.
    pub(super) async fn usual(
        &self,
        statement: &StatementRun<'_>,
        tries: &mut LockTries,
    ) -> Result<Duration, StatementFault> {
        let (session, run) = (self.session, &self.step.run);
        let known = session.locks_of_statement(statement.sql, &run.directives.lock_table).await?;
        let limit = self.step.exclusive_limit(self.database.locking());
        *tries = LockTries::new(known, run.lock_wait()).limited(limit);
        let attempt = async |opening: &Opening| session.run_statement(statement, opening).await;
        match tries.run(self.database, session, &run.id.to_string(), attempt).await {
            Err(fault) if fault.server().is_some_and(|error| error.sqlstate == "25001") => {
                self.retried(statement, tries).await
            }
            ran => Ok(ran?),
        }
    }

    /// Outside of a transaction. It waits for ever, and nobody who reads or writes waits for it.
    pub(super) async fn endless(&self, statement: &StatementRun<'_>) -> Result<Duration, StatementFault> {
        let session = self.session;
        Ok(session.noted(statement, async || session.bare(statement, Duration::ZERO).await).await?)
    }

    /// Outside of a transaction. It may hold one lock and wait for another, for a short time, and begins again then.
    pub(super) async fn retried(
        &self,
        statement: &StatementRun<'_>,
        tries: &mut LockTries,
    ) -> Result<Duration, StatementFault> {
        let (session, run) = (self.session, &self.step.run);
        *tries = LockTries::new(session.locks_of_statement(statement.sql, &[]).await?, run.lock_wait());
        self.bare(statement, tries).await
    }

    /// The same for what must not begin again.
    pub(super) async fn once(
        &self,
        statement: &StatementRun<'_>,
        tries: &mut LockTries,
    ) -> Result<Duration, StatementFault> {
        *tries = LockTries::single(self.step.run.lock_wait());
        self.bare(statement, tries).await
    }

    async fn bare(
        &self,
        statement: &StatementRun<'_>,
        tries: &mut LockTries,
    ) -> Result<Duration, StatementFault> {
        let (session, what) = (self.session, self.step.run.id.to_string());
        let attempt = async |opening: &Opening| session.bare(statement, opening.outside()).await;
        let done = session.noted(statement, async || tries.run(self.database, session, &what, attempt).await);
        Ok(done.await?)
    }
}
