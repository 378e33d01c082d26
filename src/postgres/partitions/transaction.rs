//! One step in a transaction of its own, which begins with its locks.

use crate::postgres::locks::opening::Opening;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::session::Session;

impl Session {
    /// Commits what a step did, or, where it fails, leaves nothing of it. No step begins once a signal asked
    /// the run to end.
    pub(super) async fn in_transaction_of_its_own(
        &self,
        opening: &Opening,
        step: impl AsyncFnOnce() -> Result<(), RunFault>,
    ) -> Result<(), RunFault> {
        if self.stop.is_asked() {
            return Err(RunFault::Stopped);
        }
        self.begin_with(opening, "").await?;
        let done = match step().await {
            Ok(()) => self.client.batch_execute("COMMIT").await.map_err(RunFault::from),
            Err(fault) => Err(fault),
        };
        if done.is_err() {
            let _ = self.client.batch_execute("ROLLBACK").await;
        }
        done
    }
}
