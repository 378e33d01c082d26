//! Rows in DEFAULT: counted by period, and moved into a partition of their own.

use std::time::{Duration, Instant as Clock};

use tokio_postgres::Row;
use tokio_postgres::types::Type;

use super::create::{NewPartition, create_like};
use super::default_row_counts::{counted, counting};
use super::exclude::condition;
use super::rights;
use crate::model::locks::lock_set::{LockSet, TableLock};
use crate::model::locks::mode::LockMode;
use crate::model::partitions::default_rows::{DefaultRowsByPeriod, begins_within_reach};
use crate::model::partitions::instant::Instant;
use crate::model::partitions::key::KeyType;
use crate::model::partitions::manifest::ExportedColumn;
use crate::model::partitions::periods::Periods;
use crate::model::partitions::table::{Partition, PartitionedTable};
use crate::model::sql::build;
use crate::model::sql::qualified_name::QualifiedName;
use crate::model::sql::quote::Ident;
use crate::postgres::locks::opening::Opening;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::session::Session;
use crate::postgres::runner::settings;
use crate::postgres::runner::users_ground::{become_owner, plan_as_owner};

const COLUMNS: &str = include_str!("sql/columns.sql");
const REFERRERS: &str = include_str!("sql/referrers.sql");
const TRIGGERS: &str = include_str!("sql/delete_triggers.sql");

/// What a move counted.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct MoveCounts {
    /// Rows that were taken out of DEFAULT.
    pub(crate) taken: i64,
    /// Rows that the new partition held before it was attached.
    pub(crate) inserted: i64,
    pub(crate) took: Duration,
}

/// Statements about the triggers of DEFAULT.
struct Triggers {
    /// Keep them from taking a move for a deletion.
    silence: String,
    /// Bring each back to what it was.
    speak: String,
}

impl Session {
    /// The tables whose foreign keys refer to rows of a partition: they would notice that rows leave it.
    pub(crate) async fn referrers(
        &self,
        table: &PartitionedTable,
        partition: &QualifiedName,
    ) -> Result<Vec<String>, RunFault> {
        let Ok(partition) = partition.quoted() else { return Ok(Vec::new()) };
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
        column: &str,
        key_type: KeyType,
        periods: Periods,
        now: Instant,
        opening: &Opening,
    ) -> Result<DefaultRowsByPeriod, RunFault> {
        let (Ok(table), Some(column)) = (default.name.quoted(), Ident::new(column)) else {
            return Ok(DefaultRowsByPeriod::default());
        };
        let begins = begins_within_reach(periods, now);
        let count = counting(&table, &column, key_type, &begins);
        let read = async {
            self.begin_with(opening, "").await?;
            plan_as_owner(&self.client, &table).await?;
            rights::lift_force(&self.client, &table).await?;
            Ok::<_, RunFault>(self.client.query_typed(&count, &[]).await?)
        };
        let rows = read.await;
        self.client.batch_execute("ROLLBACK").await?;
        Ok(counted(&rows?, &begins, periods)?)
    }

    /// Makes a partition and moves the rows of its period out of DEFAULT into it, in one transaction.
    /// Commits only when both counts are equal; otherwise nothing has happened.
    ///
    /// Others go on reading and writing while most rows move. Then writers of the table and readers of
    /// DEFAULT wait until the rows that arrived in the meantime have moved and ATTACH has looked at what is left.
    /// Where the policies of DEFAULT are forced on the role, those of DEFAULT wait from the start. Those locks are waited
    /// for only while nobody waits for a row that has moved already.
    pub(crate) async fn move_strays(
        &self,
        new: &NewPartition<'_>,
        default: &Partition,
        column: &str,
        opening: &Opening,
    ) -> Result<MoveCounts, RunFault> {
        if self.stop.is_asked() {
            return Err(RunFault::Stopped);
        }
        let started = Clock::now();
        let moved = self.move_and_attach(new, default, column, opening).await;
        match moved {
            Ok(rows) if rows.taken == rows.inserted => self.client.batch_execute("COMMIT").await?,
            _ => drop(self.client.batch_execute("ROLLBACK").await),
        }
        moved.map(|rows| MoveCounts { took: started.elapsed(), ..rows })
    }

    async fn move_and_attach(
        &self,
        new: &NewPartition<'_>,
        default: &Partition,
        column: &str,
        opening: &Opening,
    ) -> Result<MoveCounts, RunFault> {
        let names = new.names()?;
        let child = &names.child;
        let (Ok(from), Some(condition)) = (
            default.name.quoted(),
            Ident::new(column).and_then(|column| condition(&column, new.key_type, new.range)),
        ) else {
            return Ok(MoveCounts::default());
        };
        self.begin_with(opening, "").await?;
        become_owner(&self.client, &new.parent.owner).await?;
        let force = rights::lift_force(&self.client, &from).await?;
        let triggers = self.triggers(&from).await?;
        // What makes a table may have to be more than its owner, who need not have CREATE on the schema.
        let make = format!("{}{}{}", triggers.silence, settings::OWN_ROLE, create_like(&names));
        self.client.batch_execute(&make).await?;
        become_owner(&self.client, &new.parent.owner).await?;
        let users = self.users().await?;
        let columns = quoted_list(&self.columns(&from).await?);
        // path: users
        let move_rows = format!(
            "WITH taken AS (DELETE FROM ONLY {from} WHERE {condition} RETURNING {columns}),
                 put AS (INSERT INTO {child} ({columns}) SELECT {columns} FROM taken)
             SELECT pg_catalog.count(*) AS rows FROM taken"
        );
        let move_rows = async || -> Result<i64, RunFault> {
            self.client.batch_execute(&users.enter).await?;
            let moved = self.number(&move_rows).await?;
            self.client.batch_execute(users.leave).await?;
            Ok(moved)
        };
        let mut taken = move_rows().await?;
        let locks = self.locks_of_move(new).await?;
        self.client.batch_execute(&opening.later(&locks)?).await?;
        taken += move_rows().await?;
        let counted = self.number(&format!("SELECT pg_catalog.count(*) AS rows FROM {child}")).await?;
        let force = if force.is_empty() { String::new() } else { format!("ALTER TABLE {from} {force};") };
        self.client.batch_execute(&format!("{}{force}", triggers.speak)).await?;
        self.attach(new, &names).await?;
        Ok(MoveCounts { taken, inserted: counted, took: Duration::ZERO })
    }

    /// What ATTACH locks, and the parent against writers: one that waits for DEFAULT has already chosen it for its row, and
    /// ATTACH would make the server refuse that row (23514). One that waits for the parent chooses afterwards.
    async fn locks_of_move(&self, new: &NewPartition<'_>) -> Result<LockSet, RunFault> {
        let mut locks = LockSet::default();
        let writers = LockMode::ShareRowExclusive;
        locks.add(TableLock { table: new.parent.name.clone(), alone: true, mode: writers });
        self.locks_of_attach(new).await?.locks().iter().for_each(|lock| locks.add(lock.clone()));
        Ok(locks)
    }

    /// The only value of a statement, called `rows`.
    pub(super) async fn number(&self, statement: &str) -> Result<i64, RunFault> {
        Ok(self.client.query_typed_one(statement, &[]).await?.try_get("rows")?)
    }

    /// The columns that a row brings along.
    pub(super) async fn columns(&self, table: &str) -> Result<Vec<ExportedColumn>, tokio_postgres::Error> {
        let rows = self.client.query_typed(COLUMNS, &[(&table, Type::TEXT)]).await?;
        let column = |row: &Row| {
            Ok(ExportedColumn { name: row.try_get("name")?, type_name: row.try_get("type_name")? })
        };
        rows.iter().map(column).collect()
    }

    async fn triggers(&self, table: &str) -> Result<Triggers, RunFault> {
        let (mut silence, mut speak) = (String::new(), String::new());
        for row in self.client.query_typed(TRIGGERS, &[(&table, Type::TEXT)]).await? {
            let (name, always): (String, bool) = (row.try_get("name")?, row.try_get("always")?);
            let Some(name) = Ident::new(&name) else { continue };
            let enable = if always { "ENABLE ALWAYS" } else { "ENABLE" };
            silence.push_str(&format!("{};", build::trigger(table, "DISABLE", &name)));
            speak.push_str(&format!("{};", build::trigger(table, enable, &name)));
        }
        Ok(Triggers { silence, speak })
    }
}

/// The names of columns, quoted, with commas.
pub(super) fn quoted_list(columns: &[ExportedColumn]) -> String {
    let quoted = columns.iter().filter_map(|column| Ident::new(&column.name)).map(|name| name.to_string());
    quoted.collect::<Vec<_>>().join(", ")
}
