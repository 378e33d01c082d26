//! Detaching partitions and what becomes of them afterwards. Every step but a concurrent detach is one
//! transaction; what is detached has forced row-level security, no rights for anybody, and a mark.

use std::convert::Infallible;
use std::time::Duration;

use sha2::{Digest, Sha256};

use super::export::CopyFault;
use super::rights;
use crate::model::locks::lock_set::{LockSet, TableLock};
use crate::model::locks::mode::LockMode;
use crate::model::migration::checksum::hex;
use crate::model::partitions::marked_state::TableChange;
use crate::model::partitions::marker::Marker;
use crate::model::sql::build;
use crate::model::sql::qualified_name::QualifiedName;
use crate::model::sql::quote::{Ident, Literal};
use crate::postgres::locks::opening::Opening;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::session::Session;

/// How long a concurrent detach waits for transactions that may still use the partition. It blocks nobody
/// in the meantime; if it gives up, the next run finishes what it leaves.
const DETACH_PATIENCE: Duration = Duration::from_secs(60);

/// A partition and the table it is attached to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DetachTarget<'a> {
    pub(crate) parent: &'a QualifiedName,
    pub(crate) partition: &'a QualifiedName,
}

/// What became of a table that was to be dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DropOutcome {
    Gone,
    /// It is a partition again, or bears another mark; it is still there.
    MarkChanged,
    /// Somebody reclaimed it; it is still there.
    Changed(TableChange),
    /// Its rows are not those that were exported; it is still there.
    ContentChanged,
}

fn drop_statement(table: &str) -> String {
    format!("DROP TABLE {table}")
}

fn detach_statement(parent: &str, partition: &str) -> String {
    format!("ALTER TABLE {parent} DETACH PARTITION {partition}")
}

impl Session {
    /// What a plain detach locks: parent, DEFAULT and partition against everybody, and what foreign keys tie to it.
    pub(crate) async fn locks_of_detach(&self, hung: DetachTarget<'_>) -> Result<LockSet, RunFault> {
        let detach = detach_statement(&hung.parent.quoted()?, &hung.partition.quoted()?);
        self.locks_of(&detach, &[], &[]).await
    }

    /// What the end of an interrupted detach locks.
    pub(crate) async fn locks_of_finalize(&self, hung: DetachTarget<'_>) -> Result<LockSet, RunFault> {
        let finalize = build::finalize_detach(hung.parent.quoted()?, hung.partition.quoted()?);
        self.locks_of(&finalize, &[], &[]).await
    }

    /// What dropping a table locks: what its foreign keys refer to, too. Where its rows are compared with a file first, the
    /// table alone, which nobody uses: the others would stand still for as long as that takes.
    pub(crate) async fn locks_of_drop(
        &self,
        table: &QualifiedName,
        mark: &Marker,
    ) -> Result<LockSet, RunFault> {
        if mark.export.is_none() {
            return self.locks_of(&drop_statement(&table.quoted()?), &[], &[]).await;
        }
        let mut locks = LockSet::default();
        locks.add(TableLock { table: table.clone(), alone: true, mode: LockMode::AccessExclusive });
        Ok(locks)
    }

    /// Marks a partition, detaches it and closes it to everybody in one transaction, under ACCESS EXCLUSIVE
    /// on the parent and on DEFAULT.
    pub(crate) async fn detach_plainly(
        &self,
        hung: DetachTarget<'_>,
        mark: &Marker,
        is_referred: bool,
        opening: &Opening,
    ) -> Result<(), RunFault> {
        let (table, parent) = (hung.partition.quoted()?, hung.parent.quoted()?);
        self.in_transaction_of_its_own(opening, async || {
            if is_referred {
                // The server looks for rows that refer to the partition by a query as the role.
                rights::lift_force(&self.client, &table).await?;
            }
            let mark = self.marked(&table, mark).await?;
            let detach = format!("{mark}{};", detach_statement(&parent, &table));
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
        table: &QualifiedName,
        mark: &Marker,
        is_referred: bool,
        opening: &Opening,
    ) -> Result<(), RunFault> {
        let table = table.quoted()?;
        self.in_transaction_of_its_own(opening, async || {
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
    pub(crate) async fn close_and_unmark(
        &self,
        table: &QualifiedName,
        opening: &Opening,
    ) -> Result<(), RunFault> {
        let table = table.quoted()?;
        self.in_transaction_of_its_own(opening, async || {
            let close = rights::close(&self.client, &table).await?;
            let left = self.marked_table(&table).await?.comment;
            let left = left.as_deref().and_then(Marker::erase);
            let left = left.map_or("NULL".to_owned(), |left| Literal(&left).to_string());
            Ok(self.client.batch_execute(&format!("{close}COMMENT ON TABLE {table} IS {left};")).await?)
        })
        .await
    }

    /// Forces row-level security on a partition, without a policy, and takes all rights on it: it is reached
    /// through its parent alone.
    pub(crate) async fn close(&self, table: &QualifiedName, opening: &Opening) -> Result<(), RunFault> {
        let table = table.quoted()?;
        self.in_transaction_of_its_own(opening, async || {
            let close = rights::close(&self.client, &table).await?;
            Ok(self.client.batch_execute(&close).await?)
        })
        .await
    }

    /// Detaches a partition while others read and write its parent.
    pub(crate) async fn detach_concurrently(&self, hung: DetachTarget<'_>) -> Result<(), RunFault> {
        if self.stop.is_asked() {
            return Err(RunFault::Stopped);
        }
        let (table, parent) = (hung.partition.quoted()?, hung.parent.quoted()?);
        let patience = DETACH_PATIENCE.as_millis();
        self.client.batch_execute(&format!("SET lock_timeout = {patience}")).await?;
        let detach = format!("ALTER TABLE {parent} DETACH PARTITION {table} CONCURRENTLY");
        Ok(self.client.batch_execute(&detach).await?)
    }

    /// Finishes a concurrent detach that was interrupted.
    pub(crate) async fn finalize_detach(
        &self,
        hung: DetachTarget<'_>,
        opening: &Opening,
    ) -> Result<(), RunFault> {
        let (table, parent) = (hung.partition.quoted()?, hung.parent.quoted()?);
        let finalize = build::finalize_detach(parent, table);
        self.in_transaction_of_its_own(opening, async || Ok(self.client.batch_execute(&finalize).await?))
            .await
    }

    /// Whether a detach of this table was begun and not finished.
    pub(crate) async fn is_detach_pending(&self, table: &QualifiedName) -> Result<bool, RunFault> {
        Ok(self.marked_table(&table.quoted()?).await?.is_pending)
    }

    /// Moves a table to another schema, and says so in its mark.
    pub(crate) async fn archive(
        &self,
        table: &QualifiedName,
        schema: &str,
        opening: &Opening,
    ) -> Result<(), RunFault> {
        let (moved, quoted) = (QualifiedName::new(schema, &table.name).quoted()?, table.quoted()?);
        let alter = format!("ALTER TABLE {quoted} SET SCHEMA {}", Ident::checked(schema)?);
        self.in_transaction_of_its_own(opening, async || {
            self.client.batch_execute(&alter).await?;
            let mark = self.marked_again(&moved).await?;
            Ok(self.client.batch_execute(&mark).await?)
        })
        .await
    }

    /// Drops a table, if it still is what its mark says. Nobody can change it between the look and the drop.
    /// What depends on it is an error.
    pub(crate) async fn drop_retired(
        &self,
        table: &QualifiedName,
        mark: &Marker,
        opening: &Opening,
    ) -> Result<DropOutcome, RunFault> {
        let table = table.quoted()?;
        let mut outcome = DropOutcome::MarkChanged;
        self.in_transaction_of_its_own(opening, async || {
            self.client
                .batch_execute(&build::lock(format!("ONLY {table}"), LockMode::AccessExclusive))
                .await?;
            let marked = self.marked_table(&table).await?;
            let state = mark.state.as_ref().filter(|_| !marked.is_attached);
            let Some(state) =
                state.filter(|_| marked.comment.as_deref().and_then(Marker::read).as_ref() == Some(mark))
            else {
                return Ok(());
            };
            if let Some(change) = self.altered(&table, state).await? {
                outcome = DropOutcome::Changed(change);
                return Ok(());
            }
            if let Some(export) = &mark.export
                && self.content_sha256(&table).await? != export.content_sha256
            {
                outcome = DropOutcome::ContentChanged;
                return Ok(());
            }
            if let Some(change) = self.rewritten(&table, state).await? {
                outcome = DropOutcome::Changed(change);
                return Ok(());
            }
            outcome = DropOutcome::Gone;
            let drop = drop_statement(&table);
            let locks = self.locks_of(&drop, &[], &[]).await?;
            Ok(self.client.batch_execute(&format!("{}{drop}", opening.later(&locks)?)).await?)
        })
        .await?;
        Ok(outcome)
    }

    /// Of what is in a table, which stays as it is.
    async fn content_sha256(&self, table: &str) -> Result<String, RunFault> {
        let mut content = Sha256::new();
        self.client.batch_execute("SAVEPOINT content").await?;
        let copied = self.copy_in_transaction::<Infallible>(table, |chunk| {
            content.update(chunk);
            Ok(())
        });
        let copied = copied.await;
        if copied.is_ok() {
            self.client.batch_execute("ROLLBACK TO SAVEPOINT content; RELEASE SAVEPOINT content").await?;
        }
        match copied {
            Ok(_) => Ok(hex(&content.finalize())),
            Err(CopyFault::Run(fault)) => Err(fault),
            Err(CopyFault::Receiver(never)) => match never {},
        }
    }
}
