//! Rows in DEFAULT: counted by period, and moved into a partition of their own.

use std::time::{Duration, Instant as Clock};

use tokio_postgres::types::Type;

use super::create::{NewPartition, create_like};
use super::default_row_counts::{counted, counting};
use super::exclude::condition;
use super::read::qualified;
use super::rights;
use crate::model::partitions::default_rows::{Strays, begins_within_reach};
use crate::model::partitions::instant::Instant;
use crate::model::partitions::key::KeyType;
use crate::model::partitions::periods::Periods;
use crate::model::partitions::table::{Partition, Table};
use crate::model::sql::quote::Ident;
use crate::postgres::runner::run_script::{LOCK_TIMEOUT, RunFault};
use crate::postgres::runner::session::Session;

const COLUMNS: &str = include_str!("sql/columns.sql");
const REFERRERS: &str = include_str!("sql/referrers.sql");
const TRIGGERS: &str = include_str!("sql/delete_triggers.sql");

/// What a move counted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moved {
    /// Rows that were taken out of DEFAULT.
    pub(crate) taken: i64,
    /// Rows that the new partition held before it was attached.
    pub(crate) found: i64,
    pub(crate) took: Duration,
}

impl Session {
    /// The tables whose foreign keys refer to rows of a partition: they would notice that rows leave it.
    pub(crate) async fn referrers(
        &self,
        table: &Table,
        (schema, name): (&str, &str),
    ) -> Result<Vec<String>, RunFault> {
        let Some(partition) = qualified(schema, name) else { return Ok(Vec::new()) };
        let values: [(&(dyn tokio_postgres::types::ToSql + Sync), Type); 2] =
            [(&table.oid, Type::OID), (&partition, Type::TEXT)];
        let rows = self.client.query_typed(REFERRERS, &values).await?;
        rows.iter().map(|row| Ok(row.try_get("name")?)).collect()
    }

    /// Counts the rows of DEFAULT by period. `now` is as the key has it. Reads all of it; where the policies are forced on the role,
    /// under ACCESS EXCLUSIVE.
    pub(crate) async fn strays(
        &self,
        default: &Partition,
        (column, key_type): (&str, KeyType),
        periods: Periods,
        now: Instant,
    ) -> Result<Strays, RunFault> {
        let (Some(table), Some(column)) = (qualified(&default.schema, &default.name), Ident::new(column))
        else {
            return Ok(Strays::default());
        };
        let begins = begins_within_reach(periods, now);
        let count = counting(&table, &column, key_type, &begins);
        let read = async {
            let timeout = LOCK_TIMEOUT.as_millis();
            self.client.batch_execute(&format!("BEGIN; SET LOCAL lock_timeout = {timeout}")).await?;
            rights::lift_force(&self.client, &table).await?;
            self.client.query_typed(&count, &[]).await
        };
        let rows = read.await;
        self.client.batch_execute("ROLLBACK").await?;
        Ok(counted(&rows?, &begins, periods)?)
    }

    /// Makes a partition and moves the rows of its period out of DEFAULT into it, in one transaction.
    /// Commits only when both counts are equal; otherwise nothing has happened.
    ///
    /// Others go on reading and writing while most rows move. Then writers of the table and readers of
    /// DEFAULT wait until the rows that came meanwhile have moved and ATTACH has looked at what is left.
    /// Where the policies of DEFAULT are forced on the role, those of DEFAULT wait from the start.
    pub(crate) async fn move_strays(
        &self,
        new: &NewPartition<'_>,
        default: &Partition,
        column: &str,
    ) -> Result<Moved, RunFault> {
        if self.stop.is_asked() {
            return Err(RunFault::Stopped);
        }
        let started = Clock::now();
        let moved = self.move_and_attach(new, default, column).await;
        match moved {
            Ok((taken, found)) if taken == found => self.client.batch_execute("COMMIT").await?,
            _ => drop(self.client.batch_execute("ROLLBACK").await),
        }
        moved.map(|(taken, found)| Moved { taken, found, took: started.elapsed() })
    }

    async fn move_and_attach(
        &self,
        new: &NewPartition<'_>,
        default: &Partition,
        column: &str,
    ) -> Result<(i64, i64), RunFault> {
        let names = new.names()?;
        let child = &names.child;
        let (Some(from), Some(condition)) = (
            qualified(&default.schema, &default.name),
            Ident::new(column).and_then(|column| condition(&column, new.key_type, new.range)),
        ) else {
            return Ok((0, 0));
        };
        let timeout = LOCK_TIMEOUT.as_millis();
        self.client.batch_execute(&format!("BEGIN; SET LOCAL lock_timeout = {timeout}")).await?;
        let force = rights::lift_force(&self.client, &from).await?;
        let (silence, speak) = self.silence(&from).await?;
        self.client.batch_execute(&format!("{silence}{}", create_like(&names))).await?;
        let columns = quoted_list(&self.columns(&from).await?);
        let move_rows = format!(
            "WITH taken AS (DELETE FROM ONLY {from} WHERE {condition} RETURNING {columns}),
                 put AS (INSERT INTO {child} ({columns}) SELECT {columns} FROM taken)
             SELECT count(*)::int8 AS rows FROM taken"
        );
        let mut taken = self.number(&move_rows).await?;
        self.lock_writers(new.parent, &names, &from).await?;
        taken += self.number(&move_rows).await?;
        let found = self.number(&format!("SELECT count(*)::int8 AS rows FROM {child}")).await?;
        let force = if force.is_empty() { String::new() } else { format!("ALTER TABLE {from} {force};") };
        self.client.batch_execute(&format!("{speak}{force}")).await?;
        self.attach(new, &names).await?;
        Ok((taken, found))
    }

    /// The only value of a statement, called `rows`.
    pub(super) async fn number(&self, statement: &str) -> Result<i64, RunFault> {
        Ok(self.client.query_typed_one(statement, &[]).await?.try_get("rows")?)
    }

    /// The columns that a row brings along: names, and types as `format_type` writes them.
    pub(super) async fn columns(&self, table: &str) -> Result<Vec<(String, String)>, tokio_postgres::Error> {
        let rows = self.client.query_typed(COLUMNS, &[(&table, Type::TEXT)]).await?;
        rows.iter().map(|row| Ok((row.try_get("name")?, row.try_get("type_name")?))).collect()
    }

    /// Statements that keep the triggers of DEFAULT from taking a move for a deletion, and those that bring
    /// each back to what it was.
    async fn silence(&self, table: &str) -> Result<(String, String), RunFault> {
        let (mut silence, mut speak) = (String::new(), String::new());
        for row in self.client.query_typed(TRIGGERS, &[(&table, Type::TEXT)]).await? {
            let (name, always): (String, bool) = (row.try_get("name")?, row.try_get("always")?);
            let Some(name) = Ident::new(&name) else { continue };
            let always = if always { "ALWAYS " } else { "" };
            silence.push_str(&format!("ALTER TABLE {table} DISABLE TRIGGER {name};"));
            speak.push_str(&format!("ALTER TABLE {table} ENABLE {always}TRIGGER {name};"));
        }
        Ok((silence, speak))
    }
}

/// The names of columns, quoted, with commas.
pub(super) fn quoted_list(columns: &[(String, String)]) -> String {
    let quoted = columns.iter().filter_map(|(name, _)| Ident::new(name)).map(|name| name.to_string());
    quoted.collect::<Vec<_>>().join(", ")
}
