//! Detaching partitions and what becomes of them afterwards. Every step but a concurrent detach is one
//! transaction; what is detached has forced row-level security, no rights for anybody, and a mark.

use std::convert::Infallible;
use std::time::Duration;

use sha2::{Digest, Sha256};
use tokio_postgres::types::Type;

use super::export::CopyFault;
use super::read::qualified;
use super::rights;
use crate::model::migration::checksum::hex;
use crate::model::partitions::marker::Mark;
use crate::model::sql::quote::{Ident, Literal};
use crate::model::sql::sql_error::DbFault;
use crate::postgres::runner::run_script::RunFault;
use crate::postgres::runner::session::Session;

const COMMENT: &str = include_str!("sql/comment.sql");

/// How long a concurrent detach waits for transactions that may still use the partition. It blocks nobody
/// meanwhile; what it leaves when it gives up, the next run finishes.
const DETACH_PATIENCE: Duration = Duration::from_secs(60);

/// A partition and the table that it hangs on, by schema and name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hung<'a> {
    pub(crate) parent: (&'a str, &'a str),
    pub(crate) partition: (&'a str, &'a str),
}

/// What became of a table that was to be dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DropOutcome {
    Gone,
    /// It is a partition again, or bears another mark; it is still there.
    MarkChanged,
    /// Its rows are not those that were exported; it is still there.
    ContentChanged,
}

impl Session {
    /// Marks a partition, detaches it and closes it to everybody in one transaction, under ACCESS EXCLUSIVE
    /// on the parent and on DEFAULT.
    pub(crate) async fn detach_plainly(
        &self,
        hung: Hung<'_>,
        mark: &Mark,
        is_referred: bool,
    ) -> Result<(), RunFault> {
        let (table, parent) = (name(hung.partition)?, name(hung.parent)?);
        self.in_transaction_of_its_own(async || {
            if is_referred {
                // The server looks for rows that refer to the partition by a query as the role. The table comes
                // first, as for everybody who reads it.
                self.client
                    .batch_execute(&format!("LOCK TABLE ONLY {parent} IN ACCESS EXCLUSIVE MODE"))
                    .await?;
                rights::lift_force(&self.client, &table).await?;
            }
            let mark = self.marked(&table, mark).await?;
            let detach = format!("{mark}ALTER TABLE {parent} DETACH PARTITION {table};");
            self.client.batch_execute(&detach).await?;
            let close = rights::close(&self.client, &table).await?;
            Ok(self.client.batch_execute(&close).await?)
        })
        .await
    }

    /// Takes all rights on a partition and marks it, before it is detached. Nobody who reads or writes its
    /// parent notices: row-level security, which would take ACCESS EXCLUSIVE, comes afterwards. Where foreign keys
    /// refer to it, the policies that are forced on the role are lifted, under that lock.
    pub(crate) async fn revoke_and_mark(
        &self,
        table: (&str, &str),
        mark: &Mark,
        is_referred: bool,
    ) -> Result<(), RunFault> {
        let table = name(table)?;
        self.in_transaction_of_its_own(async || {
            if is_referred {
                rights::lift_force(&self.client, &table).await?;
            }
            let revoke = rights::revoke_all(&self.client, &table).await?;
            let mark = self.marked(&table, mark).await?;
            Ok(self.client.batch_execute(&format!("{revoke}{mark}")).await?)
        })
        .await
    }

    /// Takes the mark from a partition that could not be detached, and closes it.
    pub(crate) async fn close_and_unmark(&self, table: (&str, &str)) -> Result<(), RunFault> {
        let table = name(table)?;
        self.in_transaction_of_its_own(async || {
            let close = rights::close(&self.client, &table).await?;
            let row = self.client.query_typed_one(COMMENT, &[(&table, Type::TEXT)]).await?;
            let comment: Option<String> = row.try_get("comment")?;
            let left = comment.as_deref().and_then(Mark::erase);
            let left = left.map_or("NULL".to_owned(), |left| Literal(&left).to_string());
            Ok(self.client.batch_execute(&format!("{close}COMMENT ON TABLE {table} IS {left};")).await?)
        })
        .await
    }

    /// Forces row-level security on a partition, without a policy, and takes all rights on it: it is reached
    /// through its parent alone.
    pub(crate) async fn close(&self, table: (&str, &str)) -> Result<(), RunFault> {
        let table = name(table)?;
        self.in_transaction_of_its_own(async || {
            let close = rights::close(&self.client, &table).await?;
            Ok(self.client.batch_execute(&close).await?)
        })
        .await
    }

    /// Closes a table that is detached, and writes its mark.
    pub(crate) async fn close_and_mark(&self, table: (&str, &str), mark: &Mark) -> Result<(), RunFault> {
        let table = name(table)?;
        self.in_transaction_of_its_own(async || {
            let close = rights::close(&self.client, &table).await?;
            let mark = self.marked(&table, mark).await?;
            Ok(self.client.batch_execute(&format!("{close}{mark}")).await?)
        })
        .await
    }

    /// Detaches a partition while others read and write its parent.
    pub(crate) async fn detach_concurrently(&self, hung: Hung<'_>) -> Result<(), RunFault> {
        if self.stop.is_asked() {
            return Err(RunFault::Stopped);
        }
        let (table, parent) = (name(hung.partition)?, name(hung.parent)?);
        let patience = DETACH_PATIENCE.as_millis();
        self.client.batch_execute(&format!("SET lock_timeout = {patience}")).await?;
        let detach = format!("ALTER TABLE {parent} DETACH PARTITION {table} CONCURRENTLY");
        Ok(self.client.batch_execute(&detach).await?)
    }

    /// Finishes a concurrent detach that was interrupted.
    pub(crate) async fn finalize_detach(&self, hung: Hung<'_>) -> Result<(), RunFault> {
        let (table, parent) = (name(hung.partition)?, name(hung.parent)?);
        let finalize = format!("ALTER TABLE {parent} DETACH PARTITION {table} FINALIZE");
        self.in_transaction_of_its_own(async || Ok(self.client.batch_execute(&finalize).await?)).await
    }

    /// Whether a detach of this table was begun and not finished.
    pub(crate) async fn is_detach_pending(&self, table: (&str, &str)) -> Result<bool, RunFault> {
        let table = name(table)?;
        Ok(self.client.query_typed_one(COMMENT, &[(&table, Type::TEXT)]).await?.try_get("pending")?)
    }

    /// The mark that a table bears.
    pub(crate) async fn mark_of(&self, table: (&str, &str)) -> Result<Option<Mark>, RunFault> {
        let table = name(table)?;
        let row = self.client.query_typed_one(COMMENT, &[(&table, Type::TEXT)]).await?;
        Ok(row.try_get::<_, Option<String>>("comment")?.as_deref().and_then(Mark::read))
    }

    /// Writes a mark instead of the one that a table has.
    pub(crate) async fn mark(&self, table: (&str, &str), mark: &Mark) -> Result<(), RunFault> {
        let table = name(table)?;
        self.in_transaction_of_its_own(async || {
            let comment = self.marked(&table, mark).await?;
            Ok(self.client.batch_execute(&comment).await?)
        })
        .await
    }

    /// Moves a table to another schema.
    pub(crate) async fn archive(&self, table: (&str, &str), schema: &str) -> Result<(), RunFault> {
        let (table, schema) = (name(table)?, Ident::new(schema).ok_or_else(|| no_name(schema))?);
        let alter = format!("ALTER TABLE {table} SET SCHEMA {schema}");
        self.in_transaction_of_its_own(async || Ok(self.client.batch_execute(&alter).await?)).await
    }

    /// Drops a table, if it still is what its mark says. Nobody can change it between the look and the drop.
    /// What depends on it is an error.
    pub(crate) async fn drop_retired(
        &self,
        table: (&str, &str),
        mark: &Mark,
    ) -> Result<DropOutcome, RunFault> {
        let table = name(table)?;
        let mut outcome = DropOutcome::MarkChanged;
        self.in_transaction_of_its_own(async || {
            self.client.batch_execute(&format!("LOCK TABLE ONLY {table} IN ACCESS EXCLUSIVE MODE")).await?;
            let row = self.client.query_typed_one(COMMENT, &[(&table, Type::TEXT)]).await?;
            let comment: Option<String> = row.try_get("comment")?;
            if row.try_get("is_attached")? || comment.as_deref().and_then(Mark::read).as_ref() != Some(mark) {
                return Ok(());
            }
            if let Some(export) = &mark.export {
                outcome = DropOutcome::ContentChanged;
                if self.content_sha256(&table).await? != export.content_sha256 {
                    let close = rights::close(&self.client, &table).await?;
                    return Ok(self.client.batch_execute(&close).await?);
                }
            }
            outcome = DropOutcome::Gone;
            Ok(self.client.batch_execute(&format!("DROP TABLE {table}")).await?)
        })
        .await?;
        Ok(outcome)
    }

    async fn content_sha256(&self, table: &str) -> Result<String, RunFault> {
        let mut content = Sha256::new();
        let copied = self.copy_in_transaction::<Infallible>(table, |chunk| {
            content.update(chunk);
            Ok(())
        });
        match copied.await {
            Ok(_) => Ok(hex(&content.finalize())),
            Err(CopyFault::Run(fault)) => Err(fault),
            Err(CopyFault::Receiver(never)) => match never {},
        }
    }

    async fn marked(&self, table: &str, mark: &Mark) -> Result<String, RunFault> {
        let row = self.client.query_typed_one(COMMENT, &[(&table, Type::TEXT)]).await?;
        let comment: Option<String> = row.try_get("comment")?;
        Ok(format!("COMMENT ON TABLE {table} IS {};", Literal(&mark.write(comment.as_deref()))))
    }
}

/// A name with its schema, quoted.
pub(super) fn name((schema, name): (&str, &str)) -> Result<String, RunFault> {
    qualified(schema, name).ok_or_else(|| no_name(name))
}

fn no_name(name: &str) -> RunFault {
    RunFault::Db(DbFault::Connection(format!("`{name}` is no name for a table or a schema")))
}
