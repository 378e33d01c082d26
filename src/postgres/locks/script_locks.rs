//! What is known about the locks of a script before it runs.

use super::targets;
use crate::model::locks::lock_set::{LockSet, TableLock};
use crate::model::locks::mention::{Mention, Reach};
use crate::model::locks::mode::LockMode;
use crate::model::locks::script;
use crate::model::sql::qualified_name::QualifiedName;
use crate::model::sql::relation_name::RelationName;
use crate::postgres::connection::own_path;
use crate::postgres::runner::script::{RunFault, ScriptRun};
use crate::postgres::runner::session::Session;

impl Session {
    /// From what `roundtrip` measured, its directives, and its text. The order is that in which the text names the
    /// tables, unless it was measured.
    pub(crate) async fn lock_set(&self, run: &ScriptRun<'_>) -> Result<LockSet, RunFault> {
        self.locks_of(run.sql, &run.directives.lock_table, run.stored).await
    }

    /// From a text, such as one statement of a script or of our own, the tables that a directive locks before it, and
    /// what was measured of that very text.
    pub(crate) async fn locks_of(
        &self,
        text: &str,
        lock_table: &[String],
        measured: &[TableLock],
    ) -> Result<LockSet, RunFault> {
        // No writer is let in; whoever reads is.
        let ordered = lock_table.iter();
        let ordered = ordered.map(|name| Mention::of(RelationName::parse(name), LockMode::ShareRowExclusive));
        let measured = measured.iter().map(|lock| {
            let QualifiedName { schema, name } = lock.table.clone();
            let reach = if lock.alone { Reach::Alone } else { Reach::Descendants };
            Mention { reach, ..Mention::of(RelationName { schema: Some(schema), name }, lock.mode) }
        });
        let mentions: Vec<Mention> = measured.chain(ordered).chain(script::mentions(text)).collect();
        Ok(targets::resolve(&self.client, &self.path.schemas, &mentions).await?)
    }

    /// The same for a statement of a script without a transaction, outside of one: the script may have left its own path.
    pub(crate) async fn locks_of_statement(
        &self,
        statement: &str,
        lock_table: &[String],
    ) -> Result<LockSet, RunFault> {
        let opening = format!("BEGIN READ ONLY; {}", own_path::SET_LOCAL);
        let (begun, locks) = tokio::join!(
            biased;
            self.client.batch_execute(&opening),
            self.locks_of(statement, lock_table, &[]),
        );
        // Not before the answer: there may be a second question.
        self.client.batch_execute("ROLLBACK").await?;
        begun?;
        locks
    }
}
