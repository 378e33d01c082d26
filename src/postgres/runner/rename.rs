//! The history follows a file that got another name or number.

use std::time::Duration;

use tokio_postgres::types::{ToSql, Type};

use super::journal::JournalRow;
use super::script::{RunFault, ScriptRun};
use super::session::Session;
use crate::model::migration::pair::MigrationId;
use crate::model::outcome::failure::{Failure, Refusal};

const RENAME: &str = include_str!("sql/repair_rename.sql");

impl Session {
    /// Gives the row of an applied migration the version, the name and the checksum of this script, and writes that to the
    /// journal with its rollback, in one transaction. `words` is what was decided, for the journal.
    pub(crate) async fn rename(
        &self,
        applied: &MigrationId,
        run: &ScriptRun<'_>,
        words: &str,
    ) -> Result<(), Failure> {
        let written = self.write_rename(applied, run, words).await;
        let ended = if written.is_ok() { "COMMIT" } else { "ROLLBACK" };
        let committed = self.client.batch_execute(ended).await.map_err(RunFault::from);
        written.and(committed).map_err(|fault| match fault {
            RunFault::Db(fault) => Failure::Database { doing: "record the decision", fault },
            _ => Failure::Refused(Refusal::PlanChanged),
        })
    }

    async fn write_rename(
        &self,
        applied: &MigrationId,
        run: &ScriptRun<'_>,
        words: &str,
    ) -> Result<(), RunFault> {
        let client = &self.client;
        client.batch_execute(&format!("{}BEGIN", self.start)).await?;
        let (old, new) = (applied.version.number(), run.id.version.number());
        let values: [(&(dyn ToSql + Sync), Type); 5] = [
            (&old, Type::INT8),
            (&applied.name, Type::TEXT),
            (&new, Type::INT8),
            (&run.id.name, Type::TEXT),
            (&run.checksum, Type::TEXT),
        ];
        let changed = client.query_typed(&self.bookkeeping.in_place(RENAME), &values).await?;
        if changed.is_empty() {
            return Err(RunFault::HistoryRowGone);
        }
        let row = JournalRow {
            rollback: run.rollback,
            message: Some(words),
            ..JournalRow::of(run, "accepted", Duration::ZERO)
        };
        row.insert(client, &self.bookkeeping).await?;
        Ok(())
    }
}
