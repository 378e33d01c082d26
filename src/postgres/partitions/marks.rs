//! The marks of tables that were detached, and whether a table still is what its mark says.

use tokio_postgres::types::Type;
use tokio_postgres::{Error, Row};

use super::rights;
use crate::model::locks::mode::LockMode;
use crate::model::partitions::marked_state::{MarkedState, TableChange, TableIdentity};
use crate::model::partitions::marker::Marker;
use crate::model::sql::build;
use crate::model::sql::qualified_name::QualifiedName;
use crate::postgres::connection::named_row::qualified_name;
use crate::postgres::locks::opening::Opening;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::session::Session;

const COMMENT: &str = include_str!("sql/comment.sql");
const IDENTITY: &str = include_str!("sql/identity.sql");

/// What the comment of a table says, and whether it is a partition.
pub(super) struct MarkedTable {
    pub(super) comment: Option<String>,
    pub(super) is_attached: bool,
    /// A detach was begun and not finished.
    pub(super) is_pending: bool,
}

/// The rows of a table, and how many of them were written after a transaction.
struct WrittenRows {
    all: i64,
    newer: i64,
}

impl Session {
    /// Closes a table that is detached, and writes its mark with what the table is now. Nobody changes it meanwhile.
    pub(crate) async fn close_and_mark(
        &self,
        table: &QualifiedName,
        mark: &Marker,
        opening: &Opening,
    ) -> Result<(), RunFault> {
        let table = table.quoted()?;
        self.in_transaction_of_its_own(opening, async || {
            let close = rights::close(&self.client, &table).await?;
            let lock = build::lock(format!("ONLY {table}"), LockMode::AccessExclusive);
            self.client.batch_execute(&format!("{close}{lock}")).await?;
            let (identity, transaction) = self.identity(&table).await?;
            let rows = self.written(&table, transaction, transaction).await?.all;
            let state = Some(MarkedState { identity, rows, transaction });
            let mark = self.marked(&table, &Marker { state, ..mark.clone() }).await?;
            Ok(self.client.batch_execute(&mark).await?)
        })
        .await
    }

    /// The mark that a table bears.
    pub(crate) async fn mark_of(&self, table: &QualifiedName) -> Result<Option<Marker>, RunFault> {
        Ok(self.marked_table(&table.quoted()?).await?.comment.as_deref().and_then(Marker::read))
    }

    /// Writes a mark instead of the one that a table has.
    pub(crate) async fn mark(
        &self,
        table: &QualifiedName,
        mark: &Marker,
        opening: &Opening,
    ) -> Result<(), RunFault> {
        let table = table.quoted()?;
        self.in_transaction_of_its_own(opening, async || {
            let comment = self.marked(&table, mark).await?;
            Ok(self.client.batch_execute(&comment).await?)
        })
        .await
    }

    pub(super) async fn marked_table(&self, table: &str) -> Result<MarkedTable, Error> {
        let row = self.client.query_typed_one(COMMENT, &[(&table, Type::TEXT)]).await?;
        Ok(MarkedTable {
            comment: row.try_get("comment")?,
            is_attached: row.try_get("is_attached")?,
            is_pending: row.try_get("pending")?,
        })
    }

    /// The statement that writes a mark instead of the one that a table has.
    pub(super) async fn marked(&self, table: &str, mark: &Marker) -> Result<String, RunFault> {
        let comment = self.marked_table(table).await?.comment;
        Ok(format!("{};", build::comment(format!("TABLE {table}"), &mark.write(comment.as_deref()))))
    }

    /// The statement that writes the mark of a table which this transaction has changed itself, as it is now.
    pub(super) async fn marked_again(&self, table: &str) -> Result<String, RunFault> {
        let comment = self.marked_table(table).await?.comment;
        let Some(mut mark) = comment.as_deref().and_then(Marker::read) else { return Ok(String::new()) };
        if let Some(state) = &mut mark.state {
            state.identity = self.identity(table).await?.0;
        }
        self.marked(table, &mark).await
    }

    /// What is different from what a mark says, without its rows.
    pub(super) async fn altered(
        &self,
        table: &str,
        state: &MarkedState,
    ) -> Result<Option<TableChange>, RunFault> {
        Ok(state.change(&self.identity(table).await?.0))
    }

    /// The same of its rows, under a lock that keeps everybody from the table.
    pub(super) async fn rewritten(
        &self,
        table: &str,
        state: &MarkedState,
    ) -> Result<Option<TableChange>, RunFault> {
        let (_, transaction) = self.identity(table).await?;
        let rows = self.written(table, state.transaction, transaction).await?;
        Ok((rows.all != state.rows || rows.newer > 0).then_some(TableChange::Written))
    }

    async fn identity(&self, table: &str) -> Result<(TableIdentity, i64), Error> {
        let row = self.client.query_typed_one(IDENTITY, &[(&table, Type::TEXT)]).await?;
        Ok((identity(&row)?, row.try_get("transaction")?))
    }

    /// Counts rows. A row bears the lower half of the number of the transaction that wrote it; one that is as old as half of
    /// all numbers may look new, and never the other way round.
    async fn written(&self, table: &str, since: i64, now: i64) -> Result<WrittenRows, RunFault> {
        const NUMBERS: i64 = 1 << 32;
        let (since_low, age) = (since.rem_euclid(NUMBERS), now - since);
        // Policies that are forced on the owner hide all rows; what is done about it is undone, so that the table is the same.
        self.client.batch_execute("SAVEPOINT rows").await?;
        rights::lift_force(&self.client, table).await?;
        let counted = format!(
            "SELECT pg_catalog.count(*) AS rows, pg_catalog.count(*) FILTER (
                WHERE pg_catalog.mod(t.xmin::pg_catalog.text::pg_catalog.int8 - {since_low} + {NUMBERS}, {NUMBERS})
                    BETWEEN 1 AND {age}
            ) AS newer FROM ONLY {table} AS t"
        );
        let row = self.client.query_typed_one(&counted, &[]).await?;
        self.client.batch_execute("ROLLBACK TO SAVEPOINT rows; RELEASE SAVEPOINT rows").await?;
        Ok(WrittenRows { all: row.try_get("rows")?, newer: row.try_get("newer")? })
    }
}

/// Of a row with its columns.
pub(super) fn identity(row: &Row) -> Result<TableIdentity, Error> {
    Ok(TableIdentity {
        oid: row.try_get("oid")?,
        table: qualified_name(row)?,
        definition: row.try_get("definition")?,
        major: row.try_get("major")?,
    })
}
