//! Writing down what a person decided. Each decision is one transaction: the history row and the
//! journal entry that says who and when.

use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error};

use super::journal;
use super::run_script::{RunFault, ScriptRun, write_history};
use super::session::Session;
use crate::model::migration::checksum::Sha256Hex;
use crate::model::outcome::failure::{Failure, Refusal};

const CHECKSUM: &str = include_str!("sql/repair_checksum.sql");
const DECISION: &str = include_str!("sql/journal_insert_decision.sql");

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
            RunFault::Db(fault) => Failure::Database { doing: "write the decision down", fault },
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
            Decision::AcceptEdit => ("accepted", accept(client, run).await?),
            Decision::NeverBegun => ("abandoned", true),
            Decision::RanToItsEnd => {
                let row = client.query_typed_one("SELECT pg_current_xact_id()::text AS id", &[]).await?;
                let transaction: String = row.try_get("id")?;
                ("done", write_history(client, run, &transaction).await?)
            }
        };
        if !history {
            return Err(RunFault::HistoryRowGone);
        }
        let values: [(&(dyn ToSql + Sync), Type); 9] = [
            (&run.id.version.number(), Type::INT8),
            (&run.id.name, Type::TEXT),
            (&run.direction.word(), Type::TEXT),
            (&outcome, Type::TEXT),
            (&run.up_sha256.map(Sha256Hex::as_str), Type::TEXT),
            (&run.down_sha256.map(Sha256Hex::as_str), Type::TEXT),
            (&run.rollback, Type::TEXT),
            (&journal::APPLICATION_VERSION, Type::TEXT),
            (&words, Type::TEXT),
        ];
        client.query_typed(DECISION, &values).await?;
        Ok(())
    }
}

async fn accept(client: &Client, run: &ScriptRun<'_>) -> Result<bool, Error> {
    let values: [(&(dyn ToSql + Sync), Type); 2] =
        [(&run.id.version.number(), Type::INT8), (&run.checksum, Type::TEXT)];
    Ok(!client.query_typed(CHECKSUM, &values).await?.is_empty())
}
