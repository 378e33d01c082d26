//! Migrations that count as applied although their scripts did not run here: what they make is there already.

use std::time::Duration;

use super::history;
use super::journal::{self, JournalRow};
use super::script::{RunFault, ScriptRun};
use super::session::Session;
use crate::model::migration::checksum::VersionWidth;
use crate::model::migration::pair::Pair;
use crate::model::outcome::failure::{Failure, Refusal};

impl Session {
    /// Makes our tables where they are missing, and writes a row of the history and one of the journal for each pair, in
    /// one transaction: whenever the run ends, all of it is there or nothing. `words` is why, for the journal. Refused
    /// where a version is in the history already.
    pub(crate) async fn record_applied(&self, pairs: &[Pair], words: &str) -> Result<(), Failure> {
        let written = self.write_applied(pairs, words).await;
        let ended = if written.is_ok() { "COMMIT" } else { "ROLLBACK" };
        let committed = self.client.batch_execute(ended).await.map_err(RunFault::from);
        written.and(committed).map_err(|fault| match fault {
            RunFault::Db(fault) => Failure::Database { doing: "mark the migrations as applied", fault },
            _ => Failure::Refused(Refusal::PlanChanged),
        })
    }

    async fn write_applied(&self, pairs: &[Pair], words: &str) -> Result<(), RunFault> {
        let (client, bookkeeping) = (&self.client, &self.bookkeeping);
        let width = bookkeeping
            .state
            .width
            .unwrap_or_else(|| VersionWidth::for_versions(pairs.iter().map(|pair| pair.id.version)));
        let create = bookkeeping.in_place(&history::creation(bookkeeping, width));
        client.batch_execute(&format!("{}BEGIN;{create}", self.start)).await?;
        let revocations =
            if create.is_empty() { String::new() } else { history::revocations(client, bookkeeping).await? };
        client.batch_execute(&revocations).await?;
        let transaction = journal::transaction_id(client).await?;
        for pair in pairs {
            let run = ScriptRun::up(pair, width);
            let checksum = run.checksum.as_deref().unwrap_or_default();
            if !history::insert(client, bookkeeping, run.id, checksum, &transaction).await? {
                return Err(RunFault::HistoryRowSwallowed);
            }
            let row = JournalRow {
                rollback: run.rollback,
                message: Some(words),
                ..JournalRow::of(&run, "done", Duration::ZERO)
            };
            row.insert(client, bookkeeping).await?;
        }
        Ok(())
    }
}
