//! The gate of `up --verify`: the catalog as a migration would leave it, within its own transaction.

use tokio_postgres::Error;

use super::read;
use crate::model::verify::finding::RuleFinding;
use crate::model::verify::gate::Gate;
use crate::postgres::locks::opening::Opening;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::session::Session;

const SAME: &str = include_str!("sql/current_transaction.sql");

impl Session {
    /// Looks at what a script made, in its transaction that is named. The session's settings come first: the
    /// script may have changed role, path, or how the server prints. Returns what is found; an error where
    /// there is more than before.
    pub(in crate::postgres) async fn pass(
        &self,
        gate: &Gate,
        transaction: &str,
        opening: &Opening,
    ) -> Result<Vec<RuleFinding>, RunFault> {
        let settings = format!(
            "{}SET lock_timeout = {};\n{}",
            self.start,
            opening.afterwards().as_millis(),
            opening.limit_again()
        );
        self.client.batch_execute(&settings).await?;
        let findings = gate.judge(&Box::pin(read(&self.client, &gate.scope, &self.path.written)).await?);
        let new = gate.new_ones(&findings);
        if new.is_empty() {
            return Ok(findings);
        }
        let id: Option<String> = self.client.query_typed_one(SAME, &[]).await?.try_get("id")?;
        // What is committed already cannot be rolled back, and must not be said to be.
        Err(if id.as_deref() == Some(transaction) {
            RunFault::Isolation(new)
        } else {
            RunFault::EndedTransaction
        })
    }

    /// What is found now, outside a script, in one snapshot.
    pub(crate) async fn judged(&self, gate: &Gate) -> Result<Vec<RuleFinding>, RunFault> {
        let look = async {
            self.client.batch_execute(&self.start).await?;
            self.client.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
            Box::pin(read(&self.client, &gate.scope, &self.path.written)).await
        };
        let looked: Result<_, Error> = look.await;
        let ended = self.client.batch_execute("ROLLBACK").await;
        let facts = looked?;
        ended?;
        Ok(gate.judge(&facts))
    }
}
