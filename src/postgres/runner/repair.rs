//! Writing down what a person decided. Each decision is one transaction: the history row and the
//! journal entry that says who and when.

use std::time::Duration;

use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error};

use super::bookkeeping::Bookkeeping;
use super::journal::{self, JournalRow};
use super::run_script::write_history;
use super::script::{RunFault, ScriptRun};
use super::session::Session;
use crate::model::outcome::failure::{Failure, Refusal};

const CHECKSUM: &str = include_str!("sql/repair_checksum.sql");

/// What is to be written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decision {
    /// The script as it is now is the one that was applied.
    AcceptEdit,
    /// The script counts as run to its end, in its direction.
    RanToItsEnd,
    /// The script counts as never begun; what it did so far is the person's to tidy up.
    NeverBegun,
}

impl Session {
    /// Writes a decision down. `words` is what was decided, for the journal.
    pub(crate) async fn decide(
        &self,
        run: &ScriptRun<'_>,
        decision: Decision,
        words: &str,
    ) -> Result<(), Failure> {
        let written = self.write_decision(run, decision, words).await;
        let ended = if written.is_ok() { "COMMIT" } else { "ROLLBACK" };
        let committed = self.client.batch_execute(ended).await.map_err(RunFault::from);
        written.and(committed).map_err(|fault| match fault {
            RunFault::Db(fault) => Failure::Database { doing: "record the decision", fault },
            _ => Failure::Refused(Refusal::PlanChanged),
        })
    }

    async fn write_decision(
        &self,
        run: &ScriptRun<'_>,
        decision: Decision,
        words: &str,
    ) -> Result<(), RunFault> {
        let client = &self.client;
        client.batch_execute(&format!("{}BEGIN", self.start)).await?;
        let (outcome, history) = match decision {
            Decision::AcceptEdit => ("accepted", accept(client, &self.bookkeeping, run).await?),
            Decision::NeverBegun => ("abandoned", true),
            Decision::RanToItsEnd => {
                let transaction = journal::transaction_id(client).await?;
                ("done", write_history(client, &self.bookkeeping, run, &transaction).await?)
            }
        };
        if !history {
            return Err(RunFault::HistoryRowGone);
        }
        let row = JournalRow {
            rollback: run.rollback,
            message: Some(words),
            ..JournalRow::of(run, outcome, Duration::ZERO)
        };
        row.insert(client, &self.bookkeeping).await?;
        Ok(())
    }
}

async fn accept(client: &Client, bookkeeping: &Bookkeeping, run: &ScriptRun<'_>) -> Result<bool, Error> {
    let values: [(&(dyn ToSql + Sync), Type); 2] =
        [(&run.id.version.number(), Type::INT8), (&run.checksum, Type::TEXT)];
    Ok(!client.query_typed(&bookkeeping.in_place(CHECKSUM), &values).await?.is_empty())
}
