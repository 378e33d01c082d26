//! The parts of a statement that the runner splits: each with its own text, all with the journal
//! entry and the place of the one statement in the script.

use std::time::{Duration, Instant};

use super::lost_commit::commit;
use super::run_script::send;
use super::run_statement::StatementRun;
use super::script::RunFault;
use super::session::Session;
use crate::postgres::locks::opening::Opening;

impl Session {
    /// Runs a part in a short transaction of its own, which waits for locks as long as the script says.
    /// Writes nothing to the journal.
    pub(crate) async fn part_in_transaction(
        &self,
        statement: &StatementRun<'_>,
        sql: &str,
        opening: &Opening,
    ) -> Result<(), RunFault> {
        self.check_stop()?;
        self.begin_with(opening, "READ WRITE").await?;
        if let Err(fault) = self.part(statement, sql).await {
            let _ = self.client.batch_execute("ROLLBACK").await;
            return Err(fault);
        }
        commit(&self.client, None, Duration::ZERO).await
    }

    /// Runs a part outside a transaction, with endless patience: a concurrent build that gives up leaves
    /// an invalid index behind. Writes nothing to the journal.
    pub(crate) async fn part_bare(
        &self,
        statement: &StatementRun<'_>,
        sql: &str,
    ) -> Result<Duration, RunFault> {
        self.check_stop()?;
        self.wait_outside(Duration::ZERO).await?;
        let started = Instant::now();
        self.part(statement, sql).await?;
        Ok(started.elapsed())
    }

    async fn part(&self, statement: &StatementRun<'_>, sql: &str) -> Result<(), RunFault> {
        send(&self.client, sql).await.map_err(|fault| match fault {
            RunFault::Script { error, offset } => {
                let at = offset.map_or(0, |offset| original(statement.sql, sql, offset));
                RunFault::Script { error, offset: Some(statement.offset + at) }
            }
            fault => fault,
        })
    }

    fn check_stop(&self) -> Result<(), RunFault> {
        if self.stop.is_asked() { Err(RunFault::Stopped) } else { Ok(()) }
    }
}

/// Where a byte of a part stands in the statement: the same distance from the end, where both end alike,
/// or else at the beginning.
fn original(statement: &str, part: &str, offset: usize) -> usize {
    let alike = statement.bytes().rev().zip(part.bytes().rev()).take_while(|(a, b)| a == b).count();
    match part.len().saturating_sub(offset) {
        from_end if from_end <= alike => statement.len() - from_end,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::original;

    #[test]
    fn a_place_in_the_common_end_is_found_again() {
        let (statement, part) =
            ("CREATE INDEX CONCURRENTLY i ON p (lower(b))", "CREATE INDEX i ON ONLY p (lower(b))");
        let place = |text: &str| text.find("lower").unwrap();
        assert_eq!(original(statement, part, place(part)), place(statement));
        assert_eq!(original(statement, part, part.len()), statement.len());
        assert_eq!(original(statement, part, 3), 0);
    }
}
